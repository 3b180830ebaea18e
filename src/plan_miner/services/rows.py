"""A table's row that names a service: "Kadın Danışma Merkezi | 2 | 340", "Kreş | Yok"."""

from __future__ import annotations

import re
from dataclasses import replace

from plan_miner.services.claims import Claim, claims
from plan_miner.services.terms import Sentence

_BAR = re.compile(r"\s*\|\s*")
_YES = frozenset({"var", "mevcut", "evet", "✓", "√"})
_NO = frozenset({"yok", "-", "–", "x", "hayır", "0", "bulunmuyor", "bulunmamakta"})
_INDICATOR = re.compile(r"sayısı|oranı|adedi|yüzdesi|miktarı|süresi|gösterge|gerçekleşme")
_USED = re.compile(r"yararlanan|faydalanan|başvuran|barınan|konaklayan|kalan|hizmet (?:alan|verilen|sunulan)|ulaşılan|kayıtlı|kabul edilen|bakım alan")


def row_claims(sentence: Sentence, service: str) -> list[Claim]:
    """What a row claims: its words as a sentence's, "var" and "yok" as they stand, figures of an indicator as use.

    A row of performance figures says that a service exists only where people used it ("barınan kadın sayısı").
    """
    cells = [cell for cell in _BAR.split(sentence.text) if cell]
    found = claims(sentence, service)
    if len(cells) < 2:
        return found
    rest = {cell.strip(" .") for cell in cells[1:]}
    if rest & _NO and not rest - _NO:
        return [Claim("direct", "not_available", 1)]
    if rest & _YES:
        return [replace(claim, status="available", weight=1) for claim in found]
    if _INDICATOR.search(sentence.text):
        used = _USED.search(sentence.text) and any(re.fullmatch(r"[1-9][\d.,]*", cell) for cell in cells[1:])
        return [Claim(claim.form, "available", 0, claim.owner, passing=not used) for claim in found[:1]]
    return found
