"""Why a document's goals, objectives, activities and indicators were taken for what they are, and what was left out.

Worked out anew where a person asks; the tree itself is made without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_miner.model import Passage, Plan, Reading
from plan_miner.saying import NOTHING, Said, counted, said, verbatim
from plan_miner.structure import listings_of, structured
from plan_miner.structure.codes import code_of
from plan_miner.structure.drafts import GoalDraft, Listing, ObjectiveDraft
from plan_miner.structure.items import Item
from plan_miner.structure.rows import Row
from plan_miner.structure.scan import OUTSIDE
from plan_miner.structure.sections import LEADER
from plan_miner.structure.tree import AGAIN, PLAN, judged

SHOWN = 3  # codes of a pass that was left out


@dataclass(frozen=True, slots=True)
class Step:
    """One thing and why it was taken or left: its page, what was printed, the rule's name, where and by what sign."""

    kind: str  # chapter | goal | objective | activity | indicator | left
    page: int
    text: str
    rule: str
    evidence: Said
    code: str = ""


def explained(reading: Reading, kind: str, period_start: int = 0) -> tuple[Step, ...]:
    """The steps of a document of that `kind` in print order: its chapters, then its tree, then what was left out."""
    rows, listings = listings_of(reading, kind)
    plan = structured(reading, kind, period_start)
    left = sorted([*_left_rows(rows), *_left_listings(listings)], key=lambda step: step.page)
    return (*_chapters(rows), *_tree(plan), *left)


def _chapters(rows: Sequence[Row]) -> Iterator[Step]:
    section = ""
    for row in rows:
        item = row.heading
        if row.section == section:
            continue
        section = row.section
        sign = _heading(item) if item else said("lines that lead to page numbers")
        yield Step("chapter", row.page, _text(row), f"chapter.{section or 'none'}", sign)


def _heading(item: Item) -> Said:
    bold = said(", bold") if item.bold else NOTHING
    return said("heading, letters of {size:.0f} points{bold}", size=item.size, bold=bold)


def _tree(plan: Plan) -> Iterator[Step]:
    for goal in plan.goals:
        passage = goal.passage
        yield Step("goal", passage.page, passage.text, goal.rule, _sign(goal.printed_code, passage), goal.code)
        for one in goal.objectives:
            passage = one.passage
            yield Step("objective", passage.page, passage.text, one.rule, _sign(one.printed_code, passage), one.code)
            for activity in one.activities:
                passage, printed = activity.passage, activity.printed_code
                yield Step(
                    "activity", passage.page, passage.text, activity.rule, verbatim(printed), str(activity.number)
                )
            for indicator in one.indicators:
                passage = indicator.passage
                sign = counted(len(indicator.targets), "{number} target by year", "{number} targets by year")
                yield Step("indicator", passage.page, passage.text, indicator.rule, sign, indicator.code)


def _left_rows(rows: Sequence[Row]) -> Iterator[Step]:
    """Codes of goals and objectives on pages at which nothing is looked for: one step for each such page."""
    found: dict[int, list[Row]] = {}
    for row in rows:
        code = code_of(_text(row)) if row.section in OUTSIDE else None
        if code and code.level in ("goal", "objective"):
            found.setdefault(row.page, []).append(row)
    for page, on_page in found.items():
        rule = "left.contents" if on_page[0].section == "contents" else "left.outside"
        sign = counted(len(on_page), "{number} line with such a code", "{number} lines with such a code")
        yield Step("left", page, _text(on_page[0]), rule, sign)


def _left_listings(listings: Sequence[Listing]) -> Iterator[Step]:
    for listing, verdict in judged(listings)[1]:
        drafts: list[GoalDraft | ObjectiveDraft] = [*listing.goals, *listing.objectives]
        if verdict == PLAN or not drafts or (verdict == AGAIN and not listing.objectives):
            continue
        first = min(drafts, key=lambda draft: draft.page)
        names = [draft.printed or ".".join(map(str, draft.numbers)) for draft in drafts]
        shown = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
        pages = sorted({draft.page for draft in drafts})
        where = said("pages {first}-{last}", first=pages[0], last=pages[-1])
        where = where if len(pages) > 1 else said("page {page}", page=pages[0])
        chapter = listing.section or said("the plan's, or of no known kind")
        sign = counted(
            len(names),
            "{number} code on {where}: {codes}; chapter: {chapter}",
            "{number} codes on {where}: {codes}; chapter: {chapter}",
            where=where,
            codes=shown,
            chapter=chapter,
        )
        text = " ".join(item.text for item in first.items) or said("(codes alone)")
        yield Step("left", first.page, text, verdict, sign)


def _text(row: Row) -> str:
    return LEADER.sub(" … ", " | ".join(slot.text for slot in row.slots if slot.items))


def _sign(printed: str, passage: Passage) -> Said:
    """What is printed in front, and where the words stand (points from the left and from the top)."""
    box = passage.box()
    code = said("printed {code}", code=printed) if printed else said("no printed code")
    return said("{code}, {left:.0f} from the left, {top:.0f} down", code=code, left=box.x0, top=box.top)
