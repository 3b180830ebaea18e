"""The review in a real browser: open, look, decide, take back, filter, add, by keyboard, in both languages.

Skipped where no Chromium is installed. Nothing is downloaded.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import msgspec
import pytest
from console import clean_environment

from plan_miner.review.decisions import append, dated, read
from plan_miner.review.desk import Desk
from plan_miner.review.judging import judged

PLAN = "serinirmak-bb-sp-2020-2024"
HOSTILE = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'><a href='javascript:hacked'>Kadın</a>"


@pytest.fixture(scope="module")
def address(sample_run, tmp_path_factory):
    """The review as a person starts it: a process, and the address that it prints; and its data folder."""
    data = tmp_path_factory.mktemp("browser") / "data"
    shutil.copytree(sample_run, data)
    command = [sys.executable, "-m", "plan_miner.cli", "review", "--data", str(data), "--by", "ayşe", "--no-browser"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=clean_environment())
    try:
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/enter\?token=\S+", said)):
            line = server.stderr.readline()
            assert line, said
            said += line
        yield found[0], data
    finally:
        server.terminate()
        server.wait(10)
        server.stderr.close()


@pytest.fixture
def at(browser, address):
    """A fresh browser with no decision made yet: a function that opens a path, and its page."""
    entrance, data = address
    shutil.rmtree(data / "review", ignore_errors=True)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    faults = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.goto(entrance)

    def opened(path="/"):
        tab.goto(entrance.partition("/enter")[0] + path)
        return tab

    opened.tab, opened.data = tab, data
    yield opened
    context.close()
    assert [fault for fault in faults if "422" not in fault] == []  # a form that was refused in words


def verdicts(at):
    return [one.verdict for one in read(at.data / "review").decisions]


def first(at):
    return at("/").locator("tbody a").first


def test_a_person_opens_looks_decides_and_takes_back(at):
    first(at).click()
    tab = at.tab
    assert tab.locator("rect.telling").count() >= 1
    kind = "image => fetch(image.getAttribute('href')).then(answer => answer.headers.get('content-type'))"
    assert tab.locator("svg image").evaluate(kind) == "image/png"
    quote = tab.locator(".quotes blockquote").first.inner_text()
    assert quote in tab.locator("#decide").inner_html()
    title = tab.locator("h1").inner_text()
    tab.get_by_role("button", name="Doğru").click()
    assert tab.locator("h1").inner_text() != title
    assert "Karar kaydedildi" in tab.locator(".flash").inner_text()
    tab.get_by_role("link", name="O satırı aç").click()
    assert "onaylandı" in tab.locator("h1").inner_text()
    tab.get_by_role("button", name="Kararımı geri al").click()
    assert "bekliyor" in tab.locator("h1").inner_text()
    assert verdicts(at) == ["accepted", "undone"]


def test_correcting_and_rejecting(at):
    first(at).click()
    at.tab.get_by_label("Hedef", exact=True).fill("Başka sözlerle hedef")
    at.tab.get_by_role("button", name="Düzelterek kaydet").click()
    at.tab.get_by_label("Not").fill("=1+1")
    at.tab.get_by_role("button", name="Yanlış").click()
    made = read(at.data / "review").decisions
    assert made[0].values.objective == "Başka sözlerle hedef"
    assert made[1].note == "=1+1"
    assert at("/").locator("#done").inner_text() == "2"


def test_a_correction_of_nothing_is_refused_in_words(at):
    first(at).click()
    at.tab.get_by_role("button", name="Düzelterek kaydet").click()
    assert "hiçbir şey değişmedi" in at.tab.get_by_role("alert").inner_text()
    assert verdicts(at) == []


def test_the_queue_can_be_filtered(at):
    tab = at("/")
    tab.get_by_label("Tür").select_option("service")
    tab.get_by_label("Belediye").select_option("serinirmak-bb")
    tab.get_by_role("button", name="Süz").click()
    assert set(tab.locator("tbody td.kind").all_inner_texts()) == {"Hizmet"}
    assert tab.locator("tbody tr").count() == 4
    tab.locator("tbody a").first.click()
    assert "kind=service" in tab.get_by_role("link", name="Sonraki satır").get_attribute("href")


def test_by_keyboard_alone_from_the_queue_through_three_decisions(at):
    tab = at("/")
    with tab.expect_navigation():  # until it is loaded: keys pressed before that go nowhere
        tab.keyboard.press("s")
    tab.wait_for_selector("#decide")
    for key in ("o", "k", "y"):
        with tab.expect_navigation():
            tab.keyboard.press(key)
    with tab.expect_navigation():
        tab.keyboard.press("e") if tab.locator("[data-key=e]").count() else tab.keyboard.press("s")
    assert len(verdicts(at)) == 3
    focused = []
    for _ in range(40):
        tab.keyboard.press("Tab")
        focused.append(tab.evaluate("document.activeElement.value || document.activeElement.textContent.trim()"))
    assert "accepted" in focused


def test_a_letter_that_is_typed_into_a_field_is_no_command_and_shortcuts_can_be_switched_off(at):
    first(at).click()
    at.tab.get_by_label("Not").press_sequentially("oyk")
    assert verdicts(at) == []
    at.tab.get_by_role("button", name="Kısayollar açık").click()
    at.tab.locator("main").press("o")
    assert verdicts(at) == []
    assert at.tab.get_by_role("button", name="Kısayollar kapalı").get_attribute("aria-pressed") == "false"
    assert at.tab.locator("kbd").count() == 0


def test_pages_are_turned_and_enlarged_without_losing_what_was_typed(at):
    first(at).click()
    tab = at.tab
    tab.get_by_label("Not").fill("yarım kalmış not")
    shown = tab.locator(".where").inner_text()
    tab.locator("h1").click()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("was => document.querySelector('.where').textContent !== was", arg=shown)
    for _ in range(3):
        tab.keyboard.press("+")
    assert tab.locator("#pane").get_attribute("data-zoom") == "4"
    assert tab.locator("svg image").get_attribute("href").endswith("-2.png")
    assert tab.get_by_label("Not").input_value() == "yarım kalmış not"


def test_an_objective_that_was_missed_is_added_by_marking_its_lines(at):
    tab = at(f"/mark?document={PLAN}&page=20")
    line = tab.locator(".lines label", has_text="Erken uyarı sistemi").first
    line.locator("input").check()
    assert tab.locator(".marking rect.on").count() == 1
    tab.get_by_role("button", name="İşaretli satırları").click()
    assert tab.get_by_label("Hedef", exact=True).input_value().endswith("Erken uyarı sistemi")
    tab.get_by_label("Hedef kodu").fill("3.3")
    tab.get_by_role("button", name="Hedefi ekle").click()
    assert "bir hedef zaten var (3.3)" in tab.get_by_role("alert").inner_text()
    assert tab.locator(".lines input:checked").count() == 1
    tab.get_by_label("Hedef kodu").fill("3.9")
    tab.get_by_role("button", name="Hedefi ekle").click()
    assert "eklendi" in tab.locator("h1").inner_text()
    (made,) = read(at.data / "review").decisions
    assert (made.verdict, made.places[0].page) == ("added", 20)


def test_the_language_can_be_switched_and_stays(at):
    first(at).click()
    at.tab.get_by_role("button", name="English").click()
    assert at.tab.locator("html").get_attribute("lang") == "en"
    assert at.tab.get_by_role("button", name="Wrong").count() == 1
    assert at("/").locator("h1").inner_text() == "To be looked at"


def test_hostile_words_run_nothing(at):
    desk = Desk(at.data)
    item = next(one for one in desk.items() if one.kind == "objective" and one.values.in_annex)
    standing = desk.review().standings[item.id]
    values = msgspec.structs.replace(item.values, objective=HOSTILE, goal=HOSTILE)
    append(at.data / "review", dated(judged(standing, HOSTILE, "corrected", values, HOSTILE)))
    for path in (f"/item?id={item.id}", "/summary", "/?state=all", f"/?theme={HOSTILE}"):
        tab = at(path)
        assert tab.evaluate("window.hacked") is None
        assert tab.locator("a[href^='javascript']").count() == 0
    assert HOSTILE in at(f"/item?id={item.id}").get_by_label("Hedef", exact=True).input_value()


@pytest.mark.parametrize("lang", ["tr", "en"])
def test_axe_finds_nothing_on_any_page(at, lang):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    desk = Desk(at.data)
    found = desk.items()
    annex = next(one for one in found if one.kind == "objective" and one.values.in_annex)
    service = next(one for one in found if one.kind == "service")
    for by, verdict in (("barış", "accepted"), ("ceren", "rejected")):
        append(desk.folder, dated(judged(desk.review().standings[annex.id], by, verdict)))
    if lang == "en":
        at("/").get_by_role("button", name="English").click()
    paths = ("/", f"/item?id={annex.id}", f"/item?id={service.id}", f"/mark?document={PLAN}&page=20", "/summary")
    broken = {path: axe.Axe().run(at(path)).response["violations"] for path in paths}
    assert {path: [(v["id"], v["nodes"][0]["html"]) for v in found] for path, found in broken.items() if found} == {}


def test_at_four_hundred_per_cent_nothing_has_to_be_scrolled_sideways(at):
    at.tab.set_viewport_size({"width": 360, "height": 640})  # what 1440 pixels are at 400 %
    for path in ("/", "/summary", f"/mark?document={PLAN}&page=20", f"/item?id={Desk(at.data).items()[0].id}"):
        tab = at(path)
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
