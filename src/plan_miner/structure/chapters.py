"""Chapters that are a unit's own: plans that go from directorate to directorate name each once, as a heading."""

from __future__ import annotations

import re

from plan_miner.structure.codes import plain_code
from plan_miner.structure.items import SAME_SIZE, Item, cut
from plan_miner.structure.rows import Row
from plan_miner.structure.sections import LARGER
from plan_miner.turkish import fold

UNIT = re.compile(r"\w[^:]{3,70}(?:müdürlüğü|başkanlığı|müşavirliği|şefliği)")
UNIT_FIELDS = {"responsible", "collaborating"}


class Chapter:
    """The unit that the last heading named, until one as large names something else.

    `body` is the usual height of letters (points): a heading's are larger, for a unit in bold may be a field's value.
    """

    def __init__(self, body: float) -> None:
        self._body = body
        self._unit: Item | None = None
        self._section = ""  # in which its heading stands: another one ends it too

    def meet(self, row: Row, field: str | None) -> None:
        """A row that may be a heading: "4.4. SOSYAL DESTEK HİZMETLERİ MÜDÜRLÜĞÜ"; `field` is what is open above it."""
        title = row.heading
        if title is None or field in UNIT_FIELDS or title.size <= LARGER * self._body:
            return
        code = plain_code(title.text)
        name = cut(title, code.end) if code else title
        if UNIT.fullmatch(fold(name.text)):
            self._unit, self._section = name, row.section
        elif self._unit and title.size >= self._unit.size - SAME_SIZE:
            self._unit = None

    def unit_in(self, row: Row) -> Item | None:
        """The unit in whose chapter a row stands."""
        return self._unit if row.section == self._section else None
