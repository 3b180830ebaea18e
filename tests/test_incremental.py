"""What is done is told by content: a run works on what is new, and on what rests on something that changed."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from small_documents import DOCUMENT, REGISTRY, plan

from plan_miner import lexicon, work
from plan_miner.by_municipality import Gone
from plan_miner.mine import mine
from plan_miner.settings import Settings

pytest.importorskip("reportlab")
PERIODS = ("2010-2014", "2015-2019", "2020-2024")


class Watching:
    """Every stage here and now, in this process; remembers which documents it had to do with."""

    def __init__(self):
        self.did = {"read": [], "tag": [], "publish": []}

    def __call__(self, stage, function, jobs):
        self.did.setdefault(stage, []).extend(job.name for job in jobs)
        return [function(job, lambda *_: None) if stage in ("read", "tag") else function(job) for job in jobs]


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A registry of two plans and its data after a run."""
    folder = tmp_path_factory.mktemp("incremental")
    for period in PERIODS:
        plan(folder / f"{period}.pdf", "KARS", period)
    register(folder, *PERIODS[:2])
    mine(settings_of(folder), Watching())
    return folder


@pytest.fixture
def world(done, tmp_path):
    """A copy of it to change something in; the lexicon and the code are ours again afterwards."""
    shutil.copytree(done, tmp_path / "world", copy_function=shutil.copy2)
    yield tmp_path / "world"
    lexicon.use(None)


def register(folder, *periods):
    rows = [DOCUMENT.format(kind="strategic_plan", period=period, url=f"{period}.pdf") for period in periods]
    (folder / "sources.yaml").write_text(REGISTRY + "".join(rows), encoding="utf-8")


def settings_of(folder):
    return replace(Settings.of_run(sample=False, sources=folder / "sources.yaml", data=folder / "data"), workers=1)


def worked_on(folder, **changed):
    """The documents that a run reads, and those that it tags, and whether it makes tables."""
    each = Watching()
    mine(replace(settings_of(folder), **changed), each)
    return each.did["read"], each.did["tag"], bool(each.did["publish"])


NAMES = [f"kars-sp-{period}" for period in PERIODS]
BOTH = NAMES[:2]
OWN = "- rule: group.youth\n  note: a word of our own\n  terms: [delikanlı]\n"


def test_nothing_new_reads_tags_and_publishes_nothing(world):
    assert worked_on(world) == ([], [], True)  # the files lie in another folder than before: tables alone are made
    assert worked_on(world) == ([], [], False)


def test_one_document_more_is_all_that_is_read_and_tagged(world):
    register(world, *PERIODS)
    assert worked_on(world) == (NAMES[2:], NAMES[2:], True)


def test_other_bytes_in_the_place_of_a_document_are_read_and_the_others_are_not(world):
    shutil.copy(world / f"{PERIODS[2]}.pdf", world / f"{PERIODS[0]}.pdf")
    assert worked_on(world) == (NAMES[:1], NAMES[:1], True)


def test_a_changed_lexicon_tags_anew_and_reads_nothing(world):
    (world / "terms").mkdir()
    (world / "terms" / "groups.yaml").write_text(OWN, encoding="utf-8")
    assert worked_on(world, lexicon=world / "terms") == ([], BOTH, True)
    assert worked_on(world, lexicon=world / "terms") == ([], [], False)


@pytest.mark.parametrize(
    ("changed", "read", "tagged"),
    [
        ("structure/tree.py", [], BOTH),
        ("lexicon/themes.yaml", [], BOTH),
        ("services/settle.py", [], BOTH),
        ("text/words.py", BOTH, BOTH),
        ("publish/plans.py", [], []),
        ("changes.py", [], []),
    ],
)
def test_a_changed_rule_does_anew_only_what_rests_on_it(world, tmp_path, monkeypatch, changed, read, tagged):
    shutil.copytree(work.PACKAGE, tmp_path / "package", ignore=shutil.ignore_patterns("*.pdf", "__pycache__"))
    with (tmp_path / "package" / changed).open("a", encoding="utf-8") as file:
        file.write("\n# another rule\n")
    monkeypatch.setattr(work, "PACKAGE", tmp_path / "package")
    for known in (work.version, work.program):
        known.cache_clear()
    try:
        assert worked_on(world) == (read, tagged, True)
    finally:
        for known in (work.version, work.program):
            known.cache_clear()


def test_work_may_be_deleted_and_all_is_done_again(world):
    shutil.rmtree(world / "data" / "work")
    assert worked_on(world) == (BOTH, BOTH, True)


@pytest.mark.parametrize("lost", ["deleted", "cut short"])
def test_tags_that_were_lost_are_made_again_from_the_reading(world, lost):
    (path,) = [
        one for one in (world / "data" / "work").glob(f"*/tagged-*2010-2014*{work.ENDING}") if "state" not in one.name
    ]
    path.unlink() if lost == "deleted" else path.write_bytes(path.read_bytes()[:100])
    (world / "data" / "work" / "published.json").unlink()
    assert worked_on(world) == ([], NAMES[:1], True)


def test_a_result_that_goes_while_the_tables_are_made_ends_the_run_in_one_line(world):
    class Losing(Watching):
        def __call__(self, stage, function, jobs):
            if stage == "publish":
                shutil.rmtree(world / "data" / "work")
            return super().__call__(stage, function, jobs)

    before = {path.name: path.read_bytes() for path in (world / "data" / "processed").glob("*.csv")}
    with pytest.raises(Gone, match=r"kars-sp-2010-2014: .* during the run: run again"):
        mine(settings_of(world), Losing())
    assert {path.name: path.read_bytes() for path in (world / "data" / "processed").glob("*.csv")} == before
