"""One way in for every layout: each test draws a small plan as some municipality prints it and reads its tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_plans import (
    NEW_PAGE,
    borderless,
    bullets,
    gap,
    heading,
    in_columns,
    outline,
    picture,
    plan_of,
    ruled,
    words,
    zebra,
)

YEARS = ("2020", "2021", "2022", "2023", "2024")
CARD = (4, 1.3, 1.6, 1, 1, 1, 1, 1)
HEAD = ("Performans Göstergeleri", "Hedefe Etkisi (%)", "Başlangıç Değeri (2019)", *YEARS)


def test_a_ruled_objective_card_gives_every_field_with_its_figures(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("6. HEDEF KARTLARI"),
        ruled(
            ("Amaç", "A1 Kent içi ulaşımı güvenli kılmak"),
            ("Hedef", "H1.1 Yol ağını yenilemek"),
            HEAD,
            ("PG1.1.1 Yenilenen yol (km)", "60", "12,5", "14", "16", "18", "20", "1.250"),
            ("PG1.1.2 Memnuniyet oranı (%)", "40", "-", "%55", "%60", "%65", "%70", "%75"),
            ("Sorumlu Birim", "Fen İşleri Müdürlüğü"),
            ("İş Birliği Yapılacak Birim(ler)", "Zabıta Müdürlüğü, Park ve Bahçeler Müdürlüğü"),
            ("Riskler", ["Yağışlı günlerin çok olması", "Fiyat artışları"]),
            ("Faaliyet ve Projeler", ["Asfalt serimi yapılması", "Kaldırımların yenilenmesi"]),
            ("Maliyet Tahmini", "3.000.000 TL"),
            ("Tespitler", "Yolların yarısı yıpranmıştır"),
            ("İhtiyaçlar", "Yeni makine parkı"),
            widths=CARD,
        ),
        NEW_PAGE,
        ruled(
            ("Amaç", "A1 Kent içi ulaşımı güvenli kılmak"),
            ("Hedef", "H1.2 Yaya güvenliğini artırmak"),
            HEAD,
            ("PG1.2.1 Yeni yaya geçidi (adet)", "100", "3", "5", "6", "7", "8", "9"),
            ("Sorumlu Birim", "Ulaşım Hizmetleri Müdürlüğü"),
            ("Faaliyet ve Projeler", ["Okul önlerine geçit yapılması"]),
            ("Maliyet Tahmini", "750.000 TL"),
            widths=CARD,
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü, Park ve Bahçeler Müdürlüğü; for 3000000
            - Asfalt serimi yapılması (1)
            - Kaldırımların yenilenmesi (1)
            # 1.1.1 Yenilenen yol (km) weight 60 from 12.5 2020=14 2021=16 2022=18 2023=20 2024=1250 (1)
            # 1.1.2 Memnuniyet oranı (%) weight 40 2020=55 2021=60 2022=65 2023=70 2024=75 (1)
          1.2 Yaya güvenliğini artırmak (2)
            by Ulaşım Hizmetleri Müdürlüğü; for 750000
            - Okul önlerine geçit yapılması (2)
            # 1.2.1 Yeni yaya geçidi (adet) weight 100 from 3 2020=5 2021=6 2022=7 2023=8 2024=9 (2)
    """)
    first = plan.goals[0].objectives[0]
    assert first.risks == "Yağışlı günlerin çok olması; Fiyat artışları"
    assert (first.findings, first.needs) == ("Yolların yarısı yıpranmıştır", "Yeni makine parkı")
    assert [i.unit for i in first.indicators] == ["km", "%"]
    assert (plan.goals[0].printed_code, first.printed_code) == ("A1", "H1.1")


