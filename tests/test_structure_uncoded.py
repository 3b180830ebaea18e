"""Plans in which labels alone name goals and objectives, as a municipality prints them that speaks as "we"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from reportlab.platypus import Flowable
from small_plans import NEW_PAGE, borderless, bullets, gap, heading, outline, picture, plan_of, ruled, words

Blocks = list[Flowable | list[Flowable]]
GOALS = (
    ("Kimsenin yalnız kalmadığı bir ilçe kurmak", (("Kreş sayısını artırmak", "Kreşler", "3 kreş açılacaktır", 700),)),
    (
        "Altyapısı tamamlanmış bir ilçe olmak",
        (
            ("Kaldırımları yenilemek", "Fen İşleri", "Kaldırımlar yapılacaktır", 900),
            ("Personelin ve paydaşların memnuniyetini artırmak", "İnsan Kaynakları", "Anket yapılacaktır", 400),
        ),
    ),
)
TREE = picture("""
    1 Kimsenin yalnız kalmadığı bir ilçe kurmak
      1.1 Kreş sayısını artırmak
        by Kreşler Müdürlüğü; for 700000
        - 3 kreş açılacaktır
    2 Altyapısı tamamlanmış bir ilçe olmak
      2.1 Kaldırımları yenilemek
        by Fen İşleri Müdürlüğü; for 900000
        - Kaldırımlar yapılacaktır
      2.2 Personelin ve paydaşların memnuniyetini artırmak
        by İnsan Kaynakları Müdürlüğü; for 400000
        - Anket yapılacaktır
