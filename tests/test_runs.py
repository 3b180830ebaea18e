"""What a run did is kept as data."""

import json

from small_run import plan

from plan_miner.fetch import Fetched
from plan_miner.model import Outcome
from plan_miner.publish import Published
from plan_miner.runs import record


def test_a_run_tells_of_each_document_what_it_did_and_how_many_rows_came_of_it(tmp_path):
    outcomes = [Outcome(plan().source, "not_found", "its address answers 404: correct its url")]
    fetched = [Fetched(outcomes[0].source.id, "failed", "not_found", "its address answers 404: correct its url")]
    path = record(tmp_path, "2026-11-22T10:00:00Z", fetched, outcomes, Published(tmp_path, (), {"goals": 3}))
    told = json.loads(path.read_text(encoding="utf-8"))
    assert path.parent == tmp_path / "runs"
    assert told["documents"][0]["did"] == "failed"
    assert told["documents"][0]["status"] == "not_found"
    assert told["rows"] == {"goals": 3}
    assert told["started"] == "2026-11-22T10:00:00Z" <= told["ended"]
