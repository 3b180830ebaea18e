"""A code in large type, alone beside its text: on divider pages and in the heads of designed cards.

The code ("A.2", "H.1.3", in a circle, say) is centred on the block of its text, so that lines above and below it
are that text, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.model import Line
from plan_miner.structure.codes import code_of
from plan_miner.structure.items import SAME_SIZE

LARGE = 1.3  # times the letters of its text
LONGEST = 14  # characters of a code
CENTRED = 0.6  # of the letters' height, by which a code may be off the middle of its text
NUMBERS = re.compile(r"\d{1,2}\.\d{1,2}\.?")
MOST = 40  # such codes on a page
NEXT = 1.0  # of the letters' height: the widest gap between lines of one text

Beside = tuple[int, tuple[int, ...]]  # which line is a code, and which are its text, by number


def codes_beside(lines: Sequence[Line]) -> list[Beside]:
    """The codes in large type among the lines of a page, each with the lines of the block of text that it stands at."""
    coded = [number for number, line in enumerate(lines) if _is_code(line)][:MOST]
    blocks = ((number, _block(lines, lines[number])) for number in coded)
    return [(number, block) for number, block in blocks if block]


def _is_code(line: Line) -> bool:
    if len(line.text) > LONGEST:
        return False
    code = code_of(line.text)
    if code is None:
        return line.bold and NUMBERS.fullmatch(line.text) is not None
    return code.level in ("goal", "objective") and not line.text[code.end :].strip()


def _block(lines: Sequence[Line], code: Line) -> tuple[int, ...]:
    """The lines of one text to the right of a code, among them its height; none where nothing smaller stands there.

    Where the text's letters are nearly as large, the code must stand at its middle, no other code beside it.
    """
    middle = (code.box.top + code.box.bottom) / 2
    right = [(number, line) for number, line in enumerate(lines) if _may_be_text(line, code)]
    at = next(
        (one for one in right if one[1].box.top - one[1].size / 2 <= middle <= one[1].box.bottom + one[1].size / 2),
        None,
    )
    if at is None:
        return ()
    block = _around(at, sorted((one for one in right if _alike(one[1], at[1])), key=lambda one: one[1].box.top))
    found = [line for _, line in block]
    large = at[1].size * LARGE <= code.size
    if large or (_is_centred(found, middle) and not any(_is_other(line, code, found) for line in lines)):
        return tuple(number for number, _ in block)
    return ()


def _may_be_text(line: Line, code: Line) -> bool:
    smaller = 0 < line.size * LARGE <= code.size
    return line.box.x0 > code.box.x1 and (smaller or (line.bold and code.bold and 0 < line.size <= code.size))


def _around(at: tuple[int, Line], column: Sequence[tuple[int, Line]]) -> Sequence[tuple[int, Line]]:
    first = last = column.index(at)
    while first > 0 and _next(column[first - 1][1], column[first][1]):
        first -= 1
    while last + 1 < len(column) and _next(column[last][1], column[last + 1][1]):
        last += 1
    return column[first : last + 1]


def _is_centred(block: Sequence[Line], middle: float) -> bool:
    """Whether a block of several lines has its middle there."""
    centre = (block[0].box.top + block[-1].box.bottom) / 2
    return len(block) > 1 and abs(centre - middle) < CENTRED * block[0].size


def _is_other(line: Line, code: Line, block: Sequence[Line]) -> bool:
    """Whether a line stands where the code does, beside another line of the block."""
    beside = (
        line.box.x1 < block[0].box.x0 and block[0].box.top < line.box.bottom and line.box.top < block[-1].box.bottom
    )
    return line is not code and beside


def _alike(line: Line, other: Line) -> bool:
    """Whether two lines may be of one text: the same letters, one left edge."""
    return (
        abs(line.size - other.size) <= SAME_SIZE
        and line.bold == other.bold
        and abs(line.box.x0 - other.box.x0) <= other.size
    )


def _next(above: Line, below: Line) -> bool:
    return below.box.top - above.box.bottom <= NEXT * below.size
