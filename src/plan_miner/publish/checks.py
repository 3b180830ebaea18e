"""What must hold of new tables before they take the place of the old ones; pure, but for a look at the old ones.

What holds of every part of the registry holds of the whole: no key, reference or service crosses from one municipality
to another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import ArrowInvalid

from plan_miner.publish.relations import REFERENCES, VALUES, Reference
from plan_miner.publish.schema import BY_NAME, TABLES, Row, Table, Tables, Value
from plan_miner.saying import Said, said, verbatim
from plan_miner.services.terms import SERVICES

Sizes = Mapping[str, Mapping[str, int]]  # by table: rows by document
SIZED = ("goals", "objectives", "activities", "indicators", "annex", "service_mentions")
FEW = 10  # so many rows may go without a word: a document can be corrected


def failures(tables: Tables) -> tuple[Said, ...]:
    """Why these tables of a part of the registry must not be published, a line each; none where all is well."""
    return (
        *_doubles(tables),
        *(line for reference in REFERENCES for line in _astray(reference, tables)),
        *_strange_values(tables),
        *_incomplete_services(tables),
    )


def sizes_of(tables: Tables) -> Sizes:
    """How many rows each document of these tables has, by table; with none where it has none."""
    none = {str(row["document_id"]): 0 for row in tables["documents"]}
    return {name: none | Counter(str(row["document_id"]) for row in tables[name]) for name in SIZED}


def sizes(directory: Path) -> Sizes:
    """How many rows each document has in the published tables of a folder; a table that cannot be read has none."""
    return {name: _by_document(directory / f"{name}.parquet") for name in SIZED}


def _by_document(path: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=["document_id"]):
                for one in pc.value_counts(batch.column(0)).to_pylist():
                    found[one["values"]] += one["counts"]
    except (OSError, ArrowInvalid):
        return Counter()
    return found


# --- each check ---------------------------------------------------------------------------------


def _doubles(tables: Tables) -> Iterator[Said]:
    for table in TABLES:
        twice = [key for key, times in Counter(_keys(table, tables[table.name])).items() if times > 1]
        if twice:
            yield said(
                "{table}: {keys} stand for more than one row; this is a fault of the program: report it",
                table=table.name,
                keys=_some(twice),
            )


def _keys(table: Table, rows: list[Row]) -> list[str]:
    return [table.row_key(row) for row in rows] if table.key else []


def _astray(reference: Reference, tables: Tables) -> Iterator[Said]:
    there = {_values(row, reference.to_columns) for row in tables[reference.to]}
    asked = dict.fromkeys(_values(row, reference.columns) for row in tables[reference.table])
    lost = [":".join(map(str, key)) for key in asked if all(key) and key not in there]
    if lost:
        yield (
            said(
                "{table}: {keys} lead to no row of {other}; this is a fault of the program: report it",
                table=reference.table,
                keys=_some(lost),
                other=reference.to,
            )
        )


def _values(row: Row, columns: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(row[column] for column in columns)


def _strange_values(tables: Tables) -> Iterator[Said]:
    for (name, column), allowed in VALUES.items():
        strange = sorted({str(row[column]) for row in tables[name]} - {"", *allowed})
        if strange:
            yield said(
                "{name}: {column} holds {values}; this is a fault of the program: report it",
                name=name,
                column=column,
                values=_some(strange),
            )


def _incomplete_services(tables: Tables) -> Iterator[Said]:
    """Exactly one row a municipality and service (a second one is told as a double)."""
    wanted = {f"{row['municipality_id']}:{service}" for row in tables["municipalities"] for service in SERVICES}
    missing = sorted(wanted - set(_keys(BY_NAME["service_table"], tables["service_table"])))
    if missing:
        yield said("service_table: no row for {keys}; this is a fault of the program: report it", keys=_some(missing))


def shrunken(after: Sizes, before: Sizes, shrink: float) -> Iterator[Said]:
    """The tables of which documents lost more rows than may go unseen, a line each with what to do.

    `after` and `before`: how many rows each document has in the new tables, and had in those that they would replace;
    one that left the registry is not among the new ones and does not count. `shrink`: the share of a table's rows,
    between 0 and 1, that the others may lose.
    """
    for name, now in after.items():
        had = {document: rows for document, rows in before.get(name, {}).items() if document in now}
        lost = {document: rows - now[document] for document, rows in had.items() if rows > now[document]}
        if sum(lost.values()) > max(FEW, shrink * sum(had.values())):
            most = max(lost, key=lambda document: (lost[document], document))
            yield (
                said(
                    "{name}: {lost} of {had} rows are gone, most of {most} ({before} before, {now} now): look "
                    "there; if all is right, run again with --shrink 1",
                    name=name,
                    lost=sum(lost.values()),
                    had=sum(had.values()),
                    most=most,
                    before=had[most],
                    now=now[most],
                )
            )


def _some(names: list[str]) -> Said:
    """The first few of a list, and how many more."""
    few = ", ".join(names[:3])
    return said("{names} and {more} more", names=few, more=len(names) - 3) if len(names) > 3 else verbatim(few)
