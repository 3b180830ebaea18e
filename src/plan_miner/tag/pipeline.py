"""spaCy's part of finding terms: a tokenizer whose words know their stem, and a matcher on these stems.

The tokenizer's vocabulary puts the stem of each word on its lexeme's NORM, decided once per word type; a PhraseMatcher
on NORM then finds every term in every inflection at the tokenizer's own speed. `Terms.nlp` is the same as a pipeline of
spaCy, for whoever wants its documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from plan_miner.lexicon import Entry, Pattern
from plan_miner.model import Match
from plan_miner.tag.choosing import Choice
from plan_miner.tag.words import BROKEN, GLUED, NORM_ITSELF, Words

Find = tuple[Match, Entry]
_Span = tuple[int, int, str]  # the first token, the one after the last, the key of the term

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


class Terms:
    """The pipeline over one lexicon."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_pattern: dict[Pattern, list[Entry]] = {}
        for entry in entries:
            for pattern in entry.patterns:
                by_pattern.setdefault(pattern, []).append(entry)
        self._words = Words({word for pattern in by_pattern for word in pattern})
        self.nlp = spacy.blank("tr")
        self.nlp.vocab.lex_attr_getters = {NORM: self._words.norm}  # type: ignore[attr-defined]
        self.nlp.tokenizer = Tokenizer(self.nlp.vocab, self._words)
        self.nlp.add_pipe("field_terms").terms = self  # type: ignore[attr-defined]
        self._matcher = PhraseMatcher(self.nlp.vocab, attr="NORM")
        self._terms: dict[str, tuple[str, tuple[Entry, ...]]] = {}
        for pattern, its_entries in by_pattern.items():
            self._add(pattern, tuple(its_entries))
        self.choice = Choice(by_pattern)
        self.find = lru_cache(maxsize=2048)(self._find)  # tags, services and mechanisms look at a text each

    def _add(self, pattern: Pattern, entries: tuple[Entry, ...]) -> None:
        key = " ".join(pattern)
        self._terms[key] = (key.replace("=", ""), entries)
        variants = self._words.variants(pattern)
        docs = [Doc(self.nlp.vocab, words=[NORM_ITSELF + word for word in variant]) for variant in variants]
        self._matcher.add(key, docs)

    def _find(self, text: str) -> tuple[Find, ...]:
        """Every term of the text, the longest where they overlap, in print order; one pair for each entry it is in."""
        beginning = self.choice.beginning(text)
        return self.find_everywhere(text, beginning) if beginning >= 0 else ()

    def find_everywhere(self, text: str, beginning: int = 0) -> tuple[Find, ...]:
        """The same without the cheap look: what spaCy finds when it sees every text, all of it from `beginning` on."""
        doc = self.nlp.tokenizer(text[beginning:])
        return tuple(
            (Match(term, *_place(doc, start, end, beginning), entry.rule), entry)
            for start, end, key in self.spans(doc)
            for term, entries in (self._terms[key],)
            for entry in entries
        )

    def spans(self, doc: Doc) -> list[_Span]:
        """The terms among the tokens of a document, the longest where they overlap."""
        names = doc.vocab.strings
        return _longest([(start, end, names[key]) for key, start, end in self._matcher(doc)])

    def entries_of(self, key: str) -> tuple[Entry, ...]:
        """The entries that a term is in."""
        return self._terms[key][1]

    def doc(self, text: str) -> Doc:
        """A text as tokens whose NORM is the word of the lexicon that they are a form of."""
        return self.nlp.make_doc(text)


@Language.factory("field_terms")
class FieldTerms:
    """As a component of spaCy: the terms of a document as doc.spans["terms"], each labelled with its entry's rule."""

    terms: Terms

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = f"{nlp.lang}.{name}"

    def __call__(self, doc: Doc) -> Doc:
        spans = self.terms.spans(doc)
        doc.spans["terms"] = [
            Span(doc, start, end, label=rule) for start, end, key in spans for rule in self._rules(key)
        ]
        return doc

    def _rules(self, key: str) -> list[str]:
        return [entry.rule for entry in self.terms.entries_of(key)]


def _longest(found: list[_Span]) -> list[_Span]:
    """Where finds overlap the one with more words stays; of equals the first."""
    if len(found) < 2:
        return found
    kept: list[_Span] = []
    taken: set[int] = set()
    for span in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(span[0], span[1])):
            taken.update(range(span[0], span[1]))
            kept.append(span)
    return sorted(kept)


def _place(doc: Doc, start: int, end: int, beginning: int) -> tuple[int, int]:
    """Where the tokens of a find stand in the text; the document is the text from `beginning` on."""
    last = doc[end - 1]
    return beginning + doc[start].idx, beginning + last.idx + len(last.text.rstrip(GLUED))


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
