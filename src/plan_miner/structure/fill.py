"""From a draft to the tree: texts as passages, figures read, units and partners told apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_miner.model import Activity, Indicator, Number, Objective, Passage, PerformanceTarget, Piece
from plan_miner.structure.costs import cost_of
from plan_miner.structure.deeds import deeds_told
from plan_miner.structure.drafts import NUMBERED, TOLD, UNIT_OF_CHAPTER, ActivityDraft, IndicatorDraft, ObjectiveDraft
from plan_miner.structure.items import BULLET, LISTED, Item, item_of, joined
from plan_miner.structure.numbers import number
from plan_miner.structure.told import told_in
from plan_miner.turkish import fold

SECTION = "goals"
ENUMERATED = re.compile(r"\(?([a-zçğıöşü]|\d{1,2})\)\s*")
LETTERS = "abcçdefgğhıijklmnoöprsştuüvyz"
UNIT_BEHIND = re.compile(r"\s*\(([^()]*(?:Müdürlüğü|Başkanlığı|Müşavirliği)[^()]*)\)[.;,]?$")
UNIT_IN_BRACKETS = re.compile(r"\(([^()]{1,24})\)\s*$")
PARTED = re.compile(r"[,;•]|\s/\s")  # what parts the names of units
UNIT_END = re.compile(r"(?:Müdürlüğü|(?:Daire )?Başkanlığı|Müşavirliği|Şefliği|Birimi)\b")  # with which no name begins
NAMED = re.compile(r"(?:lüğü|lığı|liği|Birimi|[.,;])\s*$")
FIRST_YEAR = 1900  # smaller numbers count the plan's years
BETWEEN_FIELDS = " •·|;,"  # what may part a value from the next label in the same line
SENTENCE_END = re.compile(r"(?<=\w{6})\.$")  # "… Müdürlüğü."; "… Md." is an abbreviation
FEWEST_DOTS = 4  # that lead from a text to its page in a list of contents


def passage_of(items: Sequence[Item], kind: str) -> Passage:
    """The lines of items as one passage of the plan's goals."""
    passage = item_of([line for item in items for line in item.lines]).passage(kind, SECTION)
    text = _without_leader(passage.text)
    return Passage(text, tuple(p for p in passage.pieces if p.start < max(1, len(text))), kind, SECTION)


def _without_leader(text: str) -> str:
    """A text without the dots, and the page's number behind them, that lead from it in a list of contents."""
    before = text.rstrip(" 0123456789")
    bare = before.rstrip(" .")
    return bare if before.count(".", len(bare)) >= FEWEST_DOTS else text.rstrip()


def sliced(passage: Passage, start: int, end: int) -> Passage:
    """passage.text[start:end] with the pieces that lead it back to its lines."""
    first = max(0, bisect_right(passage.pieces, start, key=_start) - 1)
    last = bisect_left(passage.pieces, end, lo=first + 1, key=_start)
    pieces = tuple(Piece(max(0, p.start - start), p.box) for p in passage.pieces[first:last])
    return Passage(passage.text[start:end], pieces, passage.kind, passage.section)


def _start(piece: Piece) -> int:
    return piece.start


def objective_of(draft: ObjectiveDraft, code: str, period_start: int) -> Objective:
    """A draft as an objective; `period_start` tells a baseline's year from the first target's."""
    fields = draft.fields
    numbered = fields.get(NUMBERED, ())
    told = [ActivityDraft("", item, cell=False) for item in (numbered if len(numbered) > 1 else fields.get(TOLD, ()))]
    activities, behind = _without_units(activities_of(draft.activities or told))
    return Objective(
        code,
        draft.printed,
        passage_of(draft.items, "heading"),
        draft.page,
        draft.last_page,
        activities,
        tuple(_indicators(draft.indicators, code, period_start)),
        _each_once(fields.get("responsible") or fields.get("activity_units") or ())
        or "; ".join(behind)
        or _each_once(fields.get(UNIT_OF_CHAPTER, ())),
        _partners(fields.get("collaborating", ())),
        _cost(draft),
        _lines(fields.get("risks", ())),
        _lines(fields.get("findings", ())),
        _lines(fields.get("needs", ())),
        draft.rule,
        tuple(
            PerformanceTarget(".".join(map(str, t.numbers)), t.printed, passage_of(t.items, "heading"))
            for t in draft.targets
            if t.items
        ),
    )


