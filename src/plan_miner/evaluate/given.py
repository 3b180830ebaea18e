"""What a person gives to be compared: a folder of coded documents or a coding sheet, and a folder of tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from plan_miner.evaluate.coded import Coded, CodedError, Row, Tables
from plan_miner.saying import called, said

TABLES = (
    "municipalities",
    "documents",
    "goals",
    "objectives",
    "activities",
    "indicators",
    "indicator_targets",
    "service_table",
    "mechanisms",
)


def coded_documents(folder: Path) -> list[Coded]:
    """The documents in a folder of ``<document_id>.truth.json`` or in a coding sheet, in the order of their ids."""
    if folder.suffix == ".xlsx":
        from plan_miner.evaluate.coding_sheet import coded_in

        return coded_in(folder)
    paths = sorted(folder.glob("*.truth.json"))
    if not paths:
        raise CodedError(
            said("{folder}: no coded documents here (files named <document_id>.truth.json)", folder=folder)
        )
    return [_coded(path) for path in paths]


def _coded(path: Path) -> Coded:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as mistake:
        raise CodedError(said("{path}: is no JSON ({mistake})", path=path, mistake=mistake)) from None
    if not isinstance(document, dict) or "document_id" not in document:
        raise CodedError(said("{path}: has no document_id", path=path))
    if "goals" not in document and not {"services", "municipality_id"} <= document.keys():
        raise CodedError(said("{path}: has neither goals nor services with a municipality_id", path=path))
    return document


def published_tables(folder: Path) -> Tables:
    """The rows of the tables that are judged, by name; a table that is not there has none."""
    if not any((folder / f"{name}.csv").is_file() for name in TABLES):
        raise CodedError(
            said(
                "{folder}: no tables here (goals.csv, objectives.csv …); make them with {program} run",
                folder=folder,
                program=called(),
            )
        )
    return {name: _rows(folder / f"{name}.csv") for name in TABLES}


def _rows(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: value or "" for name, value in row.items() if name} for row in csv.DictReader(file)]
