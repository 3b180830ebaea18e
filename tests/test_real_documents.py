"""Whole documents: the sample's trees as coded; real and coded documents beside a checkout, read and rebuilt.

The folder of the latter is PLAN_MINER_SHARED, or `shared` beside the checkout; without it their tests are skipped.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plan_miner.model import Goal, Number, Objective, Page, Plan, Reading, Table
from plan_miner.structure import structured
from plan_miner.text import read

SHARED = Path(os.environ.get("PLAN_MINER_SHARED") or Path(__file__).resolve().parents[2] / "shared")
REAL = sorted((SHARED / "real").glob("*.pdf"))
DEV = SHARED / "eval" / "dev"
SCORE = SHARED / "eval" / "score.py"
QUALITIES = {"ok", "repaired", "ocr", "garbled", "blank", "unread"}
AT_LEAST = {"goals": 0.99, "objectives": 0.99, "activities": 0.97, "indicators": 0.97}
CELLS_AT_LEAST = 0.98


SAMPLE = Path(str(files("plan_miner"))) / "sample"
SAMPLE_TRUTH = Path(__file__).parent / "sample_truth"
SAMPLE_PLANS = ("serinirmak-bb-sp-2020-2024", "serinirmak-bademkopru-sp-2020-2024")


@pytest.fixture(autouse=True)
def _without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that are pictures stay unread here, on every machine and quickly."""
    monkeypatch.setenv("PATH", "")


@cache
def reading(path: Path) -> Reading:
    return read(path)


@pytest.mark.skipif(not REAL, reason="no real documents beside this checkout")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_a_document_that_is_no_plan_is_read_in_full_and_has_no_goal_tree(path: Path) -> None:
    pages = reading(path).pages
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.quality for page in pages} <= QUALITIES
    assert all(_inside(page) for page in pages)
    plan = structured(reading(path), "strategic_plan")
    assert [goal.passage.text for goal in plan.goals] == []


def _inside(page: Page) -> bool:
    """Whether whatever was read stands on the sheet (a letter's box may lean over its edge)."""
    return all(
        b.box.x0 >= -15 and b.box.top >= -15 and b.box.x1 <= page.width + 15 and b.box.bottom <= page.height + 15
        for b in page.blocks
        if isinstance(b, Table) or b.text.strip()
    )


# --- the sample inside the package ---


@cache
def sample_plan(name: str) -> Plan:
    return structured(reading(SAMPLE / f"{name}.pdf"), "strategic_plan", 2020)


@cache
def coded(name: str) -> list[dict[str, Any]]:
    """The objectives of the sample's truth, each with its goal."""
    goals = json.loads((SAMPLE_TRUTH / f"{name}.truth.json").read_text(encoding="utf-8"))["goals"]
    return [{**objective, "goal": goal} for goal in goals for objective in goal["objectives"]]


def objectives(name: str) -> list[tuple[Goal, Objective]]:
    return [(goal, objective) for goal in sample_plan(name).goals for objective in goal.objectives]


def plain(text: str) -> str:
    """A text without its spaces and without a unit in brackets at its end."""
    return re.sub(r"\s+", "", re.sub(r"\s*\([^()]{1,24}\)$", "", text))


def turkish(printed: str | None) -> float | None:
    """A figure of the truth, which has them as printed (1.250 | %12,5 | -)."""
    tight = (printed or "").strip("% TL₺")
    return float(tight.replace(".", "").replace(",", ".")) if re.fullmatch(r"\d[\d.]*(,\d+)?", tight) else None


@pytest.mark.parametrize("name", SAMPLE_PLANS)
def test_every_goal_and_objective_of_the_sample_has_its_code_text_and_pages(name: str) -> None:
    found = [
        ((g.code, plain(g.passage.text), g.passage.page), (o.code, plain(o.passage.text), o.page_first, o.page_last))
        for g, o in objectives(name)
    ]
    assert found == [
        (
            (o["goal"]["code"], plain(o["goal"]["text"]), o["goal"]["page"]),
            (o["code"], plain(o["text"]), o["page_first"], o["page_last"]),
        )
        for o in coded(name)
    ]
    assert all(c["printed_code"] in o.printed_code for c, (_, o) in zip(coded(name), objectives(name), strict=True))


@pytest.mark.parametrize("name", SAMPLE_PLANS)
def test_every_activity_of_the_sample_stands_under_its_objective_on_its_page(name: str) -> None:
    found = [
        (o.code, a.number, plain(a.passage.text), a.passage.page) for _, o in objectives(name) for a in o.activities
    ]
    assert found == [
        (o["code"], number, plain(a["text"]), a["page"])
        for o in coded(name)
        for number, a in enumerate(o["activities"], 1)
    ]


