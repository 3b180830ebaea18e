"""What other municipalities print differently: cards upside down, numbers without words, sums, brochures, cut cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.platypus import Flowable
from small_plans import NEW_PAGE, borderless, bullets, gap, heading, outline, picture, plan_of, ruled, words

from plan_miner.structure.codes import code_of
from plan_miner.structure.labels import field_of, told_by_value

YEARS = ("2020", "2021", "2022", "2023", "2024")


def test_a_card_may_name_its_objective_first_and_the_goal_below_it(tmp_path: Path) -> None:
    def card(number: str, text: str, goal: str, strategy: str):
        return ruled(
            (f"Hedef (H{number}): {text}",),
            (f"Amaç (A{number[0]}): {goal}",),
            ("Sorumlu Birim: Fen İşleri Müdürlüğü", "İş Birliği Yapılacak Birimler: Zabıta Müdürlüğü"),
            ("Performans Göstergeleri", "2019", *YEARS),
            (f"PG{number}.1: Yenilenen yol (km)", "12", "14", "16", "18", "20", "22"),
            ("Riskler:\n• Yağışlı günler", f"Stratejiler:\n• {strategy}"),
            widths=(3, 1, 1, 1, 1, 1, 1),
        )

    plan = plan_of(
        tmp_path,
        heading("HEDEF KARTLARI"),
        card("1.1", "Yol ağını yenilemek", "Ulaşımı güvenli kılmak", "Asfalt yapılması"),
        gap(),
        card("2.1", "Her mahalleye park açmak", "Yeşil alanları çoğaltmak", "Park yapılması"),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü
            - Asfalt yapılması (1)
            # 1.1.1 Yenilenen yol (km) from 12 2020=14 2021=16 2022=18 2023=20 2024=22 (1)
        2 Yeşil alanları çoğaltmak (1)
          2.1 Her mahalleye park açmak (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü
            - Park yapılması (1)
            # 2.1.1 Yenilenen yol (km) from 12 2020=14 2021=16 2022=18 2023=20 2024=22 (1)
    """)
    assert plan.goals[0].objectives[0].risks == "Yağışlı günler"


def test_under_a_goal_with_its_word_the_number_alone_names_objectives_and_a_sentence_ends_them(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("4. AMAÇ VE HEDEFLER"),
        heading("4.2.1. Amaç 1: Ulaşımı güvenli kılmak", 11),
        words("1.1. Yol ağını yenilemek. Bu alandaki çalışmalar kurum içi uzmanlıkla yürütülecektir.", "Faaliyetler"),
        words("a) Asfalt yapılması, b) Köprü bakımı, c) Kaldırım yapılması."),
        words("1.2. Yaya güvenliğini artırmak. Öncelik okul çevrelerine verilecektir.", "Faaliyetler"),
        bullets("Geçit yapılması,", "Kasis yapılması."),
        heading("4.2.2. Amaç 2: Yeşil alanları çoğaltmak", 11),
        words("2.1. Her mahalleye park açmak. Yer seçimi muhtarlarla yapılacaktır.", "Faaliyetler"),
        bullets("Park yapılması"),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek. (1)
            - Asfalt yapılması (1)
            - Köprü bakımı (1)
            - Kaldırım yapılması. (1)
          1.2 Yaya güvenliğini artırmak. (1)
            - Geçit yapılması (1)
            - Kasis yapılması. (1)
        2 Yeşil alanları çoğaltmak (1)
          2.1 Her mahalleye park açmak. (1)
            - Park yapılması (1)
    """)


def test_a_row_that_sums_an_objective_is_its_cost_and_no_second_text_of_it(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ, HEDEF VE FAALİYETLER"),
        ruled(
            ("Amaç", "Hedef", "Kodu", "Faaliyet", "2020", "2021", "Toplam"),
            ("SA1. Ulaşımı güvenli kılmak", "SH1.1. Yol ağını yenilemek", "F1.1.1", "Asfalt yapılması", "1", "2", "3"),
            ("", "", "F1.1.2", "Köprü bakımı", "4", "5", "9"),
            ("", "", "", "SH1.1 TOPLAM", "5", "7", "12.000"),
            ("", "SH1.2. Yaya güvenliğini artırmak", "F1.2.1", "Geçit yapılması", "1", "2", "3"),
            ("", "", "", "SH1.2 TOPLAM", "1", "2", "3.000"),
            ("", "", "", "SA1 TOPLAM", "6", "9", "15.000"),
            widths=(2, 2, 1, 2, 1, 1, 1),
        ),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            for 12000
            - Asfalt yapılması (1)
            - Köprü bakımı (1)
          1.2 Yaya güvenliğini artırmak (1)
            for 3000
            - Geçit yapılması (1)
    """)


