"""What the words of a document say, and what became of each document in a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from plan_miner.model.plan import Doubt, Goal, Objective
from plan_miner.model.reading import Box, Passage
from plan_miner.model.registry import Edition, Registry, Source
from plan_miner.saying import NOTHING, Said

BASES = ("equality", "women", "group")  # what a row may rest on, the stronger first
FINE = frozenset({"ok", "not_fetched"})  # statuses of documents with which nothing is wrong


@dataclass(frozen=True, slots=True)
class Match:
    """A lexicon term found in a text: text[start:end] is what was printed."""

    term: str  # the lexicon entry's canonical form
    start: int
    end: int
    rule: str  # which entry or rule found it, e.g. "group.women" or "service.childcare.direct"


@dataclass(frozen=True, slots=True)
class Tags:
    """What the words of one row say: basis (equality | women | group | empty), themes, groups."""

    basis: str = ""
    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveVerdict:
    """Whether an objective belongs in the annex, and why (in words that an analyst can check)."""

    in_annex: bool
    basis: str
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    confidence: float
    reason: str
    doubt: str = ""  # why a person should look, or empty


@dataclass(frozen=True, slots=True)
class ServiceVerdict:
    """What a text says of one service; statuses as the contract lists them."""

    status: str
    unit_count: int | None = None
    yades: bool = False
    owner: str = ""  # municipality | ministry | other_municipality | association | private | empty
    rule: str = ""
    confidence: float = 0.0


class Quoted:
    """A sentence of a passage: passage.text[start:end], and where it stands."""

    __slots__ = ()

    passage: Passage
    start: int
    end: int

    @property
    def sentence(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def box(self) -> Box:
        return self.passage.box(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Mention(Quoted):
    """One sentence that names a service, and what it says of it."""

    service: str
    passage: Passage
    start: int  # of the sentence in the passage
    end: int
    matched: str
    status: str
    unit_count: int | None = None
    yades: bool = False
    owner: str = ""
    role: str = ""  # deciding | supporting | passing | set_aside
    rule: str = ""


@dataclass(frozen=True, slots=True)
class MechanismMention(Quoted):
    """One sentence that names an instrument of equality (unit, plan, charter, commission …)."""

    mechanism: str
    name: str
    detail: str
    passage: Passage
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TaggedObjective:
    """An objective with what its words and those of its activities say, and the verdict on it."""

    goal_code: str
    objective: Objective
    tags: Tags
    activities: tuple[Tags, ...]  # one for each activity, in order
    verdict: ObjectiveVerdict


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first pages say of whose, of what kind and of when a document is; empty where they do not say.

    `mismatch`: why it is clearly not the document that its entry asks for, in words.
    """

    municipality: str = ""  # folded: "kadıköy", "adana büyükşehir"
    kind: str = ""
    period: str = ""
    mismatch: Said = NOTHING


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """A document with all that was found in it; what the tables are made of."""

    goals: tuple[tuple[Goal, Tags], ...] = ()
    objectives: tuple[TaggedObjective, ...] = ()
    mentions: tuple[Mention, ...] = ()
    mechanisms: tuple[MechanismMention, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    cover_period: str = ""
    cover: Cover = Cover()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run knows of a tagged document while the rest of it lies in `file` (its name under work/)."""

    file: str = ""
    bytes: int = 0  # the size of the file
    goals: int = 0
    cover_period: str = ""
    cover: Cover = Cover()


@dataclass(frozen=True, slots=True)
class PageState:
    """How well a page could be read; `quality` as in model.Page."""

    page: int
    quality: str


PageRuns = tuple[tuple[str, int], ...]  # qualities in the order of the pages, each with how many pages in a row have it


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one source in a run: its edition or why there is none.

    What was found in it is not here: of thousands of documents it would fill the memory. `seen` says where it lies, and
    `by_municipality.taken_up` makes an Outcome of both.
    """

    source: Source
    status: str  # ok | not_fetched | unreachable | not_found | not_pdf | encrypted | damaged | ...
    error: Said = NOTHING
    edition: Edition | None = None
    pages: PageRuns = ()
    producer: str = ""
    seen: Seen = Seen()

    @property
    def failed(self) -> bool:
        """It could not be had or read, or an earlier edition is used in its place."""
        return self.status not in FINE or (self.status == "ok" and bool(self.error))

    @property
    def page_count(self) -> int:
        return sum(count for _, count in self.pages)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source, with all that was found in it."""

    source: Source
    status: str  # as in Became
    error: Said = NOTHING
    edition: Edition | None = None
    pages: tuple[PageState, ...] = ()
    producer: str = ""
    document: TaggedDocument = field(default_factory=TaggedDocument)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the registry, in a run one municipality: what became of its documents, and of those that they replace.

    The tables are made of part after part, so that no more than one is in memory.
    """

    registry: Registry
    outcomes: tuple[Outcome, ...]
    earlier: tuple[Outcome, ...] = ()  # editions that documents among `outcomes` had before
