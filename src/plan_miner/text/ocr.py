"""Pages without usable text: rendered, put straight, freed of rules, and read by tesseract.

What comes out is what pdfium would give of a born-digital page (words with boxes, strokes as thin boxes), so grids,
cells and lines are made by the same code. Boxes are those of the page put straight: on a sheet that lay one degree
askew they stand up to seven points off at the edges.

Tesseract's search for columns is at a loss in tables: it leaves out lone figures and mixes rows. So each cell is read
as a picture of its own, and so is every place between the tables where print stands in which it saw nothing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from plan_miner import work
from plan_miner.model import Box
from plan_miner.text import scan, tesseract
from plan_miner.text.figures import read_again
from plan_miner.text.grid import ruled
from plan_miner.text.leftover import is_dot, leftovers
from plan_miner.text.misread import mended
from plan_miner.text.rulings import Ruling, rulings, skew, turned
from plan_miner.text.scan import Clip
from plan_miner.text.tesseract import Engine, Failed, Seen, dirt, remedy
from plan_miner.text.type_sizes import in_type
from plan_miner.text.words import Paper, Word

__all__ = ["Sight", "remedy", "sight"]

Gray = npt.NDArray[np.uint8]

DPI = 300
MOST_PIXELS = 36_000_000  # four A4 pages: larger sheets are rendered more coarsely
LEAST_SCALE = 1.0  # pixels a point: in a coarser picture nobody reads a letter
PATIENCE = 180.0  # seconds for a page, which takes four on an idle machine: a child silent for 240 is ended
LARGE = 0.2  # of the page: a cell as large holds running text and is read with the page
RIM = 1.0  # points inside a cell's box, where the remains of its rules are
SURE = 50.0  # of 100: what tesseract is less sure of, read in a place where it saw nothing before, is dirt
TRUSTED = 70.0  # of 100: words of a page that lies upright are read surer
FEWEST = 40  # letters: fewer do not show how a page lies
BESIDE = 60.0  # points of height in which two blocks stand side by side
LINES, LETTERS = 5, 25  # in a newspaper column, at least; those a line


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen on a page: its words, and its rules as thin boxes; points, origin at the top left.

    Both are those of the page turned about its middle by `turned` degrees with the clock.
    """

    words: tuple[Word, ...]
    rules: tuple[Box, ...]
    turned: float = 0.0


def sight(page: pdfium.PdfPage, sheet: Paper, cache: Path | None = None) -> Sight | None:
    """The words and rules in the picture of a page, where tesseract is installed; None where it cannot be read.

    `cache` is a folder where tesseract's answers are kept by the pictures' content.
    """
    scale = min(DPI / 72, (MOST_PIXELS / max(1.0, sheet.width * sheet.height)) ** 0.5)
    if scale < LEAST_SCALE:
        return None
    picture = scan.rendered(page, scale)
    place = cache / f"{_name(picture)}.page{work.ENDING}" if cache else None
    found = work.kept(place, _Kept) if place else None
    if found:
        return _on_page(found, sheet.number)
    seen = _upright(Engine(time.monotonic() + PATIENCE, cache), picture, sheet, scale)
    if place and seen:
        work.keep(place, _Kept(seen.words, seen.rules, seen.turned))
    return seen


class _Kept(msgspec.Struct):
    """A sight as it is kept, by the picture and the code that read it: the page's number may be another."""

    words: tuple[Word, ...]
    rules: tuple[Box, ...]
    turned: float


def _name(picture: Gray) -> str:
    digest = hashlib.sha256(f"{tesseract.version()} {work.version('reading')} {picture.shape}".encode())
    digest.update(picture.data)
    return digest.hexdigest()[:32]


def _on_page(kept: _Kept, number: int) -> Sight:
    words = [msgspec.structs.replace(word, box=_of(word.box, number)) for word in kept.words]
    return Sight(tuple(words), tuple(_of(box, number) for box in kept.rules), kept.turned)


def _of(box: Box, page: int) -> Box:
    return Box(page, box.x0, box.top, box.x1, box.bottom)


