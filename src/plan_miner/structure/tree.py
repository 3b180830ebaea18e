"""Which printing is the plan: all passes through goals and objectives become one tree.

A plan prints its goals several times: in the contents, in a summary, in cost tables, and where it sets them out.
The pass under which most is set out (activities, indicators, fields) is the plan itself; passes whose codes and
texts agree with it complete it; passes that use its codes for other texts are foreign (last period's goals, the
UN's, another authority's) and leave nothing behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice

from plan_miner.model import Doubt, Goal, Objective
from plan_miner.saying import said
from plan_miner.structure.drafts import GoalDraft, Listing, ObjectiveDraft
from plan_miner.structure.fill import objective_of, passage_of
from plan_miner.structure.items import Item
from plan_miner.turkish import fold

FOREIGN = {"previous", "policy", "law", "survey", "staff"}
PLAN, AGAIN, OTHER, UNKNOWN = "plan", "left.again", "left.other_texts", "left.unknown_codes"  # what a pass is
ALIKE = 0.8  # similarity from which two printings are one text
FEWEST = 2  # objectives below which headings called "Amaç" and "Hedef" are no plan
HUNDRED = 100.0
OPEN_END = re.compile(r"\s(?:ve|veya|ile)$|[^\s-]-$")  # a page's or cell's end has cut what ends so
SHORTEST_BEGINNING = 25  # characters in which one text may be another's beginning
ENOUGH = 500  # characters of two texts that are compared
MOST_GOALS = 99  # a goal without a number is looked for among so many

Key = tuple[int, ...]


class _Tree:
    """The goals and objectives gathered so far, by their numbers."""

    def __init__(self) -> None:
        self.goals: dict[int, GoalDraft] = {}
        self.objectives: dict[Key, ObjectiveDraft] = {}
        self.under: dict[int, set[Key]] = {}  # the objectives' keys by their goal's number
        self.goals_of: dict[int, set[int]] = {}  # the goals by an objective's own number
        self.doubts: list[Doubt] = []

    def put(self, objective: ObjectiveDraft) -> ObjectiveDraft:
        """The draft that is kept for an objective's numbers: the first that came."""
        key = objective.numbers
        self.under.setdefault(key[0], set()).add(key)
        if len(key) == 2:
            self.goals_of.setdefault(key[1], set()).add(key[0])
        return self.objectives.setdefault(key, objective)


def tree(listings: Sequence[Listing], period_start: int) -> tuple[tuple[Goal, ...], tuple[Doubt, ...]]:
    """The goal tree of a document and what is doubtful in it; empty where the document is no plan."""
    gathered, _ = judged(listings)
    if len(gathered.objectives) < FEWEST or not any(o.payload or o.printed for o in gathered.objectives.values()):
        return (), ()
    goals = _built(gathered, period_start)
    return goals, (*gathered.doubts, *_doubts(goals))


def judged(listings: Sequence[Listing]) -> tuple[_Tree, list[tuple[Listing, str]]]:
    """What the passes through goals make together, and of each what became of it: PLAN, or a rule of what was left."""
    own = [x for x in listings if x.section not in FOREIGN]
    if not any(sets_out(x) for x in own):
        own = list(listings)  # a chapter's heading may have been missed: its listing is judged by its texts instead
    ranked = sorted(own, key=lambda x: (x.payload, len(x.objectives)), reverse=True)
    gathered = _Tree()
    kept = {id(listing) for listing in own}
    verdicts = [(listing, "left.foreign") for listing in listings if id(listing) not in kept]
    for listing in ranked:
        _number(listing, gathered)
        verdict = _verdict(listing, gathered)
        verdicts.append((listing, verdict))
        if verdict in (PLAN, AGAIN):
            _gather(listing, gathered)
    for key in sorted(gathered.objectives):
        _put_under_its_goal(key, gathered)
    return gathered, verdicts


def sets_out(listing: Listing) -> bool:
    """Whether a listing says what is to be done: activities or indicators under objectives that have a text."""
    return any(o.items and (o.activities or o.indicators) for o in listing.objectives)


# --- numbers ---


