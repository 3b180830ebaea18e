"""What a run did, as data: one JSON file a run under `runs/`, for the person who looks after the schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from plan_miner import moments
from plan_miner.fetch import Fetched
from plan_miner.model import FINE, Became, Edition, Source
from plan_miner.published import ILLEGIBLE, Published
from plan_miner.saying import NOTHING, Said, laid_down, sentence_of, taken_up
from plan_miner.store import write_atomically


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one document in a run; `did` as in fetch.Fetched, `status` and `error` as in model.Became."""

    document_id: str
    did: str
    status: str
    error: str = ""
    sha256: str | None = None
    pages: int = 0
    unread: int = 0  # pages that nothing could read
    brought: str = ""  # new | changed: an edition that the run before had not
    from_sha256: str = ""  # the edition in whose place it came
    said: Said = NOTHING  # the error, as it can be told in the reader's language

    @property
    def failed(self) -> bool:
        """It could not be had or read that day, or an earlier edition was used."""
        return self.status not in FINE or (self.status == "ok" and bool(self.error))


@dataclass(frozen=True, slots=True)
class Run:
    """One run: from when to when (ISO 8601 in UTC), each document, rows by table, and why nothing was published.

    `version` is that of the program.
    """

    started: str
    ended: str
    documents: tuple[Account, ...]
    rows: Mapping[str, int]
    refused: tuple[str, ...] = ()
    version: str = ""
    said: tuple[Said, ...] = ()  # what `refused` says, as it can be told in the reader's language


@dataclass(frozen=True, slots=True)
class Brought:
    """An edition that the tables did not rest on before; `from_sha256`: the one in whose place it came, if any."""

    source: Source
    edition: Edition
    from_sha256: str = ""

    @property
    def change(self) -> str:
        return "changed" if self.from_sha256 else "new"


def brought(data: Path, became: Iterable[Became], fetched: Iterable[Fetched]) -> tuple[Brought, ...]:
    """The editions that the tables did not rest on before, by the account of the last run that published.

    Where there is none, those that came today. A run that was killed or refused brings nothing, so the next one tells
    of what came meanwhile.
    """
    run = next((run for run in _newest_first(data) if isinstance(run, Run) and not run.refused), None)
    before = {one.document_id: one for one in run.documents} if run else {}
    found: list[Brought] = []
    for one, have in zip(became, fetched, strict=True):
        if one.status != "ok" or one.edition is None:
            continue
        old = before.get(one.source.id)
        was = (old.sha256 or "") if old and old.status == "ok" else ""
        if one.edition.sha256 != was if run else have.did == "new":
            found.append(Brought(one.source, one.edition, was))
    return tuple(found)


def record(
    data: Path,
    started: str,
    fetched: Sequence[Fetched],
    became: Sequence[Became],
    published: Published,
    came: Iterable[Brought] = (),
) -> Path:
    """Write what became of each document (new, unchanged, failed, skipped), and the tables' sizes; returns the file.

    The file is named after the start (`started`, ISO 8601); a second run within the same second replaces it.
    """
    from plan_miner import __version__

    by_id = {one.source.id: one for one in came}
    pairs = zip(became, fetched, strict=True)
    documents = tuple(_account(one, have, by_id.get(one.source.id)) for one, have in pairs)
    refused = published.refused
    plain = tuple(str(why) for why in refused)
    run = Run(started, moments.now(), documents, dict(published.rows), plain, str(__version__), refused)
    path = data / "runs" / f"{started.replace(':', '')}.json"
    write_atomically(path, msgspec.json.format(msgspec.json.encode(run, enc_hook=laid_down), indent=1))
    return path


def _account(one: Became, have: Fetched, came: Brought | None) -> Account:
    error = sentence_of(one.error)
    return Account(
        one.source.id,
        have.did,
        one.status,
        str(error),
        one.edition.sha256 if one.edition else None,
        one.page_count,
        sum(count for quality, count in one.pages if quality in ILLEGIBLE),
        came.change if came else "",
        came.from_sha256 if came else "",
        error,
    )


def last(data: Path, most: int) -> tuple[tuple[Run, ...], tuple[Path, ...]]:
    """The last runs under `data`, at most `most`, the newest first; and the files among them that nobody can read."""
    looked = list(islice(_newest_first(data), most))
    return tuple(o for o in looked if isinstance(o, Run)), tuple(o for o in looked if isinstance(o, Path))


def _newest_first(data: Path) -> Iterator[Run | Path]:
    """Every run under `data`, or its file where nobody can read it."""
    for path in sorted((data / "runs").glob("*.json"), reverse=True):
        try:
            yield msgspec.json.decode(path.read_bytes(), type=Run, dec_hook=taken_up)
        except (OSError, msgspec.DecodeError):
            yield path
