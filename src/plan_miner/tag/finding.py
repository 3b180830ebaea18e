"""The lexicon's terms in a text: a spaCy pipeline whose words know their stem.

The tokenizer puts the stem of each word on its lexeme's NORM, decided once per word type; PhraseMatcher(attr="NORM")
then finds every term in every inflection at the tokenizer's own speed. A cheap look at the folded text decides whether
spaCy sees a text at all; it asks for less than any term needs, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from plan_miner import lexicon
from plan_miner.lexicon import Entry, Pattern
from plan_miner.model import Match
from plan_miner.turkish import Inflections, fold, is_acronym, matches, stems

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
_NORM_ITSELF = "\0"  # before the words of patterns, which are norms already
_BROKEN = re.compile(r"[-\u2010\u00ad][ \t]*\r?\n\s*")
_GLUED = (
    "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\"'’‘“”«»„/-–—‐‑‒.\u00ad\u200b\u200c\u200d\u200e\u200f"
)
# Words so common in such documents that they never decide whether a text is worth a look.
_EVERYDAY = frozenset(
    fold(
        "merkez birim hizmet ev ve ile veya destek danışma eğitim plan alan yaş sosyal yerel özel iş il ilçe merkezi "
        "altında altındaki uyum toplum grup kesim birey kişi temsil lider üye güvenli aile yardım göre adet gün"
    ).split()
)

_Tree = dict[str, "_Tree"]  # letters by letters; "" where a stem ends


@dataclass(frozen=True, slots=True)
class _Found:
    """A term's place among the tokens."""

    start: int
    end: int
    term: str
    entries: tuple[Entry, ...]


class Terms:
    """The pipeline over one lexicon."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_pattern: dict[Pattern, list[Entry]] = {}
        for entry in entries:
            for pattern in entry.patterns:
                by_pattern.setdefault(pattern, []).append(entry)
        self._words = _Words({word for pattern in by_pattern for word in pattern})
        self._nlp = spacy.blank("tr")
        self._nlp.vocab.lex_attr_getters[NORM] = self._words.norm  # type: ignore[attr-defined]
        self._nlp.tokenizer = _Tokenizer(self._nlp.vocab, self._words)
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="NORM")
        self._terms: dict[str, tuple[str, tuple[Entry, ...]]] = {}
        for pattern, its_entries in by_pattern.items():
            self._add(pattern, tuple(its_entries))
        self._by_pattern = by_pattern
        self._worth_a_look: dict[tuple[str, ...], tuple[re.Pattern[str], ...]] = {}

    def _add(self, pattern: Pattern, entries: tuple[Entry, ...]) -> None:
        key = " ".join(pattern)
        self._terms[key] = (key.replace("=", ""), entries)
        variants = self._words.variants(pattern)
        docs = [Doc(self._nlp.vocab, words=[_NORM_ITSELF + word for word in variant]) for variant in variants]
        self._matcher.add(key, docs)

    def may_hold_terms(self, text: str, rules: tuple[str, ...] = ("",)) -> bool:
        """Whether a term whose rule begins with one of `rules` can stand in the text; False is certain, True is not."""
        folded = fold(text)
        looks = self._look_for(rules)
        if all(look.search(folded) for look in looks):
            return True
        return "\n" in folded and all(look.search(_BROKEN.sub("", folded)) for look in looks)

    def _look_for(self, rules: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
        """What a text must have to hold one of the terms: a word that tells them, and the last word of one."""
        if rules not in self._worth_a_look:
            wanted = [p for p, entries in self._by_pattern.items() if any(e.rule.startswith(rules) for e in entries)]
            words = (_anchors(wanted), {pattern[-1] for pattern in wanted})
            self._worth_a_look[rules] = tuple(re.compile(_beginnings(some)) for some in words)
        return self._worth_a_look[rules]

    def find(self, text: str) -> list[tuple[Match, Entry]]:
        """Every term of the text, the longest where they overlap, in print order; one pair for each entry it is in."""
        if not self.may_hold_terms(text):
            return []
        doc = self._nlp(text)
        names = doc.vocab.strings
        found = [_Found(start, end, *self._terms[names[key]]) for key, start, end in self._matcher(doc)]
        return [
            (Match(place.term, *_span(doc, place), entry.rule), entry)
            for place in _longest(found)
            for entry in place.entries
        ]


def _longest(found: list[_Found]) -> list[_Found]:
    """Where finds overlap the one with more words stays; of equals the first."""
    kept: list[_Found] = []
    taken: set[int] = set()
    for place in sorted(found, key=lambda place: (place.start - place.end, place.start)):
        if taken.isdisjoint(range(place.start, place.end)):
            taken.update(range(place.start, place.end))
            kept.append(place)
    return sorted(kept, key=lambda place: place.start)


def _span(doc: Doc, place: _Found) -> tuple[int, int]:
    last = doc[place.end - 1]
    return doc[place.start].idx, last.idx + len(last.text.rstrip(_GLUED))


class _Words:
    """The words that terms are made of, and which of them a printed word is a form of."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._proper = frozenset(word for word in self._words if word.istitle() and not is_acronym(word))
        self._as_they_stand = frozenset(word[1:] for word in self._words if word.startswith("="))
        plain = (word for word in self._words if word not in self._proper and not word.startswith("="))
        self._inflections = Inflections(plain)
        self._stand_in: dict[str, tuple[str, ...]] = {}
        self._by_start: dict[str, list[str]] = {}
        for word in self._words:
            if not is_acronym(word):
                self._by_start.setdefault(fold(word).removeprefix("=")[:2], []).append(word)

    def norm(self, token: str) -> str:
        """The word of the lexicon that a token is a form of, or its own folded letters."""
        if token.startswith(_NORM_ITSELF):
            return token[1:]
        return self.known(token) or fold(token.rstrip(_GLUED))

    def known(self, token: str) -> str | None:
        """The word of the lexicon that a token is a form of."""
        word = _BROKEN.sub("", token.rstrip(_GLUED))
        folded = fold(word)
        if folded in self._as_they_stand:
            return "=" + folded
        proper = next((name for name in self._proper if word[:1].isupper() and folded == fold(name)), None)
        return proper or self._inflections.base_of(word)

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


