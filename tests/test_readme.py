"""What the READMEs say is true: both have the same lines, each line runs, and the columns are those of the tables."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from console import ROOT, clean_environment
from pages import PAGES, READMES, fences, text

import plan_miner
from plan_miner.publish.schema import BY_NAME
from plan_miner.settings import FROM_ENVIRONMENT

KEYS = {"annex": ("document_id", "objective_code", "activity_no"), "service_table": ("municipality_id", "service")}
if not (ROOT / "README.tr.md").exists():
    pytest.skip("the READMEs are in the checkout only", allow_module_level=True)
TABLES = ("docs/tables.md", "docs/tables.tr.md")
SETTINGS = ("docs/settings.md", "docs/settings.tr.md")
INSTALLING = (" pip ", "/pip ", "uv pip")  # the check from nothing does that (.ci/run)
THEIRS = "istanbul-kadikoy"  # whom the lines are about
ANOTHER_WORD = {"tablolar": "tables"}  # what a Turkish reader types instead


def marked(readme, name):
    """What stands between the marks of a name, without the fences."""
    block = re.search(rf"<!-- {name} -->\n```sh\n(.*)```\n<!-- /{name} -->\n", text(readme), re.DOTALL)
    assert block, f"{readme} has no line {name}"
    return block[1]


def shown_lines(readme):
    """The shell lines of a README that install nothing, without their comments."""
    lines = [re.sub(r"\s+#.*", "", line) for block in fences(readme, "sh") for line in block.splitlines()]
    return [line for line in lines if not any(word in line for word in INSTALLING)]


def explained(page, table):
    """The column table under the heading of a table: name -> example."""
    section = text(page).split(f"\n## {table}.csv", 1)[1].split("\n#", 1)[0]
    cells = (re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("| `"))
    names = BY_NAME[table].names
    return {
        name: row[-1].strip().replace("\\|", "|")
        for row in cells
        if len(row) == 3 and (name := row[0].strip(" `")) in names
    }


# --- the two lines ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["run", "tests"])
def test_each_of_the_two_lines_is_one_line_and_the_same_in_both_languages(name):
    lines = {marked(readme, name) for readme in READMES}
    assert len(lines) == 1
    assert lines.pop().count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="for bash")
def test_the_check_from_nothing_can_be_run_and_is_valid_shell():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


def test_constraints_name_versions_and_no_place():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9.-]+==[\w.]+( ; .+)?", line)] == []


# --- every other line ---------------------------------------------------------------------------


def test_both_readmes_show_the_same_lines_in_the_same_order():
    theirs = [re.sub(r"\w+", lambda word: ANOTHER_WORD.get(word[0], word[0]), line) for line in shown_lines(READMES[1])]
    assert theirs == shown_lines(READMES[0])
    assert fences(READMES[0], "python") == fences(READMES[1], "python")


@pytest.fixture(scope="module")
def folder(sample_run, tmp_path_factory) -> Path:
    """The project's folder as a reader has it after the first line, with a plan of their own and a registry at hand."""
    here = tmp_path_factory.mktemp("reader")
    tools = here / ".venv" / "bin"
    tools.mkdir(parents=True)
    for name, called in {"plan-miner": "-m plan_miner.cli ", "python": ""}.items():
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {called}"$@"\n', encoding="utf-8")
        (tools / name).chmod(0o755)
    sample = ROOT / "src" / "plan_miner" / "sample"
    shutil.copy(sample / "serinirmak-bb-sp-2020-2024.pdf", here / "plan.pdf")
    for pdf in sample.glob("serinirmak-bademkopru-*.pdf"):
        shutil.copy(pdf, here)
    registry = (sample / "sources.yaml").read_text(encoding="utf-8")
    second = registry[registry.index("  - id: serinirmak-bademkopru") :].replace(
        "serinirmak-bademkopru\n", f"{THEIRS}\n"
    )
    (here / "sources.yaml").write_text(f"municipalities:\n{second}", encoding="utf-8")
    shutil.copytree(sample_run, here / "data" / "sample")
    for name in ("tests/sample_truth", "examples"):
        shutil.copytree(ROOT / name, here / name)
    return here


