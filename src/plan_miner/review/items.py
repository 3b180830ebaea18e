"""What people look at, one item each: every objective, every cell of Tablo 2, every doubt, and what people added.

Pure: rows of the tables as the program made them in, items out. What identifies an item's evidence are its words alone,
folded: a document saved anew, on other pages, brings the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plan_miner.publish.schema import Row, joined_key
from plan_miner.review.decisions import Activity, Place, Values
from plan_miner.turkish import fold

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
OBJECTIVE, SERVICE, DOUBT, ADDED = "objective", "service", "doubt", "added"
ADDED_RULE = "review.added"
UNPROVEN = "decision_without_evidence"  # a doubt that merging adds, no item of its own
SERVICE_REACH = 4  # a cell of Tablo 2 is a quarter of what the report says of a municipality
WHOLE_REACH = 10  # a doubt about a whole document
UNSURE = 0.5  # the least doubt of what the program itself doubts
LEAST = 0.02  # nothing is so sure that a look is worth nothing

NO_VALUES = Values()  # a doubt's


@dataclass(frozen=True, slots=True)
class Item:
    """`doubt` (0 to 1) times `reach` (rows that hang on it) is what a look is worth; `asked`: whether one is wanted."""

    kind: str
    key: str
    document_id: str
    municipality_id: str
    words: tuple[str, ...]
    values: Values = NO_VALUES
    page: int = 0
    doubt: float = LEAST
    reach: int = 1
    asked: bool = True
    reason: str = ""
    service: str = ""
    evidence: str = ""
    places: tuple[Place, ...] = ()  # of what people added

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def worth(self) -> float:
        return self.doubt * self.reach


def evidence_of(words: Iterable[str]) -> str:
    """The hash by which words are known again: folded, any white space as one space."""
    text = "\n".join(" ".join(fold(one).split()) for one in words)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def items(tables: Tables) -> tuple[Item, ...]:
    """Every item of the tables, in their order; `tables` as the program made them, before any decision."""
    return (*_objectives(tables), *_services(tables), *_doubts(tables))


# --- objectives ---------------------------------------------------------------------------------


def _objectives(tables: Tables) -> Iterator[Item]:
    goals = {(row["document_id"], row["goal_code"]): row["goal"] for row in tables["goals"]}
    activities = _by(tables["activities"], "document_id", "objective_code")
    indicators = _by(tables["indicators"], "document_id", "objective_code")
    doubts = {row["key"]: row["message"] for row in tables["doubts"] if row["doubt"] == "in_annex"}
    for row in tables["objectives"]:
        at = row["document_id"], row["objective_code"]
        under, measured = activities.get(at, ()), indicators.get(at, ())
        values = _objective_values(row, goals.get((row["document_id"], row["goal_code"]), ""), under)
        words = (values.goal, values.objective, *(a.activity for a in values.activities))
        words += tuple(str(one["indicator"]) for one in measured)
        key = joined_key(*at)
        unsure = UNSURE if key in doubts else 0.0
        yield Item(
            OBJECTIVE, key, row["document_id"], row["municipality_id"], words, values, row["page_first"] or 0,
            max(unsure, LEAST, 1 - (row["confidence"] or 0)), max(1, len(under)), bool(row["in_annex"]) or bool(unsure),
            row["reason"] or "", evidence=evidence_of(words),
        )  # fmt: skip


def _objective_values(row: Mapping[str, Any], goal: str, under: Sequence[Mapping[str, Any]]) -> Values:
    matched = [*_list(row["matched"]), *(word for one in under for word in _list(one["matched"]))]
    return Values(
        in_annex=bool(row["in_annex"]),
        goal_code=row["goal_code"] or "",
        goal=goal,
        objective_code=row["objective_code"],
        objective=row["objective"],
        **_tags(row),
        activities=tuple(Activity(one["activity"], one["activity_no"], **_tags(one)) for one in under),
        rule=row["rule"] or "",
        matched=tuple(dict.fromkeys(matched)),
        confidence=row["confidence"],
    )


def _tags(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"basis": row["basis"] or "", "themes": _list(row["themes"]), "groups": _list(row["groups"])}


def _list(value: Any) -> tuple[str, ...]:
    return tuple(value or ())


def _by(rows: Iterable[Mapping[str, Any]], *names: str) -> dict[tuple[Any, ...], list[Mapping[str, Any]]]:
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


# --- services and doubts ------------------------------------------------------------------------


def _services(tables: Tables) -> Iterator[Item]:
    quotes = _by((row for row in tables["evidence"] if row["table"] == "service_table"), "key")
    mentions = _by(tables["service_mentions"], "document_id", "service")
    for row in tables["service_table"]:
        key = joined_key(row["municipality_id"], row["service"])
        proof = quotes.get((key,), ())
        words = (row["service"], *_sentences(proof, mentions.get((row["document_id"], row["service"]), ())))
        values = Values(
            status=row["status"],
            unit_count=row["unit_count"],
            yades=bool(row["yades"]),
            rule=row["rule"] or "",
            confidence=row["confidence"],
        )
        page = proof[0]["page"] if proof else 0
        yield Item(
            SERVICE, key, row["document_id"] or "", row["municipality_id"], words, values, page,
            max(LEAST, 1 - (row["confidence"] or 0)), SERVICE_REACH, service=row["service"],
            evidence=evidence_of(words),
        )  # fmt: skip


def _sentences(proof: Sequence[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The deciding sentence whole: a quote may be cut short, or by a page's end."""
    if not proof:
        return ()
    begins = str(proof[0]["quote"])
    whole = [str(row["sentence"]) for row in mentions if str(row["sentence"]).strip().startswith(begins)]
    return (min(whole, key=len),) if whole else (" ".join(str(row["quote"]) for row in proof),)


def _doubts(tables: Tables) -> Iterator[Item]:
    """Whether an objective belongs is asked with the objective itself."""
    places = {row["document_id"]: row["municipality_id"] for row in tables["documents"]}
    pages = _by(tables["objectives"], "document_id", "page_first")
    for row in tables["doubts"]:
        document_id = row["document_id"] or ""
        if row["doubt"] in ("in_annex", UNPROVEN) or not document_id:
            continue
        words = (row["doubt"], row["key"] or "", row["message"])
        evidence = evidence_of(words)
        reach = 1 if row["key"] else len(pages.get((document_id, row["page"]), ())) if row["page"] else WHOLE_REACH
        sure = row["doubt"] == "masked"  # told for the record
        yield Item(
            DOUBT, joined_key(document_id, evidence[:8]), document_id, places.get(document_id, ""), words,
            page=row["page"] or 0, doubt=LEAST if sure else UNSURE, reach=max(1, reach), reason=row["message"],
            evidence=evidence,
        )  # fmt: skip


def as_found(tables: Tables) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Published tables as the program made them: without what people added, services as found."""
    added = {(r["document_id"], r["objective_code"]) for r in tables["objectives"] if r["rule"] == ADDED_RULE}
    found: dict[str, Sequence[Mapping[str, Any]]] = dict(tables)
    for name in ("objectives", "activities"):
        found[name] = [row for row in tables[name] if (row["document_id"], row["objective_code"]) not in added]
    found["service_table"] = [_service_as_found(row) for row in tables["service_table"]]
    return found


def _service_as_found(row: Mapping[str, Any]) -> Row:
    return {**row, **{name: row[f"{name}_found"] for name in ("status", "unit_count", "yades")}}
