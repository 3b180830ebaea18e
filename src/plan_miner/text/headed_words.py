"""Tables of words with nothing drawn: texts that stand under the labels of a heading, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from math import inf

from plan_miner.text.aligned import (
    FEWEST_COLUMNS,
    GOES_ON,
    IN_CELL,
    NEXT,
    OPENS,
    OVERLAP,
    WORDY,
    Columns,
    Piece,
    Printed,
    Rows,
    gaps,
    gridded,
)
from plan_miner.text.baselines import Span, covered
from plan_miner.text.grid import Grid
from plan_miner.text.written import Order, is_written_down

LONGEST = 5  # words of a label
SAME_START = 2.0  # points by which the beginnings of a column's lines differ
EVEN = 0.08  # of their distance, by which labels stand evenly: those of boxes side by side
STEP = 0.15  # of the letters' height: gaps that differ by more are not alike
UNEVEN = 0.25  # of the letters' height, by which the white between rows is wider than that within a cell
TOP = 0.2  # of the page's height, where a table goes on from the page before
FOOT = 2  # lines at a page's foot, at most
ALONE = 2  # rows below the heading that a table of the fewest columns has, at least


def of_words(rows: Rows, order: Order, page_height: float) -> Iterator[Grid]:
    """The tables among lines that follow one another; a page's end may part the heading from its rows."""
    start = 0
    for n, row in enumerate(rows):
        headed = _is_heading(row)
        if n < start or not (headed or _goes_on_from_page_before(row, page_height)):
            continue
        below = _below_heading(rows, n) if headed else n
        top = _above_heading(rows, n, start) if headed else n
        columns, end = _reached(rows, top, n, below)
        bodies = _rows_of(rows[below:end], columns)
        cut = not bodies and len(rows) - below <= FOOT and rows[n].top > page_height / 2
        bands = [part for part in (rows[top:below], *bodies) if part]
        is_one = _is_table(rows[n:below], bodies, columns) or (cut and _is_wide(row))
        if is_one and not _is_beside(bands, columns, order):
            yield gridded(bands, columns)
            start = below + sum(map(len, bodies))


def _goes_on_from_page_before(row: Printed, page_height: float) -> bool:
    """Whether a page begins with a line of many cells."""
    return row.top < TOP * page_height and _is_wide(row) and _opens(row)


def _is_wide(row: Printed) -> bool:
    """Whether a line has so many pieces, at uneven distances, that they are a table's even without one more line."""
    return len(row.pieces) > FEWEST_COLUMNS and not _is_even(row)


def _is_heading(row: Printed) -> bool:
    """Whether a line is of several short labels."""
    return len(row.pieces) >= FEWEST_COLUMNS and all(map(_is_label, row.pieces))


def _is_label(piece: Piece) -> bool:
    text = piece.text
    named = not piece.figure or bool(WORDY.search(text))
    return len(piece.words) <= LONGEST and named and bool(OPENS.match(text)) and text[-1] not in ".:,;"


def _below_heading(rows: Rows, n: int) -> int:
    """The first line below a heading, whose labels may run on."""
    below = n + 1
    while below < len(rows) and next(gaps(rows[below - 1 : below + 1])) <= IN_CELL:
        row = rows[below]
        alike = row.words[0].bold == rows[n].words[0].bold
        if not alike or (len(row.pieces) >= len(rows[n].pieces) and not rows[n].words[0].bold):
            break
        below += 1
    return below


def _above_heading(rows: Rows, n: int, free: int) -> int:
    """The first line of a heading whose labels began above, none of them alone over the first column."""
    top = n
    while top > free:
        row = rows[top - 1]
        apart = min(line.top for line in rows[top : n + 1]) - row.bottom
        alone = apart >= 0 and row.pieces[0].x0 < rows[n].pieces[0].x1
        if apart > IN_CELL * row.height or alone or not all(map(_is_label, row.pieces)):
            break
        top -= 1
    return top


def _reached(rows: Rows, top: int, n: int, below: int) -> tuple[Columns, int]:
    """The columns under the labels of a heading, and the line at which they end."""
    labels = rows[top : max(below, n + 1)]
    spans = covered(*([(piece.x0, piece.x1) for piece in row.pieces] for row in labels))
    end = max(below, n + 1)
    for row, gap in zip(rows[end:], gaps(rows[end - 1 :]), strict=True):
        wider = _widened(spans, row) if gap <= NEXT else None
        if wider is None or (_is_heading(row) and row.words[0].bold):
            break
        spans, end = wider, end + 1
    return Columns(spans, rows[top:end]), end


