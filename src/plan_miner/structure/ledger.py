"""Where words go that are read: what their codes and labels begin, and what is open for those that have neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.structure import printings
from plan_miner.structure.codes import LOOK, Code, code_of, plain_code, plain_or_roman
from plan_miner.structure.deeds import deeds_in_lines, deeds_told
from plan_miner.structure.drafts import TOLD, ActivityDraft, IndicatorDraft, ObjectiveDraft, TargetDraft
from plan_miner.structure.items import LISTED, NO_TEXT, Item, cut, joined, rest_after
from plan_miner.structure.labels import field_of
from plan_miner.structure.naming import SMALL, number_alone, priority, unless_spoken_of
from plan_miner.structure.opened import OBJECTIVE_FIELDS, Opened
from plan_miner.structure.rows import Slot
from plan_miner.structure.told_units import units_told

PAUSED = "paused activities"
ONE_LINE = {"responsible", "collaborating", "cost"}
BETWEEN = re.compile(r"[\s/,|›>»→·–-]*")  # "AMAÇ I / Hedef 1": between a goal's code and an objective's
NOT_TEXT = re.compile(r"^[\W\d_]*$|^[Bb](?:kz|akınız)\b")  # no words, or a reference to another page
PARTNERS = re.compile(r"\s*\((?P<label>[^():]+):\s*(?P<names>[^()]+)\)$")
AMOUNT = re.compile(r"\d|\b(?:[Mm]ilyon|[Mm]ilyar|[Bb]in|TL|[Ll]ira)\b|^\W+$")


class Ledger(Opened):
    """Gives each word to what it belongs to: a goal or an objective, its activities, indicators and fields."""

    def __init__(self, body: float, *, plain: bool, priorities: bool = False) -> None:
        super().__init__(body)
        self.body = body  # the usual height of letters (points)
        self.plain = plain  # whether headings numbered without a word count
        self.priorities = priorities  # whether a plan's priorities are its goals
        self.begun_name: Item | None = None  # an indicator's first line, its values beside the second
        self.pending_code: Code | None = None  # from a column of codes, for the name beside it

    @property
    def idle(self) -> bool:
        """Whether nothing is open that words without a code or label could go to."""
        return self.objective is None and self.field is None and self.pending_code is None

    @property
    def awaits_text(self) -> bool:
        """Whether a goal's or objective's label or code was read, and its text was not."""
        field = self.field or ""
        return field.startswith("new ") or (field in ("goal", "objective") and not self.has_text(field))

    def code(self, item: Item) -> Code | None:
        """The code that an item begins with, unless it only speaks of one in a sentence."""
        if self.priorities and (code := priority(item.text)):
            return code
        code = code_of(item.text)
        if code is None and item.text[:1].isdigit() and (self.row.section == "goals" or self._lists_by_number()):
            code = number_alone(item, self.row, self.goal, self.body, plain=self.plain)
            code = code or self.unsaid.names(item, self.row, self.goal)
        return unless_spoken_of(item.text, code) if code else None

    def _lists_by_number(self) -> bool:
        """Whether objectives stand under a label, which need no chapter called so: numbers may go on from one's."""
        goal = self.goal if self.row.section == "" else None
        return goal is not None and not goal.numbers and bool(goal.objectives)

    def bare_code(self, slot: Slot) -> Code | None:
        """The code of a goal or objective that fills a slot without a text behind it."""
        code = self.code(slot.items[0]) if not slot.figure and len(slot.items) == 1 and len(slot.text) < LOOK else None
        bare = code and code.level in ("goal", "objective") and not slot.text[code.end :].strip(NO_TEXT)
        return code if bare else None

    def begin(self, code: Code, items: list[Item]) -> None:
        """A printing of what `code` names, with the words behind it."""
        if code.level == "goal":
            self._begin_goal_or_pair(code, items)
        elif code.level == "target" and self.objective and self._is_under(code, self.objective):
            self.objective.targets.append(TargetDraft(code.numbers, code.printed, list(items)))
            self.touch()
            self.field = "target"
        elif code.level in ("objective", "target"):
            self.pending_code = None
            self.begin_objective(
                code.numbers, code.printed, items if self.row.table >= 0 else printings.first_sentence(items)
            )
        elif code.level == "activity":
            self._go_to(code)
            if self.objective and items:
                self.objective.activities.append(ActivityDraft(code.printed, joined(items), self.row.table >= 0))
                self.touch()
            self.field = "activities"
            self.pending_code = None if items else code
        elif code.level == "indicator" and self.objective:
            self.add_indicator(code.numbers, code.printed, items)
            self.field = "indicators"

    def _is_under(self, code: Code, objective: ObjectiveDraft) -> bool:
        """Whether a yearly target's code goes on from an objective's: PH1.1.2 under Hedef 1.1."""
        above = objective.numbers
        return bool(above) and len(code.numbers) > len(above) and code.numbers[: len(above)] == above

    def _begin_goal_or_pair(self, code: Code, items: list[Item]) -> None:
        """A goal; or "AMAÇ I / Hedef 1", where an objective's code follows the goal's at once."""
        gap = BETWEEN.match(items[0].text) if items else None
        second = cut(items[0], gap.end()) if gap else None
        within = self.code(second) if second else None
        if second and within and within.level == "objective":
            self.begin_goal(code.numbers, code.printed, [])
            self.begin(within, rest_after([second, *items[1:]], within))
        else:
            self.begin_goal(code.numbers, code.printed, items)

    def begin_plain(self, level: str, item: Item) -> None:
        """A goal or objective under its label, its own code (if any) without a word."""
        code = plain_or_roman(item.text)
        if code is None and not printings.is_title(item.text):
            return
        items = rest_after([item], code) if code else [item]
        if code is None and self._names_open(level, items):
            return
        found = (code.numbers, code.printed) if code else ((), "")
        if level == "goal":
            self.begin_goal(*found, items)
        else:
            self.unsaid.forget_in(self.row)
            self.begin_objective(*found, items)

    def _names_open(self, level: str, items: list[Item]) -> bool:
        """Whether words under a label are those of the open thing: "Hedef Kodu: H1.1", and then "Hedef: …"."""
        opened = self.goal if level == "goal" else self.objective
        if opened is None or not opened.numbers or not printings.same_text(opened.items, items):
            return False
        if level == "objective" and self.objective and self.objective.payload:
            return False
        if not opened.items:
            self.add_text(level, items)
        self.field = level
        return True

    def _go_to(self, code: Code) -> None:
        """An activity or indicator whose code names another objective than the open one belongs to that."""
        key, opened = code.numbers[:2], self.objective
        if len(code.numbers) != 3 or (opened and (opened.numbers == key or len(opened.numbers) != 2)):
            return
        self.begin_objective(key, "", [])

    def add_activities(self, items: Sequence[Item]) -> None:
        """Activities of the open objective; one with a code goes to the objective that the code names."""
        for item in (deed for whole in items for deed in deeds_in_lines(whole)):
            code = code_of(item.text)
            printed, shown = "", item
            if code and code.level == "activity":
                self._go_to(code)
                printed, shown = code.printed, cut(item, code.end)
            elif self.pending_code:
                self._go_to(self.pending_code)
                printed, self.pending_code = self.pending_code.printed, None
            elif (plain := plain_code(item.text)) and len(plain.numbers) > 1 and not LISTED.match(item.text):
                printed, shown = plain.printed, cut(item, plain.end)
            elif not item.bullet and self.lists_by_code:
                self.field = None  # words without a code behind activities that have one: something else begins
                return
            if self.objective and not NOT_TEXT.match(shown.text):
                self.objective.activities.append(ActivityDraft(printed, shown, self.row.table >= 0))
                self.touch()

    def pauses_at(self, title: Item) -> bool:
        """Whether a title in bold ends a list of activities in plain type: only bullets go on with it below."""
        listed = self.objective.activities if self.objective and self.field == "activities" else []
        if not listed or not title.bold or listed[-1].item.bold or self.code(title) or field_of(title.text):
            return False
        self.field = PAUSED
        return True

    @property
    def lists_by_code(self) -> bool:
        """Whether the activities of running text have each their code."""
        listed = self.objective.activities if self.objective else []
        return self.row.table < 0 and bool(listed) and all(activity.printed for activity in listed)

    def add_indicator_named(self, items: Sequence[Item], *, has_values: bool) -> None:
        """An indicator's name, with its code in front or in a column of its own; else more of the last name."""
        item = joined(items)
        code = code_of(item.text) or plain_code(item.text)
        if code and code.level in ("indicator", "plain") and not NOT_TEXT.match(item.text[code.end :]):
            self._go_to(code)
            self.add_indicator(code.numbers, code.printed, [cut(item, code.end)])
        elif code and len(code.numbers) > 2 and not item.text[code.end :].strip(NO_TEXT):
            self.pending_code = code  # its name stands in the next cell, under the same heading
        elif self.pending_code:
            code, self.pending_code = self.pending_code, None
            self._go_to(code)
            self.add_indicator(code.numbers, code.printed, [item])
        elif not NOT_TEXT.match(item.text):
            self._name_indicator(item, has_values=has_values)

    def _name_indicator(self, item: Item, *, has_values: bool) -> None:
        found = self.objective.indicators if self.objective else []
        if found and not found[-1].items:
            found[-1].items.append(item)
        elif has_values and self.begun_name and SMALL.match(item.text):
            self.add_indicator((), "", [self.begun_name, item])
        elif has_values and not (found and self._runs_on(found[-1], item.text)):
            self.add_indicator((), "", [item])
        elif found and (has_values or self.row.table >= 0):
            found[-1].items.append(item)
        elif found and found[-1].filled and not SMALL.match(item.text):
            self.begun_name = item

    @staticmethod
    def _runs_on(indicator: IndicatorDraft, text: str) -> bool:
        """Whether words beside values are the end of the last name: "sayısı", or "(kişi)" where that has no values."""
        return bool(SMALL.match(text)) or (text.startswith("(") and not indicator.filled)

    def add_indicator(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        """An indicator of the open objective; nothing where none is open."""
        if self.objective is None:
            return
        self.begun_name = None
        self.objective.indicators.append(IndicatorDraft(code, printed, list(items)))
        self.touch()

    def has_indicator(self, name: Item) -> bool:
        """Whether the last indicator has its name from there."""
        found = self.objective.indicators if self.objective else []
        return bool(found) and any(item.lines[0] is name.lines[0] for item in found[-1].items)

    def add_told(self, item: Item) -> None:
        """A line of values behind an indicator's name: they are read from its text."""
        if self.objective and self.objective.indicators:
            self.objective.indicators[-1].items.append(item)
            self.touch()

    @property
    def last_told(self) -> str:
        """The last line of values behind the last indicator's name; empty where there is none."""
        found = self.objective.indicators if self.objective else []
        return found[-1].items[-1].text if found and len(found[-1].items) > 1 else ""

    def add_field(self, field: str, items: Sequence[Item]) -> None:
        """Words of a field (responsible, cost, risks …) of the open objective."""
        if field == "cost":
            items = [item for item in items if AMOUNT.search(item.text)]  # a title over costs says none
        elif field == "responsible":
            items = [self._without_partners(item) for item in items]
        if items:
            self.fields_of_page.add(field, items)
        if self.objective is not None and items:
            if field in ("cost", "activity_costs") and not self.objective.fields.keys() & {"cost", "activity_costs"}:
                self.objective.cost_scale = self.scale
            self.objective.fields.setdefault(field, []).extend(items)
            self.touch()

    def _without_partners(self, item: Item) -> Item:
        """ "Fen İşleri Müdürlüğü (birlikte: Zabıta Müdürlüğü)" without the partners, which are added as such."""
        within = PARTNERS.search(item.text) if item.text.endswith(")") else None
        if within is None or field_of(within["label"]) != "collaborating":
            return item
        self.add_field("collaborating", [cut(item, within.start("names"), within.end("names"))])
        return cut(item, 0, within.start())

    def set_cell(self, role: str, year: int | None, text: str) -> None:
        """A value of the last indicator: unit, weight, baseline, or the target of a year."""
        indicator = self.objective.indicators[-1] if self.objective and self.objective.indicators else None
        if indicator is not None and role == "year" and year:
            indicator.years.setdefault(year, text)
        elif indicator is not None:
            indicator.cells.setdefault(role, text)

    def add(self, item: Item) -> None:
        """Words without a label or code, to whatever is open."""
        field = self.field or ""
        if field.startswith("new "):
            self.begin_plain(field[4:], item)
        elif field in ("goal", "objective"):
            self._add_behind(field, item)
        elif field == "activities" or (field == PAUSED and item.bullet):
            self.field = "activities"
            self.add_activities([item])
        elif field == "target" and self.objective and not self.objective.targets[-1].items:
            self.objective.targets[-1].items.append(item)
        elif field == "target" and item.bullet:
            self.add_activities([item])
        elif field in ONE_LINE and item.bullet and self._said(field):
            self.open("activities")
            self.add_activities([item])
        elif field in OBJECTIVE_FIELDS:
            self.add_field(field, [item])
        elif field == "indicators":
            listed = item.bullet and self.row.table < 0 and not item.text.endswith(".")  # a sentence is a note
            self.add_indicator_named([item], has_values=listed)

    def _add_behind(self, field: str, item: Item) -> None:
        """Words behind a goal's or objective's code: its text first, then bullets as activities, or explanation."""
        opened = self.goal if field == "goal" else self.objective
        displayed = opened and self.row.table < 0 and printings.goes_on_displayed(opened.items, item, self.body)
        if displayed or not self.has_text(field):
            self.add_text(field, [item])
        elif item.bullet and self.objective and field == "objective":
            if self._lists_objectives(self.objective):
                self.begin_plain(field, item)
            else:
                self.add_activities([item])
        elif self.objective and field == "objective" and self.row.table < 0:
            self._add_told_behind(self.objective, item)
        elif self.goal and field == "goal" and not item.bullet:
            self.goal.explained += 1

    def _add_told_behind(self, objective: ObjectiveDraft, item: Item) -> None:
        """A paragraph behind an objective's text: what it tells to be done, and who is to do it."""
        if deeds_told(item.text, listed=False):
            objective.fields.setdefault(TOLD, []).append(item)
        for name, start, end in () if objective.fields.keys() & ONE_LINE - {"cost"} else tuple(units_told(item.text)):
            self.add_field(name, [cut(item, start, end)])

    @staticmethod
    def _lists_objectives(objective: ObjectiveDraft) -> bool:
        """Whether bullets under a label are objectives: the open one is a bullet, nothing set out under it."""
        return bool(not objective.numbers and objective.items and objective.items[0].bullet and not objective.payload)

    def _said(self, field: str) -> bool:
        """Whether a field of one line has its value, so that bullets under it are something else."""
        return bool(self.objective and self.objective.fields.get(field) and self.row.table < 0)
