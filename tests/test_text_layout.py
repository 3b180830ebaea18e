"""Pages as blocks in reading order: lines with boxes, tables with cells, running words set aside."""

from __future__ import annotations

from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest
from as_pdfplumber import compared, f1
from reportlab.pdfbase.pdfmetrics import stringWidth
from small_plans import NEW_PAGE, bullets, heading, in_columns, pdf, plan_of, ruled, sheets, words, zebra

from plan_miner.model import Box, Line, Page, Table
from plan_miner.structure.items import items
from plan_miner.text import read

SAMPLE = Path(str(files("plan_miner"))) / "sample"
PLANS = ("serinirmak-bb-sp-2020-2024", "serinirmak-bademkopru-sp-2020-2024")
NEAR = 2.0  # points


def lines_of(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Line)]


def tables_of(page: Page) -> list[Table]:
    return [block for block in page.blocks if isinstance(block, Table)]


def rows_of(table: Table) -> list[list[str]]:
    """A table's texts row by row; a merged cell once."""
    return [
        [" ".join(cell.text.split()) for cell in table.cells if cell.row == row]
        for row in sorted({cell.row for cell in table.cells})
    ]


# --- order ---


def test_paragraphs_headings_and_tables_come_as_they_stand_from_the_top_down(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "plan.pdf",
        heading("1. GİRİŞ"),
        words("Bu plan beş yıl içindir."),
        ruled(("Yıl", "Bütçe"), ("2020", "1.250")),
        words("Bütçe her yıl artar."),
    )
    blocks = read(path).pages[0].blocks
    assert [b.text if isinstance(b, Line) else rows_of(b) for b in blocks] == [
        "1. GİRİŞ",
        "Bu plan beş yıl içindir.",
        [["Yıl", "Bütçe"], ["2020", "1.250"]],
        "Bütçe her yıl artar.",
    ]


def test_the_left_column_is_read_before_the_right_one(tmp_path: Path) -> None:
    left = [f"Sol sütunun {n}. satırı" for n in range(1, 13)]
    right = [f"Sağ sütunun {n}. satırı" for n in range(1, 13)]
    path = pdf(tmp_path / "plan.pdf", in_columns([words(*left)], [words(*right)]))
    assert lines_of(read(path).pages[0]) == [*left, *right]


def test_words_side_by_side_with_a_wide_gap_are_lines_of_their_own(tmp_path: Path) -> None:
    def page(canvas):
        canvas.drawString(60, 700, "Sorumlu Birim")
        canvas.drawString(200, 700, "Fen İşleri Müdürlüğü")

    assert lines_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == ["Sorumlu Birim", "Fen İşleri Müdürlüğü"]


def test_justified_words_with_stretched_spaces_stay_one_line(tmp_path: Path) -> None:
    def page(canvas):
        x = 60.0
        for word in ("Kadınların", "istihdama", "katılımı", "artırılacaktır."):
            canvas.drawString(x, 700, word)
            x += stringWidth(word, "Vera", 10) + 11  # a space is 3 points wide

    assert lines_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == [
        "Kadınların istihdama katılımı artırılacaktır."
    ]


# --- what runs along the edges ---


def chapters() -> list:
    return [
        block
        for number in range(1, 7)
        for block in (heading(f"{number}. BÖLÜM {'ABCDEF'[number - 1]}"), *words(f"Bölüm {number} metni."), NEW_PAGE)
    ]


