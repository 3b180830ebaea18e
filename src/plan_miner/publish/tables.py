"""All tables of a run, built in memory from what became of the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from plan_miner.annex import annex_rows
from plan_miner.model import Outcome, Registry
from plan_miner.publish.documents import document_rows, municipality_rows, page_rows
from plan_miner.publish.doubts import doubt_of, doubt_rows, unproven_rows
from plan_miner.publish.evidence import evidence_rows
from plan_miner.publish.municipal_services import mechanism_rows, mention_rows, service_rows, settled_cells
from plan_miner.publish.plans import (
    activity_rows,
    annex_table_rows,
    goal_rows,
    indicator_rows,
    objective_rows,
    performance_target_rows,
    target_rows,
)
from plan_miner.publish.schema import TABLES, Row, Table, Tables, Value
from plan_miner.publish.words import fit_to_publish

Decide = Callable[[Tables], Tables]  # the program's tables in, the same with people's decisions out


def nothing_decided(tables: Tables) -> Tables:
    """The tables as they are: those of a file that is read by itself, on which nobody decides."""
    return tables


def build_tables(
    outcomes: Sequence[Outcome],
    registry: Registry,
    changes: Sequence[Mapping[str, Value]] = (),
    decided: Decide = nothing_decided,
) -> Tables:
    """Every table of the schema, in its order, with every column; pure.

    Documents stand in registry order whatever order they were worked in, so that two runs give the same rows. What
    people decided is merged last, so that it never changes what it is compared with.
    """
    outcomes = _in_registry_order(outcomes, registry)
    annex = annex_rows(outcomes)
    cells = settled_cells(outcomes, registry)
    found: dict[str, Iterable[Row]] = {
        "municipalities": municipality_rows(registry),
        "documents": document_rows(outcomes),
        "pages": page_rows(outcomes),
        "goals": goal_rows(outcomes),
        "objectives": objective_rows(outcomes),
        "activities": activity_rows(outcomes),
        "indicators": indicator_rows(outcomes),
        "indicator_targets": target_rows(outcomes),
        "performance_targets": performance_target_rows(outcomes),
        "annex": annex_table_rows(annex),
        "service_mentions": mention_rows(outcomes),
        "service_table": service_rows(cells),
        "mechanisms": mechanism_rows(outcomes),
        "evidence": evidence_rows(outcomes, annex, cells),
        "doubts": doubt_rows(outcomes),
        "changes": (dict(row) for row in changes),
    }
    tables = _without_doubles({table.name: list(found[table.name]) for table in TABLES})
    tables["doubts"] += unproven_rows(tables)
    return decided(fit_to_publish(tables))


def _in_registry_order(outcomes: Sequence[Outcome], registry: Registry) -> list[Outcome]:
    place = {source.id: index for index, source in enumerate(registry.sources)}
    return sorted(outcomes, key=lambda outcome: place.get(outcome.source.id, len(place)))


def _without_doubles(tables: Tables) -> Tables:
    """One row a key: a second row for a key that is taken becomes a doubt, so that tables can be joined."""
    doubts: list[Row] = []
    for table in TABLES:
        if table.key:
            tables[table.name], second = _first_of_each(table, tables[table.name])
            doubts += [_double_doubt(table, row) for row in second]
    tables["doubts"] += doubts
    return tables


def _first_of_each(table: Table, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    first: dict[str, Row] = {}
    second: list[Row] = []
    for row in rows:
        key = table.row_key(row)
        if key in first:
            second.append(row)
        else:
            first[key] = row
    return list(first.values()), second


def _double_doubt(table: Table, row: Row) -> Row:
    words = next((row[column.name] for column in table.columns if column.words and row.get(column.name)), "")
    message = f"Bu anahtarla bir satır zaten var, ikincisi tabloya alınmadı ({table.name}): {words}"
    return doubt_of(table, row, "double", message)
