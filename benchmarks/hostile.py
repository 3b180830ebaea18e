"""What hostile files cost: ``python benchmarks/hostile.py [--draw N] [--only WORD] [--files FOLDER] [--each]``.

Every file that `tests/hostile_files.py` makes is read and searched in the pool of child processes, as a run does it,
one after the other. The bars: no hang, no crash of the parent, its memory below 300 MB, each file within its limits and
with a status of the contract, and no process left behind. Ends with 1 where one of them is missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import psutil

from plan_miner.children import LIMITS, LOOK, Children, Died, Tell
from plan_miner.limits import MEGABYTE, MOST_PAGES, PAGE_SECONDS, SIGHT_SECONDS
from plan_miner.locally import done

ROOT = Path(__file__).resolve().parent.parent
MARK = "PLAN_MINER_HOSTILE_BENCHMARK"  # in the environment of all that this run starts
STATUSES = {"ok", "not_pdf", "encrypted", "damaged", "too_large", "timeout"}
PARENT = 300 * MEGABYTE
TICK = 0.02  # seconds between two looks at the child
BITS = "bits-turned"


@dataclass(frozen=True, slots=True)
class Job:
    """A file, as the pool takes it."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a file in the child: status, pages, and letters (ours, and those that pdfium alone gives)."""

    status: str
    error: str = ""
    pages: int = 0
    seen: int = 0  # pages read from their pictures
    letters: int = 0
    bare: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file cost: seconds on the clock and of the processor, bytes in the child and in the parent."""

    job: Job
    came: Came
    wall: float
    work: float
    child: int
    parent: int

    @property
    def family(self) -> str:
        return self.job.name.split("--")[0]


# --- in the child ---


def mine_one(job: Job, tell: Tell) -> Came:
    """The file read and searched as a plan."""
    from plan_miner.stages import tagged
    from plan_miner.text import Unreadable, read

    try:
        reading = read(job.path, tell)
    except Unreadable as why:
        return Came(why.status, why.reason)
    tagged(reading, "strategic_plan", 2020)
    ours = sum(_letters(text) for page in reading.pages for text in _texts(page))
    seen = sum(page.quality == "ocr" for page in reading.pages)
    bare = _bare(job.path) if job.name.startswith(BITS) else 0
    return Came("ok", "", len(reading.pages), seen, ours, bare)


def _texts(page: object) -> Iterator[str]:
    from plan_miner.model import Line, Page

    assert isinstance(page, Page)  # noqa: S101
    for block in (*page.blocks, *page.aside):
        yield from [block.text] if isinstance(block, Line) else [cell.text for cell in block.cells]


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


def _bare(path: Path) -> int:
    """The letters that pdfium gives with nothing around it."""
    import pypdfium2

    document, found = pypdfium2.PdfDocument(path), 0
    for index in range(len(document)):
        try:
            found += _letters(document[index].get_textpage().get_text_range())
        except pypdfium2.PdfiumError:
            continue
    return found


# --- in the parent ---


class Looking(threading.Thread):
    """Looks at the children all the while: the highest memory of one, and the processor time of all."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.memory, self.over = 0, threading.Event()
        self._work: dict[int, float] = {}

    @property
    def work(self) -> float:
        return sum(self._work.values())

    def run(self) -> None:
        while not self.over.wait(TICK):
            for process in psutil.Process().children(recursive=True):
                try:
                    times = process.cpu_times()
                    self.memory = max(self.memory, process.memory_info().rss)
                except psutil.Error:
                    continue
                self._work[process.pid] = times.user + times.system


def measured(children: Children, job: Job, looking: Looking) -> Measured:
    looking.memory, before, started = 0, looking.work, time.monotonic()
    came = done(children, "read", mine_one, job)
    wall = time.monotonic() - started
    time.sleep(2 * TICK)
    if isinstance(came, Died):
        came = Came(came.status, came.error)
    assert isinstance(came, Came)  # noqa: S101
    parent = psutil.Process().memory_info().rss
    return Measured(job, came, wall, looking.work - before, looking.memory, parent)


