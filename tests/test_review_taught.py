"""What decisions teach: how often the program was right, and which terms and rules stood behind the rest."""

from __future__ import annotations

import json
import shutil

import msgspec
from console import plan_miner
from review_worlds import TEXTS, at, decision, machine, plan_of, report_of

from plan_miner.evaluate.reviewed import Precision, reviewed
from plan_miner.review.decisions import append, dated
from plan_miner.review.desk import Desk
from plan_miner.review.items import items
from plan_miner.review.merge import reviewed as review_of

TABLES = machine(plan_of([(TEXTS[0], ("Kurs",)), (TEXTS[1], ()), (TEXTS[8], ())]), report_of("İki kreş vardır."))
FIRST, SECOND, _ = (one for one in items(TABLES) if one.kind == "objective")
CHILDCARE = next(one for one in items(TABLES) if one.service == "childcare" and one.document_id)


def taught(*decisions):
    return reviewed(review_of(TABLES, [at(n, one) for n, one in enumerate(decisions)], {}))


def test_precision_is_the_share_that_was_right_as_it_stood():
    planned = msgspec.structs.replace(CHILDCARE.values, status="planned")
    found = taught(
        decision(FIRST), decision(SECOND, verdict="rejected"), decision(CHILDCARE, verdict="corrected", after=planned)
    )
    assert found.overall == {"annex": Precision(1, 0, 1), "services": Precision(0, 1, 0)}
    assert found.overall["annex"].precision == 0.5
    assert found.by["theme"]["employment"] == Precision(1, 0, 1)
    assert found.by["service"] == {"childcare": Precision(0, 1, 0)}
    assert found.by["layout"] == {"card": Precision(1, 0, 1)}


def test_what_stood_behind_a_rejected_row_is_named_with_an_example():
    found = taught(decision(FIRST), decision(SECOND, verdict="rejected", note="genel hizmet"))
    rule = next(one for one in found.blamed if one.what == "rule")
    assert (rule.name, rule.decided, rule.wrong) == ("card", 2, 1)
    assert rule.examples == (f"{SECOND.id}: {TEXTS[1]} (genel hizmet)",)


def test_what_is_disputed_or_undecided_counts_nowhere():
    found = taught(decision(FIRST), decision(FIRST, "barış", "rejected"), decision(SECOND, verdict="undecided"))
    assert found.overall == {}
    assert (found.agreement.shared, found.agreement.same) == (1, 0)


def test_nothing_decided_teaches_nothing():
    assert (taught().overall, taught().blamed) == ({}, ())


def test_on_the_command_line(sample_run, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(sample_run, data)
    item = next(one for one in Desk(data).items() if one.kind == "objective" and one.values.in_annex)
    append(data / "review", dated(decision(item, verdict="rejected")))
    done = plan_miner("evaluate", "--reviewed", "--tables", data / "processed", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["overall"] == {
        "annex": {"precision": 0.0, "decided": 1, "accepted": 0, "corrected": 0, "rejected": 1}
    }
    assert "of 1 not right" in plan_miner("evaluate", "--reviewed", "--tables", data / "processed").stdout
