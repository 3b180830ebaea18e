"""Blocks to rows: what stands side by side on a page, ruled or not, as slots that hold items of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from plan_miner.model import Line, Page, Table
from plan_miner.structure.beside import codes_beside
from plan_miner.structure.codes import code_of
from plan_miner.structure.items import (
    NEAR,
    NO_BULLET,
    ONE_START,
    SMALL,
    Item,
    begins_something,
    full,
    item_of,
    items,
    joined,
    opened,
    runs_on,
)

SHARED = 0.2  # of a line's height that it must share with another to stand beside it
LONGEST_CODE = 14  # characters of a code that fills a cell
IN_FIGURES = "0123456789.,%"
TIGHT = 0.45  # of the letters' height: rows nearer than this may be one row whose cells run on
LINES_OF_LABEL = 8  # at most, beside which another column's line may stand
MOST_SLOTS = 80  # side by side on a page


class Slot(msgspec.Struct, frozen=True, gc=False):
    """What stands in one place of a row: a table cell, or a line apart from its neighbours. Made by `slot_of`.

    `figure` says that it is an amount: it has no code and is no label, and nobody need ask.
    """

    items: tuple[Item, ...]
    x0: float
    x1: float
    text: str
    figure: bool


def slot_of(items: tuple[Item, ...], x0: float, x1: float) -> Slot:
    """Items in one place, with their text read on; a code over several lines ("SH" above "1.1") is one item."""
    if len(items) == 1:
        text = items[0].text
        return Slot(items, x0, x1, text, not text.strip(IN_FIGURES) and _is_figure(text))
    text = " ".join([item.text for item in items])
    if items and len(text) <= LONGEST_CODE and (code := code_of(text)) and code.end == len(text):
        items = (joined(items),)
    return Slot(items, x0, x1, text, figure=False)


def _is_figure(text: str) -> bool:
    """Whether figures are neither a year nor numbers such as codes have: "12", "1.250", "12,5", but not "1.2"."""
    return "20" not in text and "19" not in text and ("." not in text or "," in text or text[-4:-3] == ".")


class Row(msgspec.Struct, frozen=True, gc=False):
    """Slots side by side; `table` numbers the table in the document, -1 in running text."""

    page: int
    slots: tuple[Slot, ...]
    table: int = -1
    number: int = 0  # of the row in its table
    section: str = ""
    title: bool = False  # whether it looks like a chapter's heading

    @property
    def heading(self) -> Item | None:
        """What stands in it, where it looks like a chapter's heading."""
        return self.slots[0].items[0] if self.title else None


def rows(pages: Sequence[Page]) -> list[Row]:
    """The whole document as rows in reading order, page by page."""
    out: list[Row] = []
    table = 0
    for page in pages:
        edge = max((b.box.x1 for b in page.blocks if isinstance(b, Line)), default=page.width)
        flow: list[Line] = []
        for block in page.blocks:
            if isinstance(block, Line):
                flow.append(block)
                continue
            out.extend(_in_columns(page.number, flow, edge))
            flow = []
            out.extend(_table_rows(page.number, block, table))
            table += 1
        out.extend(_in_columns(page.number, flow, edge))
    return out


# --- tables ---


def _table_rows(page: int, table: Table, number: int) -> Iterator[Row]:
    by_row: dict[int, list[Slot]] = {}
    for cell in table.cells:
        box, lines = cell.box, cell.lines
        if len(lines) == 1:  # most cells of a plan, and most of these hold a figure or begin with a capital
            text = lines[0].text
            figures = not text.strip(IN_FIGURES)
            item = Item(lines, False, text, ONE_START) if figures or text[:1] in NO_BULLET else opened(lines)
            slot = Slot((item,), box.x0, box.x1, item.text, figures and _is_figure(text))
        else:
            inset = max(0.0, min([x.box.x0 for x in lines], default=0.0) - box.x0)
            slot = slot_of(items(lines, box.x1 - inset), box.x0, box.x1)
        by_row.setdefault(cell.row, []).append(slot)
    for row in sorted(by_row):
        yield Row(page, tuple(by_row[row]), number, row)


# --- running text ---


def _in_columns(page: int, lines: Sequence[Line], edge: float) -> Iterator[Row]:
    """Lines outside tables, column by column: one ends where its longest line beside another column does."""
    columns = _parted(lines)
    beside = _beside_others(columns) if len(columns) > 1 else {}
    for number, column in enumerate(columns):
        yield from _flow_rows(page, column, beside.get(number, edge))


def _beside_others(columns: Sequence[Sequence[Line]]) -> dict[int, float]:
    """By column, how far to the right its lines reach that stand beside a line of another column."""
    ordered = sorted(((n, line) for n, one in enumerate(columns) for line in one), key=lambda x: x[1].box.top)
    tops = [line.box.top for _, line in ordered]
    tallest = max(line.box.bottom - line.box.top for _, line in ordered)
    reach: dict[int, float] = {}
    for number, column in enumerate(columns):
        for line in sorted(column, key=lambda line: -line.box.x1):
            near = ordered[bisect_left(tops, line.box.top - tallest) : bisect_right(tops, line.box.bottom)]
            if any(other != number and _beside(line, [one]) for other, one in near):
                reach[number] = line.box.x1
                break
    return reach


