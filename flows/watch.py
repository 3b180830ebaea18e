"""Looking for new plans and reports as a Prefect flow: one task for each municipality, whose pages it reads.

    python flows/watch.py --sources sources.yaml --data data

Each week by itself on a Prefect server: docs/operations.md. What is found waits in processed/candidates.csv until
somebody takes it in: plan-miner sources accept ID. What counts as a plan or a report is none of this file's business.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")  # 20 are not enough on a busy machine
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")

from artifacts import show_candidates
from events import tell_candidates
from parameters import Watching
from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from plan_miner.commands.options import Data, Only, Sources
from plan_miner.commands.sources import end_of_watch
from plan_miner.locally import CONNECTIONS
from plan_miner.settings import SettingsError
from plan_miner.sources import SourcesError
from plan_miner.system import Locked
from plan_miner.terminal import LOCKED, USAGE, alone, at_console, stop
from plan_miner.watch import Watched, watch


@task(name="watch", task_run_name="watch {municipality}", cache_policy=NO_CACHE, persist_result=False)
def one_municipality(municipality: str, function: Callable[..., Any], site: Any) -> Any:
    """The pages of one municipality; what could not be read is data, and the task has done its work."""
    seen = function(site)
    for trouble in seen.troubles:
        get_run_logger().warning("watch %s: %s", municipality, trouble)
    get_run_logger().info("watch %s: %s links to plans and reports", municipality, len(seen.links))
    return seen


def as_tasks(
    stage: str,  # noqa: ARG001 - there is one stage only
    function: Callable[..., Any],
    jobs: Sequence[Any],
) -> list[Any]:
    """Maps a function over municipalities as tasks of the flow at hand."""
    asked = [one_municipality.submit(site.name, function, quote(site)) for site in jobs]
    return [future.result() for future in asked]


AS_USUAL = Watching()
RUNNER: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=CONNECTIONS)


@flow(name="watch", task_runner=RUNNER, persist_result=False)
def watch_flow(run: Watching = AS_USUAL) -> Watched:
    """Look through the pages of every municipality for documents that the registry has not.

    Args:
        run: Which registry and data folder; ./sources.yaml and ./data by default.
    """
    watched = watch(run.settings(), as_tasks)
    tell_candidates(watched.new)
    show_candidates(watched)
    return watched


def command(
    sources: Sources = None,
    data: Data = None,
    only: Only = None,
) -> None:
    """Look through the pages of the municipalities for new plans and reports."""
    run = Watching(sources=sources, data=data, only=tuple(only or ()))
    try:
        watched = watch_flow(run)
    except (SettingsError, SourcesError) as mistake:
        stop(mistake, USAGE)
    except Locked as held:
        stop(held, LOCKED)
    end_of_watch(watched)


if __name__ == "__main__":
    at_console(alone(command))
