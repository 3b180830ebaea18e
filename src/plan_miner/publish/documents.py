"""The registry and its documents as rows: municipalities, documents, pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_miner.model import Outcome, Registry
from plan_miner.publish.schema import Row
from plan_miner.saying import told


def municipality_rows(registry: Registry) -> Iterator[Row]:
    """One row a municipality of the registry, in its order."""
    for place in registry.municipalities:
        yield {
            "municipality_id": place.id,
            "municipality": place.name,
            "province": place.province,
            "plate": place.plate,
            "kind": place.kind,
            "website": place.website,
        }


def document_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row a document of the registry, whatever became of it; why one failed is told in Turkish, as doubts are."""
    for outcome in outcomes:
        source, place = outcome.source, outcome.source.municipality
        yield {
            "document_id": source.id,
            "municipality_id": place.id,
            "municipality": place.name,
            "province": place.province,
            "kind": source.kind,
            "period_start": source.period_start,
            "period_end": source.period_end,
            "cover_period": outcome.document.cover_period,
            "url": source.url,
            "status": outcome.status,
            "error": told(outcome.error, "tr"),
            "accessed": source.accessed,
            "note": source.note,
            **_edition(outcome),
        }


def _edition(outcome: Outcome) -> Row:
    """The edition that the tables rest on; of a local file the address as written, not this machine's path."""
    edition = outcome.edition
    if edition is None:
        return {
            "fetched_url": "",
            "via": "none",
            "sha256": "",
            "bytes": None,
            "fetched_at": "",
            "captured_at": "",
            "certificate": "",
            **_page_counts(outcome),
        }
    return {
        "fetched_url": outcome.source.url if edition.via == "local" else edition.fetched_url,
        "via": edition.via,
        "sha256": edition.sha256,
        "bytes": edition.bytes,
        "fetched_at": edition.fetched_at,
        "captured_at": edition.captured_at,
        "certificate": edition.certificate,
        **_page_counts(outcome),
    }


def _page_counts(outcome: Outcome) -> Row:
    if not outcome.pages:
        return {"pages": None, "ocr_pages": None}
    return {"pages": len(outcome.pages), "ocr_pages": sum(page.quality == "ocr" for page in outcome.pages)}


def page_rows(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """One row a page of every document that was read, with how well."""
    for outcome in outcomes:
        for page in outcome.pages:
            yield {
                "document_id": outcome.source.id,
                "page": page.page,
                "quality": page.quality,
                "producer": outcome.producer,
            }
