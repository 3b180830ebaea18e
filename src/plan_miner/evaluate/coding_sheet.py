"""The spreadsheet in which a person codes documents: written without the program's verdicts, read back as coded truth.

One row an objective, one row a report and service. What is left empty is not judged; a row whose text is not in the
document is marked or deleted; what the program missed is added below.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from plan_miner.evaluate.coded import Coded, CodedError, Row, Tables
from plan_miner.evaluate.spreadsheets import rows
from plan_miner.lexicon import labels
from plan_miner.model import told_by_id
from plan_miner.publish.relations import SERVICE_STATUSES
from plan_miner.publish.sheets import Book, Cell, Heading, height, list_sheet
from plan_miner.saying import called, said
from plan_miner.services.terms import SERVICES
from plan_miner.turkish import fold

YES, NO, OPEN, NONE = "evet", "hayır", "kararsız", "yok"
OBJECTIVES, REPORTS = "Hedefler", "Hizmetler"
SPARE = 200  # rows below the last one in which answers can still be chosen from a list


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the sheet: `choices` where one of a few answers is wanted."""

    title: str
    width: float
    choices: tuple[str, ...] = ()


_OBJECTIVE_COLUMNS = {
    "document_id": _Column("Belge", 30),
    "code": _Column("Hedef kodu", 9),
    "text": _Column("Hedef", 60),
    "page": _Column("Sayfa", 7),
    "there": _Column("Belgede böyle mi?", 11, (YES, NONE)),
    "in_annex": _Column("EK 2'de yeri var mı?", 12, (YES, NO, OPEN)),
    "basis": _Column("Dayanak", 20, (*(label.tr for label in labels()["basis"].values()), NONE)),
    "groups": _Column("Gruplar (virgülle)", 30),
    "note": _Column("Not", 40),
}
_REPORT_COLUMNS = {
    "document_id": _Column("Belge", 30),
    "service": _Column("Hizmet", 26, tuple(labels()["services"][service].tr for service in SERVICES)),
    "status": _Column("Durum", 22, tuple(labels()["status"][status].tr for status in SERVICE_STATUSES)),
    "unit_count": _Column("Birim sayısı", 9),
    "yades": _Column("YADES (evde bakım)", 12, (YES, NO)),
    "page": _Column("Sayfa", 7),
    "note": _Column("Not", 40),
}
_READ_ME = (
    "Bu tabloyu belgeyi okuyarak doldurun; programın yargısı burada bilerek gösterilmez.",
    "Hedefler: her satır belgede bulunan bir hedeftir. Metni yanlışsa düzeltin. Belgede yoksa"
    " 'Belgede böyle mi?' sütununa 'yok' yazın ya da satırı silin. Eksik hedefi en alta ekleyin (belge, kod, metin).",
    "EK 2'de yeri var mı?: hedefin, bir faaliyetinin ya da göstergesinin sözleri eşitliği, kadınları ya da dezavantajlı"
    " bir grubu, hizmet edilenler olarak anıyorsa evet. Emin değilseniz kararsız: o satır puanlanmaz.",
    "Dayanak: yalnızca hedefin kendi sözlerine göre. Gruplar: kadınlar, çocuklar, yaşlılar … virgülle ayırın.",
    "Hizmetler: her rapor ve hizmet için raporun söylediği durum. Raporda geçmiyorsa 'belirtilmemiş'.",
    "Boş bırakılan hücre puanlanmaz. Bitince: {program} evaluate --truth BU_DOSYA.xlsx --misses",
)


# --- written -------------------------------------------------------------------------------------


def sheet_bytes(tables: Tables, only: Sequence[str] = ()) -> bytes:
    """The workbook to be filled in, for the documents of these tables or only those named (ids or municipalities).

    Raises CodedError where nothing named is there.
    """
    objectives = [row for row in tables["objectives"] if _wanted(row["document_id"], only)]
    reports = sorted({row["document_id"] for row in tables["documents"] if _report(row, only)})
    if not objectives and not reports:
        what = ", ".join(only) or said("the tables")
        raise CodedError(said("{what}: no objectives and no reports to be coded", what=what))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        book = Book(workbook)
        first = workbook.add_worksheet("Okuyun")
        first.set_column(0, 0, 120)
        for line, words in enumerate(_READ_ME):
            first.write_string(line, 0, words.format(program=called()), book.text)
        _sheet(book, OBJECTIVES, _OBJECTIVE_COLUMNS, [_objective(row) for row in objectives])
        _sheet(book, REPORTS, _REPORT_COLUMNS, [_service(report, one) for report in reports for one in SERVICES])
    return out.getvalue()


def _wanted(document_id: str, only: Sequence[str]) -> bool:
    return not only or document_id in only or told_by_id(document_id)[0] in only


def _report(row: Row, only: Sequence[str]) -> bool:
    return row["kind"] == "activity_report" and row["status"] == "ok" and _wanted(row["document_id"], only)


