"""How a command speaks to a person: its two streams, its exit codes, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

import typer
from rich.console import Console

OK, SOME_FAILED, USAGE, NOT_PUBLISHED, LOCKED, INTERRUPTED = 0, 1, 2, 3, 4, 130
out = Console(soft_wrap=False)
err = Console(stderr=True, soft_wrap=True)


def stop(message: str, code: int) -> NoReturn:
    """End the command with one line for the person, and a code for the program that called it."""
    err.print(message, markup=False, highlight=False)
    raise typer.Exit(code)


def at_console(command: Callable[[], object]) -> None:
    """Run a command for a person: every letter can be printed, and it ends quietly where nobody reads on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        command()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
