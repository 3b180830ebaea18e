"""Goals whose headings have a number and no word ("I. …", "2. …"), told by the objectives that follow (Hedef 2.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plan_miner.structure.codes import code_of, numbers
from plan_miner.structure.items import Item, cut
from plan_miner.structure.printings import goes_on_displayed, is_text
from plan_miner.structure.rows import Row
from plan_miner.structure.sections import LARGER, names_section

NUMBER = re.compile(r"(?P<code>\d{1,2}|[IVX]{1,4})(?:\s?[.)\-–:]+\s*|\s+(?=[A-ZÇĞİÖŞÜ])|$)")
MOST_PAGES = 2  # between a goal's heading and its first objective


@dataclass
class Unsaid:
    """A heading with a number and no word."""

    number: int
    printed: str
    items: list[Item]
    row: Row


class UnsaidGoals:
    """The last such heading on the way through the rows; `body` is the usual height of letters (points)."""

    def __init__(self, body: float) -> None:
        self._body = body
        self._last: Unsaid | None = None

    def meet(self, row: Row) -> None:
        """A row that stands alone: a heading, or the text of one whose number stood alone."""
        item = row.slots[0].items[0]
        if self._is_text_of_last(item):
            return
        match = NUMBER.match(item.text) if self._stands_out(item) else None
        if match is None or code_of(item.text) or names_section(item.text[match.end() :]):
            return
        behind = [cut(item, match.end())] if item.text[match.end() :].strip() else []
        if not behind or is_text(behind):
            self._last = Unsaid(numbers(match["code"])[0], match.group().strip(" :-–"), behind, row)

    def of(self, objective: tuple[int, ...], opened: int, row: Row) -> Unsaid | None:
        """The heading under which an objective of these numbers stands, where goal `opened` (0: none) is open.

        A heading serves one objective, which comes soon; where that has no goal in its number, the goals go on by one.
        """
        last = self._last
        if last is None or not last.items or row.page - last.row.page > MOST_PAGES:
            return None
        expected = objective[0] if len(objective) > 1 else opened + 1
        if last.number != expected or last.number == opened:
            return None
        self._last = None
        return last

    def _is_text_of_last(self, item: Item) -> bool:
        last = self._last
        if last is None or not self._stands_out(item):
            return False
        fresh = not last.items and is_text([item]) and code_of(item.text) is None
        if fresh or goes_on_displayed(last.items, item, self._body):
            last.items.append(item)
            return True
        return False

    def _stands_out(self, item: Item) -> bool:
        return not item.bullet and (item.bold or item.size > LARGER * self._body)
