"""The sheet Değişiklikler: what differs between the documents of a municipality, with the words that went and came."""

from __future__ import annotations

from collections.abc import Iterable

from plan_miner.publish.differences import Difference, differences
from plan_miner.publish.labels import named
from plan_miner.publish.schema import AllTables
from plan_miner.publish.sheets import Book, Cell, Heading, list_sheet
from plan_miner.rewording import Piece, reworded

SAME_DOCUMENT = "aynı belge"  # an earlier edition of it
HEADINGS = (
    Heading("Belediye", 30, "municipality"),
    Heading("Belge türü", 18, "kind", meaning="Karşılaştırılan belgelerin türü"),
    Heading("Önceki", 12, meaning="Önceki belgenin dönemi; aynı belgenin önceki baskısıysa öyle yazar"),
    Heading("Yeni", 12, meaning="Yeni belgenin dönemi"),
    Heading("Ne", 10, meaning="Değişenin ne olduğu: amaç, hedef, gösterge ya da hizmet"),
    Heading("No", 24, meaning="Amacın, hedefin ya da göstergenin numarası; hizmetin adı"),
    Heading("Değişiklik", 18, "change"),
    Heading("Hangisi", 40, meaning="Yeri değişenin sözleri; hedef değeri değişen gösterge ve yılı"),
    Heading("Önce", 50, "before"),
    Heading("Sonra", 50, "after"),
    Heading("Çıkan sözler", 30, meaning="Yeniden yazılanda yalnız önceki metinde bulunan sözler"),
    Heading("Giren sözler", 30, meaning="Yeniden yazılanda yalnız yeni metinde bulunan sözler"),
)


def changes_sheet(book: Book, tables: AllTables) -> None:
    """One row a row of `changes`."""
    rows = map(_row, differences(tables))
    list_sheet(book, "Değişiklikler", HEADINGS, rows, len(tables["changes"]), "changes.csv")


def _row(one: Difference) -> list[Cell]:
    status = one.change == "status"
    gone, new = reworded(one.before, one.after) if one.change == "reworded" else ([], [])
    return [
        one.municipality,
        named("kinds", one.kind),
        one.from_period or SAME_DOCUMENT,
        one.to_period,
        named("rows", one.table),
        named("services", one.code) if status else one.code,
        named("changes", one.change),
        one.subject,
        named("status", one.before) if status else one.before,
        named("status", one.after) if status else one.after,
        _words(gone),
        _words(new),
    ]


def _words(pieces: Iterable[Piece]) -> str:
    return " … ".join(piece.words for piece in pieces if piece.differs)
