"""A plan's rows against its coding: the goal tree, what belongs in the annex, basis and groups.

A row counts as found where code and text agree with a coded one; every row beyond is spurious, so a row read twice
costs precision. What was coded as null (debatable) is not judged, nor is what a coding leaves out altogether
(activities, indicators, pages, the goals' words).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plan_miner.evaluate.coded import Coded, Row
from plan_miner.evaluate.judged import Judged, found_or_not, said
from plan_miner.evaluate.matching import ALIKE, ALIKE_BELOW, Item, Matching, item, matched, without_unit
from plan_miner.model import BASES
from plan_miner.turkish import fold, read_number

Rows = Mapping[str, Sequence[Row]]  # of one document, by table
UNCODED_GROUPS = frozenset({"disadvantaged"})  # most codings name who is served, not disadvantage in general


def judge_plan(document: Coded, rows: Rows) -> Iterator[Judged]:
    """Every judgement on one plan."""
    document_id = str(document["document_id"])
    goals = list(document["goals"])
    objectives = [objective for goal in goals for objective in goal["objectives"]]
    if _coded(goals, "text"):
        yield from _goals(document_id, goals, rows.get("goals", ()))
    yield from _objectives(document_id, objectives, rows.get("objectives", ()))
    if _coded(objectives, "activities"):
        yield from _activities(document_id, objectives, rows.get("activities", ()))
    if _coded(objectives, "indicators"):
        yield from _indicators(document_id, objectives, rows)


def _coded(items: Sequence[Coded], name: str) -> bool:
    return any(name in one for one in items)


def _tree(document_id: str, figure: str, found: Matching) -> Iterator[Judged]:
    """Which items of one level of the tree were found."""
    for coded, row in found.pairs:
        yield Judged(document_id, figure, coded.code, "right", coded.text, row.text)
    for coded in found.missing:
        yield Judged(document_id, figure, coded.code, "missing", coded.text)
    for row in found.spurious:
        yield Judged(document_id, figure, row.code, "spurious", "", row.text)


def _goals(document_id: str, goals: Sequence[Coded], rows: Sequence[Row]) -> Iterator[Judged]:
    coded = [item(goal["code"], goal["text"], goal) for goal in goals]
    found = matched(coded, (item(row["goal_code"], row["goal"], row) for row in rows), ALIKE)
    yield from _tree(document_id, "goals", found)
    for goal, row in found.pairs:
        pages = {str(goal.data["page"]), *(str(page) for page in goal.data.get("alt_pages", ()))}
        page = row.data.get("page", "")
        yield said(document_id, "pages", goal.code, page if page in pages else str(goal.data["page"]), page)


def _objectives(document_id: str, objectives: Sequence[Coded], rows: Sequence[Row]) -> Iterator[Judged]:
    coded = [item(objective["code"], objective["text"], objective) for objective in objectives]
    found = matched(coded, (item(row["objective_code"], row["objective"], row) for row in rows), ALIKE)
    yield from _tree(document_id, "objectives", found)
    if _coded(objectives, "page_first"):
        for objective, row in found.pairs:
            coded_page, page = str(objective.data["page_first"]), row.data.get("page_first", "")
            yield said(document_id, "pages", objective.code, coded_page, page)
    for objective, data in _with_rows(found):
        yield from _annex(document_id, objective, data)
    yield from _basis(document_id, found)
    for row in found.spurious:
        if _true(row.data.get("in_annex")):
            yield Judged(document_id, "in_annex", row.code, "spurious", "false", "true")


def _with_rows(found: Matching) -> Iterator[tuple[Item, Mapping[str, Any]]]:
    """Each coded item with its row, an empty one where it has none."""
    yield from ((coded, row.data) for coded, row in found.pairs)
    yield from ((coded, {}) for coded in found.missing)


def _annex(document_id: str, objective: Item, row: Mapping[str, Any]) -> Iterator[Judged]:
    """Whether an objective belongs in the annex and, where it does, whom it serves."""
    belongs = objective.data.get("in_annex")
    if belongs is not None:
        coded, found = ({"true"} if yes else set[str]() for yes in (belongs, _true(row.get("in_annex"))))
        yield from found_or_not(document_id, "in_annex", objective.code, coded, found)
    if belongs:
        coded = set(objective.data["groups"])
        groups = set(str(row.get("groups") or "").split("|")) - {""} - (UNCODED_GROUPS - coded)
        yield from found_or_not(document_id, "groups", objective.code, coded, groups)


def _true(value: object) -> bool:
    return str(value).lower() in ("true", "1")


def _basis(document_id: str, found: Matching) -> Iterator[Judged]:
    """Basis as a share of all coded rows (`basis`), and as values found among those that have one (`basis_named`)."""
    for coded, row in _with_rows(found):
        basis = coded.data.get("basis")
        if basis is not None:
            key = f"{coded.code} {coded.text}"
            told = str(row["basis"]) if "basis" in row else None
            yield said(document_id, "basis", key, basis, told)
            yield from found_or_not(document_id, "basis_named", key, {basis} - {""}, {told or ""} - {""})
    for spare in found.spurious:
        if spare.data.get("basis") in BASES:
            yield Judged(document_id, "basis_named", spare.code, "spurious", "", str(spare.data["basis"]))


def _activities(document_id: str, objectives: Sequence[Coded], rows: Sequence[Row]) -> Iterator[Judged]:
    coded = [item(o["code"], activity["text"], activity) for o in objectives for activity in o["activities"]]
    found = matched(coded, (item(row["objective_code"], row["activity"], row) for row in rows), ALIKE_BELOW)
    yield from _tree(document_id, "activities", found)
    yield from _basis(document_id, found)


def _indicators(document_id: str, objectives: Sequence[Coded], rows: Rows) -> Iterator[Judged]:
    coded = [_indicator(i["code"], i["text"], i) for objective in objectives for i in objective["indicators"]]
    had = (_indicator(row["indicator_code"], row["indicator"], row) for row in rows.get("indicators", ()))
    found = matched(coded, had, ALIKE_BELOW)
    yield from _tree(document_id, "indicators", found)
    targets = {(row["indicator_code"], row["year"]): row for row in rows.get("indicator_targets", ())}
    for indicator, row in _with_rows(found):
        for name in ("weight", "baseline"):
            if indicator.data[name] is not None:
                yield _cell(document_id, f"{indicator.code} {name}", indicator.data[name], row, name)
        for year, printed in indicator.data["targets"].items():
            target = targets.get((str(row.get("indicator_code")), year), {})
            yield _cell(document_id, f"{indicator.code} {year}", printed, target, "target")


def _indicator(code: str, text: str, data: Mapping[str, Any]) -> Item:
    return item(code, without_unit(text), data)


def _cell(document_id: str, key: str, printed: str, row: Mapping[str, Any], name: str) -> Judged:
    """A figure, coded as printed (1.250 is 1250), against the table's decimal; words against what was printed."""
    value, found = read_number(printed), str(row.get(name) or "")
    told = str(row.get(f"{name}_printed") or "")
    right = _decimal(found) == value if value is not None else fold(told).strip() == fold(printed).strip()
    return Judged(document_id, "indicator_cells", key, "right" if right else "wrong", printed, found or told)


def _decimal(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