def test_running_headers_and_page_numbers_are_set_aside(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", chapters(), head="Serinırmak Belediyesi Stratejik Planı", foot="Sayfa {page}")
    for page in read(path).pages:
        assert lines_of(page) == [f"{page.number}. BÖLÜM {'ABCDEF'[page.number - 1]}", f"Bölüm {page.number} metni."]
        assert [line.text for line in page.aside] == ["Serinırmak Belediyesi Stratejik Planı", f"Sayfa {page.number}"]


def test_page_numbers_that_count_from_the_plan_and_not_the_file_are_set_aside(tmp_path: Path) -> None:
    def saying(number):
        def page(canvas):
            canvas.drawString(60, 700, f"Metin {'abcdef'[number]}")
            canvas.drawCentredString(297, 28, str(number + 85))

        return page

    pages = read(sheets(tmp_path / "plan.pdf", *map(saying, range(6)))).pages
    assert [lines_of(page) for page in pages] == [[f"Metin {letter}"] for letter in "abcdef"]


FOOTS = [
    "2020-2024 Stratejik Planı | {page}",
    "Sayfa {page} / 6",
    "- {page} -",
    "{page}",
    "Serinırmak Belediyesi {page}",
    "Amacımız Hizmet, Hedefimiz Mutlu İnsan",
]


@pytest.mark.parametrize("foot", FOOTS)
def test_a_foot_that_counts_the_pages_is_set_aside(tmp_path: Path, foot: str) -> None:
    path = pdf(tmp_path / "plan.pdf", chapters(), foot=foot)
    assert [[line.text for line in page.aside] for page in read(path).pages] == [
        [foot.format(page=number)] for number in range(1, 7)
    ]


def test_a_cards_label_at_the_top_of_several_pages_is_kept(tmp_path: Path) -> None:
    def saying(text):
        def page(canvas):
            canvas.drawString(60, 780, "Faaliyetler")
            canvas.drawString(60, 760, text)
            canvas.drawString(60, 400, f"{text} sürdürülecektir.")

        return page

    pages = read(sheets(tmp_path / "plan.pdf", *map(saying, ("Asfalt", "Kaldırım", "Köprü", "Geçit")))).pages
    assert [lines_of(page)[0] for page in pages] == ["Faaliyetler"] * 4


def test_headings_of_goals_at_the_top_of_every_page_are_kept(tmp_path: Path) -> None:
    def saying(text):
        def page(canvas):
            canvas.drawString(60, 800, text)
            canvas.drawString(60, 600, "Asfalt yapılması")

        return page

    pages = read(sheets(tmp_path / "plan.pdf", *[saying("AMAÇ 1: Ulaşımı güvenli kılmak")] * 5)).pages
    assert {lines_of(page)[0] for page in pages} == {"AMAÇ 1: Ulaşımı güvenli kılmak"}


def test_figures_in_a_row_at_the_foot_of_a_page_are_no_page_numbers(tmp_path: Path) -> None:
    def page(canvas):
        for x, text in ((60, "Toplam"), (300, "12"), (360, "14"), (420, "16")):
            canvas.drawString(x, 40, text)

    found = read(sheets(tmp_path / "plan.pdf", page, page, page, page)).pages[0]
    everything = lines_of(found) + [line.text for line in found.aside]
    assert {"Toplam", "12", "14", "16"} == set(everything)
    assert "12" in lines_of(read(sheets(tmp_path / "one.pdf", page)).pages[0])


# --- boxes ---

PLACES = [(60.0, 700.0, "Kadınların istihdamı", 10), (123.4, 333.3, "İğde Sokağı", 14), (300.5, 90.0, "ĞÜŞİÖÇ", 8)]


@pytest.mark.parametrize("place", PLACES)
def test_a_lines_box_lies_around_the_place_where_it_was_drawn(tmp_path: Path, place) -> None:
    x, y, text, size = place

    def page(canvas):
        canvas.setFont("Vera", size)
        canvas.drawString(x, y, text)

    line = read(sheets(tmp_path / "plan.pdf", page)).pages[0].blocks[0]
    assert isinstance(line, Line)
    baseline = 841.89 - y
    assert line.text == text
    assert line.size == pytest.approx(size, abs=0.1)
    assert line.box.x0 == pytest.approx(x, abs=NEAR)
    assert line.box.x1 == pytest.approx(x + stringWidth(text, "Vera", size), abs=NEAR)
    assert line.box.top - NEAR <= baseline - 0.73 * size  # capitals are 0.73 high
    assert baseline - 1.1 * size - NEAR <= line.box.top
    assert baseline <= line.box.bottom + NEAR
    assert line.box.bottom <= baseline + 0.3 * size + NEAR


def test_bold_letters_are_told_from_plain_ones(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", heading("Kalın yazı", 10), words("İnce yazı"))
    assert [(line.text, line.bold) for line in read(path).pages[0].blocks] == [
        ("Kalın yazı", True),
        ("İnce yazı", False),
    ]


def test_a_page_turned_by_ninety_degrees_is_read_upright(tmp_path: Path) -> None:
    def page(canvas):
        canvas.setPageRotation(90)
        canvas.translate(595.28, 0)
        canvas.rotate(90)
        canvas.setFont("Vera", 10)
        canvas.drawString(60, 500, "Amaç 1: Kent içi ulaşımı güvenli kılmak")
        canvas.drawString(60, 480, "Hedef 1.1: Yol ağını yenilemek")
        canvas.grid([60, 160, 300], [400, 420, 440])
        for row, texts in enumerate((("Yıl", "Bütçe"), ("2020", "1.250"))):
            for column, text in enumerate(texts):
                canvas.drawString(65 + 100 * column, 426 - 20 * row, text)

    path = sheets(tmp_path / "plan.pdf", page, size=(841.89, 595.28))  # reportlab lays the sheet down by itself
    found = read(path).pages[0]
    assert (round(found.width), round(found.height)) == (842, 595)
    assert lines_of(found) == ["Amaç 1: Kent içi ulaşımı güvenli kılmak", "Hedef 1.1: Yol ağını yenilemek"]
    assert found.blocks[0].box.x0 == pytest.approx(60, abs=NEAR)
    assert found.blocks[0].box.bottom == pytest.approx(595.28 - 500, abs=4)
    assert rows_of(tables_of(found)[0]) == [["Yıl", "Bütçe"], ["2020", "1.250"]]


def test_a_table_whose_labels_alone_are_turned_does_not_turn_its_page(tmp_path: Path) -> None:
    units = [
        f"{name} Dairesi Başkanlığı" for name in ("Bilgi İşlem", "Fen İşleri", "Sosyal Hizmetler", "Ulaşım", "Zabıta")
    ]

    def page(canvas):
        canvas.setFont("Vera", 13)
        canvas.drawString(60, 760, "Hedeflerden Sorumlu Birimler")
        canvas.setFont("Vera", 8)
        canvas.grid([60, 120, *(120 + 40 * n for n in range(1, 6))], [500, 516, 532, 700])
        for row, code in enumerate(("H1.1", "H1.2")):
            canvas.drawString(64, 520 - 16 * row, code)
        for column, unit in enumerate(units):
            canvas.saveState()
            canvas.translate(144 + 40 * column, 540)
            canvas.rotate(90)
            canvas.drawString(0, 0, unit)
            canvas.restoreState()

    found = read(sheets(tmp_path / "plan.pdf", page)).pages[0]
    assert (found.turned, lines_of(found)) == (0.0, ["Hedeflerden Sorumlu Birimler"])
    assert rows_of(tables_of(found)[0]) == [["", *units], ["H1.1", *[""] * 5], ["H1.2", *[""] * 5]]


def test_a_crop_box_moves_the_origin_to_the_corner_that_is_seen(tmp_path: Path) -> None:
    def page(canvas):
        canvas.setCropBox((50, 40, 545, 800))
        canvas.drawString(100, 700, "Kadınların istihdamı")

    found = read(sheets(tmp_path / "plan.pdf", page)).pages[0]
    assert (round(found.width), round(found.height)) == (495, 760)
    assert found.blocks[0].box.x0 == pytest.approx(50, abs=NEAR)
    assert found.blocks[0].box.bottom == pytest.approx(100, abs=4)


# --- tables ---


def test_a_cell_merged_over_columns_or_rows_stands_once_with_its_spans(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "plan.pdf",
        ruled(
            ("Amaç", "Hedef", "Faaliyet"),
            ("Ulaşım", "Yol", "Asfalt"),
            ("", "", "Kaldırım"),
            ("", "Geçit", "Boyama"),
            ("Toplam",),
            down=("0:1-3", "1:1-2"),
        ),
    )
    table = tables_of(read(path).pages[0])[0]
    spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert spans["Ulaşım"] == (1, 0, 3, 1)
    assert spans["Yol"] == (1, 1, 2, 1)
    assert spans["Kaldırım"] == (2, 2, 1, 1)
    assert spans["Toplam"] == (4, 0, 1, 3)
    assert (table.rows, table.columns) == (5, 3)


def test_lines_within_a_cell_keep_their_order_and_stand_inside_its_box(tmp_path: Path) -> None:
    path = pdf(tmp_path / "plan.pdf", ruled(("Faaliyetler", ["Asfalt", "Kaldırım", "Köprü"]), ("Risk", "Yok")))
    table = tables_of(read(path).pages[0])[0]
    cell = next(c for c in table.cells if "Asfalt" in c.text)
    assert cell.text == "• Asfalt\n• Kaldırım\n• Köprü"
    for line in cell.lines:
        assert cell.box.x0 - 1 <= line.box.x0 < line.box.x1 <= cell.box.x1 + 1
        assert cell.box.top - 1 <= line.box.top < line.box.bottom <= cell.box.bottom + 1


def test_rules_in_a_form_lie_where_the_form_is_placed(tmp_path: Path) -> None:
    def page(canvas):
        canvas.beginForm("card")
        canvas.setFont("Vera", 10)
        canvas.grid([0, 100, 240], [0, 20, 40])
        for row, texts in enumerate((("Yıl", "Bütçe"), ("2020", "1.250"))):
            for column, text in enumerate(texts):
                canvas.drawString(5 + 100 * column, 26 - 20 * row, text)
        canvas.endForm()
        canvas.translate(60, 500)
        canvas.scale(1.5, 1.5)
        canvas.doForm("card")

    (table,) = tables_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0])
    assert rows_of(table) == [["Yıl", "Bütçe"], ["2020", "1.250"]]
    assert table.box.x0 == pytest.approx(60, abs=NEAR)
    assert table.box.bottom == pytest.approx(841.89 - 500, abs=NEAR)


