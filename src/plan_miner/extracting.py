"""One file, no registry: a PDF to its goal tree, tags and mentions, and to text, JSON or tables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plan_miner import moments
from plan_miner.children import Children, Died
from plan_miner.cover import kind_on_cover, shown
from plan_miner.limits import Tell
from plan_miner.model import (
    KIND_CODES,
    Cover,
    Edition,
    Municipality,
    Outcome,
    PageState,
    Part,
    Registry,
    Source,
    TaggedDocument,
    TaggedObjective,
    id_of_document,
)
from plan_miner.provinces import ascii_letters
from plan_miner.published import Published
from plan_miner.saying import NOTHING, Said, counted, label, said, told, verbatim
from plan_miner.services import ServiceCell, settle


@dataclass(frozen=True, slots=True)
class Extract:
    """A document with all that was found in it.

    `document` holds the goal tree with tags, verdicts, mentions and doubts; `services` one cell a service.
    """

    path: Path
    kind: str
    pages: tuple[PageState, ...]
    producer: str
    document: TaggedDocument
    services: tuple[ServiceCell, ...]
    outcome: Outcome

    @property
    def objectives(self) -> tuple[TaggedObjective, ...]:
        return self.document.objectives


def extract(path: str | Path, kind: str = "strategic_plan", lexicon: str | Path | None = None) -> Extract:
    """Read one PDF and rebuild, tag and judge it, in this process.

    `kind` is one of the contract's document kinds, or empty to be told from the cover; `lexicon` a folder of terms of
    one's own, laid over the package's. Raises text.Unreadable where the file cannot be read, ValueError for an unknown
    kind or a mistake in the lexicon. A hostile file may abort the process: the command line reads in a child process
    instead.
    """
    return _extract((Path(path), kind, Path(lexicon) if lexicon else None), lambda *_: None)


def extract_apart(path: Path, kind: str, lexicon: Path | None = None) -> Extract | Died:
    """The same in a child process, which a broken file cannot take the caller down with.

    What is wrong on sight is raised before a child takes its time to start.
    """
    check_file(path, kind)
    with Children(1) as children:
        return children.run(_extract, (path, kind, lexicon))


def _extract(job: tuple[Path, str, Path | None], tell: Tell) -> Extract:
    from plan_miner import lexicon
    from plan_miner.stages import tagged
    from plan_miner.text import read

    path, kind, overlay = job
    check_file(path, kind)
    lexicon.use(overlay)
    reading = read(path, tell)
    kind = kind or kind_on_cover(reading.pages) or "strategic_plan"
    document = tagged(reading, kind, 0)
    source = _source(path, kind, document.cover)
    edition = _edition(source, path)
    states = tuple(PageState(p.number, p.quality) for p in reading.pages)
    outcome = Outcome(source, "ok", NOTHING, edition, states, reading.producer, document)
    cells = settle([(source, document.mentions)])
    return Extract(path, kind, states, reading.producer, document, cells, outcome)


def check_file(path: Path, kind: str) -> None:
    """Raises Unreadable where no PDF is at `path`, ValueError for an unknown kind."""
    from plan_miner.text.unreadable import check_head

    if kind and kind not in KIND_CODES:
        raise ValueError(said("unknown kind {kind!r}: give one of {kinds}", kind=kind, kinds=", ".join(KIND_CODES)))
    check_head(path)


def _source(path: Path, kind: str, cover: Cover) -> Source:
    """A registry entry for a file that has none: its id is the file's name, the rest is told by its cover."""
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_letters(path.stem)).strip("-") or "document"
    years = [int(y) for y in re.findall(r"\d{4}", cover.period)] or [0]
    municipality = Municipality(
        stem, shown(cover.municipality) if cover.municipality else path.stem, "", None, "district"
    )
    return Source(id_of_document(stem, kind, ""), municipality, kind, years[0], years[-1], str(path), path)


def _edition(source: Source, path: Path) -> Edition:
    when = moments.written(datetime.fromtimestamp(path.stat().st_mtime, UTC))
    return Edition(source.id, _sha256(path), path, path.stat().st_size, str(path), "local", when)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def publish_extract(found: Extract, directory: Path) -> Published:
    """The same tables and workbook as a run makes, for one file, in `directory`."""
    from plan_miner.publish import publish

    source = found.outcome.source
    return publish([Part(Registry((source.municipality,), (source,)), (found.outcome,))], directory, shrink=1.0)


def check_folder(path: Path, directory: Path) -> None:
    """Raises ValueError where `directory` holds the tables of other documents, which those of `path` would replace."""
    from pyarrow import ArrowInvalid

    from plan_miner.publish.reading import read_rows

    try:
        others = [row for row in read_rows(directory, "documents", "url", "sha256") if row["sha256"] != _sha256(path)]
    except (OSError, ArrowInvalid, KeyError):
        return
    if others:
        whose = counted(len(others), "{name}", "{number} documents", name=others[0]["url"])
        raise ValueError(
            said(
                "{folder} holds the tables of {whose}: name another folder with --out, or delete that one first",
                folder=directory,
                whose=whose,
            )
        )


