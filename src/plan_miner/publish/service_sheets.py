"""Tablo 2 as the printed grid: municipalities by services."""

from __future__ import annotations

from collections.abc import Mapping

from plan_miner.publish.labels import STATUS_SIGNS, capital, named, period, reviewed
from plan_miner.publish.schema import AllTables, Row
from plan_miner.publish.sheets import Book, Cell, Heading, height, put
from plan_miner.services.terms import SERVICES

COLORS = {
    "available": "#E2F0D9",
    "other_form": "#EAF1FB",
    "planned": "#FFF2CC",
    "suspended": "#FBE5D6",
    "transferred": "#FBE5D6",
    "support_only": "#EAF1FB",
    "not_available": "#F8D7DA",
    "not_mentioned": "#F2F2F2",
}


def grid_sheet(book: Book, tables: AllTables) -> None:
    """The printed Tablo 2: one row a municipality, one column a service; the colour follows the status."""
    headings = (Heading("Belediye", 22), *(Heading(capital(named("services", service)), 38) for service in SERVICES))
    sheet = book.sheet("Tablo 2", headings)
    titles = {str(row["document_id"]): f"{named('kinds', row['kind'])} {period(row)}" for row in tables["documents"]}
    for index, (name, cells) in enumerate(grid(tables).items(), start=1):
        said = (_cell_text(cells[service], titles) if service in cells else "" for service in SERVICES)
        texts: list[Cell] = [name[1], *said]
        sheet.set_row(index, height(texts, headings))
        put(sheet, index, 0, texts[0], book.cell)
        for column, service in enumerate(SERVICES, start=1):
            status = _status(cells[service]) if service in cells else ""
            put(sheet, index, column, texts[column], book.filled(COLORS.get(status, "#FFFFFF")))


def grid(tables: AllTables) -> dict[tuple[str, str], dict[str, Row]]:
    """The rows of each municipality by service; two municipalities may bear one name, their ids differ."""
    grid: dict[tuple[str, str], dict[str, Row]] = {}
    for row in tables["service_table"]:
        place = (str(row["municipality_id"]), str(row["municipality"]))
        grid.setdefault(place, {})[str(row["service"])] = row
    return grid


def _status(row: Row) -> str:
    return "" if row["review"] == "rejected" else str(row["status"])


def _cell_text(row: Row, titles: Mapping[str, str]) -> str:
    """Status, number of units and YADES on the first line; then the summary; then where it stands, and the review.

    A row that people rejected says that alone. `titles`: what documents are called, by their ids.
    """
    if row["review"] == "rejected":
        return named("review", "rejected")
    first = [f"{STATUS_SIGNS.get(str(row['status']), '')} {named('status', row['status'])}".strip()]
    if row["unit_count"] is not None:
        first.append(f"{row['unit_count']} birim")
    if row["yades"]:
        first.append("YADES")
    document_id = str(row["document_id"] or "")
    source = f"({titles.get(document_id, document_id)}, s. {_pages(row)})" if row["pages"] else ""
    lines = [", ".join(first), _summary(row, titles), f"{source} {reviewed(row['review'])}".strip()]
    return "\n".join(line for line in lines if line)


def _summary(row: Row, titles: Mapping[str, str]) -> str:
    """The summary, in which the documents that were looked through are called by their names."""
    said = str(row["summary"] or "")
    searched = map(str, row["searched"] if isinstance(row["searched"], tuple) else ())
    for document_id in sorted(searched, key=len, reverse=True):  # one id may begin as another does
        said = said.replace(document_id, titles.get(document_id, document_id))
    return said


def _pages(row: Row) -> str:
    pages = row["pages"]
    return ", ".join(str(page) for page in pages) if isinstance(pages, tuple) else ""
