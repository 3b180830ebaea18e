"""What is to be looked at next: the queue by what a look is worth, its filters, and how far one has come. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from plan_miner.evaluate.agreement import Agreement, agreement
from plan_miner.review.decisions import Decision
from plan_miner.review.items import ADDED
from plan_miner.review.standing import Review, Standing, active

OPEN = ("disputed", "changed", "second", "pending", "undecided")  # states in which a look is wanted
STATES = (*OPEN, "accepted", "corrected", "rejected", "added", "outside")
PRESSING = {"disputed": 3.0, "changed": 2.0}  # how much more a look is worth where people have begun already


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown: empty means all; `state` empty means all that is open, ``all`` whatever its state."""

    municipality: str = ""
    kind: str = ""
    theme: str = ""
    service: str = ""
    state: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filters:
        """The filters among what an address says."""
        return cls(**{one.name: given.get(one.name, "") for one in fields(cls)})

    def as_query(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Progress:
    """Items looked at, items that wait, and decisions of today; `agreement` of first and second readers."""

    done: int
    left: int
    today: int
    agreement: Agreement


def state_of(standing: Standing, reader: str) -> str:
    """As `Standing.state`; ``outside`` for objectives of which nobody asks anything."""
    state = standing.state(reader)
    return "outside" if state == "pending" and not standing.item.asked else state


def queue(review: Review, filters: Filters, reader: str) -> list[Standing]:
    """The items that pass the filters, those worth most first; the same order on every computer."""
    chosen = [one for one in review.standings.values() if _passes(one, filters, reader)]
    return sorted(chosen, key=lambda one: (-_worth(one), one.item.document_id, one.item.page, one.item.id))


def _passes(standing: Standing, filters: Filters, reader: str) -> bool:
    item, state = standing.item, state_of(standing, reader)
    return (
        filters.municipality in ("", item.municipality_id)
        and filters.kind in ("", item.kind)
        and filters.service in ("", item.service)
        and (not filters.theme or filters.theme in _themes(standing))
        and (filters.state in ("all", state) or (not filters.state and state in OPEN))
    )


def _themes(standing: Standing) -> set[str]:
    said = standing.item.values
    return {*said.themes, *(theme for one in said.activities for theme in one.themes)}


def _worth(standing: Standing) -> float:
    return standing.item.worth * PRESSING.get(standing.state(), 1.0)


def progress(review: Review, reader: str, today: date) -> Progress:
    """How far the review has come, for `reader`; `today` in the time of this computer."""
    states = Counter(state_of(one, reader) for one in review.standings.values())
    left = sum(states[state] for state in OPEN)
    done = sum(count for state, count in states.items() if state not in (*OPEN, "outside"))
    said = sum(_day(one) == today for one in active(review.decisions))
    return Progress(done, left, said, second_readers(review))


def _day(decision: Decision) -> date:
    return datetime.fromisoformat(decision.at).astimezone().date()


def second_readers(review: Review) -> Agreement:
    """How far the first reader and the second agree, on whatever two people have read."""
    pairs = list(_pairs(review))
    return agreement("review", {key: one.verdict for key, one, _ in pairs}, {key: two.verdict for key, _, two in pairs})


def _pairs(review: Review) -> Iterator[tuple[tuple[str, ...], Decision, Decision]]:
    """First words only: what people say after they have talked is no second reading."""
    for key, standing in review.standings.items():
        first = {one.by: one for one in reversed(standing.decisions)}
        readers = sorted(first.values(), key=lambda one: (one.at, one.id))
        if len(readers) > 1 and standing.item.kind != ADDED and not readers[1].settles:
            yield (key,), readers[0], readers[1]


def neighbours(items: Sequence[Standing], item_id: str) -> tuple[str, str]:
    """The ids before and after an item in the queue; empty at its ends, the first where the item has left it."""
    ids = [one.item.id for one in items]
    if item_id not in ids:
        return "", ids[0] if ids else ""
    at = ids.index(item_id)
    return ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""
