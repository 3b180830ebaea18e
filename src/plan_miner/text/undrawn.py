"""Tables with nothing drawn: rows of figures under one another, parted by white alone, and what belongs to each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf

from plan_miner.text.aligned import Columns, Part, Printed, columns_of, printed
from plan_miner.text.baselines import Span, lines_of
from plan_miner.text.cells import Band, grid_of
from plan_miner.text.grid import Grid
from plan_miner.text.words import Word

FAR = 0.2  # of the page's height: print that goes up by more begins another column of the page
GUTTER = 3.0  # points between columns of a page, at least
FEWEST_COLUMNS = 3
FEWEST_FIGURES = 2  # columns of figures, in a row and in a table
RECENT = 3  # rows to which the next is held
SHARE = 0.6  # of the columns are filled by a heading, and kept by the next row
NEXT = 4.0  # of the letters' height: a table's rows are no farther apart
IN_CELL = 0.4  # of the letters' height: lines farther apart are not of one cell
MOST_BETWEEN = 10  # lines between two rows of figures
MOST_TITLES = 2  # of these, that run over several columns
HEAD_LINES = 8  # of a heading, at most
UNHEADED = 3  # rows of figures make a table where no heading stands over them
EVEN = 0.1  # of the letters' height, by which equal gaps differ
YEAR = re.compile(r"^(?:(?:19|20)\d\d\b|\d\. ?[Yy][ıIiİ][lL]|[Yy][ıIiİ][lL] ?\d)")
OPENS = re.compile(r"^[\W\d]*[A-ZÇĞİÖŞÜ]|^\d+\.\d")
GOES_ON = re.compile(r"[(\"a-zçğıöşü]")
WORDY = re.compile(r"[^\W\d]{3}")

Rows = Sequence[Printed]
Order = Mapping[int, int]  # by a word's id, when it was written


def undrawn(words: Sequence[Word], page_height: float) -> list[Grid]:
    """The tables among words outside all drawn ones, given in the order of writing."""
    level = [word for word in words if word.size]
    order = {id(word): n for n, word in enumerate(level)}
    found: list[Grid] = []
    for part in _page_columns(level, page_height):
        found += _of_figures([printed(line) for line in lines_of(part)], order)
    return sorted(found, key=lambda grid: (grid.box.top, grid.box.x0))


def _page_columns(words: Sequence[Word], page_height: float) -> list[list[Word]]:
    """The words in parts that stand side by side down the page, as far as they were written one after the other."""
    parts: list[list[Word]] = []
    lowest = 0.0
    for word in words:
        if not parts or lowest - word.box.top > FAR * page_height:
            parts.append([])
            lowest = 0.0
        parts[-1].append(word)
        lowest = max(lowest, word.box.top)
    out: list[list[Word]] = []
    for part in parts:
        if out and not _beside(out[-1], part):
            out[-1] += part
        else:
            out.append(part)
    return out


def _beside(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a part begins right of all that stands at its height in the part before."""
    top = other[0].box.top
    edge = max((word.box.x1 for word in one if word.box.bottom > top), default=0.0)
    return min(word.box.x0 for word in other) - edge >= GUTTER


# --- where rows of figures stand ---


def _of_figures(rows: Rows, order: Order) -> Iterator[Grid]:
    free = 0  # the first row that is in no table yet
    for group in _groups(rows):
        anchors = [rows[n] for n in group]
        columns = columns_of(anchors)
        if not _holds_figures(columns, anchors):
            continue
        end = _end(rows, group[-1], columns)
        if own := _written_apart(rows[group[0] : end], columns, order):
            yield from _of_figures(_within(rows[free:end], own), order)
            free = end
            continue
        body = [n for n in group if not _is_years(rows[n])]
        first, top = _head(rows, group, columns, free)
        if body and (first < top or len(body) >= UNHEADED):
            yield _grid([*_heading(rows[first:top], columns), *_bodies(rows[top:end], columns)], columns)
            free = end


def _written_apart(rows: Rows, columns: Columns, order: Order) -> Span | None:
    """From where to where a table reaches that was written apart from print beside it; None where nothing was.

    A table is written row by row; where all that stands left of a column came before it, that is no part of it.
    """
    parts = [columns.parts(row) for row in rows]
    apart = [n for n in range(1, len(columns.spans)) if _is_written_down(n, parts, order)]
    if not apart or len(apart) == len(columns.spans) - 1:
        return None
    edges = [0, *apart, len(columns.spans)]
    figures = Counter(first for row in parts for first, _, piece in row if piece.figure)
    first, last = max(pairwise(edges), key=lambda ends: sum(figures[n] for n in range(*ends)))
    white = [0.0, *((a[1] + b[0]) / 2 for a, b in pairwise(columns.spans)), inf]
    return white[first], white[last]


