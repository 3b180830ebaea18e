"""What a person should look at, as rows: what the stages doubted, and what publishing itself found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_miner.model import Outcome
from plan_miner.publish.municipal_services import NOT_MENTIONED
from plan_miner.publish.schema import Row, joined_key
from plan_miner.services import ServiceCell


def doubt_rows(outcomes: Sequence[Outcome], cells: Sequence[ServiceCell]) -> list[Row]:
    """Every doubt once, in document order, with the doubts of the verdicts and of cells without evidence."""
    rows = [row for outcome in outcomes for row in (*_document_doubts(outcome), *_verdict_doubts(outcome))]
    rows += _cell_doubts(cells)
    once = {(row["document_id"], row["key"], row["message"], row["page"]): row for row in reversed(rows)}
    return list(reversed(once.values()))


def doubt_row(document_id: str, key: str, doubt: str, message: str, page: int | None = None) -> Row:
    return {"document_id": document_id, "key": key, "doubt": doubt, "message": message, "page": page or None}


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


def _cell_doubts(cells: Sequence[ServiceCell]) -> Iterator[Row]:
    """A status that no sentence proves must not pass unseen."""
    for cell in cells:
        if cell.status != NOT_MENTIONED and cell.mention is None:
            key = joined_key(cell.municipality.id, cell.service)
            yield doubt_row(
                cell.document_id,
                key,
                "no_evidence",
                f"Durum {cell.status}, ama belgelerde bunu söyleyen bir cümle yok.",
            )
