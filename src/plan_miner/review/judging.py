"""From what a person says of an item to a decision: what "wrong" and "better so" mean for each kind. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from plan_miner.review.decisions import Decision, Values
from plan_miner.review.items import OBJECTIVE, SERVICE
from plan_miner.review.standing import Standing

SAID = ("accepted", "corrected", "rejected", "undecided")  # what one can say of an item


class Refused(ValueError):
    """A decision that cannot be taken; `why` names the sentence in words.yaml, `details` fill it in."""

    def __init__(self, why: str, **details: str) -> None:
        super().__init__(why)
        self.why = why
        self.details = details


def judged(
    standing: Standing, by: str, verdict: str, values: Values | None = None, note: str = "", seen: Sequence[str] = ()
) -> Decision:
    """The decision of a person on an item as it stands.

    `values`: what the person wrote, where anything. `seen`: the ids of the two decisions that disagree, where both were
    shown. Raises Refused where nobody can tell what is meant.
    """
    item = standing.item
    if verdict not in SAID:
        raise Refused("no_such_verdict", given=verdict)
    if not item.evidence:
        raise Refused("words_gone")
    if verdict == "rejected" and item.kind == OBJECTIVE and not item.values.in_annex:
        verdict, values = "corrected", msgspec.structs.replace(values or item.values, in_annex=True)
    after = msgspec.structs.replace(item.values, **_judged_fields(values)) if values else None
    differs = after is not None and after.said != item.values.said
    if verdict == "accepted" and differs:
        verdict = "corrected"
    if verdict == "corrected":
        if after is None or not differs:
            raise Refused("nothing_corrected")
        if item.values.in_annex and not after.in_annex and item.kind != SERVICE:
            verdict = "rejected"
    disputing = {one.id for one in standing.says} if standing.disputed else set()
    return Decision(
        at="",
        by=by,
        verdict=verdict,
        item=item.id,
        evidence=item.evidence,
        before=item.values,
        after=after if verdict == "corrected" else None,
        note=note.strip(),
        words=item.words,
        settles=tuple(sorted(disputing)) if disputing and disputing <= set(seen) else (),
    )


def _judged_fields(values: Values) -> dict[str, object]:
    """All but where it came from, which is the item's."""
    return {name: getattr(values, name) for name in values.__struct_fields__ if name not in PROVENANCE}


PROVENANCE = frozenset({"rule", "matched", "confidence", "goal_code", "objective_code"})
