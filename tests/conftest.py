"""What several test files share: what is made once for all worker processes, a browser, and the order of the files."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from console import plan_miner, python

from plan_miner.system import Locked, hold_lock

# They wait for servers, browsers and deadlines, or begin many processes: begun last, one of them would keep a whole
# worker busy while the others have nothing left to do.
LONG = (
    "server", "readme", "flows", "dask", "report_browser", "hostile", "killed_runs", "ocr", "review_browser",
    "children", "run", "status", "extract",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {f"test_{name}": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory) -> Path:
    """The data folder of a finished run on the sample: to be looked at, not to be written to."""
    return _made_once(tmp_path_factory, "sample", _run_on_the_sample)


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory) -> Path:
    """A folder with Prefect's database as it is before the first run: to be copied, for it takes long to be made."""
    return _made_once(tmp_path_factory, "prefect", _prefect_database)


def _made_once(tmp_path_factory, name: str, make: Callable[[Path], CompletedProcess[str]]) -> Path:
    """The folder that `make` fills, once for all worker processes; `<name>.finished` beside it has what it printed."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of the whole session
    finished = folder / f"{name}.finished"
    while True:
        try:
            with hold_lock(folder / f"{name}.lock"):
                if not finished.exists():
                    done = make(folder / name)
                    finished.write_text(f"{done.returncode}\n{done.stdout}\n{done.stderr}", encoding="utf-8")
            break
        except Locked:
            time.sleep(0.1)
    assert finished.read_text(encoding="utf-8").startswith("0\n"), finished.read_text(encoding="utf-8")
    return folder / name


def _run_on_the_sample(data: Path) -> CompletedProcess[str]:
    return plan_miner("run", "--sample", "--data", data, "--workers", 2, PYTHONHASHSEED="1")


def _prefect_database(home: Path) -> CompletedProcess[str]:
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    return python("-m", "prefect", "server", "database", "upgrade", "-y", PREFECT_HOME=str(home), **quiet)


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
