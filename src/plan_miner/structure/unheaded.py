"""Rows under no table's heading: labels with their values beside them, and running text.

Each function takes what stands in a row and gives it to the ledger; rows under a heading are those of `values`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from plan_miner.structure.codes import Code, plain_code
from plan_miner.structure.costs import scale_of
from plan_miner.structure.drafts import NUMBERED
from plan_miner.structure.items import SAME_SIZE, Item, cut, rest_after
from plan_miner.structure.labels import field_of, labelled, labels_within, told_by_value, year_of
from plan_miner.structure.ledger import Ledger
from plan_miner.structure.printings import is_text
from plan_miner.structure.rows import Row, Slot
from plan_miner.structure.sections import LARGER
from plan_miner.structure.told import YEAR_IN_TEXT, is_told

COST_SENTENCE = re.compile(r"[Mm]aliyeti? .{0,40}?\d[\d.,]*\s?(?:TL|₺)")  # "Hedefin beş yıllık maliyeti 1.000.000 TL …"
FEWEST_YEARS = 2  # that one row gives for an indicator
OF_INDICATORS = {"unit", "weight", "baseline", "year", "other"}  # what a row may say of the indicator above it


def take(row: Row, slots: Sequence[Slot], ledger: Ledger) -> None:
    """What each slot of a row gives to the ledger: a code with its text, a label, a labelled value, or words."""
    if row.heading is not None and ledger.pauses_at(row.heading):
        return
    if _take_years(slots, ledger):
        return
    continued = row.table >= 0 and len(row.slots) > 1 and not row.slots[0].items
    taken = -1
    for index, slot in enumerate(slots):
        if index == taken:
            continue
        code = None if slot.figure or len(slot.items) > 1 else ledger.code(slot.items[0])
        if code and index + 1 < len(slots) and _heads(code, slot, slots[index + 1], ledger):
            ledger.begin(code, list(slots[index + 1].items))
            taken = index + 1
            continue
        field = None if slot.figure or code else field_of(slot.text)
        if field == "cost":
            ledger.scale = scale_of(slot.text)
        if field and (index + 1 < len(slots) or row.table < 0 or len(row.slots) == 1 or index == 0):
            ledger.open(field)
        elif continued or index or not _ends_field(row, slot, ledger):
            _take_items(slot, code, ledger)


def numbered_next(row: Row, slots: Sequence[Slot], ledger: Ledger) -> Item | None:
    """The next of the texts that are numbered right under an objective, with no label: "1 | Sayaçlar", "2 Hat …"."""
    objective = ledger.objective
    if row.table >= 0 or ledger.field != "objective" or not objective or not objective.items or objective.activities:
        return None
    number = str(len(objective.fields.get(NUMBERED, ())) + 1)
    found: Item | None = None
    if len(slots) == 2 and slots[0].text == number and len(slots[1].items) == 1:
        found = slots[1].items[0]
    elif len(slots) == 1 and len(slots[0].items) == 1 and slots[0].text.startswith(f"{number} "):
        found = cut(slots[0].items[0], len(number) + 1)
    return found if found and found.size <= objective.items[0].size and not found.bold else None


def ends_all(row: Row, ledger: Ledger) -> bool:
    """Whether a row is a heading that ends what is open: a chapter, or letters larger than the objective's own."""
    title = row.heading
    if title is None or ledger.code(title):
        return False
    if ledger.awaits_text:
        return False
    numbered = plain_code(title.text)
    if numbered and title.text[numbered.end :][:1].isalpha():
        own = ledger.objective and numbered.numbers[:2] == ledger.objective.numbers
        return not own and (title.bold or title.size > LARGER * ledger.body or title.text.isupper())
    opened = ledger.objective or ledger.goal
    if opened is None:
        return False
    return title.size > (opened.items[0].size if opened.items else ledger.body) + SAME_SIZE


def is_labelled(slot: Slot, ledger: Ledger) -> bool:
    """Whether a slot begins with a label or a code."""
    first = slot.items[0]
    named = field_of(slot.text) or (len(slot.items) > 1 and field_of(first.text))
    return bool(named or labelled(first.text) or ledger.code(first))


