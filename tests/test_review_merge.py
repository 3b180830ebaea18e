"""What decisions make of the tables, and when they do not hold any more."""

from __future__ import annotations

import csv
import shutil

import msgspec
import pytest
from console import plan_miner
from review_worlds import (
    TEXTS,
    at,
    broken_promises,
    decided,
    decision,
    evidence_key,
    history,
    machine,
    plan_of,
    report_of,
)
from small_run import PLAN, VAN, book

from plan_miner import work
from plan_miner.model import Box, Edition, Line, Page, Reading
from plan_miner.publish.checks import failures
from plan_miner.review.decisions import Activity, Decision, Place, Values, append, dated
from plan_miner.review.desk import Desk
from plan_miner.review.items import as_found, items
from plan_miner.review.merge import Decided, reviewed, with_decisions
from plan_miner.review.missed import found_again
from plan_miner.review.standing import second_reading

WOMEN, YOUTH = (TEXTS[0], ("Kurs açılması", "Fuar")), (TEXTS[8], ())
TABLES = machine(plan_of([WOMEN, YOUTH]), report_of("İki kreş vardır."))
FIRST, SECOND = (one for one in items(TABLES) if one.kind == "objective")
SERVICE = next(one for one in items(TABLES) if one.key == f"{VAN.id}:childcare")
DOUBT = next(one for one in items(TABLES) if one.kind == "doubt")


def annex(tables):
    return [(row["objective_code"], row["activity_no"], row["review"]) for row in tables["annex"]]


def cell(tables):
    return next(row for row in tables["service_table"] if row["service"] == "childcare" and row["document_id"])


def state(tables, item, *decisions, reader="dilek"):
    return reviewed(tables, decisions, {}).standings[item.id].state(reader)


# --- what a decision does -------------------------------------------------------------------------


def test_without_decisions_the_tables_are_the_programs():
    assert decided(TABLES) == TABLES


def test_a_row_that_was_accepted_says_so_and_nothing_else_changes():
    merged = decided(TABLES, at(1, decision(FIRST)))
    assert annex(merged) == [("4.1", 1, "accepted"), ("4.1", 2, "accepted"), ("4.2", None, "pending")]
    assert [row["review"] for row in merged["objectives"]] == ["accepted", "pending"]
    same = [{**row, "review": "pending"} for row in merged["annex"]]
    assert same == TABLES["annex"]


def test_a_row_that_was_rejected_stays_in_the_table_and_leaves_what_people_print():
    merged = decided(TABLES, at(1, decision(FIRST, verdict="rejected")))
    assert annex(merged)[0] == ("4.1", 1, "rejected")
    assert [row["in_annex_final"] for row in merged["objectives"]] == [False, True]
    assert [row["in_annex"] for row in merged["objectives"]] == [True, True]
    assert TEXTS[0] not in " ".join(str(c.value) for row in book(merged)["EK 2"].rows for c in row)


def test_a_corrected_objective_brings_its_values_and_their_evidence():
    fixed = (Activity("Kurs açılması", 1, "women", ("employment",), ("women",)), Activity("Eklenen iş"))
    after = msgspec.structs.replace(FIRST.values, objective="Kadın istihdamı", basis="equality", activities=fixed)
    merged = decided(TABLES, at(1, decision(FIRST, verdict="corrected", after=after)))
    rows = [row for row in merged["annex"] if row["objective_code"] == "4.1"]
    assert [(row["activity_no"], row["activity"], row["objective"]) for row in rows] == [
        (1, "Kurs açılması", "Kadın istihdamı"),
        (3, "Eklenen iş", "Kadın istihdamı"),
    ]
    proven = {row["key"] for row in merged["evidence"] if row["table"] == "annex"}
    assert proven == {f"{PLAN.id}:4.1:1", f"{PLAN.id}:4.1:3", f"{PLAN.id}:4.2"}
    assert merged["objectives"][0]["objective"] == TEXTS[0]
    assert merged["objectives"][0]["objective_final"] == "Kadın istihdamı"


