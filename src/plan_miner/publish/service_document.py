"""Tablo 2 in the Word annex: municipalities by services, with legend and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plan_miner.publish.labels import STATUS_SIGNS, capital, dated, named, period, reviewed
from plan_miner.publish.schema import AllTables, Row
from plan_miner.publish.service_sheets import COLORS, grid
from plan_miner.publish.word_parts import NO_BREAK, Cell, paragraph, run, table
from plan_miner.publish.word_shell import WIDTH
from plan_miner.services.summary import summary
from plan_miner.services.terms import SERVICES

_FIRST = 2_600
_GREY = "595959"
Notes = Mapping[str, int]  # by document: the number of its note


def services_part(tables: AllTables) -> Iterator[str]:
    """Heading, legend, table and notes as XML. A note a document, numbered in the order of the table."""
    notes = _numbered(tables)
    caption = "Tablo 2. Belediyelerin dört hizmeti"
    widths = (_FIRST, *[(WIDTH - _FIRST) // len(SERVICES)] * len(SERVICES))
    titles = ("Belediye", *(capital(named("services", service)) for service in SERVICES))
    yield paragraph(run(caption), style="Heading1")
    yield from _legend()
    yield table(caption, titles, widths, _rows(tables, notes))
    yield from _notes(tables, notes)


def _legend() -> Iterator[str]:
    entries = [
        f"{sign}{NO_BREAK}{named('status', status)}: {named('status_meanings', status)}"
        for status, sign in STATUS_SIGNS.items()
    ]
    yield paragraph(
        run("İşaretler. ", bold=True, small=True), run("; ".join(entries) + ".", small=True), style="Source", keep=True
    )


def _rows(tables: AllTables, notes: Notes) -> Iterator[tuple[Cell, ...]]:
    for (_, name), cells in grid(tables).items():
        yield (
            Cell(paragraph(run(name, bold=True), style="Cell")),
            *(_cell(cells.get(service), notes) for service in SERVICES),
        )


def _cell(row: Row | None, notes: Notes) -> Cell:
    if row is None:
        return Cell("")
    if row["review"] == "rejected":
        return Cell(paragraph(run(reviewed("rejected"), color=_GREY), style="Cell"))
    status = str(row["status"])
    said = [f"{STATUS_SIGNS.get(status, '')} {named('status', status)}".strip()]
    said += [f"{row['unit_count']}{NO_BREAK}birim"] if row["unit_count"] is not None else []
    said += ["YADES"] if row["yades"] else []
    first = paragraph(run(", ".join(said), bold=True), style="Cell")
    if status == "not_mentioned":
        return Cell(first, fill=COLORS.get(status, "")[1:])
    return Cell(first + _more(row) + _proof(row, notes), fill=COLORS.get(status, "")[1:])


def _more(row: Row) -> str:
    """The summary, where it says more than status, number and YADES, which stand above it."""
    count, said = row["unit_count"], str(row["summary"] or "")
    known = summary(
        *(str(row["service"]), str(row["status"])),
        count=count if isinstance(count, int) else None,
        yades=bool(row["yades"]),
    )
    return paragraph(run(said), style="Cell") if said and said != known else ""


def _proof(row: Row, notes: Notes) -> str:
    """The pages with the number of the document's note, and how far the review has come."""
    pages = row["pages"] if isinstance(row["pages"], tuple) else ()
    number = notes.get(str(row["document_id"]))
    said = [f"[{number}]"] if number else []
    said += [f"s.{NO_BREAK}{', '.join(map(str, pages))}"] if pages else []
    said.append(f" {reviewed(row['review'])}")
    return paragraph(run(" ".join(said), small=True, color=_GREY), style="Cell")


def _numbered(tables: AllTables) -> Notes:
    cited = [str(row["document_id"]) for row in tables["service_table"] if row["document_id"]]
    return {document: number for number, document in enumerate(dict.fromkeys(cited), start=1)}


def _notes(tables: AllTables, notes: Notes) -> Iterator[str]:
    documents = {str(row["document_id"]): row for row in tables["documents"]}
    for document_id, number in notes.items():
        row = documents[document_id]
        said = f" {row['municipality']}, {named('kinds', row['kind'])} {period(row)}; {row['url']}"
        had = f"; {dated(row['fetched_at'])} günü alındı" if row["fetched_at"] else ""
        yield paragraph(run(f"[{number}]{said}{had}.", small=True), style="Source")
    unread = [row for row in tables["documents"] if row["status"] not in ("ok", "not_fetched")]
    if unread:
        names = "; ".join(f"{row['municipality']}, {named('kinds', row['kind'])} {period(row)}" for row in unread)
        yield paragraph(
            run("Okunamayan belgeler: ", bold=True, small=True), run(f"{names}.", small=True), style="Source"
        )
