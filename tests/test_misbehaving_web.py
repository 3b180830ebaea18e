"""What comes home from a web that misbehaves: each case with the status and the bytes that are kept of it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import local_web as web
import pytest

from plan_miner.fetch import Limits, fetch
from plan_miner.fetch.manners import RESTS, TURNS
from plan_miner.model import Certificate, Municipality, Source
from plan_miner.settings import Settings
from plan_miner.store import Store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs loopback addresses beyond 127.0.0.1")
KARS = Municipality("kars", "Kars Belediyesi", "Kars", 36, "provincial")
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 200 + b"\n%%EOF\n"
OLD, NEW = PDF.replace(b"1.4", b"1.3"), PDF.replace(b"1.4", b"1.7")
SPOILT = PDF.replace(b"1.4", b"9.9")
LIMITS = Limits(
    most_bytes=400_000, connect_seconds=3, silent_seconds=3, whole_seconds=3, attempts=3, pause_seconds=0.01,
    longest_pause=1.5, rest_seconds=30,
)  # fmt: skip
SOON = {"Retry-After": "1"}


def source(url, name="kars-sp-2020-2024", accessed="2021-01-25"):
    return Source(name, KARS, "strategic_plan", 2020, 2024, url, accessed=accessed)


@pytest.fixture(autouse=True)
def on_its_own(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(RESTS, "_until", {})


@pytest.fixture(scope="module")
def hosts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    with web.Web() as here:
        good, other, past = here.host(), here.host(), here.host()
        expired = here.host(web.certificate(folder / "expired.pem", "127.0.0.5", -1))
        yield {"good": good, "other": other, "archive": past, "expired": expired, "file": folder / "expired.pem"}


@pytest.fixture
def settings(tmp_path, hosts):
    return Settings(
        data=tmp_path / "data", allow_private_hosts=True, rate=0, archive_url=hosts["archive"].url(), lang="en"
    )


def whole(settings, name="kars-sp-2020-2024"):
    """The bytes that are kept of a document, all editions, the latest last."""
    return [edition.path.read_bytes() for edition in Store(settings.data).editions(name)]


# Each case: how its address behaves (given the hosts), what the archive has of it, and what comes of it: status, where
# from, the bytes that are kept, and words of the error.
def cases(hosts):
    good, other, at = hosts["good"], hosts["other"], "2021"
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=1), usegmt=True)
    captured = [(f"{at}0301000000", PDF, "application/pdf")]
    pages = {
        "404": (web.status(404), captured, "ok", "archive", PDF, ""),
        "404, and nothing in the archive": (web.status(404), [], "not_found", "", None, "no copy"),
        "410": (web.status(410), captured, "ok", "archive", PDF, ""),
        "500, then 200": (web.in_turn(web.status(500), web.file(PDF)), [], "ok", "origin", PDF, ""),
        "500 for ever": (web.status(500), [], "unreachable", "", None, "answers 500"),
        "429 with Retry-After": (web.in_turn(web.status(429, **SOON), web.file(PDF)), [], "ok", "origin", PDF, ""),
        "503 with a date to come back": (
            web.in_turn(web.status(503, Retry_After=later), web.file(PDF)), [], "ok", "origin", PDF, "",
        ),
        "429 for an hour": (web.status(429, Retry_After="3600"), captured, "blocked", "", None, "429"),
        "403": (web.status(403), captured, "ok", "archive", PDF, ""),
        "slow drip": (web.drip(PDF, 0.05), [], "timeout", "", None, "time was up"),
        "endless body": (web.endless(PDF), captured, "too_large", "", None, "0.4 MB"),
        "says too few bytes": (web.too_short(PDF, 30_000), [], "ok", "origin", PDF[:30_000], ""),
        "says too few bytes, once": (
            web.in_turn(web.too_short(PDF, 30_000), web.file(PDF)), [], "ok", "origin", PDF, "",
        ),
        "says too many bytes": (web.cut(PDF, 30_000, marked=False), captured, "ok", "archive", PDF, ""),
        "cut at half, then the rest": (web.in_turn(web.cut(PDF, 25_000), web.file(PDF)), [], "ok", "origin", PDF, ""),
        "cut at half, then another file": (
            web.in_turn(web.cut(OLD, 25_000), web.file(NEW)), [], "ok", "origin", NEW, "",
        ),
        "gzip bomb": (web.gzip_bomb(PDF, 50_000_000), captured, "too_large", "", None, "0.4 MB"),
        "HTML as PDF": (
            lambda r: r.send(web.HTML, Content_Type="application/pdf"), [], "not_pdf", "", None, "an HTML page",
        ),
        "soft 404": (web.page(), captured, "ok", "archive", PDF, ""),
        "soft 404 by way of the home page": (web.leads_to("/ana-sayfa"), [], "not_pdf", "", None, "an HTML page"),
        "redirect loop": (web.leads_to("/loop"), [], "unreachable", "", None, "redirects more than 5 times"),
        "redirect to a file": (web.leads_to("file:///etc/passwd"), [], "unreachable", "", None, "no web address"),
        "moved for ever": (web.leads_to(other.url("/new.pdf"), 301), [], "ok", "origin", NEW, ""),
        "moved, and the new host is gone": (
            web.leads_to("http://gone.invalid/x.pdf"), captured, "ok", "archive", PDF, "",
        ),
        "robots denial": (web.file(PDF), captured, "blocked", "", None, "robots.txt"),
        "archive: the nearest is a page": (
            web.status(404),
            [("20210125000000", web.HTML, "application/pdf"), ("20200601000000", OLD, "application/pdf"),
             ("20210601000000", NEW, "application/pdf")],
            "ok", "archive", NEW, "",
        ),
        "archive: the nearest is not its list's": (
            web.status(404), [("20210125000000", SPOILT, ""), ("20210601000000", NEW, "application/pdf")],
            "ok", "archive", NEW, "",
        ),
        "archive: pages only": (
            web.status(404), [("20210125000000", web.HTML, "text/html")], "not_found", "", None, "no copy",
        ),
    }  # fmt: skip
    paths = {name: f"/{number}.pdf" for number, name in enumerate(pages)}
    paths |= {"robots denial": "/gizli/plan.pdf", "redirect loop": "/loop"}
    good.pages = {paths[name]: case[0] for name, case in pages.items()}
    good.pages["/robots.txt"] = lambda r: r.send(b"User-agent: *\nDisallow: /gizli/\n", Content_Type="text/plain")
    good.pages["/ana-sayfa"] = web.page()
    other.pages = {"/new.pdf": web.file(NEW)}
    web.archive(hosts["archive"], {good.url(paths[name]): case[1] for name, case in pages.items()}, spoilt=SPOILT)
    return {name: (good.url(paths[name]), *case[2:]) for name, case in pages.items()}


def test_each_case_has_its_status_and_its_bytes_and_leaves_nothing_half(hosts, settings, record_property):
    table = cases(hosts)
    ids = {name: f"kars-sp-{2020 + number}" for number, name in enumerate(table)}
    with ThreadPoolExecutor(len(table)) as pool:
        came = dict(
            zip(table, pool.map(lambda name: fetch(source(table[name][0], ids[name]), settings, LIMITS), table),
                strict=True)
        )  # fmt: skip
    lines, wrong = [], []
    for name, (_, status, via, kept, words) in table.items():
        have = came[name]
        bytes_kept = whole(settings, ids[name])
        lines.append(f"| {name} | {have.status} | {have.edition.via if have.edition else '-'} |"
                     f" {sum(map(len, bytes_kept))} |")  # fmt: skip
        right = (have.status, have.edition.via if have.edition else "") == (status, via) and words in have.error
        if not right or bytes_kept != ([kept] if kept else []):
            wrong.append((name, have, list(map(len, bytes_kept))))
    record_property("cases", "\n".join(lines))  # pytest --junitxml=FILE has them
    assert wrong == [], "\n".join(lines)
    assert [path.name for path in (settings.data / "raw").rglob(".part-*")] == []


# --- what is not asked for twice ----------------------------------------------------------------


def test_what_broke_off_is_gone_on_with_and_nothing_comes_twice(hosts, settings):
    good = hosts["good"]
    good.pages["/resumed.pdf"] = web.in_turn(web.cut(PDF, 25_000), web.file(PDF))
    assert fetch(source(good.url("/resumed.pdf")), settings, LIMITS).edition.path.read_bytes() == PDF
    second = [headers for path, headers in good.asked if path == "/resumed.pdf"][1]
    assert second["Range"] == "bytes=25000-"
    assert second["If-Range"].startswith('"')


def test_a_later_run_goes_on_with_what_an_earlier_one_had_and_believes_no_byte_more_than_its_note_says(hosts, settings):
    good = hosts["good"]
    good.pages["/later.pdf"] = web.cut(PDF, 25_000)
    plan = source(good.url("/later.pdf"))
    once = replace(LIMITS, attempts=1)
    assert fetch(plan, settings, once).status == "unreachable"
    part = Store(settings.data).arriving(plan.id)
    with part.open("ab") as file:
        file.write(b"what a dying computer left behind the note")
    good.pages["/later.pdf"] = web.file(PDF)
    assert fetch(plan, settings, once).edition.path.read_bytes() == PDF
    assert good.asked[-1][1]["Range"] == "bytes=25000-"
    assert sorted(path.suffix for path in part.parent.iterdir()) == [".json", ".pdf"]


def test_a_part_that_is_not_what_its_note_says_is_thrown_away(hosts, settings):
    good = hosts["good"]
    good.pages["/spoilt.pdf"] = web.cut(PDF, 25_000)
    plan = source(good.url("/spoilt.pdf"))
    fetch(plan, settings, replace(LIMITS, attempts=1))
    part = Store(settings.data).arriving(plan.id)
    part.write_bytes(bytes(25_000))
    good.pages["/spoilt.pdf"] = web.file(PDF)
    assert fetch(plan, settings, LIMITS).edition.path.read_bytes() == PDF
    assert "Range" not in good.asked[-1][1]


def test_a_second_run_sends_one_conditional_request_and_new_bytes_stand_beside_the_old(hosts, settings):
    good = hosts["good"]
    good.pages["/stays.pdf"] = web.file(OLD)
    plan = source(good.url("/stays.pdf"))
    fetch(plan, settings, LIMITS)
    before = len(good.asked)
    assert fetch(plan, settings, LIMITS).did == "unchanged"
    assert [path for path, _ in good.asked[before:]] == ["/stays.pdf"]
    assert "If-None-Match" in good.asked[-1][1]
    good.pages["/stays.pdf"] = web.file(NEW)
    assert fetch(plan, settings, LIMITS).did == "new"
    assert whole(settings) == [OLD, NEW]


# --- the archive --------------------------------------------------------------------------------


def test_a_capture_is_recorded_with_its_time_and_the_archive_is_not_asked_again(hosts, settings):
    good, past = hosts["good"], hosts["archive"]
    plan = source(good.url("/dead.pdf"), accessed="2021-01-25")
    captured = [("20190601120000", OLD, "application/pdf"), ("20210201120000", PDF, "application/pdf"),
                ("20240101120000", NEW, "application/pdf")]  # fmt: skip
    web.archive(past, {plan.url: captured})
    edition = fetch(plan, settings, LIMITS).edition
    assert edition.path.read_bytes() == PDF
    assert (edition.via, edition.captured_at) == ("archive", "2021-02-01T12:00:00Z")
    assert edition.fetched_url == past.url(f"/web/20210201120000id_/{plan.url}")
    before = len(past.asked)
    again = fetch(plan, settings, LIMITS)
    assert (again.did, again.status, again.error, again.edition) == ("unchanged", "ok", "", edition)
    assert len(past.asked) == before


def test_what_the_archive_did_not_have_is_not_looked_for_again_the_next_day(hosts, settings):
    plan = source(hosts["good"].url("/never.pdf"))
    web.archive(hosts["archive"], {})
    failed = fetch(plan, settings, LIMITS)
    before = len(hosts["archive"].asked)
    assert failed.status == "not_found"
    assert fetch(plan, settings, LIMITS) == failed
    assert len(hosts["archive"].asked) == before


def test_an_archive_that_is_down_is_told_beside_what_is_wrong_and_asked_again_next_time(hosts, settings):
    past = hosts["archive"]
    past.otherwise = web.status(503)
    plan = source(hosts["good"].url("/gone.pdf"))
    failed = fetch(plan, settings, LIMITS)
    assert (failed.status, failed.edition) == ("not_found", None)
    assert "the web archive answers 503" in failed.error
    web.archive(past, {plan.url: [("20210301000000", PDF, "application/pdf")]})
    assert fetch(plan, settings, LIMITS).edition.via == "archive"


def test_the_archive_is_asked_four_times_more_slowly_and_waits_as_long_as_it_says(hosts, settings):
    past = hosts["archive"]
    plan = source(hosts["good"].url("/slow.pdf"))
    web.archive(past, {plan.url: [("20210301000000", PDF, "application/pdf")]})
    past.otherwise = web.in_turn(web.status(429, **SOON), past.otherwise)
    host = past.server_address[0]
    start = TURNS.take(host, 0, 0.0)
    fetch(plan, replace(settings, rate=0.05), LIMITS)
    assert TURNS.take(host, 0, 0.0) >= max(start, 0.0) + 1 + 2 * 0.2


def test_an_edition_that_the_address_itself_served_is_kept_and_the_archive_left_alone(hosts, settings):
    good, past = hosts["good"], hosts["archive"]
    good.pages["/lost.pdf"] = web.in_turn(web.file(PDF), web.status(404))
    plan = source(good.url("/lost.pdf"))
    fetch(plan, settings, LIMITS)
    before = len(past.asked)
    failed = fetch(plan, settings, LIMITS)
    assert (failed.did, failed.status, failed.failure) == ("failed", "ok", "not_found")
    assert len(past.asked) == before


def test_an_address_of_ones_own_network_is_not_told_to_the_worlds_archive(settings):
    elsewhere = replace(settings, archive_url="http://archive.invalid")
    assert "own network" in fetch(source("http://127.0.0.99:1/plan.pdf"), elsewhere, LIMITS).error


# --- certificates -------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_an_expired_certificate_is_refused_unless_a_dated_exception_gives_a_reason(hosts, settings):
    secret = hosts["expired"]
    secret.pages["/plan.pdf"] = web.file(PDF)
    web.archive(hosts["archive"], {})
    plan = source(secret.url("/plan.pdf"))
    refused = fetch(plan, settings, LIMITS)
    assert (refused.status, "certificate" in refused.error) == ("unreachable", True)
    assert secret.paths() == []
    over = Certificate("127.0.0.5", "2021-01-01", "renewal is late")
    assert fetch(plan, settings, LIMITS, (over,)).status == "unreachable"
    today = Certificate("127.0.0.5", datetime.now(UTC).date().isoformat(), "renewal is late")
    edition = fetch(plan, settings, LIMITS, (today,)).edition
    assert edition.path.read_bytes() == PDF
    assert edition.certificate == f"certificate not verified until {today.until}: renewal is late"


def test_a_certificate_file_is_believed_for_its_host_alone(hosts, settings, tmp_path):
    with web.Web() as more:
        more.hosts += [None] * 7  # addresses of their own
        secret = more.host(web.certificate(tmp_path / "own.pem", "127.0.0.9", 30))
        more.hosts = [secret]
        secret.pages["/plan.pdf"] = web.file(PDF)
        plan = source(secret.url("/plan.pdf"))
        believed = Certificate("127.0.0.9", "2999-01-01", "the chain is not sent", tmp_path / "own.pem")
        assert fetch(plan, settings, LIMITS, (replace(believed, host="127.0.0.5"),)).status == "unreachable"
        assert fetch(plan, settings, LIMITS, (believed,)).edition.certificate.startswith("certificate verified with")


# --- manners ------------------------------------------------------------------------------------


def test_the_rules_for_programs_are_asked_for_once_a_day_and_their_delay_is_kept(hosts, settings, monkeypatch):
    good = hosts["good"]
    good.pages |= {"/one.pdf": web.file(PDF), "/two.pdf": web.file(PDF)}
    good.pages["/robots.txt"] = lambda r: r.send(b"User-agent: plan-miner\nCrawl-delay: 0.3\n")
    before, host = len(good.asked), good.server_address[0]
    start = max(TURNS.take(host, 0, 0.0), 0.0)
    for name in ("one", "two"):
        fetch(source(good.url(f"/{name}.pdf"), f"kars-sp-{name}"), settings, LIMITS)
        monkeypatch.setattr("plan_miner.fetch.manners._rules", {})  # as another process would find it
    assert [path for path, _ in good.asked[before:]] == ["/robots.txt", "/one.pdf", "/two.pdf"]
    assert TURNS.take(host, 0, 0.0) >= start + 2 * 0.3


def test_a_trickle_is_left_long_before_its_time_is_up(hosts, settings):
    good = hosts["good"]
    good.pages["/drops.pdf"] = web.drip(PDF, 0.02)
    limits = replace(LIMITS, slowest=100_000, slow_seconds=0.2)
    failed = fetch(source(good.url("/drops.pdf")), settings, limits)
    assert (failed.failure, "in drops" in failed.error) == ("timeout", True)


def test_size_and_time_are_settings(hosts, settings):
    good = hosts["good"]
    good.pages |= {"/large.pdf": web.file(PDF), "/long.pdf": web.drip(PDF, 0.02)}
    small, brief = replace(settings, max_megabytes=0.04), replace(settings, max_seconds=0.3)
    assert fetch(source(good.url("/large.pdf")), small).failure == "too_large"
    assert fetch(source(good.url("/long.pdf")), brief).failure == "timeout"


def test_a_host_that_does_not_answer_is_left_alone_with_its_other_documents(settings):
    dead = "http://127.0.0.99:1/{}.pdf"
    first, second = (fetch(source(dead.format(n), f"kars-sp-{n}"), settings, LIMITS) for n in "ab")
    assert "refused" in first.error
    assert "did not answer a moment ago" in second.error
