"""Tables open at the sides: rows between flat rules or bands of shading of one extent, or below a heading alone.

What a typesetter draws of such a table are its rows; its columns are where white runs down through all of them. A rule
under a heading, above footnotes or under the running header makes none: no columns of white reach from row to row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from plan_miner.model import Box
from plan_miner.text.aligned import Columns, printed
from plan_miner.text.baselines import Span, covered, lines_of, spans_of
from plan_miner.text.cells import Band, filled, grid_of, part_of, rows_in
from plan_miner.text.grid import Grid, Ruled
from plan_miner.text.lattice import Stroke
from plan_miner.text.stacks import stacks
from plan_miner.text.strips import Strip, begun_above, far, is_row, runs, strips_of, titles_apart, widest_gap
from plan_miner.text.touching import touching_joined
from plan_miner.text.unshaded import with_columns_before
from plan_miner.text.words import Word

INTO = 2.0  # points by which the middle of a word may lie beyond a table's edge
NEXT = 1.5  # of the letters' height: a table's next row is no farther away
FARTHEST = 20.0  # points from a rule to the row above or below it


def with_open(words: Sequence[Word], ruled: Ruled, page_height: float) -> list[Grid]:
    """All tables of a page: those with every rule drawn, and those that flat rules make with the words around them.

    A frame with rows but no columns gives way to the table that its words make.
    """
    grids = [_without_bands(grid, words) for grid in ruled.grids]
    full = [grid for grid in grids if grid.columns > 1 and not grid.band]
    free_rules = [rule for rule in ruled.flat if not any(_inside(rule, grid.box) for grid in full)]
    bands = [grid for grid in grids if grid.band and grid.columns > 1]
    found: list[Grid] = []
    for stack in stacks(free_rules, [grid.box for grid in grids]):
        ends, ys = stack.ends, stack.ys
        between = [(top, bottom) for top, bottom in pairwise(ys) if not _holds(top, bottom, *ends, full)]
        if any(_beside(_within(words, ends, place)) for place in between):  # most pages end here
            inside = [w for w in _within(words, ends, (0.0, page_height)) if not _taken(w, [*full, *found])]
            made = list(_tables(strips_of(inside, ys, page_height, bands), *ends, full, page_height))
            if made and stack.left < ends[0]:
                before = _within(words, (stack.left, ends[0] - INTO), (0.0, page_height))
                made[0] = with_columns_before(made[0], before, stack.left, ys[0])
            found += made
    if not found:
        return grids
    kept = [grid for grid in grids if not any(_over(grid.box, other.box) for other in found)]
    return touching_joined(sorted([*kept, *found], key=lambda g: (g.box.top, g.box.x0)), {id(grid) for grid in found})


def _without_bands(grid: Grid, words: Sequence[Word]) -> Grid:
    """A grid without what is only shaded at its upper or lower end: another table's heading that touches it."""
    for row in (0, grid.rows - 1):
        if grid.rows > 1 and grid.columns > 1 and (slots := [slot for slot in grid.slots if slot.row == row]):
            box = slots[0].box
            if slots[0].column_span == grid.columns and slots[0].row_span == 1 and _cells(box, words) > grid.columns:
                grid = _cut(grid, row, box)
    return grid


def _cells(box: Box, words: Sequence[Word]) -> int:
    lines = lines_of([w for w in words if w.size and _at(w, box)])
    return len(covered(*map(spans_of, lines)))


def _cut(grid: Grid, row: int, box: Box) -> Grid:
    around = replace(grid.box, bottom=box.top) if row else replace(grid.box, top=box.bottom)
    slots = [slot if row else replace(slot, row=slot.row - 1) for slot in grid.slots if slot.row != row]
    left = grid.rows - 1
    return replace(grid, slots=tuple(slots), box=around, rows=left, band=grid.shaded and left == 1)


def _at(word: Word, box: Box) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _inside(rule: Stroke, box: Box) -> bool:
    y, x0, x1 = rule
    return box.top + 2 < y < box.bottom - 2 and x0 < box.x1 and x1 > box.x0


def _over(one: Box, other: Box) -> bool:
    return (
        min(one.bottom, other.bottom) - max(one.top, other.top) > 2
        and min(one.x1, other.x1) - max(one.x0, other.x0) > 2
    )


def _beside(words: Sequence[Word]) -> bool:
    """Whether any of the words stand beside one another as cells do."""
    return len(covered(*map(spans_of, lines_of(words)))) > 1


def _within(words: Sequence[Word], across: Span, down: Span) -> list[Word]:
    """The level words whose middle lies between those places across and down the page."""
    (x0, x1), (top, bottom) = across, down
    return [
        word
        for word in words
        if top <= (word.box.top + word.box.bottom) / 2 < bottom
        and word.size
        and x0 - INTO <= (word.box.x0 + word.box.x1) / 2 <= x1 + INTO
    ]


