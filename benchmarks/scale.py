"""What a run costs as the registry grows to the size of the country, and what a run with nothing new costs then.

    python benchmarks/scale.py                              # 100 and 1,000 documents
    python benchmarks/scale.py --documents 100 1000 10000   # the country: about half an hour on two processors
    python benchmarks/scale.py --documents 1000 --objectives 30   # plans as full as those of a large city
    python benchmarks/scale.py --documents 1000 --keep DIR  # the folders stay, to be looked at

Every document is drawn anew, of four to eight pages, with its own municipality, years, numbers and words, so none is
another's copy. A municipality has seven of them: three plans and four reports. All are local files. Each run is a
process of its own, with two workers; it tells of itself what it took.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

PLANS, REPORTS = ("2010-2014", "2015-2019", "2020-2024"), (2019, 2020, 2021, 2022)
EACH = len(PLANS) + len(REPORTS)
ABOUT = ("eğitim", "spor", "ulaşım", "kültür", "çevre", "sağlık", "gençlik", "istihdam", "turizm", "tarım", "afet")
FOR = ("Kadınların", "Engellilerin", "Çocukların", "Yaşlıların", "Hemşehrilerin", "Esnafın", "Gençlerin")
MEGABYTE = 2**20


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, nargs="+", default=[100, 1000])
    options.add_argument(
        "--objectives", type=int, default=2, help="under each goal of a plan, of which there are two or three"
    )
    options.add_argument("--keep", type=Path, help="the folder to work in; an empty one that is deleted, if not given")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.run:
        sys.stdout.write(json.dumps(run(chosen.run, chosen.workers)))
        return
    place: AbstractContextManager[str] = nullcontext(str(chosen.keep)) if chosen.keep else tempfile.TemporaryDirectory()
    with place as name:
        measured = [
            measure(Path(name) / str(count), count, chosen.objectives, chosen.workers) for count in chosen.documents
        ]
    told = (*first_runs(measured), "", *nothing_new(measured), "", *on_disk(measured))
    sys.stdout.write("\n".join(told) + "\n")


# --- one size --------------------------------------------------------------------------------------


def measure(folder: Path, documents: int, objectives: int, workers: int) -> dict[str, Any]:
    """A first run over so many documents and one with nothing new; what each took, and what lies on disk."""
    folder.mkdir(parents=True, exist_ok=True)
    draw(folder, documents, objectives)
    first, second = apart(folder, workers), apart(folder, workers)
    data = folder / "data"
    kinds = {name: size(data / name) for name in ("raw", "work", "processed")}
    return {"documents": documents, "first": first, "second": second, "disk": kinds}


def apart(folder: Path, workers: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--run", str(folder), "--workers", str(workers)]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.stderr.decode())
    told: dict[str, Any] = json.loads(done.stdout)
    sys.stderr.write(f"{folder.name}: {json.dumps(told)}\n")
    return told


def run(folder: Path, workers: int) -> dict[str, Any]:
    """A run in this process: seconds, memory in bytes and, of this process alone, processor seconds by stage."""
    from plan_miner.locally import on_this_machine
    from plan_miner.mine import mine
    from plan_miner.settings import Settings

    by_stage: Counter[str] = Counter()
    settings = Settings.of_run(sample=False, sources=folder / "sources.yaml", data=folder / "data", workers=workers)
    started = time.perf_counter()
    with on_this_machine(workers, Nobody()) as each, watched() as largest:
        mined = mine(settings, timed(each, by_stage))
    wall, own = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "made": mined.made,
        "ok": sum(one.status == "ok" for one in mined.outcomes),
        "pages": sum(one.page_count for one in mined.outcomes),
        "rows": sum(mined.published.rows.values()),
        "wall": wall,
        "own": own.ru_utime + own.ru_stime,
        "children": theirs.ru_utime + theirs.ru_stime,
        "peak": peak(own.ru_maxrss),
        "peak_child": largest[0],
        "stages": by_stage,
    }


def peak(told: int) -> int:
    """The most memory of this process in bytes; what `resource` tells (in KB) begins with what its parent had."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return 1024 * next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), told)


