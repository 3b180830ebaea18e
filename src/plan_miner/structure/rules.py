"""The rules by which things were taken for what they are: names that stand in `evidence`, each with its sentence.

Whoever adds a rule adds its name here; `plan-miner extract --explain` shows both.
"""

from __future__ import annotations

from types import MappingProxyType

from plan_miner.saying import said
from plan_miner.structure.rows import Row

RULES = MappingProxyType(
    {
        # chapters: where a row stands, told from headings
        "chapter.contents": said("A list of contents, tables or abbreviations: it only names what stands elsewhere."),
        "chapter.foreword": said("A preface: what a mayor calls a goal there is none of the plan's."),
        "chapter.previous": said("The last period's plan looked back upon: its goals are not this plan's."),
        "chapter.policy": said("Upper plans and the United Nations' goals: another author's goals."),
        "chapter.law": said("Duties by law."),
        "chapter.survey": said("What stakeholders were asked and answered."),
        "chapter.staff": said("Staff and organisation."),
        "chapter.analysis": said("Strengths and weaknesses, surroundings, findings: read, but not as goals."),
        "chapter.costs": said("A table of costs: it completes the objectives whose codes it names."),
        "chapter.monitoring": said("Monitoring: it completes the objectives whose codes it names."),
        "chapter.summary": said("A summary: it completes the objectives whose codes it names."),
        "chapter.goals": said("The plan itself: goals, objectives, activities and indicators are looked for here."),
        "chapter.services": said("What the municipality does: read for services."),
        "chapter.none": said("A chapter of no known kind: goals that stand there count."),
        # goals and objectives
        "structure.table": said("A code in a table's cell names it; its text follows in that cell or the next."),
        "structure.text": said(
            "A code at the beginning of a line names it; its text follows there or in the next line."
        ),
        "structure.table.uncoded": said(
            "The cell stands under or behind the label Amaç or Hedef; numbered in print order."
        ),
        "structure.text.uncoded": said("The line stands behind the label Amaç or Hedef; numbered in print order."),
        "structure.table.number": said("A number without a word in the column of codes names it."),
        "structure.text.number": said("A number alone names it: a heading of the goals' chapter, or the next in turn."),
        "structure.below": said("An activity or indicator whose code holds this objective's was met before its text."),
        "structure.from_objectives": said("No text of the goal was found; that of its first objective stands for it."),
        # activities
        "structure.activity.code": said("Its own code (F1.1.1, P 1.1.2 …) names it, under the objective of that code."),
        "structure.activity.bullet": said(
            "A bullet or letter lists it under the label of activities or its objective."
        ),
        "structure.activity.cell": said("The cell stands in the column or field of activities."),
        "structure.activity.line": said("A line or part of a sentence under the label of activities."),
        # indicators
        "structure.indicator.code": said("Its own code (PG1.1.1 …) names it, under the objective of that code."),
        "structure.indicator.column": said("The cell stands in the column of indicators, its values beside it."),
        "structure.indicator.line": said("A line under the label of indicators."),
        # what was left out
        "left.contents": said("Left out: the page is a list of contents."),
        "left.outside": said("Left out: prefaces, surveys and staff tables set out no plan."),
        "left.foreign": said("Left out: its chapter speaks of another plan, of laws, or of surveys."),
        "left.other_texts": said("Left out: its codes carry other texts than the plan's; somebody else's goals."),
        "left.unknown_codes": said("Left out: neither its codes nor its texts are the plan's."),
        "left.again": said(
            "Another printing of the same plan: it fills what the plan itself left open, and adds no row."
        ),
    }
)


def rule_of(code: tuple[int, ...], printed: str, row: Row) -> str:
    """How a goal or objective was found: in a table or in running text, by a code, its number alone, or a label."""
    place = "table" if row.table >= 0 else "text"
    if not code:
        return f"structure.{place}.uncoded"
    if not printed:
        return "structure.below"
    return f"structure.{place}" if any(map(str.isalpha, printed)) else f"structure.{place}.number"
