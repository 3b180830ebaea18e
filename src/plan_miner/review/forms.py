"""What a form of the page says, as values. Pure; what is not understood raises judging.Refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from plan_miner.lexicon import labels
from plan_miner.model import BASES
from plan_miner.publish.relations import SERVICE_STATUSES
from plan_miner.publish.words import printable
from plan_miner.review.decisions import Activity, Values
from plan_miner.review.items import DOUBT, SERVICE, Item
from plan_miner.review.judging import Refused

Form = Mapping[str, Sequence[str]]
CODE = re.compile(r"\d{1,2}(\.\d{1,3}){1,3}")


def one(form: Form, name: str) -> str:
    """The first value of a field, or nothing."""
    return form[name][0] if form.get(name) else ""


def values_of(form: Form, item: Item) -> Values | None:
    """What the form says of an item; None for a doubt, of which there is nothing to say but yes and no."""
    if item.kind == DOUBT:
        return None
    if item.kind == SERVICE:
        return msgspec.structs.replace(item.values, **_service(form))
    return msgspec.structs.replace(item.values, **_objective(form))


def new_objective(form: Form) -> Values:
    """An objective that a person adds: its code, its goal, its words and what is under it."""
    code = printable(one(form, "code"))
    if not CODE.fullmatch(code):
        raise Refused("bad_code", given=code[:20])
    said = {**_objective(form), "in_annex": True, "objective_code": code, "goal_code": code.rpartition(".")[0]}
    if not said["objective"]:
        raise Refused("no_text")
    return Values(**said)


def _service(form: Form) -> dict[str, Any]:
    count = one(form, "unit_count").strip()
    if count and not (count.isascii() and count.isdigit() and len(count) < 4):
        raise Refused("no_value", given=count[:20], values="0–999")
    return {
        "status": _among(one(form, "status"), SERVICE_STATUSES),
        "unit_count": int(count) if count else None,
        "yades": one(form, "yades") == "yes",
    }


def _objective(form: Form) -> dict[str, Any]:
    return {
        "in_annex": one(form, "in_annex") == "yes",
        "goal": printable(one(form, "goal")),
        "objective": printable(one(form, "objective")),
        **_tags(form, ""),
        "activities": tuple(_activities(form)),
    }


def _activities(form: Form) -> list[Activity]:
    """Those that were there, without the ones struck out, and the new ones, a line each."""
    kept = []
    for number in form.get("activity", ()):
        text = printable(one(form, f"a{number}_text"))
        if text and not one(form, f"a{number}_gone"):
            kept.append(Activity(text, int(number) if number.isdecimal() else None, **_tags(form, f"a{number}_")))
    new = [printable(line) for line in one(form, "new_activities").splitlines()]
    return [*kept, *(Activity(line) for line in new if line)]


def _tags(form: Form, prefix: str) -> dict[str, Any]:
    return {
        "basis": _among(one(form, f"{prefix}basis"), ("", *BASES)),
        "themes": _codes("themes", form.get(f"{prefix}themes", ())),
        "groups": _codes("groups", form.get(f"{prefix}groups", ())),
    }


def _codes(family: str, given: Sequence[str]) -> tuple[str, ...]:
    """In the order of the lexicon, so that the same choice is the same value."""
    return tuple(code for code in labels()[family] if code in given)


def _among(given: str, allowed: Sequence[str]) -> str:
    if given not in allowed:
        raise Refused("no_value", given=given[:40], values=", ".join(allowed))
    return given
