"""Who runs what a clause speaks of: the municipality, a ministry, an association, somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.lexicon.cues import cues
from plan_miner.services.counts import is_share
from plan_miner.services.cues import says
from plan_miner.services.terms import Clause

OTHERS = frozenset({"ministry", "association"})  # who runs a service that is not the municipality's

_OWN_SUFFIX = re.compile(r"^(?:\w*[mb][ıiuü]z|'\w*m[ıiuü]z)")
_OWN_NAME = re.compile(r"m[ıiuü]z\w*$")
_AT_END = re.compile(r"^(?:d[ıiuü]r)?\W*$")
_SHARED = re.compile(r"olmak üzere|toplam")


def is_own(clause: Clause) -> bool:
    """Whether the service is called "our" centre, "our" nursery."""
    return any(_OWN_NAME.search(clause.text[term.start : term.end]) for term in clause.terms)


def is_predicate(clause: Clause) -> bool:
    """Whether a clause ends by calling something "our" centre ("Mor Ev, … danışma merkezimizdir")."""
    last = clause.terms[-1] if clause.terms else None
    return last is not None and is_own(clause) and bool(_AT_END.match(clause.text[last.end :]))


def owner_of(clause: str, places: Sequence[tuple[int, int]]) -> str:
    """Whose it is that stands at `places`: by the suffix of the name itself, the owner named before it, or after it."""
    if any(_OWN_SUFFIX.match(clause[end:]) or _OWN_NAME.search(clause[start:end]) for start, end in places):
        return "municipality"
    found = _owners(clause)
    names = [name for _, name in found]
    if "private" in names:
        return "private"
    if says("run_by_ministry", clause):
        return "ministry"
    first = min((start for start, _ in places), default=len(clause))
    before = [name for start, name in found if start < first]
    if is_share(clause):
        return "municipality"
    if {"municipality", "ministry"} <= set(before) and _SHARED.search(clause):
        return "municipality"  # "belediyede bir, Bakanlıkta iki olmak üzere üç"
    return before[-1] if before else next(iter(names), "")


def _owners(clause: str) -> list[tuple[int, str]]:
    """Where a clause names owners, in print order; "il müdürlüğüne bağlı" is the ministry's, not a unit's own."""
    places = {name: [m.span() for m in pattern.finditer(clause)] for name, pattern in cues().owner.items()}
    others = [*places["ministry"], *places["association"], *places["other_municipality"]]
    own = [(a, b) for a, b in places["municipality"] if not any(a < d and b > c for c, d in others)]
    return sorted((start, name) for name, spans in {**places, "municipality": own}.items() for start, _ in spans)
