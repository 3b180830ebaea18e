"""Which texts are worth spaCy's look: those in which words begin, one after the other, as the words of some term do.

The look is one regular expression over folded letters, the terms' stems as a tree of letters. It knows no suffixes: it
asks for less than any term needs, so what it passes over holds no term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from plan_miner.lexicon import Entry, Pattern
from plan_miner.tag.words import BROKEN
from plan_miner.turkish import fold, stems

_BEGINNING = r"(?<![^\W_])"
_TO_NEXT_WORD = r"[\w'+.]*[\W_]+"  # the rest of a word with its suffixes, and what stands before the next
_END, _NEXT = "end", "next"  # in the tree beside the letters: a term is whole; its next word begins

_Tree = dict[str, "_Tree"]


class Choice:
    """The cheap look over the patterns of a lexicon."""

    def __init__(self, by_pattern: Mapping[Pattern, Iterable[Entry]]) -> None:
        self._by_pattern = by_pattern
        self._looks: dict[tuple[str, ...], re.Pattern[str]] = {}
        self.may_hold = lru_cache(maxsize=4096)(self.look)  # services, mechanisms and tags ask again

    def look(self, text: str, rules: tuple[str, ...] = ("",)) -> bool:
        """Whether a term whose rule begins with one of `rules` can stand in the text; False is certain, True is not."""
        pattern = self._look_for(rules)
        folded = fold(text)
        if pattern.search(folded):
            return True
        return "\n" in folded and bool(pattern.search(unbroken(folded)))

    def _look_for(self, rules: tuple[str, ...]) -> re.Pattern[str]:
        return self._looks.get(rules) or self._looks.setdefault(rules, re.compile(_BEGINNING + self.telling(rules)))

    def beginning(self, text: str) -> int:
        """From where on a text may hold terms, at the beginning of a word; -1 where it holds none."""
        folded = fold(text)
        found = self._look_for(("",)).search(folded)
        if "\n" in folded:
            return 0 if found or self._look_for(("",)).search(unbroken(folded)) else -1
        if found is None:
            return -1
        return text.rfind(" ", 0, found.start()) + 1 if len(folded) == len(text) else 0

    def telling(self, rules: tuple[str, ...]) -> str:
        """What a folded text without broken words must have, from the beginning of a word, to hold one of the terms."""
        wanted = [p for p, entries in self._by_pattern.items() if any(e.rule.startswith(rules) for e in entries)]
        return _source(_tree(wanted)) if wanted else "(?!)"


def unbroken(folded: str) -> str:
    """A folded text whose words are not broken at line ends."""
    whole = BROKEN.sub("", folded)
    return whole if whole != folded else ""


def _tree(patterns: Iterable[Pattern]) -> _Tree:
    """The stems of the terms, letter by letter and word by word; what begins with a whole term needs no branch."""
    tree: _Tree = {}
    for pattern in patterns:
        nodes = [tree]
        for at, word in enumerate(pattern):
            nodes = [_grown(node, letters) for node in nodes for letters in _stems(word)]
            if at + 1 < len(pattern):
                nodes = [node.setdefault(_NEXT, {}) for node in nodes]
        for node in nodes:
            node[_END] = {}
    return tree


def _stems(word: str) -> set[str]:
    return {fold(stem) for stem in stems(word.removeprefix("="))}


def _grown(node: _Tree, letters: str) -> _Tree:
    for letter in letters:
        node = node.setdefault(letter, {})
    return node


def _source(node: _Tree) -> str:
    """A tree as a regular expression."""
    if _END in node:
        return ""
    branches = [re.escape(letter) + _source(rest) for letter, rest in sorted(node.items()) if letter != _NEXT]
    branches += [_TO_NEXT_WORD + _source(node[_NEXT])] if _NEXT in node else []
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
