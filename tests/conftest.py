"""What several test files share: one run on the sample, made once for all worker processes, and a browser."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from console import plan_miner

from plan_miner.system import Locked, hold_lock


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory) -> Path:
    """The data folder of a finished run on the sample: to be looked at, not to be written to."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of the whole session
    while True:
        try:
            with hold_lock(folder / "sample.lock"):
                return _made(folder / "sample")
        except Locked:
            time.sleep(0.1)


def _made(data: Path) -> Path:
    finished = data.with_suffix(".finished")
    if not finished.exists():
        done = plan_miner("run", "--sample", "--data", data, "--workers", 2, PYTHONHASHSEED="1")
        finished.write_text(f"{done.returncode}\n{done.stdout}\n{done.stderr}", encoding="utf-8")
    assert finished.read_text(encoding="utf-8").startswith("0\n"), finished.read_text(encoding="utf-8")
    return data


@pytest.fixture(scope="module")  # not longer: its event loop would be in the way of others' tests
def browser():
    """The Chromium of this computer; the tests of pages are skipped where there is none."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("no Chromium is installed: no page is tried in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as play:
        made = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()
