"""Sentences and objectives as municipalities print them, coded by what the contract says, scored one by one.

Each was written down and coded before anybody saw what the rules make of it; what then went wrong was mended by its
cause.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from plan_miner import judge_objective, judge_service


def rows(name):
    with Path(__file__).with_name(name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("field_sentences.csv"), ids=lambda row: row["text"][:60])
def test_a_sentence_gives_the_status_the_units_and_the_programme_that_a_person_codes(row):
    verdict = judge_service(row["text"], row["service"], row["kind"])
    assert verdict.status == row["status"]
    if row["units"] != "any":
        assert verdict.unit_count == (int(row["units"]) if row["units"] else None)
    if row["yades"]:
        assert verdict.yades == (row["yades"] == "yes")


@pytest.mark.parametrize("row", rows("field_objectives.csv"), ids=lambda row: row["text"][:60])
def test_an_objective_belongs_in_the_annex_as_a_person_codes_it(row):
    verdict = judge_objective(row["text"])
    assert verdict.in_annex == (row["in_annex"] == "yes")
    if row["in_annex"] == "yes" or row["basis"]:
        assert verdict.basis == row["basis"]
    # disadvantage in general is named or not, as people like
    assert set(verdict.groups) - {"disadvantaged"} == set(row["groups"].split()) - {"disadvantaged"}
