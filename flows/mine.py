"""The run of `plan-miner run` as a Prefect flow: the same stages in the same order, one task for each document.

    python flows/mine.py --sample
    python flows/mine.py --sources sources.yaml --data data --only kars

Needs no server: without PREFECT_API_URL, Prefect starts one of its own and ends it with the flow. What the tables say
is none of this file's business: the stages are functions of `plan_miner`, and the tables are those of the command line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from logging import INFO, WARNING
from typing import Any

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")  # 20 are not enough on a busy machine
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")

import typer
from artifacts import Progress, show_run
from events import tell_editions
from parameters import Mining
from prefect import Task, flow, get_run_logger
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run, task_run
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
from plan_miner.terminal import at_console

SHOWN = "read"  # the stage that takes its time
RETRY_DELAYS = [10.0, 60.0]  # seconds before a host that did not answer is asked again
WORTH_ANOTHER_TRY = {"timeout", "unreachable"}


class NotPublished(Exception):
    """The tables did not pass their checks and those of before stand: a run that somebody must look at."""

    def __init__(self, mined: Mined) -> None:
        super().__init__("nothing was published: " + "; ".join(mined.published.refused))
        self.mined = mined


class NoAnswer(Exception):
    """A document that a later try may get; the last try tells the same as data."""


@cache
def children(_run: str, workers: int) -> Children:
    """The child processes of a flow run in this process: its tasks may run where the flow does, or elsewhere."""
    return Children(workers)


def one_document(document: str, stage: str, function: Callable[..., Any], job: Any, workers: int) -> Any:
    """One document through one stage. A document's failure is data, and the task that tells of it has done its work."""
    result = done(children(flow_run.id, workers), stage, function, job)
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
    """Maps a stage over jobs as tasks of the flow at hand; `quote` keeps Prefect from searching the jobs for states."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def __call__(self, stage: str, function: Callable[..., Any], jobs: Sequence[Any]) -> list[Any]:
        asked = [TASKS[stage].submit(job.name, stage, function, quote(job), self._workers) for job in jobs]
        progress = Progress(stage, len(jobs)) if stage == SHOWN else None
        results = []
        for number, future in enumerate(asked, start=1):
            results.append(future.result())
            if progress:
                progress.done(number)
        return results


AS_USUAL = Mining()
RUNNER: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=CONNECTIONS)


@flow(name="mine", task_runner=RUNNER, persist_result=False)
def mine_flow(run: Mining = AS_USUAL) -> Mined:
    """Fetch, read, tag and publish every document of the registry; raises NotPublished.

    Args:
        run: Which registry and data folder, and how; ./sources.yaml and ./data by default.
    """
    settings = run.settings()
    try:
        mined = mine(settings, AsTasks(settings.workers))
    finally:
        children(flow_run.id, settings.workers).close()
    tell_editions(mined.brought)
    show_run(mined)
    if mined.published.refused:
        raise NotPublished(mined)
    return mined


def as_flow(settings: Settings) -> Mined:
    """The run as a flow; a mistake in the registry or a lock held is told before Prefect takes its time to start."""
    choose(load(settings.sources), settings.only)
    with Store(settings.data).lock():
        pass
    try:
        mined: Mined = mine_flow(Mining.of(settings))
    except NotPublished as refused:
        return refused.mined
    return mined


if __name__ == "__main__":
    at_console(partial(typer.run, run_command(as_flow)))
