"""`evaluate` and `coding-sheet`: how right the tables are, and the sheet in which people say what is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from plan_miner.commands.options import WORKBOOK, AsJson, Only, settings_of
from plan_miner.saying import said, verbatim
from plan_miner.terminal import USAGE, err, out, say, stop

Tables = Annotated[Path | None, typer.Option(help="Folder with the tables; processed/ of the data folder.")]
BY = ("municipality", "layout", "service", "theme", "confidence")


def evaluate(
    truth: Annotated[
        Path | None,
        typer.Option(help="Coded documents: a folder of <document_id>.truth.json, or a coding sheet (.xlsx)."),
    ] = None,
    second: Annotated[
        Path | None, typer.Option(help="The same documents coded by a second person: how far the two agree.")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            help="A table of others (.csv, .xlsx): municipality, service, status; or municipality, goal, objective."
        ),
    ] = None,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="By what people decided in the review: how often the program was right.")
    ] = False,
    tables: Tables = None,
    as_json: AsJson = False,
    misses: Annotated[bool, typer.Option("--misses", help="List every error as well.")] = False,
    by: Annotated[
        str | None, typer.Option(help="Also by municipality, layout, service, theme or stated confidence.")
    ] = None,
) -> None:
    """Score the published tables against documents that a person has coded, or by what people decided of them."""
    from plan_miner.evaluate import CodedError

    if [truth is not None, against is not None, reviewed].count(True) != 1:
        stop(
            said("give one of --truth (coded documents), --against (a table of others), --reviewed (decisions)"), USAGE
        )
    if by and by not in BY:
        stop(said("--by: {by!r} is none of {names}", by=by, names=", ".join(BY)), USAGE)
    try:
        folder = tables or settings_of().data / "processed"
        if reviewed:
            _reviewed(folder, as_json=as_json)
        elif against:
            _against(against, folder, as_json=as_json)
        elif truth:
            _scored(truth, second, folder, as_json=as_json, misses=misses, by=by or "")
    except CodedError as mistake:
        stop(mistake, USAGE)


def _scored(truth: Path, second: Path | None, folder: Path, *, as_json: bool, misses: bool, by: str) -> None:
    from plan_miner.evaluate import evaluate as scored
    from plan_miner.evaluate.agreement import agreements
    from plan_miner.evaluate.given import coded_documents
    from plan_miner.evaluate.showing import show, show_agreements, show_slice

    evaluation = scored(truth, folder)
    agree = agreements(coded_documents(truth), coded_documents(second)) if second else ()
    if as_json:
        data = evaluation.as_data(misses=misses) | ({"agreement": [one.as_data() for one in agree]} if second else {})
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    show(out, evaluation, misses=misses)
    if by:
        show_slice(out, by, evaluation.slices[by])
    if second:
        show_agreements(out, agree)


def _reviewed(folder: Path, *, as_json: bool) -> None:
    from plan_miner.evaluate.reviewed import reviewed
    from plan_miner.evaluate.showing import show_reviewed
    from plan_miner.review.desk import Desk, NoTables

    try:
        found = reviewed(Desk(folder.parent).review())
    except NoTables as nothing:
        stop(nothing, USAGE)
    if as_json:
        typer.echo(json.dumps(found.as_data(), ensure_ascii=False, indent=1))
    else:
        show_reviewed(out, found)


def _against(table: Path, folder: Path, *, as_json: bool) -> None:
    from plan_miner.evaluate.against import compare, counts, kappa
    from plan_miner.evaluate.given import published_tables
    from plan_miner.evaluate.showing import show_compared

    compared = compare(table, published_tables(folder))
    if as_json:
        cells = [one.as_data() for one in compared]
        data = {"counts": counts(compared), "kappa": kappa(compared).kappa, "cells": cells}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        show_compared(out, compared)


def coding_sheet(
    to: Annotated[Path, WORKBOOK],
    only: Only = None,
    tables: Tables = None,
) -> None:
    """Write the sheet in which a person codes documents that were read; `evaluate --truth` then scores it."""
    from plan_miner.evaluate import CodedError
    from plan_miner.evaluate.coding_sheet import sheet_bytes
    from plan_miner.evaluate.given import published_tables
    from plan_miner.store import write_atomically

    try:
        folder = tables or settings_of().data / "processed"
        write_atomically(to, sheet_bytes(published_tables(folder), tuple(only or ())))
    except CodedError as mistake:
        stop(mistake, USAGE)
    say(verbatim(str(to)), on=err)
