"""New files take the place of the old ones all together, also where the run is killed in the middle of it.

They are written beside the old ones first, in the folder `.next`; a list of their names there says that all are whole.
Only then are they moved, one quick rename each, and what a killed run left unmoved the next one moves.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from plan_miner.saying import said
from plan_miner.store import write_atomically
from plan_miner.system import InUse, sync_folder

NEXT = ".next"
WHOLE = "whole.txt"  # the names of the files to be moved; written last


@contextmanager
def beside(directory: Path) -> Iterator[Path]:
    """An empty folder beside the files of `directory` to write the new ones in; what is not moved goes with it."""
    finish(directory)
    folder = directory / NEXT
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    finally:
        finish(directory)


def replace_together(names: Sequence[str], directory: Path) -> tuple[Path, ...]:
    """Make `directory` hold the files of these names that lie in the folder `beside` it.

    Those that hold the same bytes already are left alone, others' files too. A name may lead into a folder below
    (``excel/annex.csv``), which is made where it is not there. Returns their paths. The folder itself is not swapped:
    it may be open in another program, and people keep files of their own in it. Raises InUse, before anything is
    replaced, where a program holds one open (Windows).
    """
    folder = directory / NEXT
    fresh = [name for name in names if not _same(directory / name, folder / name)]
    for name in fresh:
        _closed(directory / name)
    for name in fresh:
        with (folder / name).open("rb+") as file:
            os.fsync(file.fileno())
    if fresh:
        write_atomically(folder / WHOLE, "\n".join(fresh).encode())
        finish(directory)
    return tuple(directory / name for name in names)


def finish(directory: Path) -> None:
    """End what an earlier replacement began: move its files where all are whole, else drop them."""
    folder = directory / NEXT
    whole = folder / WHOLE
    if whole.is_file():
        names = whole.read_text(encoding="utf-8").splitlines()
        for name in names:
            if (folder / name).is_file():
                (directory / name).parent.mkdir(exist_ok=True)
                (folder / name).replace(directory / name)
        for one in {(directory / name).parent for name in names} | {directory}:
            sync_folder(one)
        whole.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _same(old: Path, new: Path) -> bool:
    return old.is_file() and filecmp.cmp(old, new, shallow=False)


def _closed(path: Path) -> None:
    try:
        if path.exists():
            path.open("rb+").close()
    except PermissionError:
        raise InUse(
            said(
                "{file} is open in another program or protected: close it and run again; nothing was replaced",
                file=path.name,
            )
        ) from None
