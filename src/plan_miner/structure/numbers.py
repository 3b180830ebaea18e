"""Figures read the Turkish way: 1.250 is twelve hundred and fifty, %12,5 is 12.5, "-" is nothing."""

from __future__ import annotations

import re

from plan_miner.model import Number

GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
NOISE = re.compile(r"%|₺|TL\b|\s|\u00a0|\.-$|,-$")


def number(printed: str) -> Number:
    """The figure in a cell, with what was printed; value None for words, "-" and blanks."""
    shown = " ".join(printed.split())
    tight = NOISE.sub("", shown)
    if GROUPED.fullmatch(tight):
        return Number(shown, float(tight.replace(".", "").replace(",", ".")))
    if DECIMAL_COMMA.fullmatch(tight):
        return Number(shown, float(tight.replace(",", ".")))
    if PLAIN.fullmatch(tight):
        return Number(shown, float(tight))
    return Number(shown)
