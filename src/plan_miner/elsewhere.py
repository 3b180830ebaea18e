"""A document worked on in a process elsewhere, perhaps on another machine: whether it can be, and the work itself.

What all have in common is the data folder, under the same path. So nothing travels but names: jobs hold paths and
hashes, and what is found in a document lies under work/ when its answer comes. To do the same work twice is no harm,
for it writes the same file.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from plan_miner import lexicon, work
from plan_miner.children import Children
from plan_miner.locally import done
from plan_miner.saying import NOTHING, Said, said
from plan_miner.stages import Job
from plan_miner.text import tesseract

READERS = ("pypdfium2", "pdfplumber", "pillow", "numpy", "spacy")  # what a result rests on beside our own code
AT_ONCE = 256  # at most; how many documents there are at once is for the cluster to say
IDLE = 60.0  # seconds without work after which the child processes end
LATE = 70.0  # seconds until a file that another machine wrote is there for all: NFS may remember 60 that it is not


@dataclass(frozen=True, slots=True)
class Common:
    """What must be the same wherever documents of a run are worked on."""

    programs: tuple[tuple[str, str], ...]  # name and version
    lexicon: Path | None  # the folder of one's own terms
    words: str  # the hash of all terms


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job: the stage's result, and the names of the files that lie by then in its edition's folder.

    Or, in words, what kept the process from working at all.
    """

    result: Any = None
    files: tuple[str, ...] = ()
    unfit: Said = NOTHING


def common(own_words: Path | None) -> Common:
    """What this process has and all others must have; `own_words` is the folder of terms laid over the program's."""
    return Common(_programs(), own_words, lexicon.digest(own_words))


def unfit(here: Common, data: Path, seen: Path) -> Said:
    """Why documents cannot be worked on in this process, and what to do about it; empty where they can.

    `here` is of the process that asks, `data` the shared data folder, `seen` a file in it that is there.
    """
    if multiprocessing.current_process().daemon:
        return said(
            "may have no child processes, in which documents are read: start it with `dask worker --no-nanny`, or "
            "under a nanny with DASK_DISTRIBUTED__WORKER__DAEMON=False"
        )
    if not seen.exists():
        return said("does not see what lies in {folder}: mount the data folder there, under the same path", folder=data)
    if not os.access(data, os.W_OK):
        return said("may not write in {folder}: start it as the user to whom the data folder belongs", folder=data)
    if why := unlike(here):
        return why
    if lexicon.digest(here.lexicon) != here.words:
        return said(
            "has not the same terms in {folder}: mount that folder there, under the same path", folder=here.lexicon
        )
    return NOTHING


def unlike(here: Common) -> Said:
    """Which of the programs is another in this process, and what to do about it; empty where all are the same."""
    there = dict(_programs())
    for name, wanted in here.programs:
        if there[name] != wanted:
            return said(
                "has {name} {has}, here is {wanted}: have the same everywhere, and start it anew",
                name=name,
                has=there[name] or said("none"),
                wanted=wanted or said("none"),
            )
    return NOTHING


def work_off(job: Job, here: Common, stage: str, function: Callable[..., Any]) -> Answer:
    """A stage's result for one job, from a child of this process; what runs on a worker.

    A fault over one document is told as that document's; one in the lexicon is raised.
    """
    if why := unfit(here, job.data, job.edition.path):
        return Answer(unfit=said("{worker} {why}", worker=platform.node(), why=why))
    with _lent.children() as children:
        result = done(children, stage, function, job)
    folder = work.folder_of(job.data, job.edition)
    return Answer(result, tuple(sorted(path.name for path in folder.glob("[!.]*"))))


def anywhere(job: Job) -> Job:
    """The same job with paths that do not depend on where a process was started."""
    edition = replace(job.edition, path=job.edition.path.absolute())
    return replace(job, data=job.data.absolute(), edition=edition)


def arrived(folder: Path, files: Sequence[str], late: float = LATE) -> bool:
    """Wait until files that were written elsewhere are there for this process too, at most `late` seconds."""
    until = time.monotonic() + late
    while not all((folder / name).exists() for name in files):
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


@cache
def _programs() -> tuple[tuple[str, str], ...]:
    ours = ("plan_miner", f"{_version('plan-miner')} ({work.program()})")
    python = ("Python", ".".join(platform.python_version_tuple()[:2]))
    return (
        ours,
        python,
        *((name, _version(name)) for name in READERS),
        ("Tesseract", tesseract.version().removeprefix("tesseract ")),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class _Lent:
    """The child processes of a worker: there while there is work, and a little longer.

    They end by themselves, because nobody comes to say so: whoever sent the work may have been killed.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._children: Children | None = None
        self._timer: threading.Timer | None = None
        self._busy = 0

    @contextmanager
    def children(self) -> Iterator[Children]:
        """The child processes, for the time of the block; some time after the last block they end."""
        with self._guard:
            self._busy += 1
            if self._timer:
                self._timer.cancel()
            children = self._children = self._children or Children(AT_ONCE)
        try:
            yield children
        finally:
            with self._guard:
                self._busy -= 1
                if not self._busy:
                    self._timer = threading.Timer(IDLE, self._end)
                    self._timer.daemon = True
                    self._timer.start()

    def _end(self) -> None:
        with self._guard:
            if self._children and not self._busy:
                self._children.close()
                self._children = None


_lent = _Lent()
