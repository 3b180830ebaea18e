"""Child processes: whatever a document does to its child, the caller gets an answer and the next document a child."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from console import clean_environment, python

from plan_miner.children import ENDED, Children, Died
from plan_miner.limits import Limits
from plan_miner.system import allow_more_work

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")


# --- what is done in the children ---


def pid_of(item, tell):
    return os.getpid()


def doubled(number, tell):
    tell(1, 2)
    tell(2, 2)
    return number * 2


def abort(item, tell):
    os.abort()


def segfault(item, tell):
    ctypes.string_at(0)


def leave(item, tell):
    os._exit(3)


def devour(item, tell):
    return len(bytearray(1 << 40))


def sleep(seconds, tell):
    time.sleep(seconds)
    return seconds


def sleep_with_signs_of_life(seconds, tell):
    for second in range(seconds * 5):
        time.sleep(0.2)
        tell(second, seconds * 5)
    return "awake"


def raise_it(error, tell):
    raise error


def search_in_vain(letters, tell):
    return re.match(r"(a+)+$", "a" * letters + "b")  # no other thread of the process gets its turn


def compute(seconds, tell):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return "computed"


def compute_as_allowed(seconds, tell):
    allow_more_work(seconds)
    return compute(seconds, tell)


def hold(megabytes, tell):
    held = b"x" * (megabytes << 20)
    time.sleep(600)
    return len(held)


KEPT = []


def keep(megabytes, tell):
    KEPT.append(b"x" * (megabytes << 20))
    return os.getpid()


def answer_with_a_lock(item, tell):
    return threading.Lock()


def start_a_process_and_die(path, tell):
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(str(grandchild.pid), encoding="ascii")
    os.kill(os.getpid(), signal.SIGKILL)


def start_a_process_and_hang(path, tell):
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(str(grandchild.pid), encoding="ascii")
    time.sleep(600)


# --- what the caller sees ---


@pytest.fixture(scope="module")
def pair():
    with Children(2) as children:
        yield children


def gone(pid):
    """Whether a process has ended; a zombie that waits for its parent to look has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return Path("/proc").is_dir() or not answers(pid)


def answers(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def wait_until_gone(*pids):
    until = time.monotonic() + 20
    while not all(gone(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in pids if not gone(pid)] == []


def test_a_result_comes_back_with_word_of_each_page(pair):
    heard = []
    assert pair.run(doubled, 21, lambda done, of: heard.append((done, of))) == 42
    assert heard == [(1, 2), (2, 2)]


def test_a_child_is_used_again_and_is_another_process():
    with Children(1) as children:
        pids = {children.run(pid_of, None) for _ in range(3)}
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_a_child_does_not_load_the_script_that_started_it(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(folder=str(Path(__file__).parent)), encoding="utf-8")
    assert python(script).stdout.split() == ["loaded", "42"]


DEATHS = [
    pytest.param(abort, "damaged", "SIGABRT", marks=posix),
    pytest.param(segfault, "damaged", "SIGSEGV", marks=posix),
    (leave, "damaged", "exit code 3"),
    pytest.param(devour, "too_large", "2048 MB", marks=pytest.mark.skipif(sys.platform != "linux", reason="no limit")),
]


@pytest.mark.parametrize(("death", "status", "word"), DEATHS)
def test_a_child_that_dies_is_told_as_data_and_replaced(pair, death, status, word):
    died = pair.run(death, None)
    assert isinstance(died, Died)
    assert (died.status, word in died.error) == (status, True), died.error
    assert [pair.run(doubled, number) for number in (1, 2, 3)] == [2, 4, 6]


def test_a_child_without_a_sign_of_life_is_ended_and_replaced():
    with Children(1, Limits(silence=3)) as children:
        before = children.run(pid_of, None)
        died = children.run(sleep, 600)
        assert isinstance(died, Died)
        assert died.status == "timeout"
        wait_until_gone(before)
        assert children.run(doubled, 1) == 2


def test_a_long_document_may_take_its_time_as_long_as_it_gives_signs_of_life():
    with Children(1, Limits(silence=3)) as children:
        children.run(pid_of, None)
        assert children.run(sleep_with_signs_of_life, 4) == "awake"


def test_a_document_that_takes_longer_than_the_longest_is_ended_for_all_its_signs_of_life():
    with Children(1, Limits(longest=3)) as children:
        children.run(pid_of, None)
        died = children.run(sleep_with_signs_of_life, 600)
    assert isinstance(died, Died)
    assert died.status == "timeout"


@posix
def test_a_child_that_computes_too_long_is_ended_and_one_that_is_allowed_more_is_not():
    with Children(1, Limits(work=1)) as children:
        died = children.run(compute, 600)
        assert isinstance(died, Died)
        assert (died.status, "processor time" in died.error) == ("timeout", True), died.error
        assert children.run(compute_as_allowed, 2) == "computed"


@posix
def test_what_one_document_computed_is_not_counted_against_the_next():
    with Children(1, Limits(work=1)) as children:  # the system counts whole seconds: two for all three would be too few
        assert [children.run(compute, 0.7) for _ in range(3)] == ["computed"] * 3


def test_memory_is_watched_where_the_system_limits_none():
    with Children(1, Limits(memory=200 << 20, of_system=False)) as children:
        died = children.run(hold, 300)
        assert isinstance(died, Died)
        assert (died.status, "200 MB" in died.error) == ("too_large", True), died.error
        assert children.run(doubled, 2) == 4


def test_a_child_that_has_grown_is_replaced():
    with Children(1, Limits(grown=100 << 20)) as children:
        small = children.run(pid_of, None)
        grown = children.run(keep, 150)
        fresh = children.run(pid_of, None)
    assert small == grown
    assert fresh != grown


def test_an_answer_that_cannot_be_sent_is_told_and_the_child_lives_on(pair):
    with pytest.raises(RuntimeError, match="cannot be sent"):
        pair.run(answer_with_a_lock, None)
    assert pair.run(doubled, 5) == 10


@pytest.mark.parametrize("error", [ValueError("Kötü sayfa"), KeyError("x"), FileNotFoundError(2, "none")])
def test_what_the_function_raises_is_raised_and_the_child_lives_on(pair, error):
    with pytest.raises(type(error)) as raised:
        pair.run(raise_it, error)
    assert raised.value.args == error.args
    assert pair.run(doubled, 4) == 8


def test_an_answer_of_one_document_never_comes_for_the_next(pair):
    def interrupt(done, of):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        pair.run(doubled, 50, interrupt)
    assert [pair.run(doubled, number) for number in (5, 6, 7, 8)] == [10, 12, 14, 16]


def test_many_threads_share_the_children_and_each_gets_its_own_answer(pair):
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda n: pair.run(doubled, n), range(40))) == [n * 2 for n in range(40)]


