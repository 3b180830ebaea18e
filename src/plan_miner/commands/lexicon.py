"""`lexicon check | show | try`: what is looked for, and what of it a sentence holds and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_miner.settings import Settings, SettingsError
from plan_miner.terminal import USAGE, stop

if TYPE_CHECKING:
    from plan_miner.lexicon import Context, Entry
    from plan_miner.model import Match

app = typer.Typer(
    help="The words that are looked for: check them, show a term, try a sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
Own = Annotated[
    Path | None,
    typer.Option("--lexicon", help="A folder of your own terms, laid over the program's.", show_default=False),
]


@app.command()
def check(lexicon: Own = None) -> None:
    """Check all files, and that every term is found by its own words; a mistake is told with its file and line."""
    from plan_miner.lexicon import LexiconError, load
    from plan_miner.lexicon.cues import cues

    _use(lexicon)
    try:
        cues()
        hidden = list(_hidden())
    except LexiconError as mistake:
        stop(str(mistake), USAGE)
    if hidden:
        stop("\n".join(hidden), USAGE)
    entries = load().entries
    terms = sum(len(entry.patterns) for entry in entries)
    typer.echo(f"{len(entries)} entries, {terms} spellings, {len(load().contexts)} contexts: no mistakes")


@app.command()
def show(
    term: Annotated[str, typer.Argument(help="A word or term, in any form.", show_default=False)], lexicon: Own = None
) -> None:
    """Every entry that holds a word, with its file and line, where it comes from and what it stands for."""
    _use(lexicon)
    shown = list(_entries_with(term))
    if not shown:
        stop(f"no term holds {term!r}; `plan-miner lexicon try` shows what is found in a sentence", USAGE)
    typer.echo("\n\n".join(shown))


@app.command("try")
def try_sentence(
    text: Annotated[str, typer.Argument(help="A sentence, objective or activity.", show_default=False)],
    kind: Annotated[str, typer.Option(help="Of the document: activity_report, strategic_plan …")] = "activity_report",
    lexicon: Own = None,
) -> None:
    """What of the lexicon a sentence holds, what it is tagged with, and what it says of the four services."""
    _use(lexicon)
    for line in (*_finds(text), "", *_tags(text), "", *_services(text, kind)):
        typer.echo(line)


def _use(folder: Path | None) -> None:
    from plan_miner.lexicon import LexiconError, use

    try:
        use(Settings.from_environment(lexicon=folder).lexicon)
    except (LexiconError, SettingsError) as mistake:
        stop(str(mistake), USAGE)


def _hidden() -> Iterator[str]:
    """Terms that are not found where they stand, because a longer term or a trap covers them."""
    from plan_miner.lexicon import load
    from plan_miner.tag.finding import terms

    for entry in load().entries:
        for pattern in entry.patterns:
            text = " ".join(word.removeprefix("=") for word in pattern)
            found = terms().find(text)
            if not any(one.rule == entry.rule and (match.start, match.end) == (0, len(text)) for match, one in found):
                instead = ", ".join(sorted({match.rule for match, _ in found})) or "nothing"
                yield f"{entry.where}: {text!r} is never found: its words are read as {instead}"


def _entries_with(term: str) -> Iterator[str]:
    from plan_miner.lexicon import labels, load
    from plan_miner.turkish import matches

    words = term.split()
    for entry in load().entries:
        held = [
            " ".join(pattern)
            for pattern in entry.patterns
            if all(any(matches(stem.removeprefix("="), word) for stem in pattern) for word in words)
        ]
        if held:
            origin = labels()["origins"][entry.origin].en if entry.origin else ""
            about = [("terms", ", ".join(held)), *_meaning(entry), ("origin", origin), ("note", entry.note)]
            yield "\n".join([f"{entry.where}  {entry.rule}", *(f"  {name:8}{value}" for name, value in about if value)])


def _meaning(entry: Entry) -> list[tuple[str, str]]:
    basis = entry.basis if entry.enough or not entry.basis else f"{entry.basis} (alone not enough for the annex)"
    return [("basis", basis), ("groups", ", ".join(entry.groups)), ("themes", ", ".join(entry.themes))]


def _finds(text: str) -> Iterator[str]:
    from plan_miner.tag.finding import terms
    from plan_miner.tag.rows import passing

    found = terms().find(text)
    if not found:
        yield "no term of the lexicon"
    for match, entry in found:
        yield _find(text, match, entry, passing(text, match))


def _find(text: str, match: Match, entry: Entry, aside: Context | None) -> str:
    why = "  (a trap: it takes away what it covers)" if entry.kind == "trap" else ""
    why = f"  (in passing: {aside.rule}, {aside.where}. {aside.note})" if aside and not why else why
    return f"«{text[match.start : match.end]}»  {match.term}  {entry.rule}, {entry.where}{why}"


def _tags(text: str) -> Iterator[str]:
    from plan_miner.tag import judge_objective, tag

    tags, verdict = tag(text), judge_objective(text)
    yield f"basis     {tags.basis or 'none'}"
    yield f"groups    {', '.join(tags.groups) or 'none'}"
    yield f"themes    {', '.join(tags.themes) or 'none'}"
    yield f"annex     {'yes' if verdict.in_annex else 'no'}. {verdict.reason}"


def _services(text: str, kind: str) -> Iterator[str]:
    from plan_miner.services import judge_service
    from plan_miner.services.terms import SERVICES, read_sentences

    named = {term.service for sentence in read_sentences(text) for term in sentence.terms if term.form != "trap"}
    if not named:
        yield "no service is named"
    for service in (service for service in SERVICES if service in named):
        said = judge_service(text, service, kind)
        more = [f"{said.unit_count} units" if said.unit_count else "", "YADES" if said.yades else "", said.owner]
        yield f"{service:26}{said.status:16}{', '.join(filter(None, more)):24}{said.rule}"
