"""The whole document as passages: what services and instruments are looked for in."""

from __future__ import annotations

from collections.abc import Sequence

from plan_miner.model import Passage, Piece
from plan_miner.structure.rows import Row
from plan_miner.structure.sections import body_size, heading

CELL_GAP = " | "


def passages(rows: Sequence[Row]) -> tuple[Passage, ...]:
    """Paragraphs, bullets and headings as they stand; a table's row as one passage, its cells parted by bars."""
    body = body_size(rows)
    out: list[Passage] = []
    for row in rows:
        if row.table >= 0 or len(row.slots) > 1:
            passage = _row(row)
            out.extend([passage] if passage.text else [])
            continue
        kind = "heading" if heading(row, body) else "paragraph"
        out.extend(item.passage(kind, row.section) for slot in row.slots for item in slot.items)
    return tuple(out)


def _row(row: Row) -> Passage:
    """The cells of a row side by side: "Kadın Danışma Merkezi | 2 | 340"."""
    text = ""
    pieces: list[Piece] = []
    for slot in row.slots:
        for number, item in enumerate(slot.items):
            text += (CELL_GAP if number == 0 else "; ") if text else ""
            passage = item.passage()
            pieces.extend(Piece(len(text) + p.start, p.box) for p in passage.pieces)
            text += passage.text
    return Passage(text, tuple(pieces), "cell", row.section)
