"""How often each rule was right on coded truth; measured by a script, never guessed."""

from __future__ import annotations

_SHARES: dict[str, float] = {}


def confidence(rule: str) -> float:
    """The share of cells decided by `rule` that were right, 0.5 for a rule that has decided none yet."""
    return _SHARES.get(rule, 0.5)
