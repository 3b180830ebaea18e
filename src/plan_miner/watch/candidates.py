"""Documents that wait for a person: found on a page, or behind the address of another; kept in candidates.csv."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plan_miner.cover import own_name, same_name
from plan_miner.model import Became, Municipality, Registry, Source, id_of_document, period_of
from plan_miner.saying import said, told
from plan_miner.store import write_atomically
from plan_miner.watch.judging import CONFIDENCE, REASONS, judged
from plan_miner.watch.pages import Link

FILE = "candidates.csv"
AT_ANOTHERS_ADDRESS = "cover"  # the rule of what was found behind the address of another document


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be taken into the registry; `candidate_id` is made of what it is and where.

    `reason` is told in Turkish, as what tables hold is.
    """

    candidate_id: str
    municipality_id: str
    municipality: str
    kind: str
    period_start: int
    period_end: int
    url: str
    title: str = ""
    found_on: str = ""
    found_at: str = ""  # ISO date
    confidence: float | None = None
    rule: str = ""
    reason: str = ""

    @property
    def period(self) -> str:
        return period_of(self.period_start, self.period_end)

    @property
    def document_id(self) -> str:
        return id_of_document(self.municipality_id, self.kind, self.period)


def proposed(place: Municipality, links: Iterable[Link], known: Sequence[Source]) -> list[Candidate]:
    """What of a municipality's links is new: of a kind and period that the registry has not, nor any later of it."""
    found: list[Candidate] = []
    for link in links:
        guess = judged(link)
        if guess is None or not _new(guess.kind, guess.period_start, guess.period_end, link.url, known):
            continue
        one = _candidate(place, guess.kind, (guess.period_start, guess.period_end), link.url)
        today = datetime.now(UTC).date().isoformat()
        one = replace(one, title=link.text or link.before, found_on=link.page, found_at=today)
        why = told(REASONS[guess.rule], "tr")
        found.append(replace(one, confidence=CONFIDENCE[guess.rule], rule=guess.rule, reason=why))
    return found


def misplaced(became: Iterable[Became], registry: Registry) -> list[Candidate]:
    """What was found behind the addresses of other documents, as far as it is one that the registry has not."""
    found: list[Candidate] = []
    for had in became:
        source, cover = had.source, had.seen.cover
        if had.status != "wrong_document" or not cover.mismatch or not cover.period:
            continue
        place = _named(cover.municipality, registry) if cover.municipality else source.municipality
        years = [int(year) for year in cover.period.split("-")]
        known = [one for one in registry.sources if place and one.municipality.id == place.id]
        kind = cover.kind or source.kind
        if place and _new(kind, years[0], years[-1], "", known, older=True):
            one = _candidate(place, kind, (years[0], years[-1]), source.url)
            day = had.edition.fetched_at[:10] if had.edition else ""
            why = said("stands at the address of {id}: {mismatch}", id=source.id, mismatch=cover.mismatch)
            found.append(replace(one, found_at=day, rule=AT_ANOTHERS_ADDRESS, reason=told(why, "tr")))
    return found


def kept(data: Path) -> tuple[Candidate, ...]:
    """The candidates in candidates.csv; none where there is no such file, or it is not ours."""
    try:
        text = _place(data).read_text(encoding="utf-8")
    except OSError:
        return ()
    try:
        return tuple(_read(row) for row in csv.DictReader(io.StringIO(text)))
    except (TypeError, ValueError, KeyError):
        return ()


def keep(
    data: Path, registry: Registry, found: Iterable[Candidate]
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Add what was found to candidates.csv and take out what the registry has by now; returns all, and the new ones.

    What is there keeps its day. Nothing is written where nothing changed, and no file is made for no candidate.
    """
    before = {one.candidate_id: one for one in kept(data)}
    fresh = [one for one in {one.candidate_id: one for one in found}.values() if one.candidate_id not in before]
    waiting = [one for one in (*before.values(), *fresh) if not _taken(one, registry)]
    order = {place.id: number for number, place in enumerate(registry.municipalities)}
    waiting.sort(key=lambda one: (order.get(one.municipality_id, len(order)), one.kind, -one.period_start, one.url))
    if waiting or before:
        _write(data, waiting)
    return tuple(waiting), tuple(one for one in waiting if one.candidate_id not in before)


def _write(data: Path, candidates: Iterable[Candidate]) -> None:
    """All candidates as the file candidates.csv; it is left alone where it says the same already."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [field.name for field in fields(Candidate)], lineterminator="\n")
    writer.writeheader()
    for one in candidates:
        writer.writerow({name: "" if value is None else value for name, value in asdict(one).items()})
    text = out.getvalue().encode("utf-8")
    if not (_place(data).is_file() and _place(data).read_bytes() == text):
        write_atomically(_place(data), text)


def _candidate(place: Municipality, kind: str, years: tuple[int, int], url: str) -> Candidate:
    one = Candidate("", place.id, place.name, kind, *years, url)
    mark = hashlib.sha256(url.encode()).hexdigest()[:6]
    return replace(one, candidate_id=f"{one.document_id}-{mark}")


def _new(kind: str, start: int, end: int, url: str, known: Sequence[Source], *, older: bool = False) -> bool:
    """Whether the registry has no such document; unless `older` counts too, nor a later one of the kind."""
    same = [source for source in known if source.kind == kind]
    if any(source.url == url or (source.period_start, source.period_end) == (start, end) for source in same):
        return False
    return older or not any(source.period_start > start for source in same)


def _taken(one: Candidate, registry: Registry) -> bool:
    """Whether the registry has the document by now, from wherever."""
    ours = [source for source in registry.sources if source.municipality.id == one.municipality_id]
    url = "" if one.rule == AT_ANOTHERS_ADDRESS else one.url
    return not _new(one.kind, one.period_start, one.period_end, url, ours, older=True)


def _named(name: str, registry: Registry) -> Municipality | None:
    return next((place for place in registry.municipalities if same_name(own_name(place), name)), None)


def _read(row: dict[str, Any]) -> Candidate:
    row["period_start"], row["period_end"] = int(row["period_start"]), int(row["period_end"])
    row["confidence"] = float(row["confidence"]) if row["confidence"] else None
    return Candidate(**row)


def _place(data: Path) -> Path:
    return data / "processed" / FILE
