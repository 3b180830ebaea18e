"""Ruled and shaded tables: from the strokes and fills of a page to grids of cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

import msgspec

from plan_miner.model import Box
from plan_miner.text.corners import squared
from plan_miner.text.lattice import Cell, Stroke, cells, joined, tables

THIN = 5.0  # points: a rectangle thinner than this is a rule, not an area
SNAP = 4.0  # points: rules nearer to each other than this are one
REACH = 3.0  # points by which two rules may miss each other and still cross
BESIDE = 0.5  # of its height that a box shares with the one beside it
MOST_SHADED = 2  # rows that shading alone makes: a table's heading and the row below it
LOWEST_BOX = 24.0  # points: a lower one holds a single line
SHORTEST = 1.0
WHOLE_PAGE = 0.95  # a rectangle as wide and as high as this share of the page is its background

_ROW_COLUMN = attrgetter("row", "column")


class Slot(msgspec.Struct, frozen=True, eq=False):
    """A cell of a grid before words are put into it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


class Grid(msgspec.Struct, frozen=True, eq=False):
    """The cells of a table, or of boxes set out like one, and where they stand."""

    slots: tuple[Slot, ...]
    box: Box
    rows: int
    columns: int
    nested: bool = False  # whether slots lie in one another (a table inside a box)
    apart: bool = False  # whether its cells are boxes that do not touch
    band: bool = False  # a single row without rules between its cells: shading behind a row of running text
    shaded: bool = False  # whether its rows, two at most, are without such rules


class Ruled(msgspec.Struct, frozen=True, eq=False):
    """What is ruled on a page: its tables, from the top down, and all flat strokes (tables open at the sides)."""

    grids: list[Grid]
    flat: list[Stroke]


def ruled(boxes: Sequence[Box], width: float, height: float) -> Ruled:
    """What the rules and fills on a page of that size (points) make."""
    flat, upright = _strokes(boxes, width, height)
    flat = _long(joined(flat, SNAP))
    if len(upright) < 2 or len(flat) + len(upright) < 4:
        return Ruled([], flat)
    flat, upright = squared(flat, _long(joined(upright, SNAP)))
    return Ruled(_grids(boxes, flat, upright), flat)


def _grids(boxes: Sequence[Box], flat: Sequence[Stroke], upright: Sequence[Stroke]) -> list[Grid]:
    flat = [*flat, *_closing(flat, upright, 2), *_closing(flat, upright, 1)]
    whole = tables(cells(flat, upright, REACH))
    found = [_grid(table, boxes) for table in whole if len(table) > 1]
    found += [_apart(row, boxes) for row in _side_by_side([table[0] for table in whole if len(table) == 1])]
    return sorted(found, key=lambda g: (g.box.top, g.box.x0))


def _side_by_side(lone: Sequence[Cell]) -> list[list[Cell]]:
    """Boxes by themselves that stand beside others: those of one row, or of columns of boxes, in reading order."""
    groups: list[list[Cell]] = []
    lowest = 0.0
    for cell in sorted(lone, key=lambda c: (c[1], c[0])):
        if cell[3] - cell[1] <= LOWEST_BOX:
            continue
        if groups and cell[1] < lowest:
            groups[-1].append(cell)
        else:
            groups.append([cell])
        lowest = max(lowest, cell[3])
    return [part for group in groups for part in _parts(group) if len(part) > 1]


def _parts(group: Sequence[Cell]) -> list[list[Cell]]:
    """Boxes that share heights: in columns where some stand below others, else those as high up as the first."""
    columns: list[list[Cell]] = []
    for cell in sorted(group):
        if columns and not _beside(cell, columns[-1][0]):
            columns[-1].append(cell)
        else:
            columns.append([cell])
    if max(map(len, columns)) > 1:
        return [[cell for column in columns for cell in sorted(column, key=lambda c: c[1])]]
    bottom = group[0][3]
    return [[cell for cell in group if bottom - cell[1] > BESIDE * (cell[3] - cell[1])]]


def _beside(one: Cell, other: Cell) -> bool:
    return one[0] >= other[2] or other[0] >= one[2]


def _apart(found: Sequence[Cell], boxes: Sequence[Box]) -> Grid:
    """Boxes, in the order in which they are to be read."""
    grid = _grid(found, boxes)
    order = {(round(cell[0], 2), round(cell[1], 2)): number for number, cell in enumerate(found)}
    slots = sorted(grid.slots, key=lambda s: order[s.box.x0, s.box.top])
    return Grid(tuple(slots), grid.box, grid.rows, grid.columns, apart=True)