def _widened(spans: Sequence[Span], row: Printed) -> list[Span] | None:
    """What columns cover with one more line; None where that runs over several."""
    wider = list(spans)
    for x0, x1 in _pieces(spans, row):
        over = [n for n, span in enumerate(spans) if min(x1, span[1]) - max(x0, span[0]) > OVERLAP]
        if len(over) > 1:
            return None
        at = over[0] if over else max((n for n, span in enumerate(spans) if span[0] <= x0), default=0)
        wider[at] = min(wider[at][0], x0), max(wider[at][1], x1)
    return wider if all(left[1] < right[0] for left, right in pairwise(wider)) else None


def _pieces(spans: Sequence[Span], row: Printed) -> Iterator[Span]:
    """The stretches of a line, parted also where a word begins right under a label."""
    for piece in row.pieces:
        start = piece.x0
        for before, word in pairwise(piece.words):
            if any(abs(word.box.x0 - span[0]) <= SAME_START and start < span[0] - SAME_START for span in spans):
                yield start, before.box.x1
                start = word.box.x0
        yield start, piece.x1


# --- rows ---


def _rows_of(lines: Rows, columns: Columns) -> list[Rows]:
    """Lines in rows that each fill most columns: parted by the least white that does so, or begun by full lines."""
    if not lines:
        return []
    white = list(gaps(lines))
    best: list[Rows] = []
    for least in [*sorted({round(gap / STEP) * STEP for gap in white}), inf]:
        parted = _parted(lines, [gap > least - STEP / 2 for gap in white])
        while len(parted) > 1 and _filled(parted[-1], columns) == {0}:
            parted.pop()
        if all(_is_full(row, columns) and _opens(row[0]) for row in parted):
            best = parted
            break
    low = max(0.0, min(white, default=0.0)) + UNEVEN
    below = [gap > low or max(white) <= low for gap in white]
    begun = [here and _is_full([row], columns) and _opens(row) for here, row in zip(below, lines[1:], strict=True)]
    opened = _parted(lines, begun)
    return opened if len(opened) > len(best) and _is_full(opened[0][:1], columns) else best


def _opens(row: Printed) -> bool:
    """Whether nothing on a line goes on from one above."""
    return not any(GOES_ON.match(piece.text) for piece in row.pieces)


def _parted(lines: Rows, before: Sequence[bool]) -> list[Rows]:
    """Lines parted before those (but the first) of which that is said."""
    cuts = [0, *(n for n, here in enumerate(before, 1) if here), len(lines)]
    return [lines[a:b] for a, b in pairwise(cuts) if b > a]


def _filled(lines: Rows, columns: Columns) -> set[int]:
    return {first for row in lines for first, _, _ in columns.parts(row)}


def _is_full(lines: Rows, columns: Columns) -> bool:
    return 2 * len(_filled(lines, columns)) > len(columns.spans)


# --- whether it is one ---


def _is_table(heading: Rows, bodies: Sequence[Rows], columns: Columns) -> bool:
    """Whether rows under labels are a table's, and no boxes or signatures side by side."""
    if not bodies or (len(columns.spans) == FEWEST_COLUMNS and len(bodies) < ALONE):
        return False
    if not heading:
        return True
    bold = all(word.bold for word in heading[0].words) and not bodies[0][0].words[-1].bold
    return bold or not _is_even(heading[0])


def _is_even(row: Printed) -> bool:
    """Whether labels stand at one distance from each other."""
    steps = [right.x0 - left.x0 for left, right in pairwise(row.pieces)]
    middles = [(right.x0 + right.x1 - left.x0 - left.x1) / 2 for left, right in pairwise(row.pieces)]
    return any(max(some) - min(some) <= EVEN * max(some) for some in (steps, middles))


def _is_beside(bands: Sequence[Rows], columns: Columns, order: Order) -> bool:
    """Whether any column was written after what stands left of it in later rows: print of its own."""
    parts = [[part for row in band for part in columns.parts(row)] for band in bands]
    later = list(chain.from_iterable(parts[1:]))
    return any(is_written_down(n, parts[0], later, order) for n in range(1, len(columns.spans)))
