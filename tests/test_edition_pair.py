"""Real PDFs of two editions: each kind of change is found between them, and none where a PDF is only saved anew."""

from __future__ import annotations

import shutil

import edition_pair
import openpyxl
import pytest
from small_run import here, read_csv

from plan_miner.mine import mine
from plan_miner.settings import Settings

NAMES = ("plan.pdf", "rapor.pdf")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Both editions, each in a folder of its name."""
    place = tmp_path_factory.mktemp("editions")
    for edition in edition_pair.PLANS:
        (place / edition).mkdir()
        edition_pair.draw(place / edition, edition)
    return place


@pytest.fixture(scope="module")
def first_run(drawn, tmp_path_factory):
    """A registry of both documents and its data, after a run over their first editions."""
    place = tmp_path_factory.mktemp("first") / "project"
    shutil.copytree(drawn / "first", place)
    (place / "sources.yaml").write_text(edition_pair.REGISTRY, encoding="utf-8")
    assert changed(_settings(place)) == []
    return place


@pytest.fixture
def settings(tmp_path, first_run):
    shutil.copytree(first_run, tmp_path / "project")
    return _settings(tmp_path / "project")


def _settings(place):
    return Settings(data=place / "data", sources=place / "sources.yaml", offline=True)


def changed(settings):
    """The table `changes` after a run, without whose rows they are."""
    mined = mine(settings, here)
    assert (mined.failed, mined.published.refused) == ((), ())
    rows = read_csv((settings.data / "processed" / "changes.csv").read_bytes())
    return [tuple(row[name] for name in ("table", "key", "change", "before", "after")) for row in rows]


PLAN = "serinirmak-ilicaozu-sp-2020-2024"
EXPECTED = [
    ("objectives", f"{PLAN}:1.2", "added", "", "Gençler için semt sahaları açmak"),
    ("objectives", f"{PLAN}:2.2", "moved", "2.3", "2.2"),
    (
        "objectives",
        f"{PLAN}:2.3",
        "reworded",
        "Kadın danışma merkezini mahallelere yaygınlaştırmak",
        "Kadın danışma merkezini ve konukevini mahallelere yaygınlaştırmak",
    ),
    ("objectives", f"{PLAN}:1.2", "removed", "Yaya güvenliğini artırmak", ""),
    ("indicator_targets", f"{PLAN}:2.1.1:2021", "target", "12", "20"),
    ("service_table", "serinirmak-ilicaozu:childcare", "status", "planned", "available"),
]


def test_between_two_editions_each_kind_of_change_is_found_once_and_nothing_else(settings, drawn):
    for name in NAMES:
        shutil.copyfile(drawn / "second" / name, settings.sources.parent / name)
    assert changed(settings) == EXPECTED
    assert {row[2] for row in EXPECTED} == {"added", "removed", "reworded", "moved", "target", "status"}


def test_the_workbook_shows_each_change_to_a_person_with_the_words_that_came(settings, drawn):
    for name in NAMES:
        shutil.copyfile(drawn / "second" / name, settings.sources.parent / name)
    changed(settings)
    sheet = openpyxl.load_workbook(settings.data / "processed" / "annex.xlsx")["Değişiklikler"]
    titles, *rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    shown = [dict(zip(titles, row, strict=True)) for row in rows]
    assert {row["Belediye"] for row in shown} == {"Ilıcaözü Belediyesi"}
    assert {(row["Önceki"], row["Yeni"]) for row in shown} == {("aynı belge", "2020–2024"), ("aynı belge", "2020")}
    told = [tuple(row[name] for name in ("Ne", "No", "Değişiklik", "Hangisi", "Giren sözler")) for row in shown]
    assert told == [
        ("hedef", "1.2", "eklendi", "", ""),
        ("hedef", "2.2", "taşındı", "Engelli bireylerin kent yaşamına erişimini kolaylaştırmak", ""),
        ("hedef", "2.3", "yeniden yazıldı", "", "ve konukevini"),
        ("hedef", "1.2", "çıkarıldı", "", ""),
        ("gösterge", "2.1.1", "hedef değeri değişti", "Kadın kursiyer sayısı (kişi), 2021", ""),
        ("hizmet", "kreş ve gündüz bakımevi", "durum değişti", "", ""),
    ]
    assert (shown[-1]["Önce"], shown[-1]["Sonra"]) == ("planlanıyor", "var")


@pytest.mark.parametrize("how", edition_pair.SAVED)
def test_a_pdf_that_is_only_saved_anew_is_another_edition_without_any_change(settings, drawn, how):
    for name in NAMES:
        edition_pair.SAVED[how](drawn / "first" / name, settings.sources.parent / name)
        assert (settings.sources.parent / name).read_bytes() != (drawn / "first" / name).read_bytes()
    assert changed(settings) == []
    assert len(list((settings.data / "raw").glob("*/*.pdf"))) == 4
