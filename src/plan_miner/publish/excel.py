"""A table as the CSV that opens in a Turkish Excel by a double click, with nothing in it taken for what it is not."""

from __future__ import annotations

import csv
import re
from itertools import islice
from pathlib import Path

from plan_miner.publish.schema import Rows, Table, Value
from plan_miner.publish.sheets import fit, more_rows, shown_rows
from plan_miner.publish.writing import csv_cell

_FORMULA = re.compile(r"[=+\-@＝＋－＠].")
_MONTHS = "oca|şub|mar|nis|may|haz|tem|ağu|eyl|eki|kas|ara|jan|feb|apr|jun|jul|aug|sep|oct|nov|dec"
_MONTH_NAMES = frozenset(_MONTHS.split("|"))
# A text that a spreadsheet would make a number, a day or an hour of: 4.1 becomes the 4th of January.
_FIGURE = re.compile(
    rf"[\s\d.,:/%+\-()]*\d[\s\d.,:/%+\-()]*(?:e[+\-]?\d+)?|(?:\d+[\s.\-/]*)?(?:{_MONTHS})[a-zçğıöşü]*[\s.\-/]*\d*",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"0|[1-9]\d{0,14}")  # stays what it is, as a text or as a number
_BOOLEANS = {True: "DOĞRU", False: "YANLIŞ"}
_LONGEST_FIGURE = 60


def write_excel_csv(table: Table, rows: Rows, path: Path) -> None:
    """UTF-8 with a byte order mark, semicolons, decimal commas and ``\\r\\n``.

    A text that Excel would take for a formula, a number or a date has an apostrophe before it; a text that is longer
    than a cell may be is cut and says so, and so does the last row where there are more than Excel takes.
    """
    names, shown = table.names, shown_rows(len(rows))
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([_cell(row[name]) for name in names] for row in islice(rows, shown))
        if shown < len(rows):
            writer.writerow([more_rows(len(rows) - shown, f"{table.name}.csv")])


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return _BOOLEANS[value]
    if isinstance(value, int | float):
        return csv_cell(value).replace(".", ",")
    text = fit(csv_cell(value))
    return f"'{text}" if _misread(text) else text


def _misread(text: str) -> bool:
    if not text or (text[0].isalpha() and text[:3].lower() not in _MONTH_NAMES):
        return False
    if _FORMULA.match(text):
        return True
    return len(text) <= _LONGEST_FIGURE and not _WHOLE.fullmatch(text) and _FIGURE.fullmatch(text) is not None