def test_an_activity_number_that_stands_twice_is_given_once():
    twice = (Activity("Bir", 1), Activity("İki", 1), Activity("Üç"))
    after = msgspec.structs.replace(FIRST.values, activities=twice)
    merged = decided(TABLES, at(1, decision(FIRST, verdict="corrected", after=after)))
    assert [row["activity_no"] for row in merged["annex"] if row["objective_code"] == "4.1"] == [1, 3, 4]
    assert failures(merged) == ()


def test_an_objective_that_the_program_left_out_comes_in_by_a_correction():
    outside = machine(plan_of([WOMEN], in_annex=False))
    item = items(outside)[0]
    after = msgspec.structs.replace(item.values, in_annex=True)
    merged = decided(outside, at(1, decision(item, verdict="corrected", after=after)))
    assert annex(merged) == [("4.1", 1, "corrected"), ("4.1", 2, "corrected")]
    assert failures(merged) == ()


def test_a_corrected_service_says_what_people_say_and_what_was_found():
    after = Values(status="planned")
    row = cell(decided(TABLES, at(1, decision(SERVICE, verdict="corrected", after=after))))
    assert (row["status"], row["unit_count"], row["review"]) == ("planned", None, "corrected")
    assert (row["status_found"], row["unit_count_found"]) == ("available", 2)
    assert row["summary"] == "Kreş veya gündüz bakımevi kurulma veya planlanma aşamasında."


def test_what_was_accepted_holds_though_the_program_now_reads_the_same_sentence_otherwise():
    later = machine(plan_of([WOMEN, YOUTH]), report_of("İki kreş vardır.", "planned"))
    row = cell(decided(later, at(1, decision(SERVICE))))
    assert (row["status"], row["status_found"], row["review"]) == ("available", "planned", "accepted")


def test_a_rejected_service_is_not_printed_in_the_grid():
    merged = decided(TABLES, at(1, decision(SERVICE, verdict="rejected")))
    grid = " ".join(str(c.value) for row in book(merged)["Tablo 2"].rows for c in row)
    assert "İki kreş" not in grid
    assert "reddedildi" in grid


def test_a_service_that_people_know_of_without_a_document_is_a_doubt():
    silent = next(one for one in items(TABLES) if one.key == f"{VAN.id}:home_care")
    made = decision(silent, verdict="corrected", after=Values(status="available"), note="telefonla soruldu")
    merged = decided(TABLES, at(1, made))
    assert [row["doubt"] for row in merged["doubts"]][-1] == "decision_without_evidence"
    assert failures(merged) == ()


def test_a_doubt_that_was_looked_at_says_so():
    merged = decided(TABLES, at(1, decision(DOUBT)))
    assert [row["review"] for row in merged["doubts"]] == ["accepted"]


def test_what_people_write_is_masked_like_all_else():
    after = msgspec.structs.replace(SECOND.values, objective="Bilgi: bilgi@kars.bel.tr, =1+1")
    merged = decided(TABLES, at(1, decision(SECOND, verdict="corrected", after=after)))
    assert {"Bilgi: [e-posta], =1+1"} == {row["objective"] for row in merged["annex"] if row["review"] == "corrected"}


# --- added objectives -----------------------------------------------------------------------------

MARKED = Place("ab" * 32, 55, 70, 100, 300, 112, "Kadın dostu kent olmak")


def added(code: str = "4.9", **more) -> Decision:
    said = Values(in_annex=True, goal_code="4", objective_code=code, objective=MARKED.quote, basis="women", **more)
    evidence = evidence_key(MARKED.quote)
    return Decision(
        "", "ayşe", "added", f"added:{PLAN.id}:{evidence}", evidence, before=said, after=said, words=(MARKED.quote,),
        places=(MARKED,),
    )  # fmt: skip


