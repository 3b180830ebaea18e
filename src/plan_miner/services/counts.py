"""How many units of a service a clause speaks of: of nurseries, not of children, ages, places, years or lira."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.services.terms import Term
from plan_miner.turkish import number_in_words

_ONES = "bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz"
_TENS = "on|yirmi|otuz|kırk|elli"
_NUMBER = rf"(?:(?:{_TENS}) ?(?:{_ONES})|{_ONES}|{_TENS}|\d{{1,3}})"
_PIECE = r"(?:adet|tane|ayrı|farklı)"
_BARE = re.compile(rf"(?<![\w.,%/-]){_NUMBER}(?![\w'.,%/-])")
# A number in front of a name, with the words that may stand between them.
_BEFORE = re.compile(
    rf"(?P<number>{_NUMBER})(?P<piece> {_PIECE})?(?P<between>(?: [^\W\d]+(?:'\w+)?,?){{0,7}}?) ?[\"'(]*$"
)
_LOOSE = 3  # words that may stand between a bare number and its noun
_MOST = 200  # no municipality has more units of a service
# What the number counts instead of the service.
_OTHER = re.compile(
    r"yaş|kişi|bebek|personel|öğrenci|kursiyer|aile\b(?! danış)|hane|yıl|ay\b|ayda|gün\b|günü?de|saat|sınıf"
    r"|kadın(?! (?:danış|sığın|konuk|dayanış))\b"
    r"|çocuk(?:lu\b|\b(?! (?:bakım|ev|gündüz|oyun|kulüb|yuva|akademi|etkinlik)))"
    r"|bin\b|milyon|milyar|tl\b|lira|m2|metre|mahalle|ilçe|il\b|ilde|kat\b|katlı|oda\b|odalı|derslik|dönem|hafta"
    r"|kez|defa|yatak|kurs|psikolog|avukat|uzman|eğitmen|öğretmen|vatandaş|hemşehri|anne|birey|başvuru|seminer"
    r"|proje|protokol|adım|nolu|numara|hasta|engelli|yaşlı"
)
_VERB = re.compile(r"(?:makta|mekte|mış|miş|arak|erek|ıp|ip|up|üp)\b")
_ORDINALS = {
    "ilk": 1, "birinci": 1, "ikinci": 2, "üçüncü": 3, "dördüncü": 4, "beşinci": 5, "altıncı": 6, "yedinci": 7,
    "sekizinci": 8, "dokuzuncu": 9, "onuncu": 10,
}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<digit>\d{{1,2}})(?:\.|'?[ıiuü]?nc[ıiuü]))(?: \w+)? ?$"
)
# "kreş sayımız sekize ulaşmıştır", "sayısı 2'den 5'e çıkmıştır", "kreş sayımız 6'dır"
_TOTAL = re.compile(
    rf"(?<!\w)(?:birim|merkez|tesis|kreş|yuva|anaokul|(?:\w+)?ev)\w*(?: hizmet\w*)? sayı(?:sı|mız|ları)\w*"
    rf"(?: [\w']+){{0,8}}? (?P<number>{_NUMBER})(?:'?(?:y?[eaıiuü]|n[ae]|[dt][ıiuü]r))?"
    r"(?: \w+)? ?(?:ulaş|yüksel|çık|olmuş|olarak|\.?$)"
)
_IN_BRACKETS = re.compile(rf"^\w*['\w]* ?(?:\(|: ?)(?:toplam )?(?P<number>{_NUMBER})(?: {_PIECE})?(?:\)|\W*$)")
_ASIDE = re.compile(rf"\((?:toplam )?(?P<number>{_NUMBER}) (?:adet|tane|birim|merkez|kreş|ünite)\w*\)")
_NAME = r"[^\W\d]+['\w]*(?: [^\W\d]+['\w]*)?"
_EACH = re.compile(rf"(?P<list>(?:{_NAME}, )*{_NAME} ve {_NAME}(?: \w+)?) birer (?:adet )?(?:\w+ ){{0,3}}$")
_PLACES = re.compile(
    rf"(?<![\w.,-])(?P<number>{_NUMBER}) (?:(?:ayrı|farklı|adet) )?"
    r"(?:merkez|nokta|tesis|lokasyon|şube|yerleşke)(?:de|da|imizde|ümüzde|ımızda)\b"
)
_OWN_SHARE = re.compile(
    rf"belediye\w*(?:'\w+)?(?: \w+)? (?:bünyesinde|ait|bağlı)\w* (?P<number>{_NUMBER})\b"
    r"(?=.*(?:bakanlı|şönim|il müdürlüğü|stk|dernek))"
)
_UNDER = re.compile(r"(?:merkez\w*|ona|buna) (?:\w+ )?bağlı ")


def units_of(service: str, clause: str, terms: Sequence[Term], offset: int = 0) -> dict[str, int]:
    """Units by name; a counselling centre with units under it ("merkeze bağlı yedi birim") counts as the centre."""
    if service != "childcare" and any(term.form == "direct" for term in terms):
        terms = [term for term in terms if term.form == "direct"]  # lokals beside a centre are no centres
    under = _UNDER.search(clause) if service == "women_counselling_centre" else None
    if under is None:
        return units(clause, terms, offset)
    centre = [term for term in terms if term.start - offset < under.start()]
    return units(clause[: under.start()], centre, offset) or {"": 1}


def units(clause: str, terms: Sequence[Term], offset: int = 0) -> dict[str, int]:
    """The number of units by name of the service; `offset` is where the clause begins in the terms' text.

    An owner's share ("belediye bünyesinde bir, Bakanlık bünyesinde iki olmak üzere üç") counts alone; a total
    ("sayımız sekize ulaşmıştır") stands under the empty name.
    """
    whole = _OWN_SHARE.search(clause) or _TOTAL.search(clause)
    if whole and terms:
        return {"": _value(whole["number"])}
    found: dict[str, int] = {}
    counted = 0  # a number counts once: "dört gündüz bakımevi ve kreş" are four
    for term in terms:
        number = _of_term(clause[counted:], term.start - offset - counted, term.end - offset - counted)
        if number is not None:
            counted = term.end - offset
            found[term.name] = max(number, found.get(term.name, 0))
    aside = _ASIDE.search(clause) or _PLACES.search(clause)
    if not found and terms and aside:
        found[terms[0].name] = _value(aside["number"])
    return found


def _of_term(clause: str, start: int, end: int) -> int | None:
    before, after = clause[:start], clause[end:]
    if each := _EACH.search(before):
        return len(re.split(r", | ve ", each["list"]))
    for match in _candidates(before):
        if not _is_other(match):
            return _value(match["number"])
    if inside := _IN_BRACKETS.match(after):
        return _value(inside["number"])
    if ordinal := _ORDINAL.search(before):
        return _ORDINALS[ordinal["word"]] if ordinal["word"] else int(ordinal["digit"])
    return None


def _candidates(before: str) -> list[re.Match[str]]:
    """Numbers from the nearest to the farthest in front of a name."""
    found = (_BEFORE.match(before, bare.start()) for bare in reversed(list(_BARE.finditer(before))))
    return [match for match in found if match]


def _is_other(match: re.Match[str]) -> bool:
    """Whether the number counts something else, or stands too far off."""
    between = match["between"].strip()
    far = len(between.split()) > _LOOSE or between.endswith(",")
    if (far and not match["piece"]) or _OTHER.match(between) or _VERB.search(between):
        return True
    return _value(match["number"]) > _MOST


def _value(number: str) -> int:
    return int(number) if number.isdigit() else (number_in_words(number) or 0)
