"""Indicator tables turned round: the indicators stand side by side, and rows say their weight, baseline and targets.

Yıl                   PG 1.1.1 Kreş sayısı    PG 1.1.2 Park alanı (m²)
Hedefe etkisi (%)     40                      60
2019 (başlangıç)      3                       12.000
2020                  4                       14.000
"""

from __future__ import annotations

from collections.abc import Sequence

from plan_miner.structure.codes import Code, code_of
from plan_miner.structure.drafts import IndicatorDraft
from plan_miner.structure.items import rest_after
from plan_miner.structure.labels import field_of, year_of
from plan_miner.structure.rows import Slot

OF_ROWS = {"unit", "weight", "baseline", "year"}  # what a row can say of every indicator
FEWEST = 2  # slots that a row has more of where it speaks of several indicators

Columns = tuple[tuple[Slot, IndicatorDraft], ...]


def heads(slots: Sequence[Slot]) -> list[tuple[Slot, Code]]:
    """The slots of a row that each begin with an indicator's code, beside labels at most; none in another row."""
    if slots[-1].figure or (not code_of(slots[-1].text) and not field_of(slots[-1].text)):
        return []
    coded = [(slot, code) for slot in slots if (code := code_of(slot.text)) and code.level == "indicator"]
    labels = [slot for slot in slots if field_of(slot.text)]
    whole = len(coded) + len(labels) == len(slots) and (len(coded) > 1 or (len(coded) == 1 and len(labels) == 1))
    return coded if whole else []


def columns(coded: Sequence[tuple[Slot, Code]]) -> Columns:
    """The indicators as they begin, each with the slot under which its values stand."""
    return tuple(
        (slot, IndicatorDraft(code.numbers, code.printed, rest_after(slot.items, code))) for slot, code in coded
    )


def recalled(slots: Sequence[Slot], indicators: Sequence[IndicatorDraft]) -> Columns:
    """The last indicators, read one after the other, where a row has a value for each of them from left to right."""
    if len(slots) <= FEWEST or not indicators or indicators[-1].filled or not _says(slots[0]):
        return ()
    last = indicators[1 - len(slots) :]
    if len(last) < len(slots) - 1 or any(indicator.filled or not indicator.items for indicator in last):
        return ()
    beside = sorted(last, key=lambda indicator: indicator.items[0].lines[0].box.x0)
    return tuple(zip(slots[1:], beside, strict=True))


def _says(slot: Slot) -> bool:
    """Whether a slot names what its row says of every indicator."""
    label = field_of(slot.text)
    return label in OF_ROWS and (label != "year" or bool(year_of(slot.text)))


def take(slots: Sequence[Slot], under: Columns) -> bool:
    """A row's words or values given to the indicators above them; False where the table has ended."""
    label = field_of(slots[0].text)
    rest = slots[1:] if label else slots
    in_order = len(rest) == len(under)
    pairs = [
        (slot, indicator)
        for number, slot in enumerate(rest)
        if (indicator := under[number][1] if in_order else _above(slot, under))
    ]
    if not pairs or len(pairs) < len(rest):
        return False
    if _says(slots[0]):
        for slot, indicator in pairs:
            _put(indicator, label or "", year_of(slots[0].text), slot.text)
        return True
    if any(indicator.filled for _, indicator in pairs):
        return False
    for slot, indicator in pairs:
        indicator.items.extend(slot.items)
    return True


def _put(indicator: IndicatorDraft, label: str, year: int | None, text: str) -> None:
    if label == "year" and year:
        indicator.years.setdefault(year, text)
    else:
        indicator.cells.setdefault(label, text)


def _above(slot: Slot, under: Columns) -> IndicatorDraft | None:
    """The indicator in whose column a slot stands: that with which its print shares most width."""
    x0, x1 = slot.items[0].lines[0].box.x0, slot.items[0].lines[0].box.x1
    shared = [(min(x1, head.x1) - max(x0, head.x0), number) for number, (head, _) in enumerate(under)]
    most, number = max(shared)
    return under[number][1] if most > 0 else None
