"""The documentation builds as a site without a warning, in both languages, and its pages ask no other server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from console import ROOT, python

pytest.importorskip("mkdocs", reason="the site is built where the extra docs is installed")
if not (ROOT / "mkdocs.yml").exists():
    pytest.skip("the site is in the checkout only", allow_module_level=True)
LOADED = re.compile(
    r"<(?:script|link|img|iframe|source|object|embed)\b[^>]*?\b(?:src|href|data)=[\"']?(https?:)?//", re.I
)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = python("-m", "mkdocs", "build", "--strict", "-d", folder, "-f", ROOT / "mkdocs.yml", NO_MKDOCS_2_WARNING="1")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_every_page_is_there_in_both_languages(site):
    names = {path.name.split(".")[0] for path in (ROOT / "docs").glob("*.md")}
    for folder in (site, site / "tr"):
        assert names <= {path.stem for path in folder.glob("*.html")}


def test_every_page_has_one_place_in_the_menu():
    menu = re.findall(r"^ +- (?:.+: )?(\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    english = [path.name for path in (ROOT / "docs").glob("*.md") if not path.name.endswith(".tr.md")]
    assert sorted(menu) == sorted(english)


def test_no_page_loads_anything_from_another_server(site):
    pages = [*site.rglob("*.html"), *site.rglob("assets/stylesheets/*.css")]
    assert len(pages) > 30
    assert [page.name for page in pages if LOADED.search(page.read_text(encoding="utf-8"))] == []
    assert [page.name for page in pages if re.search(r"url\([\"']?https?:", page.read_text(encoding="utf-8"))] == []


def test_each_page_leads_to_itself_in_the_other_language_from_wherever_the_site_lies(site):
    assert '<a href="tr/method.html" hreflang="tr"' in (site / "method.html").read_text(encoding="utf-8")
    assert '<a href="../method.html" hreflang="en"' in (site / "tr" / "method.html").read_text(encoding="utf-8")


def test_both_languages_can_be_searched_where_the_site_was_opened_by_a_double_click(site):
    words = (site / "search" / "search_index.js").read_text(encoding="utf-8")
    assert '"location":"tr/method.html"' in words
    assert '"location":"method.html"' in words
    assert "iframe-worker.js" in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("asked", ["SIĞINMAEVİ", "ilçe"])
def test_a_turkish_word_is_found_in_capitals_too(site, browser, asked):
    tab = browser.new_page()
    tab.goto((site / "tr" / "index.html").as_uri())
    field = tab.locator("input.md-search__input")
    field.click()
    field.press_sequentially(asked)
    tab.wait_for_selector(".md-search-result__item")
    assert asked.replace("I", "ı").replace("İ", "i").lower() in tab.locator(".md-search-result").inner_text().lower()
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_read_by_those_who_see_little_and_those_who_listen(site, browser, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    tab = browser.new_page(color_scheme=scheme)
    tab.goto((site / "tr" / "review.html").as_uri())
    found = {one["id"]: one["nodes"][0]["html"] for one in axe.Axe().run(tab).response["violations"]}
    assert found.keys() <= {"landmark-unique"}, found  # the theme's own buttons to copy code
    tab.close()


def test_no_page_stands_twice_in_the_list_of_pages(site):
    page = (site / "tr" / "index.html").read_text(encoding="utf-8")
    listed = re.findall(r'<a href="([^"]+)" class="md-nav__link', page)
    assert sorted(set(listed)) == sorted(listed)


def test_files_of_the_project_that_pages_lead_to_lie_beside_them(site):
    page = (site / "tr" / "data-package.html").read_text(encoding="utf-8")
    assert '<a href="../project/LICENSE-DATA.txt">' in page
    assert (site / "project" / "LICENSE-DATA.txt").read_bytes() == (ROOT / "LICENSE-DATA").read_bytes()
