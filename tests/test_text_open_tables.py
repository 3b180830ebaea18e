"""Tables open at the sides: rows between flat rules, in shaded bands, or below a shaded heading; and what is none."""

from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.colors import Color, HexColor, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable
from small_plans import (
    borderless,
    bullets,
    gap,
    heading,
    objectives_with_indicators,
    pdf,
    ruled,
    sheets,
    words,
)

from plan_miner.model import Table
from plan_miner.text import read

HEAD = ("Performans Göstergesi", "Birim", "2019", "2020", "2021")
ROADS = ("Yenilenen yol uzunluğu", "km", "12", "14", "1.250")
PEOPLE = ("Hizmetten yararlanan yaşlı ve engelli birey sayısı", "kişi", "3", "5", "17")
WASTE = ("Toplanan ambalaj atığı", "ton", "100", "200", "300")
ROWS = (HEAD, ROADS, PEOPLE, WASTE)
WIDTHS = (3, 1, 1, 1, 1)
GREY, DARK, PALE = HexColor("#999999"), HexColor("#1f3a5f"), HexColor("#eeeeee")


def styled(*commands: tuple[object, ...], rows: tuple[tuple[str, ...], ...] = ROWS, widths=WIDTHS) -> Flowable:
    """A table with nothing drawn but what the commands draw (reportlab's, row and column from 0)."""
    table = borderless(*rows, widths=widths)
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *commands])
    return table


def below_rows(thick: float = 0.4, colour: Color = black) -> tuple[object, ...]:
    return ("LINEBELOW", (0, 0), (-1, -1), thick, colour)


def tables(path: Path, *flowables: Flowable | list[Flowable]) -> list[list[tuple[str, ...]]]:
    """The tables on all pages of a document, each as rows of cells' texts."""
    found = [block for page in read(pdf(path, *flowables)).pages for block in page.blocks if isinstance(block, Table)]
    return [
        [tuple(cell.text.replace("\n", " ") for cell in table.cells if cell.row == row) for row in range(table.rows)]
        for table in found
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        [below_rows()],
        [below_rows(0.25, GREY)],
        [below_rows(2.0)],
        [("LINEABOVE", (0, 0), (-1, 0), 1, black), below_rows()],
        [
            ("LINEABOVE", (0, 0), (-1, 0), 1, black),
            ("LINEBELOW", (0, 0), (-1, 0), 1, black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, black),
        ],
        [("BACKGROUND", (0, 0), (-1, 0), DARK)],
        [("BACKGROUND", (0, 0), (-1, 0), DARK), below_rows()],
        [("BACKGROUND", (0, n), (-1, n), PALE) for n in (0, 2)],
        [("BACKGROUND", (0, n), (-1, n), PALE) for n in (1, 3)],
        [("BACKGROUND", (0, n), (-1, n), DARK if n % 2 else PALE) for n in range(4)],
        [("BACKGROUND", (0, 0), (0, -1), PALE), below_rows()],
        [("BOX", (0, 0), (-1, -1), 0.5, black), below_rows()],
    ],
    ids=[
        "rules",
        "thin grey",
        "thick",
        "rule above",
        "booktabs",
        "head",
        "head and rules",
        "zebra",
        "zebra of even rows",
        "every row shaded",
        "first column shaded",
        "frame and rules",
    ],
)
def test_rows_are_cells_however_they_are_drawn(tmp_path: Path, drawn: list[tuple[object, ...]]) -> None:
    text = words("Belediyemiz hizmetlerini bu göstergelerle izler. Değerler her yılın sonunda ölçülür ve yayımlanır.")
    assert tables(tmp_path / "plan.pdf", text, gap(), styled(*drawn), gap(), text) == [list(ROWS)]


def test_a_table_between_two_of_its_pages_keeps_the_rows_of_both(tmp_path: Path) -> None:
    many = (HEAD, *[(f"Gösterge {n}", "adet", str(n), str(n + 1), str(n + 2)) for n in range(60)])
    found = tables(tmp_path / "plan.pdf", styled(below_rows(), rows=many))
    assert [row for table in found for row in table] == list(many)


