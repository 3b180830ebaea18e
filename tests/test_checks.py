"""Tables take the place of the old ones together or not at all, and only where the checks hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from console import files, plan_miner
from small_run import OBJECTIVE, PLAN, REGISTRY, RUN, here, mention, parts, plan, report, tagged, words

from plan_miner.mine import mine
from plan_miner.model import Activity, Registry
from plan_miner.publish import InUse, build_tables, publish
from plan_miner.publish.checks import failures, shrunken, sizes, sizes_of
from plan_miner.publish.relations import REFERENCES, VALUES
from plan_miner.publish.replacing import NEXT, WHOLE, beside, finish, replace_together
from plan_miner.publish.schema import BY_NAME
from plan_miner.settings import SAMPLE, Settings

# --- the checks -----------------------------------------------------------------------------------


@pytest.fixture
def tables():
    return build_tables(RUN, REGISTRY)


def test_tables_as_the_program_builds_them_pass(tables):
    assert failures(tables) == ()


def test_every_reference_and_every_closed_set_names_columns_that_are_there():
    for reference in REFERENCES:
        assert set(reference.columns) <= set(BY_NAME[reference.table].names)
        assert set(reference.to_columns) <= set(BY_NAME[reference.to].names)
    for table, column in VALUES:
        assert column in BY_NAME[table].names


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("activities", "objective_code", "9.9", "activities: kars-sp-2020-2024:9.9 lead to no row of objectives"),
        ("indicator_targets", "indicator_code", "9", "indicator_targets: kars-sp-2020-2024:9 lead to no row"),
        ("annex", "municipality_id", "ankara-bb", "annex: ankara-bb lead to no row of municipalities"),
        ("service_table", "status", "exists", "service_table: status holds exists"),
        ("annex", "basis", "men", "annex: basis holds men"),
        ("service_table", "service", "library", "service_table: no row for kars:"),
    ],
)
def test_a_row_that_leads_nowhere_or_holds_a_strange_value_is_told(tables, table, column, value, told):
    tables[table][0][column] = value
    assert any(line.startswith(told) for line in failures(tables))


def test_a_key_that_stands_twice_is_told(tables):
    tables["goals"].append(dict(tables["goals"][0]))
    assert any("goals: kars-sp-2020-2024:4 stand for more than one row" in line for line in failures(tables))


@pytest.mark.parametrize(
    ("had", "shrink", "refused"),
    [
        (2, 0.2, False),  # as many as before
        (12, 0.2, False),  # ten are few: a document may be corrected
        (13, 0.2, True),
        (13, 0.9, False),
        (13, 1.0, False),
        (1, 0.0, False),  # more than before is never too few
    ],
)
def test_more_rows_gone_than_the_setting_allows_refuses_the_tables(tables, had, shrink, refused):
    lines = list(shrunken(sizes_of(tables), {"annex": {PLAN.id: had}}, shrink))
    assert bool(lines) == refused
    if refused:
        assert f"most of {PLAN.id} ({had} before, 2 now)" in lines[0]
        assert "--shrink 1" in lines[0]


def test_a_document_that_left_the_registry_may_take_its_rows_along(tables):
    assert list(shrunken(sizes_of(tables), {"annex": {"ankara-bb-sp-2020-2024": 500}}, 0.2)) == []


# --- together or not at all -----------------------------------------------------------------------


def many(count: int):
    activities = tuple(Activity(number, words(f"Kadın kursu {number}", 41)) for number in range(1, count + 1))
    return (plan(tagged(replace(OBJECTIVE, activities=activities))), *RUN[1:])


def test_refused_tables_leave_every_file_as_it_was_and_say_why(tmp_path):
    publish(parts(*many(40)), tmp_path)
    before = files(tmp_path)
    assert sizes(tmp_path)["annex"] == {PLAN.id: 40}
    refused = publish(parts(*RUN), tmp_path)
    assert not refused.files
    assert "38 of 40 rows are gone" in "\n".join(refused.refused)
    assert files(tmp_path) == before
    assert publish(parts(*RUN), tmp_path, shrink=1.0).files


def test_a_run_that_is_refused_ends_with_3_says_why_and_keeps_the_tables(tmp_path):
    """The registry's plan is replaced by a report of the same municipality: the goals would be gone."""
    sources, data = tmp_path / "sources.yaml", tmp_path / "data"
    text = (
        "municipalities:\n  - {id: kars, name: Kars Belediyesi, province: Kars, kind: provincial, website: '',\n"
        "     documents: [{kind: strategic_plan, period: 2020-2024, url: plan.pdf}]}\n"
    )
    sources.write_text(text, encoding="utf-8")
    place = tmp_path / "plan.pdf"
    place.write_bytes(SAMPLE.with_name("serinirmak-bb-sp-2020-2024.pdf").read_bytes())
    settings = Settings(data=data, sources=sources)
    assert mine(settings, here).failed == ()
    before = files(data / "processed")
    place.write_bytes(SAMPLE.with_name("serinirmak-bademkopru-fr-2020.pdf").read_bytes())
    again = plan_miner("run", "--sources", sources, "--data", data)
    assert again.returncode == 3, again.stderr
    assert "Nothing was published" in again.stdout
    assert "kars-sp-2020-2024" in again.stdout
    assert files(data / "processed") == before
    assert mine(replace(settings, shrink=1.0), here).published.files


