"""What the stages keep between runs: taken up as it was laid down, or done again."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from small_plans import gap, heading, pdf, ruled, words

from plan_miner import stages, work
from plan_miner.model import Edition, Municipality, Reading, Source
from plan_miner.text import read

SAMPLE = Path(str(files("plan_miner"))) / "sample"
EDITION = Edition("kars-sp-2020-2024", "ab" * 32, Path("plan.pdf"), 1, "plan.pdf", "local", "2026-01-02T03:04:05Z")


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    table = ruled(("Yıl", "Bütçe"), ("2020", "1.250"))
    other = ruled(("Amaç", "Ulaşım"), ("Hedef", "Yol"), ("Toplam",))
    return read(pdf(tmp_path / "plan.pdf", heading("1. GİRİŞ"), table, words("Metin"), gap(), other, foot="{page}"))


def test_a_reading_taken_up_again_is_the_one_that_was_laid_down(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "work" / "reading.json"
    work.keep_reading(path, reading)
    assert work.kept_reading(path) == reading


def test_the_readings_of_the_sample_survive_being_kept(tmp_path: Path) -> None:
    whole = read(SAMPLE / "serinirmak-bademkopru-sp-2020-2024.pdf")
    work.keep_reading(tmp_path / "reading.json", whole)
    assert work.kept_reading(tmp_path / "reading.json") == whole


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"pages": 3}', b"\xff\xfe"])
def test_a_result_that_is_missing_or_broken_is_no_result(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "reading.json"
    if content is not None:
        path.write_bytes(content)
    assert work.kept_reading(path) is None


def test_another_edition_stage_or_variant_has_a_place_of_its_own(tmp_path: Path) -> None:
    places = {
        work.path_of(tmp_path, EDITION, "reading"),
        work.path_of(tmp_path, EDITION, "tagged"),
        work.path_of(tmp_path, EDITION, "tagged", "strategic_plan-2020"),
        work.path_of(tmp_path, replace(EDITION, sha256="cd" * 32), "reading"),
    }
    assert len(places) == 4
    assert all(place.is_relative_to(tmp_path / "work") for place in places)


def test_the_place_does_not_depend_on_when_or_whence_an_edition_was_had(tmp_path: Path) -> None:
    later = replace(
        EDITION, fetched_at="2027-01-01T00:00:00Z", via="archive", fetched_url="https://example.org/plan.pdf"
    )
    assert work.path_of(tmp_path, later, "tagged") == work.path_of(tmp_path, EDITION, "tagged")


# --- the stages ---


@pytest.fixture
def job(tmp_path: Path) -> stages.Job:
    path = SAMPLE / "serinirmak-bademkopru-sp-2020-2024.pdf"
    source = Source(
        "kars-sp-2020-2024", Municipality("kars", "Kars", "Kars", 36, "provincial"), "strategic_plan", 2020, 2024, ""
    )
    return stages.Job(source, replace(EDITION, path=path), tmp_path)


def heard(done: int, of: int) -> None:
    """Nobody listens here."""


def test_tags_rest_on_the_very_reading_that_they_were_made_from(job: stages.Job) -> None:
    stages.read(job, heard)
    assert stages.already_tagged(job) is None
    assert stages.tag(job, heard)
    tagged = stages.already_tagged(job)
    assert tagged is not None
    stages.read(job, heard)  # and it comes out as before
    assert stages.already_tagged(job) == tagged
    other = replace(job, edition=replace(job.edition, path=SAMPLE / "serinirmak-bb-sp-2020-2024.pdf"))
    stages.read(other, heard)  # as if more could be read by now
    assert stages.already_tagged(job) is None


def test_what_cannot_be_read_is_not_opened_again(job: stages.Job, tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(job.edition.path.read_bytes()[:20_000])
    broken = replace(job, edition=replace(job.edition, path=path))
    said = stages.read(broken, heard)
    assert said.status == "damaged"
    assert stages.already_read(broken) == said
    assert not stages.tag(broken, heard)


# --- versions ---

CHANGES = [
    ("text/words.py", {"reading": True, "tagged": True}),
    ("limits.py", {"reading": True, "tagged": True}),
    ("sniff.py", {"reading": True, "tagged": True}),
    ("structure/codes.py", {"reading": False, "tagged": True}),
    ("turkish/folding.py", {"reading": False, "tagged": True}),
    ("tag/rows.py", {"reading": False, "tagged": True}),
    ("lexicon/themes.yaml", {"reading": False, "tagged": True}),
    ("mechanisms.py", {"reading": False, "tagged": True}),
    ("stages.py", {"reading": False, "tagged": True}),
    ("model/plan.py", {"reading": True, "tagged": True}),
    ("publish/tables.py", {"reading": False, "tagged": False}),
]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of small files in the place of ours."""
    named = {name for packages in work.STAGES.values() for name in packages} - {
        "limits",
        "mechanisms",
        "sniff",
        "stages",
    }
    for name in [name for name, _ in CHANGES] + [f"{name}/__init__.py" for name in named]:
        file = tmp_path / "package" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(work, "PACKAGE", tmp_path / "package")
    work.version.cache_clear()
    yield tmp_path / "package"
    work.version.cache_clear()


@pytest.mark.parametrize(("name", "anew"), CHANGES)
def test_a_changed_file_makes_anew_only_what_rests_on_it(package: Path, name: str, anew: dict[str, bool]) -> None:
    before = {stage: work.version(stage) for stage in anew}
    (package / name).write_text("changed", encoding="utf-8")
    work.version.cache_clear()
    assert {stage: work.version(stage) != version for stage, version in before.items()} == anew


def test_a_note_beside_the_code_changes_no_version(package: Path) -> None:
    before = work.version("reading")
    (package / "text" / "notes.txt").write_text("a note", encoding="utf-8")
    work.version.cache_clear()
    assert work.version("reading") == before


def test_every_package_that_a_stage_names_is_there() -> None:
    for packages in work.STAGES.values():
        for name in packages:
            assert (work.PACKAGE / name).is_dir() or (work.PACKAGE / f"{name}.py").is_file(), name


IMPORT = re.compile(r"^\s*(?:from|import) plan_miner\.(\w+)", re.MULTILINE)
NEUTRAL = {"model", "saying", "store", "system", "stages"}  # in every version, or no matter for what a result says


@pytest.mark.parametrize("stage", work.STAGES)
def test_a_stage_names_every_package_that_its_packages_import(stage: str) -> None:
    named = set(work.STAGES[stage])
    for name in named - {"stages"}:
        folder = work.PACKAGE / name
        for path in folder.rglob("*.py") if folder.is_dir() else [folder.with_suffix(".py")]:
            imported = set(IMPORT.findall(path.read_text(encoding="utf-8")))
            assert imported - NEUTRAL <= named, path