def test_labels_with_values_between_rules_are_rows_of_two_cells(tmp_path: Path) -> None:
    card = (("Amaç", "Ulaşımı güvenli kılmak"), ("Hedef", "Yol ağını yenilemek"), ("Sorumlu Birim", "Fen İşleri"))
    indicators = styled(below_rows(), rows=(HEAD, ROADS))
    found = tables(tmp_path / "plan.pdf", styled(below_rows(), rows=card, widths=(1, 3)), indicators)
    assert found == [list(card), [HEAD, ROADS]]


def test_rules_under_some_rows_alone_leave_the_labels_between_them_rows_of_their_own(tmp_path: Path) -> None:
    rows = (
        ("H1.1", "Yolları yenilemek"),
        ("Sorumlu", "Fen İşleri Müdürlüğü"),
        ("F1.1.1", "Asfalt yapılması"),
        ("Maliyet", "9.800.000 TL"),
        ("H1.2", "Yaya güvenliğini artırmak"),
        ("Sorumlu", "Zabıta Müdürlüğü"),
        ("F1.2.1", "Geçit yapılması"),
    )
    rules = [("LINEBELOW", (0, n), (-1, n), 0.5, black) for n in (0, 4, 6)]
    assert tables(tmp_path / "plan.pdf", styled(*rules, rows=rows, widths=(1, 6))) == [list(rows)]


def test_two_cards_of_other_columns_under_each_other_are_two_tables(tmp_path: Path) -> None:
    one = (("Riskler", "Bütçe kısıtları"), ("Tespitler", "Nüfus artmaktadır"))
    two = (("A1", "Ulaşımı güvenli kılmak"), ("H1.1", "Yol ağını yenilemek"))
    found = tables(
        tmp_path / "plan.pdf",
        styled(below_rows(), rows=one, widths=(2, 3)),
        gap(),
        styled(below_rows(), rows=two, widths=(1, 5)),
    )
    assert found == [list(one), list(two)]


def test_a_heading_shaded_under_a_ruled_table_is_that_of_the_rows_below_it(tmp_path: Path) -> None:
    card = (("Amaç", "Ulaşımı güvenli kılmak"), ("Hedef", "Yol ağını yenilemek"))
    table = styled(("BACKGROUND", (0, 0), (-1, 0), DARK))
    assert tables(tmp_path / "plan.pdf", ruled(*card, widths=(1, 4)), table) == [list(card), list(ROWS)]


@pytest.mark.parametrize(
    "text",
    [
        [
            heading("Kent içi ulaşım"),
            HRFlowable(width="100%"),
            *words("Yollar yenilenir. " * 12),
            HRFlowable(width="100%"),
        ],
        [HRFlowable(width="100%"), *words("Yollar yenilenir. " * 12), HRFlowable(width="100%"), *bullets("Bir", "İki")],
        [HRFlowable(width="100%"), *bullets("Asfalt serilmesi", "Kaldırım yapılması"), HRFlowable(width="100%")],
        [item for n in (1, 2, 3) for item in (heading(f"Hedef 1.{n} Yolları yenilemek"), HRFlowable(width="100%"))],
        [HRFlowable(width="30%", hAlign="LEFT"), *words("1 Dipnotlar küçük yazılır.")],
    ],
    ids=["text between rules", "text and list", "list", "headings", "footnote"],
)
def test_rules_around_running_text_make_no_table(tmp_path: Path, text: list[Flowable]) -> None:
    assert tables(tmp_path / "plan.pdf", text) == []


def test_a_plan_with_flat_rules_alone_gives_its_indicators_values(tmp_path: Path) -> None:
    objectives = objectives_with_indicators(tmp_path, lambda: styled(below_rows()))
    assert [found.code for found in objectives] == ["1.1", "1.2"]
    for found in objectives:
        assert [(i.passage.text, i.unit, i.baseline.value) for i in found.indicators] == [
            (name, unit, float(base)) for name, unit, base, *_ in ROWS[1:]
        ]
        assert [a.passage.text for a in found.activities] == ["Asfalt serilmesi", "Kaldırım yapılması"]


