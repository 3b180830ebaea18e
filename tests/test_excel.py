"""CSV for a Turkish Excel: it opens by a double click, and nothing in it is taken for what it is not."""

from __future__ import annotations

import csv
import io

import pytest
from small_run import REGISTRY, RUN, bytes_of, file_bytes, hostile

from plan_miner.publish import build_tables
from plan_miner.publish.excel import write_excel_csv
from plan_miner.publish.schema import BY_NAME
from plan_miner.publish.sheets import CELL_LIMIT


def opened(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def shown(value, column="printed_code"):
    row = dict.fromkeys(BY_NAME["objectives"].names) | {column: value}
    return opened(bytes_of(lambda path: write_excel_csv(BY_NAME["objectives"], [row], path)))[0][column]


def test_it_has_a_byte_order_mark_semicolons_and_decimal_commas():
    data = file_bytes(build_tables(RUN, REGISTRY))["excel/indicators.csv"]
    assert data.startswith(b"\xef\xbb\xbfdocument_id;objective_code;")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert opened(data)[0]["weight"] == "12,5"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "DOĞRU"),
        (False, "YANLIŞ"),
        (1500000.0, "1500000"),
        (-2.5, "-2,5"),
        (None, ""),
        (("a", "b"), "a|b"),
        ("4.1", "'4.1"),  # the 4th of January
        ("4", "4"),
        ("007", "'007"),
        ("3-6", "'3-6"),
        ("1.250", "'1.250"),
        ("%12,5", "'%12,5"),
        ("1E5", "'1E5"),
        ("12 Mart", "'12 Mart"),
        ("Ocak 2020", "'Ocak 2020"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("- kurs açılması", "'- kurs açılması"),
        ("＝1+1", "'＝1+1"),
        ("-", "-"),
        ("Kadın kursu", "Kadın kursu"),
        ("Haziran ayında açılan kurs", "Haziran ayında açılan kurs"),
        ("3 kreş; 2 konukevi", "3 kreş; 2 konukevi"),
        ("2020-2024 planı", "2020-2024 planı"),
    ],
)
def test_a_value_stays_what_it_is_when_a_spreadsheet_opens_it(value, written):
    assert shown(value) == written


def test_a_text_longer_than_a_cell_says_that_it_was_cut():
    text = opened(file_bytes(build_tables((hostile("kadın " * 20_000),), REGISTRY))["excel/activities.csv"])[0][
        "activity"
    ]
    assert len(text) <= CELL_LIMIT
    assert text.endswith("[kesildi; tamamı CSV dosyasında]")
