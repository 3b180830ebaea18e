"""The lexicon's files, read and checked: every mistake is told with file and line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from plan_miner.saying import Mistake, said
from plan_miner.turkish import fold, is_acronym

Pattern = tuple[str, ...]

TERM_FILES = ("groups.yaml", "mechanisms.yaml", "services.yaml", "themes.yaml", "traps.yaml")
LABEL_FILE = "labels.yaml"

_RULE = re.compile(r"(?:group|theme|service|mechanism|trap|passing)(?:\.[a-z_]+)+")
_WORD = re.compile(r"=?[^\W_]+\+?")
_CONTEXT = re.VERBOSE | re.DOTALL


class LexiconError(Mistake, ValueError):
    """A mistake in a lexicon file; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Terms that mean the same: `patterns` are their spellings, each a row of bare stems."""

    rule: str
    patterns: tuple[Pattern, ...]
    basis: str = ""  # equality | women | group | empty
    enough: bool = True  # whether its basis alone brings an objective into the annex
    groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # the themes count only in a row with one of these bases
    debatable: bool = False  # a trap that leaves a doubt
    unsure: bool = False  # its groups count only where no others are named
    origin: str = ""  # where the words come from: a code of labels.yaml
    note: str = ""
    where: str = ""  # file and line

    @property
    def kind(self) -> str:
        """group | theme | service | mechanism | trap."""
        return self.rule.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a find that make it a passing remark; verbose patterns over folded text."""

    rule: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    of: tuple[str, ...]  # the rules (or beginnings of rules) it speaks of; empty: all
    debatable: bool = False  # what is said so leaves a doubt
    note: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is looked for: the terms, and the words around them that make a find a passing remark."""

    entries: tuple[Entry, ...]
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The names of a code value, as people read them."""

    tr: str
    en: str


class Written(msgspec.Struct, forbid_unknown_fields=True):
    """An entry as written; `remove` and `replace` are for a lexicon of one's own (see `overlay`)."""

    rule: str
    terms: list[str] = []
    basis: str = ""
    enough: bool = True
    groups: list[str] = []
    themes: list[str] = []
    needs: list[str] = []
    note: str = ""
    before: str = ""
    after: str = ""
    of: list[str] = []
    debatable: bool = False
    unsure: bool = False
    origin: str = ""
    remove: list[str] = []
    replace: bool = False


@cache
def labels() -> Mapping[str, Mapping[str, Label]]:
    """The names of all code values: labels()["groups"]["women"].tr."""
    node = parsed(resources.files(__package__), LABEL_FILE)
    return msgspec.convert(_plain(node), dict[str, dict[str, Label]])


def read(folder: Traversable) -> Lexicon:
    """The lexicon whose files lie in `folder`; raises LexiconError naming file and line of the first mistake."""
    entries: list[Entry] = []
    contexts: list[Context] = []
    seen: dict[Pattern, str] = {}
    for name in TERM_FILES:
        for where, raw in written(folder, name):
            _check_origin(raw, where)
            if raw.before or raw.after:
                contexts.append(context(raw, where))
                continue
            entries.append(entry(raw, where))
            for pattern in entries[-1].patterns:
                if pattern in seen:
                    raise LexiconError(
                        said(
                            "{where}: {term!r} stands already at {place}",
                            where=where,
                            term=" ".join(pattern),
                            place=seen[pattern],
                        )
                    )
                seen[pattern] = where
    return Lexicon(tuple(entries), tuple(contexts))


def parsed(folder: Traversable, name: str) -> Node:
    """A lexicon file as YAML nodes, which know their lines; raises LexiconError where it is no YAML."""
    try:
        root: Node = YAML(typ="safe").compose(folder.joinpath(name).read_text(encoding="utf-8"))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise LexiconError(
            said("{name}:{line}: {problem}", name=name, line=line, problem=getattr(error, "problem", error))
        ) from error
    return root