def in_shell(line, folder):
    """A line as a reader pastes it: what it wrote, and how it ended."""
    command = ["bash", "-c", line]
    done = subprocess.run(command, **reader(folder), stdout=subprocess.PIPE, timeout=180, check=False)
    return f"{line}\n{done.stdout}{done.stderr}" if done.stderr else done.stdout, done.returncode


def reader(folder):
    environment = clean_environment(BROWSER="true", PYTHONPATH=str(Path(plan_miner.__file__).parents[1]))
    return {"cwd": folder, "env": environment, "stderr": subprocess.PIPE, "encoding": "utf-8"}


@pytest.mark.skipif(os.name == "nt", reason="for bash")
def test_every_line_of_the_readmes_runs(folder):
    for line in dict.fromkeys(shown_lines(READMES[0])):  # each once; the Turkish page has the same
        if " review" not in line:  # which goes on until it is ended
            said, code = in_shell(line, folder)
            if " --out " in line:
                assert fences("docs/your-plans.md", "text")[0] in said
            assert code == 0 or (line.endswith(" doctor") and code == 1), said  # this computer may lack something
    assert (folder / "tables" / "annex.xlsx").exists()


@pytest.mark.skipif(os.name == "nt", reason="for bash")
def test_the_line_for_reviewing_shows_the_address_of_its_page(folder):
    (line,) = {line for line in shown_lines(READMES[0]) if line.endswith(" review")}
    with subprocess.Popen(["bash", "-c", f"exec {line} --data data/sample"], **reader(folder)) as process:
        try:
            assert any("http://127.0.0.1:" in said for said in process.stderr)
        finally:
            process.terminate()


@pytest.mark.skipif(os.name == "nt", reason="for bash")
def test_every_python_block_of_the_readmes_and_the_page_on_python_runs(folder):
    blocks = [*fences(READMES[0], "python"), *fences("docs/python.md", "python")]
    shutil.copytree(folder / "data" / "sample" / "processed", folder / "tables", dirs_exist_ok=True)
    said, code = in_shell(f".venv/bin/python - <<'END'\n{''.join(blocks)}\nEND", folder)
    assert code == 0, said
    assert "planned None False" in said
    assert "4.1" in said


# --- what is said of the tables -----------------------------------------------------------------


@pytest.mark.parametrize("page", TABLES)
@pytest.mark.parametrize("table", KEYS)
def test_every_column_is_explained_in_the_order_of_the_table(page, table):
    assert tuple(explained(page, table)) == BY_NAME[table].names


@pytest.mark.parametrize("page", TABLES)
@pytest.mark.parametrize("table", KEYS)
def test_the_example_is_a_row_of_the_sample(page, table, sample_run):
    example = explained(page, table)
    with (sample_run / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = {tuple(row[name] for name in KEYS[table]): row for row in csv.DictReader(file)}
    row = rows[tuple(example[name] for name in KEYS[table])]
    said = {name: value for name, value in example.items() if name != "confidence"}  # it grows with what is coded
    assert said == {name: row[name] for name in said}


@pytest.mark.parametrize("readme", READMES)
def test_the_columns_that_the_readme_picks_out_are_columns_of_the_annex(readme):
    heads = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", text(readme), re.MULTILINE)
    named = [name for head in heads for name in re.findall(r"\w+", head)]
    assert len(named) >= 10
    assert set(named) <= set(BY_NAME["annex"].names)


@pytest.mark.parametrize("page", SETTINGS)
def test_every_setting_of_the_environment_is_on_the_page_of_settings(page):
    ours = {f"PLAN_MINER_{name.upper()}" for name in FROM_ENVIRONMENT}
    assert set(re.findall(r"PLAN_MINER_\w+", text(page))) == ours


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_setting_that_is_not_there(page):
    ours = {f"PLAN_MINER_{name.upper()}" for name in FROM_ENVIRONMENT} | {"PLAN_MINER_SHARED"}
    assert set(re.findall(r"PLAN_MINER_[A-Z_]*[A-Z]", text(page))) <= ours
