"""How many units of a service a clause speaks of: of nurseries, not of children, ages, places, years or lira."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.services.lists import listed
from plan_miner.services.terms import COUNSELS, Clause, Term
from plan_miner.turkish import number_in_words

_ONES = "bir|iki|üç|dört|dörd|beş|altı|yedi|sekiz|dokuz"
_TENS = "on|yirmi|otuz|kırk|elli"
_NUMBER = rf"(?:(?:{_TENS}) ?(?:{_ONES})|{_ONES}|{_TENS}|tek|\d{{1,3}})"
_PIECE = r"(?:adet|tane|ayrı|farklı)"
_BARE = re.compile(rf"(?<![\w.,%/-])(?<!böyle )(?<!başka )(?<!herhangi ){_NUMBER}(?![\w'.,%/-])")
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
    r"|proje|protokol|adım|nolu|numara|hasta|engelli|yaşlı|çatı|elden|başına"
    r"|(?:ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık)\b"
)
_VERB = re.compile(r"(?:makta|mekte|mış|miş|arak|erek|ıp|ip|up|üp)\b")
_NTH = {
    "ilk": 1, "birinci": 1, "ikinci": 2, "üçüncü": 3, "dördüncü": 4, "beşinci": 5, "altıncı": 6, "yedinci": 7,
    "sekizinci": 8, "dokuzuncu": 9, "onuncu": 10, "yirminci": 20, "otuzuncu": 30,
}  # fmt: skip
_ORDINAL = rf"(?:(?:(?P<tens>{_TENS}) ?)?(?P<word>{'|'.join(_NTH)})|(?P<digit>\d{{1,2}})(?:\.|'?[ıiuü]?nc[ıiuü]))"
_ORDINAL_BEFORE = re.compile(rf"(?<!\w)(?<!tablo )(?<!şekil )(?<!grafik )(?<!resim )(?<!madde ){_ORDINAL}(?: \w+)? ?$")
_PLURAL = re.compile(r"l[ae]r")
_ORDINAL_AFTER = re.compile(rf"(?<!\w){_ORDINAL}s[ıiuü]\b")  # kreşlerimizin on üçüncüsü
_ANOTHER = re.compile(rf"(?<!\w){_ORDINAL}(?:s[ıiuü]\w*)?(?!\w)")
# "kreş sayımız sekize ulaşmıştır", "sayısı 2'den 5'e çıkmıştır", "kreş sayımız 6'dır"
_TOTAL = re.compile(
    rf"(?<!\w)(?:birim|merkez|tesis|kreş|yuva|anaokul|kdm|kdb|(?:\w+)?ev)\w*(?: hizmet\w*)? sayı(?:sı|mız|ları)\w*"
    rf"(?: [\w']+){{0,8}}? (?P<number>{_NUMBER})(?:'?(?:y?[eaıiuü]|n[ae]|[dt][ıiuü]r))?"
    r"(?: \w+)? ?(?:ulaş|yüksel|çık|olmuş|olarak|,|\.?$)"
)
_RISEN = re.compile(  # "sayısı beşe çıkan kreşlerimizde"
    rf"sayı(?:sı|ları) (?P<number>{_NUMBER})'?(?:y?[eaıiuü]|n[ae]) (?:çıkan|ulaşan|yükselen|çıkarılan)"
)
_IN_BRACKETS = re.compile(
    rf"^\w*['\w]*(?: sayı\w+)? ?(?:\(|: ?)(?:toplam )?(?P<number>{_NUMBER})(?: {_PIECE})?(?:\)|\W*$)"
)
_SO_MANY = re.compile(
    rf"^\w* (?:sayı\w+ )?(?P<number>{_NUMBER}) {_PIECE}(?:[dt][ıi]r|\W*$)"
)  # "merkezimiz bir tanedir"
_GROWN = re.compile(  # "yuvalarımız üçe çıktı"
    rf"^\w* (?P<number>{_NUMBER})'?(?:y?[ea]|[ıiuü])? (?:çık|ulaş|yüksel)(?:m[ıi]ş|t[ıi]|d[ıi]|m[ae]kt)"
)
_ASIDE = re.compile(rf"\((?:toplam )?(?P<number>{_NUMBER}) (?:adet|tane|birim|merkez|kreş|ünite)\w*\)")
_PLACES = re.compile(
    rf"(?<![\w.,-])(?P<number>{_NUMBER}) (?:(?:ayrı|farklı|adet) )?"
    r"(?:merkez|nokta|tesis|lokasyon|şube|yerleşke)(?:de|da|imizde|ümüzde|ımızda)\b"
)
# "altı mahallede bulunan lokallerimizde", "dokuz kurs merkezinde oyun odası"
_SPREAD = re.compile(
    rf"(?<![\w.,-])(?P<number>{_NUMBER}) (?:(?:ayrı|farklı) )?(?:kurs |pazar )?"
    r"(?:ilçe(?=\w* birer)|mahalle|semt|nokta|merkez|köy|okul|yer|tesis)"
    r"(?:l[ae]r)?(?:[ıiuü]?m[ıiuü]z)?(?:[ıi]?n?d[ae])(?:ki)?"
    r"(?: (?:bulunan|yer alan|hizmet veren|faaliyet gösteren|açılan|oluşturulan|kurulan))?(?: \w+)? ?$"
)
_OWN_SHARE = re.compile(
    rf"belediye\w*(?:'\w+)?(?: \w+)? (?:bünyesinde|ait|bağlı)\w* (?P<number>{_NUMBER})\b"
    r"(?=.*(?:bakanlı|şönim|il müdürlüğü|stk|dernek))"
)
# "ikisi Bakanlığın, biri de belediyemizindir"
_OWN_PART = re.compile(
    r"(?<!\w)(?P<number>biri|ikisi|üçü|dördü|beşi|altısı|yedisi)(?: de| ise)? belediyemiz(?:in|e ait|e bağlı)"
)
# "birimlerimizin dördünde de": in all of them
_ALL = re.compile(r"^\w* (?P<number>ikisi|üçü|dördü|beşi|altısı|yedisi)(?:n[dt]e|n[ıiuü]n)? d[ae]\b")
_PARTS = {
    "biri": 1, "ikisi": 2, "üçü": 3, "dördü": 4, "beşi": 5, "altısı": 6, "yedisi": 7, "sekizi": 8, "dokuzu": 9,
    "onu": 10,
}  # fmt: skip
# "Nar adını taşıyan merkezde": what has a name of its own is one
_CALLED = re.compile(r"(?:adını taşıyan|adını verdiği(?:miz)?|adı verilen|adını alan) $")
_AT_PRESENT = re.compile(
    rf"(?<!\w)(?:halihazırda|halen|mevcut durumda|şu an(?:da)?|bugün)(?: \w+){{0,3}}? (?P<number>{_NUMBER}) olan "
)
# "belediyemizin bir adet, Bakanlığın ise iki adet konukevi"
_OWN_FIRST = re.compile(
    rf"(?<!ilçe )(?<!komşu )(?<!diğer )belediye(?!ler)\w*(?:'\w+)?(?: ait| bağlı| bünyesinde)?"
    rf" (?P<number>{_NUMBER})(?: {_PIECE})?,(?: \w+){{0,2}}?"
    r" (?:bakanlı|şönim|il müdürlüğü|valili|dernek|derneğ|(?:ilçe|diğer|komşu) \w+)"
)
# "on iki ilçenin dokuzunda": in so many of the districts
_IN_SO_MANY = re.compile(
    r"(?:ilçe|mahalle|semt|belde|köy)\w*(?:n[ıi]n|m[ıi]z[ıi]n) (?:tamamı, )?(?:ise )?"
    rf"(?P<number>{_ONES}|{_TENS})(?:s?[ıiuü])n?d[ae] "
)
_AS = re.compile(  # "gündüz bakımevi olarak yedi merkez", "çocuk evi adıyla on bir mahallede"
    rf"^\w*[\"”»']? (?:olarak|adıyla|ismiyle|adı altında)(?: [^\W\d]+){{0,2}}? (?P<number>{_NUMBER}) (?:{_PIECE} )?"
    r"(?:merkez|birim|bina|tesis|nokta|mekan|şube|ünite|mahalle|ilçe|semt|köy|yer|lokasyon)"
)
# "beşi kreş, ikisi gündüz bakımevidir": so many of what was counted before
_OF_THEM = re.compile(
    r"(?:^\W*|, |ve |[ıiuü]n )(?:bunların |bunlardan |merkez\w* |adres\w* )?"
    r"(?P<number>biri|ikisi|üçü|dördü|beşi|altısı|yedisi|sekizi|dokuzu|onu)"
    rf" (?:(?!(?:{_ONES}|{_TENS})(?:s?[ıiuü])?\b)[\w'-]+ ){{0,8}}$"
)
_WHOLE = (_AT_PRESENT, _OWN_SHARE, _OWN_FIRST, _RISEN, _TOTAL)
_INDEX = re.compile(
    r"^\w* (?P<number>\d{1,2})(?=,| ve | ile |'|\W*$| (?:olmak|adlı|isimli|ve|ile)\b)"
)  # "Kreş 1, Kreş 2"
_LATE = 30  # a larger ordinal is a day or an article
_NAME = r"[^\W\d]+['\w]*(?: [^\W\d]+['\w]*)?"
_EACH = re.compile(rf"(?P<list>(?:{_NAME}, )*{_NAME} ve {_NAME}(?: \w+)?) birer (?:adet )?(?:\w+ ){{0,3}}$")
_UNDER = re.compile(r"(?:merkez\w*|ona|buna) (?:\w+ )?bağlı ")


def units_of(service: str, clause: Clause) -> dict[str, int]:
    """The number of units by name of the service; a total ("sayımız sekize ulaşmıştır") stands under the empty name.

    A counselling centre with units under it ("merkeze bağlı yedi birim") counts as the centre, lokals beside one not.
    """
    terms: Sequence[Term] = clause.terms
    if service != "childcare" and any(term.form == "direct" for term in terms):
        terms = [term for term in terms if term.form == "direct"]
    under = _UNDER.search(clause.text) if service == "women_counselling_centre" else None
    if under is None:
        return _units(clause, terms)
    return _counted(clause.text[: under.start()], [t for t in terms if t.start < under.start()]) or {"": 1}


def nth(clause: Clause) -> int:
    """Which of its kind a clause speaks of ("ikinci bir merkez"): 2 and more, else 0."""
    found = (_ordinal(match) for match in _ANOTHER.finditer(clause.text) if not _is_date(clause.text, match))
    return max((number for number in found if 1 < number < _LATE), default=0)


def is_present(clause: Clause) -> bool:
    """Whether a clause that means to change something tells how many there are ("hâlihazırda iki olan …")."""
    return any(_AT_PRESENT.search(clause.text[: term.end]) for term in clause.terms)


def is_share(clause: str) -> bool:
    """Whether the municipality's own share is told before somebody else's ("belediyenin bir, Bakanlığın iki")."""
    return _OWN_FIRST.search(clause) is not None


def _is_date(text: str, match: re.Match[str]) -> bool:
    return match["digit"] is not None and bool(_OTHER.match(text[match.end() :].strip()))


def _units(clause: Clause, terms: Sequence[Term]) -> dict[str, int]:
    """An owner's share ("belediyede bir, Bakanlıkta iki olmak üzere üç") counts alone, then numbers, then lists."""
    if terms and (part := _OWN_PART.search(clause.text)):
        return {"": _PARTS[part["number"]]}
    whole = next(filter(None, (pattern.search(clause.text) for pattern in _WHOLE)), None)
    if whole and terms:
        return {"": _value(whole["number"])}
    numbered = {index["number"] for term in terms if (index := _INDEX.match(clause.text[term.end :]))}
    if len(numbered) > 1:
        return {terms[0].name: len(numbered)}
    found = _counted(clause.text, terms)
    if found or not terms:
        return found
    number = _beside(clause.text, terms[0]) or listed(clause.printed, terms)
    number = number or int(any(_is_called(clause.text, term) for term in terms))
    return {terms[0].name: number} if number else {}


