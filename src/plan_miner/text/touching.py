"""Parts of one table that touch: drawn whole in one part, with flat rules or bands alone in the other."""

from __future__ import annotations

from collections.abc import Container, Sequence

from msgspec.structs import replace

from plan_miner.text.grid import Grid

SAME_END = 4.0  # points by which the ends of both parts differ
NEAREST = 6.0  # points between them, at most


def touching_joined(grids: Sequence[Grid], opened: Container[int]) -> list[Grid]:
    """The tables, an open one made one with the table of as many columns right above or below it.

    `opened` holds the ids of the open ones; of the two, the other's rules show where the columns lie.
    """
    out: list[Grid] = []
    for grid in grids:
        above = next((n for n, one in enumerate(out) if _continues(one, grid)), None)
        if above is None or (id(grid) in opened) == (id(out[above]) in opened):
            out.append(grid)
        elif id(grid) in opened:
            out[above] = _under(out[above], _in_columns_of(out[above], grid))
        else:
            out[above] = _under(_in_columns_of(grid, out[above]), grid)
    return out


def _in_columns_of(other: Grid, grid: Grid) -> Grid:
    """A grid with its columns where those of another lie, whose rules show them."""
    edges = {s.column: s.box.x0 for s in other.slots} | {s.column + s.column_span: s.box.x1 for s in other.slots}
    slots = [
        replace(slot, box=replace(slot.box, x0=edges[slot.column], x1=edges[slot.column + slot.column_span]))
        for slot in grid.slots
        if slot.column in edges and slot.column + slot.column_span in edges
    ]
    return replace(grid, slots=tuple(slots)) if len(slots) == len(grid.slots) else grid


def _continues(above: Grid, grid: Grid) -> bool:
    ends = max(abs(above.box.x0 - grid.box.x0), abs(above.box.x1 - grid.box.x1)) <= SAME_END
    return ends and above.columns == grid.columns and abs(above.box.bottom - grid.box.top) < NEAREST


def _under(above: Grid, grid: Grid) -> Grid:
    slots = [replace(slot, row=slot.row + above.rows) for slot in grid.slots]
    box = replace(above.box, bottom=grid.box.bottom)
    return replace(above, slots=(*above.slots, *slots), box=box, rows=above.rows + grid.rows)