def written(folder: Traversable, name: str) -> Iterator[tuple[str, Written]]:
    """The entries of a file as written, each with its file and line."""
    root = parsed(folder, name)
    if not isinstance(root, SequenceNode):
        raise LexiconError(said("{name}:1: expected a list of entries, each beginning with '- rule:'", name=name))
    for node in root.value:
        where = f"{name}:{node.start_mark.line + 1}"
        try:
            yield where, msgspec.convert(_plain(node), Written)
        except msgspec.ValidationError as error:
            raise LexiconError(said("{where}: {error}", where=where, error=error)) from error


def _plain(node: Node) -> object:
    """A node as Python values, every scalar as it is printed: terms such as 6284 stay words."""
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    assert isinstance(node, ScalarNode)  # noqa: S101 - YAML has no other kind
    return {"true": True, "false": False}.get(node.value, node.value)


def context(raw: Written, where: str) -> Context:
    """An entry that looks at the words around a find."""
    try:
        before = re.compile(raw.before, _CONTEXT) if raw.before else None
        after = re.compile(raw.after, _CONTEXT) if raw.after else None
    except re.error as error:
        raise LexiconError(said("{where}: {error}", where=where, error=error)) from error
    return Context(raw.rule, before, after, tuple(raw.of), raw.debatable, raw.note, where)


def entry(raw: Written, where: str) -> Entry:
    """An entry with the spellings of its terms; raises LexiconError where it has a mistake."""
    if not _RULE.fullmatch(raw.rule):
        raise LexiconError(
            said(
                "{where}: rule {rule!r} does not begin with group, theme, service, mechanism or trap",
                where=where,
                rule=raw.rule,
            )
        )
    _check_codes(raw, where)
    patterns = tuple(dict.fromkeys(p for term in raw.terms for p in spellings(term, where)))
    if not patterns:
        raise LexiconError(said("{where}: {rule} has no terms", where=where, rule=raw.rule))
    return Entry(
        rule=raw.rule,
        patterns=patterns,
        basis=raw.basis,
        enough=raw.enough,
        groups=tuple(raw.groups),
        themes=tuple(raw.themes),
        needs=tuple(raw.needs),
        debatable=raw.debatable,
        unsure=raw.unsure,
        origin=raw.origin,
        note=raw.note,
        where=where,
    )


def _check_origin(raw: Written, where: str) -> None:
    known = labels()["origins"]
    if raw.origin not in known:
        fault = said("{origin!r} is no origin", origin=raw.origin) if raw.origin else said("no origin is given")
        raise LexiconError(
            said(
                "{where}: {fault}; {file} lists {known}",
                where=where,
                fault=fault,
                file=LABEL_FILE,
                known=", ".join(known),
            )
        )
    if raw.remove or raw.replace:
        raise LexiconError(said("{where}: remove and replace are for a lexicon of your own", where=where))


def _check_codes(raw: Written, where: str) -> None:
    known = labels()
    wanted = {"basis": [raw.basis] if raw.basis else [], "groups": raw.groups, "themes": raw.themes}
    for field, values in wanted.items():
        for value in values:
            if value not in known[field]:
                raise LexiconError(
                    said(
                        "{where}: {value!r} is no {field}; {file} lists {known}",
                        where=where,
                        value=value,
                        field=field,
                        file=LABEL_FILE,
                        known=", ".join(known[field]),
                    )
                )


def spellings(term: str, where: str) -> Iterator[Pattern]:
    """All spellings of a term: a|b are alternatives, word? may be missing."""
    choices = [[*word.rstrip("?").split("|"), *([""] if word.endswith("?") else [])] for word in term.split()]
    for combination in itertools.product(*choices):
        pattern = tuple(word for word in combination if word)
        for word in pattern:
            if not _WORD.fullmatch(word) or not (fold(word) == word or is_acronym(word) or word.istitle()):
                raise LexiconError(
                    said(
                        "{where}: {word!r} in {term!r} is no word in lower case, capitals or with one capital",
                        where=where,
                        word=word,
                        term=term,
                    )
                )
        if pattern:
            yield pattern