def _cost(draft: ObjectiveDraft) -> Number:
    """The cost of an objective as printed; where only its activities' are, their sum."""
    cost = cost_of(_text(draft.fields.get("cost", ())), draft.cost_scale)
    if cost.printed or "activity_costs" not in draft.fields:
        return cost
    parts = [number(item.text) for item in draft.fields["activity_costs"]]
    values = [part.value * draft.cost_scale for part in parts if part.value is not None]
    return Number("; ".join(part.printed for part in parts), sum(values) if values else None)


def _without_units(activities: Sequence[Activity]) -> tuple[tuple[Activity, ...], list[str]]:
    """Activities that mostly end with the unit in brackets, "… yapılması (Fen İşleri Müdürlüğü)", and those units."""
    behind = [UNIT_BEHIND.search(activity.passage.text) for activity in activities]
    if not activities or 2 * sum(map(bool, behind)) <= len(activities):
        return tuple(activities), []
    cut = [
        replace(activity, passage=sliced(activity.passage, 0, match.start())) if match else activity
        for activity, match in zip(activities, behind, strict=True)
    ]
    return tuple(cut), list(dict.fromkeys(match.group(1) for match in behind if match))


def activities_of(drafts: Sequence[ActivityDraft]) -> tuple[Activity, ...]:
    """Activities in print order, without the numbers of their list; one paragraph may tell several."""
    found = [(part, draft) for draft in drafts for part in _each_activity(draft, alone=len(drafts) == 1)]
    numbers = [LISTED.match(part.text) for part, _ in found]
    if [match and int(match[1]) for match in numbers] == list(range(1, len(found) + 1)):
        found = [
            (sliced(p, match.end(), len(p.text)), d) for (p, d), match in zip(found, numbers, strict=True) if match
        ]
    return tuple(Activity(i, part, draft.printed, draft.rule) for i, (part, draft) in enumerate(found, 1))


def _each_activity(draft: ActivityDraft, *, alone: bool) -> list[Passage]:
    passage = passage_of([draft.item], "bullet")
    letters = _enumerated(passage, draft.item.lines[0].text)
    if letters:
        return letters
    if draft.item.bullet or draft.printed:
        return [_without_tail(passage)]
    if (alone or passage.text.endswith(";")) and ";" in passage.text:
        return list(_parts(passage))
    told = [sliced(passage, *span) for span in deeds_told(passage.text, listed=alone)]
    return told or [_without_tail(passage)]


def _without_tail(passage: Passage) -> Passage:
    """A list's entry without the comma or semicolon that parts it from the next."""
    bare = passage.text.rstrip(" ,;")
    return passage if len(bare) == len(passage.text) else sliced(passage, 0, len(bare))


def _enumerated(passage: Passage, first_line: str) -> list[Passage]:
    """ "a) …, b) …, c) …" in one paragraph: each letter's or number's part; nothing where no second follows."""
    opened = ENUMERATED.match(first_line)
    if not opened:
        return []
    mark, starts = opened.group(1), [0]
    ends: list[int] = []
    for match in ENUMERATED.finditer(passage.text):
        if match.group(1) in _next_marks(mark) and passage.text[match.start() - 1 : match.start()] == " ":
            mark = match.group(1)
            ends.append(match.start())
            starts.append(match.end())
    if not ends:
        return []
    spans = zip(starts, [*ends, len(passage.text)], strict=True)
    return [sliced(passage, a, a + len(passage.text[a:b].rstrip(" ,;"))) for a, b in spans if b > a]


