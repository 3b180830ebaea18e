"""The words that tell a service's state and owner: `cues.yaml`, checked and compiled over folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from plan_miner.lexicon import CUE_FILE, LexiconError, parsed
from plan_miner.saying import said

# Where two cues overlap the first of these wins: "inşaatı sürmektedir" is no "sürmektedir".
STATUSES = ("suspended", "none", "transferred", "support_only", "planned", "available")
_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled patterns, each matched from the beginning of a word."""

    status: dict[str, re.Pattern[str]]
    owner: dict[str, re.Pattern[str]]
    lists: dict[str, re.Pattern[str]]


@cache
def cues() -> Cues:
    """The cue table of this package; raises LexiconError where it has a mistake."""
    return read(resources.files(__package__))


def read(folder: Traversable) -> Cues:
    """The cue table whose file lies in `folder`; raises LexiconError naming file and line of the first mistake."""
    tables = _named(parsed(folder, CUE_FILE))
    words = _words(tables.pop("words", None))
    status, owner = (_compiled(tables.pop(name, None), words) for name in ("status", "owner"))
    missing = [name for name in STATUSES if name not in status]
    if missing or set(status) - set(STATUSES):
        raise LexiconError(
            said("{file}:1: status must list {names} and nothing else", file=CUE_FILE, names=", ".join(STATUSES))
        )
    return Cues(
        {name: status[name] for name in STATUSES}, owner, {name: _any_of(n, words) for name, n in tables.items()}
    )


def _named(node: Node | None) -> dict[str, Node]:
    if not isinstance(node, MappingNode):
        raise LexiconError(
            said("{file}:{line}: expected names, each with a list of patterns", file=CUE_FILE, line=_line(node))
        )
    return {key.value: value for key, value in node.value}


def _words(node: Node | None) -> dict[str, str]:
    """What {name} stands for in a pattern: any of the words of the list of that name."""
    return {name: "(?:" + "|".join(item.value for item in _items(words)) + ")" for name, words in _named(node).items()}


def _compiled(node: Node | None, words: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: _any_of(patterns, words) for name, patterns in _named(node).items()}


def _any_of(node: Node, words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(_pattern(item, words) for item in _items(node)) + ")")


def _items(node: Node) -> list[ScalarNode]:
    if not isinstance(node, SequenceNode) or not all(isinstance(item, ScalarNode) for item in node.value):
        raise LexiconError(said("{file}:{line}: expected a list of patterns", file=CUE_FILE, line=_line(node)))
    return list(node.value)


def _pattern(item: ScalarNode, words: dict[str, str]) -> str:
    try:
        pattern = _NAME.sub(lambda name: words[name.group(1)], item.value)
        re.compile(pattern)
    except KeyError as error:
        raise LexiconError(
            said("{file}:{line}: no list of words is called {error}", file=CUE_FILE, line=_line(item), error=error)
        ) from error
    except re.error as error:
        raise LexiconError(said("{file}:{line}: {error}", file=CUE_FILE, line=_line(item), error=error)) from error
    return pattern


def _line(node: Node | None) -> int:
    return node.start_mark.line + 1 if node is not None else 1