def test_a_tables_last_row_alone_on_the_next_page_is_still_a_row_of_cells(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "plan.pdf",
        ruled(("Amaç", "Ulaşım"), ("Hedef", "Yol"), widths=(1, 3)),
        NEW_PAGE,
        ruled(("İhtiyaçlar", ["İki adet finişer alınması", "Plent kapasitesinin artırılması"]), widths=(1, 3)),
        words("Bu hedefin maliyeti yıllara göre dağıtılmıştır."),
    )
    tables = [rows_of(table) for page in read(path).pages for table in tables_of(page)]
    assert tables[-1] == [["İhtiyaçlar", "• İki adet finişer alınması • Plent kapasitesinin artırılması"]]


def test_letters_that_run_up_the_side_of_a_table_are_one_line(tmp_path: Path) -> None:
    def page(canvas):
        canvas.grid([60, 90, 300], [500, 560, 620])
        canvas.drawString(95, 590, "Yol yapılması")
        canvas.drawString(95, 530, "Geçit yapılması")
        canvas.saveState()
        canvas.translate(80, 510)
        canvas.rotate(90)
        canvas.drawString(0, 0, "ULAŞIM")
        canvas.restoreState()

    table = tables_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0])[0]
    assert "ULAŞIM" in [cell.text for cell in table.cells]


