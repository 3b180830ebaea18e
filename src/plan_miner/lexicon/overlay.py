"""A lexicon of one's own, laid over the package's: its files add terms, replace and remove some.

Its files are called as ours are. A term of ours is replaced only where the entry says `replace: true`, and taken away
where an entry lists it under `remove`; every entry says in `note` where its words come from. An entry that would find
too much or nothing is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from plan_miner.lexicon.reading import (
    TERM_FILES,
    Context,
    Entry,
    Lexicon,
    LexiconError,
    Pattern,
    Written,
    context,
    entry,
    spellings,
    written,
)
from plan_miner.saying import said
from plan_miner.turkish import fold, is_acronym

# Words of every page: alone they would tag all of it.
_EVERYWHERE = frozenset(
    fold(
        "belediye hizmet merkez birim plan amaç hedef faaliyet proje program çalışma vatandaş kent şehir ilçe "
        "il mahalle yıl gün kişi toplum sosyal destek eğitim alan kurum müdürlük personel bütçe rapor ev ve ile için "
        "veya olan bir"
    ).split()
)
_PLURAL = re.compile(r"[^\W_]{2,}l[ae]r(?:[ıi]|[ıi]n|[ıi]m[ıi]z|d[ae]|d[ae]n|[ae])?")
_SHORTEST = 3  # letters of a word that may stand alone


@dataclass
class _Changes:
    """What the files of an overlay come to."""

    entries: list[Entry] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    gone: set[Pattern] = field(default_factory=set)  # terms of ours that are replaced or removed
    seen: dict[Pattern, str] = field(default_factory=dict)


def laid_over(ours: Lexicon, folder: Path) -> Lexicon:
    """`ours` with the files of `folder` laid over it; raises LexiconError naming file and line of the first mistake."""
    standing = {pattern: one.where for one in ours.entries for pattern in one.patterns}
    changes = _Changes()
    for name in _files(folder):
        for where, raw in written(folder, name):
            _take(raw, f"{folder / name}:{where.rpartition(':')[2]}", standing, changes)
    kept = (replace(one, patterns=tuple(p for p in one.patterns if p not in changes.gone)) for one in ours.entries)
    entries = [one for one in kept if one.patterns]
    return Lexicon((*entries, *changes.entries), (*ours.contexts, *changes.contexts))


def _files(folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        raise LexiconError(
            said(
                "{folder}: no such folder; give one that holds {names} or some of them",
                folder=folder,
                names=", ".join(TERM_FILES),
            )
        )
    names = sorted(path.name for path in folder.glob("*.y*ml"))
    for name in names:
        if name not in TERM_FILES:
            raise LexiconError(
                said(
                    "{path}:1: no file of a lexicon; call it one of {names}",
                    path=folder / name,
                    names=", ".join(TERM_FILES),
                )
            )
    if not names:
        raise LexiconError(
            said("{folder}: holds no lexicon file; write one of {names}", folder=folder, names=", ".join(TERM_FILES))
        )
    yield from names


def _take(raw: Written, where: str, standing: dict[Pattern, str], changes: _Changes) -> None:
    if not raw.note.strip():
        raise LexiconError(said("{where}: say in `note` where the words come from", where=where))
    for pattern in (p for term in raw.remove for p in spellings(term, where)):
        if pattern not in standing:
            raise LexiconError(
                said(
                    "{where}: {term!r} cannot be removed: no term of the lexicon is written so",
                    where=where,
                    term=" ".join(pattern),
                )
            )
        changes.gone.add(pattern)
    if raw.before or raw.after:
        changes.contexts.append(context(raw, where))
    elif raw.terms or not raw.remove:
        changes.entries.append(_checked(entry(raw, where), raw, standing, changes))


def _checked(one: Entry, raw: Written, standing: dict[Pattern, str], changes: _Changes) -> Entry:
    for pattern in one.patterns:
        term = " ".join(pattern)
        if pattern in changes.seen:
            raise LexiconError(
                said(
                    "{where}: {term!r} stands already at {place}",
                    where=one.where,
                    term=term,
                    place=changes.seen[pattern],
                )
            )
        changes.seen[pattern] = one.where
        if pattern in standing and pattern not in changes.gone:
            if not raw.replace:
                raise LexiconError(
                    said(
                        "{where}: {term!r} stands already at {place} of the package; `replace: true` puts yours "
                        "in its place",
                        where=one.where,
                        term=term,
                        place=standing[pattern],
                    )
                )
            changes.gone.add(pattern)
        if doubt := _doubt(pattern):
            raise LexiconError(said("{where}: {term!r} {doubt}", where=one.where, term=term, doubt=doubt))
    return one


def _doubt(pattern: Pattern) -> str:
    """Why a term would find too much or nothing."""
    if all(word in _EVERYWHERE for word in pattern):
        return said("stands on every page of a plan: add the word that tells what is meant")
    if len(pattern) == 1 and not is_acronym(pattern[0]) and len(pattern[0].removeprefix("=")) < _SHORTEST:
        return said(
            "is too short to stand alone: give at least {shortest} letters, or write =x to find only x itself",
            shortest=_SHORTEST,
        )
    for word in pattern:
        if (_PLURAL.fullmatch(word) or word[:-1] in _EVERYWHERE) and not word.istitle():
            return said(
                "is inflected: write the bare word, which is found in every form, or ={word} for this form alone",
                word=word,
            )
    return ""
