"""Small plans drawn for tests: blocks that look in the code as they look on paper, and a plan's tree as an outline.

Only reportlab's own fonts are used, so the same pages come out on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from textwrap import dedent

import reportlab
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from plan_miner.model import Indicator, Number, Objective, Plan
from plan_miner.structure import structured
from plan_miner.text import read

Cell = str | list[str]  # a list is printed as bullets
MARGIN = 56.0
WIDTH = A4[0] - 2 * MARGIN
GREY, DARK = HexColor("#e4e8ec"), HexColor("#1f3a5f")
NEW_PAGE = PageBreak()

FONTS = Path(reportlab.__file__).parent / "fonts"

for face, file in {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf"}.items():
    pdfmetrics.registerFont(TTFont(face, str(FONTS / file)))


# --- what is drawn ---


def _style(size: float = 9.5, *, bold: bool = False, colour: Color = black, indent: float = 0.0) -> ParagraphStyle:
    return ParagraphStyle(
        "drawn",
        fontName="Vera-Bold" if bold else "Vera",
        fontSize=size,
        leading=size * 1.3,
        spaceAfter=size * 0.6,
        textColor=colour,
        leftIndent=indent,
        bulletIndent=max(0.0, indent - 10),
    )


def heading(text: str, size: float = 13) -> Flowable:
    """A chapter's or section's heading."""
    return Paragraph(text, _style(size, bold=True))


def words(*texts: str) -> list[Flowable]:
    """Paragraphs of running text."""
    return [Paragraph(text, _style()) for text in texts]


def bullets(*texts: str, sign: str = "•") -> list[Flowable]:
    """A list; where `sign` is "a)" its letters go on (a, b, c)."""
    signs = [f"{chr(ord('a') + i)})" for i in range(len(texts))] if sign == "a)" else [sign] * len(texts)
    return [Paragraph(text, _style(indent=22), bulletText=mark) for text, mark in zip(texts, signs, strict=True)]


def ruled(*rows: Sequence[Cell], widths: Sequence[float] = (), down: Sequence[str] = ()) -> Table:
    """A table with rules. A row's last cell runs to the right edge; `down` has merged cells as "column:first-last"."""
    table = _table(rows, widths)
    spans = [
        ("SPAN", (int(column), int(first)), (int(column), int(last)))
        for column, _, run in (name.partition(":") for name in down)
        for first, _, last in [run.partition("-")]
    ]
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, black), *spans])
    return table


def zebra(*rows: Sequence[Cell], widths: Sequence[float] = ()) -> Table:
    """A table without rules: a dark heading, and every second row on grey."""
    table = _table(rows, widths, head=white)
    shades = [("BACKGROUND", (0, i), (-1, i), GREY) for i in range(2, len(rows), 2)]
    table.setStyle([("BACKGROUND", (0, 0), (-1, 0), DARK), *shades])
    return table


def borderless(*rows: Sequence[Cell], widths: Sequence[float] = (1, 3)) -> Table:
    """Cells side by side with nothing drawn around them."""
    return _table(rows, widths)


def in_columns(left: Sequence[Flowable | list[Flowable]], right: Sequence[Flowable | list[Flowable]]) -> Flowable:
    """Blocks in two newspaper columns, written one after the other as a typesetter's program does."""
    table = Table([[list(_flat(left)), list(_flat(right))]], [WIDTH / 2, WIDTH / 2])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def gap(points: float = 14) -> Flowable:
    return Spacer(1, points)


def _table(rows: Sequence[Sequence[Cell]], widths: Sequence[float], head: Color = black) -> Table:
    columns = len(widths) or max(len(row) for row in rows)
    shares = widths or [1.0] * columns
    cells = [[_cell(text, head if i == 0 else black) for text in row] for i, row in enumerate(rows)]
    full = [row + [""] * (columns - len(row)) for row in cells]
    table = Table(full, [WIDTH * share / sum(shares) for share in shares])
    short = [("SPAN", (len(row) - 1, i), (columns - 1, i)) for i, row in enumerate(cells) if len(row) < columns]
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *short])
    return table


