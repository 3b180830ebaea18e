"""annex.xlsx: EK 2 and Tablo 2 as people read and print them, with the documents and the doubts beside."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from importlib import resources

from ruamel.yaml import YAML
from xlsxwriter.workbook import Workbook

from plan_miner.publish.annex_sheet import annex_sheet
from plan_miner.publish.labels import named
from plan_miner.publish.schema import Row, Tables
from plan_miner.publish.service_sheets import grid_sheet, service_list_sheet
from plan_miner.publish.sheets import Book, Cell, Heading, list_sheet

# The bytes depend on the tables alone, so the file says no day on which it was made.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)

_DOCUMENT_HEADINGS = (
    Heading("Belediye", 26), Heading("Belge", 32), Heading("Tür", 18), Heading("Dönem", 11), Heading("Durum", 18),
    Heading("Hata", 44), Heading("Sayfa", 7), Heading("OCR", 7), Heading("Adres", 50),
)  # fmt: skip
_DOUBT_HEADINGS = (
    Heading("Belge", 32), Heading("Satır", 34), Heading("Şüphe", 22), Heading("Açıklama", 80), Heading("Sayfa", 7),
)  # fmt: skip


def workbook_bytes(tables: Tables) -> bytes:
    """The workbook of the tables; the same tables give the same bytes."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"title": "EK 2 ve Tablo 2", "created": _CREATED})
        book = Book(workbook)
        _guide_sheet(book, tables)
        annex_sheet(book, tables)
        grid_sheet(book, tables)
        service_list_sheet(book, tables)
        list_sheet(book, "Belgeler", _DOCUMENT_HEADINGS, [_document(row) for row in tables["documents"]])
        list_sheet(book, "Şüpheler", _DOUBT_HEADINGS, [_doubt(row) for row in tables["doubts"]])
    return out.getvalue()


def _guide_sheet(book: Book, tables: Tables) -> None:
    """What is what, for whoever opens the file first."""
    sheet = book.workbook.add_worksheet("Okuyun")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, "Belediyelerde eşitlik: EK 2 ve Tablo 2", book.title)
    for index, (term, meaning) in enumerate((*_guide(), *_counts(tables)), start=2):
        sheet.write_string(index, 0, term, book.strong)
        sheet.write_string(index, 1, meaning, book.text)
        sheet.set_row(index, 16.0 * (1 + len(meaning) // 105))


def _guide() -> list[tuple[str, str]]:
    file = resources.files("plan_miner.publish") / "guide.yaml"
    entries = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return [(entry["term"], entry["meaning"]) for entry in entries]


def _counts(tables: Tables) -> tuple[tuple[str, str], ...]:
    read = sum(row["status"] == "ok" for row in tables["documents"])
    belong = sum(row["in_annex_final"] is True for row in tables["objectives"])
    return (
        ("", ""),
        ("Belge", f"{len(tables['documents'])} belgeden {read} tanesi okundu."),
        ("Hedef", f"{len(tables['objectives'])} hedeften {belong} tanesi EK 2'de."),
        ("Şüphe", f"{len(tables['doubts'])} satır bakılmayı bekliyor."),
    )


def _document(row: Row) -> list[Cell]:
    start, end = row["period_start"], row["period_end"]
    return [
        str(row["municipality"]),
        str(row["document_id"]),
        named("kinds", row["kind"]),
        str(start) if start == end else f"{start}–{end}",
        named("status", row["status"]),
        str(row["error"] or ""),
        _whole(row["pages"]),
        _whole(row["ocr_pages"]),
        str(row["url"]),
    ]


def _doubt(row: Row) -> list[Cell]:
    names = ("document_id", "key")
    return [
        *(str(row[name] or "") for name in names),
        named("doubts", row["doubt"]),
        str(row["message"]),
        _whole(row["page"]),
    ]


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
