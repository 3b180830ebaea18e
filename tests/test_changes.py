"""What differs between a municipality's documents, and that nothing does where only the print differs."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from small_run import KARS, VAN, edition, here, read_csv, words

from plan_miner.changes import changes
from plan_miner.mine import mine
from plan_miner.model import (
    Goal,
    Indicator,
    Mention,
    Number,
    Objective,
    ObjectiveVerdict,
    Outcome,
    PageState,
    Source,
    TaggedDocument,
    TaggedObjective,
    Tags,
)
from plan_miner.settings import SAMPLE, Settings

FIRST, SECOND = "11" * 32, "22" * 32
CODES = {
    "1.1": "Mahalle yollarını ve kaldırımları yenilemek",
    "1.2": "Kişi başına düşen yeşil alan miktarını artırmak",
    "2.1": "Kadınların istihdama katılımını güçlendirmek",
    "2.2": "Engelli bireylerin kent yaşamına erişimini kolaylaştırmak",
    "3.1": "Öz gelirleri artırarak mali yapıyı sağlamlaştırmak",
}
INDICATOR = Indicator("2.1.1", words("Kadın kursiyer sayısı"), targets=((2020, Number("12", 12.0)),))


def objective(code: str, text: str, groups: tuple[str, ...] = (), *indicators: Indicator) -> TaggedObjective:
    found = Objective(code, f"H{code}", words(text), 1, 1, indicators=indicators)
    return TaggedObjective(code[0], found, Tags(groups=groups), (), ObjectiveVerdict(False, "", (), (), 1, ""))


def plan(*objectives: TaggedObjective, first: int = 2020, goals: tuple[Goal, ...] = (), **source: object) -> Outcome:
    made = Source(f"kars-sp-{first}-{first + 4}", KARS, "strategic_plan", first, first + 4, "plan.pdf")
    sha = FIRST if first < 2020 else SECOND
    made = replace(made, **source)
    document = TaggedDocument(tuple((goal, Tags()) for goal in goals), objectives)
    return Outcome(made, "ok", "", replace(edition(made), sha256=sha), document=document)


def of_texts(texts: dict[str, str], **options) -> Outcome:
    return plan(*(objective(code, text) for code, text in texts.items()), **options)


def said(service: str, status: str, text: str = "Hizmet verilmektedir.") -> Mention:
    rule = f"service.{status}.direct"
    return Mention(service, words(text), 0, len(text), "kreş", status, role="deciding", rule=rule)


def report(year: int, *mentions: Mention, quality: str = "ok", part: str = "", sha: str = "") -> Outcome:
    source = Source(f"van-bb-fr-{year}{part}", VAN, "activity_report", year, year, "rapor.pdf")
    had = replace(edition(source), sha256=sha or (FIRST if year < 2020 else SECOND))
    return Outcome(source, "ok", "", had, (PageState(1, quality),), document=TaggedDocument(mentions=mentions))


def told(*outcomes: Outcome) -> list[tuple[str, str, str, str, str]]:
    return [tuple(row[name] for name in ("table", "key", "change", "before", "after")) for row in changes(outcomes)]


def without(code: str) -> dict[str, str]:
    return {one: text for one, text in CODES.items() if one != code}


def test_an_objective_that_only_the_later_plan_has_is_added():
    found = told(of_texts(without("2.1"), first=2015), of_texts(CODES))
    assert found == [("objectives", "kars-sp-2020-2024:2.1", "added", "", CODES["2.1"])]


def test_an_objective_that_only_the_earlier_plan_has_is_removed_and_keeps_its_id_there():
    found = told(of_texts(CODES, first=2015), of_texts(without("2.1")))
    assert found == [("objectives", "kars-sp-2015-2019:2.1", "removed", CODES["2.1"], "")]


def test_every_row_names_its_municipality_and_both_editions():
    (row,) = changes([of_texts(CODES, first=2015), of_texts(without("2.1"))])
    assert (row["municipality_id"], row["from_sha256"], row["to_sha256"]) == ("kars", FIRST, SECOND)


REWORDED = [
    ("2.1", "Kadınların istihdamını artırmak"),
    ("2.1", "Kadınların istihdama katılımının güçlendirilmesi"),
    ("4.1", "KADINLARIN İSTİHDAMA VE GİRİŞİMCİLİĞE KATILIMINI DESTEKLEMEK"),
    ("4.1", "Kadınların istihdama katılımı %20 artırılacaktır."),
]


@pytest.mark.parametrize(("code", "text"), REWORDED)
def test_an_objective_in_other_words_is_reworded_whatever_its_code(code, text):
    later = {**without("2.1"), code: text}
    found = told(of_texts(CODES, first=2015), of_texts(later))
    assert found == [("objectives", f"kars-sp-2020-2024:{code}", "reworded", CODES["2.1"], text)]


INFLECTED = [
    ("Yol bakımını yapmak", "Yolların bakımının yapılması"),
    ("Afet bilincini artırmak", "Afete karşı toplumun bilincinin artırılması"),
    ("Atık yönetimini iyileştirmek", "Atığın yönetiminin iyileştirilmesi"),
    ("Halk sağlığını korumak", "Halkın sağlığını koruyucu hizmetler sunmak"),
    ("Genç girişimcileri desteklemek", "Gençlerin girişimciliğini desteklemek"),
    ("Kitap okuma alışkanlığını yaygınlaştırmak", "Kitabın ve okumanın yaygınlaştırılması"),
    ("Spor tesislerini yenilemek", "Sporun yaygınlaşması için tesislerin yenilenmesi"),
]


@pytest.mark.parametrize(("before", "after"), INFLECTED)
def test_words_are_the_same_in_whatever_form_they_stand(before, after):
    rest = [one for one, _ in INFLECTED if one != before]
    old, new = (
        {f"{number}.1": text for number, text in enumerate(texts)} for texts in ([*rest, before], [after, *rest])
    )
    found = told(of_texts(old, first=2015), of_texts(new))
    assert [row[2:] for row in found if row[2] != "moved"] == [("reworded", before, after)]


OTHERS = [
    ("Yol bakımını yapmak", "Parkların bakımının yapılması"),
    ("Kent ormanı oluşturmak", "Kent arşivi oluşturmak"),
    ("Spor tesislerini yenilemek", "Kültür tesislerini yenilemek"),
    ("Su kayıplarını azaltmak", "Hava kirliliğini azaltmak"),
]


@pytest.mark.parametrize(("before", "after"), OTHERS)
def test_what_shares_a_common_word_is_another_objective(before, after):
    rest = [one for one, _ in INFLECTED if one != before]
    old, new = (
        {f"{number}.1": text for number, text in enumerate(texts)} for texts in ([*rest, before], [after, *rest])
    )
    assert {row[2] for row in told(of_texts(old, first=2015), of_texts(new))} == {"added", "removed", "moved"}


SAME = [
    "KADINLARIN İSTİHDAMA KATILIMINI GÜÇLENDİRMEK",
    "Kadınların istihdama katılımını güç\u00adlendirmek.",
    "Kadınların  istih dama katılımını güçlendirmek",
]


@pytest.mark.parametrize("text", SAME)
def test_another_case_spacing_or_full_stop_is_no_other_wording(text):
    assert told(of_texts(CODES, first=2015), of_texts({**CODES, "2.1": text})) == []


def test_the_same_text_under_another_code_is_moved():
    later = {**without("2.1"), "4.1": CODES["2.1"]}
    found = told(of_texts(CODES, first=2015), of_texts(later))
    assert found == [("objectives", "kars-sp-2020-2024:4.1", "moved", "2.1", "4.1")]


def test_two_objectives_that_change_places_are_moved_and_not_reworded():
    later = {**CODES, "1.1": CODES["1.2"], "1.2": CODES["1.1"]}
    assert [row[2:] for row in told(of_texts(CODES, first=2015), of_texts(later))] == [
        ("moved", "1.2", "1.1"),
        ("moved", "1.1", "1.2"),
    ]


def test_a_text_printed_under_two_codes_stays_where_it_is():
    twice = {**CODES, "4.1": CODES["2.1"]}
    assert told(of_texts(twice, first=2015), of_texts(twice)) == []
    assert [row[2:] for row in told(of_texts(twice, first=2015), of_texts(CODES))] == [("removed", CODES["2.1"], "")]


def test_work_for_the_young_in_the_place_of_work_for_women_is_new_and_not_reworded():
    before = objective("2.1", "Kadınların istihdama katılımını güçlendirmek", ("women",))
    after = objective("2.1", "Gençlerin istihdama katılımını güçlendirmek", ("youth",))
    assert {row[2] for row in told(plan(before, first=2015), plan(after))} == {"added", "removed"}


def test_what_shares_only_its_verb_and_the_words_of_many_is_not_the_same_objective():
    before = {**CODES, "4.1": "Park hizmetlerinin kalitesini artırmak", "4.2": "Temizlik hizmetlerini geliştirmek"}
    after = {**CODES, "5.1": "Sağlık hizmetlerini artırmak"}
    assert sorted(row[2] for row in told(of_texts(before, first=2015), of_texts(after))) == [
        "added",
        "removed",
        "removed",
    ]


def test_goals_are_compared_as_objectives_are():
    old = (Goal("1", "A1", words("Yaşanabilir kent")), Goal("2", "A2", words("Toplumsal gelişim")))
    new = (Goal("1", "A1", words("Yaşanabilir ve güvenli kent")), Goal("3", "A3", words("Toplumsal gelişim")))
    found = told(plan(goals=old, first=2015), plan(goals=new))
    assert found == [
        ("goals", "kars-sp-2020-2024:1", "reworded", "Yaşanabilir kent", "Yaşanabilir ve güvenli kent"),
        ("goals", "kars-sp-2020-2024:3", "moved", "2", "3"),
    ]


def with_targets(first: int, *targets: tuple[int, Number], text: str = "Kadın kursiyer sayısı", **source) -> Outcome:
    indicator = replace(INDICATOR, passage=words(text), targets=targets)
    return plan(objective("2.1", CODES["2.1"], ("women",), indicator), first=first, **source)


FIGURES = [
    (Number("12", 12.0), Number("20", 20.0), [("12", "20")]),
    (Number("12", 12.0), Number("%12,0", 12.0), []),
    (Number("12", 12.0), Number("artırılacak"), [("12", "artırılacak")]),
    (Number("-"), Number("20", 20.0), [("-", "20")]),
    (Number(), Number("20", 20.0), []),
    (Number("Artırılacak"), Number("ARTIRILACAK"), []),
]


@pytest.mark.parametrize(("was", "now", "expected"), FIGURES)
def test_another_figure_for_the_same_indicator_and_year_is_a_target_changed(was, now, expected):
    revised = with_targets(2020, (2020, now), id="kars-sp-2020-2024-2")
    found = told(with_targets(2020, (2020, was)), revised)
    key = "kars-sp-2020-2024-2:2.1.1:2020"
    assert found == [("indicator_targets", key, "target", *pair) for pair in expected]


def test_years_that_only_one_plan_has_are_no_change_of_targets():
    old, new = (2019, Number("5", 5.0)), (2020, Number("9", 9.0))
    assert told(with_targets(2015, old), with_targets(2020, new)) == []


def test_an_indicator_is_found_again_by_its_words():
    revised = with_targets(
        2020, (2020, Number("20", 20.0)), text="Kadın kursiyerlerin sayısı", id="kars-sp-2020-2024-2"
    )
    assert [row[2] for row in told(with_targets(2020, (2020, Number("12", 12.0))), revised)] == ["target"]


def test_a_document_saved_anew_has_no_changes():
    again = of_texts(CODES, id="kars-sp-2020-2024-2")
    assert told(of_texts(CODES), again) == []


def test_a_plan_in_which_no_objective_was_found_says_nothing():
    assert told(of_texts(CODES, first=2015), plan()) == []
    assert told(plan(first=2015), of_texts(CODES)) == []


def test_the_edition_that_a_document_had_before_is_compared_with_todays():
    before = replace(of_texts(CODES), edition=replace(edition(of_texts(CODES).source), sha256=FIRST))
    (row,) = changes([of_texts(without("2.1"))], [before])
    assert (row["key"], row["change"]) == ("kars-sp-2020-2024:2.1", "removed")
    assert (row["from_sha256"], row["to_sha256"]) == (FIRST, SECOND)


def test_an_earlier_edition_is_compared_with_no_other_document_and_with_none_that_failed():
    before = of_texts(without("2.1"))
    assert changes([of_texts(CODES, first=2015)], [before]) == []
    assert changes([Outcome(before.source, "damaged", "no pages")], [before]) == []


def test_documents_that_could_not_be_had_are_passed_over():
    gone = Outcome(of_texts(CODES).source, "unreachable", "no answer")
    later = of_texts(without("1.1"), first=2025)
    assert [row[1:3] for row in told(of_texts(CODES, first=2015), gone, later)] == [
        ("kars-sp-2015-2019:1.1", "removed")
    ]


def test_plans_are_compared_in_the_order_of_their_years_whatever_the_registrys():
    texts = [of_texts(CODES, first=2025), of_texts(without("1.1"), first=2015), of_texts(CODES, first=2020)]
    assert [row[1:3] for row in told(*texts)] == [("kars-sp-2020-2024:1.1", "added")]


def test_municipalities_and_kinds_are_never_compared_with_each_other():
    elsewhere = of_texts(without("1.1"), municipality=VAN, id="van-bb-sp-2020-2024")
    programme = of_texts(without("1.1"), kind="performance_program", id="kars-pp-2021", period_start=2021)
    assert told(of_texts(CODES, first=2015), elsewhere, programme) == []


def test_a_service_that_stands_otherwise_than_in_the_report_before_has_another_status():
    found = told(report(2019, said("childcare", "planned")), report(2020, said("childcare", "available")))
    assert found == [("service_table", "van-bb:childcare", "status", "planned", "available")]


def test_a_service_that_is_no_longer_mentioned_is_a_change_of_status():
    found = told(report(2019, said("childcare", "available")), report(2020))
    assert [row[3:] for row in found] == [("available", "not_mentioned")]


@pytest.mark.parametrize("quality", ["garbled", "unread"])
def test_the_silence_of_a_page_that_could_not_be_read_is_no_change_of_status(quality):
    assert told(report(2019, said("childcare", "available")), report(2020, quality=quality)) == []


def test_reports_on_one_year_speak_together():
    parts = report(2020, part="", sha="33" * 32), report(2020, said("childcare", "suspended"), part="-2")
    (row,) = changes([report(2019, said("childcare", "available")), *parts])
    assert (row["after"], row["from_sha256"], row["to_sha256"]) == ("suspended", FIRST, SECOND)


def test_each_report_is_compared_with_the_one_before_it():
    years = {2018: "available", 2019: "suspended", 2020: "available"}
    found = told(*(report(year, said("childcare", status)) for year, status in years.items()))
    assert [row[3:] for row in found] == [("available", "suspended"), ("suspended", "available")]


REGISTRY = """
municipalities:
  - id: serinirmak-bb
    name: Serinırmak Büyükşehir Belediyesi
    province: Serinırmak
    kind: metropolitan
    website: https://www.serinirmak.example/
    documents:
      - {kind: activity_report, period: 2020, url: report.pdf}
