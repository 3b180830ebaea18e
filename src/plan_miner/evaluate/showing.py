"""An evaluation as a person reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from plan_miner.evaluate import Evaluation, Figure
from plan_miner.evaluate.against import AGREES, Compared, counts, kappa
from plan_miner.evaluate.agreement import Agreement
from plan_miner.evaluate.judged import FOUND, OF_SERVICES, Judged
from plan_miner.evaluate.reviewed import Reviewed
from plan_miner.saying import NOTHING, Said, called, named, said, told, verbatim
from plan_miner.terminal import say

WORDS = {  # what the figures and verdicts are called
    "goals": said("goals"),
    "objectives": said("objectives"),
    "activities": said("activities"),
    "indicators": said("indicators"),
    "in_annex": said("in_annex"),
    "groups": said("groups"),
    "basis_named": said("basis_named"),
    "mechanisms": said("mechanisms"),
    "pages": said("pages"),
    "indicator_cells": said("indicator_cells"),
    "basis": said("basis"),
    "status": said("status"),
    "unit_count": said("unit_count"),
    "yades": said("yades"),
    "right": said("right"),
    "missing": said("missing"),
    "spurious": said("spurious"),
    "wrong": said("wrong"),
    "annex": said("annex"),
    "left_out": said("left_out"),
    "services": said("services"),
    "term": said("term"),
    "rule": said("rule"),
    "municipality": said("municipality"),
    "layout": said("layout"),
    "service": said("service"),
    "theme": said("theme"),
    "confidence": said("confidence"),
    "group": said("group"),
}
FAMILIES = {  # of figures and cuts whose values are codes
    "groups": "groups", "basis": "basis", "mechanisms": "mechanisms", "status": "status", "service": "services",
    "theme": "themes",
}  # fmt: skip
VERDICTS = ("right", "missing", "spurious", "wrong")
LONGEST = 90  # characters of a text that a line of a miss shows


def show(console: Console, evaluation: Evaluation, *, misses: bool = False) -> None:
    """The overall figures, what is short of 1 in each document, and the misses where asked for."""
    console.print(_overall(evaluation.overall))
    console.print()
    console.print(_by_document(evaluation.documents))
    if misses:
        console.print()
        for miss in evaluation.misses:
            say(verbatim(_missed(miss)), on=console)


def _missed(miss: Judged) -> str:
    """A miss in a line: where, of what, and both sides; codes by their names."""
    of = named("services", miss.key) if miss.figure in OF_SERVICES else _short(miss.key)
    coded, found = (_of(miss.figure, one) for one in (miss.expected, miss.found))
    words = f"{miss.document_id} {_name(miss.figure)} {of}".rstrip()
    return f"{words}: {_name(miss.verdict)} | {coded} | {found}"


def _overall(figures: Mapping[str, Figure]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    headings = (said("score"), said("precision"), said("recall"), *(WORDS[name] for name in VERDICTS))
    for heading in headings:
        table.add_column(told(heading), justify="right")
    for name, figure in figures.items():
        counted = [figure.right, figure.missing, figure.spurious, figure.wrong]
        shares = [_share(figure.precision), _share(figure.recall)] if name in FOUND else ["", ""]
        table.add_row(_name(name), _share(figure.score), *shares, *(str(count or "") for count in counted))
    return table


def _by_document(documents: Mapping[str, Mapping[str, Figure]]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(told(said("document")), no_wrap=True)
    table.add_column(told(said("below 1")))
    for document_id, figures in documents.items():
        table.add_row(document_id, _scores(f for f in figures.values() if f.score < 1))
    return table


def show_slice(console: Console, what: str, cut: Mapping[str, Mapping[str, Figure]]) -> None:
    """The figures by one thing that people ask for, a line each."""
    table = Table(box=None, pad_edge=False)
    table.add_column(_name(what), no_wrap=True)
    table.add_column(told(said("figures")))
    for value, figures in cut.items():
        table.add_row(_of(what, value), _scores(figures.values()))
    console.print()
    console.print(table)


def show_agreements(console: Console, agreements: Sequence[Agreement]) -> None:
    """How far two people agree: what they share, what is alike, and kappa."""
    table = Table(box=None, pad_edge=False)
    table.add_column(told(said("two coders")))
    for heading in (said("both coded"), said("alike"), said("kappa")):
        table.add_column(told(heading), justify="right")
    for one in agreements:
        table.add_row(_name(one.what), str(one.shared), str(one.same), _kappa(one))
    console.print()
    console.print(table)


def show_compared(console: Console, compared: Sequence[Compared]) -> None:
    """What differs and what cannot be known, a line each; then the counts and the agreement beyond chance."""
    for one in compared:
        if one.verdict != AGREES:
            why = said(" ({why})", why=one.why) if one.why else NOTHING
            cell = f"{one.municipality} {named('services', one.what)}: {told(one.verdict)}"
            sides = {"theirs": _value(one.theirs), "ours": _value(one.ours)}
            say(said("{cell} | {theirs} | {ours}{why}", cell=cell, why=why, **sides), on=console)
    words = ", ".join(f"{count} {told(verdict)}" for verdict, count in counts(compared).items())
    say(said("{counts}; kappa {kappa}", counts=words, kappa=_kappa(kappa(compared))), on=console)


def _value(value: str) -> Said:
    """A status by its name; what is a sentence already, as it is."""
    return value if isinstance(value, Said) else verbatim(named("status", value))


def show_reviewed(console: Console, found: Reviewed) -> None:
    """How often people found the program right, by what they ask for; then the terms and rules behind the rest."""
    if not found.overall:
        say(said("nobody has decided anything yet: {program} review", program=called()), on=console)
        return
    table = Table(box=None, pad_edge=False)
    table.add_column(told(said("decided rows")))
    table.add_column("")
    for heading in (said("right"), said("decided"), said("accepted"), said("corrected"), said("rejected")):
        table.add_column(told(heading), justify="right")
    for what, cut in (("", found.overall), *found.by.items()):
        for value, one in cut.items():
            counts = (one.decided, one.accepted, one.corrected, one.rejected)
            name = _name(what) if what else told(said("all"))
            table.add_row(name, _of(what, _name(value)), _share(one.precision), *map(str, counts))
    console.print(table)
    second = found.agreement
    agree = said(
        "second readers: {rows} rows, {same} alike, kappa {kappa}",
        rows=second.shared,
        same=second.same,
        kappa=_kappa(second),
    )
    say(agree, on=console)
    for blamed in found.blamed:
        counted = {"name": blamed.name, "wrong": blamed.wrong, "decided": blamed.decided}
        say(said("{what} {name}: {wrong} of {decided} not right", what=WORDS[blamed.what], **counted), on=console)
        for example in blamed.examples:
            say(verbatim(f"    {_short(example)}"), on=console)


def _name(code: str) -> str:
    """What a figure, a verdict or a cut is called; a value of the tables names itself."""
    return told(WORDS[code]) if code in WORDS else code


def _of(what: str, value: str) -> str:
    """A value of a figure or a cut: a code by its name, a text so long that it fits a line."""
    return named(FAMILIES[what], value) if what in FAMILIES else _short(value)


def _scores(figures: Iterable[Figure]) -> str:
    return "; ".join(f"{_name(one.name)} {_share(one.score)}" for one in figures)


def _share(number: float) -> str:
    return told(said("{number:.3f}", number=number))


def _kappa(of: Agreement) -> str:
    return "-" if of.kappa is None else _share(of.kappa)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
