"""The data package and the database: another program loads the tables by name, and they hold together."""

from __future__ import annotations

import hashlib
import json
import sqlite3

import frictionless
import pytest
from small_run import REGISTRY, RUN, file_bytes, hostile, mention, parts, report

from plan_miner.model import Registry
from plan_miner.publish import TABLES, build_tables, descriptions, publish
from plan_miner.publish.evidence import PROVEN
from plan_miner.publish.relations import REFERENCES

# --- descriptions ---------------------------------------------------------------------------------


def test_every_table_and_column_is_described_in_both_languages_and_nothing_else_is():
    common, own = descriptions.written_names()
    assert own.keys() == {table.name for table in TABLES}
    for table in TABLES:
        assert own[table.name] <= set(table.names)
        said = [descriptions.of_table(table.name), *(descriptions.of_column(table.name, name) for name in table.names)]
        assert all(one.tr and one.en for one in said)
    assert common <= {name for table in TABLES for name in table.names if name not in own[table.name]}


# --- datapackage.json -----------------------------------------------------------------------------


def test_the_sample_is_a_valid_data_package_of_version_2(sample_run):
    checked = frictionless.validate(str(sample_run / "processed" / "datapackage.json"))
    assert checked.valid, checked.flatten(["type", "title", "note"])
    assert {task.name for task in checked.tasks} == {table.name for table in TABLES}
    assert not [warning for task in checked.tasks for warning in task.warnings]


TAMPERED = [
    ("annex", "kars-sp-2020-2024,2020", "kars-sp-2021-2024,2020", "foreign-key"),
    ("goals", ",39,", ",0,", "constraint-error"),
    ("service_table", ",not_mentioned,", ",missing,", "constraint-error"),
    ("objectives", ",true,true,", ",maybe,true,", "type-error"),
]


def test_tables_that_were_tampered_with_are_not_valid(tmp_path):
    publish(parts(*RUN), tmp_path)
    for table, before, after, _ in TAMPERED:
        path = tmp_path / f"{table}.csv"
        assert before in path.read_text(encoding="utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    checked = frictionless.validate(str(tmp_path / "datapackage.json"))
    errors = {(task.name, error.type) for task in checked.tasks for error in task.errors}
    assert {(table, told) for table, _, _, told in TAMPERED} <= errors
    assert {(table, "hash-count") for table, *_ in TAMPERED} <= errors


def package(run=RUN):
    return json.loads(file_bytes(build_tables(run, REGISTRY))["datapackage.json"])


def test_every_published_file_stands_there_with_its_size_and_checksum():
    files = file_bytes(build_tables(RUN, REGISTRY))
    said = json.loads(files.pop("datapackage.json"))
    listed = {one["path"]: (one["bytes"], one["hash"]) for one in (*said["resources"], *said["files"])}
    assert listed == {name: (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") for name, data in files.items()}


def test_the_version_is_that_of_the_format_with_the_newest_edition_and_changes_with_the_rows_alone():
    assert package()["version"].startswith("1.0.0+20260102.")
    assert package()["version"] == package()["version"]
    assert package()["version"] != package((*RUN[:1], report(mention("Üç kreş vardır.")), RUN[2]))["version"]


def test_the_sources_are_the_documents_that_were_read_with_their_edition():
    sources = package()["sources"]
    assert [source["title"] for source in sources] == [
        "Kars Belediyesi: stratejik plan 2020-2024",
        "Van Büyükşehir Belediyesi: faaliyet raporu 2020",
    ]
    assert [source.get("path") for source in sources] == [None, "https://van.bel.tr/rapor.pdf"]


def test_a_closed_set_is_listed_with_its_names_in_both_languages():
    (resource,) = [one for one in package()["resources"] if one["name"] == "service_table"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["status"]["categories"][2] == {"value": "planned", "label": "planned", "label_tr": "planlanıyor"}
    assert fields["pages"] | {"description": "", "description_tr": ""} == {
        "name": "pages",
        "type": "list",
        "delimiter": "|",
        "itemType": "integer",
        "unit": "page",
        "description": "",
        "description_tr": "",
    }


# --- plan_miner.sqlite ----------------------------------------------------------------------------


@pytest.fixture
def database():
    with sqlite3.connect(":memory:") as opened:
        opened.deserialize(file_bytes(build_tables(RUN, REGISTRY))["plan_miner.sqlite"])
        yield opened


def test_the_database_has_the_rows_of_every_table_and_its_references_hold(database):
    tables = build_tables(RUN, REGISTRY)
    for table in TABLES:
        rows = database.execute(f'SELECT count(*) FROM "{table.name}"')  # noqa: S608
        assert rows.fetchone() == (len(tables[table.name]),)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept = sum(len(database.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()) for table in TABLES)
    assert kept == sum(len(reference.columns) for reference in REFERENCES)


def test_rows_that_do_not_hold_together_are_not_stored():
    tables = build_tables(RUN, REGISTRY)
    tables["activities"][0]["objective_code"] = "9.9"
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        file_bytes(tables)


@pytest.mark.parametrize("table", PROVEN)
def test_each_proven_row_leads_to_its_page_and_words_in_one_query(table, database):
    proven = database.execute(
        f"SELECT count(DISTINCT evidence_quote || evidence_page) FROM {table}_evidence"  # noqa: S608
    ).fetchone()
    rows = database.execute('SELECT count(DISTINCT quote || page) FROM evidence WHERE "table" = ?', (table,)).fetchone()
    assert proven == rows


def test_a_list_is_json_and_nothing_is_null(database):
    asked = "SELECT value FROM objectives, json_each(collaborating_units)"
    assert [row[0] for row in database.execute(asked)] == ["Fen İşleri", "Basın | Yayın"]
    assert database.execute("SELECT count(*) FROM documents WHERE error = ''").fetchone() == (0,)


def test_an_empty_registry_is_a_valid_package_and_database_too(tmp_path):
    publish(parts(registry=Registry((), ())), tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_hostile_words_leave_the_package_valid(tmp_path):
    publish(parts(hostile('a"b;c,d|e\nf <script> =1+1 \x00'), *RUN[1:]), tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
