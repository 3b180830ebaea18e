"""The examples run on the published tables as they stand, and what is said of citing holds."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from console import ROOT, python
from ruamel.yaml import YAML

from plan_miner.publish.package import FORMAT_VERSION

if not (ROOT / "examples").is_dir():
    pytest.skip("the examples are in the checkout only", allow_module_level=True)


@pytest.mark.parametrize(
    ("example", "shown"),
    [
        ("pandas_example.py", ["Eşitlik biriminin kurulması", "women_counselling_centre", "not_available"]),
        ("duckdb_example.py", ["Serinırmak Büyükşehir Belediyesi │         16 │        5", "2024", "rows"]),
    ],
)
def test_an_example_runs_and_shows_what_it_promises(example, shown, sample_run):
    done = python(ROOT / "examples" / example, sample_run / "processed", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stderr
    assert [text for text in shown if text not in done.stdout] == []


def test_citation_readmes_and_changelog_name_the_version_of_the_program():
    citation = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    for readme in ("README.md", "README.tr.md"):
        assert re.search(rf"{re.escape(project['version'])}\s+\(\d{{4}}\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert f"## [{project['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["data-package.md", "data-package.tr.md"])
def test_the_page_on_the_package_names_every_file_and_shows_a_version_of_this_form(page, sample_run):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    names = {path.name for path in (sample_run / "processed").iterdir() if path.suffix not in (".csv", ".parquet")}
    assert [name for name in names if name not in text] == []
    form = rf"{re.escape(FORMAT_VERSION)}\+\d{{8}}\.[0-9a-f]{{12}}"
    assert re.search(form, text)
    said = json.loads((sample_run / "processed" / "datapackage.json").read_text(encoding="utf-8"))
    assert re.fullmatch(form, said["version"])
