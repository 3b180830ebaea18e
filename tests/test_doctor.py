"""`plan-miner doctor`: what a computer lacks, told of real conditions that are as they should not be."""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

import local_web as web
import psutil
import pytest
from console import plan_miner

from plan_miner import machine
from plan_miner.machine import FAULT, OK, WARNING, Place, Reader
from plan_miner.saying import said, told
from plan_miner.settings import Settings
from plan_miner.text import tesseract

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(data=tmp_path, sources=tmp_path / "sources.yaml", allow_private_hosts=True, rate=0)


@pytest.fixture
def host():
    with web.Web() as here:
        yield here.host()


# --- the web, through the session that documents are fetched with --------------------------------


@pytest.mark.parametrize(
    ("page", "state"),
    [
        (web.file(PDF), OK),
        (web.page(), OK),  # no PDF, but the way there is open
        (web.status(404), WARNING),
        (web.status(500), WARNING),
        (web.status(403), WARNING),
    ],
)
def test_a_host_that_answers_shows_that_the_way_is_open(host, settings, page, state):
    host.pages["/plan.pdf"] = page
    judged = machine.of_web(host.url("/plan.pdf"), machine.answer(host.url("/plan.pdf"), settings))
    assert judged.state == state


def test_a_certificate_that_cannot_be_trusted_is_a_fault_with_what_to_look_at(settings, tmp_path):
    with web.Web() as here:
        url = here.host(web.certificate(tmp_path / "own.pem", "127.0.0.1", 30)).url("/plan.pdf")
        judged = machine.of_web(url, machine.answer(url, settings), given=True)
    assert (judged.state, "certificate" in judged.words, "clock" in judged.remedy) == (FAULT, True, True)
    assert "sertifika" in told(judged.words, "tr") + told(judged.remedy, "tr")