def test_shaded_rows_without_rules_keep_their_columns_apart(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "plan.pdf",
        zebra(
            ("Gösterge", "2019", "2020"),
            ("Yenilenen yol (km)", "12", "14"),
            ("Yeni geçit (adet)", "3", "5"),
            ("Onarılan köprü (adet)", "1", "2"),
            widths=(4, 1, 1),
        ),
    )
    page = read(path).pages[0]
    texts = lines_of(page) + [cell.text for table in tables_of(page) for cell in table.cells]
    assert sorted(t for t in texts if t) == sorted(
        [
            *("Gösterge", "2019", "2020", "Yenilenen yol (km)", "12", "14"),
            *("Yeni geçit (adet)", "3", "5", "Onarılan köprü (adet)", "1", "2"),
        ]
    )


@pytest.mark.parametrize("name", PLANS)
def test_cells_of_ruled_tables_are_those_that_pdfplumber_finds(name: str) -> None:
    pages = list(compared(SAMPLE / f"{name}.pdf", every=3))
    assert sum(page.both for page in pages) > 100
    assert f1(pages) >= 0.99, [(page.page, page.ours, page.theirs) for page in pages if page.ours or page.theirs]


def test_cells_merged_over_rows_and_columns_are_those_that_pdfplumber_finds(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "plan.pdf",
        ruled(("Amaç", "Hedef", "Yıl"), ("Ulaşım", "Yol", "2020"), ("", "", "2021"), ("Toplam",), down=("0:1-2",)),
        words("İki tablo arasında bir satır."),
        ruled(("Birim", "Bütçe"), ("Fen İşleri", "1.250")),
    )
    (page,) = compared(path)
    assert (page.both, page.ours, page.theirs) == (13, (), ())


