"""An objective that the program missed: the printed lines of a page, and what becomes of those that a person marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plan_miner import work
from plan_miner.model import Box, Edition, Reading
from plan_miner.review.decisions import Decision, Values
from plan_miner.review.items import ADDED, OBJECTIVE, evidence_of
from plan_miner.review.judging import Refused
from plan_miner.review.missed import about_shelter, harmless, lines_of, place
from plan_miner.review.standing import Review


@dataclass(frozen=True, slots=True)
class Marked:
    """A printed line and where it stands."""

    text: str
    box: Box

    @property
    def corners(self) -> dict[str, float]:
        return {name: getattr(self.box, name) for name in ("x0", "top", "x1", "bottom")}


@dataclass(frozen=True, slots=True)
class Marking:
    """The lines of a page, as the program read them; `read` is false where its reading is not kept."""

    lines: tuple[Marked, ...]
    pages: int
    read: bool


def marking(data: Path, edition: Edition, page: int) -> Marking:
    """The lines of a page (from 1) of an edition, in reading order."""
    reading = _reading(work.path_of(data, edition, "reading"))
    if reading is None:
        return Marking((), 0, read=False)
    found = [one for one in reading.pages if one.number == page]
    lines = tuple(Marked(line.text, line.box) for one in found for line in (*lines_of(one.blocks), *one.aside))
    return Marking(tuple(line for line in lines if line.text.strip()), len(reading.pages), read=True)


@lru_cache(maxsize=2)
def _reading(path: Path) -> Reading | None:
    return work.kept_reading(path)


def added_decision(
    review: Review, by: str, edition: Edition, lines: Sequence[Marked], values: Values, note: str
) -> Decision:
    """The decision that adds an objective; its evidence are the marked lines.

    Raises Refused where no line was marked, or the code or the words are those of another objective of the document.
    """
    if not lines:
        raise Refused("no_lines")
    for one in review.standings.values():
        if one.item.kind in (OBJECTIVE, ADDED) and one.item.document_id == edition.document_id and one.item.evidence:
            there = one.item.values
            same = evidence_of([there.objective]) == evidence_of([values.objective])
            if same or there.objective_code == values.objective_code:
                raise Refused("code_taken", code=there.objective_code)
    shelter = about_shelter(line.text for line in lines)
    words = tuple(harmless(line.text, shelter=shelter) for line in lines)
    evidence = evidence_of(words)
    return Decision(
        at="",
        by=by,
        verdict="added",
        item=f"{ADDED}:{edition.document_id}:{evidence}",
        evidence=evidence,
        before=values,
        note=note.strip(),
        words=words,
        places=tuple(place(edition.sha256, line.box, text) for line, text in zip(lines, words, strict=True)),
    )
