"""What was found in the documents, taken up from where it lies under work/, one municipality at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from plan_miner import work
from plan_miner.fitting import doubted
from plan_miner.model import Became, Outcome, PageState, Part, Registry, TaggedDocument
from plan_miner.saying import Mistake, said


class Gone(Mistake):
    """A result that was there when the run began is no longer, or cannot be read."""


def parts(registry: Registry, became: Iterable[Became], earlier: Iterable[Became], data: Path) -> Iterator[Part]:
    """Each municipality of the registry, in its order, with all that was found in its documents.

    `became`: one for each source; `earlier`: editions that came before. Raises Gone where a result is not there.
    """
    sources, now, before = defaultdict(list), _by_municipality(became), _by_municipality(earlier)
    for source in registry.sources:
        sources[source.municipality.id].append(source)
    for place in registry.municipalities:
        own = Registry((place,), tuple(sources[place.id]))
        today, others = (tuple(taken_up(one, data) for one in of[place.id]) for of in (now, before))
        yield Part(own, today, others)


def taken_up(one: Became, data: Path) -> Outcome:
    """The outcome with all that was found; of a document that is not used only what its cover says."""
    if one.status != "ok" or not one.seen.file:
        document = TaggedDocument(cover_period=one.seen.cover_period, cover=one.seen.cover)
    elif (found := work.kept(data / "work" / one.seen.file, TaggedDocument)) is None:
        lost = said(
            "{document}: {file} was deleted or changed during the run: run again",
            document=one.source.id,
            file=one.seen.file,
        )
        raise Gone(lost)
    else:
        document = found
    qualities = (quality for quality, count in one.pages for _ in range(count))
    pages = tuple(PageState(number, quality) for number, quality in enumerate(qualities, start=1))
    return doubted(Outcome(one.source, one.status, one.error, one.edition, pages, one.producer, document))


def _by_municipality(all_of_them: Iterable[Became]) -> dict[str, list[Became]]:
    found: dict[str, list[Became]] = defaultdict(list)
    for one in all_of_them:
        found[one.source.municipality.id].append(one)
    return found
