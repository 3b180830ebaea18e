"""Whatever the print, out comes the goal tree: goal, objective, activity and indicator, with pages and boxes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from plan_miner.cover import period_on_cover
from plan_miner.model import WITH_GOALS, Plan, Reading
from plan_miner.structure.drafts import Listing
from plan_miner.structure.page_ends import made_whole
from plan_miner.structure.passages import passages
from plan_miner.structure.passes import APART
from plan_miner.structure.rows import Row, rows
from plan_miner.structure.scan import scan
from plan_miner.structure.sections import body_size, with_sections
from plan_miner.structure.tree import FOREIGN, tree

LONGEST_PREFACE = 3  # pages


def structured(reading: Reading, kind: str, period_start: int = 0) -> Plan:
    """The goal tree and the passages of a document of that `kind`.

    `period_start` is the plan's first year; where 0, the cover's is taken. Only plans have a tree.
    """
    period = period_on_cover(reading.pages)
    first = period_start or (int(period[:4]) if period else 0)
    found, body = _rows_of(reading)
    text = passages(found)
    if kind not in WITH_GOALS:
        return Plan(passages=text, cover_period=period)
    goals, doubts = tree(_listings(found, body), first)
    return Plan(goals, text, doubts, period)


def listings_of(reading: Reading, kind: str) -> tuple[list[Row], list[Listing]]:
    """The rows of a document with their chapters, and the passes through goals that are found in it."""
    found, body = _rows_of(reading)
    return found, _listings(found, body) if kind in WITH_GOALS else []


def _rows_of(reading: Reading) -> tuple[list[Row], float]:
    as_printed = made_whole(rows(reading.pages))
    body = body_size(as_printed)
    return with_sections(as_printed, body), body


def _listings(found: Sequence[Row], body: float) -> list[Listing]:
    """The passes through goals, read the way that finds a plan set out.

    First as plans mostly print (codes with their words, chapters by their headings), then with codes that have no word,
    then with priorities in the place of goals, then with no chapter left out, for a plan whose chapter headings were
    missed. Objectives without a goal over them are taken only where nothing better is found.
    """
    without_goals: list[Listing] = []
    for chapters, plain, priorities in (
        (_as_told, False, False),
        (_as_told, True, False),
        (_in_the_goals, False, True),
        (_in_no_chapter, False, False),
    ):
        listings = scan(chapters(found), body, plain=plain, priorities=priorities)
        own = [x for x in listings if x.payload and x.section not in FOREIGN | APART]
        if any(objective.goal or len(objective.numbers) > 1 for x in own for objective in x.objectives):
            return listings
        without_goals = without_goals or (listings if own else [])
    return without_goals or listings


def _as_told(found: Sequence[Row]) -> Sequence[Row]:
    return found


def _in_no_chapter(found: Sequence[Row]) -> list[Row]:
    """The rows as if no chapter were known; a preface stays one, unless it is so long that a heading was missed."""
    preface = next((row.page for row in found if row.section == "foreword"), 0)
    return [replace(row, section="") if row.section and not _is_apart(row, preface) else row for row in found]


def _is_apart(row: Row, preface: int) -> bool:
    """Whether a row stands in a list of contents, or in a preface that begins on that page."""
    return row.section == "contents" or (row.section == "foreword" and row.page < preface + LONGEST_PREFACE)


def _in_the_goals(found: Sequence[Row]) -> list[Row]:
    """The rows as if those of no known chapter were the goals'."""
    return [replace(row, section="goals") if row.section == "" else row for row in found]
