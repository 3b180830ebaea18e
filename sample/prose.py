"""Lays out goals as running text: headings with the words on the next line, bullets, and small indicator tables."""

from __future__ import annotations

from blocks import Content, bullets, ruled
from reportlab.lib.units import cm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer
from sheet import Look, paragraph

HEADS = ["Kod", "Performans Göstergesi", "Birim", "Mevcut (2019)"]
SHARES = [1.5, 4.6, 1.1, 1.5, 1.25, 1.25, 1.25, 1.25, 1.25]


def goal_pages(content: Content, look: Look) -> list[Flowable]:
    """Every goal on a page of its own, its objectives one after another."""
    made: list[Flowable] = []
    for number, goal in enumerate(content["goals"], 1):
        made += ([PageBreak()] if number > 1 else []) + opening(number, goal, look)
        for place, objective in enumerate(goal["objectives"], 1):
            made += objective_text(f"{number}.{place}", objective, content["years"], look)
    return made


def opening(number: int, goal: Content, look: Look) -> list[Flowable]:
    heading = look.section.clone("goal", fontSize=13, leading=17)
    words = look.style(fontName="Vera-Bold", alignment=0, keepWithNext=1)
    return [
        paragraph(f"STRATEJİK AMAÇ-{number}:", heading),
        paragraph(f"[[g{number}]]{goal['text']}", words),
        paragraph(goal["about"], look.body),
    ]


def objective_text(code: str, objective: Content, years: list[int], look: Look) -> list[Flowable]:
    """One objective: code, words, why, activities, indicators, who, how much."""
    bold = look.style(fontName="Vera-Bold", spaceAfter=3, spaceBefore=6, alignment=0, keepWithNext=1)
    words = look.style(fontName="Vera-Italic", alignment=0, keepWithNext=1)
    activities = [f"[[a{code}.{i}]]{a['text']}" for i, a in enumerate(objective["activities"], 1)]
    close = look.style(spaceAfter=2, alignment=0)
    return [
        CondPageBreak(3.5 * cm),
        paragraph(f"Hedef {code}", bold),
        paragraph(f"[[o{code}]]{objective['text']}", words),
        *([paragraph(objective["about"], look.body)] if "about" in objective else []),
        paragraph("Faaliyetler", bold),
        *bullets(activities, look),
        CondPageBreak(4.5 * cm),
        paragraph("Performans Göstergeleri", bold),
        indicator_table(code, objective, years, look),
        Spacer(1, 6),
        paragraph(f"<b>Sorumlu Birim:</b> {objective['unit']}", close),
        paragraph(f"<b>İş Birliği Yapılacak Birimler:</b> {', '.join(objective['with'])}", close),
        paragraph(f"[[end{code}]]<b>Tahmini Maliyet:</b> {objective['cost']} TL", close),
        Spacer(1, 12),
    ]


def indicator_table(code: str, objective: Content, years: list[int], look: Look) -> Flowable:
    rows: list[list[str]] = [[*HEADS, *map(str, years)]]
    for place, indicator in enumerate(objective["indicators"], 1):
        mark = f"{code}.{place}"
        name = f"[[i{mark}]]{indicator['text']}"
        rows.append([f"PG {mark}", name, indicator["unit"], indicator["baseline"], *indicator["targets"]])
    return ruled(rows, look, SHARES)
