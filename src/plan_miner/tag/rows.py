"""What the words of one row say: its basis, themes and groups."""

from __future__ import annotations

from dataclasses import dataclass

from plan_miner import lexicon
from plan_miner.lexicon import Entry
from plan_miner.model import Match, Tags
from plan_miner.tag.finding import terms
from plan_miner.turkish import fold

BASES = ("equality", "women", "group")  # the stronger first


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its tags, the find that its basis rests on, and what was set aside.

    `deciding` alone brings an objective into the annex; `weak` (general youth work, poor relief, access in building
    works) and `passing` (said of staff, partners, playgrounds) leave a doubt.
    """

    tags: Tags
    deciding: Match | None = None
    weak: Match | None = None
    passing: Match | None = None

    @property
    def basis(self) -> str:
        return self.tags.basis


def read_row(text: str) -> Row:
    """A row's tags with the finds that they rest on."""
    found = terms().find(text)
    if not found:
        return Row(Tags())
    said = [(match, entry) for match, entry in found if entry.kind != "trap" and not is_passing(text, match)]
    basis = next((basis for basis in BASES if any(entry.basis == basis for _, entry in said)), "")
    tags = Tags(basis, _themes(said, basis), _groups(said), tuple(dict.fromkeys(match for match, _ in said)))
    kept = {match for match, _ in said}
    return Row(
        tags,
        deciding=next((m for b in BASES for m, entry in said if entry.basis == b and entry.enough), None),
        weak=next((m for m, entry in said if entry.groups or entry.basis), None),
        passing=next((m for m, _ in found if m not in kept), None),
    )


def is_passing(text: str, match: Match) -> bool:
    """Whether the words around a find say it in passing (a partner's name, a law's title, staff figures)."""
    before = fold(text[: match.start])
    up_to_end = before + fold(text[match.start : match.end])
    whole = up_to_end + fold(text[match.end :])
    return any(
        (not context.of or match.rule in context.of)
        and (context.before is None or context.before.search(before) is not None)
        and (context.after is None or context.after.match(whole, len(up_to_end)) is not None)
        for context in lexicon.load().contexts
    )


def _groups(said: list[tuple[Match, Entry]]) -> tuple[str, ...]:
    named = {group for _, entry in said for group in entry.groups}
    return tuple(group for group in lexicon.labels()["groups"] if group in named)


def _themes(said: list[tuple[Match, Entry]], basis: str) -> tuple[str, ...]:
    named = {theme for _, entry in said if not entry.needs or basis in entry.needs for theme in entry.themes}
    return tuple(theme for theme in lexicon.labels()["themes"] if theme in named)
