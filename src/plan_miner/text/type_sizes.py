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
TALL, SMALL, DOTTED, TAIL = 0.69, 0.48, 0.83, 0.185  # heights of letters and depth of tails, of the font's size
TALLS = re.compile(r"[A-ZÇŞ0-9bdfhklßijöüğ]")
DOTTED_CAPITALS = re.compile(r"[İÖÜĞÂÎÛ]")
TAILS = re.compile(r"[gğjpqyçşÇŞ()\[\],;Q]")
QUOTES = "'\"‘’“”´`"
DOT = "•"
REACH = 3.0  # of the font's size, from a bullet to its text
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
    words = [word for line in lines.values() for word in _set(line, size_of[_text(line[0])], page, scale)]
    for word in words:
        yield _on_its_line(word, words) if word.text == DOT else word


def _on_its_line(dot: Word, words: Sequence[Word]) -> Word:
    """A bullet that was found by itself, as high as the word that it stands before."""
    box, middle = dot.box, (dot.box.top + dot.box.bottom) / 2
    behind = [w for w in words if w.box.top <= middle <= w.box.bottom and 0 < w.box.x0 - box.x1 < REACH * w.size]
    if not behind:
        return dot
    word = min(behind, key=lambda w: w.box.x0)
    return Word(DOT, Box(box.page, box.x0, word.box.top, box.x1, word.box.bottom), word.bold, word.size)


def _text(one: Seen) -> tuple[int, int, int, int]:
    """What is set in one size: a line of the page, or all of a cell."""
    return (one.line[0], 0, 0, 0) if one.line[0] else one.line


def _size(words: Sequence[Seen]) -> float:
    """The font's size in pixels: told from words with tall letters, where there are any, by how far they rise."""
    lines: dict[tuple[int, int, int, int], list[Seen]] = {}
    for one in words:
        lines.setdefault(one.line, []).append(one)
    risen = [(one.text, _foot(line) - one.top) for line in lines.values() for one in line if _worded(one)]
    tall = [rise / TALL for text, rise in risen if TALLS.search(text) and not DOTTED_CAPITALS.search(text)]
    low = [rise / SMALL for text, rise in risen if not TALLS.search(text) and not DOTTED_CAPITALS.search(text)]
    dotted = [rise / DOTTED for text, rise in risen if DOTTED_CAPITALS.search(text)]
    highest = max(one.bottom - one.top for one in words)
    size = median(tall or dotted or low or [highest])
    return size if size > 1 else float(max(1, highest))  # letters that lie on their sides have no common foot


def _foot(line: Sequence[Seen]) -> float:
    """Where the letters of a line stand, in pixels from the top of the page."""
    feet = [one.bottom for one in line if _worded(one) and not TAILS.search(one.text)]
    lowest = max(one.bottom for one in line)
    return median(feet) if feet else lowest - TAIL / (TALL + TAIL) * (lowest - min(one.top for one in line))


def _worded(one: Seen) -> bool:
    return any(c.isalnum() for c in one.text)


def _settled(sizes: Sequence[tuple[float, int]]) -> list[float]:
    """Each line's size as the commonest near it: (size, letters) of every line in, a size for each out."""
    common: list[float] = []
    left = list(sizes)
    while left:
        near = [[(s, n) for s, n in left if abs(s - middle) <= ALIKE * middle] for middle, _ in left]
        most = max(near, key=lambda group: sum(n for _, n in group))
        size = median(s for s, _ in most)
        if all(abs(s - size) > 3 * ALIKE * size for s in common):  # nearer ones are one size, measured badly
            common.append(size)
        left = [(s, n) for s, n in left if abs(s - size) > 2 * ALIKE * size and (s, n) not in most]
    return [min(common, key=lambda c: abs(c - s)) for s, _ in sizes]


def _set(line: Sequence[Seen], size: float, page: int, scale: float) -> Iterator[Word]:
    """The words of a line with boxes as high as their font, standing on the line's foot."""
    foot = _foot(line)
    for one in line:
        for text, x0, x1 in _parts(one, size):
            points = (round(v / scale, 2) for v in (x0, foot - ASCENT * size, x1, foot + DESCENT * size))
            yield Word(text, Box(page, *points), size=round(size / scale, 1))


def _parts(one: Seen, size: float) -> list[tuple[str, float, float]]:
    """The word with its left and right edge, or a bullet and the word that was read as one with it."""
    if _bullet(one, size):
        return [(DOT, one.x0, one.x1)]
    glued = GLUED.match(one.text)
    if not glued:
        return [(one.text, one.x0, one.x1)]
    cut = min(one.x0 + 0.5 * size, one.x1 - 1)
    return [(DOT, one.x0, cut), (one.text[glued.end() :], cut + 1, one.x1)]


def _bullet(one: Seen, size: float) -> bool:
    """Whether a sign is a dot as large as a bullet, whatever it was read as: all letters and figures are higher."""
    wide, high = one.x1 - one.x0, one.bottom - one.top
    dot = 0.15 * size < high < 0.42 * size and 0.7 < wide / high < 1.4
    return len(one.text) <= 2 and dot and not any(sign in QUOTES for sign in one.text)
