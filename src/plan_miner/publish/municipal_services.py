"""What municipalities offer, as rows: service mentions, the service table (Tablo 2) and mechanisms (Tablo 3–9)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from plan_miner.annex import PENDING
from plan_miner.model import MechanismMention, Mention, Municipality, Outcome, Registry
from plan_miner.publish.schema import Row, joined_key
from plan_miner.services import ServiceCell, settle
from plan_miner.services.confidence import confidence
from plan_miner.services.summary import summary
from plan_miner.services.terms import SERVICES
from plan_miner.turkish import fold

NOT_MENTIONED = "not_mentioned"


def settled_cells(outcomes: Sequence[Outcome], registry: Registry) -> tuple[ServiceCell, ...]:
    """Tablo 2: exactly one cell for each municipality of the registry and each service, in registry order.

    Only documents that could be read count as searched; a municipality with none has empty cells.
    """
    read = [(outcome.source, outcome.document.mentions) for outcome in outcomes if outcome.status == "ok"]
    settled = {(cell.municipality.id, cell.service): cell for cell in settle(read)}
    return tuple(
        settled.get((place.id, service)) or _unread_cell(place, service)
        for place in registry.municipalities
        for service in SERVICES
    )


def _unread_cell(place: Municipality, service: str) -> ServiceCell:
    rule = f"service.{NOT_MENTIONED}"
    words = summary(service, NOT_MENTIONED)
    return ServiceCell(place, service, NOT_MENTIONED, None, False, words, None, "", (), confidence(rule), rule)


def mention_key(document_id: str, mention: Mention) -> str:
    """The id of a mention, from its content: the same sentence on the same page keeps it in every run."""
    return joined_key(document_id, mention.service, mention.box.page, _digest(mention.sentence))


def mechanism_key(document_id: str, mention: MechanismMention) -> str:
    """The id of a mechanism's mention, from its content; two names in one sentence are two mentions."""
    return joined_key(document_id, mention.mechanism, mention.box.page, _digest(f"{mention.name}\n{mention.sentence}"))


def _digest(text: str) -> str:
    return hashlib.sha256(fold(text).encode("utf-8", "replace")).hexdigest()[:10]


def document_mentions(outcome: Outcome) -> dict[str, Mention]:
    """The mentions of a document by key; of a sentence printed twice on a page the deciding one stands."""
    found: dict[str, Mention] = {}
    for mention in outcome.document.mentions:
        key = mention_key(outcome.source.id, mention)
        if key not in found or (mention.role == "deciding" != found[key].role):
            found[key] = mention
    return found


def document_mechanisms(outcome: Outcome) -> dict[str, MechanismMention]:
    """The mechanism mentions of a document by key, each sentence and name once a page."""
    found: dict[str, MechanismMention] = {}
    for mention in outcome.document.mechanisms:
        found.setdefault(mechanism_key(outcome.source.id, mention), mention)
    return found


def mention_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row a sentence that names a service, whatever became of it (`role`)."""
    for outcome in outcomes:
        for key, mention in document_mentions(outcome).items():
            yield {
                "document_id": outcome.source.id,
                "municipality_id": outcome.source.municipality.id,
                "service": mention.service,
                "page": mention.box.page,
                "sentence": mention.sentence,
                "matched": mention.matched,
                "status": mention.status,
                "unit_count": mention.unit_count,
                "yades": mention.yades,
                "owner": mention.owner,
                "role": mention.role,
                "rule": mention.rule,
                "mention_id": key,
            }


def service_rows(cells: Sequence[ServiceCell]) -> Iterator[Row]:
    """One row a municipality and service, in the order in which `services` settled them."""
    for cell in cells:
        yield {
            "municipality_id": cell.municipality.id,
            "municipality": cell.municipality.name,
            "province": cell.municipality.province,
            "service": cell.service,
            "status": cell.status,
            "unit_count": cell.unit_count,
            "yades": cell.yades,
            "summary": cell.summary,
            "document_id": cell.document_id,
            "pages": cell.pages,
            "confidence": cell.confidence,
            "review": PENDING,
            "rule": cell.rule,
            "searched": cell.searched,
            "status_found": cell.status,
            "unit_count_found": cell.unit_count,
            "yades_found": cell.yades,
        }


def mechanism_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row an instrument of equality and sentence that names it."""
    for outcome in outcomes:
        for key, mention in document_mechanisms(outcome).items():
            yield {
                "municipality_id": outcome.source.municipality.id,
                "document_id": outcome.source.id,
                "mechanism": mention.mechanism,
                "name": mention.name,
                "detail": mention.detail,
                "page": mention.box.page,
                "sentence": mention.sentence,
                "rule": mention.rule,
                "mechanism_id": key,
            }
