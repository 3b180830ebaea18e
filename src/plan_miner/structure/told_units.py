"""Units that a paragraph names: "Hedefin yürütülmesinden Fen İşleri Müdürlüğü sorumludur; … katkı verecek."."""

from __future__ import annotations

import re
from collections.abc import Iterator

ENDS = r"(?:Müdürlük|Müdürlüğ|Başkanlı[kğ]|Müşavirli[kğ]|Şefli[kğ])\w*"
OPENINGS = (
    r"(?:Hedef|Çalışma|Uygulama|Faaliyet|Sorumlu|Amaç|Yürüt)\w*|Bu|Bunun|Söz|İlgili"  # of a sentence, no unit's name
)
WORD = rf"(?!(?:{ENDS}|{OPENINGS})\b)[A-ZÇĞİÖŞÜ][\w-]*"
END = r"(?:Müdürlüğü|(?:Daire )?Başkanlığı|Müşavirliği|Şefliği|Birimi)"
NAME = rf"{WORD}(?:(?:,| ve|) {WORD}){{0,7}} {END}"
NAMES = rf"{NAME}(?:(?:, ?| ve | ile ){NAME})*"
LEAD = r"(?:\b[Hh]edef\w*|\b[Çç]alışma\w*|\b[Uu]ygulama\w*|\b[Yy]ürüt\w+|\b[Ss]orumlu(?:su| birimi?)?)"
OF_UNIT = re.compile(NAME)
TOLD = {
    "responsible": re.compile(
        rf"(?P<names>{NAMES})(?:['’]?n[üı]n)? (?:sorumlu(?:sudur|dur)\b|(?:tarafından|eliyle) yürüt"
        rf"|koordinasyonunda|yürütecek|yürütür\b|üstlen)"
        rf"|{LEAD}(?: \w+)? [Ss]orumlu(?:su| birimi?)?,? (?P<behind>{NAMES})(?:['’]?d[üıi]r)\b"
    ),
    "collaborating": re.compile(
        rf"(?P<names>{NAMES})(?:['’]?(?:yle|yla)| ile(?: birlikte)?)? "
        rf"(?:iş ?birliği|birlikte (?:çalış|yürüt)|katkı (?:ver|sağla|sun)|destek (?:ver|ol|sağla)|ortaklaşa)"
    ),
}
Told = tuple[str, int, int]  # which field, and where in the text the unit's name stands


def units_told(text: str) -> Iterator[Told]:
    """The units that a paragraph names as responsible, or as those that work with them."""
    if "Müdürlü" not in text and "Başkanlı" not in text:
        return
    for field, pattern in TOLD.items():
        match = pattern.search(text)
        if match:
            group = "names" if match["names"] else "behind"
            yield from ((field, *one.span()) for one in OF_UNIT.finditer(text, *match.span(group)))
