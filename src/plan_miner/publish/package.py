"""datapackage.json: every published file with its checksum, every table with its schema, in Data Package v2.

https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plan_miner.lexicon import labels
from plan_miner.publish import descriptions
from plan_miner.publish.labels import named
from plan_miner.publish.relations import FORMS, LIMITS, MAY_BE_EMPTY, REFERENCES, VALUES
from plan_miner.publish.schema import TABLES, AllTables, Column, Row, Table

# Of tables and columns, by the rule in docs/data-package.md: a name that goes or changes its meaning raises the first
# number, a new one the second.
FORMAT_VERSION = "1.0.0"
PACKAGE = "datapackage.json"
_STANDARD = "https://datapackage.org/profiles/2.0"
_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "sqlite": "application/vnd.sqlite3",
    "html": "text/html",
}
_LICENCES = (
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0, for what plan_miner adds: selection, codes, tags and tables. "
        "Words quoted from documents belong to those who published them (quoted under article 35 of Law 5846)",
    },
)
_KEYWORDS = (
    "gender equality",
    "toplumsal cinsiyet eşitliği",
    "municipalities",
    "belediyeler",
    "strategic plans",
    "Türkiye",
)
_FAMILIES = {"kind": "kinds", "service": "services", "change": "changes"}  # in labels.yaml, where it is not the column


@dataclass(frozen=True, slots=True)
class Written:
    """What is told of a file: how large it is, and its SHA-256."""

    bytes: int
    sha256: str

    @classmethod
    def at(cls, path: Path) -> Written:
        with path.open("rb") as file:
            return cls(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


Files = Mapping[str, Written]  # by name


def write_package(tables: AllTables, names: Iterable[str], folder: Path) -> None:
    """The description of the files of these names in `folder` (the other published files), which hold `tables`.

    The same tables and files give the same bytes: no day of making stands in it, only that of the newest edition.
    """
    newest, files = newest_edition(tables), {name: Written.at(folder / name) for name in names}
    package = {
        "$schema": f"{_STANDARD}/datapackage.json",
        "name": "plan-miner-municipal-equality",
        "title": "Gender equality in the plans and services of Turkish municipalities",
        "title_tr": "Belediyelerin plan ve hizmetlerinde toplumsal cinsiyet eşitliği",
        "description": "Goals, objectives, activities and services of municipalities, read from their published "
        "documents; every row leads back to edition, page, box and quoted words (table evidence).",
        "version": _version(newest, files),
        "newest_edition": newest,
        "keywords": list(_KEYWORDS),
        "licenses": list(_LICENCES),
        "contributors": [{"title": "The plan_miner authors", "roles": ["creator"]}],
        "sources": [_source(row) for row in tables["documents"] if row["sha256"]],
        "resources": [_resource(table, files) for table in TABLES],
        "files": list(_others(files)),
    }
    (folder / PACKAGE).write_bytes((json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def newest_edition(tables: AllTables) -> str:
    """When the newest of the editions was first had (ISO 8601, UTC); empty where there is none."""
    return max((str(row["fetched_at"] or "") for row in tables["documents"]), default="")


def _version(newest: str, files: Files) -> str:
    """The version of the format, with the day of the newest edition and a digest of all tables behind the plus sign."""
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(bytes.fromhex(files[f"{table.name}.csv"].sha256))
    day = newest[:10].replace("-", "")
    return f"{FORMAT_VERSION}+{'.'.join(part for part in (day, digest.hexdigest()[:12]) if part)}"


def _source(row: Row) -> dict[str, str]:
    start, end = row["period_start"], row["period_end"]
    period = str(start) if start == end else f"{start}-{end}"
    source = {"title": f"{row['municipality']}: {named('kinds', row['kind'])} {period}"}
    if str(row["url"]).startswith(("http://", "https://")):
        source["path"] = str(row["url"])
    return {**source, "version": f"sha256:{row['sha256']}"}


# --- files --------------------------------------------------------------------------------------


def _resource(table: Table, files: Files) -> dict[str, Any]:
    path = f"{table.name}.csv"
    return {"name": table.name, "type": "table", **_file(path, files[path]), **_table(table)}


def _others(files: Files) -> Iterator[dict[str, Any]]:
    """What is no resource: the same tables in other forms, which a reader of the package must not load again."""
    tables = {f"{table.name}.csv" for table in TABLES}
    return (_file(path, written) for path, written in files.items() if path not in tables)


def _file(path: str, written: Written) -> dict[str, Any]:
    ending = path.rpartition(".")[2]
    return {
        "path": path,
        "format": ending,
        "mediatype": _MEDIA_TYPES.get(ending, "application/octet-stream"),
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
    }


def _table(table: Table) -> dict[str, Any]:
    said = descriptions.of_table(table.name)
    return {
        "title": said.en,
        "title_tr": said.tr,
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True, "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_STANDARD}/tableschema.json",
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema |= {"uniqueKeys": [list(table.key)]} if table.name in MAY_BE_EMPTY else {"primaryKey": list(table.key)}
    if keys := [
        {"fields": list(one.columns), "reference": {"resource": one.to, "fields": list(one.to_columns)}}
        for one in REFERENCES
        if one.table == table.name
    ]:
        schema["foreignKeys"] = keys
    return schema


def _field(table: Table, column: Column) -> dict[str, Any]:
    said = descriptions.of_column(table.name, column.name)
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": said.en,
        "description_tr": said.tr,
    }
    if column.type == "list":
        field |= {"delimiter": "|", "itemType": column.item}
    if said.unit:
        field["unit"] = said.unit
    if values := VALUES.get((table.name, column.name)):
        field["categories"] = [_category(column.name, value) for value in values]
    if constraints := _constraints(table, column):
        field["constraints"] = constraints
    return field


def _category(column: str, value: str) -> dict[str, str]:
    label = labels().get(_FAMILIES.get(column, column), {}).get(value)
    return {"value": value, "label": label.en if label else value, "label_tr": label.tr if label else value}


def _constraints(table: Table, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.name in table.key and MAY_BE_EMPTY.get(table.name) != column.name:
        constraints["required"] = True
    if values := VALUES.get((table.name, column.name)):
        constraints["enum"] = list(values)
    if column.type in ("integer", "number") and column.name in LIMITS:
        least, most = LIMITS[column.name]
        constraints |= {"minimum": least} | ({} if most is None else {"maximum": most})
    if column.name in FORMS:
        constraints["pattern"] = FORMS[column.name]
    if column.longest:
        constraints["maxLength"] = column.longest
    return constraints
