"""People's word on what the program found: what is to be looked at, what was decided, and what that changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from plan_miner.model import Edition
from plan_miner.publish.schema import Tables
from plan_miner.publish.tables import Decide
from plan_miner.review.decisions import Decision, read
from plan_miner.review.merge import Decided, with_decisions
from plan_miner.review.missed import document_of, found_again


def decided(data: Path, editions: Iterable[Edition]) -> Decided:
    """What people decided in the data folder; added objectives are looked for in `editions`, those of today."""
    log = read(data / "review")
    return Decided(log.decisions, found_again(data, editions, log.decisions), log.unreadable)


def deciding(decided: Decided) -> Decide:
    """What merges into the tables of a part of the registry that which was decided of it.

    A decision is of one document, or of one municipality's service.
    """
    of_each: dict[str, list[Decision]] = defaultdict(list)
    for one in decided.decisions:
        of_each[document_of(one)].append(one)

    def merged(tables: Tables) -> Tables:
        ids = [str(row["document_id"]) for row in tables["documents"]]
        ids += [str(row["municipality_id"]) for row in tables["municipalities"]]
        own = tuple(one for about in ids for one in of_each.get(about, ()))
        return with_decisions(tables, replace(decided, decisions=own)) if own else tables

    return merged
