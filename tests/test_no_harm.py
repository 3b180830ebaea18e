"""Sentences to be masked and hostile strings through every published format."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pyarrow.parquet as pq
import pytest
from docx.oxml.ns import qn
from harmful_words import HOSTILE, TO_MASK
from report_worlds import content_of
from small_run import OBJECTIVE, REGISTRY, RUN, mention, parts, plan, report, tagged, words

from plan_miner.model import Activity, Box, MechanismMention, Passage, Piece
from plan_miner.publish import TABLES, build_tables, publish
from plan_miner.publish.sheets import CUT
from plan_miner.publish.words import printable


def run_with(texts):
    """A plan with each text as an activity, and a report with each as a mention of a shelter and of a mechanism."""
    activities = tuple(Activity(number, words(text, 41)) for number, text in enumerate(texts, start=1))
    mentions = tuple(mention(text, "women_shelter", page) for page, text in enumerate(texts, start=1))
    mechanisms = tuple(
        MechanismMention("equality_unit", text, text, words(text, page), 0, len(text), "unit")
        for page, text in enumerate(texts, start=1)
    )
    return plan(tagged(replace(OBJECTIVE, activities=activities))), report(*mentions, mechanisms=mechanisms), RUN[2]


def unzipped(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def stored(path: Path) -> str:
    with sqlite3.connect(path) as database:
        return "\n".join(database.iterdump())


READERS = {
    ".xlsx": unzipped,
    ".docx": unzipped,
    ".sqlite": stored,
    ".html": lambda path: str(content_of(path.read_bytes())),
    ".parquet": lambda path: "\n".join(str(row) for row in pq.read_table(path).to_pylist()),
}


def everything(folder: Path) -> dict[str, str]:
    """All text of every file under a folder, by file: what a search over the disk would find."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name: READERS.get(path.suffix, lambda p: p.read_text(encoding="utf-8"))(path) for path in paths}


# --- masked ---------------------------------------------------------------------------------------


def test_nothing_that_is_to_be_masked_is_found_in_any_published_file(tmp_path):
    publish(parts(*run_with([text for text, _ in TO_MASK])), tmp_path)
    secrets = [secret for _, found in TO_MASK for secret in found]
    for name, text in everything(tmp_path).items():
        assert [secret for secret in secrets if secret in text] == [], name


def test_each_masked_sentence_keeps_its_page_and_leaves_a_doubt():
    tables = build_tables(run_with([text for text, _ in TO_MASK]), REGISTRY)
    rows = tables["service_mentions"]
    assert [row["page"] for row in rows] == list(range(1, len(TO_MASK) + 1))
    masked = {row["key"] for row in tables["doubts"] if row["doubt"] == "masked"}
    assert {row["mention_id"] for row in rows} <= masked
    assert all(re.search(r"\[[a-zçğıöşü A-Z-]+\]", str(row["sentence"])) for row in rows)


def test_the_second_page_of_a_sentence_on_a_shelter_is_masked_too(tmp_path):
    text = "Kadın sığınmaevi Saklıgül Sokak No: 17 adresindedir"
    passage = Passage(text, (Piece(0, Box(40, 70, 800, 300, 812)), Piece(17, Box(41, 70, 60, 300, 72))))
    run = (plan(tagged(replace(OBJECTIVE, activities=(Activity(1, passage),)))), *RUN[1:])
    publish(parts(*run), tmp_path)
    assert [name for name, found in everything(tmp_path).items() if "Saklıgül" in found] == []


def test_what_stands_under_an_objective_on_shelters_is_masked_too(tmp_path):
    objective = replace(
        OBJECTIVE,
        passage=words("Kadın sığınmaevi açmak", 40),
        activities=(Activity(1, words("Keçiören'de Saklıgül Sokak'ta bina kiralanması", 41)),),
    )
    publish(parts(plan(tagged(objective)), *RUN[1:]), tmp_path)
    assert [name for name, found in everything(tmp_path).items() if "Saklıgül" in found or "Keçiören" in found] == []


HARMLESS_OF_SHELTERS = [
    "Kadın sığınmaevinde 2020 yılında 143 kadın ve 118 çocuk kalmıştır.",
    "Eskişehir Büyükşehir Belediyesi Kadın Sığınma Evi 20 kişiliktir.",
    "Keçiören Belediyesi Kadın Konukevi hizmet vermektedir.",
    "Kadın Sığınmaevi'nde kalan kadınlara ŞÖNİM'de destek verilir.",
    "Her ilçede bir kadın sığınmaevi açılacaktır.",
    "6284 sayılı Kanun'da kadın konukevi açma görevi verilmiştir.",
    "İkinci kadın konukevi 3 Mayıs'ta açılmıştır.",
    "Türkiye'de 33 belediye sığınmaevi vardır; Van'da bir tane.",
    "Kadın sığınmaevi Bakanlığa devredilmiştir.",
]


