"""A Prefect server and a worker as an operator starts them: processes of their own, on a free port, in a folder of
their own, and gone with all that they started when the block ends, whatever happens in it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil
import requests
from console import clean_environment, python
from requests.adapters import HTTPAdapter
from urllib3 import Retry

PATIENCE = 1800  # seconds, for one thing to happen; a quiet machine needs some ten, a very busy one may need minutes
QUICK = {
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL": "1",
    "PREFECT_WORKER_QUERY_SECONDS": "2",
}


class RealServer:
    """A server over `folder`, where its commands are run; `settings` are the environment of all that it starts."""

    def __init__(self, folder: Path, home: Path, **settings: str) -> None:
        self._folder, self._home = folder, home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}/api"
        quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_CLI_COLORS": "false"}
        self._settings = {"PREFECT_HOME": str(home), "PREFECT_API_URL": self.url, **quiet, **QUICK, **settings}
        self._started: list[subprocess.Popen[bytes]] = []
        # a busy server says 503, as to any client of its own, and means later
        later = Retry(8, status_forcelist=(503,), allowed_methods=None, backoff_factor=0.5)
        self._http = requests.Session()
        self._http.mount("http://", HTTPAdapter(max_retries=later))

    def __enter__(self) -> RealServer:
        self._home.mkdir(parents=True, exist_ok=True)
        try:
            self.start("server", "start", "--host", "127.0.0.1", "--port", str(self._port))
            self.until(self._answers, "the server does not answer")
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def start(self, *command: str) -> None:
        """Start a command of Prefect that stays."""
        log = self._home / f"{command[0]}.log"
        with log.open("wb") as out:
            self._started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "prefect", *command],
                    cwd=self._folder,
                    env=clean_environment(**self._settings),
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                )
            )

    def command(self, *arguments: object) -> str:
        """What a command of Python says, which must end well."""
        done = python(*arguments, folder=self._folder, **self._settings)
        assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def ask(self, path: str, **body: Any) -> Any:
        """The server's answer to a question (POST), as data."""
        answer = self._http.post(f"{self.url}/{path}", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def schedule(self, deployment: str, seconds: float) -> None:
        """One more schedule for a deployment, which begins in so many seconds; in more, where a busy server would
        come to it only after its time, which is tomorrow's."""
        while True:
            begins = datetime.now(UTC) + timedelta(seconds=seconds)
            times = {"interval": 86_400, "anchor_date": begins.isoformat(), "timezone": "Europe/Istanbul"}
            answer = self._http.post(
                f"{self.url}/deployments/{deployment}/schedules", json=[{"active": True, "schedule": times}], timeout=60
            )
            answer.raise_for_status()
            runs = self.until(lambda: self._runs(deployment), "nothing was scheduled")
            if any(datetime.fromisoformat(run["expected_start_time"]) <= begins for run in runs):
                return
            seconds *= 3

    def _runs(self, deployment: str) -> Any:
        return self.ask("flow_runs/filter", deployments={"id": {"any_": [deployment]}})

    def until(self, found: Callable[[], Any], otherwise: str) -> Any:
        """What `found` gives as soon as it gives something; AssertionError with the logs where it never does."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and all(process.poll() is None for process in self._started):
            if there := found():
                return there
            time.sleep(1)
        logs = [path.read_text(encoding="utf-8", errors="replace")[-3000:] for path in self._home.glob("*.log")]
        raise AssertionError("\n".join([otherwise, *logs]))

    def left(self) -> list[str]:
        """Processes that have this server's folder in their environment."""
        mark = str(self._home)
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                if process.environ().get("PREFECT_HOME") == mark:
                    found.append(f"{process.pid} {' '.join(process.cmdline())}")
        return found

    def _answers(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"{self.url}/health", timeout=5).ok
        return False

    def _end(self) -> None:
        """End the worker before the server, each with what it started; what does not listen is killed."""
        for process in reversed(self._started):
            family: list[psutil.Process] = []
            with suppress(psutil.Error):
                family = psutil.Process(process.pid).children(recursive=True)
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()
            process.wait()
            _, alive = psutil.wait_procs(family, timeout=5)
            for one in alive:
                with suppress(psutil.Error):
                    one.kill()
            psutil.wait_procs(alive, timeout=5)
        self._started.clear()
