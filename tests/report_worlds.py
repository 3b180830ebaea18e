"""Published tables of as many invented municipalities as a test wants, spread over the 81 provinces."""

from __future__ import annotations

import base64
import gzip
import json
import random
import re
from collections.abc import Mapping

from plan_miner.provinces import PROVINCES
from plan_miner.publish.relations import SERVICE_STATUSES
from plan_miner.publish.schema import BY_NAME, TABLES, Row, Tables, Value
from plan_miner.services.terms import SERVICES

THEMES = ("gender_equality", "equality_bodies", "violence", "employment", "participation", "care", "safe_city", "women")
BASES = ("equality", "women", "group", "")
STATUS_WEIGHTS = (40, 8, 14, 3, 3, 4, 8, 20)
MECHANISMS = ("equality_unit", "local_equality_plan", "women_assembly")
QUALITIES = ("ok",) * 17 + ("ocr", "unread", "garbled")
WORDS = """
    kadın kadınların kız çocuklarının toplumsal cinsiyet eşitliği eşitlik birimi eylem planı şiddetle mücadele danışma
    merkezi sığınmaevi kreş bakım hizmetleri yaşlı engelli genç göçmen mahalle ilçe kent güvenli ulaşım durak aydınlatma
    park istihdam girişimcilik kooperatif kurs meslek atölye eğitim farkındalık bütçeleme katılım meclis temsil kültür
    spor sağlık tarama destek hattı psikolojik hukuki ücretsiz yaygınlaştırılması artırılması güçlendirilmesi kurulması
    düzenlenmesi sürdürülmesi geliştirilmesi hazırlanması izlenmesi desteklenmesi her yıl dezavantajlı kesimler için
""".split()  # noqa: SIM905 a list of words is read as words


def content_of(page: bytes):
    """What a report carries inside, unpacked."""
    packed = re.search(r'id="content">([^<]*)</script>', page.decode())
    return json.loads(gzip.decompress(base64.b64decode(packed[1] if packed else "")))


