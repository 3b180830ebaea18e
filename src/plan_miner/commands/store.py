"""`store verify|gc`: the data folder looked after."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plan_miner.commands.options import Data, settings_of
from plan_miner.saying import said
from plan_miner.terminal import LOCKED, OK, SOME_FAILED, USAGE, say, stop

app = typer.Typer(help="Look after the data folder: whether originals are whole, what may go.", no_args_is_help=True)


@app.command()
def verify(data: Data = None) -> None:
    """Compare every original with its name and its record; nothing is changed."""
    from plan_miner.upkeep import verify as verified

    result = verified(_folder(data))
    for fault in result.faults:
        say(said("{path} {words}", path=fault.path, words=fault.words), style="yellow")
    counts = {"originals": result.editions, "megabytes": result.bytes / 1e6, "faults": len(result.faults)}
    say(said("{originals} originals, {megabytes:.1f} MB, {faults} faults", **counts))
    raise typer.Exit(SOME_FAILED if result.faults else OK)


@app.command()
def gc(
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be deleted.")] = False,
) -> None:
    """Delete what is of no use any more under work/; originals, decisions and tables stay."""
    from plan_miner.store import Store
    from plan_miner.system import Locked
    from plan_miner.upkeep import waste

    folder = _folder(data)
    try:
        with Store(folder).lock():
            found = waste(folder)
            for one in found:
                say(said("{path} {words}", path=one.path, words=one.words))
                if not dry_run:
                    one.path.unlink(missing_ok=True)
    except Locked as held:
        stop(held, LOCKED)
    counts = {"files": len(found), "megabytes": sum(one.bytes for one in found) / 1e6}
    would, were = (
        said("{files} files, {megabytes:.1f} MB would be deleted", **counts),
        said("{files} files, {megabytes:.1f} MB were deleted", **counts),
    )
    say(would if dry_run else were)


def _folder(data: Path | None) -> Path:
    folder = settings_of(data=data).data
    if not folder.is_dir():
        stop(said("{folder} is not there: name the data folder with --data", folder=folder), USAGE)
    return folder
