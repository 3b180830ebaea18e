"""report.html in a real browser: every figure against the tables, rows and quotes, filters, languages, print, harm.

Skipped where no Chromium is installed. Nothing is downloaded.
"""

from __future__ import annotations

import io
import re

import pytest
import report_figures
from report_worlds import World, world

from plan_miner.publish.report import report_bytes
from plan_miner.publish.schema import BY_NAME
from plan_miner.publish.writing import write_csv
from plan_miner.services.terms import SERVICES

HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror='hacked=1'>\u2028<!--<a href='javascript:hacked'>"
)
# Every table of the page as (section, row, column, words); the labels that phones show are left out.
READ = """() => [...document.querySelectorAll('section:not([hidden]) .wide table')].flatMap(table => {
  const words = node => { const one = node.cloneNode(true);
    one.querySelectorAll('.label, .sign, .bar').forEach(part => part.remove()); return one.textContent.trim(); };
  const columns = [...table.querySelectorAll('thead th')].map(words);
  return [...table.querySelectorAll('tbody tr')].flatMap(row => [...row.querySelectorAll('td')].map((cell, place) =>
    [table.closest('section').id, words(row.querySelector('th b') ?? row.querySelector('th')),
      columns[place + 1], words(cell)]));
})"""


@pytest.fixture
def opened(browser, tmp_path):
    """A function that opens the report of tables (or the file of a run) at an address; nothing may fail in it."""
    contexts, faults = [], []

    def open_(report, address="", **options):
        path = report
        if isinstance(report, dict):
            path = tmp_path / "report.html"
            path.write_bytes(report_bytes(report))
        contexts.append(browser.new_context(**{"viewport": {"width": 1300, "height": 900}, **options}))
        tab = contexts[-1].new_page()
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        tab.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))
        tab.goto(path.as_uri() + address)
        tab.wait_for_selector("html[data-ready]", state="attached")
        return tab

    open_.faults = faults
    yield open_
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    """Tables of fifty invented municipalities, and the folder with their CSV files."""
    tables, folder = world(50), tmp_path_factory.mktemp("towns")
    for name, rows in tables.items():
        write_csv(BY_NAME[name], rows, folder / f"{name}.csv")
    return tables, folder


def shown(tab):
    """What the page says, nought and empty cells left out."""
    figures = {tuple(key): said for *key, said in tab.evaluate(READ) if said not in ("0", "–", "satır yok")}
    tiles = tab.locator("#glance li").all()
    return figures | {("glance", one.get_attribute("id")): one.locator("button, b").inner_text() for one in tiles}


# --- figures ------------------------------------------------------------------------------------


def test_every_figure_of_the_page_is_what_pandas_counts_in_the_tables(opened, towns):
    tables, folder = towns
    assert shown(opened(tables)) == report_figures.everything(folder)


def test_so_it_is_on_the_sample(opened, sample_run):
    folder = sample_run / "processed"
    figures = shown(opened(folder / "report.html"))
    assert figures == report_figures.everything(folder)
    assert len(figures) > 40


def test_every_layer_of_the_map_says_what_the_tables_say(opened, towns):
    tables, folder = towns
    tab = opened(tables)
    said = (
        "() => Object.fromEntries([...document.querySelectorAll('.map button')].map(one => one.ariaLabel.split(': ')))"
    )
    layers = [
        ("objectives", {}),
        *((f"service:{one}", {"service": one}) for one in SERVICES),
        ("theme:care", {"theme": "care"}),
    ]
    for layer, asked in layers:
        tab.locator("#layer").select_option(layer)
        assert tab.evaluate(said) == report_figures.layer(folder, **asked)


def test_provinces_stand_first_where_there_are_many_municipalities_and_unfold(opened):
    tab = opened(world(90, objectives=1))
    assert tab.locator("#services tbody tr").count() == 81
    tab.locator("#services [data-unfold='services:Adana']").click()
    inner = tab.locator("#services th.inner").all_inner_texts()
    assert inner == ["Adana Örnek 1 Belediyesi", "Adana Örnek 2 Belediyesi"]
    assert tab.evaluate("document.activeElement.dataset.unfold") == "services:Adana"


# --- rows ---------------------------------------------------------------------------------------


