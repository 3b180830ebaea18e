"""One walk through the rows: every printing of a goal, objective, activity or indicator becomes a draft.

Nothing is left out here for being printed twice; `tree` decides which printing is the plan itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_miner.structure import across, units
from plan_miner.structure.codes import Code, code_of, plain_code
from plan_miner.structure.columns import FIGURES, IN_BOXES, Heading, has_label, heading_of
from plan_miner.structure.costs import scale_of, summed_in
from plan_miner.structure.drafts import Listing
from plan_miner.structure.fill import YEAR_IN_TEXT
from plan_miner.structure.items import Item, cut, rest_after
from plan_miner.structure.labels import field_of, labelled, labels_within, told_by_value, year_of
from plan_miner.structure.ledger import OBJECTIVE_FIELDS, Ledger
from plan_miner.structure.passes import realm
from plan_miner.structure.printings import is_text
from plan_miner.structure.rows import Row, Slot
from plan_miner.structure.sections import LARGER
from plan_miner.structure.values import KEYED, fits, spans, take_values, with_years

COST_SENTENCE = re.compile(r"[Mm]aliyeti? .{0,40}?\d[\d.,]*\s?(?:TL|₺)")  # "Hedefin beş yıllık maliyeti 1.000.000 TL …"
FIRST_SLOTS = 4  # of a row, in one of which a sum is named
YEARS = {"year", "baseline"}
FEWEST_YEARS = 2  # that one row gives for an indicator
OF_INDICATORS = {"unit", "weight", "baseline", "year", "other"}  # what a row may say of the indicator above it
OUTSIDE = {"contents", "foreword", "survey", "staff"}  # nothing there sets out or lists the plan


def scan(rows: Sequence[Row], body: float, *, plain: bool = False, priorities: bool = False) -> list[Listing]:
    """All passes through goals and objectives in the document, in print order; `body` is the usual letter height.

    With `plain`, headings in the goals' chapter that are numbered without a word ("1.", "1.1.") count as well; with
    `priorities`, "Stratejik Öncelik 1" is a goal.
    """
    walk = _Walk(Ledger(body, plain=plain, priorities=priorities))
    inside = [row for row in rows if row.section not in OUTSIDE]
    for row in inside:
        walk.take(row)
    units.name_units(walk.ledger.passes.listings, inside)
    return walk.ledger.passes.listings


class _Walk:
    """The rows as they go by: which table heading is open, and what each row gives to the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.heading: Heading | None = None
        self.headed_on = 0  # its page
        self.unused = False  # whether no values were met under it yet
        self.heads: list[Row] = []  # a table's first rows, one of which may name units over a matrix of who does what
        self.across: across.Columns = ()  # indicators that stand side by side, their values below
        self.activities: Heading | None = None  # the last heading of a table of activities
        self.indicators: Heading | None = None  # the last heading of an indicator table
        self.indicators_page = 0

    def take(self, row: Row) -> None:
        before, self.ledger.row = self.ledger.row, row
        if before.section != row.section and realm(row):
            self._close()
        self._keep_or_drop_heading(before, row)
        if before.table >= 0 > row.table and self.ledger.field in ("goal", "objective") and len(before.slots) > 1:
            self.ledger.field = None
        if row.table < 0 and len(row.slots) == 1:
            self.ledger.unsaid.meet(row)
        elif units.may_head_matrix(row):
            self.heads = [*(head for head in self.heads if head.table == row.table), row]
        if self._says_nothing(row):
            return
        slots = [slot for slot in row.slots if slot.items]
        if not slots:
            return
        if row.table < 0 and len(slots) == 1 and self.heading is None:
            self._take_labels(row, slots)
            return
        if self._take_matrix(row, slots) or self._take_sum(slots) or self._take_across(slots):
            return
        head = heading_of(row)
        if head is None and self.heading and self.heading.boxes:
            slots = self._without_titles(slots, self.heading)
            if not slots:
                return
        if head is None and self.heading is None:
            self.heading = self._recalled(slots)
        if head:
            self._take_goal_beside(slots, head)
            self.ledger.scale = max(scale_of(slot.text) for slot in slots)
            self._take_heading(head)
        elif row.table >= 0 and self.heading and len(slots) == 1 and self._runs_across(slots[0], self.heading):
            return
        elif self.heading and fits(slots, self.heading, self.ledger):
            self.unused = False
            slots, self.heading = with_years(slots, self.heading)
            take_values(slots, self.heading, self.ledger)
        else:
            self.heading = None if row.table >= 0 and self._is_labelled(slots[0]) else self.heading
            self._take_labels(row, slots)

    def _says_nothing(self, row: Row) -> bool:
        """Whether a row has neither code nor label while nothing is open that its words could go to."""
        if not self.ledger.idle or self.across or (self.heading and self.heading.roles & KEYED):
            return False
        for slot in row.slots:
            if not slot.figure and slot.items and (has_label(slot) or self._has_code(slot)):
                return False
        if self.heading and self.unused:
            slots = [slot for slot in row.slots if slot.items]
            return not slots or not fits(slots, self.heading, self.ledger)
        return True

    def _has_code(self, slot: Slot) -> bool:
        if len(slot.items) == 1:
            return self.ledger.code(slot.items[0]) is not None
        return any(self.ledger.code(item) for item in slot.items)

    def _keep_or_drop_heading(self, before: Row, row: Row) -> None:
        """A table's heading holds on the next page's table when nothing but the page end parts them."""
        if self.heading and self.heading.table < 0 and row.page != before.page and self.heading.boxes:
            self.heading = None
        if self.heading and row.table < 0 <= self.heading.table and self.unused and row.page == before.page:
            self.heading = replace(self.heading, table=-1)  # only the head is drawn as a table
        if not self.heading or before.table == row.table:
            if row.table < 0 and self.heading and len(row.slots) == 1 and self.heading.table >= 0:
                self.heading = None
            return
        if row.table >= 0 and before.table >= 0 and row.page == before.page + 1:
            return
        if (before.table >= 0 or row.table >= 0) and not (self.unused and self.heading.table < 0):
            self.heading = None
            if row.table >= 0 and self.ledger.field in ("activities", "indicators") and before.page == row.page:
                self.ledger.field = None

    def _take_matrix(self, row: Row, slots: Sequence[Slot]) -> bool:
        """A row of a matrix of units: "Hedef 1.1 | S | İ | …" under their names, a goal's code before it or not."""
        if row.table < 0 or units.mark_of(slots[-1]) is None:
            return False
        above = (head for head in reversed(self.heads) if head.table == row.table and units.heads_matrix(head))
        matrix = next(above, row)
        if matrix is row:
            return False
        marked = [(mark, slot) for slot in slots if (mark := units.mark_of(slot))]
        codes = [self.ledger.bare_code(slot) for slot in slots[: len(slots) - len(marked)]]
        if not codes or None in codes:
            return False
        for code in filter(None, codes):
            self.ledger.begin(code, [])
        for mark, slot in marked:
            unit = units.unit_over(slot, matrix)
            if unit:
                self.ledger.add_field(mark, list(unit.items))
        return True

    def _take_across(self, slots: Sequence[Slot]) -> bool:
        """A row of an indicator table turned round: its indicators, or what is said of each."""
        if self.across and across.take(slots, self.across):
            self.ledger.touch()
            return True
        self.across = across.recalled(slots, self.ledger.objective.indicators) if self.ledger.objective else ()
        if self.across:
            return across.take(slots, self.across)
        coded = across.heads(slots) if len(slots) > 1 and self.ledger.objective else []
        if coded and self.ledger.objective:
            self.across = across.columns(coded)
            self.ledger.objective.indicators.extend(indicator for _, indicator in self.across)
            self.ledger.touch()
        return bool(coded)

    def _take_sum(self, slots: Sequence[Slot]) -> bool:
        """A row with the sum of an objective's or goal's activities: "SH1.1 TOPLAM | 300 | 400 | 700"."""
        summed = summed_in([slot.text for slot in slots[:FIRST_SLOTS]])
        if summed is None:
            return False
        columns = [(self.heading.of(slot) if self.heading else None, slot) for slot in slots]
        total = next((slot for column, slot in columns if column and column.role in ("total", "cost")), None)
        objective = self.ledger.objective
        if total and objective and objective.numbers == summed.numbers and "cost" not in objective.fields:
            self.ledger.add_field("cost", total.items)
        return True

    def _recalled(self, slots: Sequence[Slot]) -> Heading | None:
        """The heading over an indicator's or activity's row whose table a page end has cut, not repeated."""
        code = code_of(slots[0].text) if len(slots) > 2 else None
        if code is None or code.level not in ("indicator", "activity"):
            return None
        return self.indicators if code.level == "indicator" else self.activities

    def _take_goal_beside(self, slots: Sequence[Slot], head: Heading) -> None:
        """A goal in a merged cell that stands beside a heading and all rows under it (often turned by 90 degrees)."""
        for slot in slots:
            code = None if slot.figure else self.ledger.code(slot.items[0])
            if code and code.level == "goal" and slot.text[code.end :].strip() and head.of(slot) is None:
                self.ledger.begin(code, rest_after(slot.items, code))

    def _take_heading(self, head: Heading) -> None:
        previous, page = self.heading, self.ledger.row.page
        if previous and self.unused and page == self.headed_on + 1 and len(head.columns) < len(previous.columns):
            return  # the second lines of its labels, which the page end cut off
        self.headed_on = page
        if (
            previous
            and previous.table == head.table
            and head.row == previous.row + 1
            and not head.roles & {"goal", "objective"}
        ):
            head = previous.below(head)
        names = self.indicators
        apart = head.roles & YEARS and head.roles <= FIGURES and self.indicators_page == self.ledger.row.page
        if apart and names and not names.roles & YEARS:
            head = names.beside(head)
        elif self.ledger.field == "indicators":
            head = head.with_names()
        self.unused = True
        self.heading = head = head.as_boxes() if head.boxes else head
        for column in head.columns:
            if column.code:
                self.ledger.begin(column.code, [])
        if "activities" in head.roles and not head.boxes:
            self.activities = head
        if "indicators" in head.roles:
            self.ledger.field, self.indicators, self.indicators_page = "indicators", head, self.ledger.row.page
        for field, item in head.spilt:
            self._take_spilt(field, item)

    def _without_titles(self, slots: Sequence[Slot], head: Heading) -> list[Slot]:
        """What boxes side by side hold; a title inside one says what follows there."""
        held = []
        for slot in slots:
            field = field_of(slot.text)
            if field in IN_BOXES and head.of(slot):
                head = self.heading = head.renamed(slot, field)
            else:
                held.append(slot)
        return held

    def _take_spilt(self, field: str, item: Item) -> None:
        """What a page end cut off, printed again at the next page's head: the whole text of it."""
        code = self.ledger.code(item)
        if code and code.level in ("goal", "objective"):
            self.ledger.begin(code, rest_after([item], code))
        elif field in OBJECTIVE_FIELDS and self.ledger.objective and field not in self.ledger.objective.fields:
            self.ledger.add_field(field, [item])

    def _runs_across(self, slot: Slot, head: Heading) -> bool:
        """A row of its own over the columns of a table: a goal or an objective, which begins here, or a mere title."""
        if not spans(slot, head):
            return False
        code = self.ledger.code(slot.items[0])
        if code and code.level in ("goal", "objective"):
            self.ledger.begin(code, rest_after(slot.items, code))
            return True
        return not self._is_labelled(slot)

    def _is_labelled(self, slot: Slot) -> bool:
        first = slot.items[0]
        named = field_of(slot.text) or (len(slot.items) > 1 and field_of(first.text))
        return bool(named or labelled(first.text) or self.ledger.code(first))

    # --- labels and values side by side, and running text ---

    def _take_labels(self, row: Row, slots: Sequence[Slot]) -> None:
        title = row.heading
        if title is not None and not self.ledger.code(title) and self._closes(title):
            self._close()
            return
        if title is not None and self.ledger.pauses_at(title):
            return
        if self._take_years(slots):
            return
        continued = row.table >= 0 and len(row.slots) > 1 and not row.slots[0].items
        taken = -1
        for index, slot in enumerate(slots):
            if index == taken:
                continue
            code = None if slot.figure or len(slot.items) > 1 else self.ledger.code(slot.items[0])
            if code and index + 1 < len(slots) and self._heads(code, slot, slots[index + 1]):
                self.ledger.begin(code, list(slots[index + 1].items))
                taken = index + 1
                continue
            field = None if slot.figure or code else field_of(slot.text)
            if field == "cost":
                self.ledger.scale = scale_of(slot.text)
            if field and (index + 1 < len(slots) or row.table < 0 or len(row.slots) == 1 or index == 0):
                self.ledger.open(field)
            elif continued or index or not self._ends_field(row, slot):
                self._take_items(slot, code)

    def _take_years(self, slots: Sequence[Slot]) -> bool:
        """What rows under an indicator's name say of it: "Ölçü Birimi: | km", "2019 (başlangıç) | 9.360", "2020 | 10".

        Or all years in one row: "Hedeflenen Değer: | 2020: 10 2021: 12".
        """
        found = self.ledger.objective.indicators if self.ledger.objective else []
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
        self.ledger.touch()
        return True

    def _heads(self, code: Code, slot: Slot, after: Slot) -> bool:
        """Whether a code stands alone in its slot, its text in the next."""
        if code.level not in ("goal", "objective", "target") or rest_after(slot.items, code):
            return False
        return not field_of(after.text) and not self.ledger.code(after.items[0]) and is_text(after.items)

    def _ends_field(self, row: Row, slot: Slot) -> bool:
        """A table's first cell with words that are no label, beside others: a table of another kind."""
        if row.table < 0 or self.ledger.field in ("goal", "objective"):
            return False
        plain = len([s for s in row.slots if s.items]) > 1 and not self._is_labelled(slot)
        if plain:
            self.ledger.field = None
        return plain

    def _closes(self, title: Item) -> bool:
        """Whether a heading ends what is open: a chapter, or letters larger than the objective's own."""
        if self.ledger.field in ("goal", "objective") and not self.ledger.text_of(self.ledger.field):
            return False
        numbered = plain_code(title.text)
        if numbered and title.text[numbered.end :][:1].isalpha():
            own = self.ledger.objective and numbered.numbers[:2] == self.ledger.objective.numbers
            return not own and (title.bold or title.size > LARGER * self.ledger.body or title.text.isupper())
        opened = self.ledger.objective or self.ledger.goal
        return bool(opened and opened.items and title.size > opened.items[0].size + 0.6)

    def _take_items(self, slot: Slot, code: Code | None) -> None:
        """What stands in a slot, item by item; `code` is that of an item alone."""
        if slot.figure:
            self._take_words(slot.items[0])
        elif len(slot.items) == 1:
            self._take_item(slot.items[0], code)
        else:
            for item in slot.items:
                self._take_item(item, self.ledger.code(item))

    def _take_item(self, item: Item, code: Code | None) -> None:
        text = item.text
        if code and not (code.level in ("goal", "objective") and item.bullet and self.ledger.field == "activities"):
            self.ledger.begin(code, rest_after([item], code))
            return
        inline = labelled(text)
        if inline and (not item.bullet or inline[0] == "indicators"):
            self._take_labelled(item, *inline)
            return
        told = told_by_value(text) if self.ledger.objective and not item.bullet else None
        if told:
            self._take_labelled(item, *told)
            return
        if self.ledger.objective and self.ledger.row.table < 0 and COST_SENTENCE.search(text):
            self.ledger.add_field("cost", [item])
            return
        label = None if item.bullet else field_of(text)
        if label and label != "year":
            self.ledger.open(label)
            return
        self._take_words(item)

    def _take_words(self, item: Item) -> None:
        """Words without a label; a number alone may still count them under the open objective."""
        listed = self.ledger.field == "activities" and self.ledger.row.table == self.ledger.field_table
        objective = self.ledger.objective
        own = plain_code(item.text) if objective and not listed and self.ledger.field != "indicators" else None
        if own and objective and len(own.numbers) == 3 and own.numbers[:2] == objective.numbers:
            if self.ledger.row.table >= 0:
                self.ledger.add_indicator(own.numbers, own.printed, rest_after([item], own))
            else:
                self.ledger.open("activities")
                self.ledger.add(item)
            return
        self.ledger.add(item)

    def _take_labelled(self, item: Item, field: str, start: int) -> None:
        """ "Label: value", and further labels with their values in the same lines."""
        bounds = [*(i for i in labels_within(item.text) if i > start), len(item.text)]
        value = cut(item, start, bounds[0])
        self.ledger.scale = scale_of(item.text[:start]) if field == "cost" else self.ledger.scale
        self.ledger.open(field)
        if field == "indicators" and value.text.strip():
            self.ledger.add_indicator_named([value], has_values=True)
        elif value.text.strip():
            self.ledger.add(value)
        for begin, end in pairwise(bounds):
            within = cut(item, begin, end)
            self._take_item(within, self.ledger.code(within))

    def _close(self) -> None:
        self.ledger.close()
        self.heading = None
