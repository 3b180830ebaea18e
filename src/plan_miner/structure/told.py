"""What an indicator's running text says behind its name: "(ton) etki %40, başlangıç 840; 2020: 912, 2021: 984 …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

YEAR = r"(?:19|20)\d\d"
VALUE = r"(?:%?\s?\d[\d.,]*(?<=\d)%?|[-–—](?=[\s;,|/]|$))"  # a dash where there is none
YEAR_IN_TEXT = re.compile(rf"({YEAR})\s?[:=]\s?({VALUE})")
SAID = re.compile(
    rf"""(?<!\w)(?:
    (?:hedef(?:i|ler)?[ :]+)?(?P<year>{YEAR})(?:(?:\ (?:yılı|hedefi))*\s?[:=]|['’][dt][ae])\s?(?P<target>{VALUE})
    |{YEAR}\ yılı?\ (?:sonunda|itibarıyla)\ (?P<reached>{VALUE})(?:\ (?:olarak|gerçekleş\w+|olup|iken))*
    |(?:plan\ dönemi\ )?(?:başlangıç|mevcut|baz|referans)(?:\ (?:değer|durum|yıl)\w*)*(?:\s?\(?{YEAR}\)?(?=\s?[:=]))?
        \s?[:=]?\s?(?P<baseline>{VALUE})
    |(?:(?:hedefe|amaca)\ )?(?:etki(?:si)?|ağırlı[kğ]ı?)(?:\ (?:oran|yüzde|düzey)\w*)?(?:\s?\(%\))?
        \s?[:=]?\s?(?P<weight>{VALUE})
    |(?:ölçü?m?\ )?birimi?\s?[:=]\s?(?P<unit>[^\d:;,|/→]{{1,30}}?)(?=\s*(?:[;,|/→)]|$))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
BETWEEN = re.compile(r"[\s;,|/·•→>()\[\]–—-]*")
OPENING = " \t;,|/·•→>([–—-:"  # what may stand between a name and what is said behind it
FEWEST = 2  # values one after the other: one alone may belong to the name


@dataclass(frozen=True, slots=True)
class Told:
    """Where in the text the values begin; those that are cells of an indicator's table, and the targets by year."""

    start: int
    cells: dict[str, str] = field(default_factory=dict)
    years: dict[int, str] = field(default_factory=dict)


def told_in(text: str) -> Told | None:
    """The first values that stand one after the other in a text, or None."""
    if not any(map(str.isdecimal, text)):
        return None
    run: list[re.Match[str]] = []
    for match in SAID.finditer(text):
        if run and not BETWEEN.fullmatch(text, run[-1].end(), match.start()):
            if len(run) >= FEWEST:
                break
            run = []
        run.append(match)
    return _told(text, run) if len(run) >= FEWEST else None


def _told(text: str, run: list[re.Match[str]]) -> Told:
    said = [match.groupdict() for match in run]
    cells = {name: one[name].strip() for one in said for name in ("unit", "weight", "baseline") if one[name]}
    cells.update(("baseline", one["reached"]) for one in said if one["reached"])
    years = {int(one["year"]): one["target"] for one in said if one["year"]}
    return Told(len(text[: run[0].start()].rstrip(OPENING)), cells, years)


def is_told(text: str, above: str = "") -> bool:
    """Whether a line says nothing but such values: it goes on behind the name of the indicator above.

    One value is enough where the line above says nothing else.
    """
    told = told_in(text)
    return (told is not None and told.start == 0) or bool(above and SAID.fullmatch(text) and is_told(above))
