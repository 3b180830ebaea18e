"""plan_miner.sqlite: the same tables in one file, with their keys, references and closed sets held by the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from plan_miner.publish.evidence import PROVEN
from plan_miner.publish.relations import LIMITS, MAY_BE_EMPTY, REFERENCES, VALUES
from plan_miner.publish.schema import BY_NAME, TABLES, AllTables, Column, Rows, Table, Value

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "list": "TEXT"}


def write_database(tables: AllTables, path: Path) -> None:
    """The database of the tables; the same tables give the same bytes with the same version of SQLite.

    A list is a JSON array, nothing is NULL. For each proven table there is a view ``<table>_evidence`` with its rows
    beside edition, page, box and words. Raises sqlite3.IntegrityError where rows do not hold together.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for setting in ("foreign_keys = ON", "journal_mode = OFF", "synchronous = OFF"):  # a file of its own, made anew
            database.execute(f"PRAGMA {setting}")
        database.execute("BEGIN")
        for table in TABLES:
            database.execute(_create(table))
            database.executemany(_insert(table), _rows(table, tables[table.name]))
        database.execute('CREATE INDEX evidence_of ON evidence ("table", "key")')
        for name in PROVEN:
            database.execute(_view(BY_NAME[name]))
        database.execute("COMMIT")


def _create(table: Table) -> str:
    lines = [_column(table, column) for column in table.columns]
    if table.key:
        lines.append(f"{'UNIQUE' if table.name in MAY_BE_EMPTY else 'PRIMARY KEY'} ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_names(one.columns)}) REFERENCES {_name(one.to)} ({_names(one.to_columns)})"
        for one in REFERENCES
        if one.table == table.name
    ]
    return f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(table: Table, column: Column) -> str:
    name = _name(column.name)
    checks = "".join(f" CHECK ({check})" for check in _checks(table, column, name))
    needed = " NOT NULL" if column.name in table.key and MAY_BE_EMPTY.get(table.name) != column.name else ""
    return f"{name} {_TYPES[column.type]}{needed}{checks}"


def _checks(table: Table, column: Column, name: str) -> Iterator[str]:
    if values := VALUES.get((table.name, column.name)):
        yield f"{name} IN ({', '.join(map(repr, values))})"
    if column.type == "boolean":
        yield f"{name} IN (0, 1)"
    if column.type in ("integer", "number") and column.name in LIMITS:
        least, most = LIMITS[column.name]
        yield f"{name} >= {least}" if most is None else f"{name} BETWEEN {least} AND {most}"


def _insert(table: Table) -> str:
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT INTO {_name(table.name)} VALUES ({marks})"  # noqa: S608 the names are the schema's own


def _rows(table: Table, rows: Rows) -> Iterator[tuple[str | int | float | None, ...]]:
    names = table.names
    return (tuple(_stored(row[name]) for name in names) for row in rows)


def _stored(value: Value) -> str | int | float | None:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return None if value == "" else value


def _view(table: Table) -> str:
    """The rows of a table with what proves them, joined on the key as evidence writes it."""
    first, *rest = table.key
    key = f"t.{_name(first)}" + "".join(f" || coalesce(':' || t.{_name(name)}, '')" for name in rest)
    proof = ", ".join(
        f"e.{column} AS evidence_{column}" for column in BY_NAME["evidence"].names if column not in ("table", "key")
    )
    name, proven = _name(f"{table.name}_evidence"), f'e."table" = \'{table.name}\' AND e."key" = {key}'
    rows = f"SELECT t.*, {proof} FROM {_name(table.name)} t JOIN evidence e ON {proven}"  # noqa: S608 as above
    return f"CREATE VIEW {name} AS {rows}"


def _names(names: Sequence[str]) -> str:
    return ", ".join(_name(name) for name in names)


def _name(name: str) -> str:
    return f'"{name}"'
