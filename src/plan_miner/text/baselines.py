"""Words on one baseline, and what of a width such lines cover: columns are where white runs down through them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import inf

from plan_miner.model import Box
from plan_miner.text.words import Word

SAME_LINE = 0.5  # of the letters' height: two words whose middles are nearer stand on one line
CELL_GAP = 0.6  # of the letters' height: the least gap between cells of one line
FIGURE_GAP = 0.35  # the same between two figures
TOUCHING = 1.5  # points between what is printed in two columns, at least
BULLET_GAP = 3.0  # of the letters' height, from a bullet to its text
FIGURE = re.compile(r"^[%₺]?[-–\d.,]*\d[\d.,]*%?$")
BULLET = re.compile(r"^[^\w%₺\"'“‘(]$")
LISTED = re.compile(r"^\(?\w{1,2}[.)]+$")

Span = tuple[float, float]  # from where to where across the page (points)


def height(box: Box) -> float:
    """How high a box is, in points."""
    return box.bottom - box.top


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one baseline, from the top down and from left to right."""
    if len(words) < 2:
        return [list(words)] if words else []
    rows: list[list[Word]] = []
    middle = 0.0
    for run in sorted(_runs(words), key=_level):
        box = run[0].box
        here = (box.top + box.bottom) / 2
        if rows and (here == middle or here - middle <= SAME_LINE * min(height(box), height(rows[-1][0].box))):
            rows[-1] += run
        else:
            rows.append(run)
            middle = here
    for row in rows:
        row.sort(key=_left)
    return rows


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """Words written one after the other at one height."""
    runs: list[list[Word]] = []
    top = bottom = inf
    for word in words:
        box = word.box
        if box.top == top and box.bottom == bottom:
            runs[-1].append(word)
        else:
            runs.append([word])
            top, bottom = box.top, box.bottom
    return runs


def _level(run: Sequence[Word]) -> float:
    return run[0].box.top + run[0].box.bottom


def _left(word: Word) -> float:
    return word.box.x0


def spans_of(line: Sequence[Word]) -> list[Span]:
    """The stretches of a line that gaps as between cells part; a bullet belongs to its text."""
    out: list[Span] = []
    before: Word | None = None
    mark = False  # whether the word before is a bullet or number that opens a cell's text
    for number, word in enumerate(line):
        box = word.box
        opens = before is None or _parts(before, word, mark=mark)
        if opens:
            out.append((box.x0, box.x1))
        else:
            out[-1] = out[-1][0], max(out[-1][1], box.x1)
        mark = opens and bool(BULLET.match(word.text) or (number and LISTED.match(word.text)))
        before = word
    return out


def _parts(before: Word, word: Word, *, mark: bool) -> bool:
    """Whether two words stand in cells of their own; a number at the left edge may be a cell, so it is no mark."""
    gap, high = word.box.x0 - before.box.x1, height(word.box)
    if mark:
        return gap > BULLET_GAP * high or bool(FIGURE.match(word.text))
    if gap <= FIGURE_GAP * high:
        return False
    return gap > CELL_GAP * high or bool(FIGURE.match(word.text) and FIGURE.match(before.text))


def covered(*parts: Iterable[Span]) -> list[Span]:
    """What several lines cover together, from left to right; white no wider than a hair is none."""
    out: list[Span] = []
    for x0, x1 in sorted(span for part in parts for span in part):
        if out and x0 <= out[-1][1] + TOUCHING:
            out[-1] = out[-1][0], max(out[-1][1], x1)
        else:
            out.append((x0, x1))
    return out