def _next_marks(mark: str) -> tuple[str, ...]:
    """What follows a list's letter or number; Turkish lists go on with ç, ğ, ı, ö, ş, ü, or leave them out."""
    if mark.isdigit():
        return (str(int(mark) + 1),)
    place = LETTERS.find(mark)
    return tuple(LETTERS[place + 1 : place + 3]) if place >= 0 else ()


def _parts(passage: Passage) -> Iterator[Passage]:
    """What semicolons part, without the bullets and spaces around it."""
    start = 0
    for part in passage.text.split(";"):
        words = part.lstrip()
        words = BULLET.sub("", words, count=1)
        begin = start + len(part) - len(words)
        if words.rstrip():
            yield sliced(passage, begin, begin + len(words.rstrip()))
        start += len(part) + 1


def _indicators(drafts: Sequence[IndicatorDraft], objective: str, period_start: int) -> list[Indicator]:
    found: dict[str, Indicator] = {}
    for order, draft in enumerate(drafts, 1):
        if not draft.items:
            continue
        code = _indicator_code(draft.numbers, objective, order)
        indicator = _indicator(draft, code, period_start)
        if code in found and _is_another(found[code], indicator):  # one number printed twice: it has its place in order
            code = f"{objective}.{order}"
            indicator = replace(indicator, code=code)
        found.setdefault(code, indicator)
        if not found[code].targets and indicator.targets:
            found[code] = indicator
    return list(found.values())


def _is_another(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators of one code stand side by side on a page, with different names and their own targets."""
    a, b = fold(one.passage.text), fold(other.passage.text)
    apart = not (a.startswith(b) or b.startswith(a))
    return apart and bool(one.targets and other.targets) and one.passage.page == other.passage.page


def _indicator_code(numbers: tuple[int, ...], objective: str, order: int) -> str:
    if len(numbers) > 2:
        return ".".join(str(n) for n in numbers)
    return f"{objective}.{numbers[-1] if numbers else order}"


def _indicator(draft: IndicatorDraft, code: str, period_start: int) -> Indicator:
    passage = passage_of(draft.items, "cell")
    cells = dict(draft.cells)
    years = {_calendar_year(year, period_start): text for year, text in sorted(draft.years.items())}
    told = told_in(passage.text) if not years else None
    if told:
        years, cells = told.years, told.cells | cells
        passage = sliced(passage, 0, told.start)
    unit = UNIT_IN_BRACKETS.search(passage.text)
    for year in [y for y in reversed(years) if y < period_start]:  # the last year before the plan
        cells.setdefault("baseline", years.pop(year))
    return Indicator(
        code,
        passage,
        cells.get("unit") or (unit.group(1) if unit else ""),
        number(cells.get("weight", "")),
        number(cells.get("baseline", "")),
        tuple((year, number(text)) for year, text in years.items()),
        draft.rule,
    )


def _calendar_year(year: int, period_start: int) -> int:
    """The year that "3. Yıl" (3) is in a plan that begins in `period_start`; as printed where that is not known (0)."""
    return year if year >= FIRST_YEAR or not period_start else period_start + year - 1


def _text(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items)


def _each_once(items: Sequence[Item]) -> str:
    """Names in print order; one that is repeated for each activity stands once."""
    names = (SENTENCE_END.sub("", item.text.strip(BETWEEN_FIELDS)) for item in _whole_names(items))
    return "; ".join(dict.fromkeys(names))


def _whole_names(items: Sequence[Item]) -> list[Item]:
    """The items of a list of units, one that begins with the end of a name ("Müdürlüğü") put to the one above it."""
    whole: list[Item] = []
    for item in items:
        if whole and UNIT_END.match(item.text) and not NAMED.search(whole[-1].text):
            whole[-1] = joined((whole[-1], item))
        else:
            whole.append(item)
    return whole


def _lines(items: Sequence[Item]) -> str:
    return "; ".join(item.text for item in items)


def _partners(items: Sequence[Item]) -> tuple[str, ...]:
    """Names of units, parted by commas or semicolons, or one on each line."""
    names = [name.strip(" .•-") for item in _whole_names(items) for name in PARTED.split(item.text)]
    return tuple(name for name in names if name)
