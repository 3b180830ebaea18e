"""The pictures of the report page in docs/: of the sample and of invented towns in all provinces, on screen and paper.

    python docs/make_report_pictures.py [DATA]   # the data folder of a run on the sample; data/sample by default

Needs the dev dependencies and Chromium; writes docs/report-*.png.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from report_worlds import world

from plan_miner.publish.report import report_bytes

DOCS = Path(__file__).resolve().parent
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 760}
GAP, GREY = 16, "#d9d6de"


def main() -> None:
    """Open the report as a person would, and take the pictures."""
    sample = Path(sys.argv[1] if len(sys.argv) > 1 else "data/sample").resolve() / "processed" / "report.html"
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        towns = Path(folder) / "report.html"
        towns.write_bytes(report_bytes(world(78)))
        for lang in ("tr", "en"):
            on_a_desk(browser, sample, towns, lang)
            on_a_phone(browser, sample, towns, lang)
        on_paper(browser, sample)
        browser.close()


def on_a_desk(browser: Browser, sample: Path, towns: Path, lang: str) -> None:
    """The map of the towns, the tables of the sample, and the rows behind a number."""
    tab = browser.new_page(viewport=DESK)
    shown(tab, towns, f"lang={lang}&layer=service%3Awomen_counselling_centre", "map")
    saved([tab.screenshot()], f"report-map-{lang}")
    shown(tab, sample, f"lang={lang}", "services")
    saved([tab.screenshot()], f"report-tables-{lang}")
    shown(tab, sample, f"lang={lang}&open=objectives%3Btheme%3Dviolence")
    saved([tab.screenshot()], f"report-rows-{lang}")
    tab.close()


def on_a_phone(browser: Browser, sample: Path, towns: Path, lang: str) -> None:
    """Three screens of a phone side by side."""
    tab = browser.new_page(viewport=PHONE, device_scale_factor=1.5)
    screens = []
    for page, address, section in (
        (towns, f"lang={lang}&layer=theme%3Acare", "map"),
        (sample, f"lang={lang}", "services"),
        (sample, f"lang={lang}&open=cells%3Bservice%3Dwomen_shelter", ""),
    ):
        shown(tab, page, address, section)
        screens.append(tab.screenshot())
    saved(screens, f"report-phone-{lang}")
    tab.close()


def on_paper(browser: Browser, sample: Path) -> None:
    """The first pages as they are printed."""
    tab = browser.new_page()
    shown(tab, sample, "lang=tr")
    printed = pdfium.PdfDocument(tab.pdf(prefer_css_page_size=True))
    pages = [printed[number].render(scale=1.1).to_pil() for number in range(min(3, len(printed)))]
    saved(pages, "report-print")
    tab.close()


def shown(tab: Page, page: Path, address: str, section: str = "") -> None:
    """Open the page at an address, with a section at the top of the screen."""
    tab.goto("about:blank")
    tab.goto(f"{page.as_uri()}#{address}")
    tab.wait_for_selector("html[data-ready]", state="attached")
    if section:
        tab.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", section)
        tab.wait_for_timeout(300)


def saved(pictures: Sequence[bytes | Image.Image], name: str) -> None:
    """Pictures side by side as one PNG of few colours."""
    drawn = [one if isinstance(one, Image.Image) else Image.open(io.BytesIO(one)) for one in pictures]
    width = sum(one.width for one in drawn) + GAP * (len(drawn) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in drawn)), GREY)
    left = 0
    for one in drawn:
        whole.paste(one.convert("RGB"), (left, 0))
        left += one.width + GAP
    whole.quantize(128).save(DOCS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
