"""Printed words as the words of the lexicon: the tokens of a text, each with the entry's word that it is a form of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

from plan_miner.lexicon import Pattern
from plan_miner.turkish import Inflections, fold, fold_once, is_acronym, matches

# What stands within a word: apostrophes, soft hyphens, zero-width characters, combining marks.
_INNER = "'’‘ʼ\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f"
# What may follow a word without ending a term: white space, hyphens, quotes, a slash.
_GLUE = r"\s\"'’‘“”«»„/\-–—‐‑‒"
_TOKEN = re.compile(
    rf"""
      (?P<word> [A-ZÇĞİÖŞÜ]{{3,}}\+ (?:['’]?[^\W\d_]+)?         # LGBTİ+'lar
        | (?<![\d.,])\d\d\+                                      # 65+
        | [^\W_]+ (?:[{_INNER}]+[^\W_]+)*[\u0300-\u036f]*
          (?: [-\u2010\u00ad][ \t]*\r?\n\s* [^\W\d_]+ )?          # a word broken at the line's end
      ) (?: (?<=\d)\.(?=[ \n]?[^\W\d]) )?                                # 3. yaş
        (?P<glue>[{_GLUE}\u00ad\u200b-\u200f]*)
    | (?P<other> (?:[^\w]|_)+ )
    """,
    re.VERBOSE,
)
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


class Tokenizer:
    """Words with what glues them to the next, so that kadın-erkek, "kadın" erkek and kadın↵erkek read alike.

    Nothing is lost: the tokens' texts and the single spaces between them add up to the text.
    """

    def __init__(self, vocab: Vocab, words: Words) -> None:
        self._vocab = vocab
        self._words = words

    def __call__(self, text: str) -> Doc:
        tokens, spaces = [], []
        for match in _TOKEN.finditer(text):
            token, glue = match.group(), match["glue"]
            spaced = glue == " "  # the usual case: one lexeme a word, wherever it stands
            if spaced:
                token = token[:-1]
            tokens.append(token)
            spaces.append(spaced)
            if "\n" in token and (broken := self._broken(match)):
                tokens[-1:] = token[:broken], token[broken:]
                spaces[-1:] = False, spaced
        return Doc(self._vocab, words=tokens, spaces=spaces)

    def _broken(self, match: re.Match[str]) -> int:
        """Where a word broken at the line's end falls into two, because it is none of the lexicon's; else 0."""
        found = BROKEN.search(match["word"] or "")
        return found.end() if found and not self._words.known(match.group().rstrip(GLUED)) else 0
