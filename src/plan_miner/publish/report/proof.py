"""The words that prove the rows of the page: asked for row by row, filled in one pass over the table of evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plan_miner.publish.schema import Row, Value

Quote = list[Any]  # page and words; the words are empty where the row itself says them


@dataclass(frozen=True, slots=True)
class _Asked:
    """A list that waits for its quotes; `text` is what the row says itself, `but` is proven elsewhere."""

    quotes: list[Quote]
    text: Value
    but: list[Quote]


class Proof:
    """Quotes of rows: `of` gives a list that stays empty until `fill` has gone through the evidence."""

    def __init__(self) -> None:
        self._asked: dict[tuple[Value, Value], list[_Asked]] = defaultdict(list)

    def of(self, table: str, key: str, text: Value = "", but: list[Quote] | None = None) -> list[Quote]:
        """The list of quotes of a row, whose own words are `text`; what stands in the list `but` is left out of it."""
        asked = _Asked([], text, [] if but is None else but)
        self._asked[table, key].append(asked)
        return asked.quotes

    def fill(self, evidence: Iterable[Row]) -> None:
        """Go through the table of evidence, once."""
        for row in evidence:
            for asked in self._asked.get((row["table"], row["key"]), ()):
                asked.quotes.append([row["page"], row["quote"]])
        every = [asked for of_row in self._asked.values() for asked in of_row]
        for asked in every:
            asked.quotes[:] = [quote for quote in asked.quotes if quote not in asked.but]
        for asked in every:
            for quote in asked.quotes:
                quote[1] = "" if quote[1] == asked.text else quote[1]
