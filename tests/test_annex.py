"""EK 2: which objectives get rows, and what a row says."""

from __future__ import annotations

import pytest

from plan_miner.annex import annex_rows
from plan_miner.model import (
    Activity,
    Box,
    Goal,
    Municipality,
    Objective,
    ObjectiveVerdict,
    Outcome,
    Passage,
    Piece,
    Source,
    TaggedDocument,
    TaggedObjective,
    Tags,
)

KARS = Municipality("kars", "Kars Belediyesi", "Kars", 36, "provincial")
PLAN = Source("kars-sp-2020-2024", KARS, "strategic_plan", 2020, 2024, "plan.pdf")
WOMEN = Tags("women", ("women",), ("women",))


def words(text: str, page: int = 1) -> Passage:
    return Passage(text, (Piece(0, Box(page, 70, 100, 300, 112)),))


def objective(code: str, activities: tuple[tuple[str, Tags], ...] = (), *, belongs: bool = True) -> TaggedObjective:
    made = tuple(Activity(number, words(text, 40 + number)) for number, (text, _) in enumerate(activities, start=1))
    verdict = ObjectiveVerdict(belongs, "women", ("women",), ("women",), 0.9, "kadın")
    found = Objective(code, f"Hedef {code}", words(f"Hedef metni {code}", 40), 40, 42, made)
    return TaggedObjective(code.partition(".")[0], found, WOMEN, tuple(tags for _, tags in activities), verdict)


def outcome(*objectives: TaggedObjective, goals: tuple[str, ...] = ("4",)) -> Outcome:
    tree = tuple((Goal(code, f"Amaç {code}", words(f"Amaç metni {code}", 39)), Tags()) for code in goals)
    return Outcome(PLAN, "ok", document=TaggedDocument(goals=tree, objectives=objectives))


def test_an_objective_that_belongs_has_one_row_an_activity_in_print_order():
    rows = annex_rows([outcome(objective("4.1", (("Kurs", Tags()), ("Kadın kursu", WOMEN))))])
    assert [(row.activity and row.activity.number, row.page) for row in rows] == [(1, 41), (2, 42)]
    assert {row.goal and row.goal.passage.text for row in rows} == {"Amaç metni 4"}


def test_an_objective_without_activities_has_one_row_with_none():
    (row,) = annex_rows([outcome(objective("4.1"))])
    assert row.activity is None
    assert row.page == 40
    assert row.passage.text == "Hedef metni 4.1"


def test_an_objective_that_does_not_belong_has_no_row():
    assert annex_rows([outcome(objective("4.1", (("Kurs", Tags()),), belongs=False))]) == ()


def test_a_row_says_what_its_own_words_say():
    rows = annex_rows([outcome(objective("4.1", (("Kurs", Tags()), ("Kadın kursu", WOMEN))), objective("4.2"))])
    assert [row.tags.basis for row in rows] == ["", "women", "women"]
    assert [row.tags.groups for row in rows] == [(), ("women",), ("women",)]


def test_an_objective_printed_under_no_goal_still_has_its_row():
    (row,) = annex_rows([outcome(objective("4.1"), goals=())])
    assert row.goal is None


def test_tags_that_do_not_fit_the_activities_are_an_error_not_a_shift():
    tagged = objective("4.1", (("Kurs", Tags()),))
    lost = TaggedObjective(tagged.goal_code, tagged.objective, tagged.tags, (), tagged.verdict)
    with pytest.raises(ValueError, match="zip"):
        annex_rows([outcome(lost)])


def test_documents_without_objectives_give_no_rows():
    assert annex_rows([Outcome(PLAN, "not_found", "404")]) == ()
