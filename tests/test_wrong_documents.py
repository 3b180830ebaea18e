"""Another document at the right address, or less of it than expected, is never published under the old name."""

from __future__ import annotations

import csv
import hashlib
import sys
from types import SimpleNamespace

import local_web as web
import pytest
from small_documents import DOCUMENT, GOALS, REGISTRY, plan, report

from plan_miner.fetch.manners import RESTS
from plan_miner.mine import mine
from plan_miner.settings import Settings

pytest.importorskip("reportlab")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs loopback addresses beyond 127.0.0.1")


def at_once(stage, function, jobs):
    """Every stage here and now, in this process."""
    apart = stage in ("read", "tag")
    return [function(job, lambda *_: None) if apart else function(job) for job in jobs]


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A web, a registry over it, and what a run makes of them."""
    folder = tmp_path_factory.mktemp("wrong")
    with web.Web() as hosts, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "*")
        patch.setattr(RESTS, "_until", {})
        host, past = hosts.host(), hosts.host()
        settings = Settings(folder / "data", folder / "sources.yaml", "", past.url(), True, 0.0)
        yield SimpleNamespace(folder=folder, host=host, past=past, settings=settings)


def a_plan(here, place="KARS", period="2020-2024", **more):
    return plan(here.folder / "drawn.pdf", place, period, **more)


def a_report(here, year):
    return report(here.folder / "drawn.pdf", "KARS", year)


def registry(here, *entries, more=""):
    rows = [DOCUMENT.format(kind=kind, period=period, url=here.host.url(path)) for kind, period, path in entries]
    here.settings.sources.write_text(REGISTRY + "".join(rows) + more, encoding="utf-8")


def table(here, name):
    with (here.settings.data / "processed" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def first(here):
    """A run over six addresses, of which two serve what they should, and its documents by path."""
    right, after = a_plan(here), a_plan(here, period="2025-2029")
    here.host.pages = {
        "/right.pdf": web.file(right),
        "/next.pdf": web.file(after),
        "/next-archived.pdf": web.file(after),
        "/other.pdf": web.file(a_plan(here, "ARDAHAN")),
        "/last-year.pdf": web.file(a_report(here, 2019)),
        "/report.pdf": web.file(a_report(here, 2020)),
    }
    captured = [("20250601000000", after, "application/pdf"), ("20210301000000", right, "application/pdf")]
    web.archive(here.past, {here.host.url("/next-archived.pdf"): captured})
    paths = ["/right.pdf", "/next.pdf", "/next-archived.pdf", "/other.pdf"]
    registry(
        here,
        *[("strategic_plan", "2020-2024", path) for path in paths],
        ("activity_report", "2020", "/last-year.pdf"),
        ("activity_report", "2020", "/report.pdf"),
    )
    mined = mine(here.settings, at_once)
    rows = {row["url"].removeprefix(here.host.url()): row for row in table(here, "documents")}
    return SimpleNamespace(mined=mined, rows=rows)


STATES = {
    "/right.pdf": ("ok", "origin", ""),
    "/next.pdf": ("wrong_document", "origin", "kapağında 2020-2024 değil, 2025-2029 yazıyor"),
    "/next-archived.pdf": ("ok", "archive", "web arşivindeki kopyası kullanılıyor, tarihi 2021-03-01"),
    "/other.pdf": ("wrong_document", "origin", "ilk sayfalarında Kars Belediyesi değil, Ardahan Belediyesi geçiyor"),
    "/last-year.pdf": ("wrong_document", "origin", "kapağında 2020 değil, 2019 yazıyor"),
    "/report.pdf": ("ok", "origin", ""),
}


@pytest.mark.parametrize("path", STATES)
def test_what_an_address_serves_is_judged_by_its_first_pages(first, path):
    status, via, words = STATES[path]
    row = first.rows[path]
    assert (row["status"], row["via"]) == (status, via)
    assert words in row["error"]


def test_nothing_of_a_wrong_document_is_published_and_it_counts_as_failed(here, first):
    wrong = {first.rows[path]["document_id"] for path, state in STATES.items() if state[0] == "wrong_document"}
    tables = [path.stem for path in (here.settings.data / "processed").glob("*.csv")]
    for name in set(tables) - {"documents", "candidates"}:
        rows = table(here, name)
        assert not any(row.get("document_id") in wrong for row in rows), name
    assert len(table(here, "goals")) == 2 * len(GOALS)
    assert {outcome.source.id for outcome in first.mined.failed} == wrong | {
        first.rows["/next-archived.pdf"]["document_id"]
    }


def written(here):
    return {path: path.stat().st_mtime_ns for path in here.settings.data.glob("processed/*")}


def test_a_second_run_makes_nothing_again_and_asks_each_address_once_and_the_archive_nothing(here, first):
    before, past, asked = written(here), len(here.past.asked), len(here.host.asked)
    again = mine(here.settings, at_once)
    assert not again.made
    assert len(here.past.asked) == past
    assert len(here.host.asked) - asked == len(STATES)
    assert written(here) == before
    assert [(o.source.id, o.status, o.error) for o in again.outcomes] == [
        (o.source.id, o.status, o.error) for o in first.mined.outcomes
    ]
    assert again.published.rows == first.mined.published.rows


def test_the_right_document_stays_when_another_takes_its_place_and_when_it_falls_short(here, first):
    good = a_plan(here, pages=7)
    cases = {"/a.pdf": a_plan(here, period="2025-2029"), "/b.pdf": a_plan(here, pages=3), "/c.pdf": web.HTML}
    here.host.pages |= dict.fromkeys(cases, web.file(good))
    expected = "        expect: {pages_min: 6, goals_min: 2}\n"
    documents = [("strategic_plan", "2020-2024", path) for path in cases]
    registry(here, *documents, more=expected)
    here.settings.sources.write_text(
        here.settings.sources.read_text(encoding="utf-8").replace(
            f"{here.host.url('/b.pdf')}\n", f"{here.host.url('/b.pdf')}\n{expected}"
        ),
        encoding="utf-8",
    )
    assert not mine(here.settings, at_once).failed
    here.host.pages |= {path: web.file(data) for path, data in cases.items()}
    mined = mine(here.settings, at_once)
    rows = table(here, "documents")
    assert {row["status"] for row in rows} == {"ok"}
    said = ["2025-2029 yazıyor", "5 sayfa, kaydının beklediğinden az (6)", "HTML sayfası"]
    for row, words, outcome in zip(rows, said, mined.outcomes, strict=True):
        assert words in row["error"]
        assert "o zamana kadar" in row["error"]
        assert outcome.edition.path.read_bytes() == good
    assert len(table(here, "goals")) == 3 * len(GOALS)
    revised = a_plan(here, goals=(GOALS[0], "Çocuklar için güvenli bir kent kurmak"), pages=7)
    here.host.pages["/a.pdf"] = web.file(revised)
    mine(here.settings, at_once)
    compared = {(row["from_sha256"], row["to_sha256"]) for row in table(here, "changes")}
    old, now, wrong = (hashlib.sha256(data).hexdigest() for data in (good, revised, cases["/a.pdf"]))
    assert (old, now) in compared
    assert not any(wrong in pair for pair in compared)


def test_what_stands_at_anothers_address_waits_as_a_candidate_with_its_reason(here, first):
    candidates = {row["url"].removeprefix(here.host.url()): row for row in table(here, "candidates")}
    assert set(candidates) == {"/next.pdf", "/last-year.pdf"}  # Ardahan is not in the registry
    after = candidates["/next.pdf"]
    assert (after["municipality_id"], after["kind"], after["period_start"]) == ("kars", "strategic_plan", "2025")
    assert after["reason"].startswith("kars-sp-2020-2024-2 belgesinin adresinde duruyor: kapağında")
