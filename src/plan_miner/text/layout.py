"""From words and grids to blocks in reading order: printed lines, and tables with their cells filled.

Words inside a grid go to its cells. The others keep the order in which the page was written, which holds
columns together; where that order jumps far up the page, a new column begins. Within a column, words on one
baseline make a row, and a gap wider than a stretched space parts it into lines that stand side by side
(so a card without rules comes out as rows of label and value).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from plan_miner.model import Box, Cell, Line, Table
from plan_miner.text.aligned import FEWEST_COLUMNS
from plan_miner.text.baselines import FIGURE, height, lines_of
from plan_miner.text.columns import columns
from plan_miner.text.frames import are_boxes
from plan_miner.text.grid import Grid, Ruled, Slot
from plan_miner.text.open_tables import with_open
from plan_miner.text.placing import where_written, with_those_between, with_those_inside
from plan_miner.text.spaced import closed_up, stretched
from plan_miner.text.undrawn import undrawn
from plan_miner.text.words import JOINER, Word

GAP = 1.6  # of the letters' height: a wider gap parts two columns (stretched spaces stay below 1.2)
FIGURE_GAP = 0.8  # the same between two figures
MANY = 60  # words: a cell that holds more may hold columns
OTHER_TYPE = 1.5  # letters so many times as large are of another piece of print: a code in large type beside its text
TYPE_GAP = 0.5  # of the smaller letters' height: the least gap before other type (a raised initial stands nearer)
NEXT_SLOTS = 4  # slots in which a word is looked for before all are searched
MOST_ROWS = 3  # lines of words in a row of figures
ALIGNED_ROWS = 3  # rows that begin a column at one place make it a column
ALIGNED_GAP = 0.6  # of the letters' height: the least gap before a word that begins a column
EDGE = 0.1  # of the page's height, where headers and footers run


def blocks(words: Sequence[Word], ruled: Ruled, page_height: float) -> tuple[Line | Table, ...]:
    """The lines and tables of a page in reading order. A band is no table but part of running text."""
    words = closed_up(words)
    grids = with_open(words, ruled, page_height)
    bands = [grid for grid in grids if grid.band]
    grids = [grid for grid in grids if not grid.band and (not grid.apart or _hold_text(grid, words, page_height))]
    filled, outside = _dealt(words, grids)
    written = _edges_apart(columns(outside, page_height), page_height)
    flow = _flow(written, bands)
    if any(len(runs) >= FEWEST_COLUMNS for rows in flow for runs in rows) and (more := undrawn(outside, page_height)):
        grids = sorted([*grids, *more], key=lambda grid: (grid.box.top, grid.box.x0))
        filled, outside = _dealt(words, grids)
        flow = _flow(_left(written, outside), bands)
    runs = [run for rows in flow for beside in rows for run in beside]
    placed: list[Line | Table] = [_line(run) for run in runs]
    inside: list[tuple[Box, list[Line | Table]]] = []
    between: list[tuple[int, list[Line | Table]]] = []
    for grid, by_slot in zip(grids, filled, strict=True):
        if are_boxes(grid, by_slot, page_height):
            boxes = [(grid.slots[n].box, by_slot[n]) for n in sorted(by_slot)]
            lines = [_in_box(held, page_height) for _, held in boxes]
            if places := where_written(boxes, grid.box, runs, words):
                between += zip(places, lines, strict=True)
            else:
                inside.append((grid.box, [line for box in lines for line in box]))
        elif by_slot:
            inside.append((grid.box, [_table(grid, by_slot)]))
    return with_those_inside(with_those_between(placed, between), inside)


def _in_box(words: Sequence[Word], page_height: float) -> list[Line | Table]:
    return [line for column in columns(words, page_height) for line in _lines(column)]


def _flow(written: Iterable[Sequence[Word]], bands: Sequence[Grid]) -> list[list[list[list[Word]]]]:
    """Words outside tables: by columns, rows, and runs side by side in a row."""
    return [[[list(column)]] if _turned(column) else _runs(lines_of(column), bands) for column in written]


def _left(written: Iterable[Sequence[Word]], outside: Iterable[Word]) -> list[list[Word]]:
    """What columns of print hold without the tables among it: these show where a column goes up, as words do."""
    kept = {id(word) for word in outside}
    left = [[word for word in column if id(word) in kept] for column in written]
    return [column for column in left if column]


def _hold_text(grid: Grid, words: Sequence[Word], page_height: float) -> bool:
    return are_boxes(grid, _dealt(words, [grid])[0][0], page_height)


def _dealt(words: Sequence[Word], grids: Sequence[Grid]) -> tuple[list[dict[int, list[Word]]], list[Word]]:
    """The words of each grid by the number of their slot, and those outside all grids."""
    filled: list[dict[int, list[Word]]] = [{} for _ in grids]
    if not grids:
        return filled, list(words)
    outside: list[Word] = []
    inside = outside
    last: tuple[int, int] | None = None
    near: Box | None = None  # where the words stand that go where the last one went
    for word in words:
        box = word.box
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        if not (near and near.x0 <= x <= near.x1 and near.top <= y <= near.bottom):
            last = _place_of(x, y, grids, last)
            inside = filled[last[0]].setdefault(last[1], []) if last else outside
            near = grids[last[0]].slots[last[1]].box if last and not grids[last[0]].nested else None
        inside.append(word)
    return filled, outside


def _place_of(x: float, y: float, grids: Sequence[Grid], last: tuple[int, int] | None) -> tuple[int, int] | None:
    """The grid and slot (by number) that a word with that middle stands in: mostly the next ones after the last word's.

    Of slots that lie in one another it is the inner one.
    """
    if last and not grids[last[0]].nested:
        grid, number = last
        for slot in grids[grid].slots[number + 1 : number + NEXT_SLOTS]:
            number += 1
            near = slot.box
            if near.x0 <= x <= near.x1 and near.top <= y <= near.bottom:
                return grid, number
    for index, grid_ in enumerate(grids):
        if grid_.box.top <= y <= grid_.box.bottom and _holds(grid_.box, x, y):
            inside = [n for n, slot in enumerate(grid_.slots) if _holds(slot.box, x, y)]
            if inside:
                return index, min(inside, key=lambda n: _area(grid_.slots[n]))
    return None


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _table(grid: Grid, by_slot: Mapping[int, Sequence[Word]]) -> Table:
    cells = [cell for n, s in enumerate(grid.slots) for cell in _cells(s, by_slot.get(n, ()))]
    return Table(tuple(cells), grid.box, grid.rows, grid.columns)


def _area(slot: Slot) -> float:
    return (slot.box.x1 - slot.box.x0) * (slot.box.bottom - slot.box.top)


def _cells(slot: Slot, words: Sequence[Word]) -> list[Cell]:
    """A slot as a cell; one shaded over a whole row of figures without rules between them as the cells it shows."""
    if len(words) < 2:
        return [
            Cell(slot.row, slot.column, (_line(words),) if words else (), slot.box, slot.column_span, slot.row_span)
        ]
    rows = [words] if _turned(words) else [row for part in _parts(words) for row in lines_of(part)]
    most = _most_figures(rows)
    if not most:
        lines = tuple(_line(row) for row in rows)
        return [Cell(slot.row, slot.column, lines, slot.box, slot.column_span, slot.row_span)]
    starts = [run[0].box.x0 for run in most]
    ends = [*(start - 1 for start in starts[1:]), slot.box.x1]
    shown = []
    for index, (start, end) in enumerate(zip([slot.box.x0, *starts[1:]], ends, strict=True)):
        inside = [w for w in words if start - 1 <= (w.box.x0 + w.box.x1) / 2 < end]
        box = _rounded(Box(slot.box.page, start, slot.box.top, end, slot.box.bottom))
        shown.append(Cell(slot.row, slot.column + index, tuple(_lines(inside, part=False)), box, 1, slot.row_span))
    return shown


def _parts(words: Sequence[Word]) -> Sequence[Sequence[Word]]:
    """A cell's words, in columns where it is large enough to hold them."""
    return columns(words, inf) if len(words) > MANY else [words]


