"""What can be told of a document from its address and its first pages, so that few words are left to write."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from plan_miner.children import Died
from plan_miner.cover import own_name, same_name
from plan_miner.fetch import fetch
from plan_miner.model import Cover, Edition, Municipality, Registry, Source
from plan_miner.registering import add_document
from plan_miner.saying import said
from plan_miner.settings import Settings
from plan_miner.sources import SourcesError, load
from plan_miner.store import Store
from plan_miner.watch.judging import judged
from plan_miner.watch.pages import Link

NOBODY = Municipality("new", "", "", None, "district")
UNREAD = Cover()


@dataclass(frozen=True, slots=True)
class Added:
    """The new entry, and why its document could not be had as yet (empty where it was)."""

    source: Source
    trouble: str = ""


def add(url: str, settings: Settings, given: Mapping[str, str]) -> Added:
    """Write an entry for a web address into the registry, with what the document's first pages and address tell.

    `given` (municipality, kind, period, accessed, note) comes first. The document goes into the store. Raises
    SourcesError, which names the option for what cannot be told.
    """
    registry = load(settings.sources)
    known = next((source for source in registry.sources if source.url == url), None)
    if known:
        raise SourcesError(
            [
                said(
                    "{path}:{line}: the address is there already, as {id}",
                    path=settings.sources,
                    line=known.line,
                    id=known.id,
                )
            ]
        )
    with tempfile.TemporaryDirectory() as folder:
        asked = Source("new", NOBODY, "strategic_plan", 2000, 2000, url)
        had = fetch(asked, replace(settings, data=Path(folder)), certificates=registry.certificates)
        cover = _cover(had.edition.path) if had.edition else UNREAD
        values = _told(url, cover, registry, given)
        source = add_document(settings.sources, values.pop("municipality"), values)
        if had.edition:
            _take_in(Store(settings.data), source, had.edition)
    return Added(source, had.error)


def _cover(path: Path) -> Cover:
    from plan_miner.extracting import extract_apart

    found = extract_apart(path, "")
    return UNREAD if isinstance(found, Died) else found.document.cover


def _told(url: str, cover: Cover, registry: Registry, given: Mapping[str, str]) -> dict[str, str]:
    guess = judged(Link(url, ""))
    values = {
        "municipality": given.get("municipality") or _place(url, cover, registry),
        "kind": given.get("kind") or cover.kind or (guess.kind if guess else ""),
        "period": given.get("period") or cover.period or (guess.period if guess else ""),
        "url": url,
        "accessed": given.get("accessed") or datetime.now(UTC).date().isoformat(),
        "note": given.get("note", ""),
    }
    untold = {
        "municipality": said("{url}: its municipality cannot be told from it: give --municipality", url=url),
        "kind": said("{url}: its kind cannot be told from it: give --kind", url=url),
        "period": said("{url}: its period cannot be told from it: give --period", url=url),
    }
    if missing := [words for name, words in untold.items() if not values[name]]:
        raise SourcesError(missing)
    return values


def _place(url: str, cover: Cover, registry: Registry) -> str:
    """The municipality that the cover names, else the one to whose host the address belongs; empty where none."""
    if cover.municipality:
        named = [place.id for place in registry.municipalities if same_name(own_name(place), cover.municipality)]
        return named[0] if len(named) == 1 else ""
    hosts = {_host(place.website): place.id for place in registry.municipalities if place.website}
    return hosts.get(_host(url), "")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _take_in(store: Store, source: Source, edition: Edition) -> None:
    with store.incoming() as part:
        shutil.copyfile(edition.path, part)
        store.keep(source.id, part, fetched_url=edition.fetched_url, via=edition.via, captured_at=edition.captured_at)
