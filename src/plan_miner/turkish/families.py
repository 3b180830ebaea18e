"""Which words of some texts are forms of one another: yol, yolu and yolların; atık and atığın; kitap and kitabı.

No dictionary: where two words share their beginning and each is that beginning with the suffixes of a noun, they are
forms of one word. Long words are forms of one another by their first letters alone, verbs and derivations among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from plan_miner.turkish.suffixes import matches

BEGINNING = 5  # letters that tell a Turkish word from others, whatever its suffix
SHORTEST = 3  # letters of a stem; what shorter ones share may be chance
HARD = ("", "k", "ç", "p", "t")  # with which a stem ends where its forms have ğ, c, b, d


def families(words: Iterable[str]) -> dict[str, str]:
    """For each folded word the name of its family: the beginning of one of its forms."""
    beginnings: dict[str, set[str]] = defaultdict(set)
    for word in words:
        beginnings[word[:BEGINNING]].add(word)
    near: dict[str, list[str]] = defaultdict(list)
    for beginning in sorted(beginnings):
        near[beginning[:SHORTEST]].append(beginning)
    name = {beginning: beginning for beginning in beginnings}
    for alike in near.values():
        for one, other in combinations(alike, 2):
            if name[one] != name[other] and _kin(beginnings[one], beginnings[other]):
                joined, gone = name[one], name[other]
                name.update({beginning: joined for beginning in alike if name[beginning] == gone})
    return {word: name[beginning] for beginning, those in beginnings.items() for word in those}


def _kin(ones: Iterable[str], others: Iterable[str]) -> bool:
    return any(_forms_of_one(*sorted((one, other))) for one in ones for other in others)


@lru_cache(maxsize=1 << 16)
def _forms_of_one(one: str, other: str) -> bool:
    shared = one[: next((i for i, letter in enumerate(one) if letter != other[i : i + 1]), len(one))]
    bases = (one, other, *(shared + end for end in HARD))
    return any(len(base) >= SHORTEST and matches(base, one) and matches(base, other) for base in bases)
