"""Hostile files cost their own row and nothing else: the run ends, says what is wrong with each, and leaves nobody."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from console import clean_environment, plan_miner
from hostile_files import Hostile, drawn, every, written
from small_documents import REGISTRY

from plan_miner.settings import SAMPLE

DRAW = 12
STATUSES = {"ok", "not_pdf", "encrypted", "damaged", "too_large", "timeout"}
MARK = "HOSTILE_TEST"  # in the environment of a run and of all that it starts
ENTRY = "      - kind: strategic_plan\n        period: {first}-{last}\n        url: {name}\n"


def registry(folder: Path, names: list[str]) -> Path:
    entries = [ENTRY.format(first=1990 + n, last=1994 + n, name=name) for n, name in enumerate(names)]
    (folder / "sources.yaml").write_text(REGISTRY + "".join(entries), encoding="utf-8")
    return folder / "sources.yaml"


def marked(value: str) -> list[psutil.Process]:
    """The living processes that a run with that mark consists of."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == value and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def none_left(value: str) -> bool:
    until = time.monotonic() + 20
    while (left := marked(value)) and time.monotonic() < until:
        time.sleep(0.2)
    return not left


@pytest.fixture(scope="module")
def hostile_run(tmp_path_factory):
    """A run over a good plan and hostile files of all families."""
    folder = tmp_path_factory.mktemp("hostile")
    names = [written(one, folder).name for one in drawn(DRAW)]
    (folder / "good.pdf").write_bytes(SAMPLE.with_name("serinirmak-bademkopru-sp-2020-2024.pdf").read_bytes())
    sources = registry(folder, [*names[:6], "good.pdf", *names[6:]])
    environment = {MARK: str(folder)}
    done = plan_miner("run", "--sources", sources, "--data", folder / "data", "--workers", 2, **environment)
    with (folder / "data" / "processed" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return done, list(csv.DictReader(file)), folder


def test_every_hostile_file_has_a_row_with_a_status_and_what_to_do(hostile_run):
    done, documents, _ = hostile_run
    assert done.returncode == 1, done.stderr
    assert len(documents) == DRAW + 1
    assert {row["status"] for row in documents} <= STATUSES
    failed = [row for row in documents if row["status"] != "ok"]
    assert failed
    assert [row for row in failed if ": " not in row["error"] or "report it" in row["error"]] == []


def test_a_good_plan_among_hostile_files_is_read(hostile_run):
    _, documents, _ = hostile_run
    (good,) = [row for row in documents if row["url"] == "good.pdf"]
    assert (good["status"], good["pages"]) == ("ok", "20")


def test_a_run_over_hostile_files_leaves_no_process_and_no_traceback(hostile_run):
    done, _, folder = hostile_run
    assert none_left(str(folder))
    assert "Traceback" not in done.stderr


def named(family: str, name: str) -> Hostile:
    (one,) = [one for one in every() if (one.family, one.name) == (family, name)]
    return one


TOLD = [
    ("operators", "marked-20000", "needs more than"),
    ("pages", "tree-in-itself", "no page that can be opened"),
    ("pages", "100000-with-one-content", "100000 pages"),
]


@pytest.mark.parametrize(("family", "name", "word"), TOLD, ids=[name for _, name, _ in TOLD])
def test_extract_says_in_one_line_what_is_wrong_and_ends_with_1(tmp_path, family, name, word):
    path = written(named(family, name), tmp_path)
    done = plan_miner("extract", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert path.name in done.stderr
    assert word in done.stderr
    assert ": " in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")
def test_a_killed_run_leaves_no_child(tmp_path):
    for n in range(4):
        written(named("operators", "letters-20000"), tmp_path).rename(tmp_path / f"{n}.pdf")
    sources = registry(tmp_path, [f"{n}.pdf" for n in range(4)])
    command = [sys.executable, "-m", "plan_miner.cli", "run", "--sources", sources, "--data", tmp_path / "data"]
    run = subprocess.Popen(
        [*map(str, command), "--workers", "2"],
        env=clean_environment(**{MARK: str(tmp_path)}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while len(marked(str(tmp_path))) < 3 and time.monotonic() < until:
        time.sleep(0.1)
    assert len(marked(str(tmp_path))) >= 3
    run.kill()
    run.wait()
    assert none_left(str(tmp_path))