def _parted(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in columns: where the next line stands above the last one, a new column begins."""
    columns: list[list[Line]] = []
    for line in lines:
        if not columns or line.box.bottom < columns[-1][-1].box.top:
            columns.append([])
        columns[-1].append(line)
    return columns


def _flow_rows(page: int, lines: Sequence[Line], edge: float) -> Iterator[Row]:
    """Lines outside tables, row by row; a code in large type makes one with the text that it stands beside."""
    start = 0
    taken: set[int] = set()
    for code, text in codes_beside(lines):
        first = min(code, *text)
        yield from _plain_rows(page, [line for n, line in enumerate(lines[start:first], start) if n not in taken], edge)
        yield _code_row(page, lines[code], [lines[n] for n in text], edge)
        start, taken = first, taken | {code, *text}
    rest = [line for n, line in enumerate(lines[start:], start) if n not in taken] if taken else lines
    yield from _plain_rows(page, rest, edge)


def _code_row(page: int, code: Line, text: Sequence[Line], edge: float) -> Row:
    x0 = min(line.box.x0 for line in text)
    return Row(page, (slot_of((item_of([code]),), code.box.x0, x0 - 2), slot_of((item_of(text),), x0, edge)))


def _plain_rows(page: int, lines: Sequence[Line], edge: float) -> Iterator[Row]:
    """Those side by side make one row, single ones that run on one item."""
    open_row: list[list[Line]] = []
    for slots in _side_by_side(lines):
        if open_row and _goes_on(open_row, slots, edge):
            _append(open_row, slots)
            continue
        if open_row:
            yield _flow_row(page, open_row, edge)
        open_row = slots
    if open_row:
        yield _flow_row(page, open_row, edge)


def _side_by_side(lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """Lines in groups that stand beside one another; a label of two lines may stand beside one line between them."""
    group: list[list[Line]] = []
    lowest = 0.0
    for line in lines:
        box = line.box
        level = lowest - box.top > SHARED * (box.bottom - box.top)
        if group and level and len(group) < MOST_SLOTS and any(_beside(line, slot) for slot in group):
            under = next((slot for slot in group if _overlaps(line, slot[-1])), None)
            if under is not None:
                under.append(line)
            else:
                group.append([line])
            lowest = max(lowest, box.bottom)
            continue
        if group:
            yield _from_left(group)
        group, lowest = [[line]], box.bottom
    if group:
        yield _from_left(group)


def _from_left(group: list[list[Line]]) -> list[list[Line]]:
    return sorted(group, key=lambda slot: slot[0].box.x0) if len(group) > 1 else group


def _beside(line: Line, slot: Sequence[Line]) -> bool:
    """Whether a line shares height, and no width, with a line of a slot."""
    high = line.box.bottom - line.box.top
    return any(
        min(line.box.bottom, other.box.bottom) - max(line.box.top, other.box.top) > SHARED * high
        and not _overlaps(line, other)
        for other in slot[-LINES_OF_LABEL:]
    )


def _overlaps(line: Line, other: Line) -> bool:
    return line.box.x0 < other.box.x1 and other.box.x0 < line.box.x1


def _goes_on(row: Sequence[Sequence[Line]], group: Sequence[Sequence[Line]], edge: float) -> bool:
    """Whether lines side by side below an open row, one in each place, belong to its slots."""
    if len(row) == 1:
        return len(group) == 1 and len(group[0]) == 1 and runs_on(row[0][-1], group[0][0], edge)
    single = [slot[0] for slot in group if len(slot) == 1]
    columns = [_column(row, line) for line in single]
    if len(single) < len(group) or any(c is None for c in columns):
        return False
    gap = min(line.box.top - row[c or 0][-1].box.bottom for line, c in zip(single, columns, strict=True))
    high = single[0].box.bottom - single[0].box.top
    if gap > NEAR * high or (columns[0] == 0 and (begins_something(single[0].text) or gap > TIGHT * high)):
        return False
    if columns[0] == 0:
        right = row[1][0].box.x0
        return single[0].text[:1] in SMALL or full(row[0][-1], single[0], right - 2)
    return len(single) == 1


def _column(row: Sequence[Sequence[Line]], line: Line) -> int | None:
    """The slot of an open row under which a line begins."""
    for index, slot in enumerate(row):
        if abs(slot[0].box.x0 - line.box.x0) < 0.5 * (line.box.bottom - line.box.top) + 1:
            return index
    return None


def _append(row: list[list[Line]], group: Sequence[Sequence[Line]]) -> None:
    for (line,) in group:
        row[(_column(row, line) or 0) if len(row) > 1 else 0].append(line)


def _flow_row(page: int, row: Sequence[Sequence[Line]], edge: float) -> Row:
    if len(row) == 1:  # its lines run on: that is how they came together
        start = row[0][0].box.x0
        return Row(page, (slot_of((opened(row[0]),), start, max(edge, start + 1)),))
    starts = [slot[0].box.x0 for slot in row]
    ends = [start - 2 for start in starts[1:]] + [edge]
    slots = tuple(
        slot_of(items(lines, end), start, max(end, start + 1))
        for lines, start, end in zip(row, starts, ends, strict=True)
    )
    return Row(page, slots)