def _upright(engine: Engine, picture: Gray, sheet: Paper, scale: float) -> Sight | None:
    """What is seen in a picture, turned where the page lay sideways; None where tesseract fails."""
    try:
        found, sure = _looked(engine, picture, sheet, scale)
        turn = 0 if sure else engine.sideways(picture, round(scale * 72))
        if turn:
            again, surer = _looked(engine, np.rot90(picture, -turn // 90).copy(), sheet.turned(turn), scale)
            found = replace(again, turned=again.turned + turn) if surer else found
    except Failed:
        return None
    return found


def _looked(engine: Engine, picture: Gray, sheet: Paper, scale: float) -> tuple[Sight, bool]:
    """What is seen in a picture as it lies, and whether that is text: most letters in words that tesseract is sure of.

    A page that lies sideways or upside down gives a heap of letters.
    """
    degrees = skew(picture, scale)
    found, clean = rulings(turned(picture, degrees), scale)
    rules = tuple(_thin(r, sheet.number, scale) for r in found)
    seen = _read(engine, scan.sharper(scan.on_white(clean, scale)), _cells(rules, sheet), scale)
    words = list(in_type(seen, sheet.number, scale))
    if not _in_columns(seen, scale):
        words.sort(key=lambda word: (word.box.top, word.box.x0))
    letters = sum(len(one.text) for one in seen)
    sure = sum(len(one.text) for one in seen if one.confidence > TRUSTED and not _upended(one))
    return Sight(tuple(words), rules, degrees), sure * 2 > letters or letters < FEWEST


def _upended(one: Seen) -> bool:
    return len(one.text) > 2 and one.bottom - one.top > 1.5 * (one.x1 - one.x0)


def _thin(ruling: Ruling, page: int, scale: float) -> Box:
    x0, top, x1, bottom = (round(v / scale, 2) for v in (ruling.x0, ruling.top, ruling.x1, ruling.bottom))
    return Box(page, x0, top, x1, bottom)


def _cells(rules: Sequence[Box], sheet: Paper) -> list[Box]:
    """The table cells that the rules make, but for those large enough to hold columns of text."""
    boxes = [slot.box for grid in ruled(rules, sheet.width, sheet.height).grids for slot in grid.slots]
    most = LARGE * sheet.width * sheet.height
    return [b for b in boxes if (b.x1 - b.x0) * (b.bottom - b.top) < most]


def _read(engine: Engine, picture: Gray, cells: Sequence[Box], scale: float) -> list[Seen]:
    """The words of a level page without rules: first those between the tables, then each cell's, then the rest."""
    dpi = round(scale * 72)
    between = picture.copy()
    clips: list[Clip] = []
    for cell in cells:
        clips += scan.clips(picture, scan.area(cell, scale, RIM), scale)
        between[scan.area(cell, scale, -RIM)] = 255
    page = _words(engine, [between], dpi, 3)
    inside = _words(engine, [c.picture for c in clips], dpi, 6)
    places = leftovers(between, page[0], scale)
    dots = [place for place in places if is_dot(between[place] < scan.DARK, scale)]
    missed = [clip for place in places if place not in dots for clip in scan.clips(between, place, scale)]
    lines = _words(engine, [c.picture for c in missed], dpi, 7)
    fresh = [[one for one in line if _news(one, clip, page[0])] for clip, line in zip(missed, lines, strict=True)]
    parts = [Clip(between, 0, 0), *clips, *missed]
    words = read_again(engine, parts, [*page, *inside, *fresh], dpi)
    return [_bullet(place, number) for number, place in enumerate(dots)] + [
        _at(one, parts[number], number) for number, part in enumerate(words) for one in part
    ]


def _words(engine: Engine, pictures: Sequence[Gray], dpi: int, layout: int) -> list[list[Seen]]:
    return [[one for one in part if not dirt(one)] for part in engine.seen(pictures, dpi, layout=layout)]


def _bullet(place: scan.Area, number: int) -> Seen:
    rows, columns = place
    return Seen("•", columns.start, rows.start, columns.stop, rows.stop, 100.0, (0, 0, 0, number))


def _news(one: Seen, clip: Clip, seen: Iterable[Seen]) -> bool:
    """Whether a word read in a clip is sure, and stands where none was seen before."""
    x, y = clip.left + (one.x0 + one.x1) // 2, clip.top + (one.top + one.bottom) // 2
    return one.confidence >= SURE and not any(s.x0 <= x <= s.x1 and s.top <= y <= s.bottom for s in seen)


def _at(one: Seen, clip: Clip, number: int) -> Seen:
    """A word seen in clip `number`, where it stands on the page."""
    x, y = clip.left, clip.top
    line = (number, *one.line[1:])
    return Seen(mended(one.text), one.x0 + x, one.top + y, one.x1 + x, one.bottom + y, one.confidence, line)


def _in_columns(seen: Iterable[Seen], scale: float) -> bool:
    """Whether the page has columns of running text side by side; anything else is read row by row."""
    blocks: dict[int, list[Seen]] = {}
    for one in seen:
        if one.line[0] == 0:
            blocks.setdefault(one.line[1], []).append(one)
    text = [block for block in blocks.values() if _running(block)]
    return any(_beside(a, b, scale) for i, a in enumerate(text) for b in text[:i])


def _running(block: Sequence[Seen]) -> bool:
    lines = len({one.line for one in block})
    return lines >= LINES and sum(len(one.text) for one in block) >= LETTERS * lines


def _beside(a: Sequence[Seen], b: Sequence[Seen], scale: float) -> bool:
    apart = max(s.x1 for s in a) <= min(s.x0 for s in b) or max(s.x1 for s in b) <= min(s.x0 for s in a)
    common = min(max(s.bottom for s in a), max(s.bottom for s in b)) - max(min(s.top for s in a), min(s.top for s in b))
    return apart and common >= BESIDE * scale
