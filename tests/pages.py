"""The project's pages as data: what stands in their fences and code spans, where their links lead, their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from console import ROOT

READMES = ("README.md", "README.tr.md")
PAGES = (
    *READMES,
    *(name for name in ("CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md") if (ROOT / name).exists()),
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")),
)
_FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<path>[^()\s#:]*)(?:#(?P<anchor>[^()\s]+))?\)")


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def fences(page: str, *kinds: str) -> list[str]:
    """What stands between the fences of these kinds (sh, python …), in order."""
    return [found["text"] for found in _FENCE.finditer(text(page)) if found["kind"] in kinds]


def spans(page: str) -> list[str]:
    """What stands in code spans outside fences."""
    return re.findall(r"(?<!`)`([^`\n]+)`", _FENCE.sub("", text(page)))


def links(page: str) -> Iterator[tuple[str, str]]:
    """File and anchor of every link that stays in the project, as they are written."""
    for found in _LINK.finditer(_FENCE.sub("", text(page))):
        if found["path"] or found["anchor"]:
            yield found["path"], found["anchor"] or ""


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as the site and GitHub make them."""
    words = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", words, re.MULTILINE)}


def slug(heading: str) -> str:
    return re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-")


def commands(page: str) -> Iterator[str]:
    """What stands behind every `plan-miner` that a page shows as a command, in fences and spans."""
    lines = [line for block in fences(page, "sh", "powershell", "cron", "ini", "") for line in block.splitlines()]
    for line in (*lines, *spans(page)):
        for part in re.split(r"\s+(?:&&|\|\|?|>|2>).*?(?=\s|$)|;\s", line.partition(" #")[0]):
            if found := re.match(r"\s*(?:\w+=\S* )*(?:\w+=-?)?(?:\S*[/\\])?plan-miner (.*)", part):
                yield found[1].strip()