def _number(listing: Listing, gathered: _Tree) -> None:
    """Every draft gets its full number: the goal's in front of an objective's own; where none is printed, print order.

    A number printed through the whole plan keeps its place under its goal (Hedef-9 under Amaç 3 is 3.9).
    """
    coded = any(goal.numbers and goal.objectives for goal in listing.goals)  # then one without is somebody's aim
    for order, draft in enumerate(listing.goals, 1):
        if not draft.numbers:
            draft.numbers = _known(draft.items, gathered.goals) or (0 if coded else order,)
    counts: dict[int, int] = {}
    for objective in listing.objectives:
        goal = objective.goal.numbers[0] if objective.goal else 0
        first = objective.numbers[0] if len(objective.numbers) > 1 else goal
        counts[first] = counts.get(first, 0) + 1
        if not objective.numbers:
            objective.numbers = _known_objective(objective.items, goal, gathered) or (goal, counts[first])
        elif len(objective.numbers) == 1:
            objective.numbers = (goal or _goal_of(objective.numbers[0], gathered), objective.numbers[0])


def _put_under_its_goal(key: Key, gathered: _Tree) -> None:
    """A slip of the pen: "Hedef 5.2" under Amaç 4, behind Hedef 4.1, in a plan that has no Amaç 5, is 4.2."""
    objective = gathered.objectives[key]
    goal = objective.goal.numbers if objective.goal and objective.goal.printed else ()
    alone = len(key) == 2 and key[0] not in gathered.goals and gathered.under[key[0]] == {key}
    if not alone or not goal or goal[0] == key[0]:
        return
    own, before = (goal[0], key[1]), (goal[0], key[1] - 1)
    below = gathered.objectives.get(own)  # what the codes of its activities and indicators call it
    if (below and below.items) or (key[1] > 1 and before not in gathered.objectives):
        return
    del gathered.objectives[key], gathered.under[key[0]]
    objective.numbers = own
    gathered.put(objective)
    if below:
        gathered.objectives[own] = objective
        _complete(objective, below, gathered)
    code = ".".join(map(str, own))
    message = said("printed as {printed}, though it stands under goal {goal}", printed=objective.printed, goal=goal[0])
    gathered.doubts.append(Doubt(code, "other_code", message, objective.page))


def _goal_of(number: int, gathered: _Tree) -> int:
    """The goal under which an objective numbered through the whole plan stands; 0 where that is not clear."""
    goals = gathered.goals_of.get(number, set())
    return min(goals) if len(goals) == 1 else 0


def _known_objective(items: Sequence[Item], goal: int, gathered: _Tree) -> Key | None:
    known = sorted(gathered.under.get(goal, ()))
    return next((key for key in known if _alike(gathered.objectives[key].items, items)), None)


def _known(items: Sequence[Item], goals: dict[int, GoalDraft]) -> Key | None:
    return next(((n,) for n, goal in islice(goals.items(), MOST_GOALS) if _alike(goal.items, items)), None)


# --- which passes belong together ---


def _verdict(listing: Listing, gathered: _Tree) -> str:
    """Whether a pass speaks of the same plan as what is gathered, and adds to it."""
    if not gathered.objectives:
        return PLAN if listing.objectives else UNKNOWN
    same = other = 0
    for objective in listing.objectives:
        known = gathered.objectives.get(objective.numbers)
        if known and known.items and objective.items:
            alike = _alike(known.items, objective.items)
            same, other = same + alike, other + (not alike)
    for goal in listing.goals:
        known_goal = gathered.goals.get(goal.numbers[0])
        if known_goal and known_goal.items and goal.items:
            alike = _alike(known_goal.items, goal.items)
            same, other = same + alike, other + (not alike)
    if other > same and not (other == 1 and listing.payload > 3 and len(listing.objectives) > 2):
        return OTHER
    keyed = any(o.numbers in gathered.objectives for o in listing.objectives)
    named = any(_is_known(g.numbers[0], gathered) for g in listing.goals)
    if other or same or keyed or named or listing.payload:
        return AGAIN if all(o.numbers in gathered.objectives for o in listing.objectives) else PLAN
    return UNKNOWN


def _is_known(goal: int, gathered: _Tree) -> bool:
    return goal in gathered.goals or goal in gathered.under


def _alike(one: Sequence[Item], other: Sequence[Item]) -> bool:
    a, b = (_comparable(items) for items in (one, other))
    if not a or not b or a == b or (min(len(a), len(b)) > SHORTEST_BEGINNING and (a.startswith(b) or b.startswith(a))):
        return bool(a and b)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _comparable(items: Sequence[Item]) -> str:
    text = " ".join([i.text for i in items[:ENOUGH]])[:ENOUGH]
    return " ".join(fold(text).split())


