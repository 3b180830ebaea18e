"""Columns that nothing is drawn around: pieces of lines under one another, white beside them all the way."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import msgspec

from plan_miner.text.baselines import FIGURE, Span, covered, height, spans_of
from plan_miner.text.cells import Band, grid_of
from plan_miner.text.grid import Grid
from plan_miner.text.words import Word

FEWEST_COLUMNS = 3  # of a table with nothing drawn: labels and values are two
NEXT = 4.0  # of the letters' height: a table's rows are no farther apart
IN_CELL = 0.4  # of the letters' height: lines farther apart are not of one cell
OPENS = re.compile(r"^[\W\d]*[A-ZÇĞİÖŞÜ]|^\d+\.\d")  # the beginning of a label or of a cell's text
GOES_ON = re.compile(r"[(\"“]*[a-zçğıöşü](?![.)])|\((?!\w\))")  # a line that goes on; "a)" begins something
YEAR = re.compile(r"(?:[Hh](?:edef|EDEF) )?\(?(?:19|20)\d\d\b|\d\. ?[Yy][ıIiİ][lL]|[Yy][ıIiİ][lL] ?\d")
WORDY = re.compile(r"[^\W\d]{3}")
SIGNS = frozenset("-–—%*")  # what stands in a cell of figures for none, or for the unit
WITH_FIGURE = 2  # words of an amount at most: "12 adet", "% 30", "2020 Hedefi"
OVERLAP = 1.0  # points that a word reaches into a column
CLEAR = 0.5  # points between columns, at least
ALIGNED = 2.5  # points by which the edges or middles of a column's cells differ


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Words of one line that no wide white parts."""

    words: list[Word]
    x0: float
    x1: float
    figure: bool

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join([word.text for word in self.words])


class Printed(msgspec.Struct, frozen=True):
    """What stands on one baseline."""

    words: list[Word]
    pieces: list[Piece]
    top: float
    bottom: float
    figures: int  # pieces that are amounts, behind the first

    @property
    def height(self) -> float:
        """The height of its first word, in points."""
        return height(self.words[0].box)


def printed(line: Sequence[Word]) -> Printed:
    """A line of words from left to right, in pieces."""
    pieces = []
    rest = list(line)
    for x0, x1 in spans_of(line):
        end = next((n for n, word in enumerate(rest) if word.box.x0 > x1), len(rest))
        words, rest = rest[:end], rest[end:]
        pieces.append(Piece(words, x0, x1, _is_figure(words)))
    top, bottom = min(word.box.top for word in line), max(word.box.bottom for word in line)
    return Printed(list(line), pieces, top, bottom, sum(piece.figure for piece in pieces[1:]))


def _is_figure(words: Sequence[Word]) -> bool:
    if len(words) > WITH_FIGURE:
        return False
    first = words[0].text
    amount = FIGURE.match(first) and first[-1] != "."  # "1." counts and is no amount
    return bool(amount) or first in SIGNS or bool(YEAR.match(" ".join([word.text for word in words])))


Rows = Sequence[Printed]
Part = tuple[int, int, Piece]  # what stands on a line between wide white, with its first and its last column


