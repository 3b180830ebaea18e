"""Which goal and which objective are open while rows are read, and how a printing of one opens or resumes it."""

from __future__ import annotations

from collections.abc import Sequence

from plan_miner.structure import printings
from plan_miner.structure.chapters import Chapter
from plan_miner.structure.drafts import UNIT_OF_CHAPTER, GoalDraft, ObjectiveDraft
from plan_miner.structure.fields_beside import FieldsOfPage
from plan_miner.structure.items import Item
from plan_miner.structure.passes import Passes, realm
from plan_miner.structure.rows import Row
from plan_miner.structure.rules import rule_of
from plan_miner.structure.unsaid import UnsaidGoals

OBJECTIVE_FIELDS = {"responsible", "collaborating", "cost", "risks", "findings", "needs"}
FIELDS = {"indicators", "activities"} | OBJECTIVE_FIELDS


class Opened:
    """The open goal and objective, and the field that the next words belong to.

    `field` is "goal" or "objective" where a text may follow its code, "new goal" or "new objective" behind a label
    without a code, or one of FIELDS.
    """

    def __init__(self, body: float) -> None:
        self.passes = Passes()
        self.goal: GoalDraft | None = None
        self.objective: ObjectiveDraft | None = None
        self.field: str | None = None
        self.field_table = -1  # the table in which that field was opened
        self.resumable: str | None = None  # the field to go on with where a card's next page repeats its head
        self.unsaid = UnsaidGoals(body)
        self.fields_of_page = FieldsOfPage()
        self.scale = 1  # of the costs under the open label or heading: 1000 for "(bin TL)"
        self.row = Row(0, ())  # from which words are taken now
        self.label_row = self.row  # in which the last label of a goal or objective stands
        self.chapter = Chapter(body)

    def begin_goal(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        """A printing of the goal of those numbers, with the words behind its code."""
        self.unsaid.forget()
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
        listing = self.passes.for_goal(row, code, items)
        self.goal = self._drafted(code, printed, items)
        listing.add_goal(self.goal)
        self.objective, self.field = None, "goal"

    def begin_objective(self, code: tuple[int, ...], printed: str, items: list[Item]) -> None:
        """A printing of an objective, or more of the open one: its head repeated, the next part of its card."""
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
        if not code and self._resume(items):
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
        self.fields_of_page.claim(self.objective, row if code else self.label_row)
        if unit := self.chapter.unit_in(row):
            self.objective.fields[UNIT_OF_CHAPTER] = [unit]
        self.field, self.resumable = "objective", None

    def _resume(self, items: list[Item]) -> bool:
        """Goes on with the open goal's objective of that text, where one is printed again without a code.

        Where nothing is set out under it yet, it was only listed: it stands here.
        """
        listed = self.goal.objectives if self.goal and self.passes.is_open_in(self.row) and items else []
        known = next((o for o in listed if o.items and printings.same_text(o.items, items)), None)
        if known is None:
            return False
        if not known.payload:
            known.page = self.row.page
        self.objective = known
        self.touch()
        self.field = "objective"
        return True

    def has_text(self, field: str) -> bool:
        """Whether the open goal or objective has words yet."""
        opened = self.goal if field == "goal" else self.objective
        return bool(opened and opened.items)

    def add_text(self, field: str, items: Sequence[Item]) -> None:
        """Words of the open goal or objective, unless it has the same already."""
        opened = self.goal if field == "goal" else self.objective
        if (
            opened is not None
            and printings.is_text(items)
            and not (opened.items and printings.same_text(opened.items, items))
        ):
            opened.page = opened.page if opened.items else self.row.page  # a code may stand on a page of its own
            opened.items.extend(items)

    def open(self, field: str) -> None:
        """The next words belong to the field that a label names."""
        if field == "findings_and_needs":
            field = "findings"
        if field in ("goal", "objective"):
            self.field, self.label_row = f"new {field}", self.row
        elif field in FIELDS:
            self.field = self.resumable = field
            self.field_table = self.row.table
            if field in OBJECTIVE_FIELDS:
                self.fields_of_page.open(field, self.row, self.scale, self.objective)
        elif field == "assumptions" or (field == "other" and self.row.table >= 0):
            self.field = None  # a field of no interest: its words are nobody else's

    def touch(self) -> None:
        """The objective reaches at least to the open row's page."""
        if self.objective is not None:
            self.objective.last_page = max(self.objective.last_page, self.row.page)

    def close(self) -> None:
        """Nothing is open any more: a new chapter."""
        self.objective, self.field = None, None

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

    def _begin_unsaid_goal(self, objective: tuple[int, ...]) -> None:
        """The goal over an objective whose heading has a number alone."""
        opened = self.goal.numbers[0] if self.goal and self.goal.numbers else 0
        heading = self.unsaid.of(objective, opened, self.row) if objective else None
        if heading:
            row, self.row = self.row, heading.row
            self.begin_goal((heading.number,), heading.printed, heading.items)
            self.row = row
