"""The labels of a plan's cards, tables and paragraphs: which words name which field.

Named after the objective card of the planning guide for municipalities (2019, annex C) and the ministries'
template, with the variants that plans print.
"""

from __future__ import annotations

import re
from functools import lru_cache

from plan_miner.turkish import fold

UNIT = r"(?:birim(?:ler)?(?:i|leri)?(?:\(ler\))?|müdürlük(?:ler)?|daire(?: başkanlığı)?|kurum(?:lar)?)"
COOPERATION = r"iş ?birliği"
FIELDS: dict[str, str] = {
    "goal": r"(?:stratejik )?amaç(?:lar)?(?:ı|ımız)?",
    "objective": r"(?:stratejik )?hedef(?:ler)?(?:i)?",
    "goal_or_objective": r"(?:stratejik )?amaç(?:lar)?(?: ve |/| / |-)(?:stratejik )?hedef(?:ler)?",
    "activities": r"(?:ana |yapılacak |stratejik |başlıca |yürütülecek |planlanan |uygulanacak )?"
    r"(?:faaliyet|proje|strateji|eylem|uygulama)(?:ler|lar)?"
    r"(?:(?: ve |/| / |, )(?:faaliyet|proje|strateji|eylem|uygulama)(?:ler|lar)?)*(?:i|ı)?(?: adı)?",
    "indicators": r"(?:anahtar )?(?:performans )?gösterge(?:si|leri|ler)?(?: adı)?|pg",
    "responsible": rf"(?:hedeften |faaliyetten )?sorumlu(?: (?:harcama )?{UNIT})?|harcama birimi|yürüt(?:ücü|ecek|en) birim(?:ler)?|uygulayıcı birim|ilgili birim",
    "collaborating": rf"{COOPERATION}(?: (?:yapılacak|yapılan|içinde olunacak))?(?: {UNIT})?|ilgili birimler"
    rf"|{COOPERATION} (?:yapılacak )?{UNIT}(?: ve kuruluşlar| / kuruluşlar)?|destek birim(?:ler)?(?:i)?",
    "risks": r"risk(?:ler)?(?:i)?",
    "cost": r"(?:toplam |tahmini |yaklaşık |5 yıllık |beş yıllık |plan dönemi )*maliyet(?:i|ler|leri)?(?: tahmini| toplamı)?"
    r"|maliyet tahmini|tahmini bütçe|toplam bütçe|tahmini kaynak(?: ihtiyacı)?|kaynak ihtiyacı",
    "findings": r"tespit(?:ler)?(?:i)?",
    "needs": r"ihtiyaç(?:lar)?(?:ı)?",
    "findings_and_needs": r"tespit(?:ler)? ve ihtiyaç(?:lar)?|tespit(?:ler)? & ihtiyaç(?:lar)?",
    "code": r"kod(?:u)?|no|sıra(?: no)?|s\. ?no|pg no|gösterge no|faaliyet no",
    "unit": r"(?:ölçü |ölçüm )?birim(?:i)?",
    "weight": r"(?:hedefe |amaca )?etki(?:si)?(?: (?:oranı|yüzdesi|düzeyi))?|ağırlık(?: oranı|ı)?",
    "baseline": r"(?:plan dönemi )?başlangıç(?: değeri| yılı değeri)?|mevcut(?: durum| değer)?|baz(?: yılı?)?(?: değeri)?"
    r"|önceki dönem(?: değeri)?|referans değer",
    "frequency": r"(?:izleme|rapor(?:lama)?|ölçüm) (?:sıklığı|periyodu|dönemi)",
    "year": r"(?P<year>(?:19|20)\d\d)(?: yılı?)?(?: hedefi?| hedef değeri| sonu)?",
    "total": r"(?:genel )?toplam(?: maliyet| \(tl\))?",
    "other": r"açıklama(?:lar)?|alt program(?: adı)?|program(?: adı)?|amacın ilişkili olduğu.*|kaynak(?: türü)?|süre|dönem"
    r"|başlama.*|bitiş.*|hedef kartı(?: \d+)?|gerçekleşme.*|sonuç|birim adı|hedef(?:lenen)? değer(?:ler)?(?:i)?|yıl(?:lar)?|değer|kaynak|hedefler(?:in)? yıllara.*",
}
YEAR_BASELINE = re.compile(r"(?P<year>(?:19|20)\d\d)(?: yılı?)? ?\(?(?:mevcut|gerçekleşen|başlangıç|baz).*")
PATTERNS = {name: re.compile(pattern) for name, pattern in FIELDS.items()}
EDGES = re.compile(r"^[\s•\-–*]+|[\s:;.*\-–]+$")
BRACKETS = re.compile(r"\s*\([^()]*\)?\s*")
INLINE = re.compile(r"^(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>.*)$", re.DOTALL)


@lru_cache(maxsize=50_000)
def field_of(text: str) -> str | None:
    """The field that a whole text names ("Sorumlu Birim:" -> responsible), or None."""
    if len(text) > 90:
        return None
    plain = EDGES.sub("", fold(" ".join(text.split())))
    if YEAR_BASELINE.fullmatch(plain):
        return "baseline"
    for shown in (plain, EDGES.sub("", BRACKETS.sub(" ", plain))):
        for name, pattern in PATTERNS.items():
            if shown and pattern.fullmatch(shown):
                return name
    return None


def year_of(text: str) -> int | None:
    """The year that a column's heading names, or None."""
    match = re.search(r"\b((?:19|20)\d\d)\b", text)
    return int(match.group(1)) if match else None


def labelled(text: str) -> tuple[str, int] | None:
    """The field and where its value begins, for a text such as "Sorumlu Birim: Fen İşleri Müdürlüğü"."""
    match = INLINE.match(text)
    if not match:
        return None
    field = field_of(match["label"])
    return (field, match.start("value")) if field and field not in ("year", "code", "other", "unit") else None
