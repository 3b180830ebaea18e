"""Activities told in a paragraph: where each stands, and which paragraphs tell none."""

from __future__ import annotations

import pytest

from plan_miner.structure.deeds import deeds_told

LISTED = [
    ("Kurs açılması, rehberlik verilmesi.", ["Kurs açılması", "rehberlik verilmesi."]),
    (
        "Yolların, köprülerin yenilenmesi, park yapımı ve yaya geçitlerinin çoğaltılması",
        ["Yolların, köprülerin yenilenmesi", "park yapımı", "yaya geçitlerinin çoğaltılması"],
    ),
    (
        "Raporların hazırlanması, izlenmesi ve değerlendirilmesi",
        ["Raporların hazırlanması", "izlenmesi ve değerlendirilmesi"],
    ),
    (
        "Gıda, giyecek ve yakacak yardımı yapılması, sıcak yemek, ekmek dağıtılması",
        ["Gıda, giyecek ve yakacak yardımı yapılması", "sıcak yemek, ekmek dağıtılması"],
    ),
    ("Pazar yeri kurulacak, tezgâhlar dağıtılacaktır.", ["Pazar yeri kurulacak", "tezgâhlar dağıtılacaktır."]),
    (
        "Bu hedef doğrultusunda kreş açılması, oyun odası kurulması planlanmaktadır.",
        ["kreş açılması", "oyun odası kurulması"],
    ),
    (
        "Plan döneminde şu çalışmalar yapılacaktır. 1) Borular değiştirilecektir. 2) Depolara sistem kurulacaktır.",
        ["Borular değiştirilecektir.", "Depolara sistem kurulacaktır."],
    ),
    ("Kurs açacağız. Her yaz kamp kuracağız.", ["Kurs açacağız.", "Her yaz kamp kuracağız."]),
]
NONE = [
    "Kurs açılması",
    "Yolların yenilenmesi, ihtiyaç duyulan yerlerde",
    "Kreş sayısı yetersizdir. Yeni kreş açılacaktır.",
    "Park, bahçe ve yolların bakımının yapılması",
    "",
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_each_activity_of_a_paragraph_is_one(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in deeds_told(text, listed=True)] == expected


@pytest.mark.parametrize("text", NONE)
def test_a_paragraph_that_tells_one_activity_or_other_things_is_not_parted(text: str) -> None:
    assert deeds_told(text, listed=True) == []


def test_commas_part_nothing_in_one_activity_of_a_list() -> None:
    assert deeds_told("Kurs açılması, rehberlik verilmesi", listed=False) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bu hedef kapsamında kreş açılacak, oyun odası kurulacaktır.", True),
        ("Bu hedef belediyemizin çocuklara verdiği önemi gösterir.", False),
        ("Kreş açılacak, oyun odası kurulacaktır.", False),
    ],
)
def test_an_explanation_is_told_from_a_paragraph_of_activities(text: str, expected: bool) -> None:
    assert bool(deeds_told(text, listed=False)) is expected
