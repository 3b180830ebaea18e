"""Whether what came is the document that its entry asks for, and as full as the entry expects."""

from __future__ import annotations

from dataclasses import replace

from plan_miner.model import Became, Doubt, Outcome
from plan_miner.saying import NOTHING, Said, said

REMEDY = said("look at the file, then correct the entry; if it is the right one, save it and give its path as url")


def misfit(one: Became) -> tuple[str, Said]:
    """The status and the line for a document that must not be published under its id; both empty where it may.

    `one` is of a document that was read. An entry's expectations (`expect:`) count like its cover. A local file
    was chosen by a person who saw it: what its cover says otherwise is a doubt (`doubted`).
    """
    source, seen = one.source, one.seen
    if seen.cover.mismatch and source.path is None:
        return "wrong_document", said(
            "{document} {url} holds another document: {mismatch}; {remedy}",
            document=source.id,
            url=source.url,
            mismatch=seen.cover.mismatch,
            remedy=REMEDY,
        )
    short = _few_pages(one.page_count, source.expected.pages_min)
    short = short or _few_goals(seen.goals, source.expected.goals_min)
    if short:
        return "wrong_document", said(
            "{document} {url} {short}; look at the file, or correct 'expect'",
            document=source.id,
            url=source.url,
            short=short,
        )
    return "", NOTHING


def doubted(outcome: Outcome) -> Outcome:
    """The outcome with a doubt where a local file's cover is not that of its entry, and the file is used."""
    mismatch = outcome.document.cover.mismatch
    if not mismatch or outcome.status != "ok":
        return outcome
    doubt = Doubt("", "other_document", said("the file may be another document: {mismatch}", mismatch=mismatch), 1)
    return replace(outcome, document=replace(outcome.document, doubts=(doubt, *outcome.document.doubts)))


def _few_pages(found: int, expected: int) -> Said:
    words = said("has {found} pages, fewer than the {expected} that its entry expects", found=found, expected=expected)
    return words if found < expected else NOTHING


def _few_goals(found: int, expected: int) -> Said:
    words = said("has {found} goals, fewer than the {expected} that its entry expects", found=found, expected=expected)
    return words if found < expected else NOTHING