def test_a_heading_whose_words_are_wider_than_the_figures_below_keeps_them_together(tmp_path: Path) -> None:
    places = (290, 350, 425, 480, 510)
    lines = {
        712: ("Ölçü", "Hedefe Etkisi", "Başlangıç Değeri", "2020", "2021"),
        702: ("Birimi", "(%)", "(2019)", "", ""),
        680: ("kişi", "70", "860", "975", "1.027"),
    }

    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera", 7)
        for y, text in ((707, "Göstergeler"), (680, "Hizmetten yararlanan engelli birey sayısı")):
            canvas.drawString(60, y, text)
        for y, texts in lines.items():
            for x, text in zip(places, texts, strict=True):
                canvas.drawCentredString(x, y, text)
        for y in (694, 674):
            canvas.line(58, y, 530, y)

    (found,) = [b for b in read(sheets(tmp_path / "plan.pdf", page)).pages[0].blocks if isinstance(b, Table)]
    assert [cell.text.replace("\n", " ") for cell in found.cells if cell.row == 0] == [
        "Göstergeler",
        "Ölçü Birimi",
        "Hedefe Etkisi (%)",
        "Başlangıç Değeri (2019)",
        "2020",
        "2021",
    ]


def test_titles_in_a_striped_sheet_are_rows_of_its_table_whether_a_stripe_lies_under_them_or_not(
    tmp_path: Path,
) -> None:
    rows = (
        ("No", *HEAD),
        ("Amaç 1 Kentin altyapısını ve ulaşımını yenilemek",),
        ("Hedef 1.1 Yol ağının güvenliğini ve niteliğini artırmak",),
        ("1.1.1", *ROADS),
        ("1.1.2", *WASTE),
        ("Hedef 1.2 Her mahallede yaşlılara ve engellilere ulaşmak",),
        ("1.2.1", *PEOPLE),
    )
    spans = [("SPAN", (0, n), (-1, n)) for n in (1, 2, 5)]
    stripes = [("BACKGROUND", (0, n), (-1, n), DARK if n == 0 else PALE) for n in (0, 1, 3, 6)]  # none under 4 and 5
    found = tables(tmp_path / "plan.pdf", styled(*spans, *stripes, rows=rows, widths=(1, *WIDTHS)))
    assert [[text for text in row if text] for row in found[0]] == [list(row) for row in rows]
    assert len(found) == 1


def test_merged_cells_left_of_the_stripes_belong_to_the_rows_beside_them(tmp_path: Path) -> None:
    rows = (
        ("Amaç", "Hedef", "Faaliyet", "Birim"),
        ("A1 Ulaşımı güvenli kılmak", "H1.1 Yolları yenilemek", "Asfalt yapılması", "Fen İşleri"),
        ("", "H1.2 Yayaları korumak", "Geçit yapılması", "Zabıta"),
        ("A2 Yeşili çoğaltmak", "H2.1 Park açmak", "Fidan dikilmesi", "Park ve Bahçeler"),
        ("", "H2.2 Ormanı korumak", "Yangın yolu açılması", "İtfaiye"),
    )
    stripes = [("BACKGROUND", (1, n), (-1, n), PALE) for n in (1, 3)]
    head = ("BACKGROUND", (0, 0), (-1, 0), DARK)
    found = [
        block
        for page in read(pdf(tmp_path / "plan.pdf", styled(head, *stripes, rows=rows, widths=(1, 1, 1, 1)))).pages
        for block in page.blocks
        if isinstance(block, Table)
    ]
    assert len(found) == 1
    goals = [(cell.text, cell.row, cell.row_span) for cell in found[0].cells if cell.column == 0]
    assert goals == [("Amaç", 0, 1), ("A1 Ulaşımı güvenli kılmak", 1, 2), ("A2 Yeşili çoğaltmak", 3, 2)]