def _objective(row: Row) -> Mapping[str, Cell]:
    return {
        "document_id": row["document_id"],
        "code": row["objective_code"],
        "text": row["objective"],
        "page": int(row["page_first"]) if row.get("page_first") else None,
    }


def _service(report: str, service: str) -> Mapping[str, Cell]:
    return {"document_id": report, "service": labels()["services"][service].tr}


def _sheet(book: Book, name: str, columns: Mapping[str, _Column], lines: Sequence[Mapping[str, Cell]]) -> None:
    headings = [Heading(column.title, column.width) for column in columns.values()]
    sheet = list_sheet(book, name, headings, ([line.get(key) for key in columns] for line in lines), len(lines))
    sheet.set_row(0, height([heading.title for heading in headings], headings))
    for place, column in enumerate(columns.values()):
        if column.choices:
            choices = {"validate": "list", "source": list(column.choices)}
            sheet.data_validation(1, place, len(lines) + SPARE, place, choices)


# --- read back -----------------------------------------------------------------------------------


def coded_in(path: Path) -> list[Coded]:
    """The documents of a filled-in workbook, in the order of their ids; those without any answer are left out.

    Raises CodedError with sheet and row for an answer that is none.
    """
    found: dict[str, _Coding] = defaultdict(_Coding)
    for row in _filled(path, OBJECTIVES, _OBJECTIVE_COLUMNS):
        where = f"{path}, {OBJECTIVES} {row['row']}"
        if _answer(row["there"], {YES: True, NONE: False}, where) is not False:
            found[row["document_id"]].objectives.append(_coded_objective(row, where))
    for row in _filled(path, REPORTS, _REPORT_COLUMNS):
        if row["status"]:
            service, coded = _coded_service(row, f"{path}, {REPORTS} {row['row']}")
            found[row["document_id"]].services[service] = coded
    documents = [_document(name, coding) for name, coding in sorted(found.items()) if coding.answered]
    if not documents:
        raise CodedError(said("{path}: nothing is filled in; see the sheet Okuyun", path=path))
    return documents


def _filled(path: Path, sheet: str, columns: Mapping[str, _Column]) -> list[dict[str, str]]:
    """The rows that name a document; a column that was deleted is as good as empty."""
    found = rows(path, {key: (column.title,) for key, column in columns.items()}, sheet)
    return [{**dict.fromkeys(columns, ""), **row} for row in found if row.get("document_id")]


@dataclass(frozen=True, slots=True)
class _Coding:
    """What a person filled in for one document."""

    objectives: list[dict[str, Any]] = field(default_factory=list)
    services: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def answered(self) -> bool:
        said = (one["in_annex"] is not None or one["basis"] is not None for one in self.objectives)
        return bool(self.services) or any(said)


def _coded_objective(row: Mapping[str, str], where: str) -> dict[str, Any]:
    groups = [one for one in row["groups"].split(",") if one.strip()]
    return {
        "code": row["code"],
        "text": row["text"],
        "in_annex": _answer(row["in_annex"], {YES: True, NO: False, OPEN: None}, where),
        "basis": _answer(row["basis"], {**_codes("basis"), NONE: ""}, where),
        "groups": [_answer(one, _codes("groups"), where) for one in groups],
    }


def _coded_service(row: Mapping[str, str], where: str) -> tuple[str, dict[str, Any]]:
    count = row["unit_count"]
    if count and not count.isdecimal():
        raise CodedError(said("{where}: {count!r} is no number of units", where=where, count=count))
    return _answer(row["service"], _codes("services"), where), {
        "status": _answer(row["status"], _service_statuses(), where),
        "unit_count": int(count) if count else None,
        "yades": _answer(row["yades"], {YES: True, NO: False}, where),
    }


def _codes(family: str) -> dict[str, str]:
    """The code values of a family by their Turkish names and by themselves."""
    return {name: code for code, label in labels()[family].items() for name in (label.tr, code)}


def _service_statuses() -> dict[str, str]:
    return {name: code for name, code in _codes("status").items() if code in SERVICE_STATUSES}


def _answer(written: str, values: Mapping[str, Any], where: str) -> Any:
    """The value that an answer stands for; None where there is no answer."""
    if not written.strip():
        return None
    folded = {fold(name): value for name, value in values.items()}
    if fold(written).strip() not in folded:
        raise CodedError(
            said("{where}: {written!r} is none of {values}", where=where, written=written, values=", ".join(values))
        )
    return folded[fold(written).strip()]


def _document(name: str, coding: _Coding) -> Coded:
    municipality, kind, period = told_by_id(name)
    coded: dict[str, Any] = {"document_id": name, "municipality_id": municipality, "kind": kind, "period": period}
    if coding.objectives:
        coded["goals"] = [{"objectives": coding.objectives}]
    if coding.services:
        coded["services"] = coding.services
    return coded
