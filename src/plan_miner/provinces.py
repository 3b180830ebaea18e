"""The 81 provinces of Turkey with their plate numbers, and what someone meant who misspelt one."""

from __future__ import annotations

import difflib
import unicodedata
from typing import Final

# In the order of the plate numbers: Adana is 1, Düzce is 81.
_BY_PLATE: Final = (
    "Adana Adıyaman Afyonkarahisar Ağrı Amasya Ankara Antalya Artvin Aydın Balıkesir "
    "Bilecik Bingöl Bitlis Bolu Burdur Bursa Çanakkale Çankırı Çorum Denizli "
    "Diyarbakır Edirne Elazığ Erzincan Erzurum Eskişehir Gaziantep Giresun Gümüşhane Hakkari "
    "Hatay Isparta Mersin İstanbul İzmir Kars Kastamonu Kayseri Kırklareli Kırşehir "
    "Kocaeli Konya Kütahya Malatya Manisa Kahramanmaraş Mardin Muğla Muş Nevşehir "
    "Niğde Ordu Rize Sakarya Samsun Siirt Sinop Sivas Tekirdağ Tokat "
    "Trabzon Tunceli Şanlıurfa Uşak Van Yozgat Zonguldak Aksaray Bayburt Karaman "
    "Kırıkkale Batman Şırnak Bartın Ardahan Iğdır Yalova Karabük Kilis Osmaniye Düzce"
)
PROVINCES: Final = tuple(_BY_PLATE.split())

# Old names, and chief towns that are often written for their province.
_OTHER_NAMES: Final = {
    "adapazari": "Sakarya",
    "afyon": "Afyonkarahisar",
    "antakya": "Hatay",
    "antep": "Gaziantep",
    "icel": "Mersin",
    "istambul": "İstanbul",
    "izmit": "Kocaeli",
    "maras": "Kahramanmaraş",
    "urfa": "Şanlıurfa",
}
# Higher than difflib's own 0.6: a province invented for a sample must not be taken for a real one.
_NEAR: Final = 0.85


def ascii_letters(text: str) -> str:
    """`text` in small letters without dots, tails and hats: ``Şişli`` and ``ŞİŞLİ`` become ``sisli``."""
    bare = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).lower()


def _spelling(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("â", "a")  # both Hakkari and Hakkâri are official


_PLATES: Final = {name: number for number, name in enumerate(PROVINCES, start=1)}
_BY_LETTERS: Final = {ascii_letters(name): name for name in PROVINCES}


def plate(name: str) -> int | None:
    """The plate number (1-81) of a province written as it should be, None for any other name."""
    return _PLATES.get(_spelling(name))


def by_letters(letters: str) -> str:
    """The province that an id's first word names (``istanbul`` for İstanbul), or empty."""
    return _BY_LETTERS.get(letters, "")


def meant(name: str) -> str:
    """The province that a misspelt `name` stands for, or empty where it is right or like no province."""
    if plate(name):
        return ""
    letters = ascii_letters(name)
    named = _BY_LETTERS.get(letters) or _OTHER_NAMES.get(letters)
    if named:
        return named
    near = difflib.get_close_matches(letters, _BY_LETTERS, n=1, cutoff=_NEAR)
    return _BY_LETTERS[near[0]] if near and abs(len(near[0]) - len(letters)) <= 1 else ""
