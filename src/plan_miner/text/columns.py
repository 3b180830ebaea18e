"""Columns of running text and boxes side by side: in what order the words outside tables are read.

Programs that set text write a column, or a box on a slide, from its top to its end and then go up to the next one.
Programs that write a table without rules go up as well, from one cell of several lines to its neighbour. Which of the
two it is shows in what stands above: cells stand right under their neighbours' columns, row under row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_miner.text.words import Word

FAR = 0.2  # of the page's height: going up by more always begins something new
LINES = 3  # that columns side by side have at least
LETTERS = 9  # a line, on average, at least: fewer are figures or marks
APART = 3.0  # points between columns, at least
WIDE = 1.4  # of the letters' height: so wide a gap in a row parts cells
ROW_BELOW = 1.2  # of the letters' height: a table's rows are no farther apart
LEVEL = 0.5  # of the letters' height, by which the first lines of neighbours differ at most


def columns(words: Sequence[Word], page_height: float) -> list[list[Word]]:
    """The words (in the order of writing) in runs to be read one after the other."""
    runs: list[list[Word]] = []
    beside = False  # whether the last run is a column beside the one before
    lowest = 0.0  # the top of the last run's lowest word
    for part, end in _parts(words):
        side = _side(runs[-1], part) if runs and _is_text(part) else ""
        if side == "left":
            runs[-1:] = _swapped(runs[-1], part)
        elif not runs or side == "right" or lowest - part[0].box.top > FAR * page_height:
            runs.append(part)
            lowest = 0.0
        elif side == "row" and beside:
            runs[-2:] = [[*runs[-2], *runs[-1], *part]]
        else:
            runs[-1] += part
        lowest = max(lowest, end)
        beside = side in ("left", "right")
    return runs


def _parts(words: Sequence[Word]) -> Iterator[tuple[list[Word], float]]:
    """The words in parts that each run down the page, with the top of each part's lowest word.

    A new one begins on a line above the last.
    """
    part: list[Word] = []
    lowest = 0.0
    for word in words:
        box = word.box
        if part and box.bottom < lowest:
            yield part, lowest
            part, lowest = [], 0.0
        part.append(word)
        lowest = max(lowest, box.top)
    if part:
        yield part, lowest


def _side(run: Sequence[Word], part: Sequence[Word]) -> str:
    """On which side (left, right) of the end of a run a column goes on; `row` for cells of one more row, else empty."""
    old, new = _neighbours(run, part)
    if not (_is_text(old) and _is_text(new)):
        return ""
    if min(w.box.x0 for w in new) - max(w.box.x1 for w in old) >= APART:
        return "row" if _under_cells(run, new) else "right"
    return "left" if min(w.box.x0 for w in old) - max(w.box.x1 for w in new) >= APART else ""


def _neighbours(run: Sequence[Word], part: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of a run and of the part written next that stand at the same height."""
    top, bottom = part[0].box.top, max(w.box.bottom for w in run)
    return [w for w in run if w.box.bottom > top], [w for w in part if w.box.top < bottom]


def _swapped(run: Sequence[Word], part: Sequence[Word]) -> list[list[Word]]:
    """A run, and a column left of its end that was written later, in the order in which they are read."""
    old, new = _neighbours(run, part)
    head = run[: len(run) - len(old)] if run[len(run) - len(old) :] == old else [w for w in run if w not in old]
    below = [w for w in part if w not in new]
    return [*([list(head)] if head else []), new, [*old, *below]]


def _is_text(words: Sequence[Word]) -> bool:
    lines = len({round(w.box.bottom) for w in words})
    return lines >= LINES and sum(len(w.text) for w in words) >= LETTERS * lines


def _under_cells(run: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether a table's row ends right above: its cell over `new` was the last thing written
    before the column that stands beside `new`."""
    edge, top = min(w.box.x0 for w in new), new[0].box.top
    high = new[0].box.bottom - top
    above = [i for i, w in enumerate(run) if w.box.bottom <= top + LEVEL * high and w.box.x0 >= edge - APART]
    if not above or above[-1] + 1 >= len(run):
        return False
    last, after = run[above[-1]], run[above[-1] + 1]
    near = top - last.box.bottom <= ROW_BELOW * high and abs(after.box.top - top) <= LEVEL * high
    return near and not _reaches_over(run, last, edge)


def _reaches_over(run: Sequence[Word], word: Word, edge: float) -> bool:
    """Whether the line in which a word stands begins left of `edge` and runs over it with no gap."""
    middle, high = (word.box.top + word.box.bottom) / 2, word.box.bottom - word.box.top
    line = [w.box for w in run if w.box.top < middle < w.box.bottom]
    left = max((b.x1 for b in line if b.x0 < edge - APART), default=None)
    right = min((b.x0 for b in line if b.x0 >= edge - APART), default=edge)
    return left is not None and right - left < WIDE * high
