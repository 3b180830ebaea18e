"""One PDF to pages of lines and table cells with boxes. Runs in a child process: pdfium may abort it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from plan_miner.limits import LAYOUT_SECONDS, MOST_PAGES, PAGE_SECONDS, SIGHT_SECONDS, Tell
from plan_miner.model import Box, Line, Page, Reading, Table
from plan_miner.saying import said
from plan_miner.system import allow_more_work
from plan_miner.text.clipped import MAKERS as CLIPPING
from plan_miner.text.drawn import drawing
from plan_miner.text.fallback import MAKER, Wording, strung_together, wording
from plan_miner.text.furniture import set_aside
from plan_miner.text.grid import ruled
from plan_miner.text.layout import blocks
from plan_miner.text.marks import parted
from plan_miner.text.quality import PICTURE, SPARSE, WHOLE, judged, poor_layer
from plan_miner.text.repair import lost_letters, repaired
from plan_miner.text.unreadable import Unreadable, check_head
from plan_miner.text.words import Paper, Word, paper, quarter, words

__all__ = ["Unreadable", "read"]


def read(path: Path, tell: Tell | None = None, cache: Path | None = None) -> Reading:
    """All pages of the PDF at `path`; `tell` hears (pages read, of all) after each.

    What is read from pictures is kept in the folder `cache`, where one is given. Raises Unreadable where the file is no
    PDF, asks for a password, is damaged, has too many pages, or not a letter on any of them.
    """
    document = _opened(path)
    try:
        count = _bearable(len(document), path)
        allow_more_work(PAGE_SECONDS * count)
        producer = str(document.get_metadata_value("Producer") or "")
        pages = _all_pages(document, path, producer, tell, cache)
    finally:
        document.close()
    _check_text(pages, path)
    return Reading(set_aside(pages), producer)


def _opened(path: Path) -> pdfium.PdfDocument:
    check_head(path)
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        code = error.err_code
    if code == raw.FPDF_ERR_PASSWORD:
        raise Unreadable("encrypted", path.name, said("asks for a password: put an open copy in its place"))
    if code == raw.FPDF_ERR_SECURITY:
        raise Unreadable(
            "encrypted", path.name, said("is locked in a way that nothing here opens: ask for an open copy")
        )
    raise Unreadable(
        "damaged", path.name, said("cannot be opened: it is cut short or broken inside; download it again")
    )


def _bearable(pages: int, path: Path) -> int:
    """The number of pages; raises Unreadable where there are none, or more than a report can have."""
    if pages <= 0:
        raise Unreadable("damaged", path.name, said("has no pages: download it again or ask for another copy"))
    if pages > MOST_PAGES:
        raise Unreadable(
            "too_large",
            path.name,
            said("has {pages} pages, and {most_pages} are read at most: split it", pages=pages, most_pages=MOST_PAGES),
        )
    return pages


def _check_text(pages: Sequence[Page], path: Path) -> None:
    """Raises Unreadable where nothing is to be had from any page, and no picture is left that could yet be read."""
    if not any(page.width and page.height for page in pages):
        raise Unreadable("damaged", path.name, said("has no page that can be opened: download it again"))
    if not any(page.blocks or page.aside or page.quality in ("unread", "garbled") for page in pages):
        raise Unreadable(
            "damaged",
            path.name,
            said("has no text on any of its {pages} pages: ask for another copy", pages=len(pages)),
        )


def _all_pages(
    document: pdfium.PdfDocument, path: Path, producer: str, tell: Tell | None, cache: Path | None
) -> list[Page]:
    """The pages with pdfium's words, or with pdfplumber's where pdfium strings words together."""
    sound: dict[int, Page] = {}
    if MAKER not in producer:
        clips = any(maker in producer for maker in CLIPPING)
        pages = list(_pages(document, partial(words, clips=clips), tell, cache, sound))
        if not strung_together(pages):
            return pages
        sound = {page.number: page for page in pages if page.quality not in ("ok", "repaired")}
    allow_more_work(LAYOUT_SECONDS * len(document))
    with wording(path) as by_gaps:
        return list(_pages(document, by_gaps, tell, cache, sound))


def _pages(
    document: pdfium.PdfDocument, wording: Wording, tell: Tell | None, cache: Path | None, had: Mapping[int, Page]
) -> Iterator[Page]:
    for number in range(1, len(document) + 1):
        yield had.get(number) or _page(document, number, wording, cache)
        if tell:
            tell(number, len(document))


def _page(document: pdfium.PdfDocument, number: int, wording: Wording, cache: Path | None) -> Page:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return Page(number, 0.0, 0.0, (), quality="unread")
    try:
        return _read(page, paper(page, number), wording, cache)
    finally:
        page.close()


def _read(page: pdfium.PdfPage, sheet: Paper, wording: Wording, cache: Path | None) -> Page:
    printed = wording(page, sheet)
    turn = quarter(page, sheet, printed)
    if turn:
        sheet = sheet.turned(turn)
        printed = wording(page, sheet)
    drawn = drawing(page, sheet)
    every, damaged = repaired(printed)
    found, marks = parted([w for w in every if not w.hidden or drawn.picture_share >= PICTURE])
    quality = judged(found, drawn.picture_share, damaged=damaged, lost=0 if every is printed else lost_letters(printed))
    if quality in ("ok", "repaired") and drawn.picture_share > WHOLE:
        quality = _under(page, found) or quality
    if quality in ("unread", "garbled"):
        seen = _seen(page, sheet, drawn.boxes if quality == "garbled" else (), cache, turn)
        if seen and (quality == "garbled" or _letters(seen.blocks) >= sum(len(word.text) for word in found)):
            return seen
        quality = "ok" if seen and found else quality  # the picture holds no more than the words over it
    tables = ruled(drawn.boxes, sheet.width, sheet.height)
    aside = tuple([Line(mark.text, mark.box) for mark in marks])
    return Page(
        sheet.number, sheet.width, sheet.height, blocks(found, tables, sheet.height), aside, quality, float(turn)
    )


def _letters(read_: Sequence[Line | Table]) -> int:
    texts = [block.text if isinstance(block, Line) else " ".join(cell.text for cell in block.cells) for block in read_]
    return sum(len(text) - text.count(" ") for text in texts)


def _under(page: pdfium.PdfPage, found: Sequence[Word]) -> str:
    """What a page is that lies over a picture as large as itself: unread, garbled, or empty where its text is sound."""
    from plan_miner.text.underlay import print_between

    if poor_layer(found):
        return "garbled"
    few = sum(len(word.text) for word in found) < SPARSE
    return "unread" if few and print_between(page, found) else ""


def _seen(page: pdfium.PdfPage, sheet: Paper, drawn: Sequence[Box], cache: Path | None, turn: int) -> Page | None:
    """A page as tesseract reads its picture; None where that cannot be had. `drawn` makes tables as its rules do."""
    from plan_miner.text import tesseract

    if not tesseract.version():
        return None
    from plan_miner.text.ocr import sight

    allow_more_work(SIGHT_SECONDS)
    found = sight(page, sheet.turned(-turn % 360), cache)
    if found is None:
        return None
    lies = sheet.turned((round(found.turned / 90) * 90 - turn) % 360)
    rules = [*(drawn if lies == sheet else ()), *found.rules]
    tables = ruled(rules, lies.width, lies.height)
    quality = "ocr" if found.words else "blank"
    read_ = blocks(found.words, tables, lies.height)
    return Page(sheet.number, lies.width, lies.height, read_, quality=quality, turned=found.turned)
