"""The words of the field as frozen values: what every stage hands to the next.

Pages count from 1 as the PDF file has them. Coordinates are PDF points with the origin at the top left
of the page. A `code` is canonical (Arabic digits joined by dots: ``1``, ``1.1``, ``1.1.3``); what was
printed stands beside it as `printed_code`.
"""

from plan_miner.model.findings import (
    BASES,
    FINE,
    Became,
    Cover,
    Match,
    MechanismMention,
    Mention,
    ObjectiveVerdict,
    Outcome,
    PageRuns,
    PageState,
    Part,
    Seen,
    ServiceVerdict,
    TaggedDocument,
    TaggedObjective,
    Tags,
)
from plan_miner.model.plan import Activity, Doubt, Goal, Indicator, Number, Objective, PerformanceTarget, Plan
from plan_miner.model.reading import Box, Cell, Line, Page, Passage, Piece, Reading, Table
from plan_miner.model.registry import (
    WITH_GOALS,
    Certificate,
    Edition,
    Expected,
    Municipality,
    Reference,
    Registry,
    Source,
    period_of,
)

__all__ = [
    "BASES",
    "FINE",
    "WITH_GOALS",
    "Activity",
    "Became",
    "Box",
    "Cell",
    "Certificate",
    "Cover",
    "Doubt",
    "Edition",
    "Expected",
    "Goal",
    "Indicator",
    "Line",
    "Match",
    "MechanismMention",
    "Mention",
    "Municipality",
    "Number",
    "Objective",
    "ObjectiveVerdict",
    "Outcome",
    "Page",
    "PageRuns",
    "PageState",
    "Part",
    "Passage",
    "PerformanceTarget",
    "Piece",
    "Plan",
    "Reading",
    "Reference",
    "Registry",
    "Seen",
    "ServiceVerdict",
    "Source",
    "Table",
    "TaggedDocument",
    "TaggedObjective",
    "Tags",
    "period_of",
]