def test_a_row_that_the_page_end_leaves_open_is_ours_alone(tmp_path: Path) -> None:
    def page(canvas):
        canvas.grid([60, 160, 300], [420, 440, 460])
        for x in (60, 160, 300):
            canvas.line(x, 420, x, 380)
        canvas.drawString(65, 400, "2021")

    (found,) = compared(sheets(tmp_path / "plan.pdf", page))
    assert (found.both, [text for _, text in found.ours], found.theirs) == (4, ["2021", ""], ())


# --- line ends ---


def test_a_word_hyphenated_at_a_line_end_is_whole_in_its_passage(tmp_path: Path) -> None:
    def page(canvas):
        canvas.drawString(60, 700, "Kadınların ve çocukların kentin bütün sokakla-")
        canvas.drawString(60, 687, "rında güvenle yürüyebilmesi için aydınlatma yapıl-")
        canvas.drawString(60, 674, "ması ve 2020-2024 dönemi sonunda bitirilmesi.")

    from plan_miner.structure import structured

    passages = structured(read(sheets(tmp_path / "rapor.pdf", page)), "activity_report").passages
    assert [p.text for p in passages] == [
        "Kadınların ve çocukların kentin bütün sokaklarında güvenle yürüyebilmesi için aydınlatma yapılması "
        "ve 2020-2024 dönemi sonunda bitirilmesi."
    ]


def test_a_paragraph_over_a_page_end_is_one_passage(tmp_path: Path) -> None:
    first = "Kadınlar ile erkeklerin eşit yararlandığı bir kent için belediyenin bütün hizmetlerinde ve"
    found = plan_of(
        tmp_path,
        words(f"{first} bütün birimlerinde,"),
        NEW_PAGE,
        words("planlı bir çalışma yürütülür."),
        bullets("Eğitim verilmesi"),
        kind="activity_report",
    ).passages
    assert found[0].text == f"{first} bütün birimlerinde, planlı bir çalışma yürütülür."
    assert [p.box.page for p in found[0].pieces] == [1, 1, 2] or [p.box.page for p in found[0].pieces] == [1, 2]


# --- columns and boxes ---


def drawn(*parts: tuple[float, float, list[str]]):
    """A page on which each part (left edge, height of its first line, its lines) is written in turn."""

    def page(canvas):
        for x, y, lines in parts:
            for number, line in enumerate(lines):
                canvas.drawString(x, y - 13 * number, line)

    return page


