"""The words that tell a service's state and owner, read once from `cues.yaml` and compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

# Where two cues overlap the first of these wins: "inşaatı sürmektedir" is no "sürmektedir".
STATUSES = ("suspended", "none", "transferred", "support_only", "planned", "available")


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled patterns over folded text."""

    status: dict[str, re.Pattern[str]]
    owner: dict[str, re.Pattern[str]]
    lists: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found at text[start:end]."""

    status: str
    start: int
    end: int


@cache
def cues() -> Cues:
    """The cue table of the package."""
    data: dict[str, Any] = YAML(typ="safe").load(files("plan_miner.services").joinpath("cues.yaml").read_text("utf-8"))
    return Cues(
        status={name: _compiled(data["status"][name]) for name in STATUSES},
        owner={name: _compiled(patterns) for name, patterns in data["owner"].items()},
        lists={name: _compiled(value) for name, value in data.items() if isinstance(value, list)},
    )


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")")


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


def says(name: str, text: str) -> bool:
    """Whether a folded text has a cue of the list `name`."""
    return cues().lists[name].search(text) is not None


def says_next(name: str, text: str) -> bool:
    """Whether a folded text begins with a cue of the list `name`."""
    return cues().lists[name].match(text.lstrip()) is not None
