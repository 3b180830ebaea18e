"""What tables and columns mean, in Turkish and English, from columns.yaml beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Description:
    """What a column or a table says; `unit` is what its figures are counted in, empty where they have none."""

    tr: str = ""
    en: str = ""
    unit: str = ""


def of_table(table: str) -> Description:
    """What a table of the schema holds; empty for one that columns.yaml does not know."""
    return _description(_written()["tables"].get(table) or {})


def of_column(table: str, column: str) -> Description:
    """What a column says: as its table has it, else as all tables do; empty where neither does."""
    written = _written()
    own = (written["tables"].get(table) or {}).get("columns") or {}
    return _description(own.get(column) or written["columns"].get(column) or {})


def written_names() -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """Every name that the file describes: of columns in general, and by table of its own columns."""
    written = _written()
    own = {name: frozenset(table.get("columns") or ()) for name, table in written["tables"].items()}
    return frozenset(written["columns"]), own


def _description(entry: Mapping[str, str]) -> Description:
    """What an entry says; a comma that cuts a sentence in two leaves a name that Description does not know."""
    return Description(**{name: said for name, said in entry.items() if name != "columns"})


@cache
def _written() -> Mapping[str, Any]:
    from ruamel.yaml import YAML

    file = resources.files("plan_miner.publish") / "columns.yaml"
    written: Mapping[str, Any] = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return written
