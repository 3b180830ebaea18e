"""Items: runs of printed lines that belong together (a paragraph, a bullet, a heading).

Whether a line runs on is decided as a typesetter would: a line was broken because the next word did not fit. If it
would have fitted, the next line begins something new.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from plan_miner.model import Line, Passage, Piece
from plan_miner.structure.codes import Code, code_of
from plan_miner.structure.labels import field_of, labelled, told_by_value

# Signs, arrows and shapes of any kind; what Wingdings has for them where its map is lost; letters and numbers in lists.
BULLET = re.compile(
    r"^(?:[•*·»›‣⁃∙–—\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff-]"
    r"|[oO§Øü](?=\s)|[vqnl](?=\s+[A-ZÇĞİÖŞÜ])|[o§Øüvqnl](?=[A-ZÇĞİÖŞÜ][a-zçğıöşü])"
    r"|(?:[a-zçğıöşü]|\d{1,2}|[ivx]{1,4})\)|\([a-zçğıöşü\d]\))\s*"
)
NO_BULLET = frozenset("ABCÇDEFGĞHIİJKLMNPQRSŞTUÜVWXYZ")  # every capital but O, in whose shape some bullets are drawn
IN_LISTS = frozenset("0123456789abcçdefgğhıijkmprsştuyz")  # what is a bullet with a bracket behind it alone
LONGEST_BULLET = 5  # characters of such a bullet: "viii)"
NEAR = 0.85  # of the letters' height: lines farther apart belong to different items
SAME_SIZE = 0.6  # points by which letters may differ that are of one size, as those of one paragraph's lines
SLACK = 0.6  # of the letters' height, by which a line may end before the edge and still be full
SMALL = frozenset("abcçdefgğhıijklmnoöpqrsştuüvwxyzâîû(,;&/%+")  # with which the rest of a sentence begins
NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[A-ZÇĞİÖŞÜ]")
# "2. …" in a list, and "2. 64 kilometrelik …"
LISTED = re.compile(r"(\d{1,2})(?:\s?[.\-–]\s?(?=[^\W\d])|[.\-–]\s(?=\d+\s+[^\W\d]))")
BELOW_ZERO = re.compile(r"[-–—]\s*[\d.,%]*")
HYPHENS = ("-", "‐", "–")
# Hyphens that stay where a line ends at them: between years and figures, and between words that the field joins.
COMPOUND = re.compile(
    r"\d[-‐–] \d"
    r"|\b(?:kadın|erkek|kız|oğlan|anne|ana|baba|çocuk|genç|yaşlı|aile|eş|okul|kamu|üniversite|kent|kır|iç|alt|üst"
    r"|sosyo|psiko|eko|mali|gelir|arz|neden|kurum|birim|giriş|mal|iş|gece)"
    r"[-‐] (?:kadın|erkek|kız|oğlan|anne|baba|bebek|çocuk|yaşlı|aile|özel|sanayi|kır|kent|dış|üst|alt"
    r"|ekonomik|sosyal|kültürel|demografik|teknik|idari|gider|talep|sonuç|veli|çıkış|hizmet|yaşam|gündüz)",
    re.IGNORECASE,
)
LONGEST = 14  # letters of a word on either side of such a hyphen
ABBREVIATED = re.compile(r"[A-ZÇĞİÖŞÜ][A-Za-zÇĞİÖŞÜçğıöşü]{0,6}[A-ZÇĞİÖŞÜ]\s?[:=]\s")  # "FİM: Fen İşleri Müdürlüğü"
BREAKS = frozenset("-‐\u00ad")
HYPHENATED = re.compile(r"[a-zçğıöşüâîûA-ZÇĞİÖŞÜ][-‐\u00ad]$")
OPEN_END = re.compile(r"(?:\s(?:ve|veya|ile)|\()$")  # no text ends with these
LONGEST_LABEL_END = 30  # characters in the second line of a label
LONGEST_END = 6  # characters in which such a word shows
ONE_START = (0,)
NO_TEXT = " .:-–—•"  # what is left behind a code that stands alone


class Item(msgspec.Struct, frozen=True, gc=False):
    """A run of lines that belong together; `starts` says where in its text each line begins. Made by `item_of`."""

    lines: tuple[Line, ...]
    bullet: bool
    text: str
    starts: tuple[int, ...]

    @property
    def bold(self) -> bool:
        """Whether all of it is printed bold."""
        return all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        """The height of its first line's letters, in points."""
        return self.lines[0].size

    def pieces(self, shift: int = 0) -> list[Piece]:
        """The printed lines of its text, in a text in which it stands `shift` characters from the beginning."""
        if len(self.lines) == 1:
            return [Piece(shift, self.lines[0].box)]
        return [Piece(start + shift, line.box) for start, line in zip(self.starts, self.lines, strict=True)]

    def passage(self, kind: str = "paragraph", section: str = "") -> Passage:
        """The lines as running text, hyphens at line ends closed and the bullet taken off."""
        return Passage(self.text, tuple(self.pieces()), "bullet" if self.bullet else kind, section)


def item_of(lines: Sequence[Line], *, bullet: bool = False) -> Item:
    """Printed lines as one item: its text without the bullet, each line's place in it kept."""
    first = lines[0].text
    return _item(tuple(lines), bullet, first[bullet_end(first) :])