def test_a_card_that_runs_over_a_page_end_is_one_objective_though_its_head_is_repeated(tmp_path: Path) -> None:
    head = (("Amaç", "A1 Kent içi ulaşımı güvenli kılmak"), ("Hedef", "H1.1 Yol ağını yenilemek"))
    plan = plan_of(
        tmp_path,
        heading("6. HEDEF KARTLARI"),
        ruled(
            *head,
            HEAD,
            ("PG1.1.1 Yenilenen yol (km)", "100", "12", "14", "16", "18", "20", "22"),
            ("Sorumlu Birim", "Fen İşleri Müdürlüğü"),
            ("Faaliyetler", ["Asfalt serimi yapılması"]),
            widths=CARD,
        ),
        NEW_PAGE,
        ruled(
            *head,
            ("Faaliyetler", ["Kaldırımların yenilenmesi", "Köprülerin bakımı"]),
            ("Maliyet Tahmini", "3.000.000 TL"),
            widths=CARD,
        ),
        gap(),
        ruled(
            head[0],
            ("Hedef", "H1.2 Yaya güvenliğini artırmak"),
            HEAD,
            ("PG1.2.1 Yeni yaya geçidi (adet)", "100", "3", "5", "6", "7", "8", "9"),
            ("Faaliyetler", ["Okul önlerine geçit yapılması"]),
            widths=CARD,
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1-2)
            by Fen İşleri Müdürlüğü; for 3000000
            - Asfalt serimi yapılması (1)
            - Kaldırımların yenilenmesi (2)
            - Köprülerin bakımı (2)
            # 1.1.1 Yenilenen yol (km) weight 100 from 12 2020=14 2021=16 2022=18 2023=20 2024=22 (1)
          1.2 Yaya güvenliğini artırmak (2)
            - Okul önlerine geçit yapılması (2)
            # 1.2.1 Yeni yaya geçidi (adet) weight 100 from 3 2020=5 2021=6 2022=7 2023=8 2024=9 (2)
    """)


def test_an_indicator_table_cut_by_a_page_end_keeps_its_columns_without_a_repeated_heading(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("6. HEDEF KARTLARI"),
        ruled(
            ("Amaç", "A1 Kent içi ulaşımı güvenli kılmak"),
            ("Hedef", "H1.1 Yol ağını yenilemek"),
            HEAD,
            ("PG1.1.1 Yenilenen yol (km)", "60", "12", "14", "16", "18", "20", "22"),
            widths=CARD,
        ),
        NEW_PAGE,
        ruled(
            ("PG1.1.2 Yenilenen kaldırım (m²)", "40", "100", "110", "120", "130", "140", "150"),
            ("Faaliyetler", ["Asfalt serimi yapılması"]),
            ("Hedef", "H1.2 Yaya güvenliğini artırmak"),
            ("Faaliyetler", ["Okul önlerine geçit yapılması"]),
            widths=CARD,
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1-2)
            - Asfalt serimi yapılması (2)
            # 1.1.1 Yenilenen yol (km) weight 60 from 12 2020=14 2021=16 2022=18 2023=20 2024=22 (1)
            # 1.1.2 Yenilenen kaldırım (m²) weight 40 from 100 2020=110 2021=120 2022=130 2023=140 2024=150 (2)
          1.2 Yaya güvenliğini artırmak (2)
            - Okul önlerine geçit yapılması (2)
    """)


