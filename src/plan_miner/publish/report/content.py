"""What the page shows, chosen from the published tables: plain lists and dictionaries that become its JSON.

Rows that people rejected are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from plan_miner.publish.report.changed import Changes, Key
from plan_miner.publish.report.places import Places, Record, filled
from plan_miner.publish.report.proof import Proof, Quote
from plan_miner.publish.schema import BY_NAME, AllTables, Row

REJECTED = "rejected"


def content(tables: AllTables, originals: str = "") -> Record:
    """Everything that the page shows of these tables."""
    places, proof = Places(tables, originals), Proof()
    annex, changes = _annex(tables), Changes(tables)
    objectives = _objectives(tables, annex, changes)
    changed = changes.shown(objectives, places, proof)
    found: Record = {
        "newest": places.newest[:10],
        "municipalities": places.municipalities,
        "documents": places.documents,
        "objectives": [  # each row is let go as soon as its record is made
            _objective(objectives.pop(key), annex.pop(key), places, proof) for key in list(annex)
        ],
        "cells": [_cell(row, places, proof) for row in tables["service_table"] if row["review"] != REJECTED],
        "mechanisms": [_mechanism(row, places, proof) for row in tables["mechanisms"]],
        "doubts": [_doubt(row, places) for row in tables["doubts"] if row["review"] != REJECTED],
        **changed,
    }
    proof.fill(tables["evidence"])
    return found


# --- objectives ---------------------------------------------------------------------------------


def _annex(tables: AllTables) -> dict[Key, list[Row]]:
    """The rows of EK 2 by objective, in their order."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in tables["annex"]:
        if row["review"] != REJECTED:
            found[row["document_id"], row["objective_code"]].append(row)
    return found


def _objectives(tables: AllTables, annex: Mapping[Key, list[Row]], changes: Changes) -> dict[Key, Row]:
    """The objectives of EK 2; of all others no more is kept than changes need."""
    kept: dict[Key, Row] = {}
    for row in tables["objectives"]:
        changes.know(row)
        key = row["document_id"], row["objective_code"]
        if key in annex:
            kept[key] = row
    return kept


def _objective(row: Row, annex: list[Row], places: Places, proof: Proof) -> Record:
    """An objective of EK 2 with its activities; words and tags as people left them."""
    first, text = annex[0], annex[0]["objective"]
    own = proof.of("objectives", BY_NAME["objectives"].row_key(row), text)
    return filled(
        {
            "document": places.document[row["document_id"]],
            "goal_code": first["goal_code"],
            "goal": first["goal"],
            "code": row["objective_code"],
            "text": text,
            "page": row["page_first"],
            "basis": row["basis_final"],
            "themes": row["themes_final"],
            "groups": row["groups_final"],
            "cost": row["cost_estimate"],
            "cost_printed": row["cost_estimate_printed"],
            "review": first["review"],
            "proof": own,
            "activities": [_activity(one, own, proof) for one in annex if one["activity"]],
        }
    )


def _activity(row: Row, objective: list[Quote], proof: Proof) -> Record:
    """An activity proves itself by its own words; those of its objective stand with the objective."""
    key = BY_NAME["annex"].row_key(row)
    return filled(
        {
            "text": row["activity"],
            "page": row["page"],
            "basis": row["basis"],
            "themes": row["themes"],
            "proof": proof.of("annex", key, row["activity"], but=objective),
        }
    )


# --- services, mechanisms, doubts ---------------------------------------------------------------


def _cell(row: Row, places: Places, proof: Proof) -> Record:
    searched = row["searched"] if isinstance(row["searched"], tuple) else ()
    return filled(
        {
            "municipality": places.municipality[row["municipality_id"]],
            "service": row["service"],
            "status": row["status"],
            "count": row["unit_count"],
            "yades": row["yades"] or None,
            "summary": row["summary"],
            "document": places.document.get(row["document_id"]),
            "searched": [places.document[one] for one in searched if one in places.document],
            "pages": row["pages"],
            "review": row["review"],
            "proof": proof.of("service_table", BY_NAME["service_table"].row_key(row)),
        }
    )


def _mechanism(row: Row, places: Places, proof: Proof) -> Record:
    return filled(
        {
            "municipality": places.municipality[row["municipality_id"]],
            "document": places.document[row["document_id"]],
            "mechanism": row["mechanism"],
            "name": row["name"],
            "detail": row["detail"],
            "page": row["page"],
            "proof": proof.of("mechanisms", str(row["mechanism_id"])),
        }
    )


def _doubt(row: Row, places: Places) -> Record:
    return filled(
        {
            "document": places.document.get(row["document_id"]),
            "doubt": row["doubt"],
            "text": row["message"],
            "page": row["page"],
            "review": row["review"],
        }
    )
