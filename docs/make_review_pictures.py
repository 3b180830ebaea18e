"""The pictures of the review page in docs/, from the sample: queue and item, in Turkish and English.

    python docs/make_review_pictures.py [DATA]   # the data folder of a run on the sample; data/sample by default

Needs the dev dependencies and Chromium; writes docs/review-*.png.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).resolve().parent
ITEM = "objective:serinirmak-bb-sp-2020-2024:4.2"
SIZE = {"width": 1360, "height": 860}


def main() -> None:
    """Start the review as a person would, and take the pictures."""
    data = sys.argv[1] if len(sys.argv) > 1 else "data/sample"
    command = [sys.executable, "-m", "plan_miner.cli", "review", "--data", data, "--by", "ayşe", "--no-browser"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")  # noqa: S603
    try:
        address = next(found[0] for line in server.stderr or () if (found := re.search(r"http://\S+", line)))
        with sync_playwright() as play:
            chromium = shutil.which("chromium") or shutil.which("google-chrome")
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            tab = browser.new_page(viewport=SIZE)
            tab.goto(address)
            pictures(tab, address.partition("/enter")[0])
            browser.close()
    finally:
        server.terminate()


def pictures(tab: Page, home: str) -> None:
    """Queue and item in both languages."""
    for lang, other in (("tr", "English"), ("en", "Türkçe")):
        for name, path in (("queue", "/"), ("item", f"/item?id={ITEM}")):
            tab.goto(home + path, wait_until="networkidle")
            drawn = Image.open(io.BytesIO(tab.screenshot()))
            drawn.quantize(128).save(DOCS / f"review-{name}-{lang}.png", optimize=True)
        tab.get_by_role("button", name=other).click()


if __name__ == "__main__":
    main()
