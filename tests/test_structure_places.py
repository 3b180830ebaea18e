"""Who does what in a sentence, names over small tables, labels and codes in odd places, notes at a page's foot."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from small_plans import borderless, bullets, gap, heading, outline, picture, plan_of, ruled, sheets, words

from plan_miner.model import Box, Line
from plan_miner.structure import structured
from plan_miner.structure.items import opened
from plan_miner.structure.rows import slot_of
from plan_miner.structure.told_units import units_told
from plan_miner.structure.units import mark_of
from plan_miner.text import read

Blocks = list[Flowable | list[Flowable]]
OPENING: Blocks = [heading("4. AMAÇ VE HEDEFLER"), heading("Amaç 1: Ulaşımı güvenli kılmak", 11)]
LAST: Blocks = [heading("Hedef 1.2: Yaya güvenliğini artırmak", 10), bullets("Geçit yapılması", "Kasis yapılması")]


def plan_with(folder: Path, *blocks: Flowable | list[Flowable]) -> str:
    """The outline of a plan whose first objective has those blocks under its heading."""
    return outline(plan_of(folder, *OPENING, heading("Hedef 1.1: Yol ağını yenilemek", 10), *blocks, *LAST))


@pytest.mark.parametrize(
    ("text", "responsible", "collaborating"),
    [
        (
            "Hedefin yürütülmesinden Kadın ve Aile Hizmetleri Müdürlüğü sorumludur; çalışmalarda Hukuk İşleri "
            "Müdürlüğü ve Zabıta Müdürlüğü ile iş birliği yapılacaktır.",
            ["Kadın ve Aile Hizmetleri Müdürlüğü"],
            ["Hukuk İşleri Müdürlüğü", "Zabıta Müdürlüğü"],
        ),
        (
            "Çalışmaları Fen İşleri Müdürlüğü yürütecek; Su ve Kanalizasyon Müdürlüğü, Basın Yayın Müdürlüğü katkı "
            "verecektir.",
            ["Fen İşleri Müdürlüğü"],
            ["Su ve Kanalizasyon Müdürlüğü", "Basın Yayın Müdürlüğü"],
        ),
        ("Bu hedefin sorumlusu İmar ve Şehircilik Müdürlüğüdür.", ["İmar ve Şehircilik Müdürlüğü"], []),
        ("Hedef, Ulaşım Daire Başkanlığı tarafından yürütülecektir.", ["Ulaşım Daire Başkanlığı"], []),
        ("Temizlik İşleri Müdürlüğünün koordinasyonunda çalışılacaktır.", ["Temizlik İşleri Müdürlüğü"], []),
        ("Zabıta Müdürlüğünün araçları eskidir ve Fen İşleri Müdürlüğü binası dardır.", [], []),
        ("Sorumluluk bilinci yüksek bir belediye olmak.", [], []),
    ],
)
def test_units_are_told_from_a_sentence_that_says_who_does_it(text, responsible, collaborating) -> None:
    told = [(field, text[start:end]) for field, start, end in units_told(text)]
    assert told == [*(("responsible", u) for u in responsible), *(("collaborating", u) for u in collaborating)]


def test_a_paragraph_behind_an_objective_names_its_units(tmp_path: Path) -> None:
    said = (
        "Konu anketlerde öne çıkmıştır. Hedeften Fen İşleri Müdürlüğü sorumludur; Zabıta Müdürlüğü ile iş birliği "
        "yapılacaktır."
    )
    assert plan_with(tmp_path, words(said, "Faaliyetler"), bullets("Asfalt yapılması")) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü
            - Asfalt yapılması (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
            - Kasis yapılması (1)
    """)


def test_an_indicators_name_may_stand_alone_over_a_small_table_of_its_years(tmp_path: Path) -> None:
    years = ("Bugün", "2020", "2021")
    tables = [
        block
        for name, row in (("Yenilenen yol (km)", ("0", "12", "14")), ("Onarılan köprü (adet)", ("2", "3", "5")))
        for block in (words(name), ruled(years, row), gap())
    ]
    assert plan_with(tmp_path, words("Başarıyı nasıl ölçeceğiz?"), *tables) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            # 1.1.1 Yenilenen yol (km) from 0 2020=12 2021=14 (1)
            # 1.1.2 Onarılan köprü (adet) from 2 2020=3 2021=5 (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
            - Kasis yapılması (1)
    """)


def test_codes_in_a_column_without_a_label_are_those_of_the_names_beside_them(tmp_path: Path) -> None:
    table = ruled(
        ("", "Gösterge", "Birim", "2019", "2020"),
        ("G1.1.1", "Yenilenen yol", "km", "8", "12"),
        ("G1.1.2", "Onarılan köprü", "adet", "2", "3"),
        widths=(1, 4, 1, 1, 1),
    )
    assert plan_with(tmp_path, words("Performans göstergeleri"), table) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            # 1.1.1 Yenilenen yol from 8 2020=12 (1)
            # 1.1.2 Onarılan köprü from 2 2020=3 (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
            - Kasis yapılması (1)
    """)


