"""annex.xlsx as a person opens it."""

from __future__ import annotations

import io
from datetime import date
from itertools import takewhile

import openpyxl
import pytest
from small_run import REGISTRY, RUN, book, bytes_of, hostile

from plan_miner.publish import build_tables
from plan_miner.publish.workbook import write_workbook

NO_DOUBT = {"key": "", "doubt": "masked", "message": "", "page": None, "review": "pending"}
SHEETS = [
    "Okuyun",
    "EK 2",
    "Tablo 2",
    "Tablo 2 uzun",
    "Hedefler",
    "Göstergeler",
    "Cümleler",
    "Mekanizmalar",
    "Belgeler",
    "Değişiklikler",
    "Şüpheler",
    "Read me",
]
LISTS = SHEETS[1:-1]


def test_the_workbook_has_its_sheets_with_frozen_headers_and_filters():
    shown = book(build_tables(RUN, REGISTRY))
    assert shown.sheetnames == SHEETS
    for name in LISTS:
        assert shown[name].freeze_panes == "B2"
        assert shown[name].page_setup.orientation == "landscape"
        assert name == "Tablo 2" or shown[name].auto_filter.ref.startswith("A1:")
    assert shown["EK 2"].auto_filter.ref == "A1:J3"


def titles(sheet):
    return [cell.value for cell in sheet[1]]


@pytest.mark.parametrize(
    ("first", "head"),
    [("Okuyun", ["Sayfa adı", "Sütun", "Ne söyler"]), ("Read me", ["Sheet", "Column", "What it says"])],
)
def test_every_column_of_every_sheet_is_explained_in_both_languages(first, head):
    shown = book(build_tables(RUN, REGISTRY))
    lines = [[cell.value for cell in row[:3]] for row in shown[first].iter_rows(min_row=3)]
    start = lines.index(head) + 1
    explained, sheet = {}, ""
    for name, column, meaning in takewhile(lambda line: line[1], lines[start:]):
        sheet = name or sheet
        assert meaning, (sheet, column)
        explained.setdefault(sheet, []).append(column)
    for name in LISTS:
        if name != "Tablo 2":  # its columns are the services themselves
            assert explained[name] == [title for title in titles(shown[name]) if not str(title).isdigit()], name


def test_each_sheet_that_explains_leads_to_the_other_and_the_english_one_knows_the_words_in_cells():
    shown = book(build_tables(RUN, REGISTRY))
    assert shown["Okuyun"]["A2"].hyperlink.location == "'Read me'!A1"
    assert shown["Read me"]["A2"].hyperlink.location == "'Okuyun'!A1"
    words = {row[0].value: row[2].value for row in shown["Read me"].iter_rows(min_row=3)}
    assert words["planlanıyor"] == "planned: being set up, built or planned"
    assert words["Documents"] == "2 of 3 documents were read."


def test_an_indicator_has_its_targets_by_year_side_by_side():
    sheet = book(build_tables(RUN, REGISTRY))["Göstergeler"]
    row = dict(zip(titles(sheet), [cell.value for cell in sheet[2]], strict=True))
    assert row == {
        "Belediye": "Kars Belediyesi",
        "Belge": "kars-sp-2020-2024",
        "Hedef no": "4.1",
        "EK 2'de": "evet",
        "Gösterge no": "4.1.1",
        "Gösterge": "Kadın kursiyer sayısı",
        "Birim": "Kişi",
        "Etki (%)": 12.5,
        "Başlangıç": "-",
        "2020": 1250,
        "2021": "artırılacak",
        "Sayfa": 41,
    }


def test_days_are_days_and_codes_are_text():
    shown = book(build_tables(RUN, REGISTRY))
    documents = shown["Belgeler"]
    had = documents.cell(2, titles(documents).index("Alındı") + 1)
    assert (had.value.date(), had.number_format) == (date(2026, 1, 2), "dd.mm.yyyy")
    objective = shown["Hedefler"].cell(2, titles(shown["Hedefler"]).index("Hedef no") + 1)
    assert (objective.value, objective.data_type) == ("4.1", "s")


def test_a_page_leads_to_the_original_where_that_lies_beside_and_stays_a_number():
    tables = build_tables(RUN, REGISTRY)
    sheet = openpyxl.load_workbook(io.BytesIO(bytes_of(lambda path: write_workbook(tables, path, "../raw"))))["EK 2"]
    assert (sheet["H2"].value, sheet["H2"].data_type) == (41, "n")
    link = sheet["H2"].hyperlink  # with the backslashes that Excel itself writes
    assert (link.target, link.location) == (
        r"..\raw\kars-sp-2020-2024\abababababab.pdf",
        "page=41",
    )  # as Excel writes it
    assert book(tables)["EK 2"]["H2"].hyperlink is None


