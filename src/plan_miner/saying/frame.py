"""The words around a command that are typer's own (Usage, Options, its complaints), and every help text, in Turkish.

typer has no Turkish: its words are constants, and sentences made where a mistake is found. This is all that the program
does about it; the words themselves stand in tr.yaml, in the sections `frame` and `help`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from typer import rich_utils

from plan_miner.saying import section, turkish

LABELS = (
    "ARGUMENTS_PANEL_TITLE", "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE", "ERRORS_PANEL_TITLE", "ABORTED_TEXT",
    "DEFAULT_STRING", "REQUIRED_LONG_STRING", "RICH_HELP",
)  # fmt: skip
USAGE = "Usage: "


def translate(command: Any) -> None:
    """Have a typer command and all commands under it speak Turkish, with all that typer says of them."""
    for label in LABELS:
        setattr(rich_utils, label, turkish(getattr(rich_utils, label)))
    _after(rich_utils, "rich_format_error", before=_complaining_in_turkish)
    for one in commands(command):
        one.help = turkish(one.help or "")
        one.options_metavar = turkish(one.options_metavar or "")
        if hasattr(one, "subcommand_metavar"):
            one.subcommand_metavar = turkish(one.subcommand_metavar)
        _after(one, "get_usage", lambda usage: usage.replace(USAGE, turkish(USAGE), 1))
        _after(one, "get_help_option", lambda option: _translated(option) if option else None)
        for parameter in one.params:
            _translated(parameter)


def commands(command: Any) -> Iterator[Any]:
    """A command and all those under it."""
    yield command
    for one in getattr(command, "commands", {}).values():
        yield from commands(one)


def complaint(words: str) -> str:
    """What typer says of a wrong use, in Turkish; words that are none of those known stay as they are."""
    for english, ours in section("frame").items():
        found = re.fullmatch(_as_expression(english), words)
        if found:
            return ours.format(**{name: complaint(value) for name, value in found.groupdict().items()})
    return words


def _as_expression(pattern: str) -> str:
    """A pattern with names for its values, as the expression that finds them: {name} stands for any words."""
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(pattern))


def _translated(parameter: Any) -> Any:
    """An option or argument with its help, its type and (an argument) its name in Turkish."""
    parameter.help = turkish(parameter.help or "")
    if getattr(parameter, "prompt", None):
        parameter.prompt = turkish(parameter.prompt)
    if parameter.param_type_name == "argument" and not parameter.metavar:
        parameter.metavar = turkish(parameter.name)
    if hasattr(parameter, "display_type_rich"):
        _after(parameter, "display_type_rich", lambda kind: turkish(kind or ""))
    return parameter


def _complaining_in_turkish(error: Any) -> None:
    _after(error, "format_message", complaint)


def _after(
    thing: Any,
    name: str,
    then: Callable[[Any], Any] = lambda came: came,
    before: Callable[..., None] = lambda *_: None,
) -> None:
    """Have the function of that name on a thing look at what it is given `before`, and give what `then` makes of it."""
    function = getattr(thing, name)

    def both(*given: Any, **named: Any) -> Any:
        before(*given)
        return then(function(*given, **named))

    setattr(thing, name, both)
