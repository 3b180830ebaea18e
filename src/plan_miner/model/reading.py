"""A document as it was read: pages of lines and tables with their boxes, and passages of running text."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


class Box(msgspec.Struct, frozen=True, gc=False):
    """A rectangle on a page, in points, origin at the top left.

    What there are thousands of (boxes, lines, cells) are Structs: one is made ten times faster than a dataclass.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def joined(self, other: Box) -> Box:
        """The smallest box around both; both must be on one page."""
        return Box(
            self.page,
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed line; `size` is the height of its letters in points, `bold` as the font says."""

    text: str
    box: Box
    size: float = 0.0
    bold: bool = False


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A table cell: the lines in it and where it stands in the grid (row, column from 0)."""

    row: int
    column: int
    lines: tuple[Line, ...]
    box: Box
    column_span: int = 1
    row_span: int = 1

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


class Table(msgspec.Struct, frozen=True, gc=False):
    """A grid of cells in print order; a merged cell stands once, at its first row and column."""

    cells: tuple[Cell, ...]
    box: Box
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as blocks in reading order, with what was set aside (running headers, page numbers).

    Size and boxes are those of the page after it was turned about its middle by `turned` degrees with the clock, so
    that its lines lie level: text that runs up the sheet, a scan that lay askew. `text.upright` leads back.
    """

    number: int
    width: float
    height: float
    blocks: tuple[Line | Table, ...]
    aside: tuple[Line, ...] = ()
    quality: str = "ok"  # ok | repaired | ocr | garbled | blank | unread
    turned: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A PDF as read: its pages, and who made it."""

    pages: tuple[Page, ...]
    producer: str = ""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Where in a passage's text a printed line begins, and its box."""

    start: int
    box: Box


class Passage(msgspec.Struct, frozen=True, gc=False):
    """Running text that belongs together (a paragraph, bullet, heading or cell), joined over line ends.

    `pieces` lead each character back to the printed line it came from. `section` says where in the
    document the passage stands: ``goals`` (the plan itself), ``previous`` (last period's goals), ``law``,
    ``policy`` (upper plans, UN goals), ``analysis`` (SWOT, PESTLE), ``survey``, ``staff``, ``contents``,
    ``foreword``, ``services`` (what the municipality does), or empty.
    """

    text: str
    pieces: tuple[Piece, ...]
    kind: str = "paragraph"  # heading | paragraph | bullet | cell
    section: str = ""

    @property
    def page(self) -> int:
        return self.pieces[0].box.page if self.pieces else 0

    def box(self, start: int = 0, end: int | None = None) -> Box:
        """The box around the printed lines of text[start:end], on the page where that begins."""
        end = len(self.text) if end is None else end
        ends = [*(p.start for p in self.pieces[1:]), len(self.text)]
        hit = [p.box for p, stop in zip(self.pieces, ends, strict=True) if p.start < end and stop > start]
        boxes = hit or [self.pieces[-1].box]
        around = boxes[0]
        for box in boxes[1:]:
            if box.page == around.page:
                around = around.joined(box)
        return around
