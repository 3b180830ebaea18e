"""What Prefect hears of what is new: editions that were not there before, and documents found on municipalities' pages.

Each is an event, and all that a run brought is one more (`plan_miner.news`), so that one message tells of it:
`automations.yaml` sends that. A run is never held up or ended because nobody can be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prefect import get_run_logger
from prefect.events import emit_event

from plan_miner.lexicon import labels
from plan_miner.runs import Brought
from plan_miner.watch import Candidate

NEWS = {"new": "yeni baskı / new edition", "changed": "değişen baskı / changed edition", "found": "bulundu / found"}


def tell_editions(brought: Sequence[Brought]) -> None:
    """`plan_miner.edition.new` or `.changed` for each edition that was not there before; the resource is its document.

    `from_sha256` in the payload is of the edition before, empty where there was none.
    """
    for one in brought:
        came = {"sha256": one.edition.sha256, "url": one.source.url, "from_sha256": one.from_sha256}
        place = {"municipality": one.source.municipality.name, "kind": one.source.kind, "period": one.source.period}
        _tell(f"plan_miner.edition.{one.change}", one.source.id, place | came)
    _tell_all("mine", [_line(one.change, one.source, one.source.municipality.name) for one in brought])


def tell_candidates(found: Sequence[Candidate]) -> None:
    """`plan_miner.candidate.new` for each document found that the registry has not; the resource is the candidate."""
    for one in found:
        why = {"url": one.url, "title": one.title, "reason": one.reason}
        place = {"municipality": one.municipality, "kind": one.kind, "period": one.period}
        _tell("plan_miner.candidate.new", one.candidate_id, place | why)
    _tell_all("watch", [_line("found", one, one.municipality) for one in found])


def _line(news: str, one: Any, municipality: str) -> str:
    kind = labels()["kinds"][one.kind]
    return f"{NEWS[news]}: {municipality}, {kind.tr} / {kind.en} {one.period}: {one.url}"


def _tell_all(flow: str, lines: Sequence[str]) -> None:
    """All that a run brought in one event, with a line for each; none where it brought nothing."""
    if lines:
        _tell("plan_miner.news", f"plan_miner.{flow}", {"flow": flow, "count": len(lines), "text": "\n".join(lines)})


def _tell(event: str, resource: str, payload: dict[str, Any]) -> None:
    get_run_logger().info("%s: %s", event, resource)
    try:
        emit_event(event, {"prefect.resource.id": resource, "prefect.resource.name": resource}, payload=payload)
    except Exception as error:  # noqa: BLE001
        get_run_logger().warning("%s: nobody could be told of %s: %s", event, resource, error)
