"""How well a page can be read, judged from its words alone.

The bounds were measured on 1,331 labelled pages of Turkish PDFs without an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.text.words import Word

FEW = 30  # characters: fewer is a page without a text layer
PICTURE = 0.3  # of the page: a page without text under a picture this large is a scan
WHOLE = 0.6  # of the page: a picture this large may be a scan, whatever text lies over it
SPARSE = 600  # characters: fewer over such a picture may be a stamp or a header, and the page's text a picture
ENOUGH = 150  # letters of a text layer, by which it can be judged
TURKISH_SHARE = 0.04  # of a page's letters are none of the Latin ones at least: 0.13 are usual
ODD_SHARE = 0.08
LOST, LOST_SHARE = 2, 0.002  # signs without a letter in words: where there are more, a font has no map
FOREIGN_SHARE = 0.08
NO_VOWEL_SHARE = 0.25
MIXED_CASE_SHARE = 0.25
TURKISH = re.compile(r"[a-zA-ZçğıöşüÇĞİÖŞÜâîûÂÎÛ]+")
OWN = re.compile(r"[çğıöşüÇĞİÖŞÜ]")
ODD = re.compile(r"[a-zçğıöşü][\d|\\^~_{}<>#=*]+[a-zçğıöşü]|[|\\^~{}<>]")
NO_VOWEL = re.compile(r" (?=[^\W\d_aeıioöuüâîûAEIİOÖUÜÂÎÛ]{4,} )")  # between spaces
# Words strung together are no garbled ones.
STRUNG = re.compile(r"(?<!\S)[A-ZÇĞİÖŞÜ]?[a-zçğıöşü]+(?:[A-ZÇĞİÖŞÜ][a-zçğıöşü]{2,})+(?!\S)")
MIXED_CASE = re.compile(r"[A-ZÇĞİÖŞÜ](?<=[a-zçğıöşü].)\S*")


def judged(words: Sequence[Word], picture_share: float, *, damaged: bool, lost: int = 0) -> str:
    """The quality of a page: ok | repaired | garbled | blank | unread (a scan that nothing has read yet).

    `lost` counts the signs of the text layer that stand for no letter at all (a font without a map).
    """
    texts = [word.text for word in words]
    text = "".join(texts)
    if lost > max(LOST, LOST_SHARE * (len(text) + lost)):
        return "garbled"
    if len(text) < FEW:
        return "unread" if picture_share > PICTURE else ("ok" if text else "blank")
    if _garbled(texts, text):
        return "garbled"
    return "repaired" if damaged else "ok"


def poor_layer(words: Sequence[Word]) -> bool:
    """Whether the text laid over a scan was read badly: hardly a Turkish letter, or strokes and figures in words."""
    text = "".join(word.text for word in words)
    letters = sum(map(str.isalpha, text))
    if letters < ENOUGH:
        return False
    odd = sum(bool(ODD.search(word.text)) for word in words)
    return len(OWN.findall(text)) < TURKISH_SHARE * letters or odd > ODD_SHARE * len(words)


def _garbled(words: Sequence[str], text: str) -> bool:
    others = TURKISH.sub("", text)
    foreign_letters = sum(map(str.isalpha, others))
    letters = len(text) - len(others) + foreign_letters
    if not letters:
        return len(text) > FEW and not any(c.isdigit() for c in text)
    if foreign_letters / letters > FOREIGN_SHARE:
        return True
    together = f" {' '.join(words)} "
    if not NO_VOWEL.search(together) and not MIXED_CASE.search(together):
        return False
    long = [w for w in words if len(w) >= 4 and w.isalpha() and not w.isupper()]
    if not long:
        return False
    together = f" {' '.join(long)} "
    no_vowel = len(NO_VOWEL.findall(together)) / len(long)
    mixed = (len(MIXED_CASE.findall(together)) - len(STRUNG.findall(together))) / len(long)
    return no_vowel > NO_VOWEL_SHARE or mixed > MIXED_CASE_SHARE
