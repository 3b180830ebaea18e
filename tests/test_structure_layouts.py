"""One way in for every layout: each test draws a small plan as some municipality prints it and reads its tree."""

from __future__ import annotations

from pathlib import Path

from small_plans import (
    NEW_PAGE,
    borderless,
    gap,
    heading,
    outline,
    picture,
    plan_of,
    ruled,
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


def test_a_wide_table_with_a_row_an_indicator_keeps_its_merged_cells_objective(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        ruled(
            ("Stratejik Amaç", "Stratejik Hedef", "Performans Göstergesi", "2020", "2021", "Sorumlu Birim"),
            ("SA1 Ulaşımı güvenli kılmak", "SH1.1 Yol ağını yenilemek", "PG1.1.1 Yol (km)", "14", "16", "Fen İşleri"),
            ("", "", "PG1.1.2 Kaldırım (m)", "140", "160", "Fen İşleri"),
            ("", "SH1.2 Yaya güvenliğini artırmak", "PG1.2.1 Geçit (adet)", "5", "6", "Ulaşım Hizmetleri"),
            widths=(2, 2, 2, 1, 1, 2),
            down=("0:1-3", "1:1-2"),
        ),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri
            # 1.1.1 Yol (km) 2020=14 2021=16 (1)
            # 1.1.2 Kaldırım (m) 2020=140 2021=160 (1)
          1.2 Yaya güvenliğini artırmak (1)
            by Ulaşım Hizmetleri
            # 1.2.1 Geçit (adet) 2020=5 2021=6 (1)
    """)


def test_a_figure_below_zero_keeps_its_sign(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Göçü dengelemek", 11),
        heading("Hedef 1.1: Gençlerin göçünü azaltmak", 10),
        ruled(("Performans Göstergesi", "2019", "2020"), ("PG1.1.1 Göç dengesi", "-5", "-2,5")),
        heading("Hedef 1.2: Köylerde hizmeti artırmak", 10),
        ruled(("Performans Göstergesi", "2019", "2020"), ("PG1.2.1 Hizmet alan köy", "5", "8")),
    )
    assert outline(plan) == picture("""
        1 Göçü dengelemek (1)
          1.1 Gençlerin göçünü azaltmak (1)
            # 1.1.1 Göç dengesi from -5 2020=-2.5 (1)
          1.2 Köylerde hizmeti artırmak (1)
            # 1.2.1 Hizmet alan köy from 5 2020=8 (1)
    """)
