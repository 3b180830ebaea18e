"""A table's row that names a service: "Kadın Danışma Merkezi | 2 | 340", "Kreş | Yok"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plan_miner.services.claims import Claim, claims, named_by
from plan_miner.services.lists import own_name
from plan_miner.services.terms import SERVICES, Sentence
from plan_miner.turkish import fold

_BAR = re.compile(r"\s*\|\s*")
_UNITS = re.compile(
    r"(?:adet|adedi|sayı|sayısı|(?:[\w ]{1,40} )?"
    r"(?:birim|merkez|tesis|bina|kreş|ünite|kurum|bakımevi|anaokulu|konukevi|sığınmaevi) (?:sayısı|adedi))"
    r"(?: \(adet\))?"
)
_YES = frozenset({"var", "mevcut", "evet", "✓", "√"})
_NO = frozenset({"yok", "-", "x", "hayır", "0", "bulunmuyor", "bulunmamakta"})
_INDICATOR = re.compile(r"sayısı|oranı|adedi|yüzdesi|miktarı|süresi|gösterge|gerçekleşme")
_USED = re.compile(
    r"yararlanan|faydalanan|başvuran|barınan|konaklayan|kalan|hizmet (?:alan|verilen|sunulan)|ulaşılan|kayıtlı"
    r"|kabul edilen|bakım alan|eğitim (?:alan|gören)"
)
_TARGET = re.compile(r"hedef|planlanan|öngörülen|ödenek|bütçe")
_REACHED = re.compile(r"gerçekleş|harcama|harcanan|ulaşılan")
_NOT_REACHED = frozenset({"0", "-", "–", "yok", "%0", "0,00", "yapılmadı", "gerçekleşmedi"})
_UNIT = re.compile(r"(?:ölçü )?birimi?")
_PIECES = frozenset({"adet", "sayı", "tane"})
# a cell that holds the name and nothing else, or calls itself the number of what is named
_STANDING = re.compile(r"(?:(?:toplam|mevcut|faal|işletilen|hizmet veren|faaliyette olan|belediyeye ait) )?")
_NUMBER_OF = re.compile(r"\w*(?P<said> (?:sayısı|adedi))?(?: \((?:adet|sayı)\))?")
_FIGURE = re.compile(r"[1-9][\d.,]*")
_HAS_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")

_TOTAL_ROW = re.compile(r"(?:genel )?toplam")
_T_OR_G = frozenset("TtGg")
_LEAD = 30  # letters of a row in which "genel toplam" would stand
_SO_MANY = re.compile(
    r"toplam:? (?P<number>\d{1,2}) (?:adet )?(?:merkez|birim|kreş|tesis|ünite|şube|kurum|bakımev|anaokul|ev\b)"
)
_HEADS = {
    "women_counselling_centre": re.compile(r"kadın danışma"),
    "home_care": re.compile(r"(?!)"),
    "women_shelter": re.compile(r"sığınma|konukev"),
    "childcare": re.compile(r"kreş|bakımevi|anaokul"),
}  # what a column's head calls the service


@dataclass(slots=True)
class TableSoFar:
    """What the rows above tell of the next: the column heads, whom the table is about, the units named one by one."""

    about: tuple[str, ...] = ()
    names: dict[str, set[str]] = field(default_factory=dict)
    used: bool = False
    _heads: tuple[str, ...] = ()
    _rows: list[str] = field(default_factory=list)  # those since the columns were last asked for

    def add(self, row: str) -> None:
        """Take a row into account."""
        self.used = True
        self._rows.append(row)

    @property
    def columns(self) -> tuple[str, ...]:
        """The folded cells of the last row that is a header; looked for only where a row is read."""
        self._heads = next(filter(None, map(header, reversed(self._rows))), self._heads)
        self._rows.clear()
        return self._heads

    def claims(self, sentence: Sentence, service: str) -> list[Claim]:
        """What a row that names a service claims; the nth row with a name of its own tells of n units."""
        found = row_claims(sentence, service, self.columns)
        name = own_name(sentence.printed, sentence.of(service)) if service != "home_care" else ""
        if not name or not found:
            return found
        names = self.names.setdefault(service, set())
        names.add(name)
        return [replace(c, counts=c.counts or ((c.form, len(names)),)) if len(names) > 1 else c for c in found]

    def total(self, sentence: Sentence) -> tuple[str, Claim] | None:
        """The service and what "Toplam 5 merkez | 20" or "Toplam | 5" under "Kreş sayısı" says of it."""
        if not is_total(sentence.text):
            return None
        cells = _BAR.split(sentence.text.strip())
        said = _SO_MANY.search(cells[0])
        columns = self.columns
        number = int(said["number"]) if said else _counted(cells, columns)
        service = self._service(" ".join(columns))
        return (service, Claim("direct", "available", 1, counts=(("", number),))) if service and number else None

    def _service(self, heads: str) -> str:
        headed = [service for service in SERVICES if _HEADS[service].search(heads)]
        about = headed or [service for service in self.about if service != "home_care"]
        return about[0] if len(about) == 1 else ""


def is_total(text: str) -> bool:
    """Whether a row adds up the rows above it."""
    return text.lstrip()[:1] in _T_OR_G and _TOTAL_ROW.match(fold(text[:_LEAD]).strip()) is not None


def header(text: str) -> tuple[str, ...]:
    """The folded cells of a row that heads a table (years, but no other figures in it), or nothing."""
    cells = tuple(_BAR.split(fold(text).strip()))
    return cells if len(cells) > 1 and not any(_HAS_FIGURE.match(cell) for cell in cells) else ()


def row_claims(sentence: Sentence, service: str, columns: Sequence[str] = ()) -> list[Claim]:
    """What a row claims: its words as a sentence's, "var" and "yok" as they stand, figures of an indicator as use.

    A row of performance figures says that a service exists only where people used it ("barınan kadın sayısı") or where
    it is the service that is counted; what was meant and not reached at all is not there.
    `columns` are the header's cells: a figure under "Adet" counts units.
    """
    cells = _BAR.split(sentence.text.strip())
    if reached := _reached(cells, columns):
        named = named_by(sentence, service)
        if reached in _NOT_REACHED:
            return [replace(named, status="planned", named=True, unmet=True)] if named else []
        number = _number_of(sentence, service, dict(zip(columns, cells, strict=True)), reached)
        if named and number:
            return [replace(named, weight=1, counts=((named.form, number),), named=True)]
    rest = {cell.strip(" .") for cell in cells[1:]}
    if rest and not rest <= _NO and not rest & _YES and _INDICATOR.search(sentence.text):
        used = _USED.search(sentence.text) and any(_FIGURE.fullmatch(cell) for cell in cells[1:])
        named = named_by(sentence, service)
        return [replace(named, passing=not used)] if named else []
    found = claims(sentence, service)
    if not rest:
        return found
    if rest <= _NO:
        return [Claim("direct", "not_available", 1)]
    if rest & _YES:
        return [replace(claim, status="available", weight=1) for claim in found]
    number = _counted(cells, columns) if service != "home_care" else None
    return [replace(claim, weight=1, counts=((claim.form, number),)) for claim in found] if number else found


def _reached(cells: Sequence[str], columns: Sequence[str]) -> str:
    """What was reached, in a row of a table that sets it beside a target; nothing in any other table."""
    if len(cells) != len(columns) or not any(map(_TARGET.search, columns)):
        return ""
    return next((cell for cell, column in zip(cells, columns, strict=True) if _REACHED.search(column)), "")


def _number_of(sentence: Sentence, service: str, row: dict[str, str], reached: str) -> int | None:
    """The units of a service that a row of targets gives as reached ("Kreş | adet | 5 | 4"), or None."""
    unit = next((cell for column, cell in row.items() if _UNIT.fullmatch(column)), "")
    if service == "home_care" or not re.fullmatch(r"[1-9]\d?", reached):
        return None
    for term in sentence.of(service):
        before = sentence.text[: term.start].rpartition("|")[2].strip()
        after = _NUMBER_OF.fullmatch(sentence.text[term.end :].partition("|")[0].rstrip())
        if after and _STANDING.fullmatch(before and before + " ") and (unit in _PIECES or (after["said"] and not unit)):
            return int(reached)
    return None


def _counted(cells: Sequence[str], columns: Sequence[str]) -> int | None:
    if len(cells) != len(columns):
        return None
    under = (cell for cell, column in zip(cells, columns, strict=True) if _UNITS.fullmatch(column))
    return next((int(cell) for cell in under if re.fullmatch(r"[1-9]\d?", cell)), None)
