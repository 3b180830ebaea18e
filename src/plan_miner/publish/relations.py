"""How the tables hang together, as data: rows that a row needs in another table, and values that a column may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plan_miner.model import BASES
from plan_miner.services.terms import SERVICES
from plan_miner.sources import DOCUMENT_KINDS, MUNICIPALITY_KINDS


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows of `table` whose `columns` are filled need a row in the table `to` with the same values in `to_columns`."""

    table: str
    columns: tuple[str, ...]
    to: str
    to_columns: tuple[str, ...]


# table: columns -> table that they lead to, under the same names.
_WRITTEN = """
documents: municipality_id -> municipalities
pages: document_id -> documents
goals: document_id -> documents
objectives: document_id -> documents
objectives: municipality_id -> municipalities
activities: document_id objective_code -> objectives
indicators: document_id objective_code -> objectives
indicator_targets: document_id indicator_code -> indicators
performance_targets: document_id objective_code -> objectives
annex: document_id objective_code -> objectives
annex: municipality_id -> municipalities
service_mentions: document_id -> documents
service_mentions: municipality_id -> municipalities
service_table: municipality_id -> municipalities
service_table: document_id -> documents
mechanisms: document_id -> documents
mechanisms: municipality_id -> municipalities
evidence: document_id -> documents
doubts: document_id -> documents
changes: municipality_id -> municipalities
"""


def _references(written: str) -> Iterator[Reference]:
    for line in written.strip().splitlines():
        table, _, rest = line.partition(": ")
        columns, _, to = rest.partition(" -> ")
        yield Reference(table, tuple(columns.split()), to, tuple(columns.split()))


REFERENCES: tuple[Reference, ...] = tuple(_references(_WRITTEN))

SERVICE_STATUSES = (
    "available",
    "other_form",
    "planned",
    "suspended",
    "transferred",
    "support_only",
    "not_available",
    "not_mentioned",
)
_DOCUMENT_STATUSES = (
    "ok",
    "not_fetched",
    "unreachable",
    "not_found",
    "not_pdf",
    "encrypted",
    "damaged",
    "too_large",
    "blocked",
    "timeout",
    "wrong_document",
)
REVIEWS = ("pending", "accepted", "corrected", "rejected", "added", "undecided")

# The closed sets; themes, groups and mechanisms grow with the lexicon and are not among them.
VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("municipalities", "kind"): MUNICIPALITY_KINDS,
    ("documents", "kind"): DOCUMENT_KINDS,
    ("documents", "via"): ("origin", "archive", "local", "none"),
    ("documents", "status"): _DOCUMENT_STATUSES,
    ("pages", "quality"): ("ok", "repaired", "ocr", "garbled", "blank", "unread"),
    **{(table, "basis"): BASES for table in ("goals", "objectives", "activities", "annex")},
    ("objectives", "basis_final"): BASES,
    **{(table, "review"): REVIEWS for table in ("objectives", "annex", "service_table", "doubts")},
    ("service_mentions", "service"): SERVICES,
    ("service_mentions", "status"): SERVICE_STATUSES,
    ("service_table", "service"): SERVICES,
    **{("service_table", name): SERVICE_STATUSES for name in ("status", "status_found")},
    ("changes", "change"): ("added", "removed", "reworded", "moved", "target", "status"),
}

# What holds of every column of a name: least and greatest value, or the form of a text.
LIMITS: dict[str, tuple[int, int | None]] = {
    "plate": (1, 81),
    "page": (1, None),
    "page_first": (1, None),
    "page_last": (1, None),
    "activity_no": (1, None),
    "bytes": (0, None),
    "pages": (0, None),
    "ocr_pages": (0, None),
    "unit_count": (0, None),
    "confidence": (0, 1),
}
FORMS: dict[str, str] = {
    "municipality_id": "[a-z0-9]+(-[a-z0-9]+)*",
    "document_id": "[a-z0-9]+(-[a-z0-9]+)*",
    **dict.fromkeys(("sha256", "from_sha256", "to_sha256"), "[0-9a-f]{64}"),
}
# Key columns that may be empty (an objective without activities has one row in the annex): such a key is unique, but
# no primary key.
MAY_BE_EMPTY: dict[str, str] = {"annex": "activity_no"}
