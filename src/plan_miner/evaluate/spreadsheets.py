"""Tables that people keep in spreadsheets (.xlsx, .csv): rows of plain text out, under the names that we give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from plan_miner.evaluate.coded import CodedError
from plan_miner.saying import said
from plan_miner.turkish import fold

if TYPE_CHECKING:
    from pandas import DataFrame

Names = Mapping[str, Sequence[str]]  # our name of a column: the headings that it may have


def rows(path: Path, names: Names, sheet: str = "") -> list[dict[str, str]]:
    """The rows of a table by our names of its columns, wherever they stand; a column that is not there is left out.

    `sheet`: which sheet of a workbook; the first by default, and none where it has no such sheet. The number of each
    row as a spreadsheet counts it (the headings are row 1) stands under ``row``. Raises CodedError where the file
    cannot be read.
    """
    frame = _workbook(path, sheet) if path.suffix.lower() == ".xlsx" else _csv(path)
    places = {fold(str(heading)).strip(): heading for heading in frame.columns}
    found = {ours: places[fold(name)] for ours, theirs in names.items() for name in theirs if fold(name) in places}
    lines = [[_text(value) for value in line] for line in frame[list(found.values())].itertuples(index=False)]
    return [
        {"row": str(number), **dict(zip(found, line, strict=True))} for number, line in enumerate(lines, 2) if any(line)
    ]


def _workbook(path: Path, sheet: str) -> DataFrame:
    import pandas

    try:
        sheets = pandas.read_excel(path, sheet_name=None, dtype=object, keep_default_na=False)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        raise CodedError(said("{path}: cannot be opened as a workbook ({error})", path=path, error=error)) from None
    if not sheet:
        return next(iter(sheets.values()))
    return sheets.get(sheet, pandas.DataFrame())


def _csv(path: Path) -> DataFrame:
    """With commas or, as Turkish Excel writes it, with semicolons."""
    import pandas

    try:
        with path.open(encoding="utf-8-sig") as file:
            separator = ";" if ";" in file.readline() else ","
        return pandas.read_csv(path, sep=separator, dtype=object, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise CodedError(said("{path}: cannot be read as a table in UTF-8 ({error})", path=path, error=error)) from None


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
