"""The rules of a scanned page: how far it lies askew, where its straight strokes run, and the picture without them.

A rule is a long run of pixels that are darker than the paper on both its sides; letters have no runs as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image

Gray = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
Run = tuple[int, int, int]  # row, first pixel, the pixel after the last

STEEPEST = 2.5  # degrees: a sheet in a feeder lies no further askew
COARSE, FINE = 0.1, 0.02  # degrees, from guess to guess
LEVEL = 0.05  # degrees: half a point over the width of a page
FEW_DOTS = 200  # dark pixels: fewer show no lines
FIELD = 140  # of 255: what is darker all over is a field, for white letters
HEADING = 60.0  # points: no heading of a table is higher
CONTRAST = 28  # of 255, between a rule and the paper beside it
BESIDE = (1.0, 1.5, 2.0)  # points from a stroke, where the paper beside it is looked at
LONG = 30.0  # points: no stroke of a letter is as long
SHORT = 9.0  # points: a shorter stroke is a rule only where it ends at two others
PIECE = 6.0  # points: the least part of a rule between two that cross it
CROSSING = 3.0  # points of a rule that may be hidden where another crosses
UNEVEN = 0.05  # of a rule's length may be less than half as dark as the rest
MEET = 2.0  # points by which a rule's end may miss another rule


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight stroke, in pixels; `runs` are its rows (or columns) of dark pixels: place, start, end."""

    flat: bool
    x0: float
    top: float
    x1: float
    bottom: float
    runs: tuple[Run, ...]


def skew(gray: Gray, scale: float) -> float:
    """The degrees by which a page must be turned (with the clock) so that its lines lie level.

    `scale` is pixels a point. At the right angle the rows of pixels differ most: lines of print against the gaps.
    """
    best = _most_level(_smaller(gray, max(1, round(scale * 0.7))), np.arange(-STEEPEST, STEEPEST + COARSE, COARSE))
    best = _most_level(_smaller(gray, max(1, round(scale * 0.4))), np.arange(best - COARSE, best + COARSE, FINE))
    return 0.0 if abs(best) < LEVEL else round(best, 2)


def _most_level(gray: Gray, angles: npt.NDArray[np.float64]) -> float:
    """The one of the angles (degrees) that puts the print in that picture level; 0 where there is too little."""
    ys, xs = np.nonzero(gray < np.percentile(gray, 90) * 0.7)
    if len(ys) < FEW_DOTS or len(ys) > gray.size / 2:
        return 0.0
    return float(max(angles, key=lambda angle: _levelness(ys, xs, angle)))


def _levelness(ys: Numbers, xs: Numbers, degrees: float) -> float:
    rows = np.rint(ys + xs * np.tan(np.radians(degrees))).astype(np.int64)
    counts = np.bincount(rows - rows.min())
    return float(np.sum(np.diff(counts).astype(float) ** 2))


def turned(gray: Gray, degrees: float) -> Gray:
    """The picture turned about its middle, with the clock, on white."""
    if not degrees:
        return gray
    picture = Image.fromarray(gray).rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return np.array(picture, dtype=np.uint8)


def rulings(gray: Gray, scale: float) -> tuple[list[Ruling], Gray]:
    """The rules of a level page (`scale` pixels a point), in its pixels, and the page with paper in their place.

    Dark rules, the pale ones between dark fields, and the edges of fields: all of them bound cells.
    """
    half, scale = _smaller(gray, 2), scale / 2
    dark_flat, paper_flat = _strokes(half, scale)
    dark_up, paper_up = _strokes(half.T, scale)
    flat = _grouped(_runs(dark_flat, half, scale), flat=True)
    upright = _grouped(_runs(dark_up, half.T, scale), flat=False)
    printed = _accepted(flat, upright, scale)
    clean = gray.copy()
    _erase(clean, [r for r in printed if r.flat], paper_flat)
    _erase(clean.T, [r for r in printed if not r.flat], paper_up)
    flat += _edges(half, scale, flat=True)
    upright += _edges(half.T, scale, flat=False)
    found = _accepted(flat, upright, scale)
    found += _prolonged(half, found, scale)
    return [_doubled(r) for r in found], clean


