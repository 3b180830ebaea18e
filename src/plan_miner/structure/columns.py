"""Table headings: which column holds what, told from the words above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf

import msgspec
from msgspec.structs import replace

from plan_miner.structure.codes import Code, code_of
from plan_miner.structure.items import Item, cut, joined
from plan_miner.structure.labels import LONGEST_LABEL, field_of, labelled, may_name, year_of
from plan_miner.structure.rows import Row, Slot, slot_of

MOSTLY = 0.6  # of a row's slots must be labels for the row to be a heading
MOST_COLUMNS = 200  # of a table that has a heading
FEWEST_LABELS = 3  # that make a row a heading whatever stands over its other cells
SPILT = {"goal", "objective", "responsible", "collaborating", "activities"}
SHORTEST_SPILT = 15  # characters
NEARLY = 1e-9  # so much may be lost in reckoning
LONGEST_CODE = 60  # characters of a column's name that is a code
LONGEST_NAME = 90
BROKEN = re.compile(r"(?<=[a-zçğıöşü]) (?=[a-zçğıöşü]{1,4}\b)")  # a word that a narrow cell parts without a hyphen
CLOSE_LABELS = re.compile(r"(?:(?P<first>[^\d]+) |(?:19|20)\d\d )(?:(?:19|20)\d\d ?)+")
OF_UNITS = ("unit", "weight")  # what stands left of the first year
LONGEST_UNIT = 20  # characters of such a label
CENTURIES = ("19", "20")  # with which the years of plans begin
YEARS = re.compile(r"(?:19|20)\d\d")
FIGURES = {"year", "baseline", "unit", "weight", "frequency", "other"}
IN_BOXES = {"activities", "indicators", "responsible", "collaborating", "cost", "risks", "findings", "needs"}
CARD_FIELDS = {"responsible", "collaborating", "cost", "risks", "findings", "needs"}
NOT_ALONE = {"goal", "objective", "goal_or_objective", "year", "other"}


class Column(msgspec.Struct, frozen=True, gc=False):
    """A table's column: where it stands (points) and what it holds; `year` for yearly columns."""

    x0: float
    x1: float
    role: str
    year: int | None = None
    code: Code | None = None  # of the objective whose label heads the column


Name = tuple[str, int | None, Code | None]  # a column's role, year and code


@dataclass(frozen=True)
class Heading:
    """The columns that a row heads, and where that row stands (no slots: its roles are worked out once and kept)."""

    columns: tuple[Column, ...]
    table: int
    row: int
    spilt: tuple[tuple[str, Item], ...] = ()  # field and text of cells that the page before cut off, printed over it

    @cached_property
    def roles(self) -> frozenset[str]:
        """What its columns hold, each role once."""
        return frozenset(c.role for c in self.columns)

    @cached_property
    def boxes(self) -> bool:
        """Whether these are titles of boxes side by side, each with a list of its own, as slides have them."""
        return self.table < 0 and "activities" in self.roles and self.roles <= IN_BOXES

    def as_boxes(self) -> Heading:
        """The titles of boxes, each reaching to the next box."""
        ends = [*(c.x0 for c in self.columns[1:]), inf]
        return Heading(
            tuple(replace(c, x1=end) for c, end in zip(self.columns, ends, strict=True)), self.table, self.row
        )

    def renamed(self, slot: Slot, role: str) -> Heading:
        """This heading where a title inside a box has something else begin there."""
        found = self.of(slot)
        columns = tuple(replace(c, role=role) if c is found else c for c in self.columns)
        return Heading(columns, self.table, self.row)

    def of(self, slot: Slot) -> Column | None:
        """The column under which a slot stands."""
        place = slot.x0, slot.x1  # the same for each row of a table
        known = self._known
        if place not in known:
            best, most = None, 0.0
            for column in self.columns:
                shared = min(column.x1, slot.x1) - max(column.x0, slot.x0)
                if shared > most:
                    best, most = column, shared
            known[place] = best
        return known[place]

    @cached_property
    def _known(self) -> dict[tuple[float, float], Column | None]:
        return {}

    def with_names(self) -> Heading:
        """A heading of figures alone, completed by the column of names that stands left of them unlabelled."""
        if not self.roles <= FIGURES:
            return self
        names = Column(0.0, min(c.x0 for c in self.columns), "indicators")
        return Heading((names, *self.columns), self.table, self.row)

    def beside(self, years: Heading) -> Heading:
        """This heading with the years that were read apart from it, because other columns of print came between."""
        left = min(c.x0 for c in years.columns)
        kept = [replace(c, x1=min(c.x1, left)) for c in self.columns if c.x0 < left]
        return Heading((*kept, *years.columns), years.table, years.row)

    def below(self, other: Heading) -> Heading:
        """This heading completed by one in the next row (years under "Hedefler", or the parts of a year under it)."""
        kept = [c for c in self.columns if not any(_is_over(c, d) for d in other.columns)]
        return Heading((*kept, *(self._dated(d) for d in other.columns)), other.table, other.row)

    def parts_years(self, other: Heading) -> bool:
        """Whether each column of a heading in the next row stands under a year: "Hedef" and "Gerçekleşen" of 2025."""
        return all(self._year_over(column) for column in other.columns)

    def _dated(self, column: Column) -> Column:
        """ "Yıl Sonu", or "Hedef", with the year that stands over it."""
        over = self._year_over(column) if column.role in ("year", "objective") and column.year is None else None
        return replace(column, role="year", year=over.year) if over else column

    def _year_over(self, column: Column) -> Column | None:
        return next((c for c in self.columns if c.role == "year" and _is_over(c, column)), None)


