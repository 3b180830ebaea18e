"""Where something is, in words: addresses, buildings, districts and places; masked in what is said of women's shelters.

A shelter's place is secret by law (6284). What names it in a plan is mostly a street, a building, or in a metropolitan
province a district; provinces and municipalities themselves say no more than the row does and stay.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from plan_miner.provinces import PROVINCES

LETTER = "A-Za-zÇĞİÖŞÜçğıöşüÂÎÛâîû"
DASH = "\\-\u2010\u2011\u2012\u2013\u2014"  # inside a character class
_CAPITAL = "A-ZÇĞİÖŞÜ"
_SMALL = "a-zçğıöşüâîû"
_ENDING = rf"[{_SMALL}]{{0,6}}(?![{LETTER}])"

_SHORT_STREETS = "Mah Mh Cad Cd Sok Sk Bul Blv Apt MAH MH CAD CD SOK SK BLV APT"
_STREETS = """
    Mahalle Mahallesi Mahallemiz Cadde Caddesi Sokak Sokağı Bulvar Bulvarı Apartmanı Sitesi Meydanı
    MAHALLE MAHALLESİ CADDE CADDESİ SOKAK SOKAĞI BULVARI APARTMANI SİTESİ MEYDANI
"""
_BUILDINGS = """
    Plaza Plazası Konağı Konutları Rezidans Rezidansı Blokları Bloğu Binası Kampüsü Yerleşkesi Hastanesi Camii Camisi
    Okulu İlkokulu Ortaokulu Lisesi Parkı Oteli Pasajı Çarşısı Kompleksi Köşkü Külliyesi Tesisi Tesisleri Terminali
    İstasyonu Kulesi Karakolu AVM Stadı Stadyumu Müzesi Kütüphanesi Fabrikası Gar Garı
"""
_AREAS = "ilçe|semt|mevki|köy|belde|İlçe|Semt|Mevki|Köy|Belde|İLÇE|SEMT|MEVKİ|KÖY|BELDE"
_COMMON = """
    Her Tüm Bütün Bu Bir İki Üç Dört Beş Altı Yedi Sekiz Dokuz On Diğer Söz Bazı Çok İl Kadın Kadınlar Ayrıca Ve Hizmet
    Belediyemiz Toplam HER TÜM BÜTÜN BU BİR İKİ ÜÇ İL KADIN VE
"""
# What stands before an apostrophe and is no place: institutions, laws, programmes (they end as compounds do), months.
_INSTITUTIONS = """
    evi Evi merkezi Merkezi Müdürlüğü Belediyesi Belediye Bakanlığı Başkanlığı Kanunu Birimi Projesi Programı Şubesi
    Hattı Planı Yönetmeliği Kurumu Üniversitesi Derneği Vakfı Meclisi Komisyonu Dairesi Raporu Sözleşmesi Valiliği
    Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık Anayasa Cumhuriyet Meclis
    Kaymakamlığı Emniyeti Konseyi Türkiye Avrupa Rehberi Genelgesi Protokolü Odası Barosu İstasyonu Destek
    Bakanlık Kanun Yasa
"""


def _any_of(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


# A capitalised word that is neither the shelter itself, which the row is about, nor a word that begins sentences.
_WORD = (
    rf"(?:(?!Sığınma|SIĞINMA|Konuk|KONUK|(?:{_any_of(_COMMON)})(?![{LETTER}]))[{_CAPITAL}][{LETTER}.’'{DASH}]{{0,30}})"
)


@cache
def whereabouts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What names a place, as kind and pattern, in the order in which they are to be masked.

    Of what a pattern finds its group `kept` stays before the mask.
    """
    return (
        ("adres", re.compile(r"(?P<kept>\b(?:[Aa]dres|ADRES)\w{0,6}\s?:\s?)[^;|]+")),
        ("adres", _address()),
        ("bina", _building()),
        ("yer", _area()),
        ("yer", _district()),
        ("yer", _place_with_suffix()),
    )