def test_a_proxy_that_refuses_is_named_as_what_is_in_the_way(settings, monkeypatch):
    with socket.socket() as closed:  # bound, and nobody listens
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed.getsockname()[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        url = "http://example.org/plan.pdf"
        judged = machine.of_web(url, machine.answer(url, settings), given=True)
    assert (judged.state, "proxy" in judged.words) == (FAULT, True)
    assert "vekil sunucu" in told(judged.words, "tr")


def test_a_name_that_nobody_knows_is_a_fault(settings):
    url = "http://belediye.invalid/plan.pdf"
    judged = machine.of_web(url, machine.answer(url, settings), given=True)
    assert (judged.state, "check its spelling" in judged.words) == (FAULT, True)


def test_without_the_web_what_works_all_the_same_is_told_and_nobody_is_blamed_for_an_address_not_typed(settings):
    registry = (
        "municipalities:\n  - {id: kars, name: Kars Belediyesi, province: Kars, kind: provincial, documents: [{kind: "
    )
    registry += "strategic_plan, period: 2020-2024, url: 'http://ilce.invalid/plan.pdf'}]}\n"
    settings.sources.write_text(registry, encoding="utf-8")
    judged = machine.look(settings)[-1]
    assert (judged.about, judged.state, "`extract`" in judged.remedy) == ("web", WARNING, True)
    assert judged.words == "nothing can be fetched now: ilce.invalid is not found from here"


def test_of_a_proxy_neither_name_nor_password_is_told():
    judged = machine.of_proxies({"https": "http://ayse:secret@proxy.example.org:3128", "other": "x"})
    assert (judged.state, str(judged.words)) == (OK, "https: proxy.example.org:3128")


# --- programs and packages ----------------------------------------------------------------------


def test_without_tesseract_a_run_goes_on_and_the_command_for_this_system_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    judged = machine.of_reader(machine.reader())
    assert (judged.state, tesseract.command() in judged.remedy) == (WARNING, True)


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a first line that names its shell")
def test_a_tesseract_that_knows_no_turkish_lacks_its_model_alone(monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1" = --version ] && echo tesseract 5.3.0 || echo eng\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    judged = machine.of_reader(machine.reader())
    assert (judged.state, "tesseract 5.3.0, but without Turkish" in judged.words) == (WARNING, True)


@pytest.mark.parametrize(
    ("system", "command"),
    [("linux", "apt install tesseract-ocr-tur"), ("darwin", "brew install tesseract-lang"), ("win32", "winget")],
)
def test_the_remedy_is_of_the_system(monkeypatch, system, command):
    monkeypatch.setattr(sys, "platform", system)
    assert command in machine.of_reader(Reader("/bin/tesseract", "tesseract 5", turkish=False)).remedy


@pytest.mark.parametrize(
    ("wanted", "unfit"),
    [
        (["pytest>=8"], {}),
        (["pytest>=999"], {"pytest": f"pytest {pytest.__version__} (>=999)"}),
        (["no-such-package>=1"], {"no-such-package": "no-such-package"}),
        (["no-such-package>=1; extra == 'dev'", "no-such-package; python_version < '3'"], {}),
    ],
)
def test_packages_are_compared_with_what_is_asked_for(wanted, unfit):
    assert machine.unmet(wanted) == unfit


@pytest.mark.parametrize(
    ("unfit", "states"),
    [
        ({}, [OK, OK]),
        ({"fastapi": "fastapi 0.155 (<0.151)"}, [OK, WARNING]),
        ({"spacy": "spacy"}, [FAULT, OK]),
        ({"spacy": "spacy", "prefect": "prefect"}, [FAULT, WARNING]),
    ],
)
def test_what_flows_alone_need_is_no_fault_of_a_run(unfit, states):
    assert [one.state for one in machine.of_packages(unfit)] == states


@pytest.mark.parametrize(("numbers", "state"), [((3, 10), FAULT), ((3, 11), OK), ((3, 14), OK)])
def test_python_is_new_enough_from_3_11_on(numbers, state):
    assert machine.of_python(numbers, "3").state == state


def test_spacy_takes_turkish_apart_here():
    assert (machine.tokenizer_trouble(), machine.of_tokenizer("").state) == ("", OK)
    assert machine.of_tokenizer("ImportError: numpy").state == FAULT


# --- disk, memory, registry ---------------------------------------------------------------------


def test_a_folder_that_is_not_made_yet_is_judged_by_the_one_above_and_nothing_is_left_in_it(tmp_path):
    found = machine.place(tmp_path / "a" / "b")
    assert (found.trouble, found.free > 0) == ("", True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_which_nothing_can_be_written_is_a_fault(tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    judged = machine.of_place(machine.place(tmp_path / "file" / "data"))
    assert (judged.state, "file" in judged.words, "--data" in judged.remedy) == (FAULT, True, True)


@pytest.mark.parametrize(("free", "state"), [(100e9, OK), (2e9, WARNING), (1e8, FAULT)])
def test_room_on_the_disk_is_judged_by_what_originals_take(free, state):
    assert machine.of_place(Place(Path("data"), int(free))).state == state


@pytest.mark.parametrize(("free", "state"), [(8e9, OK), (1e9, WARNING)])
def test_little_memory_is_a_warning_with_a_way_out(free, state):
    judged = machine.of_memory(int(free))
    assert (judged.state, bool(judged.remedy)) == (state, state != OK)
    assert psutil.virtual_memory().available > 0


@pytest.mark.parametrize(
    ("registry", "state", "words"),
    [
        (None, WARNING, "--sample"),
        ("municipalities: []\n", FAULT, "'- id: '"),
        (
            "municipalities:\n  - {id: kars, name: Kars Belediyesi, province: Kars, kind: provincial}\n",
            OK,
            "0 documents",
        ),
    ],
)
def test_a_registry_is_not_there_mistaken_or_counted(tmp_path, registry, state, words):
    path = tmp_path / "sources.yaml"
    if registry is not None:
        path.write_text(registry, encoding="utf-8")
    judged = machine.registered(path)[1]
    assert judged.state == state
    assert words in judged.words + judged.remedy


# --- the command --------------------------------------------------------------------------------


def test_the_command_says_all_in_turkish_and_ends_with_1_where_something_needed_is_missing(tmp_path):
    (tmp_path / "data").write_text("no folder", encoding="utf-8")
    done = plan_miner("doctor", "--offline", "--data", "data/below", folder=tmp_path, PLAN_MINER_LANG="tr")
    assert done.returncode == 1, done.stderr
    assert "✗ eksik   veri klasörü" in done.stdout
    assert "✓ tamam   Python" in done.stdout
    assert "internet  " not in done.stdout
    assert "gerekenlerden 1 tanesi eksik" in done.stdout


def test_the_command_asks_an_address_and_gives_the_same_as_json(host, tmp_path):
    host.pages["/plan.pdf"] = web.file(PDF)
    allowed = {"PLAN_MINER_ALLOW_PRIVATE_HOSTS": "1", "PLAN_MINER_RATE": "0"}
    done = plan_miner("doctor", "--json", "--url", host.url("/plan.pdf"), folder=tmp_path, **allowed)
    found = json.loads(done.stdout)
    assert (done.returncode, found["well"]) == (0, True)
    states = {one["about"]: one["state"] for one in found["found"]}
    assert (states["web"], states["sources"], states["data"]) == (OK, WARNING, OK)
    assert host.times["/plan.pdf"] == 1


def test_an_address_that_is_none_is_a_wrong_use(tmp_path):
    done = plan_miner("doctor", "--url", "plan.pdf", folder=tmp_path)
    assert (done.returncode, "https://" in done.stderr) == (2, True)


def test_every_judgement_of_this_computer_has_words_in_both_languages(settings):
    for one in machine.look(Settings(data=settings.data, sources=settings.sources, offline=True)):
        assert one.state in (OK, WARNING, FAULT)
        assert told(one.words, "tr")
        assert said("{words}", words=one.words) == one.words
