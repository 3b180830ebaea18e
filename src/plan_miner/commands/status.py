"""`status` and `retry`: how things stand for the person who looks after the schedule, and what failed once more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from plan_miner.commands.options import AsJson, Data, Sources, Workers, settings_of
from plan_miner.saying import Said, called, named, said, told, verbatim
from plan_miner.terminal import OK, SOME_FAILED, USAGE, err, out, say, stop

if TYPE_CHECKING:
    from plan_miner.runs import Run
    from plan_miner.standing import Failing, Known, Stale, State, Waiting

MOST = 60  # runs that are looked at: more than a year of weeks
LISTED = 20  # documents that a list names on the terminal; --json has them all
NUMBERS = {
    "seconds": said("seconds"), "new": said("new"), "unchanged": said("unchanged"), "failed": said("failed"),
    "skipped": said("not asked"),
}  # fmt: skip
WAITING = {
    "candidates": said("documents found"), "doubts": said("doubts"), "to_review": said("to review"),
    "unread_pages": said("unread pages"),
}  # fmt: skip


def status(
    data: Data = None,
    stale_days: Annotated[int, typer.Option(help="Days after which a document not seen is called stale.", min=1)] = 60,
    as_json: AsJson = False,
) -> None:
    """What the last runs did, what is failed or stale, and what waits for a person; ends with 1 if something failed."""
    from datetime import UTC, datetime

    from plan_miner.standing import state

    settings = settings_of(data=data)
    runs = _runs(settings.data)
    if not runs:
        stop(
            said(
                "{folder} has no account of a run: type {program} run first, "
                "or name the data folder with --data (data/sample for the sample)",
                folder=settings.data,
                program=called(),
            ),
            USAGE,
        )
    found = state(runs, _known(settings.data), _waiting(settings.data), datetime.now(UTC), stale_days)
    if as_json:
        import msgspec

        typer.echo(
            json.dumps(msgspec.to_builtins(found, enc_hook=str) | {"well": found.well}, ensure_ascii=False, indent=1)
        )
    else:
        _show(found, stale_days)
    raise typer.Exit(OK if found.well else SOME_FAILED)


def retry_command(run: Callable[..., None]) -> Callable[..., None]:
    """The command `retry`, with `run` as the command that goes through the documents named in `only`."""

    def retry(
        sources: Sources = None,
        data: Data = None,
        workers: Workers = None,
    ) -> None:
        """Run again, for those documents only that failed when they were last asked for."""
        from plan_miner.sources import SourcesError, load
        from plan_miner.standing import failed

        settings = settings_of(data=data, sources=sources)
        try:
            here = {source.id for source in load(settings.sources).sources}
        except SourcesError as mistake:
            stop(mistake, USAGE)
        names = [one.document_id for one in failed(_runs(settings.data))]
        for name in (name for name in names if name not in here):
            say(said("{document} is no longer in the registry: not tried again", document=name), on=err)
        again = [name for name in names if name in here]
        if not again:
            stop(said("nothing to retry"), OK)
        run(sources=sources, data=data, only=again, workers=workers)

    return retry


def _runs(data: Path) -> tuple[Run, ...]:
    from plan_miner.runs import last

    runs, unreadable = last(data, MOST)
    for path in unreadable:
        say(said("{path} cannot be read and is left out", path=path), on=err)
    return runs


def _known(data: Path) -> dict[str, Known]:
    from plan_miner.standing import Known

    rows = _rows(data, "documents", "document_id", "kind", "fetched_at")
    return {row["document_id"]: Known(row["kind"] or "", row["fetched_at"] or "") for row in rows}


def _waiting(data: Path) -> Waiting:
    from plan_miner.published import ILLEGIBLE
    from plan_miner.standing import Waiting
    from plan_miner.watch.candidates import kept

    unread = sum(row["quality"] in ILLEGIBLE for row in _rows(data, "pages", "quality"))
    return Waiting(len(kept(data)), len(_rows(data, "doubts", "doubt")), _to_review(data), unread)


def _to_review(data: Path) -> int:
    from datetime import datetime

    from plan_miner.review.desk import Desk, NoTables
    from plan_miner.review.queue import progress

    try:
        return progress(Desk(data).review(), "", datetime.now().astimezone().date()).left
    except NoTables:
        return 0


def _rows(data: Path, table: str, *columns: str) -> list[dict[str, Any]]:
    """These columns of a published table; no rows where nothing was published yet."""
    from plan_miner.publish.reading import read_rows

    try:
        return read_rows(data / "processed", table, *columns)
    except FileNotFoundError:
        return []


# --- for a person -------------------------------------------------------------------------------


def _show(found: State, stale_days: int) -> None:
    out.print(_of_runs(found))
    for why in found.runs[0].refused:
        say(said("  {why}", why=why), style="red")
    statuses = ", ".join(f"{count} {named('status', status)}" for status, count in found.documents.items())
    say(said("\ndocuments: {statuses}", statuses=statuses))
    _list(said("failed"), [_failing(one) for one in found.failed])
    _list(said("never had"), [verbatim(name) for name in found.never_had])
    _list(said("not seen for {days} days", days=stale_days), [_seen(one) for one in found.stale])
    waits = ", ".join(f"{told(words)} {getattr(found.waiting, name)}" for name, words in WAITING.items())
    say(said("waiting for you: {waits}", waits=waits))
    if found.failed:
        say(
            said("{count} failed: {program} retry asks for them again", count=len(found.failed), program=called()),
            style="yellow",
        )
    elif found.well:
        say(said("all is well"), style="green")


def _failing(one: Failing) -> Said:
    why = one.error or verbatim(named("status", one.status))
    return said("{document} (since {day}): {why}", document=one.document_id, day=one.since[:10], why=why)


def _seen(one: Stale) -> Said:
    return verbatim(f"{one.document_id} {one.last_seen[:10]}".rstrip())


def _of_runs(found: State) -> Table:
    table = Table(told(said("last runs (UTC)")), box=None, pad_edge=False)
    for words in NUMBERS.values():
        table.add_column(told(words), justify="right")
    table.add_column(told(said("published")))
    for run in found.runs:
        started = run.started.replace("T", " ").rstrip("Z")
        counts = (str(getattr(run, name)) for name in NUMBERS)
        table.add_row(started, *counts, told(said("no") if run.refused else said("yes")))
    return table


def _list(title: Said, lines: list[Said]) -> None:
    if not lines:
        return
    say(said("{title}: {count}", title=title, count=len(lines)))
    for line in lines[:LISTED]:
        say(said("  {line}", line=line), style="yellow")
    if len(lines) > LISTED:
        say(said("  … and {count} more: --json lists all", count=len(lines) - LISTED))
