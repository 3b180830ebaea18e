"""`store verify|gc`: the data folder looked after."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plan_miner.settings import Settings, SettingsError
from plan_miner.terminal import LOCKED, OK, SOME_FAILED, USAGE, out, stop

Data = Annotated[Path | None, typer.Option("--data", help="Originals and tables; ./data by default.")]
app = typer.Typer(help="Look after the data folder: whether originals are whole, what may go.", no_args_is_help=True)


@app.command()
def verify(data: Data = None) -> None:
    """Compare every original with its name and its record; nothing is changed."""
    from plan_miner.keeping import verify as verified

    result = verified(_folder(data))
    for fault in result.faults:
        out.print(f"{fault.path} {fault.words}", style="yellow", markup=False, soft_wrap=True)
    out.print(f"{result.editions} originals, {result.bytes / 1e6:.1f} MB, {len(result.faults)} faults", markup=False)
    raise typer.Exit(SOME_FAILED if result.faults else OK)


@app.command()
def gc(
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be deleted.")] = False,
) -> None:
    """Delete what is of no use any more under work/; originals, decisions and tables stay."""
    from plan_miner.keeping import waste
    from plan_miner.store import Store
    from plan_miner.system import Locked

    folder = _folder(data)
    try:
        with Store(folder).lock():
            found = waste(folder)
            for one in found:
                out.print(f"{one.path} {one.words}", markup=False, soft_wrap=True)
                if not dry_run:
                    one.path.unlink(missing_ok=True)
    except Locked as held:
        stop(str(held), LOCKED)
    would = "would be" if dry_run else "were"
    out.print(f"{len(found)} files, {sum(one.bytes for one in found) / 1e6:.1f} MB {would} deleted", markup=False)


def _folder(data: Path | None) -> Path:
    try:
        folder = Settings.from_environment(data=data).data
    except SettingsError as mistake:
        stop(str(mistake), USAGE)
    if not folder.is_dir():
        stop(f"{folder} is not there: name the data folder with --data", USAGE)
    return folder
