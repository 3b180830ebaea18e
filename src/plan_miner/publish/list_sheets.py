"""The sheets that are lists: which columns of which table they show, under which Turkish titles; as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from plan_miner.lexicon import labels
from plan_miner.publish.descriptions import Description
from plan_miner.publish.labels import all_named, named
from plan_miner.publish.schema import AllTables, Row, Rows, Value
from plan_miner.publish.sheets import Cell, Heading, Link


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet that shows rows of one table as they are."""

    name: str
    table: str
    headings: tuple[Heading, ...]


_PLACE = Heading("Belediye", 30, "municipality")
_DOCUMENT = Heading("Belge", 30, "document_id")
_PAGE = Heading("Sayfa", 7, "page")
_TAGS = (
    Heading("Dayanak", 14, "basis", "basis"),
    Heading("Temalar", 22, "themes", "themes"),
    Heading("Gruplar", 18, "groups", "groups"),
)
_REVIEW = Heading("İnceleme", 11, "review", "review")

SERVICES = ListSheet(
    "Tablo 2 uzun",
    "service_table",
    (
        _PLACE, Heading("İl", 14, "province"), Heading("Hizmet", 24, "service", "services"),
        Heading("Durum", 20, "status", "status"), Heading("Birim sayısı", 9, "unit_count"),
        Heading("YADES", 8, "yades"), Heading("Özet", 60, "summary"), _DOCUMENT, Heading("Sayfalar", 10, "pages"),
        Heading("Güven", 8, "confidence"), _REVIEW,
    ),
)  # fmt: skip
OBJECTIVES = ListSheet(
    "Hedefler",
    "objectives",
    (
        _PLACE, _DOCUMENT, Heading("Amaç no", 8, "goal_code"), Heading("Hedef no", 8, "objective_code"),
        Heading("Hedef", 60, "objective"), Heading("EK 2'de", 8, "in_annex_final"), *_TAGS,
        Heading("Gerekçe", 40, "reason"), Heading("Sorumlu birim", 26, "responsible_unit"),
        Heading("İşbirliği", 26, "collaborating_units"), Heading("Maliyet (TL)", 16, "cost_estimate"),
        Heading("Sayfa", 7, "page_first"), Heading("Güven", 8, "confidence"), _REVIEW,
    ),
)  # fmt: skip
MENTIONS = ListSheet(
    "Cümleler",
    "service_mentions",
    (
        _PLACE, _DOCUMENT, Heading("Hizmet", 22, "service", "services"), Heading("Cümle", 70, "sentence"),
        Heading("Eşleşen", 20, "matched"), Heading("Durum", 18, "status", "status"),
        Heading("Birim sayısı", 9, "unit_count"), Heading("YADES", 8, "yades"), Heading("Veren", 14, "owner", "owner"),
        Heading("Rol", 14, "role", "role"), _PAGE,
    ),
)  # fmt: skip
MECHANISMS = ListSheet(
    "Mekanizmalar",
    "mechanisms",
    (
        _PLACE, _DOCUMENT, Heading("Mekanizma", 28, "mechanism", "mechanisms"), Heading("Ad", 30, "name"),
        Heading("Ayrıntı", 20, "detail"), Heading("Cümle", 70, "sentence"), _PAGE,
    ),
)  # fmt: skip
_HASH = Description(
    "Dosyanın SHA-256 özetinin başı; tamamı documents.csv dosyasında",
    "The head of the file's SHA-256; the whole of it is in documents.csv",
)
_ROW = Description(
    "Hedefin, faaliyetin ya da göstergenin numarası, ya da hizmet",
    "The number of the objective, activity or indicator, or the service",
)

