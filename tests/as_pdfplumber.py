"""Whether tables are read as pdfplumber reads them: the cells of both, by box and text, page by page.

A cell is the same where its four edges lie within `NEAR` points and its letters are the same (spaces and line ends set
aside). What counts are pages on which pdfplumber finds a ruled grid: a table of two rows and two columns or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pdfplumber.page

from plan_miner.model import Page, Table
from plan_miner.text import read

NEAR = 3.0  # points
SPACE = re.compile(r"[\s\u00ad-]+")
UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff•]")  # bullets of fonts without a map

Edges = tuple[float, float, float, float]
Cell = tuple[Edges, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """The cells of one page that both find, and those that one of them alone finds."""

    page: int
    both: int
    ours: tuple[Cell, ...]
    theirs: tuple[Cell, ...]


def compared(path: Path, every: int = 1) -> Iterator[Compared]:
    """Each page of a PDF (or every second, third ...) on which pdfplumber finds a ruled grid."""
    pages = read(path).pages[::every]
    with pdfplumber.open(path, pages=[page.number for page in pages]) as document:
        for page, other in zip(pages, document.pages, strict=True):
            tables = other.find_tables()
            if page.quality == "ok" and any(len(t.rows) > 1 and len(t.columns) > 1 for t in tables):
                yield _compared(page, [cell for table in tables for cell in _theirs(other, table)])
            other.close()


def f1(pages: Iterable[Compared]) -> float:
    """The harmonic mean of precision and recall of cells, 1.0 where there are none."""
    both = ours = theirs = 0
    for page in pages:
        both, ours, theirs = both + page.both, ours + len(page.ours), theirs + len(page.theirs)
    return 2 * both / (2 * both + ours + theirs) if both + ours + theirs else 1.0


def _compared(page: Page, theirs: Sequence[Cell]) -> Compared:
    left = list(theirs)
    alone = []
    for cell in _ours(page):
        match = next((other for other in left if _same(cell, other)), None)
        if match is None:
            alone.append(cell)
        else:
            left.remove(match)
    return Compared(page.number, len(theirs) - len(left), tuple(alone), tuple(left))


def _same(cell: Cell, other: Cell) -> bool:
    return cell[1] == other[1] and all(abs(a - b) <= NEAR for a, b in zip(cell[0], other[0], strict=True))


def _ours(page: Page) -> Iterator[Cell]:
    for table in page.blocks:
        if isinstance(table, Table):
            for cell in table.cells:
                box = cell.box
                yield (box.x0, box.top, box.x1, box.bottom), _letters(cell.text)


def _theirs(page: pdfplumber.page.Page, table: pdfplumber.table.Table) -> Iterator[Cell]:
    left, top = page.bbox[:2]  # a crop box moves the origin
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box:
                x0, y0, x1, y1 = box
                yield (x0 - left, y0 - top, x1 - left, y1 - top), _letters(text or "")


def _letters(text: str) -> str:
    return UNMAPPED.sub("", SPACE.sub("", text))
