"""How a command speaks to a person: its two streams, its language, its exit codes, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console

from plan_miner.saying import NAME, Said, called, choose_language, language, said, told
from plan_miner.system import disk_is_full

OK, SOME_FAILED, USAGE, NOT_PUBLISHED, LOCKED, INTERRUPTED = 0, 1, 2, 3, 4, 130
out = Console(soft_wrap=False)
err = Console(stderr=True, soft_wrap=True)


def say(sentence: Said | Exception, *, on: Console | None = None, style: str | None = None) -> None:
    """A sentence in the reader's language on a line of its own: on stdout, or `on` another console."""
    (on or out).print(told(sentence), style=style, markup=False, highlight=False, soft_wrap=True)


def stop(sentence: Said | Exception, code: int) -> NoReturn:
    """End the command with what there is to say to the person, and a code for the program that called it."""
    say(sentence, on=err)
    raise typer.Exit(code)


def alone(command: Callable[..., None]) -> typer.Typer:
    """A command that is no part of `plan-miner`: a script of its own."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(command)
    return app


def at_console(app: typer.Typer) -> None:
    """Run a command for a person: in the reader's language, every letter printed, quietly where nobody reads on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    choose_language(sys.argv[1:])
    command = typer.main.get_command(app)
    if language() != "en":
        from plan_miner.saying.frame import translate

        translate(command)
    try:
        command(prog_name=called() if Path(sys.argv[0]).stem == NAME else None)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if not disk_is_full(error):
            raise
        say(
            said(
                "no room left on the disk; make room ({program} doctor says how much there is) and type the same again",
                program=called(),
            ),
            on=err,
        )
        sys.exit(USAGE)
