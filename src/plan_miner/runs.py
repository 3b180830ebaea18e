"""What a run did, as data: one JSON file a run under `runs/`, for the person who looks after the schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from plan_miner.fetch import Fetched
from plan_miner.model import Outcome
from plan_miner.published import Published
from plan_miner.store import write_atomically


def now() -> str:
    """This moment in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def record(
    data: Path, started: str, fetched: Sequence[Fetched], outcomes: Sequence[Outcome], published: Published
) -> Path:
    """Write what became of each document (new, unchanged, failed, skipped), and the tables' sizes; returns the file.

    The file is named after the start (`started`, ISO 8601); a second run within the same second replaces it.
    """
    run = {
        "started": started,
        "ended": now(),
        "documents": [
            {
                "document_id": outcome.source.id,
                "did": have.did,
                "status": outcome.status,
                "error": outcome.error,
                "sha256": outcome.edition.sha256 if outcome.edition else None,
                "pages": len(outcome.pages),
            }
            for outcome, have in zip(outcomes, fetched, strict=True)
        ],
        "rows": dict(published.rows),
        "refused": list(published.refused),
    }
    path = data / "runs" / f"{started.replace(':', '')}.json"
    write_atomically(path, msgspec.json.format(msgspec.json.encode(run), indent=1))
    return path
