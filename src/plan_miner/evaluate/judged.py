"""Single judgements, and the figures that they add up to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

# What is found or not: precision, recall and F1.
FOUND = (
    "goals",
    "objectives",
    "activities",
    "indicators",
    "in_annex",
    "groups",
    "basis_named",
    "mechanisms",
)
# What is said of each coded thing, right or wrong: a share.
SAID = ("pages", "indicator_cells", "basis", "status", "unit_count", "yades")
OF_SERVICES = frozenset({"status", "unit_count", "yades"})  # whose `key` is a service


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement. `key` says of what: a code, a service.

    `verdict`: right; missing (coded, not in the tables); spurious (in the tables, not coded); wrong (other than coded).
    """

    document_id: str
    figure: str  # one of FOUND or SAID
    key: str
    verdict: str
    expected: str = ""
    found: str = ""

    def as_data(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Figure:
    """How often each verdict was given, and what that comes to, between 0 and 1."""

    name: str
    right: int = 0
    missing: int = 0
    spurious: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """The share right of what the tables hold."""
        return _share(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float:
        """The share found of what was coded."""
        return _share(self.right, self.right + self.missing)

    @property
    def score(self) -> float:
        """F1 (the harmonic mean of precision and recall) of what is found, the share right of what is said."""
        if self.name in FOUND:
            return _share(2 * self.right, 2 * self.right + self.missing + self.spurious)
        return _share(self.right, self.right + self.wrong)

    def as_data(self) -> dict[str, float | int]:
        """For JSON: precision, recall and F1 of what is found, the share right of what is said; and the counts."""
        if self.name in FOUND:
            shares = {"precision": self.precision, "recall": self.recall, "f1": self.score}
            counts = {"right": self.right, "missing": self.missing, "spurious": self.spurious}
        else:
            shares = {"share": self.score}
            counts = {"right": self.right, "wrong": self.wrong}
        return {name: round(share, 4) for name, share in shares.items()} | counts


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def figures(judged: Iterable[Judged]) -> dict[str, Figure]:
    """The figures of these judgements, in their fixed order; what was never judged has none."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        counts[one.figure][one.verdict] += 1
    return {name: Figure(name, **counts[name]) for name in FOUND + SAID if name in counts}


def said(document_id: str, figure: str, key: str, expected: object, found: object) -> Judged:
    """The judgement on a value: right where both are written alike."""
    verdict = "right" if expected == found else "wrong"
    return Judged(document_id, figure, key, verdict, _written(expected), _written(found))


def found_or_not(document_id: str, figure: str, key: str, coded: Iterable[str], found: Iterable[str]) -> list[Judged]:
    """The judgements on two sets: what is in both, in the coded one only, in the tables only."""
    wanted, had = set(coded), set(found)
    verdicts = [(one, "right" if one in had else "missing") for one in wanted]
    verdicts += [(one, "spurious") for one in had - wanted]
    return [
        Judged(document_id, figure, key, verdict, one if one in wanted else "", one if one in had else "")
        for one, verdict in sorted(verdicts)
    ]


def _written(value: object) -> str:
    return "" if value is None else str(value)
