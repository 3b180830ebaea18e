"""Signs that tesseract takes for others, put right where a word can be only one thing: a code, a number, a percent sign.

In most fonts 1, l and I look alike, and the model, which expects words, prefers letters: H1.1 comes out as HI.I.
Only whole words of a code's or a number's form are touched, so no word of the language changes.
"""

from __future__ import annotations

import re

ONE = "[1lLI|!İ]"  # what the digit 1 is taken for
PART = "[0-9lLI|!İO]{1,2}"
LETTERS = r"(?P<letters>(?:PG|SA|SH|SP|PH|A|H|S|F|P|G)[-–.]?)"
CODE = re.compile(rf"(?P<open>[(\[]?){LETTERS}(?P<parts>{PART}(?:[.,]{PART}){{1,3}})(?P<end>[.,:;)\]–-]*)")
SINGLE = re.compile(rf"(?P<open>[(\[]?){LETTERS}(?P<parts>{ONE}|[0-9lI|]*[0-9][0-9lI|]*)(?P<end>[:)\]–-]+)")
NUMBER = re.compile(r"(?P<open>[(%₺]*)(?P<parts>[0-9lLI|!İO]{1,3}(?:[.,][0-9lLI|!İO]{1,3})*)(?P<end>[%.,:;)–-]*)")
DOUBLED = re.compile(r"(?P<letters>(?:PG|SA|SH|H|A)[-.]?)A(?=4[.:,])")  # the 4's open top, read as a letter and again
DIGITS = str.maketrans("lLI|!İO", "1111110")
PERCENT = re.compile(r"\((?:©|®|Yo|9o|%o|‰|°/o|o/o|96|\"o)\)")


def mended(word: str) -> str:
    """The word with digits where only digits can stand, if it is a code or a number; any other as it is.

    >>> [mended(w) for w in ("HI.I:", "PGl.2.I", "Al:", "l.209", "(©)", "ALI", "İl.")]
    ['H1.1:', 'PG1.2.1', 'A1:', '1.209', '(%)', 'ALI', 'İl.']
    """
    if PERCENT.fullmatch(word):
        return "(%)"
    word = DOUBLED.sub(r"\g<letters>", word)
    code = CODE.fullmatch(word) or SINGLE.fullmatch(word)
    if code:
        parts = code["parts"].translate(DIGITS).replace(",", ".")
        return f"{code['open']}{code['letters']}{parts}{code['end']}"
    number = NUMBER.fullmatch(word)
    if number and _mostly_digits(number["parts"]):
        return f"{number['open']}{number['parts'].translate(DIGITS)}{number['end']}"
    return word


def _mostly_digits(parts: str) -> bool:
    """Whether a digit stands in it (so I.I. stays, initials) and no letter but in digits' company (so İl. stays)."""
    digits = sum(c.isdigit() for c in parts)
    return digits > 0 and digits * 2 >= sum(c.isalnum() for c in parts)
