"""The registry: municipalities, their documents, and the editions that were had of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

KIND_CODES = {  # the kinds of document with the short code that stands in a document's id
    "strategic_plan": "sp",
    "performance_program": "pp",
    "activity_report": "fr",
    "service_report": "srv",
    "web_page": "web",
    "regulation": "reg",
}
WITH_GOALS = frozenset({"strategic_plan", "performance_program"})  # kinds of documents that set out goals


def period_of(first: int, last: int) -> str:
    """A period as registry, ids and addresses write it: 2020-2024, or 2020."""
    return str(first) if first == last else f"{first}-{last}"


def is_web(url: str) -> bool:
    """Whether `url` is an http(s) address, not a path."""
    return url.lower().startswith(("http://", "https://"))


def id_of_document(municipality_id: str, kind: str, period: str) -> str:
    """The id of a municipality's first document of that kind and period; of a file by itself the period is empty."""
    return "-".join(filter(None, (municipality_id, KIND_CODES.get(kind, ""), period)))


_ID = re.compile(rf"(.+)-({'|'.join(KIND_CODES.values())})(?:-(\d{{4}}(?:-\d{{4}})?)(?:-\d+)?)?")


def told_by_id(document_id: str) -> tuple[str, str, str]:
    """Municipality's id, kind and period of a document by its id; of an id made otherwise itself and nothing more."""
    found = _ID.fullmatch(document_id)
    if found is None:
        return document_id, "", ""
    kind = next(kind for kind, code in KIND_CODES.items() if code == found[2])
    return found[1], kind, found[3] or ""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of the registry; `plate` is the province's number (1-81), None where unknown."""

    id: str
    name: str
    province: str
    plate: int | None
    kind: str  # metropolitan | provincial | district
    website: str = ""
    watch: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """The least that a document must have; 0 where nothing is expected."""

    pages_min: int = 0
    goals_min: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the registry: where it is to be had and what it is said to be."""

    id: str  # <municipality>-<sp|pp|fr|srv|web|reg>-<period>
    municipality: Municipality
    kind: str  # strategic_plan | performance_program | activity_report | service_report | web_page | regulation
    period_start: int
    period_end: int
    url: str  # as written; http(s) or a path
    path: Path | None = None  # the local file, where url is one
    accessed: str = ""  # ISO date on which the citing report saw it
    note: str = ""
    line: int = 0  # of its entry in sources.yaml
    expected: Expected = Expected()

    @property
    def period(self) -> str:
        """The years that it covers, as the registry has them: 2020-2024, or 2020."""
        return period_of(self.period_start, self.period_end)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A host whose certificate is excepted, until the day `until` (ISO), for a reason.

    With a `file` of certificates these are believed too; without one the host's certificate is not verified.
    """

    host: str
    until: str
    reason: str
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited work that no municipality issued: listed, never fetched."""

    title: str
    url: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    """What sources.yaml holds, each in the file's order; `sources` are the documents of all municipalities."""

    municipalities: tuple[Municipality, ...]
    sources: tuple[Source, ...]
    references: tuple[Reference, ...] = ()
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The bytes of a document, known by their sha256."""

    document_id: str
    sha256: str
    path: Path
    bytes: int
    fetched_url: str
    via: str  # origin | archive | local
    fetched_at: str  # ISO 8601, UTC
    captured_at: str = ""  # when the web archive took it, ISO 8601, UTC; empty where it did not
    certificate: str = ""  # the exception under which its host was believed, in words
