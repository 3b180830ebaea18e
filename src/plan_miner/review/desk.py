"""The reviewer's desk: the published tables and the decisions as they are on the disk now, and how one decides."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from pyarrow import ArrowInvalid

from plan_miner.model import Edition
from plan_miner.publish.reading import read_rows
from plan_miner.publish.schema import joined_key
from plan_miner.review.decisions import FILE, Decision, append, dated, read
from plan_miner.review.items import DOUBT, OBJECTIVE, SERVICE, Item, Tables, as_found, items
from plan_miner.review.missed import added_items, found_again
from plan_miner.review.standing import Review, Standing, review_of
from plan_miner.saying import Mistake, called, said
from plan_miner.settings import Settings

NEEDED = (
    "municipalities", "documents", "goals", "objectives", "activities", "indicators", "service_mentions",
    "service_table", "evidence", "doubts",
)  # fmt: skip
PROOF = {OBJECTIVE: "objectives", SERVICE: "service_table", DOUBT: "doubts"}  # where the evidence of each kind stands


class NoTables(Mistake):
    """There are no tables to be reviewed, in one line with what to do."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """The tables as they were when they were read last."""

    stamp: tuple[int, int]
    tables: Tables
    items: tuple[Item, ...]
    evidence: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]


@dataclass(slots=True)
class Desk:
    """What lies in a data folder for review. Every question is answered from the files as they are now."""

    data: Path
    _laid: _Laid | None = None
    _reviewed: tuple[object, Review, tuple[int, ...]] | None = None
    _guard: threading.RLock = field(default_factory=threading.RLock)

    @property
    def folder(self) -> Path:
        return self.data / "review"

    @property
    def next_run(self) -> str:
        """The command that brings decisions into these tables, as the reader types it."""
        home = Settings.from_environment().data
        of_folder = {home: "run", home / "sample": "run --sample"}
        return f"{called()} {of_folder.get(self.data, f'run --data {self.data}')}"

    def tables(self) -> Tables:
        """The published tables as the program found them. Raises NoTables where nothing was published yet."""
        return self._now().tables

    def items(self) -> tuple[Item, ...]:
        return self._now().items

    def evidence(self, item: Item) -> Sequence[Mapping[str, Any]]:
        """The rows of `evidence` that prove an item, its own words first, then those of its activities.

        What a doubt is about proves the doubt.
        """
        if item.places:
            return [msgspec.structs.asdict(one) for one in item.places]
        key = item.words[1] if item.kind == DOUBT else item.key
        return self._now().evidence.get((PROOF.get(item.kind, ""), key), ())

    def searched(self, item: Item) -> Sequence[str]:
        """The documents in which the service of an item was looked for; nothing for items of other kinds."""
        rows = self.tables()["service_table"] if item.kind == SERVICE else ()
        of_item = (row for row in rows if joined_key(row["municipality_id"], row["service"]) == item.key)
        return next((row["searched"] or () for row in of_item), ())

    def last_page(self, document_id: str) -> int:
        """How many pages a document has; 0 where nobody knows."""
        rows = (row for row in self.tables()["documents"] if row["document_id"] == document_id)
        return next((row["pages"] or 0 for row in rows), 0)

    def review(self) -> Review:
        """Every item and what people have decided of it."""
        with self._guard:
            laid, stamp = self._now(), _stamp(self.folder / FILE)
            if self._reviewed is None or self._reviewed[0] != (laid.stamp, stamp):
                log = read(self.folder)
                again = found_again(self.data, self.editions(), log.decisions)
                added = added_items(laid.tables, log.decisions, again)
                review = review_of([*laid.items, *added], log.decisions)
                self._reviewed = ((laid.stamp, stamp), review, log.unreadable)
            return self._reviewed[1]

    def unreadable(self) -> tuple[int, ...]:
        """The lines of the decisions that nobody can read."""
        self.review()
        return self._reviewed[2] if self._reviewed else ()

    def editions(self) -> list[Edition]:
        return [edition for row in self.tables()["documents"] if (edition := self._edition(row))]

    def edition(self, document_id: str) -> Edition | None:
        """The bytes that the tables rest on; None for an unknown document, or one that was not had."""
        rows = (row for row in self.tables()["documents"] if row["document_id"] == document_id)
        return next((self._edition(row) for row in rows), None)

    def decide(self, decision: Decision) -> Decision:
        """Write a decision down; comes back with its time and id."""
        made = dated(decision)
        append(self.folder, made)
        return made

    def undo(self, standing: Standing, by: str) -> Decision | None:
        """Take back one's own last decision on an item; None where there is none."""
        own = [one for one in standing.decisions if one.by == by]
        if not own:
            return None
        return self.decide(Decision("", by, "undone", own[-1].item, own[-1].evidence, undoes=own[-1].id))

    def _edition(self, row: Mapping[str, Any]) -> Edition | None:
        if not row["sha256"]:
            return None
        path = self.data / "raw" / row["document_id"] / f"{row['sha256'][:12]}.pdf"
        return Edition(row["document_id"], row["sha256"], path, row["bytes"] or 0, "", row["via"], "")

    def _now(self) -> _Laid:
        with self._guard:
            stamp = _stamp(self.data / "processed" / "objectives.parquet")
            if self._laid is None or self._laid.stamp != stamp:
                tables = as_found(_read(self.data / "processed"))
                self._laid = _Laid(stamp, tables, items(tables), _by_key(tables))
            return self._laid


def _read(folder: Path) -> Tables:
    try:
        return {name: read_rows(folder, name) for name in NEEDED}
    except (OSError, ArrowInvalid, KeyError):
        raise NoTables(
            said(
                "{folder}: no tables of this version here; make them with {program} run, "
                "or give --data data/sample for the sample",
                folder=folder,
                program=called(),
            )
        ) from None


def _by_key(tables: Tables) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """Evidence by table and key; an objective's is also that of its activities, a doubt's that of its row."""
    doubted = {row["key"] for row in tables["doubts"] if row["key"]}
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in tables["evidence"]:
        table, key = row["table"], row["key"]
        if table == "activities":
            table, key = "objectives", key.rpartition(":")[0]
        for about in {row["key"], key} & doubted:
            found.setdefault(("doubts", about), []).append(row)
        if table in ("objectives", "service_table"):
            found.setdefault((table, key), []).append(row)
    return found


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return (0, 0)
    return stat.st_size, stat.st_mtime_ns