def test_labels_and_units_set_so_close_that_no_white_parts_them_stand_over_their_columns(tmp_path: Path) -> None:
    edges = (60, 150, 174, 194, 214, 234)
    head = ("Gösterge", "Birim", "2019", "2020", "2021")
    rows = (("Yenilenen yol uzunluğu", "km", "12", "14", "16"), ("Toplanan ambalaj atığı", "ton", "100", "200", "300"))

    def row(canvas: Canvas, y: float, cells: tuple[str, ...]) -> None:
        canvas.drawString(edges[0] + 2, y, cells[0])
        canvas.drawString(edges[1] + 2, y, cells[1])
        for edge, cell in zip(edges[3:], cells[2:], strict=True):
            canvas.drawRightString(edge - 2, y, cell)

    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera", 7)
        canvas.setFillColor(PALE)
        for left, right in pairwise(edges):
            canvas.rect(left, 686, right - left, 14, stroke=0, fill=1)  # every second row, cell by cell
        canvas.setFillColor(black)
        for y, cells in zip((705, 690, 676), (head, *rows), strict=True):
            row(canvas, y, cells)

    found = [block for block in read(sheets(tmp_path / "plan.pdf", page)).pages[0].blocks if isinstance(block, Table)]
    assert [tuple(cell.text for cell in found[0].cells if cell.row == n) for n in range(3)] == [head, *rows]


def test_rows_of_a_small_table_begin_with_their_full_lines_though_names_run_on_in_even_lines(tmp_path: Path) -> None:
    lines = [
        ("G1.1.1", "Danışma merkezinde açılan", "adet", "146", "170"),
        ("", "dosya sayısı", "", "", ""),
        ("G1.1.2", "Hukuki danışmanlık alan kadın", "kişi", "61", "80"),
        ("", "sayısı", "", "", ""),
        ("G1.1.3", "Verilen eğitim", "saat", "12", "24"),
    ]

    def page(canvas: Canvas) -> None:
        for y in (714, 698, 634):
            canvas.line(60, y, 420, y)
        for n, cells in enumerate([("", "Gösterge", "Birim", "2018", "2020"), *lines]):
            for x, text in zip((64, 110, 290, 340, 390), cells, strict=True):
                canvas.drawString(x, 702 - 12 * n - 3 * (n > 0), text)

    found = [block for block in read(sheets(tmp_path / "plan.pdf", page)).pages[0].blocks if isinstance(block, Table)]
    names = [cell.text.replace("\n", " ") for cell in found[0].cells if cell.column == 1]
    assert names == [
        "Gösterge",
        "Danışma merkezinde açılan dosya sayısı",
        "Hukuki danışmanlık alan kadın sayısı",
        "Verilen eğitim",
    ]


def test_the_straight_side_of_a_card_with_round_corners_ends_no_table_in_it(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColor(PALE)
        canvas.rect(60, 660, 220, 16, stroke=0, fill=1)
        canvas.setFillColor(black)
        for flat in ((56, 740, 284, 740), (56, 600, 284, 600)):
            canvas.line(*flat)
        for upright in ((48, 608, 48, 732), (292, 608, 292, 732)):
            canvas.line(*upright)
        for y, cells in zip((682, 665, 648), (HEAD[1:], ROADS[1:], WASTE[1:]), strict=True):
            for x, text in zip((64, 124, 184, 244), cells, strict=True):
                canvas.drawString(x, y, text)
        canvas.drawString(64, 628, "Maliyet")
        canvas.drawString(64, 614, "900 TL")

    blocks = read(sheets(tmp_path / "plan.pdf", page)).pages[0].blocks
    rows = [tuple(c.text for c in b.cells if c.row == n) for b in blocks if isinstance(b, Table) for n in range(b.rows)]
    assert rows == [HEAD[1:], ROADS[1:], WASTE[1:]]
    assert [b.text for b in blocks if not isinstance(b, Table)] == ["Maliyet", "900 TL"]
