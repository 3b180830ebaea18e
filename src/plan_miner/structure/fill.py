"""From a draft to the tree: texts as passages, figures read, units and partners told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.model import Activity, Indicator, Number, Objective, Passage, PerformanceTarget, Piece
from plan_miner.structure.drafts import ActivityDraft, IndicatorDraft, ObjectiveDraft
from plan_miner.structure.items import BULLET, Item, running
from plan_miner.structure.numbers import number

SECTION = "goals"
UNIT_IN_BRACKETS = re.compile(r"\(([^()]{1,24})\)\s*$")
AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
LEADER_TAIL = re.compile(r"\s*(?:\.\s?){4,}\s*\d*\s*$")
YEAR_IN_TEXT = re.compile(r"((?:19|20)\d\d)\s?[:=]\s?([%\d.,]*\d%?)")
YEARS_IN_TEXT = re.compile(rf"\(?{YEAR_IN_TEXT.pattern}(?:[;,]? {YEAR_IN_TEXT.pattern})+\)?")  # "(2020: 12; 2021: 14)"
SEPARATOR = re.compile(r"\s*;\s*")


def passage_of(items: Sequence[Item], kind: str) -> Passage:
    """The lines of items as one passage of the plan's goals."""
    passage = running([line for item in items for line in item.lines], kind, SECTION)
    text = LEADER_TAIL.sub("", passage.text).rstrip()
    return Passage(text, tuple(p for p in passage.pieces if p.start < max(1, len(text))), kind, SECTION)


def sliced(passage: Passage, start: int, end: int) -> Passage:
    """passage.text[start:end] with the pieces that lead it back to its lines."""
    before = [p for p in passage.pieces if p.start <= start][-1:]
    inside = [p for p in passage.pieces if start < p.start < end]
    pieces = tuple(Piece(max(0, p.start - start), p.box) for p in [*before, *inside])
    return Passage(passage.text[start:end], pieces, passage.kind, passage.section)


def objective_of(draft: ObjectiveDraft, code: str, period_start: int) -> Objective:
    """A draft as an objective; `period_start` tells a baseline's year from the first target's."""
    fields = draft.fields
    return Objective(
        code,
        draft.printed,
        passage_of(draft.items, "heading"),
        draft.page,
        draft.last_page,
        activities_of(draft.activities),
        tuple(_indicators(draft.indicators, code, period_start)),
        _each_once(fields.get("responsible", ())),
        _partners(fields.get("collaborating", ())),
        cost_of(_text(fields.get("cost", ()))),
        _lines(fields.get("risks", ())),
        _lines(fields.get("findings", ())),
        _lines(fields.get("needs", ())),
        draft.rule,
        tuple(
            PerformanceTarget(".".join(map(str, t.numbers)), t.printed, passage_of(t.items, "heading"))
            for t in draft.targets
            if t.items
        ),
    )


def activities_of(drafts: Sequence[ActivityDraft]) -> tuple[Activity, ...]:
    """Activities in print order; one paragraph parted by semicolons is several."""
    found: list[tuple[Passage, str]] = []
    for draft in drafts:
        passage = passage_of([draft.item], "bullet")
        cuts = [m.span() for m in SEPARATOR.finditer(passage.text)]
        listed = len(drafts) == 1 or passage.text.endswith(";")
        if not listed or draft.item.bullet or draft.printed or not cuts:
            found.append((passage, draft.printed))
            continue
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(passage.text)]
        starts = [a + len(part) - len(BULLET.sub("", part)) for a, part in ((a, passage.text[a:]) for a in starts)]
        parts = [sliced(passage, a, b) for a, b in zip(starts, ends, strict=True) if b > a]
        found.extend((part, "") for part in parts)
    return tuple(Activity(i, passage, printed) for i, (passage, printed) in enumerate(found, 1))


def _indicators(drafts: Sequence[IndicatorDraft], objective: str, period_start: int) -> list[Indicator]:
    found: dict[str, Indicator] = {}
    for order, draft in enumerate(drafts, 1):
        if not draft.items:
            continue
        code = _indicator_code(draft.numbers, objective, order)
        indicator = _indicator(draft, code, period_start)
        found.setdefault(code, indicator)
        if not found[code].targets and indicator.targets:
            found[code] = indicator
    return list(found.values())


def _indicator_code(numbers: tuple[int, ...], objective: str, order: int) -> str:
    if len(numbers) > 2:
        return ".".join(str(n) for n in numbers)
    return f"{objective}.{numbers[-1] if numbers else order}"


def _indicator(draft: IndicatorDraft, code: str, period_start: int) -> Indicator:
    passage = passage_of(draft.items, "cell")
    cells, years = dict(draft.cells), dict(sorted(draft.years.items()))
    told = YEARS_IN_TEXT.search(passage.text) if not years else None
    if told:
        years = {int(year): value for year, value in YEAR_IN_TEXT.findall(told.group())}
        passage = sliced(passage, 0, len(passage.text[: told.start()].rstrip()))
    unit = UNIT_IN_BRACKETS.search(passage.text)
    for year in [y for y in years if y < period_start]:
        cells.setdefault("baseline", years.pop(year))
    return Indicator(
        code,
        passage,
        cells.get("unit") or (unit.group(1) if unit else ""),
        number(cells.get("weight", "")),
        number(cells.get("baseline", "")),
        tuple((year, number(text)) for year, text in years.items()),
    )


def cost_of(text: str) -> Number:
    """The amount in a cost field (TL): the whole text where it is one figure, else its largest amount."""
    whole = number(text)
    if whole.value is not None or not text:
        return whole
    amounts = [number(m.group()) for m in AMOUNT.finditer(text)]
    values = [n.value for n in amounts if n.value is not None and n.value >= 1000]
    return Number(" ".join(text.split()), max(values, default=None))


def _text(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items)


def _each_once(items: Sequence[Item]) -> str:
    """Names in print order; one that is repeated for each activity stands once."""
    return "; ".join(dict.fromkeys(item.text for item in items))


def _lines(items: Sequence[Item]) -> str:
    return "; ".join(item.text for item in items)


def _partners(items: Sequence[Item]) -> tuple[str, ...]:
    """Names of units, parted by commas or semicolons, or one on each line."""
    names = [name.strip(" .•-") for item in items for name in re.split(r"[,;•]|\s/\s", item.text)]
    return tuple(name for name in names if name)
