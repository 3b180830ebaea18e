"""YADES, the ministry's programme for older people at home: in use, asked for, or only a namesake."""

from __future__ import annotations

from collections.abc import Sequence

from plan_miner.services.clauses import clauses
from plan_miner.services.cues import says
from plan_miner.services.owners import owner_of
from plan_miner.services.terms import Term


def is_yades(text: str) -> bool:
    """Whether a folded text says that the programme is used (not asked for, refused or a namesake)."""
    return says("yades", text) and not says("yades_unused", text) and not says("yades_namesake", text)


def uses_yades(text: str) -> bool:
    """Whether a folded sentence says that the municipality, and not another, uses the programme."""
    place = text.find("yades")
    clause = next((text[start:end] for start, end in clauses(text) if start <= place < end), text)
    return is_yades(text) and owner_of(clause, []) != "other_municipality"


def only_asks_for_yades(terms: Sequence[Term], text: str) -> bool:
    """Whether nothing but the programme is named, and it is not in use."""
    if not terms or is_yades(text) or says("yades_namesake", text):
        return False
    return all(says("yades", term.name) for term in terms)