# --- for people and programs ---


def as_text(found: Extract) -> Iterator[Said]:
    """The goal tree as lines that a person can read; what belongs in the annex has a star."""
    goals = {goal.code: goal for goal, _ in found.document.goals}
    last = ""
    for tagged in found.objectives:
        if tagged.goal_code != last:
            goal = goals[tagged.goal_code]
            yield _printed(f"{goal.code}  {goal.passage.text}", str(goal.passage.page))
            last = tagged.goal_code
        yield _star(tagged)
        yield from (verbatim(f"       - {activity.passage.text}") for activity in tagged.objective.activities)
    for cell in found.services:
        yield _service(cell, found.path)
    for one in found.document.mechanisms:
        yield _printed(f"   {label('mechanisms', one.mechanism)}: {one.name}", str(one.passage.page))
    for doubt in found.document.doubts:
        yield said("   ? {key} {message}", key=doubt.key, message=doubt.message)


def _printed(text: str, pages: str) -> Said:
    return said("{text}  (p. {page})", text=text, page=pages)


def _service(cell: ServiceCell, path: Path) -> Said:
    """A service with its status, number of units and pages; where the document is silent, the file's name."""
    service = label("services", cell.service)
    if cell.status == "not_mentioned":
        return said("   {service}: {file} does not mention it", service=service, file=path.name)
    units = counted(cell.unit_count or 0, "{number} unit", "{number} units") if cell.unit_count else NOTHING
    more = ", ".join(filter(None, [label("status", cell.status), told(units), "YADES" if cell.yades else ""]))
    return _printed(f"   {service}: {more}", ", ".join(map(str, cell.pages)))


def _star(tagged: TaggedObjective) -> Said:
    """An objective with its page; one that belongs in the annex with a star and the reason in brackets."""
    objective, verdict = tagged.objective, tagged.verdict
    star = "*" if verdict.in_annex else " "
    names = [label("basis", verdict.basis), *(label("groups", group) for group in verdict.groups)]
    basis = f"  [{', '.join(filter(None, dict.fromkeys(names)))}]" if verdict.in_annex else ""
    text = f" {star} {objective.code}  {objective.passage.text}"
    return said("{text}  (p. {page}){basis}", text=text, page=objective.page_first, basis=basis)


def as_data(found: Extract) -> dict[str, Any]:
    """The same as plain values, ready for JSON."""
    by_goal: dict[str, list[TaggedObjective]] = {}
    for tagged in found.objectives:
        by_goal.setdefault(tagged.goal_code, []).append(tagged)
    return {
        "file": str(found.path),
        "kind": found.kind,
        "pages": len(found.pages),
        "cover_period": found.document.cover_period,
        "goals": [
            {
                "code": goal.code,
                "printed_code": goal.printed_code,
                "goal": goal.passage.text,
                "page": goal.passage.page,
                "objectives": [_objective(tagged) for tagged in by_goal.get(goal.code, [])],
            }
            for goal, _ in found.document.goals
        ],
        "services": [
            {
                "service": c.service,
                "status": c.status,
                "unit_count": c.unit_count,
                "yades": c.yades,
                "pages": list(c.pages),
                "summary": c.summary,
            }
            for c in found.services
        ],
        "mechanisms": [
            {"mechanism": m.mechanism, "name": m.name, "page": m.passage.page, "sentence": m.sentence}
            for m in found.document.mechanisms
        ],
        "doubts": [
            {"key": d.key, "doubt": d.doubt, "message": d.message, "page": d.page} for d in found.document.doubts
        ],
    }


def _objective(tagged: TaggedObjective) -> dict[str, Any]:
    objective, verdict = tagged.objective, tagged.verdict
    return {
        "code": objective.code,
        "printed_code": objective.printed_code,
        "objective": objective.passage.text,
        "page_first": objective.page_first,
        "page_last": objective.page_last,
        "in_annex": verdict.in_annex,
        "basis": tagged.tags.basis,
        "themes": list(verdict.themes),
        "groups": list(verdict.groups),
        "reason": verdict.reason,
        "responsible_unit": objective.responsible_unit,
        "collaborating_units": list(objective.collaborating_units),
        "cost_estimate": objective.cost_estimate.value,
        "activities": [
            {"activity": a.passage.text, "page": a.passage.page, "printed_code": a.printed_code}
            for a in objective.activities
        ],
        "indicators": [
            {
                "code": i.code,
                "indicator": i.passage.text,
                "unit": i.unit,
                "weight": i.weight.value,
                "baseline": i.baseline.value,
                "targets": {year: target.value for year, target in i.targets},
            }
            for i in objective.indicators
        ],
    }
