"""Printed codes to canonical ones: every style of numbering that Turkish plans print, and what only looks like one."""

from __future__ import annotations

import pytest

from plan_miner.structure.codes import code_of, plain_code

# text | level | canonical | as printed | what follows
STYLES = """
Amaç 1: Kent | goal | 1 | Amaç 1 | Kent
Amaç 1 – Kent | goal | 1 | Amaç 1 | Kent
Amaç-1 | goal | 1 | Amaç-1 |
amaç 3: kent | goal | 3 | amaç 3 | kent
AMAÇ 04 Kent | goal | 4 | AMAÇ 04 | Kent
STRATEJİK AMAÇ 1 Kent | goal | 1 | STRATEJİK AMAÇ 1 | Kent
STRATEJİK AMAÇ-1: Kent | goal | 1 | STRATEJİK AMAÇ-1 | Kent
STRATEJİK AMAÇ–1: Kent | goal | 1 | STRATEJİK AMAÇ–1 | Kent
STRATEJİK AMAÇ—1 | goal | 1 | STRATEJİK AMAÇ—1 |
Stratejik Amaç 4: Kent | goal | 4 | Stratejik Amaç 4 | Kent
A1 Kent | goal | 1 | A1 | Kent
A1. Kent | goal | 1 | A1 | Kent
A.1 Kent | goal | 1 | A.1 | Kent
SA-1 Kent | goal | 1 | SA-1 | Kent
SA 1. Kent | goal | 1 | SA 1 | Kent
SA1 | goal | 1 | SA1 |
Amaç (A5) Kent | goal | 5 | Amaç (A5) | Kent
Amaç A1: Kent | goal | 1 | Amaç A1 | Kent
Amaç No 1 | goal | 1 | Amaç No 1 |
AMAÇ I Kent | goal | 1 | AMAÇ I | Kent
AMAÇ IV. Kent | goal | 4 | AMAÇ IV | Kent
Amaç V: Kent | goal | 5 | Amaç V | Kent
AMAÇ IX | goal | 9 | AMAÇ IX |
AMAÇ XII - Kent | goal | 12 | AMAÇ XII | Kent
1. STRATEJİK AMAÇ: Kent | goal | 1 | 1. STRATEJİK AMAÇ | Kent
II. AMAÇ | goal | 2 | II. AMAÇ |
IV. STRATEJİK AMAÇ: Kent | goal | 4 | IV. STRATEJİK AMAÇ | Kent
II/1. HEDEF | objective | 2.1 | II/1. HEDEF |
III. HEDEF: Yol | objective | 3 | III. HEDEF | Yol
A M A Ç 1 Kent | goal | 1 | AMAÇ 1 | Kent
STRATEJİK AMAÇ 10: İstihdam | goal | 10 | STRATEJİK AMAÇ 10 | İstihdam
Hedef 1.1: Yol | objective | 1.1 | Hedef 1.1 | Yol
HEDEF 1.1 IŞIK | objective | 1.1 | HEDEF 1.1 | IŞIK
HEDEF-1.1: Yol | objective | 1.1 | HEDEF-1.1 | Yol
HEDEF 4.03 Yol | objective | 4.3 | HEDEF 4.03 | Yol
Hedef 1-1 Yol | objective | 1.1 | Hedef 1-1 | Yol
Hedef 1. 1 Yol | objective | 1.1 | Hedef 1. 1 | Yol
HEDEF 1.1) Yol | objective | 1.1 | HEDEF 1.1 | Yol
Hedef–9: Yol | objective | 9 | Hedef–9 | Yol
Hedef 12 | objective | 12 | Hedef 12 |
Hedef 1.1.2: Yol | objective | 1.1.2 | Hedef 1.1.2 | Yol
Hedef I.2 Yol | objective | 1.2 | Hedef I.2 | Yol
HEDEF III. Yol | objective | 3 | HEDEF III | Yol
Stratejik Hedef 4.2 Yol | objective | 4.2 | Stratejik Hedef 4.2 | Yol
Str. Hedef 1.1 | objective | 1.1 | Str. Hedef 1.1 |
H1.1 Yol | objective | 1.1 | H1.1 | Yol
H.1.1. Yol | objective | 1.1 | H.1.1 | Yol
H 1.1 Yol | objective | 1.1 | H 1.1 | Yol
SH-1.1 Yol | objective | 1.1 | SH-1.1 | Yol
SH 1.1: Yol | objective | 1.1 | SH 1.1 | Yol
Hedef (H5.2) | objective | 5.2 | Hedef (H5.2) |
Hedef H1.1: Yol | objective | 1.1 | Hedef H1.1 | Yol
AMAÇ-A: Kent | goal | 1 | AMAÇ-A | Kent
Amaç-B | goal | 2 | Amaç-B |
AMAÇ D) Kent | goal | 4 | AMAÇ D | Kent
Hedef B.1 Yol | objective | 2.1 | Hedef B.1 | Yol
H.A.1 Yol | objective | 1.1 | H.A.1 | Yol
F.B.1.2 Yol | activity | 2.1.2 | F.B.1.2 | Yol
PG.C.2.1 Yol | indicator | 3.2.1 | PG.C.2.1 | Yol
F.2.2.a Yol | activity | 2.2.1 | F.2.2.a | Yol
P1.1.ç) Yol | activity | 1.1.4 | P1.1.ç | Yol
SA1.H2.F3 Yol | activity | 1.2.3 | SA1.H2.F3 | Yol
SA2.H1.G1 Yol | indicator | 2.1.1 | SA2.H1.G1 | Yol
A2-H2.1-PG2.1.3: Yol | indicator | 2.1.3 | A2-H2.1-PG2.1.3 | Yol
1.1. HEDEF: Yol | objective | 1.1 | 1.1. HEDEF | Yol
H E D E F 1.1: Yol | objective | 1.1 | HEDEF 1.1 | Yol
Performans Hedefi 1.1.1: Yol | target | 1.1.1 | Performans Hedefi 1.1.1 | Yol
PH 1.1.1 Yol | target | 1.1.1 | PH 1.1.1 | Yol
PG4.2.1: Kişi | indicator | 4.2.1 | PG4.2.1 | Kişi
PG 1.1.1 Kişi | indicator | 1.1.1 | PG 1.1.1 | Kişi
PG 1–2–1 Kişi | indicator | 1.2.1 | PG 1–2–1 | Kişi
P.G.1.1.1 Kişi | indicator | 1.1.1 | P.G.1.1.1 | Kişi
PERFORMANS 4.3.1 | indicator | 4.3.1 | PERFORMANS 4.3.1 |
Gösterge 1.1.1 | indicator | 1.1.1 | Gösterge 1.1.1 |
Performans Göstergesi 1.1.1: Kişi | indicator | 1.1.1 | Performans Göstergesi 1.1.1 | Kişi
F1.1.1 Kurs | activity | 1.1.1 | F1.1.1 | Kurs
F.1.1.1 Kurs | activity | 1.1.1 | F.1.1.1 | Kurs
F.1.1.1.1 Kurs | activity | 1.1.1.1 | F.1.1.1.1 | Kurs
Faaliyet 1.1.1 Kurs | activity | 1.1.1 | Faaliyet 1.1.1 | Kurs
FAALİYET 1.1.1: Kurs | activity | 1.1.1 | FAALİYET 1.1.1 | Kurs
Proje 1.1.1: Kurs | activity | 1.1.1 | Proje 1.1.1 | Kurs
Eylem 1.1.1 Kurs | activity | 1.1.1 | Eylem 1.1.1 | Kurs
STRATEJİ 1: Kurs | activity | 1 | STRATEJİ 1 | Kurs
S.A.1 Kent | goal | 1 | S.A.1 | Kent
S.H.1.1 - Yol | objective | 1.1 | S.H.1.1 | Yol
1. AMAÇ KENT | goal | 1 | 1. AMAÇ | KENT
2. Stratejik Amaç – Kent | goal | 2 | 2. Stratejik Amaç | Kent
3. Hedef. Yol | objective | 3 | 3. Hedef | Yol
[H1.1] Yol | objective | 1.1 | [H1.1] | Yol
(A2) Kent | goal | 2 | (A2) | Kent
H 1/2 Yol | objective | 1.2 | H 1/2 | Yol
A1.H2 Yol | objective | 1.2 | A1.H2 | Yol
A1H2: Yol | objective | 1.2 | A1H2 | Yol
1.3.F2 Kurs | activity | 1.3.2 | 1.3.F2 | Kurs
2.1-PG3: Kişi | indicator | 2.1.3 | 2.1-PG3 | Kişi
SA1-SH1.2 Yol | objective | 1.2 | SA1-SH1.2 | Yol
"""

