"""What may harm is masked before it is published: personal data, and where a women's shelter is.

A mask says in brackets what stood there. The page reference of the row stays, so that whoever has the
document, and a reason, can look it up. Names of people are not masked here: a plan's people are in office.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_LETTER = "A-Za-zÇĞİÖŞÜçğıöşüÂÎÛâîû"
_DASH = "\\-\u2010\u2011\u2012\u2013\u2014"  # inside a character class
_GAP = rf"[\s.{_DASH}/]{{0,3}}"  # what is printed between groups of digits
_BETWEEN = rf"[\s.{_DASH}]"
_LOCAL = rf"\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)"  # the last seven digits
_ALONE = r"(?<![\d.,])"  # no digit of a longer number stands before


@dataclass(frozen=True, slots=True)
class Masked:
    """A text fit to be published, and the kinds of what was masked in it, in the order of the rules."""

    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda _: True


def _is_identity_number(digits: str) -> bool:
    """Whether 11 digits are a Turkish identity number: the last two are check digits of the first nine."""
    d = [int(digit) for digit in digits]
    tenth = (7 * sum(d[0:9:2]) - sum(d[1:8:2])) % 10
    return d[9] == tenth and d[10] == sum(d[:10]) % 10


def _mail() -> re.Pattern[str]:
    letter = rf"[\w.+%{_DASH}]"
    at = r"\s?(?:@|\[at\]|\(at\))\s?"
    return re.compile(rf"(?<!{letter}){letter}+{at}[\w{_DASH}]+(?:\.[\w{_DASH}]+)+", re.IGNORECASE)


def _telephone() -> re.Pattern[str]:
    """With the trunk 0 or the country's 90; area codes begin with 2-5, paid lines with 8."""
    country = rf"(?:\+|00)\s?90{_GAP}\(?\s?0?"
    trunk = rf"\(\s?0?|0{_GAP}\(?\s?"
    return re.compile(rf"{_ALONE}(?:{country}|{trunk})[2-58]\d{{2}}\s?\)?{_GAP}{_LOCAL}")


def _called_number() -> re.Pattern[str]:
    """Seven or more digits, in groups as people print them, where the text says that it is a number to call."""
    says = r"\b(?:tel|telefonu?|faks|fax|gsm|cep|whatsapp)(?:\s?(?:hattı|no|numarası))?[\s.:]{1,3}"
    area = rf"(?:\(?\s?0?\s?[2-58]\d{{2}}\s?\)?{_GAP})?"
    return re.compile(rf"(?P<kept>{says}){area}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)", re.IGNORECASE)


# The order matters: an IBAN's digits would otherwise be taken for telephones and identity numbers.
_PERSONAL = (
    _Rule("e-posta", _mail()),
    _Rule("IBAN", re.compile(r"\bTR\s?\d{2}(?:\s?\d){22}(?!\d)", re.IGNORECASE)),
    _Rule("kimlik no", re.compile(rf"{_ALONE}[1-9]\d{{10}}(?!\d|[.,]\d)"), _is_identity_number),
    _Rule(
        "kimlik no", re.compile(r"(?P<kept>kimlik(?:\s+(?:no|numarası))?[\s.:]{1,3})[1-9]\d{10}(?!\d)", re.IGNORECASE)
    ),
    _Rule("telefon", _telephone()),
    _Rule("telefon", _called_number()),
    # Without the 0 a mobile number is known by points or dashes alone: with spaces it may be a row of figures.
    _Rule("telefon", re.compile(rf"{_ALONE}5\d{{2}}[.{_DASH}]\d{{3}}[.{_DASH}]\d{{2}}[.{_DASH}]\d{{2}}(?!\d)")),
    _Rule("telefon", re.compile(rf"{_ALONE}444{_BETWEEN}(?:\d{_BETWEEN}?\d{{3}}|\d{{2}}{_BETWEEN}\d{{2}})(?!\d)")),
)

_SHORT_STREETS = "Mah Mh Cad Cd Sok Sk Bul Blv Apt MAH MH CAD CD SOK SK BLV APT"
_STREETS = """
    Mahalle Mahallesi Mahallemiz Cadde Caddesi Sokak Sokağı Bulvar Bulvarı Apartmanı Sitesi Meydanı
    MAHALLE MAHALLESİ CADDE CADDESİ SOKAK SOKAĞI BULVARI APARTMANI SİTESİ MEYDANI
"""


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


def _address() -> re.Pattern[str]:
    """A run of street names (Mah., Cad., Sok. …), door numbers and plots, with the commas between them."""
    # the shelter's own name may stand right before its street; it is what the row is about, and stays
    word = rf"(?:(?!Sığınma|SIĞINMA|Konuk|KONUK)[A-ZÇĞİÖŞÜ][{_LETTER}.’'{_DASH}]{{0,30}})"
    named = rf"(?:\d{{1,5}}\.?\s+)?{word}(?:\s+{word}){{0,3}}"
    short = rf"(?:{_any_of(_SHORT_STREETS)})(?![{_LETTER}])\.?"
    full = (
        rf"(?<!Web )(?<!web )(?<!İnternet )(?<!internet )(?:{_any_of(_STREETS)})(?:[a-zçğıöşü]{{0,6}}(?![{_LETTER}]))"
    )
    place = rf"(?<![{_LETTER}\d.,])(?:{named}|\d{{1,5}}\.?)\s+(?:{short}|{full})"
    number = rf"\w{{1,5}}(?:\s?[/{_DASH}]\s?\w{{1,5}})?"
    door = rf"\b(?:No|NO|Nu|Numara|Kat|KAT|Daire|DAİRE|D|K|Blok)\s?[.:]+\s?{number}"
    plot = rf"\b\d{{1,6}}\s+[Aa]da(?![{_LETTER}])(?:\s*,?\s*\d{{1,6}}\s+[Pp]arsel)?"
    part = rf"(?:{place}|{door}|{plot})"
    return re.compile(rf"{part}(?:[\s,;/{_DASH}]{{0,4}}{part})*")


_ADDRESS = _Rule("adres", _address())
_MAY_BE_PERSONAL = re.compile(r"[\d@]|[\[(]at[\])]", re.IGNORECASE)

SHELTER = "women_shelter"
_SHELTER_WORDS = re.compile(
    r"sığınma\s?ev|sığınağ|kadın\w*\s+(?:sığınak|misafirhane|barınma)|konuk\s?ev|ilk\s+kabul\s+birim"
)


def names_shelter(folded: str) -> bool:
    """Whether a folded text speaks of a women's shelter (guest houses count: better a mask too many)."""
    return _SHELTER_WORDS.search(folded) is not None


def masked(text: str, *, shelter: bool = False) -> Masked:
    """The text with personal data masked, and with addresses masked where it is about a women's shelter."""
    kinds: list[str] = []
    personal = _PERSONAL if _MAY_BE_PERSONAL.search(text) else ()
    for rule in (*personal, _ADDRESS) if shelter else personal:
        text, changed = _apply(rule, text)
        if changed:
            kinds.append(rule.kind)
    return Masked(text, tuple(dict.fromkeys(kinds)))


def _apply(rule: _Rule, text: str) -> tuple[str, bool]:
    changed = False

    def mask(found: re.Match[str]) -> str:
        nonlocal changed
        if not rule.holds(found[0]):
            return found[0]
        changed = True
        return f"{found.groupdict().get('kept', '')}[{rule.kind}]"

    return rule.pattern.sub(mask, text), changed