def test_a_number_printed_over_two_indicators_is_the_firsts_and_the_others_place_in_order(tmp_path: Path) -> None:
    table = ruled(
        ("Kod", "Gösterge", "2020"),
        ("PG1.1.1", "Yenilenen yol", "12"),
        ("PG1.1.2", "Onarılan köprü", "3"),
        ("PG1.1.2", "Kurulan kavşak", "5"),
        widths=(1, 4, 1),
    )
    assert "# 1.1.3 Kurulan kavşak 2020=5" in plan_with(tmp_path, table)


def test_a_label_at_a_cards_side_leaves_the_field_beside_it_its_value(tmp_path: Path) -> None:
    card = ruled(
        ("BİRİM", "Sorumlu Müdürlük", "Fen İşleri Müdürlüğü"),
        ("", "İş Birliği Yapılacak Müdürlükler", "Zabıta Müdürlüğü"),
        widths=(1, 2, 3),
        down=["0:0-1"],
    )
    assert "by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü" in plan_with(tmp_path, card)


@pytest.mark.parametrize(
    "second", [words("2 40 elektrikli otobüs alımı"), borderless(("2", "40 elektrikli otobüs alımı"))]
)
def test_texts_numbered_right_under_an_objective_are_its_activities(tmp_path: Path, second) -> None:
    numbered = [words("1 Kapsamlı yol envanteri"), second, words("3 Köprü projesi"), words("Bütçe: 5.000 TL")]
    assert plan_with(tmp_path, *numbered) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            for 5000
            - Kapsamlı yol envanteri (1)
            - 40 elektrikli otobüs alımı (1)
            - Köprü projesi (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
            - Kasis yapılması (1)
    """)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("●", "responsible"),
        ("○", "collaborating"),
        ("S", "responsible"),
        ("(İ)", "collaborating"),
        ("–", None),
        ("1", None),
    ],
)
def test_in_a_matrix_full_signs_mark_who_is_responsible_and_hollow_ones_who_works_with_them(text, field) -> None:
    slot = slot_of((opened([Line(text, Box(1, 50.0, 100.0, 58.0, 110.0), 10.0)]),), 50.0, 58.0)
    assert mark_of(slot) == field


def test_a_footnote_is_neither_an_activity_nor_an_indicator(tmp_path: Path) -> None:
    texts = [
        ("4. AMAÇ VE HEDEFLER", 14),
        ("Amaç 1: Ulaşımı güvenli kılmak", 11),
        ("Hedef 1.1: Yol ağını yenilemek", 10),
        ("Faaliyetler", 10),
        ("1.1.1. Asfalt yapılması", 10),
        ("1.1.2. Köprü bakımı", 10),
        ("Hedef 1.2: Yaya güvenliğini artırmak", 10),
        ("Faaliyetler", 10),
        ("1.2.1. Geçit yapılması", 10),
        ("Performans göstergeleri", 10),  # their table stands on the next page
    ]

    def page(canvas: Canvas) -> None:
        for n, (text, size) in enumerate(texts):
            canvas.setFont("Vera", size)
            canvas.drawString(60, 760 - 22 * n, text)
        for y, number, text in ((112, "1", "Sayımda on geçit vardı."), (98, "2", "Tesislerden ilki açıldı.")):
            canvas.setFont("Vera", 5)
            canvas.drawString(64, y + 3, number)
            canvas.setFont("Vera", 7.5)
            canvas.drawString(67, y, text)

    plan = structured(read(sheets(tmp_path / "plan.pdf", page)), "strategic_plan", 2020)
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt yapılması (1)
            - Köprü bakımı (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
    """)
    assert any("on geçit vardı" in passage.text for passage in plan.passages)
