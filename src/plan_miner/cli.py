"""The command line: thin. What a command does lives in `mine` and `extract`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from plan_miner.commands.doctor import doctor
from plan_miner.commands.evaluate import coding_sheet, evaluate
from plan_miner.commands.lexicon import app as lexicon_commands
from plan_miner.commands.options import AsJson, Data, Kind, Lexicon, Sources, Workers, settings_of
from plan_miner.commands.review import review
from plan_miner.commands.sources import app as sources_commands
from plan_miner.commands.status import retry_command, status
from plan_miner.commands.store import app as store_commands
from plan_miner.saying import LANGUAGES, said, told, verbatim
from plan_miner.settings import Settings, SettingsError
from plan_miner.terminal import (
    INTERRUPTED,
    LOCKED,
    NOT_PUBLISHED,
    OK,
    SOME_FAILED,
    USAGE,
    at_console,
    err,
    out,
    stop,
)

if TYPE_CHECKING:
    from plan_miner.children import Died
    from plan_miner.mine import Mined

T = TypeVar("T")

app = typer.Typer(
    name="plan-miner",
    help="Turkish municipal plans and activity reports as tables in which every cell leads back to its page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
    lang: Annotated[str | None, typer.Option(help="The language of the command line: en or tr.")] = None,
) -> None:
    """Turkish municipal plans and activity reports as tables in which every cell leads back to its page."""
    if lang not in (None, *LANGUAGES):
        stop(
            said("{name}: {value!r} is no language of the command line; give en or tr", name="--lang", value=lang),
            USAGE,
        )
    if version:
        from plan_miner import __version__

        typer.echo(f"plan-miner {__version__}")
        raise typer.Exit(OK)


def run_command(work: Callable[[Settings], Mined]) -> Callable[..., None]:
    """The command `run`, with `work` as what goes through the stages: here, or as a flow."""

    def run(
        sources: Sources = None,
        data: Data = None,
        only: Annotated[
            list[str] | None, typer.Option(help="Fetch and read only this document or municipality (may be repeated).")
        ] = None,
        offline: Annotated[bool, typer.Option("--offline", help="Ask nobody; take the editions at hand.")] = False,
        workers: Workers = None,
        shrink: Annotated[
            float | None, typer.Option(help="The share of a table's rows that may be gone before nothing is published.")
        ] = None,
        lexicon: Lexicon = None,
        sample: Annotated[bool, typer.Option("--sample", help="Run on the sample inside the package.")] = False,
    ) -> None:
        """Fetch, read, tag and publish every document of the registry."""
        from plan_miner.by_municipality import Gone
        from plan_miner.lexicon import LexiconError
        from plan_miner.progress import REVIEW, summary
        from plan_miner.sources import SourcesError
        from plan_miner.system import InUse, Locked

        started = time.monotonic()
        try:
            settings = Settings.of_run(
                sample=sample,
                sources=sources,
                data=data,
                only=only,
                offline=offline or None,
                workers=workers,
                shrink=shrink,
                lexicon=lexicon,
            )
            mined = work(settings)
        except (SettingsError, SourcesError, LexiconError) as mistake:
            stop(mistake, USAGE)
        except (InUse, Gone) as kept:
            stop(kept, NOT_PUBLISHED)
        except Locked as held:
            stop(held, LOCKED)
        except KeyboardInterrupt:
            stop(said("interrupted: what was read so far is kept"), INTERRUPTED)
        then = said("extract FILE.pdf") if sample else verbatim(f"{REVIEW} --data {data}") if data else REVIEW
        summary(out, mined, time.monotonic() - started, then)
        if mined.published.refused:
            raise typer.Exit(NOT_PUBLISHED)
        raise typer.Exit(SOME_FAILED if mined.failed else OK)

    return run


def _here(settings: Settings) -> Mined:
    from plan_miner.locally import on_this_machine
    from plan_miner.mine import mine
    from plan_miner.progress import watch_for
    from plan_miner.system import note_interrupts

    note_interrupts()
    with watch_for(err) as watch, on_this_machine(settings.workers, watch) as each:
        return mine(settings, each)


_run = run_command(_here)
app.command()(_run)
app.command()(retry_command(_run))
app.command()(status)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A plan or a report as PDF.", show_default=False)],
    kind: Kind = None,
    as_json: AsJson = False,
    to: Annotated[Path | None, typer.Option("--out", help="Write the tables and the workbook of `run` here.")] = None,
    lexicon: Lexicon = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each goal, objective, activity and indicator was taken for one.")
    ] = False,
) -> None:
    """Read one PDF, without a registry: a readable tree, JSON, or tables; or why it was read so."""
    if explain:
        if as_json or to is not None:
            stop(said("--explain goes without --json and --out: it writes no tables"), USAGE)
        _explain(file, kind or "")
        return
    from plan_miner.extracting import as_data, as_text, check_folder, extract_apart, publish_extract

    if to is not None:
        _of_file(file, lambda: check_folder(file, to))
    found = _of_file(file, lambda: extract_apart(file, kind or "", settings_of(lexicon=lexicon).lexicon))
    if to is not None:
        from plan_miner.progress import summary_of_file

        published = publish_extract(found, to)
        summary_of_file(err, found, published)
        if published.refused:
            raise typer.Exit(NOT_PUBLISHED)
    if as_json:
        typer.echo(json.dumps(as_data(found), ensure_ascii=False, indent=1))
    elif to is None:
        for line in as_text(found):
            typer.echo(told(line).rstrip())


def _explain(file: Path, kind: str) -> None:
    from plan_miner.explaining import as_lines, explain_apart

    for line in as_lines(_of_file(file, lambda: explain_apart(file, kind))):
        typer.echo(told(line).rstrip())


def _of_file(file: Path, read: Callable[[], T | Died]) -> T:
    """What reading one file gives; a file that cannot be read, or is none, ends the command with a word on why."""
    from plan_miner.children import Died
    from plan_miner.text.unreadable import Unreadable

    try:
        found = read()
    except Unreadable as why:
        stop(why.message, SOME_FAILED)
    except ValueError as mistake:
        stop(mistake, USAGE)
    if isinstance(found, Died):
        stop(said("{file} {error}", file=file, error=found.error), SOME_FAILED)
    return found


app.command()(evaluate)
app.command()(doctor)
app.command("coding-sheet")(coding_sheet)
app.add_typer(lexicon_commands, name="lexicon")
app.add_typer(sources_commands, name="sources")
app.add_typer(store_commands, name="store")
app.add_typer(review, name="review")


def main() -> None:
    """The console script."""
    at_console(app)


if __name__ == "__main__":
    main()
