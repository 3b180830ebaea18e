"""Where in a document a row stands: its chapter, told from headings (the planning guide's order of chapters)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from statistics import median

from plan_miner.structure.codes import code_of, plain_code
from plan_miner.structure.items import SAME_SIZE
from plan_miner.structure.labels import field_of, labelled
from plan_miner.structure.rows import Row
from plan_miner.turkish import fold

# the first pattern that a heading holds names its section; "" ends one
SECTIONS: tuple[tuple[str, str], ...] = (
    ("contents", r"^içindekiler|^tablolar? (?:listesi|dizini)|^şekiller? (?:listesi|dizini)|^kısaltmalar"),
    ("foreword", r"sunuş|önsöz|başkan(?:ın|ı) mesajı|başkandan|^takdim"),
    (
        "previous",
        r"uygulanmakta olan|önceki (?:stratejik )?plan|(?:201\d|2006|2007).{1,3}201\d dönemi|geçmiş dönem|bir önceki"
        r"|önceki dönem|yürürlükteki plan|plan(?:ın|ının) değerlendirilmesi|sona eren",
    ),
    ("policy", r"üst politika|sürdürülebilir kalkınma|kalkınma planı|küresel amaç|politika belge"),
    ("law", r"mevzuat|yasal (?:yükümlülük|dayanak|çerçeve)|hukuki (?:dayanak|çerçeve)|kanuni|yetki,? (?:ve )?görev"),
    ("survey", r"paydaş|anket|çalıştay|öneriler|beklenti"),
    ("staff", r"insan kaynak|personel|kadro|teşkilat yapısı|çalışanlar"),
    (
        "analysis",
        r"gzft|swot|pestle?|tespit(?:ler)?(?: ve)? ihtiyaç|kuruluş içi analiz|çevre analizi|iç analiz|dış analiz",
    ),
    ("costs", r"maliyetlendirme|mali(?:yet)? (?:tablosu|dağılımı)|kaynak ihtiyacı|tahmini maliyet(?:ler)? tablo"),
    ("monitoring", r"izleme ve değerlendirme|^izleme$"),
    ("summary", r"toplu bakış|toplu gösterim|özet tablo|amaç ve hedef(?:ler)? tablosu"),
    (
        "goals",
        r"strateji geliştirme(?! (?:daire|müdür|birim|kurul))|hedef kart"
        r"|amaç\w*(?:,| ve| ile| /|/| -|-)? ?(?:stratejik )?hedef"
        r"|stratejik (?:amaç|hedef)|^(?:amaç|hedef)\w*(?:$| )|performans gösterge|eylem plan",
    ),
    (
        "services",
        r"faaliyet alan|sunulan hizmet|faaliyetlere ilişkin|ürün ve hizmet|birim faaliyet|müdürlüğü|başkanlığı",
    ),
)
PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in SECTIONS)
LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{5,}")
PAGE_AT_END = re.compile(r"(?:^|\s)\d{1,3}$")
LEADERS_ON_CONTENTS = 4  # lines with dotted leaders that make a page one of contents
NUMBERED_ON_CONTENTS = 6
LONGEST_HEADING = 110
LONGEST_NUMBERED = 90
SHORTEST_IN_CAPITALS = 3  # letters: no more are an abbreviation
LETTER = re.compile(r"[^\W\d_]")
NUMBER_ALONE = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]?")
DISPLAY = 1.25  # a chapter's letters against the body's
AIM = re.compile(r"m[ae]k[.\s]*$")  # "… geliştirmek": what is to be done, never a chapter's name
COUNTED = re.compile(  # "… personel sayısı (kişi)": an indicator
    r" \((?:adet|kişi|[^\w\s]|km|m[²2]|ton|saat|gün|hane|tl|yüzde|dakika)\)$"
)
LARGER = 1.08  # a heading's letters against the body's


def with_sections(found: Sequence[Row], body: float) -> list[Row]:
    """The rows with the section in which each stands; `body` is the usual height of letters (points)."""
    contents = set(_contents_pages(found))
    section, opened_by = "", 0.0
    listed_on, listed_by = 0, 0.0  # the page of the last list of contents, until a heading as large as its own ends it
    out = []
    above: Row | None = None  # where it is a code or label alone, the line below is its text, no chapter's heading
    for row in found:
        title = row.table < 0 and _is_heading(row, body)
        if title and not (above and _is_code_alone(above, body)):
            item = row.slots[0].items[0]
            named = names_section(item.text)
            if item.size >= opened_by - SAME_SIZE or (named and section != "goals"):
                section, opened_by = named or "", item.size
            if named == "contents" and row.page not in contents:
                listed_on, listed_by = row.page, item.size
                contents.add(listed_on)
            elif listed_on and item.size >= min(listed_by - SAME_SIZE, LARGER * body):
                contents.discard(listed_on)
                listed_on = 0
        above = None if title else row
        shown = "contents" if row.page in contents else section
        out.append(Row(row.page, row.slots, row.table, row.number, shown, title) if shown or title else row)
    return out


def _is_code_alone(row: Row, body: float) -> bool:
    """Whether a code or the label of a goal or objective stands alone, or a number in display type."""
    if len(row.slots) != 1 or not row.slots[0].items:
        return False
    slot = row.slots[0]
    code = code_of(slot.text)
    if code is None and field_of(slot.text) in ("goal", "objective"):
        return True
    if code is None and slot.items[0].size > DISPLAY * body:
        return NUMBER_ALONE.fullmatch(slot.text) is not None
    return bool(code and not slot.text[code.end :].strip())


def _is_heading(row: Row, body: float) -> bool:
    """Whether a row of running text is short, alone, no sentence, and larger, bolder, numbered or in capitals."""
    if len(row.slots) != 1 or len(row.slots[0].items) != 1:
        return False
    item = row.slots[0].items[0]
    text = item.text
    if item.bullet or len(text) > LONGEST_HEADING or text.endswith((".", ",", ";", ":")) or not LETTER.search(text):
        return False
    if not (item.size > LARGER * body or item.bold or _in_capitals(text) or _is_numbered(text)):
        return False
    field = field_of(text)
    chapter = field == "goal_or_objective" and item.size > DISPLAY * body  # "AMAÇ VE HEDEFLER" in large letters
    return (chapter or not field) and not code_of(text) and not _names_goal(text)


def _names_goal(text: str) -> bool:
    """Whether a goal or objective stands behind its label: "Amacımız: …"."""
    found = labelled(text) if ":" in text else None
    return found is not None and found[0] in ("goal", "objective")


def _in_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > SHORTEST_IN_CAPITALS


def _is_numbered(text: str) -> bool:
    code = plain_code(text) if len(text) < LONGEST_NUMBERED else None
    return code is not None and text[code.end :][:1].isupper()


@lru_cache(maxsize=10_000)
def names_section(text: str) -> str:
    """The section that a heading's words name; empty where they name none."""
    folded = fold(text)
    if AIM.search(folded) or COUNTED.search(folded):
        return ""
    return next((name for name, pattern in PATTERNS if pattern.search(folded)), "")


