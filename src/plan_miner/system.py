"""What only one system has, behind one door: file locks, resource limits, process memory, folder sync.

Everything else in the package is the same on Linux, macOS and Windows.
"""

from __future__ import annotations

import errno
import json
import math
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO

from plan_miner import moments
from plan_miner.saying import Mistake, said

LOCKED_BYTE = 1 << 30  # far behind the text: Windows lets nobody read the bytes that are locked
TAKEN = (errno.EACCES, errno.EAGAIN)  # what a lock says that somebody else has
_held: set[Path] = set()  # a record lock does not keep out the process that has it, so we remember
_guard = threading.Lock()
_interrupted = threading.Event()


class Locked(Mistake):
    """Another run holds the lock; `pid`, `since` (ISO 8601, UTC) and `host` say who, as far as it is known."""

    def __init__(self, path: Path, holder: dict[str, object]) -> None:
        self.path = path
        self.pid = holder.get("pid")
        self.since = str(holder.get("since", ""))
        self.host = str(holder.get("host", ""))
        who = said("a process that did not say who")
        if self.pid:
            who = said("process {pid} on {host} since {since}", pid=self.pid, host=self.host, since=self.since)
        super().__init__(said("another run holds {path}: {who}; wait until it ends, or end it", path=path, who=who))


class InUse(Mistake, OSError):
    """A file that another program keeps open, so that it cannot be replaced."""


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path` inside the block; raises Locked where another process or thread has it.

    The operating system frees the lock when the process ends in whatever way. The file itself stays: a file
    that is deleted and made anew could be locked twice. The lock is a record lock (not flock), because child
    processes do not inherit it: workers that outlive a killed run keep nobody out.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    with _guard:
        if path in _held:
            raise Locked(path, _about_me())
        file = path.open("a+", encoding="utf-8")
        try:
            _lock(file)
        except OSError as error:
            holder = _holder(file)
            file.close()
            if error.errno not in TAKEN:
                raise  # the folder's file system knows no locks
            raise Locked(path, holder) from None
        _held.add(path)
    try:
        _write_holder(file)
        yield
    finally:
        with _guard:
            _held.discard(path)
            file.truncate(0)
            _unlock(file)
            file.close()


def _about_me() -> dict[str, object]:
    return {"pid": os.getpid(), "since": moments.now(), "host": socket.gethostname()}


def _write_holder(file: IO[str]) -> None:
    file.truncate(0)
    file.write(json.dumps(_about_me()) + "\n")
    file.flush()


def _holder(file: IO[str]) -> dict[str, object]:
    """Who wrote the lock file; empty where it was just taken and nothing stands in it yet."""
    try:
        file.seek(0)
        holder = json.load(file)
    except (OSError, ValueError):
        return {}
    return holder if isinstance(holder, dict) else {}


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: IO[str]) -> None:
        file.seek(LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

    def limit_memory(address_space: int) -> None:
        """Nothing here: Windows has no such limit for a process on itself."""

    def _limit_work(seconds: float) -> None:
        """Nothing here: Windows has no such limit for a process on itself."""

    def end_with(pipe: int) -> None:
        """Nothing here: Windows sends no signals."""

    def sync_folder(folder: Path) -> None:
        """Nothing here: NTFS keeps its own journal of names."""

else:
    import fcntl
    import resource

    def _lock(file: IO[str]) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, LOCKED_BYTE)

    def _unlock(file: IO[str]) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, LOCKED_BYTE)

    def limit_memory(address_space: int) -> None:
        """Let this process never use more address space (bytes) than given: beyond it, allocation fails (MemoryError).

        A limit that is lower already stays; macOS knows none and goes without.
        """
        _set(resource.RLIMIT_AS, address_space)
        _set(resource.RLIMIT_CORE, 0)

    def _limit_work(seconds: float) -> None:
        _set(resource.RLIMIT_CPU, math.ceil(seconds))

    def _set(which: int, limit: int) -> None:
        _, hard = resource.getrlimit(which)
        try:
            resource.setrlimit(which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        except (ValueError, OSError):
            return

    def end_with(pipe: int) -> None:
        """End this process and its family as soon as nobody holds the other end of `pipe` any more.

        The system does it with a signal, whatever the process is at: a thread that waits for the same would not get
        its turn while a regular expression is searched. Linux alone ends what gets this signal.
        """
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(pipe, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)

    def sync_folder(folder: Path) -> None:
        """Make the names in `folder` (a file just renamed into it) survive a power cut."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError:
            return  # some network folders cannot; the file itself is safe
        finally:
            os.close(handle)


_allowed: float | None = None  # processor time (seconds) that this process may come to, where that is limited


def limit_work(seconds: float) -> None:
    """Let this process compute for so many seconds from now on; then the system ends it, where it knows such limits."""
    global _allowed  # noqa: PLW0603 - a process has one such limit
    _allowed = time.process_time() + seconds
    _limit_work(_allowed)


def allow_more_work(seconds: float) -> None:
    """Add to what `limit_work` allowed; nothing where it was never called."""
    global _allowed  # noqa: PLW0603
    if _allowed is not None:
        _allowed += seconds
        _limit_work(_allowed)


def memory_of(pid: int) -> int | None:
    """The memory that process `pid` has in use now, in bytes; None where it has ended or the system does not tell."""
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss) or None
    except (psutil.Error, OSError, ValueError):
        return None


def note_interrupts() -> None:
    """From now on an interrupt is raised as ever, and noted: the import of a library may swallow what is raised."""

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        _interrupted.set()
        raise KeyboardInterrupt

    _interrupted.clear()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, interrupted)


def heed_interrupt() -> None:
    """Raises KeyboardInterrupt where one was noted and nothing ended for it."""
    if _interrupted.is_set():
        _interrupted.clear()
        raise KeyboardInterrupt


def processors() -> int:
    """How many processors this process may use; at least 1."""
    if sys.platform == "linux":
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def own_family() -> None:
    """Make this process the head of a process group, so that `kill_family` reaches what it starts."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)


def kill_family(pid: int) -> None:
    """End a process that called `own_family`, and all that it started; nothing where they are gone already.

    What it started is found even where it has died itself, as long as nobody has asked for its exit code.
    """
    if pid <= 0:
        return
    if sys.platform == "win32":
        _kill_tree(pid)
        return
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        _kill_one(pid)  # it has not yet come to have a family


def _kill_one(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def _kill_tree(pid: int) -> None:
    """The same where processes have no groups: by who started whom."""
    import psutil

    with suppress(psutil.Error):
        for process in psutil.Process(pid).children(recursive=True):
            with suppress(psutil.Error):
                process.kill()
    _kill_one(pid)


def disk_is_full(error: BaseException | None) -> bool:
    """Whether an exception, or one that it came of, says that there is no room left to write."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            return True
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            return True
        error = error.__cause__ or error.__context__
    return False