def test_a_cell_that_a_page_end_cut_and_the_next_heading_repeats_is_read_once_and_whole(tmp_path: Path) -> None:
    head = ("STRATEJİK AMAÇ", "STRATEJİK HEDEF", "KODU", "FAALİYET", "SORUMLU BİRİM", "TOPLAM")
    repeated = (
        "STRATEJİK AMAÇ",
        "SH1.2. Yaya güvenliğini okul çevrelerinde artırmak STRATEJİK HEDEF",
        "KODU",
        "FAALİYET",
        "SORUMLU BİRİM Zabıta Müdürlüğü",
        "TOPLAM",
    )
    first = ("SA1. Ulaşımı güvenli kılmak", "SH1.1. Yol ağını yenilemek", "F1.1.1", "Asfalt", "Fen İşleri", "3")
    widths = (2, 3, 1, 2, 2, 1)
    plan = plan_of(
        tmp_path,
        heading("AMAÇ, HEDEF VE FAALİYETLER"),
        ruled(head, first, ("", "SH1.2. Yaya güvenliğini okul", "F1.2.1", "Geçit yapılması", "", "4"), widths=widths),
        NEW_PAGE,
        ruled(repeated, ("", "", "F1.2.2", "Kasis yapılması", "", "4"), widths=widths),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri
            - Asfalt (1)
          1.2 Yaya güvenliğini okul çevrelerinde artırmak (1-2)
            by Zabıta Müdürlüğü
            - Geçit yapılması (1)
            - Kasis yapılması (2)
    """)


def test_a_goal_in_display_letters_is_whole_though_its_lines_are_broken_for_looks(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇLARIMIZ VE HEDEFLERİMİZ", 22),
        heading("AMAÇ 1", 20),
        heading("ULAŞIMI GÜVENLİ<br/>KILMAK", 16),
        ruled(("HEDEF 1.1 Yol ağını yenilemek",), (["Asfalt yapılması", "Köprü bakımı"],)),
        gap(),
        ruled(
            ("HEDEF 1.2 Yaya güvenliğini artırmak",),
            ("Neler yapacağız? (Faaliyet ve Projeler)\n• Geçit yapılması\nSorumlu Zabıta Müdürlüğü",),
        ),
        heading("Amaç 1 Göstergeleri", 11),
    )
    assert [goal.passage.text for goal in plan.goals] == ["ULAŞIMI GÜVENLİ KILMAK"]
    second = plan.goals[0].objectives[1]
    assert [a.passage.text for a in second.activities] == ["Geçit yapılması"]
    assert second.responsible_unit == "Zabıta Müdürlüğü"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Sorumlu Fen İşleri Müdürlüğü", "responsible", "Fen İşleri Müdürlüğü"),
        ("Birlikte Zabıta Müdürlüğü, Park Müdürlüğü", "collaborating", "Zabıta Müdürlüğü, Park Müdürlüğü"),
        ("5 yıllık maliyet 6.862.750 TL", "cost", "6.862.750 TL"),
        ("Sorumlu Birim Destek Hizmetleri Müdürlüğü", "responsible", "Destek Hizmetleri Müdürlüğü"),
        ("Birlikte çalışan müdürlükler toplanır", "", ""),  # a sentence
        ("Sorumlu Müdürlük denetimleri yapar.", "", ""),
        ("Toplam Kalite yönetimi", "", ""),  # no amount
    ],
)
def test_a_label_without_a_colon_is_told_by_its_value(text: str, field: str, value: str) -> None:
    told = told_by_value(text)
    assert (told[0], text[told[1] :]) == (field, value) if field else told is None


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("Zabıta Müdürlüğü.", "Zabıta Müdürlüğü"),
        ("Destek Hiz. Md.", "Destek Hiz. Md."),
    ],
)
def test_a_units_name_ends_without_the_full_stop_of_its_sentence(tmp_path: Path, printed: str, unit: str) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ 1. Ulaşımı güvenli kılmak", 16),
        heading("Hedef 1.1. Yol ağını yenilemek", 13),
        heading(f"Sorumlu birim: {printed}", 10),
        heading("Hedef 1.2. Yaya güvenliğini artırmak", 13),
    )
    assert plan.goals[0].objectives[0].responsible_unit == unit


@pytest.mark.parametrize(
    ("text", "level", "code", "printed"),
    [
        ("4.2.1. Amaç 1: Ulaşımı güvenli kılmak", "goal", "1", "Amaç 1"),
        ("5.1 Hedef 2.3: Park açmak", "objective", "2.3", "Hedef 2.3"),
        ("1.1. HEDEF: Park açmak", "objective", "1.1", "1.1. HEDEF"),  # here the number is the objective's own
    ],
)
def test_a_sections_number_before_a_code_is_no_part_of_it(text: str, level: str, code: str, printed: str) -> None:
    found = code_of(text)
    assert found is not None
    assert (found.level, found.dotted, found.printed) == (level, code, printed)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("NELER YAPACAĞIZ? (Faaliyet ve Projeler)", "activities"),
        ("Mevcut Durum 2019", "baseline"),
        ("Veri Kaynağı", "other"),
        ("Birlikte", "collaborating"),
    ],
)
def test_labels_of_brochures_and_spreadsheets_are_known(text: str, field: str) -> None:
    assert field_of(text) == field


def test_a_line_with_a_thousand_labels_is_taken_apart_to_its_end(tmp_path: Path) -> None:
    risks = [f"Riskler: tehlike {number}" for number in range(1000)]
    plan = plan_of(
        tmp_path,
        heading("AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
        words("Hedef 1.1: Yol ağını yenilemek", " ".join(risks)),
        words("Hedef 1.2: Yaya güvenliğini artırmak", "Riskler: kaza"),
    )
    first, second = plan.goals[0].objectives
    assert first.risks.endswith("tehlike 999")
    assert second.risks == "kaza"


def test_costs_in_thousands_are_read_in_full(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("HEDEF KARTLARI"),
        ruled(
            ("Amaç", "A1 Ulaşımı güvenli kılmak"),
            ("Hedef", "H1.1 Yol ağını yenilemek"),
            ("Maliyet Tahmini (Bin TL)", "3.500"),
            widths=(1, 3),
        ),
        gap(),
        ruled(
            ("Amaç", "A1 Ulaşımı güvenli kılmak"),
            ("Hedef", "H1.2 Yaya güvenliğini artırmak"),
            ("Maliyet Tahmini", "750.000"),
            widths=(1, 3),
        ),
    )
    costs = [objective.cost_estimate for objective in plan.goals[0].objectives]
    assert [(cost.printed, cost.value) for cost in costs] == [("3.500", 3_500_000.0), ("750.000", 750_000.0)]


def test_an_indicators_name_of_two_lines_may_have_its_values_beside_the_second(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("HEDEFLER"),
        heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
        heading("Hedef 1.1: Yol ağını yenilemek", 10),
        borderless(
            ("Göstergeler", "2019", "2020", "2021"),
            ("Uygulama kullanan kişi sayısı", "0", "5", "10"),
            ("E-Devlet üzerinden",),
            ("sunulan hizmet sayısı", "34", "38", "42"),
            widths=(4, 1, 1, 1),
        ),
        heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
        bullets("Geçit yapılması"),
    )
    indicators = plan.goals[0].objectives[0].indicators
    assert [(i.passage.text, i.baseline.value) for i in indicators] == [
        ("Uygulama kullanan kişi sayısı", 0),
        ("E-Devlet üzerinden sunulan hizmet sayısı", 34),
    ]


def test_a_reference_to_another_page_is_no_indicator(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("HEDEF KARTLARI"),
        heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
        heading("Hedef 1.1: Yol ağını yenilemek", 10),
        ruled(
            ("Performans Göstergesi", "2019", "2020"),
            ("Yenilenen yol (km)", "12", "14"),
            ("Bkz. durum analizi", "", ""),
            widths=(4, 1, 1),
        ),
        heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
        bullets("Geçit yapılması"),
    )
    assert [i.passage.text for i in plan.goals[0].objectives[0].indicators] == ["Yenilenen yol (km)"]


def test_the_tables_of_a_performance_programme_give_yearly_targets_activities_and_their_cost(tmp_path: Path) -> None:
    def table(code: str, text: str, target: str, *activities: str):
        return ruled(
            ("İdare Adı", "Serinırmak Belediyesi"),
            ("Amaç", "A1 Ulaşımı güvenli kılmak"),
            ("Hedef", f"H{code} {text}"),
            ("Performans Hedefi", f"PH{code}.1 {target}"),
            ("Performans Göstergeleri", "Ölçü Birimi", "2019", "2020", "2021"),
            ("1 Yenilenen yol", "km", "12", "14", "16"),
            ("Faaliyetler", "Bütçe", "Bütçe Dışı", "Toplam"),
            *((activity, "600.000", "400.000", "1.000.000") for activity in activities),
            ("Genel Toplam", "1.200.000", "800.000", "2.000.000"),
            widths=(4, 1, 1, 1, 1),
        )

    plan = plan_of(
        tmp_path,
        heading("Performans Hedefi Tabloları"),
        table("1.1", "Yol ağını yenilemek", "Beş kilometre asfalt yapmak", "Asfalt yapılması", "Köprü bakımı"),
        NEW_PAGE,
        table("1.2", "Yaya güvenliğini artırmak", "On geçit yapmak", "Geçit yapılması", "Kasis yapılması"),
        kind="performance_program",
        first=2021,
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            for 2000000
            - Asfalt yapılması (1)
            - Köprü bakımı (1)
            # 1.1.1 Yenilenen yol from 14 2021=16 (1)
          1.2 Yaya güvenliğini artırmak (2)
            for 2000000
            - Geçit yapılması (2)
            - Kasis yapılması (2)
            # 1.2.1 Yenilenen yol from 14 2021=16 (2)
    """)
    targets = [(t.code, t.passage.text) for o in plan.goals[0].objectives for t in o.performance_targets]
    assert targets == [("1.1.1", "Beş kilometre asfalt yapmak"), ("1.2.1", "On geçit yapmak")]


