"""Units that a clause counts by naming each: "Çarşı, Liman ve Yeniköy'deki kadın danışma birimlerimiz" are three."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.services.terms import Term
from plan_miner.turkish import fold

_NAME = r"[A-ZÇĞİÖŞÜ][\wçğıöşüâîû]+(?: [A-ZÇĞİÖŞÜ][\wçğıöşüâîû]+)?"
_TAIL = (
    r"(?:['’]?(?:[ıiuü]?n)?[dt][ae](?:ki)?)?"
    r"(?: (?:[Mm]ahalle|[İi]lçe|[Ss]emt|[Bb]elde|[Kk]öy)\w*)?(?: olmak üzere)?"
    r"(?: (?:bulunan|yer alan|faaliyet gösteren|hizmet veren|açılan|açtığımız|kurulan))?"
)
_PLACES = re.compile(rf"(?P<list>{_NAME}(?:, {_NAME})* (?:ve|ile) {_NAME}?){_TAIL} $")
_IN_BRACKETS = re.compile(rf"^\w* ?\((?P<list>{_NAME}(?:, {_NAME})*(?:,? (?:ve|ile) {_NAME})?)\)")
_UNDER_A_NAME = re.compile(  # "“Masal Evi” adıyla Bağlar, Göl ve İstasyon mahallelerinde"
    rf"^\w*[\"”»'’]? (?:adıyla|ismiyle|adı altında) (?P<list>{_NAME}(?:, {_NAME})*,? (?:ve|ile) {_NAME})"
    r" (?:[Mm]ahalle|[İi]lçe|[Ss]emt|[Bb]elde|[Kk]öy)ler"
)
_JOINT = re.compile(r", | ve | ile ")
_PLURAL = re.compile(r"l[ae]r")
# Words that stand for people or branches of a service, capitalised in titles: no places.
_NOT_PLACES = (
    "kadın kadınlar çocuk çocuklar aile yaşlı engelli genç gençlik sosyal hukuki psikolojik hukuk psikoloji sağlık "
    "eğitim"
)
_NO_PLACE = frozenset(_NOT_PLACES.split())
_OWN_NAME = re.compile(rf"(?<!\w)(?:{_NAME} )+$")


def listed(printed: str, terms: Sequence[Term]) -> int | None:
    """The number of units that a clause names one by one, or None; `printed` is the clause with its capitals."""
    if not printed:
        return None
    for term in terms:
        plural = _PLURAL.search(fold(term.printed))
        places = (_PLACES.search(printed[: term.start]) or _IN_BRACKETS.match(printed[term.end :])) if plural else None
        places = places or _UNDER_A_NAME.match(printed[term.end :])
        if places:
            names = [fold(name) for name in _JOINT.split(places["list"])]
            return None if _NO_PLACE.intersection(names) else len(names)
    own = {fold(name.group()) for term in terms if (name := _own_name(printed, term))}
    return len(own) if len(own) > 1 else None


def own_name(printed: str, terms: Sequence[Term]) -> str:
    """The proper name of the unit that a table's row is about, folded, or nothing ("1 | Papatya Kreşi | 60")."""
    names = (name.group() for term in terms if (name := _own_name(printed, term)))
    return fold(next(names, "")).strip()


def _own_name(printed: str, term: Term) -> re.Match[str] | None:
    """The proper name in front of one capitalised unit: "Minik Kalpler Kreşi"."""
    if not term.printed[:1].isupper() or _PLURAL.search(fold(term.printed)):
        return None
    return _OWN_NAME.search(printed[: term.start])
