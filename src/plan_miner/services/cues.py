"""What the cues of the lexicon say of a clause: which status they speak for, where, and which words are there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plan_miner.lexicon.cues import cues


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found at text[start:end]."""

    status: str
    start: int
    end: int


def hits(clause: str) -> list[Hit]:
    """The status cues of a folded clause in print order; of overlapping ones only the stronger."""
    table = cues()
    void = [match.span() for match in table.lists["not_of_the_service"].finditer(clause)]
    kept: list[Hit] = []
    for status, pattern in table.status.items():
        for match in pattern.finditer(clause):
            start, end = match.span()
            if any(start < hit.end and end > hit.start for hit in kept) or any(a < end and b > start for a, b in void):
                continue
            kept.append(Hit(status, start, end))
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


def find(name: str, text: str) -> re.Match[str] | None:
    """The first cue of the list `name` in a folded text."""
    return cues().lists[name].search(text)


def says(name: str, text: str) -> bool:
    """Whether a folded text has a cue of the list `name`."""
    return find(name, text) is not None


def says_next(name: str, text: str) -> bool:
    """Whether a folded text begins with a cue of the list `name`."""
    return cues().lists[name].match(text.lstrip()) is not None
