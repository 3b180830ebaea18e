"""What changed from one document or edition to the next, as far as it bears on services or on what EK 2 holds."""

from __future__ import annotations

from collections.abc import Mapping

from plan_miner.publish.report.places import Places, Record, filled
from plan_miner.publish.report.proof import Proof
from plan_miner.publish.schema import BY_NAME, AllTables, Row, Value
from plan_miner.rewording import reworded

Key = tuple[Value, Value]  # document_id, objective_code


class Changes:
    """The rows of the table `changes`, read before the objectives, and what must be known to judge them."""

    def __init__(self, tables: AllTables) -> None:
        self.rows = list(tables["changes"])
        indicators = {_indicator(row) for row in self.rows if row["table"] == "indicator_targets"}
        named = ((BY_NAME["indicators"].row_key(row), row) for row in (tables["indicators"] if indicators else ()))
        self._under = {key: row["objective_code"] for key, row in named if key in indicators}
        self._known: set[Key] = set()
        self._goals: set[Key] = set()

    def know(self, row: Row) -> None:
        """An objective that is published, whether it is in EK 2 or not."""
        if self.rows:
            self._known.add((row["document_id"], row["objective_code"]))
            self._goals.add((row["document_id"], row["goal_code"]))

    def shown(self, annexed: Mapping[Key, Row], places: Places, proof: Proof) -> Record:
        """The changes that are shown, and how many others the table has; `annexed` are the objectives in EK 2.

        A change of an objective that no table holds any more (its edition was replaced) cannot be judged, and is shown.
        """
        goals = {(key[0], row["goal_code"]) for key, row in annexed.items()}
        others = (self._known - annexed.keys(), self._goals - goals)
        shown = []
        for row in self.rows:
            key, of_goal = self._key(row), row["table"] == "goals"
            if key in others[of_goal]:
                continue
            themes = annexed[key]["themes_final"] if key in annexed and not of_goal else ()
            shown.append(_change(row, themes, places, proof))
        return {"changes": shown, "other_changes": len(self.rows) - len(shown)}

    def _key(self, row: Row) -> Key:
        """Document and code of the goal or objective that a change is about; a service has neither in the tables."""
        document_id, _, code = str(row["key"]).partition(":")
        return document_id, self._under.get(_indicator(row)) if row["table"] == "indicator_targets" else code


def _indicator(row: Row) -> str:
    """The key of the indicator whose target changed: its own without the year."""
    return str(row["key"]).rpartition(":")[0]


def _change(row: Row, themes: Value, places: Places, proof: Proof) -> Record:
    table, key = str(row["table"]), str(row["key"])
    proven = ("indicators", _indicator(row)) if table == "indicator_targets" else (table, key)
    before, after = str(row["before"] or ""), str(row["after"] or "")
    said: Record = {"before": before, "after": after}
    if row["change"] == "reworded":
        said["pieces"] = [[[one.words, one.differs] for one in text] for text in reworded(before, after)]
    return filled(
        {
            "municipality": places.municipality[row["municipality_id"]],
            "table": table,
            "key": key,
            "change": row["change"],
            **said,
            "earlier": places.edition.get(row["from_sha256"]),
            "document": places.edition.get(row["to_sha256"]),
            "themes": themes,
            "proof": proof.of(*proven, text=after),
        }
    )
