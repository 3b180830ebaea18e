"""`plan-miner extract --explain`: a document's reading told to a person, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plan_miner.children import Children, Died
from plan_miner.extracting import check_file
from plan_miner.limits import Tell
from plan_miner.model import WITH_GOALS
from plan_miner.saying import NOTHING, Said, language, named, said, verbatim
from plan_miner.structure.explain import Step
from plan_miner.structure.rules import RULES

LONGEST = 96  # characters of a printed text that are shown
INDENT = {"goal": "", "objective": "  ", "activity": "    - ", "indicator": "    # "}
TITLES = {
    "chapter": said("CHAPTERS"), "tree": said("THE PLAN"), "left": said("LEFT OUT, OR READ A SECOND TIME"),
    "rules": said("RULES"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document's reading step by step; `pages` is how many it has."""

    path: Path
    kind: str
    pages: int
    steps: tuple[Step, ...]


def explain_apart(path: Path, kind: str) -> Explanation | Died:
    """Read one PDF in a child process and explain what was found; raises as `extract_apart` does."""
    check_file(path, kind)
    with Children(1) as children:
        return children.run(_explain, (path, kind))


def _explain(job: tuple[Path, str], tell: Tell) -> Explanation:
    from plan_miner.cover import kind_on_cover
    from plan_miner.structure.explain import explained
    from plan_miner.text import read

    path, kind = job
    reading = read(path, tell)
    kind = kind or kind_on_cover(reading.pages) or "strategic_plan"
    return Explanation(path, kind, len(reading.pages), explained(reading, kind))


def as_lines(found: Explanation) -> Iterator[Said]:
    """What a person reads: chapters, the tree, what was left out, and each rule that was met with its sentence."""
    kind = found.kind.replace("_", " ") if language() == "en" else named("kinds", found.kind)
    yield said("{file}: {kind}, {pages} pages", file=found.path.name, kind=kind, pages=found.pages)
    nothing = said("  nothing")
    if found.kind not in WITH_GOALS:
        nothing = said("  nothing: goals are looked for in plans and programmes only")
    for title, kinds in (("chapter", {"chapter"}), ("tree", set(INDENT)), ("left", {"left"})):
        steps = [step for step in found.steps if step.kind in kinds]
        yield from (NOTHING, TITLES[title])
        if not steps:
            yield nothing
        for step in steps:
            yield from _lines(step)
    met = dict.fromkeys(step.rule for step in found.steps)
    if met:
        yield from (NOTHING, TITLES["rules"])
    width = max(map(len, met), default=0)
    yield from (said("  {rule}  {words}", rule=f"{rule:{width}}", words=RULES[rule]) for rule in met)


def _lines(step: Step) -> Iterator[Said]:
    text = step.text if len(step.text) <= LONGEST else verbatim(f"{step.text[: LONGEST - 1]}…")
    indent = INDENT.get(step.kind, "")
    start = said("  p. {page:>3}  {indent}{name}{text}", page=step.page, indent=indent, name=_name(step), text=text)
    if step.kind in ("activity", "indicator"):
        yield said("{start}  [{rule}] {evidence}", start=start, rule=step.rule, evidence=step.evidence)
    else:
        yield start
        yield said("{blank}[{rule}] {evidence}", blank=" " * (9 + len(indent)), rule=step.rule, evidence=step.evidence)


def _name(step: Step) -> Said:
    if step.kind == "goal":
        return said("goal {code}  ", code=step.code)
    if step.kind == "objective":
        return said("objective {code}  ", code=step.code)
    return verbatim(f"{step.code}  ") if step.kind == "indicator" else NOTHING