NO_CODES = """
Amaç e-belediye hizmetlerini yaygınlaştırmaktır
AMAÇ E-belediye
Hedef kitle
Hedefimiz 2024 yılında bitirmektir
Hedef 1'de belirtilen çalışmalar
Hedef 1.1’in göstergeleri
Hedef 2023 vizyonu
HEDEF LİSTESİ
Amaç ve hedefler
Amaç il genelinde eşit hizmet
Amaçlarımız
AMAÇ VE İLKELER
Amaç
A4 kâğıt tüketimi
A takımı
2020 yılı
Performans Hedefi
AMAÇ, HEDEF VE PERFORMANS GÖSTERGELERİ
4. AMAÇ, HEDEF VE FAALİYETLER
4. HEDEF KARTLARI
3. Amaç ve Kapsam
1. AMAÇ VE KAPSAM
2. Hedef Kitle
(H1.1) ile sağlanacaktır
(a) Kurs
Proje 2023
E-5 karayolu
F tipi
Kadınların istihdamını artırmak
%50
"""

# text | canonical | as printed | what follows
PLAIN = """
1. Kent | 1 | 1. | Kent
1) Kent | 1 | 1) | Kent
1.1 Yol | 1.1 | 1.1 | Yol
1.1. Yol | 1.1 | 1.1. | Yol
(1.1) Yol | 1.1 | (1.1) | Yol
【1.1】 Yol | 1.1 | 【1.1】 | Yol
【1.1.1】 | 1.1.1 | 【1.1.1】 |
1.1.1.1 Kurs | 1.1.1.1 | 1.1.1.1 | Kurs
12. Kent | 12 | 12. | Kent
"""
NOT_PLAIN = [
    "2020 yılı",
    "2020",
    "12.05.2020",
    "1.250 kişi",
    "10.000",
    "3.000.000 TL",
    "12,5",
    "%12",
    "1-1-2020",
    "Kent",
]


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "level", "dotted", "printed", "rest"), rows(STYLES), ids=lambda cell: cell)
def test_a_printed_code_is_read_to_its_level_and_numbers(text, level, dotted, printed, rest) -> None:
    code = code_of(text)
    assert code is not None
    assert (code.level, code.dotted, code.printed, text[code.end :]) == (level, dotted, printed, rest)


@pytest.mark.parametrize("text", NO_CODES.strip().splitlines())
def test_words_that_only_look_like_a_code_are_none(text: str) -> None:
    assert code_of(text) is None


@pytest.mark.parametrize(("text", "dotted", "printed", "rest"), rows(PLAIN), ids=lambda cell: cell)
def test_a_number_at_the_beginning_of_a_line_is_a_code_without_a_word(text, dotted, printed, rest) -> None:
    code = plain_code(text)
    assert code is not None
    assert (code.level, code.dotted, code.printed, text[code.end :]) == ("plain", dotted, printed, rest)


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_years_amounts_and_dates_are_no_codes(text: str) -> None:
    assert plain_code(text) is None


def test_a_code_far_inside_a_text_does_not_count() -> None:
    assert code_of("Bu plan kapsamında Amaç 1: Kent") is None
