"""How often each rule was right on coded truth."""

from __future__ import annotations

# (right, coded) by rule: 84 cells that analysts coded (44 printed ones, 40 of activity reports), and 180 sentences of
# the tests as the rules read them at first sight, before they were made to pass.
_MEASURED: dict[str, tuple[int, int]] = {
    "service.available.named": (14, 18),
    "service.available.said": (113, 125),
    "service.ministry": (4, 5),
    "service.not_available": (23, 26),
    "service.not_mentioned": (6, 7),
    "service.other_form": (30, 31),
    "service.planned": (25, 27),
    "service.support_only": (3, 3),
    "service.suspended": (13, 15),
    "service.transferred": (8, 8),
}
_WAYS = (".row", ".follow", ".heading")  # how a mention came to speak of the service; not measured apart


def confidence(rule: str) -> float:
    """The share right of cells that `rule` decided; of all together, for a rule that decided none of them."""
    for way in _WAYS:
        rule = rule.removesuffix(way)
    right, coded = _MEASURED.get(rule) or tuple(map(sum, zip(*_MEASURED.values(), strict=True)))
    return round(right / coded, 3)
