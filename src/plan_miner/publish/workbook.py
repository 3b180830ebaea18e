"""annex.xlsx: EK 2 and Tablo 2 as people read and print them, with the lists that they rest on beside."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter.workbook import Workbook

from plan_miner.publish import annex_sheet, changes_sheet, indicator_sheet, list_sheets
from plan_miner.publish.guide_sheet import guide_sheet
from plan_miner.publish.list_sheets import ListSheet, Looked
from plan_miner.publish.schema import AllTables
from plan_miner.publish.service_sheets import grid_sheet
from plan_miner.publish.sheets import Book, Heading, list_sheet

# The bytes depend on the tables alone, so the file says no day on which it was made.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LISTS_BEFORE = (list_sheets.SERVICES, list_sheets.OBJECTIVES)
_LISTS_AFTER = (list_sheets.MENTIONS, list_sheets.MECHANISMS, list_sheets.DOCUMENTS)


def write_workbook(tables: AllTables, path: Path, originals: str = "") -> None:
    """The workbook of the tables; the same tables give the same bytes. Sheets are written row by row.

    `originals`: the address of the originals' folder as seen from the workbook, for links to their pages.
    """
    looked = Looked(tables, originals)
    with Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.use_zip64()  # a sheet of a million rows is larger than 4 GB before it is packed
        workbook.set_properties({"title": "EK 2 ve Tablo 2", "created": _CREATED})
        book = Book(workbook)
        guide_sheet(book, tables, _explained())
        annex_sheet.annex_sheet(book, tables, looked)
        grid_sheet(book, tables)
        for sheet in _LISTS_BEFORE:
            _list(book, sheet, tables, looked)
        indicator_sheet.indicator_sheet(book, tables, looked)
        for sheet in _LISTS_AFTER:
            _list(book, sheet, tables, looked)
        changes_sheet.changes_sheet(book, tables)
        _list(book, list_sheets.DOUBTS, tables, looked)
        guide_sheet(book, tables, _explained(), "en")


def _list(book: Book, sheet: ListSheet, tables: AllTables, looked: Looked) -> None:
    rows = tables[sheet.table]
    cells = list_sheets.cells(sheet, rows, looked)
    list_sheet(book, sheet.name, sheet.headings, cells, len(rows), f"{sheet.table}.csv")


def _explained() -> list[tuple[str, str, tuple[Heading, ...]]]:
    """Each sheet with columns to be explained: its name, its table and its headings."""
    annex = ("EK 2", "annex", annex_sheet.HEADINGS)
    indicators = ("Göstergeler", "indicators", indicator_sheet.HEADINGS)
    changes = ("Değişiklikler", "changes", changes_sheet.HEADINGS)
    return [
        annex,
        *map(_told, _LISTS_BEFORE),
        indicators,
        *map(_told, _LISTS_AFTER),
        changes,
        _told(list_sheets.DOUBTS),
    ]


def _told(sheet: ListSheet) -> tuple[str, str, tuple[Heading, ...]]:
    return sheet.name, sheet.table, sheet.headings
