"""The tables and the workbook of a run: what became of the documents in, files out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plan_miner.model import Outcome, Registry
from plan_miner.publish.schema import BY_NAME, TABLES, Row, Tables, Value
from plan_miner.publish.tables import build_tables
from plan_miner.publish.workbook import workbook_bytes
from plan_miner.publish.writing import csv_bytes, parquet_bytes
from plan_miner.store import write_atomically

__all__ = ["PRODUCTS", "TABLES", "Published", "Row", "Tables", "build_tables", "file_bytes", "publish", "write_files"]

# What is made of all tables together, by file name.
PRODUCTS: dict[str, Callable[[Tables], bytes]] = {"annex.xlsx": workbook_bytes}


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the folder, its files in the order of writing, and the number of rows of each table."""

    directory: Path
    files: tuple[Path, ...]
    rows: Mapping[str, int]


def publish(
    outcomes: Sequence[Outcome],
    registry: Registry,
    directory: Path,
    changes: Sequence[Mapping[str, Value]] = (),
) -> Published:
    """Writes every table of the schema as CSV and Parquet, and annex.xlsx, into `directory`.

    `outcomes`: one for each source of the registry, whatever became of it. `changes`: rows of the table
    `changes`. Raises whatever building raises, and OSError where the folder cannot be written.
    """
    tables = build_tables(outcomes, registry, changes)
    files = write_files(file_bytes(tables), directory)
    return Published(directory, files, {name: len(rows) for name, rows in tables.items()})


def file_bytes(tables: Tables) -> dict[str, bytes]:
    """The content of every published file by its name."""
    files: dict[str, bytes] = {}
    for name, rows in tables.items():
        files[f"{name}.csv"] = csv_bytes(BY_NAME[name], rows)
        files[f"{name}.parquet"] = parquet_bytes(BY_NAME[name], rows)
    return files | {name: make(tables) for name, make in PRODUCTS.items()}


def write_files(files: Mapping[str, bytes], directory: Path) -> tuple[Path, ...]:
    """Replaces the files one by one, each at once; those that hold the same bytes already are left alone.

    Every file is whole in memory before the first is touched, so a table that cannot be built leaves the folder
    as it was. The folder itself is not swapped: it may be open in another program (Windows then refuses the
    rename), and people keep files of their own in it.
    """
    paths = tuple(directory / name for name in files)
    for path, data in zip(paths, files.values(), strict=True):
        if not (path.is_file() and path.read_bytes() == data):
            write_atomically(path, data)
    return paths
