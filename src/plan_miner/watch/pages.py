"""A page's links, with the words that stand on and before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

WORDS_BEFORE = 120  # characters of what stands before a link that may say what it is
NO_LINKS = ("#", "javascript:", "mailto:", "tel:", "data:", "whatsapp:")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it leads, the words on it, the words before it on the page, and the page."""

    url: str
    text: str
    before: str = ""
    page: str = ""


def links(text: str, page: str) -> list[Link]:
    """The links of an HTML page that lead into the web, in order, each address once; none where it is no HTML."""
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return []
    base = _joined(page, (tree.xpath("//base/@href") or [""])[0]) or page
    found: dict[str, Link] = {}
    for link in _links(tree, base, page):
        first = found.get(link.url)
        if first is None or len(link.text) > len(first.text):  # a picture and a title often lead to the same place
            found[link.url] = link
    return list(found.values())


def _links(tree: html.HtmlElement, base: str, page: str) -> Iterator[Link]:
    before = ""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            before = f"{before} {element.tail or ''}"[-WORDS_BEFORE:]
            continue
        if element.tag in ("a", "area", "iframe", "embed", "object"):
            target = element.get("href") or element.get("src") or element.get("data") or ""
            words = " ".join(filter(None, (_text(element), element.get("title"), element.get("download"))))
            if url := _joined(base, target):
                yield Link(url, " ".join(words.split()), " ".join(before.split()), page)
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            before = f"{before} {element.text or ''}"[-WORDS_BEFORE:]


def _text(element: html.HtmlElement) -> str:
    alternatives = [picture.get("alt") or "" for picture in element.iter("img")]
    return " ".join([element.text_content(), *alternatives])


def _joined(base: str, target: str) -> str:
    """The whole address of a link; empty where it leads to no other page."""
    target = target.strip()
    if not target or target.lower().startswith(NO_LINKS):
        return ""
    try:
        url = urldefrag(urljoin(base, target))[0]
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url.replace(" ", "%20") if parts.scheme in ("http", "https") and parts.hostname else ""
