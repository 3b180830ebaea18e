"""Watermarks: words that run across the page at a slant, or are so large that others are printed over them."""

from __future__ import annotations

from collections.abc import Sequence

from plan_miner.text.words import Word

LARGE = 30.0  # points: the least size of letters that others are printed over
LARGER = 2.0  # than what is printed over them, in sizes
CORE = 0.25  # of a word's height, at its top and bottom, into which the lines beside it may reach


def parted(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words that are text, and those that are marks over or under it."""
    marks = [word for word in words if word.slanted or (word.size >= LARGE and _printed_over(word, words))]
    return ([word for word in words if word not in marks], marks) if marks else (list(words), marks)


def _printed_over(large: Word, words: Sequence[Word]) -> bool:
    box = large.box
    edge = CORE * (box.bottom - box.top)
    return any(
        box.x0 < (word.box.x0 + word.box.x1) / 2 < box.x1
        and box.top + edge < (word.box.top + word.box.bottom) / 2 < box.bottom - edge
        for word in words
        if 0 < word.size * LARGER <= large.size
    )
