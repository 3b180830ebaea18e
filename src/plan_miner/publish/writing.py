"""A table as a file: CSV that any program reads, Parquet with its types; written row by row, whatever their number."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from plan_miner.publish.schema import Column, Row, Rows, Table, Value

GROUP = 20_000  # rows of a Parquet file that are compressed together, and in memory at once


def write_csv(table: Table, rows: Rows, path: Path) -> None:
    """UTF-8 with commas, a header and ``\\n``; words stand as printed.

    A text that begins like a formula stays as it is: this is the table that programs read, and a changed text
    would no longer be the document's. Whoever works in a spreadsheet takes the workbook, where text is text.
    """
    names = table.names
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([csv_cell(row[name]) for name in names] for row in rows)


def csv_cell(value: Value) -> str:
    """A value as text, with a decimal point; nothing is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return _decimal(value)
        case tuple():
            # "|" parts the items, so one inside an item is written as "/": a reader must count them right
            return "|".join(str(item).replace("|", "/") for item in value)
        case _:
            return str(value)


def _decimal(value: float) -> str:
    """12.5, 100, 1250000000: never 100.0, never an exponent."""
    written = format(Decimal(repr(value + 0.0)), "f")  # + 0.0 makes -0.0 a zero
    return written.rstrip("0").rstrip(".") if "." in written else written


def write_parquet(table: Table, rows: Rows, path: Path) -> None:
    """Parquet with the types of the schema whatever the rows (also none at all); lists are lists."""
    schema = pa.schema([(column.name, _arrow_type(column)) for column in table.columns])
    with pq.ParquetWriter(path, schema, compression="zstd", store_schema=False) as out:
        rest = iter(rows)
        out.write_table(_arrow_table(table, list(islice(rest, GROUP)), schema))  # also where there are none
        while group := list(islice(rest, GROUP)):
            out.write_table(_arrow_table(table, group, schema))


def _arrow_table(table: Table, rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    arrays = [
        pa.array([_arrow_value(column, row[column.name]) for row in rows], type=field.type)
        for column, field in zip(table.columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


_ARROW_TYPES: dict[str, Callable[[], pa.DataType]] = {
    "string": pa.string,
    "integer": pa.int64,
    "number": pa.float64,
    "boolean": pa.bool_,
}


def _arrow_type(column: Column) -> pa.DataType:
    if column.type == "list":
        return pa.list_(_ARROW_TYPES[column.item]())
    return _ARROW_TYPES[column.type]()


def _arrow_value(column: Column, value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    if column.type == "number" and isinstance(value, int):
        return float(value)
    return value
