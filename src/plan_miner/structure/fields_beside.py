"""Fields in a column of their own beside an objective and read before its heading: whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as with_default

from plan_miner.model import Box
from plan_miner.structure.drafts import ObjectiveDraft
from plan_miner.structure.items import Item
from plan_miner.structure.rows import Row

ABOVE = 1.5  # times the letters' height by which a card's field may begin above the objective's heading


@dataclass(slots=True)
class Labelled:
    """A field's label where it stands, and what was read behind it; costs in units of `scale` TL.

    `under` is the objective that was open when it was read.
    """

    field: str
    box: Box
    scale: int
    under: ObjectiveDraft | None
    items: list[Item] = with_default(default_factory=list)


class FieldsOfPage:
    """The labelled fields of the page that is read, in running text."""

    def __init__(self) -> None:
        self._labelled: list[Labelled] = []

    def open(self, name: str, row: Row, scale: int, under: ObjectiveDraft | None) -> None:
        """A field's label in a row: what follows belongs to it."""
        if row.table >= 0 or not row.slots or not row.slots[0].items:
            self._labelled = []
            return
        box = row.slots[0].items[0].lines[0].box
        if self._labelled and self._labelled[0].box.page != box.page:
            self._labelled = []
        self._labelled.append(Labelled(name, box, scale, under))

    def add(self, name: str, items: Sequence[Item]) -> None:
        """Words of a field, which belong to the last label where that names the field."""
        if self._labelled and self._labelled[-1].field == name:
            self._labelled[-1].items.extend(items)

    def claim(self, objective: ObjectiveDraft, row: Row) -> None:
        """Gives an objective that begins in `row` the fields beside it.

        They stand no higher than its heading, and not under that which was open, but in a column of their own.
        """
        if not self._labelled or not row.slots or not row.slots[0].items:
            return
        line = row.slots[0].items[0].lines[0]
        if self._labelled[0].box.page != line.box.page:
            return
        beside = [
            one
            for one in self._labelled
            if one.box.top >= line.box.top - ABOVE * line.size
            and _apart(one.box, line.box)
            and not (one.under and one.under.items and not _apart(one.box, one.under.items[0].lines[0].box))
        ]
        for one in beside:
            if one.under is not None and one.field in one.under.fields:
                _take_back(one.under, one)
            if one.items:
                if one.field == "cost":
                    objective.cost_scale = one.scale
                objective.fields.setdefault(one.field, []).extend(one.items)
        self._labelled = [one for one in self._labelled if one not in beside]


def _take_back(objective: ObjectiveDraft, labelled: Labelled) -> None:
    kept = [item for item in objective.fields[labelled.field] if not any(item is one for one in labelled.items)]
    if kept:
        objective.fields[labelled.field] = kept
    else:
        del objective.fields[labelled.field]


def _apart(one: Box, other: Box) -> bool:
    return one.x1 <= other.x0 or other.x1 <= one.x0
