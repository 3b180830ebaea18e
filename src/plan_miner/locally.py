"""A run on this machine: threads for the web, child processes for the documents, and word of what goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol

from plan_miner.children import ENDED, Children, Died
from plan_miner.lexicon import LexiconError
from plan_miner.limits import Tell
from plan_miner.saying import said
from plan_miner.stages import Wanted
from plan_miner.system import disk_is_full, heed_interrupt

APART = ("read", "tag")  # the stages that a document's own faults could bring down: each document in a child process
CONNECTIONS = 16  # hosts asked at once; each host has its own pace all the same


class Watch(Protocol):
    """Who is told how a run goes on (a progress display, a log, nobody)."""

    def begin(self, stage: str, jobs: int) -> None: ...
    def page(self, stage: str, document_id: str, done: int, of: int) -> None: ...
    def done(self, stage: str, document_id: str, result: object) -> None: ...


class LocalEach:
    """Maps a stage over jobs on this machine; made by `on_this_machine`."""

    def __init__(self, children: Children, workers: int, watch: Watch) -> None:
        self._children, self._workers, self._watch = children, workers, watch

    def __call__(self, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]:
        heed_interrupt()
        self._watch.begin(stage, len(jobs))
        threads = self._workers if stage in APART else _connections(jobs)
        with ThreadPoolExecutor(max_workers=threads) as pool:
            try:
                futures = [pool.submit(self._one, stage, function, job) for job in jobs]
                return [future.result() for future in futures]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self._children.close()
                raise

    def _one(self, stage: str, function: Callable[..., Any], job: Any) -> object:
        result = done(self._children, stage, function, job, partial(self._watch.page, stage, job.name))
        if result is not ENDED:
            self._watch.done(stage, job.name, result)
        return result


def _connections(jobs: Sequence[Any]) -> int:
    """How many threads take jobs that wait for hosts; where none does, threads would only keep each other waiting."""
    return CONNECTIONS if any(isinstance(job, Wanted) and job.waits for job in jobs) else 1


def done(children: Children, stage: str, function: Callable[..., Any], job: Any, tell: Tell | None = None) -> object:
    """A stage's result for one job, from a child where the stage asks for one; `tell` hears of each page.

    A fault of our own over one document costs that document only; one in the lexicon and a full disk are raised, for
    they are in the way of all.
    """
    if stage not in APART:
        return function(job)
    try:
        return children.run(function, job, tell)
    except LexiconError:
        raise
    except Exception as fault:
        if disk_is_full(fault):
            raise
        return Died(
            "damaged",
            said(
                "met a fault of the program ({kind}: {fault}): please report it", kind=type(fault).__name__, fault=fault
            ),
        )


@contextmanager
def on_this_machine(workers: int, watch: Watch) -> Iterator[LocalEach]:
    """The mapping for `mine`, with `workers` child processes that are gone when the block ends."""
    with Children(workers) as children:
        yield LocalEach(children, workers, watch)
