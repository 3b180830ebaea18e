"""Boxes with text of their own (on slides, at the side, around a whole page), told from tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from plan_miner.model import Box
from plan_miner.text.grid import Grid
from plan_miner.text.words import Word

MOST_LINES = 4  # in every cell of a single row: no label and its value have as many each
LEAST_LINES = 2  # in boxes that stand apart from each other
APART = 2.0  # points between boxes: cells of a table touch
LARGE = 0.5  # of the page's height: a cell as high in a table of one column is a frame around the page


def are_boxes(grid: Grid, filled: Mapping[int, Sequence[Word]], page_height: float) -> bool:
    """Whether the cells of a grid (their words by number) are boxes: read one after the other, each like a page."""
    boxes = [grid.slots[number].box for number in filled]
    if not boxes or grid.nested:
        return False
    if grid.columns == 1 and any(box.bottom - box.top > LARGE * page_height for box in boxes):
        return True
    if min(map(len, filled.values())) < LEAST_LINES:  # words: most tables have a cell with one
        return False
    lines = [len({round(word.box.top) for word in words}) for words in filled.values()]
    if grid.rows == 1 and min(lines) >= MOST_LINES:
        return True
    return min(lines) >= LEAST_LINES and not any(_touch(a, b) for a, b in combinations(boxes, 2))


def _touch(a: Box, b: Box) -> bool:
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > -APART and down > -APART
