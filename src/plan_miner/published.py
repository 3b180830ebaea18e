"""What the tables on disk rest on, so that a run that has nothing new to say makes nothing again.

The note lies under work/: without it the tables are made anew, and come out the same.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from plan_miner import work
from plan_miner.fetch import Fetched
from plan_miner.model import FINE, Became, PageRuns, Registry
from plan_miner.saying import Said, laid_down, taken_up
from plan_miner.store import Store, write_atomically

PATIENCE = 7 * 86_400  # seconds after which what could not be had is looked for again everywhere
ILLEGIBLE = frozenset({"unread", "garbled"})


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the folder, its files in the order of writing, and the number of rows of each table.

    `refused`: why nothing was replaced, a line each; then there are no files, and the tables of before stand.
    """

    directory: Path
    files: tuple[Path, ...]
    rows: Mapping[str, int]
    refused: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of one document, as it is remembered."""

    document_id: str
    status: str
    error: Said
    sha256: str  # of the edition that is used, empty where there is none
    pages: PageRuns
    producer: str


@dataclass(frozen=True, slots=True)
class Last:
    """The tables of the last run: what they rest on, when they were made, and each file with its size and time."""

    basis: str
    reader: str  # what read pictures then, empty where nothing did
    at: float
    files: Mapping[str, tuple[int, int]]
    rows: Mapping[str, int]
    documents: tuple[Noted, ...]

    def stands(self, data: Path) -> Published:
        """The tables that stand, as a run tells of what it published."""
        place = data / "processed"
        return Published(place, tuple(place / name for name in self.files), self.rows)

    def became(self, registry: Registry, data: Path) -> tuple[Became, ...]:
        """What became of each source of the registry then; where it was seen is not known any more."""
        sources, store = {source.id: source for source in registry.sources}, Store(data)
        used = [next((e for e in store.editions(d.document_id) if e.sha256 == d.sha256), None) for d in self.documents]
        return tuple(
            Became(sources[d.document_id], d.status, d.error, edition, d.pages, d.producer)
            for d, edition in zip(self.documents, used, strict=True)
        )


def basis(
    registry: Registry, fetched: Sequence[Fetched], data: Path, decisions: str, lexicon: Path | None = None
) -> str:
    """The hash of all that the tables rest on: program, registry, editions, what went wrong, people's decisions.

    `lexicon` is the folder of terms that is laid over the program's.
    """
    digest = hashlib.sha256()
    store = Store(data)
    editions = [[(e.sha256, e.fetched_at) for e in store.editions(have.document_id)] for have in fetched]
    had = [(have.status, have.error, have.edition.sha256 if have.edition else "") for have in fetched]
    for part in (work.program(), registry, had, editions, decisions, _words(lexicon)):
        digest.update(_encoded(part) + b"\n")
    return digest.hexdigest()


def _words(lexicon: Path | None) -> str:
    if lexicon is None:
        return ""
    from plan_miner.lexicon import digest

    return digest(lexicon)


def decisions(data: Path) -> str:
    """The hash of what people have decided so far; asked for before the tables are made, for they go on deciding."""
    digest = hashlib.sha256()
    for path in _files(data / "review"):
        digest.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def unchanged(data: Path, now: str) -> Last | None:
    """The last tables, where they rest on the same as `now` and nobody has touched them since; else None.

    What could not be had is not left at that for ever: after some days all is gone through again.
    """
    try:
        last = msgspec.json.decode(_note(data).read_bytes(), type=Last, dec_hook=taken_up)
    except (OSError, msgspec.DecodeError):
        return None
    tired = any(d.status not in FINE for d in last.documents) and not 0 <= time.time() - last.at < PATIENCE
    if last.basis != now or tired or not last.files:
        return None
    if any(quality in ILLEGIBLE for d in last.documents for quality, _ in d.pages) and _reader() != last.reader:
        return None  # what nothing could read then may be legible by now
    place = data / "processed"
    return last if all(_stamp(place / name) == stamp for name, stamp in last.files.items()) else None


def remember(data: Path, basis: str, became: Iterable[Became], files: Iterable[Path], rows: Mapping[str, int]) -> None:
    """Note that the tables in processed/ rest on `basis`."""
    place = data / "processed"
    stamps = {path.relative_to(place).as_posix(): stamp for path in files if (stamp := _stamp(path))}
    noted = tuple(
        Noted(o.source.id, o.status, o.error, o.edition.sha256 if o.edition else "", o.pages, o.producer)
        for o in became
    )
    write_atomically(_note(data), _encoded(Last(basis, _reader(), time.time(), stamps, dict(rows), noted)))


def _reader() -> str:
    from plan_miner.text.tesseract import version

    return version()


def _note(data: Path) -> Path:
    return data / "work" / "published.json"


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _encoded(value: object) -> bytes:
    return msgspec.json.encode(value, enc_hook=_plainly, order="deterministic")


def _plainly(value: object) -> object:
    return laid_down(value) if isinstance(value, Said) else str(value)
