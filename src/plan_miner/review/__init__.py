"""People's word on what the program found: what is to be looked at, what was decided, and what that changes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plan_miner.model import Edition
from plan_miner.review.decisions import read
from plan_miner.review.merge import Decided
from plan_miner.review.missed import found_again


def decided(data: Path, editions: Iterable[Edition]) -> Decided:
    """What people decided in the data folder; added objectives are looked for in `editions`, those of today."""
    log = read(data / "review")
    return Decided(log.decisions, found_again(data, editions, log.decisions), log.unreadable)
