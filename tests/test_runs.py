"""What a run did is kept as data."""

import json
from dataclasses import replace

from small_run import edition, plan

from plan_miner.fetch import Fetched
from plan_miner.model import Became
from plan_miner.publish import Published
from plan_miner.runs import brought, record


def test_a_run_tells_of_each_document_what_it_did_and_how_many_rows_came_of_it(tmp_path):
    outcomes = [Became(plan().source, "not_found", "its address answers 404: correct its url")]
    fetched = [Fetched(outcomes[0].source.id, "failed", "not_found", "its address answers 404: correct its url")]
    path = record(tmp_path, "2026-11-22T10:00:00Z", fetched, outcomes, Published(tmp_path, (), {"goals": 3}))
    told = json.loads(path.read_text(encoding="utf-8"))
    assert path.parent == tmp_path / "runs"
    assert told["documents"][0]["did"] == "failed"
    assert told["documents"][0]["status"] == "not_found"
    assert told["rows"] == {"goals": 3}
    assert told["started"] == "2026-11-22T10:00:00Z" <= told["ended"]


def ran(data, started, *outcomes, did="new"):
    """One run over these outcomes, kept as its account; what it brought, as (document, new or changed, from)."""
    fetched = [Fetched(outcome.source.id, did, outcome.status) for outcome in outcomes]
    came = brought(data, outcomes, fetched)
    record(data, started, fetched, outcomes, Published(data, (), {}), came)
    return [(one.source.id, one.change, one.from_sha256) for one in came]


def with_bytes(sha256):
    source = plan().source
    return Became(source, "ok", edition=replace(edition(source), sha256=sha256))


def test_an_edition_is_new_once_and_changed_when_others_come_in_its_place(tmp_path):
    one, other, name = with_bytes("11" * 32), with_bytes("22" * 32), plan().source.id
    assert ran(tmp_path, "2026-01-01T00:00:00Z", one) == [(name, "new", "")]
    assert ran(tmp_path, "2026-01-02T00:00:00Z", one, did="unchanged") == []
    assert ran(tmp_path, "2026-01-03T00:00:00Z", other, did="unchanged") == [(name, "changed", "11" * 32)]
    told = json.loads((tmp_path / "runs" / "2026-01-03T000000Z.json").read_text(encoding="utf-8"))["documents"][0]
    assert (told["brought"], told["from_sha256"]) == ("changed", "11" * 32)


def test_a_document_that_could_not_be_read_before_is_new_and_one_that_fails_is_not(tmp_path):
    damaged = Became(plan().source, "damaged", "has no pages: download it again", with_bytes("11" * 32).edition)
    assert ran(tmp_path, "2026-01-01T00:00:00Z", damaged) == []
    assert ran(tmp_path, "2026-01-02T00:00:00Z", with_bytes("11" * 32)) == [(plan().source.id, "new", "")]


def test_what_a_refused_run_found_is_told_by_the_next_that_publishes(tmp_path):
    one, other, name = with_bytes("11" * 32), with_bytes("22" * 32), plan().source.id
    ran(tmp_path, "2026-01-01T00:00:00Z", one)
    fetched = [Fetched(name, "new", "ok")]
    record(tmp_path, "2026-01-02T00:00:00Z", fetched, [other], Published(tmp_path, (), {}, ("goals: 9 of 9 are gone",)))
    assert ran(tmp_path, "2026-01-03T00:00:00Z", other, did="unchanged") == [(name, "changed", "11" * 32)]


def test_where_the_accounts_of_runs_are_gone_only_what_came_today_is_new(tmp_path):
    assert ran(tmp_path, "2026-01-01T00:00:00Z", with_bytes("11" * 32), did="unchanged") == []