def _address() -> re.Pattern[str]:
    """A run of street names (Mah., Cad., Sok. …), door numbers and plots, with the commas between them."""
    named = rf"(?:\d{{1,5}}\.?\s+)?{_WORD}(?:\s+{_WORD}){{0,3}}"
    short = rf"(?:{_any_of(_SHORT_STREETS)})(?![{LETTER}])\.?"
    full = rf"(?<!Web )(?<!web )(?<!İnternet )(?<!internet )(?:{_any_of(_STREETS)})(?:{_ENDING})"
    place = rf"(?<![{LETTER}\d.,])(?:{named}|\d{{1,5}}\.?)\s+(?:{short}|{full})"
    number = rf"\w{{1,5}}(?:\s?[/{DASH}]\s?\w{{1,5}})?"
    door = rf"\b(?:No|NO|Nu|Numara|Kat|KAT|Daire|DAİRE|D|K|Blok)\s?[.:]+\s?{number}"
    plot = rf"\b\d{{1,6}}\s+[Aa]da(?![{LETTER}])(?:\s*,?\s*\d{{1,6}}\s+[Pp]arsel)?"
    bare = r"(?<!\d)\d{1,4}/\d{1,4}(?![\d/])"  # a door number behind a street
    part = rf"(?:{place}(?:\s+{bare})?|{door}|{plot})"
    return re.compile(rf"{part}(?:[\s,;/{DASH}]{{0,4}}{part})*")


def _building() -> re.Pattern[str]:
    """A building under its name: Huzur Apartmanı, Gül İş Merkezi, Eski Devlet Hastanesi."""
    kind = rf"(?:{_any_of(_BUILDINGS)}|İş\s?(?:Merkezi|Hanı)|İŞ\s?(?:MERKEZİ|HANI)|BİNASI|HASTANESİ|PLAZA)"
    return re.compile(rf"(?<![{LETTER}])(?:\d{{1,4}}\.?\s+)?{_WORD}(?:\s+{_WORD}){{0,3}}\s+{kind}{_ENDING}")


def _area() -> re.Pattern[str]:
    """The name before ilçe, semt, mevki, köy or belde."""
    return re.compile(
        rf"(?<![{LETTER}]){_WORD}(?:(?:\s+|,\s|\sve\s){_WORD}){{0,6}}(?=\s+(?:{_AREAS})(?:{_ENDING}|[{_CAPITAL}]))"
    )


def _district() -> re.Pattern[str]:
    """A district of a metropolitan province, capitalised or in capitals, unless its municipality is named."""
    names = sorted(_districts(), key=len, reverse=True)
    written = "|".join(map(re.escape, (*names, *(name.replace("i", "İ").upper() for name in names))))
    glued = "(?:[dt][ae](?:ki|n)?|[DT][AE](?:Kİ|N)?)?"
    return re.compile(rf"(?<![{LETTER}])(?:{written}){glued}(?![{LETTER}])(?!\s+(?:Büyükşehir\s+)?(?:Beled|BELED))")


def _place_with_suffix() -> re.Pattern[str]:
    """A name, or names in a row, before an apostrophe and "in": Çamlık'ta, Dereköy ve Gazi'deki."""
    known = _any_of(" ".join(PROVINCES))
    any_name = rf"(?!Sığınma|Konuk)[{_CAPITAL}][{_SMALL}]{{2,30}}"
    last = rf"(?!(?:{known})[’'])(?!\w*(?:{_any_of(_INSTITUTIONS)})[’']){any_name}"
    before = rf"(?:{any_name},\s){{0,8}}(?:{any_name}\sve\s)?"
    return re.compile(rf"(?<![{LETTER}]){before}{last}(?=[’'](?:n?[dt][ae])(?:ki|n)?(?![{_CAPITAL}]))")


def _districts() -> set[str]:
    from ruamel.yaml import YAML

    file = resources.files("plan_miner.publish") / "districts.yaml"
    listed: dict[str, str] = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return {name for names in listed.values() for name in names.split(", ")} - set(PROVINCES)
