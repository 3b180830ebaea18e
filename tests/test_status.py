"""`plan-miner status` and `plan-miner retry`: how things stand after real runs, and what failed once more."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from console import plan_miner
from small_run import here

from plan_miner.mine import mine
from plan_miner.runs import Account, Run
from plan_miner.settings import SAMPLE, Settings
from plan_miner.standing import Known, Waiting, failed, state

REPORT = SAMPLE.with_name("serinirmak-bademkopru-fr-2020.pdf").read_bytes()
GOOD = SAMPLE.with_name("serinirmak-bademkopru-sp-2020-2024.pdf").read_bytes()
FIRST, SECOND = "serinirmak-bademkopru-sp-2020-2024", "serinirmak-bademkopru-fr-2020"
REGISTRY = """municipalities:
  - id: serinirmak-bademkopru
    name: Bademköprü Belediyesi
    province: Ankara
    kind: district
    documents:
      - {kind: strategic_plan, period: 2020-2024, url: good.pdf}
      - {kind: activity_report, period: 2020, url: missing.pdf}
"""
NOTHING = Waiting(0, 0, 0, 0)
AT = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A registry of two plans of which one is not there; and a run over it."""
    folder = tmp_path_factory.mktemp("status")
    (folder / "good.pdf").write_bytes(GOOD)
    (folder / "sources.yaml").write_text(REGISTRY, encoding="utf-8")
    mine(settings(folder), here)
    return folder


def settings(folder, *only):
    return Settings(data=folder / "data", sources=folder / "sources.yaml", only=only)


@pytest.fixture(scope="module")
def told(world):
    """What `status` says after the run, after one for the good document alone, and after the retry that makes good."""
    after = {"run": plan_miner("status", "--json", folder=world)}
    after["turkish"] = plan_miner("status", folder=world, PLAN_MINER_LANG="tr")
    mine(settings(world, FIRST), here)
    after["other"] = plan_miner("status", "--json", folder=world)
    (world / "missing.pdf").write_bytes(REPORT)
    after["retry"] = plan_miner("retry", "--workers", 1, folder=world)
    return after


def test_what_failed_is_named_with_its_error_and_the_command_ends_with_1(told):
    found = json.loads(told["run"].stdout)
    assert told["run"].returncode == 1
    assert [one["document_id"] for one in found["failed"]] == [SECOND]
    assert "missing.pdf" in found["failed"][0]["error"]
    assert found["never_had"] == [SECOND]
    assert (found["runs"][0]["new"], found["runs"][0]["failed"], found["well"]) == (1, 1, False)
    assert found["waiting"]["to_review"] > 0


def test_the_same_is_told_in_turkish(told):
    assert told["turkish"].returncode == 1
    assert "hiç alınamadı: 1" in told["turkish"].stdout
    assert "tarihinden beri): missing.pdf" in told["turkish"].stdout
    assert "plan-miner retry bunları yeniden dener" in told["turkish"].stdout


def test_a_run_for_other_documents_does_not_make_good_what_failed_before_it(told):
    assert [one["document_id"] for one in json.loads(told["other"].stdout)["failed"]] == [SECOND]


def test_retry_asks_only_for_what_failed(told, world):
    assert "fetch" in told["retry"].stderr
    newest = max((world / "data" / "runs").glob("*.json"))
    did = {one["document_id"]: one["did"] for one in json.loads(newest.read_text(encoding="utf-8"))["documents"]}
    assert did[FIRST] == "skipped"
    assert did[SECOND] == "new"


def test_after_a_run_in_which_all_went_well_status_ends_with_0_and_there_is_nothing_to_retry(sample_run):
    found = plan_miner("status", "--data", sample_run)
    assert found.returncode == 0, found.stdout
    assert "all is well" in found.stdout
    again = plan_miner("retry", "--data", sample_run, "--sources", SAMPLE)
    assert (again.returncode, again.stderr.strip()) == (0, "nothing to retry")


def test_where_nothing_was_run_yet_the_remedy_is_told(tmp_path):
    found = plan_miner("status", folder=tmp_path)
    assert found.returncode == 2
    assert "plan-miner run" in found.stderr


def run(day: str, *documents: Account, refused: tuple[str, ...] = ()) -> Run:
    return Run(f"2026-{day}T06:00:00Z", f"2026-{day}T06:01:30Z", documents, {}, refused)


def had(did: str, error: str = "", status: str = "ok") -> Account:
    return Account(FIRST, did, status, error, "ab" * 32, 10)


@pytest.mark.parametrize(
    ("accounts", "since"),
    [
        ((had("new"),), ""),
        ((had("failed", "no answer"),), "11-22"),
        ((had("new"), had("failed", "no answer")), ""),
        ((had("skipped"), had("failed", "no answer")), "11-15"),
        ((had("failed", "no answer"), had("skipped"), had("failed", "no answer"), had("new")), "11-08"),
        ((had("skipped", "cut short", "damaged"), had("new")), "11-22"),
        ((had("skipped"), had("new", "cut short", "damaged")), ""),
        ((had("failed", "no answer"), had("new"), had("failed", "no answer")), "11-22"),
    ],
)
def test_a_document_fails_from_the_first_run_that_missed_it_until_one_that_had_it(accounts, since):
    runs = [run(day, one) for day, one in zip(("11-22", "11-15", "11-08", "11-01"), accounts, strict=False)]
    assert [one.since[5:10] for one in failed(runs)] == [since] * bool(since)


@pytest.mark.parametrize(
    ("accounts", "fetched_at", "stale"),
    [
        ((had("unchanged"),), "2020-01-01T00:00:00Z", ""),
        ((had("failed", "gone"), had("unchanged")), "2020-01-01T00:00:00Z", ""),
        ((had("failed", "gone"), had("failed", "gone"), had("new")), "2020-01-01T00:00:00Z", "2026-09-01"),
        ((had("skipped"),), "2026-08-01T00:00:00Z", "2026-08-01"),
    ],
)
def test_a_document_is_stale_when_its_address_had_it_last_long_ago(accounts, fetched_at, stale):
    runs = [run(day, one) for day, one in zip(("11-22", "11-15", "09-01"), accounts, strict=False)]
    found = state(runs, {FIRST: Known("strategic_plan", fetched_at)}, NOTHING, AT, stale_days=60)
    assert [one.last_seen[:10] for one in found.stale] == [stale] * bool(stale)


def test_web_pages_are_not_missed_and_a_refused_run_is_not_well():
    runs = [run("11-22", Account(SECOND, "skipped", "not_fetched"), refused=("annex: 4 of 9 rows are gone",))]
    found = state(runs, {SECOND: Known("web_page", "")}, NOTHING, AT, stale_days=60)
    assert (found.never_had, found.failed, found.well, found.runs[0].seconds) == ((), (), False, 90)
