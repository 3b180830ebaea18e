"""annex.docx: EK 2 as people print it, a table a plan, and Tablo 2 with its legend and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path

from plan_miner.publish.labels import REVIEW_SIGNS, dated, named, period, reviewed
from plan_miner.publish.package import newest_edition
from plan_miner.publish.schema import AllTables, Row
from plan_miner.publish.service_document import services_part
from plan_miner.publish.word_parts import NO_BREAK, Cell, bullet, paragraph, run, table
from plan_miner.publish.word_shell import WIDTH, write_document

TITLE = "EK 2 ve Tablo 2: Belediyelerde toplumsal cinsiyet eşitliği"
_TITLES = ("Amaç", "Hedef", "Faaliyetler")
_WIDTHS = (3_300, 4_200, WIDTH - 7_500)
_GREY = "595959"
_DECIDED = "EAF3E6"  # behind objectives on which people have decided


# Word opens no document with more than 32 MB of text (support.microsoft.com, "Operating parameter limitations"): these
# are characters of XML, about seven for one of text.
MOST = 150_000_000


def write_word(tables: AllTables, path: Path) -> None:
    """The Word annex of the tables; rejected rows are left out. The same tables give the same bytes.

    Plans beyond what Word can open are left out, and a line says how many they are and where they stand.
    """
    write_document(TITLE, chain(_front(tables), _annex_part(tables), services_part(tables)), path)


# --- the first page -----------------------------------------------------------------------------


def _front(tables: AllTables) -> Iterator[str]:
    read = sum(row["status"] == "ok" for row in tables["documents"])
    newest = dated(newest_edition(tables))
    yield paragraph(run(TITLE), style="Title")
    yield paragraph(
        run(f"{len(tables['municipalities'])} belediye, {len(tables['documents'])} belge ({read} tanesi okundu). "),
        run(f"En yeni belgenin alındığı gün: {newest}." if newest else ""),
    )
    yield paragraph(run("Nasıl okunur. ", bold=True), run(_how_to_read()))
    yield paragraph(run("İnceleme. ", bold=True), run(_review_counts(tables)))


def _how_to_read() -> str:
    return (
        "Satırlar makineyle bulunmuştur. Koyu yazılan sözler satırı buraya getirenlerdir. Sayfa numaraları PDF "
        "dosyasının sayfa sırasıdır (1’den başlar), kâğıda basılı numara farklı olabilir. Köşeli ayraç içindeki "
        "[telefon], [adres] gibi sözler maskelenmiş bilgilerin yerinde durur."
    )


def _review_counts(tables: AllTables) -> str:
    """Each sign with its word and how many rows of EK 2 bear it."""
    reviews = Counter(str(row["review"]) for row in tables["annex"])
    said = [f"{reviewed(name)}: {reviews[name]}" for name in REVIEW_SIGNS if name in reviews]
    left_out = " Reddedilen satırlar bu belgede yer almaz." if "rejected" in reviews else ""
    return f"{', '.join(said) or 'EK 2’de satır yok'}. «Bekliyor»: kimse daha bakmadı.{left_out}"


# --- EK 2 ---------------------------------------------------------------------------------------


def _annex_part(tables: AllTables) -> Iterator[str]:
    documents = {str(row["document_id"]): row for row in tables["documents"]}
    rows = (row for row in tables["annex"] if row["review"] != "rejected")
    shown: set[str] = set()
    written, left_out = 0, 0
    yield paragraph(run("EK 2. Planlardaki amaç, hedef ve faaliyetler"), style="Heading1")
    for document_id, plan in groupby(rows, key=lambda row: str(row["document_id"])):
        shown.add(document_id)
        if written < MOST:
            text = "".join(_plan(list(plan), documents[document_id]))
            written += len(text)
            yield text
        else:
            left_out += 1
    if left_out:
        yield paragraph(
            run(f"{left_out} plan daha var: Word daha büyük bir belgeyi açamaz, tümü annex.xlsx dosyasında.")
        )
    yield from _without_rows(tables, shown)


def _plan(rows: Sequence[Row], document: Row) -> Iterator[str]:
    heading = f"{rows[0]['municipality']} ({named('kinds', document['kind'])}, {period(rows[0])})"
    yield paragraph(run(heading), style="Heading2")
    yield paragraph(run(f"Kaynak: {_source(document)}", small=True, color=_GREY), style="Source", keep=True)
    yield table(heading, _TITLES, _WIDTHS, _rows(rows))


def _rows(rows: Sequence[Row]) -> Iterator[tuple[Cell, ...]]:
    """One row an objective; the goal stands once over its objectives."""
    for _, of_goal in groupby(rows, key=lambda row: row["goal_code"]):
        merge = "restart"
        for _, group in groupby(of_goal, key=lambda row: row["objective_code"]):
            objective = list(group)
            goal = _coded(objective[0]["goal_code"], objective[0]["goal"]) if merge == "restart" else ""
            decided = _DECIDED if all(row["review"] not in ("pending", "undecided") for row in objective) else ""
            yield Cell(goal, merge), Cell(_objective(objective), fill=decided), Cell(_activities(objective))
            merge = "continue"


def _coded(code: object, text: object) -> str:
    return paragraph(run(f"{code}. ", bold=True), run(str(text or "")), style="Cell")


def _objective(rows: Sequence[Row]) -> str:
    first = rows[0]
    reviews = [str(row["review"]) for row in rows]
    states = [
        f"{reviewed(name)}{f' ({reviews.count(name)})' if len(set(reviews)) > 1 else ''}"
        for name in dict.fromkeys(reviews)
    ]
    return _coded(first["objective_code"], first["objective"]) + paragraph(
        run(", ".join(states), small=True, color=_GREY), style="Cell"
    )


def _activities(rows: Sequence[Row]) -> str:
    return "".join(
        bullet(REVIEW_SIGNS.get(str(row["review"]), "•"), *_matched_bold(str(row["activity"] or "—"), row), _page(row))
        for row in rows
    )


def _page(row: Row) -> str:
    return run(f"{NO_BREAK}{NO_BREAK}s.{NO_BREAK}{row['page']}", small=True, color=_GREY) if row["page"] else ""


def _matched_bold(text: str, row: Row) -> Iterator[str]:
    """The text as runs, with the words that brought the row here in bold."""
    words = row["matched"] if isinstance(row["matched"], tuple) and row["activity"] else ()
    if not words:
        yield run(text)
        return
    longest_first = sorted(map(str, words), key=len, reverse=True)
    for index, part in enumerate(re.split(f"({'|'.join(map(re.escape, longest_first))})", text)):
        if part:
            yield run(part, bold=index % 2 == 1)


def _source(document: Row) -> str:
    """Where a document is to be had, and which edition was read."""
    parts = [f"{document['municipality']}, {named('kinds', document['kind'])} {period(document)}", str(document["url"])]
    if document["fetched_at"]:
        parts.append(f"{dated(document['fetched_at'])} günü alındı")
    if document["sha256"]:
        parts.append(f"SHA-256 {str(document['sha256'])[:12]}")
    return "; ".join(part for part in parts if part) + "."


def _without_rows(tables: AllTables, shown: set[str]) -> Iterator[str]:
    """The plans of which nothing stands above, and why: nobody must take silence for an answer."""
    plans = [row for row in tables["documents"] if row["kind"] == "strategic_plan" and row["document_id"] not in shown]
    if not plans:
        return
    yield paragraph(run("Yukarıda yer almayan planlar"), style="Heading2")
    for row in plans:
        why = "okundu, EK 2’ye giren hedef yok" if row["status"] == "ok" else named("status", row["status"])
        yield bullet("–", run(f"{row['municipality']}, {period(row)}: {why}"))
