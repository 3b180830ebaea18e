"""What the program says: every sentence in both languages, the same values in both, and nothing English in Turkish."""

from __future__ import annotations

import ast
import pickle
import re
import string
from functools import cache
from pathlib import Path

import msgspec
import pytest
import typer
from ruamel.yaml import YAML

import plan_miner
from plan_miner.cli import app
from plan_miner.saying import Said, counted, joined, laid_down, said, sentence_of, taken_up, told, verbatim
from plan_miner.saying.frame import commands

PACKAGE = Path(plan_miner.__file__).parent
FLOWS = Path(__file__).parents[1] / "flows"
CATALOGUE = YAML(typ="safe").load((PACKAGE / "saying" / "tr.yaml").read_text(encoding="utf-8"))
TURKISH = {english: ours for section in CATALOGUE.values() for english, ours in section.items()}
SPOKEN = {"said": slice(0, 1), "counted": slice(1, 3)}  # where the patterns stand among the arguments
SAME = {"'expect'", "plan-miner"}


@cache
def patterns() -> dict[str, str]:
    """Every English pattern in the source, with the place where it stands."""
    found: dict[str, str] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *FLOWS.rglob("*.py")]):
        source = path.read_text(encoding="utf-8")
        if "plan_miner.saying import" not in source:
            continue
        for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in SPOKEN:
                for argument in call.args[SPOKEN[call.func.id]]:
                    where = f"{path.name}:{call.lineno}"
                    assert isinstance(argument, ast.Constant), f"{where}: write the sentence out where it is said"
                    found.setdefault(argument.value, where)
    return found


@cache
def helps() -> set[str]:
    """Every help text of the command line and of the flows."""
    texts = {str(one.help) for one in commands(typer.main.get_command(app))}
    texts |= {str(parameter.help) for one in commands(typer.main.get_command(app)) for parameter in one.params}
    for path in FLOWS.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        texts |= set(re.findall(r'(?:help|prompt)="([^"]+)"', source))
        own = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == "command")
        texts |= {str(ast.get_docstring(one)) for one in own if isinstance(one.returns, ast.Constant)}
    return texts


def literal(pattern: str) -> str:
    """What of a pattern is no value."""
    return "".join(text for text, *_ in string.Formatter().parse(pattern))


def values(pattern: str) -> set[tuple[str, str, str]]:
    return {
        (name, spec or "", way or "") for _, name, spec, way in string.Formatter().parse(pattern) if name is not None
    }


def test_every_sentence_that_is_said_has_its_turkish():
    wanted = {pattern: where for pattern, where in patterns().items() if re.search(r"[^\W\d_]{2}", literal(pattern))}
    assert {pattern: where for pattern, where in wanted.items() if pattern not in TURKISH} == {}


def test_every_help_text_has_its_turkish():
    assert helps() - set(TURKISH) == set()


def test_the_catalogue_holds_nothing_that_nobody_says():
    of_others = {*CATALOGUE["frame"], *CATALOGUE["system"]}
    assert set(TURKISH) - of_others - set(patterns()) - helps() == set()


@pytest.mark.parametrize("english", sorted(set(TURKISH) - set(CATALOGUE["frame"])))
def test_both_languages_name_the_same_values_in_the_same_form(english):
    assert values(TURKISH[english]) == values(english)


def test_no_turkish_sentence_hangs_a_suffix_on_a_value():
    assert [ours for ours in TURKISH.values() if re.search(r"\}['’]?(?!TL)[a-zçğıöşü]", ours)] == []


def test_no_turkish_sentence_is_the_english_one():
    assert [one for one, ours in TURKISH.items() if one == ours and re.search(r"[^\W\d_]{2}", literal(one))] == []


def test_a_sentence_is_english_as_a_text_and_told_in_either_language():
    inner = said("was not done after {seconds:.0f} s", seconds=2.0)
    sentence = said("{what} and was ended: print it anew as PDF, or ask for another copy", what=inner)
    assert sentence == "was not done after 2 s and was ended: print it anew as PDF, or ask for another copy"
    assert told(sentence, "en") == sentence
    assert told(sentence, "tr").startswith("2 saniyede bitmedi ve sonlandırıldı: ")


@pytest.mark.parametrize(
    ("sentence", "turkish"),
    [
        (said("Done in {seconds:.1f} s", seconds=2.34), "Bitti: 2,3 saniye"),
        (said("{count} units", count=12), "12 birim"),
        (said("{url} {trouble}", url="a.pdf", trouble=said("answers {code}", code=404)), "a.pdf 404 yanıtını veriyor"),
        (joined("; ", [said("yes"), said("no")]), "evet; hayır"),
        (counted(1, "{number} target by year", "{number} targets by year"), "1 yıl hedefi"),
        (verbatim("{not a pattern}"), "{not a pattern}"),
        (said("no such file: {where}", where="{braces}"), "böyle bir dosya yok: {braces}"),
    ],
)
def test_values_are_filled_in_after_the_translation(sentence, turkish):
    assert told(sentence, "tr") == turkish


def test_a_sentence_comes_whole_through_a_pickle_and_through_a_file():
    whole = said("{says}: {later}", says=said("answers {code} {reason}", code=404, reason="Not Found"), later=1.5)
    for copy in (
        pickle.loads(pickle.dumps(whole)),  # noqa: S301 - our own
        msgspec.json.decode(msgspec.json.encode(whole, enc_hook=laid_down), type=Said, dec_hook=taken_up),
    ):
        assert (str(copy), told(copy, "tr")) == (str(whole), told(whole, "tr"))
        assert copy.values["says"].pattern == "answers {code} {reason}"


def test_what_an_earlier_program_wrote_as_plain_text_is_told_as_it_is():
    text = msgspec.json.decode(b'"was {not} done"', type=Said, dec_hook=taken_up)
    assert (str(text), told(text, "tr")) == ("was {not} done", "was {not} done")


def test_an_exception_says_the_sentence_it_was_raised_with():
    assert told(ValueError(said("yes")), "tr") == "evet"
    assert told(ValueError("plain"), "tr") == "plain"
    assert sentence_of(OSError(2, "No such file")) == "[Errno 2] No such file"
