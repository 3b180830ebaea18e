"""What the site takes from outside docs/: a reader of the files finds it there, a reader of the site must find it too.

A page with `shows: CHANGELOG.md` at its head holds that file in the place of its own words. Links that lead out of
docs/ (../examples/pandas_example.py) go to such a page, or to a copy of the file beside the pages.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
PAGES = {  # file of the project: its page of the site
    "README.md": "index.md",
    "README.tr.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "benchmarks/README.md": "benchmarks.md",
}
COPIES = "project"  # the folder of the site with copies, as text that every browser shows
_OTHER_LANGUAGE = re.compile(
    r"^\[(?:English|Türkçe)\]\([^)]*\)\n+", re.MULTILINE
)  # the head of each page has it already
_LINK = re.compile(r"(?<!!)\[(?P<words>[^]\n]+)\]\((?P<path>[^()\s:#]+)(?P<anchor>#[^()\s]*)?\)")
# The search of the theme lowers words as English does: İLÇE, ILÇE and ilçe are three words to it, and one to a reader.
LOWERED = """(() => {
  const lowered = String.prototype.toLowerCase;
  String.prototype.toLowerCase = function () {
    return lowered.call(this).replace(/\\u0307/g, "").replace(/\\u0131/g, "i");
  };
})();
"""
_copied: set[str] = set()


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """The words of a page, or of the file that it shows, with links that hold in the site."""
    folder = Path(config.docs_dir)
    shown = page.meta.get("shows")
    if shown:
        markdown = (ROOT / shown).read_text(encoding="utf-8")
        folder = (ROOT / shown).parent
    up = posixpath.relpath(".", posixpath.dirname(page.file.dest_uri) or ".")

    def link(found: re.Match[str]) -> str:
        target = (folder / found["path"]).resolve()
        if not target.is_relative_to(ROOT) or not target.exists():
            return found[0]  # for the check of links to tell
        name = target.relative_to(ROOT).as_posix()
        if target.is_relative_to(config.docs_dir) and target.suffix != ".py":
            return f"[{found['words']}]({name.removeprefix('docs/')}{found['anchor'] or ''})"
        if name in PAGES:
            return f"[{found['words']}]({PAGES[name]}{found['anchor'] or ''})"
        if target.is_dir():
            return found["words"]
        _copied.add(name)
        words = re.sub(r"`([^`]+)`", r"<code>\1</code>", found["words"])
        return f'<a href="{up}/{COPIES}/{name}.txt">{words}</a>'

    return _LINK.sub(link, _OTHER_LANGUAGE.sub("", markdown))


def on_post_page(output: str, page: Page, **_: object) -> str:
    """A page whose field for searching has a name, for those to whom it is read aloud."""
    name = "Ara" if page.file.dest_uri.startswith("tr/") else "Search"
    return output.replace('role="dialog">', f'role="dialog" aria-label="{name}">')


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """The files that pages link to, beside the pages; the words to search in, of both languages, as a script; and a
    search that finds a Turkish word in capitals."""
    site = Path(config.site_dir)
    for name in _copied:
        copy = site / COPIES / f"{name}.txt"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
    index = site / "search" / "search_index.json"
    if index.exists():  # the plugin for reading offline wrote the script before the second language was there
        index.with_suffix(".js").write_text(f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8")
    for worker in site.glob("assets/javascripts/workers/search.*.js"):
        worker.write_text(LOWERED + worker.read_text(encoding="utf-8"), encoding="utf-8")
