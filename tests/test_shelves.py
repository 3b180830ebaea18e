"""Tables of any size: laid down part by part, written row by row, cut with a word where a program takes no more."""

from __future__ import annotations

import csv
import io

import docx
import openpyxl
import pyarrow.parquet as pq
import pytest
from small_run import REGISTRY, RUN, bytes_of, mention, parts, plan, report, tagged

from plan_miner.model import Part, Registry
from plan_miner.publish import annex_document, build_tables, publish, sheets, writing
from plan_miner.publish.excel import write_excel_csv
from plan_miner.publish.schema import BY_NAME
from plan_miner.publish.shelves import Shelf, shelves
from plan_miner.publish.workbook import write_workbook


def by_municipality(outcomes=RUN, registry=REGISTRY):
    """The registry in parts of one municipality, as a run hands it to `publish`."""
    for place in registry.municipalities:
        own = Registry((place,), tuple(one for one in registry.sources if one.municipality == place))
        yield Part(own, tuple(one for one in outcomes if one.source.municipality == place))


def published(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_parts_give_the_same_bytes_as_the_whole_registry_at_once(tmp_path):
    publish(by_municipality(), tmp_path / "parts")
    publish(parts(*RUN), tmp_path / "whole")
    assert published(tmp_path / "parts") == published(tmp_path / "whole")


def test_rows_come_from_a_shelf_as_they_were_laid_there_as_often_as_one_asks(tmp_path):
    tables = build_tables(RUN, REGISTRY)
    with shelves(tmp_path) as filled:
        filled.add(tables)
        filled.close()
        for _ in range(2):
            assert {name: list(shelf) for name, shelf in filled.items()} == tables
        assert filled.sizes() == {name: len(rows) for name, rows in tables.items()}


def test_evidence_stands_in_the_order_of_what_it_proves_over_all_parts(tmp_path):
    shelf = Shelf(BY_NAME["evidence"], tmp_path)
    empty = dict.fromkeys(BY_NAME["evidence"].names)
    for part in ("first", "second"):
        shelf.add([{**empty, "table": table, "key": part} for table in ("service_table", "annex", "goals")])
    shelf.close()
    assert [(row["table"], row["key"]) for row in shelf] == [
        (table, part) for table in ("goals", "annex", "service_table") for part in ("first", "second")
    ]


def test_a_part_with_a_fault_refuses_the_whole_and_leaves_no_rows_behind(tmp_path):
    strange = (plan(tagged()), report(mention("Bir kütüphane vardır.", service="library")), RUN[2])
    refused = publish(by_municipality(strange), tmp_path)
    assert any("library" in line for line in refused.refused)
    assert list(tmp_path.iterdir()) == []


# --- limits ---------------------------------------------------------------------------------------


@pytest.fixture
def narrow(monkeypatch):
    """Sheets that hold three rows under their header."""
    monkeypatch.setattr(sheets, "ROW_LIMIT", 3)


def many(count):
    tables = build_tables(RUN, REGISTRY)
    for name in ("annex", "objectives"):
        tables[name] = [dict(tables[name][0]) for _ in range(count)]
    return tables


def opened(tables):
    return openpyxl.load_workbook(io.BytesIO(bytes_of(lambda path: write_workbook(tables, path))))


def test_a_sheet_that_is_full_says_how_many_rows_more_there_are_and_where(narrow):
    workbook = opened(many(7))
    for name, file in (("EK 2", "annex.csv"), ("Hedefler", "objectives.csv")):
        assert workbook[name].max_row == 4
        assert workbook[name].cell(4, 1).value == f"… 5 satır daha var: tümü {file} dosyasında"


def test_a_sheet_that_is_just_full_is_whole(narrow):
    workbook = opened(many(3))
    assert workbook["EK 2"].cell(4, 8).value == 41  # a page, no word on what is missing
    assert workbook["Hedefler"].cell(4, 1).value == "Kars Belediyesi"


def test_csv_for_excel_ends_where_excel_would_and_says_so(narrow):
    data = bytes_of(lambda path: write_excel_csv(BY_NAME["annex"], many(7)["annex"], path))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 4
    assert rows[-1] == ["… 5 satır daha var: tümü annex.csv dosyasında"]


def test_a_word_document_that_word_could_not_open_is_cut_and_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(annex_document, "MOST", 0)
    tables = build_tables(RUN, REGISTRY)
    data = bytes_of(lambda path: annex_document.write_word(tables, path))
    said = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert "1 plan daha var: Word daha büyük bir belgeyi açamaz, tümü annex.xlsx dosyasında." in said


def test_a_parquet_file_of_many_groups_has_every_row_in_its_order(monkeypatch):
    monkeypatch.setattr(writing, "GROUP", 2)
    rows = [{**row, "page": number} for number, row in enumerate(many(7)["annex"])]
    file = pq.ParquetFile(io.BytesIO(bytes_of(lambda path: writing.write_parquet(BY_NAME["annex"], rows, path))))
    assert file.metadata.num_row_groups == 4
    assert file.read().column("page").to_pylist() == list(range(7))
