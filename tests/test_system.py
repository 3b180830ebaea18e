"""What the system's door promises: a lock that death frees, limits that bite, memory that is told."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import typer

from plan_miner.children import Children
from plan_miner.locally import done
from plan_miner.system import Locked, disk_is_full, hold_lock, memory_of, processors, sync_folder
from plan_miner.terminal import at_console

HOLDER = """
import sys, time
from pathlib import Path
from plan_miner.system import hold_lock
with hold_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

TAKER = """
import sys
from pathlib import Path
from plan_miner.system import Locked, hold_lock
try:
    with hold_lock(Path(sys.argv[1])):
        print("taken")
except Locked as locked:
    print(locked.pid)
"""


def start_holder(lock):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline().strip() == "held"
    return process


def test_a_second_process_is_told_who_holds_the_lock_and_since_when(tmp_path):
    lock = tmp_path / "run.lock"
    holder = start_holder(lock)
    try:
        with pytest.raises(Locked) as told, hold_lock(lock):
            pass
    finally:
        holder.communicate("")
    assert told.value.pid == holder.pid
    assert told.value.since.endswith("Z")
    assert told.value.host
    for part in (str(holder.pid), told.value.since, told.value.host, "run.lock"):
        assert part in str(told.value)
    with hold_lock(lock):
        pass  # the first has ended


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX systems")
def test_a_killed_holder_frees_the_lock_even_if_its_forked_worker_lives_on(tmp_path):
    lock = tmp_path / "run.lock"
    forking = HOLDER.replace('print("held", flush=True)', FORK)
    holder = subprocess.Popen(
        [sys.executable, "-c", forking, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    worker = int(holder.stdout.readline())
    try:
        holder.kill()
        holder.wait()
        os.kill(worker, 0)  # it lives
        with hold_lock(lock):
            pass
    finally:
        os.kill(worker, signal.SIGKILL)
        holder.stdin.close()
        holder.stdout.close()


FORK = """
    import os
    worker = os.fork()
    if worker == 0:
        time.sleep(60)
        os._exit(0)
    print(worker, flush=True)
"""


def test_one_process_cannot_hold_a_lock_twice_in_two_threads(tmp_path):
    outcome = []

    def take():
        try:
            with hold_lock(tmp_path / "run.lock"):
                outcome.append("taken")
        except Locked as locked:
            outcome.append(locked.pid)

    with hold_lock(tmp_path / "run.lock"):
        thread = threading.Thread(target=take)
        thread.start()
        thread.join()
        other = subprocess.run(
            [sys.executable, "-c", TAKER, str(tmp_path / "run.lock")], capture_output=True, text=True, check=True
        )
    assert outcome == [os.getpid()]
    assert other.stdout.strip() == str(os.getpid())  # and the try did not free it for others


def test_a_lock_is_free_again_after_an_exception_in_its_block(tmp_path):
    with pytest.raises(RuntimeError), hold_lock(tmp_path / "run.lock"):
        raise RuntimeError
    with hold_lock(tmp_path / "run.lock"):
        pass
    assert (tmp_path / "run.lock").read_text() == ""


def test_a_lock_file_with_nonsense_in_it_can_be_taken_and_then_names_its_holder(tmp_path):
    lock = tmp_path / "run.lock"
    lock.write_text("nonsense")
    with hold_lock(lock):
        other = subprocess.run([sys.executable, "-c", TAKER, str(lock)], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == str(os.getpid())


def test_a_holder_that_left_no_name_is_told_as_such(tmp_path):
    assert "did not say who" in str(Locked(tmp_path / "run.lock", {}))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit address space")
def test_a_limited_process_fails_to_take_more_memory_and_its_parent_does_not():
    code = (
        "from plan_miner.system import limit_memory\n"
        "limit_memory(400_000_000)\n"
        "try:\n    bytearray(800_000_000)\nexcept MemoryError:\n    print('refused')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "refused"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_process_that_computes_beyond_its_seconds_is_ended():
    code = "from plan_miner.system import limit_work\nlimit_work(0.5)\nwhile True: pass"
    result = subprocess.run([sys.executable, "-c", code], check=False)
    assert result.returncode == -signal.SIGXCPU


def test_a_process_may_compute_anew_with_each_limit_and_as_much_longer_as_it_is_allowed():
    code = (
        "import time\n"
        "from plan_miner.system import allow_more_work, limit_work\n"
        "allow_more_work(1)\n"  # nothing was limited yet
        "for _ in range(2):\n"
        "    limit_work(1)\n"
        "    allow_more_work(60)\n"
        "    end = time.process_time() + 1.2\n"
        "    while time.process_time() < end: pass\n"
        "print('done')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "done"


def test_the_memory_of_a_process_is_told_in_bytes_and_of_a_dead_one_not():
    assert 1_000_000 < memory_of(os.getpid()) < 10_000_000_000
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert memory_of(ended.pid) is None


def test_there_is_a_processor_to_use_and_a_folder_can_be_synced(tmp_path):
    assert processors() >= 1
    sync_folder(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_an_interrupt_that_an_import_swallows_ends_the_run_at_its_next_stage():
    code = (
        "import os, signal\n"
        "from plan_miner.progress import watch_for\n"
        "from plan_miner.locally import on_this_machine\n"
        "from plan_miner.system import note_interrupts\n"
        "from plan_miner.terminal import err\n"
        "note_interrupts()\n"
        "try:\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "except KeyboardInterrupt:\n"
        "    pass\n"  # as a library does that takes any error for a missing part
        "with watch_for(err) as watch, on_this_machine(1, watch) as each:\n"
        "    try:\n"
        "        each('publish', str, [])\n"
        "    except KeyboardInterrupt:\n"
        "        print('ended')\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "ended"


# --- a disk without room ----------------------------------------------------------------------------


FULL = Path("/dev/full")


def to_a_full_disk():
    FULL.write_text("a table")


def to_a_full_database():
    with sqlite3.connect(":memory:") as database:
        database.execute("PRAGMA max_page_count = 1")
        database.execute("CREATE TABLE annex (activity)")


def to_a_full_disk_through_others():
    try:
        to_a_full_disk()
    except OSError as error:
        raise RuntimeError("the workbook cannot be written") from error


def read_on_a_full_disk(job, tell):
    to_a_full_disk()


needs_a_full_disk = pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to try")


@needs_a_full_disk
@pytest.mark.parametrize("write", [to_a_full_disk, to_a_full_database, to_a_full_disk_through_others])
def test_a_full_disk_ends_a_command_with_one_line_that_says_what_to_do(write, capsys, monkeypatch):
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(write)
    monkeypatch.setattr(sys, "argv", ["plan-miner"])
    with pytest.raises(SystemExit) as ended:
        at_console(app)
    said = capsys.readouterr().err
    assert (ended.value.code, said.count("\n")) == (2, 1)
    assert said.startswith("no room left on the disk; make room")


def test_another_fault_is_no_full_disk():
    assert not disk_is_full(PermissionError(13, "Permission denied"))
    assert not disk_is_full(sqlite3.OperationalError("no such table"))


@needs_a_full_disk
def test_a_full_disk_is_no_fault_of_the_document_at_hand():
    with Children(1) as children, pytest.raises(OSError, match="No space left"):
        done(children, "read", read_on_a_full_disk, "a document")
