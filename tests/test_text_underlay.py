"""Text over pictures, hidden text, and text that does not lie level: what is read, and where on the sheet it stands."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from known_text import TEXT, as_scanner, by_reportlab
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from small_plans import pdf, sheets, words

from plan_miner.model import Box, Line, Page, Passage, Piece
from plan_miner.text import read
from plan_miner.text.upright import as_seen

WIDTH, HEIGHT = 595.28, 841.89
NEAR = 2.0  # points
SENTENCE = "Belediyemiz, kadınların ve çocukların korunması için danışma hizmeti vermektedir."
STAMP = "Bu belge 5070 sayılı kanuna göre güvenli elektronik imza ile imzalanmıştır."


@pytest.fixture(autouse=True)
def _without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def picture_of(path: Path) -> ImageReader:
    """The first page of a document as a scanner sees it."""
    sheet = pdfium.PdfDocument(path)[0].render(scale=100 / 72, grayscale=True).to_pil()
    return ImageReader(io.BytesIO(as_scanner(sheet)))


def over(picture: ImageReader, draw: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        canvas.setFont("Vera", 10)
        draw(canvas)

    return page


def hidden(*lines: str, top: float = 780) -> Callable[[Canvas], None]:
    """Lines that are laid over a page to be searched, and not seen."""

    def page(canvas: Canvas) -> None:
        text = canvas.beginText(57, top)
        text.setFont("Vera", 10)
        text.setTextRenderMode(3)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)

    return page


def text_of(page: Page) -> str:
    return " ".join(b.text for b in page.blocks if isinstance(b, Line))


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> ImageReader:
    return picture_of(by_reportlab(tmp_path_factory.mktemp("scan") / "page.pdf", TEXT, 1))


# --- text over pictures ---

GOOD = [text.replace("~", "") for _, text in TEXT]
BAD = [line.translate(str.maketrans("ığşİĞŞçÇöÖüÜ", "igsIGScCoOuU")) for line in GOOD]
OVER = {
    "a stamp at the foot of a scan": (lambda c: c.drawString(60, 30, STAMP), "unread"),
    "a header and a page's number": (lambda c: (c.drawString(60, 820, STAMP), c.drawString(290, 20, "12")), "unread"),
    "a sound layer that is searched": (hidden(*GOOD), "ok"),
    "a layer without Turkish letters": (hidden(*BAD), "garbled"),
    "a layer of strokes and figures": (hidden(*[line.replace("l", "|") for line in GOOD]), "garbled"),
}


@pytest.mark.parametrize("name", OVER)
def test_what_is_laid_over_a_scan_is_not_taken_for_its_text(tmp_path: Path, scan: ImageReader, name: str) -> None:
    draw, quality = OVER[name]
    assert read(sheets(tmp_path / "plan.pdf", over(scan, draw))).pages[0].quality == quality


def test_words_on_a_page_with_a_picture_as_background_are_its_text(tmp_path: Path) -> None:
    shades = np.linspace(60, 230, 300 * 400).reshape(400, 300) + np.random.default_rng(1).normal(0, 9, (400, 300))
    photograph = ImageReader(Image.fromarray(shades.clip(0, 255).astype(np.uint8)))
    plain = ImageReader(Image.new("L", (300, 400), 245))
    pages = read(
        sheets(
            tmp_path / "plan.pdf", *[over(p, lambda c: c.drawString(60, 700, SENTENCE)) for p in (photograph, plain)]
        )
    ).pages
    assert [(page.quality, text_of(page)) for page in pages] == [("ok", SENTENCE)] * 2


def test_hidden_words_on_a_page_without_a_picture_are_left_out(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, SENTENCE)
        hidden("anahtar kelimeler belediye plan", top=500)(canvas)

    assert text_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == SENTENCE


def test_words_beside_the_sheet_are_left_out(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, SENTENCE)
        canvas.drawString(60, -200, "Basılmayan not")
        canvas.drawString(700, 500, "Kesim payı")

    assert text_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == SENTENCE


# --- text that does not lie level ---


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_whose_text_is_drawn_sideways_or_upside_down_is_read(tmp_path: Path, degrees: int) -> None:
    lines = ["Amaç 1: Kent içi ulaşımı güvenli kılmak", "Hedef 1.1: Yol ağını yenilemek", SENTENCE]

    def page(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(degrees)
        for number, line in enumerate(lines):
            canvas.drawString(-200, 100 - 14 * number, line)

    found = read(sheets(tmp_path / "plan.pdf", page)).pages[0]
    assert [b.text for b in found.blocks] == lines
    assert found.turned == {90: 90, 180: 180, 270: 270}[degrees]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_the_box_of_a_turned_line_is_where_it_is_seen(tmp_path: Path, degrees: int) -> None:
    place: list[tuple[float, float]] = []

    def page(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(degrees)
        place.append(canvas.absolutePosition(-200, 100))
        canvas.drawString(-200, 100, SENTENCE)

    pages = read(sheets(tmp_path / "plan.pdf", page)).pages
    (line,) = as_seen(pages[0].blocks, pages)
    x, y = place[0][0], HEIGHT - place[0][1]
    assert line.box.x0 - 4 <= x <= line.box.x1 + 4
    assert line.box.top - 4 <= y <= line.box.bottom + 4
    assert (line.box.bottom - line.box.top > line.box.x1 - line.box.x0) is (degrees != 180)


def test_boxes_of_a_page_put_straight_lead_back_to_the_slanted_sheet() -> None:
    page = Page(3, 600.0, 800.0, (), turned=1.0)
    at_the_edge, other = Box(3, 500, 395, 580, 405), Box(4, 500, 395, 580, 405)
    found = as_seen(Passage("", (Piece(0, at_the_edge), Piece(0, other))), [page])
    seen, same = (piece.box for piece in found.pieces)
    assert same == other
    assert (seen.top + seen.bottom) / 2 == pytest.approx(400 - 240 * np.sin(np.radians(1)), abs=0.1)
    assert (seen.x0 + seen.x1) / 2 == pytest.approx(540, abs=0.1)


def test_a_document_that_lies_level_comes_back_as_it_is(tmp_path: Path) -> None:
    pages = read(pdf(tmp_path / "plan.pdf", *words(SENTENCE))).pages
    assert as_seen(pages, pages) is pages
