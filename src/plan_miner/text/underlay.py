"""What a picture that fills a page holds under the words of its text layer: print that nobody laid over it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium

from plan_miner.text import scan
from plan_miner.text.leftover import areas
from plan_miner.text.words import Word

MOST_POINTS = 4_000_000  # eight A4 pages: nobody scans a larger sheet
SCALE = 1.0  # pixels a point: enough to tell lines of print
LIGHT = 150  # of 255: paper is lighter, photographs are not
INK = 70  # of 255, by which print is darker than its paper
RIM = 2.0  # points around a word that are its own
LINES = 5  # of print, at least
LONG, HIGH = 60.0, (4.0, 24.0)  # points: a line of print is as long at least, and neither lower nor higher
MOST = 0.2  # of the page: more ink is a drawing


def print_between(page: pdfium.PdfPage, words: Sequence[Word]) -> bool:
    """Whether lines of print stand on a page where none of its words does."""
    width, height = page.get_size()
    if width * height > MOST_POINTS:
        return False
    picture = scan.rendered(page, SCALE)
    paper = int(np.median(picture))
    ink = picture < paper - INK
    for word in words:
        ink[scan.area(word.box, SCALE, -RIM)] = False
    if paper < LIGHT or np.count_nonzero(ink) > MOST * ink.size:
        return False
    sizes = [(rows.stop - rows.start, columns.stop - columns.start) for rows, columns in areas(ink, SCALE)]
    lines = [wide for high, wide in sizes if wide >= LONG * SCALE and HIGH[0] <= high / SCALE <= HIGH[1]]
    return len(lines) >= LINES