def body_size(found: Sequence[Row]) -> float:
    """The usual height of letters in running text (by characters)."""
    sizes = [
        line.size
        for row in found
        if row.table < 0
        for slot in row.slots
        for item in slot.items
        for line in item.lines
        if len(line.text) > 50
    ]
    return median(sizes) if sizes else 11.0


def _leads(text: str) -> bool:
    return ("..." in text or ". ." in text or "…" in text or "__" in text) and LEADER.search(text) is not None


def _contents_pages(found: Sequence[Row]) -> frozenset[int]:
    """Pages on which many lines lead with dots, or end with a page number that never falls."""
    pages = ((page, list(rows)) for page, rows in groupby(found, attrgetter("page")))
    return frozenset(page for page, rows in pages if _lead_to_pages(rows) or _end_with_pages(rows))


def _lead_to_pages(rows: Sequence[Row]) -> bool:
    if not _leads("\n".join([slot.text for row in rows for slot in row.slots])):
        return False
    return sum(_leads(i.text) for row in rows for slot in row.slots for i in slot.items) >= LEADERS_ON_CONTENTS


def _end_with_pages(rows: Sequence[Row]) -> bool:
    ends = [row.slots[1].text for row in rows if len(row.slots) == 2 and row.table < 0]
    pages = [int(end) for end in ends if PAGE_AT_END.fullmatch(end)]
    return len(pages) >= NUMBERED_ON_CONTENTS and pages == sorted(pages)