def heading_of(row: Row) -> Heading | None:
    """The columns that a row heads, or None where the row holds values."""
    slots = [label for slot in row.slots if slot.items for label in _labels_in(slot)]
    if not 2 <= len(slots) <= MOST_COLUMNS:
        return None
    names = _names(slots)
    if not names:
        return None
    spilt = _spilt(row, slots, names)
    names = [spilt[i][0] if i in spilt else name for i, name in enumerate(names)]
    columns = [Column(slot.x0, slot.x1, *name) if name else None for slot, name in zip(slots, names, strict=True)]
    named = [c for c in columns if c is not None]
    if any(slot.items[0].bullet for slot, c in zip(slots, columns, strict=True) if c is None):
        return None
    plain = [c for c in named if c.code is None]
    codes_alone = [c.role for c in named] == ["goal", "objective"] and not plain and len(named) == len(slots)
    if len(named) < 2 or len(named) < MOSTLY * len(slots) or not (plain or codes_alone):
        return None
    if any(c.code for c in named) and not any(c.role not in NOT_ALONE for c in plain) and not codes_alone:
        return None
    if (len(slots) == 2 and _pair(columns)) or all(c.role == "other" for c in named) or _labels_a_value(columns):
        return None
    return Heading(tuple(named), row.table, row.number, tuple((name[0], item) for name, item in spilt.values()))


def _labels_in(slot: Slot) -> list[Slot]:
    """Labels set so close that they were read as one, side by side or in lines beside each other's."""
    if slot.figure:
        return [slot]
    if len(slot.items) > 1:
        return [label for part in _side_by_side(slot) for label in _words_apart(part)]
    return _words_apart(slot) if slot.text[-4:-2] in CENTURIES else [slot]


def _side_by_side(slot: Slot) -> list[Slot]:
    """A label of one line between the two lines of its neighbour: what stands over one place belongs together."""
    places: list[tuple[float, float, list[Item]]] = []
    for item in sorted(slot.items, key=lambda item: item.lines[0].box.x0):
        x0, x1 = min(line.box.x0 for line in item.lines), max(line.box.x1 for line in item.lines)
        if places and x0 < places[-1][1]:
            left, right, held = places[-1]
            places[-1] = (left, max(right, x1), [*held, item])
        else:
            places.append((x0, x1, [item]))
    if len(places) == 1:
        return [slot]
    order = {id(item): n for n, item in enumerate(slot.items)}
    return [slot_of(tuple(sorted(held, key=lambda i: order[id(i)])), x0, x1) for x0, x1, held in places]


def _words_apart(slot: Slot) -> list[Slot]:
    """ "Birim 2024" and "2025 2026", each label over its share of the line."""
    text = slot.text
    close = CLOSE_LABELS.fullmatch(text) if text[-1:].isdigit() and len(slot.items) == 1 else None
    if close is None or (close["first"] and field_of(close["first"]) not in OF_UNITS):
        return _two_labels(slot) if len(slot.items) == 1 else [slot]
    letter = (slot.x1 - slot.x0) / len(text)
    spans = [word.span() for word in YEARS.finditer(text)]
    spans = [(0, close.end("first")), *spans] if close["first"] else spans
    return [slot_of((cut(slot.items[0], a, b),), slot.x0 + a * letter, slot.x0 + b * letter) for a, b in spans]


