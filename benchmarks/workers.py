"""What a second worker gains: ``python benchmarks/workers.py [--documents N] [--pages N] [--rounds N]``.

Documents of equal size (pages of the sample, repeated) go through the pool of child processes with one and with two
workers, by turns; each pool's children have started and read once before the clock runs. Shown are for each round the
seconds on the clock, the gain (one worker's over two's), what two bare processes without any pool gain right after it
(on a machine that others use that is the most there is), and the share of the work that is the parent's: with two
processors free, a pool that does nothing else one after the other gains 2 / (1 + that share).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from statistics import median

import psutil
import pypdfium2

from plan_miner.children import Children, Tell

BURN = "import time\nt = time.process_time()\nwhile time.process_time() - t < {seconds}: sum(range(1000))"


def read_one(path: Path, tell: Tell) -> int:
    """The number of pages read."""
    from plan_miner.text import read

    return len(read(path, tell).pages)


def documents(folder: Path, count: int, pages: int) -> list[Path]:
    """So many equal files."""
    sample = [pypdfium2.PdfDocument(p) for p in sorted((Path(str(files("plan_miner"))) / "sample").glob("*.pdf"))]
    long = pypdfium2.PdfDocument.new()
    while len(long) < pages:
        for some in sample:
            long.import_pages(some, list(range(min(len(some), pages - len(long)))))
    paths = [folder / f"{number}.pdf" for number in range(count)]
    for path in paths:
        long.save(path)
    return paths


def through_the_pool(paths: Sequence[Path], workers: int) -> tuple[float, float]:
    """Seconds on the clock for all documents, and the parent's share of the processor seconds."""
    with Children(workers) as children, ThreadPoolExecutor(workers) as threads:
        list(threads.map(lambda path: children.run(read_one, path), paths[:workers]))  # all have started
        before, own, theirs = time.perf_counter(), time.process_time(), _children()
        list(threads.map(lambda path: children.run(read_one, path), paths))
        own, theirs = time.process_time() - own, _children() - theirs
        return time.perf_counter() - before, own / (own + theirs)


def _children() -> float:
    """The processor seconds of the living children."""
    times = [process.cpu_times() for process in psutil.Process().children()]
    return sum(one.user + one.system for one in times)


def without_a_pool(seconds: float, processes: int) -> float:
    """Seconds on the clock in which so many processes do together what takes one so many processor seconds."""
    program = [sys.executable, "-c", BURN.format(seconds=seconds / processes)]
    before = time.perf_counter()
    for one in [subprocess.Popen(program) for _ in range(processes)]:  # noqa: S603
        one.wait()
    return time.perf_counter() - before


def asked(about: str | None) -> argparse.Namespace:
    """What the command line asks for: how many documents, of how many pages, how often."""
    arguments = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, default=12, help="how many, all equal")
    arguments.add_argument("--pages", type=int, default=100, help="of each document")
    arguments.add_argument("--rounds", type=int, default=5, help="each with one and with two workers")
    return arguments.parse_args()


def main() -> None:
    given = asked(__doc__)
    out = sys.stdout.write
    out(f"{given.documents} documents of {given.pages} pages, {os.cpu_count()} processors\n")
    out(f"{'one worker s':>14}{'two workers s':>15}{'gain':>8}{'without a pool':>16}{'parent':>9}\n")
    gains = []
    with tempfile.TemporaryDirectory() as folder:
        paths = documents(Path(folder), given.documents, given.pages)
        for _ in range(given.rounds):
            (one, _), (two, share) = through_the_pool(paths, 1), through_the_pool(paths, 2)
            most = without_a_pool(1.0, 1) / without_a_pool(1.0, 2)
            gains.append((one / two, most))
            out(f"{one:14.2f}{two:15.2f}{one / two:6.2f} x{most:14.2f} x{100 * share:7.2f} %\n")
    out(f"{'median':>29}{median(g for g, _ in gains):6.2f} x{median(m for _, m in gains):14.2f} x\n")


if __name__ == "__main__":
    import workers  # under its own name: children know nothing of the script that started them

    workers.main()
