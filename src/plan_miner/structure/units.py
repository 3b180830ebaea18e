"""Units in a matrix of who does what ("S" sorumlu, "İ" iş birliği), and the abbreviations by which plans name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from plan_miner.structure.drafts import Listing
from plan_miner.structure.items import Item, cut
from plan_miner.structure.labels import UNITS, field_of
from plan_miner.structure.rows import Row, Slot
from plan_miner.turkish import fold

MARKS = {"s": "responsible", "i": "collaborating", "ı": "collaborating"}
SIGNS = dict.fromkeys("●■◆▲⬤⚫", "responsible") | dict.fromkeys("○□◇△◯⚪", "collaborating")  # full and hollow
SHORT = re.compile(r"[A-ZÇĞİÖŞÜ][A-Za-zÇĞİÖŞÜçğıöşü]{1,7}\.?")
LONGEST_SHORT = 9  # letters and a point
LEGEND = re.compile(r"(?P<short>[A-ZÇĞİÖŞÜ][A-Za-zÇĞİÖŞÜçğıöşü]{1,7}+\.?)\s?[:=–-]\s(?=\S)")
KEYS = {"goal", "objective", "goal_or_objective"}
SHORTEST = 5  # letters of a unit's name
LAST_HEADING = 3  # the row of a table, from 0, below which no heading stands
FEWEST = 2  # units that make a matrix
FEWEST_SHORT = 4  # the same where only abbreviations stand there


def may_head_matrix(row: Row) -> bool:
    """Whether a row stands where units are named from left to right, over who does what."""
    return row.table >= 0 and row.number <= LAST_HEADING and len(row.slots) > FEWEST


def heads_matrix(row: Row) -> bool:
    """Whether a table's row names units from left to right, in words or, behind "Hedef", by abbreviations."""
    if sum(not slot.figure and names_unit(slot.text) for slot in row.slots[1:]) >= FEWEST:
        return True
    if field_of(row.slots[0].text) not in KEYS:
        return False
    names = [slot for slot in row.slots[1:] if slot.items and field_of(slot.text) not in KEYS]
    return len(names) >= FEWEST_SHORT and all(SHORT.fullmatch(slot.text) for slot in names)


@lru_cache(maxsize=50_000)
def names_unit(text: str) -> bool:
    """Whether a text names a unit of the municipality."""
    return len(text) > SHORTEST and bool(UNITS.search(fold(text)))


def mark_of(slot: Slot) -> str | None:
    """What a mark in the matrix says of a unit: responsible, collaborating, or nothing."""
    if not slot.text and len(slot.items) == 1:  # a sign alone, which opens no text
        return SIGNS.get(slot.items[0].lines[0].text)
    return MARKS.get(fold(slot.text).strip(" .()")) if len(slot.text) < len("(S).") + 1 and not slot.figure else None


def unit_over(slot: Slot, matrix: Row) -> Slot | None:
    """The unit's name over a mark."""
    middle = (slot.x0 + slot.x1) / 2
    return next((unit for unit in matrix.slots[1:] if unit.items and unit.x0 < middle < unit.x1), None)


def name_units(listings: Sequence[Listing], rows: Sequence[Row]) -> None:
    """Units named by abbreviations get the names of the legend, wherever that stands."""
    fields = [objective.fields for listing in listings for objective in listing.objectives]
    named = [found[name] for found in fields for name in ("responsible", "collaborating") if name in found]
    short = {text for items in named for item in items if is_short(text := item.text.strip())}
    legend = legend_of(rows, short) if short else {}
    for items in named if legend else ():
        items[:] = in_full(items, legend)


def is_short(text: str) -> bool:
    """Whether a text may be a unit's abbreviation."""
    return len(text) <= LONGEST_SHORT and SHORT.fullmatch(text) is not None


def legend_of(rows: Iterable[Row], wanted: Iterable[str]) -> dict[str, Item]:
    """Abbreviations with the names that they stand for: "FİM: Fen İşleri Müdürlüğü", or in two cells side by side."""
    beginnings = tuple(wanted)
    letters = {text[:2] for text in beginnings}
    found: dict[str, Item] = {}
    for row in rows:
        texts = [item.text for slot in row.slots for item in slot.items if item.text[:2] in letters]
        if texts and any(text.startswith(beginnings) for text in texts):
            found.update(_legend_in([slot for slot in row.slots if slot.items]))
    return found


def _legend_in(slots: Sequence[Slot]) -> Iterable[tuple[str, Item]]:
    for slot in slots:
        for item in slot.items:
            match = LEGEND.match(item.text)
            if match and names_unit(item.text):
                yield match["short"], cut(item, match.end())
    for short, name in pairwise(slots):
        if is_short(short.text) and not SHORT.fullmatch(name.text) and names_unit(name.text[-40:]):
            yield short.text, name.items[0]


def in_full(items: Sequence[Item], legend: Mapping[str, Item]) -> list[Item]:
    """Units as the legend names them; those that it does not know, and those in words, as they are."""
    return [legend.get(item.text.strip(), item) for item in items]
