"""The registry: sources.yaml in, checked `Source` objects out; every mistake is told with its line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from plan_miner import entries, provinces
from plan_miner.entries import Entry, Form, Mistakes
from plan_miner.faults import (
    count_fault,
    date_fault,
    host_fault,
    id_fault,
    nearest_ids,
    one_of,
    period_fault,
    province_fault,
    url_fault,
    web_fault,
    years_of,
)
from plan_miner.model import (
    KIND_CODES,
    Certificate,
    Expected,
    Municipality,
    Reference,
    Registry,
    Source,
    id_of_document,
    is_web,
    period_of,
)
from plan_miner.saying import Mistake, Said, joined, said

DOCUMENT_KINDS: Final = tuple(KIND_CODES)
MUNICIPALITY_KINDS: Final = ("metropolitan", "provincial", "district")

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
            said("unknown id '{name}': {hint}", name=name, hint=nearest_ids(name, documents)) for name in unknown
        )
    return frozenset(document for name in (only or documents) for document in documents[name])


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
        id=entry.checked("id", id_fault),
        name=_composed(entry.text("name")),
        province=_composed(entry.checked("province", province_fault)),
        plate=provinces.plate(entry.text("province")),
        kind=entry.checked("kind", one_of(MUNICIPALITY_KINDS)),
        website=entry.checked("website", web_fault),
        watch=entry.texts("watch", web_fault),
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
    kind = entry.checked("kind", one_of(DOCUMENT_KINDS))
    start, end = years_of(entry.checked("period", period_fault))
    url = entry.checked("url", url_fault)
    expect = entry.entry("expect", _EXPECT)
    return Source(
        id=id_of_document(municipality.id, kind, period_of(start, end)),
        municipality=municipality,
        kind=kind,
        period_start=start,
        period_end=end,
        url=url,
        path=None if is_web(url) or url_fault(url) else (entry.mistakes.path.parent / url).resolve(),
        accessed=entry.checked("accessed", date_fault),
        note=entry.text("note"),
        line=entry.line,
        expected=Expected(*(_count(expect.checked(key, count_fault)) for key in _EXPECT.keys)),
    )


def _certificate(entry: Entry) -> Certificate:
    file = entry.text("file")
    path = (entry.mistakes.path.parent / file).resolve() if file else None
    if path and not path.is_file():
        entry.tell(
            "file",
            said("'{file}' is no file: give the path of the certificates, seen from this file's folder", file=file),
        )
    host = entry.checked("host", host_fault).lower().rstrip(".")
    return Certificate(host, entry.checked("until", date_fault), entry.text("reason"), path)


def _reference(entry: Entry) -> Reference:
    return Reference(entry.text("title"), entry.checked("url", url_fault), entry.checked("accessed", date_fault))


def _count(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
