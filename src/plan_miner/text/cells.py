"""Cells of tables open at the sides: where a row ends and the next begins, and where its columns do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from plan_miner.model import Box
from plan_miner.text.baselines import FIGURE, Span, height, spans_of
from plan_miner.text.grid import Grid, Slot
from plan_miner.text.words import Word

UNEVEN = 0.25  # of the letters' height, by which the gap between rows is wider than that between a cell's lines
WIDE = 0.5  # of the letters' height: so wide a gap lies between rows, not between lines of a cell
OVERLAP = 1.0  # points that a cell reaches into a column
PADDING = 12.0  # points between a table's edge and its text, at most
ALIGNED = 1.5  # points by which the beginnings of a column's cells differ
MOSTLY = 0.6  # of a column's cells begin at its left edge
CLOSE = 2.0  # points below the last line, where an open table ends

Lines = Sequence[Sequence[Word]]


class Band(msgspec.Struct, frozen=True):
    """A row before it is parted into cells: from where to where it reaches (points) and its lines of words."""

    top: float
    bottom: float
    lines: Lines


def filled(lines: Lines, spans: Sequence[Span]) -> set[int]:
    """The columns (by number) in which words stand."""
    return {
        n
        for line in lines
        for x0, x1 in spans_of(line)
        for n, span in enumerate(spans)
        if min(x1, span[1]) - max(x0, span[0]) > OVERLAP
    }


def part_of(top: float, bottom: float, lines: Lines, spans: Sequence[Span]) -> list[Band]:
    """What stands between two rules as a row, or as rows where nearly all columns begin anew below white.

    Of two columns (labels and values) both must: a cell of several paragraphs has but one label.
    """
    blocks = list(_blocks(lines, spans)) if len(lines) > 1 else []
    if len(spans) == 2 and any(len(filled(block, spans)) < 2 for block in blocks):
        blocks = []
    rows: list[list[Sequence[Word]]] = []
    for block in blocks:
        inside = filled(block, spans)
        if not rows or (len(spans) - 1 in inside and 2 * len(inside) > len(spans)):
            rows.append([])
        rows[-1] += block
    return _bands(top, rows, bottom) if len(rows) > 1 else [Band(top, bottom, lines)]


def rows_in(top: float, lines: Lines, spans: Sequence[Span]) -> list[Band]:
    """The rows that stand below `top` with no rule between them, up to one that fills too few columns."""
    rows: list[list[Sequence[Word]]] = []
    for block in _blocks(lines, spans):
        inside = filled(block, spans)
        if len(inside) > 1 and 2 * len(inside) > len(spans):
            rows.append([])
        elif inside == {0} or not rows:
            break
        rows[-1] += block
    if not rows:
        return []
    return _bands(top, rows, max(word.box.bottom for line in rows[-1] for word in line) + CLOSE)


def _bands(top: float, rows: Sequence[Lines], bottom: float) -> list[Band]:
    edges = [top]
    for above, below in pairwise(rows):
        edges.append((_lowest(above) + min(word.box.top for word in below[0])) / 2)
    edges.append(bottom)
    return [Band(a, b, row) for (a, b), row in zip(pairwise(edges), rows, strict=True)]


def _lowest(lines: Lines) -> float:
    return max(word.box.bottom for line in lines for word in line)


def _blocks(lines: Lines, spans: Sequence[Span]) -> Iterator[list[Sequence[Word]]]:
    """Lines in blocks with white above and below that is wider than between the lines of a cell.

    Each line is a row where even the narrowest gap is wide, or where all gaps are alike and all lines fill most columns
    up to a last figure. Where lines between those go on with a few cells, rows begin with the full ones.
    """
    if not lines:
        return
    gaps = [min(w.box.top for w in below) - _lowest(lines[: n + 1][-3:]) for n, below in enumerate(lines[1:])]
    high = max(height(line[0].box) for line in lines)
    low = max(0.0, min(gaps, default=0.0))
    limit = low + UNEVEN * high
    alike = max(gaps, default=0.0) <= limit
    full = [alike and _is_full(line, spans) for line in lines]
    begun = full[0] and all(here or _goes_on(line, spans) for here, line in zip(full, lines, strict=True))
    if low > WIDE * high or all(full):
        limit = low - 1
    block = [lines[0]]
    for gap, line, here in zip(gaps, lines[1:], full[1:], strict=True):
        if gap > limit or (begun and here):
            yield block
            block = []
        block.append(line)
    yield block


def _is_full(line: Sequence[Word], spans: Sequence[Span]) -> bool:
    return bool(FIGURE.match(line[-1].text)) and 2 * len(filled([line], spans)) > len(spans)


def _goes_on(line: Sequence[Word], spans: Sequence[Span]) -> bool:
    """Whether a line has words in a few columns only, and not in the last."""
    inside = filled([line], spans)
    return 3 * len(inside) <= len(spans) and len(spans) - 1 not in inside


def grid_of(rows: Sequence[Band], spans: Sequence[Span], x0: float, x1: float) -> Grid:
    """Rows parted into cells; `spans` are its columns, from `x0` to `x1`. A cell that reaches over more is merged."""
    edges = _edges(rows, spans, x0, x1)
    page = rows[0].lines[0][0].box.page
    slots = [
        Slot(n, first, 1, last - first + 1, Box(page, *_points(edges[first], row.top, edges[last + 1], row.bottom)))
        for n, row in enumerate(rows)
        for first, last in _cells(row.lines, spans, edges)
    ]
    box = Box(page, *_points(edges[0], rows[0].top, edges[-1], rows[-1].bottom))
    return Grid(tuple(slots), box, len(rows), len(spans))


def _points(*places: float) -> Iterator[float]:
    return (round(place, 2) for place in places)


def _cells(lines: Lines, spans: Sequence[Span], edges: Sequence[float]) -> list[tuple[int, int]]:
    """The cells of a row, by their first and last column; words alone in it that reach over one have it whole."""
    cells = [(n, n) for n in range(len(spans))]
    reached = {_reach(span, spans, edges) for line in lines for span in spans_of(line)}
    if len(reached) == 1 and all(first == 0 < last for first, last in reached):
        return [(0, len(spans) - 1)]
    for first, last in reached:
        hit = [cell for cell in cells if cell[0] <= last and cell[1] >= first]
        cells = [cell for cell in cells if cell not in hit] + [(hit[0][0], hit[-1][1])]
        cells.sort()
    return cells


def _reach(part: Span, spans: Sequence[Span], edges: Sequence[float]) -> tuple[int, int]:
    over = [n for n, span in enumerate(spans) if min(part[1], span[1]) - max(part[0], span[0]) > OVERLAP]
    if over:
        return over[0], over[-1]
    at = min(max(0, bisect_right(edges, (part[0] + part[1]) / 2) - 1), len(spans) - 1)
    return at, at


def _edges(rows: Sequence[Band], spans: Sequence[Span], x0: float, x1: float) -> list[float]:
    """Where columns begin: as far before a column's text as the first one's text stands from the table's edge.

    Before one whose text is centred, right behind the text of the column to its left; a row by itself shows neither, so
    there it is in the middle of the white.
    """
    padding = min(max(0.0, spans[0][0] - x0), PADDING)
    edges = [min(x0, spans[0][0])]
    for left, (start, end) in pairwise(spans):
        own = start - padding if _aligned(rows, (start, end)) else left[1] + padding
        own = own if len(rows) > 1 else (left[1] + start) / 2
        edges.append(min(max(own, left[1] + 0.25), start - 0.25))
    return [*edges, max(x1, spans[-1][1])]


def _aligned(rows: Iterable[Band], column: Span) -> bool:
    """Whether the cells of a column begin at its left edge."""
    starts = [x for row in rows if (x := _start(row, column)) is not None]
    at_edge = sum(start - column[0] <= ALIGNED for start in starts)
    return at_edge > 1 and at_edge >= MOSTLY * len(starts)


def _start(row: Band, column: Span) -> float | None:
    inside = [w.box.x0 for line in row.lines for w in line if column[0] - 0.1 <= w.box.x0 <= column[1]]
    return min(inside, default=None)
