"""The sheets that explain the others, Okuyun (the first) and Read me (the last): terms, counts, columns, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any, Literal

from xlsxwriter.worksheet import Worksheet

from plan_miner.lexicon import labels
from plan_miner.publish import descriptions
from plan_miner.publish.labels import dated
from plan_miner.publish.package import newest_edition
from plan_miner.publish.schema import BY_NAME, AllTables
from plan_miner.publish.sheets import Book, Heading

Explained = tuple[str, str, tuple[Heading, ...]]  # a sheet, its table, its headings
Language = Literal["tr", "en"]
Line = tuple[str, str, str]
_OTHER: Mapping[Language, Language] = {"tr": "en", "en": "tr"}
_LINE = 15.0  # points that a line of 11 pt text takes
_WIDTHS = (16, 18, 100)  # characters
_WIDE = 24  # characters of the first two columns where words of cells stand in them
# Columns with words for codes, by the family of labels.yaml that names them
_WORDS = {
    "basis": "Dayanak", "themes": "Temalar", "groups": "Gruplar", "services": "Hizmet", "status": "Durum",
    "mechanisms": "Mekanizma", "kinds": "Tür", "owner": "Veren", "role": "Rol", "via": "Nereden",
    "rows": "Ne", "changes": "Değişiklik", "doubts": "Şüphe", "review": "İnceleme",
}  # fmt: skip


def guide_sheet(book: Book, tables: AllTables, explained: Sequence[Explained], lang: Language = "tr") -> None:
    """Writes Okuyun, or Read me in English: terms, counts, the columns of the sheets, and in English their words."""
    written = _written()
    sheet = _page(book, written["sheet"][lang], lang)
    sheet.write_string(0, 0, written["title"][lang], book.title)
    other = written["sheet"][_OTHER[lang]]
    sheet.write_url(1, 0, f"internal:'{other}'!A1", string=written["other"][lang])
    sheet.set_row(1, 2 * _LINE)
    lines = [*_terms(written, lang), *_counts(written, tables, lang), ("", "", ""), tuple(written["columns"][lang])]
    lines += [line for one in explained for line in _columns(*one, lang)]
    if lang == "en":
        lines += [("", "", ""), tuple(written["words"][lang]), *_words()]
    for index, (term, column, meaning) in enumerate(lines, start=2):
        sheet.write_string(index, 0, term, book.strong)
        sheet.write_string(index, 1, column, book.strong)
        sheet.write_string(index, 2, meaning, book.text)
        sheet.set_row(index, _LINE * (1 + len(meaning) // (_WIDTHS[2] + 10)))


def _page(book: Book, name: str, lang: Language) -> Worksheet:
    sheet = book.workbook.add_worksheet(name)
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS if lang == "tr" else (_WIDE, _WIDE, _WIDTHS[2])):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return sheet


def _written() -> Any:
    from ruamel.yaml import YAML

    file = resources.files("plan_miner.publish") / "guide.yaml"
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))


def _terms(written: Any, lang: Language) -> Iterator[Line]:
    return ((entry["term"][lang], "", entry[lang]) for entry in written["terms"])


def _counts(written: Any, tables: AllTables, lang: Language) -> Iterator[Line]:
    documents, objectives, annex, doubts = (tables[name] for name in ("documents", "objectives", "annex", "doubts"))
    newest = newest_edition(tables)
    counts = {
        "documents": len(documents),
        "read": sum(row["status"] == "ok" for row in documents),
        "day": dated(newest),
        "date": str(newest or "")[:10],
        "objectives": len(objectives),
        "belong": sum(row["in_annex_final"] is True for row in objectives),
        "annex": len(annex),
        "pending": sum(row["review"] == "pending" for row in annex),
        "doubts": len(doubts),
        "waiting": sum(row["review"] == "pending" for row in doubts),
    }
    for entry in written["counts"]:
        if newest or "{date}" not in entry["en"]:
            yield entry["term"][lang], "", entry[lang].format_map(counts)


def _columns(sheet: str, table: str, headings: Sequence[Heading], lang: Language) -> Iterator[Line]:
    """A line a column; the name of the sheet stands beside the first."""
    for index, heading in enumerate(headings):
        meaning = heading.meaning or _meaning(table, heading.column)
        yield "" if index else sheet, heading.title, getattr(meaning, lang)


def _meaning(table: str, column: str) -> descriptions.Description:
    """What the column says in its own table; of a column that is looked up, what it says where it comes from."""
    home = table if column in BY_NAME[table].names else "objectives" if column.startswith("in_") else "documents"
    return descriptions.of_column(home, column)


def _words() -> Iterator[Line]:
    """The Turkish words that stand for codes, in English; what a service's status means in full."""
    names = labels()
    for family, column in _WORDS.items():
        for code, name in names[family].items():
            full = names["status_meanings"].get(code) if family == "status" else None
            yield name.tr, column, f"{name.en}: {full.en}" if full else name.en