def said(name: str, lines: int) -> list[str]:
    return [f"{name} sütunun {number}. satırı burada" for number in range(1, lines + 1)]


COLUMNS = {
    "two, lower than a fifth of the page": [(60, 700, said("Sol", 3)), (320, 700, said("Sağ", 3))],
    "two of unlike length": [(60, 700, said("Sol", 9)), (320, 700, said("Sağ", 4))],
    "three": [(40, 700, said("İlk", 5)), (230, 700, said("Orta", 5)), (420, 700, said("Son", 5))],
    "under a heading over both": [
        (60, 730, ["Kadınların ve çocukların kentin bütün hizmetlerinden eşit yararlanması için"]),
        (60, 708, said("Sol", 4)),
        (320, 708, said("Sağ", 4)),
    ],
    "and again under a second heading": [
        *((60, 730, ["Birinci başlık"]), (60, 710, said("Sol", 4)), (320, 710, said("Sağ", 4))),
        *((60, 650, ["İkinci başlık"]), (60, 630, said("Alt sol", 4)), (320, 630, said("Alt sağ", 4))),
    ],
    "a box at the side, then the text goes on": [
        *((60, 700, said("Ana", 4)), (400, 690, said("Kutu", 3)), (60, 630, said("Alt", 3)))
    ],
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_read_one_after_the_other_at_any_height(tmp_path: Path, name: str) -> None:
    page = read(sheets(tmp_path / "plan.pdf", drawn(*COLUMNS[name]))).pages[0]
    assert lines_of(page) == [line for _, _, lines in COLUMNS[name] for line in lines]


def test_a_box_written_after_the_one_to_its_right_is_read_before_it(tmp_path: Path) -> None:
    title, left, right = ["Hedef 1.2: Pazar yerlerini yenilemek"], said("Sol", 3), said("Sağ", 5)
    page = drawn((60, 730, title), (320, 700, right), (60, 700, left))
    assert lines_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == [*title, *left, *right]


def test_cells_of_several_lines_under_their_columns_headings_stay_side_by_side(tmp_path: Path) -> None:
    cells = drawn(
        *((60, 700, ["Amaç"]), (320, 700, ["Hedef"])),
        *((60, 687, said("Sol", 3)), (320, 687, said("Sağ", 3))),
        *((60, 648, said("Alt sol", 3)), (320, 648, said("Alt sağ", 3))),
    )
    lines = lines_of(read(sheets(tmp_path / "plan.pdf", cells)).pages[0])
    assert lines[:4] == ["Amaç", "Hedef", "Sol sütunun 1. satırı burada", "Sağ sütunun 1. satırı burada"]


def test_a_justified_line_of_a_narrow_column_stays_one_line(tmp_path: Path) -> None:
    def page(canvas):
        canvas.drawString(60, 713, "Yaşlıların evinde desteklenmesi")
        right = 60 + stringWidth("Yaşlıların evinde desteklenmesi", "Vera", 10)
        middle = (60 + stringWidth("kadınların", "Vera", 10) + right - stringWidth("istihdama", "Vera", 10)) / 2
        canvas.drawString(60, 700, "kadınların")
        canvas.drawCentredString(middle, 700, "ve")
        canvas.drawRightString(right, 700, "istihdama")

    page_ = read(sheets(tmp_path / "plan.pdf", page)).pages[0]
    assert lines_of(page_) == ["Yaşlıların evinde desteklenmesi", "kadınların ve istihdama"]


HYPHENS = [
    ("2020-", "2024 dönemi", "2020-2024 dönemi"),
    ("kadın-", "erkek eşitliği", "kadın-erkek eşitliği"),
    ("sosyo-", "ekonomik durum", "sosyo-ekonomik durum"),
    ("kadın-", "ların katılımı", "kadınların katılımı"),
    ("hizmet-", "ler", "hizmetler"),
]


@pytest.mark.parametrize(("above", "below", "whole"), HYPHENS)
def test_a_hyphen_at_a_line_end_stays_where_it_belongs_to_the_word(
    tmp_path: Path, above: str, below: str, whole: str
) -> None:
    start = "Bu plan döneminde bütün mahallelerde yürütülecek çalışmalarda"
    page = drawn((60, 700, [f"{start} {above}", below]))
    from plan_miner.structure import structured

    passages = structured(read(sheets(tmp_path / "rapor.pdf", page)), "activity_report").passages
    assert [p.text for p in passages] == [f"{start} {whole}"]


def test_a_sentence_goes_on_in_the_next_column_and_over_a_footnote(tmp_path: Path) -> None:
    start, middle, end = "Kadınların ve çocukların kentin", "bütün sokaklarında güvenle", "yürüyebilmesi sağlanacaktır."

    def page(canvas):
        drawn((60, 700, [*said("Sol", 3), start]), (320, 700, [middle, *said("sağ", 2), start.lower()]))(canvas)
        canvas.setFont("Vera", 7)
        canvas.drawString(60, 60, "1 Belediye Kanunu, madde 14.")

    path = sheets(tmp_path / "rapor.pdf", page, drawn((60, 700, [end])))
    from plan_miner.structure import structured

    texts = [p.text for p in structured(read(path), "activity_report").passages]
    assert any(f"{start} {middle}" in text for text in texts)
    assert any(f"{start.lower()} {end}" in text for text in texts)
    assert "1 Belediye Kanunu, madde 14." in texts


def boxed(*boxes: tuple[float, float, float, float, list[str]]):
    """A page of drawn boxes (left, upper edge, width, height), each with lines of its own."""

    def page(canvas):
        for x, y, wide, high, _ in boxes:
            canvas.rect(x, y - high, wide, high)
        for x, y, _, _, lines in boxes:
            drawn((x + 8, y - 16, lines))(canvas)

    return page


def test_boxes_side_by_side_on_a_slide_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right, below = ["Faaliyetler", "Park yapımı"], ["Göstergeler", "Açılan park"], ["Riskler", "Fiyat artışı"]
    page = boxed((40, 700, 220, 120, left), (276, 700, 220, 120, right), (40, 560, 456, 90, below))
    found = read(sheets(tmp_path / "plan.pdf", page)).pages[0]
    assert (tables_of(found), lines_of(found)) == ([], [*left, *right, *below])


@pytest.mark.parametrize("across", [False, True], ids=["box by box", "from side to side"])
def test_columns_of_boxes_are_read_one_after_the_other(tmp_path: Path, *, across: bool) -> None:
    left = [["Sorumlu Birim", "Fen İşleri"], ["Riskler", "Yağışlı günler", "Geciken ihale"], ["Maliyet", "100 TL"]]
    right = [
        ["Stratejiler", "Yol açmak", "Köprü yapmak", "Kasis yapmak"],
        ["Tespitler", "Yollar dardır", "Asfalt eskidir"],
    ]
    boxes = [(40, y, 220, high, lines) for y, high, lines in zip((700, 640, 570), (50, 60, 50), left, strict=True)]
    boxes += [(276, y, 220, high, lines) for y, high, lines in zip((700, 615), (75, 95), right, strict=True)]
    page = boxed(*sorted(boxes, key=lambda box: -box[1]) if across else boxes)
    assert lines_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == [*chain(*left, *right)]


def test_boxes_whose_sides_are_drawn_apart_between_round_corners_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = ["H1.1", *said("Sol", 6)], ["H1.2", *said("Sağ", 4)]

    def page(canvas):
        for x, high, lines in ((40, 220, left), (300, 160, right)):
            x1, low, top = x + 230, 700 - high, 700
            for side in ((x + 7, top, x1 - 7, top), (x + 7, low, x1 - 7, low)):
                canvas.line(*side)
            for side in ((x, low + 7, x, top - 7), (x1, low + 7, x1, top - 7)):
                canvas.line(*side)
            canvas.rect(x + 9, 672, 40, 20)  # around the code, at one height in both
            drawn((x + 12, 678, lines))(canvas)

    found = read(sheets(tmp_path / "plan.pdf", page)).pages[0]
    assert (tables_of(found), lines_of(found)) == ([], [*left, *right])


def test_a_frame_around_a_page_with_a_strip_above_is_no_table(tmp_path: Path) -> None:
    left, right = said("Sol", 5), said("Sağ", 5)

    def page(canvas):
        boxed((40, 800, 510, 30, ["Serinırmak Belediyesi"]), (40, 770, 510, 730, []))(canvas)
        drawn((60, 730, left), (320, 730, right))(canvas)

    found = read(sheets(tmp_path / "plan.pdf", page)).pages[0]
    assert tables_of(found) == []
    assert lines_of(found) == ["Serinırmak Belediyesi", *left, *right]


def test_columns_in_a_large_box_beside_another_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = said("Sol", 9), said("Sağ", 9)

    def page(canvas):
        canvas.grid([40, 110, 550], [400, 500, 700])
        drawn((45, 680, ["Tespitler"]), (120, 680, left), (330, 680, right), (45, 480, ["Riskler"]))(canvas)

    (table,) = tables_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0])
    assert next(c for c in table.cells if c.column == 1).text.split("\n") == [*left, *right]


