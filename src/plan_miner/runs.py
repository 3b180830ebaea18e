"""What a run did, as data: one JSON file a run under `runs/`, for the person who looks after the schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from plan_miner.fetch import Fetched
from plan_miner.model import Outcome
from plan_miner.published import FINE, Published
from plan_miner.store import write_atomically


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one document in a run; `did` as in fetch.Fetched, `status` and `error` as in model.Outcome."""

    document_id: str
    did: str
    status: str
    error: str = ""
    sha256: str | None = None
    pages: int = 0

    @property
    def failed(self) -> bool:
        """It could not be had or read that day, or an earlier edition was used."""
        return self.status not in FINE or (self.status == "ok" and bool(self.error))


@dataclass(frozen=True, slots=True)
class Run:
    """One run: from when to when (ISO 8601 in UTC), each document, rows by table, and why nothing was published."""

    started: str
    ended: str
    documents: tuple[Account, ...]
    rows: Mapping[str, int]
    refused: tuple[str, ...] = ()


def now() -> str:
    """This moment in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def record(
    data: Path, started: str, fetched: Sequence[Fetched], outcomes: Sequence[Outcome], published: Published
) -> Path:
    """Write what became of each document (new, unchanged, failed, skipped), and the tables' sizes; returns the file.

    The file is named after the start (`started`, ISO 8601); a second run within the same second replaces it.
    """
    documents = tuple(_account(outcome, have) for outcome, have in zip(outcomes, fetched, strict=True))
    run = Run(started, now(), documents, dict(published.rows), published.refused)
    path = data / "runs" / f"{started.replace(':', '')}.json"
    write_atomically(path, msgspec.json.format(msgspec.json.encode(run), indent=1))
    return path


def _account(outcome: Outcome, have: Fetched) -> Account:
    sha256 = outcome.edition.sha256 if outcome.edition else None
    return Account(outcome.source.id, have.did, outcome.status, outcome.error, sha256, len(outcome.pages))


def last(data: Path, most: int) -> tuple[tuple[Run, ...], tuple[Path, ...]]:
    """The last runs under `data`, at most `most`, the newest first; and the files among them that nobody can read."""
    read: list[Run] = []
    unreadable: list[Path] = []
    for path in sorted((data / "runs").glob("*.json"), reverse=True)[:most]:
        try:
            read.append(msgspec.json.decode(path.read_bytes(), type=Run))
        except (OSError, msgspec.DecodeError):
            unreadable.append(path)
    return tuple(read), tuple(unreadable)
