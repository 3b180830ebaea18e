"""Documents on a Dask cluster that is there already: its workers read and tag, all else stays with the flow.

Fetching stays, because what is owed to a host (its pace, its robots.txt) is kept by one process; and so do Prefect's
tasks: on a worker each would need Prefect's server, or start one of its own. A task waits for its document instead, and
what is sent are plain functions of `plan_miner.elsewhere`.
"""

from __future__ import annotations

import logging
import socket
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from plan_miner import elsewhere, work
from plan_miner.children import Died
from plan_miner.elsewhere import Answer
from plan_miner.lexicon import LexiconError
from plan_miner.locally import APART
from plan_miner.saying import Said, joined, said, verbatim
from plan_miner.settings import Settings, SettingsError
from plan_miner.stages import Job
from plan_miner.store import Store

if TYPE_CHECKING:
    from distributed import Client, Future

REACHED = 10  # seconds in which the scheduler answers, and has a worker
PATIENCE = 60  # seconds between two looks at whether there is any worker left
NAMED = 3  # of the workers of which the same is to be said
LOST = Died(
    "damaged", said("was worked on elsewhere, but its result does not appear in the data folder: is it shared?")
)


class NoCluster(SettingsError):
    """A cluster on which a run cannot go on, in one line with its remedy; what was done so far is kept."""


@contextmanager
def on_cluster(address: str, settings: Settings) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`, once all of its workers have been found fit for the run.

    Raises NoCluster where the extra is not installed, nobody answers, or a worker is not fit.
    """
    if not find_spec("prefect_dask"):
        raise NoCluster(
            said("to work on a Dask cluster install the extra: pip install -e '.[dask]' -c constraints.txt")
        )
    from prefect_dask.task_runners import DaskTaskRunner

    for name in ("distributed", "distributed.client"):  # what they have to say is said by NoCluster, in a line
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with DaskTaskRunner(address=address, client_kwargs={"timeout": REACHED}) as runner:
        try:
            _knock(address)
            client: Client = runner.client
        except (OSError, ValueError, TypeError) as why:
            words = said("no Dask scheduler answers at {address}: {why}", address=address, why=why)
            raise NoCluster(words) from None
        cluster = Cluster(address, client, settings)
        cluster.look_at_workers()
        yield cluster


def _knock(address: str) -> None:
    """Raises OSError or ValueError where nobody is at an address: Dask's client would take half a minute to say so."""
    at = urlsplit(address if "://" in address else f"tcp://{address}")
    if not at.hostname or not at.port:
        raise ValueError(said("give an address such as tcp://10.0.0.1:8786"))
    socket.create_connection((at.hostname, at.port), REACHED).close()


class Cluster:
    """Maps a stage over jobs on the workers of a cluster; made by `on_cluster`."""

    def __init__(self, address: str, client: Client, settings: Settings) -> None:
        self._address, self._client, self._data = address, client, settings.data.absolute()
        self._common = elsewhere.common(settings.lexicon)

    def __call__(self, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Callable[[], object]]:
        """For each job a function that waits for its result; the workers are at all of them by then."""
        if stage not in APART:
            return [partial(function, job) for job in jobs]
        run, jobs = token_hex(4), [elsewhere.anywhere(job) for job in jobs]
        names = [f"{stage}-{number}-{run}" for number in range(len(jobs))]
        asked = self._client.map(elsewhere.work_off, jobs, key=names, here=self._common, stage=stage, function=function)
        return [partial(self._result, job, future) for job, future in zip(jobs, asked, strict=True)]

    def look_at_workers(self) -> None:
        """Raises NoCluster where there is none, or one that cannot do what this process could."""
        if why := self._scheduler_unlike():
            raise NoCluster(said("the Dask scheduler at {address} {why}", address=self._address, why=why))
        self._wait_for_one()
        with Store(self._data).incoming() as mark:
            mark.touch()
            answers = self._client.run(elsewhere.unfit, self._common, self._data, mark, on_error="return")
        if unfit := _in_a_line({worker: _in_words(why) for worker, why in answers.items() if why}):
            raise NoCluster(unfit)

    def _scheduler_unlike(self) -> Said:
        """It takes what is sent apart, so it needs the same programs as the workers."""
        try:
            answer: str = self._client.run_on_scheduler(elsewhere.unlike, self._common)  # type: ignore[no-untyped-call]
            return verbatim(answer)
        except Exception as fault:  # noqa: BLE001 - whatever it met, it is not as this process is
            return _in_words(fault)

    def _wait_for_one(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=REACHED)
        except TimeoutError:
            raise NoCluster(
                said(
                    "the Dask scheduler at {address} has no worker: start one with `dask worker {address} --no-nanny`",
                    address=self._address,
                )
            ) from None

    def _result(self, job: Job, future: Future[Answer]) -> object:
        """What came of a job, as from a child process here. Raises NoCluster, LexiconError."""
        answer = self._answer(future)
        if isinstance(answer, Died):
            return answer
        if answer.unfit:
            raise NoCluster(answer.unfit)
        there = elsewhere.arrived(work.folder_of(job.data, job.edition), answer.files)
        return answer.result if there else LOST

    def _answer(self, future: Future[Answer]) -> Answer | Died:
        from distributed import KilledWorker

        while True:
            try:
                return future.result(timeout=PATIENCE)
            except TimeoutError:
                self._wait_for_one()
            except LexiconError:
                raise
            except KilledWorker as died:
                times = died.allowed_failures + 1
                words = said(
                    "was worked on {times} times, and each time its Dask worker died: see the log there", times=times
                )
                return Died("damaged", words)
            except Exception as why:  # noqa: BLE001 - Dask's own troubles; those of documents are answers
                what = next(iter(str(why).splitlines()), type(why).__name__)
                raise NoCluster(
                    said(
                        "the Dask cluster at {address} failed, put it right and run again: {what}",
                        address=self._address,
                        what=what,
                    )
                ) from None


def _in_words(why: str | Exception) -> Said:
    """What a process said of itself, or met when it was asked."""
    if isinstance(why, str):
        return verbatim(why)
    return said(
        "cannot load plan_miner as it is here ({why}): install the same version there, and start it anew", why=repr(why)
    )


def _in_a_line(unfit: Mapping[str, Said]) -> Said:
    """What keeps workers from working, each reason once with those of whom it is true."""
    workers = defaultdict(list)
    for worker, why in unfit.items():
        workers[why].append(worker)
    return joined("; ", [said("{workers} {why}", workers=_named(ones), why=why) for why, ones in workers.items()])


def _named(workers: Sequence[str]) -> Said:
    some = ", ".join(workers[:NAMED])
    if len(workers) == 1:
        return said("the Dask worker {names}", names=some)
    names = said("{names} and {more} more", names=some, more=len(workers) - NAMED) if workers[NAMED:] else some
    return said("the Dask workers {names}", names=names)