def replaced(directory, held):
    """The folder's files replaced by others: bytes by name."""
    with beside(directory) as folder:
        for name, data in held.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        replace_together(list(held), directory)


def test_a_replacement_that_was_killed_while_moving_is_ended_by_the_next(tmp_path):
    replaced(tmp_path, {"a.csv": b"old", "b.csv": b"old"})
    folder = tmp_path / NEXT
    folder.mkdir()
    (tmp_path / "a.csv").write_bytes(b"new")  # moved already
    (folder / "b.csv").write_bytes(b"new")
    (folder / WHOLE).write_text("a.csv\nb.csv", encoding="utf-8")
    finish(tmp_path)
    assert files(tmp_path) == {"a.csv": b"new", "b.csv": b"new"}


def test_files_in_folders_below_are_replaced_with_the_others(tmp_path):
    replaced(tmp_path, {"a.csv": b"old", "excel/a.csv": b"old"})
    folder = tmp_path / NEXT
    (folder / "excel").mkdir(parents=True)
    (folder / "excel" / "a.csv").write_bytes(b"new")
    (folder / "excel" / "b.csv").write_bytes(b"new")
    (folder / WHOLE).write_text("excel/a.csv\nexcel/b.csv", encoding="utf-8")
    replaced(tmp_path, {"a.csv": b"new"})
    assert files(tmp_path) == {"a.csv": b"new", "excel/a.csv": b"new", "excel/b.csv": b"new"}


def test_a_replacement_that_was_killed_while_writing_leaves_the_old_files(tmp_path):
    replaced(tmp_path, {"a.csv": b"old", "b.csv": b"old"})
    (tmp_path / NEXT).mkdir()
    (tmp_path / NEXT / "a.csv").write_bytes(b"half")
    finish(tmp_path)
    assert files(tmp_path) == {"a.csv": b"old", "b.csv": b"old"}


def test_a_file_that_cannot_be_replaced_is_named_before_any_is(tmp_path):
    replaced(tmp_path, {"a.csv": b"old", "annex.xlsx": b"old"})
    (tmp_path / "annex.xlsx").chmod(0o400)
    try:
        (tmp_path / "annex.xlsx").open("rb+").close()
        pytest.skip("this user may write to protected files")
    except PermissionError:
        pass
    with pytest.raises(InUse, match=r"annex\.xlsx is open in another program"):
        replaced(tmp_path, {"a.csv": b"new", "annex.xlsx": b"new"})
    assert (tmp_path / "a.csv").read_bytes() == b"old"


def test_a_service_that_is_not_of_the_contract_never_reaches_the_tables():
    strange = (plan(tagged()), report(mention("Bir kütüphane vardır.", service="library")), RUN[2])
    assert any("library" in line for line in failures(build_tables(strange, REGISTRY)))


def test_an_empty_registry_passes():
    assert failures(build_tables((), Registry((), ()))) == ()
