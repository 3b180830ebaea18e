"""Letters and words set apart for looks: headings like "A M A Ç  1", and the justified lines of narrow columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec.structs import replace

from plan_miner.text.words import Word

AT_LEAST = 3  # letters in a row
PIECE = 2  # letters at most of what stands apart in wide print: a pair that the font sets closer
SAME_FOOT = 0.2  # of the letters' height, by which the feet of one line differ: small capitals are smaller letters
WORDS_APART = 1.6  # of the letters' height: no words of one line stand farther apart in wide print
WIDE = 1.5  # of the usual gap between letters: a gap between words
TOO_WIDE = 0.8  # of the letters' height: no letters of one word stand farther apart, but marks in narrow columns do
ODD_CASE = re.compile("[a-zçğıöşü][A-ZÇĞİÖŞÜ]")  # small capitals have either case where a font gives both one shape
EVEN = 1.3  # of a justified line's narrowest gap is its widest
WIDEST = 0.5  # of a justified line may be one gap
FLUSH = 1.5  # points by which the ends of justified lines differ
NEAR_ROWS = 6  # above and below a justified line, among which others end at its edge


def closed_up(words: Sequence[Word]) -> Sequence[Word]:
    """A page's words (in the order of writing), letters that are set apart made the words that they spell."""
    singles = [number for number, word in enumerate(words) if len(word.text) == 1]
    if len(singles) < AT_LEAST:
        return words
    out: list[Word] = []
    done = 0
    for start, end in _runs(words, singles):
        out += [*words[done:start], *_spelled(words[start:end])]
        done = end
    return [*out, *words[done:]] if done else words


def _runs(words: Sequence[Word], singles: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where letters, or pairs that stand closer, follow one another in one line, and three different ones do alone."""
    end = 0
    for first, third in zip(singles, singles[2:], strict=False):
        if first < end or third != first + 2 or not _of_one_word(words[first : third + 1]):
            continue
        start = first
        while start > end and _near(words[start - 1], words[start]):
            start -= 1
        end = third + 1
        while end < len(words) and _near(words[end - 1], words[end]):
            end += 1
        yield start, end


def _of_one_word(three: Sequence[Word]) -> bool:
    one, two, last = three
    letters = one.text + two.text + last.text
    return letters.isalpha() and len(set(letters)) > 1 and _near(one, two) and _near(two, last)


def _near(before: Word, word: Word) -> bool:
    """Whether two words of one line are no farther apart than letters or words of wide print are."""
    if max(len(before.text), len(word.text)) > PIECE:
        return False
    a, b = before.box, word.box
    high = max(a.bottom - a.top, b.bottom - b.top)
    return abs(a.bottom - b.bottom) < SAME_FOOT * high and -SAME_FOOT * high < b.x0 - a.x1 < WORDS_APART * high


def _spelled(run: Sequence[Word]) -> Sequence[Word]:
    """The words that a run of letters spells; the run itself where its letters are too far apart for that."""
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(run)]
    usual = median(gaps)
    if usual > TOO_WIDE * (run[0].box.bottom - run[0].box.top):
        return run
    parts = [[run[0]]]
    for letter, gap in zip(run[1:], gaps, strict=True):
        if gap > WIDE * usual:
            parts.append([])
        parts[-1].append(letter)
    least = min(word.size for word in run)
    return [_word(part, least) if len(part) > 1 else part[0] for part in parts]


def _word(letters: Sequence[Word], least: float) -> Word:
    """One word of the letters that spell it; `least` is the size of the smallest in their line."""
    first, last = letters[0], letters[-1]
    text = "".join([letter.text for letter in letters])
    if ODD_CASE.search(text):
        rest = text[1:].replace("I", "ı").replace("İ", "i").lower()
        initial = text[0].replace("i", "İ").upper() if first.size > least else text[0]
        text = initial + rest
    return replace(first, text=text, box=replace(first.box, x1=last.box.x1))


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
