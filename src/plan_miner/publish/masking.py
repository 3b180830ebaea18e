"""What may harm is masked before it is published: personal data, and where a women's shelter is.

A mask says in brackets what stood there. The page reference of the row stays, so that whoever has the
document, and a reason, can look it up. Names of people are not masked here: a plan's people are in office.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from plan_miner.publish.whereabouts import DASH, whereabouts

_GAP = rf"[\s.{DASH}/]{{0,3}}"  # what is printed between groups of digits
_BETWEEN = rf"[\s.{DASH}]"
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
    letter = rf"[\w.+%{DASH}]"
    at = r"\s?(?:@|\[at\]|\(at\))\s?"
    dot = r"(?:\.|\s?(?:\[(?:dot|nokta)\]|\((?:dot|nokta)\))\s?)"
    return re.compile(rf"(?<!{letter}){letter}+{at}[\w{DASH}]+(?:{dot}[\w{DASH}]+)+", re.IGNORECASE)


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
    _Rule("hesap no", re.compile(r"(?P<kept>\bhesap\s+(?:no|numarası)[\s.:]{1,3})\d[\d\s/.\-]{3,24}\d", re.IGNORECASE)),
    _Rule("telefon", re.compile(r"(?<![\d+])\+(?!90)\d{1,3}[\s.\-]?\(?\d{2,4}\)?(?:[\s.\-]?\d{2,4}){2,3}(?!\d)")),
    _Rule("telefon", _telephone()),
    _Rule("telefon", _called_number()),
    # Without the 0 a mobile number is known by points or dashes alone: with spaces it may be a row of figures.
    _Rule("telefon", re.compile(rf"{_ALONE}5\d{{2}}[.{DASH}]\d{{3}}[.{DASH}]\d{{2}}[.{DASH}]\d{{2}}(?!\d)")),
    _Rule("telefon", re.compile(rf"{_ALONE}444{_BETWEEN}(?:\d{_BETWEEN}?\d{{3}}|\d{{2}}{_BETWEEN}\d{{2}})(?!\d)")),
)

# What none of the rules can be without: an at sign, or five digits with little between them. Most texts have neither.
_MAY_BE_PERSONAL = re.compile(rf"@|[\[(]at[\])]|\d(?:[\s().,/+{DASH}]{{0,4}}\d){{4}}", re.IGNORECASE)

SHELTER = "women_shelter"
_SHELTER_WORDS = re.compile(
    r"sığınma\s?ev|sığınağ|kadın[^.;|]{0,40}(?:sığınak|misafirhane)|barınma\s?ev|konuk\s?ev"
    r"|ilk\s+(?:kabul\s+birim|adım\s+(?:istasyon|merkez))"
)
_SHELTER_HINTS = ("sığın", "konuk", "barınma", "misafirhane", "ilk")  # one of these is in each; quick to look for


def names_shelter(folded: str) -> bool:
    """Whether a folded text speaks of a women's shelter (guest houses count: better a mask too many)."""
    return any(hint in folded for hint in _SHELTER_HINTS) and _SHELTER_WORDS.search(folded) is not None


def masked(text: str, *, shelter: bool = False) -> Masked:
    """The text with personal data masked, and with all that names a place where it is about a women's shelter."""
    kinds: list[str] = []
    personal = _PERSONAL if _MAY_BE_PERSONAL.search(text) else ()
    for rule in (*personal, *_places()) if shelter else personal:
        text, changed = _apply(rule, text)
        if changed:
            kinds.append(rule.kind)
    return Masked(text, tuple(dict.fromkeys(kinds)))


@cache
def _places() -> tuple[_Rule, ...]:
    return tuple(_Rule(kind, pattern) for kind, pattern in whereabouts())


def _apply(rule: _Rule, text: str) -> tuple[str, bool]:
    changed = False

    def mask(found: re.Match[str]) -> str:
        nonlocal changed
        if not rule.holds(found[0]):
            return found[0]
        changed = True
        return f"{found.groupdict().get('kept', '')}[{rule.kind}]"

    return rule.pattern.sub(mask, text), changed
