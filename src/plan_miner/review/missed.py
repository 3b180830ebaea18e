"""Objectives that the program missed and people added: where their words stand now, and if they are still needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plan_miner import work
from plan_miner.model import Box, Edition, Line, Reading
from plan_miner.publish.masking import masked, names_shelter
from plan_miner.publish.words import printable
from plan_miner.review.decisions import Decision, Place
from plan_miner.review.items import ADDED, Item, Tables, evidence_of
from plan_miner.review.standing import active
from plan_miner.turkish import fold

FoundAgain = Mapping[str, tuple[Place, ...]]  # by the item's id: where its words stand in the edition of today


def added_items(tables: Tables, decisions: Iterable[Decision], again: FoundAgain) -> tuple[Item, ...]:
    """The item of each objective that people added; of two that added the same words the later says its code.

    Where its words are no longer in the document, or there is by now another objective of that code or those words, the
    item has no evidence: the decision is kept, and asked again.
    """
    documents = {row["document_id"]: row for row in tables["documents"]}
    taken = {(row["document_id"], row["objective_code"]) for row in tables["objectives"]}
    texts = {(row["document_id"], evidence_of([row["objective"]])) for row in tables["objectives"]}
    found: dict[str, Item] = {}
    codes: dict[tuple[str, str], str] = {}
    for one in active(decisions):
        document_id = document_of(one)
        document = documents.get(document_id)
        if one.verdict != "added" or document is None:
            continue
        code, text = one.values.objective_code, evidence_of([one.values.objective])
        first = codes.setdefault((document_id, code), one.item) == one.item
        clear = bool(code) and first and (document_id, code) not in taken and (document_id, text) not in texts
        before = found.get(one.item)
        places = places_of(one, document, again) or (before.places if before else ())
        found[one.item] = Item(
            ADDED,
            one.item.partition(":")[2],
            document_id,
            document["municipality_id"],
            one.words,
            one.values,
            (places or one.places)[0].page if places or one.places else 0,
            asked=False,
            evidence=one.evidence if clear and places else "",
            places=places,
        )
    return tuple(found.values())


def document_of(decision: Decision) -> str:
    """The document that a decision is about; of a service the municipality."""
    return decision.item.partition(":")[2].rpartition(":")[0]


def places_of(decision: Decision, document: Mapping[str, Any], again: FoundAgain) -> tuple[Place, ...]:
    """Where the words of an added objective stand in the edition of today; empty where they are gone."""
    if decision.places and decision.places[0].sha256 == document["sha256"]:
        return decision.places
    return again.get(decision.item, ())


def found_again(data: Path, editions: Iterable[Edition], decisions: Iterable[Decision]) -> FoundAgain:
    """Where the words that people marked stand in editions that came later, as these were read (under work/)."""
    latest = {edition.document_id: edition for edition in editions}
    found: dict[str, tuple[Place, ...]] = {}
    for one in active(decisions):
        edition = latest.get(document_of(one))
        if one.verdict == "added" and edition and one.places and one.places[0].sha256 != edition.sha256:
            reading = work.kept_reading(work.path_of(data, edition, "reading"))
            found[one.item] = tuple(_places(reading, edition.sha256, one.words)) if reading else ()
    return found


def _places(reading: Reading, sha256: str, words: Sequence[str]) -> Iterator[Place]:
    """The first run of printed lines with these words, or nothing."""
    wanted, shelter = [_comparable(one) for one in words], about_shelter(words)
    lines = [line for page in reading.pages for line in lines_of(page.blocks)]
    folded = [_comparable(harmless(line.text, shelter=shelter)) for line in lines]
    for start in range(len(lines) - len(wanted) + 1):
        if folded[start : start + len(wanted)] == wanted:
            there = lines[start : start + len(wanted)]
            yield from (place(sha256, line.box, harmless(line.text, shelter=shelter)) for line in there)
            return


def lines_of(blocks: Iterable[Any]) -> Iterator[Line]:
    """The printed lines of a page's blocks, those in tables too, in reading order."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for cell in block.cells for line in cell.lines)


def place(sha256: str, box: Box, quote: str) -> Place:
    """Where a marked line stands; `quote` are its words, made harmless."""
    x0, top, x1, bottom = (round(value, 2) for value in (box.x0, box.top, box.x1, box.bottom))
    return Place(sha256, box.page, x0, top, x1, bottom, quote)


def about_shelter(lines: Iterable[str]) -> bool:
    """Whether marked lines speak of a women's shelter, of which more is masked."""
    return names_shelter(fold(" ".join(lines)))


def harmless(text: str, *, shelter: bool) -> str:
    """A text as it may be published: printable, with personal data and the whereabouts of shelters masked."""
    return printable(masked(printable(text), shelter=shelter).text)


def _comparable(text: str) -> str:
    return " ".join(fold(text).split())
