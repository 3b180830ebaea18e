"""Goals and objectives while they are being read: each printing of one is a draft; `tree` makes one of many."""

from __future__ import annotations

from dataclasses import dataclass, field

from plan_miner.structure.items import Item

UNIT_OF_CHAPTER = "unit of the chapter"  # the field of the unit whose chapter an objective stands in
TOLD = "told"  # among an objective's fields: sentences of what will be done, its activities where nothing lists any
NUMBERED = "numbered activities"  # the field with texts that are numbered right under an objective


@dataclass(slots=True)
class GoalDraft:
    """One printing of a goal: the numbers of its code (empty where it has none), the code as printed, its words."""

    numbers: tuple[int, ...]
    printed: str
    items: list[Item]
    page: int
    section: str = ""
    rule: str = ""
    objectives: list[ObjectiveDraft] = field(default_factory=list)
    explained: int = 0  # paragraphs that follow it before anything else: a listing has none


@dataclass(slots=True)
class IndicatorDraft:
    """An indicator as its rows go by, its figures as printed."""

    numbers: tuple[int, ...]
    printed: str
    items: list[Item]
    cells: dict[str, str] = field(default_factory=dict)  # unit, weight, baseline
    years: dict[int, str] = field(default_factory=dict)

    @property
    def filled(self) -> bool:
        """Whether any figure stands behind its name."""
        return bool(self.cells or self.years)

    @property
    def rule(self) -> str:
        """Which rule found it (`rules`): by its code, a column of figures, or its line alone."""
        return f"structure.indicator.{'code' if self.printed else 'column' if self.filled else 'line'}"


@dataclass(slots=True)
class TargetDraft:
    """A yearly target of a performance programme, under an objective."""

    numbers: tuple[int, ...]
    printed: str
    items: list[Item]


@dataclass(slots=True)
class ActivityDraft:
    """One activity: its code as printed (or empty), and its words."""

    printed: str
    item: Item
    cell: bool  # whether it stands in a table

    @property
    def rule(self) -> str:
        """Which rule found it (`rules`): by its code, a bullet, its cell, or its line alone."""
        kinds = (("code", self.printed), ("bullet", self.item.bullet), ("cell", self.cell), ("line", True))
        return f"structure.activity.{next(name for name, found in kinds if found)}"


@dataclass(slots=True)
class ObjectiveDraft:
    """One printing of an objective, from its heading on `page` to the last of what belongs to it on `last_page`."""

    numbers: tuple[int, ...]
    printed: str
    items: list[Item]
    page: int
    last_page: int
    section: str = ""
    rule: str = ""
    goal: GoalDraft | None = None
    activities: list[ActivityDraft] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    fields: dict[str, list[Item]] = field(default_factory=dict)
    targets: list[TargetDraft] = field(default_factory=list)
    cost_scale: int = 1  # 1000 where its cost is printed in thousands

    @property
    def payload(self) -> int:
        """How much is set out under it here: a listing has nothing, the plan itself has most."""
        return len(self.activities) + len(self.indicators) + len(self.fields)


@dataclass(slots=True)
class Listing:
    """One pass through the plan's goals: the plan itself, its summary table, an old plan's goals …"""

    section: str
    goals: list[GoalDraft] = field(default_factory=list)
    objectives: list[ObjectiveDraft] = field(default_factory=list)
    goal_codes: set[tuple[int, ...]] = field(default_factory=set)
    objective_codes: set[tuple[int, ...]] = field(default_factory=set)

    def add_goal(self, goal: GoalDraft) -> None:
        """A printing of a goal in this pass."""
        self.goals.append(goal)
        self.goal_codes.add(goal.numbers)

    def add_objective(self, objective: ObjectiveDraft) -> None:
        """A printing of an objective in this pass."""
        self.objectives.append(objective)
        self.objective_codes.add(objective.numbers)

    @property
    def payload(self) -> int:
        """How much is set out under all of its objectives."""
        return sum(o.payload for o in self.objectives)