class Columns:
    """The columns that some rows show, and what stands where of other lines."""

    def __init__(self, spans: Sequence[Span], rows: Iterable[Printed]) -> None:
        self.spans = spans
        self._starts, self._ends = [x0 for x0, _ in spans], [x1 for _, x1 in spans]
        self._middles = [(left[1] + right[0]) / 2 for left, right in pairwise(spans)]
        self._rows = rows
        self._known: dict[int, tuple[Printed, list[Part]]] = {}  # by a line's id, which it holds

    @cached_property
    def _places(self) -> list[list[Piece]]:
        """The pieces that show each column."""
        found: list[list[Piece]] = [[] for _ in self.spans]
        for row in self._rows:
            for piece in row.pieces:
                over = self._over(piece.x0, piece.x1)
                if len(over) == 1:
                    found[over[0]].append(piece)
        return found

    def _over(self, x0: float, x1: float) -> range:
        """The columns into which a stretch of a line reaches."""
        first = bisect_right(self._ends, x0 + OVERLAP)
        return range(first, max(first, bisect_left(self._starts, x1 - OVERLAP)))

    def _at(self, x: float) -> int:
        """The column nearest to a place between two."""
        return bisect_right(self._middles, x)

    def cut(self, piece: Piece) -> list[Part]:
        """A piece as it is, or in a part for each column where it holds the cells of several, set close."""
        over = self._over(piece.x0, piece.x1)
        if len(over) < 2:
            here = over[0] if over else self._at((piece.x0 + piece.x1) / 2)
            return [(here, here, piece)]
        parts: list[Part] = []
        for word in piece.words:
            under = self._over(word.box.x0, word.box.x1) or (parts[-1][0] if parts else over[0],)
            words = [*parts.pop()[2].words, word] if parts and parts[-1][0] == under[0] else [word]
            cell = Piece(words, words[0].box.x0, words[-1].box.x1, _is_figure(words))
            parts.append((under[0], under[-1], cell))
        if all(first == last and self._is_aligned(first, part) for first, last, part in parts):
            return parts
        return [(over[0], over[-1], piece)]

    def _is_aligned(self, column: int, part: Piece) -> bool:
        """Whether a part begins, ends or has its middle where others of its column do."""
        return any(
            min(abs(a := part.x0 - one.x0), abs(b := part.x1 - one.x1), abs(a + b) / 2) <= ALIGNED
            for one in self._places[column]
        )

    def parts(self, row: Printed) -> list[Part]:
        """What stands on a line, with the first and the last column of each part."""
        known = self._known.get(id(row))
        if known is None:
            known = self._known[id(row)] = row, [part for piece in row.pieces for part in self.cut(piece)]
        return known[1]

    def widened(self, parts: Iterable[Part]) -> list[Span]:
        """From where to where each column reaches with more in it, but into no other."""
        lefts, rights = list(self._starts), list(self._ends)
        for first, last, piece in parts:
            if first == last:
                lefts[first] = min(lefts[first], piece.x0)
                rights[first] = max(rights[first], piece.x1)
        for n, (start, end) in enumerate(zip(self._starts[1:], self._ends, strict=False)):
            rights[n] = min(rights[n], start - CLEAR)
            lefts[n + 1] = max(lefts[n + 1], end + CLEAR, rights[n] + CLEAR)
        return list(zip(lefts, rights, strict=True))

    def holds(self, row: Printed) -> bool:
        """Whether no part of a line reaches over two columns."""
        return all(first == last for first, last, _ in self.parts(row))


def columns_of(rows: Sequence[Printed]) -> Columns:
    """The columns of rows: white runs down between them, at least half as often wide as not."""
    islands = covered(*([(word.box.x0, word.box.x1) for word in row.words] for row in rows))
    starts = [x0 for x0, _ in islands]
    votes: list[list[bool]] = [[] for _ in islands[1:]]  # by the white behind each island
    across: list[range] = []
    for row in rows:
        for left, right, opens in _word_gaps(row):
            whites = range(bisect_right(starts, left) - 1, bisect_right(starts, right) - 1)
            if len(whites) == 1:
                votes[whites[0]].append(opens)
            elif opens and whites:
                across.append(whites)
    parts = [_is_wide(vote) for vote in votes]
    for whites in across:  # a cell of another line lies between: its edges show only where nothing else does
        if not any(parts[n] for n in whites):
            votes[max(whites, key=lambda n: islands[n + 1][0] - islands[n][1])].append(True)
    spans = [islands[0]]
    for vote, island in zip(votes, islands[1:], strict=True):
        if _is_wide(vote):
            spans.append(island)
        else:
            spans[-1] = spans[-1][0], island[1]
    return Columns(spans, rows)


def _is_wide(vote: Sequence[bool]) -> bool:
    return 2 * sum(vote) >= len(vote)


def _word_gaps(row: Printed) -> Iterator[tuple[float, float, bool]]:
    """Where the words before and behind each gap begin, and whether that gap is as wide as between cells."""
    before = None
    for piece in row.pieces:
        for n, word in enumerate(piece.words):
            if before is not None:
                yield before, word.box.x0, n == 0
            before = word.box.x0


def gaps(rows: Rows) -> Iterator[float]:
    """The white above each line but the first, as a share of its letters' height."""
    lowest = rows[0].bottom
    for row in rows[1:]:
        yield (row.top - lowest) / row.height
        lowest = max(lowest, row.bottom)


def gridded(bands: Sequence[Rows], columns: Columns) -> Grid:
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
