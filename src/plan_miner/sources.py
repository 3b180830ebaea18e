"""The registry: sources.yaml in, checked `Source` objects out; every mistake is told with its line."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from plan_miner import entries, provinces
from plan_miner.entries import Entry, Form, Mistakes, listed
from plan_miner.model import (
    KIND_CODES,
    Certificate,
    Expected,
    Municipality,
    Reference,
    Registry,
    Source,
    id_of_document,
    period_of,
)
from plan_miner.saying import NOTHING, Mistake, Said, joined, said, verbatim

DOCUMENT_KINDS: Final = tuple(KIND_CODES)
MUNICIPALITY_KINDS: Final = ("metropolitan", "provincial", "district")
YEARS: Final = range(1990, 2101)  # that a period or a date may name

_FILE: Final = Form(said("the file"), ("municipalities",), ("references", "certificates"))
_MUNICIPALITY: Final = Form(
    said("a municipality"), ("id", "name", "province", "kind"), ("website", "watch", "documents")
)
_DOCUMENT: Final = Form(said("a document"), ("kind", "period", "url"), ("accessed", "note", "expect"))
_EXPECT: Final = Form(said("'expect'"), (), ("pages_min", "goals_min"))
_CERTIFICATE: Final = Form(said("a certificate exception"), ("host", "until", "reason"), ("file",))
_REFERENCE: Final = Form(said("a reference"), ("title",), ("url", "accessed", "note"))


class SourcesError(Mistake):
    """The registry (or a choice from it) cannot be used; `problems` tells every reason, one line each."""

    def __init__(self, problems: Iterable[Said]) -> None:
        self.problems: tuple[Said, ...] = tuple(problems)
        super().__init__(joined("\n", self.problems))


def load(path: Path, told_of: Path | None = None) -> Registry:
    """The registry in the YAML file `path`, in the file's order; mistakes are told of the file `told_of` if given.

    A document's local path is resolved against the file's own folder. Raises `SourcesError` with all
    mistakes at once, each as ``file:line: what is wrong: what to write``.
    """
    mistakes = Mistakes(path)
    root = entries.top(mistakes, "municipalities:", said("name yours with --sources, or try the sample with --sample"))
    registry = _registry(entries.read(root, _FILE, mistakes)) if root is not None else Registry((), ())
    if mistakes.found:
        raise SourcesError(mistakes.told(told_of))
    return registry


def choose(registry: Registry, only: Sequence[str]) -> frozenset[str]:
    """The document ids that `only` names by document id or municipality id; all of them where it is empty.

    Raises `SourcesError` with one line for each id that is not in the registry, naming the nearest ones.
    """
    documents: dict[str, set[str]] = {municipality.id: set() for municipality in registry.municipalities}
    for source in registry.sources:
        documents.setdefault(source.municipality.id, set()).add(source.id)
        documents[source.id] = {source.id}
    unknown = [name for name in dict.fromkeys(only) if name not in documents]
    if unknown:
        raise SourcesError(
            said("unknown id '{name}': {hint}", name=name, hint=_nearest_ids(name, documents)) for name in unknown
        )
    return frozenset(document for name in (only or documents) for document in documents[name])


def is_web(url: str) -> bool:
    """Whether `url` is an http(s) address, not a path."""
    return url.lower().startswith(("http://", "https://"))


# --- from entries to the registry ---------------------------------------------------------------


def _registry(file: Entry) -> Registry:
    listing = file.entries("municipalities", _MUNICIPALITY)
    read = [(_municipality(entry), entry) for entry in listing]
    _tell_used_ids(read)
    sources = tuple(source for municipality, entry in read for source in _sources(municipality, entry))
    references = tuple(_reference(entry) for entry in file.entries("references", _REFERENCE))
    if "municipalities" in file.values and not read and not file.mistakes.found:
        file.tell("municipalities", said("no municipality is listed: write at least one, beginning with '- id: '"))
    certificates = tuple(_certificate(entry) for entry in file.entries("certificates", _CERTIFICATE))
    return Registry(tuple(municipality for municipality, _ in read), sources, references, certificates)


def _municipality(entry: Entry) -> Municipality:
    municipality = Municipality(
        id=entry.checked("id", _id_fault),
        name=_composed(entry.text("name")),
        province=_composed(entry.checked("province", _province_fault)),
        plate=provinces.plate(entry.text("province")),
        kind=entry.checked("kind", _one_of(MUNICIPALITY_KINDS)),
        website=entry.checked("website", _web_fault),
        watch=entry.texts("watch", _web_fault),
    )
    other = provinces.by_letters(municipality.id.partition("-")[0])
    if municipality.plate and other and provinces.plate(other) != municipality.plate:
        entry.tell(
            "id",
            said(
                "id '{id}' says {other}, province {province}: mend one of them",
                id=municipality.id,
                other=other,
                province=municipality.province,
            ),
        )
    return municipality


def _composed(name: str) -> str:
    """Each letter as one character: some systems write ş as an s and a loose tail."""
    return unicodedata.normalize("NFC", name)


def _tell_used_ids(read: Iterable[tuple[Municipality, Entry]]) -> None:
    taken: dict[str, Entry] = {}
    for municipality, entry in read:
        first = taken.setdefault(municipality.id, entry)
        if municipality.id and first is not entry:
            entry.tell(
                "id",
                said("id '{id}' is taken on line {line}: put its documents there", id=municipality.id, line=first.line),
            )


def _sources(municipality: Municipality, entry: Entry) -> Iterator[Source]:
    """The municipality's documents in the file's order, a second one of a kind and period numbered ``-2``."""
    same_name: Counter[str] = Counter()
    listed_once: dict[tuple[str, str], Entry] = {}
    for document in entry.entries("documents", _DOCUMENT):
        source = _source(municipality, document)
        first = listed_once.setdefault((source.id, source.url), document)
        if source.url and first is not document:
            document.mistakes.at(
                document.line, said("the same document as on line {line}: remove one", line=first.line)
            )
        same_name[source.id] += 1
        number = same_name[source.id]
        yield source if number == 1 else replace(source, id=f"{source.id}-{number}")


def _source(municipality: Municipality, entry: Entry) -> Source:
    kind = entry.checked("kind", _one_of(DOCUMENT_KINDS))
    start, end = _years(entry.checked("period", _period_fault))
    url = entry.checked("url", _url_fault)
    expect = entry.entry("expect", _EXPECT)
    return Source(
        id=id_of_document(municipality.id, kind, period_of(start, end)),
        municipality=municipality,
        kind=kind,
        period_start=start,
        period_end=end,
        url=url,
        path=None if is_web(url) or _url_fault(url) else (entry.mistakes.path.parent / url).resolve(),
        accessed=entry.checked("accessed", _date_fault),
        note=entry.text("note"),
        line=entry.line,
        expected=Expected(*(_count(expect.checked(key, _count_fault)) for key in _EXPECT.keys)),
    )


def _certificate(entry: Entry) -> Certificate:
    file = entry.text("file")
    path = (entry.mistakes.path.parent / file).resolve() if file else None
    if path and not path.is_file():
        entry.tell(
            "file",
            said("'{file}' is no file: give the path of the certificates, seen from this file's folder", file=file),
        )
    host = entry.checked("host", _host_fault).lower().rstrip(".")
    return Certificate(host, entry.checked("until", _date_fault), entry.text("reason"), path)


def _reference(entry: Entry) -> Reference:
    return Reference(entry.text("title"), entry.checked("url", _url_fault), entry.checked("accessed", _date_fault))


# --- faults of single values: what is wrong and what to write, or empty -------------------------

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PERIOD: Final = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # two letters at least: C:\plan.pdf is a path
_BARE_HOST: Final = re.compile(r"(//|www\.|https?/|([\w-]+\.)+(tr|com|org|net|istanbul)(/|$))", re.IGNORECASE)
# Words of the field that an analyst may write for the code values.
_TURKISH: Final = {
    "stratejik-plan": "strategic_plan",
    "performans-programi": "performance_program",
    "faaliyet-raporu": "activity_report",
    "hizmet-raporu": "service_report",
    "web-sitesi": "web_page",
    "yonetmelik": "regulation",
    "buyuksehir": "metropolitan",
    "il": "provincial",
    "ilce": "district",
}


def _one_of(kinds: Sequence[str]) -> Callable[[str], Said]:
    def fault(kind: str) -> Said:
        if kind in kinds:
            return NOTHING
        translated = _TURKISH.get(_as_id(kind), "")
        guess = translated if translated in kinds else entries.nearest(kind, kinds)
        hint = said(" (did you mean {guess}?)", guess=guess) if guess else NOTHING
        return said("unknown kind '{kind}': write one of {kinds}{hint}", kind=kind, kinds=listed(kinds), hint=hint)

    return fault


def _id_fault(name: str) -> Said:
    wanted = _as_id(name) or "istanbul-kadikoy"
    return (
        NOTHING
        if _ID.fullmatch(name)
        else said("id '{name}' may hold a-z, 0-9 and single hyphens only: write '{wanted}'", name=name, wanted=wanted)
    )


def _as_id(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", provinces.ascii_letters(text)).strip("-")


def _nearest_ids(name: str, ids: Iterable[str]) -> Said:
    near = [verbatim(one) for one in difflib.get_close_matches(_as_id(name), list(ids), n=3)]
    if not near:
        return said("write the id of a document or of a municipality")
    listing = reduce(lambda some, one: said("{some} or {one}", some=some, one=one), near)
    return said("did you mean {ids}?", ids=listing)


def _province_fault(name: str) -> Said:
    meant = provinces.meant(name)
    return said("unknown province '{name}': write '{meant}'", name=name, meant=meant) if meant else NOTHING


def _years(period: str) -> tuple[int, int]:
    """First and last year of a well-formed period, (0, 0) of any other."""
    match = _PERIOD.fullmatch(period)
    return (int(match[1]), int(match[2] or match[1])) if match else (0, 0)


def _period_fault(period: str) -> Said:
    start, end = _years(period)
    if not start:
        years = re.findall(r"(?<!\d)[0-9]{4}(?!\d)", period)
        wanted = "-".join(years) if len(years) in (1, 2) else said("2020-2024 or 2020")
        return said(
            "period '{period}' is neither a year nor two with a hyphen: write {wanted}", period=period, wanted=wanted
        )
    if start not in YEARS or end not in YEARS:
        return said(
            "period '{period}' is out of bounds: write years from {first} to {last}",
            period=period,
            first=YEARS[0],
            last=YEARS[-1],
        )
    return (
        NOTHING
        if start <= end
        else said("period '{period}' ends before it begins: write {end}-{start}", period=period, end=end, start=start)
    )


def _date_fault(text: str) -> Said:
    day_first = _DAY_FIRST.fullmatch(text)
    if day_first:
        day, month, year = day_first.groups()
        return said(
            "date '{text}' is not in the form of this file: write {year}-{month:0>2}-{day:0>2}",
            text=text,
            year=year,
            month=month,
            day=day,
        )
    wrong = said("'{text}' is no date: write year-month-day, such as 2021-01-25", text=text)
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        return wrong
    return NOTHING if date.isoformat() == text and date.year in YEARS else wrong


def _web_fault(url: str) -> Said:
    """The fault of an address that must be http(s)."""
    if not is_web(url):
        return said("'{url}' is no web address: write it from https:// on", url=url)
    if " " in url or not url.isprintable():
        return said(
            "'{url}' has a space or an invisible character in it: write %20 for a space, remove the other", url=url
        )
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and parts.port != 0  # .port raises where the port is no number
    except ValueError:
        whole = False
    return (
        NOTHING
        if whole
        else said("'{url}' names no host: write the whole address, such as https://www.kadikoy.bel.tr/", url=url)
    )


def _url_fault(url: str) -> Said:
    """The fault of an address that may also be a path."""
    if is_web(url):
        return _web_fault(url)
    if not url.isprintable():
        return said("{url!r} has an invisible character in it: type it anew", url=url)
    if _SCHEME.match(url):
        return said(
            "'{url}' is neither an http(s) address nor a path: write it from https:// on, or the path alone", url=url
        )
    return (
        said("'{url}' looks like a web address: write it from https:// on", url=url)
        if _BARE_HOST.match(url)
        else NOTHING
    )


def _host_fault(host: str) -> Said:
    """The fault of a host's name alone, without scheme, port and path."""
    fine = re.fullmatch(r"[A-Za-z0-9._-]+", host) and not is_web(host)
    return NOTHING if fine else said("'{host}' is no host: write its name alone, such as www.kadikoy.bel.tr", host=host)


def _count(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _count_fault(text: str) -> Said:
    return NOTHING if re.fullmatch(r"[0-9]+", text) else said("'{text}' is no number: write digits only", text=text)
