"""The sheet Göstergeler: each indicator with its yearly targets side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from plan_miner.publish.list_sheets import Looked
from plan_miner.publish.schema import AllTables, Row, Rows, Value
from plan_miner.publish.sheets import Book, Cell, Heading, list_sheet

_BEFORE = (
    Heading("Belediye", 30, "municipality"),
    Heading("Belge", 30, "document_id"),
    Heading("Hedef no", 8, "objective_code"),
    Heading("EK 2'de", 8, "in_annex_final"),
    Heading("Gösterge no", 10, "indicator_code"),
    Heading("Gösterge", 60, "indicator"),
    Heading("Birim", 12, "unit"),
    Heading("Etki (%)", 9, "weight"),
    Heading("Başlangıç", 12, "baseline"),
)
_LAST = Heading("Sayfa", 7, "page")
HEADINGS = (*_BEFORE, _LAST)  # without the years, which stand between


def indicator_sheet(book: Book, tables: AllTables, looked: Looked) -> None:
    """One row an indicator, one column a year that any plan has a target for; words stand where no figure does."""
    years = sorted({year for row in tables["indicator_targets"] if isinstance(year := row["year"], int)})
    headings = (*_BEFORE, *(Heading(str(year), 10) for year in years), _LAST)
    indicators = tables["indicators"]
    list_sheet(book, "Göstergeler", headings, _rows(tables, years, looked), len(indicators), "indicators.csv")


def _rows(tables: AllTables, years: Sequence[int], looked: Looked) -> Iterator[list[Cell]]:
    belong = {(row["document_id"], row["objective_code"]) for row in tables["objectives"] if row["in_annex_final"]}
    for row, targets in _with_targets(tables["indicators"], tables["indicator_targets"]):
        head = _head(row, (row["document_id"], row["objective_code"]) in belong, looked)
        yield [*head, *(targets.get(year) for year in years), looked.page(row["document_id"], row["page"])]


def _with_targets(indicators: Rows, targets: Rows) -> Iterator[tuple[Row, dict[Value, Cell]]]:
    """Each indicator with its targets by year. Both tables stand in the order of the documents, so one document's
    targets are in memory at a time."""
    waiting = groupby(targets, key=_document)
    document, of_it = next(waiting, (None, iter(())))
    for own, rows in groupby(indicators, key=_document):
        by_code: dict[Value, dict[Value, Cell]] = defaultdict(dict)
        if document == own:
            for target in of_it:
                by_code[target["indicator_code"]][target["year"]] = _figure(target, "target")
            document, of_it = next(waiting, (None, iter(())))
        yield from ((row, by_code.get(row["indicator_code"], {})) for row in rows)


def _document(row: Row) -> Value:
    return row["document_id"]


def _head(row: Row, belongs: bool, looked: Looked) -> list[Cell]:
    texts = [str(row[name] or "") for name in ("document_id", "objective_code", "indicator_code", "indicator", "unit")]
    document, objective, code, indicator, unit = texts
    return [
        *(looked.place(row), document, objective, "evet" if belongs else "", code, indicator, unit),
        *(_figure(row, "weight"), _figure(row, "baseline")),
    ]


def _figure(row: Row, name: str) -> Cell:
    """The number, or the words that are printed in its place."""
    value = row[name]
    return value if isinstance(value, int | float) else str(row[f"{name}_printed"] or "") or None
