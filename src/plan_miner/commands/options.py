"""The options that several commands take, each said once, and the settings that they come to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plan_miner.settings import Settings, SettingsError
from plan_miner.terminal import USAGE, stop

Sources = Annotated[Path | None, typer.Option("--sources", help="The registry; ./sources.yaml by default.")]
Data = Annotated[Path | None, typer.Option("--data", help="Originals and tables; ./data by default.")]
Only = Annotated[list[str] | None, typer.Option("--only", help="Only this document or municipality (may be repeated).")]
Workers = Annotated[int | None, typer.Option("--workers", help="How many documents to read at once.")]
Lexicon = Annotated[Path | None, typer.Option("--lexicon", help="A folder of your own terms, laid over the program's.")]
Kind = Annotated[str | None, typer.Option("--kind", help="strategic_plan, activity_report …; told from the cover.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
WORKBOOK = typer.Option("--out", help="The workbook to write (.xlsx).")


def settings_of(**options: object) -> Settings:
    """The settings that these options of a command come to; one that cannot be used ends the command."""
    try:
        return Settings.from_environment(**options)
    except SettingsError as mistake:
        stop(mistake, USAGE)
