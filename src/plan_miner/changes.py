"""What differs between a municipality's documents: each plan against the one before it, each report likewise.

Pure: what became of the documents in, rows of the table `changes` out. Keys are the ids of rows as in `evidence`;
a row that is gone has the id that it had in the earlier document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import fsum, log, sqrt

from plan_miner.model import WITH_GOALS, Number, Objective, Outcome, Tags
from plan_miner.services import ServiceCell, settle
from plan_miner.turkish import fold, letters
from plan_miner.turkish.families import families

WITH_SERVICES = {"activity_report", "service_report"}
UNREADABLE = frozenset({"garbled", "unread"})  # pages that may hold what nothing was found of

# How alike two texts must be to be one text reworded, from 0 to 1; less where they also bear the same code.
ALIKE = 0.5
ALIKE_BY_CODE = 0.4

_WORD = re.compile(r"[^\W_]{2,}")
_VERB = re.compile(r"(?:m[ae]k|m[ae]s[ıi]|[ae]c[ae]k(?:t[ıi]r)?)$")  # artırmak, artırılması, artırılacaktır

Issue = Sequence[Outcome]  # a plan, or all reports of one kind on one period
Change = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Text:
    """A goal, objective or indicator as it is compared: `letters` are those of its text without anything between.

    `words` are the folded words that tell what it is about.
    """

    code: str
    text: str
    letters: str
    words: frozenset[str]
    groups: frozenset[str] = frozenset()


Stems = Mapping[_Text, frozenset[str]]
Pair = tuple[_Text | None, _Text | None]  # before and after; None where there is no such text


def changes(outcomes: Sequence[Outcome], earlier: Sequence[Outcome] = ()) -> list[Change]:
    """The rows of `changes`: each document against the next of its kind and municipality that could be read.

    `earlier` are the editions that documents among `outcomes` had before: each is compared with the one of today,
    and these rows come first.

    Goals and objectives are matched by their words, codes only help: `added`, `removed`, `reworded` (before and after
    are the texts), `moved` (the same text, before and after are the codes). `target` is another figure for the same
    indicator and year, `status` another status of a service; both come as before and after. Texts that differ in
    nothing but case, spaces and punctuation are the same, so a document saved anew has no changes.
    """
    pairs = [*_editions(outcomes, earlier), *(pair for series in _series(outcomes) for pair in pairwise(series))]
    return [row for before, after in pairs for row in _between(before, after)]


def _editions(outcomes: Iterable[Outcome], earlier: Iterable[Outcome]) -> Iterator[tuple[Issue, Issue]]:
    today = {outcome.source.id: outcome for outcome in outcomes}
    for before in earlier:
        after = today.get(before.source.id)
        if after and _comparable(before) and _comparable(after):
            yield [before], [after]


def _series(outcomes: Iterable[Outcome]) -> Iterator[list[Issue]]:
    """The issues of each municipality and kind in the order of their years; reports on one year are one issue."""
    found: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in filter(_comparable, outcomes):
        found[outcome.source.municipality.id, outcome.source.kind].append(outcome)
    for (_, kind), documents in found.items():
        documents.sort(key=_period)
        alone = kind in WITH_GOALS
        yield [[o] for o in documents] if alone else [list(same) for _, same in groupby(documents, key=_period)]


def _comparable(outcome: Outcome) -> bool:
    return outcome.status == "ok" and bool(outcome.edition) and outcome.source.kind in WITH_GOALS | WITH_SERVICES


def _period(outcome: Outcome) -> tuple[int, int]:
    return outcome.source.period_start, outcome.source.period_end


def _between(before: Issue, after: Issue) -> Iterator[Change]:
    if before[0].source.kind in WITH_SERVICES:
        return _statuses(before, after)
    return _trees(before[0], after[0])


# --- plans --------------------------------------------------------------------------------------


def _trees(before: Outcome, after: Outcome) -> Iterator[Change]:
    """Goals, objectives and targets; a plan in which none was found says nothing about what is gone or new."""
    old, new = before.document, after.document
    if old.goals and new.goals:
        goals = [[_text(g.code, g.passage.text, tags) for g, tags in document.goals] for document in (old, new)]
        yield from _rows("goals", _matched(*goals), before, after)
    if old.objectives and new.objectives:
        texts = [
            [_text(t.objective.code, t.objective.passage.text, t.tags) for t in document.objectives]
            for document in (old, new)
        ]
        pairs = _matched(*texts)
        yield from _rows("objectives", pairs, before, after)
        yield from _targets(pairs, before, after)


def _text(code: str, text: str, tags: Tags | None = None) -> _Text:
    """A text to be compared. A verb at its end tells little: one plan enlarges what the next one supports."""
    folded = fold(text)
    words = _WORD.findall(folded)
    telling = words[:-1] if len(words) > 2 and _VERB.search(words[-1]) else words
    groups = frozenset(tags.groups if tags else ())
    return _Text(code, text, letters(text), frozenset(telling), groups)


def _rows(table: str, pairs: Iterable[Pair], before: Outcome, after: Outcome) -> Iterator[Change]:
    for old, new in pairs:
        change, was, now = _told(old, new)
        if change:
            key = _key(after, new.code) if new else _key(before, old.code) if old else ""
            yield _row(table, key, change, was, now, before, after)


def _told(old: _Text | None, new: _Text | None) -> tuple[str, str, str]:
    """The change with what was and what is; an empty change where there is none."""
    if old and new and old.letters == new.letters:
        return "moved" if old.code != new.code else "", old.code, new.code
    if old and new:
        return "reworded", old.text, new.text
    return ("added", "", new.text) if new else ("removed", old.text if old else "", "")


def _targets(pairs: Iterable[Pair], before: Outcome, after: Outcome) -> Iterator[Change]:
    """Other figures for the same indicator and year, in objectives that stand in both plans."""
    olds, news = _objectives(before), _objectives(after)
    for old, new in pairs:
        if old and new:
            for code, year, was, now in _figures(olds[old.code], news[new.code]):
                key = _key(after, f"{code}:{year}")
                yield _row("indicator_targets", key, "target", was.printed, now.printed, before, after)


def _objectives(outcome: Outcome) -> dict[str, Objective]:
    """By code; of two with one code the first is the one that is published."""
    return {t.objective.code: t.objective for t in reversed(outcome.document.objectives)}


def _figures(old: Objective, new: Objective) -> Iterator[tuple[str, int, Number, Number]]:
    """Code, year, earlier and later target of what both objectives measure, where the two differ."""
    if _years(old).isdisjoint(_years(new)):
        return
    olds, news = ({i.code: i for i in reversed(objective.indicators)} for objective in (old, new))
    texts = ([_text(i.code, i.passage.text) for i in objective.indicators] for objective in (old, new))
    for before, after in _matched(*texts):
        if before and after:
            were = dict(olds[before.code].targets)
            for year, now in news[after.code].targets:
                was = were.get(year, Number())
                if was.printed and now.printed and _value(was) != _value(now):
                    yield after.code, year, was, now


def _years(objective: Objective) -> set[int]:
    return {year for indicator in objective.indicators for year, _ in indicator.targets}


def _value(number: Number) -> float | str:
    """What a figure says, however it is printed; words and dashes by their letters."""
    return number.value if number.value is not None else letters(number.printed)


# --- which text became which --------------------------------------------------------------------


def _matched(olds: Iterable[_Text], news: Iterable[_Text]) -> list[Pair]:
    """Each text of two documents once: the new ones with what they were (None: nothing), then those that are gone.

    The same letters come first, under the same code where there is one; then the most alike.
    """
    old, new = _by_code(olds), _by_code(news)
    was = _same(old, new)
    same = set(was.values())
    rest = [text for text in old if text not in same], [text for text in new if text not in was]
    if all(rest):
        was |= _alike(*rest, _stems([*old, *new]))
    kept = set(was.values())
    return [*((was.get(text), text) for text in new), *((text, None) for text in old if text not in kept)]


def _by_code(texts: Iterable[_Text]) -> list[_Text]:
    """The first text of each code, which is the one that is published; what has no text is no one's counterpart."""
    first: dict[str, _Text] = {}
    for text in texts:
        if text.letters:
            first.setdefault(text.code, text)
    return list(first.values())


