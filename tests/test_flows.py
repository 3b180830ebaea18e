"""The flow: the tables of the command line, from Prefect tasks, with no server before, and none after."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from console import ROOT, differing, python, with_the_same_editions

pytest.importorskip("prefect")
FLOW = ROOT / "flows" / "mine.py"
if not FLOW.exists():
    pytest.skip("flows are in the checkout only", allow_module_level=True)


@pytest.fixture(scope="module")
def flow_run(sample_run, tmp_path_factory):
    """One run of the flow over the editions of the sample run, with a Prefect home of its own."""
    folder = tmp_path_factory.mktemp("flow")
    data = with_the_same_editions(sample_run, folder / "data")
    done = python(FLOW, "--sample", "--data", data, folder=folder, PREFECT_HOME=str(folder / "prefect"))
    return done, data, folder / "prefect"


def test_the_flow_writes_the_same_bytes_as_the_command_line(sample_run, flow_run):
    done, data, _ = flow_run
    assert done.returncode == 0, done.stderr
    assert differing(sample_run, data) == []


def test_the_flow_ends_with_the_summary_of_the_command_line(flow_run):
    done, _, _ = flow_run
    assert "5 ok" in done.stdout
    assert "annex.csv" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_no_server_of_prefect_outlives_the_flow(flow_run):
    _, _, home = flow_run
    mark = f"PREFECT_HOME={home}".encode()
    assert [path for path in Path("/proc").glob("[0-9]*/environ") if mark in content(path)] == []


def content(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_tasks_bear_the_names_of_the_stages_and_there_is_one_for_each_document(flow_run):
    _, _, home = flow_run
    code = """
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("select name from task_run order by name").fetchall()
print("\\n".join(name for name, in rows))
"""
    names = python("-c", code, home / "prefect.db").stdout.split("\n")
    stages = [name.split()[0] for name in names if name]
    assert {stage: stages.count(stage) for stage in stages} == {"fetch": 5, "read": 5, "tag": 5, "publish": 1}


def test_a_mistake_in_the_registry_ends_the_flow_with_2_before_prefect_starts_a_server(tmp_path):
    done = python(FLOW, "--sources", "nowhere.yaml", folder=tmp_path, PREFECT_HOME=str(tmp_path / "prefect"))
    assert done.returncode == 2
    assert done.stderr.startswith("nowhere.yaml: no such file")
    assert not (tmp_path / "prefect" / "prefect.db").exists()
