"""Results of the stages by edition: what is done is told by content, never by a clock.

A result's name holds what it rests on: the edition's hash, the hash of the code that made it and, for tags, of the
lexicon and of the very reading that was tagged. A changed lexicon tags anew and reads nothing, a changed rule of
reading does both, and one of publishing neither; the folder `work/` may be deleted at any time.

Results are packed JSON: a page takes three kilobytes instead of eighteen, and a fiftieth more of the time of reading.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from plan_miner.model import Edition, Line, Page, Reading, Table
from plan_miner.saying import laid_down, taken_up
from plan_miner.store import write_atomically

T = TypeVar("T")
PACKAGE = Path(__file__).parent
ENDING = ".json.gz"
MODEL = "model"  # what every result is made of
READING = ("text", "limits", "sniff")
STAGES = {
    "reading": READING,
    "tagged": (
        *READING,
        "cover",
        "provinces",
        "structure",
        "turkish",
        "lexicon",
        "tag",
        "services",
        "mechanisms",
        "stages",
    ),
}


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as kept: its blocks apart by kind, with their order (l for a line, t for a table)."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    order: str
    aside: tuple[Line, ...]
    quality: str
    turned: float


@dataclass(frozen=True, slots=True)
class _Reading:
    pages: tuple[_Page, ...]
    producer: str


@cache
def version(stage: str) -> str:
    """The hash of all that a stage's result rests on beside the edition: code and data of its packages."""
    return _digest(
        path
        for name in (MODEL, *STAGES[stage])
        for path in sorted((PACKAGE / name).rglob("*")) or [PACKAGE / f"{name}.py"]
    )


@cache
def program() -> str:
    """The hash of the whole program, code and data."""
    return _digest(sorted(PACKAGE.rglob("*")))


def _digest(paths: Iterable[Path]) -> str:
    """The hash of the code and data among some files of the package, with their names."""
    digest = hashlib.sha256()
    for path in paths:
        if path.suffix in (".py", ".yaml"):
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def path_of(data: Path, edition: Edition, stage: str, variant: str = "") -> Path:
    """Where the result of a stage for an edition lies; `variant` is what else it depends on."""
    parts = [stage, version(stage), *([variant] if variant else [])]
    return folder_of(data, edition) / ("-".join(parts) + ENDING)


def folder_of(data: Path, edition: Edition) -> Path:
    """Where all results for an edition lie."""
    return data / "work" / edition.sha256[:12]


def kept(path: Path, kind: type[T]) -> T | None:
    """The result that lies at `path`, or None where there is none that can be read."""
    try:
        return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=kind, dec_hook=taken_up)
    except (OSError, EOFError, zlib.error, msgspec.DecodeError):
        return None


def size(path: Path) -> int:
    """The bytes of the result that lies at `path`; -1 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


def keep(path: Path, result: object) -> str:
    """Lay a result down; comes back with the hash of what it says, by which others can say that they rest on it."""
    said = msgspec.json.encode(result, enc_hook=laid_down)
    write_atomically(path, gzip.compress(said, compresslevel=1, mtime=0))
    return hashlib.sha256(said).hexdigest()[:12]


def kept_reading(path: Path) -> Reading | None:
    """The reading that lies at `path`, or None where there is none that can be read."""
    stored = kept(path, _Reading)
    return Reading(tuple(_taken_up(page) for page in stored.pages), stored.producer) if stored else None


def keep_reading(path: Path, reading: Reading) -> str:
    """Lay a reading down; comes back with its hash."""
    return keep(path, _Reading(tuple(_laid_down(page) for page in reading.pages), reading.producer))


def _laid_down(page: Page) -> _Page:
    lines = tuple(b for b in page.blocks if isinstance(b, Line))
    tables = tuple(b for b in page.blocks if isinstance(b, Table))
    order = "".join("l" if isinstance(b, Line) else "t" for b in page.blocks)
    return _Page(page.number, page.width, page.height, lines, tables, order, page.aside, page.quality, page.turned)


def _taken_up(page: _Page) -> Page:
    lines, tables = iter(page.lines), iter(page.tables)
    blocks = tuple(next(lines) if kind == "l" else next(tables) for kind in page.order)
    return Page(page.number, page.width, page.height, blocks, page.aside, page.quality, page.turned)
