"""Tables of figures with nothing drawn: rows of figures under one another, and what belongs to each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plan_miner.text.aligned import (
    FEWEST_COLUMNS,
    GOES_ON,
    IN_CELL,
    NEXT,
    OPENS,
    WORDY,
    YEAR,
    Columns,
    Printed,
    Rows,
    columns_of,
    gaps,
    gridded,
)
from plan_miner.text.grid import Grid
from plan_miner.text.written import Order, within, written_apart

FEWEST_FIGURES = 2  # columns of figures, in a row and in a table
RECENT = 3  # rows to which the next is held
SHARE = 0.6  # of the columns are filled by a heading, and kept by the next row
MOST_BETWEEN = 10  # lines between two rows of figures
MOST_TITLES = 2  # of these, that run over several columns
HEAD_LINES = 8  # of a heading, at most
UNHEADED = 3  # rows of figures without a heading make a table; where a page begins, one of so many figures
TOP = 0.2  # of the page's height, where a table goes on from the page before
EVEN = 0.1  # of the letters' height, by which equal gaps differ


def of_figures(rows: Rows, order: Order, page_height: float) -> Iterator[Grid]:
    """The tables of figures among rows of print, each with the labels and names that belong to it."""
    free = 0  # the first row that is in no table yet
    for group in _groups(rows):
        anchors = [rows[n] for n in group]
        columns = columns_of(anchors)
        if not _holds_figures(columns, anchors):
            continue
        end = _end(rows, group[-1], columns)
        if own := written_apart(rows[group[0] : end], columns, order):
            yield from of_figures(within(rows[free:end], own), order, page_height)
            free = end
            continue
        body = [n for n in group if not _is_years(rows[n])]
        first, top = _head(rows, group, columns, free)
        enough = UNHEADED if anchors[0].top > TOP * page_height or anchors[0].figures < UNHEADED else 1
        if body and (first < top or len(body) >= enough):
            yield gridded([*_heading(rows[first:top], columns), *_bodies(rows[top:end], columns)], columns)
            free = end


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
    if len(between) > MOST_BETWEEN or any(gap > NEXT for gap in gaps([recent[-1], *between, rows[n]])):
        return False
    if _is_years(rows[n]) and not _is_years(recent[-1]):
        return False
    columns = columns_of([*recent, rows[n]])
    most = max(len(row.pieces) for row in (*recent, rows[n]))
    if len(columns.spans) < max(FEWEST_COLUMNS, SHARE * most):
        return False
    titles = [row for row in between if not columns.holds(row)]
    return len(titles) <= MOST_TITLES and not any(_is_heading(row, columns) for row in between)


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
    if own > free and max(gaps(rows[own - 1 : own + 1])) <= NEXT and _may_head(rows[own - 1], columns):
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
    return next(gaps(rows[n : n + 2])) > EVEN


def _cut(rows: Rows, above: int, below: int, share: float = 1.0) -> int:
    """The first line of those up to `below` that belongs to it and no longer to `above`: under the widest white.

    Where all white is alike, `share` of the lines between belong to the row above; none begins in the midst of a text.
    """
    if below <= above:
        return above + 1
    white = list(gaps(rows[above : below + 1]))
    opening = [n for n in range(len(white)) if not GOES_ON.match(rows[above + 1 + n].words[0].text)]
    widest = max(white[n] for n in opening or range(len(white)))
    even = [n for n in opening or range(len(white)) if white[n] >= widest - EVEN]
    return above + 1 + even[round(share * (len(even) - 1))]


def _end(rows: Rows, last: int, columns: Columns) -> int:
    """The line below the last row of figures and what belongs to it."""
    end = last + 1
    while end < len(rows) and next(gaps(rows[end - 1 : end + 1])) <= IN_CELL and columns.holds(rows[end]):
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
