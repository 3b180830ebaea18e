"""What each stage does for one document (publish: for all of them), each a function of one pickleable job.

What opens a document or searches it (read, tag) takes a second argument, `tell`, and is made for a child process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from plan_miner import fetch as web
from plan_miner import work
from plan_miner.fetch import Fetched
from plan_miner.limits import PAGE_SECONDS, Tell
from plan_miner.model import (
    Became,
    Certificate,
    Doubt,
    Edition,
    Page,
    PageRuns,
    Plan,
    Reading,
    Registry,
    Seen,
    Source,
    TaggedDocument,
)
from plan_miner.published import Published
from plan_miner.saying import NOTHING, Said, said
from plan_miner.settings import SHRINK, Settings
from plan_miner.system import allow_more_work

POOR = {
    "garbled": ("poor_page", said("its text is garbled")),
    "unread": ("unread_page", said("it is a picture that nothing could read")),
}  # the doubt that a page of this quality leaves


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source of the registry, and whether this run is to fetch it."""

    source: Source
    settings: Settings
    chosen: bool
    certificates: tuple[Certificate, ...] = ()
    unlike: tuple[Edition, ...] = ()  # what came of it and is not the document

    @property
    def name(self) -> str:
        return self.source.id

    @property
    def waits(self) -> bool:
        """Whether a host may be asked, which takes its time; what lies at hand is there at once."""
        return self.source.path is None


@dataclass(frozen=True, slots=True)
class Job:
    """An edition to be read or tagged, and the folder where results lie."""

    source: Source
    edition: Edition
    data: Path
    lexicon: Path | None = None  # what is laid over the package's terms

    @property
    def name(self) -> str:
        return self.source.id


@dataclass(frozen=True, slots=True)
class Findings:
    """What became of every source of the registry, and where the tables are made of it: what was found lies there."""

    became: tuple[Became, ...]
    earlier: tuple[Became, ...]  # editions that documents had before
    registry: Registry
    data: Path
    shrink: float = SHRINK
    name: str = "tables"


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading an edition; the pages themselves are kept under work/."""

    status: str  # ok, or why not
    error: Said = NOTHING
    pages: PageRuns = ()
    producer: str = ""
    engine: str = ""  # what reads pictures, as far as there was any
    digest: str = ""  # the hash of the pages as kept


def fetch(wanted: Wanted) -> Fetched:
    """The edition of a source: fetched where this run is to, else what is at hand."""
    if not wanted.chosen:
        return web.kept(wanted.source, wanted.settings)
    return web.fetch(wanted.source, wanted.settings, certificates=wanted.certificates)


def from_archive(wanted: Wanted) -> Fetched:
    """The document as the web archive has it, where its address serves another."""
    return web.from_archive(wanted.source, wanted.settings, wanted.unlike, wanted.certificates)


def already_read(job: Job) -> Read | None:
    """What came of reading an edition earlier, by the same code; None where more of it can be read by now.

    A document that cannot be read is not opened again either, until its bytes or the code change.
    """
    state = _state(job)
    if state and not state.engine and any(quality in POOR for quality, _ in state.pages):
        from plan_miner.text.tesseract import version

        return None if version() else state
    return state


def already_tagged(job: Job) -> Seen | None:
    """What there is to know of the tags of an edition as it was read last.

    None where that reading was never tagged by the same code, or where the tags are gone.
    """
    path = _tagged_path(job)
    seen = work.kept(_note_of(path), Seen) if path else None
    return seen if path and seen and work.size(path) == seen.bytes else None


def read(job: Job, tell: Tell) -> Read:
    """Read an edition's pages and keep them under work/; `tell` hears of each page."""
    from plan_miner.text import Unreadable
    from plan_miner.text import read as read_pages
    from plan_miner.text.tesseract import version

    try:
        reading = read_pages(job.edition.path, tell, cache=job.data / "work" / "ocr")
    except Unreadable as why:
        state = Read(why.status, why.reason)
    else:
        digest = work.keep_reading(_path(job, "reading"), reading)
        state = Read("ok", NOTHING, _runs(reading.pages), reading.producer, version(), digest)
    work.keep(_path(job, "reading", "state"), state)
    return state


