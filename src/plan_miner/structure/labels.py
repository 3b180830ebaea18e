"""The labels of a plan's cards, tables and paragraphs: which words name which field.

Named after the objective card of the planning guide for municipalities (2019, annex C) and the ministries'
template, with the variants that plans print.
"""

from __future__ import annotations

import re
from functools import lru_cache

from plan_miner.turkish import fold

UNIT = r"(?:birim(?:ler)?(?:i|leri)?(?:\(ler\)|/birimler)?|müdürlük(?:ler)?|daire(?: başkanlığı)?|kurum(?:lar)?)"
COOPERATION = r"iş ?birliği"
KIND_OF_WORK = r"(?:faaliyet|proje|strateji|eylem|uygulama|çalışma)(?:ler|lar)?"
YEAR = r"(?:19|20)\d\d"
FIELDS: dict[str, tuple[str, ...]] = {
    "goal": (r"(?:stratejik )?amaç(?:lar)?(?:ı|ımız)?(?: adı| ifadesi)?",),
    "objective": (r"(?:stratejik )?hedef(?:ler)?(?:i)?(?: adı| ifadesi)?",),
    "goal_or_objective": (r"(?:stratejik )?amaç(?:lar)?(?: ve |/| / |-| - )(?:stratejik )?hedef(?:ler)?",),
    "goal_code": (r"(?:stratejik )?amaç (?:kodu|no|numarası)",),
    "objective_code": (r"(?:stratejik )?hedef (?:kodu|no|numarası)",),
    "activities": (
        r"(?:ana |yapılacak |stratejik |başlıca |yürütülecek |planlanan |uygulanacak )?"
        rf"{KIND_OF_WORK}(?:(?: ve |/| / |, ){KIND_OF_WORK})*(?:i|ı)?(?: adı)?",
    ),
    "indicators": (r"(?:anahtar )?(?:performans )?gösterge(?:si|leri|ler)?(?: adı)?", r"pg"),
    "responsible": (
        rf"(?:hedeften |faaliyetten )?sorumlu(?: (?:harcama )?{UNIT})?(?: / {UNIT})?",
        r"harcama birimi",
        r"yürüt(?:ücü|ecek|en) birim(?:ler)?",
        r"uygulayıcı birim|ilgili birim",
    ),
    "collaborating": (
        rf"{COOPERATION}(?: (?:yapılacak|yapılan|içinde olunacak))?(?: {UNIT})?(?: (?:ve|/) kuruluşlar)?",
        r"birlikte çalışılacak birimler?|ilgili birimler|destek birim(?:ler)?(?:i)?|paydaş(?:lar)?",
    ),
    "risks": (r"risk(?:ler)?(?:i)?",),
    "cost": (
        r"(?:toplam |tahmini |yaklaşık |5 yıllık |beş yıllık |plan dönemi )*"
        r"maliyet(?:i|ler|leri)?(?: tahmini| toplamı)?",
        r"(?:tahmini |toplam )?bütçe(?:si)?|tahmini kaynak(?: ihtiyacı)?|kaynak ihtiyacı",
    ),
    "findings": (r"tespit(?:ler)?(?:i)?",),
    "needs": (r"ihtiyaç(?:lar)?(?:ı)?",),
    "findings_and_needs": (r"tespit(?:ler)? (?:ve|&) ihtiyaç(?:lar)?",),
    "code": (r"kod(?:u)?|no|sıra(?: no)?|s\. ?no", r"(?:pg|gösterge|faaliyet|proje) (?:no|kodu)"),
    "unit": (r"(?:ölçü |ölçüm )?birim(?:i)?",),
    "weight": (r"(?:hedefe |amaca )?etki(?:si)?(?: (?:oranı|yüzdesi|düzeyi))?", r"ağırlık(?: oranı|ı)?"),
    "baseline": (
        r"(?:plan dönemi )?başlangıç(?: değeri| yılı değeri| yılı)?",
        r"mevcut(?: durum| değer)?|baz(?: yılı?)?(?: değeri)?|önceki dönem(?: değeri)?|referans değer",
        rf"{YEAR}(?: yılı?)? ?\(?(?:mevcut|gerçekleşen|gerçekleşme|başlangıç|baz).*",
    ),
    "frequency": (r"(?:izleme|rapor(?:lama)?|ölçüm) (?:sıklığı|periyodu|dönemi)",),
    "year": (
        rf"{YEAR}(?: yılı?)?(?: hedefi?| hedef değeri| sonu| bütçe(?:si)?)?",
        rf"(?:\d\. ?yıl|hedef|yıl \d) ?\(?{YEAR}\)?",
    ),
    "total": (r"(?:genel )?toplam(?: maliyet| \(tl\))?",),
    "other": (
        r"açıklama(?:lar)?|(?:alt )?program(?: adı)?|amacın ilişkili olduğu.*|süre|dönem|sonuç|birim adı|değer",
        r"kaynak(?: türü)?|başlama.*|bitiş.*|hedef kartı(?: \d+)?|gerçekleşme.*|yıl(?:lar)?",
        r"hedef(?:lenen)? değer(?:ler)?(?:i)?|hedefler(?:in)? yıllara.*",
    ),
}
ANY_FIELD = re.compile("|".join(f"(?P<{name}>{'|'.join(forms)})" for name, forms in FIELDS.items()))
EDGES = re.compile(r"^[\s•\-–*]+|[\s:;.*\-–]+$")
BRACKETS = re.compile(r"\s*\([^()]*\)?\s*")
COLON = re.compile(r"\s*:\s")
WORD_START = re.compile(r"(?<!\S)[A-ZÇĞİÖŞÜ]\S*")
LONGEST_LABEL = 5  # words with a capital
UNSAID = ("year", "code", "other", "unit", "total", "frequency")  # too short to be told from words of a sentence
INLINE = re.compile(r"^(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>.*)$", re.DOTALL)


@lru_cache(maxsize=50_000)
def field_of(text: str) -> str | None:
    """The field that a whole text names ("Sorumlu Birim:" -> responsible), or None."""
    if len(text) > 90:
        return None
    plain = EDGES.sub("", fold(" ".join(text.split())))
    bare = EDGES.sub("", BRACKETS.sub(" ", plain))
    match = ANY_FIELD.fullmatch(plain) or (ANY_FIELD.fullmatch(bare) if bare != plain else None)
    return match.lastgroup if match else None


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
    return (field, match.start("value")) if field and field not in UNSAID else None


def labels_within(text: str) -> list[int]:
    """Where further labels begin in a text: "Sorumlu Birim: X. İş Birliği Yapılacak Birimler: Y" has one."""
    found = []
    for colon in COLON.finditer(text):
        before = text[: colon.start()]
        starts = [m.start() for m in WORD_START.finditer(before)][-LONGEST_LABEL:]
        begin = next((i for i in starts if i and field_of(before[i:]) not in (None, *UNSAID)), None)
        if begin is not None:
            found.append(begin)
    return found
