"""The first sheet, Okuyun: what is what, what each column of each sheet says, and how much there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources

from xlsxwriter.worksheet import Worksheet

from plan_miner.publish import descriptions
from plan_miner.publish.labels import dated
from plan_miner.publish.package import newest_edition
from plan_miner.publish.schema import BY_NAME, AllTables
from plan_miner.publish.sheets import Book, Heading

Explained = tuple[str, str, tuple[Heading, ...]]  # a sheet, its table, its headings
_LINE = 15.0  # points that a line of 11 pt text takes
_WIDTHS = (16, 18, 100)  # characters


def guide_sheet(book: Book, tables: AllTables, explained: Sequence[Explained]) -> None:
    """Writes Okuyun: terms, counts, and the columns of the sheets."""
    sheet = _page(book)
    sheet.write_string(0, 0, "Belediyelerde eşitlik: EK 2 ve Tablo 2", book.title)
    rows = [*((term, "", meaning) for term, meaning in (*_guide(), *_counts(tables))), ("", "", "")]
    columns = [line for one in explained for line in _columns(*one)]
    for index, (term, column, meaning) in enumerate((*rows, ("Sayfa adı", "Sütun", "Ne söyler"), *columns), start=2):
        sheet.write_string(index, 0, term, book.strong)
        sheet.write_string(index, 1, column, book.strong)
        sheet.write_string(index, 2, meaning, book.text)
        sheet.set_row(index, _LINE * (1 + len(meaning) // (_WIDTHS[2] + 10)))


def _page(book: Book) -> Worksheet:
    sheet = book.workbook.add_worksheet("Okuyun")
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def _guide() -> list[tuple[str, str]]:
    from ruamel.yaml import YAML

    file = resources.files("plan_miner.publish") / "guide.yaml"
    entries = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return [(entry["term"], entry["meaning"]) for entry in entries]


def _counts(tables: AllTables) -> Iterator[tuple[str, str]]:
    documents, objectives = tables["documents"], tables["objectives"]
    read = sum(row["status"] == "ok" for row in documents)
    belong = sum(row["in_annex_final"] is True for row in objectives)
    waiting = sum(row["review"] == "pending" for row in tables["annex"])
    yield "Belge", f"{len(documents)} belgeden {read} tanesi okundu."
    if newest := newest_edition(tables):
        yield "Tarih", f"En yeni belge {dated(newest)} günü alındı."
    yield "Hedef", f"{len(objectives)} hedeften {belong} tanesi EK 2'de."
    yield "İnceleme", f"EK 2'nin {len(tables['annex'])} satırından {waiting} tanesine daha kimse bakmadı."
    doubts = sum(row["review"] == "pending" for row in tables["doubts"])
    yield "Şüphe", f"{len(tables['doubts'])} şüpheden {doubts} tanesi bakılmayı bekliyor."


def _columns(sheet: str, table: str, headings: Sequence[Heading]) -> Iterator[tuple[str, str, str]]:
    """A line a column; the name of the sheet stands beside the first."""
    for index, heading in enumerate(headings):
        yield "" if index else sheet, heading.title, heading.meaning or _meaning(table, heading.column)


def _meaning(table: str, column: str) -> str:
    """What the column says in its own table; of a column that is looked up, what it says where it comes from."""
    home = table if column in BY_NAME[table].names else "objectives" if column.startswith("in_") else "documents"
    return descriptions.of_column(home, column).tr
