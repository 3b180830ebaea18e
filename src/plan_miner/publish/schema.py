"""Every published table as data: its columns in order, their types, and the columns that identify a row.

Everything that reads or writes the tables (CSV, Parquet, workbook, data package) takes names and types from
here and nowhere else. The first columns of each table are fixed names that other datasets rely on; more may
follow them, none may go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

Value = str | int | float | bool | tuple[str, ...] | tuple[int, ...] | None
Row = dict[str, Value]
Tables = dict[str, list[Row]]  # of a part of the registry, in memory


class Rows(Protocol):
    """All rows of a table, which need not be in memory: to be gone through as often as one likes, and counted."""

    def __iter__(self) -> Iterator[Row]: ...

    def __len__(self) -> int: ...


AllTables = Mapping[str, Rows]  # what files are made of; Tables are such too


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `words`: it holds words of a document, which are masked before they are published.

    `item` is the type of a list's items; `longest` the most characters that are kept of a text.
    """

    name: str
    type: str = "string"  # string | integer | number | boolean | list
    item: str = ""
    words: bool = False
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` names the columns that together identify a row (none for evidence, doubts and changes)."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def row_key(self, row: Mapping[str, Value]) -> str:
        """The id of a row: its key columns joined by colons, without those that are empty."""
        return joined_key(*(row[name] for name in self.key))


def joined_key(*parts: object) -> str:
    """An id of its parts joined by colons; empty parts are left out: ``kars-sp-2020-2024:4.3:2``."""
    return ":".join(str(part) for part in parts if part is not None and part != "")


# How a column is written below: its name alone is a string; name:notation is one of these.
_NOTATIONS: dict[str, Column] = {
    "": Column(""),
    "words": Column("", words=True),
    "quote": Column("", words=True, longest=300),
    "integer": Column("", "integer"),
    "number": Column("", "number"),
    "boolean": Column("", "boolean"),
    "list": Column("", "list", "string"),
    "words_list": Column("", "list", "string", words=True),
    "integers": Column("", "list", "integer"),
}


def _column(written: str) -> Column:
    name, _, notation = written.partition(":")
    kind = _NOTATIONS[notation]
    return Column(name, kind.type, kind.item, kind.words, kind.longest)


def _table(name: str, key: str, columns: str) -> Table:
    return Table(name, tuple(key.split()), tuple(_column(written) for written in columns.split()))


_TAGS = "basis themes:list groups:list"

TABLES: tuple[Table, ...] = (
    _table(
        "municipalities",
        "municipality_id",
        "municipality_id municipality province plate:integer kind website",
    ),
    _table(
        "documents",
        "document_id",
        "document_id municipality_id municipality province kind period_start:integer period_end:integer cover_period"
        " url fetched_url via status error sha256 bytes:integer pages:integer ocr_pages:integer fetched_at"
        " accessed note captured_at certificate",
    ),
    _table("pages", "document_id page", "document_id page:integer quality producer"),
    _table(
        "goals",
        "document_id goal_code",
        f"document_id goal_code printed_code goal:words page:integer {_TAGS} rule matched:words_list",
    ),
    _table(
        "objectives",
        "document_id objective_code",
        "document_id goal_code objective_code printed_code objective:words page_first:integer page_last:integer"
        " responsible_unit:words collaborating_units:words_list cost_estimate:number in_annex:boolean"
        f" in_annex_final:boolean {_TAGS} confidence:number"
        " cost_estimate_printed:words reason:words risks:words findings:words needs:words rule matched:words_list"
        " municipality_id period_start:integer period_end:integer review objective_final:words basis_final"
        " themes_final:list groups_final:list",
    ),
    _table(
        "activities",
        "document_id objective_code activity_no",
        f"document_id objective_code activity_no:integer printed_code activity:words page:integer {_TAGS}"
        " matched:words_list",
    ),
    _table(
        "indicators",
        "document_id indicator_code",
        "document_id objective_code indicator_code indicator:words unit:words weight:number baseline:number"
        " page:integer weight_printed:words baseline_printed:words",
    ),
    _table(
        "indicator_targets",
        "document_id indicator_code year",
        "document_id indicator_code year:integer target:number target_printed:words",
    ),
    _table(
        "performance_targets",
        "document_id objective_code target_code",
        "document_id objective_code target_code printed_code target:words page:integer",
    ),
    _table(
        "annex",
        "document_id objective_code activity_no",
        "municipality_id municipality document_id period_start:integer period_end:integer goal_code goal:words"
        f" objective_code objective:words activity_no:integer activity:words {_TAGS} page:integer confidence:number"
        " review matched:words_list",
    ),
    _table(
        "service_mentions",
        "mention_id",
        "document_id municipality_id service page:integer sentence:words matched:words status unit_count:integer"
        " yades:boolean owner role rule mention_id",
    ),
    _table(
        "service_table",
        "municipality_id service",
        "municipality_id municipality province service status unit_count:integer yades:boolean summary:words"
        " document_id pages:integers confidence:number review rule searched:list status_found"
        " unit_count_found:integer yades_found:boolean",
    ),
    _table(
        "mechanisms",
        "mechanism_id",
        "municipality_id document_id mechanism name:words detail:words page:integer sentence:words rule mechanism_id",
    ),
    _table(
        "evidence",
        "",
        "table key document_id sha256 page:integer x0:number top:number x1:number bottom:number quote:quote rule",
    ),
    _table("doubts", "", "document_id key doubt message:words page:integer review"),
    _table(
        "changes",
        "",
        "municipality_id table key change before:words after:words from_sha256 to_sha256",
    ),
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
