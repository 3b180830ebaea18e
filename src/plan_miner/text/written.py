"""What of a page was written apart: columns of print, and what stands beside a table without being part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import inf

from plan_miner.text.aligned import Columns, Part, Printed, Rows, printed
from plan_miner.text.baselines import Span
from plan_miner.text.words import Word

FAR = 0.2  # of the page's height: print that goes up by more, to the right, begins another column of the page
BACK = 0.08  # and to the left, where no next cell of a row is
GUTTER = 3.0  # points between columns of a page, at least

Order = Mapping[int, int]  # by a word's id, when it was written


def page_columns(words: Sequence[Word], page_height: float) -> list[list[Word]]:
    """The words in parts that stand side by side down the page, as far as they were written one after the other."""
    parts: list[list[Word]] = []
    lowest = 0.0
    for word in words:
        if not parts or lowest - word.box.top > BACK * page_height:
            parts.append([])
            lowest = 0.0
        parts[-1].append(word)
        lowest = max(lowest, word.box.top)
    out: list[list[Word]] = []
    for part in parts:
        if out and not (_right_of(out[-1], part, FAR * page_height) or _left_of(out[-1], part)):
            out[-1] += part
        else:
            out.append(part)
    return out


def _right_of(one: Sequence[Word], other: Sequence[Word], far: float) -> bool:
    """Whether a part begins far above the end of the part before, right of all that stands at its height in it."""
    top = other[0].box.top
    edge = max((word.box.x1 for word in one if word.box.bottom > top), default=0.0)
    up = max(word.box.top for word in one) - top
    return up > far and min(word.box.x0 for word in other) - edge >= GUTTER


def _left_of(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a part stands left of all that stands at its height in the part before."""
    top, low = other[0].box.top, max(word.box.bottom for word in one)
    edge = max(word.box.x1 for word in other if word.box.top < low)
    return min((word.box.x0 for word in one if word.box.bottom > top), default=edge) - edge >= GUTTER


def written_apart(rows: Rows, columns: Columns, order: Order) -> Span | None:
    """From where to where a table reaches that was written apart from print beside it; None where nothing was.

    A table is written row by row; where all that stands left of a column came before it, that is no part of it.
    """
    parts = [part for row in rows for part in columns.parts(row)]
    apart = [n for n in range(1, len(columns.spans)) if is_written_down(n, parts, parts, order)]
    if not apart or len(apart) == len(columns.spans) - 1:
        return None
    edges = [0, *apart, len(columns.spans)]
    figures = Counter(first for first, _, piece in parts if piece.figure)
    first, last = max(pairwise(edges), key=lambda ends: sum(figures[n] for n in range(*ends)))
    white = [0.0, *((a[1] + b[0]) / 2 for a, b in pairwise(columns.spans)), inf]
    return white[first], white[last]


def is_written_down(column: int, above: Iterable[Part], below: Iterable[Part], order: Order) -> bool:
    """Whether of `below` what stands last in the column before was written before the first of `above` in this one."""
    right = next((piece for first, _, piece in above if first == column), None)
    left = None
    for _, last, piece in below:
        left = piece if last == column - 1 else left
    return left is not None and right is not None and order[id(left.words[0])] < order[id(right.words[0])]


def within(rows: Rows, ends: Span) -> list[Printed]:
    """The lines without what stands beside that stretch of them."""
    kept = [[w for w in row.words if ends[0] <= (w.box.x0 + w.box.x1) / 2 <= ends[1]] for row in rows]
    return [printed(line) for line in kept if line]
