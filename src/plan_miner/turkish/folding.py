"""Turkish letters made comparable, with a way back to what was printed.

`str.lower()` turns İ into two code points and I into i, so that EŞİTLİĞİ never equals eşitliği: every comparison
of Turkish words goes through `fold`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

import msgspec

_GONE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0307"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "‐‑‒–—―−﹘﹣－"
_APOSTROPHES = "’‘‛ʼ´`′"
_QUOTES = "“”„‟«»″"

# Σ has a second lower-case form at the end of a word; here each letter folds alone, whatever stands around it.
_LETTERS = {"I": "ı", "İ": "i", "Â": "a", "â": "a", "Î": "i", "î": "i", "Û": "u", "û": "u", "Σ": "σ"}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}

_TABLE = str.maketrans(
    dict.fromkeys(_GONE)
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | _LETTERS
    | _LIGATURES
)
_BETWEEN = re.compile(r"[\W_]+")  # what is no letter and no figure
_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
_UNEVEN = re.compile(f"[{_GONE}{''.join(_LIGATURES)}\u0300-\u036f]")  # what folds to more or fewer letters
_UNUSUAL = re.compile("[^\\x00-_a-~çğıöşüÇĞİÖŞÜ•]")  # what needs more than lower case


class Folded(msgspec.Struct, frozen=True, gc=False):
    """A folded text; `offsets[i]` is where the original of its character i begins, `offsets[-1]` the original's end."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stood in the original."""
        return self.offsets[start], self.offsets[end] if end > start else self.offsets[start]

    def place(self, offset: int) -> int:
        """Where in the folded text stands what the original has at `offset`; the way back of `span`."""
        if isinstance(self.offsets, range):
            return offset
        return bisect_left(self.offsets, self.offsets[bisect_right(self.offsets, offset) - 1])


def fold_once(text: str) -> str:
    """`text` in lower case the Turkish way, with one form of each dash, apostrophe, quote and space.

    â, î and û become a, i and u; soft hyphens and zero-width characters go; ç ş ğ ü ö ı stay what they are, because
    ÇED (an environmental study) is not CED (a gender one).
    """
    if not _UNUSUAL.search(text):
        return text.replace("I", "ı").replace("İ", "i").lower()
    return unicodedata.normalize("NFC", text).translate(_TABLE).lower()


fold = lru_cache(maxsize=1 << 13)(fold_once)  # every stage looks at a passage again; words are folded once


def fold_with_offsets(text: str) -> Folded:
    """`fold(text)` with the place in `text` that each folded character comes from."""
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _UNEVEN.search(text)):
        return Folded(fold(text), range(len(text) + 1))
    letters: list[str] = []
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        folded = fold(cluster.group())
        letters.append(folded)
        offsets.extend([cluster.start()] * len(folded))
    offsets.append(len(text))
    return Folded("".join(letters), tuple(offsets))


def letters(text: str) -> str:
    """The letters and figures of `text`, folded, with nothing between: equal for texts printed in different ways."""
    return _BETWEEN.sub("", fold(text))