def test_every_number_opens_as_many_rows_as_it_says(opened):
    tab = opened(world(7))
    wrong = tab.evaluate("""() => [...document.querySelectorAll('section:not(#money) [data-open]')]
      .filter(one => /^[\\d.]+$/.test(one.textContent))
      .filter(one => !/paged|quality|lost|n_activities/.test(one.dataset.open + one.closest('li')?.id))
      .map(one => { one.click(); const rows = document.getElementById('opened-count').textContent;
        document.getElementById('opened').close(); return [one.dataset.open, one.textContent, rows]; })
      .filter(([, number, rows]) => rows !== number + ' satır')""")
    assert wrong == []


def test_a_row_shows_its_quote_its_document_and_a_link_to_the_page(opened):
    tables = world(1)
    place, row = next((place, row) for place, row in enumerate(tables["service_table"]) if row["document_id"])
    (proof,) = [one for one in tables["evidence"] if one["key"] == f"ornek-0:{row['service']}"]
    tab = opened(tables)
    tab.locator("#services td button").nth(place).click()
    card = tab.locator("#opened .card")
    assert card.locator("blockquote").inner_text() == proof["quote"]
    assert (
        card.locator("a", has_text="s. 12").first.get_attribute("href")
        == f"https://ornek.example/{row['document_id']}.pdf#page=12"
    )
    assert "Adana Örnek 1 Belediyesi, faaliyet raporu 2020" in card.inner_text()


def test_rows_that_people_rejected_are_nowhere_in_the_page(opened):
    made = World(0)
    made.add(
        "municipalities",
        {"municipality_id": "kars", "municipality": "Kars Belediyesi", "province": "Kars", "plate": 36},
    )
    document = made._document(
        {"municipality_id": "kars", "municipality": "Kars Belediyesi", "province": "Kars"}, "x", 2020, 2024
    )
    made.random.choices = lambda *_, **__: ["rejected"]
    made._review = lambda: "rejected"
    made.words = lambda *_: "Reddedilmiş sözler"
    made._objective({"municipality_id": "kars", "municipality": "Kars Belediyesi"}, document, "1.1", 4)
    made._services({"municipality_id": "kars", "municipality": "Kars Belediyesi", "province": "Kars"}, document)
    assert made.tables["service_table"]
    tab = opened(made.tables)
    assert tab.locator("#n_objectives").inner_text().startswith("0")
    assert tab.locator("#services, #rows").filter(visible=True).count() == 0


# --- filters and addresses ------------------------------------------------------------------------


def test_filters_choose_and_the_address_keeps_them(opened, towns):
    tables, _ = towns
    annexed = {(row["document_id"], row["objective_code"]) for row in tables["annex"] if row["review"] != "rejected"}
    caring = [
        row["municipality_id"]
        for row in tables["objectives"]
        if "care" in row["themes"] and (row["document_id"], row["objective_code"]) in annexed
    ]
    place = next(row for row in tables["municipalities"] if row["municipality_id"] == caring[0])
    caring = [one for one in caring if one == caring[0]]
    tab = opened(tables)
    tab.get_by_label("Tema", exact=True).select_option("care")
    tab.get_by_label("İl", exact=True).select_option(place["province"])
    assert tab.locator("#n_objectives button, #n_objectives b").inner_text() == str(len(caring))
    again = opened(tables, "#" + tab.url.partition("#")[2])
    assert again.locator("#shown").inner_text() == tab.locator("#shown").inner_text()
    assert again.get_by_label("Tema", exact=True).input_value() == "care"
    again.get_by_role("button", name="Süzgeçleri kaldır").click()
    assert "Süzgeç:" not in again.locator("#shown").inner_text()


def test_words_are_found_in_any_case_and_without_their_dots(opened):
    tables = world(3)
    tables["service_table"][0]["summary"] = "IŞIKLI SIĞINMAEVİ ÇALIŞMASI"
    tab = opened(tables)
    tab.get_by_label("Sözlerde ara").fill("ışıklı siginmaevi")
    tab.wait_for_url("**q=*")
    assert "1 hizmet kaydı" in tab.locator("#shown").inner_text()


def test_open_rows_are_a_step_back_and_a_strange_address_breaks_nothing(opened):
    tab = opened(world(3), "#open=__proto__%3Bx%3D%25&layer=service%3A%3Cb%3E&theme=yok&at=toString&period=%E2%80%93")
    assert tab.locator("dialog[open]").count() == 0
    tab = opened(world(3))
    tab.locator("#n_municipalities button").click()
    assert tab.locator("dialog[open] .card").count() == 3
    tab.go_back()
    assert tab.locator("dialog[open]").count() == 0


