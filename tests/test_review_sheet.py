"""The spreadsheet: what it holds, and what comes back of it after people have had it in their hands."""

from __future__ import annotations

import io

import openpyxl
import pytest
from console import plan_miner
from review_worlds import TEXTS, at, decided, decision, machine, plan_of, report_of, sheet_round_trip
from small_run import PLAN, VAN

from plan_miner.evaluate import CodedError
from plan_miner.publish.checks import failures
from plan_miner.review.corrections import corrected
from plan_miner.review.decisions import dated, read
from plan_miner.review.judging import Refused
from plan_miner.review.merge import reviewed
from plan_miner.review.queue import Filters, queue
from plan_miner.review.sheet import COLUMNS, SHEET, sheet_bytes
from plan_miner.review.sheet_back import returned
from plan_miner.review.words import words

TABLES = machine(plan_of([(TEXTS[0], ("Kurs açılması", "=1+1")), (TEXTS[8], ())]), report_of("İki kreş vardır."))
REVIEW = reviewed(TABLES, [], {})
FIRST, SECOND = (f"objective:{PLAN.id}:{code}" for code in ("4.1", "4.2"))
SERVICE = f"service:{VAN.id}:childcare"
PLACE = {name: place for place, name in enumerate(COLUMNS)}


def workbook(review=REVIEW, reader="ayşe"):
    standings = queue(review, Filters(state="all"), reader)
    data = sheet_bytes(standings, {}, words("tr"), lambda item: f"sayfalar/{item.page}.png" if item.page else "")
    return openpyxl.load_workbook(io.BytesIO(data))


def filled(book, answers):
    """The sheet with answers by item: (decision, correction, note)."""
    for row in book[SHEET].iter_rows(min_row=2):
        for place, answer in enumerate(answers.get(row[PLACE["id"]].value, ()), PLACE["decision"]):
            row[place].value = answer
    return book


def back(book, tmp_path, review=REVIEW, by="ayşe"):
    path = tmp_path / "kararlar.xlsx"
    book.save(path)
    return returned(path, review, by)


def lines(book):
    return [[cell.value for cell in row] for row in book[SHEET].iter_rows(min_row=2)]


def rewrite(book, rows):
    """The sheet with these rows in place of its own, as after sorting or deleting."""
    sheet = book[SHEET]
    sheet.delete_rows(2, sheet.max_row)
    for row in rows:
        sheet.append(row)
    return book


# --- what is in it --------------------------------------------------------------------------------


def test_only_the_cells_for_answers_can_be_written_and_the_ids_are_hidden():
    sheet = workbook()[SHEET]
    free = {name for name in COLUMNS if not sheet.cell(2, PLACE[name] + 1).protection.locked}
    assert (sheet.protection.sheet, free) == (True, {"decision", "correction", "note"})
    hidden = {name for name in COLUMNS if sheet.column_dimensions[chr(65 + PLACE[name])].hidden}
    assert "id" in hidden
    assert "about" not in hidden
    assert {one.formula1 for one in sheet.data_validations.dataValidation} == {'"Doğru,Yanlış,Düzelt"'}


def test_the_page_leads_to_its_picture_and_words_that_look_like_a_formula_stay_words():
    sheet = workbook()[SHEET]
    targets = {
        row[PLACE["page"]].hyperlink.target for row in sheet.iter_rows(min_row=2) if row[PLACE["page"]].hyperlink
    }
    assert {target.replace("\\", "/") for target in targets} == {"sayfalar/40.png", "sayfalar/12.png"}
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} <= {"s", "n"}


# --- what comes back ------------------------------------------------------------------------------


