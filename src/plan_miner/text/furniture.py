"""Running headers, footers and page numbers: recognised by their place and repetition, and set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from plan_miner.model import Line, Page

BAND = 0.1  # of the page's height, at the top and at the bottom
AT_LEAST = 3  # pages on which a running line stands
FEW_PAGES = 5  # of a document: two with the same small print are enough
OFTEN = 0.45  # of the pages from its first to its last: even pages may have another than odd ones
SMALL = 0.95  # of the running text's size: names of chapters that run along are smaller
PAGES_A_NAME = 1.6  # on which a chapter's name runs, on average at least: what differs on every page is content
DISTANCE = 1.2  # of its height that a running line keeps from the text
PAGE_NUMBER = re.compile(r"^[\W_]*(sayfa\W*)?(\d{1,4}|[ivxlIVXL]{1,6})(\s*/\s*\d{1,4})?[\W_]*$", re.IGNORECASE)
# A plan may begin each page with a goal, an objective or the title of a card or table: they never run
# along the top. Along the bottom they do: "Amacımız hizmet, hedefimiz mutlu insan" is a slogan.
HEADING = re.compile(
    r"^\W*((\d{1,2}|[ivx]{1,5})[./][\d.)]{0,4}\s*hedef|(stratej[iı]k\s+)?(ama[cç]|hedef|s?[ah][-–. ]?\d))"
    r"|\b(kart[ıi]|tablosu|formu|listesi)\W*$",
    re.IGNORECASE,
)
NEAR = 0.85  # of the letters' height: the gap between lines of one text
DIGITS = re.compile(r"(?<!\d)\d{1,3}(?!\d)")  # what may be a page's number; years are not

Key = tuple[bool, str]
Edge = Sequence[tuple[Line, Sequence[Key]]]
Place = tuple[bool, int, float]  # whether above, its top, its size


def set_aside(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with what runs along their edges moved from `blocks` to `aside`."""
    edges = [[(line, _keys(page, line)) for line in _edge_lines(page)] for page in pages]
    small = SMALL * _body_size(pages)
    running = _repeated(pages, edges, small) | _names(pages, edges, small)
    return tuple(_without(page, edge, running) for page, edge in zip(pages, edges, strict=True))


def _repeated(pages: Sequence[Page], edges: Sequence[Edge], small: float) -> set[Key]:
    """The lines that stand at the edges of many pages; in a document of few, two with the same small print will do."""
    seen: dict[Key, set[int]] = {}
    low: set[Key] = set()
    for page, edge in zip(pages, edges, strict=True):
        for line, keys in edge:
            for key in keys:
                seen.setdefault(key, set()).add(page.number)
            if len(pages) <= FEW_PAGES and line.size < small:
                low.update(keys)
    return {key for key, on in seen.items() if _often(on, 2 if key in low else AT_LEAST)}


def _names(pages: Sequence[Page], edges: Sequence[Edge], small: float) -> set[Key]:
    """What stands in small print at one place of many pages, each for some pages: the names of chapters."""
    named: dict[Place, dict[int, str]] = {}
    for page, edge in zip(pages, edges, strict=True):
        for line, keys in edge:
            if keys and line.size < small:
                place = (keys[0][0], round(line.box.top), line.size)
                named.setdefault(place, {})[page.number] = line.text
    return {
        (place[0], text)
        for place, on in named.items()
        if _often(set(on), AT_LEAST) and len(on) >= PAGES_A_NAME * len(set(on.values()))
        for text in on.values()
    }


def _often(on: set[int], at_least: int) -> bool:
    return len(on) >= at_least and len(on) >= OFTEN * (max(on) - min(on) + 1)


def _body_size(pages: Sequence[Page]) -> float:
    """The size in which most letters of the running text are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Line):
                sizes[block.size] += len(block.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _edge_lines(page: Page) -> list[Line]:
    high = BAND * page.height
    return [b for b in page.blocks if isinstance(b, Line) and (b.box.bottom <= high or b.box.top >= page.height - high)]


def _keys(page: Page, line: Line) -> list[Key]:
    """What makes two edge lines the same: their words, or their words with a number that counts the pages."""
    upper = line.box.top < page.height / 2
    if upper and HEADING.search(line.text):
        return []
    counted = DIGITS.sub(lambda m: f"#{int(m.group()) - page.number}#", line.text)
    return [(upper, line.text), (upper, counted)]


def _without(page: Page, edge: Edge, running: set[Key]) -> Page:
    numbers = [b for b, _ in edge if PAGE_NUMBER.match(b.text) and not _heads_text(b, page)]
    aside = [b for b, keys in edge if b not in numbers and any(key in running for key in keys)]
    aside = [b for b in aside if _apart(b, page, aside)]
    aside += [b for b in numbers if _alone(b, page, aside)]
    if not aside:
        return page
    kept = tuple(b for b in page.blocks if not any(b is line for line in aside))
    return replace(page, blocks=kept, aside=(*page.aside, *aside))


def _heads_text(line: Line, page: Page) -> bool:
    """Whether a number stands over a text in its own type, as in "I." above a goal's title: it counts no pages."""
    below = [b for b in page.blocks if isinstance(b, Line) and 0 <= b.box.top - line.box.bottom < NEAR * line.size]
    return any(b.size == line.size and b.bold == line.bold and abs(b.box.x0 - line.box.x0) < b.size for b in below)


def _alone(line: Line, page: Page, aside: Sequence[Line]) -> bool:
    """Whether nothing but running lines stands beside a number: one in a row of figures is no page number."""
    middle = (line.box.top + line.box.bottom) / 2
    beside = [b for b in page.blocks if b is not line and b.box.top < middle < b.box.bottom]
    return all(any(b is other for other in aside) for b in beside)


def _apart(line: Line, page: Page, running: Sequence[Line]) -> bool:
    """Whether a line keeps its distance from the text above or below: a label that often begins pages does not."""
    high = line.box.bottom - line.box.top
    text = [b for b in page.blocks if not any(b is other for other in running)]
    gaps = [max(b.box.top - line.box.bottom, line.box.top - b.box.bottom) for b in text]
    return min((gap for gap in gaps if gap >= 0), default=DISTANCE * high) >= DISTANCE * high
