"""Changes as those read them who look after the schedule: in both languages, word by word."""

from __future__ import annotations

import pytest

from plan_miner.publish.change_notes import MOST, change_notes
from plan_miner.publish.differences import Difference
from plan_miner.rewording import reworded

NOW = "22" * 32
PLACE = ("Kars Belediyesi", "strategic_plan", "2020–2024", "2025–2029")


def found(table, code, change, before="", after="", subject=""):
    return Difference(*PLACE, table, code, subject, change, before, after, NOW)


ROWS = [
    (
        found("objectives", "2.1", "added", after="Kreş | açmak"),
        r"- **eklendi / added**, hedef / objective 2.1: Kreş \| açmak",
    ),
    (
        found("goals", "3", "removed", "Toplumsal gelişim"),
        "- **çıkarıldı / removed**, amaç / goal 3: Toplumsal gelişim",
    ),
    (
        found("objectives", "2.1", "reworded", "Kadın emeğini korumak", "Kadın ve genç emeğini korumak"),
        "    - önce / before: Kadın emeğini korumak\n    - sonra / after: Kadın **ve genç** emeğini korumak\n",
    ),
    (
        found("goals", "3", "moved", "2", "3", "Toplumsal gelişim"),
        "- **taşındı / moved**, amaç / goal 3: Toplumsal gelişim: 2 → 3",
    ),
    (
        found("indicator_targets", "2.1.1", "target", "12", "20", "Kadın kursiyer sayısı, 2026"),
        "gösterge / indicator 2.1.1: Kadın kursiyer sayısı, 2026: 12 → 20",
    ),
    (
        found("service_table", "childcare", "status", "planned", "available"),
        "kreş ve gündüz bakımevi / childcare: planlanıyor / planned → var / available",
    ),
    (found("objectives", "1", "added", after="<b>*x*</b>"), r"\<b\>\*x\*\</b\>"),
]


@pytest.mark.parametrize(("one", "expected"), ROWS)
def test_each_kind_of_change_is_told_in_both_languages(one, expected):
    assert expected in change_notes([one], {NOW})


def test_what_earlier_runs_brought_is_only_counted():
    notes = change_notes([found("objectives", "2.1", "added", after="Kreş")], ())
    assert "Kreş" not in notes
    assert "- Kars Belediyesi: eklendi / added 1" in notes
    assert "yeni baskı yok" in notes


def test_a_new_edition_of_the_same_document_is_called_one():
    one = found("objectives", "2.1", "added", after="Kreş")
    again = Difference(
        "Kars Belediyesi", "strategic_plan", "", *[getattr(one, n) for n in list(Difference.__slots__)[3:]]
    )
    assert "stratejik plan / strategic plan 2025–2029, yeni baskı / new edition" in change_notes([again], {NOW})


def test_thousands_of_changes_are_cut_with_word_of_where_all_are():
    many = [found("objectives", f"1.{i}", "added", after=f"Hedef {i}") for i in range(MOST + 7)]
    assert change_notes(many, {NOW}).count("**eklendi / added**, hedef") == MOST
    assert "7 değişiklik daha" in change_notes(many, {NOW})


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("KADINLARA yönelik kurs.", "Kadınlara yönelik kurs", [], []),
        ("İki kreş açmak", "Üç kreş açmak", ["İki"], ["Üç"]),
        ("Kreş açmak", "Kreş ve etüt merkezi açmak", [], ["ve etüt merkezi"]),
        ("Kreş", "", ["Kreş"], []),
        ("• Kreş", "– Kreş", ["•"], ["–"]),
    ],
)
def test_words_that_differ_are_told_from_those_that_stayed(before, after, gone, new):
    was, now = reworded(before, after)
    assert [piece.words for piece in was if piece.differs] == gone
    assert [piece.words for piece in now if piece.differs] == new
    assert " ".join(piece.words for piece in now) == after
