"""decisions.jsonl: what is written is there, whole, whoever writes at the same time or is killed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from review_worlds import at, decision, machine, plan_of

from plan_miner.review import decided
from plan_miner.review.decisions import FILE, Decision, Values, append, dated, read
from plan_miner.review.items import items

ITEM = items(machine(plan_of([("Kadınların istihdamı", ("Kurs",))])))[0]


def test_a_decision_comes_back_as_it_was_made(tmp_path):
    made = at(1, decision(ITEM, note="s. 40'a bakıldı \u2028 «böyle»"))
    append(tmp_path / "review", made)
    assert read(tmp_path / "review").decisions == (made,)
    assert (tmp_path / "review" / FILE).read_bytes().count(b"\n") == 1


def test_what_is_there_is_never_changed(tmp_path):
    folder = tmp_path / "review"
    append(folder, at(1, decision(ITEM)))
    before = (folder / FILE).read_bytes()
    append(folder, at(2, decision(ITEM, verdict="rejected")))
    assert (folder / FILE).read_bytes().startswith(before)


def test_nobody_has_decided_where_there_is_no_file(tmp_path):
    assert read(tmp_path / "review").decisions == ()


def test_a_line_cut_short_is_told_and_costs_no_other(tmp_path):
    folder, (first, second) = tmp_path / "review", (at(n, decision(ITEM, by=str(n))) for n in (1, 2))
    append(folder, first)
    with (folder / FILE).open("ab") as file:
        file.write(msgspec.json.encode(second)[:50])
    assert (read(folder).decisions, read(folder).unreadable) == ((first,), (2,))
    append(folder, second)
    assert (read(folder).decisions, read(folder).unreadable) == ((first, second), (2,))


@pytest.mark.parametrize(
    "line",
    [
        b"<<<<<<< HEAD",
        b"\xff\xfe",
        b'{"at":"yesterday","by":"a","verdict":"accepted","item":"x"}',
        b'{"at":"2026-01-01","by":"a","verdict":"maybe","item":"x"}',
        b'{"at":"2026-01-01","by":"a","verdict":"corrected","item":"service:a:b","after":{"status":"perhaps"}}',
        b'{"at":"2026-01-01","by":"a","verdict":"corrected","item":"objective:a:b","after":{"activities":"all"}}',
    ],
)
def test_a_line_that_is_no_decision_is_told_by_its_number(tmp_path, line):
    (tmp_path / FILE).write_bytes(line + b"\n")
    assert read(tmp_path).unreadable == (1,)


def test_a_line_that_two_branches_brought_counts_once_and_their_order_does_not_matter(tmp_path):
    one, two = at(1, decision(ITEM)), at(2, decision(ITEM, by="barış"))
    append(tmp_path / "review", two, one, two)
    assert read(tmp_path / "review").decisions == (one, two)


def test_many_writers_at_once_lose_nothing(tmp_path):
    made = [at(n, decision(ITEM, by=str(n))) for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: append(tmp_path / "review", one), made))
    assert read(tmp_path / "review").decisions == tuple(made)


def test_the_id_of_a_decision_is_made_of_all_that_it_says():
    made = at(1, decision(ITEM))
    assert made.id == dated(msgspec.structs.replace(made, id="other"), _moment(made)).id
    assert made.id != at(1, decision(ITEM, note="x")).id


def _moment(made: Decision):
    from datetime import datetime

    return datetime.fromisoformat(made.at)


def test_a_torn_line_becomes_a_doubt_of_the_tables(tmp_path):
    from plan_miner.review.merge import unreadable

    (tmp_path / "review").mkdir()
    (tmp_path / "review" / FILE).write_bytes(b'{"at":"2026')
    assert [row["doubt"] for row in unreadable(decided(tmp_path, []))] == ["unreadable_decision"]


def test_what_is_judged_is_without_where_it_came_from():
    assert Values(status="available", rule="a", confidence=0.5).said == Values(status="available")