def _is_written_down(column: int, rows: Sequence[Sequence[Part]], order: Order) -> bool:
    """Whether what stands lowest in the column before was written before the first that stands in this one."""
    right = next((piece for row in rows for first, _, piece in row if first == column), None)
    left = next((piece for row in reversed(rows) for _, last, piece in row if last == column - 1), None)
    return left is not None and right is not None and order[id(left.words[0])] < order[id(right.words[0])]


def _within(rows: Rows, ends: Span) -> list[Printed]:
    """The lines without what stands beside that stretch of them."""
    kept = [[w for w in row.words if ends[0] <= (w.box.x0 + w.box.x1) / 2 <= ends[1]] for row in rows]
    return [printed(line) for line in kept if line]


def _groups(rows: Rows) -> Iterator[list[int]]:
    """The numbers of rows of figures that follow one another in the same columns."""
    group: list[int] = []
    for n, row in enumerate(rows):
        if row.figures < FEWEST_FIGURES:
            continue
        if group and not _goes_on(rows, group, n):
            yield group
            group = []
        group.append(n)
    if group:
        yield group


def _goes_on(rows: Rows, group: Sequence[int], n: int) -> bool:
    """Whether a row of figures belongs to the table of those before it."""
    between = rows[group[-1] + 1 : n]
    recent = [rows[m] for m in group[-RECENT:]]
    if len(between) > MOST_BETWEEN or any(gap > NEXT for gap in _gaps([recent[-1], *between, rows[n]])):
        return False
    if _is_years(rows[n]) and not _is_years(recent[-1]):
        return False
    columns = columns_of([*recent, rows[n]])
    most = max(len(row.pieces) for row in (*recent, rows[n]))
    if len(columns.spans) < max(FEWEST_COLUMNS, SHARE * most):
        return False
    titles = [row for row in between if not columns.holds(row)]
    return len(titles) <= MOST_TITLES and not any(_is_heading(row, columns) for row in between)


def _gaps(rows: Rows) -> Iterator[float]:
    """The white above each line but the first, as a share of its letters' height."""
    lowest = rows[0].bottom
    for row in rows[1:]:
        yield (row.top - lowest) / row.height
        lowest = max(lowest, row.bottom)


def _is_years(row: Printed) -> bool:
    """Whether all figures of a row name years: it heads a table."""
    figures = [piece for piece in row.pieces[1:] if piece.figure]
    return bool(figures) and all(YEAR.match(piece.text) for piece in figures)


def _is_heading(row: Printed, columns: Columns) -> bool:
    """Whether labels stand over most columns."""
    if row.figures or len(row.pieces) < max(FEWEST_COLUMNS, SHARE * len(columns.spans)):
        return False
    return all(OPENS.match(piece.text) for piece in row.pieces)


def _holds_figures(columns: Columns, rows: Rows) -> bool:
    """Whether two columns are of figures, with words in one before them."""
    figures, words = [0] * len(columns.spans), [0] * len(columns.spans)
    for row in rows:
        for first, _, piece in columns.parts(row):
            figures[first] += piece.figure
            words[first] += not piece.figure and bool(WORDY.search(piece.text))
    of_figures = [n for n, count in enumerate(figures) if n and count > words[n]]
    if len(of_figures) < FEWEST_FIGURES or len(columns.spans) < FEWEST_COLUMNS:
        return False
    body = sum(not _is_years(row) for row in rows)
    return any(2 * count >= body > 0 for count in words[: of_figures[-1]])


# --- what stands above, between and below them ---


def _head(rows: Rows, group: Sequence[int], columns: Columns, free: int) -> tuple[int, int]:
    """The first line of the heading, and the first below it: the same where there is none."""
    anchor = group[0]
    years = [n for n in group if _is_years(rows[n])]
    if years:
        body = next((n for n in group if n not in years), anchor)
        return _untitled(rows, _upward(rows, anchor, columns, free), anchor, columns), _below_heading(
            rows, years[-1], body
        )
    own = _upward(rows, anchor, columns, free)
    if _is_filled(rows[own:anchor], columns):
        return _untitled(rows, own, anchor, columns), anchor
    if own > free and max(_gaps(rows[own - 1 : own + 1])) <= NEXT and _may_head(rows[own - 1], columns):
        over = _upward(rows, own - 1, columns, free)
        if _is_filled(rows[over:own], columns):
            return _untitled(rows, over, own, columns), own
    return own, own


