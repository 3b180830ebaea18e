"""A run on this machine: threads for the web, child processes for the documents, and word of what goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol

from plan_miner.children import Children, Died

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
        self._watch.begin(stage, len(jobs))
        threads = CONNECTIONS if stage == "fetch" else self._workers
        with ThreadPoolExecutor(max_workers=threads) as pool:
            futures = [pool.submit(self._one, stage, function, job) for job in jobs]
            try:
                return [future.result() for future in futures]
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self._children.close()
                raise

    def _one(self, stage: str, function: Callable[..., Any], job: Any) -> object:
        name = job.source.id
        if stage == "fetch":
            result: object = function(job)
        else:
            result = self._apart(stage, function, job)
        self._watch.done(stage, name, result)
        return result

    def _apart(self, stage: str, function: Callable[..., Any], job: Any) -> object:
        """The stage's result from a child; a fault of our own over one document costs that document only."""
        try:
            return self._children.run(function, job, partial(self._watch.page, stage, job.source.id))
        except Exception as fault:  # noqa: BLE001
            return Died("damaged", f"met a fault of the program ({type(fault).__name__}: {fault}): please report it")


@contextmanager
def on_this_machine(workers: int, watch: Watch) -> Iterator[LocalEach]:
    """The mapping for `mine`, with `workers` child processes that are gone when the block ends."""
    with Children(workers) as children:
        yield LocalEach(children, workers, watch)
