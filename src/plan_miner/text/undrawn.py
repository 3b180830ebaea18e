"""Tables with nothing drawn, parted by white alone: of figures, and of words under a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_miner.text.aligned import Printed, printed
from plan_miner.text.baselines import lines_of
from plan_miner.text.figure_rows import of_figures
from plan_miner.text.grid import Grid
from plan_miner.text.headed_words import of_words
from plan_miner.text.words import Word
from plan_miner.text.written import page_columns


def undrawn(words: Sequence[Word], page_height: float) -> list[Grid]:
    """The tables among words outside all drawn ones, given in the order of writing."""
    level = [word for word in words if word.size]
    order = {id(word): n for n, word in enumerate(level)}
    found: list[Grid] = []
    for part in page_columns(level, page_height):
        rows = [printed(line) for line in lines_of(part)]
        figures = list(of_figures(rows, order, page_height))
        found += figures
        for stretch in _between(rows, figures):
            found += of_words(stretch, order, page_height)
    return sorted(found, key=lambda grid: (grid.box.top, grid.box.x0))


def _between(rows: Sequence[Printed], grids: Sequence[Grid]) -> Iterator[list[Printed]]:
    """The lines above, between and below tables."""
    stretch: list[Printed] = []
    for row in rows:
        middle = (row.top + row.bottom) / 2
        if not any(grid.box.top <= middle <= grid.box.bottom for grid in grids):
            stretch.append(row)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch
