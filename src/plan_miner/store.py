"""Editions by hash under names that a person can find; atomic writes; the run lock.

    DIR/raw/<document_id>/<first 12 of sha256>.pdf      the bytes, never changed
    DIR/raw/<document_id>/<first 12 of sha256>.json     where and when they were first had (`Record`)
    work, review, runs and processed beside it           belong to other stages
    DIR/run.lock                                        held by the run under way

The record stands beside the bytes because work/ may be deleted at any time. No path is ever named by a server:
only a checked document id and a hash go into one.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from plan_miner import moments
from plan_miner.model import Edition
from plan_miner.saying import Mistake, said
from plan_miner.system import Locked, hold_lock, sync_folder

__all__ = ["Asked", "Locked", "Record", "Store", "StoreError", "write_atomically", "writing"]

PART = ".part-"  # every unfinished file begins with this
DOCUMENT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EDITION_NAME = re.compile(r"[0-9a-f]{12}\.pdf")


class StoreError(Mistake, ValueError):
    """A document id that cannot name a folder."""


# --- the one way of writing a file --------------------------------------------------------------


def write_atomically(path: Path, data: bytes) -> None:
    """Make `path` hold `data`: readers see the old bytes or the new ones, never a part, even after a power cut."""
    with writing(path) as part:
        part.write_bytes(data)


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """A path in the same folder to write to; it becomes `path` when the block ends well, and vanishes when not.

    For what writes a file by its own means (workbooks, Parquet). The ending of the name is kept, some look at it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _part(path.parent, f"-{path.name}") as part:
        yield part
        _settle(part, path)


