"""What fetching promises, against a server that really misbehaves and files that really lie on disk."""

import os
import pickle
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from plan_miner.fetch import Fetched, Limits, fetch, kept
from plan_miner.fetch.guard import is_public, public_addresses
from plan_miner.fetch.manners import RESTS, TURNS, Turns
from plan_miner.fetch.trouble import Trouble, one_line
from plan_miner.model import Municipality, Source
from plan_miner.settings import Settings
from plan_miner.sniff import what_came
from plan_miner.store import Store

KARS = Municipality("kars", "Kars Belediyesi", "Kars", 36, "provincial")
PDF = b"%PDF-1.4\n" + b"plan " * 1000 + b"\n%%EOF\n"
OTHER = PDF.replace(b"plan", b"PLAN")
HTML = b"<!DOCTYPE html><html><title>Sayfa</title><p>" + b"x" * 5000
QUICK = Limits(
    most_bytes=100_000, connect_seconds=5, silent_seconds=10, whole_seconds=20, attempts=2, pause_seconds=0.01
)


@pytest.fixture(scope="module")
def running():
    server = HTTPServer(threaded=True)
    server.start()
    yield server
    server.clear()
    server.stop()


@pytest.fixture
def server(running):
    running.clear()
    return running


@pytest.fixture(autouse=True)
def on_its_own(monkeypatch):
    """No proxy, and no host that rests because it did not answer another test."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(RESTS, "_until", {})


@pytest.fixture
def settings(tmp_path):
    """Settings with a web archive that is no archive; tests/test_misbehaving_web.py has one."""
    return Settings(
        data=tmp_path / "data",
        allow_private_hosts=True,
        rate=0,
        contact="arastirma@example.org",
        archive_url="http://archive.invalid",
    )


def source(url="", path=None, kind="strategic_plan"):
    return Source("kars-sp-2020-2024", KARS, kind, 2020, 2024, url or str(path), path)


def serve(server, content=PDF, path="/plan.pdf", **more):
    """Serve `content` from now on in place of what was served at the path."""
    server.clear_all_handlers()
    server.expect_request(path).respond_with_data(content, content_type="application/pdf", **more)
    return source(server.url_for(path))


def serve_by(server, handler, path="/plan.pdf"):
    server.clear_all_handlers()
    server.expect_request(path).respond_with_handler(handler)
    return source(server.url_for(path))


def asked(server):
    """The requests for anything but the rules for programs."""
    return [request for request, _ in server.log if request.path != "/robots.txt"]


def left_over(settings):
    return [path.name for path in (settings.data / "raw").rglob("*") if path.name.startswith(".")]


def cut():
    return Response(iter([PDF[:2000]]), headers={"Content-Length": str(len(PDF))})


# --- what goes well -----------------------------------------------------------------------------


def test_a_document_comes_into_the_store_with_where_and_when_it_was_had(server, settings):
    plan = serve(server)
    fetched = fetch(plan, settings, QUICK)
    assert (fetched.did, fetched.status, fetched.error, fetched.failure) == ("new", "ok", "", "")
    edition = fetched.edition
    assert edition.path.read_bytes() == PDF
    assert (edition.via, edition.fetched_url, edition.bytes) == ("origin", plan.url, len(PDF))
    assert edition.fetched_at.endswith("Z")
    assert edition == Store(settings.data).latest(plan.id)
    assert left_over(settings) == []


def test_a_source_its_settings_and_its_result_travel_to_other_processes(server, settings):
    fetched = fetch(*pickle.loads(pickle.dumps((serve(server), settings, QUICK))))  # noqa: S301
    assert pickle.loads(pickle.dumps(fetched)) == fetched  # noqa: S301


def test_the_server_learns_who_asks(server, settings):
    fetch(serve(server), settings, QUICK)
    request = asked(server)[0]
    assert request.headers["User-Agent"] == f"plan-miner/{version('plan-miner')} (+arastirma@example.org)"


def test_the_same_bytes_again_are_unchanged_and_keep_their_first_time(server, settings):
    plan = serve(server)
    first = fetch(plan, settings, QUICK)
    again = fetch(plan, settings, QUICK)
    assert (again.did, again.edition) == ("unchanged", first.edition)


def test_other_bytes_are_new_and_both_editions_stay(server, settings):
    first = fetch(serve(server), settings, QUICK).edition
    second = fetch(serve(server, OTHER), settings, QUICK)
    assert second.did == "new"
    assert Store(settings.data).editions(first.document_id) == (first, second.edition)


def test_a_server_that_marks_its_answers_need_not_send_them_twice(server, settings):
    bodies = []

    def handler(request):
        if request.headers.get("If-None-Match") == '"v1"':
            assert request.headers["If-Modified-Since"] == "Mon, 25 Jan 2021 10:00:00 GMT"
            return Response(status=304)
        bodies.append(1)
        return Response(PDF, headers={"ETag": '"v1"', "Last-Modified": "Mon, 25 Jan 2021 10:00:00 GMT"})

    plan = serve_by(server, handler)
    first = fetch(plan, settings, QUICK)
    again = fetch(plan, settings, QUICK)
    assert (again.did, again.status, again.edition) == ("unchanged", "ok", first.edition)
    assert len(bodies) == 1

    first.edition.path.unlink()  # the mark is worth nothing without the bytes
    assert fetch(plan, settings, QUICK).edition == first.edition
    assert len(bodies) == 2
    moved = replace(plan, url=plan.url + "?v=2")  # nor at another address
    fetch(moved, settings, QUICK)
    assert len(bodies) == 3


def test_a_redirect_is_followed_with_its_cookies_to_a_turkish_address(server, settings):
    def first(request):
        if "seen" in request.cookies:
            return Response(status=302, headers={"Location": "/yükle/Faaliyet Raporu ş.pdf"})
        return Response(status=302, headers={"Location": "/plan.pdf", "Set-Cookie": "seen=1"})

    plan = serve_by(server, first)
    server.expect_request("/yükle/Faaliyet Raporu ş.pdf").respond_with_data(PDF)
    fetched = fetch(plan, settings, QUICK)
    assert fetched.status == "ok"
    assert fetched.edition.fetched_url.endswith("/y%C3%BCkle/Faaliyet%20Raporu%20%C5%9F.pdf")


def test_an_address_with_spaces_and_turkish_letters_is_asked_for_as_written(server, settings):
    server.clear_all_handlers()
    server.expect_request("/dosya/Stratejik Planı.pdf").respond_with_data(PDF)
    plan = source(server.url_for("/") + "dosya/Stratejik Planı.pdf#page=3")
    assert fetch(plan, settings, QUICK).status == "ok"


def test_a_pdf_may_begin_with_other_bytes_and_may_come_as_anything(server, settings):
    plan = serve(server, b"\r\n" * 300 + PDF, headers={"Content-Disposition": "attachment; filename=../../x.exe"})
    assert fetch(plan, settings, QUICK).edition.path.parent == settings.data / "raw" / plan.id


def test_a_passing_trouble_is_asked_again(server, settings):
    answers = iter([Response(status=503, headers={"Retry-After": "0"}), Response(PDF)])
    assert fetch(serve_by(server, lambda _: next(answers)), settings, QUICK).status == "ok"


def test_a_body_that_broke_off_is_asked_for_again(server, settings):
    answers = iter([cut(), Response(PDF)])
    fetched = fetch(serve_by(server, lambda _: next(answers)), settings, QUICK)
    assert fetched.edition.path.read_bytes() == PDF


# --- what goes wrong ----------------------------------------------------------------------------


def trickle():
    yield PDF[:1500]
    for _ in range(100):
        time.sleep(0.05)
        yield b"x"


def endless():
    yield PDF
    while True:
        yield b"x" * 10_000


TROUBLES = {
    "gone": (lambda _: Response(status=404), "not_found", "correct its url"),
    "gone for ever": (lambda _: Response(status=410), "not_found", "correct its url"),
    "not allowed": (lambda _: Response(status=403), "blocked", "browser"),
    "needs a password": (lambda _: Response(status=401), "blocked", "browser"),
    "too often": (lambda _: Response(status=429, headers={"Retry-After": "0"}), "blocked", "run again later"),
    "broken": (lambda _: Response(status=500), "unreachable", "run again later"),
    "odd": (lambda _: Response(status=418), "unreachable", "418"),
    "a redirect to nowhere": (lambda _: Response(status=302), "unreachable", "302"),
    "not modified, unasked": (lambda _: Response(status=304), "unreachable", "304"),
    "a circle": (lambda _: Response(status=302, headers={"Location": "/plan.pdf"}), "unreachable", "more than 5 times"),
    "to a file": (
        lambda _: Response(status=302, headers={"Location": "file:///etc/passwd"}),
        "unreachable",
        "no web address",
    ),
    "to nonsense": (lambda _: Response(status=302, headers={"Location": "http://["}), "unreachable", "address"),
    "a page": (lambda _: Response(HTML), "not_pdf", "an HTML page"),
    "a short page": (lambda _: Response(b"<html>"), "not_pdf", "an HTML page"),
    "an archive": (lambda _: Response(b"PK\x03\x04" + bytes(3000)), "not_pdf", "unpack"),
    "nothing": (lambda _: Response(b""), "not_pdf", "gives nothing"),
    "said to be too large": (lambda _: Response(PDF * 100), "too_large", "0.1 MB"),
    "too large without a word": (lambda _: Response(endless(), direct_passthrough=True), "too_large", "0.1 MB"),
    "cut": (lambda _: cut(), "unreachable", "breaks off"),
    "garbled coding": (lambda _: Response(PDF, headers={"Content-Encoding": "gzip"}), "unreachable", "breaks off"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_cannot_be_had_is_told_by_status_and_a_line_with_the_remedy(server, settings, trouble):
    handler, status, words = TROUBLES[trouble]
    plan = serve_by(server, handler)
    fetched = fetch(plan, settings, QUICK)
    assert (fetched.did, fetched.status, fetched.failure, fetched.edition) == ("failed", status, status, None)
    assert fetched.error.startswith(plan.url)
    assert words in fetched.error
    assert "\n" not in fetched.error
    assert left_over(settings) == []


def test_a_server_that_says_nothing_is_a_timeout(server, settings):
    answer = threading.Event()
    plan = serve_by(server, lambda _: Response(PDF) if answer.wait(10) else Response(status=500))
    fetched = fetch(plan, settings, replace(QUICK, silent_seconds=0.2))
    answer.set()
    assert (fetched.status, "in time" in fetched.error) == ("timeout", True)


def test_a_trickle_is_cut_off_when_the_documents_time_is_up(server, settings):
    plan = serve_by(server, lambda _: Response(trickle(), direct_passthrough=True))
    fetched = fetch(plan, settings, replace(QUICK, whole_seconds=0.2))
    assert (fetched.status, left_over(settings)) == ("timeout", [])


def test_a_closed_port_and_an_unknown_host_are_unreachable(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fetched = fetch(source(f"http://127.0.0.1:{port}/plan.pdf"), settings, QUICK)
    assert (fetched.status, "refused" in fetched.error) == ("unreachable", True)
    fetched = fetch(source("http://nobody.invalid/plan.pdf"), settings, QUICK)
    assert (fetched.status, "nobody knows" in fetched.error) == ("unreachable", True)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x.pdf",
        "http://",
        "http:///x.pdf",
        "http://[::1",
        "plan.pdf",
        "http://" + "a" * 70 + ".invalid/",
        "http://exa mple.invalid/x",
        "http://127.0.0.1:99999/x",
    ],
)
def test_an_address_that_is_none_is_unreachable_and_breaks_nothing(settings, url):
    for allowed in (True, False):
        fetched = fetch(source(url), replace(settings, allow_private_hosts=allowed), QUICK)
        assert fetched.failure in ("unreachable", "blocked")


def test_a_server_without_tls_at_a_tls_address_names_the_remedy(server, settings):
    url = serve(server).url.replace("http://", "https://")
    fetched = fetch(source(url), settings, QUICK)
    assert (fetched.status, "certificate" in fetched.error) == ("unreachable", True)


def test_a_document_that_fails_today_keeps_its_last_good_edition_and_says_what_failed(server, settings):
    good = fetch(serve(server), settings, QUICK).edition
    failed = fetch(serve(server, status=404), settings, QUICK)
    assert (failed.did, failed.status, failed.failure, failed.edition) == ("failed", "ok", "not_found", good)
    assert good.fetched_at[:10] in failed.error


def test_a_full_disk_is_nobodys_document_and_is_raised(server, settings):
    settings.data.mkdir()
    (settings.data / "raw").write_text("a file where a folder must be")
    with pytest.raises(OSError, match="raw"):
        fetch(serve(server), settings, QUICK)


# --- who may be asked, and how often ------------------------------------------------------------


def test_a_private_address_is_refused_unless_allowed_and_the_server_hears_nothing(server, settings):
    plan = serve(server)
    closed = replace(settings, allow_private_hosts=False)
    for url in (
        plan.url,
        plan.url.replace("localhost", "127.0.0.1"),
        plan.url.replace("localhost", "[::ffff:127.0.0.1]"),
    ):
        fetched = fetch(source(url), closed, QUICK)
        assert (fetched.status, "PLAN_MINER_ALLOW_PRIVATE_HOSTS" in fetched.error) == ("blocked", True)
    assert server.log == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address, public):
    assert is_public(address) is public


def test_odd_spellings_of_loopback_are_seen_through_and_an_unknown_host_has_no_address():
    for host in ("localhost", "127.1", "2130706433", "0x7f.1"):
        with pytest.raises(Trouble, match="open internet"):
            public_addresses(host, 80)
    assert public_addresses("nobody.invalid", 80) == []


def test_a_proxy_does_not_open_the_way_to_private_addresses(server, settings, monkeypatch):
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("http_proxy", serve(server).url)
    fetched = fetch(source("http://10.0.0.1/plan.pdf"), replace(settings, allow_private_hosts=False), QUICK)
    assert (fetched.status, server.log) == ("blocked", [])


def test_turns_at_one_host_are_the_rate_apart_also_for_many_threads_and_hosts_do_not_wait_for_each_other():
    turns = Turns()
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda host: (host, turns.take(host, 0.5, 100.0)), ["a", "b"] * 4))
    assert sorted(taken) == [(host, moment) for host in "ab" for moment in (100.0, 100.5, 101.0, 101.5)]
    assert turns.take("a", 0.5, 200.0) == 200.0


def test_every_hop_and_every_attempt_takes_a_turn(server, settings):
    def handler(request):
        return Response(status=500) if "to" in request.args else Response(status=302, headers={"Location": "?to"})

    plan = serve_by(server, handler)
    start = time.monotonic()
    fetch(plan, replace(settings, rate=0.05), QUICK)
    assert [request.path for request, _ in server.log] == ["/robots.txt", *["/plan.pdf"] * 4]
    assert TURNS.take("localhost", 0, start) >= start + 5 * 0.05


def test_a_guarded_connection_reaches_a_host_by_its_checked_address_and_under_its_own_name(
    server, settings, monkeypatch
):
    monkeypatch.setattr("plan_miner.fetch.guard.is_public", lambda _: True)  # nothing public is at hand here
    plan = serve(server)
    assert fetch(plan, replace(settings, allow_private_hosts=False), QUICK).status == "ok"
    assert asked(server)[0].host == plan.url.split("/")[2]


# --- offline, web pages, local files ------------------------------------------------------------


def test_offline_takes_what_is_kept_and_asks_nobody(server, settings):
    plan = serve(server)
    first = fetch(plan, settings, QUICK)
    offline = replace(settings, offline=True)
    assert fetch(plan, offline) == Fetched(plan.id, "skipped", "ok", edition=first.edition)
    assert kept(plan, settings).edition == first.edition
    assert len(asked(server)) == 1


def test_offline_with_nothing_kept_is_not_fetched_and_says_what_to_do(settings):
    fetched = fetch(source("http://example.org/plan.pdf"), replace(settings, offline=True))
    assert (fetched.did, fetched.status, fetched.edition) == ("skipped", "not_fetched", None)
    assert "--offline" in fetched.error


def test_a_web_page_is_a_link_for_people_and_not_fetched(server, settings):
    page = replace(serve(server), kind="web_page")
    assert fetch(page, settings) == Fetched(page.id, "skipped", "not_fetched")
    assert server.log == []


@pytest.mark.parametrize("offline", [False, True])
def test_a_local_file_is_copied_in_also_offline(tmp_path, settings, offline):
    path = tmp_path / "Stratejik Planı.pdf"
    path.write_bytes(PDF)
    settings = replace(settings, offline=offline)
    fetched = fetch(source("belgeler/Stratejik Planı.pdf", path), settings)
    assert (fetched.did, fetched.status, fetched.edition.via) == ("new", "ok", "local")
    assert fetched.edition.fetched_url == "belgeler/Stratejik Planı.pdf"
    assert fetched.edition.path.read_bytes() == path.read_bytes() == PDF
    assert fetch(source(path=path), settings).did == "unchanged"
    path.write_bytes(OTHER)
    assert fetch(source(path=path), settings).did == "new"


def test_a_local_file_that_did_not_change_is_not_read_again(tmp_path, settings):
    path = tmp_path / "plan.pdf"
    path.write_bytes(PDF)
    first = fetch(source(path=path), settings)
    os.utime(path, ns=(1, path.stat().st_mtime_ns))  # the last reading, as a kernel notes it, but far in the past
    fetch(source(path=path), settings)
    read_at = path.stat().st_atime_ns
    assert fetch(source(path=path), settings).edition == first.edition
    assert path.stat().st_atime_ns == read_at


LOCAL_TROUBLES = [
    ("missing.pdf", None, "not_found", "correct its path"),
    (".", None, "not_found", "folder"),
    ("page.pdf", HTML, "not_pdf", "an HTML page"),
    ("empty.pdf", b"", "not_pdf", "nothing"),
    ("large.pdf", PDF * 100, "too_large", "0.1 MB"),
]


@pytest.mark.parametrize(("name", "content", "status", "words"), LOCAL_TROUBLES)
def test_a_local_file_that_cannot_be_taken_is_told_like_a_download(tmp_path, settings, name, content, status, words):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    fetched = fetch(source(path=path), settings, QUICK)
    assert (fetched.did, fetched.status, fetched.edition) == ("failed", status, None)
    assert words in fetched.error


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "nothing"),
        (b"\xef\xbb\xbf<!doctype HTML>", "an HTML page"),
        (b"  <HTML lang=tr>", "an HTML page"),
        (b"<?xml version='1.0'?><Error/>", "an XML file"),
        (b'{"error": 1}', "a JSON answer"),
        (b"PK\x03\x04....", "a ZIP archive or an Office file"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"Dosya bulunamad\xc4\xb1", "plain text"),
        (b"\x00\x01\x02", "other bytes"),
    ],
)
def test_what_came_instead_is_named(head, words):
    assert what_came(head) == words


def test_a_line_has_no_line_ends_no_terminal_codes_and_an_end():
    assert one_line("a\r\n\tb \x1b[31mc") == "a b [31mc"
    assert len(one_line("x" * 1000)) == 400
