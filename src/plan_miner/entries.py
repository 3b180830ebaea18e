"""A YAML file that people write by hand, as entries that know their lines; all mistakes are kept, none is raised.

The file is read as YAML nodes, not as Python values: a node knows its line, keeps a doubled key, and
leaves ``2020`` and ``2021-01-25`` as they were typed, quoted or not.
"""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from plan_miner.provinces import ascii_letters
from plan_miner.saying import Said, refusal, said


@dataclass
class Mistakes:
    """What is wrong in one file, by line (0: the file as a whole)."""

    path: Path
    found: list[tuple[int, Said]] = field(default_factory=list)

    def at(self, place: Node | int, message: Said) -> None:
        """Record what is wrong in a line (from 1), or where a node stands."""
        self.found.append((place if isinstance(place, int) else line_of(place), message))

    def told(self, of: Path | None = None) -> list[Said]:
        """One line a mistake, in the file's order: ``file:line: what is wrong: what to write``."""
        return [
            said("{path}:{line}: {fault}", path=of or self.path, line=line, fault=text)
            if line
            else said("{path}: {fault}", path=of or self.path, fault=text)
            for line, text in sorted(self.found)
        ]


@dataclass(frozen=True)
class Form:
    """The keys that an entry must have and those that it may have."""

    what: Said  # with its article, as the mistakes name it
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that the entry may have, in the order in which they are told."""
        return (*self.required, *self.optional)


@dataclass
class Entry:
    """A mapping of the file, read by its form; a key that is missing or empty reads as nothing."""

    node: Node
    values: dict[str, Node]
    mistakes: Mistakes

    @property
    def line(self) -> int:
        """The line of the file in which it begins, from 1."""
        return line_of(self.node)

    def tell(self, key: str, message: Said) -> None:
        """Records a mistake in the value of `key`."""
        self.mistakes.at(self.values.get(key, self.node), message)

    def text(self, key: str) -> str:
        """The value as typed, without blanks around it."""
        node = self.values.get(key)
        if node is None or isinstance(node, ScalarNode):
            return str(node.value).strip() if node is not None else ""
        self.tell(key, said("'{key}' holds a list or an entry: write one text after '{key}:'", key=key))
        return ""

    def checked(self, key: str, fault: Callable[[str], Said]) -> str:
        """The value; what `fault` says of it (empty: nothing) is recorded."""
        value = self.text(key)
        if value and (message := fault(value)):
            self.tell(key, message)
        return value

    def texts(self, key: str, fault: Callable[[str], Said]) -> tuple[str, ...]:
        """The values of a list, each checked."""
        return tuple(Entry(item, {key: item}, self.mistakes).checked(key, fault) for item in self._items(key))

    def entry(self, key: str, form: Form) -> Entry:
        """The entry under `key`; an empty one where there is none."""
        node = self.values.get(key)
        return Entry(self.node, {}, self.mistakes) if node is None else read(node, form, self.mistakes)

    def entries(self, key: str, form: Form) -> list[Entry]:
        """The entries of a list, each read by the form."""
        return [read(item, form, self.mistakes) for item in self._items(key)]

    def _items(self, key: str) -> list[Node]:
        node = self.values.get(key)
        if node is None or isinstance(node, SequenceNode):
            return list(node.value) if node is not None else []
        self.tell(key, said("'{key}' must be a list: begin each entry under it with '- '", key=key))
        return []


def line_of(node: Node) -> int:
    """The line of the file in which a node begins, from 1."""
    return int(node.start_mark.line) + 1


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them."""
    return ", ".join(words)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be, or empty."""
    near = difflib.get_close_matches(re.sub(r"[\s-]+", "_", ascii_letters(word)), list(known), n=1)
    return near[0] if near else ""


# --- from nodes to entries ----------------------------------------------------------------------


def read(node: Node, form: Form, mistakes: Mistakes) -> Entry:
    """`node` as an entry of `form`; unknown, doubled and missing keys are recorded in `mistakes`."""
    entry = Entry(node, {}, mistakes)
    if not isinstance(node, MappingNode):
        mistakes.at(
            node,
            said(
                "{what} is made of keys: write {keys}, each with a colon",
                what=form.what,
                keys=listed(form.required or form.keys),
            ),
        )
        return entry
    first: dict[str, int] = {}
    meant = {_told_key(key, form, first, mistakes) for key, _ in node.value}
    entry.values = {str(key.value): value for key, value in reversed(node.value) if not _is_empty(value)}
    for name in form.required:
        if name not in entry.values and name not in meant:
            mistakes.at(
                first.get(name) or node, said("{what} has no '{name}': write '{name}: …'", what=form.what, name=name)
            )
    return entry


def _told_key(key: Node, form: Form, first: dict[str, int], mistakes: Mistakes) -> str:
    """Records what is wrong with one key; the name that a misspelt one was meant to be, or empty."""
    name = str(key.value) if isinstance(key, ScalarNode) else "?"
    if name in first:
        mistakes.at(
            key,
            said(
                "'{name}' stands twice, first on line {first}: remove one, or begin an entry with '- '",
                name=name,
                first=first[name],
            ),
        )
        return ""
    first[name] = line_of(key)
    if name in form.keys:
        return ""
    guess = nearest(name, form.keys)
    hint = (
        said("did you mean '{guess}'?", guess=guess) if guess else said("write one of {keys}", keys=listed(form.keys))
    )
    mistakes.at(key, said("unknown key '{name}': {hint}", name=name, hint=hint))
    return guess


def _is_empty(node: Node) -> bool:
    """Whether nothing, or only quotes around nothing, stands after the colon."""
    return isinstance(node, ScalarNode) and (str(node.tag).endswith(":null") or not str(node.value).strip())


# --- from the file to nodes ---------------------------------------------------------------------

BRACKETS: Final = 1000

# What the parser says, and what someone who never saw YAML can do about it.
_PLAIN: Final = (
    ("mapping values are not allowed", said("a colon inside a text, or an indent too deep: put the text in quotes")),
    ("could not find expected ':'", said("a line without a colon and a blank behind it: write 'key: value'")),
    ("unexpected end of stream", said("a quotation mark is opened here and never closed: close it")),
    (
        "expected ',' or",
        said("a bracket is not closed, or a comma is missing: write one entry a line, each after '- '"),
    ),
    ("cannot start any token", said("a text begins with a sign that YAML keeps for itself: put the text in quotes")),
    ("undefined alias", said("a text begins with *: put the text in quotes")),
    ("single document", said("a second '---' begins another document: remove it")),
    ("special characters", said("an invisible control character: delete it and type the line anew")),
    (
        "expected <block end>",
        said("the line does not fit the one above: indent like its neighbours, close every quote"),
    ),
)


def top(mistakes: Mistakes, first_line: str, where: Said) -> Node | None:
    """The top node of the file of `mistakes`, or None with the reason recorded.

    `first_line` is what an empty file should begin with, `where` what to do if there is no such file.
    """
    text = _text(mistakes, where)
    if text is None:
        return None
    try:
        root = _composed(text)
    except (YAMLError, RecursionError) as error:  # hundreds of brackets in each other are no registry
        _tell_syntax(error, text, mistakes)
        return None
    if root is None or _is_empty(root):
        mistakes.at(0, said("the file is empty: begin it with '{first_line}'", first_line=first_line))
        return None
    return root


def _composed(text: str) -> Node | None:
    """The top node, by libyaml where it is there, six times as fast; what that does not take is told by ruamel's own.

    Text with very many brackets is left to the latter: it knows when it is too deep in them.
    """
    if sum(map(text.count, "[{")) < BRACKETS:
        with contextlib.suppress(YAMLError):
            quick: Node | None = YAML(typ="safe").compose(text)
            return quick
    root: Node | None = YAML(typ="safe", pure=True).compose(text)
    return root


def _text(mistakes: Mistakes, where: Said) -> str | None:
    try:
        data = mistakes.path.read_bytes()
    except FileNotFoundError:
        mistakes.at(0, said("no such file: {where}", where=where))
    except OSError as error:
        mistakes.at(0, said("cannot be read ({reason}): name a file that you may open", reason=refusal(error)))
    else:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            mistakes.at(
                data.count(b"\n", 0, error.start) + 1, said("not UTF-8 text: save the file with the encoding UTF-8")
            )
    return None


def _tell_syntax(error: Exception, text: str, mistakes: Mistakes) -> None:
    tabs = [number for number, line in enumerate(text.split("\n"), start=1) if re.match(r"[ -]*\t", line)]
    for number in tabs:
        mistakes.at(number, said("a tab in the indent: use spaces"))
    if tabs:
        return
    words = " ".join(str(error).split())
    plain = next(
        (plain for sign, plain in _PLAIN if sign in words), said("this is not YAML: compare with the entries above")
    )
    mistakes.at(_syntax_line(error, text), plain)


def _syntax_line(error: Exception, text: str) -> int:
    if isinstance(error, ReaderError):
        return text.count("\n", 0, int(error.position)) + 1
    if not isinstance(error, MarkedYAMLError):
        return 1
    # What is missing (a closing quote, a colon) is noticed further down than where it belongs.
    late = any(sign in str(error.problem) for sign in ("end of stream", "expected ':'"))
    mark: StringMark | None = (error.context_mark if late else error.problem_mark) or error.problem_mark
    return int(mark.line) + 1 if mark else 1