def items(lines: Sequence[Line], edge: float) -> tuple[Item, ...]:
    """Lines under each other, in items; `edge` is where the column ends (points)."""
    if len(lines) == 1:
        return (opened(lines),)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and runs_on(groups[-1][-1], line, edge) and not _is_next(groups[-1][0].text, line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple([opened(group) for group in groups])


def _is_next(first: str, text: str) -> bool:
    """Whether a line's number goes on from that of the item above ("2. …" below "1. …")."""
    number = LISTED.match(text) if text[:1].isdigit() and first[:1].isdigit() else None
    before = LISTED.match(first) if number else None
    return number is not None and before is not None and int(number[1]) == int(before[1]) + 1


def opened(lines: Sequence[Line]) -> Item:
    """Lines that belong together as an item; a bullet where they begin with one."""
    text = lines[0].text
    mark = bullet_end(text)
    if len(lines) == 1 and not mark:
        return Item(tuple(lines), False, text, ONE_START)
    return _item(tuple(lines), bool(mark), text[mark:])


def _item(lines: tuple[Line, ...], bullet: bool, text: str) -> Item:
    """Lines as an item, the first of which reads `text`."""
    if len(lines) == 1:
        return Item(lines, bullet, text, ONE_START)
    starts, parts, length = [0], [text], len(text)
    for line in lines[1:]:
        shown = line.text
        if parts[-1][-1:] in HYPHENS and COMPOUND.search(f"{parts[-1][-LONGEST:]} {shown[:LONGEST]}"):
            pass  # the hyphen belongs to the word
        elif shown[:1] in SMALL and _is_hyphenated(parts[-1]):
            parts[-1] = parts[-1][:-1]
            length -= 1
        elif length:
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(shown)
        length += len(shown)
    return Item(lines, bullet, "".join(parts), tuple(starts))


def bullet_end(text: str) -> int:
    """Where a text begins behind its bullet; 0 without one. A figure below zero, or an empty cell's dash, is none."""
    first = text[:1]
    if first in NO_BULLET or (first in IN_LISTS and ")" not in text[:LONGEST_BULLET]):
        return 0
    match = BULLET.match(text)
    return match.end() if match and not BELOW_ZERO.fullmatch(text.strip()) else 0


def runs_on(above: Line, line: Line, edge: float) -> bool:
    """Whether `line` continues the text of the line `above` it."""
    if abs(above.size - line.size) > SAME_SIZE:
        return False
    gap = line.box.top - above.box.bottom
    high = max(above.size, line.size, 1.0)
    if gap > NEAR * high or gap < -1.5 * high:
        return False
    text = line.text
    if bullet_end(text):
        return False
    if text[:1] in SMALL or _is_hyphenated(above.text):
        return not field_of(above.text) and not (above.bold != line.bold and labelled(above.text))
    goes_on = (
        (above.bold == line.bold and full(above, line, edge))
        or OPEN_END.search(above.text[-LONGEST_END:])
        or _of_label(above, line)
    )
    return bool(goes_on) and not field_of(above.text) and not begins_something(text)


def _is_hyphenated(text: str) -> bool:
    """Whether a text ends within a word."""
    return text[-1:] in BREAKS and HYPHENATED.search(text[-2:]) is not None


def _of_label(above: Line, line: Line) -> bool:
    """Whether two bold lines name a field together: "Birlikte Çalışacağımız" above "Birimler"."""
    return (
        above.bold and line.bold and len(line.text) < LONGEST_LABEL_END and bool(field_of(f"{above.text} {line.text}"))
    )


def begins_something(text: str) -> bool:
    """Whether a line opens with a label, a code, or an abbreviation that it explains."""
    named = field_of(text) or labelled(text) or told_by_value(text) or code_of(text)
    return bool(named or NUMBERED.match(text) or ABBREVIATED.match(text))


def full(above: Line, line: Line, edge: float) -> bool:
    """Whether the first word of `line` would not have fitted behind the line above."""
    first = line.text.split(" ", 1)[0]
    share = (len(first) + 1) / max(1, len(line.text))
    width = share * (line.box.x1 - line.box.x0)
    return above.box.x1 + width > edge - SLACK * max(above.size, 1.0)


def rest_after(items: Sequence[Item], code: Code) -> list[Item]:
    """The items without the code at their beginning; nothing where only the code was there."""
    first = items[0]
    rest = [cut(first, code.end)] if first.text[code.end :].strip(NO_TEXT) else []
    return [*rest, *items[1:]]


def cut(item: Item, start: int, end: int | None = None) -> Item:
    """An item's text from `start` to `end`: the lines at both ends shortened, their boxes kept."""
    end = len(item.text) if end is None else end
    stops = [*item.starts[1:], len(item.text)]
    first = max(0, bisect_right(item.starts, start) - 1)
    kept = []
    for index in range(first, max(first + 1, bisect_left(item.starts, end))):
        text = item.text[max(start, item.starts[index]) : min(end, stops[index])].strip()
        if text:
            kept.append(_reading(item.lines[index], text))
    return item_of(kept or [_reading(item.lines[-1], "")])


def _reading(line: Line, text: str) -> Line:
    return Line(text, line.box, line.size, line.bold)


def joined(items: Sequence[Item]) -> Item:
    """Items as one, with the bullet of the first."""
    return item_of([line for item in items for line in item.lines], bullet=items[0].bullet)
