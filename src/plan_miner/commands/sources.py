"""`sources check|add|accept|watch`: the registry looked after."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer
from rich.table import Table

from plan_miner.commands.options import Data, Kind, Only, Sources, settings_of
from plan_miner.saying import called, named, said, told, verbatim
from plan_miner.terminal import LOCKED, OK, SOME_FAILED, USAGE, err, out, say, stop

if TYPE_CHECKING:
    from plan_miner.fetch.probing import Probe
    from plan_miner.model import Source
    from plan_miner.settings import Settings
    from plan_miner.watch import Candidate, Watched

T = TypeVar("T")
app = typer.Typer(help="Look after sources.yaml: what its addresses answer, and new documents.", no_args_is_help=True)


@app.command()
def check(
    sources: Sources = None,
    data: Data = None,
    only: Only = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody; tell what is at hand.")] = False,
) -> None:
    """Ask every address for its first bytes, and tell the state of each entry."""
    from plan_miner.fetch.probing import probe
    from plan_miner.sources import choose, load
    from plan_miner.store import Store

    settings = settings_of(sources=sources, data=data, only=only)
    registry = _settled(lambda: load(settings.sources))
    chosen = _settled(lambda: choose(registry, settings.only))
    entries = [source for source in registry.sources if source.id in chosen]
    with ThreadPoolExecutor(16) as pool:
        asked = pool.map(lambda one: None if offline else probe(one, settings, registry.certificates), entries)
        probes: list[Probe | None] = list(asked)
    headings = (said("line"), said("document"), said("address"), said("at hand"))
    table = Table(*map(told, headings), box=None, pad_edge=False)
    for source, answer in zip(entries, probes, strict=True):
        latest = Store(settings.data).latest(source.id)
        had = f"{named('via', latest.via)} {(latest.captured_at or latest.fetched_at)[:10]}" if latest else "-"
        table.add_row(str(source.line), source.id, _state(answer), had)
    out.print(table)
    wrong = [(source, one) for source, one in zip(entries, probes, strict=True) if one and one.state not in WELL]
    for source, one in wrong:
        say(said("{document} {url} {words}", document=source.id, url=source.url, words=one.words), style="yellow")
    raise typer.Exit(SOME_FAILED if wrong else OK)


WELL = ("ok", "not_fetched")  # states of an address with which nothing is to be done
MOVED, NOT_ASKED = said("moved"), said("not asked")


def _state(answer: Probe | None) -> str:
    if answer is None:
        return told(NOT_ASKED)
    if answer.state == "ok":
        return told(said("ok"))
    return told(MOVED) if answer.state == "moved" else named("status", answer.state)


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="Where the PDF is.", show_default=False)],
    municipality: Annotated[str | None, typer.Option(help="Id of the municipality; told from the cover.")] = None,
    kind: Kind = None,
    period: Annotated[str | None, typer.Option(help="2025-2029, or one year; told from the cover.")] = None,
    accessed: Annotated[str | None, typer.Option(help="The day on which it was seen; today.")] = None,
    note: Annotated[str | None, typer.Option(help="Anything worth knowing.")] = None,
    sources: Sources = None,
    data: Data = None,
) -> None:
    """Write a document into sources.yaml, with what its first pages tell of it."""
    from plan_miner.adding import add as added
    from plan_miner.model import is_web

    if not is_web(url):
        stop(said("{url!r} is no web address: write it from https:// on", url=url), USAGE)
    settings = settings_of(sources=sources, data=data)
    options = {"municipality": municipality, "kind": kind, "period": period, "accessed": accessed, "note": note}
    given = {name: value for name, value in options.items() if value}
    result = _settled(lambda: added(url, settings, given))
    _tell(result.source, settings)
    if result.trouble:
        say(said("it could not be had as yet: {trouble}", trouble=result.trouble), on=err)


@app.command()
def accept(
    ids: Annotated[list[str], typer.Argument(help="Ids in candidates.csv.", show_default=False)],
    sources: Sources = None,
    data: Data = None,
) -> None:
    """Take candidates into sources.yaml, behind the other documents of their municipality."""
    from plan_miner.registering import add_document
    from plan_miner.sources import load
    from plan_miner.watch.candidates import keep, kept

    settings = settings_of(sources=sources, data=data)
    waiting = kept(settings.data)
    for one in [_named(name, waiting) for name in ids]:
        values = {
            "kind": one.kind, "period": one.period, "url": one.url, "accessed": one.found_at, "note": one.title,
        }  # fmt: skip
        source = _settled(partial(add_document, settings.sources, one.municipality_id, values))
        _tell(source, settings)
    keep(settings.data, _settled(lambda: load(settings.sources)), ())


@app.command()
def watch(sources: Sources = None, data: Data = None, only: Only = None) -> None:
    """Look through the pages of the municipalities for new plans and reports; they become candidates."""
    from plan_miner.locally import on_this_machine
    from plan_miner.progress import watch_for
    from plan_miner.system import Locked
    from plan_miner.watch import watch as watched

    settings = settings_of(sources=sources, data=data, only=only)
    try:
        with watch_for(err) as display, on_this_machine(1, display) as each:
            result = _settled(lambda: watched(settings, each))
    except Locked as held:
        stop(held, LOCKED)
    for name, trouble in result.troubles:
        say(said("{name} {trouble}", name=name, trouble=trouble), on=err)
    end_of_watch(result)


def end_of_watch(watched: Watched) -> NoReturn:
    """Tell what was found and end the command: with 1 where a page could not be read."""
    for one in watched.new:
        say(verbatim(f"{one.candidate_id} {one.url}"))
    counts = {"new": len(watched.new), "waiting": len(watched.candidates)}
    say(said("{new} new, {waiting} waiting: {program} sources accept ID", program=called(), **counts))
    raise typer.Exit(SOME_FAILED if watched.troubles else OK)


def _tell(source: Source, settings: Settings) -> None:
    place = {"id": source.id, "path": settings.sources, "line": source.line}
    say(said("{id} stands in {path}, line {line}", **place))


def _named(name: str, waiting: tuple[Candidate, ...]) -> Candidate:
    """The candidate of an id; the id that its document would have will do where there is one such candidate."""
    if not waiting:
        stop(said("there are no candidates: run '{program} sources watch' first", program=called()), USAGE)
    found = [one for one in waiting if name in (one.candidate_id, one.document_id)]
    exact = [one for one in found if one.candidate_id == name] or found
    if len(exact) != 1:
        known = ", ".join(one.candidate_id for one in exact or waiting)
        several = said("'{name}' is several candidates; there are: {known}", name=name, known=known)
        none = said("'{name}' is no candidate; there are: {known}", name=name, known=known)
        stop(several if exact else none, USAGE)
    return exact[0]


def _settled(work: Callable[[], T]) -> T:
    """What `work` gives; mistakes in the registry end the command with their lines."""
    from plan_miner.sources import SourcesError

    try:
        return work()
    except SourcesError as mistake:
        stop(mistake, USAGE)
