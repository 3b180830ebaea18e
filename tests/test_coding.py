"""A person codes documents in a spreadsheet, a score comes out; two people; a table of others."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from console import plan_miner

from plan_miner.evaluate import CodedError, evaluate, judge
from plan_miner.evaluate.against import AGREES, DIFFERS, UNKNOWABLE, compare, kappa
from plan_miner.evaluate.agreement import agreement, agreements
from plan_miner.evaluate.coding_sheet import OBJECTIVES, REPORTS, coded_in, sheet_bytes
from plan_miner.evaluate.given import coded_documents, published_tables

GROUPS = "kadınlar, Çocuklar"
TRUTH = Path(__file__).resolve().parent / "sample_truth"
PLAN, REPORT = "serinirmak-bb-sp-2020-2024", "serinirmak-bb-fr-2020"


@pytest.fixture(scope="module")
def tables(sample_run):
    return published_tables(sample_run / "processed")


@pytest.fixture
def sheet(tables, tmp_path):
    path = tmp_path / "kodlama.xlsx"
    path.write_bytes(sheet_bytes(tables))
    return path


def fill(path: Path, name: str, answers: dict[tuple[str, str], dict[str, object]]) -> Path:
    """Answers by (document, second or third column's value), under the sheet's own headings."""
    book = openpyxl.load_workbook(path)
    lines = book[name]
    heads = [cell.value for cell in lines[1]]
    for line in lines.iter_rows(min_row=2):
        for heading, value in answers.get((line[0].value, line[1].value), {}).items():
            line[heads.index(heading)].value = value
    book.save(path)
    return path


def test_the_sheet_shows_what_was_read_and_none_of_the_verdicts(tables, sheet):
    book = openpyxl.load_workbook(sheet)
    heads = [cell.value for cell in book[OBJECTIVES][1]]
    lines = [dict(zip(heads, line, strict=True)) for line in book[OBJECTIVES].iter_rows(min_row=2, values_only=True)]
    assert {(line["Belge"], line["Hedef kodu"]) for line in lines} == {
        (row["document_id"], row["objective_code"]) for row in tables["objectives"]
    }
    assert all(line["EK 2'de yeri var mı?"] is None and line["Dayanak"] is None for line in lines)
    assert all(cell.value is None for line in book[REPORTS].iter_rows(min_row=2, min_col=3) for cell in line)
    assert len(list(book[REPORTS].iter_rows(min_row=2))) == 4 * 3


def test_what_a_person_fills_in_comes_back_as_coded_truth_and_what_is_empty_is_not_judged(tables, sheet):
    fill(sheet, OBJECTIVES, {
        (PLAN, "4.1"): {"EK 2'de yeri var mı?": "Evet", "Dayanak": "eşitlik", "Gruplar (virgülle)": GROUPS},
        (PLAN, "1.1"): {"EK 2'de yeri var mı?": "HAYIR", "Dayanak": "yok"},
        (PLAN, "1.2"): {"EK 2'de yeri var mı?": "kararsız"},
        (PLAN, "1.3"): {"Belgede böyle mi?": "yok"},
    })  # fmt: skip
    fill(sheet, REPORTS, {(REPORT, "evde bakım"): {"Durum": "var", "Birim sayısı": 2, "YADES (evde bakım)": "evet"}})
    report, plan = coded_in(sheet)
    assert (plan["document_id"], report["document_id"]) == (PLAN, REPORT)
    assert (report["municipality_id"], report["period"]) == ("serinirmak-bb", "2020")
    assert report["services"] == {"home_care": {"status": "available", "unit_count": 2, "yades": True}}
    objectives = {one["code"]: one for one in plan["goals"][0]["objectives"]}
    assert "1.3" not in objectives
    assert (objectives["4.1"]["in_annex"], objectives["4.1"]["basis"]) == (True, "equality")
    assert objectives["4.1"]["groups"] == ["women", "children"]
    assert (objectives["1.1"]["in_annex"], objectives["1.1"]["basis"]) == (False, "")
    assert (objectives["1.2"]["in_annex"], objectives["2.1"]["in_annex"]) == (None, None)
    overall = judge([report, plan], tables).overall
    named = {
        "objectives",
        "in_annex",
        "groups",
        "basis",
        "basis_named",
        "status",
        "unit_count",
        "yades",
    }
    assert overall.keys() <= named
    assert overall["in_annex"].right == 1
    assert overall["objectives"].spurious == 1  # the one that the person says is not there


def test_rows_that_were_sorted_deleted_or_added_are_read_all_the_same(sheet):
    book = openpyxl.load_workbook(sheet)
    lines = book[OBJECTIVES]
    lines.delete_rows(3, 5)
    lines.insert_cols(2)  # a column of the coder's own
    lines.append([PLAN, "benim", "9.1", "Programın görmediği bir hedef", None, None, "evet", "kadınlar", "kadınlar"])
    book.save(sheet)
    (plan,) = coded_in(sheet)
    assert {"9.1"} <= {one["code"] for one in plan["goals"][0]["objectives"]}


@pytest.mark.parametrize(
    ("name", "key", "answers", "told"),
    [
        (OBJECTIVES, (PLAN, "4.1"), {"EK 2'de yeri var mı?": "belki"}, "'belki' is none of evet, hayır, kararsız"),
        (OBJECTIVES, (PLAN, "4.1"), {"Gruplar (virgülle)": "balıkçılar"}, "'balıkçılar' is none of"),
        (REPORTS, (REPORT, "evde bakım"), {"Durum": "okundu"}, "'okundu' is none of"),
        (REPORTS, (REPORT, "evde bakım"), {"Durum": "var", "Birim sayısı": "iki"}, "'iki' is no number of units"),
    ],
)
def test_an_answer_that_is_none_names_sheet_and_row(sheet, name, key, answers, told):
    fill(sheet, name, {key: answers})
    with pytest.raises(CodedError, match=told) as error:
        coded_in(sheet)
    assert f"{sheet}, {name} " in str(error.value)


def test_an_empty_sheet_a_file_that_is_none_and_an_unknown_document_are_told_in_one_line(tables, sheet, tmp_path):
    with pytest.raises(CodedError, match="nothing is filled in"):
        coded_in(sheet)
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    with pytest.raises(CodedError, match="is no workbook that can be read"):
        coded_documents(tmp_path / "x.xlsx")
    with pytest.raises(CodedError, match="no objectives and no reports"):
        sheet_bytes(tables, ["nowhere"])


# --- two people -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "kappa"),
    [
        ("y" * 25 + "n" * 25, "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15, 0.4),
        ("yyyy", "yyyy", None),  # nothing to disagree on
        ("yynn", "yynn", 1.0),
        ("ynyn", "nyny", -1.0),
        ("yynn", "ynyn", 0.0),
        ("", "", None),
    ],
)  # fmt: skip
def test_kappa_is_agreement_beyond_chance(first, second, kappa):
    ones, others = ({(str(at),): code for at, code in enumerate(codes)} for codes in (first, second))
    found = agreement("x", ones, others)
    assert found.shared == len(first)
    assert found.kappa == (None if kappa is None else pytest.approx(kappa))


def test_only_what_both_people_coded_is_shared():
    coded = coded_documents(TRUTH)
    found = {one.what: one for one in agreements(coded, coded[:2])}
    assert found["in_annex"].shared == found["in_annex"].same
    objectives = [one for document in coded for goal in document.get("goals", ()) for one in goal["objectives"]]
    assert 0 < found["in_annex"].shared < sum(one["in_annex"] is not None for one in objectives)


# --- a table of others ----------------------------------------------------------------------------


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def test_services_of_a_table_agree_differ_or_cannot_be_known(tables, tmp_path):
    status = {(row["municipality_id"], row["service"]): row["status"] for row in tables["service_table"]}
    assert status["serinirmak-bb", "women_counselling_centre"] == "available"
    table = written(
        tmp_path / "tablo.csv",
        "BELEDİYE;Hizmet;Durum",
        "Serinırmak Büyükşehir;kadın danışma merkezi;var",
        "serinirmak-bb;women_counselling_centre;yok",
        "Atlantis Belediyesi;evde bakım;var",
    )
    found = compare(table, tables)
    assert [one.verdict for one in found] == [AGREES, DIFFERS, UNKNOWABLE]
    assert found[2].why == "the municipality is not in the registry"
    assert kappa(found).shared == 2


def test_a_service_that_no_document_at_hand_mentions_cannot_be_known(tables, tmp_path):
    silent = [{**row, "status": "not_mentioned", "searched": "a|b"} for row in tables["service_table"]]
    table = written(tmp_path / "t.csv", "municipality,service,status", "serinirmak-bb,home_care,available")
    (one,) = compare(table, {**tables, "service_table": silent})
    assert (one.verdict, one.why) == (UNKNOWABLE, "not in a|b")


def test_objectives_of_a_table_are_those_that_belong_in_the_annex(tables, tmp_path):
    belongs = next(row["objective_code"] for row in tables["objectives"] if row["in_annex_final"] == "true")
    table = written(
        tmp_path / "ek2.csv",
        "municipality,goal,objective",
        f"serinirmak-bb,Amaç {belongs.split('.')[0]},Hedef {belongs}",
        f"serinirmak-bb,{belongs.split('.')[0]},{belongs.split('.')[1]}",
        "serinirmak-bb,1,1.1",
        "serinirmak-bb,77,77.1",
    )
    assert [one.verdict for one in compare(table, tables)] == [AGREES, AGREES, DIFFERS, DIFFERS]


def test_a_table_without_the_columns_is_told(tables, tmp_path):
    with pytest.raises(CodedError, match="needs the columns municipality, service, status"):
        compare(written(tmp_path / "t.csv", "a,b", "1,2"), tables)


def test_a_report_that_was_read_by_itself_can_be_coded_and_scored(tmp_path):
    tables = {
        "objectives": [],
        "documents": [{"document_id": "rapor-fr", "kind": "activity_report", "status": "ok"}],
        "service_table": [{"municipality_id": "rapor", "service": "home_care", "status": "available", "yades": "true"}],
    }
    sheet = tmp_path / "kodlama.xlsx"
    sheet.write_bytes(sheet_bytes(tables))
    fill(sheet, REPORTS, {("rapor-fr", "evde bakım"): {"Durum": "var"}})
    assert judge(coded_in(sheet), tables).overall["status"].score == 1


# --- the commands ---------------------------------------------------------------------------------


def test_the_way_of_an_analyst_from_the_sheet_to_the_score(sample_run, tmp_path):
    tables, sheet = sample_run / "processed", tmp_path / "kodlama.xlsx"
    wrote = plan_miner("coding-sheet", "--out", sheet, "--tables", tables, "--only", "serinirmak-bb")
    assert wrote.returncode == 0, wrote.stderr
    fill(sheet, OBJECTIVES, {(PLAN, "4.1"): {"EK 2'de yeri var mı?": "evet", "Dayanak": "eşitlik"}})
    scored = plan_miner("evaluate", "--truth", sheet, "--second", sheet, "--tables", tables, "--by", "municipality")
    assert scored.returncode == 0, scored.stderr
    assert "in_annex" in scored.stdout
    assert "two coders" in scored.stdout
    data = json.loads(plan_miner("evaluate", "--truth", sheet, "--tables", tables, "--json").stdout)
    assert data["by"]["municipality"].keys() == {"serinirmak-bb"}


def test_figures_are_cut_by_layout_service_and_theme(sample_run):
    data = evaluate(TRUTH, sample_run / "processed").as_data()
    assert data["by"]["service"].keys() == {"women_counselling_centre", "home_care", "women_shelter", "childcare"}
    assert "gender_equality" in data["by"]["theme"]
    assert all(0 <= float(stated) <= 1 for stated in data["by"]["confidence"])
    assert (
        sum(of_one["status"]["right"] for of_one in data["by"]["confidence"].values() if "status" in of_one)
        == (data["overall"]["status"]["right"])
    )
    assert set(data["by"]["municipality"]) == {"serinirmak-bb", "serinirmak-bademkopru"}


def test_neither_truth_nor_a_table_of_others_is_a_mistake_in_use():
    done = plan_miner("evaluate")
    assert done.returncode == 2
    assert "--truth" in done.stderr
    assert "--against" in done.stderr
