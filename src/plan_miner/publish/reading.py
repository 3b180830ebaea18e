"""Published tables read back from their folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from plan_miner.publish.schema import BY_NAME, Row


def read_rows(folder: Path, name: str, *names: str) -> list[Row]:
    """The rows of a table as they were when it was written; of the columns `names` alone, where any are given.

    Raises OSError where it is not there, pyarrow.ArrowInvalid or KeyError where it is none of ours.
    """
    columns = [column for column in BY_NAME[name].columns if not names or column.name in names]
    with pq.ParquetFile(folder / f"{name}.parquet") as file:  # read_table loads pandas first, which takes longer
        if missing := {column.name for column in columns}.difference(file.schema_arrow.names):
            raise KeyError(f"{name} has no {', '.join(sorted(missing))}")
        rows: list[dict[str, Any]] = file.read(columns=[column.name for column in columns]).to_pylist()
    lists = [column.name for column in columns if column.type == "list"]
    for row in rows if lists else ():
        row.update({column: tuple(row[column] or ()) for column in lists})
    return rows
