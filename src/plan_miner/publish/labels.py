"""The Turkish names of code values, for what people read; they all stand in lexicon/labels.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from ruamel.yaml import YAML


@cache
def _labels() -> Mapping[str, Mapping[str, object]]:
    file = resources.files("plan_miner") / "lexicon" / "labels.yaml"
    if not file.is_file():
        return {}
    loaded = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return loaded if isinstance(loaded, dict) else {}


def label(family: str, value: object, language: str = "tr") -> str:
    """The name of a code value (family "status", value "planned"); a value without a name names itself."""
    names = _labels().get(family, {})
    found = names.get(str(value)) if isinstance(names, Mapping) else None
    if isinstance(found, Mapping):
        return str(found.get(language) or value)
    return str(found or value or "")


def labels(family: str, values: object) -> str:
    """The names of several code values, joined by commas."""
    items: Iterable[object] = values if isinstance(values, tuple) else ()
    return ", ".join(label(family, value) for value in items)
