"""From strokes to cells: strokes on one line are joined, and cells lie between their nearest crossings.

The rules are those of pdfplumber's line strategy (snap, join, cross, smallest cell, tables by shared corners), worked
out on sorted strokes instead of by comparing every point with every other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

Stroke = tuple[float, float, float]  # where it lies, and from where to where: (y, x0, x1) or (x, top, bottom)
Point = tuple[float, float]
Cell = tuple[float, float, float, float]  # x0, top, x1, bottom
Reached = tuple[list[float], set[float]]  # the crossings along a stroke, in order


def joined(strokes: Iterable[Stroke], near: float) -> list[Stroke]:
    """Strokes put on their mean line where those lie no further apart than `near`, and made one where they touch."""
    out: list[Stroke] = []
    line: list[Stroke] = []
    for stroke in sorted(strokes):
        if line and stroke[0] > line[-1][0] + near:
            out += _on_one_line(line, near)
            line = []
        line.append(stroke)
    return out + _on_one_line(line, near)


def _on_one_line(strokes: Sequence[Stroke], near: float) -> list[Stroke]:
    if len(strokes) < 2:
        return list(strokes)
    place = sum(stroke[0] for stroke in strokes) / len(strokes)
    spans = sorted(stroke[1:] for stroke in strokes)
    out = []
    start, end = spans[0]
    for begin, stop in spans:
        if begin > end + near:
            out.append((place, start, end))
            start, end = begin, stop
        elif stop > end:
            end = stop
    return [*out, (place, start, end)]


def cells(flat: Iterable[Stroke], upright: Iterable[Stroke], reach: float) -> list[Cell]:
    """The smallest cells whose four sides lie on strokes; crossing strokes may miss each other by `reach`."""
    down, right = _crossings(sorted(flat), sorted(upright), reach)
    return [cell for point in sorted(down) if (cell := _smallest(point, down, right))]


def _crossings(
    flat: Sequence[Stroke], upright: Sequence[Stroke], reach: float
) -> tuple[dict[Point, Reached], dict[Point, Reached]]:
    """For each crossing, the ys that the upright stroke there reaches, and the xs that the flat one does."""
    down: dict[Point, Reached] = {}
    right: dict[Point, Reached] = {}
    heights = [y for y, _, _ in flat]
    along: list[list[float]] = [[] for _ in flat]
    for x, top, bottom in upright:
        ys: list[float] = []
        for n in range(bisect_left(heights, top - reach), bisect_right(heights, bottom + reach)):
            y, x0, x1 = flat[n]
            if x0 - reach <= x <= x1 + reach:
                along[n].append(x)
                if not ys or ys[-1] != y:
                    ys.append(y)
        _reach(down, [(x, y) for y in ys], ys)
    for (y, _, _), xs in zip(flat, along, strict=True):
        _reach(right, [(x, y) for x in xs], list(dict.fromkeys(xs)))
    return down, right


def _reach(all_: dict[Point, Reached], points: Iterable[Point], reached: list[float]) -> None:
    """Note what the points on one stroke reach; where two strokes end side by side, a point may be on both."""
    here = (reached, set(reached))
    for point in points:
        other = all_.setdefault(point, here)
        if other is not here:
            both = here[1] | other[1]
            all_[point] = (sorted(both), both)


def _smallest(point: Point, down: Mapping[Point, Reached], right: Mapping[Point, Reached]) -> Cell | None:
    """The cell whose upper left corner is `point`, as low and then as narrow as there is one."""
    x, y = point
    xs = right[point][0]
    first = bisect_right(xs, x)
    if first < len(xs):
        ys = down[point][0]
        for bottom in ys[bisect_right(ys, y) :]:
            across = right[x, bottom][1]
            for x1 in xs[first:]:
                if x1 in across and bottom in down[x1, y][1]:
                    return x, y, x1, bottom
    return None


def tables(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Cells that hang together by their corners."""
    home: dict[Point, list[Cell]] = {}
    for cell in cells:
        x0, top, x1, bottom = cell
        corners = ((x0, top), (x0, bottom), (x1, top), (x1, bottom))
        group = home.get(corners[0]) or home.get(corners[1]) or home.get(corners[2]) or home.get(corners[3]) or []
        for corner in corners:
            other = home.setdefault(corner, group)
            if other is not group:
                _join(home, group, other)
        group.append(cell)
    return list({id(group): group for group in home.values()}.values())


def _join(home: dict[Point, list[Cell]], group: list[Cell], other: list[Cell]) -> None:
    """Make one group of two; `home` leads from corners to groups."""
    for x0, top, x1, bottom in other:
        home.update(dict.fromkeys(((x0, top), (x0, bottom), (x1, top), (x1, bottom)), group))
    group += other
    other.clear()
