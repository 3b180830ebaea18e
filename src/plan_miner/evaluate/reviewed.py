"""What decisions teach: how often people found the program right, and which terms and rules stood behind the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from plan_miner.evaluate.agreement import Agreement
from plan_miner.review.decisions import Decision
from plan_miner.review.items import OBJECTIVE, SERVICE
from plan_miner.review.queue import second_readers
from plan_miner.review.standing import Review, Standing

EXAMPLES = 3  # of the rows behind a term or rule


@dataclass(frozen=True, slots=True)
class Precision:
    """Of the rows on which people decided: how many were right as they stood, put right, or wrong."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0

    @property
    def decided(self) -> int:
        return self.accepted + self.corrected + self.rejected

    @property
    def precision(self) -> float:
        """The share that was right as it stood."""
        return self.accepted / self.decided if self.decided else 0.0

    def as_data(self) -> dict[str, float | int]:
        return {"precision": round(self.precision, 4), "decided": self.decided, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Blamed:
    """A term of the lexicon or a rule, how many decided rows it stood behind, and those that were not right."""

    what: str  # term | rule
    name: str
    decided: int
    wrong: int
    examples: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the decisions so far come to."""

    overall: Mapping[str, Precision]
    by: Mapping[str, Mapping[str, Precision]]
    blamed: tuple[Blamed, ...]
    agreement: Agreement

    def as_data(self) -> dict[str, Any]:
        return {
            "overall": {name: one.as_data() for name, one in self.overall.items()},
            "by": {what: {value: one.as_data() for value, one in cut.items()} for what, cut in self.by.items()},
            "blamed": [one.as_data() for one in self.blamed],
            "agreement": self.agreement.as_data(),
        }


def reviewed(review: Review) -> Reviewed:
    """The precision by kind, theme, service and layout (the rule that found an objective), and what to mend; pure.

    Only what the program had put into the tables is judged: an objective that it left out and people brought in is told
    under `left_out`. Disputes and undecided rows count nowhere.
    """
    decided = [one for one in review.standings.values() if one.holds and one.item.kind in (OBJECTIVE, SERVICE)]
    cuts: dict[str, Callable[[Standing], Iterable[str]]] = {
        "theme": lambda one: one.holds.before.themes if one.holds and one.item.kind == OBJECTIVE else (),
        "service": lambda one: [one.item.service],
        "layout": lambda one: [one.holds.before.rule] if one.holds and one.item.kind == OBJECTIVE else (),
    }
    by = {what: _cut(decided, values) for what, values in cuts.items()}
    return Reviewed(_cut(decided, _kind), by, tuple(_blamed(decided)), second_readers(review))


def _kind(standing: Standing) -> list[str]:
    if standing.item.kind == SERVICE:
        return ["services"]
    return ["annex" if standing.holds and standing.holds.before.in_annex else "left_out"]


def _cut(decided: Sequence[Standing], values: Callable[[Standing], Iterable[str]]) -> dict[str, Precision]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for standing in decided:
        for value in values(standing):
            if value and standing.holds:
                counts[value][standing.holds.verdict] += 1
    return {value: Precision(**counts[value]) for value in sorted(counts)}


def _blamed(decided: Sequence[Standing]) -> Iterator[Blamed]:
    """Terms and rules behind rows that were not right, those with most of them first."""
    behind: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for standing in decided:
        if one := standing.holds:
            for word in one.before.matched:
                behind["term", word].append(one)
            if one.before.rule:
                behind["rule", one.before.rule].append(one)
    found = [_blame(*name, made) for name, made in behind.items()]
    yield from sorted(
        (one for one in found if one.wrong), key=lambda one: (-one.wrong, one.decided, one.what, one.name)
    )


def _blame(what: str, name: str, made: Sequence[Decision]) -> Blamed:
    wrong = [one for one in made if one.verdict != "accepted"]
    examples = tuple(_example(one) for one in wrong[:EXAMPLES])
    return Blamed(what, name, len(made), len(wrong), examples)


def _example(decision: Decision) -> str:
    words = decision.before.objective or " ".join(decision.words[1:])
    return f"{decision.item}: {words}" + (f" ({decision.note})" if decision.note else "")