def _strokes(boxes: Iterable[Box], width: float, height: float) -> tuple[list[Stroke], list[Stroke]]:
    """The flat and the upright strokes: rules as they are, areas as their sides."""
    flat: list[Stroke] = []
    upright: list[Stroke] = []
    for box in boxes:
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
        wide, high = x1 - x0, bottom - top
        if high <= THIN and high <= wide:
            flat.append(((top + bottom) / 2, x0, x1))
        elif wide <= THIN:
            upright.append(((x0 + x1) / 2, top, bottom))
        elif wide < WHOLE_PAGE * width or high < WHOLE_PAGE * height:
            flat += [(top, x0, x1), (bottom, x0, x1)]
            upright += [(x0, top, bottom), (x1, top, bottom)]
    return flat, upright


def _long(strokes: Iterable[Stroke]) -> list[Stroke]:
    return [stroke for stroke in strokes if stroke[2] - stroke[1] >= SHORTEST]


def _closing(flat: Sequence[Stroke], upright: Sequence[Stroke], end: int) -> list[Stroke]:
    """Rules for the open side of a table that a page end cuts: uprights end together where no rule lies.

    `end` is 1 for their upper, 2 for their lower ends.
    """
    ends: dict[int, list[Stroke]] = {}
    for stroke in upright:
        if stroke[2] - stroke[1] > THIN:
            ends.setdefault(round(stroke[end] / SNAP), []).append(stroke)
    found = []
    for together in ends.values():
        y, x0, x1 = together[0][end], together[0][0], together[-1][0]  # they are in order from left to right
        if len(together) > 1 and _ruled(flat, y, x0, x1) < 0.5 * (x1 - x0):
            found.append((y, x0, x1))
    return found


def _ruled(flat: Iterable[Stroke], y: float, x0: float, x1: float) -> float:
    """The length of the rules that lie at a height between two places."""
    return sum(end - start for place, start, end in flat if abs(place - y) <= SNAP and end > x0 and start < x1)


def _grid(table: Sequence[Cell], boxes: Sequence[Box]) -> Grid:
    """Cells with their places: rows and columns are the distinct edges, in order."""
    columns, column_of = _distinct({x for cell in table for x in (cell[0], cell[2])})
    rows, row_of = _distinct({y for cell in table for y in (cell[1], cell[3])})
    page = boxes[0].page
    slots = []
    covered = 0
    for x0, top, x1, bottom in sorted(table):
        (row, upper), (column, left) = row_of[top], column_of[x0]
        (end, lower), (stop, right) = row_of[bottom], column_of[x1]
        span, wide = end - row or 1, stop - column or 1
        covered += span * wide
        slots.append(Slot(row, column, span, wide, Box(page, left, upper, right, lower)))
    slots.sort(key=_ROW_COLUMN)
    around = Box(page, columns[0], rows[0], columns[-1], rows[-1])
    nested = covered > (len(rows) - 1) * (len(columns) - 1)
    shaded = len(rows) - 1 <= MOST_SHADED and _open(around, boxes)
    band = shaded and len(rows) == 2
    return Grid(tuple(slots), around, len(rows) - 1, len(columns) - 1, nested, band=band, shaded=shaded)


def _open(row: Box, boxes: Iterable[Box]) -> bool:
    """Whether no upright rule stands inside a row or a few."""
    return not any(
        box.x1 - box.x0 <= THIN < box.bottom - box.top
        and row.x0 + SNAP < box.x0 < row.x1 - SNAP
        and box.top < row.bottom - 1
        and box.bottom > row.top + 1
        for box in boxes
    )


def _distinct(values: set[float]) -> tuple[list[float], dict[float, tuple[int, float]]]:
    """The values in order, those within the snapping distance of the one before left out.

    And for each value the number of the nearest that is left, and the value in hundredths of a point.
    """
    out: list[float] = []
    number: dict[float, tuple[int, float]] = {}
    for value in sorted(values):
        if not out or value - out[-1] > SNAP / 2:
            number[value] = len(out), round(value, 2)
            out.append(value)
    for value in values - number.keys():
        number[value] = _nearest(out, value), round(value, 2)
    return out, number


def _nearest(edges: Sequence[float], value: float) -> int:
    """The index of the edge nearest to a value; `edges` are in order."""
    after = bisect_left(edges, value)
    near = [i for i in (after - 1, after) if 0 <= i < len(edges)]
    return min(near, key=lambda i: abs(edges[i] - value))
