"""`plan-miner run`: what it writes, what it does again, what it says of mistakes, and with which exit code it ends."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from console import clean_environment, differing, plan_miner, with_the_same_editions
from rich.console import Console
from small_run import here

from plan_miner.mine import mine
from plan_miner.progress import summary
from plan_miner.settings import SAMPLE, Settings
from plan_miner.store import Store

COLUMNS = {
    "municipalities": "municipality_id, municipality, province, plate, kind, website",
    "documents": "document_id, municipality_id, municipality, province, kind, period_start, period_end, cover_period,"
    " url, fetched_url, via, status, error, sha256, bytes, pages, ocr_pages, fetched_at",
    "pages": "document_id, page, quality, producer",
    "goals": "document_id, goal_code, printed_code, goal, page, basis, themes, groups",
    "objectives": "document_id, goal_code, objective_code, printed_code, objective, page_first, page_last,"
    " responsible_unit, collaborating_units, cost_estimate, in_annex, in_annex_final, basis, themes, groups,"
    " confidence",
    "activities": "document_id, objective_code, activity_no, printed_code, activity, page, basis, themes, groups",
    "indicators": "document_id, objective_code, indicator_code, indicator, unit, weight, baseline, page",
    "indicator_targets": "document_id, indicator_code, year, target",
    "performance_targets": "document_id, objective_code, target_code, printed_code, target, page",
    "annex": "municipality_id, municipality, document_id, period_start, period_end, goal_code, goal, objective_code,"
    " objective, activity_no, activity, basis, themes, groups, page, confidence, review",
    "service_mentions": "document_id, municipality_id, service, page, sentence, matched, status, unit_count, yades,"
    " owner, role",
    "service_table": "municipality_id, municipality, province, service, status, unit_count, yades, summary,"
    " document_id, pages, confidence, review",
    "mechanisms": "municipality_id, document_id, mechanism, name, detail, page, sentence",
    "evidence": "table, key, document_id, sha256, page, x0, top, x1, bottom, quote, rule",
    "doubts": "document_id, key, doubt, message, page",
    "changes": "municipality_id, table, key, change, before, after, from_sha256, to_sha256",
}
DOCUMENT = "      - kind: strategic_plan\n        period: {period}\n        url: {url}\n"
REGISTRY = """municipalities:
  - id: kars
    name: Kars Belediyesi
    province: Kars
    kind: provincial
    website: https://kars.bel.tr/
    documents:
