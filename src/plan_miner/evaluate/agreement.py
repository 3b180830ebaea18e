"""How far two people (or a person and the program) agree beyond chance: Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from plan_miner.evaluate.coded import Coded


@dataclass(frozen=True, slots=True)
class Agreement:
    """`shared` things were coded by both, `same` of them alike.

    `kappa` (Cohen 1960) is 1 for full agreement and 0 for what chance alone would bring; None where there is nothing
    to disagree on (no shared thing, or one value throughout).
    """

    what: str
    shared: int
    same: int
    kappa: float | None

    def as_data(self) -> dict[str, str | int | float | None]:
        return asdict(self)


Codes = Mapping[tuple[str, ...], str]  # what was coded, by what it is about


def agreement(what: str, first: Codes, second: Codes) -> Agreement:
    """The agreement on what both have coded."""
    pairs = [(first[key], second[key]) for key in first if key in second]
    same = sum(a == b for a, b in pairs)
    return Agreement(what, len(pairs), same, _kappa(pairs, same))


def _kappa(pairs: Sequence[tuple[str, str]], same: int) -> float | None:
    if not pairs:
        return None
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(left[value] * right[value] for value in left) / len(pairs) ** 2
    return None if by_chance == 1 else (same / len(pairs) - by_chance) / (1 - by_chance)


def agreements(first: Sequence[Coded], second: Sequence[Coded]) -> tuple[Agreement, ...]:
    """Two people's coding of the same documents: what belongs in the annex, basis, and the status of services."""
    return tuple(
        agreement(what, dict(_codes(first, what)), dict(_codes(second, what)))
        for what in ("in_annex", "basis", "status")
    )


def _codes(documents: Sequence[Coded], what: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a person coded, without what was left open."""
    for document in documents:
        name = str(document["document_id"])
        if what == "status":
            yield from (((name, service), coded["status"]) for service, coded in document.get("services", {}).items())
            continue
        for objective in (one for goal in document.get("goals", ()) for one in goal["objectives"]):
            if objective.get(what) is not None:
                yield (name, str(objective["code"])), str(objective[what])