def _same(old: Iterable[_Text], new: Sequence[_Text]) -> dict[_Text, _Text]:
    """What was printed before with the same letters; of several, that with the same code, then the first."""
    waiting: dict[str, list[_Text]] = defaultdict(list)
    for text in old:
        waiting[text.letters].append(text)
    was: dict[_Text, _Text] = {}
    for text in sorted(new, key=lambda text: all(text.code != one.code for one in waiting[text.letters])):
        if choice := waiting[text.letters]:
            was[text] = min(choice, key=lambda one: one.code != text.code)
            choice.remove(was[text])
    return was


def _stems(texts: Sequence[_Text]) -> Stems:
    """The words of each text without their inflection."""
    names = families(word for text in texts for word in text.words)
    return {text: frozenset(names[word] for word in text.words) for text in texts}


def _alike(old: Sequence[_Text], new: Sequence[_Text], stems: Stems) -> dict[_Text, _Text]:
    """What each text may have been reworded from, the most alike first."""
    weights = _weights(stems)
    found: list[tuple[float, bool, int, int]] = []
    for i, j in _sharing(old, new, stems):
        likeness = _likeness(stems[old[i]], stems[new[j]], weights)
        same_code = old[i].code == new[j].code
        if likeness >= (ALIKE_BY_CODE if same_code else ALIKE):
            found.append((-likeness, not same_code, i, j))
    was: dict[_Text, _Text] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(found):
        if i not in taken and new[j] not in was:
            taken.add(i)
            was[new[j]] = old[i]
    return was


