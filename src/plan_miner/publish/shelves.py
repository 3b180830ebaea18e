"""The rows of all tables on their way into files: laid down on disk part by part, read as often as they are asked for.

A country's rows do not fit into memory. Everything that is published is made of these rows, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from plan_miner.publish.schema import TABLES, Row, Table, Tables, Value

_LENGTH = 8  # bytes that say how long the next chunk is
_encode = msgspec.msgpack.Encoder().encode
_decode: Any = msgspec.msgpack.Decoder(list[tuple[str | int | float | bool | tuple[str | int, ...] | None, ...]]).decode

# Evidence stands in the order of what it proves, doubts in that of who doubted, over all parts: each in its section.
_SECTIONS = {
    "evidence": ("table", {"annex": 1, "service_mentions": 2, "mechanisms": 2, "service_table": 3}),
    "doubts": ("doubt", {"double": 1, "no_evidence": 2, "masked": 3, "decision_without_evidence": 4}),
}


class Shelf:
    """The rows of one table, in sections; within a section in the order in which they came."""

    def __init__(self, table: Table, folder: Path) -> None:
        self._names = table.names
        column, self._section = _SECTIONS.get(table.name, ("", {}))
        self._place = self._names.index(column) if column else 0
        last = max(self._section.values(), default=0)
        self._paths = [folder / f"{table.name}-{number}" for number in range(last + 1)]
        self._files: list[BinaryIO] = []
        self._count = 0

    def add(self, rows: Sequence[Row]) -> None:
        """Lay rows down behind those that are there."""
        self._files = self._files or [path.open("ab") for path in self._paths]
        sections: list[list[list[Value]]] = [[] for _ in self._paths]
        for row in rows:
            values = [row[name] for name in self._names]
            sections[self._section.get(str(values[self._place]), 0)].append(values)
        for file, section in zip(self._files, sections, strict=True):
            if section:
                chunk = _encode(section)
                file.write(len(chunk).to_bytes(_LENGTH, "big") + chunk)
        self._count += len(rows)

    def close(self) -> None:
        """What was laid down can be read from now on, and more be added later."""
        for file in self._files:
            file.close()
        self._files = []

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        return (dict(zip(self._names, row, strict=True)) for path in self._paths for row in _read(path))


def _read(path: Path) -> Iterator[tuple[Value, ...]]:
    if not path.exists():
        return
    with path.open("rb") as file:
        while length := file.read(_LENGTH):
            yield from _decode(file.read(int.from_bytes(length, "big")))


class Shelves(dict[str, Shelf]):
    """A shelf for each table, by its name."""

    def add(self, tables: Tables) -> None:
        """Lay the rows of a part of the registry down behind those of the parts before it."""
        for name, rows in tables.items():
            self[name].add(rows)

    def close(self) -> None:
        for shelf in self.values():
            shelf.close()

    def sizes(self) -> dict[str, int]:
        return {name: len(shelf) for name, shelf in self.items()}


@contextmanager
def shelves(folder: Path) -> Iterator[Shelves]:
    """Empty shelves below `folder`, to be filled and closed before they are read; the files go with the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Shelves({table.name: Shelf(table, folder) for table in TABLES})
    try:
        yield made
    finally:
        made.close()
