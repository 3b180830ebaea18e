"""A run of three documents by hand, and how tests read what it published."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl

from plan_miner.model import (
    Activity,
    Box,
    Doubt,
    Edition,
    Goal,
    Indicator,
    Match,
    MechanismMention,
    Mention,
    Municipality,
    Number,
    Objective,
    ObjectiveVerdict,
    Outcome,
    PageState,
    Part,
    Passage,
    Piece,
    Registry,
    Source,
    TaggedDocument,
    TaggedObjective,
    Tags,
)
from plan_miner.publish import AllTables, write_files

KARS = Municipality("kars", "Kars Belediyesi", "Kars", 36, "provincial", "https://kars.bel.tr/")
VAN = Municipality("van-bb", "Van Büyükşehir Belediyesi", "Van", 65, "metropolitan")
PLAN = Source("kars-sp-2020-2024", KARS, "strategic_plan", 2020, 2024, "plan.pdf")
REPORT = Source(
    "van-bb-fr-2020", VAN, "activity_report", 2020, 2020, "https://van.bel.tr/rapor.pdf", accessed="2021-01-25"
)
PAGE = Source("van-bb-web-2021", VAN, "web_page", 2021, 2021, "https://van.bel.tr/")
REGISTRY = Registry((KARS, VAN), (PLAN, REPORT, PAGE))
WOMEN = Tags("women", ("women",), ("women",), (Match("kadın", 0, 5, "group.women"),))
SHA = "ab" * 32


def words(text: str, page: int = 1) -> Passage:
    return Passage(text, (Piece(0, Box(page, 70.123, 100, 300, 112)),))


def edition(source: Source) -> Edition:
    path = Path("/home/ayse/plan.pdf")
    return Edition(source.id, SHA, path, 1234, str(path), "local", "2026-01-02T03:04:05Z")


INDICATOR = Indicator(
    "4.1.1",
    words("Kadın kursiyer sayısı", 41),
    "Kişi",
    Number("%12,5", 12.5),
    Number("-", None),
    ((2020, Number("1.250", 1250.0)), (2021, Number("artırılacak", None))),
)
OBJECTIVE = Objective(
    "4.1",
    "Hedef 4.1",
    words("Kadınların istihdamını artırmak", 40),
    40,
    42,
    (Activity(1, words("Kadın kursu | atölye açılması", 41)), Activity(2, words("Fuar", 42))),
    (INDICATOR,),
    "Kadın ve Aile Müdürlüğü",
    ("Fen İşleri", "Basın | Yayın"),
    Number("1.500.000 TL", 1500000.0),
    rule="card",
)
VERDICT = ObjectiveVerdict(True, "women", ("women", "employment"), ("women", "youth"), 0.9, "hedefte: kadın")


def tagged(objective: Objective = OBJECTIVE, verdict: ObjectiveVerdict = VERDICT) -> TaggedObjective:
    activity_tags = tuple(WOMEN if number == 0 else Tags() for number in range(len(objective.activities)))
    return TaggedObjective("4", objective, WOMEN, activity_tags, verdict)


def plan(*objectives: TaggedObjective, doubts: tuple[Doubt, ...] = ()) -> Outcome:
    goal = Goal("4", "AMAÇ 4", words("Toplumsal gelişim", 39), (), "heading")
    document = TaggedDocument(((goal, Tags()),), objectives, doubts=doubts, cover_period="2020-2024")
    pages = (PageState(1, "ok"), PageState(2, "ocr"))
    return Outcome(PLAN, "ok", "", edition(PLAN), pages, "Word", document)


def mention(
    text: str, service: str = "childcare", page: int = 12, role: str = "deciding", status: str = "available"
) -> Mention:
    return Mention(
        service, words(text, page), 0, len(text), "kreş", status, 2, owner="municipality", role=role, rule="direct"
    )


def report(*mentions: Mention, mechanisms: tuple[MechanismMention, ...] = ()) -> Outcome:
    document = TaggedDocument(mentions=mentions, mechanisms=mechanisms)
    return Outcome(REPORT, "ok", "", edition(REPORT), (PageState(1, "ok"),), "", document)


NOT_FETCHED = Outcome(PAGE, "not_fetched")
RUN = (plan(tagged()), report(mention("İki kreş vardır.")), NOT_FETCHED)


def hostile(text: str) -> Outcome:
    return plan(tagged(replace(OBJECTIVE, activities=(Activity(1, words(text, 41)),))))


def parts(*outcomes: Outcome, registry: Registry = REGISTRY) -> list[Part]:
    """A registry in one part, as `publish` takes it."""
    return [Part(registry, outcomes)]


def file_bytes(tables: AllTables) -> dict[str, bytes]:
    """Every published file of these tables by its name."""
    with tempfile.TemporaryDirectory() as name:
        return {file: (Path(name) / file).read_bytes() for file in write_files(tables, Path(name))}


def bytes_of(write: Callable[[Path], None]) -> bytes:
    """What a function writes to the path that it is given."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name) / "file")
        return (Path(name) / "file").read_bytes()


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def book(tables) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(file_bytes(tables)["annex.xlsx"]))


def here(stage, function, jobs):
    """Maps a stage over jobs in this very process: for documents of our own, which harm nobody."""
    return [function(job, _nobody_listens) if stage in ("read", "tag") else function(job) for job in jobs]


def _nobody_listens(*_):
    return None
