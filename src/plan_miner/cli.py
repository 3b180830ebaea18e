"""The command line: thin. What a command does lives in `mine` and `extract`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from plan_miner.settings import Settings, SettingsError

if TYPE_CHECKING:
    from plan_miner.mine import Mined

OK, SOME_FAILED, USAGE, NOT_PUBLISHED, LOCKED, INTERRUPTED = 0, 1, 2, 3, 4, 130
app = typer.Typer(
    name="plan-miner",
    help="Turkish municipal plans and activity reports as tables in which every cell leads back to its page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(soft_wrap=False)
err = Console(stderr=True, soft_wrap=True)


def _stop(message: str, code: int) -> NoReturn:
    err.print(message, markup=False, highlight=False)
    raise typer.Exit(code)


@app.callback(invoke_without_command=True)
def start(version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False) -> None:
    """Turkish municipal plans and activity reports as tables in which every cell leads back to its page."""
    if version:
        from plan_miner import __version__

        typer.echo(f"plan-miner {__version__}")
        raise typer.Exit(OK)


def run_command(work: Callable[[Settings], Mined]) -> Callable[..., None]:
    """The command `run`, with `work` as what goes through the stages: here, or as a flow."""

    def run(
        sources: Annotated[Path | None, typer.Option(help="The registry; ./sources.yaml by default.")] = None,
        data: Annotated[Path | None, typer.Option(help="Originals and tables; ./data by default.")] = None,
        only: Annotated[
            list[str] | None, typer.Option(help="Fetch and read only this document or municipality (may be repeated).")
        ] = None,
        offline: Annotated[bool, typer.Option("--offline", help="Ask nobody; take the editions at hand.")] = False,
        workers: Annotated[int | None, typer.Option(help="How many documents to read at once.")] = None,
        shrink: Annotated[
            float | None, typer.Option(help="The share of a table's rows that may be gone before nothing is published.")
        ] = None,
        sample: Annotated[bool, typer.Option("--sample", help="Run on the sample inside the package.")] = False,
    ) -> None:
        """Fetch, read, tag and publish every document of the registry."""
        from plan_miner.lexicon import LexiconError
        from plan_miner.progress import summary
        from plan_miner.publish import InUse
        from plan_miner.sources import SourcesError
        from plan_miner.system import Locked

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
            )
            mined = work(settings)
        except (SettingsError, SourcesError, LexiconError) as mistake:
            _stop(str(mistake), USAGE)
        except InUse as kept:
            _stop(str(kept), NOT_PUBLISHED)
        except Locked as held:
            _stop(str(held), LOCKED)
        except KeyboardInterrupt:
            _stop("interrupted: what was read so far is kept", INTERRUPTED)
        summary(out, mined, settings.lang, time.monotonic() - started)
        if mined.published.refused:
            raise typer.Exit(NOT_PUBLISHED)
        raise typer.Exit(SOME_FAILED if mined.failed else OK)

    return run


def _here(settings: Settings) -> Mined:
    from plan_miner.locally import on_this_machine
    from plan_miner.mine import mine
    from plan_miner.progress import watch_for

    with watch_for(err, settings.lang) as watch, on_this_machine(settings.workers, watch) as each:
        return mine(settings, each)


app.command()(run_command(_here))


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A plan or a report as PDF.", show_default=False)],
    kind: Annotated[str | None, typer.Option(help="strategic_plan, activity_report … ; told from the cover.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    to: Annotated[Path | None, typer.Option("--out", help="Write the tables and the workbook of `run` here.")] = None,
) -> None:
    """Read one PDF, without a registry: a readable tree, JSON, or tables."""
    from plan_miner.children import Died
    from plan_miner.extract import as_data, as_text, extract_apart, publish_extract
    from plan_miner.text.unreadable import Unreadable

    try:
        found = extract_apart(file, kind or "")
    except Unreadable as why:
        _stop(why.message, SOME_FAILED)
    except ValueError as mistake:
        _stop(str(mistake), USAGE)
    if isinstance(found, Died):
        _stop(f"{file} {found.error}", SOME_FAILED)
    if to is not None:
        published = publish_extract(found, to)
        err.print(f"{len(published.files)} files in {to}", markup=False, highlight=False)
    if as_json:
        typer.echo(json.dumps(as_data(found), ensure_ascii=False, indent=1))
    elif to is None:
        for line in as_text(found):
            typer.echo(line)


@app.command()
def evaluate(
    truth: Annotated[Path, typer.Option(help="Folder with coded documents: <document_id>.truth.json.")],
    tables: Annotated[Path | None, typer.Option(help="Folder with the tables; processed/ of the data folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    misses: Annotated[bool, typer.Option("--misses", help="List every error as well.")] = False,
) -> None:
    """Score the published tables against documents that a person has coded."""
    from plan_miner.evaluate import CodedError
    from plan_miner.evaluate import evaluate as scored
    from plan_miner.evaluate.showing import show

    try:
        evaluation = scored(truth, tables or Settings.from_environment().data / "processed")
    except (CodedError, SettingsError) as mistake:
        _stop(str(mistake), USAGE)
    if as_json:
        typer.echo(json.dumps(evaluation.as_data(misses=misses), ensure_ascii=False, indent=1))
    else:
        show(out, evaluation, misses=misses)


def at_console(command: Callable[[], object]) -> None:
    """Run a command for a person: every letter can be printed, and it ends quietly where nobody reads on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        command()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """The console script."""
    at_console(app)


if __name__ == "__main__":
    main()