def test_a_table_of_merged_goal_and_objective_cells_goes_on_over_blank_first_cells(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇLAR VE HEDEFLER"),
        ruled(
            ("Amaç", "Hedef", "Faaliyetler"),
            ("Amaç 1: Kent içi ulaşımı güvenli kılmak", "Hedef 1.1: Yol ağını yenilemek", "Asfalt serimi yapılması"),
            ("", "", "Kaldırımların yenilenmesi"),
            ("", "Hedef 1.2: Yaya güvenliğini artırmak", "Okul önlerine geçit yapılması"),
            ("", "", "Işıklı levha konulması"),
            down=("0:1-4", "1:1-2", "1:3-4"),
        ),
        NEW_PAGE,
        ruled(
            ("Amaç", "Hedef", "Faaliyetler"),
            ("", "", "Hız kesicilerin yapılması"),
            ("Amaç 2: Yeşil alanları çoğaltmak", "Hedef 2.1: Her mahalleye park açmak", "Park yeri satın alınması"),
            down=(),
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt serimi yapılması (1)
            - Kaldırımların yenilenmesi (1)
          1.2 Yaya güvenliğini artırmak (1-2)
            - Okul önlerine geçit yapılması (1)
            - Işıklı levha konulması (1)
            - Hız kesicilerin yapılması (2)
        2 Yeşil alanları çoğaltmak (2)
          2.1 Her mahalleye park açmak (2)
            - Park yeri satın alınması (2)
    """)


def test_a_table_of_codes_beside_texts_tells_levels_by_the_codes(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇLAR, HEDEFLER VE FAALİYETLER"),
        ruled(
            ("A1", "Kent içi ulaşımı güvenli kılmak"),
            ("H1.1", "Yol ağını yenilemek"),
            ("F1.1.1", "Asfalt serimi yapılması"),
            ("F1.1.2", "Kaldırımların yenilenmesi"),
            ("PG1.1.1", "Yenilenen yol (km)"),
            ("H1.2", "Yaya güvenliğini artırmak"),
            ("F1.2.1", "Okul önlerine geçit yapılması"),
            ("PG1.2.1", "Yeni yaya geçidi (adet)"),
            widths=(1, 6),
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt serimi yapılması (1)
            - Kaldırımların yenilenmesi (1)
            # 1.1.1 Yenilenen yol (km) (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Okul önlerine geçit yapılması (1)
            # 1.2.1 Yeni yaya geçidi (adet) (1)
    """)
    assert [a.printed_code for a in plan.goals[0].objectives[0].activities] == ["F1.1.1", "F1.1.2"]


def test_labels_and_values_side_by_side_need_no_rules(tmp_path: Path) -> None:
    def indicators(*rows):
        return borderless(("Gösterge", "Birim", "2019", *YEARS), *rows, widths=(4, 1.2, 1, 1, 1, 1, 1, 1))

    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        borderless(("AMAÇ 1", "Kent içi ulaşımı güvenli kılmak"), ("HEDEF 1.1", "Yol ağını yenilemek")),
        borderless(
            ("Sorumlu Birim", "Fen İşleri Müdürlüğü"),
            ("İş Birliği Yapılacak Birimler", "Zabıta Müdürlüğü"),
            ("Faaliyetler", ["Asfalt serimi yapılması", "Kaldırımların yenilenmesi"]),
            ("Tahmini Maliyet", "3.000.000 TL"),
        ),
        indicators(("PG 1.1.1 Yenilenen yol", "km", "12", "14", "16", "18", "20", "22")),
        gap(),
        borderless(("HEDEF 1.2", "Yaya güvenliğini artırmak")),
        borderless(
            ("Sorumlu Birim", "Ulaşım Hizmetleri Müdürlüğü"),
            ("Faaliyetler", ["Okul önlerine geçit yapılması"]),
        ),
        indicators(("PG 1.2.1 Yeni yaya geçidi", "adet", "3", "5", "6", "7", "8", "9")),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü; for 3000000
            - Asfalt serimi yapılması (1)
            - Kaldırımların yenilenmesi (1)
            # 1.1.1 Yenilenen yol from 12 2020=14 2021=16 2022=18 2023=20 2024=22 (1)
          1.2 Yaya güvenliğini artırmak (1)
            by Ulaşım Hizmetleri Müdürlüğü
            - Okul önlerine geçit yapılması (1)
            # 1.2.1 Yeni yaya geçidi from 3 2020=5 2021=6 2022=7 2023=8 2024=9 (1)
    """)


def test_figures_on_shaded_rows_without_rules_go_to_their_years(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("AMAÇ 1: Kent içi ulaşımı güvenli kılmak", 11),
        heading("HEDEF 1.1: Yol ağını yenilemek", 10),
        zebra(
            ("Performans Göstergesi", "2019", *YEARS),
            ("PG 1.1.1 Yenilenen yol (km)", "12", "14", "16", "18", "20", "22"),
            ("PG 1.1.2 Yenilenen kaldırım (m²)", "1.100", "1.200", "1.300", "1.400", "1.500", "1.600"),
            ("PG 1.1.3 Onarılan köprü (adet)", "-", "1", "1", "2", "2", "3"),
            widths=(4, 1, 1, 1, 1, 1, 1),
        ),
        heading("HEDEF 1.2: Yaya güvenliğini artırmak", 10),
        zebra(
            ("Performans Göstergesi", "2019", *YEARS),
            ("PG 1.2.1 Yeni yaya geçidi (adet)", "3", "5", "6", "7", "8", "9"),
            ("PG 1.2.2 Işıklı levha (adet)", "30", "50", "60", "70", "80", "90"),
            widths=(4, 1, 1, 1, 1, 1, 1),
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            # 1.1.1 Yenilenen yol (km) from 12 2020=14 2021=16 2022=18 2023=20 2024=22 (1)
            # 1.1.2 Yenilenen kaldırım (m²) from 1100 2020=1200 2021=1300 2022=1400 2023=1500 2024=1600 (1)
            # 1.1.3 Onarılan köprü (adet) 2020=1 2021=1 2022=2 2023=2 2024=3 (1)
          1.2 Yaya güvenliğini artırmak (1)
            # 1.2.1 Yeni yaya geçidi (adet) from 3 2020=5 2021=6 2022=7 2023=8 2024=9 (1)
            # 1.2.2 Işıklı levha (adet) from 30 2020=50 2021=60 2022=70 2023=80 2024=90 (1)
    """)


