"""Whose a document is, of what kind and of which years, by its own first pages; and whether it is the one asked for.

A mismatch must be a clear one: what the first pages name is believed against the registry only where the rest of the
document says the same more often than what the registry says.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from plan_miner.model import Cover, Line, Municipality, Page, Passage, Reading, Source, period_of
from plan_miner.provinces import ascii_letters
from plan_miner.saying import NOTHING, Said, said
from plan_miner.turkish import fold

KINDS: Final = (
    ("activity_report", r"faaliyet\s+raporu"),
    ("performance_program", r"performans\s+programı"),
    ("strategic_plan", r"stratejik\s+plan"),
)
TITLE_PAGES, NAMING_PAGES, KIND_PAGES = 2, 3, 3
TITLE_LINES, LARGEST = 12, 5
LEADERS: Final = re.compile(r"[.…·_]{4}|(?:[.…] ){3}")  # of a line of contents
PERIOD: Final = re.compile(r"\b((?:19|20)\d\d)\s*[-–—−/]\s*((?:19|20)\d\d)\b")
YEAR: Final = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d]|[.,]\d)")
LONGEST_PERIOD = 6  # years from the first to the last of what may be a plan's
NAMED: Final = re.compile(
    r"\b([A-ZÇĞİÖŞÜÂÎÛ][\wçğıöşüâîû]+)\s+"
    r"(?:(BÜYÜKŞEHİR|Büyükşehir)\s+|(?:İLÇE|İlçe|İL|İl|BELDE|Belde)\s+)?(?:BELEDİYE|Belediye)(?!LER|ler|C|c)"
)
# Words before "Belediye" that are no municipality's name.
NO_NAMES: Final = re.compile(
    "bir|ve|ile|her|tum|diger|ilgili|sayili|olan|bu|il|ilce|belde|sehir|merkez|kardes|turk|turkiye|sosyal|buyuksehir"
    "|metropol|kademe|yerel|bagli|tc|akilli|yeni|cagdas|modern|lider|ornek|dijital|katilimci"
)
SAME_NAME = 0.85  # the likeness of two names of which one may be misread
OFTEN, MORE = 3, 3  # how often another name must stand in the document, and how many times as often as the right one


def cover(reading: Reading, passages: Sequence[Passage], source: Source | None = None) -> Cover:
    """What the first pages say; with a `source`, also why the document is clearly not that one (or nothing)."""
    names = _named(_text(reading.pages[:NAMING_PAGES]))
    found = Cover(
        names.most_common(1)[0][0] if names else "",
        kind_on_cover(reading.pages),
        period_on_cover(reading.pages),
    )
    if source is None:
        return found
    whole, title = " ".join(passage.text for passage in passages), title_lines(reading.pages)
    mismatch = _other_place(source.municipality, names, whole) or _other_years(source, title, whole)
    return Cover(found.municipality, found.kind, found.period, mismatch)


def kind_on_cover(pages: Sequence[Page]) -> str:
    """The kind that the first pages name in their largest letters, or empty."""
    for line in sorted(_lines(pages[:KIND_PAGES]), key=lambda line: -line.size):
        text = fold(line.text)
        for kind, words in KINDS:
            if re.search(words, text):
                return kind
    return ""


def period_on_cover(pages: Sequence[Page]) -> str:
    """The years that the largest letters of the title name: 2020-2024, else the first single year, or empty.

    A range that no plan spans (a vision for 2053, an upper plan's years) is none.
    """
    title = title_lines(pages)
    ranges, years = _ranges(title), _years(title)
    return period_of(*ranges[0]) if ranges else str(years[0]) if years else ""


def title_lines(pages: Sequence[Page]) -> list[str]:
    """What the cover and the page behind it print in the largest letters, the largest first."""
    lines = sorted((x for x in _lines(pages[:TITLE_PAGES]) if not LEADERS.search(x.text)), key=lambda line: -line.size)
    return [line.text for line in lines[:TITLE_LINES]]


# --- whose --------------------------------------------------------------------------------------


def _other_place(place: Municipality, on_cover: Counter[str], whole: str) -> Said:
    """Why it is clearly another municipality's document, or nothing."""
    own = own_name(place)
    if not on_cover or not own or any(same_name(name, own) for name in on_cover):
        return NOTHING
    other = on_cover.most_common(1)[0][0]
    everywhere = _named(whole)
    ours = sum(count for name, count in everywhere.items() if same_name(name, own))
    theirs = sum(count for name, count in everywhere.items() if same_name(name, other))
    nowhere = own.removesuffix(" büyükşehir") not in fold(whole)
    if nowhere or (theirs >= OFTEN and theirs > MORE * ours):
        return said("its first pages name {other}, not {name}", other=shown(other), name=place.name)
    return NOTHING


def own_name(place: Municipality) -> str:
    """How a municipality's name is looked for: its last word before Belediyesi, with büyükşehir where it is one."""
    words = [word for word in fold(place.name).split() if not word.startswith("belediye")]
    large = words[-1:] == ["büyükşehir"]
    words = words[:-1] if large else words
    return (words[-1] + (" büyükşehir" if large else "")) if words else ""


def _named(text: str) -> Counter[str]:
    """The municipalities that a text names, folded as `own_name` gives them, and how often."""
    found: Counter[str] = Counter()
    for match in NAMED.finditer(text):
        word = fold(match[1])
        if not NO_NAMES.fullmatch(ascii_letters(word)):
            found[word + (" büyükşehir" if match[2] else "")] += 1
    return found


def same_name(one: str, other: str) -> bool:
    """Whether two names may be the same, one of them perhaps without its dots and tails, or misread."""
    (one, _, large), (other, _, also_large) = ascii_letters(one).partition(" "), ascii_letters(other).partition(" ")
    return large == also_large and difflib.SequenceMatcher(None, one, other).ratio() >= SAME_NAME


def shown(name: str) -> str:
    """A name as `Cover` has it, as people write it: İzmir Büyükşehir Belediyesi."""
    words = (word.replace("i", "İ", 1) if word.startswith("i") else word for word in name.split())
    return " ".join(word[:1].upper() + word[1:] for word in words) + " Belediyesi"


# --- of when ------------------------------------------------------------------------------------


def _other_years(source: Source, title: Sequence[str], whole: str) -> Said:
    """Why it is clearly of other years, or nothing. The largest letters of the title are believed by themselves."""
    start, end, ranges, years = source.period_start, source.period_end, _ranges(title), _years(title)
    if end > start:
        return _other_range(start, end, ranges, whole, in_title=bool(_ranges(title[:LARGEST])))
    if source.kind not in ("activity_report", "performance_program", "strategic_plan") or not years or start in years:
        return NOTHING
    if any(first <= start <= last for first, last in ranges):
        return NOTHING
    everywhere = Counter(int(year) for year in YEAR.findall(whole))
    other = max(years, key=lambda year: everywhere[year])
    return (
        said("its cover says {other}, not {start}", other=other, start=start)
        if everywhere[other] > everywhere[start]
        else NOTHING
    )


def _other_range(start: int, end: int, ranges: Sequence[tuple[int, int]], whole: str, *, in_title: bool) -> Said:
    if not ranges or any(first == start or last == end for first, last in ranges):
        return NOTHING
    everywhere = Counter((int(first), int(last)) for first, last in PERIOD.findall(whole))
    other = ranges[0] if in_title else max(ranges, key=lambda years: everywhere[years])
    if not in_title and everywhere[other] < everywhere[start, end]:
        return NOTHING
    return said("its cover says {first}-{last}, not {start}-{end}", first=other[0], last=other[1], start=start, end=end)


def _ranges(lines: Iterable[str]) -> list[tuple[int, int]]:
    found = [(int(first), int(last)) for line in lines for first, last in PERIOD.findall(line)]
    return [(first, last) for first, last in found if 0 < last - first < LONGEST_PERIOD]


def _years(lines: Iterable[str]) -> list[int]:
    return [int(year) for line in lines for year in YEAR.findall(line)]


# --- text of pages ------------------------------------------------------------------------------


def _lines(pages: Sequence[Page]) -> list[Line]:
    return [block for page in pages for block in page.blocks if isinstance(block, Line)]


def _text(pages: Sequence[Page]) -> str:
    """What stands on pages, running heads too: they may be the only place with the name."""
    lines: list[str] = []
    for page in pages:
        for block in (*page.aside, *page.blocks):
            lines += [block.text] if isinstance(block, Line) else [cell.text for cell in block.cells]
    return " ".join(lines).replace("\n", " ")
