"""The lexicon's terms in a text: a spaCy pipeline whose words know their stem.

The tokenizer's vocabulary puts the stem of each word on its lexeme's NORM, decided once per word type; a PhraseMatcher
on NORM then finds every term in every inflection at the tokenizer's own speed. A cheap look at the folded text decides
whether spaCy sees a text at all. `Terms.nlp` is the same as a pipeline of spaCy, for whoever wants its documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import spacy
from spacy.attrs import NORM  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from plan_miner import lexicon
from plan_miner.lexicon import Entry, Pattern
from plan_miner.model import Match
from plan_miner.tag.choosing import Choice
from plan_miner.tag.words import GLUED, NORM_ITSELF, Tokenizer, Words

Find = tuple[Match, Entry]
_Span = tuple[int, int, str]  # the first token, the one after the last, the key of the term


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
        return self.find_everywhere(text) if self.choice.may_hold(text) else ()

    def find_everywhere(self, text: str) -> tuple[Find, ...]:
        """The same without the cheap look: what spaCy finds when it sees every text."""
        doc = self.nlp.tokenizer(text)
        return tuple(
            (Match(term, *_place(doc, start, end), entry.rule), entry)
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


def _place(doc: Doc, start: int, end: int) -> tuple[int, int]:
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last.text.rstrip(GLUED))


def terms() -> Terms:
    """The pipeline over the lexicon in use."""
    return _terms(lexicon.overlay_in_use())


@cache
def _terms(overlay: Path | None) -> Terms:
    assert overlay == lexicon.overlay_in_use()  # noqa: S101 - only the key under which the pipeline is kept
    return Terms(lexicon.load().entries)
