"""What is printed on a page and was not read: tesseract passes over lone figures, as in tables without rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from plan_miner.text.tesseract import Seen

Gray = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
Area = tuple[slice, slice]  # rows and columns of pixels

TILE = 1.5  # points: ink in neighbouring tiles belongs together
WORD_GAP = 4  # tiles between words of one line
LOWEST, HIGHEST = 4.0, 30.0  # points: print is no lower and no higher, pictures are
LEAST_INK = 2.3  # square points of ink: fewer are specks
DOT = (1.8, 6.0)  # points across a bullet
SOLID = 0.68  # of its box: a disc fills 0.79
DARK = 130  # of 255: what is darker is ink
AROUND = 1.5  # points around a word that are its own
MOST = 150  # places on a page: more are a drawing


def leftovers(page: Gray, seen: Sequence[Seen], scale: float) -> list[Area]:
    """The places on a page on white (`scale` pixels a point) with print in which no word was seen, line by line."""
    ink = page < DARK
    rim = round(AROUND * scale)
    for one in seen:
        ink[max(0, one.top - rim) : one.bottom + rim, max(0, one.x0 - rim) : one.x1 + rim] = False
    found = [area for area in areas(ink, scale) if _print(ink[area], scale)]
    return found if len(found) <= MOST else []


def is_dot(ink: Mask, scale: float) -> bool:
    """Whether ink in its tight box is a round or square dot as large as a bullet, and no letter: those have holes."""
    high, wide = ink.shape
    solid = int(np.count_nonzero(ink)) > SOLID * high * wide
    return solid and DOT[0] * scale <= high <= DOT[1] * scale and 0.7 < float(wide / high) < 1.4


def _print(ink: Mask, scale: float) -> bool:
    enough = int(np.count_nonzero(ink)) >= LEAST_INK * scale * scale
    return (enough and LOWEST * scale <= ink.shape[0] <= HIGHEST * scale) or is_dot(ink, scale)


def areas(ink: Mask, scale: float) -> Iterator[Area]:
    """The tight boxes around ink that hangs together (`scale` pixels a point), but for gaps as those between words."""
    side = max(1, round(TILE * scale))
    high, wide = (length // side for length in ink.shape)
    tiles = ink[: high * side, : wide * side].reshape(high, side, wide, side).any(axis=(1, 3))
    left = set(zip(*(where.tolist() for where in np.nonzero(tiles)), strict=True))
    while left:
        rows, columns = zip(*_together(left), strict=True)
        top, start = min(rows) * side, min(columns) * side
        ys, xs = np.nonzero(ink[top : (max(rows) + 1) * side, start : (max(columns) + 1) * side])
        yield (
            slice(top + int(ys.min()), top + int(ys.max()) + 1),
            slice(start + int(xs.min()), start + int(xs.max()) + 1),
        )


def _together(left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Tiles that hang together, taken out of those left."""
    todo = [left.pop()]
    out = []
    while todo:
        row, column = todo.pop()
        out.append((row, column))
        near = {(row + dy, column + dx) for dy in (-1, 0, 1) for dx in range(-WORD_GAP, WORD_GAP + 1)} & left
        left -= near
        todo += near
    return out
