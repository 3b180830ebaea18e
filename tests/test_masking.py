"""What is masked before it is published, and what is not."""

from __future__ import annotations

import pytest

from plan_miner.publish.masking import Masked, masked, names_shelter
from plan_miner.turkish import fold

PERSONAL = [
    ("Tel: 0 (474) 223 11 22", "Tel: [telefon]"),
    ("0474 223 11 22 numaralı hat", "[telefon] numaralı hat"),
    ("04742231122", "[telefon]"),
    ("+90 474 223 11 22", "[telefon]"),
    ("+90(474)2231122", "[telefon]"),
    ("0474.223.11.22", "[telefon]"),
    ("(0474) 223 11 22 – 23", "[telefon] – 23"),
    ("(474) 223-11-22", "[telefon]"),
    ("GSM 532 123 45 67", "GSM [telefon]"),
    ("532-123-45-67", "[telefon]"),
    ("WhatsApp: 532 123 45 67", "WhatsApp: [telefon]"),
    ("telefonu (474) 223 11 22", "telefonu [telefon]"),
    ("0850 222 33 44", "[telefon]"),
    ("444 0 153", "[telefon]"),
    ("444 40 35", "[telefon]"),
    ("Telefon: 223 11 22", "Telefon: [telefon]"),
    ("Faks: 223 1122", "Faks: [telefon]"),
    ("bilgi@kars.bel.tr adresine", "[e-posta] adresine"),
    ("ayse.yilmaz-1@ornek.com.tr", "[e-posta]"),
    ("bilgi[at]kars.bel.tr", "[e-posta]"),
    ("T.C. Kimlik No: 10000000146", "T.C. Kimlik No: [kimlik no]"),
    ("TC kimlik numarası 12345678901", "TC kimlik numarası [kimlik no]"),
    ("TR33 0006 1005 1978 6457 8413 26", "[IBAN]"),
    ("TR330006100519786457841326", "[IBAN]"),
]

HARMLESS = [
    "Maliyet 1.500.000 TL, 2020: 250.000.000",
    "2020 2021 2022 2023 2024",
    "Hedef 4.1.1 için 12.345.678,90 TL",
    "5393 sayılı Belediye Kanunu m.14, RG 26.02.2018/30344",
    "ALO 183 ve 155 hatları",
    "12345678901 TL",
    "01.01.2020-31.12.2024",
    "Kadın kursu, 3-6 yaş, %12,5, 0-6 ay",
    "İhale no 2020/123456",
    "100 250 300 400 500",
    "Telefon santrali kurulması",
    "Telefon 100 120 150 180",
    "Kursiyer sayısı 549 511 93 16",
    "Araç sayısı 14 4 18 Adana",
    "Cumhuriyet 2.176 2.167 4.343",
    "Yerel Mahalli idareler",
    "Belediyenin Web Sitesinde duyurulur",
    "cep parkları 2020 yılında 12 adet",
]


@pytest.mark.parametrize(("text", "published"), PERSONAL)
def test_personal_data_is_masked(text, published):
    assert masked(text).text == published


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_that_are_nobodys_number_stay(text):
    assert masked(text, shelter=True).text == text


ADDRESSES = [
    ("Sığınmaevi Yeni Mah. Gül Sok. No: 5 adresindedir.", "Sığınmaevi [adres] adresindedir."),
    ("Atatürk Caddesi No:12/3'te", "[adres]'te"),
    ("İNÖNÜ MAHALLESİ 1234. SOKAK NO: 7", "[adres]"),
    ("Cumhuriyet Mahallesi'nde bir ev", "[adres]'nde bir ev"),
    ("Cumhuriyet Mahallesinde bir ev", "[adres] bir ev"),
    ("1234 ada 5 parsel üzerinde", "[adres] üzerinde"),
    ("20 kadın ve 12 çocuk kalmıştır", "20 kadın ve 12 çocuk kalmıştır"),
    ("Belediye mahalle muhtarlarıyla çalışır", "Belediye mahalle muhtarlarıyla çalışır"),
]


@pytest.mark.parametrize(("text", "published"), ADDRESSES)
def test_the_address_of_a_shelter_is_masked(text, published):
    assert masked(text, shelter=True).text == published


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("KADIN SIĞINMA EVİ", True),
        ("kadın konukevlerinde", True),
        ("sığınmaevinin", True),
        ("ilk kabul birimi", True),
        ("Sığınmacılara destek", False),
        ("Kadın danışma merkezi", False),
    ],
)
def test_a_text_that_names_a_shelter_is_known(text, named):
    assert names_shelter(fold(text)) is named


@pytest.mark.parametrize("text", ["A" * 40_000, "1 " * 20_000, "Aa " * 13_000, "a@" * 20_000])
def test_masking_a_long_run_of_letters_or_digits_ends_and_leaves_it_as_it_is(text):
    assert masked(text, shelter=True) == Masked(text, ())


def test_a_long_run_of_one_word_of_an_address_is_masked_as_one():
    assert masked("Mah. " * 8_000, shelter=True).text.split() == ["[adres]"]