def _two_labels(slot: Slot) -> list[Slot]:
    """ "Birim Mevcut 2019", the figures below flush with the end of its label: they begin behind the label's middle."""
    text, item = slot.text, slot.items[0]
    gaps = [i for i, letter in enumerate(text[:LONGEST_UNIT]) if letter == " "] if not field_of(text) else []
    apart = (gap for gap in gaps if field_of(text[:gap]) in OF_UNITS and field_of(text[gap + 1 :]) == "baseline")
    gap = next(apart, 0)
    if not gap:
        return [slot]
    middle = slot.x0 + (slot.x1 - slot.x0) * (gap + len(text)) / (2 * len(text))
    return [slot_of((cut(item, 0, gap),), slot.x0, middle), slot_of((cut(item, gap + 1),), middle, slot.x1)]


def has_label(slot: Slot) -> bool:
    """Whether a slot holds a label, alone or with its value, or several."""
    if len(slot.items) == 1:
        return _has_label(slot.text)
    texts = (slot.text, *(item.text for item in slot.items), *(label.text for label in _labels_in(slot)))
    return any(map(_has_label, texts))


@lru_cache(maxsize=50_000)
def _has_label(text: str) -> bool:
    named = len(text) <= LONGEST_NAME and _name_of(text)
    return bool(named or labelled(text) or (text[-4:-2] in CENTURIES and CLOSE_LABELS.fullmatch(text)))


def _labels_a_value(columns: Sequence[Column | None]) -> bool:
    """ "Birim | Sorumlu Müdürlük | Fen İşleri Müdürlüğü": a card's label at the side, a field's label and its value."""
    if len(columns) != 3 or columns[0] is None or columns[1] is None or columns[2] is not None:
        return False
    return columns[1].role in CARD_FIELDS and columns[0].role in CARD_FIELDS | {"unit", "other"}


def _pair(columns: Sequence[Column | None]) -> bool:
    """ "Amaç | 2020", "Hedef Kodu: | H1.1": a label and its value, not two columns."""
    label, value = columns
    if label is None or value is None:
        return False
    if label.role in ("goal_code", "objective_code", "code"):
        return value.code is not None
    dated = value.role == "year" and value.year is not None
    return dated and label.role not in ("indicators", "goal_or_objective", "objective")


def _names(slots: Sequence[Slot]) -> list[Name | None]:
    """What each slot names; nothing at all where too few name something for a heading.

    From the right, where a row of values has its figures: they are told at once from names.
    """
    unnamed = max((1 - MOSTLY) * len(slots) + NEARLY, len(slots) - FEWEST_LABELS)
    if sum([slot.figure for slot in slots]) > unnamed:
        return []
    names: list[Name | None] = []
    for slot in reversed(slots):
        name = _name_of(slot.text) if not slot.figure and len(slot.text) <= LONGEST_NAME else None
        if name is None:
            unnamed -= 1
            if unnamed < 0:
                return []
        names.append(name)
    return names[::-1]


def _spilt(row: Row, slots: Sequence[Slot], names: Sequence[Name | None]) -> dict[int, tuple[Name, Item]]:
    """Labels of a spreadsheet's heading over which a merged cell's text is printed again, by the slot's place.

    Where a page end cuts a merged cell, office programs print its text once more at the head of the next page.
    """
    if row.table < 0 or sum(name is not None for name in names) < FEWEST_LABELS:
        return {}
    found = ((i, _label_at_edge(slot)) for i, (slot, name) in enumerate(zip(slots, names, strict=True)) if not name)
    return {i: pair for i, pair in found if pair}


def _label_at_edge(slot: Slot) -> tuple[Name, Item] | None:
    """The label with which a cell begins or ends, and the rest of its text."""
    text, whole = slot.text, joined(slot.items)
    gaps = [i for i, letter in enumerate(text) if letter == " "]
    for gap in gaps[-LONGEST_LABEL:]:
        name = _name_of(text[gap + 1 :])
        if name and name[0] in SPILT and not name[2] and gap >= SHORTEST_SPILT:
            return name, cut(whole, 0, gap)
    for gap in gaps[:LONGEST_LABEL][::-1]:
        name = _name_of(text[:gap])
        if name and name[0] in SPILT and not name[2] and len(text) - gap > SHORTEST_SPILT:
            return name, cut(whole, gap + 1)
    return None


@lru_cache(maxsize=50_000)
def _name_of(text: str) -> Name | None:
    """What a column under these words holds: a field, or what belongs to the goal or objective of that code."""
    code = code_of(text) if len(text) < LONGEST_CODE else None
    if code and code.level in ("goal", "objective") and not text[code.end :].strip():
        return code.level, None, code
    field = field_of(text) or (field_of(BROKEN.sub("", text)) if may_name(text) else None)
    return (field, year_of(text) if field in ("year", "baseline") else None, None) if field else None


def _is_over(column: Column, below: Column) -> bool:
    """Whether a column reaches over most of one below it."""
    return min(column.x1, below.x1) - max(column.x0, below.x0) > 0.5 * (below.x1 - below.x0)
