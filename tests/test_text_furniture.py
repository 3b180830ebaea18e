"""Headers, footers and watermarks are no text of a page; what repeats because it is content is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from small_plans import sheets

from plan_miner.model import Line, Page
from plan_miner.text import read

BODY = [f"{text} bu dönemde de sürdürülecektir." for text in ("Kadınların eğitimi", "Yaşlıların bakımı", "Kreşler")]
RIGHT = 535.0


def lines_of(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Line)]


def sheet(number: int, head: str = "", foot: str = "", *, right: bool = False, size: float = 8) -> Callable:
    """A page of running text whose lines all differ from those of other pages."""

    def page(canvas: Canvas) -> None:
        for row, text in enumerate(BODY):
            canvas.drawString(60, 740 - 14 * row, f"{'abcçdefgğhıi'[number]}) {text}")
        canvas.setFont("Vera", size)
        (canvas.drawRightString if right else canvas.drawString)(RIGHT if right else 60, 805, head)
        canvas.drawCentredString(297, 30, foot)

    return page


def asides(path: Path) -> list[list[str]]:
    return [sorted(line.text for line in page.aside) for page in read(path).pages]


CHAPTERS = ["Durum Analizi"] * 2 + ["Geleceğe Bakış"] * 3 + ["Strateji Geliştirme"] * 4 + ["Maliyet"] * 2


def test_names_of_chapters_that_run_along_the_top_are_set_aside_however_few_their_pages(tmp_path: Path) -> None:
    pages = [sheet(number, name, str(number + 7)) for number, name in enumerate(CHAPTERS)]
    found = asides(sheets(tmp_path / "plan.pdf", *pages))
    assert found == [sorted([name, str(number + 7)]) for number, name in enumerate(CHAPTERS)]


def test_even_and_odd_pages_may_have_headers_of_their_own_on_either_side(tmp_path: Path) -> None:
    heads = ["Serinırmak Belediyesi", "2020-2024 Stratejik Planı"] * 4
    pages = [sheet(number, head, right=bool(number % 2)) for number, head in enumerate(heads)]
    assert asides(sheets(tmp_path / "plan.pdf", *pages)) == [[head] for head in heads]


def test_a_plan_of_two_pages_has_headers_too(tmp_path: Path) -> None:
    path = sheets(tmp_path / "plan.pdf", *[sheet(number, "Serinırmak Belediyesi", "Sayfa 1 / 2") for number in (0, 1)])
    assert asides(path) == [["Sayfa 1 / 2", "Serinırmak Belediyesi"]] * 2


@pytest.mark.parametrize("title", ["HEDEF KARTI", "FAALİYET KARTI", "Performans Hedefi Tablosu", "II/1. HEDEF"])
def test_titles_of_cards_on_every_page_are_kept(tmp_path: Path, title: str) -> None:
    path = sheets(tmp_path / "plan.pdf", *[sheet(number, title, size=13) for number in range(6)])
    assert {lines_of(page)[0] for page in read(path).pages} == {title}


def test_a_slogan_along_the_bottom_runs_though_it_speaks_of_a_goal(tmp_path: Path) -> None:
    pages = [sheet(number, foot="Amacımız Hizmet, Hedefimiz Mutlu İnsan") for number in range(6)]
    assert asides(sheets(tmp_path / "plan.pdf", *pages)) == [["Amacımız Hizmet, Hedefimiz Mutlu İnsan"]] * 6


def test_small_lines_at_the_top_that_differ_on_every_page_are_kept(tmp_path: Path) -> None:
    heads = [f"Kart no {word}" for word in ("bir", "iki", "üç", "dört", "beş", "altı")]
    path = sheets(tmp_path / "plan.pdf", *[sheet(number, head) for number, head in enumerate(heads)])
    assert [lines_of(page)[0] for page in read(path).pages] == heads


@pytest.mark.parametrize(("degrees", "size"), [(0, 90), (45, 90), (30, 60)])
def test_a_watermark_is_no_text(tmp_path: Path, degrees: float, size: float) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.85)
        canvas.setFont("Vera-Bold", size)
        canvas.translate(297, 700)
        canvas.rotate(degrees)
        canvas.drawCentredString(0, 0, "TASLAK")
        canvas.restoreState()
        for row in range(30):
            canvas.drawString(60, 790 - 13 * row, f"{row}. {BODY[0]} {BODY[1]}")

    found = read(sheets(tmp_path / "plan.pdf", page)).pages[0]
    assert lines_of(found) == [f"{row}. {BODY[0]} {BODY[1]}" for row in range(30)]
    assert [line.text for line in found.aside] == ["TASLAK"]


def test_a_large_title_is_no_watermark(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera-Bold", 60)
        canvas.drawString(60, 600, "AMAÇ 1")
        canvas.setFont("Vera", 12)
        canvas.drawString(60, 570, BODY[0])

    assert lines_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == ["AMAÇ 1", BODY[0]]


SPACED: Sequence[tuple[str, float, str]] = [
    ("AMAÇ 1", 6, "AMAÇ 1"),
    ("STRATEJİK AMAÇ", 5, "STRATEJİK AMAÇ"),
    ("S T R A T E J İ K  A M A Ç  2", 0, "STRATEJİK AMAÇ 2"),
    ("H E D E F  1.1", 0, "HEDEF 1.1"),
    ("a) b) c) d)", 0, "a) b) c) d)"),
    ("1 2 3 4 5 6", 0, "1 2 3 4 5 6"),
    ("X X X X X", 0, "X X X X X"),
    ("H e d e f  1 . 1  Yolları yenilemek", 0, "Hedef 1.1 Yolları yenilemek"),
    ("S o r u m l u  Bi r i m", 0, "Sorumlu Birim"),
    ("İ H t i Y A ç l A r", 0, "İhtiyaçlar"),
    ("m A l i Y e t  t A H m i n i", 0, "maliyet tahmini"),
]


@pytest.mark.parametrize(("printed", "space", "meant"), SPACED)
def test_letters_set_apart_for_looks_are_words(tmp_path: Path, printed: str, space: float, meant: str) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, printed, charSpace=space)

    assert lines_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == [meant]


def test_small_capitals_set_apart_are_one_word_with_its_initial(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        left = 60.0
        for letter, size in zip("riSkler", (12, 9, 9, 9, 9, 9, 9), strict=True):
            canvas.setFont("Vera", size)
            canvas.drawString(left, 700, letter)
            left += canvas.stringWidth(letter, "Vera", size) + 2.5

    (line,) = read(sheets(tmp_path / "plan.pdf", page)).pages[0].blocks
    assert isinstance(line, Line)
    assert line.text == "Riskler"
    assert line.box.x1 - line.box.x0 > 40
