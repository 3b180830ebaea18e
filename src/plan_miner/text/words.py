"""What pdfium says of one page: its words with boxes, its drawn paths, and how much of it is picture."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from plan_miner.model import Box

BOLD_WEIGHT = 600  # the font weight from which print looks bold (CSS: 600 and more)
BREAKS = "\r\n"
JOINER = "\x02"  # pdfium's mark for a hyphen at a line end


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word; `line` counts the lines in which pdfium strings words together."""

    text: str
    box: Box
    line: int
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
    count = text_page.count_chars()
    text = _characters(text_page, count)
    line, start = 0, -1
    for index, char in enumerate([*text, "\n"]):
        if char.isspace() or char == "\0":
            if start >= 0:
                yield _word(text_page, text, start, index, line, sheet)
                start = -1
            line += char in BREAKS
        elif start < 0:
            start = index


def _characters(text_page: pdfium.PdfTextPage, count: int) -> str:
    """One character for each index that pdfium counts (its own text skips what has no Unicode)."""
    text: str = text_page.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = [raw.FPDFText_GetUnicode(text_page, i) for i in range(count)]
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\0" for code in codes)


FLAT = 0.01  # sine of the angle below which text runs straight
RAISED = 0.85  # of the word's font size: smaller figures behind it are a footnote's number
NOTE = re.compile(r"(?<=[a-zçğıöşü.,)%])\d{1,3}$")
ASCENT, DESCENT = 0.8, 0.22  # of the font's size, above and below the line on which letters stand
_RECTANGLE = raw.FS_RECTF()
_MATRIX = raw.FS_MATRIX()
_X, _Y = ctypes.c_double(), ctypes.c_double()


def _word(text_page: Any, text: str, start: int, end: int, line: int, sheet: Paper) -> Word:
    """The word of those characters. Its box is as high as its font, so that words of one line share top and bottom."""
    bold = raw.FPDFText_GetFontWeight(text_page, start) >= BOLD_WEIGHT or _heavy(text_page, start)
    x0, y0, _, y1 = _char_box(text_page, start)
    xa, ya, x1, yb = _char_box(text_page, end - 1)
    raw.FPDFText_GetMatrix(text_page, start, _MATRIX)
    across, along = abs(_MATRIX.b), abs(_MATRIX.d)
    if across > FLAT * (along or 1) or sheet.turn:
        around = sheet.box(min(x0, xa), min(y0, ya), max(x1, _), max(y1, yb))
        return Word(text[start:end], around, line, bold, 0.0, slanted=min(across, along) > FLAT * max(across, along))
    size = raw.FPDFText_GetFontSize(text_page, start) * (along or 1)
    end = _without_note(text_page, text, start, end)
    raw.FPDFText_GetCharOrigin(text_page, start, _X, _Y)
    box = sheet.box(x0, _Y.value - DESCENT * size, max(x0, x1), _Y.value + ASCENT * size)
    return Word(text[start:end], box, line, bold, round(size, 1))


def _without_note(text_page: Any, text: str, start: int, end: int) -> int:
    """Where a word ends before the raised number of a footnote: figures in smaller print behind letters."""
    note = NOTE.search(text[start:end])
    if not note:
        return end
    small = raw.FPDFText_GetFontSize(text_page, start + note.start()) < RAISED * raw.FPDFText_GetFontSize(
        text_page, start
    )
    return start + note.start() if small else end


_NAME = ctypes.create_string_buffer(128)
_FLAGS = ctypes.c_int()
HEAVY = re.compile(rb"bold|black|heavy|semibold", re.IGNORECASE)


def _heavy(text_page: Any, index: int) -> bool:
    """Whether the font's name says that it is bold; some producers give no weight."""
    length = raw.FPDFText_GetFontInfo(text_page, index, _NAME, 128, _FLAGS)
    return bool(length and HEAVY.search(_NAME.raw[: min(length, 128)]))


def _char_box(text_page: Any, index: int) -> tuple[float, float, float, float]:
    """A character's left, lower, right and upper edge in PDF coordinates."""
    raw.FPDFText_GetLooseCharBox(text_page, index, _RECTANGLE)
    r = _RECTANGLE
    return r.left, min(r.bottom, r.top), r.right, max(r.bottom, r.top)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The straight strokes and filled rectangles of a page, and the share of it that pictures cover."""

    boxes: tuple[Box, ...]
    picture_share: float


def drawing(page: pdfium.PdfPage, sheet: Paper) -> Drawing:
    """What is drawn on a page beside its text."""
    boxes: list[Box] = []
    picture = 0.0
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for item in page.get_objects(filter=kinds):
        around = sheet.box(*item.get_bounds())
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            picture += (around.x1 - around.x0) * (around.bottom - around.top)
        elif raw.FPDFPath_CountSegments(item.raw) <= 6:
            boxes.append(around)
        else:
            boxes.extend(_strokes(item, sheet))
    return Drawing(tuple(boxes), min(1.0, picture / max(1.0, sheet.width * sheet.height)))


def _strokes(item: Any, sheet: Paper) -> Iterator[Box]:
    """The straight strokes of a path of many segments (some producers draw a whole grid as one path)."""
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    here: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(item.raw), 4000)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        there = matrix.on_point(x.value, y.value)
        if here and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            (xa, ya), (xb, yb) = here, there
            if abs(xa - xb) < 1 or abs(ya - yb) < 1:
                yield sheet.box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        here = there
