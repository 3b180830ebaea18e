"""From page to page: a municipality's watched pages, or where there is none its web site two links deep."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from plan_miner.fetch.asking import Asking
from plan_miner.fetch.trouble import Limits, Trouble, one_line
from plan_miner.model import Certificate, Municipality
from plan_miner.saying import said
from plan_miner.settings import Settings
from plan_miner.watch.judging import judged, promising
from plan_miner.watch.pages import Link, links

DEEP, MOST_PAGES = 2, 40  # links from the first page; pages of one municipality
LIMITS = Limits(attempts=2, whole_seconds=600)


@dataclass(frozen=True, slots=True)
class Seen:
    """Links to plans and reports, in the order in which they were found, and what could not be read, a line each."""

    links: tuple[Link, ...] = ()
    troubles: tuple[str, ...] = ()


def seen_at(place: Municipality, settings: Settings, certificates: tuple[Certificate, ...] = ()) -> Seen:
    """The links on the pages of a municipality that may be its plans and reports; robots.txt and turns are kept."""
    asking = Asking(settings, LIMITS, certificates)
    starts, deep = (place.watch, 1) if place.watch else ((place.website,), DEEP)
    waiting = deque((url, 0) for url in starts if url)
    known, found, troubles = {url for url, _ in waiting}, dict[str, Link](), list[str]()
    pages = 0
    while waiting and pages < MOST_PAGES:
        url, depth = waiting.popleft()
        pages += 1
        try:
            page, text = asking.attempts(lambda one=url: asking.page(one))  # type: ignore[misc]
        except Trouble as trouble:
            troubles.append(one_line(said("{url} {trouble}", url=url, trouble=trouble)))
            continue
        for link in links(text, page):
            if judged(link):
                found.setdefault(link.url, link)
            elif depth < deep and link.url not in known and _ours(link, starts, page) and promising(link):
                known.add(link.url)
                waiting.append((link.url, depth + 1))
    return Seen(tuple(found.values()), tuple(troubles))


def _ours(link: Link, starts: tuple[str, ...], page: str) -> bool:
    """Whether a page is of the municipality's own hosts, with and without www."""
    hosts = {_host(url) for url in (*starts, page)}
    return _host(link.url) in hosts


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}:{parts.port or ''}"