class World:
    """Tables that grow row by row; the same numbers give the same tables."""

    def __init__(self, municipalities: int, objectives: int = 3, activities: int = 3, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.tables: Tables = {table.name: [] for table in TABLES}
        for number in range(municipalities):
            self._municipality(number, objectives, activities)

    def add(self, table: str, values: Mapping[str, Value], quote: str = "", page: int = 0) -> Row:
        """A row with every column of its table, and what proves it where a quote is given."""
        empty: Row = {column.name: () if column.type == "list" else None for column in BY_NAME[table].columns}
        empty |= {column.name: "" for column in BY_NAME[table].columns if column.type == "string"}
        row = empty | dict(values)
        self.tables[table].append(row)
        if quote:
            self.prove(table, BY_NAME[table].row_key(row), str(row["document_id"]), quote, page)
        return row

    def prove(self, table: str, key: str, document_id: str, quote: str, page: int) -> None:
        proof: Row = {"table": table, "key": key, "document_id": document_id, "page": page, "quote": quote[:300]}
        self.add("evidence", proof)

    def words(self, least: int, most: int) -> str:
        chosen = self.random.choices(WORDS, k=self.random.randint(least, most))
        return " ".join([chosen[0].capitalize(), *chosen[1:]])

    def _municipality(self, number: int, objectives: int, activities: int) -> None:
        plate = number % 81 + 1
        place: Row = {
            "municipality_id": f"ornek-{number}",
            "municipality": f"{PROVINCES[plate - 1]} Örnek {number // 81 + 1} Belediyesi",
            "province": PROVINCES[plate - 1],
        }
        self.add("municipalities", {**place, "plate": plate, "kind": "district"})
        report = self._document(place, "activity_report", 2020, 2020)
        self._services(place, report)
        if self.random.random() < 0.4:
            self._mechanism(place, report)
        periods = [(2020, 2024), *([(2025, 2029)] if number % 3 == 0 else [])]
        plans = [self._document(place, "strategic_plan", *years) for years in periods]
        for document in plans:
            for index in range(self.random.randint(0, 2 * objectives)):
                self._objective(place, document, f"{index // 3 + 1}.{index % 3 + 1}", activities)
        if len(plans) > 1:
            self._change(place, *plans)

    def _document(self, place: Row, kind: str, start: int, end: int) -> Row:
        short, status = {"strategic_plan": "sp"}.get(kind, "fr"), self.random.choices(("ok", "not_found"), (19, 1))[0]
        years = f"{start}-{end}" if end > start else str(start)
        document_id, pages = f"{place['municipality_id']}-{short}-{years}", self.random.randint(20, 60)
        qualities = [self.random.choice(QUALITIES) for _ in range(pages)] if status == "ok" else []
        for page, quality in enumerate(qualities, 1):
            self.add("pages", {"document_id": document_id, "page": page, "quality": quality})
        row: Row = {**place, "document_id": document_id, "kind": kind, "period_start": start, "period_end": end}
        row |= {
            "status": status,
            "url": f"https://ornek.example/{document_id}.pdf",
            "fetched_at": "2026-01-02T03:04:05Z",
        }
        read = {"pages": pages, "ocr_pages": qualities.count("ocr"), "sha256": f"{len(self.tables['documents']):064x}"}
        return self.add("documents", row | (read if status == "ok" else {}))

    def _services(self, place: Row, document: Row) -> None:
        for service in SERVICES:
            status = self.random.choices(SERVICE_STATUSES, STATUS_WEIGHTS)[0]
            said = status != "not_mentioned"
            row: Row = {**place, "service": service, "status": status, "review": self._review()}
            row |= {"searched": (str(document["document_id"]),), "summary": self.words(4, 9), "yades": False}
            if said:
                counted = self.random.randint(1, 9) if status == "available" else None
                row |= {"document_id": document["document_id"], "pages": (12,), "unit_count": counted}
            self.add("service_table", row, self.words(8, 25) if said else "", 12)

    def _mechanism(self, place: Row, document: Row) -> None:
        mechanism = self.random.choice(MECHANISMS)
        at: Row = {"municipality_id": place["municipality_id"], "document_id": document["document_id"], "page": 9}
        key = f"{document['document_id']}:{mechanism}:9"
        self.add(
            "mechanisms", {**at, "mechanism": mechanism, "name": mechanism, "mechanism_id": key}, self.words(6, 15), 9
        )

    def _objective(self, place: Row, document: Row, code: str, activities: int) -> None:
        at: Row = {"document_id": document["document_id"], "objective_code": code, "goal_code": code[0]}
        text, page, review = self.words(6, 16), self.random.randint(15, 60), self._review()
        tags: Row = {
            "basis": self.random.choice(BASES),
            "themes": tuple(sorted(self.random.sample(THEMES, self.random.randint(0, 3)))),
            "groups": ("women",),
        }
        cost = self.random.choice((None, self.random.randint(1, 900) * 50_000.0))
        final = {f"{name}_final": value for name, value in tags.items()}
        more: Row = {
            "in_annex": True,
            "in_annex_final": review != "rejected",
            "cost_estimate": cost,
            "page_first": page,
        }
        more |= {"municipality_id": place["municipality_id"], "review": review}
        self.add("objectives", {**at, **tags, **final, **more, "objective": text}, text, page)
        goal = f"Amaç {code[0]}: {place['municipality_id']}"
        for number in range(1, self.random.randint(1, 2 * activities)):
            words = self.words(5, 14)
            row = {**at, **tags, "municipality_id": place["municipality_id"], "municipality": place["municipality"]}
            row |= {"goal": goal, "objective": text, "activity_no": number, "activity": words, "page": page}
            self.add("annex", {**row, "review": review}, words, page)
            self.prove("annex", f"{at['document_id']}:{code}:{number}", str(at["document_id"]), text, page)
        if self.random.random() < 0.3:
            doubt: Row = {"document_id": at["document_id"], "doubt": "in_annex", "message": text, "page": page}
            self.add("doubts", {**doubt, "key": f"{at['document_id']}:{code}", "review": self._review()})

    def _change(self, place: Row, before: Row, after: Row) -> None:
        change: Row = {"municipality_id": place["municipality_id"], "table": "objectives", "change": "added"}
        change |= {"from_sha256": before["sha256"], "to_sha256": after["sha256"], "after": self.words(5, 12)}
        self.add("changes", {**change, "key": f"{after['document_id']}:1.1"})

    def _review(self) -> str:
        return self.random.choices(("pending", "accepted", "corrected", "rejected"), (12, 5, 2, 1))[0]


def world(municipalities: int, **more: int) -> Tables:
    """The tables of so many municipalities."""
    return World(municipalities, **more).tables
