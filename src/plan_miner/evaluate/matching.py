"""Which row of the tables is which coded text: one to one, the most alike first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from plan_miner.turkish import letters

# How alike texts must be, as the share of letters that they have in common in the same order.
ALIKE = 0.9  # a goal's or an objective's
ALIKE_BELOW = 0.85  # an activity's or an indicator's

_UNIT = re.compile(r"\s*\([^()]{1,12}\)\s*$")


@dataclass(frozen=True, slots=True)
class Item:
    """A coded thing or a row: the canonical code that it must share with its counterpart, and its text's letters."""

    code: str
    text: str
    letters: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matching:
    """Counterparts (coded, row), and what has none on either side."""

    pairs: tuple[tuple[Item, Item], ...]
    missing: tuple[Item, ...]
    spurious: tuple[Item, ...]


def item(code: str, text: str, data: Mapping[str, Any]) -> Item:
    """A coded thing or a row, its code made canonical and its text ready to be compared."""
    return Item(canonical(code), text, compared(text), data)


def canonical(code: str) -> str:
    """The code in digits and dots, whatever stands around them: "H 01.2" is 1.2."""
    return ".".join(str(int(number)) for number in re.findall(r"\d+", code))


def compared(text: str) -> str:
    """What is compared: letters and digits, folded; spaces, punctuation and a lost dot on an i are no mistakes."""
    return letters(text).replace("ı", "i")


def without_unit(text: str) -> str:
    """An indicator without the unit in brackets at its end, which has a column of its own."""
    return _UNIT.sub("", text)


def matched(coded: Iterable[Item], rows: Iterable[Item], at_least: float) -> Matching:
    """Counterparts of the same code whose texts are alike by `at_least`, a share between 0 and 1."""
    wanted, had = list(coded), list(rows)
    places: dict[str, list[int]] = defaultdict(list)
    for j, row in enumerate(had):
        places[row.code].append(j)
    alike = [(likeness(one.letters, had[j].letters), -i, -j) for i, one in enumerate(wanted) for j in places[one.code]]
    pairs = _one_to_one([(-i, -j) for share, i, j in sorted(alike, reverse=True) if share >= at_least])
    taken = set(pairs.values())
    return Matching(
        tuple((wanted[i], had[j]) for i, j in sorted(pairs.items())),
        tuple(one for i, one in enumerate(wanted) if i not in pairs),
        tuple(row for j, row in enumerate(had) if j not in taken),
    )


def _one_to_one(candidates: Sequence[tuple[int, int]]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def likeness(one: str, other: str) -> float:
    """The share of letters in common, 0 where it is far from mattering."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALIKE_BELOW:
        return 0.0
    return matcher.ratio()
