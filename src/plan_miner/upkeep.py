"""Whether the originals are whole, and what under work/ is no longer of use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from plan_miner import work
from plan_miner.saying import Said, said
from plan_miner.store import EDITION_NAME, Record


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in raw/ that is not as it should be, with what to do."""

    path: Path
    words: Said


@dataclass(frozen=True, slots=True)
class Verified:
    """How many originals there are, their size together in bytes, and what is wrong with any of them."""

    editions: int
    bytes: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Waste:
    """A file that may go: why, and how large it is."""

    path: Path
    bytes: int
    words: Said


def verify(data: Path) -> Verified:
    """Read every original under `data` and compare it with its name and its record; nothing is changed."""
    editions = sorted(path for path in (data / "raw").glob("*/*.pdf") if EDITION_NAME.fullmatch(path.name))
    faults = [fault for path in editions for fault in _faults(path)]
    notes = sorted(path for path in (data / "raw").glob("*/*.json") if EDITION_NAME.fullmatch(f"{path.stem}.pdf"))
    gone = [note for note in notes if not note.with_suffix(".pdf").exists()]
    faults += [Fault(note, said("tells of an edition that is not there: run again to fetch it")) for note in gone]
    return Verified(len(editions), sum(path.stat().st_size for path in editions), tuple(faults))


def _faults(path: Path) -> Iterator[Fault]:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256[:12] != path.stem:
        yield Fault(path, said("does not hold the bytes that its name says: delete it and run again"))
        return
    try:
        record = msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=Record)
    except FileNotFoundError:
        yield Fault(path, said("has no record of where and when it was had: it counts as a local file"))
    except (OSError, msgspec.DecodeError):
        yield Fault(path.with_suffix(".json"), said("cannot be read: the edition counts as a local file"))
    else:
        if record.sha256 != sha256:
            yield Fault(path.with_suffix(".json"), said("speaks of other bytes: delete it"))


def waste(data: Path) -> tuple[Waste, ...]:
    """What may be deleted: results by other versions of the program or of editions that are gone.

    Originals, decisions, accounts of runs and tables are never among it.
    """
    at_hand = {path.stem for path in (data / "raw").glob("*/*.pdf")}
    now = {f"{stage}-{work.version(stage)}" for stage in work.STAGES}
    found: list[Waste] = []
    for path in sorted((data / "work").glob("[0-9a-f]*/*.json*")):
        if path.parent.name not in at_hand and EDITION_NAME.fullmatch(f"{path.parent.name}.pdf"):
            found.append(Waste(path, path.stat().st_size, said("of an edition that is gone")))
        elif not any(path.name.startswith(name) for name in now) and EDITION_NAME.fullmatch(f"{path.parent.name}.pdf"):
            found.append(Waste(path, path.stat().st_size, said("made by another version of the program")))
    return tuple(found)
