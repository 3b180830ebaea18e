"""New documents: pages where municipalities announce them are read for links, and what is new is proposed to people.

`pages` finds links on a page, `judging` tells which of them are plans or reports and of when, `crawl` goes from page to
page, `candidates` keeps what was found until somebody takes it into the registry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plan_miner import sources
from plan_miner.editions import Each
from plan_miner.model import Certificate, Municipality, Source
from plan_miner.settings import Settings
from plan_miner.store import Store
from plan_miner.watch.candidates import Candidate, keep, proposed
from plan_miner.watch.crawl import Seen, seen_at

__all__ = ["Candidate", "Site", "Watched", "visit", "watch"]


@dataclass(frozen=True, slots=True)
class Site:
    """A municipality whose pages are to be looked through."""

    municipality: Municipality
    settings: Settings
    certificates: tuple[Certificate, ...] = ()

    @property
    def name(self) -> str:
        return self.municipality.id


@dataclass(frozen=True, slots=True)
class Watched:
    """What came of watching: all candidates that wait for a person, those that are new, and what could not be read."""

    candidates: tuple[Candidate, ...]
    new: tuple[Candidate, ...]
    troubles: tuple[tuple[str, str], ...]  # municipality, in a line


def visit(site: Site) -> Seen:
    """The links to plans and reports on a municipality's pages; never raises for a page's sake."""
    return seen_at(site.municipality, site.settings, site.certificates)


def watch(settings: Settings, each: Each) -> Watched:
    """Look through the pages of every municipality (or of `settings.only`) and keep what is new among the candidates.

    Raises sources.SourcesError for mistakes in the registry, store.Locked where a run holds the lock.
    """
    registry = sources.load(settings.sources)
    chosen = {
        source.municipality.id for source in registry.sources if source.id in sources.choose(registry, settings.only)
    }
    chosen |= set(settings.only)
    places = [m for m in registry.municipalities if not settings.only or m.id in chosen]
    sites = [Site(m, settings, registry.certificates) for m in places if m.watch or m.website]
    with Store(settings.data).lock():
        seen: list[Seen] = each("watch", visit, sites)
        found = [one for site, what in zip(sites, seen, strict=True) for one in _of(site, what, registry.sources)]
        kept, new = keep(settings.data, registry, found)
    troubles = tuple((site.name, line) for site, what in zip(sites, seen, strict=True) for line in what.troubles)
    return Watched(kept, new, troubles)


def _of(site: Site, seen: Seen, known: Sequence[Source]) -> list[Candidate]:
    ours = [source for source in known if source.municipality.id == site.municipality.id]
    return proposed(site.municipality, seen.links, ours)
