"""Words as pdfplumber parts them: for documents in which pdfium strings words together.

Qt 4 (the engine of an old, much used converter of web pages) places each letter by itself and prints no spaces; pdfium
then takes "Atatürk Üniversitesi" for one word. pdfplumber looks at the gaps between letters; it takes fifty times as
long, so that only such documents come here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from plan_miner.model import Box, Line, Page, Table
from plan_miner.text.words import HEAVY, Paper, Word

Wording = Callable[[pdfium.PdfPage, Paper], list[Word]]

MAKER = "Qt 4"  # in the name of the program that makes such documents
JOINED = re.compile(r"[A-ZÇĞİÖŞÜ](?<=[a-zçğıöşü].)(?=[a-zçğıöşü])")
JOINED_SHARE = 0.005  # of a document's words: more are not names like YouTube
ENOUGH = 50  # words, by which a document can be judged
SPACE = 0.12  # of the font's size: so wide a gap parts words


def strung_together(pages: Sequence[Page]) -> bool:
    """Whether words of a document were strung together, as capitals in the midst of them show."""
    blocks = [block for page in pages for block in page.blocks]
    lines = [block.text for block in blocks if isinstance(block, Line)]
    if len(lines) < ENOUGH:
        cells = [cell for block in blocks if isinstance(block, Table) for cell in block.cells]
        lines += [line.text for cell in cells for line in cell.lines]
    text = "\n".join(lines)
    words = text.count(" ") + len(lines)
    return words >= ENOUGH and len(JOINED.findall(text)) > JOINED_SHARE * words


@contextmanager
def wording(path: Path) -> Iterator[Wording]:
    """A way to ask for the words of the pages of the document at `path`, in the order in which they are written."""
    import pdfplumber

    with pdfplumber.open(path) as document:

        def words(page: pdfium.PdfPage, sheet: Paper) -> list[Word]:  # noqa: ARG001
            printed = document.pages[sheet.number - 1]
            found = printed.extract_words(
                use_text_flow=True, x_tolerance_ratio=SPACE, extra_attrs=["fontname", "size"], return_chars=False
            )
            left, top, _, _ = printed.cropbox
            printed.close()
            return [_word(one, left, top, sheet) for one in found]

        yield words


def _word(one: dict[str, Any], left: float, top: float, sheet: Paper) -> Word:
    corners = (one["x0"] - left, one["top"] - top, one["x1"] - left, one["bottom"] - top)
    bold = bool(HEAVY.search(str(one["fontname"]).encode()))
    return Word(one["text"], Box(sheet.number, *(round(v, 2) for v in corners)), bold, round(one["size"], 1))
