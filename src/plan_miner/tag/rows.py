"""What the words of one row say: its basis, themes and groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plan_miner import lexicon
from plan_miner.lexicon import Context, Entry
from plan_miner.model import BASES, Match, Tags
from plan_miner.tag.finding import terms
from plan_miner.turkish import fold_with_offsets


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its tags, the find that its basis rests on, and what was set aside.

    `deciding` alone brings an objective into the annex; `weak` (general youth work, poor relief, access in building
    works) and `passing` (said of staff, partners, playgrounds) leave a doubt. `unsure`: the groups rest on words alone
    that are said of several (pupils, hot meals).
    """

    tags: Tags
    deciding: Match | None = None
    weak: Match | None = None
    passing: Match | None = None
    unsure: bool = False

    @property
    def basis(self) -> str:
        return self.tags.basis


def read_row(text: str) -> Row:
    """A row's tags with the finds that they rest on."""
    found = [(match, entry, passing(text, match)) for match, entry in terms().find(text)]
    said = [(match, entry) for match, entry, context in found if entry.kind != "trap" and context is None]
    basis = next((basis for basis in BASES if any(entry.basis == basis for _, entry in said)), "")
    sure = [entry for _, entry in said if not entry.unsure]
    groups = _groups(sure) or _groups([entry for _, entry in said])
    tags = Tags(basis, _themes(said, basis), groups, tuple(dict.fromkeys(match for match, _ in said)))
    debatable = (m for m, entry, context in found if entry.debatable or (context is not None and context.debatable))
    return Row(
        tags,
        deciding=next((m for b in BASES for m, entry in said if entry.basis == b and entry.enough), None),
        weak=next((m for m, entry in said if entry.groups or entry.basis), None),
        passing=next(debatable, None),
        unsure=not _groups(sure),
    )


def passing(text: str, match: Match) -> Context | None:
    """What makes a find a passing remark (a partner's name, a law's title, staff figures), if anything does."""
    folded = fold_with_offsets(text)
    before, end = folded.text[: folded.place(match.start)], folded.place(match.end)
    contexts = _contexts(match.rule, lexicon.overlay_in_use())
    return next((context for context in contexts if _applies(context, before, folded.text, end)), None)


@cache
def _contexts(rule: str, _overlay: Path | None) -> tuple[Context, ...]:
    """The contexts that speak of a rule; kept for each lexicon."""
    spoken_of = ((context, context.of) for context in lexicon.load().contexts)
    return tuple(c for c, of in spoken_of if not of or any(f"{rule}.".startswith(f"{wanted}.") for wanted in of))


def _applies(context: Context, before: str, whole: str, end: int) -> bool:
    if context.before is not None and context.before.search(before) is None:
        return False
    return context.after is None or context.after.match(whole, end) is not None


def _groups(entries: list[Entry]) -> tuple[str, ...]:
    named = {group for entry in entries for group in entry.groups}
    return tuple(group for group in lexicon.labels()["groups"] if group in named)


def _themes(said: list[tuple[Match, Entry]], basis: str) -> tuple[str, ...]:
    named = {theme for _, entry in said if not entry.needs or basis in entry.needs for theme in entry.themes}
    return tuple(theme for theme in lexicon.labels()["themes"] if theme in named)