def test_a_run_links_its_pages_to_editions_that_are_there(sample_run):
    place = sample_run / "processed"
    links = [row[7].hyperlink for row in openpyxl.load_workbook(place / "annex.xlsx")["EK 2"].iter_rows(min_row=2)]
    assert links
    assert all((place / link.target.replace("\\", "/")).is_file() for link in links)


def test_goal_and_objective_stand_once_over_their_activities():
    sheet = book(build_tables(RUN, REGISTRY))["EK 2"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A2:A3", "B2:B3", "C2:C3", "D2:D3"}
    assert sheet["D2"].value == "4.1. Kadınların istihdamını artırmak"
    assert [sheet[f"H{row}"].value for row in (2, 3)] == [41, 42]


def test_the_printed_grid_has_a_row_a_municipality_and_says_where_it_stands():
    sheet = book(build_tables(RUN, REGISTRY))["Tablo 2"]
    assert [sheet[f"A{row}"].value for row in (2, 3)] == ["Kars Belediyesi", "Van Büyükşehir Belediyesi"]
    lines = sheet["E3"].value.split("\n")
    assert lines[0] == "✓ var, 2 birim"
    assert lines[-1] == "(faaliyet raporu 2020, s. 12) ○ bekliyor"
    assert sheet["E1"].value == "Kreş ve gündüz bakımevi"


def test_the_printed_grid_calls_documents_that_were_looked_through_by_their_names():
    said = book(build_tables(RUN, REGISTRY))["Tablo 2"]["B3"].value.split("\n")
    assert said[:2] == ["– belirtilmemiş", "Taranan belgelerde geçmiyor: faaliyet raporu 2020."]


def test_lists_show_what_a_person_reads_and_leave_the_rest_to_the_tables():
    tables = build_tables((hostile("Kadın sığınmaevi: bilgi@kars.bel.tr"),), REGISTRY)
    shown = book(tables)
    document, doubt = ([cell.value for cell in shown[name][2]] for name in ("Belgeler", "Şüpheler"))
    assert document[-1] == str(tables["documents"][0]["sha256"])[:12]
    assert doubt[2:4] == ["4.1:1", "maskelendi"]
    confidence = next(
        cell for cell in shown["Hedefler"][2] if cell.column == titles(shown["Hedefler"]).index("Güven") + 1
    )
    assert confidence.number_format == "0.00"


def test_a_doubt_about_a_service_names_it_by_its_name():
    tables = build_tables(RUN, REGISTRY)
    tables["doubts"].append(
        {**NO_DOUBT, "document_id": "van-bb-fr-2020", "key": "van-bb-fr-2020:childcare:12:aabbccddee"}
    )
    assert book(tables)["Şüpheler"]["C2"].value == "kreş ve gündüz bakımevi"


def test_an_empty_list_says_that_it_is_empty():
    assert book(build_tables(RUN, REGISTRY))["Değişiklikler"]["A2"].value == "Gösterilecek satır yok."


def test_a_row_of_ek_2_quotes_the_words_for_which_it_is_there():
    sheet = book(build_tables(RUN, REGISTRY))["EK 2"]
    assert [sheet[f"I{row}"].value for row in (2, 3)] == ["«Kadın»", "hedeften: «Kadın»"]
    assert sheet["F2"].value == "kadınlar"


def test_a_row_that_people_took_in_says_so_and_not_why_the_program_had_left_it_out():
    tables = build_tables(RUN, REGISTRY)
    for row in tables["objectives"]:
        row |= {"in_annex": False, "in_annex_final": True, "matched": (), "reason": "geçerken anıyor"}
    assert book(tables)["EK 2"]["I3"].value == "incelemede EK 2'ye alındı"


def test_rejected_rows_stay_in_the_table_and_leave_the_workbook():
    tables = build_tables(RUN, REGISTRY)
    tables["annex"][0]["review"] = "rejected"
    sheet = book(tables)["EK 2"]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["Fuar"]


def test_a_long_row_is_high_enough_to_be_read():
    sheet = book(build_tables((hostile("kadınlara yönelik kurs " * 20),), REGISTRY))["EK 2"]
    assert sheet.row_dimensions[2].height > 100
