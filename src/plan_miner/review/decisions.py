"""Decisions as people made them: one line each in review/decisions.jsonl, added at the end and never changed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import msgspec

from plan_miner import moments
from plan_miner.model import BASES
from plan_miner.publish.relations import SERVICE_STATUSES
from plan_miner.system import Locked, hold_lock, sync_folder

FILE = "decisions.jsonl"
VERDICTS = ("accepted", "corrected", "rejected", "undecided", "added", "undone")
PATIENCE = 10.0  # seconds that one waits for another who is writing


def _known(name: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise ValueError(f"{name}: {value!r} is none of {', '.join(allowed)}")


class Activity(msgspec.Struct, frozen=True, omit_defaults=True):
    """An activity of the annex as it stands after a decision; `no` is None where a person added it."""

    activity: str
    no: int | None = None
    basis: str = ""
    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _known("basis", self.basis, ("", *BASES))


def numbered(activities: Iterable[Activity], last: int = 0) -> list[tuple[int, Activity]]:
    """The activities with their numbers, each once; those that people added are numbered on from the last there is."""
    given = list(activities)
    new = count(max([last, *(one.no or 0 for one in given)]) + 1)
    taken: set[int] = set()
    found: list[tuple[int, Activity]] = []
    for one in given:
        number = one.no if one.no and one.no not in taken else next(new)
        taken.add(number)
        found.append((number, one))
    return found


class Values(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a row says: of an objective everything up to `activities`, of a service the three after it.

    `rule`, `matched` and `confidence` say where the program had it from: what decisions teach rests on them.
    """

    in_annex: bool = False
    goal_code: str = ""
    goal: str = ""
    objective_code: str = ""
    objective: str = ""
    basis: str = ""
    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    status: str = ""
    unit_count: int | None = None
    yades: bool = False
    rule: str = ""
    matched: tuple[str, ...] = ()
    confidence: float | None = None

    def __post_init__(self) -> None:
        _known("basis", self.basis, ("", *BASES))
        _known("status", self.status, ("", *SERVICE_STATUSES))

    @property
    def said(self) -> Values:
        """What a person judges, to be compared: without where it came from, tags in one order."""
        activities = tuple(msgspec.structs.replace(one, **_sorted(one)) for one in self.activities)
        return msgspec.structs.replace(
            self, rule="", matched=(), confidence=None, activities=activities, **_sorted(self)
        )


def _sorted(tagged: Values | Activity) -> dict[str, tuple[str, ...]]:
    return {"themes": tuple(sorted(tagged.themes)), "groups": tuple(sorted(tagged.groups))}


class Place(msgspec.Struct, frozen=True):
    """Where a line stands that a person marked: edition, page from 1, box in points from the top left, its words."""

    sha256: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    quote: str


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who decided what, when, on which words.

    `item` names what it is about (``objective:kars-sp-2020-2024:4.1``), `evidence` is the hash of the folded `words`
    that were shown. `before` is what the program had, `after` what the person says instead. `undoes` is the id of a
    decision that this one takes back, `settles` are those of two readers who disagreed.
    """

    at: str  # ISO 8601, UTC, to the microsecond
    by: str
    verdict: str
    item: str
    evidence: str = ""
    before: Values = Values()
    after: Values | None = None
    note: str = ""
    words: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    undoes: str = ""
    settles: tuple[str, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        _known("verdict", self.verdict, VERDICTS)

    @property
    def values(self) -> Values:
        """What holds of the row if this decision does."""
        return self.before if self.after is None else self.after


def dated(decision: Decision, moment: datetime | None = None) -> Decision:
    """The decision with its time (now) and its id, the hash of all that it says."""
    at = moments.written(moment or datetime.now(UTC), "microseconds")
    timed = msgspec.structs.replace(decision, at=at, id="")
    return msgspec.structs.replace(timed, id=hashlib.sha256(msgspec.json.encode(timed)).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Log:
    """All decisions in the order in which they were made, and the lines (from 1) that cannot be read."""

    decisions: tuple[Decision, ...] = ()
    unreadable: tuple[int, ...] = ()


def read(folder: Path) -> Log:
    """The decisions in the folder `review`; none where nobody has decided yet.

    A line cut short by a power cut, or left by a merge, is told by its number and costs no other. A line that two
    branches both brought counts once.
    """
    path = folder / FILE
    lines = path.read_bytes().splitlines() if path.is_file() else []
    found: dict[str, Decision] = {}
    unreadable: list[int] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            decision = msgspec.json.decode(line, type=Decision)
            datetime.fromisoformat(decision.at)
        except (msgspec.DecodeError, ValueError):
            unreadable.append(number)
        else:
            found.setdefault(decision.id, decision)
    return Log(tuple(sorted(found.values(), key=lambda one: (one.at, one.id))), tuple(unreadable))


def append(folder: Path, *decisions: Decision) -> None:
    """Add decisions as whole lines that are on the disk when this returns.

    A line that was cut short stays what it is: the new ones begin on a line of their own. Raises system.Locked where
    somebody else has been writing for longer than anybody should.
    """
    lines = b"".join(msgspec.json.encode(decision) + b"\n" for decision in decisions)
    with _turn(folder), (folder / FILE).open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """The lock lies under work/, which git does not keep."""
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with hold_lock(folder.parent / "work" / "decisions.lock"):
                yield
                return
        except Locked:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
