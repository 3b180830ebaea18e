"""What several test files share: one run on the sample, made once for all worker processes."""

from __future__ import annotations

import os
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
