"""The tables and the workbook of a run: what became of the documents in, files out.

Rows are made part after part of the registry and laid on shelves; each file is written from these, row by row. So
memory does not grow with the number of documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from plan_miner.changes import changes
from plan_miner.model import Part
from plan_miner.publish.annex_document import write_word
from plan_miner.publish.checks import Sizes, failures, shrunken, sizes, sizes_of
from plan_miner.publish.database import write_database
from plan_miner.publish.excel import write_excel_csv
from plan_miner.publish.package import PACKAGE, write_package
from plan_miner.publish.replacing import beside, finish, replace_together
from plan_miner.publish.report import write_report
from plan_miner.publish.schema import BY_NAME, TABLES, AllTables, Row, Tables
from plan_miner.publish.shelves import Shelves, shelves
from plan_miner.publish.tables import Decide, build_tables, nothing_decided
from plan_miner.publish.workbook import write_workbook
from plan_miner.publish.writing import write_csv, write_parquet
from plan_miner.published import Published
from plan_miner.saying import Said, said
from plan_miner.settings import SHRINK
from plan_miner.system import InUse

__all__ = [
    "PRODUCTS",
    "TABLES",
    "AllTables",
    "InUse",
    "Published",
    "Row",
    "Tables",
    "build_tables",
    "finish",
    "publish",
    "write_files",
]

_ORIGINALS = "raw"  # the folder beside the tables in which a run keeps them
_SHELVES = "rows"  # the folder in which they lie until all is written
_TOLD = 10  # lines that say why nothing was published

# What is made of all tables together beside the workbook, by file name: tables in, the file at the path out.
PRODUCTS: dict[str, Callable[[AllTables, Path], None]] = {
    "annex.docx": write_word,
    "plan_miner.sqlite": write_database,
}


def publish(
    parts: Iterable[Part],
    directory: Path,
    shrink: float = SHRINK,
    decided: Decide = nothing_decided,
    doubts: Sequence[Row] = (),
) -> Published:
    """Writes every table of the schema and all that is made of them into `directory`: all files or none.

    `parts`: of the registry, in its order, with an outcome for each source, whatever became of it; each is let go
    before the next is asked for. `shrink`: the share of a table's rows that may be gone against the tables in
    `directory`. `decided` merges what people decided into the tables of a part; `doubts` are of no part. Tables that do
    not pass the checks replace nothing. Raises whatever building raises, InUse where another program keeps a file open,
    and OSError where the folder cannot be written.
    """
    with beside(directory) as folder, shelves(folder / _SHELVES) as filled:
        faults, had = _fill(filled, parts, decided)
        filled["doubts"].add(doubts)
        if refused := (*faults, *shrunken(had, sizes(directory), shrink)):
            return Published(directory, (), filled.sizes(), _some(refused))
        filled.close()
        originals = f"../{_ORIGINALS}" if (directory.parent / _ORIGINALS).is_dir() else ""
        names = write_files(filled, folder, originals)
        return Published(directory, replace_together(names, directory), filled.sizes())


def _fill(filled: Shelves, parts: Iterable[Part], decided: Decide) -> tuple[list[Said], Sizes]:
    """Lays the rows of every part on the shelves; what is wrong with them, and how many rows each document has."""
    faults: list[Said] = []
    had: dict[str, dict[str, int]] = {}
    for part in parts:
        tables = build_tables(part.outcomes, part.registry, changes(part.outcomes, part.earlier), decided)
        faults += failures(tables)
        for name, by_document in sizes_of(tables).items():
            had.setdefault(name, {}).update(by_document)
        filled.add(tables)
    return faults, had


def _some(lines: Sequence[Said]) -> tuple[Said, ...]:
    """The first few lines, and how many more."""
    more = (said("and {number} lines more of this kind", number=len(lines) - _TOLD),) if len(lines) > _TOLD else ()
    return (*lines[:_TOLD], *more)


def write_files(tables: AllTables, folder: Path, originals: str = "") -> tuple[str, ...]:
    """Writes every published file into `folder`; their names. Tables in Excel's own CSV lie in a folder below.

    `originals`: where the folder of the originals is, as seen from the files; empty where they do not lead there.
    """
    (folder / "excel").mkdir(parents=True, exist_ok=True)
    # First: the page is put together in memory, and what it took serves the others then.
    write_report(tables, folder / "report.html", originals)
    for name, rows in tables.items():
        write_csv(BY_NAME[name], rows, folder / f"{name}.csv")
        write_parquet(BY_NAME[name], rows, folder / f"{name}.parquet")
        write_excel_csv(BY_NAME[name], rows, folder / "excel" / f"{name}.csv")
    write_workbook(tables, folder / "annex.xlsx", originals)
    for name, write in PRODUCTS.items():
        write(tables, folder / name)
    plain = [f"{name}.{ending}" for name in tables for ending in ("csv", "parquet")]
    names = (*plain, "annex.xlsx", "report.html", *PRODUCTS, *(f"excel/{name}.csv" for name in tables))
    write_package(tables, names, folder)
    return (*names, PACKAGE)
