"""Figures and percent signs read a second time: the Turkish model has no percent sign and loses lone digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from plan_miner.text import tesseract
from plan_miner.text.misread import is_figure, settled, shaky
from plan_miner.text.scan import DARK, MARGIN, Clip
from plan_miner.text.tesseract import ENGLISH, Engine, Seen, dirt

Gray = npt.NDArray[np.uint8]

TOUCHING = 0.3  # of the height of figures: no space is as narrow
CLOSE = 1.0  # points above and below a word, in which no other stands
SURE = 60.0  # of 100, of a figure that only the English model sees
GHOSTLY = 70.0  # of 100: a sign of which tesseract is surer is one


def read_again(engine: Engine, parts: Sequence[Clip], words: Sequence[Sequence[Seen]], dpi: int) -> list[list[Seen]]:
    """The words of each part, with figures and percent signs as the English model reads them where it knows better.

    Part 0 is the page; the others are small, and print in which nothing was seen is a figure if English says so.
    """
    out = [_joined(part) for part in words]
    if not tesseract.knows(ENGLISH):
        return out
    places = [(p, w) for p, part in enumerate(out) for w in range(len(part)) if _doubtful(part, w, alone=p > 0)]
    unread = [p for p, part in enumerate(out) if p and not part]
    cuts = [_cut(parts[p].picture, out[p], w, dpi / 72, alone=p > 0) for p, w in places]
    answers = engine.seen([*cuts, *(parts[p].picture for p in unread)], dpi, layout=7, language=ENGLISH)
    for (p, w), cut, answer in zip(places, cuts, answers, strict=False):
        again = _one(answer)
        if again:
            one = out[p][w]
            out[p][w] = replace(one, text=settled(one.text, one.confidence, again.text, again.confidence, _width(cut)))
    for p, answer in zip(unread, answers[len(places) :], strict=True):
        figure = _one(answer)
        out[p] = [figure] if figure and figure.confidence >= SURE and is_figure(figure.text) else []
    return [_without_ghosts(part) for part in out]


def _one(answer: Sequence[Seen]) -> Seen | None:
    """What was seen as one word, as sure as its least sure part; None where nothing was."""
    words = [one for one in answer if not dirt(one)]
    return _run_together(words) if words else None


def _run_together(words: Sequence[Seen]) -> Seen:
    return Seen(
        "".join(one.text for one in words),
        min(one.x0 for one in words),
        min(one.top for one in words),
        max(one.x1 for one in words),
        max(one.bottom for one in words),
        min(one.confidence for one in words),
        words[0].line,
    )


def _joined(words: Sequence[Seen]) -> list[Seen]:
    """The words, a percent sign that was read as a word of its own joined to its figures."""
    out: list[Seen] = []
    for one in words:
        if out and _sign_of(out[-1], one):
            out[-1] = _run_together([out[-1], one])
        else:
            out.append(one)
    return out


def _sign_of(sign: Seen, figures: Seen) -> bool:
    """Whether a single sign touches the figures behind it."""
    gap = figures.x0 - sign.x1
    touches = sign.line == figures.line and 0 <= gap < TOUCHING * (figures.bottom - figures.top)
    return touches and len(sign.text) == 1 and len(figures.text) <= 3 and figures.text.isdigit()


def _without_ghosts(part: Sequence[Seen]) -> list[Seen]:
    """The words but for lone signs right before a percent sign: that is what the Turkish model made of it."""
    return [one for one, after in zip(part, [*part[1:], None], strict=False) if not (after and _ghost(one, after))]


def _ghost(one: Seen, after: Seen) -> bool:
    near = one.line == after.line and after.x0 - one.x1 < after.bottom - after.top
    return near and after.text.startswith("%") and len(one.text) == 1 and one.confidence < GHOSTLY


def _doubtful(part: Sequence[Seen], which: int, *, alone: bool) -> bool:
    """Whether a word may be a figure misread: one that looks shaky, or any that stands alone in a cell."""
    one = part[which]
    return shaky(one.text, one.confidence) or (alone and len(part) == 1 and any(c.isdigit() for c in one.text))


def _cut(picture: Gray, part: Sequence[Seen], which: int, scale: float, *, alone: bool) -> Gray:
    """The picture of a word with nothing of its neighbours: all there is, where it stands alone in a cell."""
    if alone and len(part) == 1:
        return picture
    one, edge = part[which], round(CLOSE * scale)
    own = picture[max(0, one.top - edge) : one.bottom + edge, max(0, one.x0) : one.x1]
    return np.pad(own, round(MARGIN * scale), constant_values=255)


def _width(picture: Gray) -> float:
    """The width of the print in a picture, in its heights."""
    ys, xs = np.nonzero(picture < DARK)
    return float((np.ptp(xs) + 1) / (np.ptp(ys) + 1)) if len(xs) else 0.0
