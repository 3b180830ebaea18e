"""The goal tree of a plan: goals, objectives, activities and indicators."""

from __future__ import annotations

from dataclasses import dataclass

from plan_miner.model.reading import Passage
from plan_miner.saying import Said


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: as printed, and read the Turkish way (1.250,5 is 1250.5; None for words, "-" and blanks)."""

    printed: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity (faaliyet) of an objective; `passage` has its words, without bullet and code."""

    number: int  # from 1 under its objective, in print order
    passage: Passage
    printed_code: str = ""
    rule: str = ""  # which rule of `structure` found it


@dataclass(frozen=True, slots=True)
class Indicator:
    """A performance indicator (performans göstergesi) of an objective.

    `weight` is its share of the objective (hedefe etkisi) in percent; `baseline` and `targets` are in its `unit`, which
    is as printed (kişi, adet, %).
    """

    code: str
    passage: Passage
    unit: str = ""
    weight: Number = Number()
    baseline: Number = Number()
    targets: tuple[tuple[int, Number], ...] = ()  # (year, target)
    rule: str = ""  # which rule of `structure` found it


@dataclass(frozen=True, slots=True)
class PerformanceTarget:
    """A yearly target (performans hedefi) that a performance programme prints under an objective."""

    code: str
    printed_code: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective (hedef) with all that its card prints; what it does not print is empty.

    `cost_estimate` is in Turkish lira, of the whole period. `risks`, `findings` and `needs` (ihtiyaçlar) are the words
    of these fields, one printed line after the other.
    """

    code: str
    printed_code: str
    passage: Passage
    page_first: int
    page_last: int  # the last page on which anything of it stands
    activities: tuple[Activity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    responsible_unit: str = ""
    collaborating_units: tuple[str, ...] = ()
    cost_estimate: Number = Number()
    risks: str = ""
    findings: str = ""
    needs: str = ""
    rule: str = ""  # which rule of `structure` found it
    performance_targets: tuple[PerformanceTarget, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal (amaç) with the objectives under it."""

    code: str
    printed_code: str
    passage: Passage
    objectives: tuple[Objective, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: never dropped, never guessed. `key` is the row's id, or empty."""

    key: str
    doubt: str
    message: Said
    page: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What `structure` makes of a reading: the goal tree, and the document as passages with sections."""

    goals: tuple[Goal, ...] = ()
    passages: tuple[Passage, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    cover_period: str = ""
