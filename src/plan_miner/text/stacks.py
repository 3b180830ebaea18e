"""Flat rules of one extent under one another, as the rows of a table that is open at the sides have them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from plan_miner.model import Box
from plan_miner.text.baselines import Span
from plan_miner.text.lattice import Stroke

SHORTEST = 100.0  # points: a table is wider
SAME_END = 4.0  # points by which the ends of a table's rules differ
NEAREST = 6.0  # points between the rules of a row, at least
PIECES = 8.0  # points between the pieces of a rule that is drawn column by column
HIGHEST = 120.0  # points between a heading that reaches farther to the left and the first rule below it


class Stack(msgspec.Struct, frozen=True):
    """Where rules begin and end, how high each lies, and where a heading over them begins: there, or left of it."""

    ends: Span
    ys: list[float]
    left: float


def stacks(flat: Sequence[Stroke], framed: Sequence[Box]) -> list[Stack]:
    """The rules by where they begin and end; those with most rules first, and of as many those in a frame before it."""
    found: list[tuple[Span, list[float]]] = []
    for y, x0, x1 in _whole(flat, framed):
        home = next((ys for ends, ys in found if _ends_alike(ends, (x0, x1))), None)
        if home is None:
            found.append(((x0, x1), [y]))
        elif y - home[-1] >= NEAREST:
            home.append(y)
    several = [(ends, ys) for ends, ys in found if len(ys) > 1]
    return sorted(
        (_under_heading(ends, ys, several) for ends, ys in several), key=lambda s: (-len(s.ys), s.ends[1] - s.ends[0])
    )


def _under_heading(ends: Span, ys: list[float], stacks_: Sequence[tuple[Span, list[float]]]) -> Stack:
    """A stack with the lower rule of a heading right above it that reaches farther to the left.

    Stripes leave out the merged cells of a first column, its heading does not.
    """
    for (x0, x1), others in stacks_:
        above = max((y for y in others if y < ys[0] - NEAREST), default=0.0)
        if x0 < ends[0] - SAME_END and abs(x1 - ends[1]) <= SAME_END and ys[0] - above < HIGHEST and others[0] < above:
            return Stack(ends, [above, *ys], x0)
    return Stack(ends, ys, ends[0])


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
