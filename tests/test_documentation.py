"""The documentation holds: commands, options, links, columns and figures on its pages are those of the program."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import sys
from functools import cache
from types import ModuleType

import pytest
import typer
from console import ROOT, plan_miner
from pages import PAGES, anchors, commands, fences, links, text

import plan_miner as package
from plan_miner.cli import app
from plan_miner.lexicon import labels

if not (ROOT / "docs").is_dir():
    pytest.skip("the pages are in the checkout only", allow_module_level=True)
SCORED = ("docs/accuracy.md", "docs/accuracy.tr.md")


@cache
def module(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.replace("/", "_").removesuffix(".py"), ROOT / path)
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded  # its dataclasses look themselves up there
    spec.loader.exec_module(loaded)
    return loaded


def options(command) -> set[str]:
    return {"--help", *(name for one in command.params for name in (*one.opts, *one.secondary_opts))}


def mistakes(shown: str) -> list[str]:
    """What a command line as a page shows it names that the program does not have."""
    command = typer.main.get_command(app)
    known, unknown = options(command), []
    words = shlex.split(shown.replace("'", ""))
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
        known = options(command)
    if words and getattr(command, "commands", None) and not words[0].startswith("-") and words[0] != "…":
        unknown.append(words[0])
    return unknown + [word for word in words if re.match(r"--?[a-z]", word) and word.partition("=")[0] not in known]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_option_on_a_page_is_one_of_the_program(page):
    shown = [one for line in commands(page) for one in alternatives(line)]
    assert {line: mistakes(line) for line in shown if mistakes(line)} == {}


def alternatives(line: str) -> list[str]:
    """`sources check|add --data DIR` is short for two commands."""
    head, _, rest = line.partition(" ")
    first, _, more = rest.partition(" ")
    return [f"{head} {one} {more}" for one in first.split("|")] if "|" in first else [line]


def test_an_invented_command_or_option_would_be_noticed():
    assert mistakes("run --ofline") == ["--ofline"]
    assert mistakes("sources chek") == ["chek"]
    assert mistakes("review --by ayşe") == []


@pytest.mark.parametrize("name", ["columns.md", "columns.tr.md", "commands.md", "commands.tr.md"])
def test_the_pages_of_columns_and_commands_say_what_the_program_says_of_itself(name):
    made = dict(module("docs/make_reference.py").pages())
    assert text(f"docs/{name}") == made[name], "run: python docs/make_reference.py"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_every_anchor_to_a_heading(page):
    here = ROOT / page
    broken = []
    for path, anchor in links(page):
        target = (here.parent / path).resolve() if path else here
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{path}#{anchor}")
    assert broken == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.endswith(".tr.md")])
def test_a_turkish_page_leads_to_turkish_pages_and_has_as_many_headings_as_the_english_one(page):
    english = ROOT / page.replace(".tr.md", ".md")
    others = {path for path, _ in links(page) if path.endswith(".md") and path != english.name}
    assert {path for path in others if (english.parent / path).with_suffix(".tr.md").exists()} == set()
    assert text(page).count("\n## ") == english.read_text(encoding="utf-8").count("\n## ")


@pytest.fixture(scope="module")
def scores(sample_run) -> dict[str, float]:
    """How right the tables of the sample are: F1, or the share right."""
    truth, tables = ROOT / "tests" / "sample_truth", sample_run / "processed"
    done = plan_miner("evaluate", "--truth", truth, "--tables", tables, "--json")
    return {name: one.get("f1", one.get("share")) for name, one in json.loads(done.stdout)["overall"].items()}


@pytest.mark.parametrize("page", SCORED)
def test_no_score_on_the_sample_is_told_better_than_it_is(page, scores):
    block = re.search(r"<!-- scores -->(.*)<!-- /scores -->", text(page), re.DOTALL)
    assert block
    told = {name: float(score) for name, score in re.findall(r"^\| (\w+)[^|]*\| ([\d.]+)", block[1], re.MULTILINE)}
    assert len(told) > 10
    assert {name: score for name, score in told.items() if score > scores[name] + 0.0005} == {}


@pytest.mark.parametrize(("page", "point"), [("docs/accuracy.md", "."), ("docs/accuracy.tr.md", ",")])
def test_the_bars_of_the_page_on_accuracy_are_those_of_the_test(page, point):
    from test_layouts import BARS

    section = text(page).split("tests/layouts/", 1)[1].split("```", 1)[0]
    told = sorted({float(bar.replace(point, ".")) for bar in re.findall(rf"\| (0{re.escape(point)}\d+) \|", section)})
    assert told == sorted(set(BARS.values()))


@pytest.mark.parametrize("page", [*SCORED, "README.md", "README.tr.md"])
def test_the_plans_in_layouts_of_their_own_are_as_many_as_is_said(page):
    from test_layouts import PLANS

    assert f" {len(PLANS)} plan" in text(page).replace("\n", " ")


def test_the_page_on_python_names_every_public_function():
    assert [name for name in package.__all__ if name not in text("docs/python.md")] == []


def test_the_page_on_architecture_names_every_module_and_none_that_is_not_there():
    table = text("docs/architecture.md").partition("## Every module")[2].partition("\n## ")[0]
    named = re.findall(r"`(\w+)`", table)
    there = (ROOT / "src" / "plan_miner").iterdir()
    modules = {one.stem for one in there if one.suffix == ".py" or (one / "__init__.py").is_file()}
    assert sorted(named) == sorted(modules - {"__init__"})


def test_the_words_of_the_code_that_architecture_explains_are_names_in_the_code():
    words = text("docs/architecture.md").partition("## Words of the code")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([A-Z]\w+)`", words))
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src" / "plan_miner").rglob("*.py")]
    known = {name for source in sources for name in re.findall(r"^(?:class )?([A-Z]\w+)\b(?:\(|:| =)", source, re.M)}
    assert len(named) > 15
    assert named - known == set()


@pytest.mark.parametrize("page", ["docs/try.md", "docs/try.tr.md"])
def test_what_the_page_on_trying_shows_of_a_run_is_what_a_run_shows(page, sample_run):
    (shown,) = fences(page, "text")
    printed = sample_run.with_suffix(".finished").read_text(encoding="utf-8")
    shown = shown.replace(f"5 {labels()['status']['ok'].tr}", "5 ok")  # as the run in Turkish says it
    figures = [line.split()[-2:] if "ok" in line else line.split()[-1:] for line in shown.splitlines()]
    had = [line.split() for line in printed.splitlines()[1 : 1 + len(figures)]]
    assert figures == [line[-len(figure) :] for line, figure in zip(had, figures, strict=True)]
    if page == "docs/try.md":
        assert [line.split() for line in shown.splitlines()] == had