def _weights(stems: Stems) -> dict[str, float]:
    """What a word tells: little where many of the texts have it (hizmet, artırmak), much where few do."""
    having = Counter(stem for of_text in stems.values() for stem in of_text)
    return {stem: log(1 + len(stems) / count) ** 2 for stem, count in having.items()}


def _sharing(old: Sequence[_Text], new: Sequence[_Text], stems: Stems) -> list[tuple[int, int]]:
    """The places of texts that share a word and do not serve different groups."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(old):
        for stem in stems[text]:
            places[stem].append(i)
    pairs = ((i, j) for j, text in enumerate(new) for i in {i for stem in stems[text] for i in places[stem]})
    return [(i, j) for i, j in pairs if not _apart(old[i], new[j])]


def _apart(one: _Text, other: _Text) -> bool:
    """Work for women is not a rewording of work for the young."""
    return bool(one.groups and other.groups) and one.groups.isdisjoint(other.groups)


def _likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """The cosine of two texts as sets of weighted words. fsum, so that the order of a set changes no digit."""
    shared, *sizes = (fsum(weights[stem] for stem in stems) for stems in (one & other, one, other))
    return shared / sqrt(sizes[0] * sizes[1])


# --- reports ------------------------------------------------------------------------------------


def _statuses(before: Issue, after: Issue) -> Iterator[Change]:
    """Services that stand otherwise than in the report before; each year's is settled by itself.

    A report of which a page could not be read does not prove that a service goes unmentioned.
    """
    for old, new in zip(_settled(before), _settled(after), strict=True):
        silent = (issue for issue, cell in ((before, old), (after, new)) if cell.status == "not_mentioned")
        if old.status != new.status and all(map(_legible, silent)):
            key = f"{new.municipality.id}:{new.service}"
            yield _row(
                "service_table", key, "status", old.status, new.status, _decider(before, old), _decider(after, new)
            )


def _settled(issue: Issue) -> tuple[ServiceCell, ...]:
    return settle([(outcome.source, outcome.document.mentions) for outcome in issue])


def _legible(issue: Issue) -> bool:
    return not any(page.quality in UNREADABLE for outcome in issue for page in outcome.pages)


def _decider(issue: Issue, cell: ServiceCell) -> Outcome:
    return next((outcome for outcome in issue if outcome.source.id == cell.document_id), issue[0])


# --- rows ---------------------------------------------------------------------------------------


def _key(outcome: Outcome, code: str) -> str:
    return f"{outcome.source.id}:{code}"


def _row(table: str, key: str, change: str, was: str, now: str, before: Outcome, after: Outcome) -> Change:
    return {
        "municipality_id": after.source.municipality.id,
        "table": table,
        "key": key,
        "change": change,
        "before": was,
        "after": now,
        "from_sha256": before.edition.sha256 if before.edition else "",
        "to_sha256": after.edition.sha256 if after.edition else "",
    }
