"""Pages without usable text: rendered, put straight, freed of rules, and read by tesseract.

What comes out is what pdfium would give of a born-digital page (words with boxes, strokes as thin boxes), so grids,
cells and lines are made by the same code. Boxes are those of the page put straight: on a sheet that lay one degree
askew they stand up to seven points off at the edges.

Tesseract's search for columns is at a loss in tables, so each cell is read as a picture of its own. Its Turkish model
has no percent sign; short words of which it is unsure are read again with the English one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from plan_miner.model import Box
from plan_miner.text import tesseract
from plan_miner.text.grid import grids
from plan_miner.text.misread import mended, settled, shaky
from plan_miner.text.rulings import Ruling, rulings, skew, turned
from plan_miner.text.tesseract import ENGLISH, Seen, remedy
from plan_miner.text.type_sizes import in_type
from plan_miner.text.words import Paper, Word

__all__ = ["Sight", "available", "remedy", "sight"]

Gray = npt.NDArray[np.uint8]

DPI = 300
MOST_PIXELS = 36_000_000  # four A4 pages: larger sheets are rendered more coarsely
SHARPER = ImageFilter.UnsharpMask(radius=3, percent=120, threshold=2)  # or the points in 1.250 and 2.1.3 are lost
PATIENCE = (40.0, 30.0, 10.0)  # seconds for page, cells and doubtful words: a child silent for 90 is ended
TILE = 24.0  # points: so far around a place its paper is looked at
DARK_AREA = 130  # of 255: what is darker is no paper but a picture, or a field under white letters
GRAIN = 20  # of 255: by so much paper is darker here and there
LARGE = 0.2  # of the page: a cell as large holds running text and is read with the page
RIM = 1.0  # points inside a cell's box, where the remains of its rules are
INK = 60  # of 255, between print and the paper it stands on
LEAST_INK = 2.3  # square points of ink: fewer are specks
MARGIN = 5.0  # points of paper around a picture of a cell
CLOSE = 1.0  # points around a word, in which no other stands
UNSURE_SIGN = 25.0  # of 100: signs of which tesseract is less sure are dirt


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen on a page: its words, and its rules as thin boxes; points, origin at the top left."""

    words: tuple[Word, ...]
    rules: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Clip:
    """A part of a page's picture, and where its upper left corner stands on it, in pixels."""

    picture: Gray
    left: int
    top: int


def available() -> bool:
    """Whether tesseract and its Turkish model are installed."""
    return bool(tesseract.version())


def sight(page: pdfium.PdfPage, sheet: Paper, cache: Path | None = None) -> Sight | None:
    """The words and rules in the picture of a page; None where nothing can read it.

    `cache` is a folder where tesseract's answers are kept by the pictures' content.
    """
    if not available():
        return None
    scale = min(DPI / 72, (MOST_PIXELS / max(1.0, sheet.width * sheet.height)) ** 0.5)
    picture = _rendered(page, scale)
    picture = turned(picture, skew(picture, scale))
    found, clean = rulings(picture, scale)
    rules = tuple(_thin(r, sheet.number, scale) for r in found)
    seen = _read(_sharper(_on_white(clean, scale)), _cells(rules, sheet), scale, cache)
    return None if seen is None else Sight(tuple(in_type(seen, sheet.number, scale)), rules)


def _rendered(page: pdfium.PdfPage, scale: float) -> Gray:
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]))


