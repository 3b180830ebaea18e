"""How many units of a service a clause speaks of: of nurseries, not of children, ages, places, years or lira."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.services.terms import Term
from plan_miner.turkish import number_in_words

_WORDS = "bir iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli".split()
_WORD = "|".join(_WORDS)
_NUMBER = rf"(?:(?:on|yirmi|otuz|kırk) ?(?:bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz)|{_WORD}|\d{{1,3}})"
_PIECE = r"(?:adet|tane|ayrı|farklı)"
_BEFORE = re.compile(
    rf"(?<![\w.,%/-])(?P<number>{_NUMBER})(?P<piece> {_PIECE})?(?P<between>(?: [^\W\d]+(?:'\w+)?,?){{0,7}}?) ?[\"'(]*$"
)
# What the number counts instead of the service.
_OTHER = re.compile(
    r"(?:yaş|kişi|kadın(?!\b(?= (?:danış|sığın|konuk|dayanış)))|çocuk(?:lu|\b(?! (?:bakım|ev|gündüz|oyun|kulüb|yuva|akademi)))"
    r"|bebek|personel|öğrenci|kursiyer|aile\b(?! danış)|hane|yıl|ay\b|ayda|ayrıca|gün\b|günü?de|saat|sınıf|bin\b|milyon|milyar|tl\b"
    r"|lira|m2|metre|mahalle|ilçe|il\b|ilde|kat\b|katlı|oda\b|odalı|derslik|dönem|hafta|kez|defa|yatak|kurs|psikolog"
    r"|avukat|uzman|eğitmen|öğretmen|vatandaş|hemşehri|anne|birey|başvuru|seminer|proje|protokol|adım|nolu|numara|hasta|engelli|yaşlı)"
)
_VERB = re.compile(r"(?:makta|mekte|mış|miş|arak|erek|ıp|ip|up|üp)\b")
_LOOSE = 3  # words that may stand between a bare number and its noun
_ORDINALS = {
    "ilk": 1, "birinci": 1, "ikinci": 2, "üçüncü": 3, "dördüncü": 4, "beşinci": 5, "altıncı": 6, "yedinci": 7,
    "sekizinci": 8, "dokuzuncu": 9, "onuncu": 10,
}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<digit>\d{{1,2}})(?:\.|'?[ıiuü]?nc[ıiuü]))(?: \w+){{0,1}} ?$"
)
_TOTAL_AFTER = re.compile(
    rf"(?<!\w)sayı(?:sı|mız|ları)\w*(?: [\w']+){{0,5}}? (?P<number>{_NUMBER})(?:'?(?:y?[eaıiuü]|n[ae]|[dt][ıiuü]r))?"
    r"(?: \w+)? ?(?:ulaş|yüksel|çık|olmuş|olarak|$|\.)"
)
_PAREN = re.compile(rf"^\w*['\w]* ?(?:\(|: ?)(?:toplam )?(?P<number>{_NUMBER})(?: {_PIECE})?(?:\)| {_PIECE}|$)")
_ASIDE = re.compile(rf"\((?:toplam )?(?P<number>{_NUMBER}) (?:adet|tane|birim|merkez|kreş|ünite)\w*\)")
_EACH = re.compile(
    r"(?P<list>(?:[^\W\d]+['\w]*(?: [^\W\d]+['\w]*)?, )*[^\W\d]+['\w]*(?: [^\W\d]+['\w]*)? ve [^\W\d]+['\w]*(?: \w+)?) birer (?:adet )?(?:\w+ ){0,3}$"
)
_PLACES = re.compile(
    rf"(?<![\w.,-])(?P<number>{_NUMBER}) (?:(?:ayrı|farklı|adet) )?(?:merkez|nokta|tesis|lokasyon|şube|yerleşke)(?:de|da|imizde|ümüzde|ımızda)\b"
)
_OWN_SHARE = re.compile(
    rf"belediye\w*(?:'\w+)?(?: \w+)? (?:bünyesinde|ait|bağlı)\w* (?P<number>{_NUMBER})\b(?=.*(?:bakanlı|şönim|il müdürlüğü|stk|dernek))"
)
_SUBORDINATE = re.compile(r"bağlı(?: olarak)?(?: \w+){0,3} ?$")


def units(clause: str, terms: Sequence[Term], offset: int = 0) -> dict[str, int]:
    """The number of units by name of the service; `offset` is where the clause begins in the terms' text.

    An owner's share ("belediye bünyesinde bir, Bakanlık bünyesinde iki olmak üzere üç") counts alone; a total
    ("sayımız sekize ulaşmıştır") stands under the empty name.
    """
    share = _OWN_SHARE.search(clause)
    if share and terms:
        return {"": _value(share["number"])}
    total = _TOTAL_AFTER.search(clause)
    if total and terms:
        return {"": _value(total["number"])}
    found: dict[str, int] = {}
    counted = 0  # a number counts once: "dört gündüz bakımevi ve kreş" are four
    for term in terms:
        number = _of_term(clause[counted:], term.start - offset - counted, term.end - offset - counted)
        if number is not None:
            counted = term.end - offset
            found[term.name] = max(number, found.get(term.name, 0))
    if not found and terms and (aside := _ASIDE.search(clause)):
        found[terms[0].name] = _value(aside["number"])
    if not found and terms and (places := _PLACES.search(clause)):
        found[terms[0].name] = _value(places["number"])
    return found


def _of_term(clause: str, start: int, end: int) -> int | None:
    before, after = clause[:start], clause[end:]
    if each := _EACH.search(before):
        return len(re.split(r", | ve ", each["list"]))
    for match in _candidates(before):
        if not _is_other(match):
            return _value(match["number"])
    if inside := _PAREN.match(after):
        return _value(inside["number"])
    if ordinal := _ORDINAL.search(before):
        return _ORDINALS[ordinal["word"]] if ordinal["word"] else int(ordinal["digit"])
    return None


def _candidates(before: str) -> list[re.Match[str]]:
    """Numbers from the nearest to the farthest in front of a name."""
    starts = [m.start() for m in re.finditer(rf"(?<![\w.,%/-]){_NUMBER}(?![\w'.,%/-])", before)]
    found = (_BEFORE.match(before, start) for start in reversed(starts))
    return [match for match in found if match]


def _is_other(match: re.Match[str]) -> bool:
    between = match["between"].strip()
    if match["number"] in {"bir"} and not match["piece"] and len(between.split()) > _LOOSE:
        return True
    if not match["piece"] and (len(between.split()) > _LOOSE or between.endswith(",")):
        return True
    first = between.split(" ")[0] if between else ""
    if first and _OTHER.match(first + " " + " ".join(between.split(" ")[1:])):
        return True
    return bool(_VERB.search(between)) or _value(match["number"]) > 200


def _value(number: str) -> int:
    return int(number) if number.isdigit() else (number_in_words(number) or 0)


def is_subordinate(clause: str, start: int) -> bool:
    """Whether the units in front of which `start` lies belong to another unit ("merkeze bağlı yedi birim")."""
    return bool(_SUBORDINATE.search(re.sub(rf"(?<!\w){_NUMBER}(?: {_PIECE})? ?$", "", clause[:start])))
