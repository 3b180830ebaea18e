"""The figures once more, cut by what people ask for: municipality, layout, service, theme, stated confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from plan_miner.evaluate.coded import Coded, Tables
from plan_miner.evaluate.judged import OF_SERVICES, Figure, Judged, figures
from plan_miner.model import told_by_id

Slices = Mapping[str, Mapping[str, Mapping[str, Figure]]]  # by what, by its values: the figures
SURE = frozenset({"in_annex", "status"})  # the figures for which the tables state a confidence
OF_OBJECTIVES = frozenset({"in_annex", "groups", "basis"})


def slices(judged: Sequence[Judged], documents: Sequence[Coded], tables: Tables) -> Slices:
    """Every judgement under each value it falls under; what falls under none (a layout not coded) is left out.

    An objective's themes are those that were coded for it or, where the coding has none, those of its row.
    """
    coded = {str(document["document_id"]): document for document in documents}
    themes = _themes(documents, tables)
    confidences = _confidences(documents, tables)
    values: dict[str, Callable[[Judged], Iterable[str]]] = {
        "municipality": lambda one: [_municipality(coded[one.document_id])],
        "layout": lambda one: [str(coded[one.document_id].get("layout") or "")],
        "service": lambda one: [one.key] if one.figure in OF_SERVICES else [],
        "confidence": lambda one: confidences.get((one.document_id, one.key), ()) if one.figure in SURE else (),
        "theme": lambda one: themes.get((one.document_id, _code(one)), ()) if one.figure in OF_OBJECTIVES else (),
    }
    return {what: _cut(judged, of) for what, of in values.items()}


def _cut(judged: Iterable[Judged], values: Callable[[Judged], Iterable[str]]) -> dict[str, dict[str, Figure]]:
    under: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for value in values(one):
            under[value].append(one)
    return {value: figures(under[value]) for value in sorted(under) if value}


def _municipality(document: Coded) -> str:
    return str(document.get("municipality_id") or told_by_id(str(document["document_id"]))[0])


def _code(one: Judged) -> str:
    """A judgement on basis names code and text, the others the code alone."""
    return one.key.split(" ", 1)[0]


def _confidences(documents: Sequence[Coded], tables: Tables) -> dict[tuple[str, str], tuple[str, ...]]:
    """What the tables say of how sure they are: of an objective by its code, of a service by its name."""
    said = {
        (row["document_id"], row["objective_code"]): row.get("confidence", "") for row in tables.get("objectives", ())
    }
    cells = {
        (row["municipality_id"], row["service"]): row.get("confidence", "") for row in tables.get("service_table", ())
    }
    for document in documents:
        for service in document.get("services", ()):
            said[str(document["document_id"]), service] = cells.get((_municipality(document), service), "")
    return {key: (value,) for key, value in said.items()}


def _themes(documents: Sequence[Coded], tables: Tables) -> dict[tuple[str, str], tuple[str, ...]]:
    found = {
        (row["document_id"], row["objective_code"]): tuple(filter(None, row.get("themes", "").split("|")))
        for row in tables.get("objectives", ())
    }
    for document in documents:
        for objective in (one for goal in document.get("goals", ()) for one in goal["objectives"]):
            if "themes" in objective:
                found[str(document["document_id"]), str(objective["code"])] = tuple(objective["themes"])
    return found