@contextmanager
def _part(folder: Path, ending: str = "") -> Iterator[Path]:
    part = folder / f"{PART}{secrets.token_hex(4)}{ending}"
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _settle(part: Path, path: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


# --- editions -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked and what marks the answer bore; sent along next time, so that the same bytes need not come again.

    For a local file `etag` is made of its size and times.
    """

    url: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered beside an edition. `turn` grows each time that other bytes become the latest."""

    sha256: str
    bytes: int
    fetched_url: str
    via: str  # origin | archive | local; of the first time, as are fetched_url and fetched_at
    fetched_at: str
    turn: int = 0
    asked: Asked = Asked()
    captured_at: str = ""  # of a copy from the web archive
    certificate: str = ""  # the exception under which its host was believed, in words


@dataclass(frozen=True, slots=True)
class Store:
    """The originals under one data folder."""

    data: Path

    def folder(self, document_id: str) -> Path:
        """Where the editions of a document are; raises StoreError for an id that could lead elsewhere."""
        if len(document_id) > 120 or not DOCUMENT_ID.fullmatch(document_id):
            raise StoreError(
                said(
                    "{document_id!r} is no document id: use a-z, 0-9 and single hyphens, at most 120",
                    document_id=document_id,
                )
            )
        return self.data / "raw" / document_id

    def arriving(self, document_id: str) -> Path:
        """Where a download grows that may be gone on with after it broke off."""
        return self.folder(document_id) / ".arriving.pdf"

    def editions(self, document_id: str) -> tuple[Edition, ...]:
        """Every whole edition at hand, the latest last."""
        return tuple(self._edition(document_id, record) for record in self._records(document_id))

    def latest(self, document_id: str) -> Edition | None:
        """The edition that was last seen at the document's address, or None."""
        return self.last(document_id)[0]

    def last(self, document_id: str) -> tuple[Edition | None, Asked]:
        """The latest edition and how it was asked for; None and empty where there is none."""
        records = self._records(document_id)
        return (self._edition(document_id, records[-1]), records[-1].asked) if records else (None, Asked())

    @contextmanager
    def incoming(self) -> Iterator[Path]:
        """A path under raw/ to write a download to; what `keep` has not taken at the end of the block is deleted."""
        folder = self.data / "raw"
        folder.mkdir(parents=True, exist_ok=True)
        with _part(folder) as part:
            yield part

    def keep(
        self,
        document_id: str,
        part: Path,
        *,
        fetched_url: str,
        via: str,
        fetched_at: str = "",
        asked: Asked | None = None,
        captured_at: str = "",
        certificate: str = "",
    ) -> Edition:
        """Take a finished download in as the latest edition; one from the archive, a past one, as the earliest.

        The same bytes are the same edition: of the first time it keeps `fetched_url`, `via` and `fetched_at`
        (ISO 8601 in UTC; now, if not given). Writes nothing where nothing is new.
        """
        with part.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = part.stat().st_size
        path = self.folder(document_id) / f"{sha256[:12]}.pdf"
        found = _read_record(path)
        known = found if found and found.sha256 == sha256 else None
        fresh = Record(
            sha256, size, fetched_url, via, fetched_at or _now(), captured_at=captured_at, certificate=certificate
        )
        record = replace(known or fresh, bytes=size, asked=asked or Asked())
        record = _in_turn(record, known, self._records(document_id), past=via == "archive")
        if not (path.is_file() and path.stat().st_size == size):
            path.parent.mkdir(parents=True, exist_ok=True)
            _settle(part, path)
        if record != known:
            write_atomically(path.with_suffix(".json"), msgspec.json.format(msgspec.json.encode(record), indent=1))
        return self._edition(document_id, record)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold DIR/run.lock inside the block and clear away what a killed run left half written.

        Raises Locked, which says who holds it.
        """
        with hold_lock(self.data / "run.lock"):
            for folder in ("raw", "work", "runs", "processed"):
                for part in (self.data / folder).rglob(f"{PART}*"):
                    part.unlink(missing_ok=True)
            yield

    def _edition(self, document_id: str, record: Record) -> Edition:
        return Edition(
            document_id=document_id,
            sha256=record.sha256,
            path=self.folder(document_id) / f"{record.sha256[:12]}.pdf",
            bytes=record.bytes,
            fetched_url=record.fetched_url,
            via=record.via,
            fetched_at=record.fetched_at,
            captured_at=record.captured_at,
            certificate=record.certificate,
        )

    def _records(self, document_id: str) -> list[Record]:
        """Of every edition whose bytes are whole, by turn; an edition of another length is as good as not there."""
        folder = self.folder(document_id)
        paths = [path for path in folder.iterdir() if EDITION_NAME.fullmatch(path.name)] if folder.is_dir() else []
        records = [(_read_record(path) or _found(path), path.stat().st_size) for path in paths]
        whole = [record for record, size in records if record and record.bytes == size]
        return sorted(whole, key=lambda record: (record.turn, record.fetched_at, record.sha256))


def _in_turn(record: Record, known: Record | None, others: Sequence[Record], *, past: bool) -> Record:
    """The record with its turn among the editions that are there, the latest of which is the last.

    `known`: what was remembered of the same bytes, if anything. What comes from the archive is `past`: it goes before
    all others, or stays where it was. What comes from the address is the latest from now on, if it was not already.
    """
    if not others:
        return replace(record, turn=1)
    if past:
        return known or replace(record, turn=others[0].turn - 1)
    latest = others[-1]
    return record if latest.sha256 == record.sha256 else replace(record, turn=latest.turn + 1)


def _read_record(path: Path) -> Record | None:
    """The record beside an edition; None where it is missing, spoilt, or speaks of other bytes."""
    try:
        record = msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return None
    return record if record.sha256[:12] == path.stem else None


def _found(path: Path) -> Record | None:
    """A record for an edition that came without one (copied by hand); None where its name is not its hash."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256[:12] != path.stem:
        return None
    stat = path.stat()
    return Record(sha256, stat.st_size, "", "local", moments.written(datetime.fromtimestamp(stat.st_mtime, UTC)))


def _now() -> str:
    """This moment, or the one that SOURCE_DATE_EPOCH names (reproducible-builds.org): so two runs can be compared."""
    named = os.environ.get("SOURCE_DATE_EPOCH", "")
    return moments.written(datetime.fromtimestamp(int(named), UTC) if named.isdigit() else datetime.now(UTC))
