"""`lexicon check | show | try`: what is looked for, and what of it a sentence holds and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_miner.commands.options import Lexicon, settings_of
from plan_miner.saying import NOTHING, Said, called, joined, language, named, said, told, verbatim
from plan_miner.terminal import USAGE, say, stop

if TYPE_CHECKING:
    from plan_miner.lexicon import Context, Entry
    from plan_miner.model import Match

app = typer.Typer(
    help="The words that are looked for: check them, show a term, try a sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command()
def check(lexicon: Lexicon = None) -> None:
    """Check all files, and that every term is found by its own words; a mistake is told with its file and line."""
    from plan_miner.lexicon import LexiconError, load
    from plan_miner.lexicon.cues import cues

    _use(lexicon)
    try:
        cues()
        hidden = list(_hidden())
    except LexiconError as mistake:
        stop(mistake, USAGE)
    if hidden:
        stop(joined("\n", hidden), USAGE)
    entries = load().entries
    terms = sum(len(entry.patterns) for entry in entries)
    contexts = len(load().contexts)
    say(
        said(
            "{entries} entries, {spellings} spellings, {contexts} contexts: no mistakes",
            entries=len(entries),
            spellings=terms,
            contexts=contexts,
        )
    )


@app.command()
def show(
    term: Annotated[str, typer.Argument(help="A word or term, in any form.", show_default=False)],
    lexicon: Lexicon = None,
) -> None:
    """Every entry that holds a word, with its file and line, where it comes from and what it stands for."""
    _use(lexicon)
    shown = list(_entries_with(term))
    if not shown:
        stop(
            said(
                "no term holds {term!r}; `{program} lexicon try` shows what is found in a sentence",
                term=term,
                program=called(),
            ),
            USAGE,
        )
    say(joined("\n\n", shown))


@app.command("try")
def try_sentence(
    text: Annotated[str, typer.Argument(help="A sentence, objective or activity.", show_default=False)],
    kind: Annotated[str, typer.Option(help="Of the document: activity_report, strategic_plan …")] = "activity_report",
    lexicon: Lexicon = None,
) -> None:
    """What of the lexicon a sentence holds, what it is tagged with, and what it says of the four services."""
    _use(lexicon)
    for line in (*_finds(text), NOTHING, *_tags(text), NOTHING, *_services(text, kind)):
        say(line)


def _use(folder: Path | None) -> None:
    from plan_miner.lexicon import LexiconError, use

    try:
        use(settings_of(lexicon=folder).lexicon)
    except LexiconError as mistake:
        stop(mistake, USAGE)


def _hidden() -> Iterator[Said]:
    """Terms that are not found where they stand, because a longer term or a trap covers them."""
    from plan_miner.lexicon import load
    from plan_miner.tag.finding import terms

    for entry in load().entries:
        for pattern in entry.patterns:
            text = " ".join(word.removeprefix("=") for word in pattern)
            found = terms().find(text)
            if not any(one.rule == entry.rule and (match.start, match.end) == (0, len(text)) for match, one in found):
                instead = verbatim(", ".join(sorted({match.rule for match, _ in found}))) if found else said("nothing")
                yield said(
                    "{where}: {text!r} is never found: its words are read as {instead}",
                    where=entry.where,
                    text=text,
                    instead=instead,
                )


def _entries_with(term: str) -> Iterator[Said]:
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
            origin = getattr(labels()["origins"][entry.origin], language()) if entry.origin else ""
            about = (
                said("  terms   {terms}", terms=", ".join(held)),
                *_meaning(entry),
                *([said("  origin  {origin}", origin=origin)] if origin else []),
                *([said("  note    {note}", note=entry.note)] if entry.note else []),
            )
            yield joined("\n", [verbatim(f"{entry.where}  {entry.rule}"), *about])


def _meaning(entry: Entry) -> Iterator[Said]:
    if entry.basis:
        alone = NOTHING if entry.enough else said(" (alone not enough for the annex)")
        yield said("  basis   {basis}{alone}", basis=named("basis", entry.basis), alone=alone)
    if entry.groups:
        yield said("  groups  {groups}", groups=_names("groups", entry.groups))
    if entry.themes:
        yield said("  themes  {themes}", themes=_names("themes", entry.themes))


def _finds(text: str) -> Iterator[Said]:
    from plan_miner.tag.finding import terms
    from plan_miner.tag.rows import passing

    found = terms().find(text)
    if not found:
        yield said("no term of the lexicon")
    for match, entry in found:
        yield _find(text, match, entry, passing(text, match))


def _find(text: str, match: Match, entry: Entry, aside: Context | None) -> Said:
    why = said("  (a trap: it takes away what it covers)") if entry.kind == "trap" else NOTHING
    if aside and not why:
        why = said("  (in passing: {rule}, {where}. {note})", rule=aside.rule, where=aside.where, note=aside.note)
    found = text[match.start : match.end]
    return said(
        "«{found}»  {term}  {rule}, {where}{why}",
        found=found,
        term=match.term,
        rule=entry.rule,
        where=entry.where,
        why=why,
    )


def _tags(text: str) -> Iterator[Said]:
    from plan_miner.tag import judge_objective, tag

    tags, verdict = tag(text), judge_objective(text)
    none = said("none")
    yield said("basis     {basis}", basis=named("basis", tags.basis) or none)
    yield said("groups    {groups}", groups=_names("groups", tags.groups) or none)
    yield said("themes    {themes}", themes=_names("themes", tags.themes) or none)
    yield said(
        "annex     {answer}. {reason}", answer=said("yes") if verdict.in_annex else said("no"), reason=verdict.reason
    )


def _services(text: str, kind: str) -> Iterator[Said]:
    from plan_miner.services import judge_service
    from plan_miner.services.terms import SERVICES, read_sentences

    spoken_of = {term.service for sentence in read_sentences(text) for term in sentence.terms if term.form != "trap"}
    if not spoken_of:
        yield said("no service is named")
    for service in (service for service in SERVICES if service in spoken_of):
        found = judge_service(text, service, kind)
        units = told(said("{count} units", count=found.unit_count)) if found.unit_count else ""
        more = ", ".join(filter(None, [units, "YADES" if found.yades else "", named("owner", found.owner)]))
        name, status = named("services", service), named("status", found.status)
        yield verbatim(f"{name:26}{status:16}{more:24}{found.rule}")


def _names(family: str, codes: Iterable[str]) -> str:
    return ", ".join(named(family, code) for code in codes)