def left_behind() -> int:
    """How many processes that this run started are still there, a few seconds after it ended its pool."""
    until = time.monotonic() + 5
    while (count := sum(_is_ours(process) for process in psutil.process_iter())) and time.monotonic() < until:
        time.sleep(0.2)
    return count


def _is_ours(process: psutil.Process) -> bool:
    try:
        mine = (
            process.pid != os.getpid()
            and process.environ().get(MARK) == os.environ[MARK]
            and process.status() != psutil.STATUS_ZOMBIE
        )
        return mine and "resource_tracker" not in " ".join(process.cmdline())
    except psutil.Error:
        return False


def within(one: Measured) -> bool:
    """Whether a file kept its limits; a second is for what lies between two looks."""
    pages = min(one.came.pages or MOST_PAGES, MOST_PAGES)
    work = LIMITS.work + pages * 2 * PAGE_SECONDS + one.came.seen * 2 * SIGHT_SECONDS
    longest = LIMITS.silence * max(1, one.came.pages) + LOOK
    return one.work <= work + 1 and one.wall <= longest + 5 and one.child <= 1.1 * LIMITS.memory


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draw", type=int, help="only so many files, of all families")
    parser.add_argument("--only", default="", help="only files with this in their name")
    parser.add_argument("--files", type=Path, help="a folder of files, in place of those that are made")
    parser.add_argument("--each", action="store_true", help="a line for each file")
    asked = parser.parse_args(arguments)
    os.environ[MARK] = str(os.getpid())
    with tempfile.TemporaryDirectory() as folder:
        made = asked.files or Path(folder)
        maker = [sys.executable, str(ROOT / "tests" / "hostile_files.py"), folder]
        if not asked.files:
            subprocess.run([*maker, str(asked.draw)] if asked.draw else maker, check=True)  # noqa: S603
        jobs = [Job(path) for path in sorted(made.iterdir()) if asked.only in path.name]
        results = all_measured(jobs, each=asked.each)
    return show(results, left_behind())


def all_measured(jobs: Sequence[Job], *, each: bool) -> list[Measured]:
    looking = Looking()
    looking.start()
    results = []
    with Children(1) as children:
        for job in jobs:
            one = measured(children, job, looking)
            results.append(one)
            if each:
                sys.stderr.write(f"{one.wall:6.1f} {one.work:6.1f} {one.child >> 20:5} {job.name} {one.came}\n")
                sys.stderr.flush()
    looking.over.set()
    return results


def show(results: Sequence[Measured], orphans: int) -> int:
    """The table by family, and whether the bars are kept."""
    say = sys.stdout.write
    say("| family | files | statuses | wall s | CPU s | child MB | parent MB |\n|---|---|---|---|---|---|---|\n")
    for family, group in groupby(results, key=lambda one: one.family):
        ones = list(group)
        counts = Counter(one.came.status for one in ones).most_common()
        said = ", ".join(f"{status} {count}" for status, count in counts)
        wall, work = max(one.wall for one in ones), max(one.work for one in ones)
        child, parent = (max(getattr(one, who) for one in ones) / MEGABYTE for who in ("child", "parent"))
        say(f"| {family} | {len(ones)} | {said} | {wall:.1f} | {work:.1f} | {child:.0f} | {parent:.0f} |\n")
    turned = [one.came for one in results if one.came.bare]
    if turned:
        share = sum(came.letters for came in turned) / sum(came.bare for came in turned)
        say(f"\nOf {len(turned)} files with bits turned that are read, {share:.1%} of the letters that pdfium gives.\n")
    missed = [one for one in results if one.came.status not in STATUSES or not within(one) or one.parent > PARENT]
    for one in missed:
        say(f"MISSED: {one}\n")
    say(f"{len(results)} files, {len(missed)} beyond a bar, {orphans} processes left behind.\n")
    return 1 if missed or orphans else 0


if __name__ == "__main__":
    import hostile  # under its own name: children know nothing of the script that started them

    sys.exit(hostile.main(sys.argv[1:]))
