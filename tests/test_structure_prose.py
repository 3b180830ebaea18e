"""Plans without cards: headings, bullets and labels in running text, in whatever numbering."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_plans import NEW_PAGE, bullets, gap, heading, in_columns, outline, picture, plan_of, ruled, words

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


@pytest.mark.parametrize("apart", [0, 60])
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


BY_NAME = {
    "codes behind the labels' colons": (
        [
            words("Amaç: A1 Kent içi ulaşımı güvenli kılmak", "Hedef: H1.1 Yol ağını yenilemek", "Faaliyetler:"),
            bullets("Asfalt yapılması"),
            words("Hedef: H1.2 Yaya güvenliğini artırmak", "Faaliyetler:"),
            bullets("Geçit yapılması"),
        ],
        """
        1 Kent içi ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt yapılması (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
        """,
    ),
    "objectives counted anew under each goal": (
        [
            heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
            heading("Hedef 1: Yol ağını yenilemek", 10),
            bullets("Asfalt yapılması"),
            heading("Hedef 2: Yaya güvenliğini artırmak", 10),
            bullets("Geçit yapılması"),
            heading("Amaç 2: Yeşil alanları çoğaltmak", 11),
            heading("Hedef 1: Park açmak ve ağaç dikmek", 10),
            bullets("Park yeri alınması"),
        ],
        """
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt yapılması (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
        2 Yeşil alanları çoğaltmak (1)
          2.1 Park açmak ve ağaç dikmek (1)
            - Park yeri alınması (1)
        """,
    ),
    "labels on lines of their own, texts below": (
        [
            heading("AMAÇ 04", 12),
            words("Toplumsal eşitliği güçlendirmek"),
            heading("HEDEF 4.1", 11),
            words("Kadınların istihdama katılımını artırmak"),
            heading("PERFORMANS 4.1.1", 10),
            words("Kursa katılan kadın sayısı (kişi)"),
            heading("HEDEF 4.2", 11),
            words("Çocuk bakım hizmetlerini yaygınlaştırmak"),
            heading("PERFORMANS 4.2.1", 10),
            words("Açılan kreş sayısı (adet)"),
        ],
        """
        4 Toplumsal eşitliği güçlendirmek (1)
          4.1 Kadınların istihdama katılımını artırmak (1)
            # 4.1.1 Kursa katılan kadın sayısı (kişi) (1)
          4.2 Çocuk bakım hizmetlerini yaygınlaştırmak (1)
            # 4.2.1 Açılan kreş sayısı (adet) (1)
        """,
    ),
    "activities in one paragraph, parted by semicolons": (
        [
            heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
            heading("Hedef 1.1: Yol ağını yenilemek", 10),
            words("Faaliyetler: Asfalt serimi yapılması; kaldırımların yenilenmesi; köprülerin bakımı"),
            words("Performans Göstergeleri:"),
            bullets("PG 1.1.1: Yenilenen yol (km)", "PG 1.1.2: Kaldırım (m²)"),
            heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
            words("Faaliyetler: Geçit yapılması"),
        ],
        """
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt serimi yapılması (1)
            - kaldırımların yenilenmesi (1)
            - köprülerin bakımı (1)
            # 1.1.1 Yenilenen yol (km) (1)
            # 1.1.2 Kaldırım (m²) (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
        """,
    ),
    "activities in one paragraph, each a sentence of what will be done": (
        [
            heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
            heading("Hedef 1.1: Yol ağını yenilemek", 10),
            words("Gerekçe: Yolların yarısı eskidir. Şikâyetler artmıştır."),
            words(
                "Faaliyetler: Asfalt serimi yapılacaktır. Kaldırımlar Fen İşleri Md. eliyle yenilenecektir. "
                "Köprüler her yıl bakımdan geçirilecektir."
            ),
            words("Sorumlu birim: Fen İşleri Müdürlüğü"),
            heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
            words("Faaliyetler: Geçitler yenilenecektir. Bu iş üç yıl sürer."),
        ],
        """
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            by Fen İşleri Müdürlüğü
            - Asfalt serimi yapılacaktır. (1)
            - Kaldırımlar Fen İşleri Md. eliyle yenilenecektir. (1)
            - Köprüler her yıl bakımdan geçirilecektir. (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçitler yenilenecektir. Bu iş üç yıl sürer. (1)
        """,
    ),
    "Roman figures before the word, sentences of what will be done under no label, indicators as bullets": (
        [
            heading("II. AMAÇ", 12),
            heading("Ulaşımı güvenli kılmak", 12),
            heading("II/1. HEDEF", 10),
            heading("Yol ağını yenilemek", 10),
            words("Yolların yarısı eskidir. Kazı çalışmaları artmıştır."),
            words("Asfalt serimi yapılacaktır. Kaldırımlar yenilenecektir."),
            words("Göstergeler:"),
            bullets("Yenilenen yol (km): mevcut 86; 2020: 112; 2021: 139", "Açılan geçit sayısı (adet)"),
            words("Hedefin beş yıllık maliyeti 1.250.000 TL olarak hesaplanmıştır."),
            heading("II/2. HEDEF", 10),
            heading("Yaya güvenliğini artırmak", 10),
            words("Bu yıllarda trafik artacaktır. Geçitler yetmeyecektir."),
            words("Faaliyetler:"),
            bullets("Geçit yapılması"),
        ],
        """
        2 Ulaşımı güvenli kılmak (1)
          2.1 Yol ağını yenilemek (1)
            for 1250000
            - Asfalt serimi yapılacaktır. (1)
            - Kaldırımlar yenilenecektir. (1)
            # 2.1.1 Yenilenen yol (km) from 86 2020=112 2021=139 (1)
            # 2.1.2 Açılan geçit sayısı (adet) (1)
          2.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
        """,
    ),
    "goals in the order of themes": (
        [
            heading("EKSEN 1: KENTSEL GELİŞİM", 13),
            heading("AMAÇ 1: Ulaşımı güvenli kılmak", 11),
            heading("HEDEF 1.1: Yol ağını yenilemek", 10),
            bullets("Asfalt yapılması"),
            heading("EKSEN 2: TOPLUMSAL GELİŞİM", 13),
            heading("AMAÇ 2: Eşitliği güçlendirmek", 11),
            heading("HEDEF 2.1: Kadın istihdamını artırmak", 10),
            bullets("Kurs açılması"),
        ],
        """
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - Asfalt yapılması (1)
        2 Eşitliği güçlendirmek (1)
          2.1 Kadın istihdamını artırmak (1)
            - Kurs açılması (1)
        """,
    ),
    "activities that begin with figures": (
        [
            heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
            heading("Hedef 1.1: Yol ağını yenilemek", 10),
            heading("Faaliyetler", 10),
            bullets("10.000 m² asfalt yapılması", "2 adet köprü yapılması", "5 yıl içinde kaldırımların yenilenmesi"),
            heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
            heading("Faaliyetler", 10),
            bullets("1.2.1 Geçit yapılması"),
        ],
        """
        1 Ulaşımı güvenli kılmak (1)
          1.1 Yol ağını yenilemek (1)
            - 10.000 m² asfalt yapılması (1)
            - 2 adet köprü yapılması (1)
            - 5 yıl içinde kaldırımların yenilenmesi (1)
          1.2 Yaya güvenliğini artırmak (1)
            - Geçit yapılması (1)
        """,
    ),
    "a goal's objectives listed before their cards": (
        [
            heading("AMAÇ 1 Ulaşımı güvenli kılmak", 11),
            words("Hedef 1.1 Yol ağını yenilemek", "Hedef 1.2 Yaya güvenliğini artırmak"),
            NEW_PAGE,
            ruled(
                ("Amaç", "A1 Ulaşımı güvenli kılmak"),
                ("Hedef", "H1.1 Yol ağını yenilemek"),
                ("Faaliyetler", ["Asfalt yapılması"]),
                widths=(1, 4),
            ),
            gap(),
            ruled(
                ("Amaç", "A1 Ulaşımı güvenli kılmak"),
                ("Hedef", "H1.2 Yaya güvenliğini artırmak"),
                ("Faaliyetler", ["Geçit yapılması"]),
                widths=(1, 4),
            ),
        ],
        """
        1 Ulaşımı güvenli kılmak (2)
          1.1 Yol ağını yenilemek (2)
            - Asfalt yapılması (2)
          1.2 Yaya güvenliğini artırmak (2)
            - Geçit yapılması (2)
        """,
    ),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_the_print_of_a_plan_is_followed(tmp_path: Path, name: str) -> None:
    blocks, tree = BY_NAME[name]
    assert outline(plan_of(tmp_path, heading("5. AMAÇ VE HEDEFLER"), *blocks)) == picture(tree)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I. ULAŞIMI GÜVENLİ KILMAK", "II. GENÇLERİ DESTEKLEMEK"),
        ("1. ULAŞIMI GÜVENLİ KILMAK", "2. GENÇLERİ DESTEKLEMEK"),
        ("I.<br/>ULAŞIMI GÜVENLİ KILMAK", "II.<br/>GENÇLERİ DESTEKLEMEK"),
    ],
)
@pytest.mark.parametrize("codes", [("Hedef 1.1", "H1.2", "Hedef 2.1"), ("Hedef-1", "Hedef-2", "Hedef-3")])
def test_a_goal_with_a_number_and_no_word_is_told_by_the_objectives_below(
    tmp_path: Path, first: str, second: str, codes: tuple[str, str, str]
) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ VE HEDEFLER", 17),
        heading(first, 14),
        heading(f"{codes[0]} Yolları yenilemek", 11),
        bullets("Asfalt yapılması"),
        heading(f"{codes[1]} Yaya güvenliğini artırmak", 11),
        bullets("Geçit yapılması"),
        heading(second, 14),
        heading(f"{codes[2]} Merkezler açmak", 11),
        bullets("Bina yapılması"),
    )
    assert [(goal.code, goal.passage.text) for goal in plan.goals] == [
        ("1", "ULAŞIMI GÜVENLİ KILMAK"),
        ("2", "GENÇLERİ DESTEKLEMEK"),
    ]
    assert [len(goal.objectives) for goal in plan.goals] == [2, 1]


def test_activities_numbered_in_a_list_are_given_without_their_numbers(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        heading("AMAÇ 1 Ulaşımı güvenli kılmak", 14),
        heading("Hedef 1.1 Yolları yenilemek", 11),
        words("Faaliyetler", "1. Asfalt yapılması", "2. Köprü bakımı", "3. Geçit açılması"),
        heading("Hedef 1.2 Yaya güvenliğini artırmak", 11),
    )
    activities = plan.goals[0].objectives[0].activities
    assert [a.passage.text for a in activities] == ["Asfalt yapılması", "Köprü bakımı", "Geçit açılması"]
