"""Whole plans in layouts of their own, each coded by hand: what is read of them does not fall below these bars.

`layouts/` holds a PDF and a JSON of the same name: goals with objectives, their activities, indicators and figures as
printed, and the pages on which they stand. The municipalities are invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plan_miner.evaluate.matching import ALIKE, ALIKE_BELOW, Matching, item, likeness, matched
from plan_miner.evaluate.matching import compared as letters_of
from plan_miner.model import Objective, Plan
from plan_miner.structure import structured
from plan_miner.structure.numbers import number
from plan_miner.text import read

FOLDER = Path(__file__).with_name("layouts")
PLANS = sorted(path.stem for path in FOLDER.glob("*.json"))
BARS = {
    "goals": 0.99,
    "objectives": 0.99,
    "activities": 0.97,
    "indicators": 0.97,
    "cells": 0.98,
    "units": 0.97,
    "costs": 0.97,
    "pages": 0.99,
}
Pair = tuple[dict[str, Any], Any]  # what was coded, and what was read


@cache
def coded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def plan(name: str) -> Plan:
    return structured(read(FOLDER / f"{name}.pdf"), "strategic_plan", int(coded(name)["period"][:4]))


def match(wanted: list[dict[str, Any]], had: list[tuple[str, str, Any]], at_least: float) -> Matching:
    """Coded things and rows (code, text, the row itself) as counterparts."""
    return matched(
        [item(one.get("code", ""), one["text"], one) for one in wanted],
        [item(code, text, {"row": row}) for code, text, row in had],
        at_least,
    )


def pairs(matching: Matching) -> Iterator[Pair]:
    yield from ((one.data, row.data["row"]) for one, row in matching.pairs)


def agreement(matchings: list[Matching]) -> float:
    """F1 over matchings: 1 where everything coded was read, and nothing else."""
    right = sum(len(m.pairs) for m in matchings)
    wrong = sum(len(m.missing) + len(m.spurious) for m in matchings)
    return 2 * right / (2 * right + wrong) if right else 0.0


def share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


def same_figure(printed: str, value: float | None) -> bool:
    return number(printed).value == value


def scores(name: str) -> dict[str, float]:
    """Each measure of BARS for one plan, between 0 and 1; a missing row has all its cells wrong."""
    truth, read_plan = coded(name), plan(name)
    wanted = [o for goal in truth["goals"] for o in goal["objectives"]]
    objectives = [o for goal in read_plan.goals for o in goal.objectives]
    of_goals = match(truth["goals"], [(g.code, g.passage.text, g) for g in read_plan.goals], ALIKE)
    of_objectives = match(wanted, [(o.code, o.passage.text, o) for o in objectives], ALIKE)
    found: list[tuple[dict[str, Any], Objective]] = list(pairs(of_objectives))
    activities = [
        match(o["activities"], [("", a.passage.text, a) for a in r.activities], ALIKE_BELOW) for o, r in found
    ]
    indicators = [
        match(o["indicators"], [(i.code, i.passage.text, i) for i in r.indicators], ALIKE_BELOW) for o, r in found
    ]
    lost = [m for m in wanted if all(m is not o for o, _ in found)]
    return {
        "goals": agreement([of_goals]),
        "objectives": agreement([of_objectives]),
        "activities": agreement([*activities, *(match(o["activities"], [], 1.0) for o in lost)]),
        "indicators": agreement([*indicators, *(match(o["indicators"], [], 1.0) for o in lost)]),
        "cells": share([right for m in indicators for right in cells(m)]),
        "units": share([unit_is_right(o, r) for o, r in found if "responsible_unit" in o]),
        "costs": share(
            [same_figure(o["cost_estimate"], r.cost_estimate.value) for o, r in found if "cost_estimate" in o]
        ),
        "pages": share(
            [g.passage.page in (goal["page"], *goal.get("alt_pages", ())) for goal, g in pairs(of_goals)]
            + [r.page_first == o["page_first"] for o, r in found]
            + [a.passage.page == one["page"] for m in activities for one, a in pairs(m) if "page" in one]
        ),
    }


def cells(matching: Matching) -> Iterator[bool]:
    for one, row in pairs(matching):
        targets = dict(row.targets)
        yield from (same_figure(one[name], getattr(row, name).value) for name in ("weight", "baseline") if name in one)
        for year, printed in one.get("targets", {}).items():
            yield int(year) in targets and same_figure(printed, targets[int(year)].value)
    yield from (False for one in matching.missing for _ in range(len(one.data.get("targets", {})) + 1))


def unit_is_right(coded_objective: dict[str, Any], objective: Objective) -> bool:
    one, other = letters_of(coded_objective["responsible_unit"]), letters_of(objective.responsible_unit)
    return likeness(one, other) >= ALIKE


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_in_its_own_layout_is_read_as_a_person_reads_it(name: str) -> None:
    reached = scores(name)
    assert {measure: reached[measure] for measure, bar in BARS.items() if reached[measure] < bar} == {}


@pytest.mark.parametrize("name", PLANS)
def test_no_objective_activity_or_indicator_of_a_plan_stands_twice(name: str) -> None:
    objectives = [o for goal in plan(name).goals for o in goal.objectives]
    codes = [o.code for o in objectives] + [f"{o.code} {i.code}" for o in objectives for i in o.indicators]
    texts = [(o.code, a.passage.text) for o in objectives for a in o.activities]
    assert len(codes) == len(set(codes))
    assert len(texts) == len(set(texts))
