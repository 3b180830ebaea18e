"""The whole document as passages: what services and instruments are looked for in."""

from __future__ import annotations

from collections.abc import Sequence

from plan_miner.model import Passage, Piece
from plan_miner.structure.rows import Row

CELL_GAP, ITEM_GAP = " | ", "; "


def passages(rows: Sequence[Row]) -> tuple[Passage, ...]:
    """Paragraphs, bullets and headings as they stand; a table's row as one passage, its cells parted by bars."""
    out: list[Passage] = []
    for row in rows:
        if row.table >= 0 or len(row.slots) > 1:
            passage = _row(row)
            out.extend([passage] if passage.text else [])
            continue
        kind = "heading" if row.title else "paragraph"
        out.extend(item.passage(kind, row.section) for slot in row.slots for item in slot.items)
    return tuple(out)


def _row(row: Row) -> Passage:
    """The cells of a row side by side: "Kadın Danışma Merkezi | 2 | 340"."""
    text = ""
    pieces: list[Piece] = []
    for slot in row.slots:
        gap = CELL_GAP
        for item in slot.items:
            if text:
                text += gap
            if len(item.lines) == 1:
                pieces.append(Piece(len(text), item.lines[0].box))
            else:
                pieces += item.pieces(len(text))
            text += item.text
            gap = ITEM_GAP
    return Passage(text, tuple(pieces), "cell", row.section)