""")
BEFORE: Blocks = [
    heading("BAŞKANIN SUNUŞU", 18),
    words("Amacımız: herkesin mutlu olduğu bir ilçedir. Hedefimiz: borcu olmayan bir belediyedir."),
    heading("Hedefimiz", 11),
    words("Gençlerin ilçesinden ayrılmadığı bir gelecek."),
    heading("DURUM ANALİZİ", 18),
    words("Belediyemiz mevcut durumunu paydaşlarıyla birlikte incelemiş, sonuçları raporlamıştır. " * 4),
    heading("Vizyon", 13),
    words("Amacımız ilçemizi bölgenin örneği yapmaktır."),
    NEW_PAGE,
    heading("GELECEĞİMİZ", 20),
]
ORDINALS = ("BİRİNCİ", "İKİNCİ")


def deeds(unit: str, deed: str, cost: int) -> Blocks:
    label = heading("Yapacaklarımız", 9.5)
    fields = words(f"Sorumlumuz: {unit} Müdürlüğü", f"Kaynak ihtiyacımız: {cost}.000 TL")
    return [label, bullets(deed), fields, gap()]


def in_turn(goal: Callable[[int, str], Blocks], objective: Callable[[int, str], Blocks]) -> Blocks:
    blocks: Blocks = []
    for g, (text, objectives) in enumerate(GOALS, 1):
        blocks += goal(g, text)
        for o, (name, unit, deed, cost) in enumerate(objectives, 1):
            blocks += [*objective(o, name), *deeds(unit, deed, cost)]
    return blocks


def names_of(objectives: Iterable[tuple[str, str, str, int]]) -> list[str]:
    return [name for name, *_ in objectives]


def labels_above() -> Blocks:
    return in_turn(
        lambda _, text: [NEW_PAGE, words("Stratejik Amacımız"), heading(text, 18)],
        lambda _, text: [heading("HEDEF", 9), heading(text, 13)],
    )


def ordinals() -> Blocks:
    return in_turn(
        lambda n, text: [heading(f"{ORDINALS[n - 1]} AMAÇ", 16), heading(text, 14)],
        lambda n, text: [heading(f"{ORDINALS[n - 1].capitalize().replace('i̇', 'i')} Hedef: {text}", 11)],
    )


def numbers_before_labels() -> Blocks:
    return in_turn(
        lambda n, text: [heading(f"{n}. Stratejik Amacımız: {text}", 15)],
        lambda n, text: [heading(f"{n}. Hedefimiz: {text}", 11)],
    )


def numbered_under_a_label() -> Blocks:
    return in_turn(
        lambda _, text: [heading("Amacımız", 12), heading(text, 15), heading("Hedeflerimiz", 12)],
        lambda n, text: [heading(f"{n}. {text}", 11)],
    )


def axes() -> Blocks:
    return in_turn(
        lambda n, text: [heading(f"STRATEJİK EKSEN {n}: {text}", 16)],
        lambda _, text: [heading(f"Hedefimiz: {text}", 12)],
    )


def listed_on_a_divider() -> Blocks:
    blocks: Blocks = []
    for text, objectives in GOALS:
        blocks += [NEW_PAGE, heading("AMACIMIZ", 12), heading(text, 20), heading("Hedeflerimiz", 12)]
        blocks += [bullets(*names_of(objectives)), NEW_PAGE]
        for name, unit, deed, cost in objectives:
            blocks += [heading("Hedefimiz", 10), heading(name, 13), *deeds(unit, deed, cost)]
    return blocks


def listed_first_and_named_on_each_page() -> Blocks:
    blocks: Blocks = []
    for text, objectives in GOALS:
        blocks += [words(f"Amacımız: {text}"), bullets(*(f"Hedefimiz: {name}" for name in names_of(objectives)))]
    for text, objectives in GOALS:
        for name, unit, deed, cost in objectives:
            blocks += [NEW_PAGE, words(f"Amacımız: {text}"), heading(f"Hedefimiz: {name}"), *deeds(unit, deed, cost)]
    return blocks


def cards() -> Blocks:
    blocks: Blocks = []
    for text, objectives in GOALS:
        blocks += [ruled(("STRATEJİK AMACIMIZ", text), widths=(1, 3)), gap()]
        for name, unit, deed, cost in objectives:
            fields = (
                ("KİM YAPACAK?", f"{unit} Müdürlüğü"),
                ("NELER YAPACAĞIZ?", [deed]),
                ("BÜTÇEMİZ", f"{cost}.000 TL"),
            )
            blocks += [ruled(("HEDEFİMİZ", name), *fields, widths=(1, 2.5)), gap()]
    return blocks


@pytest.mark.parametrize(
    "printed",
    [
        labels_above,
        ordinals,
        numbers_before_labels,
        numbered_under_a_label,
        axes,
        listed_on_a_divider,
        listed_first_and_named_on_each_page,
        cards,
    ],
)
def test_labels_alone_make_a_tree_and_what_a_mayor_calls_a_goal_is_none(
    printed: Callable[[], Blocks], tmp_path: Path
) -> None:
    plan = plan_of(
        tmp_path, *BEFORE, *printed(), heading("İZLEME VE DEĞERLENDİRME", 18), words("Altı ayda bir izlenir.")
    )
    assert without_pages(outline(plan)) == TREE


def without_pages(text: str) -> str:
    return "\n".join(line.rpartition(" (")[0] or line for line in text.splitlines())


@pytest.mark.parametrize("left", [True, False])
def test_fields_in_a_narrow_column_are_those_of_the_objective_beside_them(left: bool, tmp_path: Path) -> None:
    blocks: Blocks = []
    for text, objectives in GOALS:
        blocks += [NEW_PAGE, words("Amacımız"), heading(text, 18)]
        for name, unit, deed, cost in objectives:
            fields = ("<b>Kim yapacak?</b>", f"{unit} Müdürlüğü", "<b>Kaynak İhtiyacımız</b>", f"{cost}.000 TL")
            beside = "\n".join((*fields, "<b>Risklerimiz</b>", "Ödenek yetersizliği"))
            own = f'<b>Hedefimiz</b>\n<font size="12"><b>{name}</b></font>\n\n<b>Yapacaklarımız</b>\n• {deed}'
            blocks += [
                borderless((beside, own), widths=(1, 3)) if left else borderless((own, beside), widths=(3, 1)),
                gap(30),
            ]
    assert without_pages(outline(plan_of(tmp_path, *BEFORE, *blocks))) == TREE


def test_what_a_unit_calls_its_aim_is_no_goal_of_a_plan_with_codes(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("KURULUŞ", 18),
        words(
            "Amacımız: Vatandaşa güler yüzle hizmet etmektir.", "Hedefimiz: Her başvuruya bir günde yanıt vermektir."
        ),
        heading("GELECEĞİMİZ", 18),
        heading("AMAÇ 1: Altyapısı tamamlanmış bir ilçe olmak", 14),
        heading("Hedef 1.1: Kaldırımları yenilemek", 11),
        *deeds("Fen İşleri", "Kaldırımlar yapılacaktır", 900),
        heading("Hedef 1.2: Yolları yenilemek", 11),
        *deeds("Fen İşleri", "Yollar yapılacaktır", 400),
    )
    assert [(goal.code, goal.passage.text, len(goal.objectives)) for goal in plan.goals] == [
        ("1", "Altyapısı tamamlanmış bir ilçe olmak", 2)
    ]


def test_partners_in_brackets_behind_the_responsible_unit_are_partners(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ 1: Altyapısı tamamlanmış bir ilçe olmak", 14),
        heading("Hedef 1.1: Kaldırımları yenilemek", 11),
        words("Kim yapacak?", "Fen İşleri Müdürlüğü (birlikte: Zabıta Müdürlüğü, Park Müdürlüğü)"),
        heading("Hedef 1.2: Yolları yenilemek", 11),
        words("Kim yapacak?", "Fen İşleri Müdürlüğü"),
    )
    found = plan.goals[0].objectives[0]
    assert (found.responsible_unit, found.collaborating_units) == (
        "Fen İşleri Müdürlüğü",
        ("Zabıta Müdürlüğü", "Park Müdürlüğü"),
    )
