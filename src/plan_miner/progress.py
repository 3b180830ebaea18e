"""How a run goes on, for the person who waits: a display on a terminal, plain lines elsewhere, and the summary."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

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
from plan_miner.model import WITH_GOALS, Became
from plan_miner.published import Published
from plan_miner.saying import Said, called, counted, language, named, said, told, verbatim
from plan_miner.stages import Read
from plan_miner.terminal import say

if TYPE_CHECKING:  # it loads the tagger, which a run with nothing new has no need of
    from plan_miner.extracting import Extract

STAGES = {
    "fetch": said("Fetching"), "read": said("Reading"), "tag": said("Tagging"), "publish": said("Publishing"),
    "watch": said("Watching"),
}  # fmt: skip
DID = {
    "new": said("new"), "unchanged": said("unchanged"), "failed": said("failed"), "skipped": said("not asked"),
}  # fmt: skip
COUNTS = {
    "goals": said("Goals"), "objectives": said("Objectives"), "annex": said("Annex rows"),
}  # fmt: skip
REVIEW = verbatim("review")
TOLD = ("repaired", "ocr", "garbled", "unread")


class Display:
    """A live display: a bar for each stage, and the pages of the document at hand."""

    def __init__(self, console: Console) -> None:
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
        self._bars[stage] = self._progress.add_task(told(STAGES[stage]), total=jobs, now="")

    def page(self, stage: str, document_id: str, done: int, of: int) -> None:
        far = said("{document} {done}/{of} pages", document=document_id, done=done, of=of)
        self._progress.update(self._bars[stage], now=told(far) if of > 1 else document_id)

    def done(self, stage: str, document_id: str, result: object) -> None:  # noqa: ARG002
        self._progress.update(self._bars[stage], advance=1, now=_job(document_id))


class Log:
    """One plain line for each document and stage, with the time; those that a run leaves alone are only counted."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._guard = threading.Lock()
        self._of: dict[str, int] = {}
        self._finished: Counter[str] = Counter()
        self._alone: dict[str, list[Fetched]] = {}

    def __enter__(self) -> Log:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def begin(self, stage: str, jobs: int) -> None:
        self._of[stage] = jobs
        self._finished[stage] = 0
        self._alone[stage] = []

    def page(self, stage: str, document_id: str, done: int, of: int) -> None:  # noqa: ARG002
        return None

    def done(self, stage: str, document_id: str, result: object) -> None:
        alone = [result] if isinstance(result, Fetched) and result.did == "skipped" else []
        with self._guard:
            self._finished[stage] += 1
            self._alone[stage] += alone
            count = f"{self._finished[stage]}/{self._of[stage]}"
            last = self._finished[stage] == self._of[stage]
        if not alone:
            self._line(stage, f"{count} {_job(document_id)}", in_a_word(result))
        if last and self._alone[stage]:
            self._line(stage, count, left_alone(self._alone[stage]))

    def _line(self, stage: str, what: str, words: Said) -> None:
        begun = stage if language() == "en" else told(STAGES[stage])
        line = f"{time.strftime('%H:%M:%S')} {begun} {what}: {told(words)}"
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)


def left_alone(skipped: Sequence[Fetched]) -> Said:
    """Of the documents that nobody was asked for: how many they are, and how many of them were never had."""
    asked_not = counted(len(skipped), "{number} document not asked for", "{number} documents not asked for")
    never = sum(bool(one.error) for one in skipped)
    lists = f"{called()} status"
    return (
        said("{what}, {never} never fetched; all: {lists}", what=asked_not, never=never, lists=lists)
        if never
        else asked_not
    )


def in_a_word(result: object) -> Said:
    """What came of one document in one stage, for a line of a log."""
    if isinstance(result, Fetched):
        did = DID[result.did]
        return said("{did} ({error})", did=did, error=result.error) if result.error else did
    if isinstance(result, Read) and result.status == "ok":
        return said("{pages} pages", pages=sum(count for _, count in result.pages))
    if isinstance(result, Read | Died):
        return said("{did} ({error})", did=DID["failed"], error=result.error)
    return said("done")


def _job(name: str) -> str:
    """What a stage works on: a document by its id, or all tables at once."""
    return told(said("tables")) if name == "tables" else name


def watch_for(console: Console) -> Display | Log:
    """The display on a terminal, plain lines elsewhere."""
    return Display(console) if console.is_terminal else Log(console)


