"""What has been begun: listings, goals and objectives while they are read, and where the next words go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.structure import printings
from plan_miner.structure.codes import LOOK, Code, code_of, plain_code, plain_or_roman
from plan_miner.structure.drafts import ActivityDraft, GoalDraft, IndicatorDraft, ObjectiveDraft, TargetDraft
from plan_miner.structure.items import NO_TEXT, Item, cut, joined, rest_after
from plan_miner.structure.labels import field_of
from plan_miner.structure.naming import SMALL, number_alone, priority, unless_spoken_of
from plan_miner.structure.passes import Passes, realm
from plan_miner.structure.rows import Row, Slot
from plan_miner.structure.rules import rule_of
from plan_miner.structure.unsaid import UnsaidGoals

OBJECTIVE_FIELDS = {"responsible", "collaborating", "cost", "risks", "findings", "needs"}
PAUSED = "paused activities"
ONE_LINE = {"responsible", "collaborating", "cost"}
FIELDS = {"indicators", "activities"} | OBJECTIVE_FIELDS
BETWEEN = re.compile(r"[\s/,|›>»→·–-]*")  # "AMAÇ I / Hedef 1": between a goal's code and an objective's
NOT_TEXT = re.compile(r"^[\W\d_]*$|^[Bb](?:kz|akınız)\b")  # no words, or a reference to another page
AMOUNT = re.compile(r"\d|\b(?:[Mm]ilyon|[Mm]ilyar|[Bb]in|TL|[Ll]ira)\b|^\W+$")


class Ledger:
    """Keeps all drafts, and what is open: a listing, a goal, an objective, the field that the next words belong to.

    `field` is "goal" or "objective" where a text may follow its code, "new goal" or "new objective" behind a label
    without a code, or one of FIELDS.
    """

    def __init__(self, body: float, *, plain: bool, priorities: bool = False) -> None:
        self.body = body  # the usual height of letters (points)
        self.plain = plain  # whether headings numbered without a word count
        self.priorities = priorities  # whether a plan's priorities are its goals
        self.passes = Passes()
        self.goal: GoalDraft | None = None
        self.objective: ObjectiveDraft | None = None
        self.field: str | None = None
        self.field_table = -1  # the table in which that field was opened
        self.resumable: str | None = None  # the field to go on with where a card's next page repeats its head
        self.begun_name: Item | None = None  # an indicator's first line, its values beside the second
        self.unsaid = UnsaidGoals(body)
        self.pending_code: Code | None = None  # from a column of codes, for the name beside it
        self.row = Row(0, ())  # from which words are taken now
        self.scale = 1  # of the costs under the open label or heading: 1000 for "(bin TL)"

    @property
    def idle(self) -> bool:
        """Whether nothing is open that words without a code or label could go to."""
        return self.objective is None and self.field is None and self.pending_code is None

    def code(self, item: Item) -> Code | None:
        """The code that an item begins with, unless it only speaks of one in a sentence."""
        if self.priorities and (code := priority(item.text)):
            return code
        code = code_of(item.text)
        if code is None and self.row.section == "goals" and item.text[:1].isdigit():
            code = number_alone(item, self.row, self.goal, self.body, plain=self.plain)
            code = code or self.unsaid.names(item, self.row, self.goal)
        return unless_spoken_of(item.text, code) if code else None

    def bare_code(self, slot: Slot) -> Code | None:
        """The code of a goal or objective that fills a slot without a text behind it."""
        code = self.code(slot.items[0]) if not slot.figure and len(slot.items) == 1 and len(slot.text) < LOOK else None
        bare = code and code.level in ("goal", "objective") and not slot.text[code.end :].strip(NO_TEXT)
        return code if bare else None

    def begin(self, code: Code, items: list[Item]) -> None:
        """A printing of what `code` names, with the words behind it."""
        if code.level == "goal":
            self.unsaid.forget()
            self._begin_goal_or_pair(code, items)
        elif code.level == "target" and self.objective and self._is_under(code, self.objective):
            self.objective.targets.append(TargetDraft(code.numbers, code.printed, list(items)))
            self.touch()
            self.field = "target"
        elif code.level in ("objective", "target"):
            self.pending_code = None
            self._begin_objective(
                code.numbers, code.printed, items if self.row.table >= 0 else printings.first_sentence(items)
            )
        elif code.level == "activity":
            self._go_to(code)
            if self.objective and items:
                self.objective.activities.append(ActivityDraft(code.printed, joined(items), self.row.table >= 0))
                self.touch()
            self.field = "activities"
            self.pending_code = code
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
            self._begin_goal(code.numbers, code.printed, [])
            self.begin(within, rest_after([second, *items[1:]], within))
        else:
            self._begin_goal(code.numbers, code.printed, items)

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
            self._begin_goal(*found, items)
        else:
            self._begin_objective(*found, items)

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

    def _begin_goal(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        if self._is_below_objective(code):
            self._put_above_objective(code, printed, items)
            return
        row = self.row
        goal = self.goal
        same = goal and goal.numbers == code and self.passes.is_open_in(row) and printings.same_text(goal.items, items)
        if goal and same and (code or (goal.items and items)):
            if not goal.items:
                goal.items.extend(items)
            self.field = "goal"
            return
        listing = self.passes.for_goal(row, code)
        self.goal = self._drafted(code, printed, items)
        listing.add_goal(self.goal)
        self.objective, self.field = None, "goal"

    def _drafted(self, code: tuple[int, ...], printed: str, items: list[Item]) -> GoalDraft:
        row = self.row
        return GoalDraft(code, printed, list(items), row.page, realm(row), rule_of(code, printed, row))

    def _is_below_objective(self, code: tuple[int, ...]) -> bool:
        """Whether a goal is the open objective's own: cards of some plans name the objective first, its goal below."""
        objective = self.objective
        fresh = objective is not None and self.field == "objective" and not objective.payload
        return bool(fresh and objective and code and objective.numbers[:-1] == code)

    def _put_above_objective(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        listing = self.passes.listings[-1]
        goal = next((g for g in reversed(listing.goals) if g.numbers == code), None)
        if goal is None:
            goal = self._drafted(code, printed, [])
            listing.add_goal(goal)
        if not goal.items:
            goal.items.extend(items)
        objective = self.objective
        if objective is not None and objective.goal is not goal:
            if objective.goal is not None:
                objective.goal.objectives = [o for o in objective.goal.objectives if o is not objective]
            objective.goal = goal
            goal.objectives.append(objective)
        self.goal, self.field = goal, "goal"

    def _begin_objective(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        row = self.row
        behind = " ".join([i.text for i in items])
        if printings.is_continuation(behind):
            items = []
        objective = self.objective or self.passes.objective_before(row)
        part = printings.part_named(behind) if objective and objective.numbers == code else None
        if part in FIELDS and objective and objective.items:  # "SA1.H1 Göstergeler ve hedef değerler": more of its card
            self.objective = objective
            self.touch()
            self.open(part)
            return
        if objective and code and objective.numbers == code and printings.same_text(objective.items, items):
            self.objective = objective
            if printings.is_longer(items, objective.items):
                objective.items[:] = items
            self.touch()
            self.field = self.resumable if row.table >= 0 and self.resumable else "objective"
            return
        self._begin_unsaid_goal(code)
        before, again = self.passes.last, self.passes.has_met(code)
        listing = self.passes.for_objective(row, code)
        if self.goal and listing is not before and (again or self.goal.section != realm(row)):
            self.goal = None
        rule = rule_of(code, printed, row)
        self.objective = ObjectiveDraft(code, printed, list(items), row.page, row.page, realm(row), rule, self.goal)
        listing.add_objective(self.objective)
        if self.goal:
            self.goal.objectives.append(self.objective)
        self.field, self.resumable = "objective", None

    def _begin_unsaid_goal(self, objective: tuple[int, ...]) -> None:
        """The goal over an objective whose heading has a number alone."""
        opened = self.goal.numbers[0] if self.goal and self.goal.numbers else 0
        heading = self.unsaid.of(objective, opened, self.row) if objective else None
        if heading:
            row, self.row = self.row, heading.row
            self._begin_goal((heading.number,), heading.printed, heading.items)
            self.row = row

    def text_of(self, field: str) -> bool:
        opened = self.goal if field == "goal" else self.objective
        return bool(opened and opened.items)

    def add_text(self, field: str, items: Sequence[Item]) -> None:
        opened = self.goal if field == "goal" else self.objective
        if (
            opened is not None
            and printings.is_text(items)
            and not (opened.items and printings.same_text(opened.items, items))
        ):
            opened.page = opened.page if opened.items else self.row.page  # a code may stand on a page of its own
            opened.items.extend(items)

    def _go_to(self, code: Code) -> None:
        """An activity or indicator whose code names another objective than the open one belongs to that."""
        key, opened = code.numbers[:2], self.objective
        if len(code.numbers) != 3 or (opened and (opened.numbers == key or len(opened.numbers) != 2)):
            return
        self._begin_objective(key, "", [])

    def add_activities(self, items: Sequence[Item]) -> None:
        for item in (deed for whole in items for deed in printings.each_deed(whole)):
            code = code_of(item.text)
            printed, shown = "", item
            if code and code.level == "activity":
                self._go_to(code)
                printed, shown = code.printed, cut(item, code.end)
            elif self.pending_code:
                self._go_to(self.pending_code)
                printed, self.pending_code = self.pending_code.printed, None
            elif (plain := plain_code(item.text)) and len(plain.numbers) > 1:
                printed, shown = plain.printed, cut(item, plain.end)
            elif not item.bullet and self._listed_by_code():
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

    def _listed_by_code(self) -> bool:
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
        if self.objective is None:
            return
        self.begun_name = None
        self.objective.indicators.append(IndicatorDraft(code, printed, list(items)))
        self.touch()

    def add_field(self, field: str, items: Sequence[Item]) -> None:
        if field == "cost":
            items = [item for item in items if AMOUNT.search(item.text)]  # a title over costs says none
        if self.objective is not None and items:
            if field in ("cost", "activity_costs") and not self.objective.fields.keys() & {"cost", "activity_costs"}:
                self.objective.cost_scale = self.scale
            self.objective.fields.setdefault(field, []).extend(items)
            self.touch()

    def touch(self) -> None:
        """The objective reaches at least to the open row's page."""
        if self.objective is not None:
            self.objective.last_page = max(self.objective.last_page, self.row.page)

    def close(self) -> None:
        """Nothing is open any more: a new chapter."""
        self.objective, self.field = None, None

    def set_cell(self, role: str, year: int | None, text: str) -> None:
        """A value of the last indicator: unit, weight, baseline, or the target of a year."""
        indicator = self.objective.indicators[-1] if self.objective and self.objective.indicators else None
        if indicator is not None and role == "year" and year:
            indicator.years.setdefault(year, text)
        elif indicator is not None:
            indicator.cells.setdefault(role, text)

    def open(self, field: str) -> None:
        """The next words belong to the field that a label names."""
        if field == "findings_and_needs":
            field = "findings"
        if field in ("goal", "objective"):
            self.field = f"new {field}"
        elif field in FIELDS:
            self.field = self.resumable = field
            self.field_table = self.row.table
        elif field == "other" and self.row.table >= 0:
            self.field = None  # a field of no interest: its words are nobody else's

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
            self.add_indicator_named([item], has_values=False)

    def _add_behind(self, field: str, item: Item) -> None:
        """Words behind a goal's or objective's code: its text first, then bullets as activities, or explanation."""
        opened = self.goal if field == "goal" else self.objective
        displayed = opened and self.row.table < 0 and printings.goes_on_displayed(opened.items, item, self.body)
        if displayed or not self.text_of(field):
            self.add_text(field, [item])
        elif item.bullet and self.objective and field == "objective":
            self.add_activities([item])
        elif self.goal and field == "goal" and not item.bullet:
            self.goal.explained += 1

    def _said(self, field: str) -> bool:
        """Whether a field of one line has its value, so that bullets under it are something else."""
        return bool(self.objective and self.objective.fields.get(field) and self.row.table < 0)
