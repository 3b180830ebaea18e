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
from plan_miner.fitting import doubted, misfit
from plan_miner.model import Edition, Outcome, Source, TaggedDocument
from plan_miner.settings import Settings
from plan_miner.stages import Job, Read, Wanted
from plan_miner.store import Store


class Each(Protocol):
    """Maps a stage over jobs: results in the order of the jobs, however many run at once."""

    def __call__(self, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]: ...


LOST = Died("damaged", "was worked on, but its result is not there: is the disk full, or was the program changed?")
NO_DOCUMENT = frozenset({"wrong_document", "damaged", "encrypted", "not_pdf"})  # what another edition may make good
Had = tuple[Source, Fetched]  # a source, and an edition of it


def settled(each: Each, wanted: Sequence[Wanted], fetched: Sequence[Fetched]) -> tuple[list[Outcome], list[Outcome]]:
    """What became of every source, and the editions that were used before (for what has changed since).

    `wanted` and `fetched` go together, one for each source of the registry.
    """
    latest = [(one.source, have) for one, have in zip(wanted, fetched, strict=True)]
    outcomes = worked_on(each, latest, wanted)
    unfit = [i for i, outcome in enumerate(outcomes) if outcome.status in NO_DOCUMENT and outcome.edition]
    older = [(wanted[i].source, have) for i in unfit for have in _others(outcomes[i], wanted[i].settings)]
    _instead(outcomes, unfit, worked_on(each, older, wanted))
    unfit = [i for i in unfit if outcomes[i].status in NO_DOCUMENT and wanted[i].chosen]
    past = _mapped(each, "fetch", stages.from_archive, [replace(wanted[i], unlike=_all(wanted[i])) for i in unfit])
    had = [(wanted[i].source, have) for i, have in zip(unfit, past, strict=True) if have.edition]
    _instead(outcomes, unfit, worked_on(each, had, wanted))
    before = [(o.source, have) for o, one in zip(outcomes, wanted, strict=True) for have in _before(o, one.settings)]
    return outcomes, _first_fit(worked_on(each, before, wanted))


def worked_on(each: Each, had: Sequence[Had], wanted: Sequence[Wanted]) -> list[Outcome]:
    """What is in each edition: read, tagged, and judged by its cover and by what is expected of it."""
    settings = wanted[0].settings if wanted else None
    jobs = [
        Job(source, have.edition, settings.data, settings.lexicon) if have.edition and settings else None
        for source, have in had
    ]
    read = _with_results(each, "read", stages.read, jobs, stages.already_read)
    readable = [job if r and r.status == "ok" else None for job, r in zip(jobs, read, strict=True)]
    tagged = _with_results(each, "tag", stages.tag, readable, stages.already_tagged)
    return [_outcome(*one) for one in zip(had, read, tagged, strict=True)]


def _with_results(
    each: Each, stage: str, function: Callable[..., Any], jobs: Sequence[Job | None], kept: Callable[[Job], Any]
) -> list[Any]:
    """A stage's results in the order of the jobs: those at hand from earlier, the others worked out now."""
    results = [kept(job) if job else None for job in jobs]
    missing = [i for i, job in enumerate(jobs) if job and results[i] is None]
    answers = _mapped(each, stage, function, [jobs[i] for i in missing])
    for i, answer in zip(missing, answers, strict=True):
        job = jobs[i]
        results[i] = answer if isinstance(answer, Read | Died) else (kept(job) if job else None) or LOST
    return results


def _mapped(each: Each, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]:
    return each(stage, function, jobs) if jobs else []


def _outcome(had: Had, read: Read | Died | None, document: Any) -> Outcome:
    source, fetched = had
    if fetched.edition is None or read is None:
        return Outcome(source, fetched.status, fetched.error)
    if isinstance(read, Died) or isinstance(document, Died) or read.status != "ok":
        why = document if isinstance(document, Died) else read
        return Outcome(source, why.status, f"{source.id} {why.error}", fetched.edition)
    whole = Outcome(source, "ok", fetched.error, fetched.edition, read.pages, read.producer, document)
    status, error = misfit(whole)
    if not status:
        return doubted(whole)
    seen = TaggedDocument(cover_period=document.cover_period, cover=document.cover)
    return Outcome(source, status, error, fetched.edition, document=seen)


# --- editions in place of one another -----------------------------------------------------------


def _instead(outcomes: list[Outcome], unfit: Sequence[int], found: Sequence[Outcome]) -> None:
    """Put the first edition that is the document in the place of one that is not, with the latter's error."""
    fit = {outcome.source.id: outcome for outcome in _first_fit(found)}
    for i in unfit:
        if (other := fit.get(outcomes[i].source.id)) and other.edition:
            how = "its copy in the web archive" if other.edition.via == "archive" else "its edition"
            error = f"{outcomes[i].error} (until then {how} of {_day(other.edition)} is used)"
            outcomes[i] = replace(other, error=error)


def _first_fit(found: Sequence[Outcome]) -> list[Outcome]:
    """The first edition of each document that is the document."""
    fit: dict[str, Outcome] = {}
    for outcome in found:
        if outcome.status == "ok":
            fit.setdefault(outcome.source.id, outcome)
    return list(fit.values())


def _day(edition: Edition) -> str:
    return (edition.captured_at or edition.fetched_at)[:10]


def _others(outcome: Outcome, settings: Settings) -> Iterator[Fetched]:
    """The other editions of a document, the newest first."""
    for edition in reversed(Store(settings.data).editions(outcome.source.id)):
        if outcome.edition and edition.sha256 != outcome.edition.sha256:
            yield Fetched(outcome.source.id, "skipped", "ok", edition=edition)


def _before(outcome: Outcome, settings: Settings) -> Iterator[Fetched]:
    """The editions before the one that is used, the newest first."""
    if outcome.status != "ok" or not outcome.edition:
        return
    editions = Store(settings.data).editions(outcome.source.id)
    place = next((i for i, e in enumerate(editions) if e.sha256 == outcome.edition.sha256), 0)
    for edition in reversed(editions[:place]):
        yield Fetched(outcome.source.id, "skipped", "ok", edition=edition)


def _all(wanted: Wanted) -> tuple[Edition, ...]:
    return Store(wanted.settings.data).editions(wanted.source.id)