def test_a_programme_in_prose_keeps_activities_under_targets_and_adds_up_what_they_cost(tmp_path: Path) -> None:
    def activities(*rows: tuple[str, str]):
        return ruled(("Faaliyet", "Kaynak İhtiyacı (TL)"), *rows, widths=(4, 2))

    plan = plan_of(
        tmp_path,
        heading("AMAÇ VE HEDEFLER"),
        heading("Stratejik Amaç 1: Ulaşımı güvenli kılmak", 11),
        heading("Stratejik Hedef 1.1: Yol ağını yenilemek", 10),
        heading("Performans Hedefi 1.1.1: Beş kilometre asfalt yapmak", 10),
        activities(("F1.1.1.1 Asfalt yapılması", "1.500.000"), ("F1.1.1.2 Köprü bakımı", "500.000")),
        gap(),
        heading("Performans Hedefi 1.1.2: On köprü yapmak", 10),
        activities(("F1.1.2.1 Köprü yapılması", "700.000")),
        gap(),
        heading("Stratejik Hedef 1.2: Yaya güvenliğini artırmak", 10),
        heading("Performans Hedefi 1.2.1: Geçit yapmak", 10),
        bullets("Geçit yapılması"),
        kind="performance_program",
        first=2021,
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            for 2700000
            - Asfalt yapılması (1)
            - Köprü bakımı (1)
            - Köprü yapılması (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
    """)


@pytest.mark.parametrize(
    ("heading_words", "values"),
    [
        (["Performans Göstergesi", "Birim 2024", "2025", "2026"], ["Üye sayısı", "kişi 320", "452", "584"]),
        (["Performans Göstergesi", "Birim", "2024 2025 2026"], ["Üye sayısı", "kişi", "320 452 584"]),
    ],
)
def test_labels_and_figures_set_too_close_still_find_their_columns(
    tmp_path: Path, heading_words: list[str], values: list[str]
) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ 1. Gençleri desteklemek", 16),
        heading("Hedef 1.1. Merkezler açmak", 13),
        ruled(heading_words, values),
        heading("Hedef 1.2. Kurslar açmak", 13),
        first=2025,
    )
    (indicator,) = plan.goals[0].objectives[0].indicators
    assert (indicator.unit, indicator.baseline.value) == ("kişi", 320.0)
    assert [(year, target.value) for year, target in indicator.targets] == [(2025, 452.0), (2026, 584.0)]


def test_a_goal_beside_its_text_ends_an_open_table_of_indicators_keyed_by_objectives(tmp_path: Path) -> None:
    def keyed(code: str) -> list[Flowable]:
        rows = [("Hedef", "Gösterge", "2019", "2020", "2021"), (code, "Açılan merkez", "1", "2", "3")]
        return [borderless(*rows, widths=(1, 3, 1, 1, 1))]

    plan = plan_of(
        tmp_path,
        borderless(("A1", "Gençleri desteklemek"), ("H1.1", "Merkezler açmak"), widths=(1, 6)),
        keyed("H1.1"),
        borderless(("A2", "Yaşlıları desteklemek"), ("H2.1", "Evlerde bakım vermek"), widths=(1, 6)),
        keyed("H2.1"),
    )
    assert [(g.passage.text, [o.passage.text for o in g.objectives]) for g in plan.goals] == [
        ("Gençleri desteklemek", ["Merkezler açmak"]),
        ("Yaşlıları desteklemek", ["Evlerde bakım vermek"]),
    ]
    assert [len(o.indicators) for g in plan.goals for o in g.objectives] == [1, 1]


def test_a_row_that_a_page_end_cuts_in_all_its_cells_is_one_row_below_the_repeated_heading(tmp_path: Path) -> None:
    head = ("No", "Faaliyet / Proje", "Sorumlu Müdürlük", "2020", "2021")
    rest = ("", "direklerinin konulması", "Müdürlüğü", "", "")
    widths = (1, 4, 3, 1, 1)
    plan = plan_of(
        tmp_path,
        heading("AMAÇLAR, HEDEFLER VE EYLEM PLANI"),
        words("Amaç 1: Ulaşımı güvenli kılmak", "Hedef 1.1: Yol ağını yenilemek"),
        ruled(head, ("F1.1.1", "Yaya geçitlerine aydınlatma", "Park ve Bahçeler", "X", "X"), widths=widths),
        NEW_PAGE,
        ruled(head, rest, ("F1.1.2", "Asfalt", "", "X", ""), widths=widths),
        words("Hedef 1.2: Yaya güvenliğini artırmak"),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1-2)
            by Park ve Bahçeler Müdürlüğü
            - Yaya geçitlerine aydınlatma direklerinin konulması (1)
            - Asfalt (2)
          1.2 Yaya güvenliğini artırmak (2)
    """)


def test_assumptions_are_no_activities_and_units_of_the_rows_do_not_replace_the_coordinator(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("STRATEJİK AMAÇLAR, HEDEFLER VE EYLEM PLANI"),
        words("Amaç 1: Ulaşımı güvenli kılmak", "Hedef 1.1: Yol ağını yenilemek"),
        words("Koordinatör Müdürlük: Fen İşleri Müdürlüğü", "Destek Verecek Müdürlükler: Zabıta Müdürlüğü"),
        words("Varsayımlar:"),
        bullets("Mevzuatın değişmemesi"),
        words("Riskler:"),
        bullets("Yağışlı günler"),
        ruled(("No", "Faaliyet", "Sorumlu Müdürlük", "2020"), ("F1.1.1", "Asfalt", "Etüt Proje Müdürlüğü", "X")),
        words("Hedef 1.2: Yaya güvenliğini artırmak"),
        ruled(("No", "Faaliyet", "Sorumlu Müdürlük", "2020"), ("F1.2.1", "Geçit", "Zabıta Müdürlüğü", "X")),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü
            - Asfalt (1)
          1.2 Yaya güvenliğini artırmak (1)
            by Zabıta Müdürlüğü
            - Geçit (1)
    """)
    assert plan.goals[0].objectives[0].risks == "Yağışlı günler"


def test_an_objectives_page_is_where_it_is_set_out_and_not_where_its_goal_lists_it(tmp_path: Path) -> None:
    def divider(goal: str, *objectives: tuple[str, str]) -> list[Flowable]:
        return [NEW_PAGE, heading(goal, 20), borderless(*objectives, widths=(1, 5))]

    def card(code: str, text: str) -> list[Flowable]:
        return [NEW_PAGE, heading(f"SH {code} {text}", 12), *words("Faaliyetler"), *bullets(f"{text} için çalışılması")]

    plan = plan_of(
        tmp_path,
        heading("AMAÇ VE HEDEFLER"),
        divider("SA 1 Ulaşımı güvenli kılmak", ("SH 1.1", "Yol yapmak"), ("SH 1.2", "Yaya yolu açmak")),
        card("1.1", "Yol yapmak"),
        card("1.2", "Yaya yolu açmak"),
        divider("SA 2 Yeşili çoğaltmak", ("SH 2.1", "Park açmak"), ("SH 2.2", "Ağaç dikmek")),
        card("2.1", "Park açmak"),
        card("2.2", "Ağaç dikmek"),
    )
    found = [(o.code, o.page_first) for goal in plan.goals for o in goal.objectives]
    assert found == [("1.1", 3), ("1.2", 4), ("2.1", 6), ("2.2", 7)]


def test_a_label_across_a_card_ends_the_two_columns_of_units_above_it(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("HEDEF KARTLARI"),
        ruled(
            ("AMAÇ 1", "Ulaşımı güvenli kılmak"),
            ("HEDEF 1.1", "Yol ağını yenilemek"),
            ("Sorumlu Müdürlük", "İş Birliği Yapılacak Birimler"),
            ("Fen İşleri Müdürlüğü", "Zabıta Müdürlüğü"),
            ("PROJE VE FAALİYETLER",),
            ("P.1.1.1 Asfalt yapılması\nP.1.1.2 Köprü bakımı",),
        ),
        gap(),
        ruled(
            ("AMAÇ 1", "Ulaşımı güvenli kılmak"),
            ("HEDEF 1.2", "Yaya güvenliğini artırmak"),
            ("Sorumlu Müdürlük", "İş Birliği Yapılacak Birimler"),
            ("Ulaşım Müdürlüğü", "Fen İşleri Müdürlüğü"),
            ("PROJE VE FAALİYETLER",),
            ("P.1.2.1 Geçit yapılması",),
        ),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü; with Zabıta Müdürlüğü
            - Asfalt yapılması (1)
            - Köprü bakımı (1)
          1.2 Yaya güvenliğini artırmak (1)
            by Ulaşım Müdürlüğü; with Fen İşleri Müdürlüğü
            - Geçit yapılması (1)
    """)


@pytest.mark.parametrize(
    ("parts", "row"),
    [
        (("I. Yarıyıl", "Yıl Sonu"), ("10", "20")),
        (("İlk altı ay", "Yıl Sonu"), ("10", "20")),
        (("1. Çeyrek", "2. Çeyrek", "3. Çeyrek", "Yıl Sonu"), ("5", "10", "15", "20")),
        (("Hedef", "Gerçekleşen"), ("20", "")),
        (("Gerç.", "Hedef"), ("17", "20")),
    ],
)
def test_what_stands_under_a_year_at_its_end_or_as_its_target_is_the_target(
    tmp_path: Path, parts: tuple[str, ...], row: tuple[str, ...]
) -> None:
    plan = plan_of(
        tmp_path,
        heading("4. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
        heading("Hedef 1.1: Yol ağını yenilemek", 10),
        ruled(
            ("Performans Göstergeleri", "Birim", "2019 Tahmin", "2020"),
            ("", "", "", *parts),
            ("1.1.1 Yenilenen yol", "km", "8", *row),
            widths=(4, *[2] * (len(parts) + 2)),
        ),
        heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
        bullets("Geçit yapılması", "Kasis yapılması"),
    )
    indicator = plan.goals[0].objectives[0].indicators[0]
    assert indicator.baseline.printed == "8"
    assert [(year, target.printed) for year, target in indicator.targets] == [(2020, "20")]


def test_a_chapter_named_after_a_unit_makes_it_responsible_where_nothing_else_does(tmp_path: Path) -> None:
    def card(number: str, text: str, *more: tuple[str, str]) -> Flowable:
        rows = (("Stratejik Amaç 1", "Ulaşımı güvenli kılmak"), (f"Hedef {number}", text), *more)
        return ruled(*rows, ("Faaliyetler", "1. Asfalt yapılması\n2. 64 kilometrelik yolun çizilmesi"), widths=(1, 3))

    plan = plan_of(
        tmp_path,
        heading("4. STRATEJİK AMAÇ VE HEDEFLER", 15),
        heading("4.1. FEN İŞLERİ MÜDÜRLÜĞÜ"),
        card("1.1", "Yol ağını yenilemek"),
        gap(),
        card("1.2", "Kaldırımları genişletmek", ("Sorumlu Birim", "Zabıta Müdürlüğü")),
        heading("4.2. ULAŞIM DAİRESİ BAŞKANLIĞI"),
        card("1.3", "Yaya güvenliğini artırmak"),
        heading("5. MALİYETLENDİRME VE KAYNAK", 15),
        card("1.4", "Otopark alanlarını çoğaltmak"),
    )
    assert [(o.code, o.responsible_unit) for o in plan.goals[0].objectives] == [
        ("1.1", "FEN İŞLERİ MÜDÜRLÜĞÜ"),
        ("1.2", "Zabıta Müdürlüğü"),
        ("1.3", "ULAŞIM DAİRESİ BAŞKANLIĞI"),
        ("1.4", ""),
    ]
    assert [a.passage.text for a in plan.goals[0].objectives[0].activities] == [
        "Asfalt yapılması",
        "64 kilometrelik yolun çizilmesi",
    ]


def test_an_activity_whose_number_is_missing_stands_between_those_that_have_one(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("STRATEJİK AMAÇ 1: ULAŞIMI GÜVENLİ KILMAK"),
        heading("Hedef 1: Yol ağını yenilemek", 11),
        words("Faaliyet 1: Ana yollar asfaltlanacaktır."),
        words("Yolların yarısı 1974 yılından kalmadır; sökülen malzeme lisanslı firmalara verilecektir."),
        words("Faaliyet: Köprülerin bakımı yapılacaktır.", "Faaliyet 3: Kaldırımlar genişletilecektir."),
        heading("Hedef 2: Yaya güvenliğini artırmak", 11),
        words("Faaliyet 1: Okul çevrelerine geçit yapılacaktır."),
    )
    assert [[a.passage.text for a in o.activities] for o in plan.goals[0].objectives] == [
        ["Ana yollar asfaltlanacaktır.", "Köprülerin bakımı yapılacaktır.", "Kaldırımlar genişletilecektir."],
        ["Okul çevrelerine geçit yapılacaktır."],
    ]


@pytest.mark.parametrize("size", [9.5, 11.5])
def test_a_unit_in_bold_under_one_objective_is_not_the_next_ones(tmp_path: Path, size: float) -> None:
    plan = plan_of(
        tmp_path,
        heading("4. AMAÇ VE HEDEFLER", 16),
        words(
            "Bu bölümdeki amaçlar ve hedefler, yıl boyunca yapılan toplantılarda ortaya çıkan görüşlerle yazılmıştır."
        ),
        heading("Amaç 1: Ulaşımı güvenli kılmak", 14),
        heading("Hedef 1.1: Yol ağını yenilemek", 12),
        heading("Sorumlu Birim: Fen İşleri Müdürlüğü", size),
        bullets("Asfalt yapılması", "Köprü bakımı"),
        heading("Hedef 1.2: Yaya güvenliğini artırmak", 12),
        bullets("Geçit yapılması", "Kasis yapılması"),
        heading("Hedef 1.3: Otoparkları çoğaltmak", 12),
        heading("Sorumlu Birim", size),
        heading("Zabıta Müdürlüğü", size),
        bullets("Otopark yapılması"),
        heading("Hedef 1.4: Işıkları yenilemek", 12),
        bullets("Sinyal yapılması"),
    )
    units = [o.responsible_unit for o in plan.goals[0].objectives]
    assert units == ["Fen İşleri Müdürlüğü", "", "Zabıta Müdürlüğü", ""]
