"""The run of `plan-miner run` as a Prefect flow: the same stages in the same order, one task for each document.

    python flows/mine.py --sample
    python flows/mine.py --sources sources.yaml --data data --only kars
    python flows/mine.py --dask-address tcp://10.0.0.1:8786 --data /shared/data

Needs no server: without PREFECT_API_URL, Prefect starts one of its own and ends it with the flow. What the tables say
is none of this file's business: the stages are functions of `plan_miner`, and the tables are those of the command line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from inspect import signature
from logging import INFO, WARNING
from typing import Annotated, Any

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")  # 20 are not enough on a busy machine
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")

import typer
from artifacts import Progress, show_run
from cluster import NoCluster, on_cluster
from events import tell_editions
from parameters import Mining
from prefect import Task, flow, get_run_logger
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import task_run
from prefect.states import Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from plan_miner.children import Children
from plan_miner.cli import run_command
from plan_miner.locally import CONNECTIONS, done
from plan_miner.mine import Mined, mine
from plan_miner.progress import in_a_word
from plan_miner.settings import Settings
from plan_miner.sources import choose, load
from plan_miner.store import Store
from plan_miner.terminal import alone, at_console

SHOWN = "read"  # the stage that takes its time
RETRY_DELAYS = [10.0, 60.0]  # seconds before a host that did not answer is asked again
WORTH_ANOTHER_TRY = {"timeout", "unreachable"}
Work = Callable[[], Any]  # one document through one stage, wherever that is done
Place = Callable[[str, Callable[..., Any], Sequence[Any]], Sequence[Work]]  # a stage's jobs, each as work


class NotPublished(Exception):
    """The tables did not pass their checks and those of before stand: a run that somebody must look at."""

    def __init__(self, mined: Mined) -> None:
        super().__init__("nothing was published: " + "; ".join(mined.published.refused))
        self.mined = mined


class NoAnswer(Exception):
    """A document that a later try may get; the last try tells the same as data."""


@contextmanager
def here(workers: int) -> Iterator[Place]:
    """Work in child processes of this one, which are gone when the block ends."""
    with Children(workers) as children:
        yield lambda stage, function, jobs: [partial(done, children, stage, function, job) for job in jobs]


def place(settings: Settings, dask_address: str | None) -> AbstractContextManager[Place]:
    """Where documents are worked on: here, or on the cluster whose scheduler is named."""
    return on_cluster(dask_address, settings) if dask_address else here(settings.workers)


def one_document(document: str, stage: str, work: Work) -> Any:
    """One document through one stage. A document's failure is data, and the task that tells of it has done its work."""
    try:
        result = work()
    except NoCluster as lost:
        return lost  # one line for the flow to say, not one for each document
    error = getattr(result, "error", "")
    if getattr(result, "failure", "") in WORTH_ANOTHER_TRY and task_run.run_count <= len(RETRY_DELAYS):
        raise NoAnswer(f"{stage} {document}: {error}")
    get_run_logger().log(WARNING if error else INFO, "%s %s: %s", stage, document, in_a_word(result))
    return result


def stage_task(stage: str, retry_delays: Sequence[float] = ()) -> Task[..., Any]:
    """The task of a stage. Prefect keeps and reuses no results: `plan_miner` knows itself what is done."""
    return Task(
        one_document,
        name=stage,
        task_run_name=f"{stage} {{document}}",
        retries=len(retry_delays),
        retry_delay_seconds=list(retry_delays),
        cache_policy=NO_CACHE,
        persist_result=False,
    )


TASKS = {
    "fetch": stage_task("fetch", RETRY_DELAYS),
    "read": stage_task("read"),
    "tag": stage_task("tag"),
    "publish": stage_task("publish"),
}


class AsTasks:
    """Maps a stage over jobs as tasks of the flow at hand; `quote` keeps Prefect from searching the work for states."""

    def __init__(self, at: Place) -> None:
        self._at = at

    def __call__(self, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]:
        works = self._at(stage, function, jobs)
        asked = [TASKS[stage].submit(job.name, stage, quote(work)) for job, work in zip(jobs, works, strict=True)]
        progress = Progress(stage, len(jobs)) if stage == SHOWN else None
        results = []
        for number, future in enumerate(asked, start=1):
            results.append(result := future.result())
            if isinstance(result, NoCluster):
                raise result
            if progress:
                progress.done(number)
        return results


AS_USUAL = Mining()
RUNNER: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=CONNECTIONS)


@flow(name="mine", task_runner=RUNNER, persist_result=False)
def mine_flow(run: Mining = AS_USUAL, dask_address: str | None = None) -> Mined | State[Mined]:
    """Fetch, read, tag and publish every document of the registry; a run that published nothing is a failed one.

    Args:
        run: Which registry and data folder, and how; ./sources.yaml and ./data by default.
        dask_address: The scheduler of a Dask cluster whose workers read and tag; this computer does by default.
    """
    settings = run.settings()
    try:
        with place(settings, dask_address) as at:
            mined = mine(settings, AsTasks(at))
    except NoCluster as lost:
        return Failed(message=str(lost), data=lost)  # what to do, and no traceback
    tell_editions(mined.brought)
    show_run(mined)
    if mined.published.refused:
        refusal = NotPublished(mined)
        return Failed(message=str(refusal), data=refusal)
    return mined


def as_flow(settings: Settings, dask_address: str | None = None) -> Mined:
    """The run as a flow; what is in its way (registry, lock, cluster) is told before Prefect takes its time."""
    choose(load(settings.sources), settings.only)
    with Store(settings.data).lock(), place(settings, dask_address):
        pass
    try:
        came = mine_flow(Mining.of(settings), dask_address)
    except NotPublished as refused:
        return refused.mined
    return came if isinstance(came, Mined) else came.result()


def command() -> Callable[..., None]:
    """The command `plan-miner run` as a flow, with one option more: where documents are worked on."""
    usual = run_command(as_flow)

    def run(
        dask_address: Annotated[
            str | None, typer.Option(help="Read and tag on the Dask cluster whose scheduler is here: tcp://HOST:8786.")
        ] = None,
        **options: Any,
    ) -> None:
        run_command(partial(as_flow, dask_address=dask_address))(**options)

    more, taken = signature(run, eval_str=True).parameters["dask_address"], signature(usual, eval_str=True)
    run.__doc__ = usual.__doc__
    run.__signature__ = taken.replace(parameters=[*taken.parameters.values(), more])  # type: ignore[attr-defined]
    return run


if __name__ == "__main__":
    at_console(alone(command()))
