"""One cell for each municipality and service, from the mentions in all its documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_miner.model import Mention, Municipality, Source
from plan_miner.services.confidence import confidence
from plan_miner.services.cues import says
from plan_miner.services.judge import PLANS
from plan_miner.services.summary import summary
from plan_miner.services.terms import SERVICES
from plan_miner.turkish import fold

# A report tells what is; what a plan means to do, or what only stands in, gives way to it.
_SETTLED = frozenset({"available", "suspended", "transferred", "support_only"})
_KEY_LENGTH = 5  # letters that tell one name of a service from another, whatever the suffix


@dataclass(frozen=True, slots=True)
class ServiceCell:
    """What is known of one service of a municipality; `mention` decided, `searched` are the ids of its documents."""

    municipality: Municipality
    service: str
    status: str
    unit_count: int | None
    yades: bool
    summary: str
    mention: Mention | None
    document_id: str
    pages: tuple[int, ...]
    confidence: float
    rule: str
    searched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What one document says of one service, all of it deciding."""

    source: Source
    mentions: tuple[Mention, ...]
    yades: bool

    @property
    def status(self) -> str:
        return self.mentions[0].status

    @property
    def named_only(self) -> bool:
        return all(m.rule.startswith("service.available.named") for m in self.mentions)

    @property
    def as_of(self) -> float:
        """The year that the document speaks of; a plan is written before its first."""
        return self.source.period_end if self.source.kind not in PLANS else self.source.period_start - 0.5

    @property
    def rank(self) -> tuple[bool, bool, bool, float]:
        settled = self.status in _SETTLED and not self.named_only
        intended = self.source.kind in PLANS and self.status == "planned"
        return (settled and self.source.kind not in PLANS, not intended, not self.named_only, self.as_of)


def settle(sources_in_order: Sequence[tuple[Source, Sequence[Mention]]]) -> tuple[ServiceCell, ...]:
    """Exactly one cell for each municipality of the sources and each of the four services, in the order given.

    A report's word on what exists outweighs a plan's intention, an explicit statement a passing one, the newer
    document the older. Where no document names a service the cell says which were searched.
    """
    by_municipality: dict[str, list[tuple[Source, Sequence[Mention]]]] = {}
    for source, found in sources_in_order:
        by_municipality.setdefault(source.municipality.id, []).append((source, found))
    return tuple(_cell(service, group) for group in by_municipality.values() for service in SERVICES)


def _cell(service: str, group: Sequence[tuple[Source, Sequence[Mention]]]) -> ServiceCell:
    told = [one for source, found in group if (one := _told(source, [m for m in found if m.service == service]))]
    municipality = group[0][0].municipality
    searched = tuple(source.id for source, _ in group if source.kind != "web_page")
    if not told:
        text = summary(service, "not_mentioned", searched=searched)
        rule = "service.not_mentioned"
        return ServiceCell(
            municipality, service, "not_mentioned", None, False, text, None, "", (), confidence(rule), rule, searched
        )
    best = max(told, key=lambda one: one.rank)
    mention = max(best.mentions, key=lambda m: (m.unit_count is not None, m.owner == "municipality", -m.box.page))
    count = _count(best.mentions)
    pages = tuple(sorted({page for m in best.mentions for page in _pages(m)}))
    text = summary(service, best.status, count=count, yades=best.yades, sentences=[m.sentence for m in best.mentions])
    return ServiceCell(
        municipality, service, best.status, count, best.yades, text, mention, best.source.id, pages,
        confidence(mention.rule), mention.rule, searched,
    )  # fmt: skip


def _told(source: Source, found: Sequence[Mention]) -> _Told | None:
    deciding = tuple(m for m in found if m.role == "deciding") or _elsewhere(found)
    if not deciding:
        return None
    yades = deciding[0].status == "available" and any(m.yades for m in found if m.role in {"deciding", "supporting"})
    return _Told(source, deciding, yades)


def _elsewhere(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """A shelter that only the ministry runs is the way in which reports say that the municipality has none."""
    return tuple(
        m
        for m in found
        if m.service == "women_shelter" and m.role == "passing" and m.owner == "ministry"
        and m.status == "not_available" and not says("institutions", fold(m.sentence))
    )  # fmt: skip


def _count(found: Sequence[Mention]) -> int | None:
    """The largest count of one passage; what it counts apart ("iki gündüz bakımevi, üç anaokulu") adds up."""
    passages: dict[int, dict[str, int]] = {}
    for m in found:
        if m.unit_count is not None:
            kinds = passages.setdefault(id(m.passage), {})
            key = fold(m.matched)[:_KEY_LENGTH]
            kinds[key] = max(m.unit_count, kinds.get(key, 0))
    return max((sum(kinds.values()) for kinds in passages.values()), default=None)


def _pages(mention: Mention) -> set[int]:
    pieces = mention.passage.pieces
    ends = [*(piece.start for piece in pieces[1:]), len(mention.passage.text)]
    return {p.box.page for p, end in zip(pieces, ends, strict=True) if p.start < mention.end and end > mention.start}
