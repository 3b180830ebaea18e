"""What stands between flat rules, and which of it follows one another as the rows of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from plan_miner.text.baselines import Span, covered, height, lines_of, spans_of
from plan_miner.text.grid import Grid
from plan_miner.text.words import Word

EDGE = 0.05  # of the page's height, where no table begins
HIGHEST = 0.45  # of the page's height: no row is higher
APART = 0.4  # of the letters' height: lines farther apart are not of one heading
MOST_LINES = 10  # in every column of a row: columns of running text have more
SET_OFF = 8.0  # points above a row, more than above others: another table begins
SAME_PLACE = 2.0  # points by which cells of one column are out of line
MOST_TITLES = 2  # rows of one cell between two others
LARGER = 1.25  # times the letters of the rows: a heading between two tables, no row of either


class Strip(msgspec.Struct, frozen=True):
    """What stands between two rules: lines of words, the stretches of each, and what they cover together.

    `shown` are the lines, parted where shading by cells parts them.
    """

    top: float
    bottom: float
    lines: list[list[Word]]
    parts: list[list[Span]]
    spans: list[Span]
    shown: list[list[Word]]


def strips_of(
    words: Sequence[Word], ys: Sequence[float], page_height: float, bands: Sequence[Grid] = ()
) -> list[Strip]:
    """What stands above the first rule, between each two, and below the last; `ys` is where they lie (points).

    `bands` are single shaded rows, whose cells show columns.
    """
    lines = lines_of(words)
    bounds = [EDGE * page_height, *ys, (1 - EDGE) * page_height]
    return [
        _strip(top, bottom, [line for line in lines if top <= _middle(line) < bottom], _edges(top, bottom, bands))
        for top, bottom in pairwise(bounds)
    ]


def _edges(top: float, bottom: float, bands: Sequence[Grid]) -> list[float]:
    """Where the cells begin that are shaded one by one between two rules."""
    alike = (
        band for band in bands if abs(band.box.top - top) < SAME_PLACE and abs(band.box.bottom - bottom) < SAME_PLACE
    )
    return [slot.box.x0 for band in alike for slot in band.slots if slot.column]


def _strip(top: float, bottom: float, lines: list[list[Word]], edges: Sequence[float] = ()) -> Strip:
    if any(w.box.x0 + SAME_PLACE < edge < w.box.x1 - SAME_PLACE for edge in edges for line in lines for w in line):
        edges = ()
    cells = [_parted_at(edges, line) if edges else [line] for line in lines]
    parts = [[span for part in line for span in spans_of(part)] for line in cells]
    return Strip(top, bottom, lines, parts, covered(*parts), [part for line in cells for part in line])


def _parted_at(edges: Sequence[float], line: Sequence[Word]) -> list[list[Word]]:
    """A line in parts, one for each of the cells that begin there."""
    inside: dict[int, list[Word]] = {}
    for word in line:
        inside.setdefault(bisect_right(edges, (word.box.x0 + word.box.x1) / 2), []).append(word)
    return list(inside.values())


def _middle(line: Sequence[Word]) -> float:
    return (line[0].box.top + line[0].box.bottom) / 2


def is_row(strip: Strip, page_height: float) -> bool:
    """Whether what stands between two rules may be a row: cells beside one another and no running text above them."""
    if len(strip.spans) < 2 or strip.bottom - strip.top > HIGHEST * page_height:
        return False
    if max(map(len, strip.parts)) > max(2, len(strip.spans)):
        return False
    if len(strip.lines) >= MOST_LINES and all(_lines_in(span, strip) >= MOST_LINES for span in strip.spans):
        return False
    return len(strip.parts[0]) > 1 or len(strip.lines) < 2 or not far(strip.lines[0], strip.lines[1])


def _lines_in(column: Span, strip: Strip) -> int:
    return sum(any(_meets(part, column) for part in parts) for parts in strip.parts)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def far(line: Sequence[Word], below: Sequence[Word], by: float = APART, least: float = -SAME_PLACE) -> bool:
    """Whether the white between two lines is wider than that share of their height, and than so many points."""
    white = _white(line, below)
    return white > max(least + SAME_PLACE, by * max(height(line[0].box), height(below[0].box)))


def _white(line: Sequence[Word], below: Sequence[Word]) -> float:
    return min(w.box.top for w in below) - max(w.box.bottom for w in line)


def widest_gap(strips: Sequence[Strip]) -> float:
    """The widest white between two lines of one row (points)."""
    return max((_white(*two) for strip in strips for two in pairwise(strip.lines)), default=0.0)


# --- rows of one cell ---


def titles_apart(strips: Sequence[Strip], rows: Sequence[bool]) -> tuple[list[Strip], list[bool]]:
    """The strips, and which may be rows; a title that stands under a row with no rule between becomes one of its own.

    In a striped sheet, every second row has no shading: "Hedef 1.2 …" may follow the last indicator of Hedef 1.1 there.
    """
    out: list[Strip] = []
    found: list[bool] = []
    for n, strip in enumerate(strips):
        beside = [strips[m] for m in (n - 1, n + 1) if 0 < m < len(strips) - 1 and rows[m]]
        parts = _parted(strip, beside) if 0 < n < len(strips) - 1 and len(strip.lines) > 1 else [strip]
        out += parts
        found += [rows[n]] if len(parts) == 1 else [len(part.spans) > 1 for part in parts]
    return out, found


def _parted(strip: Strip, beside: Sequence[Strip]) -> list[Strip]:
    """A strip's titles and rows, where the rows have the columns of one above or below it."""
    titles = [
        len(parts) == 1 and sum(_meets(parts[0], span) for span in row.spans) > 1
        for row in beside[:1]
        for parts in strip.parts
    ]
    cells = [parts for parts, title in zip(strip.parts, titles, strict=False) if not title]
    if len(cells) in (0, len(titles)) or len(covered(*cells, beside[0].spans)) < len(beside[0].spans):
        return [strip]
    cuts = [n for n in range(1, len(titles)) if titles[n] != titles[n - 1]]
    edges = [(_lowest_of(strip.lines[n - 1]) + _highest_of(strip.lines[n])) / 2 for n in cuts]
    return [
        _strip(top, bottom, strip.lines[a:b])
        for (a, b), (top, bottom) in zip(
            pairwise([0, *cuts, len(titles)]), pairwise([strip.top, *edges, strip.bottom]), strict=True
        )
    ]


