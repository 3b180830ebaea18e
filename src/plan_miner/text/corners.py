"""Boxes with round corners: their straight sides carried on to where they would meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from plan_miner.text.lattice import Stroke

SMALLEST, LARGEST = 3.0, 24.0  # points between a side's end and the corner: nearer ones meet anyhow, others are apart
UNEVEN = 3.0  # points by which a corner may be wider than high
FIRST, LAST = 1, 2  # a stroke's ends: the upper or the left one, and the other
Corner = tuple[int, int, int, int]  # an upright and which of its ends, a flat stroke and which of its ends


def squared(flat: Sequence[Stroke], upright: Sequence[Stroke]) -> tuple[list[Stroke], list[Stroke]]:
    """Flat strokes (points, from the top down) and upright ones, those that a round corner parts carried on to meet."""
    sides, ups = list(map(list, flat)), list(map(list, upright))
    for up, end, side, at in _corners(flat, upright):
        ups[up][end], sides[side][at] = flat[side][0], upright[up][0]
    return [(y, x0, x1) for y, x0, x1 in sides], [(x, top, bottom) for x, top, bottom in ups]


def _corners(flat: Sequence[Stroke], upright: Sequence[Stroke]) -> Iterator[Corner]:
    """A quarter of a circle is as wide as it is high: along it, one sum (or difference) of x and y stays the same."""
    heights = [y for y, _, _ in flat]
    for end in (FIRST, LAST):
        loose = [(n, stroke) for n, stroke in enumerate(upright) if not _meets(stroke, end, flat, heights)]
        for at in (FIRST, LAST) if loose else ():
            slope = 1 if end == at else -1
            sums = sorted((side[at] + slope * side[0], n) for n, side in enumerate(flat))
            for up, stroke in loose:
                own = stroke[0] + slope * stroke[end]
                near = sums[bisect_left(sums, (own - UNEVEN, 0)) : bisect_right(sums, (own + UNEVEN, len(sums)))]
                found = next((n for _, n in near if _is_corner(stroke, end, flat[n], at)), None)
                if found is not None:
                    yield up, end, found, at


def _is_corner(up: Stroke, end: int, side: Stroke, at: int) -> bool:
    """Whether a flat stroke lies beyond an upright's end, and begins (or ends) beside it on the box's own side."""
    wide = side[at] - up[0] if at == FIRST else up[0] - side[at]
    high = up[end] - side[0] if end == FIRST else side[0] - up[end]
    return SMALLEST <= wide <= LARGEST and SMALLEST <= high <= LARGEST


def _meets(up: Stroke, end: int, flat: Sequence[Stroke], heights: Sequence[float]) -> bool:
    """Whether a flat stroke passes the end of an upright one: a square corner, or a rule of a table.

    `heights` are those of the flat strokes, from the top down.
    """
    x, y = up[0], up[end]
    for n in range(bisect_right(heights, y - SMALLEST), bisect_left(heights, y + SMALLEST)):
        _, x0, x1 = flat[n]
        if x0 - SMALLEST <= x <= x1 + SMALLEST:
            return True
    return False
