"""Letters as they should be: old code pages, ligatures, full-width signs, invisible characters.

Every change is one printed sign for one word's text, so boxes stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace

from plan_miner.text.words import JOINER, Word

# Turkish letters of code page 1254 read as Western Europe's 1252, and of old fonts (Ġ, Ģ) without a map.
# Some converters print ß for ş and Ñ for ğ on such pages; there neither letter has another use.
CODE_PAGE = str.maketrans("ðýþÐÝÞßÑ", "ğışĞİŞşğ")
OLD_FONT = str.maketrans("ĠġĢģ", "İşşğ")
DAMAGED = re.compile("[ðýþÐÝÞĠġĢģ]")
DAMAGED_SHARE = 0.004  # of a page's letters: more is damage, less may be a foreign name
CONTROL = "\ufffd-\uffff\x00-\x01\x03-\x08\x0e-\x1f\x7f"  # what is left of letters whose font has no map
UNSEEN = f"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff{CONTROL}"
LOST = re.compile(f"[{CONTROL}]")
INVISIBLE = re.compile(f"[{UNSEEN}]")
SOFT_HYPHEN = "\u00ad"  # at a word's end it was printed: the word goes on in the next line
PRIVATE_BULLET = re.compile("^[\ue000-\uf8ff](?![\ue000-\uf8ff])")  # Symbol and Wingdings bullets have no other code
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Quotation marks and dashes of Windows' code page that were left where Latin-1 has control signs.
WINDOWS = {code: bytes([code]).decode("cp1254", "ignore") for code in range(0x80, 0xA0)}
FULL_WIDTH = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
SPECIAL = re.compile(f"[{UNSEEN}\x80-\x9f\ue000-\uf8ff\ufb00-\ufb06\uff01-\uff5e]")  # what is mended on any page
PLAIN = {**LIGATURES, **FULL_WIDTH, **WINDOWS}


def repaired(words: list[Word]) -> tuple[list[Word], bool]:
    """The words of a page mended, and whether its code page was damaged."""
    text = "".join([word.text for word in words])
    damaged = len(DAMAGED.findall(text)) > DAMAGED_SHARE * len(text)
    if not damaged and not SPECIAL.search(text) and unicodedata.is_normalized("NFC", text):
        return words, False
    mended = [(word, mended_text(word.text, damaged=damaged)) for word in words]
    return [word if text == word.text else replace(word, text=text) for word, text in mended if text], damaged


def lost_letters(words: Sequence[Word]) -> int:
    """How many signs in a page's words, as they came, stand for no letter at all; one by itself is a bullet."""
    return sum(len(LOST.findall(word.text)) for word in words if len(word.text) > 1)


def mended_text(text: str, *, damaged: bool = False) -> str:
    """One word's text in NFC without ligatures, full-width or invisible signs; code-page letters if `damaged`."""
    if text.isascii():
        return INVISIBLE.sub("", text)
    if damaged:
        text = text.translate(CODE_PAGE).translate(OLD_FONT)
    broken = text.endswith(SOFT_HYPHEN)
    text = INVISIBLE.sub("", text.translate(PLAIN)) + (JOINER if broken else "")
    text = PRIVATE_BULLET.sub("•", text)
    return unicodedata.normalize("NFC", text)
