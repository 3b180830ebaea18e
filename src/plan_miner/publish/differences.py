"""The table `changes` as a person asks of it: which documents, what in them, which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plan_miner.publish.labels import period
from plan_miner.publish.schema import BY_NAME, AllTables, Row, Value

NEEDED = ("changes", "documents", "municipalities", "goals", "objectives", "indicators")
WORDS = {"goals": "goal", "objectives": "objective", "indicators": "indicator"}  # the column that holds a row's words


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of `changes`. `before` and `after` are words, codes, printed figures or the code values of a status.

    `table` is where the row stands, `code` its number there or the service; `subject` says what it is about where
    `before` and `after` do not: the words of what moved, or the indicator whose target changed, with the year.
    `from_period` is empty where the earlier edition is one of the same document.
    """

    municipality: str
    kind: str
    from_period: str
    to_period: str
    table: str
    code: str
    subject: str
    change: str
    before: str
    after: str
    to_sha256: str


def differences(tables: AllTables) -> Iterator[Difference]:
    """Every row of `changes`, in its order. `tables` has at least those of NEEDED."""
    words = _words_of(tables)
    documents = {str(row["document_id"]): row for row in tables["documents"]}
    by_bytes: dict[Value, Row] = {row["sha256"]: row for row in tables["documents"] if row["sha256"]}
    places: dict[Value, str] = {row["municipality_id"]: str(row["municipality"]) for row in tables["municipalities"]}
    return (_difference(row, words, documents, by_bytes, places) for row in tables["changes"])


def _difference(
    row: Row,
    words: Mapping[tuple[str, str], str],
    documents: Mapping[str, Row],
    by_bytes: Mapping[Value, Row],
    places: Mapping[Value, str],
) -> Difference:
    table, key, change = str(row["table"]), str(row["key"]), str(row["change"])
    owner, _, code = key.partition(":")
    later = by_bytes.get(row["to_sha256"]) or documents.get(owner) or {}
    earlier = by_bytes.get(row["from_sha256"]) or {}
    return Difference(
        places.get(row["municipality_id"], ""),
        str(later.get("kind") or ""),
        period(earlier) if earlier and earlier is not later else "",
        period(later) if later else "",
        table,
        code.rpartition(":")[0] if table == "indicator_targets" else code,
        _subject(table, key, change, words),
        change,
        str(row["before"] or ""),
        str(row["after"] or ""),
        str(row["to_sha256"] or ""),
    )


def _subject(table: str, key: str, change: str, words: Mapping[tuple[str, str], str]) -> str:
    if table == "indicator_targets":
        indicator, _, year = key.rpartition(":")
        return f"{words.get(('indicators', indicator), '')}, {year}"
    return words.get((table, key), "") if change == "moved" else ""


def _words_of(tables: AllTables) -> dict[tuple[str, str], str]:
    """The words of the rows that moved or whose targets changed, by table and key."""
    asked = set(_asked(tables["changes"]))
    homes = {table for table, _ in asked}
    return {
        (table, key): str(row[column] or "")
        for table, column in WORDS.items()
        if table in homes
        for row in tables[table]
        if (table, key := BY_NAME[table].row_key(row)) in asked
    }


def _asked(changes: Iterable[Row]) -> Iterable[tuple[str, str]]:
    for row in changes:
        if row["change"] == "moved":
            yield str(row["table"]), str(row["key"])
        elif row["change"] == "target":
            yield "indicators", str(row["key"]).rpartition(":")[0]
