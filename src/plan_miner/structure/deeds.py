"""Activities told one after the other with nothing before each: in lines without bullets, or in sentences.

Plans say what is to be done in the future ("kurulacaktır"), as a noun ("kurulması") or an infinitive ("kurmak").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from plan_miner.structure.items import Item, item_of
from plan_miner.turkish import sentences

NOUN = r"[a-zçğıöşüâîû]+m[ae](?:s[ıi]|k)|yapımı|alımı|onarımı|bakımı|tadilatı|temini|tesisi|kurulumu"
LINE_END = re.compile(rf"(?<!\w)(?:{NOUN})[.;]?$")
FUTURE = r"[a-zçğıöşüâîû]+[ae]c[ae](?:k|kt[ıi]r|ğ[ıi]z)"
THING = r"(?:yem|ekm|em|kaym|parm|basam|ırm|yiyec|içec|giyec|yakac|gelec)[ae]k\b"  # ends so and is none: food, fuel
DEED = rf"(?<!\w)(?!{THING})(?:{NOUN}|{FUTURE})"
DEED_END = re.compile(rf"{DEED}\W*$")
PARTED = re.compile(rf"{DEED}(?P<gap>,\s+)")
LAST_PARTED = re.compile(rf"{DEED}(?P<gap>\s+(?:ve|ile)\s+)(?=\w+ \w)")
LEAD = re.compile(  # "Bu hedef kapsamında …": what opens a paragraph of activities
    r"(?:Bu|İlgili|Söz konusu) (?:stratejik )?(?:hedef\w*|amaç\w*|doğrultuda|kapsamda|çerçevede)"
    r"(?: (?:ulaşmak|gerçekleştirmek|kapsamında|doğrultusunda|çerçevesinde|için|üzere|yönelik|olarak))*[,:]?\s+"
)
ANNOUNCED = re.compile(  # "Plan döneminde şu çalışmalar yapılacaktır.": the sentences behind it are the activities
    r"[^.:;]{0,60}\b(?:şu|aşağıdaki) (?:çalışma|faaliyet|iş|proje|adım|eylem)(?:ler|lar)?\b[^.:;]{0,40}[.:]\s+"
)
MARK = re.compile(r"\(?(?:\d{1,2}|[a-zçğıöşü])\)\s*")
INTENDED = re.compile(r"\s+(?:planlan|hedeflen|öngörül|amaçlan|düşünül)\w+\W*$")  # "… yapılması planlanmaktadır."
FEWEST = 2  # deeds that a paragraph tells
Span = tuple[int, int]


def deeds_in_lines(item: Item) -> list[Item]:
    """An activity's lines, parted where one ends as activities do ("… yapılması") and the next begins with a capital.

    Lists without bullets, or with drawn ones, look like one paragraph where their lines are nearly of one length.
    """
    starts = [0, *(n for n, (above, line) in enumerate(pairwise(item.lines), 1) if _parts(above.text, line.text))]
    if item.bullet or len(starts) == 1:
        return [item]
    return [item_of(item.lines[a:b]) for a, b in pairwise([*starts, len(item.lines)])]


def _parts(above: str, line: str) -> bool:
    return line[:1].isupper() and LINE_END.search(above) is not None


def deeds_told(text: str, *, listed: bool) -> list[Span]:
    """Where the activities stand in a paragraph that tells nothing else; none where it is one, or tells other things.

    With `listed`, and where the paragraph opens as those do that list them ("Bu hedef kapsamında …"), a sentence may
    tell several, parted by commas: "Yolların yenilenmesi, parkların bakımı ve …".
    """
    found: list[Span] = []
    announced = ANNOUNCED.match(text)
    listed = listed or announced is not None or LEAD.match(text) is not None
    for start, end in sentences(text):
        if announced and end <= announced.end():
            continue
        lead = LEAD.match(text, start, end) or MARK.match(text, start, end)
        spans = list(_in_sentence(text, lead.end() if lead else start, end, listed=listed))
        if not spans:
            return []
        found += spans
    return found if len(found) >= FEWEST else []


def _in_sentence(text: str, start: int, end: int, *, listed: bool) -> Iterator[Span]:
    """What commas part in a sentence, each part a deed; nothing where it does not end as deeds do."""
    intended = INTENDED.search(text, start, end)
    stop = intended.start() if intended else end
    if not DEED_END.search(text, start, stop):
        return
    gaps = [match.span("gap") for match in PARTED.finditer(text, start, stop)] if listed else []
    if gaps:
        gaps += [match.span("gap") for match in LAST_PARTED.finditer(text, gaps[-1][1], stop)]
    for (_, begin), (last, _) in pairwise([(start, start), *gaps, (stop, stop)]):
        yield begin, last