def _beside(text: str, term: Term) -> int | None:
    """The number of units that stands elsewhere in a clause than in front of the name."""
    before, after = text[: term.start], text[term.end :]
    aside = _ASIDE.search(text) or _AS.match(after) or _PLACES.search(text) or _SPREAD.search(before)
    aside = aside or _IN_SO_MANY.search(before)
    return _value(aside["number"]) if aside else None


def _is_called(text: str, term: Term) -> bool:
    called = _CALLED.search(text[: term.start]) or term.name == COUNSELS
    return bool(called) and not _PLURAL.search(text[term.start : term.end])


def _counted(text: str, terms: Sequence[Term]) -> dict[str, int]:
    found: dict[str, int] = {}
    counted = 0  # a number counts once: "dört gündüz bakımevi ve kreş" are four
    for term in terms:
        number = _of_term(text[counted:], term.start - counted, term.end - counted)
        if number is not None:
            counted = term.end
            found[term.name] = max(number, found.get(term.name, 0))
    return found


def _of_term(clause: str, start: int, end: int) -> int | None:
    before, after = clause[:start], clause[end:]
    if part := _OF_THEM.search(before):
        return _PARTS[part["number"]]
    if "birer" in before and (each := _EACH.search(before)):
        return len(re.split(r", | ve ", each["list"]))
    for match in _candidates(before):
        if not _is_other(match):
            return _value(match["number"])
    if everyone := _ALL.match(after):
        return _PARTS[everyone["number"]]
    if inside := _IN_BRACKETS.match(after) or _SO_MANY.match(after):
        return _value(inside["number"])
    if ordinal := _ORDINAL_BEFORE.search(before):
        return _ordinal(ordinal)
    if grown := _GROWN.match(after):
        return _value(grown["number"])
    return (
        max(map(_ordinal, _ORDINAL_AFTER.finditer(after)), default=None) if _PLURAL.search(clause[start:end]) else None
    )


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
    if number == "tek":
        return 1
    return int(number) if number.isdigit() else (number_in_words(number.replace("dörd", "dört")) or 0)


def _ordinal(match: re.Match[str]) -> int:
    if match["digit"]:
        return int(match["digit"])
    return (number_in_words(match["tens"]) or 0 if match["tens"] else 0) + _NTH[match["word"]]
