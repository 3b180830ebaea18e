"""Child processes in which documents are read: a crash, a hang or a bomb costs one document, never the run.

A child is used for one document after another and replaced when it dies. It is judged by its signs of life
(one for each page), so a long document may take its time and a stuck one may not.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any, TypeVar

from plan_miner.system import kill_family, limit_this_process, own_family

T = TypeVar("T")
R = TypeVar("R")
Tell = Callable[[int, int], None]  # (done, of all): pages, as a sign of life

ADDRESS_SPACE = 4 << 30  # bytes: libraries alone map more than one gigabyte
SILENCE = 90.0  # seconds without a sign of life after which a child is ended
LONGEST = 3600.0  # seconds for one document in all


@dataclass(frozen=True, slots=True)
class Died:
    """What is told of an item whose child died over it; `status` is the contract's word."""

    status: str  # damaged | timeout | too_large
    error: str


ENDED = Died("timeout", "was not worked on to its end: the run was stopped")


class Children:
    """At most `count` child processes; `run` may be called from many threads at once, `close` ends them for good."""

    def __init__(self, count: int, *, silence: float = SILENCE, longest: float = LONGEST) -> None:
        self._free: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        self._silence, self._longest = silence, longest
        self._all: set[_Child] = set()
        self._closed = False
        self._guard = threading.Lock()
        for _ in range(max(1, count)):
            self._free.put(None)

    def run(self, function: Callable[[T, Tell], R], item: T, tell: Tell | None = None) -> R | Died:
        """function(item, tell) in a child. `function` must be importable and `item` pickleable.

        What the function raises is raised here; where its child dies, Died says how.
        """
        child = self._free.get()
        try:
            child = child if child and child.alive else self._born()
            result = child.run(function, item, tell, self._silence, self._longest) if child else ENDED
            return ENDED if self._closed and isinstance(result, Died) else result
        finally:
            self._take_back(child)

    def close(self) -> None:
        """End all children, whatever they do; what they were at is answered with ENDED."""
        with self._guard:
            self._closed = True
            for child in self._all:
                child.end()
            self._all.clear()

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _born(self) -> _Child | None:
        """A new child, counted among all; None once the pool is closed."""
        with self._guard:
            if self._closed:
                return None
            child = _Child()
            self._all.add(child)
            return child

    def _take_back(self, child: _Child | None) -> None:
        if child and not child.alive:
            with self._guard:
                self._all.discard(child)
            child = None
        self._free.put(child)


class _Child:
    """One child process and the pipe to it, which closes with the last reference: `end` may come from any thread."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _main_set_aside():
            self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def run(
        self, function: Callable[..., R], item: object, tell: Tell | None, silence: float, longest: float
    ) -> R | Died:
        started = time.monotonic()
        try:
            self._pipe.send((function, item))
            answer = self._answer(tell, silence, started + longest)
        except (EOFError, ConnectionError):
            return self._dead()
        except BaseException:  # interrupted: half an answer may lie in the pipe
            self.end()
            raise
        if answer is None:
            self.end()
            waited = time.monotonic() - started
            return Died("timeout", f"gave no sign of life and was ended after {waited:.0f} s: try another copy of it")
        kind, value = answer
        if kind == "raised":
            raise value
        result: R = value
        return result

    def _answer(self, tell: Tell | None, silence: float, until: float) -> tuple[str, Any] | None:
        """What the child answers in the end; None where it is silent for too long, or not done in time."""
        while self._pipe.poll(min(silence, max(0.0, until - time.monotonic()))):
            answer: tuple[str, Any] = self._pipe.recv()
            if answer[0] != "page":
                return answer
            if tell:
                tell(*answer[1])
        return None

    def end(self) -> None:
        kill_family(self._process.pid or 0)
        self._process.join(5)

    def _dead(self) -> Died:
        self._process.join(5)
        code = self._process.exitcode
        self.end()
        if code == MEMORY_SPENT:
            return Died("too_large", f"needs more than {ADDRESS_SPACE >> 30} GB of memory: split it or print it anew")
        name = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
        return Died("damaged", f"made the reader crash ({name}): download it again or ask for another copy")


_setting_aside = threading.Lock()


@contextmanager
def _main_set_aside() -> Iterator[None]:
    """No main module inside the block: a child would load it again (a flow's is Prefect), and needs nothing of it."""
    with _setting_aside:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


MEMORY_SPENT = 86  # exit code of a child that ran out of memory


def _serve(pipe: Connection) -> None:
    """A child's life: take an item, work, answer, until the parent closes the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    own_family()
    limit_this_process(address_space_bytes=ADDRESS_SPACE)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    while True:
        try:
            function, item = pipe.recv()
        except (EOFError, ConnectionError):
            return
        pipe.send(_answer(function, item, lambda done, of: pipe.send(("page", (done, of)))))


def _answer(function: Callable[[Any, Tell], Any], item: object, tell: Tell) -> tuple[str, object]:
    try:
        return "done", function(item, tell)
    except MemoryError:
        os._exit(MEMORY_SPENT)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        return "raised", error


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
