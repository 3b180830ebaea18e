"""What the end of a page or of a column cuts, made whole: rows of tables, and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from plan_miner.structure.items import SMALL, joined
from plan_miner.structure.labels import field_of
from plan_miner.structure.rows import Row, Slot, slot_of

SMALL_PRINT = 0.92  # of the running text's size: footnotes are smaller
MOST_NOTES = 6  # footnotes on a page between the two halves of a sentence
FEWEST_CELLS = 3  # of a row that may be known as a cut one's rest
LOOK_BELOW = 6  # rows of the next page among which a cut row's label is looked for


def made_whole(found: Sequence[Row]) -> list[Row]:
    """The rows of a document with what goes on behind the end of a page or of a column put together."""
    return _over_ends(_stitched(_cut_rows_joined(found)))


# --- tables ---


def _cut_rows_joined(found: Sequence[Row]) -> Sequence[Row]:
    """Table rows that a page end cuts in two, joined; the second half may stand under the repeated heading."""
    out: list[Row] | None = None
    begun = 0  # where the table above begins
    for index in range(1, len(found)):
        row, above = found[index], found[index - 1]
        if row.table == above.table:
            continue
        if row.table >= 0 <= above.table and row.page == above.page + 1 and len(row.slots) == len(above.slots):
            repeated = _texts(row) == _texts(found[begun])
            cut = index + repeated
            if cut < len(found) and found[cut].table == row.table and _is_rest(found[cut], above):
                out = out or list(found)
                out[index - 1], out[cut] = _both_halves(above, found[cut]), replace(found[cut], slots=())
        begun = index
    return out or found


def _texts(row: Row) -> list[str]:
    return [slot.text for slot in row.slots]


def _is_rest(row: Row, above: Row) -> bool:
    """Whether a row has nothing but the second halves of texts that stand in the row above: no key, no figure."""
    if len(row.slots) != len(above.slots) or len(row.slots) < FEWEST_CELLS:
        return False
    if row.slots[0].items and len(_filled(row)) > 1:
        return False
    pairs = [(slot, over) for slot, over in zip(row.slots, above.slots, strict=True) if slot.items]
    if not 0 < len(pairs) < len(_filled(above)) or not above.slots[0].items:
        return False
    if any(slot.figure or not over.items or len(slot.items) > 1 for slot, over in pairs):
        return False
    return any(slot.text[:1] in SMALL for slot, _ in pairs)


def _both_halves(above: Row, rest: Row) -> Row:
    slots = [
        slot_of((*over.items[:-1], joined((over.items[-1], *slot.items))), over.x0, over.x1) if slot.items else over
        for over, slot in zip(above.slots, rest.slots, strict=True)
    ]
    return replace(above, slots=tuple(slots))


def _stitched(found: Sequence[Row]) -> list[Row]:
    """Table rows that a page end cuts between a value and its label (printed below, beside nothing), made whole."""
    out = list(found)
    for index, row in enumerate(found):
        if row.table < 0 or not _value_without_label(row):
            continue
        below = range(index + 1, min(index + 1 + LOOK_BELOW, len(found)))
        if any(found[i].table == row.table and _filled(found[i]) for i in below):
            continue
        match = next((i for i in below if found[i].page == row.page + 1 and _label_without_value(found[i])), None)
        if match is not None:
            out[index] = replace(row, slots=(found[match].slots[0], *row.slots[1:]))
            out[match] = replace(found[match], slots=())
    return out


def _filled(row: Row) -> list[Slot]:
    return [slot for slot in row.slots if slot.items]


def _value_without_label(row: Row) -> bool:
    return len(row.slots) > 1 and not row.slots[0].items and len(_filled(row)) == 1


def _label_without_value(row: Row) -> bool:
    filled = _filled(row)
    return (
        row.table >= 0
        and len(row.slots) > 1
        and len(filled) == 1
        and filled[0] is row.slots[0]
        and bool(field_of(filled[0].text))
    )


# --- running text ---


def _over_ends(found: Sequence[Row]) -> list[Row]:
    """Paragraphs that the end of a page or column cuts, joined: the first part is open, the second starts small."""
    out: list[Row] = []
    for row in found:
        index = _cut_above(out, row) if row.table < 0 else None
        if index is not None:
            out[index] = _joined(out[index], row)
        else:
            out.append(row)
    return out


def _cut_above(out: Sequence[Row], row: Row) -> int | None:
    """The row that goes on in `row`: the last before a page's or column's end, but for footnotes below it."""
    if not _plain(row) or row.slots[0].items[0].lines[0].text[:1] not in SMALL:
        return None
    line = row.slots[0].items[0].lines[0]
    for index in range(len(out) - 1, max(-1, len(out) - 1 - MOST_NOTES), -1):
        if not _plain(out[index]) or not _ends_above(out[index], row):
            return None
        above = out[index].slots[0].items[-1].lines[-1]
        if above.size > SMALL_PRINT * line.size:
            return index if above.text[-1:] not in ".:;!?" and abs(above.size - line.size) < 1 else None
    return None


def _ends_above(last: Row, row: Row) -> bool:
    """Whether the end of a page or of a column lies between two rows."""
    above, line = last.slots[0].items[-1].lines[-1], row.slots[0].items[0].lines[0]
    return row.page == last.page + 1 or (row.page == last.page and line.box.bottom < above.box.top)


def _joined(last: Row, row: Row) -> Row:
    slot, others = last.slots[0], row.slots[0].items
    whole = joined((slot.items[-1], others[0]))
    return replace(last, slots=(slot_of((*slot.items[:-1], whole, *others[1:]), slot.x0, slot.x1),))


def _plain(row: Row) -> bool:
    return row.table < 0 and len(row.slots) == 1
