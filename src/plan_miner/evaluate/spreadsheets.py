"""Tables that people keep in spreadsheets (.xlsx, .csv): rows of plain text out, under the names that we give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from plan_miner.evaluate.coded import CodedError
from plan_miner.saying import refusal, said
from plan_miner.turkish import fold

if TYPE_CHECKING:
    from pandas import DataFrame

Names = Mapping[str, Sequence[str]]  # our name of a column: the headings that it may have


def rows(path: Path, names: Names, sheet: str = "", needed: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a table by our names of its columns, wherever they stand; a column that is not there is left out.

    `sheet`: which sheet of a workbook; the first by default, and none where it has no such sheet. The number of each
    row as a spreadsheet counts it (the headings are row 1) stands under ``row``. Raises CodedError where the file
    cannot be read, or lacks a column that is `needed` (by our names).
    """
    frame = _workbook(path, sheet) if path.suffix.lower() == ".xlsx" else _csv(path)
    places = {fold(str(heading)).strip(): heading for heading in frame.columns}
    found = {ours: places[fold(name)] for ours, theirs in names.items() for name in theirs if fold(name) in places}
    if any(one not in found for one in needed):
        columns = ", ".join(names[one][0] for one in needed)
        raise CodedError(
            said(
                "{path}: lacks the columns {columns}; give the file that the program wrote", path=path, columns=columns
            )
        )
    lines = [[_text(value) for value in line] for line in frame[list(found.values())].itertuples(index=False)]
    return [
        {"row": str(number), **dict(zip(found, line, strict=True))} for number, line in enumerate(lines, 2) if any(line)
    ]


def _workbook(path: Path, sheet: str) -> DataFrame:
    import pandas

    try:
        sheets = pandas.read_excel(path, sheet_name=None, dtype=object, keep_default_na=False)
    except OSError as error:
        raise _unreadable(path, error) from None
    except (BadZipFile, KeyError, ValueError):
        raise CodedError(
            said("{path}: is no workbook that can be read; open it in Excel and save it as .xlsx", path=path)
        ) from None
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
    except OSError as error:
        raise _unreadable(path, error) from None
    except ValueError:  # among them letters that are no UTF-8, and rows of other lengths
        raise CodedError(
            said("{path}: is no table that can be read; give a workbook (.xlsx), or save it as CSV UTF-8", path=path)
        ) from None


def _unreadable(path: Path, error: OSError) -> CodedError:
    return CodedError(said("{path}: cannot be read ({reason}); check the path", path=path, reason=refusal(error)))


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
