"""The words of goals and objectives: which are a text of one, where it ends, and whether two printings are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.structure.items import NEAR, SAME_SIZE, Item, cut
from plan_miner.structure.labels import field_of
from plan_miner.structure.sections import LARGER
from plan_miner.turkish import fold, sentences

LONG_TITLE = 14  # letters: shorter words in capitals are a unit's abbreviation
SHORTEST_TEXT = 5  # letters
LONG_ENOUGH = 200  # characters in which words would have shown
EXPLAINED = 60  # characters from which an objective's paragraph may hold more than its text
SHORTEST_SENTENCE = 20  # characters
PART_TITLE = re.compile(r"\s*[,:;&]\s*|\s+ve\s+")  # what follows the first of the parts that a title names
CONTINUED = re.compile(r"^\W*\(?\s*(?:devam[ıi]?|devamıdır)\s*\)?\W*$", re.IGNORECASE)
BEGINNING = 40  # characters by which two printings are told to be the same


def same_text(known: Sequence[Item], items: Sequence[Item]) -> bool:
    """Whether two printings begin alike; one of them may be cut off, or have no words."""
    if not items or not known:
        return True
    one, other = (fold(found[0].text[:BEGINNING]) for found in (known, items))
    shorter = min(len(one), len(other))
    return one == other or (shorter > SHORTEST_SENTENCE and one[:shorter] == other[:shorter])


def is_longer(items: Sequence[Item], known: Sequence[Item]) -> bool:
    """Whether a second printing has words behind those where the first was cut off."""
    whole, cut_off = (" ".join([item.text for item in found]) for found in (items, known))
    return not known or (len(whole) > len(cut_off) and whole.startswith(cut_off) and whole[len(cut_off)] == " ")


def is_title(text: str) -> bool:
    """Whether words without a code can be a goal's text: several, and not an abbreviation in capitals."""
    return len(text.split()) > 1 and (len(text) > LONG_TITLE or not text.isupper())


def is_text(items: Sequence[Item]) -> bool:
    """Whether words can be a goal's: the marks and abbreviations of a matrix of units cannot."""
    return sum(sum(map(str.isalpha, item.text[:LONG_ENOUGH])) for item in items) >= SHORTEST_TEXT


def first_sentence(items: list[Item]) -> list[Item]:
    """An objective's own words where a paragraph goes on to explain it."""
    if not items or len(items[0].text) < EXPLAINED:
        return items
    stop = sentences(items[0].text)[0][1]
    return [cut(items[0], 0, stop)] if stop >= SHORTEST_SENTENCE else items


def goes_on_displayed(known: Sequence[Item], item: Item, body: float) -> bool:
    """Whether a line goes on a text in large letters, which are broken where they look well and not where full."""
    if not known or item.bullet or item.size <= LARGER * body:
        return False
    above, line = known[-1].lines[-1], item.lines[0]
    alike = abs(above.size - line.size) < SAME_SIZE and above.bold == line.bold
    near = 0 <= line.box.top - above.box.bottom < NEAR * line.size and abs(above.box.x0 - line.box.x0) < line.size
    return alike and near and above.box.page == line.box.page and above.text.isupper() == line.text.isupper()


def is_continuation(text: str) -> bool:
    """Whether words behind a code only say that its card goes on: "(devamı)"."""
    return CONTINUED.match(text) is not None


def part_named(text: str) -> str | None:
    """The first part of a card that a title behind a code names: "Göstergeler ve hedef değerler" -> indicators."""
    return field_of(PART_TITLE.split(text, maxsplit=1)[0])
