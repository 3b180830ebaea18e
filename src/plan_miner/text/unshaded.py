"""Columns left of a table's shaded rows: merged cells that the stripes leave out, under the same heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from plan_miner.text.baselines import Span, covered, height, lines_of, spans_of
from plan_miner.text.grid import Grid, Slot
from plan_miner.text.words import Word

APART = 0.6  # of the letters' height: lines farther apart are not of one cell
PADDING = 2.0  # points between a column's edge and its text


def with_columns_before(grid: Grid, words: Sequence[Word], left: float, head: float) -> Grid:
    """A table with the columns that those words make left of it, from `left` on; its heading ends at `head` (points).

    A cell there reaches down to the next one that has words.
    """
    lines = lines_of([word for word in words if grid.box.top <= _middle(word) <= grid.box.bottom])
    if not lines:
        return grid
    spans = covered(*map(spans_of, lines))
    edges = [left, *(start - PADDING for start, _ in spans[1:]), grid.box.x0]
    moved = [replace(slot, column=slot.column + len(spans)) for slot in grid.slots]
    tops = sorted({(slot.row, slot.box.top) for slot in grid.slots if slot.row_span == 1})
    before = [
        slot for n, across in enumerate(pairwise(edges)) for slot in _column(grid, n, across, lines, dict(tops), head)
    ]
    slots = sorted([*before, *moved], key=lambda slot: (slot.row, slot.column))
    return replace(
        grid, slots=tuple(slots), box=replace(grid.box, x0=round(left, 2)), columns=grid.columns + len(spans)
    )


def _column(
    grid: Grid, number: int, across: Span, lines: Sequence[Sequence[Word]], tops: dict[int, float], head: float
) -> Iterator[Slot]:
    """The cells of one column: the heading's rows one by one, then from each text to the next."""
    inside = [own for line in lines if (own := [word for word in line if across[0] <= word.box.x0 < across[1]])]
    first = next((row for row, top in sorted(tops.items()) if top > head - PADDING), grid.rows)
    begun = {first, *range(first)}
    lowest = head
    for line in inside:
        if line[0].box.top > lowest + APART * height(line[0].box) and _middle(line[0]) > head:
            begun.add(max((row for row, top in tops.items() if top <= _middle(line[0])), default=first))
        lowest = max(word.box.bottom for word in line)
    for row, end in pairwise([*sorted(begun), grid.rows]):
        if row < end:
            top, bottom = tops.get(row, grid.box.top), tops.get(end, grid.box.bottom)
            box = replace(grid.box, x0=round(across[0], 2), x1=round(across[1], 2), top=top, bottom=bottom)
            yield Slot(row, number, end - row, 1, box)


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2
