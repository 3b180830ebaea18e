"""One PDF to pages of lines and table cells with boxes. Runs in a child process: pdfium may abort it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from plan_miner.model import Line, Page, Reading
from plan_miner.text.furniture import set_aside
from plan_miner.text.grid import grids
from plan_miner.text.layout import blocks
from plan_miner.text.quality import judged
from plan_miner.text.repair import repaired
from plan_miner.text.unreadable import Unreadable
from plan_miner.text.words import drawing, paper, words

__all__ = ["Unreadable", "read"]


def read(path: Path, tell: Callable[[int, int], None] | None = None) -> Reading:
    """All pages of the PDF at `path`; `tell` hears (pages read, of all) after each.

    Raises Unreadable where it is encrypted with a user password, damaged, or has no pages.
    """
    document = _opened(path)
    try:
        if not len(document):
            raise Unreadable("damaged", f"{path.name} has no pages: download it again or ask for another copy")
        producer = str(document.get_metadata_value("Producer") or "")
        return Reading(set_aside(list(_pages(document, tell))), producer)
    finally:
        document.close()


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise Unreadable("encrypted", f"{path.name} asks for a password: put an open copy in its place") from None
        raise Unreadable(
            "damaged", f"{path.name} cannot be opened ({error}): it may be cut short; download it again"
        ) from None


def _pages(document: pdfium.PdfDocument, tell: Callable[[int, int], None] | None) -> Iterator[Page]:
    for number in range(1, len(document) + 1):
        yield _page(document, number)
        if tell:
            tell(number, len(document))


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return Page(number, 0.0, 0.0, (), quality="unread")
    try:
        sheet = paper(page, number)
        drawn = drawing(page, sheet)
        every, damaged = repaired(words(page, sheet))
        found = [word for word in every if not word.slanted]
        quality = judged(found, drawn.picture_share, damaged=damaged)
        tables = grids(drawn.boxes, sheet.width, sheet.height)
        marks = tuple(Line(word.text, word.box) for word in every if word.slanted)
        return Page(number, sheet.width, sheet.height, blocks(found, tables, sheet.height), marks, quality)
    finally:
        page.close()