def _on_white(picture: Gray, scale: float) -> Gray:
    """The picture with its paper made white, whatever its shade, shadows and grain; dark areas stay dark.

    Paper is what most of a tile is: print covers less than half of any place on a page.
    """
    side = round(TILE * scale)
    padded = np.pad(picture, [(0, -length % side) for length in picture.shape], mode="edge")
    high, wide = (length // side for length in padded.shape)
    tiles = np.median(padded.reshape(high, side, wide, side).swapaxes(1, 2), axis=(2, 3)).clip(DARK_AREA, 255)
    paper = Image.fromarray(tiles.astype(np.uint8)).resize(padded.shape[::-1], Image.Resampling.BILINEAR)
    local = np.asarray(paper, dtype=np.float32)[: picture.shape[0], : picture.shape[1]] - GRAIN
    white: Gray = (picture * (255 / local)).clip(0, 255).astype(np.uint8)
    return white


def _sharper(picture: Gray) -> Gray:
    return np.array(Image.fromarray(picture).filter(SHARPER), dtype=np.uint8)


def _thin(ruling: Ruling, page: int, scale: float) -> Box:
    x0, top, x1, bottom = (round(v / scale, 2) for v in (ruling.x0, ruling.top, ruling.x1, ruling.bottom))
    return Box(page, x0, top, x1, bottom)


def _cells(rules: Sequence[Box], sheet: Paper) -> list[Box]:
    """The table cells that the rules make, but for those large enough to hold columns of text."""
    boxes = [slot.box for grid in grids(rules, sheet.width, sheet.height) for slot in grid.slots]
    most = LARGE * sheet.width * sheet.height
    return [b for b in boxes if (b.x1 - b.x0) * (b.bottom - b.top) < most]


def _read(picture: Gray, cells: Sequence[Box], scale: float, cache: Path | None) -> list[Seen] | None:
    """The words of a level page without rules: first those between the tables, then each cell's."""
    dpi = round(scale * 72)
    rest = picture.copy()
    clips: list[Clip] = []
    for cell in cells:
        area = _area(cell, scale, -RIM)
        clips += _clips(picture, _area(cell, scale, RIM), scale)
        rest[area] = 255
    around = tesseract.seen([rest], dpi, layout=3, patience=PATIENCE[0], cache=cache)
    inside = tesseract.seen([c.picture for c in clips], dpi, layout=6, patience=PATIENCE[1], cache=cache)
    if around is None or inside is None:
        return None
    parts = [Clip(rest, 0, 0), *clips]
    words = [[one for one in part if not _dirt(one)] for part in around + inside]
    words = _figures_again(parts, words, dpi, cache)
    return [
        _at(one, clip, number) for number, (clip, part) in enumerate(zip(parts, words, strict=True)) for one in part
    ]


def _area(box: Box, scale: float, rim: float) -> tuple[slice, slice]:
    top, bottom = round((box.top + rim) * scale), round((box.bottom - rim) * scale)
    left, right = round((box.x0 + rim) * scale), round((box.x1 - rim) * scale)
    return slice(max(0, top), max(0, bottom)), slice(max(0, left), max(0, right))


def _clips(picture: Gray, area: tuple[slice, slice], scale: float) -> Iterator[Clip]:
    """The print in that area, dark on light, with a margin of its paper; nothing where there is none."""
    part = picture[area]
    if not part.size:
        return
    paper = int(np.median(part))
    if np.count_nonzero(part > paper + INK) > np.count_nonzero(part < paper - INK):
        part, paper = 255 - part, 255 - paper
    ys, xs = np.nonzero(part < paper - INK)
    if len(ys) < LEAST_INK * scale * scale:
        return
    edge = round(MARGIN * scale)
    top, left = max(0, int(ys.min()) - edge // 2), max(0, int(xs.min()) - edge // 2)
    tight = part[top : int(ys.max()) + edge // 2, left : int(xs.max()) + edge // 2]
    framed = np.pad(tight, edge, constant_values=paper)
    yield Clip(framed, area[1].start + left - edge, area[0].start + top - edge)


def _at(one: Seen, clip: Clip, number: int) -> Seen:
    """A word seen in clip `number`, where it stands on the page."""
    x, y = clip.left, clip.top
    line = (number, *one.line[1:])
    return Seen(mended(one.text), one.x0 + x, one.top + y, one.x1 + x, one.bottom + y, one.confidence, line)


def _dirt(one: Seen) -> bool:
    """Whether it is what is left of rules and specks: strokes alone, or signs of which tesseract is unsure."""
    unsure = one.confidence < UNSURE_SIGN and not any(c.isalnum() for c in one.text)
    return unsure or not one.text.strip("|_—~`´'‘’\"\\¦")


def _figures_again(
    parts: Sequence[Clip], words: Sequence[Sequence[Seen]], dpi: int, cache: Path | None
) -> list[list[Seen]]:
    """The words of each part, with figures and percent signs as the English model reads them where it knows better."""
    out = [list(part) for part in words]
    if not tesseract.knows(ENGLISH):
        return out
    places = [(p, w) for p, part in enumerate(out) for w in range(len(part)) if _doubtful(part, w, alone=p > 0)]
    cuts = [_cut(parts[p].picture, out[p], w, dpi / 72) for p, w in places]
    answers = tesseract.seen(cuts, dpi, layout=7, language=ENGLISH, patience=PATIENCE[2], cache=cache)
    for (p, w), cut, all_of_it in zip(places, cuts, answers or [], strict=False):
        answer = [one for one in all_of_it if not _dirt(one)]
        if answer:
            again, sure = "".join(one.text for one in answer), min(one.confidence for one in answer)
            one = out[p][w]
            out[p][w] = replace(one, text=settled(one.text, one.confidence, again, sure, _width(cut)))
    return out


def _doubtful(part: Sequence[Seen], which: int, *, alone: bool) -> bool:
    """Whether a word may be a figure misread: one that looks shaky, or any that stands alone in a cell."""
    one = part[which]
    return shaky(one.text, one.confidence) or (alone and len(part) == 1 and any(c.isdigit() for c in one.text))


def _cut(picture: Gray, part: Sequence[Seen], which: int, scale: float) -> Gray:
    """The picture of a word: all there is, where nothing else was seen in it."""
    if len(part) == 1:
        return picture
    one, edge = part[which], round(CLOSE * scale)
    across = slice(max(0, one.x0 - edge), one.x1 + edge)
    return np.pad(
        picture[max(0, one.top - edge) : one.bottom + edge, across], round(MARGIN * scale), constant_values=255
    )


def _width(picture: Gray) -> float:
    """The width of the print in a picture, in its heights."""
    ys, xs = np.nonzero(picture < DARK_AREA)
    return float((np.ptp(xs) + 1) / (np.ptp(ys) + 1)) if len(xs) else 0.0