def _upward(rows: Rows, at: int, columns: Columns, free: int) -> int:
    """The first of the lines right above one that are no farther apart than those of a cell."""
    first = at
    while first > max(free, at - HEAD_LINES):
        above = rows[first - 1]
        gap = min(row.top for row in rows[first : at + 1]) - above.bottom
        if gap > IN_CELL * above.height or not _may_head(above, columns):
            break
        first -= 1
    return first


def _may_head(row: Printed, columns: Columns) -> bool:
    """Whether a line keeps the columns, but for words over several of them behind the first ("Hedeflenen değerler")."""
    return all(first == last or first for first, last, _ in columns.parts(row))


def _is_filled(rows: Rows, columns: Columns) -> bool:
    """Whether labels stand over most columns."""
    under = {n for row in rows for first, last, _ in columns.parts(row) for n in range(first, last + 1)}
    return len(under) >= max(FEWEST_COLUMNS, SHARE * len(columns.spans))


def _untitled(rows: Rows, first: int, last: int, columns: Columns) -> int:
    """The first line of a heading without a table's title above it: alone, in other letters than the labels'."""
    own = rows[last].words[-1]
    while first < last:
        row = rows[first]
        alike = row.words[0].bold == own.bold and abs(row.words[0].size - own.size) < 0.5
        if len(row.pieces) > 1 or (alike and columns.parts(row)[0][0] > 0) or (alike and not _is_apart(rows, first)):
            break
        first += 1
    return first


def _is_apart(rows: Rows, n: int) -> bool:
    """Whether the first word of the next line would have fitted on a line: they are no lines of one cell."""
    return next(_gaps(rows[n : n + 2])) > EVEN


def _cut(rows: Rows, above: int, below: int, share: float = 1.0) -> int:
    """The first line of those up to `below` that belongs to it and no longer to `above`: under the widest white.

    Where all white is alike, `share` of the lines between belong to the row above; none begins in the midst of a text.
    """
    if below <= above:
        return above + 1
    gaps = list(_gaps(rows[above : below + 1]))
    opening = [n for n in range(len(gaps)) if not GOES_ON.match(rows[above + 1 + n].words[0].text)]
    widest = max(gaps[n] for n in opening or range(len(gaps)))
    even = [n for n in opening or range(len(gaps)) if gaps[n] >= widest - EVEN]
    return above + 1 + even[round(share * (len(even) - 1))]


def _end(rows: Rows, last: int, columns: Columns) -> int:
    """The line below the last row of figures and what belongs to it."""
    end = last + 1
    while end < len(rows) and next(_gaps(rows[end - 1 : end + 1])) <= IN_CELL and columns.holds(rows[end]):
        end += 1
    return end


def _heading(rows: Rows, columns: Columns) -> list[Rows]:
    """The rows of a heading: words over several columns make one of their own."""
    over = next((n for n, row in enumerate(rows) if columns.holds(row)), 0)
    return [part for part in (rows[:over], rows[over:]) if part]


def _below_heading(rows: Rows, years: int, body: int) -> int:
    """The first line below a heading: the first in the letters of the first row of figures, where those are others."""
    if body <= years:
        return years + 1
    bold = [row.words[0].bold for row in rows[years : body + 1]]
    return years + bold.index(bold[-1]) if bold[0] != bold[-1] else _cut(rows, years, body)


def _bodies(rows: Rows, columns: Columns) -> Iterator[Rows]:
    """The rows of a table below its heading: one for each row of figures, and one for each title between them."""
    anchors = [n for n, row in enumerate(rows) if row.figures >= FEWEST_FIGURES]
    titles = [n for n, row in enumerate(rows) if n not in anchors and not columns.holds(row)]
    share = 1.0 if not anchors[0] else 0.0 if anchors[-1] == len(rows) - 1 else 0.5
    start = 0
    for before, after in pairwise(sorted([*anchors, *titles])):
        cut = before + 1 if before in titles else after if after in titles else _cut(rows, before, after, share)
        yield rows[start:cut]
        start = cut
    yield rows[start:]


def _grid(bands: Sequence[Rows], columns: Columns) -> Grid:
    """The cells of rows, each between the white above and below it."""
    cells = [[part for row in band for part in columns.parts(row)] for band in bands]
    spans = columns.widened(part for band in cells for part in band)
    tops = [min(row.top for row in band) for band in bands]
    lows = [max(row.bottom for row in band) for band in bands]
    edges = [tops[0] - 1, *((low + top) / 2 for low, top in zip(lows, tops[1:], strict=False)), lows[-1] + 1]
    made = [
        Band(top, bottom, [piece.words for _, _, piece in band])
        for band, (top, bottom) in zip(cells, pairwise(edges), strict=True)
    ]
    return grid_of(made, spans, spans[0][0], spans[-1][1])
