"""Plans that combine the field's numbering, labels and containers by lot are read as a reader would."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from combined_plans import CONTAINERS, WITHOUT_CODES, WantedGoal, drawn

from plan_miner.model import Goal
from plan_miner.structure import structured
from plan_miner.text import read
from plan_miner.turkish import fold

LOTS = 20  # plans of each container
UNRULED_LOTS = 10  # of each with nothing drawn around its cells
LOTS_WITHOUT_CODES = 6
BARS = {
    "goals": 0.97, "objectives": 0.97, "activities": 0.97, "indicators": 0.97, "figures": 0.97, "units": 0.97,
    "costs": 0.97,
}  # fmt: skip
Facts = dict[str, set[tuple[Any, ...]]]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def facts_wanted(goals: Iterable[WantedGoal]) -> Facts:
    found: Facts = {name: set() for name in BARS}
    for goal in goals:
        found["goals"].add((goal.code, letters(goal.text)))
        for o in goal.objectives:
            found["objectives"].add((o.code, letters(o.text)))
            found["activities"] |= {(o.code, n, letters(text)) for n, text in enumerate(o.activities)}
            found["indicators"] |= {(o.code, letters(name)) for name, _ in o.indicators}
            found["figures"] |= {(o.code, letters(name), *map(float, figures)) for name, figures in o.indicators}
            found["units"].add((o.code, letters(o.unit)))
            found["costs"].add((o.code, float(o.cost)))
    return found


def facts_read(goals: Iterable[Goal]) -> Facts:
    found: Facts = {name: set() for name in BARS}
    for goal in goals:
        found["goals"].add((goal.code, letters(goal.passage.text)))
        for o in goal.objectives:
            found["objectives"].add((o.code, letters(o.passage.text)))
            found["activities"] |= {(o.code, n, letters(a.passage.text)) for n, a in enumerate(o.activities)}
            found["indicators"] |= {(o.code, letters(i.passage.text)) for i in o.indicators}
            found["figures"] |= {
                (o.code, letters(i.passage.text), i.baseline.value, *(target.value for _, target in i.targets))
                for i in o.indicators
            }
            found["units"].add((o.code, letters(o.responsible_unit)))
            found["costs"].add((o.code, o.cost_estimate.value))
    return found


def agreement(wanted: set[tuple[Any, ...]], had: set[tuple[Any, ...]]) -> float:
    return 2 * len(wanted & had) / (len(wanted) + len(had)) if wanted or had else 1.0


def below_bars(
    container: str, lots: int, folder: Path, *, with_rules: bool = True, coded: bool = True
) -> dict[str, tuple[float, int]]:
    """What is found in so many plans by name, with the worst plan's number, where the mean is below its bar."""
    reached: dict[str, list[float]] = {name: [] for name in BARS}
    for lot in range(lots):
        path = folder / f"{lot}.pdf"
        wanted = facts_wanted(drawn(path, container, lot, with_rules=with_rules, coded=coded))
        had = facts_read(structured(read(path), "strategic_plan", 2020).goals)
        for name, values in reached.items():
            values.append(agreement(wanted[name], had[name]))
    means = {name: sum(values) / lots for name, values in reached.items()}
    worst = {name: values.index(min(values)) for name, values in reached.items()}
    return {name: (mean, worst[name]) for name, mean in means.items() if mean < BARS[name]}


@pytest.mark.parametrize("container", CONTAINERS)
def test_whatever_its_codes_and_labels_a_plan_becomes_the_tree_that_it_prints(container: str, tmp_path: Path) -> None:
    assert below_bars(container, LOTS, tmp_path) == {}


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_plan_whose_tables_have_nothing_drawn_becomes_the_same_tree(container: str, tmp_path: Path) -> None:
    assert below_bars(container, UNRULED_LOTS, tmp_path, with_rules=False) == {}


@pytest.mark.parametrize("container", WITHOUT_CODES)
def test_a_plan_with_labels_and_no_codes_becomes_the_tree_that_it_prints(container: str, tmp_path: Path) -> None:
    assert below_bars(container, LOTS_WITHOUT_CODES, tmp_path, coded=False) == {}
