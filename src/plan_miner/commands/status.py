"""`status` and `retry`: how things stand for the person who looks after the schedule, and what failed once more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from plan_miner.settings import Settings, SettingsError
from plan_miner.terminal import OK, SOME_FAILED, USAGE, err, out, stop

if TYPE_CHECKING:
    from plan_miner.runs import Run
    from plan_miner.standing import Known, State, Waiting

MOST = 60  # runs that are looked at: more than a year of weeks
LISTED = 20  # documents that a list names on the terminal; --json has them all
WORDS = {
    "en": {
        "run": "last runs (UTC)", "seconds": "seconds", "new": "new", "unchanged": "unchanged", "failed": "failed",
        "skipped": "not asked", "published": "published", "yes": "yes", "no": "no", "documents": "documents",
        "wrong": "failed", "since": "since {}", "never_had": "never had", "stale": "not seen for {} days",
        "waiting": "waiting for you", "candidates": "documents found", "doubts": "doubts", "to_review": "to review",
        "unread_pages": "unread pages", "more": "… and {} more: --json lists all", "well": "all is well",
        "retry": "failed: plan-miner retry asks for them again", "unreadable": "cannot be read and is left out",
        "nothing": "nothing to retry", "gone": "is no longer in the registry: not tried again",
        "no_runs": "{} has no account of a run: type plan-miner run first, or name the data folder with --data",
    },
    "tr": {
        "run": "çalıştırma (UTC)", "seconds": "saniye", "new": "yeni", "unchanged": "değişmemiş",
        "failed": "başarısız", "skipped": "sorulmadı", "published": "yayımlandı", "yes": "evet", "no": "hayır",
        "documents": "belgeler", "wrong": "başarısız", "since": "{} tarihinden beri", "never_had": "hiç alınamadı",
        "stale": "{} gündür görülmedi", "waiting": "sizi bekleyenler", "candidates": "bulunan belgeler",
        "doubts": "şüpheler", "to_review": "incelenecekler", "unread_pages": "okunamayan sayfalar",
        "more": "… ve {} tane daha: tümü --json ile", "well": "her şey yolunda",
        "retry": "başarısız: plan-miner retry bunları yeniden dener", "unreadable": "okunamıyor, sayılmadı",
        "nothing": "yeniden denenecek bir şey yok", "gone": "artık kayıt dosyasında yok: yeniden denenmedi",
        "no_runs": "{} içinde hiçbir çalıştırmanın kaydı yok: önce plan-miner run yazın ya da veri klasörünü"
        " --data ile verin",
    },
}  # fmt: skip
Data = Annotated[Path | None, typer.Option("--data", help="Originals and tables; ./data by default.")]


def status(
    data: Data = None,
    stale_days: Annotated[int, typer.Option(help="Days after which a document not seen is called stale.", min=1)] = 60,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What the last runs did, what is failed or stale, and what waits for a person; ends with 1 if something failed."""
    from datetime import UTC, datetime

    from plan_miner.standing import state

    settings = _settings(data)
    runs = _runs(settings)
    if not runs:
        stop(WORDS[settings.lang]["no_runs"].format(settings.data), USAGE)
    found = state(runs, _known(settings.data), _waiting(settings.data), datetime.now(UTC), stale_days)
    if as_json:
        import msgspec

        typer.echo(json.dumps(msgspec.to_builtins(found) | {"well": found.well}, ensure_ascii=False, indent=1))
    else:
        _show(found, WORDS[settings.lang], stale_days)
    raise typer.Exit(OK if found.well else SOME_FAILED)


def retry_command(run: Callable[..., None]) -> Callable[..., None]:
    """The command `retry`, with `run` as the command that goes through the documents named in `only`."""

    def retry(
        sources: Annotated[Path | None, typer.Option(help="The registry; ./sources.yaml by default.")] = None,
        data: Data = None,
        workers: Annotated[int | None, typer.Option(help="How many documents to read at once.")] = None,
    ) -> None:
        """Run again, for those documents only that failed when they were last asked for."""
        from plan_miner.sources import SourcesError, load
        from plan_miner.standing import failed

        settings = _settings(data, sources)
        words = WORDS[settings.lang]
        try:
            here = {source.id for source in load(settings.sources).sources}
        except SourcesError as mistake:
            stop(str(mistake), USAGE)
        names = [one.document_id for one in failed(_runs(settings))]
        for name in (name for name in names if name not in here):
            err.print(f"{name} {words['gone']}", markup=False, highlight=False)
        again = [name for name in names if name in here]
        if not again:
            stop(words["nothing"], OK)
        run(sources=sources, data=data, only=again, workers=workers)

    return retry


def _settings(data: Path | None, sources: Path | None = None) -> Settings:
    try:
        return Settings.from_environment(data=data, sources=sources)
    except SettingsError as mistake:
        stop(str(mistake), USAGE)


def _runs(settings: Settings) -> tuple[Run, ...]:
    from plan_miner.runs import last

    runs, unreadable = last(settings.data, MOST)
    for path in unreadable:
        err.print(f"{path} {WORDS[settings.lang]['unreadable']}", markup=False, highlight=False)
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
    import pyarrow.parquet as pq

    path = data / "processed" / f"{table}.parquet"
    return pq.read_table(path, columns=list(columns)).to_pylist() if path.is_file() else []


# --- for a person -------------------------------------------------------------------------------


def _show(found: State, words: dict[str, str], stale_days: int) -> None:
    out.print(_of_runs(found, words))
    for why in found.runs[0].refused:
        out.print(f"  {why}", style="red", markup=False, soft_wrap=True)
    statuses = ", ".join(f"{count} {status}" for status, count in found.documents.items())
    out.print(f"\n{words['documents']}: {statuses}", markup=False, highlight=False, soft_wrap=True)
    wrong = [
        (f"{one.document_id} ({words['since'].format(one.since[:10])}):", one.error or one.status)
        for one in found.failed
    ]
    _list(words["wrong"], wrong, words)
    _list(words["never_had"], [(name, "") for name in found.never_had], words)
    _list(words["stale"].format(stale_days), [(one.document_id, one.last_seen[:10]) for one in found.stale], words)
    waits = {name: getattr(found.waiting, name) for name in ("candidates", "doubts", "to_review", "unread_pages")}
    told = ", ".join(f"{words[name]} {count}" for name, count in waits.items())
    out.print(f"{words['waiting']}: {told}", markup=False, highlight=False, soft_wrap=True)
    if found.failed:
        out.print(f"{len(found.failed)} {words['retry']}", style="yellow", markup=False, soft_wrap=True)
    elif found.well:
        out.print(words["well"], style="green")


def _of_runs(found: State, words: dict[str, str]) -> Table:
    table = Table(words["run"], box=None, pad_edge=False)
    numbers = ("seconds", "new", "unchanged", "failed", "skipped")
    for name in numbers:
        table.add_column(words[name], justify="right")
    table.add_column(words["published"])
    for run in found.runs:
        started = run.started.replace("T", " ").rstrip("Z")
        counts = (str(getattr(run, name)) for name in numbers)
        table.add_row(started, *counts, words["no" if run.refused else "yes"])
    return table


def _list(title: str, lines: list[tuple[str, str]], words: dict[str, str]) -> None:
    if not lines:
        return
    out.print(f"{title}: {len(lines)}", markup=False, highlight=False)
    for name, told in lines[:LISTED]:
        out.print(f"  {name} {told}".rstrip(), style="yellow", markup=False, highlight=False, soft_wrap=True)
    if len(lines) > LISTED:
        out.print(f"  {words['more'].format(len(lines) - LISTED)}", markup=False)