def _edges(gray: Gray, scale: float, *, flat: bool) -> list[Ruling]:
    """The pale strokes between dark fields, and where a field ends."""
    dark = 255 - gray
    pale, _ = _strokes(dark, scale)
    return _grouped(_runs(pale, dark, scale), flat=flat) + _grouped(_runs(_steps(gray, scale), gray, scale), flat=flat)


def _steps(gray: Gray, scale: float) -> Gray:
    """How much the shade on either side of each pixel differs, where it is the same a little farther on."""
    steps = []
    for points in BESIDE:
        above, below = (_moved(gray, sign * max(2, round(points * scale)), 0).astype(np.int16) for sign in (1, -1))
        steps.append(above - below)
    rise = np.minimum.reduce(steps).clip(0, 255)
    fall = np.maximum.reduce(steps).clip(-255, 0)
    step: Gray = np.maximum(rise, -fall).astype(np.uint8)
    return step


def _prolonged(gray: Gray, found: Sequence[Ruling], scale: float) -> list[Ruling]:
    """The columns of a table carried on through its heading, where that is a dark field without rules of its own."""
    near = MEET * scale + 1
    flat = sorted((r for r in found if r.flat), key=lambda r: r.top)
    out = []
    for rule in (r for r in found if not r.flat):
        heads = [f for f in flat if f.top < rule.top - near and f.x0 - near <= rule.x0 <= f.x1 + near]
        if heads and any(abs(f.top - rule.top) <= near and f.x0 - near <= rule.x0 <= f.x1 + near for f in flat):
            top, x = heads[-1].top, round(rule.x0)
            field = gray[round(top + near) : round(rule.top - near), max(0, x - 2) : x + 3]
            if field.size and float(np.median(field)) < FIELD and rule.top - top < HEADING * scale:
                out.append(replace(rule, top=top, bottom=rule.top, runs=()))
    return out


