"""What the store promises: nothing half written, the same bytes are the same edition, nothing forgets its origin."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys

import pytest
from console import plan_miner

from plan_miner import work
from plan_miner.store import Asked, Locked, Store, StoreError, write_atomically, writing
from plan_miner.upkeep import verify, waste

ID = "kars-sp-2020-2024"
FIRST, SECOND = b"%PDF-1.4 first", b"%PDF-1.4 second"


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "data")


def keep(store, content, via="origin", url="http://example.org/plan.pdf", **more):
    with store.incoming() as part:
        part.write_bytes(content)
        return store.keep(ID, part, fetched_url=url, via=via, **more)


def names(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def half_write_and_fail(part):
    part.write_bytes(b"half")
    raise ZeroDivisionError


# --- writing ------------------------------------------------------------------------------------


def test_writing_replaces_a_file_whole_and_makes_its_folder(tmp_path):
    path = tmp_path / "a" / "b" / "table.csv"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["table.csv"]


def test_a_writer_that_fails_leaves_the_old_file_and_no_rest(tmp_path):
    path = tmp_path / "annex.xlsx"
    write_atomically(path, b"old")
    with pytest.raises(ZeroDivisionError), writing(path) as part:
        half_write_and_fail(part)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["annex.xlsx"]


def test_a_library_writer_gets_a_path_with_the_same_ending_in_the_same_folder(tmp_path):
    with writing(tmp_path / "annex.xlsx") as part:
        assert part.parent == tmp_path
        assert part.suffix == ".xlsx"
        part.write_bytes(b"done")
    assert (tmp_path / "annex.xlsx").read_bytes() == b"done"


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_what_is_written_can_be_read_by_whom_the_umask_allows(tmp_path):
    old = os.umask(0o022)
    try:
        write_atomically(tmp_path / "x", b"")
    finally:
        os.umask(old)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o644


# --- editions -----------------------------------------------------------------------------------


def test_an_edition_lies_under_its_document_by_the_first_twelve_of_its_hash(store):
    edition = keep(store, FIRST)
    sha256 = hashlib.sha256(FIRST).hexdigest()
    assert edition.path == store.data / "raw" / ID / f"{sha256[:12]}.pdf"
    assert edition.path.read_bytes() == FIRST
    assert (edition.document_id, edition.sha256, edition.bytes) == (ID, sha256, len(FIRST))
    assert store.latest(ID) == edition


def test_nothing_kept_is_nothing_latest_and_makes_no_folder(store):
    assert store.latest(ID) is None
    assert store.editions(ID) == ()
    assert not (store.data / "raw").exists()


def test_the_same_bytes_are_the_same_edition_and_keep_how_they_were_first_had(store):
    first = keep(store, FIRST, via="archive", fetched_at="2021-01-25T10:00:00Z", url="http://archive.example/1")
    again = keep(store, FIRST, via="origin", fetched_at="2026-01-01T00:00:00Z")
    assert again == first
    assert (again.via, again.fetched_at, again.fetched_url) == (
        "archive",
        "2021-01-25T10:00:00Z",
        "http://archive.example/1",
    )
    assert len(names(store.data)) == 2  # the bytes and their record


def test_other_bytes_are_another_edition_beside_the_first(store):
    first, second = keep(store, FIRST), keep(store, SECOND)
    assert store.editions(ID) == (first, second)
    assert store.latest(ID) == second
    assert first.path.read_bytes() == FIRST


def test_bytes_that_come_back_are_the_latest_again(store):
    first, second = keep(store, FIRST), keep(store, SECOND)
    assert keep(store, FIRST) == first
    assert store.latest(ID) == first
    assert store.editions(ID) == (second, first)


def test_keeping_what_is_kept_writes_nothing(store):
    edition = keep(store, FIRST)
    files = [edition.path, edition.path.with_suffix(".json")]
    before = [file.stat().st_mtime_ns for file in files]
    keep(store, FIRST)
    assert [file.stat().st_mtime_ns for file in files] == before


def test_the_work_folder_may_be_deleted_and_nothing_of_the_origin_is_lost(store):
    edition = keep(store, FIRST, via="archive", fetched_at="2021-01-25T10:00:00Z")
    (store.data / "work").mkdir()
    shutil.rmtree(store.data / "work")
    assert Store(store.data).latest(ID) == edition


def test_how_an_edition_was_asked_for_is_remembered(store):
    asked = Asked("http://example.org/plan.pdf", '"tag"', "Mon, 25 Jan 2021 10:00:00 GMT")
    keep(store, FIRST, asked=asked)
    assert store.last(ID)[1] == asked
    keep(store, FIRST, asked=Asked("http://example.org/plan.pdf", '"other"'))
    assert store.last(ID)[1].etag == '"other"'


def test_an_edition_cut_short_on_disk_counts_as_missing_and_is_made_whole(store):
    edition = keep(store, FIRST, fetched_at="2021-01-25T10:00:00Z")
    edition.path.write_bytes(FIRST[:5])
    assert store.latest(ID) is None
    assert keep(store, FIRST) == edition
    assert edition.path.read_bytes() == FIRST


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"sha256": 1}', None])
def test_an_edition_without_a_readable_record_is_taken_for_what_it_is(store, spoilt):
    edition = keep(store, FIRST)
    record = edition.path.with_suffix(".json")
    if spoilt is None:
        record.unlink()
    else:
        record.write_text(spoilt)
    found = store.latest(ID)
    assert (found.sha256, found.path, found.via) == (edition.sha256, edition.path, "local")


def test_a_file_whose_name_is_not_its_hash_is_no_edition(store):
    folder = store.data / "raw" / ID
    folder.mkdir(parents=True)
    (folder / "plan.pdf").write_bytes(FIRST)
    (folder / f"{'0' * 12}.pdf").write_bytes(FIRST)
    assert store.editions(ID) == ()


def test_a_download_that_is_not_kept_leaves_nothing(store):
    with store.incoming() as part:
        part.write_bytes(b"half")
    assert names(store.data) == []


@pytest.mark.parametrize(
    "document_id",
    ["", "..", "../x", "a/b", "a\\b", "/etc", "kars-sp-2020-2024\n", "Kars", "ş", "a--b", "-a", "a.pdf", "a" * 121],
)
def test_an_id_that_could_lead_elsewhere_names_no_folder(store, document_id):
    with pytest.raises(StoreError):
        store.latest(document_id)
    with store.incoming() as part:
        part.write_bytes(FIRST)
        with pytest.raises(StoreError):
            store.keep(document_id, part, fetched_url="", via="origin")


# --- the run lock -------------------------------------------------------------------------------

RUN = """
import sys
from pathlib import Path
from plan_miner.store import Store, writing
store = Store(Path(sys.argv[1]))
with store.lock(), store.incoming() as part, writing(store.data / "processed" / "goals.csv") as table:
    part.write_bytes(b"half")
    table.write_bytes(b"half")
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX systems")
def test_a_second_run_is_kept_out_until_the_first_is_killed_and_then_clears_its_leftovers(store):
    write_atomically(store.data / "processed" / "goals.csv", b"whole")
    edition = keep(store, FIRST)
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(store.data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert run.stdout.readline().strip() == "held"
    with pytest.raises(Locked, match=f"process {run.pid} on .* since 20"), store.lock():
        pass
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    assert len(names(store.data)) == 6
    with store.lock():
        left = names(store.data)
    assert left == sorted([edition.path.name, edition.path.with_suffix(".json").name, "goals.csv", "run.lock"])
    assert (store.data / "processed" / "goals.csv").read_bytes() == b"whole"


# --- looking after it ---------------------------------------------------------------------------


def test_originals_are_verified_against_their_names_and_records_and_nothing_is_changed(store):
    whole, other = keep(store, FIRST), keep(store, SECOND)
    assert verify(store.data).faults == ()
    other.path.write_bytes(b"%PDF-1.4 seconds")
    whole.path.with_suffix(".json").unlink()
    lost = whole.path.with_name(f"{'ab' * 6}.json")
    lost.write_text("{}")
    before = {path: path.stat().st_mtime_ns for path in store.data.rglob("*")}
    verified = verify(store.data)
    assert {fault.path for fault in verified.faults} == {other.path, whole.path, lost}
    assert all(fault.words for fault in verified.faults)
    assert {path: path.stat().st_mtime_ns for path in store.data.rglob("*")} == before


def test_only_results_of_other_versions_and_of_editions_that_are_gone_may_go(store):
    edition = keep(store, FIRST)
    mine, theirs = store.data / "work" / edition.sha256[:12], store.data / "work" / ("0" * 12)
    now = work.path_of(store.data, edition, "reading")
    for path in (now, mine / "reading-000000000000.json", theirs / now.name, store.data / "work" / "published.json",
                 store.data / "work" / "robots" / "x.json", store.data / "review" / "decisions.json"):  # fmt: skip
        write_atomically(path, b"{}")
    assert [one.path for one in waste(store.data)] == [theirs / now.name, mine / "reading-000000000000.json"]


def test_the_commands_tell_what_they_find_and_a_dry_run_deletes_nothing(store):
    edition = keep(store, FIRST)
    old = store.data / "work" / edition.sha256[:12] / "reading-000000000000.json"
    write_atomically(old, b"{}")
    verified = plan_miner("store", "verify", "--data", store.data)
    assert (verified.returncode, "1 originals" in verified.stdout) == (0, True)
    dry = plan_miner("store", "gc", "--dry-run", "--data", store.data)
    assert (dry.returncode, str(old.name) in dry.stdout, old.exists()) == (0, True, True)
    plan_miner("store", "gc", "--data", store.data)
    assert (old.exists(), edition.path.exists()) == (False, True)
    edition.path.write_bytes(FIRST[::-1])
    assert plan_miner("store", "verify", "--data", store.data).returncode == 1
