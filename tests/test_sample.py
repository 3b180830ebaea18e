"""The sample inside the package is what its generator prints, and its truth stands on its pages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from ruamel.yaml import YAML

from plan_miner.turkish import fold

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = Path(str(files("plan_miner"))) / "sample"
TRUTH = {path.name.removesuffix(".truth.json"): path for path in (ROOT / "tests" / "sample_truth").glob("*.json")}
STATUSES = {"available", "other_form", "planned", "suspended", "transferred", "support_only", "not_available"}


def truth(document_id: str) -> dict[str, Any]:
    return json.loads(TRUTH[document_id].read_text(encoding="utf-8"))


@cache
def page_texts(document_id: str) -> list[str]:
    document = pypdfium2.PdfDocument(SAMPLE / f"{document_id}.pdf")
    return [folded(page.get_textpage().get_text_range()) for page in document]


def folded(text: str) -> str:
    return re.sub(r"\s+", "", text)


def of_kind(kind: str) -> list[str]:
    return sorted(document_id for document_id in TRUTH if truth(document_id)["kind"] == kind)


def registered() -> list[dict[str, Any]]:
    registry = YAML(typ="safe").load((SAMPLE / "sources.yaml").read_text(encoding="utf-8"))
    return [document for municipality in registry["municipalities"] for document in municipality["documents"]]


def stated(plan: dict[str, Any]) -> list[tuple[str, int]]:
    """Every text of a plan's truth with the page on which it is said to stand."""
    found: list[tuple[str, int]] = []
    for goal in plan["goals"]:
        found += [(goal["text"], page) for page in (goal["page"], *goal["alt_pages"])]
        for objective in goal["objectives"]:
            found.append((objective["text"], objective["page_first"]))
            found += [(row["text"], row["page"]) for row in objective["activities"] + objective["indicators"]]
    return found


def test_printing_the_sample_again_gives_the_embedded_bytes(tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    generator = ROOT / "sample" / "make_sample.py"
    if not generator.exists():
        pytest.skip("the generator is in the checkout only")
    seeded = os.environ | {"PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, str(generator), str(tmp_path)], check=True, env=seeded)
    for folder in (Path("src") / "plan_miner" / "sample", Path("tests") / "sample_truth"):
        made = {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        kept = {path.name: path.read_bytes() for path in (ROOT / folder).iterdir() if path.is_file()}
        assert made == kept


def test_all_documents_together_stay_below_one_megabyte() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.glob("*.pdf")) < 1_000_000


def test_the_registry_lists_exactly_the_documents_that_are_there() -> None:
    assert sorted(document["url"] for document in registered()) == sorted(path.name for path in SAMPLE.glob("*.pdf"))


@pytest.mark.parametrize("document_id", sorted(TRUTH))
def test_a_document_has_the_length_of_a_small_municipal_one(document_id: str) -> None:
    assert 20 <= len(page_texts(document_id)) <= 40
    assert len(page_texts(document_id)) == truth(document_id)["pages"]


@pytest.mark.parametrize("document_id", of_kind("strategic_plan"))
def test_every_text_of_a_plans_truth_stands_on_its_page(document_id: str) -> None:
    pages = page_texts(document_id)
    missing = [(text, page) for text, page in stated(truth(document_id)) if folded(text) not in pages[page - 1]]
    assert missing == []


@pytest.mark.parametrize("document_id", of_kind("strategic_plan"))
def test_a_plan_has_four_to_six_goals_and_few_of_its_objectives_belong_in_the_annex(document_id: str) -> None:
    goals = truth(document_id)["goals"]
    objectives = [objective for goal in goals for objective in goal["objectives"]]
    assert 4 <= len(goals) <= 6
    assert 12 <= len(objectives) <= 20
    assert 2 <= sum(objective["in_annex"] is True for objective in objectives) <= 5


def test_some_cards_run_over_a_page_end() -> None:
    goals = truth("serinirmak-bb-sp-2020-2024")["goals"]
    assert any(o["page_first"] < o["page_last"] for goal in goals for o in goal["objectives"])


@pytest.mark.parametrize("document_id", of_kind("strategic_plan"))
def test_weights_that_are_printed_add_up_to_a_hundred(document_id: str) -> None:
    for goal in truth(document_id)["goals"]:
        for objective in goal["objectives"]:
            weights = [int(row["weight"]) for row in objective["indicators"] if row["weight"]]
            assert not weights or sum(weights) == 100, objective["code"]


WORDS = {
    "women_counselling_centre": ("kadındanışmamerkez", "ailedanışmamerkez"),
    "home_care": ("evdebakım", "yades"),
    "women_shelter": ("sığınmaev",),
    "childcare": ("kreş",),
}


@pytest.mark.parametrize("document_id", of_kind("activity_report"))
def test_every_service_and_mechanism_of_a_report_is_named_on_its_pages(document_id: str) -> None:
    pages = [fold(text) for text in page_texts(document_id)]
    coded = truth(document_id)
    for service, said in coded["services"].items():
        assert said["pages"], service
        assert all(any(word in pages[page - 1] for word in WORDS[service]) for page in said["pages"]), service
    for row in coded["mechanisms"]:
        name = fold(folded(row["name"]))
        assert name in pages[row["page"] - 1], row["mechanism"]


def test_the_reports_show_every_status_and_a_service_that_changes() -> None:
    said = {document_id: truth(document_id)["services"] for document_id in of_kind("activity_report")}
    assert {service["status"] for services in said.values() for service in services.values()} == STATUSES
    before, after = said["serinirmak-bb-fr-2019"], said["serinirmak-bb-fr-2020"]
    changed = {service for service in before if before[service]["status"] != after[service]["status"]}
    assert changed == {"women_shelter", "childcare"}
