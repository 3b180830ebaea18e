"""pdfium's functions as they are called for every word and stroke of a page: with nothing between that costs time.

pypdfium2 makes an object for each thing on a page, and checks each argument of each call: three quarters of the time.
Here arguments are what C takes: handles as `Handle`, numbers as int, places to write to as `byref`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

Call = Callable[..., Any]


class Handle(ctypes.c_void_p):
    """What pdfium knows a page, its text or a thing on it by; its `value` is None where there is no such thing."""


def _called(function: Any, result: Any = ctypes.c_int) -> Call:
    """A function of pdfium's; where nobody asks for its result, None spares the making of one."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def handle(opened: Any) -> Handle:
    """The handle of a page or text page that pypdfium2 has opened (and closes)."""
    return Handle(ctypes.cast(opened.raw, ctypes.c_void_p).value)


# of a text page and the index of a character
unicode_of = _called(raw.FPDFText_GetUnicode, ctypes.c_uint)
object_of = _called(raw.FPDFText_GetTextObject, ctypes.c_void_p)
loose_box = _called(raw.FPDFText_GetLooseCharBox, None)
matrix_of = _called(raw.FPDFText_GetMatrix, None)
origin_of = _called(raw.FPDFText_GetCharOrigin, None)
size_of = _called(raw.FPDFText_GetFontSize, ctypes.c_double)
weight_of = _called(raw.FPDFText_GetFontWeight)
name_of = _called(raw.FPDFText_GetFontInfo, ctypes.c_ulong)

# of a text object
font_of = _called(raw.FPDFTextObj_GetFont, ctypes.c_void_p)
mode_of = _called(raw.FPDFTextObj_GetTextRenderMode)
clip_of = _called(raw.FPDFPageObj_GetClipPath, Handle)

# of what it is clipped to
count_clips = _called(raw.FPDFClipPath_CountPaths)
count_clip_segments = _called(raw.FPDFClipPath_CountPathSegments)
clip_segment_of = _called(raw.FPDFClipPath_GetPathSegment, Handle)

# of a page, or of a form on it, and of the things there
count_on_page = _called(raw.FPDFPage_CountObjects)
count_in_form = _called(raw.FPDFFormObj_CountObjects)
on_page = _called(raw.FPDFPage_GetObject, Handle)
in_form = _called(raw.FPDFFormObj_GetObject, Handle)
kind_of = _called(raw.FPDFPageObj_GetType)
bounds_of = _called(raw.FPDFPageObj_GetBounds, None)
matrix_of_thing = _called(raw.FPDFPageObj_GetMatrix, None)
count_segments = _called(raw.FPDFPath_CountSegments)
segment_of = _called(raw.FPDFPath_GetPathSegment, Handle)
point_of = _called(raw.FPDFPathSegment_GetPoint, None)
kind_of_segment = _called(raw.FPDFPathSegment_GetType)
