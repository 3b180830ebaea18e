"""What is drawn on a page beside its text: straight strokes, filled rectangles, and how much of it is picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float
from dataclasses import dataclass
from struct import Struct

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from plan_miner.model import Box
from plan_miner.text import calls
from plan_miner.text.calls import Handle
from plan_miner.text.words import Paper

DEEPEST = 15  # forms in one another
MOST_SEGMENTS = 4000  # of a path: what is drawn with more is a picture
FEW_SEGMENTS = 6  # a path of no more is a stroke or a rectangle

Matrix = tuple[float, float, float, float, float, float]
Thing = tuple[int, Handle, Matrix | None]  # its kind, and where the form in which it lies is placed (None: the page)

_BOUNDS, _X, _Y, _MATRIX = (c_float * 4)(), c_float(), c_float(), raw.FS_MATRIX()
_EDGES = Struct("4f")  # left, lower, right, upper
_TO_BOUNDS = tuple(byref(_BOUNDS, 4 * n) for n in range(4))
_TO_X, _TO_Y, _TO_MATRIX = byref(_X), byref(_Y), byref(_MATRIX)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The straight strokes and filled rectangles of a page, and the share of it that pictures cover."""

    boxes: tuple[Box, ...]
    picture_share: float


def drawing(page: pdfium.PdfPage, sheet: Paper) -> Drawing:
    """What is drawn on a page beside its text."""
    here = calls.handle(page)
    count_segments, bounds_of, (at_left, at_lower, at_right, at_upper) = (
        calls.count_segments,
        calls.bounds_of,
        _TO_BOUNDS,
    )
    boxes: list[Box] = []
    picture = 0.0
    for kind, item, form in _things(calls.on_page, here, calls.count_on_page(here), None, DEEPEST):
        if kind == raw.FPDF_PAGEOBJ_PATH and count_segments(item) > FEW_SEGMENTS:
            boxes.extend(_strokes(item, form, sheet))
            continue
        bounds_of(item, at_left, at_lower, at_right, at_upper)
        left, lower, right, upper = _EDGES.unpack(_BOUNDS)
        around = sheet.box(*_around(form, left, lower, right, upper)) if form else sheet.box(left, lower, right, upper)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            boxes.append(around)
        else:
            picture += (around.x1 - around.x0) * (around.bottom - around.top)
    return Drawing(tuple(boxes), min(1.0, picture / max(1.0, sheet.width * sheet.height)))


def _things(get: calls.Call, parent: Handle, count: int, form: Matrix | None, deep: int) -> Iterator[Thing]:
    """The paths and images on a page or in a form, and in the forms there."""
    kind_of = calls.kind_of
    for index in range(count):
        item = get(parent, index)
        kind = kind_of(item)
        if kind == raw.FPDF_PAGEOBJ_PATH or kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield kind, item, form
        elif kind == raw.FPDF_PAGEOBJ_FORM and deep > 1:
            yield from _things(calls.in_form, item, calls.count_in_form(item), _placed(item, form), deep - 1)


def _placed(item: Handle, form: Matrix | None) -> Matrix:
    """The matrix from what is inside a form or path to the page."""
    calls.matrix_of_thing(item, _TO_MATRIX)
    m = _MATRIX
    if form is None:
        return m.a, m.b, m.c, m.d, m.e, m.f
    a, b, c, d, _, _ = form
    x, y = _point(form, m.e, m.f)
    return m.a * a + m.b * c, m.a * b + m.b * d, m.c * a + m.d * c, m.c * b + m.d * d, x, y


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(matrix: Matrix, left: float, lower: float, right: float, upper: float) -> Sequence[float]:
    """The bounds of a rectangle that a matrix moves."""
    corners = [_point(matrix, x, y) for x in (left, right) for y in (lower, upper)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _strokes(item: Handle, form: Matrix | None, sheet: Paper) -> Iterator[Box]:
    """The straight strokes of a path of many segments (some producers draw a whole grid as one path)."""
    matrix = _placed(item, form)
    here: tuple[float, float] | None = None
    for index in range(min(calls.count_segments(item), MOST_SEGMENTS)):
        segment = calls.segment_of(item, index)
        calls.point_of(segment, _TO_X, _TO_Y)
        there = _point(matrix, _X.value, _Y.value)
        if here and calls.kind_of_segment(segment) == raw.FPDF_SEGMENT_LINETO:
            (xa, ya), (xb, yb) = here, there
            if abs(xa - xb) < 1 or abs(ya - yb) < 1:
                yield sheet.box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        here = there
