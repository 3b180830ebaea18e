"""EK 2 after people's decisions: the rows of each objective on which somebody spoke, and what proves them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from plan_miner.publish.schema import BY_NAME, Row, Tables, Value, joined_key
from plan_miner.publish.words import fit_row
from plan_miner.review.decisions import Activity, numbered
from plan_miner.review.items import ADDED_RULE
from plan_miner.review.standing import Standing

Key = tuple[Value, Value]  # document_id, objective_code
SHARED = ("municipality_id", "document_id", "period_start", "period_end", "goal_code", "objective_code", "confidence")
Standings = Mapping[Key, Standing]


def annex_after(tables: Tables, standings: Standings) -> Tables:
    """The tables with EK 2 and its evidence as decided; `standings` are of every row of `objectives`."""
    spoken = {key: one for key, one in standings.items() if one.decisions}
    anew = {key: list(rows) for key, rows in _anew(tables, spoken)}
    had = _by_objective(tables["annex"])
    rows = [row for key in standings for row in anew.get(key, had.get(key, []))]
    keys = {joined_key(*key) for key in anew}
    others = [row for row in tables["evidence"] if row["table"] != "annex" or not keys & _keys(row)]
    return {**tables, "annex": rows, "evidence": [*others, *_evidence(tables, anew)]}


def _keys(row: Row) -> set[str]:
    """The key of an annex row's evidence, and that of its objective."""
    return {str(row["key"]), str(row["key"]).rpartition(":")[0]}


def _by_objective(rows: Sequence[Row]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["document_id"], row["objective_code"]].append(row)
    return found


def _anew(tables: Tables, spoken: Standings) -> Iterator[tuple[Key, Iterator[Row]]]:
    """The rows of each objective on which people spoke; with none where it does not belong and never did."""
    had, printed = _by_objective(tables["annex"]), _by_objective(tables["activities"])
    about = _about(tables)
    for row in tables["objectives"]:
        key = row["document_id"], row["objective_code"]
        standing = spoken.get(key)
        if standing is None:
            continue
        as_found = standing.values.said == standing.item.values.said
        if standing.holds and standing.in_annex and not (as_found and had.get(key)):
            yield key, _corrected({**about[key], "review": standing.review}, standing, row, printed.get(key, []))
        else:
            word = "rejected" if standing.holds and not standing.in_annex else standing.review
            yield key, ({**one, "review": word} for one in had.get(key, []))


def _about(tables: Tables) -> dict[Key, Row]:
    """What all annex rows of an objective share."""
    goals = {(row["document_id"], row["goal_code"]): row["goal"] for row in tables["goals"]}
    names = {row["municipality_id"]: row["municipality"] for row in tables["municipalities"]}
    return {
        (row["document_id"], row["objective_code"]): {
            **{name: row[name] for name in SHARED},
            "municipality": names[row["municipality_id"]],
            "goal": goals.get((row["document_id"], row["goal_code"]), ""),
        }
        for row in tables["objectives"]
    }


def _corrected(about: Row, standing: Standing, objective: Row, printed: Sequence[Row]) -> Iterator[Row]:
    """One row an activity as people want it; those that they added are numbered on from the last one printed."""
    said, by_number = standing.values, {row["activity_no"]: row for row in printed}
    printed_last = 0 if objective["rule"] == ADDED_RULE else len(printed)
    alone = [(None, Activity("", None, said.basis, said.themes, said.groups))]
    for number, one in numbered(said.activities, printed_last) or alone:
        source = objective if number is None else by_number.get(number, {})
        same = number is None or source.get("activity") == one.activity
        row: Row = {
            **about,
            "goal": said.goal or about["goal"],
            "objective": said.objective,
            "activity_no": number,
            "activity": one.activity,
            "basis": one.basis,
            "themes": one.themes,
            "groups": one.groups,
            "page": source.get("page") or objective["page_first"],
            "matched": source.get("matched") if same else (),
        }
        yield fit_row(BY_NAME["annex"], row)[0]


def _evidence(tables: Tables, anew: Mapping[Key, Sequence[Row]]) -> Iterator[Row]:
    """A row that was there keeps its evidence; a new one rests on its activity's words and on its objective's."""
    proof: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in tables["evidence"]:
        proof[row["table"], row["key"]].append(row)
    for key, rows in anew.items():
        for row in rows:
            own = BY_NAME["annex"].row_key(row)
            kept = proof.get(("annex", own)) or [*proof["activities", own], *proof["objectives", joined_key(*key)]]
            yield from ({**one, "table": "annex", "key": own} for one in kept)
