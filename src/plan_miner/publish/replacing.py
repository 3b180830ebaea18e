"""New files take the place of the old ones all together, also where the run is killed in the middle of it.

They are written beside the old ones first, in the folder `.next`; a list of their names there says that all are whole.
Only then are they moved, one quick rename each, and what a killed run left unmoved the next one moves.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from plan_miner.store import write_atomically
from plan_miner.system import InUse, sync_folder

NEXT = ".next"
WHOLE = "whole.txt"  # the names of the files to be moved; written last


def replace_together(files: Mapping[str, bytes], directory: Path) -> tuple[Path, ...]:
    """Make `directory` hold these files; those that hold the same bytes already are left alone, others' files too.

    A name may lead into a folder below (``excel/annex.csv``), which is made where it is not there.
    Returns their paths. The folder itself is not swapped: it may be open in another program, and people keep
    files of their own in it. Raises InUse, before anything is replaced, where a program holds one open (Windows).
    """
    finish(directory)
    fresh = {name: data for name, data in files.items() if not _holds(directory / name, data)}
    for name in fresh:
        _closed(directory / name)
    if fresh:
        for name, data in fresh.items():
            write_atomically(directory / NEXT / name, data)
        write_atomically(directory / NEXT / WHOLE, "\n".join(fresh).encode())
        finish(directory)
    return tuple(directory / name for name in files)


def finish(directory: Path) -> None:
    """End what an earlier replacement began: move its files where all are whole, else drop them."""
    beside = directory / NEXT
    whole = beside / WHOLE
    if whole.is_file():
        names = whole.read_text(encoding="utf-8").splitlines()
        for name in names:
            if (beside / name).is_file():
                (directory / name).parent.mkdir(exist_ok=True)
                (beside / name).replace(directory / name)
        for folder in {(directory / name).parent for name in names} | {directory}:
            sync_folder(folder)
        whole.unlink()
    shutil.rmtree(beside, ignore_errors=True)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _closed(path: Path) -> None:
    try:
        if path.exists():
            path.open("rb+").close()
    except PermissionError:
        raise InUse(
            f"{path.name} is open in another program or protected: close it and run again; nothing was replaced"
        ) from None