DOCUMENTS = ListSheet(
    "Belgeler",
    "documents",
    (
        _PLACE, _DOCUMENT, Heading("Tür", 18, "kind", "kinds"), Heading("İlk yıl", 8, "period_start"),
        Heading("Son yıl", 8, "period_end"), Heading("Durum", 18, "status", "status"), Heading("Hata", 40, "error"),
        Heading("Sayfa", 7, "pages"), Heading("OCR", 7, "ocr_pages"), Heading("Adres", 50, "url"),
        Heading("Nereden", 18, "via", "via"), Heading("Alındı", 12, "fetched_at"),
        Heading("SHA-256", 14, "sha256", meaning=_HASH),
    ),
)  # fmt: skip
DOUBTS = ListSheet(
    "Şüpheler",
    "doubts",
    (
        _PLACE, _DOCUMENT,
        Heading("Satır", 20, "key", meaning=_ROW),
        Heading("Şüphe", 22, "doubt", "doubts"),
        Heading("Açıklama", 80, "message"), _PAGE, _REVIEW,
    ),
)  # fmt: skip


class Looked:
    """What a row of any table needs from others: the name of its municipality, and the file that its page is in.

    `originals`: the address of raw/ as seen from the workbook; empty where the originals do not lie there.
    """

    def __init__(self, tables: AllTables, originals: str) -> None:
        documents = tables["documents"]
        self._places = {row["municipality_id"]: str(row["municipality"]) for row in tables["municipalities"]}
        self._of_document = {row["document_id"]: str(row["municipality"]) for row in documents}
        self._files: Mapping[Value, str] = {
            row["document_id"]: f"external:{originals}/{row['document_id']}/{str(row['sha256'])[:12]}.pdf"
            for row in documents
            if originals and row["sha256"]
        }

    def place(self, row: Row) -> str:
        """The municipality's name; of a row without one that of its document."""
        of_row = row.get("municipality") or self._places.get(row.get("municipality_id"))
        return str(of_row or self._of_document.get(row.get("document_id"), ""))

    def page(self, document_id: Value, page: Value) -> Cell:
        """A page, or the first of several, as a link into the original."""
        first = page[0] if isinstance(page, tuple) and page else page
        shown = ", ".join(map(str, page)) if isinstance(page, tuple) else page
        if not isinstance(first, int) or not isinstance(shown, str | int):
            return None
        address = self._files.get(document_id)
        return Link(shown, f"{address}#page={first}") if address else shown


def cells(sheet: ListSheet, rows: Rows, looked: Looked) -> Iterator[list[Cell]]:
    """The cells of each row in the order of the sheet's headings."""
    return ([cell(heading, row, sheet.table, looked) for heading in sheet.headings] for row in rows)


def cell(heading: Heading, row: Row, table: str, looked: Looked) -> Cell:
    """One cell: a name for a code, a number, a day, a link for a page, words for the rest."""
    if heading.column == "municipality":
        return looked.place(row)
    value = row[heading.column]
    if heading.column in ("page", "page_first") or (heading.column == "pages" and table != "documents"):
        return looked.page(row.get("document_id"), value)
    if heading.family:
        return all_named(heading.family, value) if isinstance(value, tuple) else named(heading.family, value)
    if heading.column == "key":
        return _row_of(row)
    if heading.column == "sha256":
        return str(value or "")[:12]
    if heading.column == "fetched_at":
        return _day(value)
    return _plain(value)


def _row_of(doubt: Row) -> str:
    """Which row of its document or municipality a doubt is about, without the ids that stand beside it."""
    of_document = str(doubt["key"] or "").removeprefix(f"{doubt['document_id']}:")
    services = (named("services", part) for part in of_document.split(":") if part in labels()["services"])
    return next(services, of_document)


def _plain(value: Value) -> Cell:
    """A value as a cell shows it: evet for true, nothing for false, a list with semicolons."""
    if isinstance(value, bool):
        return "evet" if value else ""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return value


def _day(moment: Value) -> Cell:
    try:
        return datetime.fromisoformat(str(moment)).astimezone(UTC).replace(hour=0, minute=0, second=0, tzinfo=None)
    except ValueError:
        return str(moment or "")