LONG_OBJECTIVE = (
    "Kadınların, çocukların ve yaşlıların kentin bütün sokaklarında günün her saatinde güvenle yürüyebilmesini "
    "sağlamak üzere yaya yollarını, aydınlatmayı ve kavşakları yeniden düzenlemek"
)


def test_headings_and_bullets_of_a_prose_plan_are_goals_objectives_and_activities(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. STRATEJİK AMAÇLAR VE HEDEFLER"),
        heading("STRATEJİK AMAÇ-1: Kent içi ulaşımı güvenli kılmak", 11),
        words(
            "Kentte her yıl binlerce kişi yollarda geçen süreden yakınmaktadır; bu amaç altında yollar ve "
            "kaldırımlar birlikte ele alınır."
        ),
        heading(f"Hedef 1.1: {LONG_OBJECTIVE}", 10),
        words("Sorumlu birim: Fen İşleri Müdürlüğü"),
        heading("Faaliyetler", 10),
        bullets("Asfalt serimi yapılması", "Okul çevrelerinde, ışıkların yeniden ayarlanması ve geçitlerin boyanması"),
        heading("Hedef 1.2: Toplu taşımayı yaygınlaştırmak", 10),
        heading("Faaliyetler", 10),
        bullets("Yeni hatların açılması", sign="-"),
        NEW_PAGE,
        heading("STRATEJİK AMAÇ-2: Yeşil alanları çoğaltmak", 11),
        heading("Hedef 2.1: Her mahalleye park açmak", 10),
        heading("Faaliyetler", 10),
        bullets("Park yeri satın alınması", "Ağaç dikilmesi", sign="a)"),
        heading("6. İZLEME VE DEĞERLENDİRME"),
        bullets("Plan altı ayda bir izlenir."),
    )
    assert outline(plan) == picture(f"""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 {LONG_OBJECTIVE} (1)
            by Fen İşleri Müdürlüğü
            - Asfalt serimi yapılması (1)
            - Okul çevrelerinde, ışıkların yeniden ayarlanması ve geçitlerin boyanması (1)
          1.2 Toplu taşımayı yaygınlaştırmak (1)
            - Yeni hatların açılması (1)
        2 Yeşil alanları çoğaltmak (2)
          2.1 Her mahalleye park açmak (2)
            - Park yeri satın alınması (2)
            - Ağaç dikilmesi (2)
    """)
    assert plan.goals[0].printed_code == "STRATEJİK AMAÇ-1"


@pytest.mark.xfail(strict=True, reason="a goal's text under a heading of its code is added again for each card")
def test_header_cells_stand_above_their_values(tmp_path: Path) -> None:
    def card(goal, objective, *activities):
        return ruled(
            (f"AMAÇ {objective[0][0]}", f"HEDEF {objective[0]}", "FAALİYETLER", "SORUMLU BİRİM"),
            (goal, objective[1], list(activities), "Fen İşleri Müdürlüğü"),
        )

    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        card("Ulaşımı güvenli kılmak", ("1.1", "Yol ağını yenilemek"), "Asfalt serimi yapılması", "Köprü bakımı"),
        gap(),
        card("Ulaşımı güvenli kılmak", ("1.2", "Yaya güvenliğini artırmak"), "Okul önlerine geçit yapılması"),
        gap(),
        card("Yeşil alanları çoğaltmak", ("2.1", "Her mahalleye park açmak"), "Park yeri satın alınması"),
    )
    assert outline(plan) == UNDER_HEADS


