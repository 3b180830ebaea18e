"""Items: runs of printed lines that belong together (a paragraph, a bullet, a heading).

Whether a line runs on is decided as a typesetter would: a line was broken because the next word did not fit. If it
would have fitted, the next line begins something new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plan_miner.model import Box, Line, Passage, Piece
from plan_miner.structure.codes import Code, code_of
from plan_miner.structure.labels import field_of, labelled

BULLET = re.compile(
    r"^(?:[•●▪■□◦○►➢➤❖✓✔♦◆▶»*·‣⁃∙–—-]|[oO§Øü](?=\s)|(?:[a-zçğıöşü]|\d{1,2}|[ivx]{1,4})\)|\([a-zçğıöşü\d]\))\s*"
)
NEAR = 0.85  # of the letters' height: lines farther apart belong to different items
SAME_SIZE = 0.6  # points by which the letters of one paragraph's lines may differ
SLACK = 0.6  # of the letters' height, by which a line may end before the edge and still be full
STARTS_SMALL = re.compile(r"^[a-zçğıöşüâîû(,;&/%+]")
NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-ZÇĞİÖŞÜ]")
HYPHENATED = re.compile(r"[a-zçğıöşüâîûA-ZÇĞİÖŞÜ][-‐\u00ad]$")


@dataclass(frozen=True)
class Item:
    """A run of lines that belong together (no slots: its text is worked out once and kept)."""

    lines: tuple[Line, ...]
    bullet: bool = False

    @property
    def box(self) -> Box:
        return self.lines[0].box

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].size

    @cached_property
    def text(self) -> str:
        return self.passage().text

    def passage(self, kind: str = "paragraph", section: str = "") -> Passage:
        """The lines as running text, hyphens at line ends closed and the bullet taken off."""
        return running(self.lines, "bullet" if self.bullet else kind, section)


def running(lines: Sequence[Line], kind: str = "paragraph", section: str = "") -> Passage:
    """Printed lines as one passage, each line's place in the text kept."""
    text, pieces = "", []
    for index, line in enumerate(lines):
        shown = line.text if index or _is_number(line.text) else BULLET.sub("", line.text, count=1)
        if HYPHENATED.search(text) and STARTS_SMALL.match(shown):
            text = text[:-1]
        elif text:
            text += " "
        pieces.append(Piece(len(text), line.box))
        text += shown
    return Passage(text, tuple(pieces), kind, section)


def items(lines: Sequence[Line], edge: float) -> list[Item]:
    """Lines under each other, in items; `edge` is where the column ends (points)."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and runs_on(groups[-1][-1], line, edge):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Item(tuple(g), bool(BULLET.match(g[0].text)) and not _is_number(g[0].text)) for g in groups]


def _is_number(text: str) -> bool:
    """A figure below zero, or the dash of an empty cell, is no bullet."""
    return bool(re.fullmatch(r"[-–—]\s*[\d.,%]*", text.strip()))


def runs_on(above: Line, line: Line, edge: float) -> bool:
    """Whether `line` continues the text of the line `above` it."""
    gap = line.box.top - above.box.bottom
    high = max(above.size, line.size, 1.0)
    if gap > NEAR * high or gap < -1.5 * high or abs(above.size - line.size) > SAME_SIZE:
        return False
    if BULLET.match(line.text) and not _is_number(line.text):
        return False
    if HYPHENATED.search(above.text) or STARTS_SMALL.match(line.text):
        return not field_of(above.text) and not (labelled(above.text) and above.bold != line.bold)
    if above.bold != line.bold or field_of(above.text) or begins_something(line.text):
        return False
    return full(above, line, edge)


def begins_something(text: str) -> bool:
    """Whether a line opens with a label or a code."""
    return bool(field_of(text) or labelled(text) or code_of(text) or NUMBERED.match(text))


def full(above: Line, line: Line, edge: float) -> bool:
    """Whether the first word of `line` would not have fitted behind the line above."""
    first = line.text.split(" ", 1)[0]
    share = (len(first) + 1) / max(1, len(line.text))
    width = share * (line.box.x1 - line.box.x0)
    return above.box.x1 + width > edge - SLACK * max(above.size, 1.0)


def rest_after(items: Sequence[Item], code: Code) -> list[Item]:
    """The items without the code at their beginning; nothing where only the code was there."""
    first = cut(items[0], code.end)
    rest = [first] if first.text.strip(" .:-–—") else []
    return [*rest, *items[1:]]


def cut(item: Item, start: int, end: int | None = None) -> Item:
    """An item's text from `start` to `end`: the lines at both ends shortened, their boxes kept."""
    passage = item.passage()
    stops = [*(p.start for p in passage.pieces[1:]), len(passage.text)]
    end = len(passage.text) if end is None else end
    kept = []
    for line, piece, stop in zip(item.lines, passage.pieces, stops, strict=True):
        text = passage.text[max(start, piece.start) : min(end, stop)].strip()
        if text:
            kept.append(replace(line, text=text))
    return Item(tuple(kept) or (replace(item.lines[-1], text=""),))


def joined(items: Sequence[Item]) -> Item:
    return Item(tuple(line for item in items for line in item.lines), items[0].bullet)
