"""Every row of the annex leads through evidence.csv to a page, and the quoted words stand inside the box there."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pypdfium2
import pytest

from plan_miner.turkish import fold

SLACK = 2.0  # points: a letter's box may reach a little beyond its line


def rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def letters(text: str) -> str:
    """What can be compared between a page and a clean quote: folded letters and digits."""
    return re.sub(r"[\W_]+", "", fold(text))


@pytest.fixture(scope="module")
def evidence(sample_run):
    found = defaultdict(list)
    for row in rows(sample_run, "evidence"):
        found[row["table"], row["key"]].append(row)
    return found


class Originals:
    """The original PDFs of a data folder, each opened once."""

    def __init__(self, data: Path) -> None:
        self._data, self._open = data, {}

    def words(self, row: dict[str, str]) -> str:
        """What is printed inside the box of a row of evidence."""
        path = self._data / "raw" / row["document_id"] / f"{row['sha256'][:12]}.pdf"
        if path not in self._open:
            self._open[path] = pypdfium2.PdfDocument(path)
        page = self._open[path][int(row["page"]) - 1]
        x0, top, x1, bottom = (float(row[side]) for side in ("x0", "top", "x1", "bottom"))
        height = page.get_height()
        return page.get_textpage().get_text_bounded(
            x0 - SLACK, height - bottom - SLACK, x1 + SLACK, height - top + SLACK
        )


@pytest.fixture(scope="module")
def originals(sample_run):
    return Originals(sample_run)


def annex_key(row):
    return ":".join(part for part in (row["document_id"], row["objective_code"], row["activity_no"]) if part)


def test_every_row_of_the_annex_leads_to_its_words_on_the_page(sample_run, evidence, originals):
    annex = rows(sample_run, "annex")
    assert annex
    for row in annex:
        proofs = evidence["annex", annex_key(row)]
        said = letters(row["activity"]) + letters(row["objective"])
        assert "".join(letters(proof["quote"]) for proof in proofs) == said, row
        for proof in proofs:
            assert letters(proof["quote"]) in letters(originals.words(proof)), proof
        assert row["page"] in {proof["page"] for proof in proofs}


def test_all_quotes_of_all_tables_stand_in_their_boxes(sample_run, evidence, originals):
    astray = [
        proof
        for proofs in evidence.values()
        for proof in proofs
        if letters(proof["quote"].removesuffix("…")) not in letters(originals.words(proof))
    ]
    assert astray == []


PROVEN = {
    "objectives": ("document_id", "objective_code"),
    "activities": ("document_id", "objective_code", "activity_no"),
    "indicators": ("document_id", "indicator_code"),
    "service_mentions": ("mention_id",),
    "mechanisms": ("mechanism_id",),
}


@pytest.mark.parametrize("table", PROVEN)
def test_every_row_that_a_reader_may_doubt_has_evidence(sample_run, evidence, table):
    keys = [":".join(row[name] for name in PROVEN[table] if row[name]) for row in rows(sample_run, table)]
    assert [key for key in keys if not evidence[table, key]] == []


def test_a_service_has_evidence_unless_nobody_mentions_it(sample_run, evidence):
    for row in rows(sample_run, "service_table"):
        proofs = evidence["service_table", f"{row['municipality_id']}:{row['service']}"]
        assert bool(proofs) == (row["status"] != "not_mentioned"), row


def test_evidence_names_the_edition_that_the_documents_table_rests_on(sample_run):
    editions = {row["document_id"]: row["sha256"] for row in rows(sample_run, "documents")}
    assert {(row["document_id"], row["sha256"]) for row in rows(sample_run, "evidence")} <= set(editions.items())
