"""A spreadsheet that comes back: each row with an answer becomes a decision, or is refused with the reason.

Rows may have been sorted, filtered or deleted. What counts is what a person saw beside the answer: a row whose hidden
id does not belong to its words, or whose words are no longer those of the tables, is never applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plan_miner.evaluate.spreadsheets import rows
from plan_miner.review.corrections import corrected
from plan_miner.review.decisions import Decision
from plan_miner.review.items import ADDED, OBJECTIVE, SERVICE
from plan_miner.review.judging import Refused, judged
from plan_miner.review.sheet import COLUMNS, SHEET, SHOWN, VERDICTS, seal
from plan_miner.review.standing import Review, Standing
from plan_miner.review.words import LANGUAGES, words
from plan_miner.turkish import fold


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken: its number in the sheet, and why, as Refused says it."""

    row: str
    why: Refused


@dataclass(frozen=True, slots=True)
class Returned:
    """What a sheet brings: decisions to be written down, rows that were refused, and those that said nothing new."""

    decisions: tuple[Decision, ...]
    refused: tuple[Refusal, ...]
    known: int
    empty: int


def returned(path: Path, review: Review, by: str) -> Returned:
    """The answers in a sheet, by the reviewer `by`. Raises evaluate.CodedError where the file is no such workbook."""
    names = {name: [words(lang)(f"sheet_{name}") for lang in LANGUAGES] for name in COLUMNS}
    decisions: dict[str, Decision] = {}
    contested: set[str] = set()
    refused: list[Refusal] = []
    known = empty = 0
    for row in rows(path, names, SHEET, needed=("decision", "id")):
        line = {**dict.fromkeys(COLUMNS, ""), **row}
        if not line["decision"]:
            if line["correction"] or line["note"]:
                refused.append(Refusal(line["row"], Refused("no_decision")))
            else:
                empty += 1
            continue
        try:
            standing = _standing(line, review)
            made = _decision(line, standing, by)
            if made.item in contested or _said(decisions.get(made.item, made)) != _said(made):
                contested.add(made.item)
                raise Refused("twice")
        except Refused as why:
            refused.append(Refusal(line["row"], why))
            continue
        if any(_said(one) == _said(made) for one in standing.says if one.by == by):
            known += 1
        else:
            decisions[made.item] = made
    taken = tuple(made for key, made in decisions.items() if key not in contested)
    return Returned(taken, tuple(refused), known, empty)


def _standing(line: Mapping[str, str], review: Review) -> Standing:
    """The item that a row is about; raises Refused where its words are not those of today, or not its own."""
    if not (line["id"] and line["evidence"]):
        raise Refused("no_id")
    if seal(line["id"], line["evidence"], {name: line[name] for name in SHOWN}) != line["seal"]:
        raise Refused("other_words")
    standing = review.standings.get(line["id"])
    if standing is None:
        raise Refused("row_gone", item=line["id"])
    if standing.item.evidence != line["evidence"]:
        raise Refused("words_changed", item=line["id"])
    return standing


def _decision(line: Mapping[str, str], standing: Standing, by: str) -> Decision:
    said = fold(line["decision"]).strip()
    verdict = next((code for code, name in VERDICTS.items() if said in (fold(name), code)), "")
    if not verdict:
        raise Refused("no_such_verdict", given=line["decision"])
    item = standing.item
    if verdict == "corrected" and item.kind not in (OBJECTIVE, SERVICE, ADDED):
        raise Refused("nothing_to_correct")
    if verdict != "corrected" and line["correction"]:
        raise Refused("correction_beside", given=line["decision"])
    values = corrected(item, line["correction"]) if verdict == "corrected" else None
    return judged(standing, by, verdict, values, line["note"])


def _said(decision: Decision) -> tuple[object, ...]:
    return decision.verdict, decision.values.said, decision.note
