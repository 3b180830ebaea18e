"""Costs as plans print them: amounts in full, in thousands or millions, or in words, and rows that sum them up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import isfinite

from plan_miner.model import Number
from plan_miner.structure.codes import Code, code_of
from plan_miner.structure.numbers import number
from plan_miner.turkish import figures, fold

SCALES = {"bin": 1_000, "milyon": 1_000_000, "milyar": 1_000_000_000}
DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
AMOUNT = re.compile(rf"(?P<digits>{DIGITS})(?:\s?(?P<scale>bin|milyon|milyar)\b)?")
IN_LABEL = re.compile(r"\b(bin|milyon) (?:tl|₺|lira)|(?<![\d.])1[.]?(000) (?:tl|₺)")  # "Maliyet (Bin TL)"
SUM = re.compile(r"\W*(?:ara |genel )?toplam[ıi]?(?: maliyet[i]?)?\W*(?:tl\W*)?")
LONGEST_SUM = 50  # characters
LEAST = 1000.0  # TL: what is less, in a text of several figures, is a number of something else


def cost_of(text: str, scale: int = 1) -> Number:
    """The amount in a cost field (TL): the whole text where it is one figure, else its largest amount.

    `scale` is that of the field's label or column: 1000 where it says "(bin TL)". The text stays as printed.
    """
    printed = " ".join(text.split())
    whole = number(text)
    if whole.value is not None or not text:
        return Number(whole.printed, None if whole.value is None else whole.value * scale)
    found = [value * scale for value in _amounts(printed)]
    return Number(printed, max((value for value in found if value >= LEAST and isfinite(value)), default=None))


@lru_cache(maxsize=10_000)
def scale_of(label: str) -> int:
    """What the figures under a label are to be multiplied with: 1000 for "Maliyet Tahmini (Bin TL)", else 1."""
    match = IN_LABEL.search(fold(label))
    return SCALES[match.group(1) or "bin"] if match else 1


def _amounts(text: str) -> list[float]:
    """The amounts of a text: "3 milyon 500 bin TL" is one, and so is "üç milyon beş yüz bin lira"."""
    folded = fold(text)
    found: list[float] = []
    last = 0.0
    end = -2
    for match in AMOUNT.finditer(folded):
        value = number(match["digits"]).value or 0.0
        scaled = value * SCALES.get(match["scale"] or "", 1)
        goes_on = match.start() <= end + 1 and scaled < last
        found.append(found.pop() + scaled if goes_on else scaled)
        last, end = (scaled, match.end()) if match["scale"] else (0.0, -2)
    return found or [figure.value for figure in figures(text)]


def summed_in(texts: Sequence[str]) -> Code | None:
    """The goal or objective whose sum a row's first cells name: "SH1.1 TOPLAM", "Hedef 1.1 Toplam Maliyeti"."""
    for text in texts:
        if len(text) < LONGEST_SUM and ("OPLAM" in text or "oplam" in text) and (code := _sum_of(text)):
            return code
    return None


@lru_cache(maxsize=50_000)
def _sum_of(text: str) -> Code | None:
    code = code_of(text)
    known = code is not None and code.level in ("goal", "objective", "target")
    return code if code and known and SUM.fullmatch(fold(text[code.end :])) else None
