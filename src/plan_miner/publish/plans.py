"""The goal tree as rows: goals, objectives, activities, indicators with their targets, and the annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_miner.annex import PENDING, AnnexRow
from plan_miner.model import Number, Outcome, Passage, TaggedObjective, Tags
from plan_miner.publish.schema import Row


def goal_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row a goal, in the order of documents and print."""
    for outcome in outcomes:
        for goal, tags in outcome.document.goals:
            yield {
                "document_id": outcome.source.id,
                "goal_code": goal.code,
                "printed_code": goal.printed_code,
                "goal": goal.passage.text,
                "page": goal.passage.page or None,
                **_tags(tags, goal.passage),
                "rule": goal.rule,
            }


def objective_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row an objective, whether or not it belongs in the annex."""
    for outcome, tagged in _objectives(outcomes):
        yield {
            "document_id": outcome.source.id,
            "municipality_id": outcome.source.municipality.id,
            "period_start": outcome.source.period_start,
            "period_end": outcome.source.period_end,
            **_objective(tagged),
            **_verdict(tagged),
        }


def _objective(tagged: TaggedObjective) -> Row:
    objective = tagged.objective
    return {
        "goal_code": tagged.goal_code,
        "objective_code": objective.code,
        "printed_code": objective.printed_code,
        "objective": objective.passage.text,
        "page_first": objective.page_first,
        "page_last": objective.page_last,
        "responsible_unit": objective.responsible_unit,
        "collaborating_units": objective.collaborating_units,
        **_number("cost_estimate", objective.cost_estimate),
        "risks": objective.risks,
        "findings": objective.findings,
        "needs": objective.needs,
        "rule": objective.rule,
    }


def _verdict(tagged: TaggedObjective) -> Row:
    """`basis` is of the objective's own words; its themes and groups are also of what is under it.

    What is final is the program's word as long as nobody has decided.
    """
    verdict = tagged.verdict
    return {
        "in_annex": verdict.in_annex,
        "in_annex_final": verdict.in_annex,
        "basis": tagged.tags.basis,
        "themes": verdict.themes,
        "groups": verdict.groups,
        "confidence": verdict.confidence,
        "reason": verdict.reason,
        "matched": _matched(tagged.tags, tagged.objective.passage),
        "review": PENDING,
        "objective_final": tagged.objective.passage.text,
        "basis_final": tagged.tags.basis,
        "themes_final": verdict.themes,
        "groups_final": verdict.groups,
    }


def activity_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row an activity, numbered under its objective."""
    for outcome, tagged in _objectives(outcomes):
        for activity, tags in zip(tagged.objective.activities, tagged.activities, strict=True):
            yield {
                "document_id": outcome.source.id,
                "objective_code": tagged.objective.code,
                "activity_no": activity.number,
                "printed_code": activity.printed_code,
                "activity": activity.passage.text,
                "page": activity.passage.page or None,
                **_tags(tags, activity.passage),
            }


def indicator_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row an indicator: weight in percent, baseline in its unit; the targets have rows of their own."""
    for outcome, tagged in _objectives(outcomes):
        for indicator in tagged.objective.indicators:
            yield {
                "document_id": outcome.source.id,
                "objective_code": tagged.objective.code,
                "indicator_code": indicator.code,
                "indicator": indicator.passage.text,
                "unit": indicator.unit,
                **_number("weight", indicator.weight),
                **_number("baseline", indicator.baseline),
                "page": indicator.passage.page or None,
            }


def performance_target_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row a yearly target of a performance programme, under its objective."""
    for outcome, tagged in _objectives(outcomes):
        for target in tagged.objective.performance_targets:
            yield {
                "document_id": outcome.source.id,
                "objective_code": tagged.objective.code,
                "target_code": target.code,
                "printed_code": target.printed_code,
                "target": target.passage.text,
                "page": target.passage.page or None,
            }


def target_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row an indicator and year, in the indicator's unit."""
    for outcome, tagged in _objectives(outcomes):
        for indicator in tagged.objective.indicators:
            for year, target in indicator.targets:
                yield {
                    "document_id": outcome.source.id,
                    "indicator_code": indicator.code,
                    "year": year,
                    **_number("target", target),
                }


def annex_table_rows(rows: Sequence[AnnexRow]) -> Iterator[Row]:
    """The rows of EK 2 as a table; basis, themes and groups are those of the row's own words."""
    for row in rows:
        yield {
            "municipality_id": row.source.municipality.id,
            "municipality": row.source.municipality.name,
            "document_id": row.source.id,
            "period_start": row.source.period_start,
            "period_end": row.source.period_end,
            "goal_code": row.tagged.goal_code,
            "goal": row.goal.passage.text if row.goal else "",
            "objective_code": row.tagged.objective.code,
            "objective": row.tagged.objective.passage.text,
            "activity_no": row.activity.number if row.activity else None,
            "activity": row.activity.passage.text if row.activity else "",
            **_tags(row.tags, row.passage),
            "page": row.page,
            "confidence": row.tagged.verdict.confidence,
            "review": PENDING,
        }


def _objectives(outcomes: Sequence[Outcome]) -> Iterator[tuple[Outcome, TaggedObjective]]:
    return ((outcome, tagged) for outcome in outcomes for tagged in outcome.document.objectives)


def _tags(tags: Tags, passage: Passage) -> Row:
    return {"basis": tags.basis, "themes": tags.themes, "groups": tags.groups, "matched": _matched(tags, passage)}


def _matched(tags: Tags, passage: Passage) -> tuple[str, ...]:
    """The printed words that the lexicon knows, each once in print order."""
    found = sorted(tags.matches, key=lambda match: (match.start, match.end))
    return tuple(dict.fromkeys(passage.text[match.start : match.end] for match in found))


def _number(name: str, number: Number) -> Row:
    return {name: number.value, f"{name}_printed": number.printed}
