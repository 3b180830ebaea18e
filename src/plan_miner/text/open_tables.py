"""Tables open at the sides: rows between flat rules or bands of shading of one extent, or below a heading alone.

What a typesetter draws of such a table are its rows; its columns are where white runs down through all of them. A rule
under a heading, above footnotes or under the running header makes none: no columns of white reach from row to row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from plan_miner.model import Box
from plan_miner.text.baselines import Span, covered, height, lines_of, spans_of
from plan_miner.text.cells import Band, filled, grid_of, part_of, rows_in
from plan_miner.text.grid import Grid, Ruled
from plan_miner.text.lattice import Stroke
from plan_miner.text.touching import touching_joined
from plan_miner.text.words import Word

SHORTEST = 100.0  # points: a table is wider
SAME_END = 4.0  # points by which the ends of a table's rules differ
NEAREST = 6.0  # points between the rules of a row, at least
HIGHEST = 0.45  # of the page's height: no row is higher
PIECES = 8.0  # points between the pieces of a rule that is drawn column by column
APART = 0.4  # of the letters' height: lines farther apart are not of one heading
NEXT = 1.5  # of the letters' height: a table's next row is no farther away
MOST_LINES = 10  # in every column of a row: columns of running text have more
FARTHEST = 20.0  # points from a rule to the row above or below it
SET_OFF = 8.0  # points above a row, more than above others: another table begins
SAME_PLACE = 2.0  # points by which cells of one column are out of line
EDGE = 0.05  # of the page's height, where no table begins
LARGER = 1.25  # times the letters of the rows: a heading between two tables, no row of either


class Strip(msgspec.Struct, frozen=True):
    """What stands between two rules: lines of words, the stretches of each, and what they cover together."""

    top: float
    bottom: float
    lines: list[list[Word]]
    parts: list[list[Span]]
    spans: list[Span]


def with_open(words: Sequence[Word], ruled: Ruled, page_height: float) -> list[Grid]:
    """All tables of a page: those with every rule drawn, and those that flat rules make with the words around them.

    A frame with rows but no columns gives way to the table that its words make.
    """
    grids = [_without_bands(grid, words) for grid in ruled.grids]
    full = [grid for grid in grids if grid.columns > 1 and not grid.band]
    free_rules = [rule for rule in ruled.flat if not any(_inside(rule, grid.box) for grid in full)]
    found: list[Grid] = []
    for ends, ys in _stacks(free_rules, [grid.box for grid in grids]):
        between = [(top, bottom) for top, bottom in pairwise(ys) if not _holds(top, bottom, *ends, full)]
        if any(_beside(_within(words, ends, place)) for place in between):  # most pages end here
            inside = [w for w in _within(words, ends, (0.0, page_height)) if not _taken(w, [*full, *found])]
            found += _tables(_strips(inside, ys, page_height), *ends, full, page_height)
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
    return replace(grid, slots=tuple(slots), box=around, rows=grid.rows - 1)


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
        and x0 - 2 <= (word.box.x0 + word.box.x1) / 2 <= x1 + 2
    ]


def _taken(word: Word, grids: Sequence[Grid]) -> bool:
    return any(_at(word, grid.box) for grid in grids)


def _stacks(flat: Sequence[Stroke], framed: Sequence[Box]) -> list[tuple[Span, list[float]]]:
    """The heights of rules by where they begin and end; those with most rules first."""
    stacks: list[tuple[Span, list[float]]] = []
    for y, x0, x1 in _whole(flat, framed):
        home = next((ys for ends, ys in stacks if _ends_alike(ends, (x0, x1))), None)
        if home is None:
            stacks.append(((x0, x1), [y]))
        elif y - home[-1] >= NEAREST:
            home.append(y)
    return sorted((s for s in stacks if len(s[1]) > 1), key=lambda s: -len(s[1]))


def _ends_alike(one: Span, other: Span) -> bool:
    return abs(one[0] - other[0]) <= SAME_END and abs(one[1] - other[1]) <= SAME_END


def _whole(flat: Sequence[Stroke], framed: Sequence[Box]) -> list[Stroke]:
    """Rules from the top down, those drawn column by column made one, but for the edges of frames side by side."""
    out: list[Stroke] = []
    for y, x0, x1 in sorted((round(y, 1), x0, x1) for y, x0, x1 in flat):
        piece = out and y - out[-1][0] < 1 and -1 < x0 - out[-1][2] < PIECES
        if piece and not any(_ends_alike((x0, x1), (box.x0, box.x1)) for box in framed):
            out[-1] = (y, out[-1][1], x1)
        else:
            out.append((y, x0, x1))
    return [stroke for stroke in out if stroke[2] - stroke[1] >= SHORTEST]


def _strips(words: Sequence[Word], ys: Sequence[float], page_height: float) -> list[Strip]:
    """What stands above the first rule, between each two, and below the last."""
    lines = lines_of(words)
    bounds = [EDGE * page_height, *ys, (1 - EDGE) * page_height]
    out = []
    for top, bottom in pairwise(bounds):
        here = [line for line in lines if top <= (line[0].box.top + line[0].box.bottom) / 2 < bottom]
        parts = [spans_of(line) for line in here]
        out.append(Strip(top, bottom, here, parts, covered(*parts)))
    return out


def _tables(strips: Sequence[Strip], x0: float, x1: float, full: Sequence[Grid], page_height: float) -> Iterator[Grid]:
    rows = [
        0 < n < len(strips) - 1 and _is_row(strip, page_height) and not _holds(strip.top, strip.bottom, x0, x1, full)
        for n, strip in enumerate(strips)
    ]
    left = [strip.lines for strip in strips]  # what is in no table yet
    for first, last, spans in list(_runs(strips, rows)):
        inside = [row for s in strips[first : last + 1] for row in part_of(s.top, s.bottom, s.lines, spans)]
        head = [] if rows[first - 1] else _head(strips[first - 1].bottom, left[first - 1], spans)
        below, over = ([], spans) if rows[last + 1] else _below(strips[last + 1], spans)
        body = [*head, *inside, *below]
        if len(body) > 1 or len(spans) > 2 or rows[first - 1] or rows[last + 1]:
            left[last + 1] = left[last + 1][sum(len(row.lines) for row in below) :]
            yield grid_of(body, _with_head(over, head), x0, x1)


def _with_head(spans: list[Span], head: Sequence[Band]) -> list[Span]:
    """What the columns cover with their heading, whose words may be wider than any figure below them."""
    together = covered(spans, *(spans_of(line) for row in head for line in row.lines)) if head else spans
    return together if len(together) == len(spans) else spans


def _holds(top: float, bottom: float, x0: float, x1: float, full: Sequence[Grid]) -> bool:
    return any(g.box.top < bottom - 2 and g.box.bottom > top + 2 and g.box.x0 < x1 and g.box.x1 > x0 for g in full)


def _is_row(strip: Strip, page_height: float) -> bool:
    """Whether what stands between two rules may be a row: cells beside one another and no running text above them."""
    if len(strip.spans) < 2 or strip.bottom - strip.top > HIGHEST * page_height:
        return False
    if max(map(len, strip.parts)) > max(2, len(strip.spans)):
        return False
    if len(strip.lines) >= MOST_LINES and all(_lines_in(span, strip) >= MOST_LINES for span in strip.spans):
        return False
    return len(strip.parts[0]) > 1 or len(strip.lines) < 2 or not _far(strip.lines[0], strip.lines[1])


def _lines_in(column: Span, strip: Strip) -> int:
    return sum(any(_meets(part, column) for part in parts) for parts in strip.parts)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _far(line: Sequence[Word], below: Sequence[Word], by: float = APART) -> bool:
    bottom, top = max(w.box.bottom for w in line), min(w.box.top for w in below)
    return top - bottom > by * max(height(line[0].box), height(below[0].box))


def _runs(strips: Sequence[Strip], rows: Sequence[bool]) -> Iterator[tuple[int, int, list[Span]]]:
    """Strips in a row through which the same white runs: the first, the last, and what they cover together."""
    n = 1
    while n < len(strips) - 1:
        if not rows[n]:
            n += 1
            continue
        first, last, spans = n, n, strips[n].spans
        while last + 1 < len(strips) - 1:
            step = 1
            if _is_title(strips, last + 1, rows):
                step = 2
            after = strips[last + step]
            goes_on = rows[last + step] and (first == last or _alike(strips[last], after))
            together = _together(spans, after.spans, single=first == last) if goes_on else None
            if together is None:
                break
            last, spans = last + step, together
        yield first, last, spans
        n = last + 1


def _alike(strip: Strip, after: Strip) -> bool:
    """Whether two rows are set as rows of one table: their cells aligned, and as near to the rule above."""
    margin = _margin(after)
    if margin > max(_margin(strip), after.bottom - _lowest(after)) + SET_OFF:
        return False
    pairs = [(a, b) for a in strip.spans[1:] for b in after.spans[1:] if _meets(a, b)]
    return 2 * sum(_aligned(a, b) for a, b in pairs) >= len(pairs)


def _margin(strip: Strip) -> float:
    return min(word.box.top for word in strip.lines[0]) - strip.top


def _lowest(strip: Strip) -> float:
    return max(word.box.bottom for word in strip.lines[-1])


def _aligned(one: Span, other: Span) -> bool:
    """Whether two cells begin, end, or have their middle at one place."""
    begin, end = one[0] - other[0], one[1] - other[1]
    return min(abs(begin), abs(end), abs(begin + end) / 2) <= SAME_PLACE


def _is_title(strips: Sequence[Strip], n: int, rows: Sequence[bool]) -> bool:
    """Whether a strip is a row of one cell between two others: a line or two, no larger than those."""
    strip = strips[n]
    if len(strip.spans) != 1 or len(strip.lines) > 2 or n + 2 >= len(strips) or not rows[n + 1]:
        return False
    around = max(word.size for line in strips[n + 1].lines for word in line)
    return strip.lines[0][0].size <= LARGER * around


def _together(spans: Sequence[Span], after: Sequence[Span], *, single: bool) -> list[Span] | None:
    """What the rows so far and the next cover, where it has the same columns; None where it has not.

    A row of three cells or more may have some of them merged: then the finer row's columns hold.
    """
    both = covered(spans, after)
    if _outside(after, spans) and _outside(spans, after):
        return None
    if len(both) >= max(len(spans), len(after)):
        return both
    if len(both) == len(after) > 2:
        return list(spans)
    return list(after) if single and len(both) == len(spans) > 2 else None


def _outside(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether any of these stretches shares no width with those."""
    return any(not any(_meets(a, b) for b in other) for a in one)


