"""A sheet of the workbook: headings, widths, formats, and how a cell is written."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plan_miner.publish.descriptions import Description
from plan_miner.publish.words import shortened

CELL_LIMIT = 32_767  # characters in a cell of a workbook
NO_ROWS = "Gösterilecek satır yok."
CUT = " … [kesildi; tamamı CSV dosyasında]"
LINE = 13.5  # points that a line of 10 pt text takes
_LETTERS = 1.2  # 10 pt letters are narrower than the digits that widths are counted in
_RAGGED = 1.12  # lines end with a word, not at the edge
MANY = 10_000  # from here on a number is hard to read without groups; no year is
_WIDE = 260  # characters beyond which an A4 page would be too small to read
HIGHEST = 409.0  # points; a workbook knows no higher row

ROW_LIMIT = 1_048_575  # rows under the header that a sheet holds
# Rows of a sheet whose pages are links; the rest are plain numbers. A sheet may hold 65,530 links, but each takes a
# kilobyte of memory until the workbook is closed.
LINK_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Link:
    """A page as it is shown, and where a click on it leads."""

    shown: str | int
    address: str


Cell = str | int | float | datetime | Link | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its title and its width in characters of the standard letter.

    `column`: the column of the table that it shows; `family`: of the names of its code values; `meaning`: what it says,
    where that is not what is said of the column.
    """

    title: str
    width: float
    column: str = ""
    family: str = ""
    meaning: Description | None = None


class Book:
    """A workbook under way, with the few formats that its sheets share."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        cell = {"text_wrap": True, "valign": "top", "font_size": 10, "border": 1, "border_color": "#BFBFBF"}
        self.cell = workbook.add_format(cell)
        self.number = workbook.add_format({**cell, "align": "center"})
        self.amount = workbook.add_format({**cell, "align": "center", "num_format": "#,##0"})
        self.share = workbook.add_format({**cell, "align": "center", "num_format": "0.00"})
        self.link = workbook.add_format({**cell, "align": "center", "font_color": "#1F4E9E", "underline": 1})
        self.date = workbook.add_format({**cell, "align": "center", "num_format": "dd.mm.yyyy"})
        self.head = workbook.add_format({**cell, "bold": True, "bg_color": "#4F3A6B", "font_color": "#FFFFFF"})
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.text = workbook.add_format({"text_wrap": True, "valign": "top", "font_size": 11})
        self.strong = workbook.add_format({"text_wrap": True, "valign": "top", "font_size": 11, "bold": True})
        self._fills: dict[str, Format] = {}
        self._cell = cell

    def counted(self, value: object) -> Format:
        """The format of a number: those of many digits have them in groups of three."""
        return self.amount if isinstance(value, int | float) and abs(value) >= MANY else self.number

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
        sheet.set_paper(9 if sum(heading.width for heading in headings) < _WIDE else 8)  # A4, else A3
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet


def begin_row(sheet: Worksheet, row: int, points: float) -> None:
    """Give a row its height before its cells are put.

    Where rows go into the file as they come, what is remembered of those that lie there is let go.
    """
    sheet.set_row(row, points)
    if sheet.constant_memory:
        for remembered in (sheet.row_info, sheet.row_sizes):
            remembered.pop(row - 2, None)  # the row before this one is written with the first cell of this one


def put(sheet: Worksheet, row: int, column: int, value: Cell, form: Format) -> None:
    """Writes a cell; text is always a string cell, whatever it begins with, so no formula of a document runs."""
    if isinstance(value, str):
        sheet.write_string(row, column, fit(value), form)
    elif value is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, Link):
        _put_link(sheet, row, column, value, form)
    else:
        sheet.write_number(row, column, value, form)


def _put_link(sheet: Worksheet, row: int, column: int, link: Link, form: Format) -> None:
    """A link under its cell, which stays a number or a text: what is shown is written over what the link would show."""
    if row <= LINK_LIMIT:
        sheet.write_url(row, column, link.address, form)
    put(sheet, row, column, link.shown, form)


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
        (
            _lines(value if isinstance(value, str) else "", head.width)
            for value, head in zip(values, headings, strict=True)
            if value
        ),
        default=1,
    )
    return min(HIGHEST, lines * LINE + 3)


def _quick_height(values: Sequence[Cell], widths: Sequence[float]) -> float:
    """The height of a row of a list, by the length of its texts alone: there may be hundreds of thousands."""
    lines = 1.0
    for value, width in zip(values, widths, strict=True):
        if isinstance(value, str) and len(value) > width:
            lines = max(lines, len(value) * _RAGGED // width + 1)
    return min(HIGHEST, lines * LINE + 3)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes."""
    per_line = max(1, int(width * _LETTERS))
    shown = text[: int(per_line * HIGHEST / LINE)]  # more does not show in the highest row
    return sum(max(1, len(textwrap.wrap(line, per_line))) for line in shown.split("\n"))


def shown_rows(count: int) -> int:
    """How many of so many rows a sheet shows under its header; where that is not all, one line is left to say so."""
    return count if count <= ROW_LIMIT else ROW_LIMIT - 1


def more_rows(count: int, file: str) -> str:
    """The line that stands for the rows that a sheet cannot hold."""
    return f"… {count} satır daha var: tümü {file} dosyasında"


def list_sheet(
    book: Book, name: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]], count: int, file: str = "CSV"
) -> Worksheet:
    """A sheet of plain rows with an autofilter: of `count` rows those that a sheet can hold.

    The last row names the `file` in which the others are; where there are none, the first says so.
    """
    sheet = book.sheet(name, headings)
    forms = {str: book.cell, type(None): book.cell, Link: book.link, datetime: book.date}
    last = shown_rows(count)
    widths = [heading.width * _LETTERS for heading in headings]
    shares = {place for place, heading in enumerate(headings) if heading.column == "confidence"}
    for index, values in enumerate(islice(rows, last), start=1):
        begin_row(sheet, index, _quick_height(values, widths))
        for column, value in enumerate(values):
            put(
                sheet,
                index,
                column,
                value,
                forms.get(type(value)) or (book.share if column in shares else book.counted(value)),
            )
    if not count:
        put(sheet, 1, 0, NO_ROWS, book.text)
    if last < count:
        put(sheet, last + 1, 0, more_rows(count - last, file), book.cell)
    sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
    return sheet
