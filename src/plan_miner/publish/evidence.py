"""What proves each published row: edition, page, box and the words as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from plan_miner.annex import AnnexRow
from plan_miner.model import Edition, Outcome, Passage, Tags
from plan_miner.publish.municipal_services import document_mechanisms, document_mentions
from plan_miner.publish.schema import Row, joined_key
from plan_miner.services import ServiceCell

# The tables whose every row leads back to the page (of Tablo 2: but what nobody mentions).
PROVEN = (
    "goals",
    "objectives",
    "activities",
    "indicators",
    "performance_targets",
    "annex",
    "service_mentions",
    "service_table",
    "mechanisms",
)


def evidence_rows(
    outcomes: Sequence[Outcome], annex: Sequence[AnnexRow], cells: Sequence[ServiceCell]
) -> Iterator[Row]:
    """The evidence of every row that a reader may doubt, in the order of the tables.

    Boxes are in PDF points from the top left. A passage that runs over a page break has one row a page.
    Quotes are whole here: they are shortened once they are masked, for half a telephone number would no
    longer be known as one.
    """
    editions = {outcome.source.id: outcome.edition for outcome in outcomes}
    for outcome in outcomes:
        yield from _dated(outcome.source.id, editions, _plan_rows(outcome))
    for row in annex:
        yield from _dated(row.source.id, editions, _annex_rows(row))
    for outcome in outcomes:
        yield from _dated(outcome.source.id, editions, _offer_rows(outcome))
    for cell in cells:
        yield from _dated(cell.document_id, editions, _cell_rows(cell))


def _dated(document_id: str, editions: Mapping[str, Edition | None], rows: Iterator[Row]) -> Iterator[Row]:
    """The rows with their document and the bytes in which they were read."""
    edition = editions.get(document_id)
    sha256 = edition.sha256 if edition else ""
    return ({**row, "document_id": document_id, "sha256": sha256} for row in rows)


def _plan_rows(outcome: Outcome) -> Iterator[Row]:
    document_id = outcome.source.id
    for goal, _ in outcome.document.goals:
        yield from _passage_rows("goals", joined_key(document_id, goal.code), goal.passage, goal.rule)
    for tagged in outcome.document.objectives:
        objective = tagged.objective
        key = joined_key(document_id, objective.code)
        yield from _passage_rows("objectives", key, objective.passage, objective.rule)
        for activity in objective.activities:
            yield from _passage_rows("activities", joined_key(key, activity.number), activity.passage, activity.rule)
        for indicator in objective.indicators:
            own_key = joined_key(document_id, indicator.code)
            yield from _passage_rows("indicators", own_key, indicator.passage, indicator.rule)
        for target in objective.performance_targets:
            yield from _passage_rows(
                "performance_targets", joined_key(key, target.code), target.passage, objective.rule
            )


def _annex_rows(row: AnnexRow) -> Iterator[Row]:
    """An annex row rests on its activity's words and on its objective's; where no word of the lexicon is among them
    the rule is the one that found the objective."""
    rule = row.tagged.objective.rule
    key = joined_key(row.source.id, row.tagged.objective.code, row.activity.number if row.activity else None)
    if row.activity:
        yield from _passage_rows("annex", key, row.activity.passage, _tag_rules(row.tags) or rule)
    yield from _passage_rows("annex", key, row.tagged.objective.passage, _tag_rules(row.tagged.tags) or rule)


def _tag_rules(tags: Tags) -> str:
    """Which rules of the lexicon the words met, each once."""
    return ",".join(dict.fromkeys(match.rule for match in tags.matches))


def _offer_rows(outcome: Outcome) -> Iterator[Row]:
    for key, mention in document_mentions(outcome).items():
        yield from _passage_rows("service_mentions", key, mention.passage, mention.rule, mention.start, mention.end)
    for key, named in document_mechanisms(outcome).items():
        yield from _passage_rows("mechanisms", key, named.passage, named.rule, named.start, named.end)


def _cell_rows(cell: ServiceCell) -> Iterator[Row]:
    """The deciding mention of a cell of Tablo 2; a service that nobody mentions has none."""
    mention = cell.mention
    if mention is not None:
        key = joined_key(cell.municipality.id, cell.service)
        yield from _passage_rows("service_table", key, mention.passage, mention.rule, mention.start, mention.end)


def _passage_rows(
    table: str, key: str, passage: Passage, rule: str, start: int = 0, end: int | None = None
) -> Iterator[Row]:
    """One row for each page on which text[start:end] of the passage is printed."""
    for part_start, part_end in _page_parts(passage, start, len(passage.text) if end is None else end):
        box = passage.box(part_start, part_end)
        yield {
            "table": table,
            "key": key,
            "page": box.page,
            "x0": round(box.x0, 2),
            "top": round(box.top, 2),
            "x1": round(box.x1, 2),
            "bottom": round(box.bottom, 2),
            "quote": passage.text[part_start:part_end].strip(),
            "rule": rule,
        }


def _page_parts(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where text[start:end] is cut by page breaks; a part without a letter proves nothing and is left out."""
    pieces = passage.pieces
    ends = [*(piece.start for piece in pieces[1:]), len(passage.text)]
    spans = zip(pieces, ends, strict=True) if pieces else ()
    for _, same_page in groupby(spans, key=lambda span: span[0].box.page):
        parts = list(same_page)
        first, last = max(parts[0][0].start, start), min(parts[-1][1], end)
        if passage.text[first:last].strip():
            yield first, last
