"""Figures read the Turkish way, what was printed kept beside them."""

from __future__ import annotations

import pytest

from plan_miner.structure.costs import cost_of, scale_of
from plan_miner.structure.numbers import number

FIGURES = [
    ("1.250", 1250.0),
    ("12.125", 12125.0),
    ("1.234.567,89 TL", 1234567.89),
    ("3.000.000 ₺", 3000000.0),
    ("₺3.000.000", 3000000.0),
    ("3.000.000,00 TL", 3000000.0),
    ("%12,5", 12.5),
    ("12,5", 12.5),
    ("% 67", 67.0),
    ("%67", 67.0),
    ("67%", 67.0),
    ("4.0", 4.0),
    ("0", 0.0),
    ("2020", 2020.0),
    ("1250", 1250.0),
    ("-5", -5.0),
    ("0,75", 0.75),
]
WORDS = ["-", "–", "", " ", "YOK", "Var", "Ölçülmedi", "10-15", "1/3", "50 adet", "..."]


@pytest.mark.parametrize(("printed", "value"), FIGURES)
def test_a_figure_is_read_the_turkish_way(printed: str, value: float) -> None:
    assert (number(printed).value, number(printed).printed) == (value, printed)


@pytest.mark.parametrize("printed", WORDS)
def test_words_dashes_and_blanks_have_no_value_but_stay_printed(printed: str) -> None:
    assert (number(printed).value, number(printed).printed) == (None, printed.strip())


def test_a_figure_broken_over_two_lines_of_its_cell_is_one() -> None:
    assert number("3.000.000\nTL").value == 3000000.0
    assert number("1.234.\n567").value == 1234567.0


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3.000.000 TL", 3000000.0),
        ("Toplam 3.000.000 TL", 3000000.0),
        ("2020: 500.000 TL, 2021: 700.000 TL, Toplam: 1.200.000 TL", 1200000.0),
        ("3,5 milyon TL", 3500000.0),
        ("1.250 bin TL", 1250000.0),
        ("3 milyon 500 bin TL", 3500000.0),
        ("Beş yılda toplam 12 milyon TL; bunun 2 milyon TL'si hibe", 12000000.0),
        ("Üç milyon beş yüz bin TL", 3500000.0),
        ("₺ 2.500.000,00", 2500000.0),
        ("Belirlenmedi", None),
        ("", None),
    ],
)
def test_the_cost_of_an_objective_is_the_largest_amount_in_its_field(printed: str, value: float | None) -> None:
    assert cost_of(printed).value == value
    assert cost_of(printed).printed == printed


@pytest.mark.parametrize(
    ("label", "scale"),
    [
        ("Maliyet Tahmini (TL)", 1),
        ("Maliyet Tahmini (Bin TL)", 1_000),
        ("TOPLAM MALİYET (BİN ₺)", 1_000),
        ("Bütçe (1.000 TL)", 1_000),
        ("Tahmini Maliyet (Milyon TL)", 1_000_000),
        ("Bin kişi başına maliyet", 1),
    ],
)
def test_a_label_says_in_what_its_costs_are_printed(label: str, scale: int) -> None:
    assert scale_of(label) == scale
    assert cost_of("3.500", scale).value == 3_500 * scale
    assert cost_of("3.500", scale).printed == "3.500"
