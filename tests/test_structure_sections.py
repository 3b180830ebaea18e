"""Chapters: what is said of them, and plans whose chapter headings mislead."""

from pathlib import Path

import pytest
from small_plans import NEW_PAGE, bullets, heading, outline, plan_of, words

from plan_miner.structure.sections import names_section

PLAN = [
    heading("STRATEJİK AMAÇ 1: Kapsayıcı bir kent kurmak"),
    heading("Hedef 1.1: Yaşlıların gündelik yaşamını kolaylaştırmak", 11),
    *words("Faaliyetler"),
    *bullets("Gündüzlü yaşlı evinin açılması", "Evde onarım ekibinin kurulması"),
    heading("Hedef 1.2: Parkların bakımını yapmak", 11),
    *words("Faaliyetler"),
    *bullets("Budama takviminin uygulanması"),
]


@pytest.mark.parametrize(
    "before",
    [
        "3. AMAÇ VE HEDEFLER",
        "PAYDAŞ ÖNERİLERİ",  # the last heading that was seen may be of another chapter
        "İNSAN KAYNAKLARI",
        "ÜST POLİTİKA BELGELERİ",
        "MEVZUAT ANALİZİ",
    ],
)
def test_a_plan_is_found_though_the_heading_of_its_chapter_was_missed(tmp_path: Path, before: str) -> None:
    plan = plan_of(tmp_path, heading(before, 16), *PLAN)
    assert [goal.code for goal in plan.goals] == ["1"]
    assert [o.passage.text for o in plan.goals[0].objectives] == [
        "Yaşlıların gündelik yaşamını kolaylaştırmak",
        "Parkların bakımını yapmak",
    ]
    assert [len(o.activities) for o in plan.goals[0].objectives] == [2, 1]


def test_the_old_plans_goals_leave_nothing_behind_beside_the_new_ones(tmp_path: Path) -> None:
    old = [
        heading("ÖNCEKİ PLANIN DEĞERLENDİRİLMESİ", 16),
        heading("Amaç 1: Yolları genişletmek", 11),
        *words("Hedef 1.1: Kaldırım yapmak – gerçekleşme %80", "Hedef 1.2: Köprü onarmak – gerçekleşme %40"),
    ]
    plan = plan_of(tmp_path, *old, heading("AMAÇ VE HEDEFLER", 16), *PLAN)
    assert "Kaldırım" not in outline(plan)
    assert [o.code for o in plan.goals[0].objectives] == ["1.1", "1.2"]


def test_an_objective_that_names_a_chapters_subject_opens_no_chapter(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ VE HEDEFLER", 16),
        heading("A.1 Kurumsal kapasiteyi güçlendirmek", 13),
        heading("1.1. Çalışanların yeterliliğini geliştirmek", 11),
        bullets("Eğitimlerin verilmesi"),
        heading("1.2. Paydaş katılımını artırmak", 11),
        bullets("Toplantıların yapılması"),
    )
    assert [o.passage.text for o in plan.goals[0].objectives] == [
        "Çalışanların yeterliliğini geliştirmek",
        "Paydaş katılımını artırmak",
    ]


def test_what_a_list_of_contents_prints_small_on_its_own_page_opens_no_chapter(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("İÇİNDEKİLER", 18),
        words("BAŞKANIN SUNUŞU", "1. STRATEJİK PLANLAMA SÜRECİ", "2. AMAÇ VE HEDEFLER"),
        words("Amaç 1 Kapsayıcı", "Hedef 1.1 Yaşlıların gündelik", "Hedef 1.2 Parkların"),
        NEW_PAGE,
        heading("2. AMAÇ VE HEDEFLER", 18),
        *PLAN,
    )
    assert plan.goals[0].passage.text == "Kapsayıcı bir kent kurmak"
    assert [o.page_first for o in plan.goals[0].objectives] == [2, 2]


@pytest.mark.parametrize(
    ("heading_text", "section"),
    [
        ("5. STRATEJİ GELİŞTİRME", "goals"),
        ("Strateji Geliştirme: Amaç ve Hedefler", "goals"),
        ("Strateji Geliştirme Dairesi Başkanlığı", "services"),
        ("STRATEJİ GELİŞTİRME MÜDÜRLÜĞÜ", "services"),
        ("Strateji Geliştirme Kurulu", ""),
    ],
)
def test_the_chapter_of_goals_is_told_from_the_unit_that_writes_it(heading_text: str, section: str) -> None:
    assert names_section(heading_text) == section
