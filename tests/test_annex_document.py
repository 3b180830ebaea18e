"""annex.docx as a person opens it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from small_run import OBJECTIVE, REGISTRY, RUN, bytes_of, hostile, plan, tagged, words

from plan_miner.model import Outcome, Registry
from plan_miner.publish import build_tables
from plan_miner.publish.annex_document import write_word


def word_bytes(tables) -> bytes:
    return bytes_of(lambda path: write_word(tables, path))


def opened(tables):
    return docx.Document(io.BytesIO(word_bytes(tables)))


def said(tables) -> str:
    """Every word of the document, a paragraph a line."""
    body = opened(tables).element.body
    return "\n".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))


@pytest.fixture
def tables():
    return build_tables(RUN, REGISTRY)


def test_it_is_a_landscape_page_in_turkish_with_the_day_of_the_newest_edition(tables):
    document = opened(tables)
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert document.sections[0].page_width > document.sections[0].page_height
    assert document.core_properties.language == "tr-TR"
    languages = {one.get(qn("w:val")) for one in document.styles["Normal"].element.iter(qn("w:lang"))}
    assert languages == {"tr-TR"}
    assert "En yeni belgenin alındığı gün: 2 Ocak 2026." in said(tables)


def test_a_plan_has_one_table_of_goal_objective_and_activities(tables):
    annex, services = opened(tables).tables
    assert [cell.text for cell in annex.rows[0].cells] == ["Amaç", "Hedef", "Faaliyetler"]
    assert [cell.text for cell in annex.rows[1].cells] == [
        "4. Toplumsal gelişim",
        "4.1. Kadınların istihdamını artırmak\n○ bekliyor",
        "○\tKadın kursu | atölye açılması\u00a0\u00a0s.\u00a041\n○\tFuar\u00a0\u00a0s.\u00a042",
    ]
    for table in (annex, services):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_goal_stands_once_over_its_objectives():
    second = replace(OBJECTIVE, code="4.2", passage=words("Kadın sağlığı", 43), indicators=())
    (annex, _) = opened(build_tables((plan(tagged(), tagged(second)), *RUN[1:]), REGISTRY)).tables
    merged = [row._tr.tc_lst[0].vMerge for row in annex.rows[1:]]
    assert merged == ["restart", "continue"]
    assert annex.rows[2]._tr.tc_lst[0].xpath("string(.)") == ""


def test_the_words_that_brought_a_row_here_are_bold(tables):
    bold = [run.text for one in opened(tables).tables[0].rows[1].cells[2].paragraphs for run in one.runs if run.bold]
    assert bold == ["Kadın"]


def test_each_plan_names_its_source_and_edition(tables):
    assert "Kaynak: Kars Belediyesi, stratejik plan 2020–2024; plan.pdf; 2 Ocak 2026 günü alındı; SHA-256 ab" in said(
        tables
    )


def test_a_row_stays_on_one_page_unless_it_is_longer_than_half_of_one(tables):
    def held(tables):
        return [row._tr.trPr is not None for row in opened(tables).tables[0].rows[1:]]

    assert held(tables) == [True]
    assert held(build_tables((hostile("kadın kursu " * 1000), *RUN[1:]), REGISTRY)) == [False]


def test_a_summary_stands_in_tablo_2_where_it_says_more_than_the_status(tables):
    rows = [row for row in tables["service_table"] if row["service"] == "childcare"]
    rows[1]["summary"] = "Kreş var (2 birim): gece bakımı."
    cell = opened(tables).tables[1].rows[2].cells[4].text
    assert cell.split("\n")[1] == "Kreş var (2 birim): gece bakımı."
    assert "Kreş veya gündüz bakımevi var" not in said(build_tables(RUN, REGISTRY))


def test_decided_rows_are_told_from_those_that_nobody_looked_at_by_sign_and_word(tables):
    tables["annex"][0]["review"] = "accepted"
    text = said(tables)
    assert "● onaylandı (1), ○ bekliyor (1)" in text
    assert "○ bekliyor: 1, ● onaylandı: 1" in text


def test_rejected_rows_are_left_out_and_that_is_said(tables):
    tables["annex"][0]["review"] = "rejected"
    text = said(tables)
    assert "Kadın kursu" not in text
    assert "Reddedilen satırlar bu belgede yer almaz." in text


def test_a_plan_without_a_row_is_named_with_the_reason():
    unread = (Outcome(RUN[0].source, "encrypted", "password"), *RUN[1:])
    assert "Kars Belediyesi, 2020–2024: şifreli" in said(build_tables(unread, REGISTRY))
    assert "okundu, EK 2’ye giren hedef yok" in said(build_tables((plan(), *RUN[1:]), REGISTRY))


def test_tablo_2_has_a_legend_and_a_note_for_each_document(tables):
    services = opened(tables).tables[1]
    kars, van = ([cell.text for cell in row.cells] for row in services.rows[1:])
    assert kars[0] == "Kars Belediyesi"
    assert van[4].split("\n")[0] == "✓ var, 2\u00a0birim"
    assert van[4].split("\n")[-1] == "[1] s.\u00a012  ○ bekliyor"
    assert "[1] Van Büyükşehir Belediyesi, faaliyet raporu 2020; https://van.bel.tr/rapor.pdf" in said(tables)
    assert "–\u00a0belirtilmemiş: okunan belgelerde geçmiyor; olmadığı anlamına gelmez" in said(tables)


def test_the_same_tables_give_the_same_bytes_and_no_day_of_making(tables):
    data = word_bytes(tables)
    assert word_bytes(tables) == data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
        assert "created" not in core
        assert "modified" not in core


def test_words_of_a_document_are_words_whatever_they_look_like():
    text = '<w:t>x</w:t> & "{ HYPERLINK http://a.b }" ]]> =1+1'
    assert text in said(build_tables((hostile(text), *RUN[1:]), REGISTRY))


def test_no_document_at_all_is_an_empty_annex():
    assert "EK 2’de satır yok" in said(build_tables((), Registry((), ())))
