"""Rows under a table's heading: each value goes where its column says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from plan_miner.structure.codes import Code, code_of, plain_code
from plan_miner.structure.columns import Column, Heading
from plan_miner.structure.items import NO_TEXT, cut, rest_after
from plan_miner.structure.labels import field_of, labelled, year_of
from plan_miner.structure.ledger import Ledger
from plan_miner.structure.opened import FIELDS, OBJECTIVE_FIELDS
from plan_miner.structure.printings import is_text
from plan_miner.structure.rows import Slot, slot_of
from plan_miner.turkish import fold

CELL_ROLES = {"unit", "weight", "baseline", "year"}
KEYS = {"goal", "objective", "goal_or_objective"}
FIGURE = re.compile(r"%?[\d.,]*\d%?|-")
LAST_OF_FIGURE = "0123456789%-"
SUM_OF_ALL = re.compile(r"(?:genel |ara )?toplam\w*(?: maliyet\w*)?\W*")
BELOW_OBJECTIVE = {"indicators", "activities"}
COUNTED = {"indicator", "activity"}
LISTED = FIELDS - {"indicators"}
OTHER_FIELDS = FIELDS | {"goal", "objective", "other"}
FEWEST_YEARS = 3
MOST_COLUMNS = 2  # over which a value may reach (a merged cell)
OF_GOALS = {"goal", "goal_or_objective", "goal_code"}
KEY_CODES = {"goal_code": "goal", "objective_code": "objective"}
KEYED = KEYS | KEY_CODES.keys() | {"code"}  # columns whose words begin something by themselves
NAMED = KEYS | {"code", "activities", "indicators"}


def fits(slots: Sequence[Slot], head: Heading, ledger: Ledger) -> bool:
    """Whether a row holds values of the open heading's columns."""
    first = slots[0]
    column = head.of(first)
    if field_of(first.text) in OTHER_FIELDS and (len(slots) > 1 or _reaches_over(first, head) > 1):
        return False
    if column is None and len(slots) > 1 and (code := code_alone(first)):
        return head.of(slots[1]) is not None
    if _brings_label(first):
        return False
    code = ledger.code(first.items[0])
    if code and ends_open_table(code, slots, head):
        return False
    if code and code.level in ("goal", "objective", "target"):
        keyed = head.roles & (KEYS | KEY_CODES.keys())
        return bool(keyed) and not (column and column.code)
    if len(slots) == 1 and head.table < 0:
        return head.boxes and column is not None and not field_of(first.text) and not labelled(first.text)
    return column is not None


def ends_open_table(code: Code, slots: Sequence[Slot], head: Heading) -> bool:
    """Whether a goal beside its text ("A2 | Sosyal hizmetleri …") ends a table without rules that has no goals."""
    texts = code.level == "goal" and len(slots) == 2 and is_text(slots[1].items) and not slots[1].figure
    return texts and head.table < 0 and head.roles.isdisjoint(OF_GOALS)


def _brings_label(slot: Slot) -> bool:
    """Whether a cell holds a label and what it names ("Riskler: …"), as in cards that print both in one cell."""
    opening = slot.items[0].text
    if len(slot.items) > 1:
        return field_of(opening) in LISTED
    inline = labelled(opening)
    return inline is not None and inline[0] in LISTED


def spans(slot: Slot, head: Heading) -> bool:
    """Whether a slot lies over several of a heading's columns and is no value of one."""
    return _reaches_over(slot, head) > MOST_COLUMNS


def _reaches_over(slot: Slot, head: Heading) -> int:
    """How many of a heading's columns a slot lies over for the most part."""
    return sum(min(c.x1, slot.x1) - max(c.x0, slot.x0) > 0.5 * (c.x1 - c.x0) for c in head.columns)


def code_alone(slot: Slot) -> Code | None:
    """The code of an indicator or activity that fills a slot, in a column whose heading is empty."""
    code = code_of(slot.text) or plain_code(slot.text)
    counted = code is not None and (code.level in COUNTED or len(code.numbers) > 2)
    return code if code and counted and not slot.text[code.end :].strip(NO_TEXT) else None


def with_years(slots: Sequence[Slot], head: Heading) -> tuple[list[Slot], Heading]:
    """A row that names years under an open heading (a small table in a box): the other slots, the heading completed."""
    apart = len(slots) >= FEWEST_YEARS and "indicators" in head.roles
    years = [s for s in slots if not s.figure and field_of(s.text) in ("year", "baseline")] if apart else []
    if len(years) < FEWEST_YEARS:
        return list(slots), head
    columns = tuple(Column(y.x0, y.x1, str(field_of(y.text)), year_of(y.text)) for y in years)
    kept = [replace(c, x1=min(c.x1, years[0].x0)) for c in head.columns if c.role not in ("year", "baseline")]
    return [slot for slot in slots if slot not in years], Heading((*kept, *columns), head.table, head.row)


