"""One walk through the rows: every printing of a goal, objective, activity or indicator becomes a draft.

Nothing is left out here for being printed twice; `tree` decides which printing is the plan itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_miner.model import Line
from plan_miner.structure.codes import Code, code_of, plain_code
from plan_miner.structure.columns import Column, Heading, heading_of
from plan_miner.structure.drafts import ActivityDraft, GoalDraft, IndicatorDraft, Listing, ObjectiveDraft
from plan_miner.structure.labels import field_of, labelled, year_of
from plan_miner.structure.rows import Item, Row, Slot
from plan_miner.structure.sections import LARGER, heading
from plan_miner.turkish import fold

OUTSIDE = {"contents", "foreword", "survey", "staff"}  # nothing there sets out or lists the plan
CELL_ROLES = {"unit", "weight", "baseline", "year"}
OBJECTIVE_FIELDS = {"responsible", "collaborating", "cost", "risks", "findings", "needs", "findings_and_needs"}
APART = {"previous", "policy", "law", "analysis", "costs", "summary", "monitoring"}  # other listings than the plan's own
ONE_LINE = {"responsible", "collaborating", "cost"}
SOFT = {"indicators", "activities"} | OBJECTIVE_FIELDS
LONG_TITLE = 14  # letters: shorter words in capitals are a unit's abbreviation
SHORTEST_TEXT = 5  # letters
SHORT_HEADING = 70  # characters
REFERS = re.compile(r"(?:kapsamında|altında|doğrultusunda|ile ilgili|için belirlenen|hedefleri?\b|[ae] (?:ait|bağlı))")
SMALL = re.compile(r"^[a-zçğıöşüâîû'’]")
BETWEEN = re.compile(r"[\s/,|–-]*")  # "AMAÇ I / Hedef 1": between a goal's code and an objective's
NOT_TEXT = re.compile(r"^[\W\d_]*$")
DEVAM = re.compile(r"^\W*\(?\s*(?:devam[ıi]?|devamıdır)\s*\)?\W*$", re.IGNORECASE)


def scan(rows: Sequence[Row], body: float, *, plain: bool = False) -> list[Listing]:
    """All passes through goals and objectives in the document, in print order; `body` is the usual letter height.

    With `plain`, headings in the goals' chapter that are numbered without a word ("1.", "1.1.") count as well.
    """
    scanner = _Scanner(body, plain=plain)
    for row in rows:
        if row.section not in OUTSIDE:
            scanner.take(row)
    return scanner.listings


class _Scanner:
    """What is open while rows go by: a listing, a goal, an objective, the field that the next words belong to."""

    def __init__(self, body: float, *, plain: bool) -> None:
        self.body = body
        self.plain = plain
        self.listings: list[Listing] = []
        self.goal: GoalDraft | None = None
        self.objective: ObjectiveDraft | None = None
        self.field: str | None = None
        self.field_table = -1  # the table in which that field was opened
        self.resumable: str | None = None  # the field to go on with where a card's next page repeats its head
        self.heading: Heading | None = None
        self.row: Row | None = None
        self.last_indicators: Heading | None = None
        self.pending_code: Code | None = None

    # --- rows ---

    def take(self, row: Row) -> None:
        before, self.row = self.row, row
        if before is not None and before.section != row.section and _realm(row):
            self._close()
        self._keep_or_drop_heading(before, row)
        if before and before.table >= 0 > row.table and self.field in ("goal", "objective") and len(before.slots) > 1:
            self.field = None
        slots = [slot for slot in row.slots if slot.items]
        if not slots:
            return
        head = heading_of(row)
        if head is None and self.heading is None and self._recalls(slots):
            self.heading = self.last_indicators
        if head:
            self._take_heading(head)
        elif self.heading and self._fits(slots, self.heading):
            self._take_values(slots, self.heading)
        else:
            self.heading = None if row.table >= 0 and self._is_labelled(slots[0]) else self.heading
            self._take_labels(row, slots)

    def _keep_or_drop_heading(self, before: Row | None, row: Row) -> None:
        """A table's heading holds on the next page's table when nothing but the page end parts them."""
        if not before or not self.heading or before.table == row.table:
            if before and row.table < 0 and self.heading and len(row.slots) == 1 and self.heading.table >= 0:
                self.heading = None
            return
        if row.table >= 0 and before.table >= 0 and row.page == before.page + 1:
            return
        if before.table >= 0 or row.table >= 0:
            self.heading = None
            if row.table >= 0 and self.field in ("activities", "indicators") and before.page == row.page:
                self.field = None

    def _recalls(self, slots: Sequence[Slot]) -> bool:
        """Whether a row is an indicator's whose table was cut by a page end, its heading not repeated."""
        code = code_of(slots[0].text)
        return bool(code and code.level == "indicator" and len(slots) > 2 and self.last_indicators)

    def _take_heading(self, head: Heading) -> None:
        previous = self.heading
        if previous and previous.table == head.table and head.row == previous.row + 1 and not head.roles & {"goal", "objective"}:
            head = previous.below(head)
        self.heading = head
        for column in head.columns:
            if column.code:
                self._begin(column.code, [])
        if "indicators" in head.roles:
            self.field, self.last_indicators = "indicators", head

    def _is_labelled(self, slot: Slot) -> bool:
        text = slot.items[0].text
        return bool(field_of(slot.text) or field_of(text) or labelled(text) or self._code(slot.items[0]))

    def _fits(self, slots: Sequence[Slot], head: Heading) -> bool:
        """Whether a row holds values of the open heading's columns."""
        first = slots[0]
        column = head.of(first)
        if field_of(first.text) in SOFT | {"goal", "objective"} and len(slots) > 1:
            return False
        code = self._code(first.items[0])
        if code and code.level in ("goal", "objective", "target"):
            keyed = head.roles & {"goal", "objective", "goal_or_objective"}
            return bool(keyed) and not (column and column.code)
        if len(slots) == 1 and head.table < 0:
            return False
        return column is not None

    def _take_values(self, slots: Sequence[Slot], head: Heading) -> None:
        self.pending_code = None
        placed = [(head.of(slot), slot) for slot in slots]
        named = [p for p in placed if p[0] and p[0].role not in CELL_ROLES | OBJECTIVE_FIELDS | {"total", "frequency"}]
        rest = [p for p in placed if p[0] and p not in named]
        for column, slot in named:
            self._take_named(column, slot, head)  # type: ignore[arg-type]
        values = [(c, s) for c, s in rest if c]
        for column, slot in values:
            self._take_value(column, slot, head)

    def _take_named(self, column: Column, slot: Slot, head: Heading) -> None:
        role = column.role
        if role == "code":
            code = self._code(slot.items[0]) or plain_code(slot.items[0].text)
            if code and code.level in ("goal", "objective"):
                self._begin(code, _rest(slot.items, code))
            self.pending_code = code
        elif role in ("goal", "objective", "goal_or_objective"):
            self._take_keyed(column, slot)
        elif role == "activities":
            self._take_activities(slot.items)
        elif role == "indicators":
            self._take_indicator(slot, has_values=bool(head.roles & CELL_ROLES))

    def _take_keyed(self, column: Column, slot: Slot) -> None:
        """A cell under "Amaç", "Hedef" or a coded heading: the text of a goal or an objective, or several."""
        if column.code:
            self._add_text(column.role, slot.items)
            return
        begun = False
        for item in slot.items:
            code = self._code(item)
            if code and code.level in ("goal", "objective", "target"):
                self._begin(code, _rest([item], code))
                begun = True
            elif begun:
                self._add_text(self.field or "", [item])
            elif column.role in ("goal", "objective"):
                self._begin_plain(column.role, item)
                begun = True
            else:
                self.objective = None  # a sum over several

    def _take_value(self, column: Column, slot: Slot, head: Heading) -> None:
        role, text = column.role, slot.text
        if role in CELL_ROLES and ("indicators" in head.roles or self.field == "indicators"):
            self._set_cell(column, text)
        elif role in OBJECTIVE_FIELDS:
            self._add_field(role, slot.items)
        elif role == "total" and head.roles & {"goal_or_objective", "objective", "goal"} and "activities" not in head.roles:
            self._add_field("cost", slot.items)

    def _set_cell(self, column: Column, text: str) -> None:
        indicator = self.objective.indicators[-1] if self.objective and self.objective.indicators else None
        if indicator is None:
            return
        if column.role == "year" and column.year:
            indicator.years.setdefault(column.year, text)
        else:
            indicator.cells.setdefault(column.role, text)

    # --- labels and values side by side, and running text ---

    def _take_labels(self, row: Row, slots: Sequence[Slot]) -> None:
        title = heading(row, self.body)
        if title is not None and not self._code(title) and self._closes(row, title):
            self._close()
            return
        if self._take_years(slots):
            return
        continued = row.table >= 0 and len(row.slots) > 1 and not row.slots[0].items
        taken = -1
        for index, slot in enumerate(slots):
            if index == taken:
                continue
            code = self._code(slot.items[0]) if len(slot.items) == 1 else None
            if code and index + 1 < len(slots) and self._heads(code, slot, slots[index + 1]):
                self._begin(code, list(slots[index + 1].items))
                taken = index + 1
                continue
            field = None if code else field_of(slot.text)
            if field and (index + 1 < len(slots) or row.table < 0 or len(row.slots) == 1 or index == 0):
                self._open(field, labels_only=index + 1 == len(slots))
            elif continued or index or not self._ends_field(row, slot):
                self._take_items(slot)

    def _take_years(self, slots: Sequence[Slot]) -> bool:
        """Years as rows: "2019 (başlangıç) | 9.360", "2020 | 10.530" under an indicator's name."""
        found = self.objective.indicators if self.objective else []
        if len(slots) != 2 or not found or field_of(slots[0].text) not in ("year", "baseline"):
            return False
        year = year_of(slots[0].text)
        if field_of(slots[0].text) == "baseline":
            found[-1].cells.setdefault("baseline", slots[1].text)
        elif year:
            found[-1].years.setdefault(year, slots[1].text)
        self._touch()
        return True

    def _heads(self, code: Code, slot: Slot, after: Slot) -> bool:
        """Whether a code stands alone in its slot, its text in the next."""
        if code.level not in ("goal", "objective", "target") or _rest(slot.items, code):
            return False
        return not field_of(after.text) and not self._code(after.items[0]) and _is_text(after.items)

    def _ends_field(self, row: Row, slot: Slot) -> bool:
        """A table's first cell with words that are no label, beside others: a table of another kind."""
        plain = row.table >= 0 and len([s for s in row.slots if s.items]) > 1 and not self._is_labelled(slot)
        if plain and self.field not in ("goal", "objective"):
            self.field = None
        return plain and self.field is None

    def _closes(self, row: Row, title: Item) -> bool:
        """Whether a heading ends what is open: a chapter, or letters larger than the objective's own."""
        if self.field in ("goal", "objective") and not self._text_of(self.field):
            return False
        numbered = plain_code(title.text)
        if numbered and title.text[numbered.end :][:1].isalpha():
            return True
        opened = self.objective or self.goal
        return bool(opened and opened.items and title.size > opened.items[0].size + 0.6)

    def _open(self, field: str, *, labels_only: bool) -> None:
        if field == "findings_and_needs":
            field = "findings"
        if field in ("goal", "objective"):
            self.field = f"new {field}" if not labels_only or self.row is None or self.row.table < 0 else f"new {field}"
        elif field in SOFT:
            self.field = self.resumable = field
            self.field_table = self.row.table if self.row else -1

    def _take_items(self, slot: Slot) -> None:
        for item in slot.items:
            self._take_item(item)

    def _take_item(self, item: Item) -> None:
        text = item.text
        code = self._code(item)
        if code and not (code.level in ("goal", "objective") and item.bullet and self.field == "activities"):
            self._begin(code, _rest([item], code))
            return
        inline = None if item.bullet else labelled(text)
        if inline:
            field, start = inline
            self._open(field, labels_only=False)
            if text[start:].strip():
                self._add_to_open(_cut(item, start))
            return
        listed = self.field == "activities" and self.row is not None and self.row.table == self.field_table
        own = plain_code(text) if self.row and self.row.table >= 0 and not listed else None
        if own and self.objective and len(own.numbers) == 3 and own.numbers[:2] == self.objective.numbers:
            self._add_indicator(own.numbers, own.printed, _rest([item], own))
            return
        field = None if item.bullet else field_of(text)
        if field and field != "year":
            self._open(field, labels_only=True)
            return
        self._add_to_open(item)

    def _add_to_open(self, item: Item) -> None:
        field = self.field or ""
        if field.startswith("new "):
            self._begin_plain(field[4:], item)
        elif field in ("goal", "objective"):
            if not self._text_of(field):
                self._add_text(field, [item])
            elif item.bullet and self.objective and field == "objective":
                self._take_activities([item])
            elif self.goal and field == "goal" and not item.bullet:
                self.goal.explained += 1
        elif field == "activities":
            self._take_activities([item])
        elif field in ONE_LINE and item.bullet and self._said(field):
            self._open("activities", labels_only=True)
            self._take_activities([item])
        elif field in OBJECTIVE_FIELDS:
            self._add_field(field, [item])
        elif field == "indicators":
            self._take_indicator(Slot((item,), 0, 0), has_values=False)

    def _said(self, field: str) -> bool:
        """Whether a field of one line has its value, so that bullets under it are something else."""
        return bool(self.objective and self.objective.fields.get(field) and self.row and self.row.table < 0)

    # --- what is begun and added ---

    def _code(self, item: Item) -> Code | None:
        """The code that an item begins with, unless it only speaks of one in a sentence."""
        text = item.text
        code = code_of(text) or (self._plain_heading(item) if self.plain else None)
        if code is None:
            return None
        rest = text[code.end :]
        joined = code.end and text[code.end - 1] in ".:)-–—|】]"
        if code.level == "goal" and REFERS.match(fold(rest)) and len(text) < SHORT_HEADING:
            return Code(code.level, code.numbers, code.printed, len(text))
        if code.level in ("goal", "objective") and SMALL.match(rest) and not joined:
            return None
        return code

    def _plain_heading(self, item: Item) -> Code | None:
        """A heading in the goals' chapter, numbered without a word: "1." a goal, "1.1." an objective."""
        row = self.row
        if row is None or row.section != "goals" or row.table >= 0 or not (item.bold or item.size > LARGER * self.body):
            return None
        code = plain_code(item.text)
        if code is None or len(code.numbers) > 2 or not _is_text(_rest([item], code)):
            return None
        return Code("goal" if len(code.numbers) == 1 else "objective", code.numbers, code.printed, code.end)

    def _begin(self, code: Code, items: list[Item]) -> None:
        within = self._code(_cut(items[0], BETWEEN.match(items[0].text).end())) if items else None  # type: ignore[union-attr]
        if code.level == "goal" and items and within and within.level == "objective":
            self._begin_goal(code.numbers, code.printed, [])
            second = _cut(items[0], BETWEEN.match(items[0].text).end())  # type: ignore[union-attr]
            self._begin(within, _rest([second, *items[1:]], within))
        elif code.level == "goal":
            self._begin_goal(code.numbers, code.printed, items)
        elif code.level in ("objective", "target"):
            self._begin_objective(code.numbers, code.printed, items)
        elif code.level == "activity":
            self._go_to(code)
            if self.objective and items:
                self.objective.activities.append(ActivityDraft(code.printed, _joined(items)))
                self._touch()
            self.field = "activities"
            self.pending_code = code
        elif code.level == "indicator" and self.objective:
            self._add_indicator(code.numbers, code.printed, items)
            self.field = "indicators"

    def _begin_plain(self, level: str, item: Item) -> None:
        """A goal or objective under its label, its own code (if any) without a word."""
        code = plain_code(item.text)
        if code is None and not _is_title(item.text):
            return
        items = _rest([item], code) if code else [item]
        found = (code.numbers, code.printed) if code else ((), "")
        if level == "goal":
            self._begin_goal(*found, items)
        else:
            self._begin_objective(*found, items)

    def _begin_goal(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        row = self.row
        assert row is not None  # noqa: S101 - a row is open while its words are taken
        goal = self.goal
        if goal and goal.numbers == code and code and self._same_listing(row) and _same_text(goal.items, items):
            if not goal.items:
                goal.items.extend(items)
            self.field = "goal"
            return
        listing = self._listing_for_goal(row, code)
        self.goal = GoalDraft(code, printed, list(items), row.page, _realm(row))
        listing.goals.append(self.goal)
        self.objective, self.field = None, "goal"

    def _begin_objective(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        row = self.row
        assert row is not None  # noqa: S101
        if DEVAM.match(" ".join(i.text for i in items)):
            items = []
        objective = self.objective
        if objective and code and objective.numbers == code and _same_text(objective.items, items):
            if not objective.items:
                objective.items.extend(items)
            self._touch()
            self.field = self.resumable if row.table >= 0 and self.resumable else "objective"
            return
        listing = self._listing_for_objective(row, code)
        self.objective = ObjectiveDraft(code, printed, list(items), row.page, row.page, _realm(row), goal=self.goal)
        listing.objectives.append(self.objective)
        if self.goal:
            self.goal.objectives.append(self.objective)
        self.field, self.resumable = "objective", None

    def _same_listing(self, row: Row) -> bool:
        return bool(self.listings) and self.listings[-1].section == _realm(row)

    def _listing_for_goal(self, row: Row, code: tuple[int, ...]) -> Listing:
        """The open listing, or a new one where this goal was met in it already."""
        current = self.listings[-1] if self.listings else None
        again = current and code and any(g.numbers == code for g in current.goals)
        if current is None or again or current.section != _realm(row):
            current = Listing(_realm(row))
            self.listings.append(current)
        return current

    def _listing_for_objective(self, row: Row, code: tuple[int, ...]) -> Listing:
        current = self.listings[-1] if self.listings else None
        seen = current and len(code) > 1 and any(o.numbers == code for o in current.objectives)
        if current is None or seen or current.section != _realm(row):
            current = Listing(_realm(row))
            self.listings.append(current)
            if self.goal and (seen or self.goal.section != _realm(row)):
                self.goal = None
        return current

    def _text_of(self, field: str) -> bool:
        opened = self.goal if field == "goal" else self.objective
        return bool(opened and opened.items)

    def _add_text(self, field: str, items: Sequence[Item]) -> None:
        opened = self.goal if field == "goal" else self.objective
        if opened is not None and _is_text(items):
            opened.items.extend(items)

    def _go_to(self, code: Code) -> None:
        """An activity or indicator whose code names another objective than the open one belongs to that."""
        key, opened = code.numbers[:2], self.objective
        if len(code.numbers) < 3 or (opened and (opened.numbers == key or len(opened.numbers) != 2)):
            return
        self._begin_objective(key, "", [])

    def _take_activities(self, items: Sequence[Item]) -> None:
        for item in items:
            code = code_of(item.text)
            printed, shown = "", item
            if code and code.level == "activity":
                self._go_to(code)
                printed, shown = code.printed, _cut(item, code.end)
            elif self.pending_code:
                self._go_to(self.pending_code)
                printed, self.pending_code = self.pending_code.printed, None
            elif (plain := plain_code(item.text)) and len(plain.numbers) > 1:
                printed, shown = plain.printed, _cut(item, plain.end)
            if self.objective and not NOT_TEXT.match(shown.text):
                self.objective.activities.append(ActivityDraft(printed, shown))
                self._touch()

    def _take_indicator(self, slot: Slot, *, has_values: bool) -> None:
        """An indicator's name, with its code in front or in a column of its own; else more of the last name."""
        if self.objective is None:
            return
        item = _joined(slot.items)
        code = code_of(item.text) or plain_code(item.text)
        if code and code.level in ("indicator", "plain") and not NOT_TEXT.match(item.text[code.end :]):
            self._add_indicator(code.numbers, code.printed, [_cut(item, code.end)])
        elif self.pending_code:
            code, self.pending_code = self.pending_code, None
            self._add_indicator(code.numbers, code.printed, [item])
        elif not NOT_TEXT.match(item.text):
            self._name_indicator(item, has_values=has_values)

    def _name_indicator(self, item: Item, *, has_values: bool) -> None:
        found = self.objective.indicators if self.objective else []
        if found and not found[-1].items:
            found[-1].items.append(item)
        elif has_values and not (found and SMALL.match(item.text)):
            self._add_indicator((), "", [item])
        elif found and self.row and self.row.table >= 0:
            found[-1].items.append(item)

    def _add_indicator(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        if self.objective is None:
            return
        self.objective.indicators.append(IndicatorDraft(code, printed, list(items)))
        self._touch()

    def _add_field(self, field: str, items: Sequence[Item]) -> None:
        if self.objective is not None:
            self.objective.fields.setdefault(field, []).extend(items)
            self._touch()

    def _touch(self) -> None:
        """The objective reaches at least to the open row's page."""
        if self.objective is not None and self.row is not None:
            self.objective.last_page = max(self.objective.last_page, self.row.page)

    def _close(self) -> None:
        self.objective, self.field, self.heading = None, None, None


def _rest(items: Sequence[Item], code: Code) -> list[Item]:
    """The items without the code at their beginning; nothing where only the code was there."""
    first = _cut(items[0], code.end)
    rest = [first] if first.text.strip(" .:-–—") else []
    return [*rest, *items[1:]]


def _cut(item: Item, start: int) -> Item:
    """An item from `start` of its text on: its first lines shortened, their boxes kept."""
    lines, before = list(item.lines), 0
    passage = item.passage()
    for index, piece in enumerate(passage.pieces):
        end = passage.pieces[index + 1].start if index + 1 < len(passage.pieces) else len(passage.text) + 1
        if start < end:
            before = index
            break
    else:
        return Item((replace(item.lines[-1], text=""),), item.bullet)
    begin = max(start, passage.pieces[before].start)
    stop = passage.pieces[before + 1].start if before + 1 < len(passage.pieces) else len(passage.text)
    first = replace(lines[before], text=passage.text[begin:stop].strip())
    kept: list[Line] = [first, *lines[before + 1 :]]
    if not first.text and len(kept) > 1:
        kept = kept[1:]
    return Item(tuple(kept))


def _realm(row: Row) -> str:
    """The part of a document within which goals are listed once."""
    return row.section if row.section in APART else ""


def _same_text(known: Sequence[Item], items: Sequence[Item]) -> bool:
    return not items or not known or fold(items[0].text[:40]) == fold(known[0].text[:40])


def _is_title(text: str) -> bool:
    """Whether words without a code can be a goal's text: several, and not an abbreviation in capitals."""
    return len(text.split()) > 1 and (len(text) > LONG_TITLE or not text.isupper())


def _is_text(items: Sequence[Item]) -> bool:
    """Whether words can be a goal's: the marks and abbreviations of a matrix of units cannot."""
    return sum(c.isalpha() for item in items for c in item.text) >= SHORTEST_TEXT


def _joined(items: Sequence[Item]) -> Item:
    return Item(tuple(line for item in items for line in item.lines), items[0].bullet)