def test_an_added_objective_stands_in_every_table_with_its_marked_lines():
    merged = decided(TABLES, at(1, added(activities=(Activity("Güvenli durak"),))))
    assert annex(merged)[-1] == ("4.9", 1, "added")
    assert merged["objectives"][-1]["in_annex_final"] is True
    assert merged["objectives"][-1]["in_annex"] is False
    proof = {(row["table"], row["page"], row["quote"]) for row in merged["evidence"] if ":4.9" in row["key"]}
    assert proof == {(table, 55, MARKED.quote) for table in ("objectives", "activities", "annex")}
    assert failures(merged) == ()


def test_an_added_objective_goes_when_it_is_taken_back():
    made = at(1, added())
    back = at(2, Decision("", "ayşe", "undone", made.item, undoes=made.id))
    assert decided(TABLES, made, back)["annex"] == TABLES["annex"]


def test_of_an_added_objective_whose_words_are_gone_nothing_is_published_but_it_is_asked_again():
    later = machine(plan_of([WOMEN, YOUTH], sha="cd" * 32))
    made = at(1, added())
    assert decided(later, made)["annex"] == later["annex"]
    assert reviewed(later, [made], {}).standings[made.item].state() == "changed"
    again = {made.item: (msgspec.structs.replace(MARKED, sha256="cd" * 32, page=57),)}
    assert reviewed(later, [made], again).standings[made.item].state() == "added"


def test_the_words_of_an_added_objective_are_found_again_in_a_later_edition(tmp_path):
    later = Edition(PLAN.id, "cd" * 32, tmp_path / "plan.pdf", 1, "", "local", "")
    lines = [
        Line(text, Box(57, 60, top, 200, top + 10)) for top, text in ((90, "Giriş"), (110, "KADIN DOSTU  kent olmak"))
    ]
    reading = Reading((Page(56, 595, 842, ()), Page(57, 595, 842, tuple(lines))))
    work.keep_reading(work.path_of(tmp_path, later, "reading"), reading)
    made = at(1, added())
    (place,) = found_again(tmp_path, [later], [made])[made.item]
    assert (place.sha256, place.page, place.top) == ("cd" * 32, 57, 110)
    merged = with_decisions(machine(plan_of([WOMEN], sha="cd" * 32)), Decided((made,), {made.item: (place,)}))
    assert annex(merged)[-1] == ("4.9", None, "added")


@pytest.mark.parametrize("code", ["4.1", "4.2"])
def test_an_added_objective_never_takes_the_place_of_one_that_the_program_found(code):
    made = at(1, added(code))
    assert decided(TABLES, made)["annex"] == TABLES["annex"]


def test_published_decisions_lead_back_to_what_the_program_found():
    fixed = msgspec.structs.replace(FIRST.values, objective="Kadın istihdamı", activities=(Activity("Yeni"),))
    silent = next(one for one in items(TABLES) if one.key == f"{VAN.id}:home_care")
    merged = decided(
        TABLES,
        at(1, decision(FIRST, verdict="corrected", after=fixed)),
        at(2, decision(SECOND, verdict="rejected")),
        at(3, decision(SERVICE, verdict="corrected", after=Values(status="planned"))),
        at(4, decision(silent, verdict="corrected", after=Values(status="available"))),
        at(5, added(activities=(Activity("Güvenli durak"),))),
    )
    assert items(as_found(merged)) == items(TABLES)


# --- when evidence changes ------------------------------------------------------------------------


def test_a_document_saved_anew_asks_nothing_again():
    later = machine(plan_of([WOMEN, YOUTH], page=77, sha="ef" * 32), report_of("İki kreş vardır.", page=90))
    decisions = [at(n, decision(one)) for n, one in enumerate((FIRST, SECOND, SERVICE), 1)]
    review = reviewed(later, decisions, {})
    assert [review.standings[one.id].review for one in (FIRST, SECOND, SERVICE)] == ["accepted"] * 3
    assert review.orphaned == ()


