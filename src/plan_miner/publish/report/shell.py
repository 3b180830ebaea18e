"""The page around its content: template, style and scripts put into one file that asks the network for nothing."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import msgspec
from jinja2 import Environment, StrictUndefined, select_autoescape
from ruamel.yaml import YAML

from plan_miner.lexicon import labels
from plan_miner.provinces import PROVINCES
from plan_miner.publish.labels import REVIEW_SIGNS, STATUS_SIGNS
from plan_miner.services.terms import SERVICES

LANGUAGES = ("tr", "en")
# In the order in which they build on each other; one script of the page.
SCRIPTS = ("read", "say", "make", "state", "matrix", "map", "sections", "rows", "page")
STYLES = ("report", "print")
_NARROW = "\\u003c"  # "<" inside JSON: no text ends the script element that holds it


def page_bytes(content: Mapping[str, Any]) -> bytes:
    """report.html with `content` in it, compressed; the browser takes it apart."""
    script, style = _joined(SCRIPTS, "js"), _joined(STYLES, "css")
    page: str = _template().render(
        said=_words(),
        script=script,
        style=style,
        policy=_policy(script, style),
        words=_embedded({"said": _words(), "named": _names(), "signs": _signs(), "tiles": tiles(), **_orders()}),
        content=_compressed(content),
    )
    return page.encode("utf-8")


@cache
def tiles() -> tuple[tuple[int | None, ...], ...]:
    """The map of the 81 provinces: rows of plate numbers from north to south, None where there is no land."""
    lines = csv.reader(_file("tiles.csv").splitlines())
    return tuple(tuple(int(plate) if plate else None for plate in line) for line in lines)


def _compressed(content: Mapping[str, Any]) -> str:
    """JSON, gzip, base64: letters that end no element and mean nothing to a parser of HTML."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        for piece in _written(content):
            file.write(piece)
    return base64.b64encode(packed.getbuffer()).decode("ascii")


def _written(content: Mapping[str, Any]) -> Iterator[bytes]:
    """JSON piece by piece, a record at a time: all records of a country at once would fill the memory."""
    for place, (name, value) in enumerate(content.items()):
        yield b"," if place else b"{"
        yield msgspec.json.encode(name) + b":"
        if isinstance(value, list):
            yield b"["
            yield from (b"," * bool(index) + msgspec.json.encode(record) for index, record in enumerate(value))
            yield b"]"
        else:
            yield msgspec.json.encode(value)
    yield b"}"


def _embedded(value: object) -> str:
    """JSON that may stand in a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", _NARROW).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _policy(script: str, style: str) -> str:
    """Nothing is loaded and nothing is sent; this script and this style run, and no other."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _template() -> Any:
    environment = Environment(
        autoescape=select_autoescape(default=True), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_file("report.html"))


def _joined(names: tuple[str, ...], ending: str) -> str:
    return "\n" + "\n".join(_file(f"{name}.{ending}") for name in names)


@cache
def _file(name: str) -> str:
    return (resources.files("plan_miner.publish.report") / name).read_text(encoding="utf-8")


# --- words --------------------------------------------------------------------------------------


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    said: Mapping[str, Mapping[str, str]] = YAML(typ="safe", pure=True).load(_file("words.yaml"))
    return said


def _names() -> dict[str, dict[str, dict[str, str]]]:
    """What people call each code value, by family and language."""
    return {
        family: {code: {lang: str(getattr(label, lang)) for lang in LANGUAGES} for code, label in of_family.items()}
        for family, of_family in labels().items()
        if family != "origins"
    }


def _signs() -> dict[str, Mapping[str, str]]:
    return {"status": STATUS_SIGNS, "review": REVIEW_SIGNS}


def _orders() -> dict[str, Any]:
    """Services as in Tablo 2, provinces by plate; themes, statuses and the rest stand as labels.yaml has them."""
    return {"services": SERVICES, "provinces": PROVINCES}
