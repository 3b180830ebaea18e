"""Tables with nothing drawn: rows and columns parted by white alone; and what stands side by side and is none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from small_plans import (
    borderless,
    gap,
    heading,
    in_columns,
    objectives_with_indicators,
    pdf,
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
TEXT = words("Belediyemiz hizmetlerini bu göstergelerle izler. Değerler her yılın sonunda ölçülür ve yayımlanır.")


def tables(path: Path) -> list[list[tuple[str, ...]]]:
    """The tables on all pages of a document, each as rows of cells' texts."""
    found = [block for page in read(path).pages for block in page.blocks if isinstance(block, Table)]
    return [
        [tuple(cell.text.replace("\n", " ") for cell in table.cells if cell.row == row) for row in range(table.rows)]
        for table in found
    ]


def set_in(rows: tuple[tuple[str, ...], ...], *commands: tuple[object, ...], widths=(3, 1, 1, 1, 1)) -> Flowable:
    table = borderless(*rows, widths=widths)
    table.setStyle(list(commands))
    return table


@pytest.mark.parametrize("place", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("padding", [0, 3, 8])
def test_rows_of_figures_are_cells_wherever_their_lines_stand(tmp_path: Path, place: str, padding: int) -> None:
    table = set_in(
        ROWS,
        ("VALIGN", (0, 0), (-1, -1), place),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
    )
    assert tables(pdf(tmp_path / "plan.pdf", TEXT, gap(), table, gap(), TEXT)) == [list(ROWS)]


@pytest.mark.parametrize("place", ["TOP", "MIDDLE", "BOTTOM"])
def test_a_heading_of_several_lines_is_one_row(tmp_path: Path, place: str) -> None:
    head = ("Hedefe İlişkin Performans Göstergesi", "Ölçü\nBirimi", "Plan Dönemi\nBaşlangıç\nDeğeri", "2020", "2021")
    table = set_in((head, ROADS, WASTE), ("VALIGN", (0, 0), (-1, -1), place), widths=(2, 1, 1, 1, 1))
    read_head = tuple(text.replace("\n", " ") for text in head)
    assert tables(pdf(tmp_path / "plan.pdf", TEXT, gap(), table)) == [[read_head, ROADS, WASTE]]


def test_a_single_row_under_labels_is_a_table(tmp_path: Path) -> None:
    rows = (("Gösterge", "Birim", "Mevcut", "Hedef"), ("Asfaltlanan yol", "km", "12", "40"))
    table = set_in(rows, widths=(3, 1, 1, 1))
    assert tables(pdf(tmp_path / "plan.pdf", TEXT, gap(), table, gap(), TEXT)) == [list(rows)]


def set_close(canvas: Canvas) -> None:
    """A table in small print whose labels stand a space apart, as in a narrow box."""
    canvas.setFont("Vera", 6)
    canvas.drawString(60, 700, "Gösterge")
    for n, year in enumerate(range(2019, 2025)):
        canvas.drawCentredString(206 + 19 * n, 700, str(year))
    canvas.drawString(150, 700, "Birim")
    canvas.drawString(170, 700, "Etki")
    for y, name, unit, share, figures in (
        (688, "PG 1 Yenilenen yol", "km", "%60", "5 7 9 12 14 20"),
        (676, "PG 2 Onarılan kaldırım taşı", "adet", "%40", "45 90 135 180 200 220"),
    ):
        canvas.drawString(60, y, name)
        canvas.drawString(150, y, unit)
        canvas.drawString(170, y, share)
        for n, figure in enumerate(figures.split()):
            canvas.drawCentredString(206 + 19 * n, y, figure)


def test_labels_set_close_are_those_of_the_columns_under_them(tmp_path: Path) -> None:
    found = tables(sheets(tmp_path / "plan.pdf", set_close))
    assert found == [
        [
            ("Gösterge", "Birim", "Etki", "2019", "2020", "2021", "2022", "2023", "2024"),
            ("PG 1 Yenilenen yol", "km", "%60", "5", "7", "9", "12", "14", "20"),
            ("PG 2 Onarılan kaldırım taşı", "adet", "%40", "45", "90", "135", "180", "200", "220"),
        ]
    ]


def beside_a_list(canvas: Canvas) -> None:
    """A slide: what will be done on the left, written first, and how it is measured beside it."""
    canvas.drawString(60, 720, "Ne yapacağız?")
    for n, text in enumerate(("• Yolların yenilenmesi", "• Geçitlerin yapılması", "• Işıkların onarılması")):
        canvas.drawString(60, 700 - 14 * n, text)
    canvas.setFont("Vera", 8)
    for y, cells in ((700, "Gösterge 2019 2020 2021"), (686, "Yol 12 14 20"), (672, "Geçit 3 5 8")):
        for x, text in zip((300, 400, 440, 480), cells.split(), strict=True):
            canvas.drawString(x, y, text)


def test_a_list_written_before_the_table_beside_it_is_no_column_of_it(tmp_path: Path) -> None:
    path = sheets(tmp_path / "plan.pdf", beside_a_list)
    assert tables(path) == [[("Gösterge", "2019", "2020", "2021"), ("Yol", "12", "14", "20"), ("Geçit", "3", "5", "8")]]
    assert [type(block) for block in read(path).pages[0].blocks][-1] is Table


def beside_fields(canvas: Canvas) -> None:
    """An objective, and left of it, written later, fields in a narrow column; figures stand under the unit's label."""
    canvas.drawString(190, 720, "HEDEF")
    for n, text in enumerate(("Kreşlerin yaygınlaştırılması", "• Üç kreş yapılacaktır", "• Mutfaklar yenilenecektir")):
        canvas.drawString(190, 704 - 14 * n, text)
    canvas.setFont("Vera", 7)
    canvas.drawString(190, 660, "Neyi ölçeceğiz?")
    canvas.drawRightString(350, 660, "Birim")
    canvas.drawRightString(400, 660, "Mevcut 2019")
    for n, year in enumerate(("2020", "2021")):
        canvas.drawRightString(440 + 40 * n, 660, year)
    for y, cells in ((647, "Kreş adet 2 3 4"), (634, "Çocuk kişi 110 121 132"), (621, "Memnuniyet % 82,5 85,0 87,5")):
        name, *others = cells.split()
        canvas.drawString(190, y, name)
        for x, text in zip((350, 400, 440, 480), others, strict=True):
            canvas.drawRightString(x, y, text)
    for n, text in enumerate(FIELDS):
        canvas.drawString(60, 718 - 10 * n, text)


FIELDS = (
    *("Sorumlu Müdürlük", "Kültür İşleri Müdürlüğü", "Birlikte çalışacağımız", "müdürlükler", "Park ve Bahçeler"),
    *("Müdürlüğü", "Kaynak ihtiyacı", "17.207.000 TL", "Riskler", "Katılımın düşük kalması,", "mevsim koşulları"),
)


def test_fields_written_after_the_table_beside_them_are_no_column_of_it_and_stay_together(tmp_path: Path) -> None:
    path = sheets(tmp_path / "plan.pdf", beside_fields)
    assert tables(path) == [
        [
            ("Neyi ölçeceğiz?", "Birim", "Mevcut 2019", "2020", "2021"),
            ("Kreş", "adet", "2", "3", "4"),
            ("Çocuk", "kişi", "110", "121", "132"),
            ("Memnuniyet", "%", "82,5", "85,0", "87,5"),
        ]
    ]
    lines = [block.text for block in read(path).pages[0].blocks if not isinstance(block, Table)]
    first = lines.index(FIELDS[0])
    assert tuple(lines[first : first + len(FIELDS)]) == FIELDS


def signatures(canvas: Canvas) -> None:
    for y, texts in ((200, ("Ayşe KAYA", "Mehmet ÖZ", "Elif DEMİR")), (186, ("Başkan", "Üye", "Üye"))):
        for x, text in zip((80, 250, 420), texts, strict=True):
            canvas.drawString(x, y, text)


def contents(canvas: Canvas) -> None:
    for n, text in enumerate(("Durum Analizi", "Geleceğe Bakış", "Amaç ve Hedefler", "İzleme"), 1):
        canvas.drawString(60, 700 - 16 * n, f"{n}.")
        canvas.drawString(100, 700 - 16 * n, text)
        canvas.drawRightString(520, 700 - 16 * n, str(6 * n))


def addresses(canvas: Canvas) -> None:
    for row, texts in enumerate(
        (("Fen İşleri", "Zabıta", "Kültür"), ("Park Sokak", "Çarşı", "Meydan"), ("0312", "", ""))
    ):
        for n, text in enumerate(texts):
            canvas.drawString(60 + 170 * n, 700 - 13 * row, text)
            canvas.drawString(60 + 170 * n, 600 - 13 * row, text)


def form(canvas: Canvas) -> None:
    for n, label in enumerate(("Adı Soyadı", "Birimi", "Görevi", "Tarih")):
        canvas.drawString(60, 700 - 20 * n, f"{label}:")
        canvas.drawString(180, 700 - 20 * n, "................................")
        canvas.drawString(400, 700 - 20 * n, "İmza:")


@pytest.mark.parametrize("drawn", [signatures, contents, addresses, form], ids=lambda drawn: drawn.__name__)
def test_what_stands_side_by_side_without_figures_is_no_table(tmp_path: Path, drawn: Callable[[Canvas], None]) -> None:
    assert tables(sheets(tmp_path / "plan.pdf", drawn)) == []


def test_running_text_in_columns_is_no_table(tmp_path: Path) -> None:
    left = words("2019 yılında 12 km yol yenilendi, 2020 yılında 14 km daha eklendi ve 3 geçit yapıldı. " * 6)
    right = words("Bütçenin % 40 kadarı 2021 yılında 5 mahallede harcandı, 17 park 300 ağaçla yeşillendi. " * 6)
    assert tables(pdf(tmp_path / "plan.pdf", heading("Genel Bilgiler"), in_columns(left, right), *TEXT)) == []


def test_a_plan_with_nothing_drawn_gives_its_indicators_values(tmp_path: Path) -> None:
    objectives = objectives_with_indicators(tmp_path, lambda: set_in(ROWS))
    assert [found.code for found in objectives] == ["1.1", "1.2"]
    for found in objectives:
        assert [(i.passage.text, i.unit, i.baseline.value) for i in found.indicators] == [
            (name, unit, float(base)) for name, unit, base, *_ in ROWS[1:]
        ]
        assert [a.passage.text for a in found.activities] == ["Asfalt serilmesi", "Kaldırım yapılması"]


GOALS = (
    ("Hedef Kodu", "Hedef", "Faaliyetler", "Sorumlu Birim", "Maliyet"),
    (
        "H1.1",
        "Toplu taşımanın payını artırmak",
        "a) Mahalle hatlarının açılması b) Durakların yenilenmesi ve engelli erişimine uygun duruma getirilmesi",
        "Ulaşım Hizmetleri Müdürlüğü",
        "5.427.000",
    ),
    ("H1.2", "Yolları yenilemek", "a) Asfalt serilmesi b) Kaldırım yapılması", "Fen İşleri Müdürlüğü", "980.000"),
)
IN_GOALS = (1, 2, 3, 2, 1.2)


@pytest.mark.parametrize("place", ["TOP", "MIDDLE"])
def test_texts_under_labels_are_cells_though_each_runs_over_several_lines(tmp_path: Path, place: str) -> None:
    table = set_in(GOALS, ("VALIGN", (0, 0), (-1, -1), place), widths=IN_GOALS)
    assert tables(pdf(tmp_path / "plan.pdf", TEXT, gap(), table, gap(), TEXT)) == [list(GOALS)]


def test_a_heading_and_rows_that_a_page_end_parts_are_tables_with_the_same_columns(tmp_path: Path) -> None:
    table = set_in(GOALS, widths=IN_GOALS)
    path = pdf(tmp_path / "plan.pdf", gap(690), table, gap(), TEXT)
    first, second = (block for page in read(path).pages for block in page.blocks if isinstance(block, Table))
    assert tables(path) == [list(GOALS[:1]), list(GOALS[1:])]
    for label, cell in zip(first.cells, second.cells[:5], strict=True):
        shared = min(label.box.x1, cell.box.x1) - max(label.box.x0, cell.box.x0)
        assert 2 * shared > cell.box.x1 - cell.box.x0
