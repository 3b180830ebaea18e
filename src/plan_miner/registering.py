"""New entries in sources.yaml: written between the lines that people wrote, every one of which stays as it is.

The file is not dumped anew (that would move comments and quotes): the lines of an entry are put behind the
municipality's last document. What comes of it is read before it takes the file's place: it must be all that was
there, and the new entry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from plan_miner.model import Registry, Source
from plan_miner.saying import said
from plan_miner.sources import SourcesError, load
from plan_miner.store import writing

BARE = re.compile(r"[A-Za-zÇĞİÖŞÜçğıöşü0-9](?:(?!: | #)[^\x00-\x1f])*(?<![:\s])")  # a text that needs no quotes


def add_document(path: Path, municipality_id: str, values: Mapping[str, str]) -> Source:
    """Write an entry with `values` (kind, period, url …) behind the documents of a municipality; returns its source.

    Raises SourcesError, with the file untouched, where the municipality is not there, the document is already, or the
    file cannot be added to.
    """
    before = load(path)
    if municipality_id not in {place.id for place in before.municipalities}:
        raise SourcesError(
            [
                said(
                    "{path}: no municipality '{municipality_id}': add it first, with its name and province",
                    path=path,
                    municipality_id=municipality_id,
                )
            ]
        )
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    with writing(path) as part:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(_with_entry(text, path, municipality_id, values))
        return _only_new(before, _reread(part, path))


def _reread(part: Path, path: Path) -> Registry:
    """The registry as it is going to be; its mistakes are told of the file itself."""
    return load(part, told_of=path)


def _only_new(before: Registry, after: Registry) -> Source:
    old = {source.id for source in before.sources}
    new = [source for source in after.sources if source.id not in old]
    if len(new) != 1 or len(after.sources) != len(before.sources) + 1 or after.municipalities != before.municipalities:
        raise SourcesError([said("sources.yaml is written in a way that cannot be added to: write the entry by hand")])
    return new[0]


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where an entry goes: before the line `at` (from 0), its dash in column `dash`, after the lines `head`."""

    at: int
    dash: int
    head: tuple[str, ...] = ()


def _with_entry(text: str, path: Path, municipality_id: str, values: Mapping[str, str]) -> str:
    """The file's text with an entry more; every other line as it was, with the line ends of the file."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(ending)
    gap = _gap(lines, path, _municipality(text, municipality_id))
    entry = [f"{' ' * (gap.dash + 2)}{name}: {_written(value)}" for name, value in values.items() if value]
    entry[0] = f"{' ' * gap.dash}- {entry[0].lstrip()}"
    return ending.join([*lines[: gap.at], *gap.head, *entry, *lines[gap.at :]])


def _gap(lines: list[str], path: Path, place: MappingNode) -> _Gap:
    """Behind the last document of a municipality; an empty list of documents loses its brackets in `lines`."""
    key, documents = next(((k, v) for k, v in place.value if k.value == "documents"), (None, None))
    column = place.value[0][0].start_mark.column
    if key is None:
        return _Gap(_last_line(place, lines) + 1, column + 2, (" " * column + "documents:",))
    if not (isinstance(documents, SequenceNode) and documents.value):
        line = key.start_mark.line
        lines[line] = re.sub(r"(documents\s*:)\s*(?:\[\s*\]|null|~)?", r"\1", lines[line])
        return _Gap(line + 1, column + 2)
    if documents.flow_style:
        line = documents.start_mark.line + 1
        words = said(
            "{path}:{line}: the documents stand in brackets: write them one under the other", path=path, line=line
        )
        raise SourcesError([words])
    return _Gap(_last_line(documents, lines) + 1, documents.start_mark.column)


def _municipality(text: str, municipality_id: str) -> MappingNode:
    root = YAML(typ="safe", pure=True).compose(text)
    listed: SequenceNode = next(value for key, value in root.value if key.value == "municipalities")
    ours = ("id", municipality_id)
    found: MappingNode = next(
        node for node in listed.value if any((key.value, value.value) == ours for key, value in node.value)
    )
    return found


def _last_line(node: Node, lines: list[str]) -> int:
    """The last line (from 0) on which something of the node stands; blank lines and comments after it are not its."""
    while isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.line)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        end = min(end, len(lines)) - (node.end_mark.column == 0 or end >= len(lines))
        while end > node.start_mark.line and (not lines[end].strip() or lines[end].lstrip().startswith("#")):
            end -= 1
    return end


def _written(value: str) -> str:
    bare = BARE.fullmatch(value) and value.lower() not in ("null", "yes", "no", "true", "false")
    return value if bare else json.dumps(value, ensure_ascii=False)
