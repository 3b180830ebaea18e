"""One tree out of many printings: full codes, each once, and a doubt where a person should look."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_plans import NEW_PAGE, bullets, heading, outline, picture, plan_of, ruled, words

from plan_miner.model import Plan


def doubts_of(plan: Plan) -> list[tuple[str, str, int]]:
    return [(doubt.doubt, doubt.key, doubt.page) for doubt in plan.doubts]


def objective(code: str, text: str, *activities: str):
    return [heading(f"Hedef {code}: {text}", 10), *bullets(*(activities or (f"{text} için çalışılması",)))]


def test_a_code_missing_between_its_neighbours_is_a_doubt(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek"),
        objective("1.3", "Toplu taşımayı yaygınlaştırmak"),
    )
    assert [o.code for o in plan.goals[0].objectives] == ["1.1", "1.3"]
    assert doubts_of(plan) == [("gap", "1.2", 1)]


def test_goals_and_objectives_without_codes_are_numbered_in_print_order_with_a_doubt(tmp_path: Path) -> None:
    def card(goal: str, text: str, activity: str):
        return [ruled(("Amaç", goal), ("Hedef", text), ("Faaliyetler", [activity]), widths=(1, 4)), heading(" ", 8)]

    plan = plan_of(
        tmp_path,
        heading("HEDEF KARTLARI"),
        card("Ulaşımı güvenli kılmak", "Yol ağını yenilemek", "Asfalt serimi yapılması"),
        card("Ulaşımı güvenli kılmak", "Yaya güvenliğini artırmak", "Geçit yapılması"),
        card("Yeşil alanları çoğaltmak", "Her mahalleye park açmak", "Ağaç dikilmesi"),
    )
    assert outline(plan) == picture("""
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt serimi yapılması (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
        2 Yeşil alanları çoğaltmak (1)
          2.1 Her mahalleye park açmak (1)
            - Ağaç dikilmesi (1)
    """)
    assert {o.printed_code for goal in plan.goals for o in goal.objectives} == {""}
    assert {key for doubt, key, _ in doubts_of(plan) if doubt == "no_code"} >= {"1.1", "1.2", "2.1"}


def test_weights_that_do_not_add_up_to_a_hundred_are_a_doubt(tmp_path: Path) -> None:
    def card(number: int, text: str, *weights: str):
        rows = [(f"PG1.{number}.{i} Ölçülen iş {i}", weight, "10") for i, weight in enumerate(weights, 1)]
        return ruled(
            ("Amaç", "A1 Ulaşımı güvenli kılmak"),
            ("Hedef", f"H1.{number} {text}"),
            ("Performans Göstergeleri", "Hedefe Etkisi (%)", "2020"),
            *rows,
            widths=(4, 2, 1),
        )

    plan = plan_of(
        tmp_path,
        heading("HEDEF KARTLARI"),
        card(1, "Yol ağını yenilemek", "60", "40"),
        NEW_PAGE,
        card(2, "Yaya güvenliğini artırmak", "60", "37"),
    )
    assert [d for d in doubts_of(plan) if d[0] == "weights"] == [("weights", "1.2", 2)]
    assert "97" in next(d.message for d in plan.doubts if d.doubt == "weights")


def test_a_second_text_for_a_code_is_a_doubt_and_no_second_objective(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek"),
        objective("1.2", "Yaya güvenliğini artırmak"),
        objective("1.3", "Toplu taşımayı yaygınlaştırmak"),
        NEW_PAGE,
        heading("6. AMAÇ VE HEDEFLERE TOPLU BAKIŞ"),
        ruled(
            ("Amaç", "Hedef"),
            ("Amaç 1 Kent içi ulaşımı güvenli kılmak", "Hedef 1.1 Yol ağını yenilemek"),
            ("", "Hedef 1.2 Yaya güvenliğini artırmak"),
            ("", "Hedef 1.3 Bisiklet yollarının uzunluğunu ikiye katlamak"),
            down=("0:1-3",),
        ),
    )
    assert [o.passage.text for o in plan.goals[0].objectives] == [
        "Yol ağını yenilemek",
        "Yaya güvenliğini artırmak",
        "Toplu taşımayı yaygınlaştırmak",
    ]
    assert doubts_of(plan) == [("two_texts", "1.3", 2)]


def test_an_objective_printed_under_another_goal_by_a_slip_of_the_pen_stands_there_with_a_doubt(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek"),
        objective("4.2", "Yaya güvenliğini artırmak"),
        heading("Amaç 2: Yeşil alanları çoğaltmak", 11),
        objective("2.1", "Her mahalleye park açmak"),
    )
    assert [(o.code, o.printed_code) for goal in plan.goals for o in goal.objectives] == [
        ("1.1", "Hedef 1.1"),
        ("1.2", "Hedef 4.2"),
        ("2.1", "Hedef 2.1"),
    ]
    assert doubts_of(plan) == [("other_code", "1.2", 1)]


def test_under_a_goal_that_prints_no_code_an_objective_keeps_the_number_that_it_prints(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Stratejik Amaç: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek"),
        heading("Stratejik Amaç: Yeşil alanları çoğaltmak", 11),
        objective("3.1", "Her mahalleye park açmak"),
    )
    assert [o.code for goal in plan.goals for o in goal.objectives] == ["1.1", "3.1"]


def test_two_objectives_of_a_goal_whose_heading_is_missing_stay_its_own(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek"),
        objective("2.2", "Her mahalleye park açmak"),
        objective("2.3", "Dere boylarını ağaçlandırmak"),
    )
    assert [o.code for goal in plan.goals for o in goal.objectives] == ["1.1", "2.2", "2.3"]


def test_an_objective_without_activities_among_others_that_have_some_is_a_doubt(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek"),
        objective("1.2", "Yaya güvenliğini artırmak"),
        heading("Hedef 1.3: Toplu taşımayı yaygınlaştırmak", 10),
    )
    assert doubts_of(plan) == [("no_activities", "1.3", 1)]


def test_activities_are_counted_from_one_under_each_objective(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek", "Asfalt serimi yapılması", "Köprü bakımı"),
        objective("1.2", "Yaya güvenliğini artırmak", "10.000 kişiye eğitim verilmesi", "Geçit yapılması"),
    )
    found = [(o.code, a.number, a.passage.text) for o in plan.goals[0].objectives for a in o.activities]
    assert found == [
        ("1.1", 1, "Asfalt serimi yapılması"),
        ("1.1", 2, "Köprü bakımı"),
        ("1.2", 1, "10.000 kişiye eğitim verilmesi"),
        ("1.2", 2, "Geçit yapılması"),
    ]


def test_yearly_targets_of_a_performance_programme_are_objectives_where_no_hedef_stands_above(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        heading("Performans Hedefi 1.1: Yol ağını yenilemek", 10),
        bullets("Asfalt serimi yapılması"),
        heading("Performans Hedefi 1.2: Yaya güvenliğini artırmak", 10),
        bullets("Geçit yapılması"),
        kind="performance_program",
    )
    assert [(o.code, o.printed_code, o.passage.text) for o in plan.goals[0].objectives] == [
        ("1.1", "Performans Hedefi 1.1", "Yol ağını yenilemek"),
        ("1.2", "Performans Hedefi 1.2", "Yaya güvenliğini artırmak"),
    ]


def test_every_row_of_the_tree_leads_to_a_box_on_its_page(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek", "Asfalt serimi yapılması"),
        NEW_PAGE,
        objective("1.2", "Yaya güvenliğini artırmak", "Geçit yapılması"),
    )
    for goal in plan.goals:
        for one in goal.objectives:
            for passage in (goal.passage, one.passage, *(a.passage for a in one.activities)):
                box = passage.box()
                assert box.page == passage.page >= 1
                assert 0 < box.x0 < box.x1 < 596
                assert 0 < box.top < box.bottom < 842
    assert [o.passage.page for o in plan.goals[0].objectives] == [1, 2]


COVERS = [
    (("Serinırmak Belediyesi", "2020-2024 Stratejik Planı"), "2020-2024"),
    (("STRATEJİK PLAN", "2025 – 2029"), "2025-2029"),
    (("Faaliyet Raporu", "2020"), "2020"),
    (("Kent Vizyonu 2020-2053", "2025-2029 Stratejik Planı"), "2025-2029"),  # no plan spans so many years
    (("Stratejik Plan",), ""),
]


@pytest.mark.parametrize(("lines", "period"), COVERS)
def test_the_period_is_read_from_the_cover(tmp_path: Path, lines: tuple[str, ...], period: str) -> None:
    plan = plan_of(tmp_path, *(heading(line, 24) for line in lines), words("Belediye Meclisince kabul edilmiştir."))
    assert plan.cover_period == period


def test_the_first_year_is_the_covers_where_none_is_given(tmp_path: Path) -> None:
    card = ruled(
        ("Performans Göstergesi", "2019", "2020", "2021"),
        ("PG 1.1.1 Yenilenen yol (km)", "12", "14", "16"),
        widths=(4, 1, 1, 1),
    )
    plan = plan_of(
        tmp_path,
        heading("2020-2024 STRATEJİK PLANI", 24),
        NEW_PAGE,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        heading("Hedef 1.1: Yol ağını yenilemek", 10),
        card,
        objective("1.2", "Yaya güvenliğini artırmak"),
        first=0,
    )
    indicator = plan.goals[0].objectives[0].indicators[0]
    assert indicator.baseline.value == 12
    assert [(year, target.value) for year, target in indicator.targets] == [(2020, 14), (2021, 16)]


def test_a_goal_that_is_nowhere_printed_takes_the_words_of_its_first_objective_that_has_some(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        ruled(("Kod", "Faaliyet"), ("F1.1.1", "Köprü bakımı"), ("F1.1.2", "Asfalt serimi yapılması"), widths=(1, 5)),
        objective("1.2", "Yol ağını yenilemek", "Kaldırım yapılması"),
        objective("1.3", "Yaya güvenliğini artırmak", "Geçit yapılması"),
    )
    assert [(goal.code, goal.passage.text) for goal in plan.goals] == [("1", "Yol ağını yenilemek")]
    assert ("goal_without_text", "1", 1) in doubts_of(plan)


def test_a_text_that_ends_in_the_middle_is_a_doubt(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("5. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Kent içi ulaşımı güvenli kılmak", 11),
        objective("1.1", "Yol ağını yenilemek", "Asfalt serimi yapılması ve"),
        NEW_PAGE,
        objective("1.2", "Yaya güvenliğini artırmak", "Geçit yapılması"),
    )
    assert doubts_of(plan) == [("cut_off", "1.1", 1)]
