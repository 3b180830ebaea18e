"""A sheet of the workbook as a plain list: headings, widths, rows; and how it is written."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plan_miner.publish.words import shortened

CELL_LIMIT = 32_767  # characters in a cell of a workbook
CUT = " … [kesildi; tamamı CSV dosyasında]"
LINE = 13.5  # points that a line of 10 pt text takes
HIGHEST = 409.0  # points; a workbook knows no higher row

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its title and its width in characters of the standard letter."""

    title: str
    width: float


class Book:
    """A workbook under way, with the few formats that its sheets share."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        cell = {"text_wrap": True, "valign": "top", "font_size": 10, "border": 1, "border_color": "#BFBFBF"}
        self.cell = workbook.add_format(cell)
        self.number = workbook.add_format({**cell, "align": "center"})
        self.head = workbook.add_format({**cell, "bold": True, "bg_color": "#4F3A6B", "font_color": "#FFFFFF"})
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.text = workbook.add_format({"text_wrap": True, "valign": "top", "font_size": 11})
        self.strong = workbook.add_format({"text_wrap": True, "valign": "top", "font_size": 11, "bold": True})
        self._fills: dict[str, Format] = {}
        self._cell = cell

    def filled(self, color: str) -> Format:
        """The cell format on a background; each colour is made once."""
        if color not in self._fills:
            self._fills[color] = self.workbook.add_format({**self._cell, "bg_color": color})
        return self._fills[color]

    def sheet(self, name: str, headings: Sequence[Heading], frozen_columns: int = 1) -> Worksheet:
        """A sheet with its header row: frozen, repeated on every printed page, landscape, one page wide."""
        sheet = self.workbook.add_worksheet(name)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, heading.width)
            sheet.write_string(0, column, heading.title, self.head)
        sheet.freeze_panes(1, frozen_columns)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet


def put(sheet: Worksheet, row: int, column: int, value: Cell, form: Format) -> None:
    """Writes a cell; text is always a string cell, whatever it begins with, so no formula of a document runs."""
    if isinstance(value, str):
        sheet.write_string(row, column, fit(value), form)
    elif value is None:
        sheet.write_blank(row, column, None, form)
    else:
        sheet.write_number(row, column, value, form)


def fit(text: str) -> str:
    """The text as a cell can hold it; what is cut says so."""
    if _units(text) <= CELL_LIMIT:
        return text
    room = CELL_LIMIT - len(CUT)
    # characters outside the basic plane count twice in a workbook
    return shortened(text, room if _units(text) == len(text) else room // 2) + CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def height(values: Sequence[Cell], headings: Sequence[Heading]) -> float:
    """The height in points that a row needs so that every wrapped cell of it can be read."""
    lines = max(
        (_lines(str(value), head.width) for value, head in zip(values, headings, strict=True) if value), default=1
    )
    return min(HIGHEST, lines * LINE + 3)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes: 10 pt letters are narrower than the digits that widths are counted in."""
    per_line = max(1, int(width * 1.2))
    shown = text[: int(per_line * HIGHEST / LINE)]  # more does not show in the highest row
    return sum(max(1, len(textwrap.wrap(line, per_line))) for line in shown.split("\n"))


def list_sheet(book: Book, name: str, headings: Sequence[Heading], rows: Sequence[Sequence[Cell]]) -> Worksheet:
    """A sheet of plain rows with an autofilter."""
    sheet = book.sheet(name, headings)
    for index, values in enumerate(rows, start=1):
        sheet.set_row(index, height(values, headings))
        for column, value in enumerate(values):
            put(sheet, index, column, value, book.cell if isinstance(value, str) or value is None else book.number)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    return sheet