"""


def registry(folder: Path, *urls: str) -> Path:
    """A registry with a plan for each address, of 2001-2005, 2002-2006 and so on."""
    path = folder / "sources.yaml"
    rows = (DOCUMENT.format(period=f"{2000 + n}-{2004 + n}", url=url) for n, url in enumerate(urls, start=1))
    path.write_text(REGISTRY + "".join(rows), encoding="utf-8")
    return path


def rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    """Every file below a folder with what changes when it is written."""
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_begins_with_the_columns_that_others_rely_on_in_csv_and_parquet(sample_run, table):
    expected = COLUMNS[table].split(", ")
    header = (sample_run / "processed" / f"{table}.csv").read_bytes().split(b"\n", 1)[0].decode()
    assert header.split(",")[: len(expected)] == expected
    assert pq.read_schema(sample_run / "processed" / f"{table}.parquet").names == header.split(",")


def test_the_sample_fills_the_tables_that_people_read(sample_run):
    for table in ("goals", "objectives", "activities", "indicators", "annex", "service_mentions", "evidence"):
        assert rows(sample_run, table), table
    assert {row["status"] for row in rows(sample_run, "documents")} == {"ok"}
    municipalities = {row["municipality_id"] for row in rows(sample_run, "municipalities")}
    assert len(rows(sample_run, "service_table")) == 4 * len(municipalities)


def test_a_second_run_with_nothing_new_reads_nothing_and_writes_nothing(sample_run, tmp_path):
    shutil.copytree(sample_run, tmp_path / "data")
    before = stamps(tmp_path / "data" / "work") | stamps(tmp_path / "data" / "processed")
    again = plan_miner("run", "--sample", "--data", tmp_path / "data")
    assert again.returncode == 0, again.stderr
    assert stamps(tmp_path / "data" / "work") | stamps(tmp_path / "data" / "processed") == before
    assert differing(sample_run, tmp_path / "data") == []


def test_tables_do_not_depend_on_workers_hash_seed_locale_language_or_time_zone(sample_run, tmp_path):
    data = with_the_same_editions(sample_run, tmp_path / "data")
    elsewhere = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Auckland", "PLAN_MINER_LANG": "tr"}
    other = plan_miner("run", "--sample", "--data", data, "--workers", 1, **elsewhere)
    assert other.returncode == 0, other.stderr
    assert differing(sample_run, data) == []


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A run over a good plan and five that are none, each broken in its own way."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    folder = tmp_path_factory.mktemp("broken")
    good = SAMPLE.with_name("serinirmak-bademkopru-sp-2020-2024.pdf").read_bytes()
    (folder / "good.pdf").write_bytes(good)
    (folder / "half.pdf").write_bytes(good[: len(good) // 2])
    (folder / "page.pdf").write_text("<!DOCTYPE html><html><body>Sayfa bulunamadı</body></html>", encoding="utf-8")
    locked = canvas.Canvas(str(folder / "locked.pdf"), encrypt="parola")
    locked.drawString(72, 720, "Stratejik Plan")
    locked.save()
    (folder / "empty.pdf").write_bytes(b"")
    path = registry(folder, "half.pdf", "page.pdf", "missing.pdf", "locked.pdf", "empty.pdf", "good.pdf")
    return plan_miner("run", "--sources", path, "--data", folder / "data"), folder / "data"


def test_broken_documents_have_a_row_each_that_says_what_is_wrong_and_the_others_go_on(broken):
    done, data = broken
    documents = rows(data, "documents")
    assert done.returncode == 1, done.stderr
    assert [row["status"] for row in documents] == ["damaged", "not_pdf", "not_found", "encrypted", "not_pdf", "ok"]
    told = ["içi bozuk", "HTML", "yok", "parola", "boş"]
    assert [words for words, row in zip(told, documents[:5], strict=True) if words not in row["error"]] == []
    assert documents[5]["error"] == ""
    assert {row["document_id"] for row in rows(data, "objectives")} == {documents[5]["document_id"]}


def test_every_failure_is_named_with_its_document_on_a_line_of_its_own(broken):
    done, data = broken
    for row in rows(data, "documents")[:5]:
        assert sum(line.startswith(f"{row['document_id']} ") for line in done.stdout.splitlines()) == 1, done.stdout


def test_without_a_display_the_log_has_no_traceback_and_no_colour(broken):
    done, _ = broken
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr + done.stdout


def test_mistakes_in_the_registry_end_with_2_and_a_line_for_each(tmp_path):
    path = registry(tmp_path, "plan.pdf")
    text = path.read_text(encoding="utf-8").replace("kind: provincial", "kind: city").replace("2001-2005", "soon")
    path.write_text(text, encoding="utf-8")
    done = plan_miner("run", "--sources", path, "--data", tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.partition("sources.yaml:")[2].partition(":")[0] for line in done.stderr.splitlines()] == ["5", "9"]


USAGE = [
    (["run", "--only", "serinirmak-bademkoprü", "--sample"], "serinirmak-bademkopru"),
    (["run", "--sources", "nowhere.yaml"], "--sample"),
    (["run", "--sample", "--sources", "sources.yaml"], "--sources"),
    (["run", "--workers", "0"], "1 or more"),
    (["run", "--sampel"], "--sample"),
]


@pytest.mark.parametrize(("arguments", "remedy"), USAGE)
def test_a_mistake_on_the_command_line_ends_with_2_and_says_what_would_do(tmp_path, arguments, remedy):
    done = plan_miner(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert remedy in done.stderr
    assert "Traceback" not in done.stderr


def test_only_the_chosen_are_worked_on_and_the_tables_still_cover_all(tmp_path):
    chosen = "serinirmak-bb-fr-2019"
    settings = Settings.of_run(sample=True, sources=None, data=tmp_path, only=[chosen])
    mined = mine(settings, here)
    assert mined.failed == ()
    statuses = {row["document_id"]: row["status"] for row in rows(tmp_path, "documents")}
    assert {name for name, status in statuses.items() if status == "ok"} == {chosen}
    assert len(statuses) == 5
    assert len(rows(tmp_path, "service_table")) == 8
    summary(Console(file=(shown := io.StringIO()), width=120), mined, 1.0)
    assert re.search(r"^Service cells +4, and 4 of municipalities with nothing read", shown.getvalue(), re.MULTILINE)


def test_documents_that_are_left_alone_are_counted_in_one_line_and_nothing_read_is_no_finding(tmp_path):
    path = registry(tmp_path, "https://a.example/1.pdf", "https://a.example/2.pdf", "gone.pdf")
    done = plan_miner("run", "--sources", path, "--only", "kars-sp-2003-2007", folder=tmp_path)
    lines = [line.partition(" ")[2] for line in done.stderr.splitlines()]
    assert [line for line in lines if line.startswith("fetch 3/3: 2 documents not asked for, 2 never fetched")]
    assert sum(line.startswith("fetch") for line in lines) == 2, lines
    assert "kars-sp-2003-2007" in done.stdout
    assert "No document was read" in done.stdout
    assert "Service cells" not in done.stdout


def test_a_run_beside_another_ends_with_4_and_names_the_one_that_holds_the_lock(tmp_path):
    with Store(tmp_path).lock():
        done = plan_miner("run", "--sample", "--data", tmp_path)
    assert done.returncode == 4
    assert str(os.getpid()) in done.stderr
    assert not (tmp_path / "processed").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_an_interrupted_run_ends_with_130_in_one_line_and_leaves_no_half_written_file(tmp_path):
    command = [sys.executable, "-m", "plan_miner.cli", "run", "--sample", "--data", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=clean_environment())
    while len(list(tmp_path.glob("raw/*/*.json"))) < 5 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    assert "interrupted" in said.splitlines()[-1]
    assert "Traceback" not in said
    assert list(tmp_path.rglob(".part-*")) == []
