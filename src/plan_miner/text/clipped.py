"""Text that is written on a page and cannot be seen, because it lies outside the area to which it is clipped.

Where a page's end cuts a spreadsheet's merged cell, LibreOffice writes its whole text again on the next page, at the
height at which the cell would begin, and clips it to what is left of the cell.
"""

from __future__ import annotations

from ctypes import byref, c_float
from struct import Struct

from plan_miner.text import calls
from plan_miner.text.calls import Handle

MAKERS = ("LibreOffice", "OpenOffice")  # in the name of the program that clips a cell's text to the cell
MOST_POINTS = 8  # of a rectangle's path, closed once or twice

_BOUNDS, _X, _Y = (c_float * 4)(), c_float(), c_float()
_EDGES = Struct("4f")  # left, lower, right, upper
_TO_BOUNDS = tuple(byref(_BOUNDS, 4 * n) for n in range(4))
_TO_X, _TO_Y = byref(_X), byref(_Y)


def out_of_sight(item: Handle) -> bool:
    """Whether a text object lies wholly outside a rectangle to which it is clipped."""
    clip = calls.clip_of(item)
    count = calls.count_clips(clip) if clip.value else 0
    if count < 1:
        return False
    calls.bounds_of(item, *_TO_BOUNDS)
    left, lower, right, upper = _EDGES.unpack(_BOUNDS)
    for number in range(count):
        points = calls.count_clip_segments(clip, number)
        if not 0 < points <= MOST_POINTS:
            continue
        xs, ys = zip(*(_point(clip, number, n) for n in range(points)), strict=True)
        if left >= max(xs) or right <= min(xs) or lower >= max(ys) or upper <= min(ys):
            return True
    return False


def _point(clip: Handle, path: int, segment: int) -> tuple[float, float]:
    calls.point_of(calls.clip_segment_of(clip, path, segment), _TO_X, _TO_Y)
    return _X.value, _Y.value