def test_after_close_no_child_is_left_and_none_is_born():
    children = Children(2)
    pids = [children.run(pid_of, None)]
    children.close()
    wait_until_gone(*pids)
    assert children.run(pid_of, None) == ENDED


def test_closing_from_another_thread_ends_what_is_under_way():
    children = Children(1)
    pid = children.run(pid_of, None)
    threading.Timer(0.3, children.close).start()
    assert children.run(sleep, 600) == ENDED
    wait_until_gone(pid)


@posix
def test_what_a_child_started_ends_with_it(tmp_path):
    with Children(1, Limits(silence=3)) as children:
        children.run(pid_of, None)
        died = children.run(start_a_process_and_hang, str(tmp_path / "pid"))
    assert isinstance(died, Died)
    wait_until_gone(int((tmp_path / "pid").read_text(encoding="ascii")))


@posix
def test_what_a_child_started_ends_even_where_the_child_dies_first(pair, tmp_path):
    died = pair.run(start_a_process_and_die, str(tmp_path / "pid"))
    assert isinstance(died, Died)
    assert (died.status, "memory" in died.error) == ("too_large", True), died.error
    wait_until_gone(int((tmp_path / "pid").read_text(encoding="ascii")))


SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
print("loaded")
from plan_miner.children import Children
from test_children import doubled
with Children(1) as children:
    print(children.run(doubled, 21))
"""

PARENT = """
import sys, time
sys.path.insert(0, {folder!r})
from concurrent.futures import ThreadPoolExecutor
from plan_miner.children import Children
from test_children import pid_of, {work}
children, threads = Children(1), ThreadPoolExecutor(1)
print(children.run(pid_of, None), flush=True)
threads.submit(children.run, {work}, {item!r})
time.sleep(600)
"""


def killed_at(work, item):
    """The process id of the child of a parent that was killed while the child was at that work."""
    script = PARENT.format(folder=str(Path(__file__).parent), work=work, item=item)
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=clean_environment()
    )
    pid = int(parent.stdout.readline())
    time.sleep(0.5)
    assert not gone(pid)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    return pid


@posix
def test_the_child_of_a_killed_parent_does_not_outlive_it():
    wait_until_gone(killed_at("sleep", 600))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends once its processor time is spent")
def test_the_child_of_a_killed_parent_ends_even_in_the_midst_of_a_search():
    wait_until_gone(killed_at("search_in_vain", 60))


@posix
def test_what_the_child_of_a_killed_parent_started_ends_too(tmp_path):
    path = tmp_path / "pid"
    wait_until_gone(killed_at("start_a_process_and_hang", str(path)), int(path.read_text(encoding="ascii")))
