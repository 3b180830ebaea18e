"""A run that has nothing new to say opens no document and makes no table: it does not even load what would."""

from __future__ import annotations

import shutil

from console import differing, python

HEAVY = ("spacy", "pyarrow", "numpy", "pypdfium2", "pdfplumber", "xlsxwriter", "prefect")


def run_again(data):
    return python("-X", "importtime", "-m", "plan_miner.cli", "run", "--sample", "--data", data)


def loaded(done):
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines() if "|" in line}


def test_a_run_with_nothing_new_loads_neither_reader_nor_tagger_nor_publisher(sample_run, tmp_path):
    shutil.copytree(sample_run, tmp_path / "data")
    done = run_again(tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "plan_miner" in loaded(done)
    assert sorted(loaded(done) & set(HEAVY)) == []
    assert "5 ok" in done.stdout
    assert len(list((tmp_path / "data" / "runs").glob("*.json"))) > len(list((sample_run / "runs").glob("*.json")))


def test_a_table_that_somebody_changed_or_lost_is_made_again(sample_run, tmp_path):
    shutil.copytree(sample_run, tmp_path / "data")
    processed = tmp_path / "data" / "processed"
    (processed / "goals.csv").write_text("edited by hand\n", encoding="utf-8")
    (processed / "annex.xlsx").unlink()
    done = run_again(tmp_path / "data")
    assert "pyarrow" in loaded(done)
    assert differing(sample_run, tmp_path / "data") == []


def test_people_who_decide_have_the_tables_made_again(sample_run, tmp_path):
    shutil.copytree(sample_run, tmp_path / "data")
    (tmp_path / "data" / "review").mkdir(exist_ok=True)
    (tmp_path / "data" / "review" / "note.txt").write_text("read by nobody yet\n", encoding="utf-8")
    assert "pyarrow" in loaded(run_again(tmp_path / "data"))
