"""`review`, `review export`, `review import`: people decide, on a local page or in a spreadsheet."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_miner.commands.options import WORKBOOK, Data, settings_of
from plan_miner.saying import said, told, verbatim
from plan_miner.terminal import OK, SOME_FAILED, USAGE, err, say, stop

if TYPE_CHECKING:
    from plan_miner.review.desk import Desk
    from plan_miner.review.standing import Standing
    from plan_miner.review.words import Words

review = typer.Typer(help="Look at what was found, beside its page, and decide.", invoke_without_command=True)
By = Annotated[str | None, typer.Option("--by", help="Who decides; the name of your account by default.")]


@review.callback()
def page(
    context: typer.Context,
    data: Data = None,
    by: By = None,
    port: Annotated[int, typer.Option(help="The port on this computer; 0 takes any that is free.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in your browser.")] = True,
) -> None:
    """Open the review page on this computer."""
    if context.invoked_subcommand is not None:
        return
    from plan_miner.review.serving import serve

    desk, words = _desk(data)
    serve(desk, _reviewer(by), port, words, open_browser=browser)


@review.command("export")
def export(
    to: Annotated[Path, WORKBOOK] = Path("kararlar.xlsx"),
    data: Data = None,
    by: By = None,
    pictures: Annotated[bool, typer.Option("--pictures/--no-pictures", help="Also the pages as pictures.")] = True,
    everything: Annotated[bool, typer.Option("--all", help="Also what has been decided already.")] = False,
) -> None:
    """Write what is to be looked at into a spreadsheet."""
    from plan_miner.review.queue import Filters, queue
    from plan_miner.review.sheet import sheet_bytes
    from plan_miner.review.words import words as words_of
    from plan_miner.store import write_atomically

    desk, words = _desk(data)
    reader = _reviewer(by)
    standings = queue(desk.review(), Filters(state="all" if everything else ""), reader)
    if not standings:
        stop(verbatim(words("nothing_to_review")), OK)
    folder = to.with_name(f"{to.stem}-sayfalar")
    drawn = _drawn(desk, standings, folder, words) if pictures else {}
    names = {row["municipality_id"]: row["municipality"] for row in desk.tables()["municipalities"]}
    sheet = sheet_bytes(standings, names, words_of("tr"), lambda one: drawn.get((one.document_id, one.page), ""))
    write_atomically(to, sheet)
    _say(words("wrote_sheet", count=len(standings), path=to))
    if drawn:
        _say(words("wrote_pictures", count=len(drawn), path=folder))


def _drawn(desk: Desk, standings: list[Standing], folder: Path, words: Words) -> dict[tuple[str, int], str]:
    """The pages of these items as pictures in a folder: their addresses as seen from the workbook beside it."""
    from plan_miner.children import Died
    from plan_miner.review.pictures import Pictures
    from plan_miner.store import write_atomically

    drawn: dict[tuple[str, int], str] = {}
    pictures = Pictures(desk.data)
    try:
        for document_id, page in dict.fromkeys((one.item.document_id, one.item.page) for one in standings):
            edition = desk.edition(document_id) if page else None
            if edition is None:
                continue
            picture = pictures.picture(edition, page)
            if isinstance(picture, Died):
                _say(words("no_picture", document=document_id, page=page, why=told(picture.error)))
                continue
            name = f"{document_id}-s{page}.png"
            write_atomically(folder / name, picture.path.read_bytes())
            drawn[document_id, page] = f"{folder.name}/{name}"
    finally:
        pictures.close()
    return drawn


@review.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A workbook of `review export` that was filled in.", show_default=False)],
    data: Data = None,
    by: By = None,
) -> None:
    """Take the decisions of a spreadsheet: says what it took, what it refused, and why."""
    from plan_miner.evaluate import CodedError
    from plan_miner.review.decisions import append, dated
    from plan_miner.review.sheet_back import returned

    desk, words = _desk(data)
    try:
        back = returned(file, desk.review(), _reviewer(by))
    except CodedError as mistake:
        stop(mistake, USAGE)
    if back.decisions:
        append(desk.folder, *map(dated, back.decisions))
    for one in back.refused:
        _say(words("refused_row", row=one.row, why=words(one.why.why, **one.why.details)))
    counts = {"taken": len(back.decisions), "known": back.known, "refused": len(back.refused), "empty": back.empty}
    _say(words("import_summary", **counts))
    if back.decisions:
        _say(words("publish_hint", run=desk.next_run))
    raise typer.Exit(SOME_FAILED if back.refused else OK)


def _desk(data: Path | None) -> tuple[Desk, Words]:
    """The desk of a data folder and the words of the command line; ends the command where there are no tables."""
    from plan_miner.review.desk import Desk, NoTables
    from plan_miner.review.words import words

    settings = settings_of(data=data)
    try:
        desk = Desk(settings.data)
        unreadable = desk.unreadable()
    except NoTables as mistake:
        stop(mistake, USAGE)
    if unreadable:
        _say(words(settings.lang)("unreadable_lines", lines=", ".join(map(str, unreadable))))
    return desk, words(settings.lang)


def _reviewer(by: str | None) -> str:
    """Who decides: as given, else the account's name."""
    name = " ".join((by or getpass.getuser()).split())
    if not name or not name.isprintable() or len(name) > 60:
        stop(said("--by: give a name of at most 60 letters"), USAGE)
    return name


def _say(line: str) -> None:
    say(verbatim(line), on=err)
