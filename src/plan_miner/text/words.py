"""The words of a page with their boxes, as pdfium has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from ctypes import byref, c_double, c_float, c_int, create_string_buffer
from dataclasses import dataclass
from struct import Struct

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from plan_miner.model import Box
from plan_miner.text import calls
from plan_miner.text.calls import Handle
from plan_miner.text.clipped import out_of_sight

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
    hidden: bool = False  # laid over a scan to be searched and copied, not to be seen


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
        if not self.turn:
            return Box(self.number, x0, self.height - y1, x1, self.height - y0)
        if self.turn == 90:
            return Box(self.number, y0, x0, y1, x1)
        if self.turn == 180:
            return Box(self.number, self.width - x1, y0, self.width - x0, y1)
        return Box(self.number, self.width - y1, self.height - x1, self.width - y0, self.height - x0)

    def turned(self, quarter: int) -> Paper:
        """The page turned by so many degrees (0, 90, 180, 270) with the clock."""
        wide, high = (self.height, self.width) if quarter % 180 else (self.width, self.height)
        return Paper(self.number, wide, high, self.left, self.bottom, (self.turn + quarter) % 360)


def paper(page: pdfium.PdfPage, number: int) -> Paper:
    """The geometry of page `number` (from 1)."""
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()
    wide, high = right - left, top - bottom
    return Paper(number, *((high, wide) if turn in (90, 270) else (wide, high)), left, bottom, turn)


def words(page: pdfium.PdfPage, sheet: Paper, *, clips: bool = False) -> list[Word]:
    """The words of a page that can be seen, in the order of its content stream.

    With `clips`, those that are clipped away are left out as well.
    """
    text_page = page.get_textpage()
    try:
        here = calls.handle(text_page)
        text = _characters(text_page, here)
        return _words(here, text, sheet, clips=clips)
    finally:
        text_page.close()


def quarter(page: pdfium.PdfPage, sheet: Paper, found: Sequence[Word]) -> int:
    """The degrees (0, 90, 180, 270) by which a page must be turned with the clock, so that most of its text is upright.

    `found` are its words as it lies; slanted ones do not count.
    """
    if 0.0 not in [word.size for word in found]:
        return 0
    level = sum(len(word.text) for word in found if word.size)
    every = sum(len(word.text) for word in found if not word.slanted)
    if 2 * level >= every or (level >= SOME * every and _titled_level(found, sheet)):
        return 0
    text_page = page.get_textpage()
    try:
        here = calls.handle(text_page)
        count = text_page.count_chars()
        turns = [_turn(here, index) for index in range(0, count, max(1, count // SAMPLES))]
    finally:
        text_page.close()
    (most, _), *_ = Counter(turn for turn in turns if turn is not None).most_common(1) or [(sheet.turn, 0)]
    return (most - sheet.turn) % 360


def _titled_level(found: Sequence[Word], sheet: Paper) -> bool:
    """Whether the largest print is level, but for what runs along the edges: a table's labels may be turned alone."""
    edge = EDGE * sheet.height
    inner = [
        word for word in found if not word.slanted and edge < word.box.top and word.box.bottom < sheet.height - edge
    ]
    level = max((word.size for word in inner), default=0.0)
    turned = max((word.box.x1 - word.box.x0 for word in inner if not word.size and len(word.text) > 2), default=0.0)
    return level > turned


def _turn(here: Handle, index: int) -> int | None:
    """How a page must be turned to have that character upright; None for slanted ones."""
    calls.matrix_of(here, index, _TO_MATRIX)
    along, across = _MATRIX.a, _MATRIX.b
    if min(abs(along), abs(across)) > FLAT * max(abs(along), abs(across)) or not (along or across):
        return None
    return (0 if along > 0 else 180) if abs(along) > abs(across) else (90 if across > 0 else 270)


def _words(here: Handle, text: str, sheet: Paper, *, clips: bool) -> list[Word]:
    object_of, loose_box = calls.object_of, calls.loose_box
    number, start_x, width, height = sheet.number, sheet.left, 2 * sheet.width, 2 * sheet.height
    found: list[Word] = []
    faces: dict[int, Face] = {}  # by text object
    looks: dict[Look, Face] = {}
    fonts: dict[int | None, bool] = {}
    drawn = Handle()
    for printed in PRINTED.finditer(text):
        start, end = printed.span()
        item = object_of(here, start)
        loose_box(here, start, _TO_RECTANGLE)
        face = faces.get(item)
        if face is None:
            drawn.value = item
            if clips and item and out_of_sight(drawn):
                continue
            look = calls.font_of(drawn), calls.mode_of(drawn), _EDGES[1], _EDGES[3]
            face = looks.get(look) or _face(here, start, look, fonts, sheet)
            if face.level and item:
                faces[item] = looks[look] = face
        if face.size:
            left = _EDGES[0] - start_x
            if end - start > 1:
                loose_box(here, end - 1, _TO_RECTANGLE)
            right = _EDGES[2] - start_x
            box = Box(number, left, face.top, right if right > left else left, face.bottom)
            if text[end - 1].isdigit() and object_of(here, end - 1) != item:
                end = _without_note(here, text, start, end)
        else:
            box = _around(here, end - 1, sheet)
        if 0 <= box.x0 + box.x1 <= width and 0 <= box.top + box.bottom <= height:  # its middle can be seen
            found.append(Word(text[start:end], box, face.bold, face.size, face.slanted, face.hidden))
    return found


