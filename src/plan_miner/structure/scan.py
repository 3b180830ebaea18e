"""One walk through the rows: every printing of a goal, objective, activity or indicator becomes a draft.

Nothing is left out here for being printed twice; `tree` decides which printing is the plan itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plan_miner.structure import across, unheaded, units
from plan_miner.structure.codes import code_of
from plan_miner.structure.columns import FIGURES, IN_BOXES, Heading, has_label, heading_of
from plan_miner.structure.costs import scale_of, summed_in
from plan_miner.structure.drafts import NUMBERED, Listing
from plan_miner.structure.items import Item, rest_after
from plan_miner.structure.labels import field_of
from plan_miner.structure.ledger import Ledger
from plan_miner.structure.notes import without_notes
from plan_miner.structure.opened import OBJECTIVE_FIELDS
from plan_miner.structure.passes import realm
from plan_miner.structure.rows import Row, Slot
from plan_miner.structure.values import KEYED, ends_open_table, fits, spans, take_values, with_years

FIRST_SLOTS = 4  # of a row, in one of which a sum is named
YEARS = {"year", "baseline"}
OUTSIDE = {"contents", "foreword", "survey", "staff"}  # nothing there sets out or lists the plan


def scan(rows: Sequence[Row], body: float, *, plain: bool = False, priorities: bool = False) -> list[Listing]:
    """All passes through goals and objectives in the document, in print order; `body` is the usual letter height.

    With `plain`, headings in the goals' chapter that are numbered without a word ("1.", "1.1.") count as well; with
    `priorities`, "Stratejik Öncelik 1" is a goal.
    """
    walk = _Walk(Ledger(body, plain=plain, priorities=priorities))
    inside = [row for row in without_notes(rows, body) if row.section not in OUTSIDE]
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
        self.above: Item | None = None  # what stands alone over it, where it has figures alone: an indicator's name
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
            self.ledger.chapter.meet(row, self.ledger.field)
        elif units.may_head_matrix(row):
            self.heads = [*(head for head in self.heads if head.table == row.table), row]
        if self._says_nothing(row):
            return
        slots = [slot for slot in row.slots if slot.items]
        if not slots:
            return
        if row.table < 0 and len(slots) == 1 and self.heading is None:
            self._take_unheaded(row, slots)
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
            self.above = _alone_over(head, before, row)
        elif row.table >= 0 and self.heading and len(slots) == 1 and self._runs_across(slots[0], self.heading):
            return
        elif self.heading and fits(slots, self.heading, self.ledger):
            self.unused = False
            slots, self.heading = with_years(slots, self.heading)
            self._take_name_above(slots, self.heading)
            take_values(slots, self.heading, self.ledger)
        else:
            if self.heading and self._ends_table(row, slots, self.heading):
                self.heading = None
            self._take_unheaded(row, slots)

    def _take_name_above(self, slots: Sequence[Slot], head: Heading) -> None:
        """An indicator whose figures have a small table of their own, its name above: the first row has none."""
        name, self.above = self.above, None
        column = head.of(slots[0]) if slots and name and self.ledger.field == "indicators" else None
        if name and column and column.role in FIGURES and not self.ledger.has_indicator(name):
            self.ledger.add_indicator_named([name], has_values=True)

    def _ends_table(self, row: Row, slots: Sequence[Slot], head: Heading) -> bool:
        """Whether a row that holds no values of the open heading begins something else."""
        if row.table >= 0:  # "Gerç." in a column of its own names no field of the card
            named_aside = slots[0].x0 > head.columns[0].x1 and field_of(slots[0].text) == "other"
            return not named_aside and unheaded.is_labelled(slots[0], self.ledger)
        code = self.ledger.code(slots[0].items[0])
        return code is not None and ends_open_table(code, slots, head)

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
            and (not head.roles & {"goal", "objective"} or previous.parts_years(head))
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
        return not unheaded.is_labelled(slot, self.ledger)

    def _take_unheaded(self, row: Row, slots: Sequence[Slot]) -> None:
        numbered = unheaded.numbered_next(row, slots, self.ledger)
        if numbered and self.ledger.objective:
            self.ledger.objective.fields.setdefault(NUMBERED, []).append(numbered)
        elif unheaded.ends_all(row, self.ledger):
            self._close()
        else:
            unheaded.take(row, slots, self.ledger)

    def _close(self) -> None:
        self.ledger.close()
        self.heading = None


def _alone_over(head: Heading, before: Row, row: Row) -> Item | None:
    """What the row above a heading of years holds, where that is nothing but a text without a label."""
    item = before.slots[0].items[0] if len(before.slots) == 1 and len(before.slots[0].items) == 1 else None
    if item is None or before.page != row.page or not (head.roles & YEARS and head.roles <= FIGURES):
        return None
    return None if has_label(before.slots[0]) else item
