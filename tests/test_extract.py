"""`plan-miner extract` and the functions for Python: one PDF, no registry."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from console import plan_miner, python, tables
from small_plans import pdf, words

from plan_miner import extract, judge_objective, judge_service
from plan_miner.extracting import as_data, as_text, check_folder
from plan_miner.publish.schema import BY_NAME
from plan_miner.settings import SAMPLE
from plan_miner.text import Unreadable

PLAN = SAMPLE.with_name("serinirmak-bademkopru-sp-2020-2024.pdf")
REPORT = SAMPLE.with_name("serinirmak-bademkopru-fr-2020.pdf")


@pytest.fixture(scope="module")
def found():
    return extract(PLAN)


def test_the_tree_can_be_read_goal_above_objective_above_activity(found):
    done = plan_miner("extract", PLAN)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    for kind, line in (
        ("goal", r"\d+  \S.*\(p\. \d+\)"),
        ("objective", r" [* ] \d+\.\d+  \S.*"),
        ("activity", r"       - \S.*"),
    ):
        assert any(re.fullmatch(line, one) for one in lines), kind
    in_annex = [t.objective.code for t in found.objectives if t.verdict.in_annex]
    assert [line.split()[1] for line in lines if line.startswith(" * ")] == in_annex


def test_what_brings_an_objective_into_the_annex_is_named_once():
    lines = as_text(extract(PLAN.with_name("serinirmak-bb-sp-2020-2024.pdf")))
    starred = [line for line in lines if line.startswith(" * ")]
    reasons = [line.rpartition("[")[2].rstrip("]").split(", ") for line in starred]
    assert ["women"] in reasons
    assert all(len(names) == len(set(names)) for names in reasons)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """What the command says and writes of one plan, as JSON and into a folder at once; and the folder."""
    folder = tmp_path_factory.mktemp("written") / "processed"
    return plan_miner("extract", PLAN, "--json", "--out", folder), folder


def test_json_says_the_same_as_python(found, written):
    said = json.loads(written[0].stdout)
    objectives = [o for goal in said["goals"] for o in goal["objectives"]]
    assert [o["code"] for o in objectives] == [t.objective.code for t in found.objectives]
    assert [len(o["activities"]) for o in objectives] == [len(t.objective.activities) for t in found.objectives]


def test_the_kind_is_told_from_the_cover_and_an_option_wins():
    told = as_data(extract(REPORT, kind=""))
    assert told["kind"] == "activity_report"
    assert len({cell["service"] for cell in told["services"]}) == 4
    assert extract(REPORT, kind="strategic_plan").kind == "strategic_plan"


def test_out_writes_the_tables_and_the_workbook_of_a_run(written):
    done, folder = written
    assert done.returncode == 0, done.stderr
    files = tables(folder.parent)
    expected = {f"{name}.{ending}" for name in BY_NAME for ending in ("csv", "parquet")} | {"annex.xlsx"}
    assert expected <= files.keys()
    assert files["objectives.csv"].count(b"\n") > 1
    assert re.search(r"^\d+ objectives read, \d+ rows in the annex, ", done.stderr)
    assert done.stderr.endswith(f"Begin with {folder / 'annex.xlsx'}\n")
    assert "Bademköprü Belediyesi".encode() in files["municipalities.csv"]  # as the cover has it


def test_out_leaves_the_tables_of_another_document_alone_and_says_so_before_it_reads(written, tmp_path):
    folder = shutil.copytree(written[1], tmp_path / "processed")
    before = tables(tmp_path)
    done = plan_miner("extract", REPORT, "--out", folder)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert f"{folder} holds the tables of {PLAN}: name another folder" in done.stderr
    assert tables(tmp_path) == before
    check_folder(PLAN, folder)  # its own tables may be made anew


def test_a_service_has_its_status_number_and_pages_and_of_silence_the_file_is_named(found):
    def services(of):
        return [line for line in map(str, as_text(of)) if re.match("   (women's [cs]|home care|childcare)", line)]

    told = services(extract(REPORT, kind=""))
    assert told[:2] == [
        "   women's counselling centre: in another form, 1 unit  (p. 14)",
        "   home care: available  (p. 14)",
    ]
    assert f"   women's shelter: {PLAN.name} does not mention it" in services(found)


def test_out_says_of_a_file_that_is_no_plan_that_it_has_no_goals(tmp_path):
    file = pdf(tmp_path / "Yönerge (IĞDIR).pdf", words("Bu yönerge, araçların kullanımına ilişkin esasları düzenler."))
    done = plan_miner("extract", file, "--out", tmp_path / "processed")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "0 objectives read" in done.stderr
    assert "no goals and objectives were found" in done.stderr
    assert tables(tmp_path)["municipalities.csv"].splitlines()[1].startswith(b"yonerge-igdir,")  # told by its name


NO_PLANS = [
    ("page.pdf", b"<!DOCTYPE html><html></html>", "HTML"),  # told on sight, without a child process
    ("half.pdf", PLAN.read_bytes()[:40_000], "cut short"),
]


@pytest.mark.parametrize(("name", "data", "word"), NO_PLANS)
def test_what_cannot_be_read_is_one_line_and_exit_1(tmp_path, name, data, word):
    (tmp_path / name).write_bytes(data)
    done = plan_miner("extract", tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert word in done.stderr
    assert name in done.stderr


@pytest.mark.parametrize(
    ("data", "status", "word"),
    [
        (b"<html></html>", "not_pdf", "an HTML page"),
        (b"\xff\xd8\xff\xe0", "not_pdf", "a JPEG picture"),
        (b"", "not_pdf", "nothing"),
        (None, "not_found", "check the path"),
    ],
)
def test_python_raises_with_the_contracts_word_for_what_cannot_be_read(tmp_path, data, status, word):
    if data is not None:
        (tmp_path / "plan.pdf").write_bytes(data)
    with pytest.raises(Unreadable, match=word) as raised:
        extract(tmp_path / "plan.pdf")
    assert raised.value.status == status


def test_an_unknown_kind_is_a_mistake_of_usage_that_lists_the_known():
    done = plan_miner("extract", PLAN, "--kind", "plan")
    assert done.returncode == 2
    assert "strategic_plan" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_python_gets_the_function_whatever_was_imported_before() -> None:
    modules = [path.stem for path in SAMPLE.parents[1].glob("*.py") if not path.stem.startswith("__")]
    imports = "; ".join(f"import plan_miner.{name}" for name in modules)
    names = "extract, judge_objective, judge_service"
    done = python("-c", f"{imports}; from plan_miner import {names}; print(*map(callable, ({names})))")
    assert done.stdout.split() == ["True", "True", "True"]


def test_python_gets_the_tree_with_tags_and_mentions(found):
    assert found.kind == "strategic_plan"
    assert found.document.goals
    assert any(t.verdict.in_annex for t in found.objectives)
    assert len(found.services) == 4
    assert all(t.objective.passage.page >= 1 for t in found.objectives)


def test_a_text_on_a_service_is_judged_without_a_document():
    verdict = judge_service("Belediyemize ait üç kreş hizmet vermektedir.", "childcare", kind="activity_report")
    assert (verdict.status, verdict.unit_count, verdict.yades) == ("available", 3, False)


def test_an_objective_is_judged_without_a_document():
    women = judge_objective("Toplumsal cinsiyet eşitliğini sağlamak", ["Eşitlik birimi kurulması"])
    roads = judge_objective("Yol ağını yenilemek", ["Asfalt serilmesi"])
    assert (women.in_annex, women.basis) == (True, "equality")
    assert (roads.in_annex, roads.basis) == (False, "")
    assert women.reason


def test_a_name_that_the_package_does_not_have_is_told_as_such():
    done = python("-c", "from plan_miner import nothing")
    assert "cannot import name 'nothing'" in done.stderr


def test_the_command_line_starts_without_spacy_and_without_prefect(tmp_path):
    code = (
        "import sys, plan_miner.cli; print([m for m in ('spacy', 'prefect', 'pandas', 'pyarrow') if m in sys.modules])"
    )
    assert python("-c", code, folder=tmp_path).stdout.strip() == "[]"


def test_no_module_of_the_package_imports_prefect():
    package = Path(str(SAMPLE)).parent.parent
    importing = re.compile(r"^\s*(import|from)\s+prefect\b", re.MULTILINE)
    assert [path.name for path in package.rglob("*.py") if importing.search(path.read_text(encoding="utf-8"))] == []
