"""What a child process costs: ``python benchmarks/handing_over.py``, two hundred one-page PDFs here and in a child.

Processor seconds of both processes, the start of the child left out and told by itself.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import psutil
import pypdfium2

from plan_miner.children import Children, Died, Tell

COUNT = 200


def read_one(path: Path, tell: Tell) -> float:
    """The processor seconds that reading the file takes, in whatever process this is."""
    from plan_miner.text import read

    before = time.process_time()
    read(path, tell)
    return time.process_time() - before


def nobody(done: int, of: int) -> None:
    """Who hears of pages where everything happens in one process."""


def one_page_files(folder: Path) -> list[Path]:
    """Pages of the sample, each as a file."""
    sample = pypdfium2.PdfDocument(next(iter(sorted((Path(str(files("plan_miner"))) / "sample").glob("*-sp-*.pdf")))))
    paths = []
    for number in range(COUNT):
        page = pypdfium2.PdfDocument.new()
        page.import_pages(sample, [number % len(sample)])
        paths.append(folder / f"{number}.pdf")
        page.save(paths[-1])
    return paths


def in_a_child(paths: Sequence[Path]) -> tuple[float, float]:
    """Processor seconds for all the files, and for the start of the child with its libraries."""
    with Children(1) as children:
        before = _work()
        assert not isinstance(children.run(read_one, paths[0]), Died)  # noqa: S101
        started = _work()
        for path in paths:
            children.run(read_one, path)
        return _work() - started, started - before


def _work() -> float:
    """The processor seconds of this process and its living children."""
    times = [process.cpu_times() for process in psutil.Process().children()]
    return time.process_time() + sum(one.user + one.system for one in times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = one_page_files(Path(folder))
        read_one(paths[0], nobody)
        here = sum(read_one(path, nobody) for path in paths)
        there, start = in_a_child(paths)
    sys.stdout.write(
        f"{COUNT} one-page files: {here:.2f} CPU s here, {there:.2f} in a child ({there / here:.2f} times; "
        f"{(there - here) / COUNT * 1000:+.1f} ms each); the child starts in {start:.2f}\n"
    )


if __name__ == "__main__":
    import handing_over  # under its own name: children know nothing of the script that started them

    handing_over.main()
