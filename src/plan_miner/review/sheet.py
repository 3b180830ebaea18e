"""The queue as a spreadsheet, for those who decide away from the page: what is to be looked at, room for answers."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from plan_miner.publish.sheets import Book, Cell, Heading, fit, list_sheet
from plan_miner.publish.words import printable
from plan_miner.review.items import DOUBT, SERVICE, Item
from plan_miner.review.standing import Standing
from plan_miner.review.words import Words

SHEET = "Kararlar"
COLUMNS = {
    "kind": 9.0, "municipality": 22.0, "document": 26.0, "page": 7.0, "about": 42.0, "activities": 46.0, "found": 30.0,
    "quote": 40.0, "state": 13.0, "decision": 11.0, "correction": 34.0, "note": 30.0, "id": 10.0, "evidence": 10.0,
    "seal": 10.0,
}  # fmt: skip
ANSWERS = ("decision", "correction", "note")
HIDDEN = ("id", "evidence", "seal")
SHOWN = (
    "document",
    "about",
    "activities",
    "quote",
)  # what must still stand beside the hidden id when the sheet returns
VERDICTS = {"accepted": "Doğru", "rejected": "Yanlış", "corrected": "Düzelt"}
ALLOWED = ("select_locked_cells", "select_unlocked_cells", "format_columns", "format_rows", "sort", "autofilter")
Link = Callable[[Item], str]  # where the picture of an item's page lies, beside the workbook; empty where nowhere


def sheet_bytes(standings: Sequence[Standing], names: Mapping[str, str], words: Words, link: Link) -> bytes:
    """The workbook of these items, in their order. `names`: municipalities by id."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as made:
        book = Book(made)
        headings = [Heading(words(f"sheet_{name}"), width) for name, width in COLUMNS.items()]
        rows = [list(_row(one, names, words).values()) for one in standings]
        sheet = list_sheet(book, SHEET, headings, rows, len(rows))
        _links(book, sheet, [link(one.item) for one in standings], standings)
        _answers(book, sheet, len(rows))
        sheet.protect("", dict.fromkeys(ALLOWED, True) | {"delete_rows": True})
        guide = made.add_worksheet("Okuyun")
        guide.set_column(0, 0, 110)
        for line, said in enumerate(words("sheet_guide").split("\n")):
            guide.write_string(line, 0, said, book.text)
    return out.getvalue()


def _row(standing: Standing, names: Mapping[str, str], words: Words) -> dict[str, Cell]:
    item = standing.item
    shown = shown_cells(item, words)
    return {
        "kind": words(f"kind_{item.kind}"),
        "municipality": names.get(item.municipality_id, item.municipality_id),
        "document": shown["document"],
        "page": item.page or None,
        "about": shown["about"],
        "activities": shown["activities"],
        "found": found(item, words),
        "quote": shown["quote"],
        "state": words(f"state_{standing.state()}"),
        **dict.fromkeys(ANSWERS, ""),
        "id": item.id,
        "evidence": item.evidence,
        "seal": seal(item.id, item.evidence, shown),
    }


def shown_cells(item: Item, words: Words) -> dict[str, str]:
    """What a person judges by, as the cells hold it."""
    values = item.values
    if item.kind == SERVICE:
        row, under, quote = words.name("services", item.service), "", "\n".join(item.words[1:])
    elif item.kind == DOUBT:
        row, under, quote = words.name("doubts", item.words[0]), "", f"{item.words[1]}\n{item.reason}".strip()
    else:
        row = f"{values.objective_code}. {values.objective}\n({values.goal_code}. {values.goal})"
        under = "\n".join(f"{one.no or '+'}. {one.activity}" for one in values.activities)
        quote = ", ".join(f"«{word}»" for word in values.matched) or item.reason
    cells = {"document": item.document_id, "about": row, "activities": under, "quote": quote}
    return {name: "\n".join(fit(printable(line)) for line in text.split("\n")) for name, text in cells.items()}


def seal(item_id: str, evidence: str, shown: Mapping[str, str]) -> str:
    """Binds the hidden cells to those that a person sees: sorted apart, they no longer fit."""
    text = "\0".join([item_id, evidence, *(" ".join(shown[name].split()) for name in SHOWN)])
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def found(item: Item, words: Words) -> str:
    """What the program says of an item, in a line."""
    values = item.values
    if item.kind == SERVICE:
        count = words("units", count=values.unit_count) if values.unit_count is not None else ""
        return ", ".join(filter(None, [words.name("status", values.status), count, "YADES" if values.yades else ""]))
    if item.kind == DOUBT:
        return words("doubt_found")
    parts = [words("in_annex_yes" if values.in_annex else "in_annex_no"), words.name("basis", values.basis)]
    return "\n".join(filter(None, [*parts, words.names("groups", values.groups), words.names("themes", values.themes)]))


def _links(book: Book, sheet: Worksheet, links: Sequence[str], standings: Sequence[Standing]) -> None:
    place = list(COLUMNS).index("page")
    for row, (target, standing) in enumerate(zip(links, standings, strict=True), 1):
        if target:
            sheet.write_url(row, place, f"external:{target}", book.link, str(standing.item.page))


def _answers(book: Book, sheet: Worksheet, rows: int) -> None:
    """The cells that may be written, the list of answers, and the columns that nobody needs to see."""
    names = list(COLUMNS)
    cell = {
        "text_wrap": True, "valign": "top", "font_size": 10, "border": 1, "border_color": "#BFBFBF", "locked": False,
        "bg_color": "#FFFBE6",
    }  # fmt: skip
    free = book.workbook.add_format(cell)
    for row in range(1, rows + 1):
        for name in ANSWERS:
            sheet.write_blank(row, names.index(name), None, free)
    choices = {"validate": "list", "source": list(VERDICTS.values()), "ignore_blank": True}
    sheet.data_validation(1, names.index("decision"), max(rows, 1), names.index("decision"), choices)
    for name in HIDDEN:
        sheet.set_column(names.index(name), names.index(name), None, None, {"hidden": True})
    sheet.freeze_panes(1, names.index("page"))
