"""Pages that are pictures: printed here, scanned in memory (askew and with grain), and read back by tesseract."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from known_text import scanned
from reportlab.lib.pagesizes import A4
from rich.console import Console
from small_plans import NEW_PAGE, bullets, gap, heading, outline, pdf, ruled, words
from small_run import here

from plan_miner.mine import mine
from plan_miner.model import Edition, Line, Municipality, Page, Source, Table
from plan_miner.progress import summary
from plan_miner.settings import Settings
from plan_miner.stages import Job, already_read, tag, tagged
from plan_miner.stages import read as stage_read
from plan_miner.structure import structured
from plan_miner.text import Unreadable, read, tesseract
from plan_miner.text.misread import mended, settled, shaky
from plan_miner.text.rulings import rulings, skew, turned
from plan_miner.text.tesseract import Seen
from plan_miner.text.type_sizes import in_type
from plan_miner.text.upright import as_seen

needs_tesseract = pytest.mark.skipif(not tesseract.version(), reason=f"no Tesseract with Turkish; {tesseract.remedy()}")
needs_english = pytest.mark.skipif(not tesseract.knows("eng"), reason="no English model for figures")

PROSE = (
    "Belediyemiz, kadınların ve çocukların şiddetten korunması için danışma hizmeti vermekte; ihtiyaç hâlinde "
    "güvenli konaklama sağlamaktadır. Yaşlı ve engelli yurttaşların evde bakım hizmetinden yararlanması, "
    "müdürlüklerin iş birliğiyle her yıl artan bir bütçeyle sürdürülmektedir.",
    "Önümüzdeki dönemde mahalle ölçeğinde kreşler açılacak, gençlere yönelik atölyeler düzenlenecektir.",
)
CARD = (
    ["Amaç", "A1: Toplumsal eşitliği güçlendirmek"],
    ["Hedef", "H1.1: Kadınların kent yaşamına eşit katılımını desteklemek"],
    ["Performans Göstergesi", "Hedefe Etkisi (%)", "2019", "2020", "2021", "2022", "2023", "2024"],
    ["PG1.1.1: Açılan kreş sayısı (adet)", "40", "2", "3", "5", "7", "9", "12"],
    ["PG1.1.2: Hizmet alan kadın sayısı (kişi)", "60", "1.250", "1.400", "1.650", "1.900", "2.150", "2.400"],
    ["Sorumlu Birim", "Kadın ve Aile Hizmetleri Müdürlüğü"],
    ["Faaliyet ve Projeler", ["Kadın danışma merkezi açılması", "Kadınlara yönelik meslek kursları düzenlenmesi"]],
    ["Maliyet Tahmini", "14.325.000 TL"],
)
WIDTHS = (4, 1.6, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3)


def text_of(page: Page) -> str:
    return " ".join(b.text for b in page.blocks if isinstance(b, Line))


def cells_of(page: Page) -> list[str]:
    tables = [b for b in page.blocks if isinstance(b, Table)]
    return [" ".join(cell.text.split()) for table in tables for cell in table.cells]


def without_spaces(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


# --- whole pages ---


@needs_tesseract
@pytest.mark.parametrize("degrees", [0.8, -0.6])
def test_a_scanned_page_is_read_letter_for_letter_but_for_one_in_a_hundred(tmp_path: Path, degrees: float) -> None:
    (page,) = read(scanned(pdf(tmp_path / "plan.pdf", *words(*PROSE)), degrees)).pages
    printed = " ".join(PROSE)
    alike = SequenceMatcher(None, printed, text_of(page), autojunk=False).ratio()
    assert page.quality == "ocr"
    assert alike > 0.99, text_of(page)


@needs_tesseract
@needs_english
def test_a_scanned_card_has_the_cells_of_the_printed_one(tmp_path: Path) -> None:
    printed = pdf(tmp_path / "plan.pdf", heading("Hedef Kartı"), ruled(*CARD, widths=WIDTHS))
    (born,), (seen,) = read(printed).pages, read(scanned(printed, 0.7)).pages
    assert without_spaces(cells_of(seen)) == without_spaces(cells_of(born))


@needs_tesseract
@needs_english
def test_the_goal_tree_of_a_scanned_plan_is_that_of_the_printed_one(tmp_path: Path) -> None:
    chapter = heading("5. AMAÇ VE HEDEFLER", 16)
    other = [
        ["Amaç", "A1: Toplumsal eşitliği güçlendirmek"],
        ["Hedef", "H1.2: Yaşlıların bakımını sürdürmek"],
        *CARD[5:],
    ]
    cards = ruled(*CARD, widths=WIDTHS), gap(), ruled(*other, widths=(4, 9.4))
    printed = pdf(tmp_path / "plan.pdf", chapter, *cards)
    trees = [outline(structured(read(path), "strategic_plan", 2020)) for path in (printed, scanned(printed, -0.5))]
    assert trees[1] == trees[0]
    assert "- Kadınlara yönelik meslek kursları düzenlenmesi (1)" in trees[0]


@needs_tesseract
@needs_english
def test_the_goal_tree_of_a_plan_whose_fonts_have_no_map_is_that_of_the_printed_one(tmp_path: Path) -> None:
    printed = pdf(tmp_path / "plan.pdf", heading("5. AMAÇ VE HEDEFLER", 16), ruled(*CARD, widths=WIDTHS))
    tree = outline(structured(read(printed), "strategic_plan", 2020))
    printed.write_bytes(printed.read_bytes().replace(b"/ToUnicode", b"/NoUnicode"))
    reading = read(printed)
    assert [page.quality for page in reading.pages] == ["ocr"]
    assert outline(structured(reading, "strategic_plan", 2020)) == tree


@needs_tesseract
def test_lines_of_a_paragraph_have_one_size_and_headings_a_larger_one(tmp_path: Path) -> None:
    printed = pdf(tmp_path / "plan.pdf", heading("Sosyal hizmetler ve dayanışma", 15), *words(*PROSE))
    (page,) = read(scanned(printed, 0.4)).pages
    head, *lines = [b for b in page.blocks if isinstance(b, Line)]
    assert len({line.size for line in lines}) == 1
    assert head.size > 1.3 * lines[0].size


@needs_tesseract
def test_bullets_are_bullets_whatever_the_engine_takes_them_for(tmp_path: Path) -> None:
    items = ("Evde bakım hizmetinin yaygınlaştırılması", "Sığınmaevi kapasitesinin artırılması")
    (page,) = read(scanned(pdf(tmp_path / "plan.pdf", *words(PROSE[0]), bullets(*items)))).pages
    assert [b.text for b in page.blocks if isinstance(b, Line)][-2:] == [f"• {item}" for item in items]


@needs_tesseract
def test_boxes_are_in_points_of_the_page(tmp_path: Path) -> None:
    printed = pdf(
        tmp_path / "plan.pdf", gap(300), *words("Belediyemizin nüfusu artmaktadır ve hizmetler çoğalmaktadır")
    )
    (born,), (seen,) = read(printed).pages, read(scanned(printed)).pages
    for name in ("x0", "top", "x1", "bottom"):
        assert abs(getattr(born.blocks[0].box, name) - getattr(seen.blocks[0].box, name)) < 2.5


@needs_tesseract
def test_a_picture_without_words_is_blank(tmp_path: Path) -> None:
    (page, other) = read(scanned(pdf(tmp_path / "plan.pdf", gap(), NEW_PAGE, words("Metin ve metin")), grain=8)).pages
    assert (page.quality, page.blocks) == ("blank", ())
    assert other.quality == "ocr"


@needs_tesseract
def test_a_scan_without_a_word_on_any_page_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no text on any"):
        read(scanned(pdf(tmp_path / "plan.pdf", gap()), grain=8))


# --- kept answers, and no engine ---


@needs_tesseract
def test_a_page_is_read_once_where_its_reading_is_kept_and_nothing_is_left_where_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, cache = scanned(pdf(tmp_path / "plan.pdf", *words(*PROSE))), tmp_path / "ocr"
    before = set(tmp_path.rglob("*"))
    first = read(path)
    assert set(tmp_path.rglob("*")) == before  # nothing is kept where nobody says in which folder
    assert read(path, cache=cache) == first
    kept = {file: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert kept

    def started_again(*_: object) -> None:
        raise AssertionError("tesseract was started again")

    monkeypatch.setattr(tesseract, "_answer", started_again)
    assert read(path, cache=cache) == first
    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == kept


@needs_tesseract
def test_a_page_that_stands_in_another_edition_too_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scanned(pdf(tmp_path / "plan.pdf", *words(PROSE[1])))
    before = text_of(read(first, cache=tmp_path / "ocr").pages[0])
    both = pdfium.PdfDocument.new()
    both.import_pages(pdfium.PdfDocument(pdf(tmp_path / "front.pdf", *words(*PROSE))), [0])
    both.import_pages(pdfium.PdfDocument(first), [0])
    both.save(tmp_path / "revised.pdf")
    monkeypatch.setattr(tesseract, "_answer", None)  # calling it fails
    pages = read(tmp_path / "revised.pdf", cache=tmp_path / "ocr").pages
    assert [page.quality for page in pages] == ["ok", "ocr"]
    assert text_of(pages[1]) == before


@needs_tesseract
@pytest.mark.skipif(not tesseract.knows("osd"), reason="no model for how pages lie")
def test_a_sheet_that_lay_sideways_is_read(tmp_path: Path) -> None:
    printed = pdf(tmp_path / "plan.pdf", *words(PROSE[0]))
    (page,) = read(scanned(printed, 0.5, turn=90)).pages
    alike = SequenceMatcher(None, PROSE[0], text_of(page), autojunk=False).ratio()
    assert alike > 0.99, text_of(page)
    assert page.turned == pytest.approx(270.5, abs=0.1)


@needs_tesseract
def test_the_box_of_a_slanted_line_is_where_it_is_seen(tmp_path: Path) -> None:
    printed = pdf(
        tmp_path / "plan.pdf", gap(300), *words("Belediyemizin nüfusu artmaktadır ve hizmetler çoğalmaktadır")
    )
    (born,), pages = read(printed).pages, read(scanned(printed, 1.0)).pages
    line, angle = born.blocks[0].box, np.radians(1.0)  # the sheet was turned against the clock about its middle
    x, y = (line.x0 + line.x1) / 2 - A4[0] / 2, (line.top + line.bottom) / 2 - A4[1] / 2
    place = x * np.cos(angle) + y * np.sin(angle) + A4[0] / 2, y * np.cos(angle) - x * np.sin(angle) + A4[1] / 2
    (seen, *_) = as_seen(pages[0].blocks, pages)
    assert ((seen.box.x0 + seen.box.x1) / 2, (seen.box.top + seen.box.bottom) / 2) == pytest.approx(place, abs=2.5)


def test_without_tesseract_a_scan_stays_unread_and_the_other_pages_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("PROGRAMFILES", raising=False)
    path = mixed(tmp_path)
    pages = read(path).pages
    assert [page.quality for page in pages] == ["ok", "unread"]
    (doubt,) = [d for d in tagged(read(path), "activity_report", 2020).doubts if d.page]
    assert (doubt.doubt, doubt.page) == ("unread_page", 2)
    assert tesseract.remedy() in doubt.message


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_where_tesseract_fails_the_scan_stays_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "bin" / "tesseract"
    stand_in.parent.mkdir()
    stand_in.write_text('#!/bin/sh\ncase "$1" in --list-langs) echo tur;; --version) echo broken;; *) exit 1;; esac\n')
    stand_in.chmod(0o755)
    path = mixed(tmp_path)
    monkeypatch.setenv("PATH", str(stand_in.parent))
    assert [page.quality for page in read(path, cache=tmp_path / "ocr").pages] == ["ok", "unread"]
    assert not (tmp_path / "ocr").exists()


@needs_tesseract
def test_a_scan_left_unread_is_read_once_tesseract_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = mixed(tmp_path)
    place = Municipality("kars", "Kars Belediyesi", "Kars", 36, "provincial")
    source = Source("kars-fr-2020", place, "activity_report", 2020, 2020, str(path))
    job = Job(source, Edition(source.id, "0" * 64, path, 1, "", "local", ""), tmp_path / "data")
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        assert stage_read(job, silent).pages == (("ok", 1), ("unread", 1))
        assert tag(job, silent)
        assert already_read(job) is not None  # nothing can read it, so it is not tried again
    assert already_read(job) is None
    assert stage_read(job, silent).pages == (("ok", 1), ("ocr", 1))
    assert already_read(job) is not None
    assert list((tmp_path / "data" / "work" / "ocr").iterdir())


def silent(done: int, of: int) -> None:
    """A sign of life that nobody hears."""


def mixed(folder: Path) -> Path:
    """A document whose second page is a scan."""
    printed = pdf(folder / "report.pdf", *words(*PROSE), NEW_PAGE, *words(*PROSE))
    scan = pdfium.PdfDocument(scanned(printed))
    both = pdfium.PdfDocument.new()
    both.import_pages(pdfium.PdfDocument(printed), [0])
    both.import_pages(scan, [1])
    both.save(folder / "mixed.pdf")
    return folder / "mixed.pdf"


@pytest.mark.parametrize(("system", "command"), [("linux", "apt"), ("darwin", "brew"), ("win32", "winget")])
def test_the_remedy_is_one_command_of_the_system(monkeypatch: pytest.MonkeyPatch, system: str, command: str) -> None:
    monkeypatch.setattr("sys.platform", system)
    assert f"{command} install" in tesseract.remedy()


# --- rules in pictures ---


def sheet(draw: Callable[[np.ndarray], None]) -> np.ndarray:
    """A white A5 page, on its side, at 300 dots an inch with what is drawn on it."""
    page = np.full((1748, 2480), 245, dtype=np.uint8)
    draw(page)
    return page


SCALE = 300 / 72


def frame(page: np.ndarray, ink: int = 40, thick: int = 3) -> None:
    for y in (200, 400, 600):
        page[y : y + thick, 200:2200] = ink
    for x in (200, 1000, 2200):
        page[200 : 600 + thick, x : x + thick] = ink


@pytest.mark.parametrize(("ink", "thick"), [(40, 2), (40, 3), (40, 8), (190, 3)])
def test_rules_are_found_thin_thick_and_pale(ink: int, thick: int) -> None:
    found, clean = rulings(sheet(lambda page: frame(page, ink, thick)), SCALE)
    flat = sorted({round(r.top / 10) for r in found if r.flat})
    assert [y for y in flat if y in (20, 40, 60)] == [20, 40, 60]
    assert all(r.x0 < 210 and r.x1 > 2190 for r in found if r.flat)
    assert {round(r.x0 / 100) for r in found if not r.flat} == {2, 10, 22}
    assert np.count_nonzero(clean < 180) < 300  # hardly anything of them is left


@pytest.mark.parametrize("degrees", [-1.5, -0.4, 0.0, 0.3, 1.2])
def test_a_page_askew_is_put_straight(degrees: float) -> None:
    askew = turned(sheet(frame), -degrees)
    assert abs(skew(askew, SCALE) - degrees) <= 0.1


def test_print_is_no_rule() -> None:
    def print_lines(page: np.ndarray) -> None:
        for top in range(100, 1500, 60):  # rows of stems and arches, as letters have them
            for x in range(100, 1100, 14):
                page[top : top + (22, 30)[x % 3 // 2], x : x + 4] = 40
                page[top : top + 3, x : x + 10] = 40

    page = sheet(print_lines)
    found, clean = rulings(page, SCALE)
    assert found == []
    assert np.array_equal(clean, page)


# --- signs and sizes ---

AS_PRINTED = [
    ("HI.I:", "H1.1:"),
    ("PGl.2.I", "PG1.2.1"),
    ("PGL.L.I:", "PG1.1.1:"),
    ("F1.2:3", "F1.2.3"),
    ("PGA4.1.2;", "PG4.1.2;"),
    ("Al:", "A1:"),
    ("HEDEF-L.I", "HEDEF-1.1"),
    ("l.209", "1.209"),
    ("2O20", "2020"),
    ("(©)", "(%)"),
    *((word, word) for word in ("ALI", "Al", "İl.", "I.", "II", "IO", "A.I.", "S.I.", "Hal", "PL", "1.1.", "A4:")),
]


@pytest.mark.parametrize(("seen", "printed"), AS_PRINTED)
def test_letters_in_codes_and_figures_are_figures_and_no_word_changes(seen: str, printed: str) -> None:
    assert mended(seen) == printed


TWO_READINGS = [
    (("9050", 75, "%50", 85, 2.7), "%50"),  # a percent sign that the Turkish model cannot know
    (("9060", 62, "%EO", 23, 2.7), "%60"),
    (("(90)", 77, "(%)", 92, 2.1), "(%)"),
    (("2", 89, "12", 76, 1.4), "12"),  # more ink than a 2 needs
    (("14", 91, "114", 97, 2.2), "114"),
    (("PG2.2.11", 56, "PG2.2.1", 96, 5.0), "PG2.2.1"),
    (("2.375", 80, "2375", 60, 3.4), "2.375"),
    (("müdür", 60, "mudur", 90, 3.0), "müdür"),
]


@pytest.mark.parametrize(("readings", "better"), TWO_READINGS)
def test_the_better_of_two_readings_of_a_figure_is_taken(
    readings: tuple[str, float, str, float, float], better: str
) -> None:
    assert settled(*readings) == better


@pytest.mark.parametrize(
    ("word", "confidence", "again"),
    [("9050", 75, True), ("2020", 96, False), ("kadın", 40, False), ("Ad:", 85, True), ("(o", 50, True)],
)
def test_only_what_may_be_a_figure_is_looked_at_again(word: str, confidence: float, *, again: bool) -> None:
    assert shaky(word, confidence) is again


def test_low_words_are_as_large_as_high_ones_in_their_line() -> None:
    line = (0, 1, 1, 1)
    high, low = Seen("Kadın", 0, 100, 90, 129, 96, line), Seen("ve", 100, 108, 130, 129, 96, line)
    sizes = {(word.box.top, word.box.bottom, word.size) for word in in_type([high, low], 1, SCALE)}
    assert len(sizes) == 1


# --- what a run says ---


def test_a_run_counts_the_pages_that_nothing_could_read_and_says_how_to_have_them_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed(tmp_path)
    (tmp_path / "sources.yaml").write_text(
        "municipalities:\n  - {id: kars, name: Kars Belediyesi, province: Kars, kind: provincial, website: https://a.b/,"
        " documents: [{kind: activity_report, period: 2020, url: mixed.pdf}]}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("PROGRAMFILES", raising=False)
    console = Console(record=True, width=200, file=io.StringIO())
    summary(console, mine(Settings(data=tmp_path / "data", sources=tmp_path / "sources.yaml"), here), 1.0)
    said = " ".join(console.export_text().split())
    assert "Pages 2, 1 unread" in said
    assert tesseract.command() in said
