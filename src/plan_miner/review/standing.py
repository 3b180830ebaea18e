"""What holds of each item once people have spoken. Pure: items and decisions in, standings out, in any order of files.

A decision is applied to the same words only: of the same row, or of the one row in the document that has them now. On
other words it is shown and the row asked again; where the row is gone it is kept as orphaned.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plan_miner.review.decisions import Decision, Values
from plan_miner.review.items import ADDED, DOUBT, Item

SECOND_READERS = 10  # one item in so many is read by a second person


@dataclass(frozen=True, slots=True)
class Standing:
    """An item, the decisions on its words in the order of time, and which of them holds.

    `says`: the last word of each reader since the last settlement; `earlier`: decisions on other words of the row.
    """

    item: Item
    decisions: tuple[Decision, ...] = ()
    says: tuple[Decision, ...] = ()
    earlier: tuple[Decision, ...] = ()

    @property
    def disputed(self) -> bool:
        return len({_outcome(one) for one in _decided(self.says)}) > 1

    @property
    def holds(self) -> Decision | None:
        """The decision that stands; None while nobody has decided, or two disagree."""
        decided = _decided(self.says)
        return decided[-1] if decided and not self.disputed else None

    @property
    def review(self) -> str:
        """The contract's word: pending, accepted, corrected, rejected, added or undecided."""
        if self.holds:
            added = self.item.kind == ADDED and self.holds.verdict == "accepted"
            return "added" if added else self.holds.verdict
        return "undecided" if self.says else "pending"

    @property
    def values(self) -> Values:
        """What holds of the row: people's word, else the program's."""
        return self.holds.values if self.holds else self.item.values

    @property
    def in_annex(self) -> bool:
        return self.values.in_annex and self.review != "rejected"

    @property
    def changed(self) -> bool:
        """Whether it was decided on other words and is to be asked again."""
        return bool(self.earlier) and not self.decisions

    @property
    def readers(self) -> frozenset[str]:
        return frozenset(one.by for one in self.decisions)

    def wants_second(self, reader: str) -> bool:
        """Whether `reader` is to read it without having seen what the first one said."""
        chosen = self.item.kind not in (DOUBT, ADDED) and second_reading(self.item)
        return chosen and len(self.readers) == 1 and self.holds is not None and reader not in self.readers

    def state(self, reader: str = "") -> str:
        """What the queue calls it: disputed, changed or second where somebody should look once more, else `review`."""
        if self.disputed:
            return "disputed"
        if self.changed:
            return "changed"
        return "second" if reader and self.wants_second(reader) else self.review


@dataclass(frozen=True, slots=True)
class Review:
    """Every item with its standing, by id in the order of the items; decisions whose row is gone; and all decisions."""

    standings: Mapping[str, Standing]
    orphaned: tuple[Decision, ...]
    decisions: tuple[Decision, ...]


def review_of(items: Iterable[Item], decisions: Sequence[Decision]) -> Review:
    """The state of the review: each decision that nobody took back is with one item, or orphaned."""
    by_id = {item.id: item for item in items}
    by_words: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in by_id.values():
        by_words[_scope(item.id), item.evidence].append(item)
    same: dict[str, list[Decision]] = defaultdict(list)
    other: dict[str, list[Decision]] = defaultdict(list)
    orphaned: list[Decision] = []
    for one in active(decisions):
        named = by_id.get(one.item)
        alike = by_words[_scope(one.item), one.evidence]
        if named and named.evidence == one.evidence:
            same[named.id].append(one)
        elif len(alike) == 1:
            same[alike[0].id].append(one)
        elif named:
            other[named.id].append(one)
        else:
            orphaned.append(one)
    standings = {
        key: Standing(item, tuple(same[key]), _words_of_each(same[key]), tuple(other[key]))
        for key, item in by_id.items()
    }
    return Review(standings, tuple(orphaned), tuple(decisions))


def active(decisions: Iterable[Decision]) -> list[Decision]:
    """In the order of time, each once, without those that were taken back."""
    once = {one.id: one for one in decisions}
    gone = {one.undoes for one in once.values() if one.verdict == "undone"}
    standing = [one for one in once.values() if one.verdict != "undone" and one.id not in gone]
    return sorted(standing, key=lambda one: (one.at, one.id))


def second_reading(item: Item) -> bool:
    """Whether an item is among the tenth that a second person reads: by chance, but the same on every computer."""
    drawn = hashlib.sha256(f"second:{item.id}:{item.evidence}".encode()).digest()
    return int.from_bytes(drawn[:4], "big") % SECOND_READERS == 0


def _scope(item_id: str) -> str:
    """Within what the same words are the same evidence: a kind and a document; of services the very cell."""
    kind, _, key = item_id.partition(":")
    return item_id if kind == "service" else f"{kind}:{key.rpartition(':')[0]}"


def _words_of_each(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Each reader's last word; where two disagree, a third reader's (or one that says so) settles it."""
    says: dict[str, Decision] = {}
    for one in decisions:
        disputed = len({_outcome(other) for other in _decided(says.values())}) > 1
        if disputed and one.verdict != "undecided" and (one.settles or one.by not in says):
            says = {}
        says.pop(one.by, None)
        says[one.by] = one
    return tuple(says.values())


def _decided(says: Iterable[Decision]) -> list[Decision]:
    return [one for one in says if one.verdict != "undecided"]


def _outcome(decision: Decision) -> tuple[str, Values | None]:
    """What two readers must share to agree: that it is wrong, or what is right (whoever wrote it)."""
    return ("wrong", None) if decision.verdict == "rejected" else ("right", decision.values.said)