BULLETS = [*"•‣▪▫–*➢➤✓❑◊→⇒★☑›", "o", "v", "Ø", "ü", "§", "q", "n", "l"]


@pytest.mark.parametrize("sign", BULLETS)
def test_a_sign_before_a_line_is_its_bullet_whichever_it_is(sign: str) -> None:
    texts = (f"{sign} Asfalt serimi yapılması", f"{sign} Kaldırımların yenilenmesi")
    lines = [Line(text, Box(1, 60, 100 + 13 * n, 200, 110 + 13 * n), 10.0) for n, text in enumerate(texts)]
    found = items(lines, 500)
    assert [(item.bullet, item.text) for item in found] == [(True, text[2:]) for text in texts]


@pytest.mark.parametrize("text", ["Öncelik verilmesi", "-", "- 12,5", "ve sonrası", "l. madde"])
def test_words_and_figures_are_no_bullets(text: str) -> None:
    assert not items([Line(text, Box(1, 60, 100, 200, 110), 10.0)], 500)[0].bullet


def test_boxes_with_print_between_them_are_read_where_each_stands(tmp_path: Path) -> None:
    title, between = "Her mahallede bir park ve bir kütüphane", ["Ne yapacağız?", "Park yapılması", "Nasıl ölçeceğiz?"]
    aside, first, second = ["Kim yapacak?", "Fen İşleri"], ["Açılan park", "0 3 5"], ["Dikilen fidan", "7 8 9"]

    def page(canvas):
        drawn((40, 720, [title]))(canvas)
        boxed((40, 700, 160, 320, aside))(canvas)
        drawn((220, 690, between))(canvas)
        boxed((220, 600, 320, 60, first), (220, 520, 320, 60, second))(canvas)

    found = lines_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0])
    assert found == [title, *aside, *between, *first, *second]


@pytest.mark.parametrize(("maker", "read_"), [("LibreOffice 7.4", ["Hedef 1.2"]), ("", ["Hedef 1.1", "Hedef 1.2"])])
def test_text_that_a_spreadsheet_program_clips_away_is_not_read(tmp_path: Path, maker: str, read_: list[str]) -> None:
    def page(canvas):
        canvas.setProducer(maker)
        canvas.saveState()
        area = canvas.beginPath()
        area.rect(50, 400, 400, 300)
        canvas.clipPath(area, stroke=0, fill=0)
        canvas.drawString(60, 740, "Hedef 1.1")  # above the area: it cannot be seen
        canvas.drawString(60, 680, "Hedef 1.2")
        canvas.restoreState()

    assert lines_of(read(sheets(tmp_path / "plan.pdf", page)).pages[0]) == read_
