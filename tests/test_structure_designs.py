"""Designs of their own: large codes, codes of the whole way down, letters, unit matrices, priorities, bare numbers."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from small_plans import borderless, bullets, gap, heading, outline, picture, plan_of, ruled, sheets, words

from plan_miner.structure import structured
from plan_miner.text import read

YEARS = ("2020", "2021", "2022", "2023", "2024")


def lines(canvas: Canvas, left: float, top: float, *texts: str, size: float = 10, bold: bool = False) -> None:
    canvas.setFont("Vera-Bold" if bold else "Vera", size)
    for number, text in enumerate(texts):
        canvas.drawString(left, top - number * size * 1.3, text)


def test_a_code_in_large_type_takes_all_lines_of_the_text_that_it_is_centred_on(tmp_path: Path) -> None:
    def divider(canvas: Canvas) -> None:
        lines(canvas, 220, 500, "KENTİN HER KÖŞESİNE", "ULAŞAN YEŞİL VE", "GÜVENLİ YOLLAR", size=22, bold=True)
        lines(canvas, 70, 462, "A.1", size=48, bold=True)

    def objective(code: str, activity: str, *title: str):
        def draw(canvas: Canvas) -> None:
            lines(canvas, 400, 800, f"A.1 › {code}", size=7)
            lines(canvas, 170, 720, *title, size=13, bold=True)
            lines(canvas, 60, 712 - 8 * (len(title) - 1), code, size=27, bold=True)
            lines(canvas, 60, 640, "FAALİYETLER", bold=True)
            for number, letter in enumerate("ab"):
                lines(canvas, 60, 615 - 20 * number, f"F.{code[2:]}.{letter}", bold=True)
                lines(canvas, 120, 615 - 20 * number, f"{activity} {number + 1}. aşaması")
            lines(canvas, 60, 560, "NEDEN BU HEDEF?", bold=True)
            lines(canvas, 60, 540, "Yollarımızın yarısı yirmi yıldan eskidir.")

        return draw

    path = sheets(
        tmp_path / "plan.pdf",
        divider,
        objective("H.1.1", "Asfalt yenilemenin", "YOL AĞINI YENİLEMEK"),
        objective("H.1.2", "Geçit yapımının", "YAYALARIN GÜVENLİĞİNİ", "HER MAHALLEDE ARTIRMAK"),
    )
    assert outline(structured(read(path), "strategic_plan", 2020)) == picture("""
        1 KENTİN HER KÖŞESİNE ULAŞAN YEŞİL VE GÜVENLİ YOLLAR (1)
          1.1 YOL AĞINI YENİLEMEK (2)
            - Asfalt yenilemenin 1. aşaması (2)
            - Asfalt yenilemenin 2. aşaması (2)
          1.2 YAYALARIN GÜVENLİĞİNİ HER MAHALLEDE ARTIRMAK (3)
            - Geçit yapımının 1. aşaması (3)
            - Geçit yapımının 2. aşaması (3)
    """)


def test_codes_of_the_whole_way_down_and_a_title_that_names_parts_of_the_card(tmp_path: Path) -> None:
    def card(code: str, text: str, activity: str, name: str, values: tuple[str, ...]):
        return [
            heading(f"{code} {text}"),
            *words("Faaliyetler"),
            *words(f"{code}.F1 {activity}", f"{code}.F2 {activity} için çalıştay yapılması"),
            heading(f"{code} Göstergeler, Hedef Değerler ve Kaynak"),
            ruled(("Kod", "Gösterge", "2019", *YEARS), (f"{code}.G1", name, *values)),
        ]

    plan = plan_of(
        tmp_path,
        heading("SA1 Yolları güvenli, suyu temiz bir ilçe kurmak", 16),
        card("SA1.H1", "Yol ağını yenilemek", "Asfalt serilmesi", "Yenilenen yol (km)", ("1", "2", "3", "4", "5", "6")),
        card("SA1.H2", "Suyu temiz tutmak", "Derelerin izlenmesi", "Ölçüm sayısı", ("0", "1", "2", "3", "4", "5")),
    )
    assert outline(plan) == picture("""
        1 Yolları güvenli, suyu temiz bir ilçe kurmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt serilmesi (1)
            - Asfalt serilmesi için çalıştay yapılması (1)
            # 1.1.1 Yenilenen yol (km) from 1 2020=2 2021=3 2022=4 2023=5 2024=6 (1)
          1.2 Suyu temiz tutmak (1)
            - Derelerin izlenmesi (1)
            - Derelerin izlenmesi için çalıştay yapılması (1)
            # 1.2.1 Ölçüm sayısı from 0 2020=1 2021=2 2022=3 2023=4 2024=5 (1)
    """)
    assert [a.printed_code for a in plan.goals[0].objectives[0].activities] == ["SA1.H1.F1", "SA1.H1.F2"]


def test_goals_told_by_letters_units_in_one_cell_and_costs_in_a_table_of_their_own(tmp_path: Path) -> None:
    units = "Sorumlu: Fen İşleri Müdürlüğü\nİş birliği: Zabıta Müdürlüğü, Ulaşım Müdürlüğü"
    plan = plan_of(
        tmp_path,
        heading("AMAÇ-A: Yolları güvenli bir ilçe kurmak"),
        ruled(
            ("Hedef", "Sorumlu Birim / İş Birliği", "Kod", "Faaliyet / Proje"),
            ("Hedef A.1\nYol ağını yenilemek", units, "F.A.1.1", "Asfalt serilmesi"),
            ("", "", "F.A.1.2", "Kaldırım yapılması"),
            ("Hedef A.2\nYaya güvenliğini artırmak", units, "F.A.2.1", "Geçit yapılması"),
            widths=(3, 3, 1, 3),
            down=("0:1-2", "1:1-2"),
        ),
        heading("AMAÇ-B: Suyu temiz tutmak"),
        ruled(
            ("Hedef", "Sorumlu Birim / İş Birliği", "Kod", "Faaliyet / Proje"),
            ("Hedef B.1\nDereleri izlemek", units, "F.B.1.1", "Ölçüm yapılması"),
            widths=(3, 3, 1, 3),
        ),
        heading("TAHMİNİ MALİYET TABLOSU"),
        ruled(
            ("Kod", "Amaç / Hedef", "2020", "2021", "Toplam"),
            ("Amaç-A", "Yolları güvenli bir ilçe kurmak", "30.000", "40.000", "70.000"),
            ("Hedef A.1", "Yol ağını yenilemek", "10.000", "15.000", "25.000"),
            ("Hedef A.2", "Yaya güvenliğini artırmak", "20.000", "25.000", "45.000"),
            ("Amaç-B", "Suyu temiz tutmak", "5.000", "6.000", "11.000"),
            ("Hedef B.1", "Dereleri izlemek", "5.000", "6.000", "11.000"),
            widths=(1, 4, 1, 1, 1),
        ),
    )
    by = "by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü, Ulaşım Müdürlüğü; for"
    assert outline(plan) == picture(f"""
        1 Yolları güvenli bir ilçe kurmak (1)
          1.1 Yol ağını yenilemek (1)
            {by} 25000
            - Asfalt serilmesi (1)
            - Kaldırım yapılması (1)
          1.2 Yaya güvenliğini artırmak (1)
            {by} 45000
            - Geçit yapılması (1)
        2 Suyu temiz tutmak (1)
          2.1 Dereleri izlemek (1)
            {by} 11000
            - Ölçüm yapılması (1)
    """)
    assert [o.printed_code for g in plan.goals for o in g.objectives] == ["Hedef A.1", "Hedef A.2", "Hedef B.1"]


def test_indicators_may_stand_side_by_side_with_the_years_below_them(tmp_path: Path) -> None:
    def across(first: int) -> list[tuple[str, ...]]:
        targets = [(year, str(first + step), str(10 * first + step)) for step, year in enumerate(YEARS, 1)]
        return [("Hedefe etkisi (%)", "40", "60"), ("Başlangıç değeri (2019)", str(first), str(10 * first)), *targets]

    plan = plan_of(
        tmp_path,
        heading("AMAÇ 1: Yolları güvenli bir ilçe kurmak"),
        heading("HEDEF 1.1: Yol ağını yenilemek", 11),
        *bullets("Asfalt serilmesi"),
        ruled(("Yıl", "PG.1.1.1 Yenilenen yol (km)", "PG.1.1.2 Yenilenen kaldırım (m)"), *across(2)),
        gap(),
        heading("HEDEF 1.2: Yaya güvenliğini artırmak", 11),
        *bullets("Geçit yapılması"),
        ruled(("Yıl", "PG.1.2.1 Geçit sayısı", "PG.1.2.2 Işıklı geçit sayısı"), *across(3)),
    )
    assert outline(plan) == picture("""
        1 Yolları güvenli bir ilçe kurmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt serilmesi (1)
            # 1.1.1 Yenilenen yol (km) weight 40 from 2 2020=3 2021=4 2022=5 2023=6 2024=7 (1)
            # 1.1.2 Yenilenen kaldırım (m) weight 60 from 20 2020=21 2021=22 2022=23 2023=24 2024=25 (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
            # 1.2.1 Geçit sayısı weight 40 from 3 2020=4 2021=5 2022=6 2023=7 2024=8 (1)
            # 1.2.2 Işıklı geçit sayısı weight 60 from 30 2020=31 2021=32 2022=33 2023=34 2024=35 (1)
    """)


def test_a_matrix_of_abbreviated_units_gives_the_names_of_its_legend(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("1.Amaç: Yolları güvenli bir ilçe kurmak"),
        heading("1.1.Hedef: Yol ağını yenilemek", 11),
        *bullets("Asfalt serilmesi"),
        heading("1.2.Hedef: Yaya güvenliğini artırmak", 11),
        *bullets("Geçit yapılması"),
        heading("Hedeflerden sorumlu birimler", 11),
        ruled(
            ("Amaç", "Hedef", "FİM", "ZM", "UHM", "HİM"),
            ("1.Amaç", "1.1.Hedef", "S", "İ", "", ""),
            ("", "1.2.Hedef", "", "", "S", "İ"),
            down=("0:1-2",),
        ),
        *words("FİM: Fen İşleri Müdürlüğü", "ZM: Zabıta Müdürlüğü", "UHM: Ulaşım Hizmetleri Müdürlüğü"),
    )
    assert outline(plan) == picture("""
        1 Yolları güvenli bir ilçe kurmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü
            - Asfalt serilmesi (1)
          1.2 Yaya güvenliğini artırmak (1)
            by Ulaşım Hizmetleri Müdürlüğü; with HİM
            - Geçit yapılması (1)
    """)


def test_priorities_in_the_place_of_goals_and_objectives_with_a_slash(tmp_path: Path) -> None:
    def objective(code: str, text: str, activity: str, name: str, values: tuple[str, ...]):
        return [
            heading(f"{code} {text}", 11),
            *words("Stratejiler"),
            *bullets(activity, sign="›"),
            ruled(("Performans Kriteri", "Ölçü", "Mevcut", "1. Yıl", "2. Yıl", "3. Yıl"), (name, "adet", *values)),
            *words("Sorumlu: Fen İşleri Müdürlüğü • Birlikte: Zabıta Müdürlüğü"),
        ]

    plan = plan_of(
        tmp_path,
        heading("STRATEJİK ÖNCELİK 1", 12),
        heading("Yolları güvenli, suyu temiz bir ilçe kurmak", 12),
        objective("1/1", "Yol ağını yenilemek", "Asfalt serilecektir", "Yenilenen yol", ("1", "2", "3", "4")),
        objective("1/2", "Suyu temiz tutmak", "Dereler izlenecektir", "Ölçüm sayısı", ("0", "5", "6", "7")),
    )
    assert outline(plan) == picture("""
        1 Yolları güvenli, suyu temiz bir ilçe kurmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü
            - Asfalt serilecektir (1)
            # 1.1.1 Yenilenen yol from 1 2020=2 2021=3 2022=4 (1)
          1.2 Suyu temiz tutmak (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü
            - Dereler izlenecektir (1)
            # 1.2.1 Ölçüm sayısı from 0 2020=5 2021=6 2022=7 (1)
    """)


def test_numbers_of_three_levels_without_a_word_and_units_behind_the_activities(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("XII. AMAÇLAR, HEDEFLER VE FAALİYETLER", 14),
        heading("1. Yolları güvenli, suyu temiz bir ilçe kurmak", 13),
        heading("1.1 Yol ağını yenilemek", 11),
        *words("1.1.1 Asfalt serilmesi (Fen İşleri Müdürlüğü)", "1.1.2 Kaldırım yapılması (Fen İşleri Müdürlüğü)"),
        heading("1.2 Suyu temiz tutmak", 11),
        *words("1.2.1 Derelerin izlenmesi (Çevre Müdürlüğü)", "1.2.2 Ölçüm yapılması (İki istasyonda)"),
        *words("1.2.3 Arıtmanın bakımı (Çevre Müdürlüğü)"),
    )
    assert outline(plan) == picture("""
        1 Yolları güvenli, suyu temiz bir ilçe kurmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü
            - Asfalt serilmesi (1)
            - Kaldırım yapılması (1)
          1.2 Suyu temiz tutmak (1)
            by Çevre Müdürlüğü
            - Derelerin izlenmesi (1)
            - Ölçüm yapılması (İki istasyonda) (1)
            - Arıtmanın bakımı (1)
    """)


def test_a_card_listed_by_a_web_system_gives_codes_and_texts_under_labels_of_their_own(tmp_path: Path) -> None:
    def card(code: str, text: str, activity: str, name: str):
        return borderless(
            ("Amaç Kodu:", "A01"),
            ("Amaç:", "Yolları güvenli bir ilçe kurmak"),
            ("Hedef Kodu:", code),
            ("Hedef:", text),
            ("Sorumlu Birim:", "Fen İşleri Müdürlüğü"),
            ("Gösterge 1:", name),
            ("Ölçü Birimi:", "km"),
            ("Başlangıç Değeri:", "6,4"),
            ("Hedeflenen Değer:", "2020: 7,0 2021: 7,6"),
            ("Faaliyetler:", [activity]),
        )

    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        card("H01.01", "Yol ağını yenilemek", "Asfalt serilmesi", "Yenilenen yol"),
        gap(30),
        card("H01.02", "Yaya güvenliğini artırmak", "Geçit yapılması", "Yenilenen kaldırım"),
    )
    assert outline(plan) == picture("""
        1 Yolları güvenli bir ilçe kurmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü
            - Asfalt serilmesi (1)
            # 1.1.1 Yenilenen yol from 6.4 2020=7 2021=7.6 (1)
          1.2 Yaya güvenliğini artırmak (1)
            by Fen İşleri Müdürlüğü
            - Geçit yapılması (1)
            # 1.2.1 Yenilenen kaldırım from 6.4 2020=7 2021=7.6 (1)
    """)
    assert plan.goals[0].objectives[0].indicators[0].unit == "km"


def test_fields_of_the_strategy_are_goals_where_a_plan_has_no_others(tmp_path: Path) -> None:
    head = ("Hedef", "Stratejiler", "Sorumlu Birim")
    plan = plan_of(
        tmp_path,
        heading("5. GELECEĞE BAKIŞ"),
        ruled(
            head,
            ("STRATEJİK ALAN 1: Yollar güvenli olacaktır",),
            ("Hedef-1\nYol ağı yenilenecektir", ["Asfalt serilecektir"], "Fen İşleri Müdürlüğü"),
            ("STRATEJİK ALAN 2: Sular temiz kalacaktır",),
            ("Hedef-2\nDereler izlenecektir", ["Ölçüm yapılacaktır"], "Çevre Müdürlüğü"),
        ),
    )
    assert outline(plan) == picture("""
        1 Yollar güvenli olacaktır (1)
          1.1 Yol ağı yenilenecektir (1)
            by Fen İşleri Müdürlüğü
            - Asfalt serilecektir (1)
        2 Sular temiz kalacaktır (1)
          2.2 Dereler izlenecektir (1)
            by Çevre Müdürlüğü
            - Ölçüm yapılacaktır (1)
    """)


def test_keys_in_roman_figures_lead_an_action_plan_back_to_its_objectives(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("12 Amaç ve Hedefler"),
        heading("Amaç I: Yollar güvenli olacaktır", 11),
        *words("Hedef I.1 Yol ağı yenilenecektir", "Hedef I.2 Dereler izlenecektir"),
        heading("14 Eylem Planı"),
        ruled(
            ("Hedef Kodu", "Eylem No", "Eylem", "Sorumlu Birim"),
            ("I.1", "E.1", "Asfalt serilecektir", "Fen İşleri Müdürlüğü"),
            ("", "E.2", "Kaldırım yapılacaktır", ""),
            ("I.2", "E.3", "Ölçüm yapılacaktır", "Çevre Müdürlüğü"),
            widths=(1, 1, 3, 2),
            down=("0:1-2", "3:1-2"),
        ),
    )
    assert outline(plan) == picture("""
        1 Yollar güvenli olacaktır (1)
          1.1 Yol ağı yenilenecektir (1)
            by Fen İşleri Müdürlüğü
            - Asfalt serilecektir (1)
            - Kaldırım yapılacaktır (1)
          1.2 Dereler izlenecektir (1)
            by Çevre Müdürlüğü
            - Ölçüm yapılacaktır (1)
    """)


def test_the_years_of_a_plan_are_counted_from_its_first_and_left_as_printed_where_that_is_not_known(
    tmp_path: Path,
) -> None:
    blocks = [
        heading("AMAÇ 1: Yolları güvenli bir ilçe kurmak"),
        *(
            block
            for number in (1, 2)
            for block in (
                heading(f"HEDEF 1.{number}: Yol ağını {number}. kez yenilemek", 11),
                *bullets("Asfalt serilmesi"),
                ruled(("Gösterge", "Mevcut", "1. Yıl", "2. Yıl"), (f"Yenilenen yol {number}", "3", "4", "5")),
            )
        ),
    ]
    for first, years in ((2025, [2025, 2026]), (0, [1, 2])):
        objectives = plan_of(tmp_path, *blocks, first=first).goals[0].objectives
        assert [[year for year, _ in o.indicators[0].targets] for o in objectives] == [years, years]


def test_numbered_notes_behind_a_law_s_aim_are_no_objectives(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        *words("Amaç:", "Madde 1 – Bu kanunun amacı yerel hizmetlerin esaslarını düzenlemektir."),
        *words("1. Hizmetlerin eşit sunulması sağlanır."),
        *bullets("Denetim yapılır", "Rapor yazılır"),
        *words("2. Kaynakların yerinde kullanılması gözetilir."),
        *bullets("Kayıtlar saklanır"),
    )
    assert plan.goals == ()
