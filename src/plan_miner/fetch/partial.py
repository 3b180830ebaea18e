"""What of a download arrived before it broke off, to be gone on with: by a later attempt or a later run.

A part is believed as far as its note vouches for it: so many bytes with this hash, on disk before the note was. Of a
run that was killed, or of a computer that lost its power, what came after the last note is thrown away.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from plan_miner.store import write_atomically

STEP = 8 << 20  # bytes between two notes


@dataclass(frozen=True, slots=True)
class Note:
    """`length` bytes with this hash have come from `url`, of what bears the mark (for If-Range) that is named."""

    url: str = ""
    mark: str = ""
    length: int = 0
    sha256: str = ""


class Partial:
    """The part of one document's download at `path`, with its note beside it; open for writing inside `with`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._note = path.with_suffix(".json")
        self._file: IO[bytes] | None = None
        self._hash = hashlib.sha256()
        self._length = self._noted = 0
        self._url = self._mark = ""

    def had(self, url: str) -> Note:
        """What is there of `url` and can be gone on with; an empty note where nothing is."""
        try:
            note = msgspec.json.decode(self._note.read_bytes(), type=Note)
            if note.url == url and note.mark and note.length:
                with self.path.open("rb") as file:
                    return note if _hashed(file, note.length).hexdigest() == note.sha256 else Note()
        except (OSError, msgspec.DecodeError):
            return Note()
        return Note()

    def begin(self, url: str, mark: str, after: Note | None = None) -> Partial:
        """Write from the start, or on from behind what the note `after` vouches for."""
        if after:
            file: IO[bytes] = self.path.open("rb+")
            self._hash = _hashed(file, after.length)
            file.truncate(after.length)
        else:
            self.drop()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self.path.open("wb")
            self._hash = hashlib.sha256()
        self._file, self._url, self._mark = file, url, mark
        self._length = self._noted = after.length if after else 0
        return self

    def write(self, chunk: bytes) -> None:
        """Add bytes to what has come; now and then a note vouches for them. Raises ValueError before `begin`."""
        if self._file is None:
            raise ValueError("begin first")
        self._file.write(chunk)
        self._hash.update(chunk)
        self._length += len(chunk)
        if self._mark and self._length - self._noted >= STEP:
            self._vouch()

    def drop(self) -> None:
        """Forget what had come: the bytes and their note go."""
        self._note.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.path.parent.rmdir()  # where no edition is in it

    def __enter__(self) -> Partial:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """What broke off stays with its note where it can be gone on with; the rest of what failed goes."""
        if self._file is None:
            return
        stopped = isinstance(error, KeyboardInterrupt) or getattr(error, "passing", False)
        goes_on = bool(self._mark and self._length and stopped)
        if kind and goes_on:
            self._vouch()
        self._file.close()
        self._file = None
        if kind and not goes_on:
            self.drop()

    def _vouch(self) -> None:
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
            note = Note(self._url, self._mark, self._length, self._hash.hexdigest())
            write_atomically(self._note, msgspec.json.encode(note))
            self._noted = self._length


def _hashed(file: IO[bytes], length: int) -> hashlib._Hash:
    """The hash of the next `length` bytes of a file, or of all that is left where that is less."""
    found = hashlib.sha256()
    while length and (chunk := file.read(min(length, 1 << 20))):
        found.update(chunk)
        length -= len(chunk)
    return found
