"""The whole way once, in order: registry, fetch, read, tag, settle, publish.

`each` is how a stage is mapped over documents: on child processes here (`plan-miner run`), as Prefect tasks in
`flows/mine.py`. Both give the same bytes, because results are put together in the registry's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_miner import editions, moments, published, runs, sources, stages
from plan_miner.editions import Each
from plan_miner.fetch import Fetched
from plan_miner.model import Became, Registry, is_web
from plan_miner.published import Published
from plan_miner.runs import Brought
from plan_miner.settings import Settings
from plan_miner.stages import Findings, Wanted
from plan_miner.store import Store

__all__ = ["Each", "Mined", "mine"]


@dataclass(frozen=True, slots=True)
class Mined:
    """What a run came home with; `made` is false where nothing was new and the tables stand as they stood.

    What was found in the documents is not in it, it lies under work/ and in the tables.
    """

    registry: Registry
    outcomes: tuple[Became, ...]
    fetched: tuple[Fetched, ...]
    published: Published
    made: bool = True
    brought: tuple[Brought, ...] = ()  # editions that the run before had not

    @property
    def failed(self) -> tuple[Became, ...]:
        """The documents that could not be had or read today, or of which an earlier edition is used."""
        return tuple(one for one in self.outcomes if one.failed)


def mine(settings: Settings, each: Each) -> Mined:
    """Run every stage over the registry at `settings.sources` and publish under `settings.data`.

    Raises sources.SourcesError for mistakes in the registry, store.Locked where another run holds
    the lock, lexicon.LexiconError for a mistake in a lexicon of one's own.
    """
    started = moments.now()
    if settings.lexicon:
        from plan_miner import lexicon

        lexicon.use(settings.lexicon)  # a mistake in it is told before anything is fetched
    registry = sources.load(settings.sources)
    chosen = sources.choose(registry, settings.only)
    with Store(settings.data).lock():
        wanted = [Wanted(s, settings, s.id in chosen, registry.certificates) for s in registry.sources]
        fetched = _fetched(each, wanted)
        decisions = published.decisions(settings.data)
        now = published.basis(registry, fetched, settings.data, decisions, settings.lexicon)
        if last := published.unchanged(settings.data, now):
            became, stands = last.became(registry, settings.data), last.stands(settings.data)
            mined = Mined(registry, became, tuple(fetched), stands, made=False)
        else:
            mined = _anew(settings, registry, each, wanted, fetched, decisions)
        brought = () if mined.published.refused else runs.brought(settings.data, mined.outcomes, fetched)
        runs.record(settings.data, started, fetched, mined.outcomes, mined.published, brought)
        return replace(mined, brought=brought)


def _fetched(each: Each, wanted: Sequence[Wanted]) -> list[Fetched]:
    """What became of each source, in order; asked for by turns, so that no host keeps the others waiting."""
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for i, one in enumerate(wanted):
        host = one.source.url.split("/")[2] if is_web(one.source.url) else ""
        turns.append((seen[host], i))
        seen[host] += 1
    order = [i for _, i in sorted(turns)]
    came = dict(zip(order, each("fetch", stages.fetch, [wanted[i] for i in order]), strict=True))
    return [came[i] for i in range(len(wanted))]


def _anew(
    settings: Settings,
    registry: Registry,
    each: Each,
    wanted: Sequence[Wanted],
    fetched: Sequence[Fetched],
    decisions: str,
) -> Mined:
    """Read, tag and publish; what stands at another's address becomes a candidate.

    `decisions` is the hash of what people had decided when the run began: what they add meanwhile is for the next.
    """
    from plan_miner.watch.candidates import keep, misplaced

    became, earlier = editions.settled(each, wanted, fetched)
    if astray := misplaced(became, registry):
        keep(settings.data, registry, astray)
    findings = Findings(tuple(became), tuple(earlier), registry, settings.data, settings.shrink)
    (made,) = each("publish", stages.publish, [findings])
    if not made.refused:  # reckoned again, with the editions that came of the archive since
        now = published.basis(registry, fetched, settings.data, decisions, settings.lexicon)
        published.remember(settings.data, now, became, made.files, made.rows)
    return Mined(registry, tuple(became), tuple(fetched), made)
