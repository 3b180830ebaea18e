"""Pages without usable text: rendered, put straight, freed of rules, and read by tesseract.

What comes out is what pdfium would give of a born-digital page (words with boxes, strokes as thin boxes), so grids,
cells and lines are made by the same code. Boxes are those of the page put straight: on a sheet that lay one degree
askew they stand up to seven points off at the edges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from plan_miner.model import Box
from plan_miner.text import tesseract
from plan_miner.text.misread import mended
from plan_miner.text.rulings import Ruling, rulings, skew, turned
from plan_miner.text.tesseract import Seen, remedy
from plan_miner.text.words import ASCENT, DESCENT, Paper, Word

__all__ = ["Sight", "available", "remedy", "sight"]

Gray = npt.NDArray[np.uint8]

DPI = 300
MOST_PIXELS = 36_000_000  # four A4 pages: larger sheets are rendered more coarsely
UNSURE = 25.0  # of 100: signs of which tesseract is less sure are dirt
SAME_SIZE = 0.09  # of the size: lines that differ by less were printed in one
CAPITAL, SMALL, DOTTED, TAIL = 0.69, 0.47, 0.87, 0.21  # heights of letters and depth of tails, of the font's size
TALL_LETTERS = re.compile(r"[A-ZÇĞÖŞÜÂÎÛ0-9bdfhklßiıj()\[\]/%&?!]")


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen on a page: its words, and its rules as thin boxes; points, origin at the top left."""

    words: tuple[Word, ...]
    rules: tuple[Box, ...]


def available() -> bool:
    """Whether tesseract and its Turkish model are installed."""
    return bool(tesseract.version())


def sight(page: pdfium.PdfPage, sheet: Paper, cache: Path | None = None) -> Sight | None:
    """The words and rules in the picture of a page; None where nothing can read it.

    `cache` is a folder where tesseract's answers are kept by the picture's content.
    """
    if not available():
        return None
    scale = min(DPI / 72, (MOST_PIXELS / max(1.0, sheet.width * sheet.height)) ** 0.5)
    picture = _rendered(page, scale)
    picture = turned(picture, skew(picture, scale))
    found, clean = rulings(picture, scale)
    seen = tesseract.seen(clean, round(scale * 72), cache=cache)
    if seen is None:
        return None
    words = _words(seen, sheet.number, scale)
    return Sight(tuple(words), tuple(_thin(r, sheet.number, scale) for r in found))


def _rendered(page: pdfium.PdfPage, scale: float) -> Gray:
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]))


def _thin(ruling: Ruling, page: int, scale: float) -> Box:
    x0, top, x1, bottom = (round(v / scale, 2) for v in (ruling.x0, ruling.top, ruling.x1, ruling.bottom))
    return Box(page, x0, top, x1, bottom)


def _words(seen: Sequence[Seen], page: int, scale: float) -> list[Word]:
    lines: dict[tuple[int, int, int], list[Seen]] = {}
    for one in seen:
        if not _dirt(one):
            lines.setdefault(one.line, []).append(one)
    sizes = _settled([(_size(line), sum(len(s.text) for s in line)) for line in lines.values()])
    out: list[Word] = []
    for number, (line, size) in enumerate(zip(lines.values(), sizes, strict=True)):
        out += _set(line, size, number, page, scale)
    return out


def _dirt(one: Seen) -> bool:
    """Whether it is what is left of rules and specks: strokes alone, or signs of which tesseract is unsure."""
    unsure = one.confidence < UNSURE and not any(c.isalnum() for c in one.text)
    return unsure or not one.text.strip("|_—~`´'‘’\"\\¦")


def _size(line: Sequence[Seen]) -> float:
    """The font's size in pixels, from the heights of a line's words and the letters in them."""
    guesses = [(s.bottom - s.top) / _height(s.text) for s in line if any(c.isalnum() for c in s.text)]
    return median(guesses) if guesses else float(max(s.bottom - s.top for s in line))


def _height(text: str) -> float:
    """How high a word's ink is, of the font's size."""
    above = DOTTED if re.search("[İÖÜÂÎÛĞ]", text) else CAPITAL if TALL_LETTERS.search(text) else SMALL
    return above + _tail(text)


def _tail(text: str) -> float:
    return TAIL if re.search(r"[gğjpqyçşÇŞ()\[\],;Q]", text) else 0.0


def _settled(sizes: Sequence[tuple[float, int]]) -> list[float]:
    """Each line's size as the commonest near it: (size, letters) of every line in, a size for each out."""
    left = set(range(len(sizes)))
    out = [0.0] * len(sizes)
    while left:
        groups = [[i for i in left if abs(sizes[i][0] - sizes[j][0]) <= SAME_SIZE * sizes[j][0]] for j in left]
        near = max(groups, key=lambda group: sum(sizes[i][1] for i in group))
        common = median(sizes[i][0] for i in near)
        for i in near:
            out[i] = common
        left.difference_update(near)
    return out


def _set(line: Sequence[Seen], size: float, number: int, page: int, scale: float) -> list[Word]:
    """The words of a line with boxes as high as their font, standing on the line's foot."""
    feet = [s.bottom - _tail(s.text) * size for s in line if any(c.isalnum() for c in s.text)]
    foot = median(feet) if feet else median(s.bottom for s in line)
    out = []
    for one in line:
        own = one.bottom - _tail(one.text) * size
        base = own if abs(own - foot) > 0.3 * size and any(c.isalnum() for c in one.text) else foot
        x0, top, x1, bottom = one.x0, base - ASCENT * size, one.x1, base + DESCENT * size
        box = Box(page, *(round(v / scale, 2) for v in (x0, top, x1, bottom)))
        text = "•" if _bullet(one, base, size) else mended(one.text)
        out.append(Word(text, box, number, size=round(size / scale, 1)))
    return out


def _bullet(one: Seen, base: float, size: float) -> bool:
    """Whether a sign is a dot as large and as high over the foot of the line as bullets are, whatever it was read as."""
    wide, high = one.x1 - one.x0, one.bottom - one.top
    round_ = 0.15 * size < high < 0.45 * size and 0.7 < wide / high < 1.4
    return len(one.text) == 1 and round_ and base - one.bottom > 0.08 * size
