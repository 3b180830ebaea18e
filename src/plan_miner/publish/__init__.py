"""The tables and the workbook of a run: what became of the documents in, files out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from plan_miner.model import Outcome, Registry
from plan_miner.publish.annex_document import word_bytes
from plan_miner.publish.checks import failures, sizes
from plan_miner.publish.database import database_bytes
from plan_miner.publish.excel import excel_bytes
from plan_miner.publish.package import package_bytes
from plan_miner.publish.replacing import finish, replace_together
from plan_miner.publish.schema import BY_NAME, TABLES, Row, Tables, Value
from plan_miner.publish.tables import Decide, build_tables, nothing_decided
from plan_miner.publish.workbook import workbook_bytes
from plan_miner.publish.writing import csv_bytes, parquet_bytes
from plan_miner.published import Published
from plan_miner.settings import SHRINK
from plan_miner.system import InUse

__all__ = [
    "PRODUCTS",
    "TABLES",
    "InUse",
    "Published",
    "Row",
    "Tables",
    "build_tables",
    "file_bytes",
    "finish",
    "publish",
]

_ORIGINALS = "raw"  # the folder beside the tables in which a run keeps them

# What is made of all tables together beside the workbook, by file name.
PRODUCTS: dict[str, Callable[[Tables], bytes]] = {
    "annex.docx": word_bytes,
    "plan_miner.sqlite": database_bytes,
}


def publish(
    outcomes: Sequence[Outcome],
    registry: Registry,
    directory: Path,
    changes: Sequence[Mapping[str, Value]] = (),
    shrink: float = SHRINK,
    decided: Decide = nothing_decided,
) -> Published:
    """Writes every table of the schema and all that is made of them into `directory`: all files or none.

    `outcomes`: one for each source of the registry, whatever became of it. `changes`: rows of the table
    `changes`. `shrink`: the share of a table's rows that may be gone against the tables in `directory`. `decided`
    merges what people decided. Tables that do not pass the checks replace nothing. Raises whatever building raises,
    InUse where another program keeps a file open, and OSError where the folder cannot be written.
    """
    finish(directory)
    tables = build_tables(outcomes, registry, changes, decided)
    rows = {name: len(of_one) for name, of_one in tables.items()}
    if refused := failures(tables, sizes(directory), shrink):
        return Published(directory, (), rows, refused)
    originals = f"../{_ORIGINALS}" if (directory.parent / _ORIGINALS).is_dir() else ""
    return Published(directory, replace_together(file_bytes(tables, originals), directory), rows)


def file_bytes(tables: Tables, originals: str = "") -> dict[str, bytes]:
    """The content of every published file by its name; those of tables in Excel's own CSV lie in a folder below.

    `originals`: where the folder of the originals is, as seen from the files; empty where they do not lead there.
    """
    files: dict[str, bytes] = {}
    for name, rows in tables.items():
        files[f"{name}.csv"] = csv_bytes(BY_NAME[name], rows)
        files[f"{name}.parquet"] = parquet_bytes(BY_NAME[name], rows)
    files["annex.xlsx"] = workbook_bytes(tables, originals)
    files |= {name: make(tables) for name, make in PRODUCTS.items()}
    files |= {f"excel/{name}.csv": excel_bytes(BY_NAME[name], rows) for name, rows in tables.items()}
    return files | {"datapackage.json": package_bytes(tables, files)}
