"""The words of the field as frozen values: what every stage hands to the next.

Pages count from 1 as the PDF file has them. Coordinates are PDF points with the origin at the top left
of the page. A `code` is canonical (Arabic digits joined by dots: ``1``, ``1.1``, ``1.1.3``); what was
printed stands beside it as `printed_code`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

# --- the registry -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of the registry; `plate` is the province's number (1-81), None where unknown."""

    id: str
    name: str
    province: str
    plate: int | None
    kind: str  # metropolitan | provincial | district
    website: str = ""
    watch: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """The least that a document must have; 0 where nothing is expected."""

    pages_min: int = 0
    goals_min: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the registry: where it is to be had and what it is said to be."""

    id: str  # <municipality>-<sp|pp|fr|srv|web|reg>-<period>
    municipality: Municipality
    kind: str  # strategic_plan | performance_program | activity_report | service_report | web_page | regulation
    period_start: int
    period_end: int
    url: str  # as written; http(s) or a path
    path: Path | None = None  # the local file, where url is one
    accessed: str = ""  # ISO date on which the citing report saw it
    note: str = ""
    line: int = 0  # of its entry in sources.yaml
    expected: Expected = Expected()


@dataclass(frozen=True, slots=True)
class Certificate:
    """A host whose certificate is excepted, until the day `until` (ISO), for a reason.

    With a `file` of certificates these are believed too; without one the host's certificate is not verified.
    """

    host: str
    until: str
    reason: str
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited work that no municipality issued: listed, never fetched."""

    title: str
    url: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Registry:
    municipalities: tuple[Municipality, ...]
    sources: tuple[Source, ...]
    references: tuple[Reference, ...] = ()
    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The bytes of a document, known by their sha256."""

    document_id: str
    sha256: str
    path: Path
    bytes: int
    fetched_url: str
    via: str  # origin | archive | local
    fetched_at: str  # ISO 8601, UTC
    captured_at: str = ""  # when the web archive took it, ISO 8601, UTC; empty where it did not
    certificate: str = ""  # the exception under which its host was believed, in words


# --- a document as read -------------------------------------------------------------------------


class Box(msgspec.Struct, frozen=True, gc=False):
    """A rectangle on a page, in points, origin at the top left.

    What there are thousands of (boxes, lines, cells) are Structs: one is made ten times faster than a dataclass.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def joined(self, other: Box) -> Box:
        """The smallest box around both; both must be on one page."""
        return Box(
            self.page,
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


class Line(msgspec.Struct, frozen=True, gc=False):
    """One printed line; `size` is the height of its letters in points, `bold` as the font says."""

    text: str
    box: Box
    size: float = 0.0
    bold: bool = False


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A table cell: the lines in it and where it stands in the grid (row, column from 0)."""

    row: int
    column: int
    lines: tuple[Line, ...]
    box: Box
    column_span: int = 1
    row_span: int = 1

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


class Table(msgspec.Struct, frozen=True, gc=False):
    """A grid of cells in print order; a merged cell stands once, at its first row and column."""

    cells: tuple[Cell, ...]
    box: Box
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as blocks in reading order, with what was set aside (running headers, page numbers).

    Size and boxes are those of the page after it was turned about its middle by `turned` degrees with the clock, so
    that its lines lie level: text that runs up the sheet, a scan that lay askew. `text.upright` leads back.
    """

    number: int
    width: float
    height: float
    blocks: tuple[Line | Table, ...]
    aside: tuple[Line, ...] = ()
    quality: str = "ok"  # ok | repaired | ocr | garbled | blank | unread
    turned: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A PDF as read: its pages, and who made it."""

    pages: tuple[Page, ...]
    producer: str = ""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """Where in a passage's text a printed line begins, and its box."""

    start: int
    box: Box


class Passage(msgspec.Struct, frozen=True, gc=False):
    """Running text that belongs together (a paragraph, bullet, heading or cell), joined over line ends.

    `pieces` lead each character back to the printed line it came from. `section` says where in the
    document the passage stands: ``goals`` (the plan itself), ``previous`` (last period's goals), ``law``,
    ``policy`` (upper plans, UN goals), ``analysis`` (SWOT, PESTLE), ``survey``, ``staff``, ``contents``,
    ``foreword``, ``services`` (what the municipality does), or empty.
    """

    text: str
    pieces: tuple[Piece, ...]
    kind: str = "paragraph"  # heading | paragraph | bullet | cell
    section: str = ""

    @property
    def page(self) -> int:
        return self.pieces[0].box.page if self.pieces else 0

    def box(self, start: int = 0, end: int | None = None) -> Box:
        """The box around the printed lines of text[start:end], on the page where that begins."""
        end = len(self.text) if end is None else end
        ends = [*(p.start for p in self.pieces[1:]), len(self.text)]
        hit = [p.box for p, stop in zip(self.pieces, ends, strict=True) if p.start < end and stop > start]
        boxes = hit or [self.pieces[-1].box]
        around = boxes[0]
        for box in boxes[1:]:
            if box.page == around.page:
                around = around.joined(box)
        return around


# --- the goal tree ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: as printed, and read the Turkish way (None for words, "-" and blanks)."""

    printed: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    number: int  # from 1 under its objective, in print order
    passage: Passage
    printed_code: str = ""
    rule: str = ""  # which rule of `structure` found it


@dataclass(frozen=True, slots=True)
class Indicator:
    code: str
    passage: Passage
    unit: str = ""
    weight: Number = Number()
    baseline: Number = Number()
    targets: tuple[tuple[int, Number], ...] = ()  # (year, target)
    rule: str = ""  # which rule of `structure` found it


@dataclass(frozen=True, slots=True)
class PerformanceTarget:
    """A yearly target (performans hedefi) that a performance programme prints under an objective."""

    code: str
    printed_code: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Objective:
    code: str
    printed_code: str
    passage: Passage
    page_first: int
    page_last: int
    activities: tuple[Activity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    responsible_unit: str = ""
    collaborating_units: tuple[str, ...] = ()
    cost_estimate: Number = Number()
    risks: str = ""
    findings: str = ""
    needs: str = ""
    rule: str = ""  # which rule of `structure` found it
    performance_targets: tuple[PerformanceTarget, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    code: str
    printed_code: str
    passage: Passage
    objectives: tuple[Objective, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: never dropped, never guessed. `key` is the row's id, or empty."""

    key: str
    doubt: str
    message: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What `structure` makes of a reading: the goal tree, and the document as passages with sections."""

    goals: tuple[Goal, ...] = ()
    passages: tuple[Passage, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    cover_period: str = ""


# --- what the words say -------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Mention:
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

    @property
    def sentence(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def box(self) -> Box:
        return self.passage.box(self.start, self.end)


@dataclass(frozen=True, slots=True)
class MechanismMention:
    """One sentence that names an instrument of equality (unit, plan, charter, commission …)."""

    mechanism: str
    name: str
    detail: str
    passage: Passage
    start: int
    end: int
    rule: str = ""

    @property
    def sentence(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def box(self) -> Box:
        return self.passage.box(self.start, self.end)


@dataclass(frozen=True, slots=True)
class TaggedObjective:
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
    mismatch: str = ""


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


# --- what a run makes of a source ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageState:
    page: int
    quality: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source in a run: its edition or why there is none, and what was found in it."""

    source: Source
    status: str  # ok | not_fetched | unreachable | not_found | not_pdf | encrypted | damaged | ...
    error: str = ""
    edition: Edition | None = None
    pages: tuple[PageState, ...] = ()
    producer: str = ""
    document: TaggedDocument = field(default_factory=TaggedDocument)
