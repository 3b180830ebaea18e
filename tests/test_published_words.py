"""What documents may say that must do no harm: hostile characters, formulas, personal data."""

from __future__ import annotations

import pytest
from small_run import REGISTRY, book, file_bytes, hostile, mention, read_csv, report

from plan_miner.publish import build_tables
from plan_miner.publish.sheets import CELL_LIMIT, CUT, fit
from plan_miner.publish.words import printable, shortened

# --- hostile words --------------------------------------------------------------------------------

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+1-1",
    "-2+3",
    "<script>alert(1)</script>",
    "http://a.b/c",
    "{=1}",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_words_that_look_like_a_formula_stay_words(text):
    tables = build_tables((hostile(text),), REGISTRY)
    assert read_csv(file_bytes(tables)["activities.csv"])[0]["activity"] == text
    cell = book(tables)["EK 2"]["E2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ka\x00dın", "Kadın"),
        ("Kadın\r\nkursu\tve\u2028fuar", "Kadın kursu ve fuar"),
        ("\u202egnissim\u202c", "gnissim"),
        ("a\ud800b", "ab"),
        ("\ufeffKadın\u200b", "Kadın"),
        ("Eşitlik – «kadın» Ç‘ğ’ 👩", "Eşitlik – «kadın» Ç‘ğ’ 👩"),
    ],
)
def test_characters_that_nobody_sees_do_not_get_into_the_tables(text, printed):
    assert printable(text) == printed
    (row,) = build_tables((hostile(text),), REGISTRY)["activities"]
    assert row["activity"] == printed
    assert file_bytes(build_tables((hostile(text),), REGISTRY))


def test_a_text_longer_than_a_cell_is_cut_in_the_workbook_and_whole_in_csv():
    text = " ".join(["kadınlar"] * 5000)
    tables = build_tables((hostile(text),), REGISTRY)
    assert read_csv(file_bytes(tables)["activities.csv"])[0]["activity"] == text
    shown = book(tables)["EK 2"]["E2"].value
    assert len(shown) <= CELL_LIMIT
    assert shown.endswith("kadınlar" + CUT)


def test_what_a_cell_holds_is_counted_as_the_workbook_counts():
    assert len(fit("👩" * 30_000).encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert fit("a" * CELL_LIMIT) == "a" * CELL_LIMIT


def test_a_word_longer_than_the_limit_is_cut_within():
    assert shortened("a" * 400, 300) == "a" * 300
    assert shortened("kısa", 300) == "kısa"


# --- masking --------------------------------------------------------------------------------------


def test_the_address_of_any_other_service_stays():
    text = "Kreş Yeni Mah. Gül Sok. No: 5 adresindedir."
    (row,) = build_tables((report(mention(text)),), REGISTRY)["service_mentions"]
    assert row["sentence"] == text


def test_a_shelters_address_stands_in_no_published_file():
    text = "Sığınmaevi Gizlibahçe Mah. Saklı Sok. No: 5 adresindedir."
    found = mention(text, "women_shelter")
    run = (hostile("Gizlibahçe Mahallesi'ndeki kadın sığınmaevinin onarılması"), report(found))
    tables = build_tables(run, REGISTRY)
    said = [row["sentence"] for row in tables["service_mentions"]]
    assert said == ["Sığınmaevi [adres] adresindedir."]
    assert tables["service_mentions"][0]["page"] == 12
    for name, data in file_bytes(tables).items():
        if name.endswith(".csv"):
            assert "Gizlibahçe" not in data.decode(), name
    assert "Gizlibahçe" not in " ".join(str(c.value) for sheet in book(tables) for row in sheet.rows for c in row)


def test_a_number_at_the_end_of_a_long_quote_is_masked_before_the_quote_is_cut():
    text = "kadın " * 48 + "Tel 0474 223 11 22"
    tables = build_tables((hostile(text),), REGISTRY)
    assert "0474" not in " ".join(str(row["quote"]) for row in tables["evidence"])


def test_each_masked_row_is_a_doubt_that_does_not_repeat_what_was_masked():
    rows = build_tables((hostile("Başvuru: bilgi@kars.bel.tr"),), REGISTRY)["doubts"]
    assert [(row["key"], row["doubt"], row["page"]) for row in rows] == [("kars-sp-2020-2024:4.1:1", "masked", 41)]
    assert rows[0]["message"] == "Yayımlanmadan önce maskelendi (faaliyet): e-posta."
