"""annex.xlsx as a person opens it."""

from __future__ import annotations

from small_run import REGISTRY, RUN, book, hostile

from plan_miner.publish import build_tables


def test_the_workbook_has_its_six_sheets_with_frozen_headers_and_filters():
    shown = book(build_tables(RUN, REGISTRY))
    assert shown.sheetnames == ["Okuyun", "EK 2", "Tablo 2", "Tablo 2 uzun", "Belgeler", "Şüpheler"]
    for name in shown.sheetnames[1:]:
        assert shown[name].freeze_panes == "B2"
        assert shown[name].page_setup.orientation == "landscape"
    assert shown["EK 2"].auto_filter.ref == "A1:J3"


def test_goal_and_objective_stand_once_over_their_activities():
    sheet = book(build_tables(RUN, REGISTRY))["EK 2"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A2:A3", "B2:B3", "C2:C3", "D2:D3"}
    assert sheet["D2"].value == "4.1. Kadınların istihdamını artırmak"
    assert [sheet[f"H{row}"].value for row in (2, 3)] == [41, 42]


def test_the_printed_grid_has_a_row_a_municipality_and_says_where_it_stands():
    sheet = book(build_tables(RUN, REGISTRY))["Tablo 2"]
    assert [sheet[f"A{row}"].value for row in (2, 3)] == ["Kars Belediyesi", "Van Büyükşehir Belediyesi"]
    lines = sheet["E3"].value.split("\n")
    assert lines[0] == "var, 2 birim"
    assert lines[-1] == "(van-bb-fr-2020, s. 12)"


def test_a_row_of_ek_2_quotes_the_words_for_which_it_is_there():
    sheet = book(build_tables(RUN, REGISTRY))["EK 2"]
    assert [sheet[f"I{row}"].value for row in (2, 3)] == ["«Kadın»", "hedeften: «Kadın»"]
    assert sheet["F2"].value == "kadınlar"


def test_rejected_rows_stay_in_the_table_and_leave_the_workbook():
    tables = build_tables(RUN, REGISTRY)
    tables["annex"][0]["review"] = "rejected"
    sheet = book(tables)["EK 2"]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["Fuar"]


def test_a_long_row_is_high_enough_to_be_read():
    sheet = book(build_tables((hostile("kadınlara yönelik kurs " * 20),), REGISTRY))["EK 2"]
    assert sheet.row_dimensions[2].height > 100
