"""Writes down what a printed document holds: codes, words, pages and codings, for tests and evaluation."""

from __future__ import annotations

from typing import Any

from blocks import Content
from overviews import goal_code, objective_code
from sheet import Places


def truth_of(content: Content, places: Places) -> Content:
    """The truth of a document, from its content and from where its marks were drawn."""
    opening = {
        "document_id": content["id"],
        "municipality_id": content["municipality"],
        "kind": content["kind"],
        "period": str(content["period"]),
        "layout": content["layout"],
        "producer": "rl",
        "defects": [],
        "pages": places["pages"][0],
    }
    body = plan_truth if content["kind"] == "strategic_plan" else report_truth
    return opening | body(content, places)


def plan_truth(content: Content, places: Places) -> Content:
    return {"goals": [goal_truth(content, i, goal, places) for i, goal in enumerate(content["goals"], 1)]}


def goal_truth(content: Content, number: int, goal: Content, places: Places) -> Content:
    return {
        "code": str(number),
        "printed_code": goal_code(content, number).rstrip(".:"),
        "text": goal["text"],
        "page": places[f"g{number}"][0],
        "alt_pages": places[f"again{number}"],
        "objectives": [
            objective_truth(content, f"{number}.{place}", objective, places)
            for place, objective in enumerate(goal["objectives"], 1)
        ],
    }


def objective_truth(content: Content, code: str, objective: Content, places: Places) -> Content:
    return {
        "code": code,
        "printed_code": objective_code(content, code).rstrip(".:"),
        "text": objective["text"],
        "page_first": places[f"o{code}"][0],
        "page_last": places[f"end{code}"][-1],
        "in_annex": objective.get("in_annex", False),
        "basis": objective.get("basis", ""),
        "groups": objective.get("groups", []),
        "responsible_unit": objective["unit"],
        "collaborating_units": objective["with"],
        "cost_estimate": f"{objective['cost']} TL",
        "activities": [
            {"text": activity["text"], "page": places[f"a{code}.{i}"][0], "basis": activity["basis"]}
            for i, activity in enumerate(objective["activities"], 1)
        ],
        "indicators": [
            indicator_truth(content, f"{code}.{i}", indicator, places)
            for i, indicator in enumerate(objective["indicators"], 1)
        ],
    }


def indicator_truth(content: Content, code: str, indicator: Content, places: Places) -> Content:
    """An indicator as printed; a dash is an empty cell and is left out."""
    targets = zip(content["years"], indicator["targets"], strict=True)
    return {
        "code": code,
        "text": indicator["text"],
        "unit": indicator["unit"],
        "weight": indicator["weight"] or None,
        "baseline": None if indicator["baseline"] == "-" else indicator["baseline"],
        "targets": {str(year): target for year, target in targets if target != "-"},
        "page": places[f"i{code}"][0],
    }


def report_truth(content: Content, places: Places) -> Content:
    return {
        "services": {name: service_truth(name, said, places) for name, said in content["services"].items()},
        "mechanisms": [
            {"mechanism": mechanism, "name": name, "page": places[mechanism][0]}
            for mechanism, name in content["mechanisms"].items()
        ],
        "province": content["province"],
    }


def service_truth(name: str, said: Content, places: Places) -> dict[str, Any]:
    truth = {"status": said["status"], "unit_count": said.get("unit_count"), "yades": said.get("yades")}
    truth["pages"] = places.get(name, [])
    return truth | ({"alt_status": said["alt_status"]} if "alt_status" in said else {})
