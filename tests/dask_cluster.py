"""A Dask cluster as people start it: a scheduler and its workers, each a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
from console import clean_environment


class DaskCluster:
    """A scheduler on this computer; `worker` adds workers. The block's end ends them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"tcp://127.0.0.1:{_free_port()}"
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> DaskCluster:
        self._start("scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2])
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._processes):  # the scheduler last: workers that lose it while they close may hang
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)

    def worker(self, *options: str) -> subprocess.Popen[bytes]:
        """One more worker for one document at a time, in a folder of its own: it sees only what is named in full."""
        here = self.heard("Register worker")
        process = self._start("worker", self.address, "--nworkers", "1", "--nthreads", "1", *options)
        self.wait_for("Register worker", here + 1)
        return process

    def kill_scheduler(self) -> None:
        self._processes[0].kill()

    def heard(self, words: str) -> int:
        """How often the scheduler has said something in its log."""
        return (self.folder / "0" / "log").read_text(encoding="utf-8").count(words)

    def wait_for(self, words: str, times: int) -> None:
        until = time.monotonic() + 60
        while self.heard(words) < times:
            if time.monotonic() > until:
                raise TimeoutError(f"the scheduler has not said {words!r} {times} times")
            time.sleep(0.05)

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        place = self.folder / str(len(self._processes))
        place.mkdir(parents=True)
        with (place / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                cwd=place,
                env=clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process


def readers(pid: int) -> list[psutil.Process]:
    """The child processes in which the process `pid` has documents read."""
    return [one for one in psutil.Process(pid).children(recursive=True) if "--multiprocessing-fork" in _command(one)]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it has just ended
        return []


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
