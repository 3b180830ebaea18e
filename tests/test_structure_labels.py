"""The labels of cards, tables and paragraphs: which words name which field."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from plan_miner.structure.labels import ANY_FIELD, STEM, field_of, labelled, year_of

NAMES = {
    "goal": ["Amaç", "AMAÇ", "Stratejik Amaç", "STRATEJİK AMAÇ:", "Amaçlar"],
    "objective": ["Hedef", "HEDEF", "Stratejik Hedef", "Hedefler", "Hedef:"],
    "goal_or_objective": ["Amaç ve Hedefler", "Amaç / Hedef", "AMAÇ/HEDEF"],
    "activities": [
        "Faaliyetler",
        "FAALİYETLER",
        "Faaliyet ve Projeler",
        "FAALİYET/PROJELER",
        "Faaliyetler / Projeler",
        "Projeler",
        "Stratejiler",
        "Yürütülecek Faaliyetler",
        "Eylemler",
        "Faaliyet Adı",
        "Hedefe Yönelik Faaliyetler",
        "Gerçekleştirilecek Faaliyetler",
        "Öncelikli Projeler",
        "Faaliyet ve Proje Listesi",
    ],
    "indicators": [
        "Performans Göstergeleri",
        "PERFORMANS GÖSTERGELERİ",
        "Performans Göstergesi",
        "Gösterge",
        "PG",
        "Hedefe İlişkin Performans Göstergeleri",
        "Başarı Göstergesi",
        "Ölçüt",
        "Performans Ölçütü",
        "Performans Hedefleri / Göstergeleri",
    ],
    "responsible": [
        "Sorumlu Birim",
        "SORUMLU BİRİM:",
        "Sorumlu Birimler",
        "Hedeften Sorumlu Birim",
        "Sorumlu Müdürlük",
        "Sorumlu Harcama Birimi",
        "Yürütücü Birim",
        "Harcama Birimi",
        "Ana Sorumlu Birim",
        "Hedef Sorumlusu",
        "Koordinatör Birim",
        "Sorumlu Birim Adı",
        "Uygulamadan Sorumlu Birim",
        "Sorumlu Daire Başkanlığı",
    ],
    "collaborating": [
        "İş Birliği Yapılacak Birim(ler)",
        "İŞ BİRLİĞİ YAPILACAK BİRİM(LER)",
        "İşbirliği Yapılacak Birimler",
        "İŞBİRLİĞİ YAPILACAK BİRİMLER:",
        "İş Birliği Yapılacak Birim/Birimler",
        "Paydaşlar",
    ],
    "risks": ["Riskler", "RİSKLER", "Risk"],
    "cost": [
        "Maliyet Tahmini",
        "MALİYET TAHMİNİ (TL)",
        "Tahmini Maliyet",
        "Maliyet",
        "TOPLAM MALİYET (TL)",
        "Kaynak İhtiyacı",
        "Hedefin Tahmini Maliyeti",
        "Öngörülen Maliyet (TL)",
        "Tahmini Bütçe",
        "Hedef Maliyeti",
    ],
    "findings": ["Tespitler", "TESPİTLER"],
    "needs": ["İhtiyaçlar", "İHTİYAÇLAR"],
    "findings_and_needs": ["Tespitler ve İhtiyaçlar", "Tespit & İhtiyaç"],
    "code": ["Kod", "KODU", "No", "Sıra No", "PG No"],
    "unit": ["Birim", "Ölçü Birimi", "ÖLÇÜ BİRİMİ"],
    "weight": ["Hedefe Etkisi (%)", "HEDEFE ETKİSİ", "Hedefe\nEtkisi (%)", "Ağırlık", "Etki %", "% Ağırlık"],
    "baseline": [
        "Plan Dönemi Başlangıç Değeri",
        "PLAN DÖNEMİ BAŞLANGIÇ DEĞERİ (2019)",
        "Başlangıç Değeri",
        "Mevcut Durum",
        "2019 Mevcut",
        "Baz Yılı",
    ],
    "frequency": ["İzleme Sıklığı", "RAPORLAMA SIKLIĞI", "İzleme\nSıklığı"],
    "year": ["2020", "2020 Yılı", "2020 Hedefi", "1. Yıl (2020)", "2020 yılı hedefi", "Yıl 1"],
    "total": ["Toplam", "GENEL TOPLAM"],
}
OUR_NAMES = {  # a plan that speaks as "we", and one that asks
    "goal": ["Amacımız", "STRATEJİK AMACIMIZ", "Amaçlarımız", "Amacımız nedir?"],
    "objective": ["Hedefimiz", "HEDEFLERİMİZ", "Stratejik Hedefimiz:", "Neyi hedefliyoruz?"],
    "goal_or_objective": ["Amaç ve Hedeflerimiz", "Amaçlarımız ve Hedeflerimiz"],
    "activities": [
        "Yapacaklarımız",
        "Neler Yapacağız?",
        "NE YAPACAĞIZ?",
        "Bunun için neler yapacağız?",
        "Hedefimize nasıl ulaşacağız?",
        "Atacağımız Adımlar",
        "Faaliyet ve Projelerimiz",
        "Faaliyetlerimiz ve Projelerimiz",
        "Yürüteceğimiz Faaliyetler",
        "Hayata geçireceğimiz projeler",
        "Planladığımız çalışmalar",
        "Taahhütlerimiz",
    ],
    "indicators": [
        "Nasıl Ölçeceğiz?",
        "Neyi ölçeceğiz?",
        "Başarıyı nasıl ölçeceğiz?",
        "Göstergelerimiz",
        "Performans Göstergelerimiz",
        "Başarı Ölçütlerimiz",
        "Hedefe ulaştığımızı nasıl anlayacağız?",
    ],
    "responsible": ["Sorumlumuz", "Sorumlu Müdürlüğümüz", "Sorumlu Birimimiz", "Kim yapacak?", "Kim sorumlu?"],
    "collaborating": [
        "Birlikte çalışacağımız müdürlükler",
        "Birlikte Çalışacağımız Birimler ve Kuruluşlar",
        "Paydaşlarımız",
        "Kimlerle çalışacağız?",
        "İş birliği yapacağımız birimler",
        "Çözüm Ortaklarımız",
    ],
    "cost": [
        "Kaynak İhtiyacımız",
        "Bütçemiz",
        "Tahmini Bütçemiz (TL)",
        "Ne kadar kaynak ayıracağız?",
        "Kaça mal olacak?",
    ],
    "risks": ["Risklerimiz", "Risklerimiz neler?", "Karşılaşabileceğimiz riskler"],
    "findings": ["Tespitlerimiz"],
    "needs": ["İhtiyaçlarımız", "Neye ihtiyacımız var?"],
    "findings_and_needs": ["Tespitlerimiz ve İhtiyaçlarımız"],
    "baseline": ["Bugünkü Durum", "Bugün (2019)", "Mevcut durumumuz"],
    "year": ["2020 Hedefimiz"],
}
NO_NAMES = [
    "Neredeyiz?",
    "Nereye ulaşmak istiyoruz?",
    "Başarımızı nasıl takip eder ve değerlendiririz?",
    "Amacımız ilçemizi geleceğe taşımaktır",
    "Hedefimiz daha yeşil bir kenttir",
    "Hedef kitle",
    "Kadın ve Aile Hizmetleri Müdürlüğü",
    "Amaç 1",
    "Hedef 1.1",
    "Faaliyet Raporu",
    "Risk altındaki çocuklar için kurs açılması",
    "Sorumlu tüketim eğitimleri verilmesi",
    "Proje hazırlanması",
    "2020-2024",
    "12",
    "",
]
INLINE = [
    ("Sorumlu Birim: Fen İşleri Müdürlüğü", "responsible", "Fen İşleri Müdürlüğü"),
    ("SORUMLU BİRİM : Fen İşleri", "responsible", "Fen İşleri"),
    ("SORUMLU BIRIM: Fen İşleri", "responsible", "Fen İşleri"),
    ("İş Birliği Yapilacak Birimler: Fen İşleri", "collaborating", "Fen İşleri"),
    ("Destek Verecek Müdürlükler: Fen İşleri", "collaborating", "Fen İşleri"),
    ("Varsayımlar: Mevzuatın değişmemesi", "assumptions", "Mevzuatın değişmemesi"),
    ("İş Birliği Yapılacak Birimler: Zabıta, Park", "collaborating", "Zabıta, Park"),
    ("Tahmini Maliyet: 3.000.000 TL", "cost", "3.000.000 TL"),
    ("Faaliyetler:", "activities", ""),
    ("Amaç: Ulaşımı güvenli kılmak", "goal", "Ulaşımı güvenli kılmak"),
    ("Hedefimiz: Kreşleri yaygınlaştırmak", "objective", "Kreşleri yaygınlaştırmak"),
    ("Riskler: Fiyat artışı: yüksek", "risks", "Fiyat artışı: yüksek"),
]


@pytest.mark.parametrize(
    ("text", "field"),
    [(text, field) for names in (NAMES, OUR_NAMES) for field, texts in names.items() for text in texts],
)
def test_a_label_names_its_field_in_any_case_and_number(text: str, field: str) -> None:
    assert field_of(text) == field


@pytest.mark.parametrize("text", NO_NAMES)
def test_other_words_name_no_field(text: str) -> None:
    assert field_of(text) is None


@pytest.mark.parametrize(("text", "field", "value"), INLINE)
def test_a_label_before_a_colon_is_followed_by_its_value(text: str, field: str, value: str) -> None:
    found = labelled(text)
    assert found is not None
    assert (found[0], text[found[1] :]) == (field, value)


@pytest.mark.parametrize("text", ["Not: yıl içinde değişebilir", "Kadın Danışma Merkezi: 2", "Saat 10:30", "2020: 14"])
def test_a_colon_behind_other_words_opens_no_field(text: str) -> None:
    assert labelled(text) is None


def test_the_year_of_a_column_is_told_from_its_heading() -> None:
    assert [year_of(t) for t in ("2020", "2021 Yılı", "1. Yıl (2022)", "Başlangıç Değeri", "12020")] == [
        2020,
        2021,
        2022,
        None,
        None,
    ]


def test_what_may_name_a_field_is_told_from_its_first_letters() -> None:
    parsed = import_module("re._parser").parse(ANY_FIELD.pattern)
    missing = {letters for letters in _openings(parsed) if not STEM.match(letters)}
    assert missing == set()


def _openings(parsed: Iterable[tuple[Any, Any]], most: int = 3) -> set[str]:
    """The letters, `most` at most, with which what a parsed pattern matches can begin."""
    found = {""}
    for kind, what in parsed:
        found = {(a + b)[:most] for a in found for b in _next(str(kind), what, most)}
    return found


def _next(kind: str, what: Any, most: int) -> set[str]:
    match kind:
        case "LITERAL":
            return {chr(what)}
        case "BRANCH":
            return set().union(*(_openings(branch, most) for branch in what[1]))
        case "SUBPATTERN":
            return _openings(what[3], most)
        case "MAX_REPEAT":
            once = _openings(what[2], most)
            repeated = once if what[1] == 1 else {(a + b + c)[:most] for a in once for b in once for c in once} | once
            return repeated | ({""} if what[0] == 0 else set())
        case _:
            return {"0"}  # a figure, of which STEM makes no difference; anything; a look ahead
