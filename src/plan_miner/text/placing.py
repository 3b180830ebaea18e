"""Where tables and boxes stand among the lines of a page, which already are in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from plan_miner.model import Box, Line, Table
from plan_miner.text.baselines import height
from plan_miner.text.words import Word


def with_those_between(
    lines: Sequence[Line | Table], between: Iterable[tuple[int, Sequence[Line | Table]]]
) -> Sequence[Line | Table]:
    """Lines with those of boxes, each put behind so many of them."""
    placed, in_order = list(lines), sorted(between, key=lambda one: one[0])
    for place, found in reversed(in_order):  # the last first, so that places in front of it still hold
        placed[place:place] = found
    return placed


def where_written(
    boxes: Sequence[tuple[Box, Sequence[Word]]], around: Box, runs: Sequence[Sequence[Word]], words: Sequence[Word]
) -> list[int]:
    """Behind how many lines (`runs` of words) boxes were written, where print stands between them: one place for each.

    Each stands right below what was written before it, or above what was written after it. Nothing where one does not,
    or no print stands among them. `words` are those of the page in the order of writing, and so are those of each box.
    """
    if not any(_at(run[0], around) for run in runs):
        return []
    order = {id(word): n for n, word in enumerate(words)}
    written = sorted((min(order[id(w)] for w in run), max(order[id(w)] for w in run), n) for n, run in enumerate(runs))
    places = [_place_between(box, order[id(held[0])], order[id(held[-1])], written, runs) for box, held in boxes]
    return [place for place in places if place is not None] if None not in places else []


def _place_between(
    box: Box, first: int, last: int, written: Sequence[tuple[int, int, int]], runs: Sequence[Sequence[Word]]
) -> int | None:
    """Behind how many lines a box belongs whose first and last words were the so-manieth to be written."""
    before = max(((end, n) for _, end, n in written if end < first), default=None)
    if before and _shares(box, runs[before[1]]) and runs[before[1]][0].box.top < box.top:
        return before[1] + 1
    after = min(((start, n) for start, _, n in written if start > last), default=None)
    if after and _shares(box, runs[after[1]]) and runs[after[1]][0].box.bottom > box.bottom:
        return after[1]
    return None


def _shares(box: Box, run: Sequence[Word]) -> bool:
    """Whether a line shares the width of a box."""
    return min(word.box.x0 for word in run) < box.x1 and max(word.box.x1 for word in run) > box.x0


def _at(word: Word, box: Box) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def with_those_inside(
    lines: Sequence[Line | Table], inside: Iterable[tuple[Box, Sequence[Line | Table]]]
) -> tuple[Line | Table, ...]:
    """Tables, and the lines of boxes, put where they stand among lines that already are in reading order."""
    placed = list(lines)
    for box, found in sorted(inside, key=lambda one: one[0].top):
        place = _place(placed, box)
        placed[place:place] = found
    return tuple(placed)


def _stands_left(line: Box, before: Box, box: Box) -> bool:
    """Whether a line stands left of a box, or goes on below there."""
    if line.x1 > box.x0 or line.bottom < box.top:
        return False
    return line.top < box.bottom or (before.x1 <= box.x0 and line.top - before.bottom < height(line))


def _place(placed: Sequence[Line | Table], box: Box) -> int:
    """Behind the last block above a box that shares its width and what is left of it, else before the first below."""
    sharing = [i for i, b in enumerate(placed) if b.box.x1 >= box.x0 and b.box.x0 <= box.x1]
    above = [i for i in sharing if placed[i].box.top <= box.top]
    if sharing and not above:
        return sharing[0]
    place = above[-1] + 1 if above else bisect_right(sorted(b.box.top for b in placed), box.top)
    while place < len(placed) and _stands_left(placed[place].box, placed[place - 1].box, box):
        place += 1
    return place
