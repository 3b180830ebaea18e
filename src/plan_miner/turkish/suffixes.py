"""Which words are inflected forms of a noun: stem variants times the nominal suffixes, with vowel harmony.

Plural, possessive, case, -ki and the copula are inflections (kadınlarımızınki, merkezlerindedir); -lik, -li, -siz and
-ci make other words (kadınlık, evli) and are not. Possessive compounds inflect inside, so their base is written without
the possessive: sığınmaev, konukev, bakımev.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from plan_miner.turkish.folding import fold, fold_once

_VOWELS = "aıoueiöü"
_VOICELESS = "fstkçşhp"
_SYLLABLE = re.compile(f"[{_VOWELS}]")

# Loan words whose suffixes have front vowels after a back one.
_FRONT_WORDS = (
    "hal rol kabul ihmal usul kontrol alkol festival terminal saat dikkat şefkat kanaat ziraat hakikat seyahat sürat "
    "ihtimal hayal sembol protokol petrol futbol voleybol basketbol hentbol gol ideal lokal"
)
_FRONT = frozenset(_FRONT_WORDS.split())
# Nouns whose stem changes before a vowel in a way that their last letter does not foretell.
_STEMS = {
    "hak": "hakk", "his": "hiss", "hat": "hatt", "af": "aff", "ret": "redd", "tıp": "tıbb", "sır": "sırr",
    "şehir": "şehr", "nehir": "nehr", "oğul": "oğl", "akıl": "akl", "fikir": "fikr", "ömür": "ömr", "kayıt": "kayd",
    "metin": "metn", "izin": "izn", "vakit": "vakt", "resim": "resm", "isim": "ism", "şekil": "şekl", "hüküm": "hükm",
    "emir": "emr", "keşif": "keşf", "nesil": "nesl", "ilim": "ilm", "bölük": "bölüğ", "kısım": "kısm", "sabır": "sabr",
    "genç": "genc", "güç": "güc", "uç": "uc", "taç": "tac", "grup": "grub", "kap": "kab", "dip": "dib", "gök": "göğ",
    "yurt": "yurd", "kurt": "kurd", "umut": "umud", "kanat": "kanad", "dert": "derd", "tat": "tad", "renk": "reng",
    "ahenk": "aheng", "denk": "deng", "dört": "dörd",
}  # fmt: skip
# Words of their own that look like a form of the noun.
_NOT_FORMS = {
    "hak": "hakkında hakkındaki",
    "kız": "kızdı",
    "birim": "birimiz birimizi birimize birimizin birimizden",
    "danışma": "danışman danışmanı danışmana danışmanda danışmandan danışmanla danışmandır",
}
_SOFT = {"k": "ğ", "ç": "c", "p": "b"}


class _Stem(NamedTuple):
    """How forms of a base may begin, and all that may follow."""

    letters: str
    base: str
    endings: re.Pattern[str]
    others: frozenset[str]  # words of their own that look like a form

    def begins(self, plain: str) -> bool:
        """Whether a folded word without apostrophes is a form of the base with this stem."""
        if not plain.startswith(self.letters) or plain in self.others:
            return False
        end = len(self.letters)
        changed = self.letters != self.base  # a changed stem stands before vowels only
        return (not changed or plain[end : end + 1] in _VOWELS) and self.endings.fullmatch(plain, end) is not None


def matches(base: str, word: str) -> bool:
    """Whether `word` is `base` in some inflection.

    `base` is folded (kadın, sığınmaev) or, for an acronym, in capitals (KDM, LGBTİ+): an acronym matches only where
    the word prints it in capitals, its suffix after an apostrophe or glued to it.
    """
    if is_acronym(base):
        return _is_acronym_form(base, word)
    plain = fold(word).replace("'", "")
    return any(stem.begins(plain) for stem in _stems(base))


def is_acronym(base: str) -> bool:
    """Whether a base is written in capitals, as acronyms are."""
    return len(base) > 1 and base == base.upper() and base != base.lower()


class Inflections:
    """The bases that are looked for; `base_of` tells which of them a word is a form of."""

    def __init__(self, bases: Iterable[str]) -> None:
        self._acronyms: dict[str, list[str]] = {}
        self._by_start: dict[str, list[_Stem]] = {}
        for base in set(bases):
            if is_acronym(base):
                self._acronyms.setdefault(base[:2], []).append(base)
            for stem in () if is_acronym(base) else _stems(base):
                self._by_start.setdefault(stem.letters[:3], []).append(stem)

    def base_of(self, word: str, folded: str | None = None) -> str | None:
        """The longest base that the word is a form of: bakımevi is bakımev, not bakım; `folded` where it is at hand."""
        found = [base for base in self._acronyms.get(word[:2], ()) if _is_acronym_form(base, word)]
        plain = (fold_once(word) if folded is None else folded).replace("'", "")
        for start in (plain[:3], plain[:2], plain[:1]):  # the last two for stems that are no longer
            if near := self._by_start.get(start):
                found += [stem.base for stem in near if stem.begins(plain)]
        return min(found, key=lambda base: (-len(base), base)) if found else None


def stems(base: str) -> tuple[str, ...]:
    """How forms of a base may begin: (çocuk, çocuğ), (hak, hakk), (şehir, şehr)."""
    if base in _STEMS:
        return base, _STEMS[base]
    soft = _SOFT.get(base[-1:])
    syllables = len(_SYLLABLE.findall(base))
    if soft and syllables > 1 and base[-2:-1] in _VOWELS:
        return base, base[:-1] + soft
    if base.endswith("ç") and syllables > 1:
        return base, base[:-1] + "c"
    return (base,)


@lru_cache(maxsize=8192)
def _stems(base: str) -> tuple[_Stem, ...]:
    others = frozenset(_NOT_FORMS.get(base, "").split())
    return tuple(_Stem(letters, base, _endings(base), others) for letters in stems(base))


def _is_acronym_form(base: str, word: str) -> bool:
    if not word.startswith(base):
        return False
    tail = fold(word[len(base) :]).removeprefix("'")
    return not tail or _ANY_ENDING.fullmatch(tail) is not None


def _endings(base: str) -> re.Pattern[str]:
    last = _SYLLABLE.findall(base)[-1:] or ["e"]
    vowel = last[0]
    back = vowel in "aıou" and base not in _FRONT
    kind = "vowel" if base[-1] in _VOWELS else "voiceless" if base[-1] in _VOICELESS else "voiced"
    return _compiled(back, vowel in "ouöü", kind)


@cache
def _compiled(back: bool, rounded: bool, kind: str) -> re.Pattern[str]:
    return re.compile(_tail(back, rounded, kind))


def _tail(back: bool, rounded: bool, kind: str) -> str:
    """A regular expression of all that may follow a stem of this harmony and this kind of last letter."""
    low = "a" if back else "e"
    high = ("u" if rounded else "ı") if back else ("ü" if rounded else "i")
    plain = "ı" if back else "i"  # the high vowel after -lar, -ler
    after_stem = _possessive_and_case(low, high, kind)
    after_plural = f"l{low}r(?:{_possessive_and_case(low, plain, 'voiced')})"
    return f"(?:{after_stem}|{after_plural}){_copula(back, kind)}"


def _possessive_and_case(low: str, high: str, kind: str) -> str:
    plain = "ı" if low == "a" else "i"
    link = "" if kind == "vowel" else high
    kin = f"l{low}r(?:{_case(low, plain, 'voiced')})"  # annemlere: to my mother and those with her
    own = f"{link}(?:m|n|m{high}z|n{high}z)(?:{_case(low, high, 'voiced')})|{link}m{kin}"
    third = f"{'s' if kind == 'vowel' else ''}{high}(?:{_pronominal_case(low, high)})"
    # a plural possessor's thing: evleri, and after a compound of two words: merkezleri
    theirs = f"l{low}r{plain}(?:{_pronominal_case(low, plain)})"
    return f"(?:{_case(low, high, kind)}|{own}|{third}|{theirs})"


def _case(low: str, high: str, kind: str) -> str:
    y, n = ("y", "n") if kind == "vowel" else ("", "")
    d = "t" if kind == "voiceless" else "d"
    equative = "" if kind == "voiceless" else f"|c{low}"  # ilçe is no form of il
    return f"(?:|{y}{high}|{y}{low}|{d}{low}n|{y}l{low}{equative}|(?:{d}{low}|{n}{high}n)(?:{_KI})?)"


def _pronominal_case(low: str, high: str) -> str:
    return f"(?:|n{high}|n{low}|nd{low}n|yl{low}|nc{low}|(?:nd{low}|n{high}n)(?:{_KI})?)"


def _copula(back: bool, kind: str) -> str:
    high, low = ("[ıu]", "a") if back else ("[iü]", "e")
    d = "[dt]" if kind == "voiceless" else "d"
    link = f"(?:(?<=[{_VOWELS}])y|(?<![{_VOWELS}]))"
    past = f"{d}{high}(?:m|n|k|n{high}z|l{low}r)?"
    other = f"m{high}ş(?:t{high}r?|l{low}r)?|s{low}(?:m|n|k|n{high}z|l{low}r)?|ken"
    person = f"s{high}n(?:{high}z)?|(?<=[{_VOWELS}])y{high}[mz]|(?<=[dt]{low})l{low}r"
    return f"(?:{d}{high}r(?:l{low}r)?|{link}(?:{past}|{other})|{person})?"


_KI = r"k[iü](?:ler(?:i|e|de|den|in|le)?|n[ie]|nde|nden|nin|yle)?"
_ANY_ENDING = re.compile(
    "|".join(_tail(back, rounded, kind) for back in (True, False) for rounded in (True, False)
             for kind in ("vowel", "voiced", "voiceless"))
)  # fmt: skip
