"""Signs that tesseract takes for others, put right where a word can be only a code, a number or a percent sign.

In most fonts 1, l and I look alike, and the model, which expects words, prefers letters: H1.1 comes out as HI.I.
Only whole words of a code's or a number's form are touched, so no word of the language changes.
"""

from __future__ import annotations

import re

ONE = "[1lLI|!İ]"  # what the digit 1 is taken for
PART = "[0-9lLI|!İO]{1,2}"
LETTERS = r"(?P<letters>(?:PG|SA|SH|SP|PH|A|H|S|F|P|G)[-–.]?|(?:HEDEF|AMAÇ)[-–])"
CODE = re.compile(rf"(?P<open>[(\[]?){LETTERS}(?P<parts>{PART}(?:[.,:]{PART}){{1,3}})(?P<end>[.,:;)\]–-]*)")
SINGLE = re.compile(rf"(?P<open>[(\[]?){LETTERS}(?P<parts>{ONE}|[0-9lI|]*[0-9][0-9lI|]*)(?P<end>[:)\]–-]+)")
NUMBER = re.compile(r"(?P<open>[(%₺]*)(?P<parts>[0-9lLI|!İO]{1,4}(?:[.,][0-9lLI|!İO]{1,3})*)(?P<end>[%.,:;)–-]*)")
DOUBLED = re.compile(r"(?P<letters>(?:PG|SA|SH|H|A)[-.]?)A(?=4[.:,])")  # the 4's open top, read as a letter and again
DIGITS = str.maketrans("lLI|!İO", "1111110")
SHAKY = 93.0  # of 100: figures of which tesseract is surer are right
LONGEST = 12  # signs of a figure or a code
FIGURE = re.compile(r"[(₺]?%?\d+(?:[.,]\d+)*%?[.:;)]*|\(%\)[.:]?|%")
LIKE_FIGURES = re.compile(r"[\d%©®(]|^[A-ZİŞÖ]{0,2}[lLIİ|!oO.]+[:)]?$|^(?:S?[AH]|PG).{1,2}[:.)]$|^HEDEF[-–]")
NARROW, LETTER, WIDE = (
    0.4,
    0.95,
    1.2,
)  # widths of points and brackets, code letters, percent signs: in heights of figures
WIDTH = 0.77  # of a figure
WIDTHS = {**dict.fromkeys(".,:;()-–", NARROW), **dict.fromkeys("AFGHPS", LETTER), "%": WIDE}
WIDER = 0.4  # so much nearer to the width of the print, a reading is the right one
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
        parts = re.sub("[,:]", ".", code["parts"].translate(DIGITS))
        return f"{code['open']}{code['letters']}{parts}{code['end']}"
    number = NUMBER.fullmatch(word)
    if number and _mostly_digits(number["parts"]):
        return f"{number['open']}{number['parts'].translate(DIGITS)}{number['end']}"
    return word


def _mostly_digits(parts: str) -> bool:
    """Whether a digit stands in it (so I.I. stays, initials) and no letter but in digits' company (so İl. stays)."""
    digits = sum(c.isdigit() for c in parts)
    return digits > 0 and digits * 2 >= sum(c.isalnum() for c in parts)


def shaky(word: str, confidence: float) -> bool:
    """Whether a word looks like a figure, code or percent sign, and tesseract (0-100) is not sure of it."""
    return confidence < SHAKY and len(word) <= LONGEST and bool(LIKE_FIGURES.search(word))


def is_figure(word: str) -> bool:
    """Whether a word is a figure, a percent sign or a code, and nothing else."""
    return any(form.fullmatch(mended(word)) for form in (FIGURE, CODE, SINGLE))


def settled(word: str, confidence: float, again: str, sure: float, width: float) -> str:
    """The better of two readings of a figure: by the Turkish model, which knows no percent sign, and by the English.

    `confidence` and `sure` are tesseract's for either (0-100), `width` is that of the print, in heights of it.

    >>> settled("9050", 75, "%50", 85, 2.7), settled("9060", 62, "%EO", 23, 2.7), settled("2.375", 80, "2375", 60, 3.4)
    ('%50', '%60', '2.375')
    >>> settled("2", 89, "12", 76, 1.4)  # there is more ink than a 2 needs
    '12'
    """
    again = mended(again)
    if is_figure(again):
        nearer = abs(_width(mended(word)) - width) - abs(_width(again) - width)
        if "%" in again or abs(nearer) > WIDER:
            return again if "%" in again or nearer > 0 else word
        return again if sure > confidence else word
    digits = "".join(re.findall(r"\d", word))
    if again.startswith("%") and 1 < len(again) <= len(digits) + 1:
        return "%" + digits[1 - len(again) :]
    return word


def _width(text: str) -> float:
    """How wide figures and their signs are in print, in heights of a figure."""
    return sum(WIDTHS.get(sign, WIDTH) for sign in text) - 0.1
