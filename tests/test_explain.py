"""`plan-miner extract --explain`: why each thing was taken for what it is, and what was left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from console import plan_miner
from small_plans import NEW_PAGE, bullets, heading, pdf, ruled, words

from plan_miner.explaining import Explanation, as_lines
from plan_miner.settings import SAMPLE
from plan_miner.structure.explain import Step, explained
from plan_miner.structure.labels import told_by_value
from plan_miner.structure.rules import RULES
from plan_miner.text import read

PLAN = SAMPLE.with_name("serinirmak-bademkopru-sp-2020-2024.pdf")


def entry(text: str) -> list:
    return words(f"{text} {'.' * (90 - len(text))} 2")


def drawn(folder: Path) -> Path:
    """A plan with all that stands around a plan: contents, the last plan, the UN's goals, a table of costs."""
    return pdf(
        folder / "plan.pdf",
        heading("İÇİNDEKİLER"),
        entry("1. GİRİŞ"),
        entry("2. AMAÇ VE HEDEFLER"),
        entry("Amaç 1: Ulaşımı güvenli kılmak"),
        entry("Hedef 1.1: Yol ağını yenilemek"),
        NEW_PAGE,
        heading("2. UYGULANMAKTA OLAN PLANIN DEĞERLENDİRİLMESİ"),
        heading("Amaç 1: Eski dönemde kurumsal yapıyı güçlendirmek", 11),
        heading("Hedef 1.1: Arşivi sayısal ortama taşımak", 10),
        heading("3. ÜST POLİTİKA BELGELERİ"),
        ruled(
            ("Amaç", "İlgili Hedefler"), ("AMAÇ 5: Toplumsal Cinsiyet Eşitliği", "Hedef 5.1: Ayrımcılığın sona ermesi")
        ),
        NEW_PAGE,
        heading("4. AMAÇ VE HEDEFLER"),
        heading("Amaç 1: Ulaşımı güvenli kılmak", 11),
        heading("Hedef 1.1: Yol ağını yenilemek", 10),
        heading("Faaliyetler", 10),
        bullets("Asfalt yapılması"),
        heading("Hedef 1.2: Yaya güvenliğini artırmak", 10),
        ruled(("Kod", "Faaliyet"), ("F1.2.1", "Geçit yapılması"), widths=(1, 5)),
        ruled(("Gösterge", "2019", "2020"), ("Geçit sayısı (adet)", "3", "5"), widths=(4, 1, 1)),
        NEW_PAGE,
        heading("5. MALİYETLENDİRME"),
        ruled(
            ("Amaç / Hedef", "2020", "Toplam Maliyet"), ("Hedef 1.1", "5", "1.500.000"), ("Hedef 1.2", "5", "500.000")
        ),
    )


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Step, ...]:
    return explained(read(drawn(tmp_path_factory.mktemp("drawn"))), "strategic_plan", 2020)


def test_every_goal_objective_activity_and_indicator_has_its_rule_and_page(steps: tuple[Step, ...]) -> None:
    tree = [(s.kind, s.code, s.page, s.rule) for s in steps if s.kind not in ("chapter", "left")]
    assert tree == [
        ("goal", "1", 3, "structure.text"),
        ("objective", "1.1", 3, "structure.text"),
        ("activity", "1", 3, "structure.activity.bullet"),
        ("objective", "1.2", 3, "structure.text"),
        ("activity", "1", 3, "structure.activity.code"),
        ("indicator", "1.2.1", 3, "structure.indicator.column"),
    ]


def test_what_was_left_out_is_told_with_its_reason(steps: tuple[Step, ...]) -> None:
    assert [(s.page, s.rule) for s in steps if s.kind == "left"] == [
        (1, "left.contents"),
        (2, "left.foreign"),
        (2, "left.foreign"),
        (4, "left.again"),
    ]


def test_chapters_are_told_with_the_heading_that_opens_them(steps: tuple[Step, ...]) -> None:
    chapters = [(s.rule, s.text) for s in steps if s.kind == "chapter"]
    assert ("chapter.previous", "2. UYGULANMAKTA OLAN PLANIN DEĞERLENDİRİLMESİ") in chapters
    assert ("chapter.goals", "4. AMAÇ VE HEDEFLER") in chapters
    assert ("chapter.costs", "5. MALİYETLENDİRME") in chapters


def test_every_rule_that_is_met_has_a_sentence(steps: tuple[Step, ...]) -> None:
    sample = explained(read(PLAN), "strategic_plan")
    assert {step.rule for step in (*steps, *sample)} <= RULES.keys()
    assert all(sentence.endswith(".") for sentence in RULES.values())


def test_a_person_reads_it_in_the_terminal() -> None:
    done = plan_miner("extract", PLAN, "--explain")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    titles = [line for line in lines if line.isupper() and not line.startswith(" ")]
    assert titles == ["CHAPTERS", "THE PLAN", "LEFT OUT, OR READ A SECOND TIME", "RULES"]
    assert max(map(len, lines)) < 190
    named = {line.split()[0] for line in lines[lines.index("RULES") + 1 :]}
    used = {line.split("[")[1].split("]")[0] for line in lines if "[structure." in line or "[left." in line}
    assert used <= named


def test_of_a_report_it_is_said_that_goals_are_not_looked_for() -> None:
    report = SAMPLE.with_name("serinirmak-bademkopru-fr-2020.pdf")
    lines = plan_miner("extract", report, "--explain").stdout.splitlines()
    assert "programmes only" in lines[lines.index("THE PLAN") + 1]


def test_an_explanation_that_is_asked_for_with_tables_is_a_wrong_use(tmp_path: Path) -> None:
    done = plan_miner("extract", PLAN, "--explain", "--out", tmp_path / "tables")
    assert (done.returncode, "without --json and --out" in done.stderr) == (2, True)
    assert not (tmp_path / "tables").exists()


def test_what_cannot_be_explained_is_one_line_and_exit_1(tmp_path: Path) -> None:
    done = plan_miner("extract", tmp_path / "missing.pdf", "--explain")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


GUIDE = Path(__file__).parents[1] / "docs" / "add-a-layout.md"


def test_the_guide_to_new_layouts_names_files_options_and_functions_that_exist() -> None:
    guide, root = GUIDE.read_text(encoding="utf-8"), GUIDE.parents[1]
    named = set(re.findall(r"(?:src|tests|docs)/[\w./-]*\w", guide))
    named |= {f"src/plan_miner/{path}" for path in re.findall(r"`(text/\w+\.py)`", guide)}
    assert named
    assert [path for path in sorted(named) if not (root / path).exists()] == []
    modules = set(re.findall(r"`(\w+\.py)`", guide))
    assert [name for name in sorted(modules) if not (root / "src/plan_miner/structure" / name).exists()] == []
    assert "--explain" in plan_miner("extract", "--help").stdout
    assert callable(told_by_value)


def test_where_no_rule_was_met_there_is_no_heading_for_rules() -> None:
    lines = [str(line) for line in as_lines(Explanation(Path("rapor.pdf"), "activity_report", 2, ()))]
    assert "RULES" not in lines
    assert lines[-1].startswith("  nothing")
