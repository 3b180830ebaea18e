"""The sheet Değişiklikler: what differs between the documents of a municipality, with the words that went and came."""

from __future__ import annotations

from collections.abc import Iterable

from plan_miner.publish.descriptions import Description
from plan_miner.publish.differences import Difference, differences
from plan_miner.publish.labels import named
from plan_miner.publish.schema import AllTables
from plan_miner.publish.sheets import Book, Cell, Heading, list_sheet
from plan_miner.rewording import Piece, reworded

SAME_DOCUMENT = "aynı belge"  # an earlier edition of it
HEADINGS = (
    Heading("Belediye", 30, "municipality"),
    Heading(
        "Belge türü",
        18,
        "kind",
        meaning=Description("Karşılaştırılan belgelerin türü", "The kind of the documents compared"),
    ),
    Heading(
        "Önceki",
        12,
        meaning=Description(
            "Önceki belgenin dönemi; aynı belgenin önceki baskısıysa öyle yazar",
            "The period of the earlier document; it says so where it is an earlier edition of the same one",
        ),
    ),
    Heading("Yeni", 12, meaning=Description("Yeni belgenin dönemi", "The period of the new document")),
    Heading(
        "Ne",
        10,
        meaning=Description(
            "Değişenin ne olduğu: amaç, hedef, gösterge ya da hizmet",
            "What has changed: a goal, an objective, an indicator or a service",
        ),
    ),
    Heading(
        "No",
        24,
        meaning=Description(
            "Amacın, hedefin ya da göstergenin numarası; hizmetin adı",
            "The number of the goal, objective or indicator; the service's name",
        ),
    ),
    Heading("Değişiklik", 18, "change"),
    Heading(
        "Hangisi",
        40,
        meaning=Description(
            "Yeri değişenin sözleri; hedef değeri değişen gösterge ve yılı",
            "The words of what moved; the indicator, and the year whose target changed",
        ),
    ),
    Heading("Önce", 50, "before"),
    Heading("Sonra", 50, "after"),
    Heading(
        "Çıkan sözler",
        30,
        meaning=Description(
            "Yeniden yazılanda yalnız önceki metinde bulunan sözler",
            "Where a text is reworded, the words that only the earlier one has",
        ),
    ),
    Heading(
        "Giren sözler",
        30,
        meaning=Description(
            "Yeniden yazılanda yalnız yeni metinde bulunan sözler",
            "Where a text is reworded, the words that only the new one has",
        ),
    ),
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