@pytest.mark.parametrize("text", HARMLESS_OF_SHELTERS)
def test_what_says_no_place_of_a_shelter_stays_whole(text):
    (row,) = build_tables((RUN[0], report(mention(text, "women_shelter")), RUN[2]), REGISTRY)["service_mentions"]
    assert row["sentence"] == text


# --- hostile --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    assert publish(parts(*run_with(HOSTILE)), folder).files
    return folder


EXPECTED = [printable(text) for text in HOSTILE]


def test_no_hostile_string_is_lost_or_changed_in_csv_parquet_and_database(hostile_files):
    with (hostile_files / "activities.csv").open(encoding="utf-8", newline="") as file:
        assert [row["activity"] for row in csv.DictReader(file)] == EXPECTED
    assert pq.read_table(hostile_files / "activities.parquet").column("activity").to_pylist() == EXPECTED
    with sqlite3.connect(hostile_files / "plan_miner.sqlite") as database:
        assert [row[0] for row in database.execute("SELECT activity FROM activities ORDER BY activity_no")] == EXPECTED


def test_in_a_spreadsheet_every_hostile_string_is_text_and_a_cut_one_says_so(hostile_files):
    opened = openpyxl.load_workbook(hostile_files / "annex.xlsx")
    assert {cell.data_type for sheet in opened for row in sheet.rows for cell in row} <= {"s", "n", "d"}
    assert "<f>" not in unzipped(hostile_files / "annex.xlsx")
    # the format has its own sign for the underscore of _x0041_, which openpyxl leaves in such a text
    shown = [str(row[4].value).replace("_x005F_", "_") for row in opened["EK 2"].iter_rows(min_row=2)]
    assert shown[:-1] == EXPECTED[:-1]
    assert shown[-1].endswith(CUT)
    assert not [row[4].hyperlink for row in opened["EK 2"].iter_rows(min_row=2) if row[4].hyperlink]


def test_in_csv_for_excel_no_text_begins_as_a_formula_does(hostile_files):
    for path in (hostile_files / "excel").iterdir():
        text = path.read_bytes().decode("utf-8-sig")
        for row in list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]:
            assert not [
                cell for cell in row if re.match(r"[=@+\-＝＠\t\r].", cell) and not re.fullmatch(r"-[\d,]+", cell)
            ]
    with (hostile_files / "excel" / "activities.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = [row["activity"] for row in csv.DictReader(file, delimiter=";")]
    assert [text for text, whole in zip(shown[:-1], EXPECTED, strict=False) if text not in (whole, f"'{whole}")] == []
    assert shown[-1].endswith(CUT)


def test_in_the_word_annex_every_hostile_string_is_whole_and_plain_text(hostile_files):
    document = docx.Document(str(hostile_files / "annex.docx"))
    cell = document.tables[0].rows[1].cells[2]
    shown = ["".join(text.text or "" for text in one._p.iter(qn("w:t"))) for one in cell.paragraphs]
    assert [text.removeprefix("○").rsplit("\u00a0\u00a0s.", 1)[0] for text in shown] == EXPECTED
    instructions = [field.get(qn("w:instr")) for field in document.element.body.iter(qn("w:fldSimple"))]
    assert instructions == []
    links = [one for one in document.part.rels.values() if one.is_external]
    assert links == []


def test_in_the_report_every_hostile_string_is_whole(hostile_files):
    (objective,) = content_of((hostile_files / "report.html").read_bytes())["objectives"]
    assert [one["text"] for one in objective["activities"]] == [text for text in EXPECTED if text]


def test_no_quote_is_longer_than_300_characters(hostile_files):
    with (hostile_files / "evidence.csv").open(encoding="utf-8", newline="") as file:
        assert max(len(row["quote"]) for row in csv.DictReader(file)) <= 300


def test_every_table_can_be_read_in_every_form(hostile_files):
    for table in TABLES:
        with (hostile_files / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            rows = len(list(csv.DictReader(file)))
        with (hostile_files / "excel" / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file, delimiter=";"))) == rows
        assert pq.read_metadata(hostile_files / f"{table.name}.parquet").num_rows == rows