class _Tokenizer:
    """Words with what glues them to the next, so that kadın-erkek, "kadın" erkek and kadın↵erkek read alike.

    Nothing is lost: the tokens' texts add up to the text.
    """

    def __init__(self, vocab: Vocab, words: _Words) -> None:
        self._vocab = vocab
        self._words = words

    def __call__(self, text: str) -> Doc:
        tokens = [piece for match in _TOKEN.finditer(text) for piece in self._pieces(match)]
        return Doc(self._vocab, words=tokens, spaces=[False] * len(tokens))

    def _pieces(self, match: re.Match[str]) -> tuple[str, ...]:
        token = match.group()
        broken = _BROKEN.search(token) if match.group("word") and "\n" in match.group("word") else None
        if broken is None or self._words.known(token):
            return (token,)
        return token[: broken.end()], token[broken.end() :]


def _anchors(patterns: Iterable[Pattern]) -> set[str]:
    """A word of each term, none of the everyday ones if there is another: without it the term cannot stand there."""
    anchors: set[str] = set()
    for pattern in sorted(patterns, key=len):
        words = [word.removeprefix("=") for word in pattern]
        if not anchors.intersection(words):
            anchors.add(next((word for word in words if word not in _EVERYDAY), words[0]))
    return anchors


def _beginnings(words: Iterable[str]) -> str:
    """A regular expression that meets every form of the words where it begins (and more)."""
    tree: _Tree = {}
    for word in words:
        for stem in {fold(stem) for stem in stems(word.removeprefix("="))}:
            node = tree
            for letter in stem:
                if "" in node:
                    break
                node = node.setdefault(letter, {})
            node.clear()
            node[""] = {}
    return rf"(?<![^\W_]){_alternatives(tree)}"


def _alternatives(node: _Tree) -> str:
    if "" in node:
        return ""
    branches = [re.escape(letter) + _alternatives(rest) for letter, rest in sorted(node.items())]
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"


@cache
def terms() -> Terms:
    """The pipeline over the lexicon of this package."""
    return Terms(lexicon.load().entries)
