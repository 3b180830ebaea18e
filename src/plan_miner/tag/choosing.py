"""Which texts are worth spaCy's look: those where a word begins as a word of some term does.

The look asks for less than any term needs, over the same folded letters and the same stems that the words of terms are
told by, so what it passes over holds no term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from plan_miner.lexicon import Entry, Pattern
from plan_miner.tag.words import BROKEN
from plan_miner.turkish import fold, stems

# Words so common in such documents that they never decide whether a text is worth a look.
_EVERYDAY = frozenset(
    fold(
        "merkez birim hizmet ev ve ile veya destek danışma eğitim plan alan yaş sosyal yerel özel iş il ilçe merkezi "
        "altında altındaki uyum toplum grup kesim birey kişi temsil lider üye güvenli aile yardım göre adet gün"
    ).split()
)

_Tree = dict[str, "_Tree"]  # letters by letters; "" where a stem ends


class Choice:
    """The cheap look over the patterns of a lexicon."""

    def __init__(self, by_pattern: Mapping[Pattern, Iterable[Entry]]) -> None:
        self._by_pattern = by_pattern
        self._looks: dict[tuple[str, ...], tuple[re.Pattern[str], re.Pattern[str]]] = {}
        self.may_hold = lru_cache(maxsize=4096)(self.look)  # services, mechanisms and tags ask again

    def look(self, text: str, rules: tuple[str, ...] = ("",)) -> bool:
        """Whether a term whose rule begins with one of `rules` can stand in the text; False is certain, True is not."""
        telling, last = self._looks.get(rules) or self._look_for(rules)
        folded = fold(text)
        if telling.search(folded) and last.search(folded):
            return True
        if "\n" not in folded or not BROKEN.search(folded):
            return False
        whole = BROKEN.sub("", folded)
        return bool(telling.search(whole) and last.search(whole))

    def telling(self, rules: tuple[str, ...]) -> str:
        """What a folded text without line ends must have, at the beginning of a word, to hold one of the terms."""
        return _alternatives(_tree(_anchors(self._patterns(rules))))

    def _patterns(self, rules: tuple[str, ...]) -> list[Pattern]:
        return [p for p, entries in self._by_pattern.items() if any(e.rule.startswith(rules) for e in entries)]

    def _look_for(self, rules: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What a text must have to hold one of the terms: a word that tells them, and the last word of one."""
        wanted = self._patterns(rules)
        looks = _beginnings(_anchors(wanted)), _beginnings({pattern[-1] for pattern in wanted})
        return self._looks.setdefault(rules, looks)


def _anchors(patterns: Iterable[Pattern]) -> set[str]:
    """A word of each term, none of the everyday ones if there is another: without it the term cannot stand there."""
    anchors: set[str] = set()
    for pattern in sorted(patterns, key=len):
        words = [word.removeprefix("=") for word in pattern]
        if not anchors.intersection(words):
            anchors.add(next((word for word in words if word not in _EVERYDAY), words[0]))
    return anchors


def _beginnings(words: Iterable[str]) -> re.Pattern[str]:
    """A regular expression that meets every form of the words where it begins (and more)."""
    return re.compile(rf"(?<![^\W_]){_alternatives(_tree(words))}")


def _tree(words: Iterable[str]) -> _Tree:
    """The stems of the words, letter by letter; what begins with a stem needs no branch of its own."""
    tree: _Tree = {}
    for stem in sorted({fold(stem) for word in words for stem in stems(word.removeprefix("="))}, key=len):
        node = tree
        for letter in stem:
            if "" in node:
                break
            node = node.setdefault(letter, {})
        else:
            node[""] = {}
    return tree


def _alternatives(node: _Tree) -> str:
    if "" in node:
        return ""
    branches = [re.escape(letter) + _alternatives(rest) for letter, rest in sorted(node.items())]
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
