"""The published tables: what stands in them, and how they are written."""

from __future__ import annotations

import ast
import io
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from console import files, python
from small_run import (
    NOT_FETCHED,
    OBJECTIVE,
    PAGE,
    PLAN,
    REGISTRY,
    REPORT,
    RUN,
    SHA,
    VERDICT,
    bytes_of,
    edition,
    file_bytes,
    hostile,
    mention,
    parts,
    plan,
    read_csv,
    report,
    tagged,
    words,
)

import plan_miner
from plan_miner.lexicon import labels
from plan_miner.model import (
    Activity,
    Box,
    Doubt,
    Goal,
    MechanismMention,
    Mention,
    Outcome,
    Passage,
    PerformanceTarget,
    Piece,
    Registry,
    TaggedDocument,
    Tags,
)
from plan_miner.publish import PRODUCTS, TABLES, build_tables, publish, write_files
from plan_miner.publish.schema import BY_NAME
from plan_miner.publish.writing import write_csv
from plan_miner.review.items import UNPROVEN
from plan_miner.saying import said
from plan_miner.services.terms import SERVICES
from plan_miner.stages import POOR

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


def test_a_doubt_is_told_in_turkish_whatever_the_language_of_the_command_line(monkeypatch):
    monkeypatch.setenv("PLAN_MINER_LANG", "en")
    doubt = Doubt("4.1", "no_activities", said("no activity was found, though others have some"), 40)
    (row,) = build_tables((plan(tagged(), doubts=(doubt,)),), REGISTRY)["doubts"]
    assert row["message"] == "faaliyet bulunamadı, oysa öbür hedeflerde var"


def test_every_kind_of_doubt_has_a_turkish_name():
    place = {"Doubt": 1, "doubt_of": 2, "doubt_row": 2}  # where its kind stands among the arguments
    sources = (path.read_text(encoding="utf-8") for path in Path(plan_miner.__file__).parent.rglob("*.py"))
    calls = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    kinds = [call.args[place[call.func.id]] for call in calls if getattr(call.func, "id", "") in place]
    written = {kind.value for kind in kinds if isinstance(kind, ast.Constant)}
    assert written >= {"gap", "weights", "no_goals", "double", "other_document", "masked"}
    assert {*written, *(kind for kind, _ in POOR.values()), UNPROVEN} - set(labels()["doubts"]) == set()


def test_what_a_verdict_doubts_is_a_doubt_row():
    unsure = tagged(verdict=replace(VERDICT, in_annex=False, doubt="genel yoksulluk yardımı"))
    (row,) = build_tables((plan(unsure),), REGISTRY)["doubts"]
    assert (row["key"], row["message"]) == ("kars-sp-2020-2024:4.1", "genel yoksulluk yardımı")


def test_a_row_that_nothing_proves_is_a_doubt():
    goal = Goal("5", "", Passage("", ()))
    run = Outcome(PLAN, "ok", "", edition(PLAN), document=TaggedDocument(((goal, Tags()),)))
    tables = build_tables((run,), REGISTRY)
    (row,) = tables["doubts"]
    assert (row["key"], row["doubt"], tables["goals"][0]["page"]) == ("kars-sp-2020-2024:5", "no_evidence", None)


@pytest.mark.parametrize(
    ("passage", "doubt"), [(Passage("", ()), "no_evidence"), (words("Başvuru: bilgi@kars.bel.tr", 41), "masked")]
)
def test_a_performance_target_is_proven_and_masked_as_every_row(passage, doubt):
    yearly = replace(OBJECTIVE, performance_targets=(PerformanceTarget("4.1.1", "PH 4.1.1", passage),))
    (row,) = build_tables((plan(tagged(yearly)),), REGISTRY)["doubts"]
    assert (row["key"], row["doubt"]) == ("kars-sp-2020-2024:4.1:4.1.1", doubt)


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
    assert read_csv(bytes_of(lambda path: write_csv(table, [row], path)))[0]["plate"] == written


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
        written = read_csv(files[f"{table.name}.csv"])
        packed = pq.read_table(io.BytesIO(files[f"{table.name}.parquet"])).to_pylist()
        assert len(written) == len(packed)
        texts = [column.name for column in table.columns if column.type == "string"]
        assert [[row[name] for name in texts] for row in written] == [
            [row[name] or "" for name in texts] for row in packed
        ]


# --- the folder -----------------------------------------------------------------------------------


def test_publishing_writes_every_table_in_each_form_and_what_is_made_of_all(tmp_path):
    published = publish(parts(*RUN), tmp_path / "processed")
    names = files(tmp_path / "processed").keys()
    twice = {f"{table.name}.{ending}" for table in TABLES for ending in ("csv", "parquet")}
    assert names == twice | {f"excel/{table.name}.csv" for table in TABLES} | {
        *PRODUCTS,
        "annex.xlsx",
        "report.html",
        "datapackage.json",
    }
    assert {path.relative_to(tmp_path / "processed").as_posix() for path in published.files} == names
    assert (published.rows["objectives"], published.rows["annex"]) == (1, 2)


def test_a_table_that_cannot_be_built_leaves_the_folder_as_it_was(tmp_path):
    publish(parts(*RUN), tmp_path)
    before = files(tmp_path)
    broken = tagged(replace(OBJECTIVE, passage=words("Başka", 1)))
    with pytest.raises(ValueError, match="zip"):
        publish(parts(plan(replace(broken, activities=()))), tmp_path)
    assert files(tmp_path) == before


def test_a_file_that_holds_the_same_bytes_already_is_left_alone(tmp_path):
    publish(parts(*RUN), tmp_path)
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.*")}
    publish(parts(*RUN), tmp_path)
    assert {path: path.stat().st_ino for path in tmp_path.rglob("*.*")} == before


def test_files_that_are_not_ours_stay(tmp_path):
    (tmp_path / "notlar.txt").write_text("benim", encoding="utf-8")
    publish(parts(*RUN), tmp_path)
    assert (tmp_path / "notlar.txt").read_text(encoding="utf-8") == "benim"


def test_what_only_some_commands_need_is_not_loaded_with_the_others(tmp_path):
    """Each takes half a second to load: too much for who only asks how things stand, or waits for a child process."""
    write_files(build_tables(RUN, REGISTRY), tmp_path)
    heavy = "{'docx', 'lxml', 'pandas', 'frictionless', 'duckdb', 'spacy'} & sys.modules.keys()"
    ours = "import plan_miner.cli, plan_miner.extracting, plan_miner.mine, plan_miner.review.desk, plan_miner.evaluate"
    read = "from plan_miner.publish.reading import read_rows; read_rows(Path(sys.argv[1]), 'annex')"
    done = python("-c", f"import sys; from pathlib import Path; {ours}; {read}; print(sorted({heavy}))", tmp_path)
    assert done.stdout == "[]\n", done.stderr
