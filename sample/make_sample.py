"""Prints the invented municipalities' documents, their registry and their truth: ``python sample/make_sample.py``.

Everything comes from ``sample/content/*.yaml``; the same content gives the same bytes. With a folder as argument
the files go below it instead of into the checkout.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from blocks import SIMPLE, Content, by_place, contents, cover, plain
from cards import goal_cards
from overviews import cost_table, goal_overview
from prose import goal_pages
from reportlab.platypus import Flowable, PageBreak
from ruamel.yaml import YAML
from sheet import Look, Places, build, look_of, paragraph, register_fonts
from truth import truth_of

HERE = Path(__file__).resolve().parent
GOAL_BLOCKS = {
    "goal_cards": goal_cards,
    "goal_pages": goal_pages,
    "goal_overview": goal_overview,
    "cost_table": cost_table,
}


def main(root: Path) -> None:
    """Writes the PDFs and sources.yaml into the package and the truth into the tests, below `root`."""
    printed, coded = root / "src" / "plan_miner" / "sample", root / "tests" / "sample_truth"
    for folder in (printed, coded):
        folder.mkdir(parents=True, exist_ok=True)
    register_fonts()
    registry = (HERE / "content" / "sources.yaml").read_bytes()
    (printed / "sources.yaml").write_bytes(registry)
    for file in sorted((HERE / "content").glob("*-[0-9]*.yaml")):
        content = read_content(file)
        places = print_document(printed / f"{content['id']}.pdf", content)
        truth = json.dumps(truth_of(content, places), ensure_ascii=False, indent=1)
        (coded / f"{content['id']}.truth.json").write_text(truth + "\n", encoding="utf-8")


def read_content(file: Path) -> Content:
    """A content file with its shared chapters put in and its short forms spelled out."""
    content: Content = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    shared: Content = {}
    if "shares" in content:
        shared = YAML(typ="safe", pure=True).load((file.parent / content["shares"]).read_text(encoding="utf-8"))
    content["places"] = content.get("places", shared.get("places", []))
    content["chapters"] = [
        shared[chapter["shared"]] | {k: v for k, v in chapter.items() if k != "shared"}
        if "shared" in chapter
        else chapter
        for chapter in content["chapters"]
    ]
    number_tables(content)
    for goal in content.get("goals", []):
        for objective in goal["objectives"]:
            objective["activities"] = [activity(item) for item in objective["activities"]]
            objective["indicators"] = [indicator(item) for item in objective["indicators"]]
    return content


def number_tables(content: Content) -> None:
    """Puts the running number of every table before its caption."""
    number = 0
    for block in (block for chapter in content["chapters"] for block in chapter["blocks"] if isinstance(block, dict)):
        holder = content if "cost_table" in block else block.get("table", block.get("by_place"))
        name = "cost_caption" if "cost_table" in block else "caption"
        if holder and name in holder:
            number += 1
            holder[name] = content["table_label"].format(number) + holder[name]


def activity(item: str | dict[str, str]) -> Content:
    """``"words"`` or ``{women: "words"}``; ``debatable`` is coded as null."""
    if isinstance(item, str):
        return {"text": item, "basis": ""}
    ((basis, text),) = item.items()
    return {"text": text, "basis": None if basis == "debatable" else basis}


def indicator(item: str) -> Content:
    """``words (unit) | weight | baseline | five targets``; the weight may be empty."""
    text, weight, baseline, targets = (part.strip() for part in item.split("|"))
    name, _, unit = text.rstrip(")").rpartition(" (")
    # a plan without weights prints the unit in a column of its own
    return {
        "text": text if weight else name,
        "unit": unit,
        "weight": weight,
        "baseline": baseline,
        "targets": targets.split(),
    }


def print_document(target: Path, content: Content) -> Places:
    look = look_of(content["look"])
    return build(target, look, content["title"], content["author"], partial(story, content, look))


def story(content: Content, look: Look, places: Places) -> list[Flowable]:
    """The whole document in print order."""
    made = cover(content["cover"], look)
    for number, chapter in enumerate(content["chapters"]):
        made += [PageBreak()] if chapter.get("new_page", True) else []
        made.append(paragraph(f"[[chapter{number}]]{chapter['title']}", look.chapter))
        for place, block in enumerate(chapter["blocks"]):
            made += lay(block, f"section{number}.{place}", content, look, places)
    return made


def lay(block: Any, mark: str, content: Content, look: Look, places: Places) -> list[Flowable]:
    """One block as it is printed."""
    if isinstance(block, str):
        return plain(block, look)
    ((kind, value),) = block.items()
    if kind == "contents":
        return contents(entries(content), places, look)
    if kind == "by_place":
        return by_place(value, look, content["places"])
    if kind in GOAL_BLOCKS:
        return GOAL_BLOCKS[kind](content, look)
    return SIMPLE[kind](f"[[{mark}]]{value}" if kind == "section" else value, look)


def entries(content: Content) -> list[tuple[int, str, str]]:
    """What the contents page lists: chapters, sections, goals and objectives."""
    listed: list[tuple[int, str, str]] = []
    for number, chapter in enumerate(content["chapters"]):
        listed.append((0, chapter["title"], f"chapter{number}"))
        for place, block in enumerate(chapter["blocks"]):
            if isinstance(block, dict) and "section" in block:
                listed.append((1, block["section"], f"section{number}.{place}"))
            if isinstance(block, dict) and block.keys() & {"goal_cards", "goal_pages"}:
                listed += goal_entries(content)
    return listed


def goal_entries(content: Content) -> list[tuple[int, str, str]]:
    listed: list[tuple[int, str, str]] = []
    for number, goal in enumerate(content["goals"], 1):
        listed.append((1, f"{content['goal_code'].format(number)} {goal['text']}", f"g{number}"))
        for place, objective in enumerate(goal["objectives"], 1):
            code = f"{number}.{place}"
            listed.append((2, f"{content['objective_code'].format(code)} {objective['text']}", f"o{code}"))
    return listed


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE.parent)
