"""Goals whose headings have a number and no word ("I. …", "2. …"), told by the objectives that follow (Hedef 2.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plan_miner.structure.codes import Code, code_of, numbers, plain_code
from plan_miner.structure.drafts import GoalDraft
from plan_miner.structure.items import Item, cut, rest_after
from plan_miner.structure.printings import goes_on_displayed, is_text
from plan_miner.structure.rows import Row
from plan_miner.structure.sections import LARGER, names_section

NUMBER = re.compile(r"(?P<code>\d{1,2}|[IVX]{1,4})(?:\s?[.)\-–:]+\s*(?!\d)|\s+(?=[A-ZÇĞİÖŞÜ])|$)")
MOST_PAGES = 8  # between a goal's heading and its first objective


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
        self._reached = 0  # the number of the last goal that was told so

    def meet(self, row: Row) -> None:
        """A row that stands alone: a heading, or the text of one whose number stood alone."""
        item = row.slots[0].items[0]
        if self._is_text_of_last(item):
            return
        match = NUMBER.match(item.text)
        if match is None or not self._stands_out(item) or code_of(item.text) or names_section(item.text[match.end() :]):
            return
        behind = [cut(item, match.end())] if item.text[match.end() :].strip() else []
        if is_text(behind) if behind else item.size > LARGER * self._body:
            self._last = Unsaid(numbers(match["code"])[0], match.group().strip(" :-–"), behind, row)

    def forget(self) -> None:
        """A goal was met that says itself what it is: a number before it counted chapters."""
        self._last = None

    def forget_in(self, row: Row) -> None:
        """What stands in a row is an objective behind its label, whatever number it has."""
        if self._last is not None and self._last.row is row:
            self._last = None

    def names(self, item: Item, row: Row, opened: GoalDraft | None) -> Code | None:
        """An objective numbered as such goals are: "2.1 …" below "2", its text behind the number or beside it.

        Goals count from 1: what begins with "4." in a document that is no plan is a chapter.
        """
        code = plain_code(item.text)
        if code is None or len(code.numbers) != 2 or not self._stands_out(item):
            return None
        last = self._last
        fresh = last is not None and last.items and last.number == code.numbers[0] <= self._reached + 1
        known = opened is not None and opened.numbers == code.numbers[:1] and NUMBER.fullmatch(opened.printed)
        if not (fresh or known):
            return None
        behind, beside = rest_after([item], code), [slot for slot in row.slots if slot.items]
        text = behind or (list(beside[1].items) if len(beside) == 2 and item is beside[0].items[0] else [])
        if (
            not text
            or not self._stands_out(text[0])
            or not is_text(text)
            or names_section(text[0].text) not in ("", "goals")
        ):
            return None
        return Code("objective", code.numbers, code.printed, code.end)

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
        self._last, self._reached = None, last.number
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
