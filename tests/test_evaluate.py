"""Perfect tables score 1, each kind of error lowers the figure that tells of it, and the sample stays above a floor."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import pytest
from console import plan_miner

from plan_miner.evaluate import CodedError, evaluate, judge

ROOT = Path(__file__).resolve().parent.parent
TRUTH = ROOT / "tests" / "sample_truth"
PLAN, REPORT = "kars-sp-2020-2024", "kars-fr-2020"

CODED_PLAN = {
    "document_id": PLAN,
    "kind": "strategic_plan",
    "goals": [
        {
            "code": "1",
            "text": "Toplumsal gelişim",
            "page": 11,
            "alt_pages": [5],
            "objectives": [
                {
                    "code": "1.1",
                    "text": "Kadınların istihdamını artırmak",
                    "page_first": 11,
                    "in_annex": True,
                    "basis": "women",
                    "groups": ["women", "youth"],
                    "activities": [
                        {"text": "Kadınlara girişimcilik kursu açılması", "basis": "women"},
                        {"text": "Mahalle fuarı düzenlenmesi", "basis": ""},
                    ],
                    "indicators": [
                        {
                            "code": "1.1.1",
                            "text": "Kursiyer sayısı (kişi)",
                            "weight": "60",
                            "baseline": "1.250",
                            "targets": {"2020": "12,5", "2021": "artırılacak"},
                        }
                    ],
                },
                {
                    "code": "1.2",
                    "text": "Kültürel etkinlikleri çoğaltmak",
                    "page_first": 12,
                    "in_annex": False,
                    "basis": "",
                    "groups": [],
                    "activities": [],
                    "indicators": [],
                },
                {
                    "code": "1.3",
                    "text": "Aileleri desteklemek",
                    "page_first": 13,
                    "in_annex": None,
                    "basis": None,
                    "groups": [],
                    "activities": [],
                    "indicators": [],
                },
            ],
        }
    ],
}
CODED_REPORT = {
    "document_id": REPORT,
    "municipality_id": "kars",
    "kind": "activity_report",
    "period": "2020",
    "services": {
        "home_care": {"status": "available", "unit_count": None, "yades": True},
        "childcare": {"status": "planned", "alt_status": "available", "unit_count": 2, "yades": None},
    },
    "mechanisms": [{"mechanism": "equality_unit"}, {"mechanism": "women_assembly"}],
}
TABLES = {
    "goals": [{"document_id": PLAN, "goal_code": "1", "goal": "TOPLUMSAL GELİŞİM", "page": "5"}],
    "objectives": [
        {
            "document_id": PLAN,
            "objective_code": code,
            "objective": text,
            "page_first": page,
            "in_annex": annex,
            "basis": basis,
            "groups": groups,
        }
        for code, text, page, annex, basis, groups in (
            ("1.1", "Kadınların istihdamını artırmak.", "11", "true", "women", "women|youth|disadvantaged"),
            ("1.2", "Kültürel etkinlikleri çoğalt mak", "12", "false", "", ""),
            ("1.3", "Aileleri desteklemek", "13", "true", "group", ""),
        )
    ],
    "activities": [
        {"document_id": PLAN, "objective_code": "1.1", "activity": text, "basis": basis}
        for text, basis in (("Kadınlara girişimcilik kursu açılması", "women"), ("Mahalle fuarı düzenlenmesi", ""))
    ],
    "indicators": [
        {
            "document_id": PLAN,
            "indicator_code": "1.1.1",
            "indicator": "Kursiyer sayısı",
            "weight": "60",
            "baseline": "1250",
        }
    ],
    "indicator_targets": [
        {"document_id": PLAN, "indicator_code": "1.1.1", "year": "2020", "target": "12.5", "target_printed": "12,5"},
        {"document_id": PLAN, "indicator_code": "1.1.1", "year": "2021", "target": "", "target_printed": "artırılacak"},
    ],
    "service_table": [
        {"municipality_id": "kars", "service": "home_care", "status": "available", "unit_count": "", "yades": "true"},
        {"municipality_id": "kars", "service": "childcare", "status": "planned", "unit_count": "2", "yades": "false"},
    ],
    "mechanisms": [
        {"document_id": REPORT, "mechanism": mechanism}
        for mechanism in ("equality_unit", "women_assembly", "equality_unit")
    ],
}
FIGURES = {
    "goals", "objectives", "activities", "indicators", "in_annex", "groups", "basis_named", "mechanisms",
    "pages", "indicator_cells", "basis", "status", "unit_count", "yades",
}  # fmt: skip


def below_one(tables, documents=(CODED_PLAN, CODED_REPORT)) -> set[str]:
    return {name for name, figure in judge(documents, tables).overall.items() if figure.score < 1}


def changed(table: str, row: int, **columns: str) -> dict[str, list[dict[str, str]]]:
    tables = copy.deepcopy(TABLES)
    tables[table][row] |= columns
    return tables


def test_tables_that_say_what_was_coded_score_one_in_every_figure():
    found = judge((CODED_PLAN, CODED_REPORT), TABLES)
    assert found.overall.keys() == FIGURES
    assert below_one(TABLES) == set()
    assert found.misses == ()


WRONG = [
    ("goals", 0, {"goal": "Kurumsal gelişim ve mali yapı"}, {"goals"}),
    ("goals", 0, {"goal_code": "2"}, {"goals"}),
    ("goals", 0, {"page": "7"}, {"pages"}),
    ("objectives", 1, {"objective": "Spor tesisleri yapmak"}, {"objectives", "basis"}),
    ("objectives", 1, {"page_first": "3"}, {"pages"}),
    ("objectives", 1, {"in_annex": "true"}, {"in_annex"}),
    ("objectives", 0, {"in_annex": "false"}, {"in_annex"}),
    ("objectives", 0, {"basis": ""}, {"basis", "basis_named"}),
    ("objectives", 1, {"basis": "group"}, {"basis", "basis_named"}),
    ("objectives", 0, {"groups": "women"}, {"groups"}),
    ("objectives", 0, {"groups": "women|youth|poor"}, {"groups"}),
    ("activities", 0, {"activity": "Yol yapılması", "basis": ""}, {"activities", "basis", "basis_named"}),
    ("activities", 1, {"objective_code": "1.2"}, {"activities", "basis"}),
    ("activities", 1, {"basis": "equality"}, {"basis", "basis_named"}),
    ("indicators", 0, {"baseline": "1.25"}, {"indicator_cells"}),
    ("indicators", 0, {"indicator": "Açılan yol (km)"}, {"indicators", "indicator_cells"}),
    ("indicator_targets", 0, {"target": "125"}, {"indicator_cells"}),
    ("indicator_targets", 0, {"year": "2022"}, {"indicator_cells"}),
    ("indicator_targets", 1, {"target_printed": "azaltılacak"}, {"indicator_cells"}),
    ("service_table", 0, {"status": "planned"}, {"status"}),
    ("service_table", 0, {"yades": "false"}, {"yades"}),
    ("service_table", 1, {"unit_count": ""}, {"unit_count"}),
    ("mechanisms", 1, {"mechanism": "gender_budgeting"}, {"mechanisms"}),
]


@pytest.mark.parametrize(("table", "row", "columns", "lowered"), WRONG)
def test_an_error_lowers_the_figures_that_tell_of_it_and_no_other(table, row, columns, lowered):
    tables = changed(table, row, **columns)
    assert below_one(tables) == lowered
    assert {miss.figure for miss in judge((CODED_PLAN, CODED_REPORT), tables).misses} == lowered - {"basis_named"}


@pytest.mark.parametrize("table", ["goals", "objectives", "activities", "indicators"])
def test_a_row_read_twice_costs_precision_and_a_lost_one_recall(table):
    twice = TABLES | {table: [*TABLES[table], TABLES[table][0]]}
    lost = TABLES | {table: TABLES[table][1:]}
    more, less = (judge((CODED_PLAN, CODED_REPORT), tables).overall[table] for tables in (twice, lost))
    assert (more.precision < 1, more.recall) == (True, 1)
    assert less.recall < 1


def test_what_was_coded_as_debatable_is_not_judged():
    assert below_one(changed("objectives", 2, in_annex="false", basis="women")) == set()


@pytest.mark.parametrize(
    ("coded", "found"), [("women|youth", "women|youth|disadvantaged"), ("disadvantaged|women", "women|disadvantaged")]
)
def test_disadvantage_in_general_is_judged_only_where_it_was_coded(coded, found):
    plan = copy.deepcopy(CODED_PLAN)
    plan["goals"][0]["objectives"][0]["groups"] = coded.split("|")
    assert below_one(changed("objectives", 0, groups=found), (plan, CODED_REPORT)) == set()
    missed = {"groups"} if "disadvantaged" in coded else set()
    without = changed("objectives", 0, groups=found.replace("|disadvantaged", ""))
    assert below_one(without, (plan, CODED_REPORT)) == missed


def test_a_second_status_that_was_coded_is_just_as_right():
    assert below_one(changed("service_table", 1, status="available")) == set()


def test_documents_that_are_in_no_table_are_missing_and_not_left_out():
    scores = judge((CODED_PLAN, CODED_REPORT), {}).overall
    assert {name: figure.score for name, figure in scores.items() if name != "pages"} == dict.fromkeys(
        FIGURES - {"pages"}, 0
    )


def test_the_service_table_is_judged_by_the_latest_report_that_names_the_service():
    earlier = CODED_REPORT | {"document_id": "kars-fr-2019", "period": "2019", "mechanisms": []}
    earlier["services"] = {name: {"status": "suspended"} for name in CODED_REPORT["services"]}
    later = CODED_REPORT | {"document_id": "kars-fr-2021", "period": "2021", "mechanisms": []}
    later["services"] = {"childcare": {"status": "not_mentioned"}}
    assert below_one(TABLES, (CODED_PLAN, later, earlier, CODED_REPORT)) == set()


def test_each_document_has_its_own_figures():
    documents = judge((CODED_PLAN, CODED_REPORT), changed("mechanisms", 1, mechanism="gender_budgeting")).documents
    assert documents[REPORT].keys() == {"mechanisms", "status", "unit_count", "yades"}
    assert documents[REPORT]["mechanisms"].score == 0.5
    assert documents[PLAN]["objectives"].score == 1


FLOOR = {
    "goals": 0.95, "objectives": 0.95, "activities": 0.95, "indicators": 0.95, "indicator_cells": 0.95,
    "in_annex": 0.85, "groups": 0.85, "basis": 0.93, "mechanisms": 0.85, "status": 0.75, "pages": 0.95,
}  # fmt: skip


def test_the_embedded_sample_scores_above_its_floor(sample_run):
    scores = evaluate(TRUTH, sample_run / "processed").overall
    assert {name: scores[name].score for name, floor in FLOOR.items() if scores[name].score < floor} == {}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("notes.json", "{}", "no coded documents here"),
        ("a.truth.json", "{", "is no JSON"),
        ("a.truth.json", "{}", "has no document_id"),
        ("a.truth.json", '{"document_id": "a"}', "has neither goals nor services"),
    ],
)
def test_a_folder_that_cannot_be_compared_is_told_in_one_line(tmp_path, name, content, expected):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CodedError, match=expected) as told:
        evaluate(tmp_path, tmp_path)
    assert "\n" not in str(told.value)


def test_a_coding_without_a_needed_field_names_document_and_field():
    broken = copy.deepcopy(CODED_PLAN)
    del broken["goals"][0]["objectives"][0]["page_first"]
    with pytest.raises(CodedError, match=rf"{PLAN}.*page_first"):
        judge([broken], TABLES)


def test_the_command_prints_figures_and_misses_for_people_and_for_programs(sample_run):
    tables = sample_run / "processed"
    shown = plan_miner("evaluate", "--truth", TRUTH, "--tables", tables, "--misses")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "objectives" in shown.stdout
    data = json.loads(plan_miner("evaluate", "--truth", TRUTH, "--tables", tables, "--json", "--misses").stdout)
    assert data["overall"]["objectives"]["f1"] > 0.9
    assert data["documents"].keys() == {path.name.removesuffix(".truth.json") for path in TRUTH.glob("*.json")}
    assert all(miss["verdict"] in ("missing", "spurious", "wrong") for miss in data["misses"])
    listed = [line for line in shown.stdout.splitlines() if " | " in line]
    assert len(listed) == len(data["misses"])


def test_a_folder_without_tables_ends_the_command_as_a_mistake_in_its_use(tmp_path):
    done = plan_miner("evaluate", "--truth", TRUTH, "--tables", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "plan-miner run" in done.stderr


def test_in_turkish_shares_have_a_comma_and_codes_their_names(sample_run):
    given = ("--truth", TRUTH, "--tables", sample_run / "processed")
    done = plan_miner("evaluate", *given, "--misses", "--by", "service", PLAN_MINER_LANG="tr")
    assert re.search(r"^amaçlar +1,000 +1,000", done.stdout, re.MULTILINE)
    assert re.search(r"^evde bakım +durum \d,\d{3}", done.stdout, re.MULTILINE)
    assert not re.search(r"\d\.\d|home_care|support_only|local_equality_plan", done.stdout)


def test_where_nobody_has_decided_there_is_nothing_to_score_and_the_way_there_is_named(sample_run):
    done = plan_miner("evaluate", "--reviewed", "--tables", sample_run / "processed")
    assert (done.returncode, done.stdout) == (0, "nobody has decided anything yet: plan-miner review\n")
