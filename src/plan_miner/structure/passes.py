"""The passes through a plan's goals as they are met: which of them a goal or an objective belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from plan_miner.structure.drafts import Listing, ObjectiveDraft
from plan_miner.structure.items import Item
from plan_miner.structure.printings import same_text
from plan_miner.structure.rows import Row

APART = {
    "previous",
    "policy",
    "law",
    "analysis",
    "costs",
    "summary",
    "monitoring",
}  # other listings than the plan's own

Key = tuple[int, ...]


def realm(row: Row) -> str:
    """The part of a document within which goals are listed once."""
    return row.section if row.section in APART else ""


class Passes:
    """The listings in print order; the last is open."""

    def __init__(self) -> None:
        self.listings: list[Listing] = []

    @property
    def last(self) -> Listing | None:
        """The open listing."""
        return self.listings[-1] if self.listings else None

    def is_open_in(self, row: Row) -> bool:
        """Whether the open listing goes on where a row stands."""
        return self.last is not None and self.last.section == realm(row)

    def for_goal(self, row: Row, code: Key, items: Sequence[Item]) -> Listing:
        """The open listing, or a new one where this goal was met in it already: its code, or its text without one.

        A code that was only named, with no text and nothing under it, was not met.
        """
        goals = self.last.goals if self.last and (items or code) else []
        if code:
            met = bool(self.last and code in self.last.goal_codes)
            again = met and any(goal.items or goal.objectives for goal in goals if goal.numbers == code)
        else:
            again = any(goal.items and same_text(goal.items, items) for goal in goals)
        return self._listing(row, again=again)

    def for_objective(self, row: Row, code: Key) -> Listing:
        """The open listing, or a new one where this objective was met in it already."""
        return self._listing(row, again=self.has_met(code))

    def has_met(self, code: Key) -> bool:
        """Whether the open listing has an objective of this full number."""
        return len(code) > 1 and self.last is not None and code in self.last.objective_codes

    def _listing(self, row: Row, *, again: bool) -> Listing:
        if self.last is None or again or not self.is_open_in(row):
            self.listings.append(Listing(realm(row)))
        return self.listings[-1]

    def objective_before(self, row: Row) -> ObjectiveDraft | None:
        """The objective read last, where it may go on here: a larger line at a page's head seems to end it."""
        objectives = self.listings[-1].objectives if self.is_open_in(row) else []
        return objectives[-1] if objectives and row.page - objectives[-1].last_page <= 1 else None
