"""What changed between documents, as Markdown in Turkish and English, for those who look after the schedule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from plan_miner.lexicon import labels
from plan_miner.publish.differences import Difference
from plan_miner.publish.words import shortened
from plan_miner.rewording import Piece, reworded

MOST = 200  # changes that are shown with their words; all are in the table and in the workbook
LONGEST = 400  # characters of a text
_MARKS = re.compile(r"([\\`*_~|\[\]<>])")


def change_notes(found: Sequence[Difference], fresh: Collection[str]) -> str:
    """The changes that editions of this run brought, word by word, and how many there are of each municipality.

    `fresh`: the sha256 of the editions that were not there before. What is gone from a text is struck out, what is new
    in it is bold.
    """
    new = [one for one in found if one.to_sha256 in fresh]
    lines = ["# Değişiklikler / Changes", "", _heading(new, fresh)]
    for pair, of_pair in groupby(new[:MOST], key=_pair):
        lines += ["", f"## {_escaped(pair)}", "", *(line for one in of_pair for line in _told(one))]
    if len(new) > MOST:
        lines += ["", f"… {len(new) - MOST} değişiklik daha: annex.xlsx, Değişiklikler / more changes in `changes.csv`"]
    return "\n".join([*lines, *_counts(found)]) + "\n"


def _heading(new: Sequence[Difference], fresh: Collection[str]) -> str:
    if not fresh:
        return "Bu çalıştırmada yeni baskı yok. / No new edition in this run."
    return (
        f"Bu çalıştırmada {len(fresh)} yeni baskı, {len(new)} değişiklik. / "
        f"New editions in this run: {len(fresh)}, changes: {len(new)}."
    )


def _pair(one: Difference) -> str:
    """The municipality, and which of its documents are compared."""
    periods = (
        f"{one.from_period} → {one.to_period}" if one.from_period else f"{one.to_period}, yeni baskı / new edition"
    )
    return f"{one.municipality}: {_named('kinds', one.kind)} {periods}"


def _told(one: Difference) -> Iterator[str]:
    """A change as an item of a list, which is broken to the width of the page where a table is not."""
    where = _named("services", one.code) if one.change == "status" else f"{_named('rows', one.table)} {one.code}"
    head = f"- **{_named('changes', one.change)}**, {where}:"
    if one.change == "reworded":
        was, now = reworded(one.before, one.after)
        yield from (head, f"    - önce / before: {_marked(was, '~~')}", f"    - sonra / after: {_marked(now, '**')}")
    elif one.change in ("added", "removed"):
        yield f"{head} {_shown(one.after or one.before)}"
    else:
        said = f" {_shown(one.subject)}:" if one.subject else ""
        before, after = (_value(one.change, text) for text in (one.before, one.after))
        yield f"{head}{said} {before} → {after}"


def _value(change: str, text: str) -> str:
    return _named("status", text) if change == "status" else _shown(text)


def _marked(pieces: Iterable[Piece], mark: str) -> str:
    """A text with the words that differ between marks."""
    shown, room = [], LONGEST
    for piece in pieces:
        words = shortened(piece.words, room) if len(piece.words) > room else piece.words
        shown.append(f"{mark}{_escaped(words)}{mark}" if piece.differs else _escaped(words))
        room -= len(piece.words)
        if room <= 0:
            break
    return " ".join(shown)


def _counts(found: Iterable[Difference]) -> Iterator[str]:
    """How many changes of each kind there are between all documents of a municipality."""
    counted = Counter((one.municipality, one.change) for one in found)
    if counted:
        yield "\n## Tüm belgeler / All documents\n"
    for place in dict.fromkeys(place for place, _ in counted):
        kinds = [
            f"{_named('changes', kind)} {counted[place, kind]}" for kind in labels()["changes"] if counted[place, kind]
        ]
        yield f"- {_escaped(place)}: {', '.join(kinds)}"


def _named(family: str, value: str) -> str:
    """A code value in both languages."""
    label = labels().get(family, {}).get(value)
    return f"{label.tr} / {label.en}" if label else value


def _shown(text: str) -> str:
    return _escaped(shortened(text, LONGEST) if len(text) > LONGEST else text)


def _escaped(text: str) -> str:
    """Words of a document as Markdown prints them in one line, with no mark of their own."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
