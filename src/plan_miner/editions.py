"""Which edition of each document the tables rest on: the latest that is the document its entry asks for.

Where what the address serves now is another document, cannot be read or falls short of what is expected, the editions
of before are looked at, the newest first, and then the web archive is asked. Nothing of the others is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from plan_miner import stages
from plan_miner.children import Died
from plan_miner.fetch import Fetched
from plan_miner.fitting import misfit
from plan_miner.model import Became, Edition, Seen, Source
from plan_miner.saying import said
from plan_miner.settings import Settings
from plan_miner.stages import Job, Read, Wanted
from plan_miner.store import Store


class Each(Protocol):
    """Maps a stage over jobs: results in the order of the jobs, however many run at once."""

    def __call__(self, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]: ...


LOST = Died(
    "damaged", said("was worked on, but its result is not there: is the disk full, or was the program changed?")
)
NO_DOCUMENT = frozenset({"wrong_document", "damaged", "encrypted", "not_pdf"})  # what another edition may make good
Had = tuple[Source, Fetched]  # a source, and an edition of it


def settled(each: Each, wanted: Sequence[Wanted], fetched: Sequence[Fetched]) -> tuple[list[Became], list[Became]]:
    """What became of every source, and the editions that were used before (for what has changed since).

    `wanted` and `fetched` go together, one for each source of the registry.
    """
    latest = [(one.source, have) for one, have in zip(wanted, fetched, strict=True)]
    became = worked_on(each, latest, wanted)
    unfit = [i for i, one in enumerate(became) if one.status in NO_DOCUMENT and one.edition]
    older = [(wanted[i].source, have) for i in unfit for have in _others(became[i], wanted[i].settings)]
    _instead(became, unfit, worked_on(each, older, wanted))
    unfit = [i for i in unfit if became[i].status in NO_DOCUMENT and wanted[i].chosen and wanted[i].source.path is None]
    past = _mapped(each, "fetch", stages.from_archive, [replace(wanted[i], unlike=_all(wanted[i])) for i in unfit])
    had = [(wanted[i].source, have) for i, have in zip(unfit, past, strict=True) if have.edition]
    _instead(became, unfit, worked_on(each, had, wanted))
    before = [(one.source, have) for one, w in zip(became, wanted, strict=True) for have in _before(one, w.settings)]
    return became, _first_fit(worked_on(each, before, wanted))


def worked_on(each: Each, had: Sequence[Had], wanted: Sequence[Wanted]) -> list[Became]:
    """What is in each edition: read, tagged, and judged by its cover and by what is expected of it."""
    settings = wanted[0].settings if wanted else None
    jobs = [
        Job(source, have.edition, settings.data, settings.lexicon) if have.edition and settings else None
        for source, have in had
    ]
    read = _with_results(each, "read", stages.read, jobs, stages.already_read)
    readable = [job if r and r.status == "ok" else None for job, r in zip(jobs, read, strict=True)]
    tagged = _with_results(each, "tag", stages.tag, readable, stages.already_tagged)
    return [_became(*one) for one in zip(had, read, tagged, strict=True)]


def _with_results(
    each: Each, stage: str, function: Callable[..., Any], jobs: Sequence[Job | None], kept: Callable[[Job], Any]
) -> list[Any]:
    """A stage's results in the order of the jobs: those at hand from earlier, the others worked out now."""
    results = [kept(job) if job else None for job in jobs]
    missing = [i for i, job in enumerate(jobs) if job and results[i] is None]
    answers = _mapped(each, stage, function, [jobs[i] for i in missing])
    for i, answer in zip(missing, answers, strict=True):
        results[i] = answer or LOST
    return results


def _mapped(each: Each, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]:
    return each(stage, function, jobs) if jobs else []


def _became(had: Had, read: Read | Died | None, seen: Seen | Died | None) -> Became:
    source, fetched = had
    if fetched.edition is None or read is None:
        return Became(source, fetched.status, fetched.error)
    if isinstance(read, Died) or isinstance(seen, Died) or seen is None or read.status != "ok":
        why = seen if isinstance(seen, Died) else read
        error = said("{document} {error}", document=source.id, error=why.error)
        return Became(source, why.status, error, fetched.edition)
    whole = Became(source, "ok", fetched.error, fetched.edition, read.pages, read.producer, seen)
    status, error = misfit(whole)
    return Became(source, status, error, fetched.edition, seen=seen) if status else whole


# --- editions in place of one another -----------------------------------------------------------


def _instead(became: list[Became], unfit: Sequence[int], found: Sequence[Became]) -> None:
    """Put the first edition that is the document in the place of one that is not, with the latter's error."""
    fit = {one.source.id: one for one in _first_fit(found)}
    for i in unfit:
        if (other := fit.get(became[i].source.id)) and other.edition:
            how = said("its copy in the web archive") if other.edition.via == "archive" else said("its edition")
            error = said(
                "{error} (until then {how} of {day} is used)", error=became[i].error, how=how, day=_day(other.edition)
            )
            became[i] = replace(other, error=error)


def _first_fit(found: Sequence[Became]) -> list[Became]:
    """The first edition of each document that is the document."""
    fit: dict[str, Became] = {}
    for one in found:
        if one.status == "ok":
            fit.setdefault(one.source.id, one)
    return list(fit.values())


def _day(edition: Edition) -> str:
    return (edition.captured_at or edition.fetched_at)[:10]


def _others(one: Became, settings: Settings) -> Iterator[Fetched]:
    """The other editions of a document, the newest first."""
    for edition in reversed(Store(settings.data).editions(one.source.id)):
        if one.edition and edition.sha256 != one.edition.sha256:
            yield Fetched(one.source.id, "skipped", "ok", edition=edition)


def _before(one: Became, settings: Settings) -> Iterator[Fetched]:
    """The editions before the one that is used, the newest first."""
    if one.status != "ok" or not one.edition:
        return
    editions = Store(settings.data).editions(one.source.id)
    place = next((i for i, e in enumerate(editions) if e.sha256 == one.edition.sha256), 0)
    for edition in reversed(editions[:place]):
        yield Fetched(one.source.id, "skipped", "ok", edition=edition)


def _all(wanted: Wanted) -> tuple[Edition, ...]:
    return Store(wanted.settings.data).editions(wanted.source.id)
