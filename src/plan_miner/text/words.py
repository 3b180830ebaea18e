"""The words of a page with their boxes, as pdfium has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, create_string_buffer
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from plan_miner.model import Box
from plan_miner.text import calls
from plan_miner.text.calls import Handle

BOLD_WEIGHT = 600  # the font weight from which print looks bold (CSS: 600 and more)
JOINER, IN_TEXT = "\x02", "\ufffe"  # pdfium's mark for a hyphen at a line end; what it has for it in a page's text
PRINTED = re.compile(rf"[^\s\0{JOINER}]+{JOINER}?")  # pdfium strings both halves of a hyphenated word together


class Word(msgspec.Struct, frozen=True, gc=False):
    """A printed word."""

    text: str
    box: Box
    bold: bool = False
    size: float = 0.0  # of the font, in points; 0 where the text does not run from left to right
    slanted: bool = False  # neither along nor across the page: a watermark


@dataclass(frozen=True, slots=True)
class Paper:
    """How a PDF page's own coordinates lead to points from the top left of the page as it is seen."""

    number: int
    width: float
    height: float
    left: float
    bottom: float
    turn: int  # degrees clockwise: 0, 90, 180, 270

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box of a rectangle given in PDF coordinates (origin at the bottom left)."""
        x0, x1, y0, y1 = x0 - self.left, x1 - self.left, y0 - self.bottom, y1 - self.bottom
        if self.turn == 90:
            return self._made(y0, x0, y1, x1)
        if self.turn == 180:
            return self._made(self.width - x1, y0, self.width - x0, y1)
        if self.turn == 270:
            return self._made(self.width - y1, self.height - x1, self.width - y0, self.height - x0)
        return self._made(x0, self.height - y1, x1, self.height - y0)

    def _made(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        return Box(self.number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def paper(page: pdfium.PdfPage, number: int) -> Paper:
    """The geometry of page `number` (from 1)."""
    width, height = page.get_size()
    left, bottom, _, _ = page.get_cropbox()
    return Paper(number, width, height, left, bottom, page.get_rotation())


def words(page: pdfium.PdfPage, sheet: Paper) -> list[Word]:
    """The words of a page in the order of its content stream."""
    text_page = page.get_textpage()
    try:
        return [word for word in _words(text_page, sheet) if _on(sheet, word.box)]
    finally:
        text_page.close()


def _on(sheet: Paper, box: Box) -> bool:
    """Whether a word can be seen: its middle lies on the page."""
    return 0 <= box.x0 + box.x1 <= 2 * sheet.width and 0 <= box.top + box.bottom <= 2 * sheet.height


def _words(text_page: pdfium.PdfTextPage, sheet: Paper) -> Iterator[Word]:
    here = calls.handle(text_page)
    text = _characters(text_page, here)
    faces: dict[int, Face] = {}
    for printed in PRINTED.finditer(text):
        start, end = printed.span()
        item = calls.object_of(here, start)
        face = faces.get(item)
        if face is None:
            face = _face(here, start, sheet)
            if face.top is not None and item:
                faces[item] = face
        yield _word(here, text, start, end, face, sheet)


def _characters(text_page: pdfium.PdfTextPage, here: Handle) -> str:
    """One character for each index that pdfium counts (its own text skips what has no Unicode)."""
    count = text_page.count_chars()
    text: str = text_page.get_text_range() if count else ""
    if len(text) == count:
        return text.replace(IN_TEXT, JOINER)
    codes = [calls.unicode_of(here, i) for i in range(count)]
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\0" for code in codes)


FLAT = 0.01  # sine of the angle below which text runs straight
RAISED = 0.85  # of the word's font size: smaller figures behind it are a footnote's number
NOTE = re.compile(r"(?<=[a-zçğıöşü.,)%])\d{1,3}$")
ASCENT, DESCENT = 0.8, 0.22  # of the font's size, above and below the line on which letters stand
HEAVY = re.compile(rb"bold|black|heavy|semibold", re.IGNORECASE)

# where pdfium writes what it is asked for
_RECTANGLE, _MATRIX, _FLAGS = (c_float * 4)(), raw.FS_MATRIX(), c_int()
_EDGES = memoryview(_RECTANGLE).cast("B").cast("f")  # left, upper, right, lower
_X, _Y, _NAME = c_double(), c_double(), create_string_buffer(256)
_TO_RECTANGLE, _TO_MATRIX, _TO_X, _TO_Y, _TO_FLAGS = (byref(place) for place in (_RECTANGLE, _MATRIX, _X, _Y, _FLAGS))


class Face(NamedTuple):
    """What the words of one text object share: one command draws it, in one font."""

    bold: bool
    size: float  # in points; 0 where the text does not run from left to right
    slanted: bool = False
    top: float = 0.0  # of words as high as their font, so that words of one line share top and bottom
    bottom: float = 0.0
    level: bool = False  # whether every word in it has this top and bottom


def _face(here: Handle, index: int, sheet: Paper) -> Face:
    bold = calls.weight_of(here, index) >= BOLD_WEIGHT or _heavy(here, index)
    calls.matrix_of(here, index, _TO_MATRIX)
    across, along = abs(_MATRIX.b), abs(_MATRIX.d)
    if across > FLAT * (along or 1) or sheet.turn:
        return Face(bold, 0.0, slanted=min(across, along) > FLAT * max(across, along))
    size = calls.size_of(here, index) * (along or 1)
    calls.origin_of(here, index, _TO_X, _TO_Y)
    foot = sheet.height - (_Y.value - sheet.bottom)
    return Face(
        bold, round(size, 1), False, round(foot - ASCENT * size, 2), round(foot + DESCENT * size, 2), not across
    )


def _heavy(here: Handle, index: int) -> bool:
    """Whether the font's name says that it is bold; some producers give no weight."""
    length = calls.font_of(here, index, _NAME, len(_NAME), _TO_FLAGS)
    return bool(0 < length <= len(_NAME) and HEAVY.search(_NAME.value))


def _word(here: Handle, text: str, start: int, end: int, face: Face, sheet: Paper) -> Word:
    calls.loose_box(here, start, _TO_RECTANGLE)
    if not face.size:
        first = _EDGES.tolist()
        calls.loose_box(here, end - 1, _TO_RECTANGLE)
        return Word(text[start:end], _around(first, _EDGES.tolist(), sheet), face.bold, 0.0, face.slanted)
    left = _EDGES[0]
    if end - start > 1:
        calls.loose_box(here, end - 1, _TO_RECTANGLE)
    right = _EDGES[2]
    if text[end - 1].isdigit():
        end = _without_note(here, text, start, end)
    x0, x1 = round(left - sheet.left, 2), round(max(left, right) - sheet.left, 2)
    return Word(text[start:end], Box(sheet.number, x0, face.top, x1, face.bottom), face.bold, face.size)


def _around(first: Sequence[float], last: Sequence[float], sheet: Paper) -> Box:
    """The box around two characters' edges."""
    (left, upper, right, lower), (other_left, other_upper, other_right, other_lower) = first, last
    return sheet.box(
        min(left, other_left),
        min(upper, lower, other_upper, other_lower),
        max(right, other_right),
        max(upper, lower, other_upper, other_lower),
    )


def _without_note(here: Handle, text: str, start: int, end: int) -> int:
    """Where a word ends before the raised number of a footnote: figures in smaller print behind letters."""
    note = NOTE.search(text[start:end])
    if not note:
        return end
    small = calls.size_of(here, start + note.start()) < RAISED * calls.size_of(here, start)
    return start + note.start() if small else end
