"""What the words of a plan say: terms, themes, groups, and which objectives belong in the equality annex."""

from __future__ import annotations

from plan_miner.model import Goal, Match, Objective, Plan, TaggedObjective, Tags
from plan_miner.tag.choosing import unbroken
from plan_miner.tag.finding import terms
from plan_miner.tag.rows import read_row
from plan_miner.tag.verdict import judge_objective, judge_rows

__all__ = ["find", "judge_objective", "may_name", "tag", "tag_goals", "tag_plan", "telling", "unbroken"]


def find(text: str) -> tuple[Match, ...]:
    """The lexicon's terms in `text`, in print order; start and end are places in `text` itself.

    The longest term wins; a trap takes away what it covers and stands there as itself (rule `trap.…`).
    """
    return tuple(match for match, _ in terms().find(text))


def may_name(text: str, rules: tuple[str, ...]) -> bool:
    """Whether a term whose rule begins with one of `rules` can stand in `text`: a cheap look, False is certain."""
    return terms().choice.may_hold(text, rules)


def telling(rules: tuple[str, ...]) -> str:
    """What `may_name` looks for at the beginning of a word of a folded text, to be joined with other patterns."""
    return terms().choice.telling(rules)


def tag(text: str) -> Tags:
    """What the words of one row say: basis, themes, groups and the finds they rest on, traps left out."""
    return read_row(text).tags


def tag_plan(plan: Plan) -> tuple[TaggedObjective, ...]:
    """Every objective of a plan with its tags, its activities' tags and the verdict on it."""
    return tuple(_tagged(goal.code, objective) for goal in plan.goals for objective in goal.objectives)


def tag_goals(plan: Plan) -> tuple[tuple[Goal, Tags], ...]:
    """Every goal of a plan with its tags."""
    return tuple((goal, tag(goal.passage.text)) for goal in plan.goals)


def _tagged(goal_code: str, objective: Objective) -> TaggedObjective:
    passages = [
        ("objective", 0, objective.passage.text),
        *(("activity", activity.number, activity.passage.text) for activity in objective.activities),
        *(("indicator", n, one.passage.text) for n, one in enumerate(objective.indicators, start=1)),
    ]
    rows = [(kind, number, read_row(text)) for kind, number, text in passages]
    verdict = judge_rows(rows, [text for _, _, text in passages])
    activities = tuple(row.tags for kind, _, row in rows if kind == "activity")
    return TaggedObjective(goal_code, objective, rows[0][2].tags, activities, verdict)