def test_answers_become_decisions(tmp_path):
    answers = {
        FIRST: ("Doğru", None, "baktım"),
        SECOND: ("YANLIŞ",),
        SERVICE: ("düzelt", "Durum: planlanıyor; Birim: 3"),
    }
    found = back(filled(workbook(), answers), tmp_path)
    assert {one.item: (one.verdict, one.note) for one in found.decisions} == {
        FIRST: ("accepted", "baktım"),
        SECOND: ("rejected", ""),
        SERVICE: ("corrected", ""),
    }
    service = next(one for one in found.decisions if one.item == SERVICE)
    assert (service.values.status, service.values.unit_count) == ("planned", 3)
    assert found.refused == ()
    assert failures(decided(TABLES, *map(dated, found.decisions))) == ()


def test_rows_may_be_sorted_and_deleted(tmp_path):
    book = filled(workbook(), {FIRST: ("Doğru",), SERVICE: ("Yanlış",)})
    rows = [row for row in reversed(lines(book)) if row[PLACE["id"]] != FIRST]
    found = back(rewrite(book, rows), tmp_path)
    assert [(one.item, one.verdict) for one in found.decisions] == [(SERVICE, "rejected")]


def test_a_row_whose_columns_were_sorted_apart_is_refused(tmp_path):
    book = filled(workbook(), {FIRST: ("Doğru",), SECOND: ("Doğru",), SERVICE: ("Doğru",)})
    rows = lines(book)
    shown = [row[: PLACE["id"]] for row in rows]
    rows = [left + row[PLACE["id"] :] for left, row in zip(shown[1:] + shown[:1], rows, strict=True)]
    found = back(rewrite(book, rows), tmp_path)
    assert found.decisions == ()
    assert {one.why.why for one in found.refused} == {"other_words"}


def test_a_decision_on_words_that_have_changed_since_is_refused(tmp_path):
    book = filled(workbook(), {FIRST: ("Doğru",), SECOND: ("Doğru",)})
    later = reviewed(machine(plan_of([("Kadınların sağlığı", ())]), report_of("İki kreş vardır.")), [], {})
    found = back(book, tmp_path, later)
    assert found.decisions == ()
    assert [(one.why.why) for one in found.refused] == ["words_changed", "row_gone"]


def test_the_same_file_twice_brings_nothing_new(tmp_path):
    book = filled(workbook(), {FIRST: ("Doğru",)})
    first = back(book, tmp_path)
    again = back(book, tmp_path, reviewed(TABLES, [dated(one) for one in first.decisions], {}))
    assert (again.decisions, again.known) == ((), 1)


@pytest.mark.parametrize(
    ("item", "answer", "why"),
    [
        (FIRST, ("Belki",), "no_such_verdict"),
        (FIRST, (None, None, "not"), "no_decision"),
        (FIRST, ("Düzelt",), "no_field"),
        (FIRST, ("Düzelt", "bence olmaz"), "no_field"),
        (FIRST, ("Düzelt", "Dayanak: kadınlar"), "nothing_corrected"),
        (FIRST, ("Düzelt", "Gruplar: kadınlar, uzaylılar"), "no_value"),
        (FIRST, ("Doğru", "Gruplar: kadınlar"), "correction_beside"),
        (SERVICE, ("Düzelt", "şöyle böyle"), "no_value"),
        (SERVICE, ("Düzelt", "Durum: okundu"), "no_value"),
        (SERVICE, ("Düzelt", "Durumu: var"), "no_field"),
    ],
)
def test_an_answer_that_cannot_be_understood_is_refused_with_the_reason(tmp_path, item, answer, why):
    found = back(filled(workbook(), {item: answer}), tmp_path)
    assert (found.decisions, [one.why.why for one in found.refused]) == ((), [why])


