"""How a run goes on, for the person who waits: a display on a terminal, plain lines elsewhere, and the summary."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from plan_miner.children import Died
from plan_miner.fetch import Fetched
from plan_miner.mine import Mined
from plan_miner.published import Published
from plan_miner.stages import Read

WORDS = {
    "en": {
        "fetch": "Fetching", "read": "Reading", "tag": "Tagging", "publish": "Publishing", "watch": "Watching",
        "pages": "pages", "documents": "Documents", "all_pages": "Pages",
        "goals": "Goals", "objectives": "Objectives", "annex": "Annex rows", "service_table": "Service cells",
        "doubts": "Doubts", "files": "The annex and the service table lie in", "next": "Next",
        "seconds": "Done in {:.1f} s", "failed": "could not be had or read:",
        "unread": "Pages that are pictures are read once Tesseract is installed with Turkish:",
        "refused": "Nothing was published, the tables of before stand:",
    },
    "tr": {
        "fetch": "İndiriliyor", "read": "Okunuyor", "tag": "Etiketleniyor", "publish": "Yayımlanıyor",
        "watch": "İzleniyor",
        "pages": "sayfa", "documents": "Belgeler", "all_pages": "Sayfalar",
        "goals": "Amaçlar", "objectives": "Hedefler", "annex": "EK 2 satırları", "service_table": "Hizmet hücreleri",
        "doubts": "Şüpheler", "files": "EK 2 ve hizmet tablosu şurada:", "next": "Sıradaki",
        "seconds": "{:.1f} saniyede bitti", "failed": "alınamadı ya da okunamadı:",
        "unread": "Görüntü olan sayfalar, Tesseract Türkçe modeliyle kurulunca okunur:",
        "refused": "Hiçbir şey yayımlanmadı, önceki tablolar duruyor:",
    },
}  # fmt: skip
NEXT = "plan-miner extract FILE.pdf"
TOLD = ("repaired", "ocr", "garbled", "unread")
COUNTED = ("goals", "objectives", "annex", "service_table", "doubts")


class Display:
    """A live display: a bar for each stage, and the pages of the document at hand."""

    def __init__(self, console: Console, lang: str) -> None:
        self._words = WORDS[lang]
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("[dim]{task.fields[now]}"),
            console=console,
        )
        self._bars: dict[str, TaskID] = {}

    def __enter__(self) -> Display:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._progress.stop()

    def begin(self, stage: str, jobs: int) -> None:
        self._bars[stage] = self._progress.add_task(self._words[stage], total=jobs, now="")

    def page(self, stage: str, document_id: str, done: int, of: int) -> None:
        now = f"{document_id} {done}/{of} {self._words['pages']}" if of > 1 else document_id
        self._progress.update(self._bars[stage], now=now)

    def done(self, stage: str, document_id: str, result: object) -> None:  # noqa: ARG002
        self._progress.update(self._bars[stage], advance=1, now=document_id)


class Log:
    """One plain line for each document and stage, with the time."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._guard = threading.Lock()
        self._of: dict[str, int] = {}
        self._finished: Counter[str] = Counter()

    def __enter__(self) -> Log:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def begin(self, stage: str, jobs: int) -> None:
        self._of[stage] = jobs

    def page(self, stage: str, document_id: str, done: int, of: int) -> None:  # noqa: ARG002
        return None

    def done(self, stage: str, document_id: str, result: object) -> None:
        with self._guard:
            self._finished[stage] += 1
            count = f"{self._finished[stage]}/{self._of[stage]}"
        line = f"{time.strftime('%H:%M:%S')} {stage} {count} {document_id}: {in_a_word(result)}"
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)


def in_a_word(result: object) -> str:
    """What came of one document in one stage, for a line of a log."""
    if isinstance(result, Fetched):
        return f"{result.did} ({result.error})" if result.error else result.did
    if isinstance(result, Read):
        pages = sum(count for _, count in result.pages)
        return f"{pages} pages" if result.status == "ok" else f"{result.status} ({result.error})"
    return f"{result.status} ({result.error})" if isinstance(result, Died) else "done"


def watch_for(console: Console, lang: str) -> Display | Log:
    """The display on a terminal, plain lines elsewhere."""
    return Display(console, lang) if console.is_terminal else Log(console)


def summary(console: Console, mined: Mined, lang: str, seconds: float) -> None:
    """What came of a run: documents by status, counts, where the files lie, what to type next."""
    words, rows = WORDS[lang], mined.published.rows
    statuses = Counter(o.status for o in mined.outcomes)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_row(words["documents"], ", ".join(f"{n} {status}" for status, n in statuses.most_common()))
    qualities: Counter[str] = Counter()
    for quality, count in (run for one in mined.outcomes for run in one.pages):
        qualities[quality] += count
    if qualities:
        table.add_row(words["all_pages"], _pages(qualities, lang))
    for name in COUNTED:
        table.add_row(words[name], str(rows[name]))
    console.print(table)
    for outcome in mined.failed:
        error = outcome.error or outcome.status
        console.print(f"{outcome.source.id} {words['failed']} {error}", style="yellow", markup=False, soft_wrap=True)
    _files(console, mined.published, words)
    if qualities["unread"]:
        _say_how_to_read(console, words)
    console.print(words["seconds"].format(seconds))
    console.print(f"{words['next']}: {NEXT}", markup=False, soft_wrap=True)


def _pages(qualities: Mapping[str, int], lang: str) -> str:
    """How many pages there are, and how many of them were no plain text."""
    if not any(qualities.get(name) for name in TOLD):
        return str(sum(qualities.values()))
    from plan_miner.lexicon import labels

    said = labels()["quality"]
    told = [f"{qualities[name]} {getattr(said[name], lang)}" for name in TOLD if qualities.get(name)]
    return ", ".join([str(sum(qualities.values())), *told])


def _say_how_to_read(console: Console, words: Mapping[str, str]) -> None:
    """The command that has pictures of pages read, where nothing here reads them."""
    from plan_miner.text import tesseract

    if not tesseract.version():
        console.print(f"{words['unread']} {tesseract.command()}", style="yellow", markup=False, soft_wrap=True)


def _files(console: Console, published: Published, words: Mapping[str, str]) -> None:
    """Where the files lie, or why there are no new ones."""
    if published.refused:
        console.print(words["refused"], style="red")
        for why in published.refused:
            console.print(f"  {why}", markup=False, soft_wrap=True)
        return
    console.print(f"{words['files']} {_shown(published.directory)}", markup=False, soft_wrap=True)
    for name in ("annex.csv", "service_table.csv", "annex.xlsx", "annex.docx"):
        console.print(f"  {_shown(published.directory / name)}", markup=False, soft_wrap=True)


def _shown(path: Path) -> str:
    """A path as people type it: relative where it lies below the folder they are in."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
