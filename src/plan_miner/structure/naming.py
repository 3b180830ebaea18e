"""Which goal, objective, activity or indicator an item names where it stands: its printed code, or a number alone."""

from __future__ import annotations

import re

from plan_miner.structure.codes import Code, code_of, numbers, plain_code
from plan_miner.structure.drafts import GoalDraft, ObjectiveDraft
from plan_miner.structure.items import SAME_SIZE, Item, rest_after
from plan_miner.structure.labels import field_of
from plan_miner.structure.printings import is_text
from plan_miner.structure.rows import Row
from plan_miner.structure.sections import LARGER
from plan_miner.turkish import fold

SHORT_HEADING = 70  # characters
MOST_MISSED = 3  # goals by which a heading's number may be ahead of the open goal's
REFERS = re.compile(
    r"kapsamında|altında|doğrultusunda|ile ilgili|için belirlenen|hedefleri?\b|[ae] (?:ait|bağlı)"
    r"|(?:performans )?(?:gösterge|faaliyet)leri\b"
)
PRIORITY = re.compile(
    r"(?:(?:[Ss]tratejik |STRATEJİK )?(?:[Öö]ncelik|ÖNCELİK)(?:li [Aa]lan|Lİ ALAN)?|Stratejik [Aa]lan|STRATEJİK ALAN"
    r"|(?:[Ss]tratejik |STRATEJİK )?(?:[Ee]ksen|EKSEN|[Tt]ema|TEMA))"
    r"[\s.\-–:]*(?P<code>\d{1,2})(?![\d%])[\s.:)\-–—]*"
)
SLASHED = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})[.)]?\s+(?=[A-ZÇĞİÖŞÜ])")
SMALL = re.compile(r"^[a-zçğıöşüâîû'’]")


def unless_spoken_of(text: str, code: Code) -> Code | None:
    """The code with which a text begins, or None where a sentence only speaks of it."""
    rest = text[code.end :]
    joined = code.end and text[code.end - 1] in ".:)-–—|】]"
    if code.level == "goal" and len(text) < SHORT_HEADING and REFERS.match(fold(rest)):
        return Code(code.level, code.numbers, code.printed, len(text))
    if code.level in ("goal", "objective") and SMALL.match(rest) and not joined:
        return None
    return code


def priority(text: str) -> Code | None:
    """ "Stratejik Öncelik 1", "Eksen 2": the goal of a plan that knows priorities, fields or axes for goals."""
    match = PRIORITY.match(text)
    return Code("goal", numbers(match["code"]), match.group().strip(" :.-–—"), match.end()) if match else None


def number_alone(item: Item, row: Row, goal: GoalDraft | None, body: float, *, plain: bool) -> Code | None:
    """A goal or objective of the goals' chapter that is numbered without a word.

    `row` is where the item stands, `goal` the open one, `body` the usual height of letters (points); with `plain`,
    headings that are numbered without a word name goals and objectives as well.
    """
    if item.bullet:
        return None
    if plain:
        return _plain_heading(item, goal, body) if row.table < 0 else None
    return _next_under_goal(item, row, goal, body)


def _next_under_goal(item: Item, row: Row, goal: GoalDraft | None, body: float) -> Code | None:
    """ "1.2. …" under "Amaç 1", behind "1.1. …": in some plans only the goals carry their word."""
    if goal and not goal.numbers and goal.objectives:
        return _next_in_list(item, goal.objectives[-1], body)
    if (
        goal is None
        or not goal.numbers
        or not goal.items
        or (goal.objectives and not goal.objectives[-1].printed[:1].isdigit())
    ):
        return None
    code = _slashed(item.text) or plain_code(item.text)
    number = goal.objectives[-1].numbers[-1] + 1 if goal.objectives else 1
    if code is None or code.numbers != (*goal.numbers, number):
        return None
    behind = rest_after([item], code)
    beside = [slot for slot in row.slots if slot.items]
    if row.table >= 0 and (len(beside) > 2 or item is not beside[0].items[0]):
        return None
    alone = not behind and (len(beside) == 2 or item.bold or item.size > LARGER * body)  # its text beside or below
    label = field_of(item.text[code.end :])
    return Code("objective", code.numbers, code.printed, code.end) if not label and (alone or is_text(behind)) else None


def _next_in_list(item: Item, last: ObjectiveDraft, body: float) -> Code | None:
    """ "2. …" as "1. …" stood behind the label of a goal's objectives: the next number, in letters that stand out."""
    code = plain_code(item.text) if last.printed[:1].isdigit() and len(last.numbers) == 1 else None
    if code is None or code.numbers != (last.numbers[0] + 1,) or not (item.bold or item.size > LARGER * body):
        return None
    text = rest_after([item], code)
    alike = last.items and abs(last.items[0].size - item.size) < SAME_SIZE and last.items[0].bold == item.bold
    return Code("objective", code.numbers, code.printed, code.end) if alike and is_text(text) else None


def _slashed(text: str) -> Code | None:
    """ "1/2 Kadınların …": a goal's number and an objective's."""
    match = SLASHED.match(text)
    return Code("plain", (int(match[1]), int(match[2])), match.group().strip(), match.end()) if match else None


def _plain_heading(item: Item, goal: GoalDraft | None, body: float) -> Code | None:
    """A heading numbered without a word: "1." a goal, "1.1." an objective; both as the open goal lets expect."""
    if not (item.bold or item.size > LARGER * body):
        return None
    code = plain_code(item.text)
    if code is None or len(code.numbers) > 2 or not is_text(rest := rest_after([item], code)) or code_of(rest[0].text):
        return None
    opened = goal.numbers[0] if goal and goal.numbers else 0
    if len(code.numbers) == 1:
        return Code("goal", code.numbers, code.printed, code.end) if code.numbers[0] <= opened + MOST_MISSED else None
    return Code("objective", code.numbers, code.printed, code.end) if opened in (0, code.numbers[0]) else None