def _taken(word: Word, grids: Sequence[Grid]) -> bool:
    return any(_at(word, grid.box) for grid in grids)


def _tables(strips: Sequence[Strip], x0: float, x1: float, full: Sequence[Grid], page_height: float) -> Iterator[Grid]:
    rows = [
        0 < n < len(strips) - 1 and is_row(strip, page_height) and not _holds(strip.top, strip.bottom, x0, x1, full)
        for n, strip in enumerate(strips)
    ]
    strips, rows = titles_apart(strips, rows)
    left = [strip.lines for strip in strips]  # what is in no table yet
    for start, last, spans in list(runs(strips, rows)):
        first = start - begun_above(strips, start, rows, spans)
        own = strips[first : last + 1]
        columns = Columns(spans, [printed(line) for strip in own for line in strip.shown])
        inside = [row for s in own for row in part_of(s.top, s.bottom, s.lines, spans)]
        head = [] if rows[first - 1] else _head(strips[first - 1].bottom, left[first - 1], columns)
        below, over = ([], spans) if rows[last + 1] else _below(strips[last + 1], columns, widest_gap(own))
        body = [*head, *inside, *below]
        if len(body) > 1 or len(spans) > 2 or rows[first - 1] or rows[last + 1]:
            left[last + 1] = left[last + 1][sum(len(row.lines) for row in below) :]
            yield grid_of([_cells_apart(row, columns) for row in body], _with_head(over, head, columns), x0, x1)


def _cells_apart(row: Band, columns: Columns) -> Band:
    """A row with cells parted that were set so close that no white shows between them."""
    if len(covered(*map(spans_of, row.lines))) < 2:
        return row  # a title over the columns
    lines = [part for line in row.lines for part in _cells_of(line, columns)]
    return Band(row.top, row.bottom, lines) if len(lines) > len(row.lines) else row


def _cells_of(line: Sequence[Word], columns: Columns) -> list[Sequence[Word]]:
    """A line as it is, or what stands on it in each column where cells of several were set close."""
    row = printed(line)
    parts = columns.parts(row)
    text = len(row.pieces) == 1 and 2 * len(parts) <= len(columns.spans)  # a word of it stands as in a column by chance
    return [line] if text or len(parts) == len(row.pieces) else [piece.words for _, _, piece in parts]


def _spans(line: Sequence[Word], columns: Columns) -> list[Span]:
    return [span for part in _cells_of(line, columns) for span in spans_of(part)]


def _with_head(spans: Sequence[Span], head: Sequence[Band], columns: Columns) -> Sequence[Span]:
    """What the columns cover with their heading, whose words may be wider than any figure below them."""
    together = covered(spans, *(_spans(line, columns) for row in head for line in row.lines)) if head else spans
    return together if len(together) == len(spans) else spans


def _holds(top: float, bottom: float, x0: float, x1: float, full: Sequence[Grid]) -> bool:
    return any(g.box.top < bottom - 2 and g.box.bottom > top + 2 and g.box.x0 < x1 and g.box.x1 > x0 for g in full)


def _head(rule: float, above: Sequence[list[Word]], columns: Columns) -> list[Band]:
    """The heading that stands above the first rule: the lines right over it that keep the columns' white."""
    lines: list[list[Word]] = []
    spans = columns.spans
    for line in reversed(above):
        if len(covered(spans, _spans(line, columns))) < len(spans) or (lines and far(line, lines[0])):
            break
        lines.insert(0, line)
    inside = filled(lines, spans)
    if len(inside) < 2 or 2 * len(inside) <= len(spans) or rule - lines[-1][0].box.bottom > FARTHEST:
        return []
    return [Band(min(word.box.top for word in lines[0]) - 1, rule, lines)]


def _below(strip: Strip, columns: Columns, widest: float) -> tuple[list[Band], Sequence[Span]]:
    """The rows that go on below the last rule, and what the columns cover with them.

    `widest` is the white between two lines of one row above them (points).
    """
    lines: list[list[Word]] = []
    spans = columns.spans
    for line in strip.lines:
        together = covered(spans, _spans(line, columns))
        if len(together) < len(spans) or (lines and far(lines[-1], line, NEXT, widest)):
            break
        lines.append(line)
    if not lines or lines[0][0].box.top - strip.top > FARTHEST:
        return [], spans
    rows = rows_in(strip.top, lines[: _end(lines, spans)], spans)
    return rows, covered(spans, *(_spans(line, columns) for row in rows for line in row.lines))


def _end(lines: Sequence[Sequence[Word]], spans: Sequence[Span]) -> int:
    """The number of lines before one that, apart from the last row, fills nothing but the first column."""
    inside = [filled([line], spans) for line in lines]
    last = max((n for n, columns in enumerate(inside) if 2 * len(columns) > len(spans)), default=0)
    after = range(last + 1, len(lines))
    return next((n for n in after if inside[n] == {0} and far(lines[n - 1], lines[n])), len(lines))
