"""Footnotes: small print at a page's foot that a number opens. They belong to no goal, objective or list above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from plan_miner.structure.page_ends import SMALL_PRINT
from plan_miner.structure.rows import Row

NOTE = re.compile(r"\d{1,2}[^\W\d]|\*{1,3}\s?[^\W\d]")  # "1Protokol …": a raised number stands close; no "12 okul"
NUMBER = re.compile(r"\d{1,2}|\*{1,3}")  # that stands higher than the text beside it


def without_notes(rows: Sequence[Row], body: float) -> list[Row]:
    """The rows of a document but for footnotes; `body` is the usual height of letters (points)."""
    return [row for _, page in groupby(rows, key=attrgetter("page")) for row in _text_of(list(page), body)]


def _text_of(page: Sequence[Row], body: float) -> Iterator[Row]:
    first = len(page)
    while first and _is_small(page[first - 1], body):
        first -= 1
    yield from page[: next((n for n in range(first, len(page)) if _opens(page[n])), len(page))]


def _opens(row: Row) -> bool:
    """Whether a row begins with a note's number, or has it raised before its text."""
    number, *text = row.slots
    raised = len(text) == 1 and NUMBER.fullmatch(number.text) and number.items[0].size < text[0].items[0].size
    return bool(NOTE.match(number.text) or raised)


def _is_small(row: Row, body: float) -> bool:
    """Whether words stand in every slot, all of them smaller than running text."""
    filled = row.table < 0 and bool(row.slots) and all(slot.items for slot in row.slots)
    return filled and all(item.size <= SMALL_PRINT * body for slot in row.slots for item in slot.items)