"""


def test_a_report_replaced_at_its_address_shows_what_changed_also_when_all_results_are_gone(tmp_path):
    (tmp_path / "sources.yaml").write_text(REGISTRY, encoding="utf-8")
    settings = Settings(data=tmp_path / "data", sources=tmp_path / "sources.yaml", offline=True)
    seen = []
    for year, gone in ((2019, ""), (2020, ""), (2020, "work")):
        shutil.copyfile(SAMPLE.parent / f"serinirmak-bb-fr-{year}.pdf", tmp_path / "report.pdf")
        if gone:
            shutil.rmtree(settings.data / gone)
        assert mine(settings, here).failed == ()
        seen.append(read_csv((settings.data / "processed" / "changes.csv").read_bytes()))
    assert seen[0] == []
    assert [(row["before"], row["after"]) for row in seen[1]] == [
        ("available", "transferred"),
        ("planned", "suspended"),
    ]
    assert seen[1] == seen[2]


def test_the_samples_two_reports_differ_in_a_shelter_and_a_nursery(sample_run):
    rows = read_csv((sample_run / "processed" / "changes.csv").read_bytes())
    assert [(row["key"], row["change"], row["before"], row["after"]) for row in rows] == [
        ("serinirmak-bb:women_shelter", "status", "available", "transferred"),
        ("serinirmak-bb:childcare", "status", "planned", "suspended"),
    ]
    documents = {
        row["sha256"]: row["document_id"] for row in read_csv((sample_run / "processed/documents.csv").read_bytes())
    }
    ends = {(documents[row["from_sha256"]], documents[row["to_sha256"]]) for row in rows}
    assert ends == {("serinirmak-bb-fr-2019", "serinirmak-bb-fr-2020")}
