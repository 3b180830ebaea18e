"""From ink to type: the sizes in which words seen in a picture were set, and boxes as high as those.

Ink says less than a font: "ve" is lower than "Ek". So each line's size is told from the heights of its words and the
letters in them, and lines of nearly one size get the same, as paragraphs are joined from lines of one size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from plan_miner.model import Box
from plan_miner.text.tesseract import Seen
from plan_miner.text.words import ASCENT, DESCENT, Word

ALIKE = 0.025  # of a size, by which what is measured of lines in one size differs
FEW_LETTERS = 30  # of one size on a page: fewer are too few to tell it
CAPITAL, SMALL, DOTTED, TAIL = 0.69, 0.48, 0.87, 0.21  # heights of letters and depth of tails, of the font's size
CAPITALS = re.compile(r"[A-ZÇÖŞÜÂÎÛ0-9bdfhklßiıjöüğ()\[\]/%&?!]")
DOTTED_CAPITALS = re.compile(r"[İÖÜÂÎÛĞ]")
TAILS = re.compile(r"[gğjpqyçşÇŞ()\[\],;Q]")
GLUED = re.compile(r"[«»*+•·¢©®°]+(?=[A-ZÇĞİÖŞÜa-zçğıöşü]{2})")  # a bullet read as one word with the next


def in_type(seen: Sequence[Seen], page: int, scale: float) -> Iterator[Word]:
    """The words as a font would have set them, in points; `scale` is pixels a point.

    Picture 0 is the page, each other one a cell, which is set in one size.
    """
    lines: dict[tuple[int, int, int, int], list[Seen]] = {}
    texts: dict[tuple[int, int, int, int], list[Seen]] = {}
    for one in seen:
        lines.setdefault(one.line, []).append(one)
        texts.setdefault(_text(one), []).append(one)
    sizes = _settled([(_size(text), sum(len(s.text) for s in text)) for text in texts.values()])
    size_of = dict(zip(texts, sizes, strict=True))
    for number, line in enumerate(lines.values()):
        yield from _set(line, size_of[_text(line[0])], number, page, scale)


def _text(one: Seen) -> tuple[int, int, int, int]:
    """What is set in one size: a line of the page, or all of a cell."""
    return (one.line[0], 0, 0, 0) if one.line[0] else one.line


def _size(words: Sequence[Seen]) -> float:
    """The font's size in pixels, from the heights of words and the letters in them."""
    guesses = [(s.bottom - s.top) / _height(s.text) for s in words if _worded(s)]
    return median(guesses) if guesses else float(max(s.bottom - s.top for s in words))


def _worded(one: Seen) -> bool:
    return any(c.isalnum() for c in one.text)


def _height(text: str) -> float:
    """How high a word's ink is, of the font's size."""
    above = DOTTED if DOTTED_CAPITALS.search(text) else CAPITAL if CAPITALS.search(text) else SMALL
    return above + _tail(text)


def _tail(text: str) -> float:
    return TAIL if TAILS.search(text) else 0.0


def _settled(sizes: Sequence[tuple[float, int]]) -> list[float]:
    """Each line's size as the commonest near it: (size, letters) of every line in, a size for each out."""
    common: list[float] = []
    left = list(sizes)
    while left:
        near = [[(s, n) for s, n in left if abs(s - middle) <= ALIKE * middle] for middle, _ in left]
        most = max(near, key=lambda group: sum(n for _, n in group))
        size = median(s for s, _ in most)
        if sum(n for _, n in most) >= FEW_LETTERS or all(abs(s - size) > 3 * ALIKE * size for s in common):
            common.append(size)
        left = [(s, n) for s, n in left if abs(s - size) > 2 * ALIKE * size and (s, n) not in most]
    return [min(common, key=lambda c: abs(c - s)) for s, _ in sizes]


def _set(line: Sequence[Seen], size: float, number: int, page: int, scale: float) -> Iterator[Word]:
    """The words of a line with boxes as high as their font, standing on the line's foot."""
    feet = [s.bottom - _tail(s.text) * size for s in line if _worded(s)]
    foot = median(feet) if feet else median(s.bottom for s in line)
    for one in line:
        own = one.bottom - _tail(one.text) * size
        base = own if _worded(one) and abs(own - foot) > 0.3 * size else foot
        for text, x0, x1 in _parts(one, base, size):
            box = (x0, base - ASCENT * size, x1, base + DESCENT * size)
            points = (round(v / scale, 2) for v in box)
            yield Word(text, Box(page, *points), number, size=round(size / scale, 1))


def _parts(one: Seen, base: float, size: float) -> list[tuple[str, float, float]]:
    """The word with its left and right edge, or a bullet and the word that was read as one with it."""
    if _bullet(one, base, size):
        return [("•", one.x0, one.x1)]
    glued = GLUED.match(one.text)
    if not glued:
        return [(one.text, one.x0, one.x1)]
    cut = min(one.x0 + 0.5 * size, one.x1 - 1)
    return [("•", one.x0, cut), (one.text[glued.end() :], cut + 1, one.x1)]


def _bullet(one: Seen, base: float, size: float) -> bool:
    """Whether a sign is as small and as high over the line's foot as a bullet's dot, whatever it was read as."""
    wide, high = one.x1 - one.x0, one.bottom - one.top
    dot = 0.15 * size < high < 0.45 * size and 0.7 < wide / high < 1.4
    return len(one.text) == 1 and dot and base - one.bottom > 0.08 * size
