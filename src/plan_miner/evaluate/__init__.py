"""How far the published tables are right: their rows against documents that a person has coded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plan_miner.evaluate.coded import Coded, CodedError, Row, Tables
from plan_miner.evaluate.given import coded_documents, published_tables
from plan_miner.evaluate.judged import Figure, Judged, figures
from plan_miner.evaluate.plans import judge_plan
from plan_miner.evaluate.reports import judge_mechanisms, judge_services
from plan_miner.evaluate.slices import Slices, slices
from plan_miner.saying import said

__all__ = ["CodedError", "Evaluation", "Figure", "Judged", "evaluate", "judge"]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every judgement made, and the figures that they come to: overall, by document, and by what else people ask for.

    `slices` has the figures by municipality, layout, service and theme.
    """

    judged: tuple[Judged, ...]
    overall: Mapping[str, Figure]
    documents: Mapping[str, Mapping[str, Figure]]
    slices: Slices

    @property
    def misses(self) -> tuple[Judged, ...]:
        """The judgements that are not `right`, each once."""
        return tuple(one for one in self.judged if one.verdict != "right" and one.figure != "basis_named")

    def as_data(self, *, misses: bool = False) -> dict[str, Any]:
        """For JSON: shares and counts by figure, and the misses where asked for."""
        found: dict[str, Any] = {
            "overall": _as_data(self.overall),
            "documents": {document_id: _as_data(of_one) for document_id, of_one in self.documents.items()},
            "by": {
                what: {value: _as_data(of_one) for value, of_one in cut.items()} for what, cut in self.slices.items()
            },
        }
        return found | ({"misses": [miss.as_data() for miss in self.misses]} if misses else {})


def _as_data(of_one: Mapping[str, Figure]) -> dict[str, dict[str, float | int]]:
    return {name: figure.as_data() for name, figure in of_one.items()}


def evaluate(truth: Path, tables: Path) -> Evaluation:
    """The tables in the folder `tables` against coded documents: a folder of ``*.truth.json``, or a coding sheet.

    Raises CodedError where either has nothing to read, or a truth file is not one.
    """
    return judge(coded_documents(truth), published_tables(tables))


def judge(documents: Sequence[Coded], tables: Tables) -> Evaluation:
    """Coded documents against the rows of the tables by name; pure. Raises CodedError where a field is not there."""
    judged = tuple(_judgements(documents, tables))
    by_document: dict[str, list[Judged]] = {str(document["document_id"]): [] for document in documents}
    for one in judged:
        by_document[one.document_id].append(one)
    documents_figures = {key: figures(ones) for key, ones in by_document.items()}
    return Evaluation(judged, figures(judged), documents_figures, slices(judged, documents, tables))


def _judgements(documents: Sequence[Coded], tables: Tables) -> Iterator[Judged]:
    mine = _by_document(tables)
    for document in documents:
        document_id = str(document["document_id"])
        rows = mine.get(document_id, {})
        with _complete(document_id):
            if "goals" in document:
                yield from judge_plan(document, rows)
            if "mechanisms" in document:
                yield from judge_mechanisms(document, rows)
    with _complete(said("the coded services")):
        yield from judge_services([document for document in documents if "services" in document], tables)


@contextmanager
def _complete(what: str) -> Iterator[None]:
    try:
        yield
    except KeyError as gap:
        raise CodedError(
            said("{what}: the coding or the tables have no {gap}, so nothing can be compared", what=what, gap=gap)
        ) from None


def _by_document(tables: Tables) -> dict[str, dict[str, list[Row]]]:
    found: dict[str, dict[str, list[Row]]] = {}
    for name, rows in tables.items():
        for row in rows:
            found.setdefault(row.get("document_id", ""), {}).setdefault(name, []).append(row)
    return found