def tag(job: Job, tell: Tell) -> Seen | None:
    """Rebuild the goal tree of an edition that was read, tag it, and keep the result under work/.

    Comes back with what a run must know of it; None where there is no reading.
    """
    from plan_miner.lexicon import use

    reading, path = work.kept_reading(_path(job, "reading")), _tagged_path(job)
    if reading is None or path is None:
        return None
    allow_more_work(PAGE_SECONDS * len(reading.pages))
    use(job.lexicon)
    found = tagged(reading, job.source.kind, job.source.period_start, job.source)
    work.keep(path, found)
    file = path.relative_to(job.data / "work").as_posix()
    seen = Seen(file, work.size(path), len(found.goals), found.cover_period, found.cover)
    work.keep(_note_of(path), seen)
    tell(1, 1)
    return seen


def publish(findings: Findings) -> Published:
    """Write the tables and the workbook to processed/, or say why not; raises by_municipality.Gone."""
    from plan_miner import publish as tables
    from plan_miner.by_municipality import parts
    from plan_miner.review import decided, deciding
    from plan_miner.review.merge import unreadable

    place = findings.data / "processed"
    people = decided(findings.data, [one.edition for one in findings.became if one.edition])
    found = parts(findings.registry, findings.became, findings.earlier, findings.data)
    return tables.publish(found, place, findings.shrink, deciding(people), list(unreadable(people)))


def tagged(reading: Reading, kind: str, period_start: int, source: Source | None = None) -> TaggedDocument:
    """A document read, as what the tables are made of: tree, tags, mentions and doubts; judged as that of `source`."""
    from plan_miner.cover import cover
    from plan_miner.mechanisms import find_mechanisms
    from plan_miner.services import mentions
    from plan_miner.structure import structured
    from plan_miner.tag import tag_goals, tag_plan
    from plan_miner.text.upright import as_seen

    plan = structured(reading, kind, period_start)
    found = TaggedDocument(
        tag_goals(plan),
        tag_plan(plan),
        mentions(plan.passages, kind),
        find_mechanisms(plan.passages, kind),
        (*_poor_pages(reading), *plan.doubts, *_no_tree(plan, kind)),
        plan.cover_period,
        cover(reading, plan.passages, source),
    )
    return as_seen(found, reading.pages)


def _path(job: Job, stage: str, variant: str = "") -> Path:
    return work.path_of(job.data, job.edition, stage, variant)


def _state(job: Job) -> Read | None:
    return work.kept(_path(job, "reading", "state"), Read)


def _tagged_path(job: Job) -> Path | None:
    """Where the tags lie that rest on the reading at hand; None where there is none."""
    state, source = _state(job), job.source
    place = sha256(source.municipality.name.encode()).hexdigest()[:6]
    asked_for = f"{source.kind}-{source.period_start}-{source.period_end}-{place}{_own_words(job)}"
    return _path(job, "tagged", f"{asked_for}-{state.digest}") if state else None


def _note_of(tagged: Path) -> Path:
    """Where the little lies that a run must know of tags that lie at `tagged`."""
    return tagged.with_name(tagged.name.replace(work.ENDING, f"-state{work.ENDING}"))


def _runs(pages: Iterable[Page]) -> PageRuns:
    return tuple((quality, len(list(same))) for quality, same in groupby(page.quality for page in pages))


def _own_words(job: Job) -> str:
    """The mark of a lexicon of one's own in the name of a result."""
    if job.lexicon is None:
        return ""
    from plan_miner.lexicon import digest

    return f"-{digest(job.lexicon)[:6]}"


def _poor_pages(reading: Reading) -> list[Doubt]:
    poor = [page for page in reading.pages if page.quality in POOR]
    return [
        Doubt(
            "",
            POOR[p.quality][0],
            said("page {page}: {what}{remedy}", page=p.number, what=POOR[p.quality][1], remedy=_remedy()),
            p.number,
        )
        for p in poor
    ]


def _remedy() -> Said:
    """What would have the page read, where that is not installed."""
    from plan_miner.text.tesseract import remedy, version

    return NOTHING if version() else said("; {remedy}", remedy=remedy())


def _no_tree(plan: Plan, kind: str) -> list[Doubt]:
    if kind != "strategic_plan" or plan.goals:
        return []
    message = said("no goals and objectives were found: is it a strategic plan, and is its text readable?")
    return [Doubt("", "no_goals", message)]