def _most_figures(rows: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The row of the most runs among a few, where two or more of those are figures."""
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) < 2:
        return []
    ends = [word for row in rows for word in row if not word.text[-1].isalpha()]
    if len(ends) < 2 or sum(bool(FIGURE.match(word.text)) for word in ends) < 2:
        return []
    most = max((_parted(row) for row in rows), key=len)
    return most if sum(len(run) == 1 and bool(FIGURE.match(run[0].text)) for run in most) >= 2 else []


def _edges_apart(runs: Sequence[list[Word]], page_height: float) -> list[list[Word]]:
    """Headers first and footers last, whenever they were written."""
    high = EDGE * page_height
    headers, middle, footers = [], [], []
    for run in runs:
        above = [w for w in run if w.box.bottom < high]
        below = [w for w in run if w.box.top > page_height - high]
        if len(above) + len(below) < len(run):
            middle.append(run)
        else:
            headers += [above] if above else []
            footers += [below] if below else []
    return [*headers, *middle, *footers]


def _lines(words: Sequence[Word], *, part: bool = True, bands: Sequence[Grid] = ()) -> list[Line]:
    """Words as printed lines from the top down; `part` splits a row of words at wide gaps.

    `bands` are single shaded rows (a table's heading, every second row of a zebra): the columns they show hold for
    the rows below them, until one does not fit.
    """
    if _turned(words):
        return [_line(words)]
    rows = lines_of(words)
    if not part:
        return [_line(row) for row in rows]
    return [_line(run) for runs in _runs(rows, bands) for run in runs]


def _runs(rows: Sequence[list[Word]], bands: Sequence[Grid]) -> list[list[list[Word]]]:
    parted = []
    cuts: tuple[float, ...] = ()
    for row in rows:
        here = next((b for b in bands if b.box.top <= _middle(row[0].box)[1] <= b.box.bottom), None)
        cuts = tuple(s.box.x0 for s in here.slots[1:]) if here else cuts
        if cuts and any(word.box.x0 + 1 < cut < word.box.x1 - 1 for word in row for cut in cuts):
            cuts = ()
        parted.append(_parted(row, cuts))
    parted = [
        [row] if len(runs) > 1 and stretched(i, rows, parted) else runs
        for i, (row, runs) in enumerate(zip(rows, parted, strict=True))
    ]
    starts = Counter(round(run[0].box.x0) for runs in parted if len(runs) > 1 for run in runs[1:])
    return [_aligned(runs, starts) for runs in parted]


def _parted(row: Sequence[Word], cuts: Sequence[float] = ()) -> list[list[Word]]:
    """A row of words split at its wide gaps, and at `cuts`."""
    runs = [[row[0]]]
    before = row[0].box
    for word in row[1:]:
        box = word.box
        gap = box.x0 - before.x1
        if _apart(runs[-1][-1], word, gap) or (cuts and any(before.x1 <= cut <= box.x0 + 1 for cut in cuts)):
            runs.append([])
        runs[-1].append(word)
        before = box
    return runs


def _apart(before: Word, word: Word, gap: float) -> bool:
    """Whether the gap between two words parts columns; figures stand closer together than columns of text."""
    if before.size != word.size and max(before.size, word.size) > OTHER_TYPE * min(before.size, word.size) > 0:
        return gap > TYPE_GAP * min(before.size, word.size)
    if gap <= FIGURE_GAP * height(before.box):
        return False
    figures = FIGURE.match(word.text) and (FIGURE.match(before.text) or before.text.endswith(")"))
    return gap > (FIGURE_GAP if figures else GAP) * height(before.box)


def _aligned(runs: list[list[Word]], starts: Counter[int]) -> list[list[Word]]:
    """A table row's runs split again where a word begins at a column in which other rows begin too."""
    if len(runs) < 2:
        return runs
    out: list[list[Word]] = []
    for run in runs:
        out.append([run[0]])
        for word in run[1:]:
            gap = word.box.x0 - out[-1][-1].box.x1
            column = any(starts[round(word.box.x0) + d] >= ALIGNED_ROWS for d in (-1, 0, 1))
            if column and gap > ALIGNED_GAP * height(word.box):
                out.append([])
            out[-1].append(word)
    return out


def _turned(words: Sequence[Word]) -> bool:
    """Whether the words run up or down the page (labels at the side of a table)."""
    if words[0].size or any(word.size for word in words):
        return False
    long = [word.box for word in words if len(word.text) > 2]
    return 2 * sum(height(box) > 1.5 * (box.x1 - box.x0) for box in long) > len(long)


def _line(words: Sequence[Word]) -> Line:
    first = words[0]
    text, size, heavy, box = first.text, first.size, first.bold, first.box
    if len(words) > 1:
        text = " ".join([word.text for word in words])
        if any(word.size != size or word.bold != heavy for word in words):
            size, heavy = _type(words)
        box = _around(words)
    return Line(text.replace(JOINER, "-"), _rounded(box), size or round(height(first.box), 1), heavy)


def _type(words: Sequence[Word]) -> tuple[float, bool]:
    """The size in which most letters are set, and whether more than half are bold."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    bold = sum(len(word.text) for word in words if word.bold)
    return max(sizes, key=lambda size: sizes[size]), 2 * bold > sizes.total()


def _around(words: Sequence[Word]) -> Box:
    """The box around all words."""
    first = words[0].box
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for word in words:
        box = word.box
        if box.x0 < x0:
            x0 = box.x0
        if box.top < top:
            top = box.top
        if box.x1 > x1:
            x1 = box.x1
        if box.bottom > bottom:
            bottom = box.bottom
    return Box(first.page, x0, top, x1, bottom)


def _rounded(box: Box) -> Box:
    """The box in hundredths of a point."""
    return Box(
        box.page,
        int(100 * box.x0 + 0.5) / 100,
        int(100 * box.top + 0.5) / 100,
        int(100 * box.x1 + 0.5) / 100,
        int(100 * box.bottom + 0.5) / 100,
    )
