"""Numbers as Turkish texts print them: 1.250, 12,5, yirmi beş, iki yüz."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plan_miner.turkish.folding import fold_with_offsets

_UNITS = {"sıfır": 0, "bir": 1, "iki": 2, "üç": 3, "dört": 4, "beş": 5, "altı": 6, "yedi": 7, "sekiz": 8, "dokuz": 9}
_TENS = {"on": 10, "yirmi": 20, "otuz": 30, "kırk": 40, "elli": 50, "altmış": 60, "yetmiş": 70, "seksen": 80}
_TENS["doksan"] = 90
_SCALES = {"yüz": 100, "bin": 1000, "milyon": 1_000_000}
_WORDS = sorted([*_UNITS, *_TENS, *_SCALES], key=len, reverse=True)

_WORD = "(?:" + "|".join(_WORDS) + ")"
_IN_WORDS = re.compile(rf"(?<!\w){_WORD}(?:\s*{_WORD})*(?!\w)")
_IN_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d])|(?<![\w.,])\d+(?:,\d+)?(?!\d)")
_PRINTED = re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?|[-+]?\d+\.\d{1,2}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: text[start:end] is what was printed."""

    value: float
    start: int
    end: int


def number_in_words(text: str) -> int | None:
    """The value of a text that is a number in words and nothing else ("yirmi beş", "yirmibeş", "BİN"), or None."""
    folded = fold_with_offsets(text).text.strip()
    return _value(folded) if _IN_WORDS.fullmatch(folded) else None


def read_number(printed: str) -> float | None:
    """The value of a printed figure, read the Turkish way: 1.250 is 1250, %12,5 is 12.5, 3.75 is 3.75; else None."""
    bare = printed.strip().replace("\u00a0", "").replace(" ", "").removeprefix("%").removesuffix("%")
    if not _PRINTED.fullmatch(bare):
        return None
    grouped = re.fullmatch(r"[-+]?\d+\.\d{1,2}", bare) is None
    return float(bare.replace(".", "").replace(",", ".") if grouped else bare)


def figures(text: str) -> tuple[Figure, ...]:
    """All numbers of a text in print order, in digits or in words."""
    folded = fold_with_offsets(text)
    found: list[tuple[int, int, float | None]] = []
    found += [(m.start(), m.end(), read_number(m.group())) for m in _IN_DIGITS.finditer(folded.text)]
    found += [(m.start(), m.end(), _value(m.group())) for m in _IN_WORDS.finditer(folded.text)]
    return tuple(Figure(value, *folded.span(start, end)) for start, end, value in sorted(found) if value is not None)


def _value(words: str) -> int:
    total = part = 0
    for word in re.findall(_WORD, words):
        if word in _SCALES:
            scale = _SCALES[word]
            part = max(part, 1) * scale
            if scale > 100:
                total, part = total + part, 0
        else:
            part += _UNITS.get(word, 0) or _TENS.get(word, 0)
    return total + part