def _cell(text: Cell, colour: Color) -> list[Flowable]:
    style = _style(8, colour=colour)
    if isinstance(text, str):
        return [Paragraph(text.replace("\n", "<br/>"), style)] if text else []
    return [Paragraph(item, _style(8, indent=10), bulletText="•") for item in text]


def _flat(blocks: Sequence[Flowable | list[Flowable]]) -> Iterator[Flowable]:
    for block in blocks:
        yield from block if isinstance(block, list) else [block]


def pdf(target: Path, *blocks: Flowable | list[Flowable], head: str = "", foot: str = "") -> Path:
    """Blocks printed into `target`; `head` and `foot` run along the pages, with {page} for the page's number."""
    document = BaseDocTemplate(str(target), pagesize=A4, invariant=1)
    frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, leftPadding=0, rightPadding=0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=partial(_running, head, foot))])
    document.build(list(_flat(blocks)))
    return target


def sheets(target: Path, *pages: Callable[[Canvas], None], size: tuple[float, float] = A4) -> Path:
    """Pages that draw themselves on a canvas (origin at the bottom left), printed into `target`."""
    canvas = Canvas(str(target), pagesize=size, invariant=1)
    for page in pages:
        canvas.setFont("Vera", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target


def _running(head: str, foot: str, canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Vera", 7)
    canvas.drawString(MARGIN, A4[1] - 32, head.format(page=document.page))
    canvas.drawCentredString(A4[0] / 2, 28, foot.format(page=document.page))


# --- what is read from it ---


def plan_of(folder: Path, *blocks: Flowable | list[Flowable], kind: str = "strategic_plan", first: int = 2020) -> Plan:
    """The plan that is read from blocks; `first` is its first year."""
    return structured(read(pdf(folder / "plan.pdf", *blocks)), kind, first)


def objectives_with_indicators(folder: Path, table: Callable[[], Flowable]) -> list[Objective]:
    """The objectives 1.1 and 1.2 of a plan that has such a table of indicators, and two activities, under each."""

    def objective(number: int, text: str) -> list[Flowable]:
        listed = [*words("Faaliyetler:"), *bullets("Asfalt serilmesi", "Kaldırım yapılması")]
        return [heading(f"HEDEF 1.{number}: {text}", 10), table(), gap(), *listed]

    plan = plan_of(
        folder,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("AMAÇ 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective(1, "Yol ağını yenilemek"),
        objective(2, "Yaya güvenliğini artırmak"),
    )
    return list(plan.goals[0].objectives)


def outline(plan: Plan) -> str:
    """The goal tree as text: a line a goal, objective, activity (-) and indicator (#), with pages in brackets."""
    lines: list[str] = []
    for goal in plan.goals:
        lines.append(f"{goal.code} {goal.passage.text} ({goal.passage.page})")
        for objective in goal.objectives:
            lines += _objective(objective)
    return "\n".join(lines)


def picture(text: str) -> str:
    """A triple-quoted outline without its margin."""
    return dedent(text).strip()


def _objective(objective: Objective) -> list[str]:
    pages = f"{objective.page_first}-{objective.page_last}"
    pages = str(objective.page_first) if objective.page_first == objective.page_last else pages
    fields = {
        "by": objective.responsible_unit,
        "with": ", ".join(objective.collaborating_units),
        "for": _figure(objective.cost_estimate),
    }
    said = [f"{name} {value}" for name, value in fields.items() if value]
    return [
        f"  {objective.code} {objective.passage.text} ({pages})",
        *([f"    {'; '.join(said)}"] if said else []),
        *(f"    - {a.passage.text} ({a.passage.page})" for a in objective.activities),
        *(f"    # {_indicator(i)} ({i.passage.page})" for i in objective.indicators),
    ]


def _indicator(indicator: Indicator) -> str:
    years = " ".join(f"{year}={_figure(target)}" for year, target in indicator.targets)
    weight = f"weight {_figure(indicator.weight)}" if _figure(indicator.weight) else ""
    start = f"from {_figure(indicator.baseline)}" if _figure(indicator.baseline) else ""
    return " ".join(part for part in (indicator.code, indicator.passage.text, weight, start, years) if part)


def _figure(number: Number) -> str:
    shown = "" if number.printed == "-" else number.printed
    return shown if number.value is None else f"{number.value:.12g}"
