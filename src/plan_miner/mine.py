"""The whole way once, in order: registry, fetch, read, tag, settle, publish.

`each` is how a stage is mapped over documents: on child processes here (`plan-miner run`), as Prefect tasks in
`flows/mine.py`. Both give the same bytes, because results are put together in the registry's order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from plan_miner import runs, sources, stages
from plan_miner.changes import changes
from plan_miner.children import Died
from plan_miner.fetch import Fetched
from plan_miner.model import Outcome, Registry, Source
from plan_miner.publish import Published
from plan_miner.settings import Settings
from plan_miner.stages import Findings, Job, Read, Wanted
from plan_miner.store import Store


class Each(Protocol):
    """Maps a stage over jobs: results in the order of the jobs, however many run at once."""

    def __call__(self, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class Mined:
    """What a run came home with."""

    registry: Registry
    outcomes: tuple[Outcome, ...]
    fetched: tuple[Fetched, ...]
    published: Published

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The documents that could not be had or read today."""
        return tuple(
            o for o, f in zip(self.outcomes, self.fetched, strict=True) if f.did == "failed" or o.status not in FINE
        )


FINE = {"ok", "not_fetched"}
LOST = Died("damaged", "was worked on, but its result is not there: is the disk full, or was the program changed?")
Had = tuple[Source, Fetched]  # a source, and its latest edition or the one before


def mine(settings: Settings, each: Each) -> Mined:
    """Run every stage over the registry at `settings.sources` and publish under `settings.data`.

    Raises sources.SourcesError for mistakes in the registry, store.Locked where another run holds the lock.
    """
    started = runs.now()
    registry = sources.load(settings.sources)
    chosen = sources.choose(registry, settings.only)
    with Store(settings.data).lock():
        fetched = each("fetch", stages.fetch, [Wanted(s, settings, s.id in chosen) for s in registry.sources])
        latest = list(zip(registry.sources, fetched, strict=True))
        earlier = [(source, was) for source, have in latest if (was := stages.earlier(have, settings.data))]
        jobs = _jobs([*latest, *earlier], settings)
        read = _with_results(each, "read", stages.read, jobs, stages.already_read)
        readable = [job if r and r.status == "ok" else None for job, r in zip(jobs, read, strict=True)]
        tagged = _with_results(each, "tag", stages.tag, readable, stages.already_tagged)
        found = [_outcome(*one) for one in zip([*latest, *earlier], read, tagged, strict=True)]
        outcomes, before = tuple(found[: len(latest)]), found[len(latest) :]
        differs = changes(outcomes, before)
        findings = Findings(outcomes, registry, settings.data, differs, settings.shrink)
        (published,) = each("publish", stages.publish, [findings])
        runs.record(settings.data, started, fetched, outcomes, published)
        return Mined(registry, outcomes, tuple(fetched), published)


def _jobs(had: Sequence[Had], settings: Settings) -> list[Job | None]:
    return [Job(source, have.edition, settings.data) if have.edition else None for source, have in had]


def _with_results(
    each: Each, stage: str, function: Callable[..., Any], jobs: Sequence[Job | None], kept: Callable[[Job], Any]
) -> list[Any]:
    """A stage's results in the order of the jobs: those at hand from earlier, the others worked out now."""
    results = [kept(job) if job else None for job in jobs]
    missing = [i for i, job in enumerate(jobs) if job and results[i] is None]
    answers = each(stage, function, [jobs[i] for i in missing])
    for i, answer in zip(missing, answers, strict=True):
        job = jobs[i]
        results[i] = answer if isinstance(answer, Read | Died) else (kept(job) if job else None) or LOST
    return results


def _outcome(had: Had, read: Read | Died | None, document: Any) -> Outcome:
    source, fetched = had
    if fetched.edition is None or read is None:
        return Outcome(source, fetched.status, fetched.error)
    if isinstance(read, Died) or isinstance(document, Died) or read.status != "ok":
        why = document if isinstance(document, Died) else read
        return Outcome(source, why.status, f"{source.id} {why.error}", fetched.edition)
    return Outcome(source, "ok", fetched.error, fetched.edition, read.pages, read.producer, document)
