"""A code in large type, alone beside its text: on divider pages and in the heads of designed cards.

The code ("A.2", "H.1.3", in a circle, say) is centred on the block of its text, so that lines above and below it
are that text, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from plan_miner.model import Line
from plan_miner.structure.codes import code_of

LARGE = 1.3  # times the letters of its text
LONGEST = 14  # characters of a code
MOST = 40  # such codes on a page
NEXT = 1.0  # of the letters' height: the widest gap between lines of one text
SAME_SIZE = 0.6  # points

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
    return bool(code and code.level in ("goal", "objective") and not line.text[code.end :].strip())


def _block(lines: Sequence[Line], code: Line) -> tuple[int, ...]:
    """The lines of one text to the right of a code, among them its height; none where nothing smaller stands there."""
    middle = (code.box.top + code.box.bottom) / 2
    right = [
        (number, line)
        for number, line in enumerate(lines)
        if line.box.x0 > code.box.x1 and 0 < line.size * LARGE <= code.size
    ]
    at = next(
        (one for one in right if one[1].box.top - one[1].size / 2 <= middle <= one[1].box.bottom + one[1].size / 2),
        None,
    )
    if at is None:
        return ()
    column = sorted((one for one in right if _alike(one[1], at[1])), key=lambda one: one[1].box.top)
    place = column.index(at)
    first = last = place
    while first > 0 and _next(column[first - 1][1], column[first][1]):
        first -= 1
    while last + 1 < len(column) and _next(column[last][1], column[last + 1][1]):
        last += 1
    return tuple(number for number, _ in column[first : last + 1])


def _alike(line: Line, other: Line) -> bool:
    """Whether two lines may be of one text: the same letters, one left edge."""
    return (
        abs(line.size - other.size) <= SAME_SIZE
        and line.bold == other.bold
        and abs(line.box.x0 - other.box.x0) <= other.size
    )


def _next(above: Line, below: Line) -> bool:
    return below.box.top - above.box.bottom <= NEXT * below.size
