"""Worlds for the review: small runs whose words change from edition to edition, and people who decide in between."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import openpyxl
from small_run import OBJECTIVE, PLAN, REGISTRY, REPORT, VERDICT, edition, mention, tagged, words

from plan_miner.model import Activity, Doubt, Goal, Outcome, PageState, Passage, Piece, TaggedDocument, Tags
from plan_miner.publish import build_tables
from plan_miner.publish.checks import failures
from plan_miner.review.decisions import Decision, Place, Values, dated
from plan_miner.review.items import SERVICE, Item, evidence_of
from plan_miner.review.merge import Decided, reviewed, with_decisions
from plan_miner.review.sheet import COLUMNS, SHEET, sheet_bytes
from plan_miner.review.sheet_back import returned
from plan_miner.review.standing import Review, active
from plan_miner.review.words import words as words_of

PEOPLE = ("ayşe", "barış", "ceren")
START = datetime(2026, 1, 1, tzinfo=UTC)


def decision(item: Item, by: str = "ayşe", verdict: str = "accepted", **more) -> Decision:
    """A decision on what an item shows now."""
    said = {"item": item.id, "evidence": item.evidence, "before": item.values, "words": item.words}
    return Decision(at="", by=by, verdict=verdict, **{**said, **more})


def at(minute: int, made: Decision) -> Decision:
    return dated(made, START + timedelta(minutes=minute))


def machine(*outcomes: Outcome):
    return build_tables(outcomes, REGISTRY)


def decided(tables, *decisions: Decision):
    return with_decisions(tables, Decided(tuple(decisions)))


def plan_of(texts: Sequence[tuple[str, tuple[str, ...]]], page: int = 40, sha: str = "ab" * 32, **verdict) -> Outcome:
    """A plan whose objectives (text, activities) are numbered as they come; page and bytes are of its edition."""
    objectives = []
    for number, (text, activities) in enumerate(texts, 1):
        made = tuple(Activity(n, words(one, page)) for n, one in enumerate(activities, 1))
        one = replace(
            OBJECTIVE, code=f"4.{number}", passage=words(text, page), activities=made, page_first=page, indicators=()
        )
        objectives.append(tagged(one, replace(VERDICT, **verdict)))
    goal = Goal("4", "AMAÇ 4", words("Toplumsal gelişim", page), (), "heading")
    document = TaggedDocument(((goal, Tags()),), tuple(objectives), doubts=(Doubt("", "no_code", "Kodu yok.", page),))
    return Outcome(PLAN, "ok", "", replace(edition(PLAN), sha256=sha), (PageState(1, "ok"),), "", document)


def report_of(sentence: str, status: str = "available", page: int = 12) -> Outcome:
    found = mention(sentence, page=page, status=status)
    spread = Passage(sentence, (Piece(0, found.passage.pieces[0].box),))
    document = TaggedDocument(mentions=(replace(found, passage=spread),))
    return Outcome(REPORT, "ok", "", edition(REPORT), (PageState(1, "ok"),), "", document)


# --- random histories -----------------------------------------------------------------------------

TEXTS = tuple(f"{who} {what}" for who in ("Kadınların", "Engellilerin", "Gençlerin") for what in (
    "istihdamını artırmak", "katılımını güçlendirmek", "KATILIMINI GÜÇLENDİRMEK", "sağlığını korumak"))  # fmt: skip
DEEDS = ("Kurs açılması", "Atölye kurulması", "Fuar düzenlenmesi", "Burs verilmesi")
SENTENCES = ("İki kreş vardır.", "Üç kreş vardır.", "Kreş açılacaktır.")


@dataclass
class World:
    """What is printed now, and every decision ever made."""

    chance: random.Random
    texts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    sentence: str = SENTENCES[0]
    status: str = "available"
    page: int = 40
    sha: str = "ab" * 32
    decisions: list[Decision] = field(default_factory=list)
    minute: int = 0

    def tables(self):
        return machine(plan_of(self.texts, self.page, self.sha), report_of(self.sentence, self.status, self.page))

    def review(self):
        return reviewed(self.tables(), self.decisions, {})

    def add(self, made: Decision) -> None:
        self.minute += 1
        self.decisions.append(at(self.minute, made))


def history(seed: int, steps: int = 12) -> Iterator[World]:
    """The world after each of so many random steps: people decide and take back, documents change or are only saved."""
    world = World(random.Random(seed))
    world.texts = [_objective(world) for _ in range(3)]
    for _ in range(steps):
        world.chance.choice((_decide, _decide, _decide, _undo, _reword, _save_anew, _shuffle, _drop, _retell, _add))(
            world
        )
        yield world


def _objective(world: World) -> tuple[str, tuple[str, ...]]:
    return world.chance.choice(TEXTS), tuple(world.chance.sample(DEEDS, world.chance.randint(0, 2)))


def _decide(world: World) -> None:
    standing = world.chance.choice(list(world.review().standings.values()))
    item, verdict = standing.item, world.chance.choice(("accepted", "corrected", "rejected", "undecided"))
    if not item.evidence:
        return
    after = None
    if verdict == "corrected":
        after = msgspec.structs.replace(item.values, basis="group", status="planned" if item.kind == SERVICE else "")
    settles = tuple(one.id for one in standing.says) if standing.disputed else ()
    world.add(decision(item, world.chance.choice(PEOPLE), verdict, after=after, settles=settles))


def _undo(world: World) -> None:
    if world.decisions:
        gone = world.chance.choice(world.decisions)
        world.add(Decision(at="", by=gone.by, verdict="undone", item=gone.item, undoes=gone.id))


def _reword(world: World) -> None:
    if world.texts:
        world.texts[world.chance.randrange(len(world.texts))] = _objective(world)


def _save_anew(world: World) -> None:
    """Other bytes and other pages, the same words in another case."""
    world.sha, world.page = f"{world.chance.getrandbits(256):064x}", world.chance.randint(1, 90)


def _shuffle(world: World) -> None:
    world.chance.shuffle(world.texts)


def _drop(world: World) -> None:
    if world.texts:
        world.texts.pop()


def _retell(world: World) -> None:
    """The sentence changes, or what the program makes of the very same one."""
    if world.chance.random() < 0.5:
        world.sentence = world.chance.choice(SENTENCES)
    world.status = world.chance.choice(("available", "planned"))


def _add(world: World) -> None:
    text = f"Kadın dostu kent {world.chance.randint(1, 3)}"
    place = Place(world.sha, world.page, 70, 100, 300, 112, text)
    said = Values(in_annex=True, goal_code="4", objective_code=f"4.{world.chance.randint(1, 9)}", objective=text)
    item = f"added:{PLAN.id}:{evidence_key(text)}"
    world.add(
        Decision("", "ayşe", "added", item, evidence_key(text), before=said, after=said, words=(text,), places=(place,))
    )


def evidence_key(text: str) -> str:
    return evidence_of([text])


STEPS = (_decide, _decide, _decide, _undo, _reword, _save_anew, _shuffle, _drop, _retell, _add)


def broken_promises(world: World) -> list[str]:
    """What must hold after any history, and does not: nothing lost, nothing applied to other words."""
    tables, review = world.tables(), world.review()
    at_item = [one for s in review.standings.values() for one in (*s.decisions, *s.earlier)]
    kept = sorted(one.id for one in (*at_item, *review.orphaned))
    broken = [] if kept == sorted(one.id for one in active(world.decisions)) else ["a decision is lost"]
    for standing in review.standings.values():
        shown = evidence_of(standing.item.words)
        broken += [
            f"{one.id} is applied to other words" for one in standing.decisions if evidence_of(one.words) != shown
        ]
        if standing.holds and standing.values.said != standing.holds.values.said:
            broken += [f"{standing.item.id} does not say what was decided"]
    merged = with_decisions(tables, Decided(tuple(world.decisions)))
    shuffled = world.chance.sample(world.decisions, len(world.decisions))
    if with_decisions(tables, Decided(tuple(shuffled))) != merged:
        broken += ["the order of lines in the file matters"]
    return [*broken, *failures(merged)]


def sheet_round_trip(seed: int, path: Path) -> list[str]:
    """A sheet written at one time of a history and brought back at its end, handled in between; promises it broke."""
    chance = random.Random(seed)
    *_, written = history(seed, 4)
    before = written.review()
    *_, now = history(seed, 12)
    book = openpyxl.load_workbook(
        io.BytesIO(sheet_bytes(list(before.standings.values()), {}, words_of("tr"), _no_link))
    )
    sheet = book[SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for row in rows:
        row[list(COLUMNS).index("decision")] = chance.choice(("Doğru", "Yanlış", "Doğru", None))
    chance.shuffle(rows)
    sheet.delete_rows(2, sheet.max_row)
    for row in rows[: chance.randint(0, len(rows))]:
        sheet.append(row)
    book.save(path)
    after = now.review()
    back = returned(path, after, "dilek")
    broken = [f"{one.item} was decided on other words" for one in back.decisions if _elsewhere(one, after, before)]
    answered = sum(bool(row[list(COLUMNS).index("decision")]) for row in rows[: sheet.max_row - 1])
    told = len(back.decisions) + len(back.refused) + back.known
    return [*broken, *([] if told == answered else [f"{answered} answers, {told} told of"])]


def _elsewhere(made: Decision, after: Review, before: Review) -> bool:
    shown, now = before.standings[made.item].item, after.standings[made.item].item
    return not evidence_of(shown.words) == evidence_of(now.words) == evidence_of(made.words)


def _no_link(item: Item) -> str:
    return ""
