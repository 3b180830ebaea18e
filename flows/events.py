"""What Prefect hears of what is new: editions that were not there before, and documents found on municipalities' pages.

`automations.yaml` sends word of them. A run is never held up or ended because nobody can be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prefect import get_run_logger
from prefect.events import emit_event

from plan_miner.runs import Brought
from plan_miner.watch import Candidate

EDITION, CANDIDATE = "plan_miner.edition", "plan_miner.candidate"


def tell_editions(brought: Iterable[Brought]) -> None:
    """`plan_miner.edition.new` or `.changed` for each edition that was not there before; the resource is its document.

    `from_sha256` in the payload is of the edition before, empty where there was none.
    """
    for one in brought:
        source = one.source
        payload = {
            "municipality": source.municipality.name,
            "kind": source.kind,
            "period": source.period,
            "sha256": one.edition.sha256,
            "url": source.url,
            "from_sha256": one.from_sha256,
        }
        _tell(f"{EDITION}.{one.change}", source.id, payload)


def tell_candidates(found: Iterable[Candidate]) -> None:
    """`plan_miner.candidate.new` for each document found that the registry has not; the resource is the candidate."""
    for one in found:
        payload = {
            "municipality": one.municipality,
            "kind": one.kind,
            "period": one.period,
            "url": one.url,
            "title": one.title,
            "reason": one.reason,
        }
        _tell(f"{CANDIDATE}.new", one.candidate_id, payload)


def _tell(event: str, resource: str, payload: Mapping[str, str]) -> None:
    name = " ".join(payload[field] for field in ("municipality", "kind", "period"))
    get_run_logger().info("%s: %s", event, resource)
    try:
        emit_event(event, {"prefect.resource.id": resource, "prefect.resource.name": name}, payload=dict(payload))
    except Exception as error:  # noqa: BLE001
        get_run_logger().warning("%s: nobody could be told of %s: %s", event, resource, error)
