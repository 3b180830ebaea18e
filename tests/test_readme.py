"""What the READMEs say is true: both have the same lines, explain every column, and show a row of the sample."""

from __future__ import annotations

import csv
import os
import re
import subprocess

import pytest
from console import ROOT

from plan_miner.publish.schema import BY_NAME
from plan_miner.settings import FROM_ENVIRONMENT

READMES = ("README.md", "README.tr.md")
KEYS = {"annex": ("document_id", "objective_code", "activity_no"), "service_table": ("municipality_id", "service")}
if not (ROOT / "README.tr.md").exists():
    pytest.skip("the READMEs are in the checkout only", allow_module_level=True)


def text(readme):
    return (ROOT / readme).read_text(encoding="utf-8")


def marked(readme, name):
    """What stands between the marks of a name, without the fences."""
    block = re.search(rf"<!-- {name} -->\n```sh\n(.*)```\n<!-- /{name} -->\n", text(readme), re.DOTALL)
    assert block, f"{readme} has no line {name}"
    return block[1]


def explained(readme, table):
    """The column table under the heading of a table: name -> example."""
    section = text(readme).split(f"\n### {table}.csv", 1)[1].split("\n#", 1)[0]
    cells = (re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("| `"))
    return {row[0].strip(" `"): row[-1].strip().replace("\\|", "|") for row in cells}


@pytest.mark.parametrize("name", ["run", "tests"])
def test_each_of_the_two_lines_is_one_line_and_the_same_in_both_languages(name):
    lines = {marked(readme, name) for readme in READMES}
    assert len(lines) == 1
    assert lines.pop().count("\n") == 1


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("table", KEYS)
def test_every_column_is_explained_in_the_order_of_the_table(readme, table):
    assert tuple(explained(readme, table)) == BY_NAME[table].names


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("table", KEYS)
def test_the_example_is_a_row_of_the_sample(readme, table, sample_run):
    example = explained(readme, table)
    with (sample_run / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = {tuple(row[name] for name in KEYS[table]): row for row in csv.DictReader(file)}
    row = rows[tuple(example[name] for name in KEYS[table])]
    said = {name: value for name, value in example.items() if name != "confidence"}  # it grows with what is coded
    assert said == {name: row[name] for name in said}


@pytest.mark.parametrize("readme", READMES)
def test_every_setting_of_the_environment_is_in_the_readme(readme):
    assert {f"PLAN_MINER_{name.upper()}" for name in FROM_ENVIRONMENT} == set(
        re.findall(r"PLAN_MINER_\w+", text(readme))
    )


@pytest.mark.parametrize("readme", READMES)
def test_every_file_that_the_readme_links_to_is_there(readme):
    links = re.findall(r"\]\(([^):]+)\)", text(readme))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.skipif(os.name == "nt", reason="for bash")
def test_the_check_from_nothing_can_be_run_and_is_valid_shell():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


def test_constraints_name_versions_and_no_place():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9.-]+==[\w.]+( ; .+)?", line)] == []
