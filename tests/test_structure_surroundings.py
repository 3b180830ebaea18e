"""What stands around a plan's goals: contents, summaries, cost tables, other plans' goals, later chapters."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_plans import NEW_PAGE, bullets, gap, heading, outline, picture, plan_of, ruled, words

YEARS = ("2020", "2021", "2022", "2023", "2024")


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


def test_an_activity_report_has_passages_but_no_goal_tree(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, *the_plan_itself(), kind="activity_report")
    assert plan.goals == ()
    assert any("Asfalt serimi yapılması" in passage.text for passage in plan.passages)


def test_yearly_targets_of_a_performance_programme_leave_activities_with_their_objective(tmp_path: Path) -> None:
    def card(number: int, text: str, target: str, activity: str):
        return ruled(
            ("Amaç", "A1 Ulaşımı güvenli kılmak"),
            ("Hedef", f"H1.{number} {text}"),
            ("Performans Hedefi", f"PH1.{number}.1 {target}"),
            ("Faaliyetler", [activity]),
            widths=(1, 4),
        )

    plan = plan_of(
        tmp_path,
        heading("PERFORMANS PROGRAMI HEDEFLERİ"),
        card(1, "Yol ağını yenilemek", "Beş kilometre asfalt yapmak", "Asfalt yapılması"),
        gap(),
        card(2, "Yaya güvenliğini artırmak", "On geçit yapmak", "Geçit yapılması"),
        kind="performance_program",
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt yapılması (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
    """)
    targets = [target for o in plan.goals[0].objectives for target in o.performance_targets]
    assert [(t.code, t.printed_code, t.passage.text) for t in targets] == [
        ("1.1.1", "PH1.1.1", "Beş kilometre asfalt yapmak"),
        ("1.2.1", "PH1.2.1", "On geçit yapmak"),
    ]


def test_numbered_chapters_behind_an_aim_are_no_goals(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("1. AMAÇ", 14),
        words("Bu belge, belediyenin hava kalitesi servisini anlatır."),
        heading("4. VERİ SERVİSLERİ", 14),
        heading("4.1. İstasyon Bilgileri", 12),
        bullets("Servis adresi"),
        heading("4.2. Ölçüm Sonuçları", 12),
        bullets("Servis adresi"),
    )
    assert plan.goals == ()
