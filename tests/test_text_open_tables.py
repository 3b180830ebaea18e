"""Tables open at the sides: rows between flat rules, in shaded bands, or below a shaded heading; and what is none."""

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