def _gather(listing: Listing, gathered: _Tree) -> None:
    for goal in listing.goals:
        known = gathered.goals.get(goal.numbers[0])
        if known is None or not known.items or (goal.explained and not known.explained and not known.objectives):
            gathered.goals[goal.numbers[0]] = goal
    for objective in listing.objectives:
        before = gathered.put(objective)
        if before is objective:
            continue
        if _only_lists(before, objective):
            gathered.objectives[objective.numbers] = objective
            _complete(objective, before, gathered)
        else:
            _complete(before, objective, gathered)


def _only_lists(known: ObjectiveDraft, other: ObjectiveDraft) -> bool:
    """Whether a printing only lists an objective (at its goal's head, say) that another of the same plan sets out."""
    if known.payload or known.section != other.section or not (other.activities or other.indicators):
        return False
    return bool(other.items) and _alike(known.items, other.items)


def _complete(known: ObjectiveDraft, other: ObjectiveDraft, gathered: _Tree) -> None:
    """What another printing adds to an objective; another text for its code is a doubt."""
    if known.items and other.items and not _alike(known.items, other.items):
        code = ".".join(map(str, known.numbers))
        message = said("a second text for {code}: {text}", code=code, text=" ".join(i.text for i in other.items)[:120])
        gathered.doubts.append(Doubt(code, "two_texts", message, other.page))
        return
    if not known.printed and other.printed:  # only its activities' codes had named it
        known.printed, known.rule = other.printed, other.rule
    if not known.items:
        known.items.extend(other.items)
        known.page = min(known.page, other.page) if other.payload else other.page
    known.activities = known.activities or other.activities
    known.indicators = known.indicators or other.indicators
    for name, items in other.fields.items():
        known.fields.setdefault(name, items)


# --- the tree ---


def _built(gathered: _Tree, period_start: int) -> tuple[Goal, ...]:
    numbers = sorted(number for number in gathered.under if number)
    goals = []
    for number in numbers:
        keys = sorted(gathered.under[number])
        objectives = tuple(
            objective_of(gathered.objectives[key], ".".join(map(str, key)), period_start)
            for key in keys
            if gathered.objectives[key].items
        )
        draft = gathered.goals.get(number)
        if not objectives:
            continue
        if draft is None or not draft.items:
            gathered.doubts.append(
                Doubt(
                    str(number),
                    "goal_without_text",
                    said("no text was found for goal {number}", number=number),
                    objectives[0].page_first,
                )
            )
            first = next(o for key in keys if (o := gathered.objectives[key]).items)
            draft = GoalDraft((number,), "", first.items, first.page, rule="structure.from_objectives")
        goals.append(Goal(str(number), draft.printed, passage_of(draft.items, "heading"), objectives, draft.rule))
    return tuple(goals)


def _doubts(goals: Sequence[Goal]) -> list[Doubt]:
    objectives = [o for goal in goals for o in goal.objectives]
    found = [*_gaps(goals)]
    with_activities = sum(bool(o.activities) for o in objectives)
    for objective in objectives:
        page = objective.page_first
        if not objective.printed_code:
            found.append(
                Doubt(objective.code, "no_code", said("printed without a code; numbered in print order"), page)
            )
        if not objective.activities and with_activities > len(objectives) / 2:
            found.append(
                Doubt(objective.code, "no_activities", said("no activity was found, though others have some"), page)
            )
        found.extend(_weights(objective))
        found.extend(
            Doubt(
                objective.code,
                "cut_off",
                said("a text ends in the middle: {text}", text=passage.text[-60:]),
                passage.page,
            )
            for passage in (objective.passage, *(activity.passage for activity in objective.activities))
            if OPEN_END.search(passage.text)
        )
    return found


def _gaps(goals: Sequence[Goal]) -> list[Doubt]:
    found: list[Doubt] = []
    for goal in goals:
        last = [int(o.code.split(".")[1]) for o in goal.objectives if o.code.count(".") == 1]
        missing = sorted(set(range(1, max(last, default=0))) - set(last)) if last and min(last) == 1 else []
        found.extend(
            Doubt(
                f"{goal.code}.{n}",
                "gap",
                said("objective {goal}.{n} is missing between its neighbours", goal=goal.code, n=n),
                goal.passage.page,
            )
            for n in missing
        )
    return found


def _weights(objective: Objective) -> list[Doubt]:
    weights = [i.weight.value for i in objective.indicators]
    if not weights or any(w is None for w in weights):
        return []
    total = sum(w for w in weights if w is not None)
    if abs(total - HUNDRED) < 0.5:
        return []
    return [
        Doubt(
            objective.code,
            "weights",
            said("the weights of its indicators add up to {total:g}, not 100", total=total),
            objective.page_first,
        )
    ]
