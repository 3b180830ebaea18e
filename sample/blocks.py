"""Turns the blocks of a content file (paragraphs, bullets, tables, contents …) into what is laid on the sheet."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.units import cm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer, Table
from sheet import WIDTH, Look, Places, paragraph

Content = dict[str, Any]
RULE = ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#7f8a92"))


def turkish_number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def plain(text: str, look: Look) -> list[Flowable]:
    return [paragraph(text, look.body)]


def section(text: str, look: Look) -> list[Flowable]:
    return [paragraph(text, look.section)]


def bullets(items: Iterable[str], look: Look) -> list[Flowable]:
    """A bulleted list; every item stays on one page."""
    style = look.style(leftIndent=14, bulletIndent=3, spaceAfter=3, alignment=0, allowWidows=0, allowOrphans=0)
    return [whole(item, style, "•") for item in items] + [Spacer(1, 4)]


def whole(text: str, style: Any, bullet: str = "") -> Flowable:
    """A paragraph that is never broken over two pages."""
    made = paragraph(text, style, bulletText=bullet or None)
    made.split = lambda _width, _height: []
    return made


def numbered(items: Sequence[str], look: Look) -> list[Flowable]:
    style = look.style(leftIndent=18, bulletIndent=2, spaceAfter=3)
    return [whole(item, style, f"{i}.") for i, item in enumerate(items, 1)] + [Spacer(1, 4)]


def ruled(rows: Sequence[Sequence[Any]], look: Look, widths: Sequence[float] | None = None) -> Table:
    """A table with a coloured head row; `widths` are shares of the sheet."""
    shares = widths or [1] * len(rows[0])
    head = [paragraph(str(text), look.head_cell) for text in rows[0]]
    body = [[cell(text, look) for text in row] for row in rows[1:]]
    columns = [WIDTH * share / sum(shares) for share in shares]
    table = Table([head, *body], columns, repeatRows=1)
    table.setStyle([RULE, ("BACKGROUND", (0, 0), (-1, 0), look.dark), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *TIGHT])
    return table


TIGHT = [
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
]


def cell(text: Any, look: Look) -> Flowable:
    """A cell; figures stand at the right edge."""
    printed = str(text)
    figure = printed.replace(".", "").replace(",", "").replace("%", "").strip().isdigit()
    return paragraph(printed, look.cell.clone("figure", alignment=TA_RIGHT) if figure else look.cell)


def captioned(spec: Content, look: Look) -> list[Flowable]:
    caption = look.style(fontName="Vera-Bold", fontSize=8, spaceBefore=4, spaceAfter=4, alignment=0, keepWithNext=1)
    made: list[Flowable] = [paragraph(spec["caption"], caption)] if "caption" in spec else []
    return [*made, ruled(spec["rows"], look, spec.get("widths")), Spacer(1, 10)]


def figure(seed: str, low: int, high: int) -> int:
    """A number between `low` and `high` that depends on the seed alone."""
    return low + zlib.crc32(seed.encode()) % (high - low + 1)


def by_place(spec: Content, look: Look, places: Sequence[str]) -> list[Flowable]:
    """A table of figures, one row a quarter or district, with a sum.

    ``columns`` maps a head to its lowest and highest figure, or to the column that it stays near.
    """
    columns: dict[str, list[int] | str] = spec["columns"]
    figures = [place_figures(f"{spec['caption']}|{place}", columns) for place in places]
    rows = [[place, *map(turkish_number, row)] for place, row in zip(places, figures, strict=True)]
    sums = ["Toplam", *(turkish_number(sum(column)) for column in zip(*figures, strict=True))]
    head = [spec.get("of", "İlçe"), *columns]
    return captioned({"caption": spec["caption"], "rows": [head, *rows, sums]}, look)


def place_figures(seed: str, columns: dict[str, list[int] | str]) -> list[int]:
    figures: dict[str, int] = {}
    for name, ends in columns.items():
        low, high = (figures[ends] * 97 // 100, figures[ends] * 103 // 100) if isinstance(ends, str) else ends
        figures[name] = figure(f"{seed}|{name}", low, high)
    return list(figures.values())


def swot(spec: dict[str, list[str]], look: Look) -> list[Flowable]:
    """Four lists in a two by two grid."""
    cells = [
        [paragraph(title, look.label_cell), *(paragraph(item, look.cell, bulletText="•") for item in items)]
        for title, items in spec.items()
    ]
    small = look.cell.clone("listed", leftIndent=9, bulletIndent=0, spaceAfter=2)
    for box in cells:
        for item in box[1:]:
            item.style = small
    table = Table([cells[:2], cells[2:]], [WIDTH / 2] * 2)
    table.setStyle([RULE, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (-1, -1), look.light)])
    return [table, Spacer(1, 10)]


def signed(lines: Sequence[str], look: Look) -> list[Flowable]:
    style = look.style(alignment=TA_RIGHT, fontName="Vera-Bold", spaceAfter=2)
    return [Spacer(1, 12), *(paragraph(line, style) for line in lines)]


def box(text: str, look: Look) -> list[Flowable]:
    table = Table([[paragraph(text, look.style(spaceAfter=0, alignment=TA_CENTER, fontName="Vera-Italic"))]], [WIDTH])
    table.setStyle([("BOX", (0, 0), (-1, -1), 1, look.dark), ("BACKGROUND", (0, 0), (-1, -1), look.light)])
    return [table, Spacer(1, 10)]


class ContentsLine(Flowable):
    """One entry of the contents: words, a row of dots, the page."""

    def __init__(self, text: str, page: int, level: int, look: Look) -> None:
        super().__init__()
        self.indent, self.bold = level * 12.0, level == 0
        self.font, self.type_size = ("Vera-Bold" if self.bold else "Vera"), look.size - 1
        self.lines = simpleSplit(text, self.font, self.type_size, WIDTH - self.indent - 60)
        self.page = str(page)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, len(self.lines) * (self.type_size * 1.35) + (4 if self.bold else 2)

    def draw(self) -> None:
        _, height = self.wrap(WIDTH, 0)
        for number, line in enumerate(self.lines, 1):
            y = height - number * self.type_size * 1.35
            last = number == len(self.lines)
            self.canv.setFont(self.font, self.type_size)
            self.canv.drawString(self.indent, y, line + (" " + self.leader(line) if last else ""))
            if last:
                self.canv.drawRightString(WIDTH, y, self.page)

    def leader(self, line: str) -> str:
        free = WIDTH - 18 - self.indent - stringWidth(line + "  ", self.font, self.type_size)
        return "." * int(free / stringWidth(".", self.font, self.type_size))


def contents(entries: Sequence[tuple[int, str, str]], places: Places, look: Look) -> list[Flowable]:
    """The contents page; an entry is its level, its words and its mark."""
    return [ContentsLine(text, places.get(mark, [0])[0], level, look) for level, text, mark in entries]


def cover(lines: Sequence[str], look: Look) -> list[Flowable]:
    """The words of a cover: the municipality, the title in large letters, what stands below it."""
    name, title, *rest = lines
    large = look.style(
        fontName="Vera-Bold", fontSize=26, leading=34, alignment=TA_CENTER, textColor=look.dark, spaceAfter=20
    )
    small = look.style(fontSize=12, leading=17, alignment=TA_CENTER)
    top = 8.5 * cm
    return [Spacer(1, top), paragraph(name, small), Spacer(1, 30), paragraph(title, large)] + [
        paragraph(line, small) for line in rest
    ]


SIMPLE: dict[str, Callable[[Any, Look], list[Flowable]]] = {
    "section": section,
    "bullets": bullets,
    "numbered": numbered,
    "table": captioned,
    "swot": swot,
    "signed": signed,
    "box": box,
}