def test_one_row_twice_with_two_decisions_is_refused_both_times(tmp_path):
    book = filled(workbook(), {FIRST: ("Doğru",)})
    rows = lines(book)
    own = next(row for row in rows if row[PLACE["id"]] == FIRST)
    other = [*own]
    other[PLACE["decision"]] = "Yanlış"
    found = back(rewrite(book, [*rows, other]), tmp_path)
    assert found.decisions == ()
    assert [one.why.why for one in found.refused] == ["twice"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("EK 2: hayır", {"in_annex": False}),
        ("Gruplar: Kadınlar, yaşlılar\nTemalar: istihdam", {"groups": ("women", "elderly"), "themes": ("employment",)}),
        ("HEDEF: Kadınlar; gençler için kurs; DAYANAK: yok", {"objective": "Kadınlar; gençler için kurs", "basis": ""}),
        ("groups: women; basis: equality", {"groups": ("women",), "basis": "equality"}),
    ],
)
def test_what_a_correction_says(written, expected):
    values = corrected(REVIEW.standings[FIRST].item, written)
    assert {name: getattr(values, name) for name in expected} == expected


def test_a_correction_without_a_field_is_refused_for_an_objective_only():
    assert corrected(REVIEW.standings[SERVICE].item, "planlanıyor").status == "planned"
    with pytest.raises(Refused):
        corrected(REVIEW.standings[FIRST].item, "planlanıyor")


def test_a_sheet_settles_no_dispute_between_two_who_have_not_seen_each_other(tmp_path):
    item = REVIEW.standings[FIRST].item
    said = [at(1, decision(item)), at(2, decision(item, "barış", "rejected"))]
    disputed = reviewed(TABLES, said, {})
    by_third = back(filled(workbook(), {FIRST: ("Yanlış",)}), tmp_path, disputed, "ceren")
    assert by_third.decisions[0].settles == ()
    assert reviewed(TABLES, [*said, at(3, by_third.decisions[0])], {}).standings[FIRST].review == "rejected"


def test_after_any_history_and_any_handling_of_the_sheet_nothing_is_applied_to_other_words(tmp_path):
    for seed in range(20):
        assert sheet_round_trip(seed, tmp_path / "kararlar.xlsx") == [], seed


# --- on the command line --------------------------------------------------------------------------


def test_export_and_import_on_the_command_line(sample_run, tmp_path):
    import shutil

    data = tmp_path / "data"
    shutil.copytree(sample_run, data)
    out = tmp_path / "kararlar.xlsx"
    done = plan_miner("review", "export", "--data", data, "--out", out, "--by", "ayşe")
    assert done.returncode == 0, done.stderr
    pictures = [path.name for path in (tmp_path / "kararlar-sayfalar").iterdir()]
    assert "serinirmak-bb-sp-2020-2024-s18.png" in pictures
    book = openpyxl.load_workbook(out)
    row = next(book[SHEET].iter_rows(min_row=2))
    row[PLACE["decision"]].value = "Doğru"
    book[SHEET].cell(3, PLACE["decision"] + 1).value = "Belki"
    book.save(out)
    done = plan_miner("review", "import", out, "--data", data, "--by", "ayşe")
    assert done.returncode == 1
    assert "row 3: refused, “Belki” is no decision" in done.stderr
    assert "1 decisions taken" in done.stderr
    (made,) = read(data / "review").decisions
    assert (made.by, made.item) == ("ayşe", row[PLACE["id"]].value)


def test_without_tables_the_review_says_what_to_do(tmp_path):
    done = plan_miner("review", "export", "--data", tmp_path)
    assert done.returncode == 2
    assert "plan-miner run" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.xlsx", None, "cannot be read (No such file or directory); check the path"),
        ("photograph.jpg", b"\xff\xd8\xff\xe0", "is no table that can be read; give a workbook (.xlsx)"),
        ("zip.xlsx", b"PK\x03\x04", "is no workbook that can be read; open it in Excel"),
        (
            "annex.csv",
            b"municipality_id,review\nkars,pending\n",
            "lacks the columns Karar, kimlik; give the file that the program wrote",
        ),
    ],
)
def test_a_file_that_holds_no_decisions_is_told_in_one_line(name, content, told, tmp_path):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CodedError) as error:
        returned(tmp_path / name, REVIEW, "ayşe")
    assert told in str(error.value)
    assert "\n" not in str(error.value)