def _characters(text_page: pdfium.PdfTextPage, here: Handle) -> str:
    """One character for each index that pdfium counts (its own text skips what has no Unicode)."""
    count = text_page.count_chars()
    text: str = text_page.get_text_range() if count else ""
    if len(text) == count:
        return text.replace(IN_TEXT, JOINER)
    codes = [calls.unicode_of(here, i) for i in range(count)]
    return "".join(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\0" for code in codes)


FLAT = 0.01  # sine of the angle below which text runs straight
SOME = 0.2  # of a page's letters, in print as large as a title, show how the page lies
EDGE = 0.06  # of the page's height, where headers and footers run
SAMPLES = 200  # characters of a page that are asked how they lie
RAISED = 0.85  # of the word's font size: smaller figures behind it are a footnote's number
NOTE = re.compile(r"(?<=[a-zçğıöşü.,)%])\d{1,3}$")
ASCENT, DESCENT = 0.8, 0.22  # of the font's size, above and below the line on which letters stand
HEAVY = re.compile(rb"bold|black|heavy|semibold", re.IGNORECASE)

# where pdfium writes what it is asked for
_RECTANGLE, _MATRIX, _FLAGS = (c_float * 4)(), raw.FS_MATRIX(), c_int()
_EDGES = memoryview(_RECTANGLE).cast("B").cast("f")  # left, upper, right, lower
_SIX = Struct("6f")  # what a matrix consists of
_X, _Y, _NAME = c_double(), c_double(), create_string_buffer(256)
_TO_RECTANGLE, _TO_MATRIX, _TO_X, _TO_Y, _TO_FLAGS = (byref(place) for place in (_RECTANGLE, _MATRIX, _X, _Y, _FLAGS))


Look = tuple[int | None, int, float, float]  # a font, how it is drawn, its letters' upper and lower edge on the page


class Face(msgspec.Struct, frozen=True, gc=False):
    """What the words of one text object share: one command draws it, in one font."""

    bold: bool
    size: float  # in points; 0 where the text does not run from left to right
    slanted: bool
    top: float = 0.0  # of words as high as their font, so that words of one line share top and bottom
    bottom: float = 0.0
    level: bool = False  # whether every word in it has this top and bottom
    hidden: bool = False


def _face(here: Handle, index: int, look: Look, fonts: dict[int | None, bool], sheet: Paper) -> Face:
    """The face of the character at `index`, which looks like that; `fonts` are those of the page, and if bold."""
    font, mode, _, _ = look
    bold = fonts.get(font)
    if bold is None:
        bold = fonts[font] = _heavy(here, index)
    hidden = mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    calls.matrix_of(here, index, _TO_MATRIX)
    a, b, _, d, _, foot = _SIX.unpack(_MATRIX)
    across, along = abs(b), abs(d)
    if across > FLAT * (along or 1) or sheet.turn or a < 0 > d:
        return Face(bold, 0.0, min(across, along) > FLAT * max(across, along), hidden=hidden)
    size = calls.size_of(here, index) * (along or 1)
    if across:
        calls.origin_of(here, index, _TO_X, _TO_Y)
        foot = _Y.value
    foot = sheet.height + sheet.bottom - foot
    return Face(bold, round(size, 1), False, foot - ASCENT * size, foot + DESCENT * size, not across, hidden)


def _heavy(here: Handle, index: int) -> bool:
    """Whether a font is bold by its weight, or by its name: some producers give no weight."""
    if calls.weight_of(here, index) >= BOLD_WEIGHT:
        return True
    length = calls.name_of(here, index, _NAME, len(_NAME), _TO_FLAGS)
    return bool(0 < length <= len(_NAME) and HEAVY.search(_NAME.value))


def _around(here: Handle, last: int, sheet: Paper) -> Box:
    """The box around the character whose edges were just asked for, and that at `last`."""
    left, upper, right, lower = _EDGES
    calls.loose_box(here, last, _TO_RECTANGLE)
    other_left, other_upper, other_right, other_lower = _EDGES
    ys = (upper, lower, other_upper, other_lower)
    return sheet.box(min(left, other_left), min(ys), max(right, other_right), max(ys))


def _without_note(here: Handle, text: str, start: int, end: int) -> int:
    """Where a word ends before the raised number of a footnote: figures in smaller print behind letters."""
    note = NOTE.search(text[start:end])
    if not note:
        return end
    small = calls.size_of(here, start + note.start()) < RAISED * calls.size_of(here, start)
    return start + note.start() if small else end
