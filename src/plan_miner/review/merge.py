"""Decisions merged into the tables: pure, and made anew from the program's own rows at every publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plan_miner.publish.doubts import doubt_row
from plan_miner.publish.schema import BY_NAME, Row, Tables, joined_key
from plan_miner.publish.words import fit_row
from plan_miner.review.added_rows import standing_added, with_added
from plan_miner.review.annex_after import annex_after
from plan_miner.review.decisions import Decision
from plan_miner.review.items import ADDED_RULE, DOUBT, OBJECTIVE, SERVICE, UNPROVEN, evidence_of, items
from plan_miner.review.missed import FoundAgain, added_items
from plan_miner.review.standing import Review, Standing, review_of
from plan_miner.services.summary import summary


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided; where the words of added objectives stand in later editions; lines that nobody can read."""

    decisions: tuple[Decision, ...] = ()
    again: FoundAgain = field(default_factory=dict)
    unreadable: tuple[int, ...] = ()


def with_decisions(tables: Tables, decided: Decided) -> Tables:
    """The tables with what people decided: `review`, `in_annex_final`, corrected and added rows, and their evidence.

    `tables`: as the program made them, masked. Where nobody has decided anything they come back as they are.
    """
    return _merged(tables, decided) if decided.decisions else tables


def reviewed(tables: Mapping[str, Sequence[Any]], decisions: Sequence[Decision], again: FoundAgain) -> Review:
    """Every item of these tables, and what people decided of it."""
    return review_of([*items(tables), *added_items(tables, decisions, again)], decisions)


def _merged(found: Tables, decided: Decided) -> Tables:
    review = reviewed(found, decided.decisions, decided.again)
    tables = with_added(found, review)
    added = standing_added(review)
    standings = {
        (row["document_id"], row["objective_code"]): _standing(review, added, row) for row in tables["objectives"]
    }
    tables = annex_after(tables, standings)
    finals = zip(tables["objectives"], standings.values(), strict=True)
    tables["objectives"] = [_objective(row, standing) for row, standing in finals]
    tables["service_table"] = [_service(row, review) for row in tables["service_table"]]
    tables["doubts"] = [*(_doubt(row, review) for row in tables["doubts"]), *_unproven(tables)]
    return tables


def _standing(review: Review, added: Mapping[str, Standing], row: Row) -> Standing:
    key = joined_key(row["document_id"], row["objective_code"])
    return added[key] if row["rule"] == ADDED_RULE else review.standings[f"{OBJECTIVE}:{key}"]


def _objective(row: Row, standing: Standing) -> Row:
    said = standing.values
    final: Row = {"in_annex_final": standing.in_annex, "review": standing.review}
    if standing.holds:
        final |= {"objective_final": said.objective, "basis_final": said.basis}
        final |= {"themes_final": said.themes, "groups_final": said.groups}
    return fit_row(BY_NAME["objectives"], {**row, **final})[0]


# --- Tablo 2 and the doubts ---------------------------------------------------------------------


def _service(row: Row, review: Review) -> Row:
    standing = review.standings[f"{SERVICE}:{BY_NAME['service_table'].row_key(row)}"]
    said, word = standing.values, standing.review
    final: Row = {**row, "review": word}
    if word not in ("accepted", "corrected") or said.said == standing.item.values.said:
        return final
    words = summary(
        str(row["service"]), said.status, count=said.unit_count, yades=said.yades, sentences=standing.item.words[1:],
        searched=[str(one) for one in row["searched"]] if isinstance(row["searched"], tuple) else (),
    )  # fmt: skip
    changed: Row = {"status": said.status, "unit_count": said.unit_count, "yades": said.yades, "summary": words}
    return final | changed


def _doubt(row: Row, review: Review) -> Row:
    if row["doubt"] == "in_annex":
        standing = review.standings.get(f"{OBJECTIVE}:{row['key']}")
    else:
        evidence = evidence_of((str(row["doubt"]), str(row["key"] or ""), str(row["message"])))
        standing = review.standings.get(f"{DOUBT}:{joined_key(row['document_id'], evidence[:8])}")
    return {**row, "review": standing.review} if standing else row


def _unproven(merged: Tables) -> Iterator[Row]:
    """What people know of a service from elsewhere than its documents."""
    proven = {row["key"] for row in merged["evidence"] if row["table"] == "service_table"}
    for row in merged["service_table"]:
        key = BY_NAME["service_table"].row_key(row)
        if key not in proven and row["status"] != "not_mentioned":
            message = "Bir kişi belirledi; belgede yeri gösterilmedi (service_table)."
            yield fit_row(BY_NAME["doubts"], doubt_row(str(row["document_id"] or ""), key, UNPROVEN, message))[0]


def unreadable(decided: Decided) -> Iterator[Row]:
    """A doubt for each decision that nobody can read."""
    for line in decided.unreadable:
        message = f"review/decisions.jsonl, satır {line}: okunamadı; silinmedi, elle bakılmalı."
        yield fit_row(BY_NAME["doubts"], doubt_row("", "", "unreadable_decision", message))[0]
