"""`plan-miner extract --explain`: a document's reading told to a person, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plan_miner.children import Children, Died
from plan_miner.extract import check_file
from plan_miner.structure import WITH_GOALS
from plan_miner.structure.explain import Step
from plan_miner.structure.rules import RULES

LONGEST = 96  # characters of a printed text that are shown
INDENT = {"goal": "", "objective": "  ", "activity": "    - ", "indicator": "    # "}
TITLES = {"chapter": "CHAPTERS", "tree": "THE PLAN", "left": "LEFT OUT, OR READ A SECOND TIME", "rules": "RULES"}


@dataclass(frozen=True, slots=True)
class Explanation:
    path: Path
    kind: str
    pages: int
    steps: tuple[Step, ...]


def explain_apart(path: Path, kind: str) -> Explanation | Died:
    """Read one PDF in a child process and explain what was found; raises as `extract_apart` does."""
    check_file(path, kind)
    with Children(1) as children:
        return children.run(_explain, (path, kind))


def _explain(job: tuple[Path, str], tell: Any) -> Explanation:
    from plan_miner.cover import kind_on_cover
    from plan_miner.structure.explain import explained
    from plan_miner.text import read

    path, kind = job
    reading = read(path, tell)
    kind = kind or kind_on_cover(reading.pages) or "strategic_plan"
    return Explanation(path, kind, len(reading.pages), explained(reading, kind))


def as_lines(found: Explanation) -> Iterator[str]:
    """What a person reads: chapters, the tree, what was left out, and each rule that was met with its sentence."""
    yield f"{found.path.name}: {found.kind.replace('_', ' ')}, {found.pages} pages"
    for title, kinds in (("chapter", {"chapter"}), ("tree", set(INDENT)), ("left", {"left"})):
        steps = [step for step in found.steps if step.kind in kinds]
        yield from ("", TITLES[title])
        if not steps:
            yield (
                "  nothing"
                if found.kind in WITH_GOALS
                else "  nothing: goals are looked for in plans and programmes only"
            )
        for step in steps:
            yield from _lines(step)
    met = dict.fromkeys(step.rule for step in found.steps)
    yield from ("", TITLES["rules"])
    width = max((len(rule) for rule in met), default=0)
    yield from (f"  {rule:{width}}  {RULES[rule]}" for rule in met)


def _lines(step: Step) -> Iterator[str]:
    named = f"{step.kind} {step.code}  " if step.kind in ("goal", "objective") else ""
    named = f"{step.code}  " if step.kind == "indicator" else named
    text = step.text if len(step.text) <= LONGEST else f"{step.text[: LONGEST - 1]}…"
    start = f"  p. {step.page:>3}  {INDENT.get(step.kind, '')}"
    sign = f"[{step.rule}] {step.evidence}".rstrip()
    if step.kind in ("activity", "indicator"):
        yield f"{start}{named}{text}  {sign}"
    else:
        yield from (f"{start}{named}{text}", f"{' ' * (9 + len(INDENT.get(step.kind, '')))}{sign}")
