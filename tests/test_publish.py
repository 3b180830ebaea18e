"""The published tables: what stands in them, how it is written, and what is kept out of them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from plan_miner.model import (
    Activity,
    Box,
    Doubt,
    Edition,
    Goal,
    Indicator,
    Match,
    MechanismMention,
    Mention,
    Municipality,
    Number,
    Objective,
    ObjectiveVerdict,
    Outcome,
    PageState,
    Passage,
    Piece,
    Registry,
    Source,
    TaggedDocument,
    TaggedObjective,
    Tags,
)
from plan_miner.publish import TABLES, build_tables, file_bytes, publish
from plan_miner.publish.doubts import doubt_rows
from plan_miner.publish.masking import masked, names_shelter
from plan_miner.publish.schema import BY_NAME
from plan_miner.publish.sheets import CELL_LIMIT, CUT, fit
from plan_miner.publish.words import printable, shortened
from plan_miner.publish.writing import csv_bytes
from plan_miner.services import ServiceCell
from plan_miner.services.terms import SERVICES
from plan_miner.turkish import fold

KARS = Municipality("kars", "Kars Belediyesi", "Kars", 36, "provincial", "https://kars.bel.tr/")
VAN = Municipality("van-bb", "Van Büyükşehir Belediyesi", "Van", 65, "metropolitan")
PLAN = Source("kars-sp-2020-2024", KARS, "strategic_plan", 2020, 2024, "plan.pdf")
REPORT = Source(
    "van-bb-fr-2020", VAN, "activity_report", 2020, 2020, "https://van.bel.tr/rapor.pdf", accessed="2021-01-25"
)
PAGE = Source("van-bb-web-2021", VAN, "web_page", 2021, 2021, "https://van.bel.tr/")
REGISTRY = Registry((KARS, VAN), (PLAN, REPORT, PAGE))
WOMEN = Tags("women", ("women",), ("women",), (Match("kadın", 0, 5, "group.women"),))
SHA = "ab" * 32


def words(text: str, page: int = 1) -> Passage:
    return Passage(text, (Piece(0, Box(page, 70.123, 100, 300, 112)),))


def edition(source: Source) -> Edition:
    path = Path("/home/ayse/plan.pdf")
    return Edition(source.id, SHA, path, 1234, str(path), "local", "2026-01-02T03:04:05Z")


INDICATOR = Indicator(
    "4.1.1",
    words("Kadın kursiyer sayısı", 41),
    "Kişi",
    Number("%12,5", 12.5),
    Number("-", None),
    ((2020, Number("1.250", 1250.0)), (2021, Number("artırılacak", None))),
)
OBJECTIVE = Objective(
    "4.1",
    "Hedef 4.1",
    words("Kadınların istihdamını artırmak", 40),
    40,
    42,
    (Activity(1, words("Kadın kursu | atölye açılması", 41)), Activity(2, words("Fuar", 42))),
    (INDICATOR,),
    "Kadın ve Aile Müdürlüğü",
    ("Fen İşleri", "Basın | Yayın"),
    Number("1.500.000 TL", 1500000.0),
    rule="card",
)
VERDICT = ObjectiveVerdict(True, "women", ("women", "employment"), ("women", "youth"), 0.9, "hedefte: kadın")


def tagged(objective: Objective = OBJECTIVE, verdict: ObjectiveVerdict = VERDICT) -> TaggedObjective:
    activity_tags = tuple(WOMEN if number == 0 else Tags() for number in range(len(objective.activities)))
    return TaggedObjective("4", objective, WOMEN, activity_tags, verdict)


def plan(*objectives: TaggedObjective, doubts: tuple[Doubt, ...] = ()) -> Outcome:
    goal = Goal("4", "AMAÇ 4", words("Toplumsal gelişim", 39), (), "heading")
    document = TaggedDocument(((goal, Tags()),), objectives, doubts=doubts, cover_period="2020-2024")
    pages = (PageState(1, "ok"), PageState(2, "ocr"))
    return Outcome(PLAN, "ok", "", edition(PLAN), pages, "Word", document)


def mention(
    text: str, service: str = "childcare", page: int = 12, role: str = "deciding", status: str = "available"
) -> Mention:
    return Mention(
        service, words(text, page), 0, len(text), "kreş", status, 2, owner="municipality", role=role, rule="direct"
    )


def report(*mentions: Mention, mechanisms: tuple[MechanismMention, ...] = ()) -> Outcome:
    document = TaggedDocument(mentions=mentions, mechanisms=mechanisms)
    return Outcome(REPORT, "ok", "", edition(REPORT), (PageState(1, "ok"),), "", document)


NOT_FETCHED = Outcome(PAGE, "not_fetched")
RUN = (plan(tagged()), report(mention("İki kreş vardır.")), NOT_FETCHED)


def hostile(text: str) -> Outcome:
    return plan(tagged(replace(OBJECTIVE, activities=(Activity(1, words(text, 41)),))))


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def book(tables) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(file_bytes(tables)["annex.xlsx"]))


# --- which rows -----------------------------------------------------------------------------------


def test_every_table_is_there_with_all_its_columns_even_without_a_row():
    files = file_bytes(build_tables((), Registry((), ())))
    for table in TABLES:
        assert files[f"{table.name}.csv"].decode() == ",".join(table.names) + "\n"
        assert pq.read_schema(io.BytesIO(files[f"{table.name}.parquet"])).names == list(table.names)
    assert "annex.xlsx" in files


def test_every_document_of_the_registry_has_a_row_whatever_became_of_it():
    rows = build_tables(RUN, REGISTRY)["documents"]
    assert [(row["document_id"], row["status"], row["via"]) for row in rows] == [
        (PLAN.id, "ok", "local"),
        (REPORT.id, "ok", "local"),
        (PAGE.id, "not_fetched", "none"),
    ]
    assert (rows[0]["pages"], rows[0]["ocr_pages"], rows[2]["pages"]) == (2, 1, None)


def test_a_local_file_is_named_as_written_not_by_its_place_on_this_machine():
    files = file_bytes(build_tables(RUN, REGISTRY))
    assert read_csv(files["documents.csv"])[0]["fetched_url"] == "plan.pdf"
    assert not [name for name, data in files.items() if b"/home/ayse" in data]


def test_documents_stand_in_registry_order_whatever_order_they_were_worked_in():
    assert build_tables(tuple(reversed(RUN)), REGISTRY) == build_tables(RUN, REGISTRY)


def test_numbers_stand_beside_what_was_printed():
    tables = build_tables(RUN, REGISTRY)
    (indicator,) = tables["indicators"]
    assert (indicator["weight"], indicator["weight_printed"]) == (12.5, "%12,5")
    assert (indicator["baseline"], indicator["baseline_printed"]) == (None, "-")
    targets = [(row["year"], row["target"], row["target_printed"]) for row in tables["indicator_targets"]]
    assert targets == [(2020, 1250.0, "1.250"), (2021, None, "artırılacak")]


def test_an_objective_has_the_groups_of_all_that_is_under_it_and_the_basis_of_its_own_words():
    verdict = replace(VERDICT, basis="equality")
    (row,) = build_tables((plan(tagged(verdict=verdict)),), REGISTRY)["objectives"]
    assert (row["basis"], row["groups"]) == ("women", ("women", "youth"))


def test_a_second_row_for_a_key_is_a_doubt_not_a_row():
    second = replace(OBJECTIVE, passage=words("Başka bir hedef", 90), activities=(), indicators=())
    tables = build_tables((plan(tagged(), tagged(second)),), REGISTRY)
    assert [row["objective"] for row in tables["objectives"]] == ["Kadınların istihdamını artırmak"]
    (doubt,) = [row for row in tables["doubts"] if row["doubt"] == "double" and "objectives" in str(row["message"])]
    assert doubt["key"] == "kars-sp-2020-2024:4.1"
    assert "Başka bir hedef" in str(doubt["message"])


def test_a_sentence_printed_twice_on_a_page_is_one_mention_and_the_deciding_one_stands():
    twice = (mention("İki kreş vardır.", role="passing"), mention("İKİ KREŞ VARDIR.", role="deciding"))
    (row,) = build_tables((report(*twice),), REGISTRY)["service_mentions"]
    assert row["role"] == "deciding"


def test_the_id_of_a_mention_comes_from_its_words_not_from_its_place_in_the_list():
    first, other = mention("İki kreş vardır."), mention("Üç kreş vardır.")
    ids = [row["mention_id"] for row in build_tables((report(first, other),), REGISTRY)["service_mentions"]]
    turned = [row["mention_id"] for row in build_tables((report(other, first),), REGISTRY)["service_mentions"]]
    assert ids == turned[::-1]
    assert str(ids[0]).startswith("van-bb-fr-2020:childcare:12:")


def test_rows_of_changes_are_taken_as_they_are():
    change = {
        "municipality_id": "kars",
        "table": "objectives",
        "key": "4.1",
        "change": "reworded",
        "before": "a",
        "after": "b",
    }
    (row,) = build_tables(RUN, REGISTRY, changes=(change,))["changes"]
    assert row["change"] == "reworded"
    assert row["to_sha256"] is None


# --- evidence and doubts --------------------------------------------------------------------------


def test_every_row_that_may_be_doubted_has_evidence_under_its_own_key():
    mechanism = MechanismMention(
        "equality_unit", "Eşitlik Birimi", "", words("Eşitlik Birimi kuruldu.", 20), 0, 23, "unit"
    )
    run = (plan(tagged()), report(mention("İki kreş vardır."), mechanisms=(mechanism,)), NOT_FETCHED)
    tables = build_tables(run, REGISTRY)
    proven = {(row["table"], row["key"]) for row in tables["evidence"]}
    for name in ("goals", "objectives", "activities", "indicators", "annex", "service_mentions", "mechanisms"):
        assert tables[name]
        for row in tables[name]:
            assert (name, BY_NAME[name].row_key(row)) in proven
    assert [key for table, key in proven if table == "service_table"] == ["van-bb:childcare"]
    assert {row["sha256"] for row in tables["evidence"]} == {SHA}


def test_an_annex_row_rests_on_its_activity_and_on_its_objective():
    rows = [row for row in build_tables(RUN, REGISTRY)["evidence"] if row["table"] == "annex"]
    assert [(row["key"], row["page"]) for row in rows] == [
        ("kars-sp-2020-2024:4.1:1", 41),
        ("kars-sp-2020-2024:4.1:1", 40),
        ("kars-sp-2020-2024:4.1:2", 42),
        ("kars-sp-2020-2024:4.1:2", 40),
    ]
    assert rows[0]["rule"] == "group.women"
    assert rows[0]["x0"] == 70.12


def test_a_passage_over_a_page_break_has_one_row_of_evidence_a_page():
    text = "Kadınlara yönelik kurs açılması"
    passage = Passage(text, (Piece(0, Box(40, 70, 800, 300, 812)), Piece(18, Box(41, 70, 60, 300, 72))))
    outcome = plan(tagged(replace(OBJECTIVE, activities=(Activity(1, passage),))))
    rows = [row for row in build_tables((outcome,), REGISTRY)["evidence"] if row["table"] == "activities"]
    assert [(row["page"], row["top"], row["quote"]) for row in rows] == [
        (40, 800, "Kadınlara yönelik"),
        (41, 60, "kurs açılması"),
    ]


def test_a_mention_is_proven_by_its_sentence_alone():
    text = "Park yapıldı. İki kreş vardır. Yol yapıldı."
    found = Mention("childcare", words(text, 12), 14, 30, "kreş", "available", 2)
    rows = build_tables((report(found),), REGISTRY)["evidence"]
    assert [row["quote"] for row in rows] == ["İki kreş vardır."]


def test_a_quote_has_at_most_300_characters_and_ends_with_a_word():
    tables = build_tables((hostile("kadın kursu " * 100),), REGISTRY)
    (quote,) = [str(row["quote"]) for row in tables["evidence"] if row["table"] == "activities"]
    assert 280 < len(quote) <= 300
    assert quote.endswith(("kadın", "kursu"))
    assert len(str(tables["activities"][0]["activity"])) > 1000


def test_doubts_of_the_stages_carry_the_key_of_their_row_in_the_tables():
    doubts = (Doubt("4.3", "missing_code", "4.2 yok", 40), Doubt("", "poor_page", "3. sayfa okunamadı", 3))
    rows = build_tables((plan(tagged(), doubts=doubts),), REGISTRY)["doubts"]
    assert [(row["key"], row["page"]) for row in rows] == [("kars-sp-2020-2024:4.3", 40), ("", 3)]


def test_what_a_verdict_doubts_is_a_doubt_row():
    unsure = tagged(verdict=replace(VERDICT, in_annex=False, doubt="genel yoksulluk yardımı"))
    (row,) = build_tables((plan(unsure),), REGISTRY)["doubts"]
    assert (row["key"], row["message"]) == ("kars-sp-2020-2024:4.1", "genel yoksulluk yardımı")


def test_a_status_that_no_sentence_proves_is_a_doubt():
    claimed = ServiceCell(VAN, "childcare", "available", None, False, "", None, REPORT.id, (), 0.9, "service.available")
    (row,) = doubt_rows((), (claimed,))
    assert (row["key"], row["doubt"]) == ("van-bb:childcare", "no_evidence")


# --- Tablo 2 --------------------------------------------------------------------------------------


def test_the_service_table_has_one_row_a_municipality_and_service_also_where_nothing_could_be_read():
    unread = (Outcome(PLAN, "not_found", "404"), Outcome(REPORT, "encrypted", "password", edition(REPORT)), NOT_FETCHED)
    rows = build_tables(unread, REGISTRY)["service_table"]
    keys = [(row["municipality_id"], row["service"]) for row in rows]
    assert keys == [(place, service) for place in ("kars", "van-bb") for service in SERVICES]
    assert {(row["status"], row["document_id"], row["searched"]) for row in rows} == {("not_mentioned", "", ())}


def test_a_settled_service_leads_to_the_mention_that_decided():
    rows = build_tables(RUN, REGISTRY)["service_table"]
    (row,) = [row for row in rows if row["municipality_id"] == "van-bb" and row["service"] == "childcare"]
    assert (row["status"], row["unit_count"], row["document_id"], row["pages"]) == ("available", 2, REPORT.id, (12,))


# --- how it is written ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (12.5, "12.5"),
        (100.0, "100"),
        (1250000000.0, "1250000000"),
        (1e17, "100000000000000000"),
        (0.1, "0.1"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (7, "7"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        (("a", "b|c"), "a|b/c"),
        ((3, 4), "3|4"),
        ((), ""),
    ],
)
def test_a_value_is_written_in_csv_the_one_way(value, written):
    table = BY_NAME["municipalities"]
    row = dict.fromkeys(table.names) | {"plate": value}
    assert read_csv(csv_bytes(table, [row]))[0]["plate"] == written


def test_csv_ends_lines_with_a_line_feed_and_has_no_byte_order_mark():
    data = file_bytes(build_tables(RUN, REGISTRY))["objectives.csv"]
    assert b"\r" not in data
    assert data.startswith(b"document_id,goal_code,objective_code,")


def test_parquet_has_the_types_of_the_schema_and_real_lists():
    table = pq.read_table(io.BytesIO(file_bytes(build_tables(RUN, REGISTRY))["objectives.parquet"]))
    assert table.schema.field("cost_estimate").type == pa.float64()
    assert table.schema.field("in_annex").type == pa.bool_()
    assert table.column("collaborating_units").to_pylist() == [["Fen İşleri", "Basın | Yayın"]]
    assert table.schema.metadata is None


def test_parquet_types_do_not_depend_on_the_rows():
    full, empty = file_bytes(build_tables(RUN, REGISTRY)), file_bytes(build_tables((), REGISTRY))
    for table in TABLES:
        name = f"{table.name}.parquet"
        assert pq.read_schema(io.BytesIO(full[name])) == pq.read_schema(io.BytesIO(empty[name]))


def test_two_runs_over_the_same_outcomes_give_the_same_bytes():
    first = file_bytes(build_tables(RUN, REGISTRY))
    assert file_bytes(build_tables(RUN, REGISTRY)) == first


def test_csv_and_parquet_have_the_same_rows_for_every_table():
    files = file_bytes(build_tables(RUN, REGISTRY))
    for table in TABLES:
        rows = read_csv(files[f"{table.name}.csv"])
        assert len(rows) == pq.read_metadata(io.BytesIO(files[f"{table.name}.parquet"])).num_rows


# --- the folder -----------------------------------------------------------------------------------


def test_publishing_writes_every_table_twice_and_the_workbook(tmp_path):
    published = publish(RUN, REGISTRY, tmp_path / "processed")
    names = {path.name for path in (tmp_path / "processed").iterdir()}
    assert names == {f"{t.name}.{end}" for t in TABLES for end in ("csv", "parquet")} | {"annex.xlsx"}
    assert {path.name for path in published.files} == names
    assert (published.rows["objectives"], published.rows["annex"]) == (1, 2)


def test_a_table_that_cannot_be_built_leaves_the_folder_as_it_was(tmp_path):
    publish(RUN, REGISTRY, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    broken = tagged(replace(OBJECTIVE, passage=words("Başka", 1)))
    with pytest.raises(ValueError, match="zip"):
        publish((plan(replace(broken, activities=())),), REGISTRY, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_holds_the_same_bytes_already_is_left_alone(tmp_path):
    publish(RUN, REGISTRY, tmp_path)
    before = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    publish(RUN, REGISTRY, tmp_path)
    assert {path.name: path.stat().st_ino for path in tmp_path.iterdir()} == before


def test_files_that_are_not_ours_stay(tmp_path):
    (tmp_path / "notlar.txt").write_text("benim", encoding="utf-8")
    publish(RUN, REGISTRY, tmp_path)
    assert (tmp_path / "notlar.txt").read_text(encoding="utf-8") == "benim"


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

PERSONAL = [
    ("Tel: 0 (474) 223 11 22", "Tel: [telefon]"),
    ("0474 223 11 22 numaralı hat", "[telefon] numaralı hat"),
    ("04742231122", "[telefon]"),
    ("+90 474 223 11 22", "[telefon]"),
    ("+90(474)2231122", "[telefon]"),
    ("0474.223.11.22", "[telefon]"),
    ("(0474) 223 11 22 – 23", "[telefon] – 23"),
    ("(474) 223-11-22", "[telefon]"),
    ("GSM 532 123 45 67", "GSM [telefon]"),
    ("532 123 45 67", "[telefon]"),
    ("0850 222 33 44", "[telefon]"),
    ("444 0 153", "[telefon]"),
    ("444 40 35", "[telefon]"),
    ("Telefon: 223 11 22", "Telefon: [telefon]"),
    ("Faks: 223 1122", "Faks: [telefon]"),
    ("bilgi@kars.bel.tr adresine", "[e-posta] adresine"),
    ("ayse.yilmaz-1@ornek.com.tr", "[e-posta]"),
    ("bilgi[at]kars.bel.tr", "[e-posta]"),
    ("T.C. Kimlik No: 10000000146", "T.C. Kimlik No: [kimlik no]"),
    ("TC kimlik numarası 12345678901", "TC kimlik numarası [kimlik no]"),
    ("TR33 0006 1005 1978 6457 8413 26", "[IBAN]"),
    ("TR330006100519786457841326", "[IBAN]"),
]

HARMLESS = [
    "Maliyet 1.500.000 TL, 2020: 250.000.000",
    "2020 2021 2022 2023 2024",
    "Hedef 4.1.1 için 12.345.678,90 TL",
    "5393 sayılı Belediye Kanunu m.14, RG 26.02.2018/30344",
    "ALO 183 ve 155 hatları",
    "12345678901 TL",
    "01.01.2020-31.12.2024",
    "Kadın kursu, 3-6 yaş, %12,5, 0-6 ay",
    "İhale no 2020/123456",
    "100 250 300 400 500",
    "Telefon santrali kurulması",
    "cep parkları 2020 yılında 12 adet",
]


@pytest.mark.parametrize(("text", "published"), PERSONAL)
def test_personal_data_is_masked(text, published):
    assert masked(text).text == published


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_that_are_nobodys_number_stay(text):
    assert masked(text, shelter=True).text == text


ADDRESSES = [
    ("Sığınmaevi Yeni Mah. Gül Sok. No: 5 adresindedir.", "Sığınmaevi [adres] adresindedir."),
    ("Atatürk Caddesi No:12/3'te", "[adres]'te"),
    ("İNÖNÜ MAHALLESİ 1234. SOKAK NO: 7", "[adres]"),
    ("Cumhuriyet Mahallesi'nde bir ev", "[adres]'nde bir ev"),
    ("Cumhuriyet Mahallesinde bir ev", "[adres] bir ev"),
    ("1234 ada 5 parsel üzerinde", "[adres] üzerinde"),
    ("20 kadın ve 12 çocuk kalmıştır", "20 kadın ve 12 çocuk kalmıştır"),
    ("Belediye mahalle muhtarlarıyla çalışır", "Belediye mahalle muhtarlarıyla çalışır"),
]


@pytest.mark.parametrize(("text", "published"), ADDRESSES)
def test_the_address_of_a_shelter_is_masked(text, published):
    assert masked(text, shelter=True).text == published


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
    assert "bilgi@" not in str(rows[0]["message"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("KADIN SIĞINMA EVİ", True),
        ("kadın konukevlerinde", True),
        ("sığınmaevinin", True),
        ("ilk kabul birimi", True),
        ("Sığınmacılara destek", False),
        ("Kadın danışma merkezi", False),
    ],
)
def test_a_text_that_names_a_shelter_is_known(text, named):
    assert names_shelter(fold(text)) is named


def test_masking_a_long_run_of_letters_or_digits_ends():
    for text in ("A" * 40_000, "1 " * 20_000, "Aa " * 13_000, "a@" * 20_000, "Mah. " * 8_000):
        masked(text, shelter=True)


# --- the workbook ---------------------------------------------------------------------------------


def test_the_workbook_has_its_six_sheets_with_frozen_headers_and_filters():
    shown = book(build_tables(RUN, REGISTRY))
    assert shown.sheetnames == ["Okuyun", "EK 2", "Tablo 2", "Tablo 2 uzun", "Belgeler", "Şüpheler"]
    for name in shown.sheetnames[1:]:
        assert shown[name].freeze_panes == "B2"
        assert shown[name].page_setup.orientation == "landscape"
    assert shown["EK 2"].auto_filter.ref == "A1:J3"


def test_goal_and_objective_stand_once_over_their_activities():
    sheet = book(build_tables(RUN, REGISTRY))["EK 2"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A2:A3", "B2:B3", "C2:C3", "D2:D3"}
    assert sheet["D2"].value == "4.1. Kadınların istihdamını artırmak"
    assert [sheet[f"H{row}"].value for row in (2, 3)] == [41, 42]


def test_the_printed_grid_has_a_row_a_municipality_and_says_where_it_stands():
    sheet = book(build_tables(RUN, REGISTRY))["Tablo 2"]
    assert [sheet[f"A{row}"].value for row in (2, 3)] == ["Kars Belediyesi", "Van Büyükşehir Belediyesi"]
    lines = sheet["E3"].value.split("\n")
    assert lines[0] == "var, 2 birim"
    assert lines[-1] == "(van-bb-fr-2020, s. 12)"


def test_a_row_of_ek_2_quotes_the_words_for_which_it_is_there():
    sheet = book(build_tables(RUN, REGISTRY))["EK 2"]
    assert [sheet[f"I{row}"].value for row in (2, 3)] == ["«Kadın»", "hedeften: «Kadın»"]
    assert sheet["F2"].value == "kadınlar"


def test_rejected_rows_stay_in_the_table_and_leave_the_workbook():
    tables = build_tables(RUN, REGISTRY)
    tables["annex"][0]["review"] = "rejected"
    sheet = book(tables)["EK 2"]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["Fuar"]


def test_a_long_row_is_high_enough_to_be_read():
    sheet = book(build_tables((hostile("kadınlara yönelik kurs " * 20),), REGISTRY))["EK 2"]
    assert sheet.row_dimensions[2].height > 100
