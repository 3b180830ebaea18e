"""What a person should look at, as rows: what the stages doubted, and what publishing itself found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_miner.annex import PENDING
from plan_miner.model import Outcome
from plan_miner.publish.evidence import PROVEN
from plan_miner.publish.municipal_services import NOT_MENTIONED
from plan_miner.publish.schema import BY_NAME, Row, Table, Tables, joined_key
from plan_miner.saying import told


def doubt_rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """What the stages doubted, each doubt once, in document order."""
    rows = [row for outcome in outcomes for row in (*_document_doubts(outcome), *_verdict_doubts(outcome))]
    once = {(row["document_id"], row["key"], row["message"], row["page"]): row for row in reversed(rows)}
    return list(reversed(once.values()))


def unproven_rows(tables: Tables) -> list[Row]:
    """A doubt for each row that no evidence proves: it must not pass unseen."""
    proven = {(row["table"], row["key"]) for row in tables["evidence"]}
    return [
        doubt_row(
            str(row["document_id"] or ""),
            BY_NAME[name].row_key(row),
            "no_evidence",
            f"Belgede yeri gösterilemedi ({name}).",
        )
        for name in PROVEN
        for row in tables[name]
        if (name, BY_NAME[name].row_key(row)) not in proven and row.get("status") != NOT_MENTIONED
    ]


def doubt_of(table: Table, row: Row, doubt: str, message: str) -> Row:
    """The row of `doubts` about a row of a table, with the page on which that one begins."""
    page = row.get("page", row.get("page_first"))
    document_id = str(row.get("document_id") or "")
    return doubt_row(document_id, table.row_key(row), doubt, message, page if isinstance(page, int) else None)


def doubt_row(document_id: str, key: str, doubt: str, message: str, page: int | None = None) -> Row:
    """A row of `doubts`; its message is told in Turkish, as reasons and summaries are, whoever made the tables.

    `key` is that of the row in doubt, empty for a whole document; `page` counts from 1, none where it is of no page.
    """
    return {
        "document_id": document_id,
        "key": key,
        "doubt": doubt,
        "message": told(message, "tr"),
        "page": page or None,
        "review": PENDING,
    }


def _document_doubts(outcome: Outcome) -> Iterator[Row]:
    document_id = outcome.source.id
    for doubt in outcome.document.doubts:
        whole = not doubt.key or doubt.key.startswith((document_id, outcome.source.municipality.id + ":"))
        key = doubt.key if whole else joined_key(document_id, doubt.key)
        yield doubt_row(document_id, key, doubt.doubt, doubt.message, doubt.page)


def _verdict_doubts(outcome: Outcome) -> Iterator[Row]:
    """Objectives of which the machine could not say for sure whether they belong in the annex."""
    for tagged in outcome.document.objectives:
        if tagged.verdict.doubt:
            key = joined_key(outcome.source.id, tagged.objective.code)
            yield doubt_row(outcome.source.id, key, "in_annex", tagged.verdict.doubt, tagged.objective.page_first)
