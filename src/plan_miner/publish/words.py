"""The last pass over the words of documents before they are published: harmless characters, nothing that may harm."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plan_miner.publish.doubts import doubt_of
from plan_miner.publish.labels import named
from plan_miner.publish.masking import SHELTER, masked, names_shelter
from plan_miner.publish.schema import BY_NAME, Column, Row, Table, Tables, Value
from plan_miner.turkish import fold

# The tables in which words of documents stand first; what others repeat of them needs no second doubt.
_DOUBTED = (
    "goals",
    "objectives",
    "activities",
    "indicators",
    "indicator_targets",
    "performance_targets",
    "service_mentions",
    "service_table",
    "mechanisms",
)

_SPACES = re.compile(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")
# Control characters (a null byte ends a CSV for many readers), marks that turn the direction of the text
# (they make a reader see other words than are there), lone surrogates and non-characters (no file can hold them).
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    r"\U000e0000-\U000e00ff]"
)


def printable(text: str) -> str:
    """The text with white space of any kind as single spaces and without characters that nobody sees."""
    if text.isprintable() and "\u034f" not in text and "\ufffc" not in text:  # as most are; Python lets these two pass
        return text.strip()
    return _UNSEEN.sub("", _SPACES.sub(" ", text)).strip()


def fit_to_publish(tables: Tables) -> Tables:
    """The same tables with masked, printable words; each masked row adds a doubt to the table `doubts`.

    Every string becomes printable; columns of document words (Column.words) are masked as well, and then cut
    to what the column holds at most.
    """
    shelters = _Shelters(tables)
    fit: Tables = {}
    doubts: list[Row] = []
    for name, rows in tables.items():
        cleaned = [_fit(BY_NAME[name], row, shelters.spoken_of(BY_NAME[name], row)) for row in rows]
        fit[name] = [row for row, _ in cleaned]
        if name in _DOUBTED:
            doubts += [_masked_doubt(BY_NAME[name], row, kinds) for row, kinds in cleaned if kinds]
    fit["doubts"] = [*fit.get("doubts", ()), *doubts]
    return fit


class _Shelters:
    """Which rows are about women's shelters, also where their own words do not say so.

    What stands under an objective on shelters is; so is every page of a quote whose row is. Rows are to be asked about
    in the order of the schema, where evidence comes after all that it proves.
    """

    def __init__(self, tables: Tables) -> None:
        self._objectives = {
            (row["document_id"], row["objective_code"])
            for row in tables.get("objectives", ())
            if names_shelter(fold(str(row["objective"] or "")))
        }
        self._rows: set[tuple[Value, Value]] = set()  # table and key

    def spoken_of(self, table: Table, row: Row) -> bool:
        """Whether the row is about a shelter by its own words or by the company that it keeps."""
        if table.name == "evidence":
            return (row["table"], row["key"]) in self._rows or _about_shelter(table, row)
        under = (row.get("document_id"), row.get("objective_code")) in self._objectives
        about = under or _about_shelter(table, row)
        if about:
            self._rows.add((table.name, table.row_key(row)))
        return about


def _masked_doubt(table: Table, row: Row, kinds: Iterable[str]) -> Row:
    message = f"Yayımlanmadan önce maskelendi ({named('rows', table.name)}): {', '.join(kinds)}."
    return doubt_of(table, row, "masked", message)


def fit_row(table: Table, row: Row) -> tuple[Row, tuple[str, ...]]:
    """One row of a table with every column of it, masked and printable, and the kinds of what was masked."""
    return _fit(table, row, _about_shelter(table, row))


def _fit(table: Table, row: Row, shelter: bool) -> tuple[Row, tuple[str, ...]]:
    kinds: list[str] = []
    fit: Row = {}
    for column in table.columns:
        fit[column.name], found = _fit_value(column, row.get(column.name), shelter)
        kinds += found
    return fit, tuple(dict.fromkeys(kinds))


def _about_shelter(table: Table, row: Row) -> bool:
    """Whether a row is about a women's shelter: its service says so, its key does, or its words do."""
    if row.get("service") == SHELTER or f":{SHELTER}" in str(row.get("key") or ""):
        return True
    words = [str(row.get(column.name) or "") for column in table.columns if column.words]
    return any(names_shelter(fold(text)) for text in words)


def _fit_value(column: Column, value: Value, shelter: bool) -> tuple[Value, tuple[str, ...]]:
    if isinstance(value, str):
        return _fit_text(column, value, shelter)
    if isinstance(value, tuple) and column.item == "string":
        texts = [_fit_text(column, str(item), shelter) for item in value]
        return tuple(text for text, _ in texts), tuple(kind for _, kinds in texts for kind in kinds)
    return value, ()


def _fit_text(column: Column, text: str, shelter: bool) -> tuple[str, tuple[str, ...]]:
    text = printable(text)
    if not column.words:
        return text, ()
    safe = masked(text, shelter=shelter)
    return shortened(safe.text, column.longest), safe.kinds


def shortened(text: str, longest: int | None) -> str:
    """The text cut at the end of a word to at most `longest` characters; None leaves it whole."""
    if longest is None or len(text) <= longest:
        return text
    cut = text[: longest + 1].rsplit(" ", 1)[0]
    return (cut if 0 < len(cut) <= longest else text[:longest]).rstrip()
