"""What the program says: every sentence in both languages, the same values in both, and nothing English in Turkish."""

from __future__ import annotations

import ast
import os
import pickle
import re
import string
import subprocess
import sys
from functools import cache
from pathlib import Path

import msgspec
import pytest
import typer
from console import plan_miner
from ruamel.yaml import YAML
from small_documents import REGISTRY

from plan_miner import saying
from plan_miner.cli import app
from plan_miner.saying import (
    Said,
    called,
    choose_language,
    counted,
    joined,
    laid_down,
    language,
    said,
    sentence_of,
    taken_up,
    told,
    verbatim,
)
from plan_miner.saying.frame import commands, complaint

PACKAGE = Path(saying.__file__).parents[1]
FLOWS = Path(__file__).parents[1] / "flows"
CATALOGUE = YAML(typ="safe").load((PACKAGE / "saying" / "tr.yaml").read_text(encoding="utf-8"))
TURKISH = {english: ours for section in CATALOGUE.values() for english, ours in section.items()}
SPOKEN = {"said": slice(0, 1), "counted": slice(1, 3)}  # where the patterns stand among the arguments
EVERY_HELP = """
import sys, typer
from plan_miner import saying
from plan_miner.cli import app
from plan_miner.saying.frame import commands, complaint, translate

sys.stdout.reconfigure(encoding="utf-8")
command = typer.main.get_command(app)
translate(command)
groups = {name: list(getattr(one, "commands", {})) for name, one in command.commands.items()}
for path in [[], *([name] for name in groups), *([name, one] for name, ones in groups.items() for one in ones)]:
    command([*path, "--help"], prog_name="plan-miner", standalone_mode=False)
for wrong in (["run", "--workers", "x"], ["run", "--foo"], ["extract"], ["statu"], ["status", "--stale-days", "0"],
              ["run", "--shrink"], ["run", "x9"], ["review", "--browser=1"], ["sources", "add"]):
    try:
        command(wrong, prog_name="plan-miner")
    except SystemExit:
        pass
"""
ENTRIES = """      - {kind: strategic_plan, period: 2020-2024, url: cut.pdf}
      - {kind: activity_report, period: 2020, url: gone.pdf}
"""
# What is written the same in both languages: formats, and values that the program takes as they are.
SHARED = frozenset(
    ["csv", "git", "json", "lang", "lexicon", "miner", "pdf", "plan", "run", "tcp", "truth", "var", "xlsx", "yaml"]
)


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


# --- what a person sees -------------------------------------------------------------------------


def words_of(text: str) -> set[str]:
    """Words of a language: no options, codes, names of files and what stands in backticks."""
    text = re.sub(r"`[^`]*`|\S*[_/.<>\[\]{}=]\w\S*|--?\w\S*", " ", text)
    return set(re.findall(r"(?<!\w)[a-z]{3,}(?!\w)", text.lower()))


@pytest.fixture(scope="module")
def turkish_help() -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PLAN_MINER_LANG": "tr",
        "COLUMNS": "400",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    command = [sys.executable, "-c", EVERY_HELP]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_no_english_word_is_left_in_any_turkish_help_nor_in_what_is_said_of_a_wrong_use(turkish_help):
    assert turkish_help.returncode == 0, turkish_help.stderr
    english = set().union(*map(words_of, [*helps(), *CATALOGUE["frame"], "usage options show this message and exit"]))
    ours = set().union(*map(words_of, TURKISH.values()))
    names = {word for name in re.findall(r"[\w-]+", " ".join(command_names())) for word in name.split("-")}
    said_so = words_of(turkish_help.stdout + turkish_help.stderr)
    assert said_so & (english - ours - names - SHARED) == set()
    assert turkish_help.stdout.count("Kullanım: plan-miner") > 15
    assert turkish_help.stderr.count("Hata") == 9


def command_names() -> list[str]:
    """The names of commands and of their options."""
    every = list(commands(typer.main.get_command(app)))
    return [str(one.name) for one in every] + [option for one in every for p in one.params for option in p.opts]