def _head(rule: float, above: Sequence[list[Word]], spans: Sequence[Span]) -> list[Band]:
    """The heading that stands above the first rule: the lines right over it that keep the columns' white."""
    lines: list[list[Word]] = []
    for line in reversed(above):
        if not _fits(line, spans) or (lines and _far(line, lines[0])):
            break
        lines.insert(0, line)
    inside = filled(lines, spans)
    if len(inside) < 2 or 2 * len(inside) <= len(spans) or rule - lines[-1][0].box.bottom > FARTHEST:
        return []
    return [Band(min(word.box.top for word in lines[0]) - 1, rule, lines)]


def _fits(line: Sequence[Word], spans: Sequence[Span]) -> bool:
    return len(covered(spans, spans_of(line))) >= len(spans)


def _below(strip: Strip, spans: list[Span]) -> tuple[list[Band], list[Span]]:
    """The rows that go on below the last rule, and what the columns cover with them."""
    lines: list[list[Word]] = []
    for line in strip.lines:
        together = covered(spans, spans_of(line))
        if len(together) < len(spans) or (lines and _far(lines[-1], line, NEXT)):
            break
        lines.append(line)
    if not lines or lines[0][0].box.top - strip.top > FARTHEST:
        return [], spans
    rows = rows_in(strip.top, lines[: _end(lines, spans)], spans)
    return rows, covered(spans, *(spans_of(line) for row in rows for line in row.lines))


def _end(lines: Sequence[Sequence[Word]], spans: Sequence[Span]) -> int:
    """The number of lines before one that, apart from the last row, fills nothing but the first column."""
    inside = [filled([line], spans) for line in lines]
    last = max((n for n, columns in enumerate(inside) if 2 * len(columns) > len(spans)), default=0)
    after = range(last + 1, len(lines))
    return next((n for n in after if inside[n] == {0} and _far(lines[n - 1], lines[n])), len(lines))
