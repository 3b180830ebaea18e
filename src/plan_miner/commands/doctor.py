"""`doctor`: what this computer lacks for the work, and the command that mends it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from plan_miner.commands.options import AsJson, Data, Sources, settings_of
from plan_miner.saying import said, told
from plan_miner.terminal import OK, SOME_FAILED, USAGE, say, stop

if TYPE_CHECKING:
    from plan_miner.machine import Judgement

STATES = {
    "ok": ("✓", said("ok"), "green"), "warning": ("!", said("warning"), "yellow"), "fault": ("✗", said("fault"), "red"),
}  # fmt: skip
NAMES = {
    "packages": said("packages"), "data": said("data folder"), "memory": said("memory"), "sources": said("registry"),
    "proxy": said("proxy"), "web": said("web"),
}  # fmt: skip
COLUMN = 16  # letters for the name of a thing


def doctor(
    url: Annotated[str | None, typer.Option(help="The web address to ask; the registry's first by default.")] = None,
    sources: Sources = None,
    data: Data = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody on the web.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say what this computer lacks for the work, and what to do; ends with 1 if something needed is missing."""
    from plan_miner.machine import FAULT, look
    from plan_miner.model import is_web

    if url and not is_web(url):
        stop(said("{url!r} is no web address: write it from https:// on", url=url), USAGE)
    judged = look(settings_of(sources=sources, data=data, offline=offline or None), url or "")
    faults = [one for one in judged if one.state == FAULT]
    if as_json:
        found = [{"about": j.about, "state": j.state, "words": told(j.words), "remedy": told(j.remedy)} for j in judged]
        typer.echo(json.dumps({"well": not faults, "found": found}, ensure_ascii=False, indent=1))
    else:
        for one in judged:
            _show(one)
        _end(judged, faults)
    raise typer.Exit(SOME_FAILED if faults else OK)


def _show(one: Judgement) -> None:
    sign, state, colour = STATES[one.state]
    name = told(NAMES[one.about]) if one.about in NAMES else one.about
    start = f"{sign} {told(state):8}{name:{COLUMN}}"
    say(said("{start}{words}", start=start, words=one.words), style=colour if one.state != "ok" else None)
    if one.remedy:
        say(said("{blank}→ {remedy}", blank=" " * len(start), remedy=one.remedy), style=colour)


def _end(judged: list[Judgement], faults: list[Judgement]) -> None:
    if faults:
        say(said("{count} missing of what is needed", count=len(faults)), style="red")
    elif any(one.state != "ok" for one in judged):
        say(said("all that is needed is there; see the warnings"), style="yellow")
    else:
        say(said("all is well"), style="green")
