"""Printed words as the words of the lexicon: each with the entry's word that it is a form of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from plan_miner.lexicon import Pattern
from plan_miner.turkish import Inflections, fold, fold_once, is_acronym, matches

BROKEN = re.compile(r"[-\u2010\u00ad][ \t]*\r?\n\s*")  # the end of a line within a word
NORM_ITSELF = "\0"  # before the words of patterns, which are norms already
GLUED = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\"'’‘“”«»„/-–—‐‑‒.\u00ad\u200b\u200c\u200d\u200e\u200f"


class Words:
    """The words that terms are made of, and which of them a printed word is a form of."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._proper = {fold(word): word for word in self._words if word.istitle() and not is_acronym(word)}
        self._as_they_stand = frozenset(word[1:] for word in self._words if word.startswith("="))
        plain = (word for word in self._words if not word.istitle() or is_acronym(word))
        self._inflections = Inflections(word for word in plain if not word.startswith("="))
        self.norm = lru_cache(maxsize=1 << 17)(self._norm)  # spaCy itself forgets words beyond the ten thousandth
        self._stand_in: dict[str, tuple[str, ...]] = {}
        self._by_start: dict[str, list[str]] = {}
        for word in self._words:
            if not is_acronym(word):
                self._by_start.setdefault(fold(word).removeprefix("=")[:2], []).append(word)

    def _norm(self, token: str) -> str:
        """The word of the lexicon that a token is a form of, or its own folded letters."""
        if token.startswith(NORM_ITSELF):
            return token[1:]
        word = token if token.isalnum() else token.rstrip(GLUED)
        folded = fold_once(word)
        return self._base_of(word, folded) or folded

    def known(self, word: str) -> str | None:
        """The word of the lexicon that a printed word is a form of."""
        whole = BROKEN.sub("", word)
        return self._base_of(whole, fold_once(whole))

    def _base_of(self, word: str, folded: str) -> str | None:
        if "\n" in word:
            return self.known(word)
        if folded in self._as_they_stand:
            return "=" + folded
        if folded in self._proper and word[:1].isupper():
            return self._proper[folded]
        return self._inflections.base_of(word, folded)

    def variants(self, pattern: Pattern) -> Iterator[Pattern]:
        """The pattern as tokens may carry it: where `evde` is a word of the lexicon, it also stands for `ev`."""
        if not pattern:
            yield ()
            return
        for tail in self.variants(pattern[1:]):
            for head in self._stand_ins(pattern[0]):
                yield (head, *tail)

    def _stand_ins(self, base: str) -> tuple[str, ...]:
        """The base, and the other words of the lexicon that are forms of it."""
        if base not in self._stand_in:
            alike = self._by_start.get(fold(base)[:2], []) if not is_acronym(base) and base[0] != "=" else []
            others = (word for word in alike if word != base and matches(base, fold(word.removeprefix("="))))
            self._stand_in[base] = (base, *others)
        return self._stand_in[base]
