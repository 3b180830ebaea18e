"""Published tables read back from their folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from plan_miner.publish.schema import BY_NAME, Row


def read_rows(folder: Path, name: str) -> list[Row]:
    """The rows of a table as they were when it was written.

    Raises OSError where it is not there, pyarrow.ArrowInvalid or KeyError where it is none of ours.
    """
    lists = [column.name for column in BY_NAME[name].columns if column.type == "list"]
    rows: list[dict[str, Any]] = pq.read_table(
        folder / f"{name}.parquet", columns=list(BY_NAME[name].names)
    ).to_pylist()
    for row in rows if lists else ():
        row.update({column: tuple(row[column] or ()) for column in lists})
    return rows
