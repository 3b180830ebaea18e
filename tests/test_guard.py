"""Nobody is asked who is not on the open internet, however his address is written and whatever a name resolves to."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace

import local_web as web
import pytest

from plan_miner.fetch import Limits, fetch
from plan_miner.fetch.guard import adapter, is_public
from plan_miner.fetch.manners import RESTS
from plan_miner.model import Municipality, Source
from plan_miner.settings import Settings

KARS = Municipality("kars", "Kars Belediyesi", "Kars", 36, "provincial")
PDF = b"%PDF-1.4\n" + b"plan " * 1000 + b"\n%%EOF\n"
QUICK = Limits(connect_seconds=2, silent_seconds=2, whole_seconds=5, attempts=1, pause_seconds=0.01)

# {port} is that of a server that listens on every address of this computer.
FORBIDDEN = [
    # loopback, in every notation that a resolver understands
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://LOCALHOST.:{port}/", "http://127.1:{port}/",
    "http://127.0.1:{port}/", "http://2130706433:{port}/", "http://0x7f000001:{port}/", "http://0x7f.1:{port}/",
    "http://0177.0.0.1:{port}/", "http://017700000001:{port}/", "http://127.0.0.1.:{port}/", "http://127.8.9.1:{port}/",
    "http://0:{port}/", "http://0.0.0.0:{port}/", "http://0x0:{port}/", "http://[::]:{port}/", "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/", "http://[::1%lo]:{port}/", "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/", "http://１２７.0.0.1:{port}/", "http://user:word@127.0.0.1:{port}/",
    "http://www.kars.bel.tr@127.0.0.1:{port}/", "http://127.0.0.1:{port}#@www.kars.bel.tr/",
    # IPv4 inside IPv6
    "http://[::ffff:127.0.0.1]:{port}/", "http://[::ffff:7f00:1]:{port}/", "http://[::127.0.0.1]:{port}/",
    "http://[::ffff:0:127.0.0.1]:{port}/", "http://[64:ff9b::127.0.0.1]:{port}/", "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/", "http://[2001:0:1::1]:{port}/",
    # private, link-local, shared, for tests, for many
    "http://10.0.0.1:{port}/", "http://172.16.5.4:{port}/", "http://172.31.255.254:{port}/",
    "http://192.168.1.1:{port}/", "http://100.64.0.1:{port}/", "http://169.254.1.1:{port}/",
    "http://198.18.0.1:{port}/", "http://192.0.2.1:{port}/", "http://203.0.113.9:{port}/", "http://224.0.0.1:{port}/",
    "http://240.0.0.1:{port}/", "http://255.255.255.255:{port}/", "http://[fe80::1]:{port}/",
    "http://[fec0::1]:{port}/", "http://[fd00::1]:{port}/", "http://[ff02::1]:{port}/", "http://[2001:db8::1]:{port}/",
    # where clouds tell their secrets
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://2852039166/", "http://0xa9fea9fe/",
    # what is not the web
    "file:///etc/passwd", "file://localhost/etc/passwd", "ftp://127.0.0.1/x.pdf", "gopher://127.0.0.1:{port}/",
    "data:application/pdf,%PDF-1.4", "dict://127.0.0.1:{port}/", "jar:http://127.0.0.1!/x.pdf", "//127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", r"http:\\127.0.0.1:{port}\x.pdf", "unix:///run/x.sock",
]  # fmt: skip


@pytest.fixture(autouse=True)
def on_its_own(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(RESTS, "_until", {})
    monkeypatch.setattr("plan_miner.fetch.manners._rules", {})
    adapter.cache_clear()  # no connection that another test has opened


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", rate=0, archive_url="http://archive.invalid")


@pytest.fixture
def connections(monkeypatch):
    """Every address that anything connects to."""
    made = []
    connect = socket.socket.connect

    def noted(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and self.type & socket.SOCK_STREAM:
            made.append(address[0])
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return made


def as_if_public(one):
    """The judge of addresses, who takes one loopback address for a public one: nothing public is at hand here."""
    return lambda address: address == one or is_public(address)


def source(url):
    return Source("kars-sp-2020-2024", KARS, "strategic_plan", 2020, 2024, url)


@pytest.fixture(scope="module")
def listening():
    """A server on every address of this computer."""
    host = web.Host("0.0.0.0")  # noqa: S104
    host.otherwise = web.file(PDF)
    yield host
    host.close()


def test_no_connection_is_made_to_a_forbidden_address_in_any_notation(settings, listening, connections):
    port = listening.server_address[1]
    came = {url: fetch(source(url.format(port=port)), settings, QUICK) for url in FORBIDDEN}
    assert len(FORBIDDEN) >= 40
    assert [url for url, fetched in came.items() if fetched.edition or fetched.failure not in REFUSED] == []
    assert connections == []
    assert listening.asked == []


REFUSED = {"blocked", "unreachable"}


def test_a_redirect_to_a_forbidden_address_is_not_followed(settings, listening, connections, monkeypatch):
    monkeypatch.setattr("plan_miner.fetch.guard.is_public", as_if_public("127.0.0.2"))
    port = listening.server_address[1]
    tried = [url.format(port=port) for url in FORBIDDEN]
    with web.Web() as here:
        door = here.host()
        for number, url in enumerate(tried):
            door.pages[f"/{number}.pdf"] = web.leads_to(url.encode("utf-8").decode("latin-1"))
        came = [fetch(source(door.url(f"/{number}.pdf")), settings, QUICK) for number in range(len(tried))]
    assert [(url, f.status) for url, f in zip(tried, came, strict=True) if f.edition] == []
    assert set(connections) == {"127.0.0.2"}
    assert listening.asked == []


def resolving(monkeypatch, names):
    """A resolver that knows these names, and gives the next of a name's answers each time it is asked."""
    asked = []
    real = socket.getaddrinfo

    def resolve(host, port, *rest, **more):
        if host not in names:
            return real(host, port, *rest, **more)
        asked.append(host)
        answers = names[host]
        found = answers[min(asked.count(host), len(answers)) - 1]
        return [entry for address in found for entry in real(address, port, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.skipif(sys.platform != "linux", reason="needs loopback addresses beyond 127.0.0.1")
def test_a_name_that_resolves_otherwise_the_second_time_leads_to_the_address_that_was_checked(
    settings, connections, monkeypatch
):
    monkeypatch.setattr("plan_miner.fetch.guard.is_public", as_if_public("127.0.0.2"))
    with web.Web() as here:
        checked, inside = here.host(), here.host()
        checked.pages["/plan.pdf"] = inside.pages["/plan.pdf"] = web.file(PDF)
        port = checked.server_address[1]
        resolving(monkeypatch, {"rebinding.example": [["127.0.0.2"], ["127.0.0.2"], ["127.0.0.3"], ["127.0.0.1"]]})
        for number in range(4):
            adapter.cache_clear()
            fetch(source(f"http://rebinding.example:{port}/plan.pdf?{number}"), settings, QUICK)
        assert inside.asked == []
    assert set(connections) == {"127.0.0.2"}


def test_a_name_with_one_private_address_among_public_ones_is_refused_whole(settings, connections, monkeypatch):
    resolving(monkeypatch, {"both.example": [["93.184.216.34", "10.0.0.1"]]})
    fetched = fetch(source("http://both.example/plan.pdf"), settings, QUICK)
    assert (fetched.status, "10.0.0.1" in fetched.error) == ("blocked", True)
    assert connections == []


def test_the_setting_opens_the_way_for_tests_and_intranets(settings, listening):
    open_ = replace(settings, allow_private_hosts=True)
    url = f"http://127.0.0.1:{listening.server_address[1]}/plan.pdf"
    assert fetch(source(url), open_, QUICK).status == "ok"


def test_no_password_of_this_computer_goes_out(settings, listening, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ayse password gizli\n")
    monkeypatch.setenv("NETRC", str(netrc))
    before = len(listening.asked)
    url = f"http://127.0.0.1:{listening.server_address[1]}/plan.pdf"
    fetch(source(url), replace(settings, allow_private_hosts=True), QUICK)
    assert [headers.get("Authorization") for _, headers in listening.asked[before:]] == [None, None]