@contextmanager
def watched() -> Iterator[list[int]]:
    """The most memory that any child was seen with, looked at twice a second."""
    largest, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(0.5):
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    largest[0] = max(largest[0], child.memory_info().rss)

    watching = threading.Thread(target=look, daemon=True)
    watching.start()
    try:
        yield largest
    finally:
        over.set()
        watching.join()


class Nobody:
    """Who is told how the run goes on."""

    def begin(self, stage: str, jobs: int) -> None: ...
    def page(self, stage: str, document_id: str, done: int, of: int) -> None: ...
    def done(self, stage: str, document_id: str, result: object) -> None: ...


def timed(each: Callable[..., list[Any]], by_stage: Counter[str]) -> Callable[..., list[Any]]:
    """The mapping, with the processor seconds that each stage takes of this process added up."""

    def mapped(stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]:
        before = time.process_time()
        try:
            return each(stage, function, jobs)
        finally:
            by_stage[stage] += time.process_time() - before  # type: ignore[assignment]

    return mapped


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# --- documents -------------------------------------------------------------------------------------


def draw(folder: Path, documents: int, objectives: int) -> None:
    """So many documents and the registry of them, where they are not there yet."""
    if (folder / "sources.yaml").exists():
        return
    lines = ["municipalities:"]
    for number in range(-(-documents // EACH)):
        lines += [f"  - id: belde-{number}", f"    name: {name_of(number)} Belediyesi"]
        lines += ["    province: Kars", "    kind: district", "    website: ''", "    documents:"]
        own = folder / "pdf" / str(number)
        own.mkdir(parents=True, exist_ok=True)
        for kind, period, file in list(of_one(own, number, objectives))[: documents - number * EACH]:
            url = file.relative_to(folder).as_posix()
            lines += [f"      - kind: {kind}", f"        period: {period}", f"        url: {url}"]
    (folder / "sources.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def name_of(number: int) -> str:
    """A name of its own for each: Belde with two letters and a third where there are more."""
    letters = ""
    while True:
        number, letter = divmod(number, 20)
        letters += "abdefghklmnoprstuvyz"[letter]
        if not number:
            return f"Belde{letters}köy"


def of_one(folder: Path, number: int, objectives: int) -> Iterator[tuple[str, str, Path]]:
    """The documents of a municipality, each drawn when it is asked for: kind, period and file."""
    for period in PLANS:
        yield "strategic_plan", period, plan(folder / f"sp-{period}.pdf", number, period, objectives)
    for year in REPORTS:
        yield "activity_report", str(year), report(folder / f"fr-{year}.pdf", number, year)


def plan(target: Path, number: int, period: str, objectives: int) -> Path:
    from small_plans import NEW_PAGE, gap, heading, pdf, words

    name, first = name_of(number), int(period[:4])
    cover = (("T.C.", 16), (f"{name.upper()} BELEDİYESİ", 24), (f"{period} STRATEJİK PLANI", 26))
    blocks = [gap(120), *(heading(*line) for line in cover)]
    blocks += [NEW_PAGE, heading("1. GİRİŞ"), *words(f"{name} Belediyesi {period} dönemi stratejik planını hazırladı.")]
    for goal in range(1, 3 + number % 2):
        field = ABOUT[(number + goal) % len(ABOUT)]
        blocks += [NEW_PAGE, heading(f"AMAÇ {goal}: {name} için {field} hizmetlerini geliştirmek")]
        for objective in range(1, objectives + 1):
            blocks += objective_of(f"{goal}.{objective}", number, first, number + goal + objective)
    return pdf(target, *blocks)


def objective_of(code: str, number: int, first: int, turn: int) -> list[Any]:
    """An objective with three activities and two indicators; `turn` says for whom and about what it is."""
    from small_plans import bullets, heading, ruled

    name, who, what = name_of(number), FOR[(turn + first) % len(FOR)], ABOUT[(turn + first) % len(ABOUT)]
    said = [f"{who} {what} için {number + i}. kursun {name} içinde açılması" for i in range(1, 4)]
    figures = [[str(number % 97 + i * 10 + year) for year in range(5)] for i in (1, 2)]
    table = ruled(
        ("Performans Göstergesi", *(str(first + year) for year in range(5))),
        (f"PG {code}.1 {who} katıldığı {what} kursu sayısı", *figures[0]),
        (f"PG {code}.2 Desteklenen {what} projesi sayısı", *figures[1]),
        widths=(4, 1, 1, 1, 1, 1),
    )
    return [heading(f"Hedef {code}: {who} {what} olanaklarını {turn} yerde artırmak", 11), *bullets(*said), table]


def report(target: Path, number: int, year: int) -> Path:
    from small_plans import NEW_PAGE, gap, heading, pdf, words

    name, had = name_of(number), number % 89 + year - 2000
    blocks = [
        gap(120),
        heading(f"{name.upper()} BELEDİYESİ", 24),
        heading(f"{year} YILI FAALİYET RAPORU", 26),
        NEW_PAGE,
    ]
    blocks += [heading("SUNUŞ"), *words(f"{name} Belediyesi {year} yılında {had} proje yürüttü.")]
    said = (
        f"Kadın danışma merkezimiz {had * 3} kadına hizmet vermiştir.",
        f"Evde bakım ekibimiz {had} yaşlıya ulaşmıştır.",
        f"{had % 5 + 1} kreşimizde {had * 7} çocuk vardır.",
        f"{name} Belediyesi eşitlik birimi {had} toplantı yapmıştır.",
    )
    for chapter in range(1, 4):
        blocks += [NEW_PAGE, heading(f"{chapter}. Hizmetler: {ABOUT[(number + chapter) % len(ABOUT)]}")]
        blocks += words(
            *said[chapter - 1 : chapter + 1], *(f"{name} içinde {had + i} km yol yapıldı." for i in range(8))
        )
    return pdf(target, *blocks)


# --- told ------------------------------------------------------------------------------------------


def first_runs(measured: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield from head("documents", "pages", "rows", "wall s", "CPU s", "ms each", "growth", "coordinator MB", "child MB")
    least = 0.0
    for one in measured:
        first, count = one["first"], one["documents"]
        each = 1000 * cpu(first) / count
        least = least or each
        cells = (f"{count:,}", f"{first['pages']:,}", f"{first['rows']:,}", f"{first['wall']:.0f}", f"{cpu(first):.0f}")
        memory = (f"{first[name] / MEGABYTE:.0f}" for name in ("peak", "peak_child"))
        yield line(*cells, f"{each:.1f}", f"{each / least:.2f}", *memory)


def nothing_new(measured: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield from head("documents", "tables s", "share", "manifest s", "nothing new s", "share", "wall s", "MB")
    for one in measured:
        first, second = one["first"], one["second"]
        tables, whole = first["stages"]["publish"], cpu(first)
        rest = first["own"] - sum(first["stages"].values())
        cells = (f"{one['documents']:,}", f"{tables:.1f}", f"{tables / whole:.1%}", f"{rest:.1f}", f"{cpu(second):.1f}")
        share = f"{cpu(second) / whole:.2%}"
        yield line(*cells, share, f"{second['wall']:.1f}", f"{second['peak'] / MEGABYTE:.0f}")


def on_disk(measured: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield from head("documents", "raw KB each", "work KB each", "work KB a page", "processed KB each", "a row")
    for one in measured:
        kinds = [one["disk"][name] / 1024 / one["documents"] for name in ("raw", "work", "processed")]
        pages, rows = (one["first"][name] / one["documents"] for name in ("pages", "rows"))
        cells = [f"{size:.1f}" for size in (kinds[0], kinds[1], kinds[1] / pages, kinds[2], kinds[2] / rows)]
        yield line(f"{one['documents']:,}", *cells)


def head(*titles: str) -> Iterator[str]:
    yield line(*titles)
    yield line(*["---:"] * len(titles))


def line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def cpu(run: dict[str, Any]) -> float:
    return float(run["own"] + run["children"])


if __name__ == "__main__":
    import scale  # under its own name: children know nothing of the script that started them

    scale.main()
