"""How things stand for the person who looks after the schedule: computed from the runs and the tables. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from plan_miner.runs import Account, Run
from plan_miner.saying import Said, verbatim

SEEN = frozenset({"new", "unchanged"})  # what a run did where the document was there when it was asked for


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables say of a document: its kind, and when its edition was first had (ISO 8601 in UTC)."""

    kind: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person: documents found, doubts, rows to be reviewed, pages that nothing could read."""

    candidates: int
    doubts: int
    to_review: int
    unread_pages: int


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in numbers of documents; `seconds` from its start to its end."""

    started: str
    seconds: int
    new: int
    unchanged: int
    failed: int
    skipped: int
    refused: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Failing:
    """A document that failed when it was last asked for, or that cannot be read; `since` the start of a run."""

    document_id: str
    status: str
    error: Said
    since: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A document of which an edition is at hand that was last seen at its address long ago."""

    document_id: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class State:
    """All that an operator is shown; runs the newest first, documents in the registry's order."""

    runs: tuple[RunLine, ...]
    documents: Mapping[str, int]  # by status
    failed: tuple[Failing, ...]
    never_had: tuple[str, ...]
    stale: tuple[Stale, ...]
    waiting: Waiting

    @property
    def well(self) -> bool:
        """Nothing failed, and the last run published."""
        return not self.failed and not self.runs[0].refused


def state(
    runs: Sequence[Run], known: Mapping[str, Known], waiting: Waiting, at: datetime, stale_days: int, shown: int = 5
) -> State:
    """How things stand at `at`, by the runs (the newest first, at least one) and what the tables know.

    Documents that the last run's registry had no more are left out. `shown` is the number of runs in the answer.
    """
    had_not = (one.document_id for one in runs[0].documents if one.sha256 is None)
    horizon = at - timedelta(days=stale_days)
    return State(
        tuple(_line(run) for run in runs[:shown]),
        dict(Counter(one.status for one in runs[0].documents).most_common()),
        failed(runs),
        tuple(name for name in had_not if not _is_page(name, known)),
        tuple(old for history in _histories(runs) if (old := _stale(history, known, horizon))),
        waiting,
    )


def failed(runs: Sequence[Run]) -> tuple[Failing, ...]:
    """The documents that a retry is for, in the registry's order; none where there are no runs."""
    return tuple(found for history in _histories(runs) if (found := _failing(history)))


History = Sequence[tuple[str, Account]]  # of one document: start of the run and what became of it, the newest first


def _histories(runs: Sequence[Run]) -> list[History]:
    """The history of each document of the last run."""
    found: dict[str, list[tuple[str, Account]]] = {one.document_id: [] for run in runs[:1] for one in run.documents}
    for run in runs:
        for one in run.documents:
            if one.document_id in found:
                found[one.document_id].append((run.started, one))
    return list(found.values())


def _failing(history: History) -> Failing | None:
    """What is wrong with a document: as it is read now, else as its address answered when it was last asked.

    A run for other documents (`--only`, `--offline`) does not make good what failed before it.
    """
    told = [(started, one) for started, one in history if one.did != "skipped"]
    now = history[0][1]
    wrong = now if now.failed else next((one for _, one in told[:1] if one.did == "failed"), None)
    if wrong is None:
        return None
    since = history[0][0]
    for started, one in history:
        if not one.failed and one.did != "skipped":
            break
        since = started if one.failed else since
    return Failing(wrong.document_id, wrong.status, wrong.said or verbatim(wrong.error), since)


def _stale(history: History, known: Mapping[str, Known], horizon: datetime) -> Stale | None:
    now = history[0][1]
    if now.sha256 is None:
        return None
    first_had = known[now.document_id].fetched_at if now.document_id in known else ""
    seen = next((started for started, one in history if one.did in SEEN), first_had)
    return Stale(now.document_id, seen) if not seen or _moment(seen) < horizon else None


def _is_page(document_id: str, known: Mapping[str, Known]) -> bool:
    """Web pages are listed for people; no run has them."""
    return document_id in known and known[document_id].kind == "web_page"


def _line(run: Run) -> RunLine:
    did = Counter("failed" if one.failed else one.did for one in run.documents)
    seconds = int((_moment(run.ended) - _moment(run.started)).total_seconds())
    return RunLine(
        run.started,
        seconds,
        did["new"],
        did["unchanged"],
        did["failed"],
        did["skipped"],
        run.said or tuple(map(verbatim, run.refused)),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
