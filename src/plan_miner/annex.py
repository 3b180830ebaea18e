"""EK 2: the objectives that belong in the equality annex, one row an activity.

Pure: what became of the documents in, rows of the annex out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_miner.model import Activity, Goal, Outcome, Passage, Source, TaggedObjective, Tags

PENDING = "pending"  # the review of whatever nobody has decided yet


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row of EK 2: an activity of an objective that belongs, or the objective alone where it has none.

    `goal` is None where the document prints the objective under no goal. `tags` (basis, themes, groups) are
    what the words of the row's own activity say; a row with no activity says what its objective says. So an
    objective on equality has rows with an empty basis: activities that do not name what they serve.
    """

    source: Source
    goal: Goal | None
    tagged: TaggedObjective
    activity: Activity | None
    tags: Tags

    @property
    def passage(self) -> Passage:
        """The words of the row: its activity, else its objective."""
        return self.activity.passage if self.activity else self.tagged.objective.passage

    @property
    def page(self) -> int:
        return self.activity.passage.page if self.activity else self.tagged.objective.page_first


def annex_rows(outcomes: Sequence[Outcome]) -> tuple[AnnexRow, ...]:
    """Every row of EK 2 in the order of the documents, their objectives and their activities, as the program sees it.

    What people decide is merged into these rows by `review`.
    """
    return tuple(row for outcome in outcomes for row in _document_rows(outcome))


def _document_rows(outcome: Outcome) -> Iterator[AnnexRow]:
    goals = {goal.code: goal for goal, _ in outcome.document.goals}
    for tagged in outcome.document.objectives:
        if tagged.verdict.in_annex:
            for activity, tags in _activities(tagged):
                yield AnnexRow(outcome.source, goals.get(tagged.goal_code), tagged, activity, tags)


def _activities(tagged: TaggedObjective) -> Sequence[tuple[Activity | None, Tags]]:
    if not tagged.objective.activities:
        return [(None, tagged.tags)]
    return list(zip(tagged.objective.activities, tagged.activities, strict=True))
