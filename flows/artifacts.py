"""What Prefect's pages show of a run: how far it is, its documents by status, what changed, what was found.

The tables are written whether or not any of it can be kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from prefect import get_run_logger
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from plan_miner.lexicon import labels
from plan_miner.mine import Mined
from plan_miner.publish.change_notes import change_notes
from plan_miner.publish.differences import NEEDED, differences
from plan_miner.publish.reading import read_rows
from plan_miner.saying import told
from plan_miner.watch import Watched

STEP = 1.0  # percent; smaller steps are not worth asking the server for


class Progress:
    """How many documents of a stage are done, as an artifact that grows."""

    def __init__(self, stage: str, documents: int) -> None:
        self._documents, self._shown = documents, 0.0
        what = f"documents through {stage}: {documents}"
        self._artifact: UUID | None = _kept(create_progress_artifact, 0.0, key=f"{stage}-progress", description=what)

    def done(self, documents: int) -> None:
        """Show that so many are done by now."""
        percent = 100.0 * documents / self._documents
        if self._artifact and (percent - self._shown >= STEP or documents == self._documents):
            self._shown = percent
            _kept(update_progress_artifact, self._artifact, percent)


def show_run(mined: Mined) -> None:
    """The documents by status, those that failed with what to do, and what changed."""
    names = labels()["status"]
    counts = Counter(outcome.status for outcome in mined.outcomes)
    by_status = [
        {"status": status, "durum": names[status].tr, "documents": count, "pages": _pages(mined, status)}
        for status, count in counts.most_common()
    ]
    _table("documents", by_status, "The documents of the registry by status")
    failed = [
        {"document": o.source.id, "status": o.status, "error": str(o.error), "hata": told(o.error, "tr")}
        for o in mined.failed
    ]
    _table(
        "failed-documents", failed, "Documents that could not be had or read, with what to do; then: plan-miner retry"
    )
    _kept(show_changes, mined)


def show_changes(mined: Mined) -> None:
    """What the editions of this run changed, in their words, and how much changed between all documents."""
    tables = {name: read_rows(mined.published.directory, name) for name in NEEDED}
    notes = change_notes(list(differences(tables)), {one.edition.sha256 for one in mined.brought})
    create_markdown_artifact(notes, key="changes", description="What changed between plans, reports and editions")


def show_candidates(watched: Watched) -> None:
    """The documents that wait to be taken into the registry."""
    rows = [{"candidate": one.candidate_id, "url": one.url, "reason": one.reason} for one in watched.candidates]
    _table("candidates", rows, "Documents that wait to be taken into the registry: plan-miner sources accept ID")


def _pages(mined: Mined, status: str) -> int:
    return sum(outcome.page_count for outcome in mined.outcomes if outcome.status == status)


def _table(key: str, rows: Iterable[dict[str, Any]], description: str) -> None:
    _kept(create_table_artifact, list(rows), key=key, description=description)


def _kept(keep: Callable[..., Any], *what: Any, **told: Any) -> Any:
    """What keeping an artifact gives; None, and a word in the log, where it cannot be kept."""
    try:
        return keep(*what, **told)
    except Exception as error:  # noqa: BLE001
        get_run_logger().warning("an artifact was not kept: %s", error)
        return None