def take_values(slots: Sequence[Slot], head: Heading, ledger: Ledger) -> None:
    """Give the values of a row to the ledger: codes and names first, then what belongs to them."""
    ledger.pending_code = None
    if any(" " in slot.text and slot.text[-1] in LAST_OF_FIGURE for slot in slots):
        slots = [part for slot in slots for part in _parted(slot, head)]
    placed = [(column, slot) for slot in slots if (column := head.of(slot))]
    if len(slots) > 1 and head.of(slots[0]) is None:
        ledger.pending_code = code_alone(slots[0])
    keys = {KEY_CODES[c.role]: _key(c, slot, ledger) for c, slot in placed if c.role in KEY_CODES}
    for slot in slots:
        bare = ledger.bare_code(slot)  # a column of codes whose own heading says nothing
        if bare and bare.level in KEYS:
            keys.setdefault(bare.level, bare)
    if keys:
        texts = {c.role for c, slot in placed if not ledger.bare_code(slot)}
        for level, code in keys.items():
            if code and level not in texts:
                ledger.begin(code, [])
    if any(c.role == "activities" and SUM_OF_ALL.fullmatch(fold(slot.text)) for c, slot in placed):
        _take_sum(placed, ledger)
        return
    for column, slot in placed:
        if column.role in NAMED:
            _take_named(column, slot, head, ledger, keys.get(column.role))
    for column, slot in placed:
        if column.role not in NAMED and column.role not in KEY_CODES:
            _take_value(column, slot, head, ledger)


def _take_sum(placed: Sequence[tuple[Column, Slot]], ledger: Ledger) -> None:
    """The last row of a table of activities: what they cost together, which is the objective's cost."""
    amount = next((slot for column, slot in reversed(placed) if column.role in ("total", "cost")), None)
    if amount and ledger.objective and "cost" not in ledger.objective.fields:
        ledger.add_field("cost", amount.items)


def _parted(slot: Slot, head: Heading) -> list[Slot]:
    """Figures set so close that they were read as one text ("92.680 107.025"), one for each column that they reach.

    A unit may stand before them ("kişi 451 595").
    """
    words = slot.text.split(" ")
    if len(words) < 2 or len(slot.items) > 1 or not all(FIGURE.fullmatch(word) for word in words[1:]):
        return [slot]
    under = [c for c in head.columns if c.role in CELL_ROLES and c.x0 < slot.x1 and slot.x0 < c.x1]
    if len(under) != len(words) or not (FIGURE.fullmatch(words[0]) or under[0].role == "unit"):
        return [slot]
    starts = [0, *accumulate(len(word) + 1 for word in words)]
    parts = [(cut(slot.items[0], a, a + len(word)),) for a, word in zip(starts, words, strict=False)]
    return [slot_of(part, column.x0, column.x1) for part, column in zip(parts, under, strict=True)]


def _key(column: Column, slot: Slot, ledger: Ledger) -> Code | None:
    """The code in a column of goals' or objectives' codes, with or without its word."""
    code = ledger.code(slot.items[0]) or plain_code(slot.items[0].text)
    return replace(code, level=KEY_CODES[column.role]) if code else None


def _take_named(column: Column, slot: Slot, head: Heading, ledger: Ledger, key: Code | None) -> None:
    role = column.role
    if role == "code":
        code = ledger.code(slot.items[0]) or plain_code(slot.items[0].text)
        if code and code.level == "plain" and len(code.numbers) == 2 and head.roles.isdisjoint(BELOW_OBJECTIVE):
            code = replace(code, level="objective")  # "No" beside "Hedef"
        if code and code.level in ("goal", "objective"):
            ledger.begin(code, rest_after(slot.items, code))
        ledger.pending_code = code
    elif role in KEYS and ledger.bare_code(slot):
        return
    elif role in KEYS and key:
        ledger.begin(key, list(slot.items))
    elif role in KEYS and ledger.pending_code and ledger.pending_code.level in ("goal", "objective"):
        ledger.add_text(ledger.pending_code.level, slot.items)  # its code stands in a column of codes
    elif role in KEYS:
        _take_keyed(column, slot, ledger)
    elif role == "activities":
        ledger.add_activities(slot.items)
    elif role == "indicators":
        ledger.add_indicator_named(slot.items, has_values=bool(head.roles & CELL_ROLES))


def _take_keyed(column: Column, slot: Slot, ledger: Ledger) -> None:
    """A cell under "Amaç", "Hedef" or a coded heading: the text of a goal or an objective, or several."""
    if column.code:
        ledger.add_text(column.role, slot.items)
        return
    begun = False
    for item in slot.items:
        code = ledger.code(item)
        if code and code.level in ("goal", "objective", "target"):
            ledger.begin(code, rest_after([item], code))
            begun = True
        elif begun:
            ledger.add_text(ledger.field or "", [item])
        elif column.role in ("goal", "objective"):
            ledger.begin_plain(column.role, item)
            begun = True
        else:
            ledger.objective = None  # a sum over several


def _take_value(column: Column, slot: Slot, head: Heading, ledger: Ledger) -> None:
    role, text = column.role, slot.text
    if role in CELL_ROLES and ("indicators" in head.roles or ledger.field == "indicators"):
        ledger.set_cell(role, column.year, text)
    elif role == "units":
        _take_units(slot, ledger)
    elif role == "cost" and "activities" in head.roles:
        ledger.add_field("activity_costs", slot.items)
    elif role == "responsible" and "activities" in head.roles and not head.boxes and not head.roles & KEYS:
        ledger.add_field("activity_units", slot.items)
    elif role in OBJECTIVE_FIELDS:
        ledger.add_field(role, slot.items)
    elif role == "total" and head.roles & KEYS and "activities" not in head.roles:
        ledger.add_field("cost", slot.items)


def _take_units(slot: Slot, ledger: Ledger) -> None:
    """A cell under "Sorumlu Birim / İş Birliği": each unit behind its label, or the responsible one first."""
    field = "responsible"
    for item in slot.items:
        label = labelled(item.text)
        if label and label[0] in OBJECTIVE_FIELDS:
            field = label[0]
            ledger.add_field(field, [cut(item, label[1])])
        else:
            ledger.add_field(field, [item])
            field = "collaborating" if field == "responsible" else field
