"""The sheet Göstergeler: each indicator with its yearly targets side by side."""

from __future__ import annotations

from collections import defaultdict

from plan_miner.publish.list_sheets import Looked
from plan_miner.publish.schema import Row, Tables, Value
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


def indicator_sheet(book: Book, tables: Tables, looked: Looked) -> None:
    """One row an indicator, one column a year that any plan has a target for; words stand where no figure does."""
    years = sorted({year for row in tables["indicator_targets"] if isinstance(year := row["year"], int)})
    targets: dict[tuple[Value, Value], dict[Value, Cell]] = defaultdict(dict)
    for row in tables["indicator_targets"]:
        targets[row["document_id"], row["indicator_code"]][row["year"]] = _figure(row, "target")
    belong = {(row["document_id"], row["objective_code"]) for row in tables["objectives"] if row["in_annex_final"]}
    rows: list[list[Cell]] = []
    for row in tables["indicators"]:
        by_year = targets.get((row["document_id"], row["indicator_code"]), {})
        head = _head(row, (row["document_id"], row["objective_code"]) in belong, looked)
        rows.append([*head, *(by_year.get(year) for year in years), looked.page(row["document_id"], row["page"])])
    list_sheet(book, "Göstergeler", (*_BEFORE, *(Heading(str(year), 10) for year in years), _LAST), rows)


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
