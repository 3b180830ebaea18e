"""What municipalities offer, as rows: service mentions, the service table (Tablo 2) and mechanisms (Tablo 3–9)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from plan_miner.annex import PENDING
from plan_miner.model import MechanismMention, Mention, Outcome, Registry
from plan_miner.publish.schema import Row, joined_key
from plan_miner.turkish import fold

NOT_MENTIONED = "not_mentioned"


class Cell(Protocol):
    """A cell of Tablo 2 as `services` settles it: one municipality, one service, one status."""

    @property
    def municipality_id(self) -> str: ...
    @property
    def service(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def unit_count(self) -> int | None: ...
    @property
    def yades(self) -> bool: ...
    @property
    def summary(self) -> str: ...
    @property
    def document_id(self) -> str: ...
    @property
    def pages(self) -> tuple[int, ...]: ...
    @property
    def confidence(self) -> float | None: ...
    @property
    def deciding(self) -> Mention | None: ...


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


def service_rows(cells: Sequence[Cell], registry: Registry) -> Iterator[Row]:
    """One row a municipality and service, in the order in which `services` settled them."""
    places = {place.id: place for place in registry.municipalities}
    for cell in cells:
        place = places[cell.municipality_id]
        yield {
            "municipality_id": place.id,
            "municipality": place.name,
            "province": place.province,
            "service": cell.service,
            "status": cell.status,
            "unit_count": cell.unit_count,
            "yades": cell.yades,
            "summary": cell.summary,
            "document_id": cell.document_id,
            "pages": tuple(cell.pages),
            "confidence": cell.confidence,
            "review": PENDING,
        }


def mechanism_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
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
