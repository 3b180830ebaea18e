"""The sheet EK 2: municipality, goal, objective and its activities, as people print it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plan_miner.publish.descriptions import Description
from plan_miner.publish.labels import all_named, named, period, reviewed
from plan_miner.publish.list_sheets import Looked
from plan_miner.publish.schema import BY_NAME, AllTables, Row, Value, joined_key
from plan_miner.publish.sheets import HIGHEST, Book, Cell, Heading, Link, begin_row, height, more_rows, put, shown_rows

HEADINGS = (
    Heading("Belediye", 17, "municipality"),
    Heading(
        "Dönem",
        10,
        "period_start",
        meaning=Description("Planın ilk ve son yılı", "The first and the last year of the plan"),
    ),
    Heading("Amaç", 27, "goal"),
    Heading("Hedef", 31, "objective"),
    Heading("Faaliyetler", 48, "activity"),
    Heading("Dayanak", 14, "basis"),
    Heading("Gruplar", 15, "groups"),
    Heading("Sayfa", 6, "page"),
    Heading("Alıntı", 26, "matched"),
    Heading("İnceleme", 11, "review"),
)
TAKEN_IN = "incelemede EK 2'ye alındı"
_MERGED = 4  # Belediye, Dönem, Amaç, Hedef stand once over their rows


def annex_sheet(book: Book, tables: AllTables, looked: Looked) -> None:
    """Writes EK 2 without the rows that people rejected.

    Cells of municipality, period, goal and objective are merged over their rows for print; each row still holds
    its value beneath the merged cell, so that the autofilter finds all of them. Of more rows than a sheet can hold the
    last one says where the others are.
    """
    sheet = book.sheet("EK 2", HEADINGS)
    quotes = _objective_quotes(tables)
    count, written = sum(_stands(row) for row in tables["annex"]), 0
    rows = islice(filter(_stands, tables["annex"]), shown_rows(count))
    for _, of_place in groupby(rows, key=lambda row: row["municipality_id"]):
        written += _municipality(book, sheet, written + 1, list(of_place), quotes, looked)
    if written < count:
        put(sheet, written + 1, 0, more_rows(count - written, "annex.csv"), book.cell)
    sheet.autofilter(0, 0, max(written, 1), len(HEADINGS) - 1)


def _stands(row: Row) -> bool:
    return row["review"] != "rejected"


def _municipality(
    book: Book, sheet: Worksheet, start: int, rows: Sequence[Row], quotes: dict[str, str], looked: Looked
) -> int:
    """Writes the rows of a municipality from row `start` of the sheet on; comes back with how many there are."""
    cells = [_cells(row, quotes, looked) for row in rows]
    heights = _heights(rows, cells)
    for index, (values, points) in enumerate(zip(cells, heights, strict=True), start=start):
        begin_row(sheet, index, points)
        for column, value in enumerate(values):
            put(sheet, index, column, value, _form(book, value))
    for column in range(_MERGED):
        for first, last in _runs(rows, column):
            if first < last:  # merge_range would write the cells once more, which lie in the file already
                sheet.merge.append([start + first, column, start + last, column])
    return len(rows)


def _form(book: Book, value: Cell) -> Format:
    if isinstance(value, Link):
        return book.link
    return book.number if isinstance(value, int) else book.cell


def _cells(row: Row, quotes: dict[str, str], looked: Looked) -> list[Cell]:
    return [
        str(row["municipality"]),
        period(row),
        _coded(row["goal_code"], row["goal"]),
        _coded(row["objective_code"], row["objective"]),
        str(row["activity"] or "—"),
        named("basis", row["basis"]),
        all_named("groups", row["groups"]),
        looked.page(row["document_id"], row["page"]),
        _quote(row, quotes),
        reviewed(row["review"]),
    ]


def _coded(code: object, text: object) -> str:
    return f"{code}. {text}" if text else f"{code}."


def _objective_quotes(tables: AllTables) -> dict[str, str]:
    """What brings an objective into the annex: its own words, else the reason given (words of what is under it)."""
    return {
        BY_NAME["objectives"].row_key(row): _objective_quote(row)
        for row in tables["objectives"]
        if row["in_annex"] or row["in_annex_final"]
    }


def _objective_quote(row: Row) -> str:
    """Where people took an objective in, the program's reason says why it had left it out, and is not shown."""
    if row["matched"]:
        return f"hedeften: {_in_quotes(row['matched'])}"
    return str(row["reason"] or "") if row["in_annex"] else TAKEN_IN


def _quote(row: Row, objectives: dict[str, str]) -> str:
    """The printed words for which a row is here: its own, else those that brought its objective in."""
    return _in_quotes(row["matched"]) or objectives.get(joined_key(row["document_id"], row["objective_code"]), "")


def _in_quotes(words: Value) -> str:
    return ", ".join(f"«{word}»" for word in words) if isinstance(words, tuple) else ""


def _run_key(row: Row, column: int) -> tuple[object, ...]:
    """What must be the same for a column's cells to be one: everything to the left of it too."""
    parts = (row["municipality_id"], row["document_id"], row["goal_code"], row["objective_code"])
    return parts[: column + 1]


def _runs(rows: Sequence[Row], column: int) -> Iterator[tuple[int, int]]:
    """First and last index of the rows that share a merged cell."""
    for _, run in groupby(range(len(rows)), key=lambda index: _run_key(rows[index], column)):
        indexes = list(run)
        yield indexes[0], indexes[-1]


def _heights(rows: Sequence[Row], cells: Sequence[Sequence[Cell]]) -> list[float]:
    """Rows as high as their own cells need; the last row of a merged cell makes up for what that lacks."""
    heights = [height(values[_MERGED:], HEADINGS[_MERGED:]) for values in cells]
    for column in reversed(range(_MERGED)):
        for first, last in _runs(rows, column):
            lacking = height([cells[first][column]], [HEADINGS[column]]) - sum(heights[first : last + 1])
            heights[last] = min(HIGHEST, heights[last] + max(0.0, lacking))
    return heights
