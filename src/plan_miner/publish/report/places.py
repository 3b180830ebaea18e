"""Municipalities and documents as the page has them; every other record tells them by their place in these lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plan_miner.publish.schema import AllTables, Row, Value

Record = dict[str, Any]


class Places:
    """Municipalities and documents as records, and the place of each in its list."""

    def __init__(self, tables: AllTables, originals: str) -> None:
        self.municipalities = [_municipality(row) for row in tables["municipalities"]]
        self.municipality: dict[Value, int] = {one["id"]: place for place, one in enumerate(self.municipalities)}
        documents = list(tables["documents"])
        self.documents = [_document(row, self.municipality, originals) for row in documents]
        self.document: dict[Value, int] = {one["id"]: place for place, one in enumerate(self.documents)}
        self.edition: dict[Value, int] = {row["sha256"]: place for place, row in enumerate(documents) if row["sha256"]}
        self.newest = max((str(row["fetched_at"] or "") for row in documents), default="")
        for row in tables["pages"]:
            if row["quality"] != "ok":
                listed = self.documents[self.document[row["document_id"]]].setdefault("poor", {})
                listed.setdefault(row["quality"], []).append(row["page"])


def _municipality(row: Row) -> Record:
    return {
        "id": row["municipality_id"],
        "name": row["municipality"],
        "province": row["province"],
        "plate": row["plate"],
        "kind": row["kind"],
    }


def _document(row: Row, municipality: Mapping[Value, int], originals: str) -> Record:
    """`web`: the address that the bytes came from, where it is one; `copy`: the original beside the page."""
    address = str(row["fetched_url"] or row["url"] or "")
    sha256 = str(row["sha256"] or "")
    return filled(
        {
            "id": row["document_id"],
            "municipality": municipality[row["municipality_id"]],
            "kind": row["kind"],
            "from": row["period_start"],
            "to": row["period_end"],
            "status": row["status"],
            "error": row["error"],
            "pages": row["pages"],
            "web": address if address.startswith(("http://", "https://")) else "",
            "copy": f"{originals}/{row['document_id']}/{sha256[:12]}.pdf" if originals and sha256 else "",
        }
    )


def filled(record: Record) -> Record:
    """Without what is empty; 0 stays, and so do lists, which may be filled later."""
    return {name: value for name, value in record.items() if value is not None and value not in ("", ())}
