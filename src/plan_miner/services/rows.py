"""A table's row that names a service: "Kadın Danışma Merkezi | 2 | 340", "Kreş | Yok"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_miner.services.claims import Claim, claims
from plan_miner.services.terms import Sentence
from plan_miner.turkish import fold

_BAR = re.compile(r"\s*\|\s*")
_UNITS = re.compile(
    r"(?:adet|adedi|sayı|sayısı|(?:birim|merkez|tesis|bina|kreş|ünite|kurum) (?:sayısı|adedi))(?: \(adet\))?"
)
_YES = frozenset({"var", "mevcut", "evet", "✓", "√"})
_NO = frozenset({"yok", "-", "x", "hayır", "0", "bulunmuyor", "bulunmamakta"})
_INDICATOR = re.compile(r"sayısı|oranı|adedi|yüzdesi|miktarı|süresi|gösterge|gerçekleşme")
_USED = re.compile(
    r"yararlanan|faydalanan|başvuran|barınan|konaklayan|kalan|hizmet (?:alan|verilen|sunulan)|ulaşılan|kayıtlı"
    r"|kabul edilen|bakım alan|eğitim (?:alan|gören)"
)
_FIGURE = re.compile(r"[1-9][\d.,]*")
_HAS_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")


def header(text: str) -> tuple[str, ...]:
    """The folded cells of a row that heads a table (years, but no other figures in it), or nothing."""
    cells = tuple(_BAR.split(fold(text).strip()))
    return cells if len(cells) > 1 and not any(_HAS_FIGURE.match(cell) for cell in cells) else ()


def row_claims(sentence: Sentence, service: str, columns: Sequence[str] = ()) -> list[Claim]:
    """What a row claims: its words as a sentence's, "var" and "yok" as they stand, figures of an indicator as use.

    A row of performance figures says that a service exists only where people used it ("barınan kadın sayısı").
    `columns` are the header's cells: a figure under "Adet" counts units.
    """
    cells = _BAR.split(sentence.text.strip())
    found = claims(sentence, service)
    rest = {cell.strip(" .") for cell in cells[1:]}
    if not rest:
        return found
    if rest <= _NO:
        return [Claim("direct", "not_available", 1)]
    if rest & _YES:
        return [replace(claim, status="available", weight=1) for claim in found]
    if _INDICATOR.search(sentence.text):
        used = _USED.search(sentence.text) and any(_FIGURE.fullmatch(cell) for cell in cells[1:])
        return [Claim(claim.form, "available", 0, claim.owner, passing=not used) for claim in found[:1]]
    number = _counted(cells, columns) if service != "home_care" else None
    return [replace(claim, weight=1, counts=((claim.form, number),)) for claim in found] if number else found


def _counted(cells: Sequence[str], columns: Sequence[str]) -> int | None:
    if len(cells) != len(columns):
        return None
    under = (cell for cell, column in zip(cells, columns, strict=True) if _UNITS.fullmatch(column))
    return next((int(cell) for cell in under if re.fullmatch(r"[1-9]\d?", cell)), None)
