"""Lays out goals as official objective cards: one ruled table an objective, which may run over a page end."""

from __future__ import annotations

from typing import Any

from blocks import RULE, TIGHT, Content
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import cm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table
from sheet import WIDTH, Look, paragraph

HEAD = ["Hedefe Etkisi (%)", "Plan Dönemi Başlangıç Değeri (2019)"]
OFTEN = ["İzleme Sıklığı", "Rapor Sıklığı"]
FREQUENCIES = ["6 Ay", "1 Yıl"]
SHARES = [4.3, 1.2, 1.65, 1.3, 1.3, 1.3, 1.3, 1.3, 1.2, 1.2]
THIN = (0.4, RULE[-1])
Rows = list[list[Any]]


def goal_cards(content: Content, look: Look) -> list[Flowable]:
    """Every goal: a band with its words, then a card for each of its objectives."""
    made: list[Flowable] = []
    for number, goal in enumerate(content["goals"], 1):
        made += [CondPageBreak(11 * cm), band(number, look), Spacer(1, 8)]
        for place, objective in enumerate(goal["objectives"], 1):
            made += [card(f"{number}.{place}", goal, objective, content["years"], look), Spacer(1, 14)]
    return made


def band(number: int, look: Look) -> Flowable:
    words = paragraph(f"[[g{number}]]AMAÇ {number}", look.head_cell.clone("band", fontSize=10, leading=13))
    table = Table([[words]], [WIDTH])
    table.setStyle([("BACKGROUND", (0, 0), (-1, -1), look.dark)])
    return table


def card(code: str, goal: Content, objective: Content, years: list[int], look: Look) -> Table:
    """The card of one objective."""
    number = code.split(".", maxsplit=1)[0]
    top: Rows = [
        wide(f"Amaç (A{number})", [goal["text"]], look),
        wide(f"Hedef (H{code})", [f"[[o{code}]]{objective['text']}"], look),
        head(years, look),
        *indicator_rows(code, objective, look),
    ]
    shown = len(top)
    rest, spans = below(code, objective, look, shown)
    table = Table(top + rest, [WIDTH * share / sum(SHARES) for share in SHARES])
    table.setStyle(
        [
            ("BOX", (0, 0), (-1, -1), *THIN),
            ("GRID", (0, 0), (-1, shown - 1), *THIN),
            *TIGHT,
            *top_style(shown, look),
            *spans,
        ]
    )
    return table


def wide(label: str, lines: list[str], look: Look) -> list[Any]:
    """A row whose second cell reaches to the right edge."""
    return [paragraph(label, look.label_cell), [paragraph(line, look.cell) for line in lines], *[""] * 8]


def head(years: list[int], look: Look) -> list[Any]:
    titles = ["Performans Göstergeleri", *HEAD, *map(str, years), *OFTEN]
    return [paragraph(title, look.head_cell.clone("narrow", fontSize=5.9, leading=7.4)) for title in titles]


def indicator_rows(code: str, objective: Content, look: Look) -> Rows:
    rows: Rows = []
    middle = look.cell.clone("middle", alignment=TA_CENTER, fontSize=6.9)
    for place, indicator in enumerate(objective["indicators"], 1):
        mark = f"{code}.{place}"
        values = [
            indicator["weight"],
            indicator["baseline"],
            *indicator["targets"],
            *FREQUENCIES,
        ]
        name = paragraph(f"[[i{mark}]]PG{mark}: {indicator['text']}", look.cell)
        rows.append([name, *(paragraph(value, middle) for value in values)])
    return rows


def below(code: str, objective: Content, look: Look, first: int) -> tuple[Rows, list[Any]]:
    """The rows under the indicators, and how their cells are joined."""
    sections = [
        ("Sorumlu Birim", [objective["unit"]]),
        ("İş Birliği Yapılacak Birim(ler)", [", ".join(objective["with"])]),
        ("Riskler", dotted(objective["risks"])),
        ("Faaliyet ve Projeler", [f"[[a{code}.{i}]]• {a['text']}" for i, a in enumerate(objective["activities"], 1)]),
        ("Maliyet Tahmini", [f"{objective['cost']} TL"]),
        ("Tespitler", dotted(objective["findings"])),
        ("İhtiyaçlar", [*dotted(objective["needs"][:-1]), f"[[end{code}]]• {objective['needs'][-1]}"]),
    ]
    rows: Rows = []
    joins: list[Any] = []
    for label, lines in sections:
        start = first + len(rows)
        rows += [wide(label if not i else "", [line], look) for i, line in enumerate(lines)]
        joins += join(start, first + len(rows) - 1, look)
    return rows, joins


def dotted(items: list[str]) -> list[str]:
    return [f"• {item}" for item in items]


def join(start: int, end: int, look: Look) -> list[Any]:
    """Joins the rows of one section: no rules between its lines, its label cell running down."""
    style: list[Any] = [("SPAN", (0, start), (0, end)), ("BACKGROUND", (0, start), (0, end), look.light)]
    style += [("SPAN", (1, row), (-1, row)) for row in range(start, end + 1)]
    style += [("LINEBELOW", (0, end), (-1, end), *THIN), ("LINEBEFORE", (1, start), (1, end), *THIN)]
    return [*style, ("VALIGN", (0, start), (0, end), "MIDDLE")]


def top_style(shown: int, look: Look) -> list[Any]:
    style: list[Any] = [("SPAN", (1, row), (-1, row)) for row in (0, 1)]
    style += [("BACKGROUND", (0, 0), (0, 1), look.light), ("BACKGROUND", (0, 2), (-1, 2), look.dark)]
    style += [("VALIGN", (0, 0), (-1, shown - 1), "MIDDLE"), ("NOSPLIT", (0, 0), (0, shown + 2))]
    return style
