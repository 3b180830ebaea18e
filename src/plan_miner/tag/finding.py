"""The lexicon's terms in a text, in every inflection.

A cheap look at the folded text (`choosing`) decides whether spaCy sees a text at all. It is loaded with the first text
that is looked at: what only shows or counts what was found starts without it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plan_miner import lexicon

if TYPE_CHECKING:
    from plan_miner.tag.pipeline import Terms


def terms() -> Terms:
    """The pipeline over the lexicon in use."""
    return _terms(lexicon.overlay_in_use())


@cache
def _terms(overlay: Path | None) -> Terms:
    assert overlay == lexicon.overlay_in_use()  # noqa: S101 - only the key under which the pipeline is kept
    from plan_miner.tag.pipeline import Terms

    return Terms(lexicon.load().entries)