def test_other_words_are_asked_again_and_the_old_ones_are_shown():
    later = machine(plan_of([("Kadınların sağlığı", ()), YOUTH]))
    made = at(1, decision(FIRST, verdict="rejected"))
    standing = reviewed(later, [made], {}).standings[FIRST.id]
    assert (standing.state(), standing.review, standing.earlier) == ("changed", "pending", (made,))
    assert [row["review"] for row in decided(later, made)["annex"]] == ["pending", "pending"]


def test_a_row_that_moved_to_another_code_takes_its_decision_along():
    later = machine(plan_of([YOUTH, WOMEN]))
    review = reviewed(later, [at(1, decision(FIRST, verdict="rejected"))], {})
    assert review.standings[f"objective:{PLAN.id}:4.2"].review == "rejected"
    assert review.standings[f"objective:{PLAN.id}:4.1"].state() == "pending"


def test_a_decision_whose_row_is_gone_is_kept_as_orphaned():
    made = at(1, decision(SECOND))
    assert reviewed(machine(plan_of([WOMEN])), [made], {}).orphaned == (made,)


# --- several readers ------------------------------------------------------------------------------


def test_two_who_disagree_leave_the_row_undecided_until_a_third_settles_it():
    yes, no = at(1, decision(FIRST)), at(2, decision(FIRST, "barış", "rejected"))
    assert state(TABLES, FIRST, yes, no) == "disputed"
    assert annex(decided(TABLES, yes, no))[0][2] == "undecided"
    third = at(3, decision(FIRST, "ceren", "rejected"))
    assert state(TABLES, FIRST, yes, no, third) == "rejected"


def test_one_of_two_settles_a_dispute_by_saying_so():
    yes, no = at(1, decision(FIRST)), at(2, decision(FIRST, "barış", "rejected"))
    talked = at(3, decision(FIRST, "ayşe", "rejected", settles=(yes.id, no.id)))
    assert state(TABLES, FIRST, yes, no, talked) == "rejected"


def test_whoever_changes_their_mind_disagrees_with_nobody():
    assert state(TABLES, FIRST, at(1, decision(FIRST)), at(2, decision(FIRST, verdict="rejected"))) == "rejected"


def test_a_reader_who_is_undecided_contradicts_nobody():
    assert state(TABLES, FIRST, at(1, decision(FIRST)), at(2, decision(FIRST, "barış", "undecided"))) == "accepted"


def test_what_was_taken_back_is_as_if_it_had_never_been():
    made = at(1, decision(FIRST))
    back = at(2, Decision("", "ayşe", "undone", made.item, undoes=made.id))
    assert decided(TABLES, made, back) == TABLES


def test_about_one_row_in_ten_is_read_by_a_second_person_who_is_not_told_what_the_first_said():
    many = machine(plan_of([(f"Kadın hedefi {n}", ()) for n in range(400)]))
    drawn = [one for one in items(many) if one.kind == "objective" and second_reading(one)]
    assert 20 <= len(drawn) <= 65
    first = at(1, decision(drawn[0]))
    assert state(many, drawn[0], first, reader="barış") == "second"
    assert state(many, drawn[0], first, reader="ayşe") == "accepted"


# --- any history ----------------------------------------------------------------------------------


@pytest.mark.parametrize("chunk", range(4))
def test_after_any_history_nothing_is_lost_and_nothing_applied_to_other_words(chunk):
    for seed in range(chunk * 50, chunk * 50 + 50):
        *_, world = history(seed)
        assert broken_promises(world) == [], seed


# --- at the next run ------------------------------------------------------------------------------


def test_a_run_after_a_decision_publishes_it_and_reads_nothing_again(sample_run, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(sample_run, data, copy_function=shutil.copy2)
    item = next(one for one in Desk(data).items() if one.kind == "objective" and one.values.in_annex)
    append(data / "review", dated(decision(item, verdict="rejected")))
    done = plan_miner("run", "--sample", "--data", data)
    assert done.returncode == 0, done.stderr
    assert "read" not in done.stderr
    with (data / "processed" / "annex.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if f"{row['document_id']}:{row['objective_code']}" == item.key]
    assert {row["review"] for row in rows} == {"rejected"}
