"""The printed sheet: fonts, colours, running heads, and a canvas that remembers on which page each mark was drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import reportlab
from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

rl_config.useA85 = 0  # binary streams: a fifth smaller

Places = dict[str, list[int]]  # mark -> the pages on which it was drawn, from 1
MARK = re.compile(r"\[\[([\w.:-]+)\]\]")
FACES = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf", "Vera-Italic": "VeraIt.ttf", "Vera-BoldItalic": "VeraBI.ttf"}
WIDTH = A4[0] - 4 * cm


def register_fonts() -> None:
    """Makes the faces that come with reportlab known under their names."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily("Vera", *FACES)


@dataclass(frozen=True)
class Look:
    """What tells one municipality's print from another's: colours, type size, and the words that run along."""

    dark: Color
    light: Color
    size: float
    head: str  # running head
    foot: str  # running foot, with {page}
    cover: str  # band | frame
    text_align: int = TA_JUSTIFY

    @property
    def body(self) -> ParagraphStyle:
        return ParagraphStyle(
            "body",
            fontName="Vera",
            fontSize=self.size,
            leading=self.size * 1.42,
            alignment=self.text_align,
            spaceAfter=self.size * 0.75,
        )

    def style(self, **changes: Any) -> ParagraphStyle:
        return ParagraphStyle("changed", parent=self.body, **changes)

    @property
    def cell(self) -> ParagraphStyle:
        return self.style(fontSize=7.6, leading=9.8, spaceAfter=0, alignment=0)

    @property
    def head_cell(self) -> ParagraphStyle:
        return self.style(
            fontName="Vera-Bold", fontSize=6.8, leading=8.6, spaceAfter=0, alignment=TA_CENTER, textColor=white
        )

    @property
    def label_cell(self) -> ParagraphStyle:
        return self.style(fontName="Vera-Bold", fontSize=7.6, leading=9.8, spaceAfter=0, alignment=0)

    @property
    def chapter(self) -> ParagraphStyle:
        return self.style(
            fontName="Vera-Bold", fontSize=15, leading=19, spaceAfter=12, alignment=0, textColor=self.dark
        )

    @property
    def section(self) -> ParagraphStyle:
        return self.style(
            fontName="Vera-Bold",
            fontSize=11,
            leading=14,
            spaceBefore=8,
            spaceAfter=6,
            alignment=0,
            textColor=self.dark,
            keepWithNext=1,
        )


def look_of(values: dict[str, Any]) -> Look:
    """The look that a content file describes under ``look``."""
    return Look(
        dark=HexColor(values["dark"]),
        light=HexColor(values["light"]),
        size=float(values["size"]),
        head=values["head"],
        foot=values["foot"],
        cover=values["cover"],
        text_align=TA_JUSTIFY if values.get("justify", True) else 0,
    )


def paragraph(text: str, style: ParagraphStyle, **extra: Any) -> Paragraph:
    """A paragraph; ``[[name]]`` in the text prints nothing and marks the page on which it falls."""
    escaped = re.sub(r"&(?!\w+;)", "&amp;", text)
    return Paragraph(MARK.sub(r'<onDraw name="mark" label="\1"/>', escaped), style, **extra)


class MarkingCanvas(Canvas):
    """A canvas that writes down the page of every mark it draws."""

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.setNamedCB("mark", self.mark)

    def mark(self, _canvas: Canvas, _kind: str, label: str) -> None:
        pages = self.places.setdefault(label, [])
        if self.getPageNumber() not in pages:
            pages.append(self.getPageNumber())


def draw_running_words(look: Look, canvas: Canvas, document: BaseDocTemplate) -> None:
    """The running head and foot of an inner page."""
    canvas.saveState()
    canvas.setFillColor(look.dark)
    canvas.setFont("Vera", 7)
    canvas.drawString(2 * cm, A4[1] - 1.35 * cm, look.head)
    canvas.setStrokeColor(look.dark)
    canvas.line(2 * cm, A4[1] - 1.5 * cm, A4[0] - 2 * cm, A4[1] - 1.5 * cm)
    canvas.drawCentredString(A4[0] / 2, 1.1 * cm, look.foot.format(page=document.page))
    canvas.restoreState()


def draw_cover(look: Look, canvas: Canvas, _document: BaseDocTemplate) -> None:
    """The coloured ground and the emblem of a cover."""
    canvas.saveState()
    canvas.setFillColor(look.dark)
    canvas.setStrokeColor(look.dark)
    if look.cover == "band":
        canvas.rect(0, A4[1] - 7 * cm, A4[0], 7 * cm, stroke=0, fill=1)
        canvas.setFillColor(look.light)
        canvas.rect(0, 0, A4[0], 2.2 * cm, stroke=0, fill=1)
        draw_emblem(canvas, A4[0] / 2, A4[1] - 3.5 * cm, white)
    else:
        canvas.setLineWidth(3)
        canvas.rect(1.2 * cm, 1.2 * cm, A4[0] - 2.4 * cm, A4[1] - 2.4 * cm)
        draw_emblem(canvas, A4[0] / 2, A4[1] - 5 * cm, look.dark)
    canvas.restoreState()


def draw_emblem(canvas: Canvas, x: float, y: float, colour: Color) -> None:
    """A small coat of arms: a ring, a hill and two waves."""
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(2)
    canvas.circle(x, y, 1.6 * cm)
    canvas.line(x - 1.1 * cm, y, x, y + 0.9 * cm)
    canvas.line(x, y + 0.9 * cm, x + 1.1 * cm, y)
    for drop in (0.3 * cm, 0.7 * cm):
        canvas.bezier(
            x - 1.1 * cm, y - drop, x - 0.4 * cm, y - drop + 12, x + 0.4 * cm, y - drop - 12, x + 1.1 * cm, y - drop
        )


def draw(target: Path, look: Look, story: list[Flowable], title: str, author: str) -> Places:
    """Prints a story into `target` and says where its marks fell; the mark ``pages`` holds the number of pages."""
    places: Places = {}
    document = BaseDocTemplate(str(target), pagesize=A4, title=title, author=author, invariant=1, pageCompression=1)
    cover = Frame(2.2 * cm, 2.5 * cm, A4[0] - 4.4 * cm, A4[1] - 5 * cm, id="cover")
    inner = Frame(2 * cm, 1.7 * cm, WIDTH, A4[1] - 3.5 * cm, id="inner", leftPadding=0, rightPadding=0)
    document.addPageTemplates(
        [
            PageTemplate("cover", [cover], onPage=partial(draw_cover, look), autoNextPageTemplate="inner"),
            PageTemplate("inner", [inner], onPage=partial(draw_running_words, look)),
        ]
    )
    document.build(story, canvasmaker=partial(MarkingCanvas, places=places))
    places["pages"] = [document.page]
    return places


def build(target: Path, look: Look, title: str, author: str, story_of: Callable[[Places], list[Flowable]]) -> Places:
    """Prints until the page numbers in the contents agree with where things stand."""
    places: Places = {}
    for _ in range(4):
        before, places = places, draw(target, look, story_of(places), title, author)
        if before == places:
            return places
    raise RuntimeError(f"{target.name}: the contents page does not settle")
