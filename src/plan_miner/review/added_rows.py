"""The rows of objectives that people added, and the marked lines that prove them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plan_miner.publish.schema import BY_NAME, Row, Tables, joined_key
from plan_miner.publish.words import fit_row
from plan_miner.review.decisions import Place, numbered
from plan_miner.review.items import ADDED, ADDED_RULE
from plan_miner.review.standing import Review, Standing

WHY = "Bir kişi ekledi."


def standing_added(review: Review) -> dict[str, Standing]:
    """The added objectives that stand, by the key of their row; no two of them share a code."""
    added = (one for one in review.standings.values() if one.item.kind == ADDED and one.holds and one.in_annex)
    return {joined_key(one.item.document_id, one.item.values.objective_code): one for one in added}


def with_added(tables: Tables, review: Review) -> Tables:
    """The tables with a row for each added objective that stands, behind the others of its document."""
    documents = {row["document_id"]: row for row in tables["documents"]}
    added = [_rows(one, documents[one.item.document_id]) for one in standing_added(review).values()]
    order = {document_id: place for place, document_id in enumerate(documents)}
    merged = dict(tables)
    for name in ("objectives", "activities") if added else ():
        rows = [*tables[name], *(row for one in added for row in one[name])]
        merged[name] = sorted(rows, key=lambda row: order[row["document_id"]])
    merged["evidence"] = [*tables["evidence"], *(row for one in added for row in one["evidence"])]
    return merged


def _rows(standing: Standing, document: Row) -> Mapping[str, list[Row]]:
    said, code = standing.values, standing.item.values.objective_code
    places = standing.item.places
    at: Row = {"document_id": document["document_id"], "objective_code": code}
    objective: Row = {
        **at,
        "municipality_id": document["municipality_id"],
        "period_start": document["period_start"],
        "period_end": document["period_end"],
        "goal_code": said.goal_code,
        "objective": said.objective,
        "page_first": places[0].page,
        "page_last": places[-1].page,
        "in_annex": False,
        "basis": said.basis,
        "themes": said.themes,
        "groups": said.groups,
        "rule": ADDED_RULE,
        "reason": WHY,
    }
    activities: list[Row] = [
        {**at, "activity_no": number, "activity": one.activity, "page": places[0].page}
        | {"basis": one.basis, "themes": one.themes, "groups": one.groups}
        for number, one in numbered(said.activities)
    ]
    rows = {"objectives": [objective], "activities": activities, "evidence": list(_evidence(at, activities, places))}
    return {name: [fit_row(BY_NAME[name], row)[0] for row in of_one] for name, of_one in rows.items()}


def _evidence(at: Row, activities: Sequence[Row], places: Sequence[Place]) -> Iterator[Row]:
    key = joined_key(*at.values())
    keys = [("objectives", key), *(("activities", joined_key(key, row["activity_no"])) for row in activities)]
    for table, row_key in keys:
        for place in places:
            box: Row = {"x0": place.x0, "top": place.top, "x1": place.x1, "bottom": place.bottom}
            about: Row = {"table": table, "key": row_key, "document_id": at["document_id"], "rule": ADDED_RULE}
            yield about | {"sha256": place.sha256, "page": place.page, **box, "quote": place.quote}
