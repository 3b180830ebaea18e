"""Child processes in which documents are read: a crash, a hang or a bomb costs one document, never the run.

A child is used for one document after another and replaced when it dies or has grown. It is judged by its signs of
life (one for each page), so a long document may take its time and a stuck one may not. What it may take of the machine
stands in `limits`.
"""

from __future__ import annotations

import gc
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
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any, TypeVar

from plan_miner.limits import MEGABYTE, Limits, Tell
from plan_miner.saying import Said, said
from plan_miner.system import end_with, kill_family, limit_memory, limit_work, memory_of, own_family

T = TypeVar("T")
R = TypeVar("R")
LIMITS = Limits()
OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGSEGV, -getattr(signal, "SIGTRAP", 5), -signal.SIGILL)  # pdfium's ways
LOOK = 0.5  # seconds between two looks at the memory of a child at work


@dataclass(frozen=True, slots=True)
class Died:
    """What is told of an item whose child died over it; `status` is the contract's word."""

    status: str  # damaged | timeout | too_large
    error: Said


ENDED = Died("timeout", said("was not worked on to its end: the run was stopped"))


class Children:
    """At most `count` child processes; `run` may be called from many threads at once, `close` ends them for good."""

    def __init__(self, count: int, limits: Limits = LIMITS) -> None:
        self._free: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        self._limits = limits
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
            result = child.run(function, item, tell) if child else ENDED
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
            child = _Child(self._limits)
            self._all.add(child)
            return child

    def _take_back(self, child: _Child | None) -> None:
        if child and not child.fit():
            with self._guard:
                self._all.discard(child)
            child = None
        self._free.put(child)


class _Child:
    """One child process and the pipe to it, which closes with the last reference: `end` may come from any thread."""

    def __init__(self, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._limits = limits
        self._ended = False
        self._most = 0  # the memory that it was last seen with, in bytes
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, limits), daemon=True)
        with _main_set_aside():
            self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        self._ended = self._ended or not self._process.is_alive()  # and its number may soon be another's
        return not self._ended

    def fit(self) -> bool:
        """Whether it can take another item; one that has grown is ended."""
        if self.alive and self._memory() > self._limits.grown:
            self.end()
        return self.alive

    def _memory(self) -> int:
        self._most = memory_of(self._process.pid or 0) or self._most
        return self._most

    def run(self, function: Callable[..., R], item: object, tell: Tell | None) -> R | Died:
        """As `Children.run`, in this child; one that was interrupted or gave no answer is ended."""
        try:
            self._pipe.send((function, item))
            answer = self._answer(tell)
        except (EOFError, ConnectionError):
            return self._dead()
        except BaseException:  # interrupted: half an answer may lie in the pipe
            self.end()
            raise
        if isinstance(answer, Died):
            self.end()
            return answer
        kind, value = answer
        if kind == "raised":
            raise value
        result: R = value
        return result

    def _answer(self, tell: Tell | None) -> tuple[str, Any] | Died:
        """What the child answers in the end, or why it is not waited for any longer."""
        started = heard = looked = time.monotonic()
        while True:
            if self._pipe.poll(LOOK):
                answer: tuple[str, Any] = self._pipe.recv()
                if answer[0] != "page":
                    return answer
                heard = time.monotonic()
                if tell:
                    tell(*answer[1])
            now = time.monotonic()
            if now - looked >= LOOK:
                looked = now
                if self._memory() > self._limits.memory:
                    return _too_large(self._limits)
            if now - heard > self._limits.silence:
                return _timeout(said("gave no sign of life for {seconds:.0f} s", seconds=now - heard))
            if now - started > self._limits.longest:
                return _timeout(said("was not done after {seconds:.0f} s", seconds=now - started))

    def end(self) -> None:
        """End the process and all that it started, and wait until it is gone; nothing where it is already."""
        if not self._ended:
            self._ended = True
            kill_family(self._process.pid or 0)
        self._process.join(5)

    def _dead(self) -> Died:
        """What it died of. What it had started is ended before its exit code is asked for: later it is not found."""
        wait([self._process.sentinel], 5)
        self.end()
        code = self._process.exitcode
        if code == MEMORY_SPENT or (code in OUT_OF_MEMORY and self._most > self._limits.memory / 3):
            return _too_large(self._limits)
        name = signal.Signals(-code).name if code is not None and code < 0 else said("exit code {code}", code=code)
        if name == "SIGXCPU":
            return _timeout(said("took more processor time than a document of its length needs"))
        if name == "SIGKILL":
            why = said("was ended by the system, which seems to have run out of memory: run with --workers 1")
            return Died("too_large", why)
        return Died(
            "damaged", said("made the reader crash ({name}): download it again or ask for another copy", name=name)
        )


def _too_large(limits: Limits) -> Died:
    size = limits.memory / MEGABYTE
    return Died(
        "too_large", said("needs more than {size:g} MB of memory: split it, or print it anew as PDF", size=size)
    )


def _timeout(what: Said) -> Died:
    return Died("timeout", said("{what} and was ended: print it anew as PDF, or ask for another copy", what=what))


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


TELL = 0.1  # seconds between two words of a child on its pages
MEMORY_SPENT = 86  # exit code of a child that ran out of memory
ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # documents are read side by side already


def _serve(pipe: Connection, limits: Limits) -> None:
    """A child's life: take an item, work, answer, until the parent closes the pipe or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(ALONE)
    own_family()
    _die_with_parent()
    if limits.of_system:
        limit_memory(limits.memory)
    fresh = True
    while True:
        try:
            function, item = pipe.recv()
        except (EOFError, ConnectionError):
            return
        except Exception as error:  # noqa: BLE001 - what cannot be unpickled
            pipe.send(("raised", error))
            continue
        if fresh:  # what came with the first item (modules, word lists) stays: looking it through costs as reading does
            gc.freeze()
            fresh = False
        if limits.of_system:
            limit_work(limits.work)
        _send(pipe, _answer(function, item, _now_and_then(pipe)))


def _now_and_then(pipe: Connection) -> Tell:
    """Tells the parent of pages, but not of each: to hear of hundreds a second costs it more than it is worth."""
    last = 0.0

    def tell(done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= TELL or done == of:
            last = now
            pipe.send(("page", (done, of)))

    return tell


def _answer(function: Callable[[Any, Tell], Any], item: object, tell: Tell) -> tuple[str, object]:
    try:
        return "done", function(item, tell)
    except MemoryError:
        os._exit(MEMORY_SPENT)
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        return "raised", error


def _send(pipe: Connection, answer: tuple[str, object]) -> None:
    """Send an answer; one that cannot be pickled is told as such."""
    try:
        pipe.send(answer)
    except MemoryError:
        os._exit(MEMORY_SPENT)
    except ConnectionError:
        os._exit(1)  # nobody listens any more
    except Exception as error:  # noqa: BLE001
        pipe.send(("raised", RuntimeError(f"the answer cannot be sent: {error}")))


def _die_with_parent() -> None:
    """End this child and what it started when its parent dies: by the system where it can, else by a thread."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    end_with(parent.sentinel)
    threading.Thread(target=_outlive, args=(parent,), daemon=True).start()


def _outlive(parent: Any) -> None:
    parent.join()
    kill_family(os.getpid())
