"""An evaluation as a person reads it on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from plan_miner.evaluate import Evaluation, Figure
from plan_miner.evaluate.judged import FOUND

LONGEST = 90  # characters of a text that a line of a miss shows


def show(console: Console, evaluation: Evaluation, *, misses: bool = False) -> None:
    """The overall figures, what is short of 1 in each document, and the misses where asked for."""
    console.print(_overall(evaluation.overall))
    console.print()
    console.print(_by_document(evaluation.documents))
    if misses:
        console.print()
        for miss in evaluation.misses:
            words = f"{miss.document_id} {miss.figure} {_short(miss.key)}".rstrip()
            line = f"{words}: {miss.verdict} | {_short(miss.expected)} | {_short(miss.found)}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def _overall(figures: Mapping[str, Figure]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("", "score", "precision", "recall", "right", "missing", "spurious", "wrong"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, figure in figures.items():
        counted = [figure.right, figure.missing, figure.spurious, figure.wrong]
        shares = [f"{figure.precision:.3f}", f"{figure.recall:.3f}"] if name in FOUND else ["", ""]
        table.add_row(name, f"{figure.score:.3f}", *shares, *(str(count or "") for count in counted))
    return table


def _by_document(documents: Mapping[str, Mapping[str, Figure]]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("document", no_wrap=True)
    table.add_column("below 1")
    for document_id, figures in documents.items():
        table.add_row(document_id, ", ".join(f"{f.name} {f.score:.3f}" for f in figures.values() if f.score < 1))
    return table


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
