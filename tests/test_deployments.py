"""prefect.yaml: what a server is told to run by itself fits the flows, and the guide tells of the same."""

from __future__ import annotations

import importlib
import re

import pytest
from console import ROOT
from ruamel.yaml import YAML

flows = pytest.importorskip("prefect.flows")
ParameterTypeError = pytest.importorskip("prefect.exceptions").ParameterTypeError
if not (ROOT / "prefect.yaml").exists() or not (ROOT / "docs").exists():
    pytest.skip("the deployments and their guide are in the checkout only", allow_module_level=True)
GUIDES = ("docs/operations.md", "docs/operations.tr.md")
DEPLOYMENTS = YAML(typ="safe").load(ROOT / "prefect.yaml")["deployments"]


@pytest.fixture(scope="module")
def names():
    """The full name of each deployment, once its flow was loaded and has taken its parameters."""
    found = []
    for one in DEPLOYMENTS:
        path, function = one["entrypoint"].split(":")
        flow = flows.load_flow_from_entrypoint(f"{ROOT / path}:{function}")
        flow.validate_parameters(one["parameters"])
        assert flow.parameters.properties.keys() >= one["parameters"].keys()
        found.append(f"{flow.name}/{one['name']}")
    return found


def test_both_flows_are_deployed_under_names_of_their_own_with_parameters_that_they_take(names):
    assert sorted(names) == ["mine/weekly", "watch/weekly"]


@pytest.mark.parametrize("name", ["Watching", "Mining"])
def test_every_parameter_is_described_for_those_who_set_it_on_a_page(names, name):
    module = importlib.import_module("parameters")  # beside the flows, which were loaded
    fields = getattr(module, name).model_json_schema()["properties"]
    assert [field for field, told in fields.items() if not told["description"].endswith(".")] == []


def test_a_parameter_that_is_none_is_refused(names):
    path, function = DEPLOYMENTS[-1]["entrypoint"].split(":")
    flow = flows.load_flow_from_entrypoint(f"{ROOT / path}:{function}")
    with pytest.raises(ParameterTypeError, match="wokers"):
        flow.validate_parameters({"run": {"wokers": 2}})


def test_each_runs_once_a_week_and_never_in_the_hour_of_the_other():
    times = [(s["cron"].split(), s["timezone"]) for one in DEPLOYMENTS for s in one["schedules"]]
    assert [cron[2:] for cron, _ in times] == [["*", "*", "1"]] * 2
    assert len({cron[1] for cron, _ in times}) == 2
    assert {zone for _, zone in times} == {"Europe/Istanbul"}


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_names_the_deployments_and_the_pool_of_the_file(guide, names):
    text = (ROOT / guide).read_text(encoding="utf-8")
    assert [name for name in names if name not in text] == []
    pools = {one["work_pool"]["name"] for one in DEPLOYMENTS}
    assert set(re.findall(r"(?:--pool|work-pool create) (\S+)", text)) == pools


def test_both_guides_have_the_same_commands():
    commands = [re.findall(r"^(?:\.venv/bin/|PREFECT_API_URL=|sudo |Exec|On)[^#\n]*", guide, re.M) for guide in texts()]
    assert commands[0] == commands[1] != []


def texts():
    return [(ROOT / guide).read_text(encoding="utf-8").replace("PLAN_MINER_LANG=tr ", "") for guide in GUIDES]
