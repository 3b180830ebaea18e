"""What the program says to people: sentences in English that know how they are told in Turkish.

A sentence is written where it is needed, in English, with names for its values: ``said("{path}: no tables here",
path=path)``. It is a str, so that tables and logs hold English whatever the language; where a person reads it, `told`
gives it in the reader's language (PLAN_MINER_LANG). The Turkish of every sentence stands in tr.yaml beside this file;
values are filled in after the translation, and a value that is a sentence itself is told in the same language.
"""

from __future__ import annotations

import os
import shutil
import string
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "tr")
VARIABLE = "PLAN_MINER_LANG"
NAME = "plan-miner"  # of the program, as people type it
Value = str | int | float


class Said(str):
    """A sentence for people: as a str the English one, and with it the pattern and the values that it came of."""

    __slots__ = ("pattern", "values")

    pattern: str
    values: Mapping[str, Value]

    def __new__(cls, pattern: str, values: Mapping[str, Value]) -> Said:
        self = super().__new__(cls, pattern.format(**values))
        self.pattern = pattern
        self.values = values
        return self

    def __reduce__(self) -> tuple[type[Said], tuple[str, Mapping[str, Value]]]:
        return Said, (self.pattern, self.values)


def said(pattern: str, /, **values: object) -> Said:
    """The sentence of an English pattern with its values; an exception as a value stands for what it says.

    `pattern` is always written out at the call: the tests look for the Turkish of each that they find there.
    """
    return Said(pattern, {name: _value(value) for name, value in values.items()})


def refusal(error: OSError) -> Said:
    """Why the system refuses: in its own words, of which the usual ones have their Turkish."""
    words = error.strerror or str(error)
    return Said(words, {}) if words in section("system") else verbatim(words)


def verbatim(text: str) -> Said:
    """A text that is told as it is in every language: a name, or a sentence of the tables."""
    return text if isinstance(text, Said) else said("{text}", text=text)


def called() -> str:
    """How the reader calls this program: by its name alone where that finds it, else by its path as they just did."""
    given = Path(sys.argv[0])
    found = shutil.which(NAME)
    if given.stem != NAME or (found and _bare(Path(found)) == _bare(given)):
        return NAME
    path = given.with_suffix("")
    path = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return f'"{path}"' if " " in str(path) else str(path)


def _bare(path: Path) -> Path:
    """Where a program lies, without .exe: Windows tells a program its path without it, and no such file is there."""
    return path.with_suffix("").resolve()


def joined(between: str, sentences: Iterable[str]) -> Said:
    """Sentences one behind the other, each told in the reader's language."""
    parts = {f"part{number}": sentence for number, sentence in enumerate(sentences)}
    return said(between.join(f"{{{name}}}" for name in parts), **parts)


def counted(number: int, one: str, more: str, /, **values: object) -> Said:
    """The sentence for a number of things: pattern `one` for a single one, else `more`; both may hold {number}."""
    return said(one if number == 1 else more, number=number, **values)


NOTHING = said("")


class Mistake(Exception):
    """Something that a person can put right, in a sentence that says what is wrong and what to do."""

    def __init__(self, sentence: Said) -> None:
        super().__init__(sentence)


def sentence_of(words: str | BaseException) -> Said:
    """What an exception says, as the sentence that it was raised with; of other exceptions and texts their words."""
    if isinstance(words, BaseException):
        return next((one for one in words.args if isinstance(one, Said)), verbatim(str(words)))
    return verbatim(words)


def language() -> str:
    """The reader's language: en or tr. Another value of the variable is a mistake that the settings tell in English."""
    return "tr" if os.environ.get(VARIABLE, "").strip() == "tr" else "en"


def choose_language(arguments: Sequence[str]) -> None:
    """Take the language that is asked for in front of a command (`--lang tr`), before anything else is said."""
    for option, value in zip(arguments, [*arguments, ""][1:], strict=True):
        name, _, given = option.partition("=")
        if name == "--lang":
            os.environ[VARIABLE] = given or value


def told(words: str | BaseException, lang: str = "") -> str:
    """A sentence in the reader's language, or in `lang`; a text that is no `Said` as it is."""
    lang = lang or language()
    sentence = sentence_of(words)
    if lang == "en":
        return str(sentence)
    values = {name: _told_value(value, lang) for name, value in sentence.values.items()}
    return _Turkish().vformat(turkish(sentence.pattern), (), values)


def _told_value(value: Value, lang: str) -> Value:
    return told(value, lang) if isinstance(value, Said) else value


def named(family: str, code: str) -> str:
    """A code value for a reader of the terminal: in English as the tables have it, in Turkish by its name (labels)."""
    return code if language() == "en" else label(family, code)


def label(family: str, code: str) -> str:
    """The name of a code value in the reader's language (labels), where no table stands beside that has the code."""
    from plan_miner.lexicon import labels

    name = labels()[family].get(code)
    return getattr(name, language()) if name else code


def turkish(pattern: str) -> str:
    """The Turkish of an English pattern; the pattern itself where it has no words of its own, or none is known."""
    return _catalogue().get(pattern, pattern)


def _value(value: object) -> Value:
    if isinstance(value, BaseException):
        return sentence_of(value)
    return value if isinstance(value, str | int | float) else str(value)


class _Turkish(string.Formatter):
    """Numbers with the comma that Turkish prints."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        return text.replace(".", ",") if isinstance(value, float) else text


def section(name: str) -> Mapping[str, str]:
    """A section of the catalogue: English patterns with their Turkish."""
    return _sections()[name]


@cache
def _catalogue() -> Mapping[str, str]:
    return {english: ours for one in _sections().values() for english, ours in one.items()}


@cache
def _sections() -> Mapping[str, Mapping[str, str]]:
    from ruamel.yaml import YAML

    file = resources.files(__package__) / "tr.yaml"
    sections: Mapping[str, Mapping[str, str]] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return sections


# --- kept in files ------------------------------------------------------------------------------


def laid_down(sentence: object) -> object:
    """A sentence as plain values, for JSON (msgspec's `enc_hook`)."""
    if isinstance(sentence, Said):
        return [sentence.pattern, dict(sentence.values)]
    raise NotImplementedError(f"{type(sentence).__name__} cannot be laid down")


def taken_up(kind: type, found: Any) -> Said:
    """The sentence that `laid_down` made values of (msgspec's `dec_hook`)."""
    if kind is not Said:
        raise NotImplementedError(f"{kind.__name__} cannot be taken up")
    if isinstance(found, str):
        return verbatim(found)
    pattern, values = found
    return Said(pattern, {name: taken_up(Said, one) if isinstance(one, list) else one for name, one in values.items()})
