"""What running text says behind an indicator's name."""

from __future__ import annotations

import pytest

from plan_miner.structure.told import is_told, told_in


@pytest.mark.parametrize(
    ("text", "name", "cells", "years"),
    [
        (
            "Ayrıştırılan atık (ton) etki %40 Başlangıç 840 → 2020: 910 | 2021: 1.056",
            "Ayrıştırılan atık (ton)",
            {"weight": "%40", "baseline": "840"},
            {2020: "910", 2021: "1.056"},
        ),
        (
            "Açılan kurs; Ölçü Birimi: adet; Ağırlığı: %25; Başlangıç Değeri (2019): 12,5; 2020: 15, 2021: 16.",
            "Açılan kurs",
            {"unit": "adet", "weight": "%25", "baseline": "12,5"},
            {2020: "15", 2021: "16"},
        ),
        ("Eğitim alan personel (2020: 12; 2021: 14)", "Eğitim alan personel", {}, {2020: "12", 2021: "14"}),
        (
            "Mahalle sayısı Mevcut durum (2009): - 2010: 7 2011: – 2012: 9",
            "Mahalle sayısı",
            {"baseline": "-"},
            {2010: "7", 2011: "–", 2012: "9"},
        ),
        ("DİKİLEN FİDAN – MEVCUT DURUM 2019: 7, HEDEF 2020: 8", "DİKİLEN FİDAN", {"baseline": "7"}, {2020: "8"}),
        (
            "Su kaybı oranı (%) 2024 yılı sonunda 47 olarak gerçekleşmiş olup 2025’te 43, 2026’da 39 beklenmektedir.",
            "Su kaybı oranı (%)",
            {"baseline": "47"},
            {2025: "43", 2026: "39"},
        ),
    ],
)
def test_values_behind_a_name_are_those_of_an_indicator(text, name, cells, years) -> None:
    told = told_in(text)
    assert told is not None
    assert (text[: told.start], told.cells, told.years) == (name, cells, years)


@pytest.mark.parametrize(
    "text",
    [
        "Etki değerlendirmesi yapılan proje sayısı",
        "5393 sayılı Kanun kapsamında 2020: 3",
        "Başlangıç düzeyindeki kurslara katılan 40 kişi",
        "2019 yılında 12, 2020 yılında 14 kurs",
    ],
)
def test_one_value_alone_or_none_belongs_to_the_name(text) -> None:
    assert told_in(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Başlangıç 55 → 2020: 55 | 2021: 66", True),
        ("2020: 12, 2021: 14, 2022: 16", True),
        ("Kompost (ton) başlangıç 55, 2020: 66", False),
        ("Başlangıç", False),
    ],
)
def test_a_line_of_values_alone_goes_on_behind_the_name_above(text, expected) -> None:
    assert is_told(text) is expected


@pytest.mark.parametrize(
    ("above", "text", "expected"),
    [
        ("Mevcut durum (2009): %31 2010: %33 2011: %35", "2012: %42", True),
        ("Gelir artış oranı (%)", "2012: %42", False),
        ("Mevcut durum (2009): %31 2010: %33", "2012 yılında gelirler artacaktır.", False),
    ],
)
def test_one_value_alone_goes_on_behind_a_line_of_values(above, text, expected) -> None:
    assert is_told(text, above) is expected