def summary(console: Console, mined: Mined, seconds: float, then: Said = REVIEW) -> None:
    """What came of a run of `seconds`: documents by status, counts, where the files lie, and which command is next."""
    rows = mined.published.rows
    statuses = Counter(o.status for o in mined.outcomes)
    table = Table(box=None, show_header=False, pad_edge=False)
    by_status = ", ".join(f"{n} {named('status', status)}" for status, n in statuses.most_common())
    table.add_row(told(said("Documents")), by_status)
    qualities: Counter[str] = Counter()
    for quality, count in (run for one in mined.outcomes for run in one.pages):
        qualities[quality] += count
    if qualities:
        table.add_row(told(said("Pages")), _pages(qualities))
    if statuses["ok"]:
        for name, words in COUNTS.items():
            table.add_row(told(words), str(rows[name]))
        table.add_row(told(said("Service cells")), _cells(mined))
        table.add_row(told(said("Doubts")), str(rows["doubts"]))
    console.print(table)
    if not statuses["ok"]:
        say(said("No document was read: the tables name the documents, and there is nothing else in them"), on=console)
    for outcome in mined.failed:
        say(_failing(outcome), on=console, style="yellow")
    _files(console, mined.published)
    if qualities["unread"]:
        _say_how_to_read(console)
    say(said("Done in {seconds:.1f} s", seconds=seconds), on=console)
    if statuses["ok"]:
        say(said("Next: {command}", command=f"{called()} {told(then)}"), on=console)


def summary_of_file(console: Console, found: Extract, published: Published) -> None:
    """What came of one file: how much was read, what is wrong with the whole of it, and where to begin to look."""
    if published.refused:
        _files(console, published)
        return
    offered = sum(cell.status != "not_mentioned" for cell in found.services)
    rows = published.rows
    counts = said(
        "{objectives} objectives read, {annex} rows in the annex, {offered} of {services} services mentioned, "
        "{doubts} doubts",
        objectives=rows["objectives"],
        annex=rows["annex"],
        offered=offered,
        services=len(found.services),
        doubts=rows["doubts"],
    )
    say(counts, on=console)
    if found.kind not in WITH_GOALS:
        say(
            said("Goals are read from plans and programmes only; what comes of this document are services (Tablo 2)"),
            on=console,
        )
    for doubt in found.document.doubts:
        if doubt.doubt == "no_goals":
            say(doubt.message, on=console, style="yellow")
    if any(page.quality == "unread" for page in found.pages):
        _say_how_to_read(console)
    say(said("{count} files in {folder}", count=len(published.files), folder=published.directory), on=console)
    say(said("Begin with {file}", file=published.directory / "annex.xlsx"), on=console)


def _cells(mined: Mined) -> str:
    """The cells of the service table, told apart from those of municipalities of which nothing was read."""
    cells, places = mined.published.rows["service_table"], len(mined.registry.municipalities)
    unread = places - len({one.source.municipality.id for one in mined.outcomes if one.status == "ok"})
    empty = cells * unread // max(places, 1)
    more = told(said(", and {count} of municipalities with nothing read", count=empty)) if empty else ""
    return f"{cells - empty}{more}"


def _failing(outcome: Became) -> Said:
    why = outcome.error or verbatim(named("status", outcome.status))
    return said("{document} could not be had or read: {why}", document=outcome.source.id, why=why)


def _pages(qualities: Mapping[str, int]) -> str:
    """How many pages there are, and how many of them were no plain text."""
    if not any(qualities.get(name) for name in TOLD):
        return str(sum(qualities.values()))
    from plan_miner.lexicon import labels

    names = labels()["quality"]
    poor = [f"{qualities[name]} {getattr(names[name], language())}" for name in TOLD if qualities.get(name)]
    return ", ".join([str(sum(qualities.values())), *poor])


def _say_how_to_read(console: Console) -> None:
    """The command that has pictures of pages read, where nothing here reads them."""
    from plan_miner.text import tesseract

    if not tesseract.version():
        how = said(
            "Pages that are pictures are read once Tesseract is installed with Turkish: {command}",
            command=tesseract.command(),
        )
        say(how, on=console, style="yellow")


def _files(console: Console, published: Published) -> None:
    """Where the files lie, or why there are no new ones."""
    if published.refused:
        say(said("Nothing was published, the tables of before stand:"), on=console, style="red")
        for why in published.refused:
            say(said("  {why}", why=why), on=console)
        return
    place = _shown(published.directory)
    say(said("The annex and the service table lie in {folder}", folder=place), on=console)
    for name in ("annex.csv", "service_table.csv", "annex.xlsx", "annex.docx", "report.html"):
        say(verbatim(f"  {_shown(published.directory / name)}"), on=console)


def _shown(path: Path) -> str:
    """A path as people type it: relative where it lies below the folder they are in."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
