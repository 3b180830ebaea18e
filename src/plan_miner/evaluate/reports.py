"""Reports against their coding: the service table, and the mechanisms that each document names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plan_miner.evaluate.coded import Coded, Row, Tables
from plan_miner.evaluate.judged import Judged, found_or_not, said


def judge_mechanisms(document: Coded, rows: Mapping[str, Sequence[Row]]) -> list[Judged]:
    """Which mechanisms a document names, however often."""
    coded = (str(named["mechanism"]) for named in document["mechanisms"])
    found = (row["mechanism"] for row in rows.get("mechanisms", ()))
    return found_or_not(str(document["document_id"]), "mechanisms", "", coded, found)


def judge_services(documents: Sequence[Coded], tables: Tables) -> Iterator[Judged]:
    """The rows of the service table, each by the latest coded report of its municipality that names the service.

    A municipality has one row a service, so what its earlier reports said of it is not judged.
    """
    rows = {(row["municipality_id"], row["service"]): row for row in tables.get("service_table", ())}
    for (municipality_id, service), document in _telling(documents).items():
        row = rows.get((municipality_id, service), {})
        yield from _service(str(document["document_id"]), service, document["services"][service], row)


def _telling(documents: Sequence[Coded]) -> dict[tuple[str, str], Coded]:
    """The report by which each municipality's service is judged."""
    latest: dict[tuple[str, str], Coded] = {}
    for document in sorted(documents, key=lambda document: str(document.get("period", ""))):
        for service, coded in document["services"].items():
            key = str(document["municipality_id"]), str(service)
            if coded["status"] != "not_mentioned" or key not in latest:
                latest[key] = document
    return latest


def _service(document_id: str, service: str, coded: Coded, row: Row) -> Iterator[Judged]:
    """Status (a second one may be coded as just as right), the count where one is coded, YADES of running home care."""
    status = row.get("status", "")
    accepted = status if status and status == coded.get("alt_status") else coded["status"]
    yield said(document_id, "status", service, accepted, status)
    if coded.get("unit_count") is not None:
        yield said(document_id, "unit_count", service, str(coded["unit_count"]), row.get("unit_count", ""))
    if service == "home_care" and coded["status"] == "available" and coded.get("yades") is not None:
        yield said(document_id, "yades", service, str(coded["yades"]).lower(), row.get("yades", "").lower())
