"""Which words of a text were put in another's place: two texts in, their pieces out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from plan_miner.turkish import letters


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, or in one of them only."""

    words: str
    differs: bool


def reworded(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """The earlier and the later text, each in pieces that differ or do not, in the order of print.

    Words are the same whatever their case and punctuation; they are shown as each text prints them.
    """
    olds, news = before.split(), after.split()
    matcher = SequenceMatcher(None, list(map(_letters, olds)), list(map(_letters, news)), autojunk=False)
    was: list[Piece] = []
    now: list[Piece] = []
    for step, i, j, k, m in matcher.get_opcodes():
        was += _piece(olds[i:j], step)
        now += _piece(news[k:m], step)
    return was, now


def _letters(word: str) -> str:
    return letters(word) or word


def _piece(words: list[str], step: str) -> list[Piece]:
    return [Piece(" ".join(words), step != "equal")] if words else []