def _take_years(slots: Sequence[Slot], ledger: Ledger) -> bool:
    """What rows under an indicator's name say of it: "Ölçü Birimi: | km", "2019 (başlangıç) | 9.360", "2020 | 10".

    Or all years in one row: "Hedeflenen Değer: | 2020: 10 2021: 12".
    """
    found = ledger.objective.indicators if ledger.objective else []
    label = field_of(slots[0].text) if len(slots) == 2 and found else None
    if label not in OF_INDICATORS:
        return False
    text, year = slots[1].text, year_of(slots[0].text)
    told = YEAR_IN_TEXT.findall(text) if label == "other" else []
    if label == "other" and len(told) < FEWEST_YEARS:
        return False
    if told:
        found[-1].years.update({int(year): value for year, value in told})
    elif label != "year":
        found[-1].cells.setdefault(str(label), text)
    elif year:
        found[-1].years.setdefault(year, text)
    ledger.touch()
    return True


def _heads(code: Code, slot: Slot, after: Slot, ledger: Ledger) -> bool:
    """Whether a code stands alone in its slot, its text in the next."""
    if code.level not in ("goal", "objective", "target") or rest_after(slot.items, code):
        return False
    return not field_of(after.text) and not ledger.code(after.items[0]) and is_text(after.items)


def _ends_field(row: Row, slot: Slot, ledger: Ledger) -> bool:
    """A table's first cell with words that are no label, beside others: a table of another kind."""
    if row.table < 0 or ledger.field in ("goal", "objective"):
        return False
    plain = len([s for s in row.slots if s.items]) > 1 and not is_labelled(slot, ledger)
    if plain:
        ledger.field = None
    return plain


def _take_items(slot: Slot, code: Code | None, ledger: Ledger) -> None:
    """What stands in a slot, item by item; `code` is that of an item alone."""
    if slot.figure:
        _take_words(slot.items[0], ledger)
    elif len(slot.items) == 1:
        _take_item(slot.items[0], code, ledger)
    else:
        for item in slot.items:
            _take_item(item, ledger.code(item), ledger)


def _take_item(item: Item, code: Code | None, ledger: Ledger) -> None:
    text = item.text
    if code and not (code.level in ("goal", "objective") and item.bullet and ledger.field == "activities"):
        ledger.begin(code, rest_after([item], code))
        return
    if ledger.field == "indicators" and ledger.row.table < 0 and is_told(text, ledger.last_told):
        ledger.add_told(item)
        return
    inline = labelled(text)
    if inline and (not item.bullet or inline[0] == "indicators"):
        _take_labelled(item, *inline, ledger)
        return
    told = told_by_value(text) if ledger.objective and not item.bullet else None
    if told:
        _take_labelled(item, *told, ledger)
        return
    if ledger.objective and ledger.row.table < 0 and COST_SENTENCE.search(text):
        ledger.scale = 1  # it says itself what its figure counts
        ledger.add_field("cost", [item])
        return
    label = None if item.bullet else field_of(text)
    if label and label != "year":
        ledger.open(label)
        return
    _take_words(item, ledger)


def _take_words(item: Item, ledger: Ledger) -> None:
    """Words without a label; a number alone may still count them under the open objective."""
    listed = ledger.field == "activities" and ledger.row.table == ledger.field_table
    objective = ledger.objective
    own = plain_code(item.text) if objective and not listed and ledger.field != "indicators" else None
    if own and objective and len(own.numbers) == 3 and own.numbers[:2] == objective.numbers:
        if ledger.row.table >= 0:
            ledger.add_indicator(own.numbers, own.printed, rest_after([item], own))
        else:
            ledger.open("activities")
            ledger.add(item)
        return
    ledger.add(item)


def _take_labelled(item: Item, field: str, start: int, ledger: Ledger) -> None:
    """ "Label: value", and further labels with their values in the same lines."""
    bounds = [*(i for i in labels_within(item.text) if i > start), len(item.text)]
    value = cut(item, start, bounds[0])
    ledger.scale = scale_of(item.text[:start]) if field == "cost" else ledger.scale
    ledger.open(field)
    if field == "activities" and ledger.lists_by_code:  # one of them whose number is missing
        value = replace(value, bullet=True)
    if field == "indicators" and value.text.strip():
        ledger.add_indicator_named([value], has_values=True)
    elif value.text.strip():
        ledger.add(value)
    for begin, end in pairwise(bounds):
        within = cut(item, begin, end)
        _take_item(within, ledger.code(within), ledger)
