"""How fast documents are read: ``python benchmarks/reading.py [--pdf FILE ...] [--repeat N] [--ocr]``.

With ``--ours``: our way alone, and what comes after it. With ``--tables``: whether the cells of ruled tables are those
that pdfplumber finds. With ``--memory``: how much a process holds that reads 100, 300 and 600 pages.

Every way reads the same files in the same run, each file in a process of its own, the ways in turn; what is shown is
the median of the repetitions, summed over the files. CPU seconds leave out the start of the process and its imports;
the memory is the highest of that process, imports included.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from statistics import median

Measured = dict[str, float]  # pages, megabytes, and CPU seconds by the name of what was done
NAIVE, BARE, OURS = "pdfplumber, text and tables", "pypdfium2, text alone", "plan_miner.text.read"
AFTER = ("structure", "tag")
REPORT = "-fr-"  # in the name of an activity report
READING = "plan_miner.text.read, as a child does"
MEMORY_PAGES = (100, 300, 600)
MOST_SHOWN = 5  # cells of a page that one of two alone finds


# --- the ways, each in a process of its own ---


def naive(path: Path) -> Measured:
    """The text and the tables of every page, as most programs begin."""
    import pdfplumber

    seconds: Measured = {}
    with _clock(seconds, NAIVE), pdfplumber.open(path) as document:
        pages = len(document.pages)
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
    return seconds | {"pages": pages}


def bare(path: Path) -> Measured:
    """The text of every page and nothing else: what no reader can go below."""
    import pypdfium2

    seconds: Measured = {}
    with _clock(seconds, BARE):
        document = pypdfium2.PdfDocument(path)
        pages = len(document)
        for index in range(pages):
            page = document[index]
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        document.close()
    return seconds | {"pages": pages}


def ours(path: Path) -> Measured:
    """Lines, tables and boxes; then, apart, the goal tree and the tags."""
    from plan_miner.text import read

    kind = "activity_report" if REPORT in path.name else "strategic_plan"
    seconds: Measured = {}
    gc.freeze()  # as a child does with what it imports
    with _clock(seconds, OURS):
        reading = read(path)
    memory = _megabytes()
    from plan_miner.mechanisms import find_mechanisms
    from plan_miner.model import Passage, Plan
    from plan_miner.services import mentions
    from plan_miner.structure import structured
    from plan_miner.tag import tag, tag_goals, tag_plan

    def tagged(plan: Plan) -> None:
        tag_goals(plan)
        tag_plan(plan)
        mentions(plan.passages, kind)
        find_mechanisms(plan.passages, kind)

    gc.freeze()
    with _clock(seconds, "structure"):
        plan = structured(reading, kind)
    tag("kadın")
    tagged(
        Plan(passages=(Passage("Kadın danışma merkezi ve eşitlik birimi vardır.", ()),))
    )  # the lexicon is loaded once
    with _clock(seconds, "tag"):
        tagged(plan)
    return seconds | {"pages": len(reading.pages), "megabytes": memory}


def reading_alone(path: Path) -> Measured:
    """Reading without what comes after, as in a child of a run: the memory is that of reading."""
    from plan_miner.text import read

    seconds: Measured = {}
    with _clock(seconds, OURS):
        pages = len(read(path).pages)
    return seconds | {"pages": pages}


WAYS: dict[str, Callable[[Path], Measured]] = {NAIVE: naive, BARE: bare, OURS: ours}


@contextmanager
def _clock(seconds: Measured, name: str) -> Iterator[None]:
    """CPU seconds of this process and its children (tesseract's, where it reads) that a block takes."""
    before = _cpu()
    yield
    seconds[name] = _cpu() - before


def _cpu() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _megabytes() -> float:
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / (1 << 20 if sys.platform == "darwin" else 1 << 10)


# --- beside speed ---


def as_pdfplumber(paths: Sequence[Path]) -> Iterator[str]:
    """For each file how many cells both find and one alone, and which those are."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from as_pdfplumber import compared, f1

    everything = []
    yield f"{'cells of ruled tables':50}{'pages':>7}{'both':>8}{'ours':>6}{'theirs':>8}{'F1':>9}"
    for path in paths:
        pages = list(compared(path))
        everything += pages
        counts = [(p.both, len(p.ours), len(p.theirs)) for p in pages]
        both, ours, theirs = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
        yield f"{path.name[:49]:50}{len(pages):7}{both:8}{ours:6}{theirs:8}{f1(pages):9.4f}"
        for page in pages:
            for whose, cells in (("ours", page.ours), ("theirs", page.theirs)):
                for (x0, top, x1, bottom), text in cells[:MOST_SHOWN]:
                    yield f"    page {page.page}, {whose}: {x0:.0f},{top:.0f}-{x1:.0f},{bottom:.0f} {text[:60]!r}"
    yield f"{'all':50}{len(everything):7}{'':22}{f1(everything):9.4f}"


def memory(paths: Sequence[Path]) -> Iterator[str]:
    """The most memory of a process that reads the files' pages, over and over, up to so many."""
    import pypdfium2

    yield f"{'pages':>7}{'memory MB':>11}{'CPU s':>9}"
    with tempfile.TemporaryDirectory() as folder:
        for count in MEMORY_PAGES:
            long = pypdfium2.PdfDocument.new()
            while len(long) < count:
                for path in paths:
                    some = pypdfium2.PdfDocument(path)
                    long.import_pages(some, list(range(min(len(some), count - len(long)))))
                    some.close()
            target = Path(folder) / f"{count}.pdf"
            long.save(target)
            long.close()
            found = measured(READING, target, ocr=False)
            yield f"{count:7}{found['megabytes']:11.0f}{found[OURS]:9.2f}"
    yield "what grows is the reading itself and what pdfium keeps of a document until it is closed"


# --- the measurement ---


def measured(way: str, path: Path, *, ocr: bool) -> Measured:
    """What one way takes for one file. Without `ocr` the process finds no tesseract."""
    environment = dict(os.environ) if ocr else {**os.environ, "PATH": ""}
    command = [sys.executable, __file__, "--way", way, "--pdf", str(path)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    result: Measured = json.loads(done.stdout)
    return result


def everything(paths: Sequence[Path], repeat: int, ways: Sequence[str], *, ocr: bool) -> dict[str, Measured]:
    """Seconds and pages of each way, summed over the files; megabytes are the highest of them."""
    runs: dict[tuple[str, Path], list[Measured]] = {}
    for _ in range(repeat):
        for path in paths:
            for way in ways:
                runs.setdefault((way, path), []).append(measured(way, path, ocr=ocr))
    sums: dict[str, Measured] = {}
    for (way, _), found in runs.items():
        total = sums.setdefault(way, {})
        for name in found[0]:
            middle = median(one[name] for one in found)
            total[name] = max(total.get(name, 0.0), middle) if name == "megabytes" else total.get(name, 0.0) + middle
    return sums


def table(found: dict[str, Measured]) -> str:
    """The figures as plain text."""
    reading, pages = found[OURS][OURS], found[OURS]["pages"]
    head = f"{'':30}{'pages':>7}{'CPU s':>9}{'pages/CPU s':>13}{'memory MB':>11}{'against ours':>14}"
    rows = [
        f"{way:30}{one['pages']:7.0f}{one[way]:9.2f}{one['pages'] / one[way]:13.1f}{one['megabytes']:11.0f}"
        f"{one[way] / reading:13.2f} x"
        for way, one in found.items()
    ]
    shares = [
        f"{name:30}{pages:7.0f}{found[OURS][name]:9.2f}{'':24}{100 * found[OURS][name] / reading:12.1f} % of reading"
        for name in AFTER
    ]
    return "\n".join([head, *rows, *shares])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pdf", nargs="+", type=Path, help="files to read; the embedded sample where none is given")
    arguments.add_argument("--repeat", type=int, default=3, help="how often; medians are shown")
    arguments.add_argument("--ocr", action="store_true", help="let our reader use tesseract, where it is installed")
    arguments.add_argument("--ours", action="store_true", help="leave out the other ways")
    arguments.add_argument("--tables", action="store_true", help="compare the cells with pdfplumber's")
    arguments.add_argument("--memory", action="store_true", help="memory at 100, 300 and 600 pages")
    arguments.add_argument("--way", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    paths = given.pdf or sorted((Path(str(files("plan_miner"))) / "sample").glob("*.pdf"))
    if given.way:
        result = reading_alone(paths[0]) if given.way == READING else WAYS[given.way](paths[0])
        sys.stdout.write(json.dumps({"megabytes": _megabytes(), **result}))
        return
    if given.tables or given.memory:
        lines = as_pdfplumber(paths) if given.tables else memory(paths)
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    sys.stdout.write(f"{len(paths)} files, median of {given.repeat}\n")
    ways = [OURS] if given.ours else list(WAYS)
    sys.stdout.write(table(everything(paths, given.repeat, ways, ocr=given.ocr)) + "\n")


if __name__ == "__main__":
    main()