@pytest.mark.xfail(strict=True, reason="a heading of codes alone (AMAÇ 1 | HEDEF 1.1) is not taken for one")
def test_codes_alone_can_head_the_cells_with_their_texts(tmp_path: Path) -> None:
    def card(goal, objective, *activities):
        return ruled(
            (f"AMAÇ {objective[0][0]}", f"HEDEF {objective[0]}"),
            (goal, objective[1]),
            ("SORUMLU BİRİM", "FAALİYETLER"),
            ("Fen İşleri Müdürlüğü", list(activities)),
        )

    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        card("Ulaşımı güvenli kılmak", ("1.1", "Yol ağını yenilemek"), "Asfalt serimi yapılması", "Köprü bakımı"),
        gap(),
        card("Ulaşımı güvenli kılmak", ("1.2", "Yaya güvenliğini artırmak"), "Okul önlerine geçit yapılması"),
        gap(),
        card("Yeşil alanları çoğaltmak", ("2.1", "Her mahalleye park açmak"), "Park yeri satın alınması"),
    )
    assert outline(plan) == UNDER_HEADS


UNDER_HEADS = picture("""
    1 Ulaşımı güvenli kılmak (1)
      1.1 Yol ağını yenilemek (1)
        by Fen İşleri Müdürlüğü
        - Asfalt serimi yapılması (1)
        - Köprü bakımı (1)
      1.2 Yaya güvenliğini artırmak (1)
        by Fen İşleri Müdürlüğü
        - Okul önlerine geçit yapılması (1)
    2 Yeşil alanları çoğaltmak (1)
      2.1 Her mahalleye park açmak (1)
        by Fen İşleri Müdürlüğü
        - Park yeri satın alınması (1)
""")


SHORT_COLUMNS = pytest.param(
    0, marks=pytest.mark.xfail(strict=True, reason="columns lower than a fifth of the page are read row by row")
)


