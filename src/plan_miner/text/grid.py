"""Ruled and shaded tables: from the strokes and fills of a page to grids of cells.

The mathematics (edges, their crossings, cells between crossings) is pdfplumber's; the strokes are pdfium's,
which has them ten times faster.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.table import cells_to_tables, intersections_to_cells, merge_edges
from pdfplumber.table import edges_to_intersections as crossings

from plan_miner.model import Box

THIN = 5.0  # points: a rectangle thinner than this is a rule, not an area
SNAP = 4.0  # points: rules nearer to each other than this are one
REACH = 3.0  # points by which two rules may miss each other and still cross
SHORTEST = 1.0
WHOLE_PAGE = 0.95  # a rectangle as wide and as high as this share of the page is its background


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A cell of a grid before words are put into it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    slots: tuple[Slot, ...]
    box: Box
    rows: int
    columns: int
    nested: bool = False  # whether slots lie in one another (a table inside a box)
    band: bool = False  # a single row without rules between its cells: shading behind a row of running text


def grids(boxes: Sequence[Box], width: float, height: float) -> list[Grid]:
    """The tables that the rules and fills on a page of that size (points) make, from the top down."""
    edges = [edge for box in boxes for edge in _edges(box, width, height)]
    if len(edges) < 4:
        return []
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    merged = [e for e in merged if max(e["x1"] - e["x0"], e["bottom"] - e["top"]) >= SHORTEST]
    merged += _closing(merged, "bottom") + _closing(merged, "top")
    cells = intersections_to_cells(crossings(merged, REACH, REACH))
    tables = [cells for cells in cells_to_tables(cells) if len(cells) > 1]
    uprights = [box for box in boxes if box.x1 - box.x0 <= THIN < box.bottom - box.top]
    found = [_marked(_grid(cells, boxes[0].page), uprights) for cells in tables]
    return sorted(found, key=lambda g: (g.box.top, g.box.x0))


def _marked(grid: Grid, uprights: Sequence[Box]) -> Grid:
    """A grid of one row with no upright rule inside is a band."""
    inside = grid.rows == 1 and not any(
        grid.box.x0 + SNAP < u.x0 < grid.box.x1 - SNAP and u.top < grid.box.bottom - 1 and u.bottom > grid.box.top + 1
        for u in uprights
    )
    return replace(grid, band=inside)


def _edges(box: Box, width: float, height: float) -> list[dict[str, Any]]:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if wide >= WHOLE_PAGE * width and high >= WHOLE_PAGE * height:
        return []
    if high <= THIN and high <= wide:
        return [_edge("h", box.x0, box.x1, (box.top + box.bottom) / 2, (box.top + box.bottom) / 2)]
    if wide <= THIN:
        return [_edge("v", (box.x0 + box.x1) / 2, (box.x0 + box.x1) / 2, box.top, box.bottom)]
    return [
        _edge("h", box.x0, box.x1, box.top, box.top),
        _edge("h", box.x0, box.x1, box.bottom, box.bottom),
        _edge("v", box.x0, box.x0, box.top, box.bottom),
        _edge("v", box.x1, box.x1, box.top, box.bottom),
    ]


def _closing(edges: Sequence[dict[str, Any]], end: str) -> list[dict[str, Any]]:
    """Rules for the open side of a table that a page end cuts: uprights end together where no rule lies."""
    ends: dict[int, list[dict[str, Any]]] = {}
    for edge in edges:
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > THIN:
            ends.setdefault(round(edge[end] / SNAP), []).append(edge)
    found = []
    for uprights in ends.values():
        y = uprights[0][end]
        x0, x1 = min(e["x0"] for e in uprights), max(e["x1"] for e in uprights)
        flat = [
            e for e in edges if e["orientation"] == "h" and abs(e["top"] - y) <= SNAP and e["x1"] > x0 and e["x0"] < x1
        ]
        if len(uprights) > 1 and sum(e["x1"] - e["x0"] for e in flat) < 0.5 * (x1 - x0):
            found.append(_edge("h", x0, x1, y, y))
    return found


def _edge(orientation: str, x0: float, x1: float, top: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _grid(cells: Sequence[tuple[float, float, float, float]], page: int) -> Grid:
    """Cells (x0, top, x1, bottom) with their places: rows and columns are the distinct edges, in order."""
    columns = _distinct([x for cell in cells for x in (cell[0], cell[2])])
    rows = _distinct([y for cell in cells for y in (cell[1], cell[3])])
    slots = []
    for x0, top, x1, bottom in cells:
        row, column = _place(rows, top), _place(columns, x0)
        slots.append(
            Slot(
                row,
                column,
                max(1, _place(rows, bottom) - row),
                max(1, _place(columns, x1) - column),
                Box(page, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)),
            )
        )
    slots.sort(key=lambda s: (s.row, s.column))
    around = Box(page, columns[0], rows[0], columns[-1], rows[-1])
    covered = sum(s.row_span * s.column_span for s in slots)
    return Grid(tuple(slots), around, len(rows) - 1, len(columns) - 1, covered > (len(rows) - 1) * (len(columns) - 1))


def _distinct(values: Sequence[float]) -> list[float]:
    """The values in order, those within the snapping distance of the one before left out."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > SNAP / 2:
            out.append(value)
    return out


def _place(edges: Sequence[float], value: float) -> int:
    """The index of the edge nearest to a value; `edges` are in order."""
    after = bisect_left(edges, value)
    near = [i for i in (after - 1, after) if 0 <= i < len(edges)]
    return min(near, key=lambda i: abs(edges[i] - value))
