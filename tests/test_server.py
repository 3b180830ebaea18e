"""A Prefect server of its own runs the week by itself: both deployments, their schedules, what it shows and tells."""

from __future__ import annotations

import shutil
import sys
from types import SimpleNamespace

import edition_pair
import local_web as web
import pytest
from console import ROOT
from pytest_httpserver import HTTPServer
from real_server import RealServer
from small_run import here

from plan_miner.mine import mine
from plan_miner.settings import Settings

pytest.importorskip("prefect")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs loopback addresses beyond 127.0.0.1")
if not (ROOT / "prefect.yaml").exists():
    pytest.skip("the deployments are in the checkout only", allow_module_level=True)
LINK = b'<meta charset=utf-8><p><a href="/yeni.pdf">2025-2029 Stratejik Plan\xc4\xb1</a></p>'
SOON = 4.0  # seconds from now to the time of a schedule


@pytest.fixture(scope="module")
def week(prefect_home, tmp_path_factory):
    """What a server has to say after its schedules ran over a plan and a report that came in new editions."""
    project = tmp_path_factory.mktemp("project")
    home = shutil.copytree(prefect_home, tmp_path_factory.mktemp("prefect") / "home")
    with web.Web() as hosts, HTTPServer(host="127.0.0.1") as receiver:
        host = hosts.host()
        host.pages["/planlar"] = web.page(LINK)
        receiver.expect_request("/word", method="POST").respond_with_data("")
        settings = _project(project, host.url("/planlar"))
        _editions(project, "first")
        mine(settings, here)
        _editions(project, "second")
        reach = {"PLAN_MINER_ALLOW_PRIVATE_HOSTS": "1", "PLAN_MINER_RATE": "0", "NO_PROXY": "*"}
        with RealServer(project, home, **reach) as server:
            found = _set_going(server, f"json://127.0.0.1:{receiver.port}/word")
            for deployment in found.deployments:
                server.schedule(deployment["id"], SOON)
            found.runs = server.until(lambda: _ended(server), "no scheduled run came to its end")
            found.events = server.until(lambda: _events(server), "the events did not come")
            found.artifacts = {one["key"]: one for one in server.ask("artifacts/latest/filter")}
            found.words = server.until(lambda: _words(receiver), "no word was sent")
        found.left = server.left()
    return found


def _project(project, page):
    """The folder of an operator: flows and deployments as they are here, a registry, a document that is not there."""
    shutil.copytree(ROOT / "flows", project / "flows", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("prefect.yaml", "automations.yaml"):
        shutil.copyfile(ROOT / name, project / name)
    gone = "      - {kind: activity_report, period: 2019, url: yok.pdf}\n"
    registry = edition_pair.REGISTRY.replace("    documents:", f"    watch: [{page}]\n    documents:") + gone
    (project / "sources.yaml").write_text(registry, encoding="utf-8")
    return Settings(data=project / "data", sources=project / "sources.yaml")


def _editions(project, edition):
    edition_pair.draw(project, edition)


def _set_going(server, address):
    """What the guide says, in its order."""
    server.start("worker", "start", "--pool", "plan-miner", "--type", "process", "--limit", "1")
    server.until(lambda: server.ask("work_pools/filter"), "the worker made no pool")
    server.command("-m", "prefect", "--no-prompt", "deploy", "--all")
    server.command("flows/word.py", "--to", address)
    return SimpleNamespace(deployments=server.ask("deployments/filter"))


def _ended(server):
    """One run of each flow that a schedule began, by the flow's name, once both have ended."""
    flows = {flow["id"]: flow["name"] for flow in server.ask("flows/filter")}
    ended = {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}
    runs = {flows[run["flow_id"]]: run for run in server.ask("flow_runs/filter", flow_runs={"state": ended})}
    return runs if runs.keys() == {"mine", "watch"} else None


def _events(server):
    found = server.ask("events/filter", filter={"event": {"prefix": ["plan_miner."]}})["events"]
    names = {event["event"] for event in found}
    return found if {"plan_miner.news", "plan_miner.candidate.new", "plan_miner.edition.changed"} <= names else None


def _words(receiver):
    said = [request.get_json() for request, _ in receiver.log]
    return said if len(said) >= 3 else None


def test_both_deployments_are_there_with_a_description_of_each_parameter(week):
    schemas = [one["parameter_openapi_schema"]["definitions"] for one in week.deployments]
    fields = [field for schema in schemas for model in schema.values() for field in model["properties"].values()]
    assert len(schemas) == 2
    assert len(fields) > 8
    assert all(field["description"] for field in fields)


@pytest.mark.parametrize("flow", ["mine", "watch"])
def test_a_schedule_begins_a_run_by_itself_and_it_ends_well(week, flow):
    run = week.runs[flow]
    assert (run["auto_scheduled"], run["state_name"]) == (True, "Completed")


def test_documents_stand_by_status_and_what_failed_with_what_to_do(week):
    by_status = {row["status"]: row["documents"] for row in _data(week, "documents")}
    assert by_status == {"ok": 2, "not_found": 1}
    (failed,) = _data(week, "failed-documents")
    assert failed["document"] == "serinirmak-ilicaozu-fr-2019"
    assert ("correct its path" in failed["error"], "yolunu" in failed["hata"]) == (True, True)


def test_reading_has_come_to_its_end(week):
    assert _data(week, "read-progress") == 100


def test_changes_are_told_word_by_word(week):
    notes = week.artifacts["changes"]["data"]
    assert "New editions in this run: 2, changes: 6" in notes
    for words in (
        "Kadın danışma merkezini **ve konukevini** mahallelere",
        "**hedef değeri değişti / target changed**, gösterge / indicator 2.1.1",
        "planlanıyor / planned → var / available",
        "Kadın kursiyer sayısı (kişi), 2021: 12 → 20",
    ):
        assert words in notes


def test_each_changed_edition_is_an_event_with_the_edition_before(week):
    told = {event["resource"]["prefect.resource.id"]: event for event in week.events}
    plan = told["serinirmak-ilicaozu-sp-2020-2024"]
    assert plan["event"] == "plan_miner.edition.changed"
    assert plan["payload"].keys() == {"municipality", "kind", "period", "sha256", "url", "from_sha256"}
    assert (plan["payload"]["municipality"], plan["payload"]["period"]) == ("Ilıcaözü Belediyesi", "2020-2024")
    assert plan["payload"]["sha256"] != plan["payload"]["from_sha256"] != ""


def test_a_document_found_on_a_page_is_an_event_and_waits(week):
    (found,) = [event for event in week.events if event["event"] == "plan_miner.candidate.new"]
    assert found["payload"]["period"] == "2025-2029"
    assert [row["url"] for row in _data(week, "candidates")] == [found["payload"]["url"]]


def test_word_is_sent_of_what_is_new(week):
    said = "\n".join(word["message"] for word in week.words)
    assert "değişen baskı / changed edition: Ilıcaözü Belediyesi, stratejik plan / strategic plan 2020-2024" in said
    assert "bulundu / found: Ilıcaözü Belediyesi, stratejik plan / strategic plan 2025-2029" in said


def test_nothing_outlives_the_server(week):
    assert week.left == []


def _data(week, key):
    import json

    data = week.artifacts[key]["data"]
    return json.loads(data) if isinstance(data, str) else data