@pytest.mark.parametrize("apart", [SHORT_COLUMNS, 60])
def test_two_newspaper_columns_are_read_one_after_the_other(tmp_path: Path, apart: float) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        in_columns(
            left=[
                heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
                heading("Hedef 1.1: Yol ağını bütün mahallelerde yenilemek", 10),
                heading("Faaliyetler", 10),
                bullets("Asfalt serimi yapılması", "Kaldırımların engelliler için alçaltılması ve yenilenmesi"),
                gap(apart),
                heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
                heading("Faaliyetler", 10),
            ],
            right=[
                bullets("Okul önlerine geçit yapılması", "Işıklı levha konulması"),
                heading("Amaç 2: Yeşil alanları çoğaltmak", 11),
                heading("Hedef 2.1: Her mahalleye park açmak", 10),
                heading("Faaliyetler", 10),
                bullets("Park yeri satın alınması", "Çocuk oyun alanlarının yapılması", "Ağaç dikilmesi"),
            ],
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını bütün mahallelerde yenilemek (1)
            - Asfalt serimi yapılması (1)
            - Kaldırımların engelliler için alçaltılması ve yenilenmesi (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Okul önlerine geçit yapılması (1)
            - Işıklı levha konulması (1)
        2 Yeşil alanları çoğaltmak (1)
          2.1 Her mahalleye park açmak (1)
            - Park yeri satın alınması (1)
            - Çocuk oyun alanlarının yapılması (1)
            - Ağaç dikilmesi (1)
    """)


@pytest.mark.parametrize("code", ["F1.1.1", "Faaliyet 1.1.1", "F.1.1.1"])
def test_activities_of_a_later_chapter_find_their_objective_by_code(tmp_path: Path, code: str) -> None:
    def coded(last: str) -> str:
        return code[: -len("1.1.1")] + last

    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        words("Hedef 1.1: Yol ağını yenilemek", "Hedef 1.2: Yaya güvenliğini artırmak"),
        heading("Amaç 2: Yeşil alanları çoğaltmak", 11),
        words("Hedef 2.1: Her mahalleye park açmak"),
        NEW_PAGE,
        heading("6. EYLEM PLANI"),
        ruled(
            ("Kod", "Faaliyet", "Sorumlu Birim"),
            (coded("1.1.1"), "Asfalt serimi yapılması", "Fen İşleri Müdürlüğü"),
            (coded("1.1.2"), "Kaldırımların yenilenmesi", "Fen İşleri Müdürlüğü"),
            (coded("1.2.1"), "Okul önlerine geçit yapılması", "Zabıta Müdürlüğü"),
            (coded("2.1.1"), "Park yeri satın alınması", "Emlak Müdürlüğü"),
            widths=(1.4, 4, 2),
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1-2)
            by Fen İşleri Müdürlüğü
            - Asfalt serimi yapılması (2)
            - Kaldırımların yenilenmesi (2)
          1.2 Yaya güvenliğini artırmak (1-2)
            by Zabıta Müdürlüğü
            - Okul önlerine geçit yapılması (2)
        2 Yeşil alanları çoğaltmak (1)
          2.1 Her mahalleye park açmak (1-2)
            by Emlak Müdürlüğü
            - Park yeri satın alınması (2)
    """)


def test_objectives_numbered_through_the_whole_plan_stand_under_their_goals(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("STRATEJİK AMAÇLAR VE HEDEFLER"),
        heading("STRATEJİK AMAÇ–1: Kent içi ulaşımı güvenli kılmak", 11),
        heading("Hedef–1: Yol ağını yenilemek", 10),
        bullets("Asfalt serimi yapılması", "Kaldırımların yenilenmesi", sign="a)"),
        heading("Hedef–2: Yaya güvenliğini artırmak", 10),
        bullets("Okul önlerine geçit yapılması", sign="a)"),
        heading("STRATEJİK AMAÇ–2: Yeşil alanları çoğaltmak", 11),
        heading("Hedef–3: Her mahalleye park açmak", 10),
        bullets("Park yeri satın alınması", sign="a)"),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt serimi yapılması (1)
            - Kaldırımların yenilenmesi (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Okul önlerine geçit yapılması (1)
        2 Yeşil alanları çoğaltmak (1)
          2.3 Her mahalleye park açmak (1)
            - Park yeri satın alınması (1)
    """)
    assert plan.goals[1].objectives[0].printed_code == "Hedef–3"


def test_roman_goals_are_counted_in_arabic_digits(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ VE HEDEFLER"),
        *(
            block
            for number, goal, objectives in (
                ("I", "Ulaşımı güvenli kılmak", ("Yol ağını yenilemek", "Yaya güvenliğini artırmak")),
                ("IV", "Yeşil alanları çoğaltmak", ("Her mahalleye park açmak",)),
            )
            for block in (
                heading(f"AMAÇ {number}. {goal}", 11),
                *(
                    part
                    for order, text in enumerate(objectives, 1)
                    for part in (
                        heading(f"Hedef {order}. {text}", 10),
                        bullets(f"{text.split()[0]} için proje hazırlanması"),
                    )
                ),
            )
        ),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Yol için proje hazırlanması (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Yaya için proje hazırlanması (1)
        4 Yeşil alanları çoğaltmak (1)
          4.1 Her mahalleye park açmak (1)
            - Her için proje hazırlanması (1)
    """)
    assert plan.goals[1].printed_code == "AMAÇ IV"


def the_plan_itself():
    """Two goals and three objectives, set out as prose (two pages)."""
    return (
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        heading("Hedef 1.1: Yol ağını yenilemek", 10),
        heading("Faaliyetler", 10),
        bullets("Asfalt serimi yapılması"),
        heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
        heading("Faaliyetler", 10),
        bullets("Okul önlerine geçit yapılması"),
        NEW_PAGE,
        heading("Amaç 2: Yeşil alanları çoğaltmak", 11),
        heading("Hedef 2.1: Her mahalleye park açmak", 10),
        heading("Faaliyetler", 10),
        bullets("Park yeri satın alınması"),
    )


def test_contents_summary_and_cost_table_add_no_objective_twice_and_fill_its_cost(tmp_path: Path) -> None:
    def entry(text, page):
        return words(f"{text} {'.' * (90 - len(text))} {page}")

    plan = plan_of(
        tmp_path,
        heading("İÇİNDEKİLER"),
        entry("1. GİRİŞ", 1),
        entry("5. AMAÇ VE HEDEFLER", 2),
        entry("Amaç 1: Kent içi ulaşımı güvenli kılmak", 2),
        entry("Hedef 1.1: Yol ağını yenilemek", 2),
        entry("Hedef 1.2: Yaya güvenliğini artırmak", 2),
        entry("Amaç 2: Yeşil alanları çoğaltmak", 3),
        entry("Hedef 2.1: Her mahalleye park açmak", 3),
        NEW_PAGE,
        *the_plan_itself(),
        NEW_PAGE,
        heading("6. AMAÇ VE HEDEFLERE TOPLU BAKIŞ"),
        ruled(
            ("Amaç", "Hedef"),
            ("Amaç 1 Kent içi ulaşımı güvenli kılmak", "Hedef 1.1 Yol ağını yenilemek"),
            ("", "Hedef 1.2 Yaya güvenliğini artırmak"),
            ("Amaç 2 Yeşil alanları çoğaltmak", "Hedef 2.1 Her mahalleye park açmak"),
            down=("0:1-2",),
        ),
        heading("7. MALİYETLENDİRME"),
        ruled(
            ("Amaç / Hedef", *YEARS, "Toplam Maliyet"),
            ("Amaç 1", "400", "400", "400", "400", "400", "2.000.000"),
            ("Hedef 1.1", "300", "300", "300", "300", "300", "1.500.000"),
            ("Hedef 1.2", "100", "100", "100", "100", "100", "500.000"),
            ("Amaç 2", "50", "50", "50", "50", "50", "250.000"),
            ("Hedef 2.1", "50", "50", "50", "50", "50", "250.000"),
            widths=(2, 1, 1, 1, 1, 1, 1.6),
        ),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (2)
          1.1 Yol ağını yenilemek (2)
            for 1500000
            - Asfalt serimi yapılması (2)
          1.2 Yaya güvenliğini artırmak (2)
            for 500000
            - Okul önlerine geçit yapılması (2)
        2 Yeşil alanları çoğaltmak (3)
          2.1 Her mahalleye park açmak (3)
            for 250000
            - Park yeri satın alınması (3)
    """)


def test_goals_of_the_united_nations_and_of_the_last_period_are_not_the_plans(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("2. UYGULANMAKTA OLAN STRATEJİK PLANIN DEĞERLENDİRİLMESİ"),
        heading("Amaç 1: Eski dönemde kurumsal yapıyı güçlendirmek", 11),
        heading("Hedef 1.1: Arşivi sayısal ortama taşımak", 10),
        bullets("Belgelerin taranması"),
        heading("Hedef 1.2: Hizmet içi eğitim vermek", 10),
        heading("Amaç 3: Tanıtımı artırmak", 11),
        heading("Hedef 3.1: Fuarlara katılmak", 10),
        heading("3. ÜST POLİTİKA BELGELERİ"),
        words("Birleşmiş Milletler Sürdürülebilir Kalkınma Amaçları aşağıdadır."),
        ruled(
            ("Amaç", "İlgili Hedefler"),
            ("AMAÇ 5: Toplumsal Cinsiyet Eşitliği", "Hedef 5.1: Ayrımcılığın sona erdirilmesi"),
            ("AMAÇ 11: Sürdürülebilir Şehirler", "Hedef 11.2: Erişilebilir ulaşım"),
        ),
        NEW_PAGE,
        *the_plan_itself(),
    )
    assert outline(plan) == picture("""
        1 Kent içi ulaşımı güvenli kılmak (2)
          1.1 Yol ağını yenilemek (2)
            - Asfalt serimi yapılması (2)
          1.2 Yaya güvenliğini artırmak (2)
            - Okul önlerine geçit yapılması (2)
        2 Yeşil alanları çoğaltmak (3)
          2.1 Her mahalleye park açmak (3)
            - Park yeri satın alınması (3)
    """)


def test_a_directive_whose_first_article_is_called_purpose_has_no_goal_tree(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("KREŞ VE GÜNDÜZ BAKIMEVLERİ YÖNERGESİ"),
        heading("1. AMAÇ", 11),
        words("Bu yönergenin amacı, belediyeye bağlı bakımevlerinin çalışma esaslarını belirlemektir."),
        heading("2. KAPSAM", 11),
        words("Bu yönerge, bakımevlerinde çalışanları ve hizmetten yararlanan aileleri kapsar."),
        heading("3. HEDEF KİTLE", 11),
        words("Hedef kitle üç ile altı yaş arasındaki çocuklardır."),
        bullets("Çalışan annelerin çocukları", "Kardeşi kayıtlı olan çocuklar"),
    )
    assert plan.goals == ()


def test_an_activity_report_has_passages_but_no_goal_tree(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, *the_plan_itself(), kind="activity_report")
    assert plan.goals == ()
    assert any("Asfalt serimi yapılması" in passage.text for passage in plan.passages)