def test_a_link_to_a_section_leads_there_with_the_filters_that_were_set(opened, towns):
    tab = opened(towns[0], "#theme=care")
    tab.get_by_role("navigation").get_by_role("link", name="Hedeflerin maliyeti").click()
    assert tab.url.endswith("#theme=care&at=money")
    again = opened(towns[0], "#" + tab.url.partition("#")[2])
    assert again.evaluate("document.activeElement.id") == "money-title"
    assert again.evaluate("scrollY") > 500


def test_the_language_is_switched_without_loading_anything_and_stays_in_the_address(opened, towns):
    tab = opened(towns[0])
    tab.get_by_role("button", name="English").click()
    assert tab.locator("html").get_attribute("lang") == "en"
    assert tab.locator("#services h2").inner_text() == "Tablo 2: four services"
    assert "available" in tab.locator("#services").inner_text()
    assert "lang=en" in tab.url


def test_the_map_is_walked_through_by_arrow_keys(opened, towns):
    tab = opened(towns[0])
    focused = "document.activeElement.getAttribute('aria-label').split(':')[0]"
    tab.locator(".map button[tabindex='0']").focus()
    first = tab.evaluate(focused)
    tab.keyboard.press("ArrowDown")
    below = tab.evaluate(focused)
    tab.keyboard.press("Enter")
    assert below != first
    assert below in tab.locator("#opened-title").inner_text()


# --- for everyone ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "scheme"), [("tr", "light"), ("en", "dark")])
def test_axe_finds_nothing_in_any_view(opened, lang, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": rules, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    tab = opened(world(2), f"#lang={lang}", color_scheme=scheme)
    broken = {}
    for view in ("", "&layer=service%3Awomen_shelter&theme=care", "&open=judged"):
        tab.evaluate("address => { location.hash = address }", f"lang={lang}{view}")
        tab.wait_for_timeout(50)
        found = axe.Axe().run(tab, options=options).response["violations"]
        broken |= {view: [(one["id"], one["nodes"][0]["html"]) for one in found]} if found else {}
    assert broken == {}


def test_at_the_width_of_a_phone_nothing_has_to_be_scrolled_sideways(opened, towns):
    for address in ("", "#lang=en&layer=service%3Ahome_care", "#open=cells"):
        tab = opened(towns[0], address, viewport={"width": 360, "height": 740})
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_on_paper_there_are_no_controls_and_the_pages_are_a4(opened, towns):
    tab = opened(towns[0])
    tab.emulate_media(media="print")
    assert tab.locator("nav, #filters, .settings, .tools").filter(visible=True).count() == 0
    import pypdfium2 as pdfium

    printed = pdfium.PdfDocument(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
    assert [round(side) for side in printed[0].get_size()] == [595, 842]
    words = printed[0].get_textpage().get_text_range()
    all_words = "".join(page.get_textpage().get_text_range() for page in printed)
    rows = re.search(r"Burada (\d+) satırın ilk 5 tanesi var", re.sub(r"\s+", " ", all_words))
    assert rows[1] == tab.locator("#n_objectives button").text_content()
    assert "toplumsal cinsiyet eşitliği" in words
    assert re.search(rf"1 / {len(printed)}", words)


# --- harm -----------------------------------------------------------------------------------------


def test_hostile_words_run_nothing_and_are_shown_as_they_are(opened):
    made = World(2)
    for rows in made.tables.values():
        for row in rows:
            for column in (
                "municipality",
                "province",
                "objective",
                "activity",
                "goal",
                "quote",
                "summary",
                "name",
                "message",
            ):
                if row.get(column):
                    row[column] = HOSTILE
    for row in made.tables["documents"]:
        row["url"] = "javascript:window.hacked=1"
    tab = opened(made.tables)
    for address in ("", "open=objectives", "open=cells", "open=documents", "open=municipalities", "open=doubts"):
        tab.evaluate("address => { location.hash = address }", f"{address}&q=hacked")
        tab.wait_for_timeout(30)
        assert tab.evaluate("window.hacked") is None
        assert tab.locator("a[href^='javascript'], body img, body script:not([id], [type=module])").count() == 0
    assert HOSTILE.partition("\u2028")[0] in tab.locator("#rows").text_content()


def test_no_script_but_its_own_can_run_in_the_page(opened):
    tab = opened(world(1))
    tab.evaluate("""() => { const one = document.createElement('script');
      try { one.textContent = 'window.hacked = 1' } catch { one.append('window.hacked = 1') }
      document.body.append(one) }""")
    assert tab.evaluate("window.hacked") is None
    assert "TrustedScript" in opened.faults.pop(0)
    opened.faults.clear()
