"""An evaluation as a person reads it on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from plan_miner.evaluate import Evaluation, Figure
from plan_miner.evaluate.against import AGREES, Compared, counts, kappa
from plan_miner.evaluate.agreement import Agreement
from plan_miner.evaluate.judged import FOUND
from plan_miner.evaluate.reviewed import Reviewed

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


def show_slice(console: Console, what: str, cut: Mapping[str, Mapping[str, Figure]]) -> None:
    """The figures by one thing that people ask for, a line each."""
    table = Table(box=None, pad_edge=False)
    table.add_column(what, no_wrap=True)
    table.add_column("figures")
    for value, figures in cut.items():
        table.add_row(value, ", ".join(f"{f.name} {f.score:.3f}" for f in figures.values()))
    console.print()
    console.print(table)


def show_agreements(console: Console, agreements: Sequence[Agreement]) -> None:
    """How far two people agree: what they share, what is alike, and kappa."""
    table = Table(box=None, pad_edge=False)
    for heading in ("two coders", "both coded", "alike", "kappa"):
        table.add_column(heading, justify="left" if heading == "two coders" else "right")
    for one in agreements:
        table.add_row(one.what, str(one.shared), str(one.same), _kappa(one))
    console.print()
    console.print(table)


def show_compared(console: Console, compared: Sequence[Compared]) -> None:
    """What differs and what cannot be known, a line each; then the counts and the agreement beyond chance."""
    for one in compared:
        if one.verdict != AGREES:
            why = f" ({one.why})" if one.why else ""
            line = f"{one.municipality} {one.what}: {one.verdict} | {one.theirs} | {one.ours}{why}"
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    words = ", ".join(f"{count} {verdict}" for verdict, count in counts(compared).items())
    console.print(f"{words}; kappa {_kappa(kappa(compared))}", markup=False, highlight=False)


def show_reviewed(console: Console, found: Reviewed) -> None:
    """How often people found the program right, by what they ask for; then the terms and rules behind the rest."""
    table = Table(box=None, pad_edge=False)
    for heading in ("decided rows", "", "right", "decided", "accepted", "corrected", "rejected"):
        table.add_column(heading, justify="left" if heading in ("decided rows", "") else "right")
    for what, cut in (("", found.overall), *found.by.items()):
        for value, one in cut.items():
            counts = (one.decided, one.accepted, one.corrected, one.rejected)
            table.add_row(what or "all", value, f"{one.precision:.3f}", *map(str, counts))
    console.print(table)
    console.print(f"second readers: {found.agreement.shared} rows, {found.agreement.same} alike, kappa ", end="")
    console.print(_kappa(found.agreement), highlight=False)
    for blamed in found.blamed:
        line = f"{blamed.what} {blamed.name}: {blamed.wrong} of {blamed.decided} not right"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
        for example in blamed.examples:
            console.print(f"    {_short(example)}", markup=False, highlight=False, soft_wrap=True)


def _kappa(of: Agreement) -> str:
    return "-" if of.kappa is None else f"{of.kappa:.3f}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
