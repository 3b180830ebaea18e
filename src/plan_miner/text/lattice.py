"""From strokes to cells: strokes on one line are joined, and cells lie between their nearest crossings.

The rules are those of pdfplumber's line strategy (snap, join, cross, smallest cell, tables by shared corners), worked
out on sorted strokes instead of by comparing every point with every other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Stroke = tuple[float, float, float]  # where it lies, and from where to where: (y, x0, x1) or (x, top, bottom)
Point = tuple[float, float]
Cell = tuple[float, float, float, float]  # x0, top, x1, bottom
Reached = tuple[list[float], set[float]]  # the crossings along a stroke, in order
Crossings = dict[float, dict[float, Reached]]


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
    place = sum([stroke[0] for stroke in strokes]) / len(strokes)
    spans = sorted([stroke[1:] for stroke in strokes])
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
    return [cell for x in sorted(down) for y in sorted(down[x]) if (cell := _smallest(x, y, down, right))]


def _crossings(flat: Sequence[Stroke], upright: Sequence[Stroke], reach: float) -> tuple[Crossings, Crossings]:
    """By x and y of each crossing, the ys that the upright stroke there reaches; by y and x, the xs of the flat one."""
    down: Crossings = {}
    right: Crossings = {}
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
        _reach(down.setdefault(x, {}), ys)
    for (y, _, _), xs in zip(flat, along, strict=True):
        _reach(right.setdefault(y, {}), list(dict.fromkeys(xs)))
    return down, right


def _reach(line: dict[float, Reached], reached: list[float]) -> None:
    """Note what a stroke reaches; where two strokes end side by side on one line, a point may be on both."""
    here = (reached, set(reached))
    for point in reached:
        other = line.setdefault(point, here)
        if other is not here:
            both = here[1] | other[1]
            line[point] = (sorted(both), both)


def _smallest(x: float, y: float, down: Crossings, right: Crossings) -> Cell | None:
    """The cell whose upper left corner is at that crossing, as low and then as narrow as there is one."""
    xs = right[y][x][0]
    first = bisect_right(xs, x)
    if first < len(xs):
        ys = down[x][y][0]
        for bottom in ys[bisect_right(ys, y) :]:
            across = right[bottom][x][1]
            for x1 in xs[first:]:
                if x1 in across and bottom in down[x1][y][1]:
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
