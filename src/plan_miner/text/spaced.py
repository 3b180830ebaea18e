"""Letters and words set apart for looks: headings like "A M A Ç  1", and the justified lines of narrow columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from plan_miner.text.words import Word

AT_LEAST = 3  # letters in a row
WIDE = 1.5  # of the usual gap between letters: a gap between words
TOO_WIDE = 1.6  # of the letters' height: no letters of one word stand farther apart
EVEN = 1.3  # of a justified line's narrowest gap is its widest
WIDEST = 0.5  # of a justified line may be one gap
FLUSH = 1.5  # points by which the ends of justified lines differ
NEAR_ROWS = 6  # above and below a justified line, among which others end at its edge


def closed_up(words: Sequence[Word]) -> list[str]:
    """The words of a line, single capitals in a row as the words that they spell."""
    out: list[str] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word and len(word.text) == 1 and word.text.isupper():
            run.append(word)
            continue
        out += _spelled(run) if len(run) >= AT_LEAST else [letter.text for letter in run]
        out += [word.text] if word else []
        run = []
    return out


def _spelled(run: Sequence[Word]) -> list[str]:
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(run)]
    usual = median(gaps)
    if usual > TOO_WIDE * (run[0].box.bottom - run[0].box.top):
        return [letter.text for letter in run]
    spelled = run[0].text
    for letter, gap in zip(run[1:], gaps, strict=True):
        spelled += (" " if gap > WIDE * usual else "") + letter.text
    return spelled.split()


def stretched(index: int, rows: Sequence[Sequence[Word]], parted: Sequence[Sequence[object]]) -> bool:
    """Whether a row is a justified line: even gaps, and its ends below or above those of an undivided one."""
    row = rows[index]
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(row)]
    lettered = 2 * sum(any(map(str.isalpha, w.text)) for w in row) >= len(row)
    most = min(EVEN * min(gaps) + 1, WIDEST * (row[-1].box.x1 - row[0].box.x0))
    if max(gaps) > most or not lettered:
        return False
    near = [
        rows[i]
        for i in range(max(0, index - NEAR_ROWS), min(len(rows), index + NEAR_ROWS + 1))
        if i != index and len(parted[i]) == 1
    ]
    same_end = [other for other in near if len(other) > 2 and abs(other[-1].box.x1 - row[-1].box.x1) < FLUSH]
    same_start = [other for other in near if abs(other[0].box.x0 - row[0].box.x0) < FLUSH]
    return bool(same_end and same_start)
