"""Whether what came is the document that its entry asks for, and as full as the entry expects."""

from __future__ import annotations

from dataclasses import replace

from plan_miner.model import Became, Doubt, Outcome

REMEDY = "look at the file, then correct the entry; if it is the right one, save it and give its path as url"


def misfit(one: Became) -> tuple[str, str]:
    """The status and the line for a document that must not be published under its id; both empty where it may.

    `one` is of a document that was read. An entry's expectations (`expect:`) count like its cover. A local file
    was chosen by a person who saw it: what its cover says otherwise is a doubt (`doubted`).
    """
    source, seen = one.source, one.seen
    if seen.cover.mismatch and source.path is None:
        return "wrong_document", f"{source.id} {source.url} holds another document: {seen.cover.mismatch}; {REMEDY}"
    short = _short(one.page_count, source.expected.pages_min, "pages")
    short = short or _short(seen.goals, source.expected.goals_min, "goals")
    if short:
        return "wrong_document", f"{source.id} {source.url} {short}; look at the file, or correct 'expect'"
    return "", ""


def doubted(outcome: Outcome) -> Outcome:
    """The outcome with a doubt where a local file's cover is not that of its entry, and the file is used."""
    mismatch = outcome.document.cover.mismatch
    if not mismatch or outcome.status != "ok":
        return outcome
    doubt = Doubt("", "other_document", f"the file may be another document: {mismatch}", 1)
    return replace(outcome, document=replace(outcome.document, doubts=(doubt, *outcome.document.doubts)))


def _short(found: int, expected: int, what: str) -> str:
    return f"has {found} {what}, fewer than the {expected} that its entry expects" if found < expected else ""