def _smaller(gray: Gray, every: int) -> Gray:
    """The picture with `every` × `every` pixels made one, by their mean."""
    high, wide = gray.shape[0] // every * every, gray.shape[1] // every * every
    parts = gray[:high, :wide].reshape(high // every, every, wide // every, every)
    small: Gray = parts.mean(axis=(1, 3), dtype=np.float32).astype(np.uint8)
    return small


def _strokes(gray: Gray, scale: float) -> tuple[Gray, Gray]:
    """How much darker each pixel is than the paper above and below it, and how light that paper is."""
    steps = [max(2, round(d * scale)) for d in BESIDE]
    above = np.maximum.reduce([_moved(gray, k, 0) for k in steps])
    below = np.maximum.reduce([_moved(gray, -k, 0) for k in steps])
    paper = np.minimum(above, below)
    depth = np.where(paper > gray, paper - gray, 0).astype(np.uint8)
    depth = np.maximum.reduce([depth, _moved(depth, 1, 0), _moved(depth, -1, 0)])  # a rule may go on in the next row
    return depth, paper


def _moved(picture: Gray, by: int, axis: int) -> Gray:
    """The picture moved by so many pixels down (axis 0) or to the right (1); what comes in repeats the edge."""
    picture = np.roll(picture, by, axis)
    view = picture if axis == 0 else picture.T
    if by > 0:
        view[:by] = view[by]
    elif by < 0:
        view[by:] = view[by - 1]
    return picture


def _runs(depth: Gray, gray: Gray, scale: float) -> list[Run]:
    """The dark runs that are long and even enough for a part of a rule, row by row."""
    gray = np.minimum.reduce([gray, _moved(gray, 1, 0), _moved(gray, -1, 0)])
    edges = np.diff(np.pad(depth > CONTRAST, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    long = ends - starts >= PIECE * scale
    runs = zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True)
    whole = _bridged(
        (r for r in runs if _even(depth[r[0], r[1] : r[2]], gray[r[0], r[1] : r[2]])), gray, CROSSING * scale
    )
    return [run for run in whole if run[2] - run[1] >= SHORT * scale]


def _even(depth: Gray, gray: Gray) -> bool:
    """Whether a run is as dark all along: in a row through print, letters and gaps take turns.

    Where another rule crosses, it is as dark, though not darker than what is beside it.
    """
    pale = gray > _median(gray) + max(CONTRAST, _median(depth) / 2)
    return bool(np.count_nonzero(pale) < UNEVEN * len(pale))


def _median(shades: Gray) -> float:
    """The middle one of a few shades; numpy's own median takes ten times as long to begin."""
    half = len(shades) // 2
    if len(shades) % 2:
        return float(np.partition(shades, half)[half])
    sorted_ = np.partition(shades, (half - 1, half))
    return (float(sorted_[half - 1]) + float(sorted_[half])) / 2


def _bridged(runs: Iterable[Run], gray: Gray, gap: float) -> list[Run]:
    """The runs, one made of those in one row with no more than `gap` between them and dark there: a crossing rule."""
    out: list[Run] = []
    for row, start, end in runs:
        if out and out[-1][0] == row and start - out[-1][2] <= gap:
            here, between = gray[row, start:end], gray[row, out[-1][2] : start]
            if float(np.mean(between)) < _median(here) + CONTRAST:
                out[-1] = (row, out[-1][1], end)
                continue
        out.append((row, start, end))
    return out


def _grouped(runs: Iterable[Run], *, flat: bool) -> list[Ruling]:
    """Runs that touch in rows side by side, as one ruling each."""
    open_: list[list[Run]] = []
    done: list[list[Run]] = []
    for run in runs:
        done += [g for g in open_ if g[-1][0] < run[0] - 1]
        open_ = [g for g in open_ if g[-1][0] >= run[0] - 1]
        home = next((g for g in open_ if any(r[1] < run[2] and run[1] < r[2] for r in g[-3:])), None)
        if home is None:
            open_.append([run])
        else:
            home.append(run)
    return [_ruling(group, flat=flat) for group in done + open_]


def _ruling(runs: Sequence[Run], *, flat: bool) -> Ruling:
    start, end = min(r[1] for r in runs), max(r[2] for r in runs)
    first, last = min(r[0] for r in runs), max(r[0] for r in runs) + 1
    middle = sum(r[0] * (r[2] - r[1]) for r in runs) / sum(r[2] - r[1] for r in runs) + 0.5
    half = min(1.0, (last - first) / 2)
    low, high = middle - half, middle + half
    return (
        Ruling(flat, start, low, end, high, tuple(runs)) if flat else Ruling(flat, low, start, high, end, tuple(runs))
    )


def _accepted(flat: Sequence[Ruling], upright: Sequence[Ruling], scale: float) -> list[Ruling]:
    """The long strokes, and the short ones that reach from one long stroke to another."""
    long_flat = [r for r in flat if r.x1 - r.x0 >= LONG * scale]
    long_up = [r for r in upright if r.bottom - r.top >= LONG * scale]
    near = MEET * scale
    ties_flat = [
        r
        for r in flat
        if r.x1 - r.x0 < LONG * scale
        and all(
            any(abs(u.x0 - x) <= near + 1 and u.top - near <= r.top <= u.bottom + near for u in long_up)
            for x in (r.x0, r.x1)
        )
    ]
    ties_up = [
        r
        for r in upright
        if r.bottom - r.top < LONG * scale
        and all(
            any(abs(f.top - y) <= near + 1 and f.x0 - near <= r.x0 <= f.x1 + near for f in long_flat)
            for y in (r.top, r.bottom)
        )
    ]
    return [*long_flat, *ties_flat, *long_up, *ties_up]


def _erase(gray: Gray, found: Sequence[Ruling], paper: Gray) -> None:
    """Put the paper beside them in the place of flat rulings; `paper` has half as many pixels each way."""
    for ruling in found:
        for row, start, end in ruling.runs:
            for near in range(max(0, row - 1), min(len(paper), row + 2)):  # its blurred edges too
                light = paper[near, start:end]
                usual = np.uint8(_median(light))  # where another rule crosses there is no paper beside it
                beside = np.repeat(np.where(light < usual - CONTRAST, usual, light), 2)
                part = gray[2 * near : 2 * near + 2, 2 * start : 2 * end]
                np.maximum(part, beside, out=part)


def _doubled(r: Ruling) -> Ruling:
    return Ruling(r.flat, 2 * r.x0, 2 * r.top, 2 * r.x1, 2 * r.bottom, r.runs)