def _lowest_of(line: Sequence[Word]) -> float:
    return max(word.box.bottom for word in line)


def _highest_of(line: Sequence[Word]) -> float:
    return min(word.box.top for word in line)


def _titles(strips: Sequence[Strip], n: int, rows: Sequence[bool]) -> int:
    """How many strips from that one on are rows of one cell (a goal's over an objective's) before a row of several."""
    row = next((m for m in range(n, min(n + MOST_TITLES, len(strips) - 2) + 1) if rows[m]), n)
    return row - n if all(_is_title(strip, strips[row]) for strip in strips[n:row]) else 0


def _is_title(strip: Strip, row: Strip) -> bool:
    """Whether a strip is one cell over that row: a line or two, no larger than its letters."""
    if len(strip.spans) != 1 or len(strip.lines) > 2:
        return False
    around = max(word.size for line in row.lines for word in line)
    return strip.lines[0][0].size <= LARGER * around


def begun_above(strips: Sequence[Strip], first: int, rows: Sequence[bool], spans: Sequence[Span]) -> int:
    """1 where the strip above a table's first row holds more of one of its later columns, else 0.

    So a page begins with the rest of a row that the page before has begun.
    """
    if first < 2 or rows[first - 1] or len(strips[first - 1].spans) != 1:
        return 0
    span = strips[first - 1].spans[0]
    return int(span[0] > spans[0][1] and len(covered(spans, [span])) == len(spans) and not _outside([span], spans))


# --- rows that follow one another ---


def runs(strips: Sequence[Strip], rows: Sequence[bool]) -> Iterator[tuple[int, int, list[Span]]]:
    """Strips in a row through which the same white runs: the first, the last, and what they cover together."""
    n = 1
    while n < len(strips) - 1:
        if not rows[n]:
            n += 1
            continue
        first, last, spans = n, n, strips[n].spans
        while last + 1 < len(strips) - 1:
            step = 1 + _titles(strips, last + 1, rows)
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