@pytest.mark.parametrize("name", SAMPLE_PLANS)
def test_every_indicator_of_the_sample_has_its_figures(name: str) -> None:
    found = [
        (
            (i.code, plain(i.passage.text), i.unit, i.weight.value, i.baseline.value, i.passage.page),
            {str(year): target.value for year, target in i.targets if target.value is not None},
        )
        for _, o in objectives(name)
        for i in o.indicators
    ]
    assert found == [
        (
            (i["code"], plain(i["text"]), i["unit"], turkish(i["weight"]), turkish(i["baseline"]), i["page"]),
            {year: turkish(target) for year, target in i["targets"].items()},
        )
        for o in coded(name)
        for i in o["indicators"]
    ]


@pytest.mark.parametrize("name", SAMPLE_PLANS)
def test_units_partners_and_costs_of_the_sample_are_as_coded(name: str) -> None:
    found = [(o.code, o.responsible_unit, o.collaborating_units, o.cost_estimate.value) for _, o in objectives(name)]
    assert found == [
        (o["code"], o["responsible_unit"], tuple(o["collaborating_units"]), turkish(o["cost_estimate"]))
        for o in coded(name)
    ]


# --- plans whose truth is coded ---


def _truths() -> list[dict[str, Any]]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(DEV.glob("*.truth.json"))]
    return [t for t in found if t["kind"] == "strategic_plan" and not t["defects"]]


@pytest.mark.skipif(not SCORE.exists(), reason="no coded plans beside this checkout")
def test_trees_of_coded_plans_with_an_intact_text_are_as_coded(tmp_path: Path) -> None:
    truth, tables = tmp_path / "truth", tmp_path / "tables"
    truth.mkdir()
    tables.mkdir()
    plans = {}
    for truth_of in _truths():
        name = truth_of["document_id"]
        (truth / f"{name}.truth.json").write_text(json.dumps(truth_of), encoding="utf-8")
        plans[name] = structured(reading(DEV / f"{name}.pdf"), "strategic_plan", int(truth_of["period"][:4]))
    for name, rows in _tables(plans).items():
        _write(tables / f"{name}.csv", rows)
    misses: list[Any] = []
    found = _score().run(str(truth), str(tables), misses)["overall"]
    reached = {kind: found[kind]["f1"] for kind in AT_LEAST}
    assert all(reached[kind] >= least for kind, least in AT_LEAST.items()), (reached, misses[:20])
    cells = {name: found[name] for name in ("cell_weight", "cell_baseline", "cell_targets") if name in found}
    assert all(value >= CELLS_AT_LEAST for value in cells.values()), cells
    assert found["obj_page"] >= 0.99
    assert found["duplicates"] == 0


def _score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _tables(plans: dict[str, Plan]) -> dict[str, list[dict[str, Any]]]:
    """The tables that the scoring reads, as far as a goal tree fills them."""
    trees = [(name, goal, o) for name, plan in plans.items() for goal in plan.goals for o in goal.objectives]
    indicators = [(name, o, i) for name, _, o in trees for i in o.indicators]
    return {
        "goals": [_goal_row(name, goal) for name, plan in plans.items() for goal in plan.goals],
        "objectives": [_objective_row(name, goal, o) for name, goal, o in trees],
        "activities": [
            {"document_id": name, "objective_code": o.code, "activity_no": a.number, "activity": a.passage.text}
            for name, _, o in trees
            for a in o.activities
        ],
        "indicators": [
            {
                "document_id": name,
                "objective_code": o.code,
                "indicator_code": i.code,
                "indicator": i.passage.text,
                "weight": _shown(i.weight),
                "baseline": _shown(i.baseline),
            }
            for name, o, i in indicators
        ],
        "indicator_targets": [
            {"document_id": name, "indicator_code": i.code, "year": year, "target": _shown(target)}
            for name, _, i in indicators
            for year, target in i.targets
        ],
    }


def _goal_row(name: str, goal: Goal) -> dict[str, Any]:
    return {
        "document_id": name,
        "goal_code": goal.code,
        "goal": goal.passage.text,
        "page": goal.passage.page,
    }


def _objective_row(name: str, goal: Goal, objective: Objective) -> dict[str, Any]:
    return {
        "document_id": name,
        "goal_code": goal.code,
        "objective_code": objective.code,
        "objective": objective.passage.text,
        "page_first": objective.page_first,
        "page_last": objective.page_last,
        "responsible_unit": objective.responsible_unit,
        "collaborating_units": _joined(objective.collaborating_units),
        "cost_estimate": _shown(objective.cost_estimate),
    }


def _shown(number: Number) -> str:
    return "" if number.value is None else repr(number.value)


def _joined(names: Iterable[str]) -> str:
    return "|".join(names)