@pytest.mark.parametrize(
    ("english", "turkish"),
    [
        ("No such option: --foo", "Böyle bir seçenek yok: --foo"),
        (
            "Invalid value: Input should be greater than or equal to 1",
            "Geçersiz değer: en az 1",
        ),
        ("Something that a later typer says.", "Something that a later typer says."),
    ],
)
def test_what_typer_says_of_a_wrong_use_is_told_in_turkish_as_far_as_it_is_known(english, turkish):
    assert complaint(english).startswith(turkish)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (".venv/bin/plan-miner", ".venv/bin/plan-miner"),
        ("{here}/.venv/bin/plan-miner.exe", ".venv/bin/plan-miner"),
        ("yeni klasör/bin/plan-miner", '"yeni klasör/bin/plan-miner"'),
        ("{here}/plan_miner/cli.py", "plan-miner"),  # python -m
    ],
)
def test_messages_name_the_program_as_the_reader_can_type_it_here(monkeypatch, tmp_path, given, shown):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(sys, "argv", [given.format(here=tmp_path)])
    assert called() == str(Path(shown))


@pytest.mark.skipif(sys.platform == "win32", reason="a program there is no script")
def test_a_program_that_its_name_alone_finds_is_called_by_it(monkeypatch, tmp_path):
    script = tmp_path / "plan-miner"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(script)])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert called() == "plan-miner"


def test_a_program_that_is_told_its_path_without_exe_is_found_all_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr("plan_miner.saying.shutil.which", lambda _: str(tmp_path / "plan-miner.exe"))
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "plan-miner")])  # as on Windows, where no such file is
    assert called() == "plan-miner"


def test_letters_that_a_console_does_not_have_do_not_stop_a_command(tmp_path):
    environment = {**os.environ, "PLAN_MINER_LANG": "tr", "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "plan_miner.cli", "--lang", "tr", "run", "--sources", "yok.yaml"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.returncode, "böyle bir dosya yok" in done.stderr.decode("utf-8")) == (2, True)


@pytest.mark.parametrize("arguments", [["--lang", "tr"], ["--lang=tr"]])
def test_the_language_may_be_asked_for_in_front_of_a_command(monkeypatch, arguments):
    monkeypatch.setenv("PLAN_MINER_LANG", "en")
    choose_language([*arguments, "run"])
    assert language() == "tr"


def test_a_command_without_any_argument_asks_for_no_language(monkeypatch):
    monkeypatch.setenv("PLAN_MINER_LANG", "tr")
    choose_language([])
    assert language() == "tr"


def test_a_language_that_there_is_not_is_a_wrong_use_told_in_english(tmp_path):
    done = plan_miner("--lang", "de", "doctor", folder=tmp_path)
    assert (done.returncode, "give en or tr" in done.stderr) == (2, True)


def test_a_run_and_its_errors_are_told_in_turkish_also_when_they_come_out_of_files(tmp_path):
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")
    (tmp_path / "sources.yaml").write_text(REGISTRY + ENTRIES, encoding="utf-8")
    first = plan_miner("run", "--workers", 1, folder=tmp_path, PLAN_MINER_LANG="tr")
    again = plan_miner("run", "--workers", 1, folder=tmp_path, PLAN_MINER_LANG="tr")  # from what was kept
    status = plan_miner("status", folder=tmp_path, PLAN_MINER_LANG="tr")
    for done in (first, again, status):
        assert done.returncode == 1, done.stderr
        assert "açılamıyor: yarıda kesilmiş ya da içi bozuk; yeniden indirin" in done.stdout
        assert "gone.pdf yok: yolunu düzeltin" in done.stdout
    assert "damaged" not in first.stderr
    one_of_them = plan_miner("run", folder=tmp_path, PLAN_MINER_LANG="en")
    assert "cannot be opened: it is cut short or broken inside; download it again" in one_of_them.stdout
