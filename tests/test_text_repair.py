"""Letters as they should be: old code pages and fonts, ligatures, full-width signs, and how good a page's text is."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from small_plans import FONTS, pdf, sheets, words

from plan_miner.model import Box, Page
from plan_miner.text import read
from plan_miner.text.drawn import drawing
from plan_miner.text.quality import judged
from plan_miner.text.repair import lost_letters, mended_text, repaired
from plan_miner.text.words import Word, paper

SIGNS = [
    ("sınıﬁ", "sınıfi"),
    ("reﬂeks", "refleks"),
    ("eﬀaf", "effaf"),
    ("１．２", "1.2"),
    ("AMAÇ１：", "AMAÇ1:"),
    ("【１．１】", "【1.1】"),
    ("Bele\u00addiye", "Belediye"),
    ("Kadın\u200b", "Kadın"),
    ("g\u0306u\u0308zel", "ğüzel"),
    ("I\u0307lçe", "İlçe"),
    ("\uf0b7", "•"),
    ("\uf0a7", "•"),
    ("\uf0d8Kadın", "•Kadın"),
    ("sokakla\u00ad", "sokakla\x02"),  # printed at a line's end: the word goes on
    ("Amaç", "Amaç"),
    ("", ""),
]
DAMAGED = [
    ("eðitim", "eğitim"),
    ("halkýnýn", "halkının"),
    ("YAÞAM", "YAŞAM"),
    ("Ýlçe", "İlçe"),
    ("BELEDÝYESÝ", "BELEDİYESİ"),
    ("DAÐ", "DAĞ"),
    ("BELEDĠYESĠ", "BELEDİYESİ"),
    ("SunuĢ", "Sunuş"),
]
CODE_PAGE_1254 = "Ýlçe halkýnýn yaþam kalitesini artýrmak, çaðdaþ ve eþit bir þehir için eðitim vermek"
MENDED = "İlçe halkının yaşam kalitesini artırmak, çağdaş ve eşit bir şehir için eğitim vermek"


def text_of(page: Page) -> str:
    return " ".join(block.text for block in page.blocks)


@pytest.mark.parametrize(("printed", "meant"), SIGNS)
def test_ligatures_full_width_and_invisible_signs_become_plain_letters(printed: str, meant: str) -> None:
    assert mended_text(printed) == meant


@pytest.mark.parametrize(("printed", "meant"), DAMAGED)
def test_letters_of_damaged_code_pages_and_old_fonts_become_turkish(printed: str, meant: str) -> None:
    assert mended_text(printed, damaged=True) == meant


@pytest.mark.parametrize("name", ["Þórsmörk", "Hafnarfjörður", "Latviešu", "Ýmir"])
def test_foreign_names_on_a_sound_page_keep_their_letters(name: str) -> None:
    assert mended_text(name) == name


def test_a_page_of_a_damaged_code_page_is_mended_and_said_to_be(tmp_path: Path) -> None:
    page = read(pdf(tmp_path / "plan.pdf", words(CODE_PAGE_1254))).pages[0]
    assert (page.quality, text_of(page)) == ("repaired", MENDED)


def test_one_foreign_name_on_a_long_page_is_no_damage(tmp_path: Path) -> None:
    page = read(
        pdf(tmp_path / "plan.pdf", words(*[MENDED] * 12, "Kardeş kent Hafnarfjörður ile görüşülmüştür."))
    ).pages[0]
    assert page.quality == "ok"
    assert "Hafnarfjörður" in text_of(page)


def test_damage_is_told_page_by_page(tmp_path: Path) -> None:
    def saying(text):
        return lambda canvas: canvas.drawString(60, 700, text)

    pages = read(sheets(tmp_path / "plan.pdf", saying(MENDED), saying(CODE_PAGE_1254), saying(MENDED))).pages
    assert [page.quality for page in pages] == ["ok", "repaired", "ok"]
    assert {text_of(page) for page in pages} == {MENDED}


def test_a_sheet_with_nothing_on_it_is_blank(tmp_path: Path) -> None:
    pages = read(sheets(tmp_path / "plan.pdf", lambda _: None, lambda c: c.drawString(60, 700, MENDED))).pages
    assert [page.quality for page in pages] == ["blank", "ok"]
    assert pages[0].blocks == ()


def judge(text: str, picture_share: float = 0.0, *, damaged: bool = False) -> str:
    return judged([Word(word, Box(1, 0, 0, 9, 9)) for word in text.split()], picture_share, damaged=damaged)


@pytest.mark.parametrize(
    ("text", "picture_share", "quality"),
    [("", 0.9, "unread"), ("12", 0.9, "unread"), ("", 0.1, "blank"), ("Sayfa 12", 0.1, "ok"), (MENDED, 0.9, "ok")],
)
def test_a_page_is_unread_where_a_picture_stands_for_its_text(text: str, picture_share: float, quality: str) -> None:
    assert judge(text, picture_share) == quality


def test_how_much_of_a_page_is_picture_is_measured(tmp_path: Path) -> None:
    Image.new("L", (60, 80), 200).save(tmp_path / "scan.png")
    path = sheets(tmp_path / "plan.pdf", lambda c: c.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 421))
    page = pypdfium2.PdfDocument(path)[0]
    assert drawing(page, paper(page, 1)).picture_share == pytest.approx(0.5, abs=0.01)


GARBLED = [
    "Kjg sdf qwrt plmn bvcx zxcv hjkl mnbv rtzp sdfg qwrt plmn bvcx zxcv hjkl",  # no vowels
    "Ωμέγα καὶ ἄλφα προς τον δημο και την πόλη δεν είναι",  # another alphabet
    "kaDıNlaR eĞiTiM beLeDiYe meCLiS üYeLeRi seÇiM kOmİsYoN toPLaNtı",  # letters of a font without a map
]


@pytest.mark.parametrize("text", GARBLED)
def test_a_text_layer_that_holds_no_words_is_garbled(text: str) -> None:
    assert judge(text) == "garbled"


def test_letters_of_a_font_without_a_map_are_not_passed_on_as_text(tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Blind", str(FONTS / "VeraIt.ttf"), asciiReadable=0))
    canvas = Canvas(str(tmp_path / "plan.pdf"), pageCompression=0)
    canvas.setFont("Blind", 10)
    for row in range(4):
        canvas.drawString(60, 700 - 14 * row, "Kadınların istihdama katılımını artırmak")
    canvas.save()
    blind = (tmp_path / "plan.pdf").read_bytes().replace(b"/ToUnicode", b"/NoUnicode")
    (tmp_path / "plan.pdf").write_bytes(blind)
    assert read(tmp_path / "plan.pdf").pages[0].quality in ("garbled", "unread", "ocr")


@pytest.mark.parametrize(
    "text",
    [
        "STRATEJİK PLANIN AMAÇLARI VE HEDEFLERİ BELEDİYE MECLİSİNCE KABUL EDİLMİŞTİR",
        "1.250 2.340 12,5 % 3.450 120 340 2020 2021 2022 2023 2024 1.000.000 TL",
        "PG1.1.1 PG1.1.2 H1.1 F1.1.1 TCE KDM GZFT PESTLE KİHEP SKA UNDP",
    ],
)
def test_capitals_figures_and_abbreviations_are_good_text(text: str) -> None:
    assert judge(text) == "ok"


def without_map(path: Path) -> Path:
    """The same document with fonts that do not say which letters their signs stand for."""
    path.write_bytes(path.read_bytes().replace(b"/ToUnicode", b"/NoUnicode"))
    return path


def test_a_page_whose_turkish_letters_are_lost_is_not_taken_for_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    page = read(without_map(pdf(tmp_path / "plan.pdf", words(MENDED)))).pages[0]
    assert "ş" not in text_of(page)
    assert page.quality == "garbled"


@pytest.mark.parametrize(
    ("printed", "quality"),
    [("Belediye\x03 ve\x05 \x07 kent\x0f \x04ehir " * 3, "garbled"), ("\x07 Kent ve çevre düzeni kuruldu " * 5, "ok")],
)
def test_signs_without_letters_in_words_show_a_font_without_a_map_and_bullets_do_not(
    printed: str, quality: str
) -> None:
    found = [Word(word, Box(1, 0, 0, 9, 9)) for word in printed.split(" ") if word]
    assert judged(repaired(found)[0], 0.0, damaged=False, lost=lost_letters(found)) == quality


def test_quotation_marks_of_windows_are_kept() -> None:
    assert mended_text("Belediyesi\x92nin") == "Belediyesi’nin"
