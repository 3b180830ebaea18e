"""How large report.html is, and what it costs headless Chromium to open, filter and draw it anew, by municipalities.

    python benchmarks/report.py [COUNT …]   # 50 and 1000 municipalities by default

Milliseconds of the processor in the process that draws the page; behind the stroke on the clock, from the start of the
navigation, or from the change to the next frame.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from report_worlds import world

from plan_miner.publish.report import report_bytes

CHANGED = """address => new Promise(done => {
  const start = performance.now();
  history.replaceState(null, '', address); dispatchEvent(new HashChangeEvent('hashchange'));
  requestAnimationFrame(() => setTimeout(() => done(Math.round(performance.now() - start))));
})"""
STEPS = {
    "search": "#q=kadin+siginmaevi",
    "theme": "#theme=care",
    "municipality": "#municipality=ornek-7",
    "all again": "#",
    "map layer": "#layer=service%3Ahome_care",
    "English": "#lang=en",
    "open rows": "#lang=en&open=objectives%3Btheme%3Dcare",
}


def main() -> None:
    """Prints sizes and times."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"]
        )
        for count in map(int, sys.argv[1:] or ("50", "1000")):
            print(measured(browser.new_page(), count))  # noqa: T201
        browser.close()


def measured(tab: Page, count: int) -> str:
    """A line for a world of so many municipalities: six objectives a plan, four activities each."""
    tables, start = world(count, objectives=6, activities=4), time.process_time()
    data = report_bytes(tables)
    said = [f"{count} municipalities, {len(tables['annex'])} rows of EK 2: {len(data) / 1e6:.2f} MB"]
    said.append(f"made in {time.process_time() - start:.2f} s of CPU")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_bytes(data)
        spent = _processor()
        spent()
        tab.goto(path.as_uri())
        tab.wait_for_selector("html[data-ready]", state="attached")
        said.append(f"open {spent()} / {tab.evaluate('Math.round(performance.now())')} ms")
        for name, address in STEPS.items():
            spent()
            clock = tab.evaluate(CHANGED, address)
            said.append(f"{name} {spent()} / {clock} ms")
        heap = tab.evaluate("performance.memory.usedJSHeapSize / 1e6")
        said.append(f"heap {heap:.0f} MB")
    return ", ".join(said)


def _processor() -> Callable[[], int]:
    """A function that tells the milliseconds that Chromium's renderers took since it was last asked."""
    last = 0.0

    def spent() -> int:
        nonlocal last
        children = psutil.Process().children(recursive=True)
        times = [one.cpu_times() for one in children if "--type=renderer" in one.cmdline()]
        now = sum(one.user + one.system for one in times)
        since, last = now - last, now
        return round(since * 1000)

    return spent


if __name__ == "__main__":
    main()
