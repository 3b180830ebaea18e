"""The lexicon's files: every term can be found, every mistake is told with its line."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest
from console import plan_miner

from plan_miner import extract, lexicon
from plan_miner.lexicon import cues
from plan_miner.tag import find, may_name, tag

CODES = {
    "basis": "equality women group",
    "themes": "gender_equality equality_bodies gender_budgeting non_discrimination violence employment participation "
    "care health_rights safe_city women social_equality",
    "groups": "women children youth elderly disabled migrants roma poor lgbti prisoners addicts disadvantaged",
    "services": "women_counselling_centre home_care women_shelter childcare",
    "status": "available other_form planned suspended transferred support_only not_available not_mentioned "
    "ok not_fetched unreachable not_found not_pdf encrypted damaged too_large blocked timeout wrong_document",
    "mechanisms": "equality_unit local_equality_plan gender_budgeting equality_charter women_friendly_city "
    "council_equality_commission women_assembly",
    "review": "pending accepted corrected rejected added undecided",
    "quality": "ok repaired ocr garbled blank unread",
    "kinds": "metropolitan provincial district strategic_plan performance_program activity_report service_report "
    "web_page regulation",
    "via": "origin archive local none",
    "changes": "added removed reworded moved target status",
}


@pytest.mark.parametrize("family", CODES)
def test_every_code_value_has_a_turkish_and_an_english_name(family):
    names = lexicon.labels()[family]
    assert set(CODES[family].split()) <= set(names)
    assert all(label.tr and label.en for label in names.values())


def capitals(text):
    return text.replace("i", "İ").replace("ı", "I").upper()


def spellings():
    """Each entry with each of its spellings; = (only as it stands) is no part of the words."""
    return [
        (entry, [word.removeprefix("=") for word in pattern])
        for entry in lexicon.load().entries
        for pattern in entry.patterns
    ]


@pytest.mark.parametrize("printed", [str, capitals], ids=["as written", "in capitals"])
def test_every_spelling_of_every_term_is_found_whole(printed):
    missed = []
    for entry, pattern in spellings():
        text = printed(" ".join(pattern))
        if not any(match.rule == entry.rule and (match.start, match.end) == (0, len(text)) for match in find(text)):
            missed.append((entry.rule, text))
    assert missed == []


def test_a_term_is_found_across_hyphens_line_ends_and_slashes():
    missed = []
    for entry, pattern in spellings():
        for joint in ("\n", " - ", "/", "  "):
            text = f"({joint.join(pattern)})"
            if not any(m.rule == entry.rule and (m.start, m.end) == (1, len(text) - 1) for m in find(text)):
                missed.append((entry.rule, text))
    assert missed == []


@pytest.mark.parametrize("printed", [str, capitals], ids=["as written", "in capitals"])
def test_the_cheap_look_loses_no_term(printed):
    lost = [
        (entry.rule, pattern)
        for entry, pattern in spellings()
        if not may_name(f"Bu yıl {printed(' '.join(pattern))} anıldı.", (entry.rule.partition(".")[0],))
    ]
    assert lost == []


def test_the_services_and_mechanisms_of_the_contract_have_terms():
    rules = {entry.rule for entry in lexicon.load().entries}
    for service in CODES["services"].split():
        assert {f"service.{service}.direct", f"service.{service}.other_form"} <= rules
    for mechanism in CODES["mechanisms"].split():
        assert f"mechanism.{mechanism}" in rules


def test_the_digest_covers_every_file_of_the_lexicon():
    files = {path.name for path in resources.files(lexicon).iterdir() if path.name.endswith(".yaml")}
    assert files == {*lexicon.TERM_FILES, lexicon.CUE_FILE, lexicon.LABEL_FILE}


def test_no_group_or_theme_hides_the_name_of_a_service():
    bare = [(entry, tuple(pattern)) for entry, pattern in spellings()]
    services = {pattern for entry, pattern in bare if entry.kind == "service"}
    hidden = {
        (pattern, service)
        for entry, pattern in bare
        if entry.kind in {"group", "theme"}
        for service in services
        if len(service) < len(pattern) and any(pattern[at : at + len(service)] == service for at in range(len(pattern)))
    }
    assert hidden == {(("özel", "eğitim", "anaokul"), ("anaokul",))}  # a special school is the ministry's


MISTAKES = [
    ("- rule: group.women\n  terms: [kadın]\n", "groups.yaml:1: no origin is given"),
    ("- rule: group.women\n  origin: hearsay\n  terms: [kadın]\n", "groups.yaml:1: 'hearsay' is no origin"),
    (
        "- rule: group.women\n  origin: plans\n  replace: true\n  terms: [kadın]\n",
        "groups.yaml:1: remove and replace are for a lexicon of your own",
    ),
    ("- rule: group.women\n  origin: plans\n  basis: woman\n  terms: [kadın]\n", "groups.yaml:1: 'woman' is no basis"),
    (
        "# a comment\n- rule: group.women\n  origin: plans\n  groups: [ladies]\n  terms: [kadın]\n",
        "groups.yaml:2: 'ladies' is no groups",
    ),
    ("- rule: group.women\n  origin: plans\n", "groups.yaml:1: group.women has no terms"),
    ("- rule: women\n  origin: plans\n  terms: [kadın]\n", "groups.yaml:1: rule 'women'"),
    ("- rule: group.women\n  origin: plans\n  term: [kadın]\n", "groups.yaml:1: Object contains unknown field `term`"),
    ("- terms: [kadın]\n", "groups.yaml:1: Object missing required field `rule`"),
    ("- rule: group.women\n  origin: plans\n  terms: [kadın, kadın*]\n", "groups.yaml:1: 'kadın*'"),
    ("- rule: group.women\n  origin: plans\n  terms: [kaDın]\n", "groups.yaml:1: 'kaDın'"),
    (
        "- rule: group.a\n  origin: plans\n  terms: [x]\n- rule: group.b\n  origin: plans\n  terms: [y, x]\n",
        "groups.yaml:4: 'x' stands already at",
    ),
    ("- rule: group.women\n  origin: plans\n  terms: [kadın\n- rule\n", "groups.yaml:"),
    ("rule: group.women\n", "groups.yaml:1: expected a list"),
    ("- rule: passing.x\n  origin: plans\n  after: '(kadın'\n", "groups.yaml:1:"),
]


@pytest.mark.parametrize(("written", "message"), MISTAKES)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, written, message):
    for name in lexicon.TERM_FILES:
        (tmp_path / name).write_text("[]\n", encoding="utf-8")
    (tmp_path / "groups.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(lexicon.LexiconError) as told:
        lexicon.read(tmp_path)
    assert str(told.value).startswith(message)


CUE_MISTAKES = [
    ("[]\n", "cues.yaml:1: expected names, each with a list of patterns"),
    ("words: {}\nstatus: {}\nowner: {}\n", "cues.yaml:1: status must list suspended, none"),
    ("words: {}\nstatus:\n  none: yok\nowner: {}\n", "cues.yaml:3: expected a list of patterns"),
    ("words: {}\nstatus:\n  none:\n    - '(yok'\nowner: {}\n", "cues.yaml:4:"),
    ("words: {}\nstatus:\n  none:\n    - '{give}m'\nowner: {}\n", "cues.yaml:4: no list of words is called 'give'"),
]


@pytest.mark.parametrize(("written", "message"), CUE_MISTAKES)
def test_a_mistake_among_the_cues_is_told_with_its_line(tmp_path: Path, written, message):
    (tmp_path / lexicon.CUE_FILE).write_text(written, encoding="utf-8")
    with pytest.raises(lexicon.LexiconError) as told:
        cues.read(tmp_path)
    assert str(told.value).startswith(message)


def test_a_name_in_braces_stands_for_any_of_its_words():
    pattern = cues.cues().status["none"]
    assert pattern.search("hizmet yürütülmemiştir")
    assert not pattern.search("hizmet yürütülmüştür")


def test_a_copy_of_the_files_reads_as_the_package_does(tmp_path: Path):
    for name in lexicon.TERM_FILES:
        shutil.copy(str(resources.files(lexicon) / name), tmp_path / name)
    assert lexicon.read(tmp_path).entries == lexicon.load().entries


# --- a lexicon of one's own ---------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path):
    """Lays files over the package's lexicon for the time of a test."""

    def lay(**files):
        for name, written in files.items():
            (tmp_path / f"{name}.yaml").write_text(written, encoding="utf-8")
        lexicon.use(tmp_path)
        return tmp_path

    yield lay
    lexicon.use(None)


def test_terms_of_one_s_own_are_found_beside_ours_as_long_as_they_are_in_use(own):
    assert [m.rule for m in find("Minik Adımlarımızda 40 çocuk vardır.")] == ["group.children", "group.children"]
    own(services="- rule: service.childcare.direct\n  note: our nurseries\n  terms: [minik adım]\n")
    found = find("Minik Adımlarımızda 40 çocuk vardır.")
    assert [(m.rule, m.term) for m in found] == [
        ("service.childcare.direct", "minik adım"),
        ("group.children", "çocuk"),
    ]
    lexicon.use(None)
    assert find("Minik Adımlarımızda")[0].term == "minik"


def test_a_term_of_ours_is_replaced_or_removed_only_on_demand(own):
    own(
        groups="- rule: group.youth\n  note: pupils are children here\n  groups: [children]\n  replace: true\n"
        "  terms: [lise]\n- rule: group.youth\n  note: not in our city\n  remove: [gençlik merkez]\n"
    )
    assert tag("Lise mezunları").groups == ("children",)
    assert [m.term for m in find("Gençlik merkezi")] == ["gençlik"]


def test_the_digest_follows_a_lexicon_of_one_s_own(own):
    first = own(groups="- rule: group.youth\n  note: x\n  terms: [delikanlı]\n")
    before = lexicon.digest(first)
    assert before != lexicon.digest()
    (first / "groups.yaml").write_text("- rule: group.youth\n  note: x\n  terms: [yeniyetme]\n", encoding="utf-8")
    assert lexicon.digest(first) not in {before, lexicon.digest()}


def test_a_document_is_tagged_with_terms_of_one_s_own_and_the_next_without(own):
    plan = resources.files("plan_miner") / "sample" / "serinirmak-bb-sp-2020-2024.pdf"
    folder = own(groups="- rule: group.elderly\n  basis: group\n  groups: [elderly]\n  note: x\n  terms: [taşınmaz]\n")

    def rows(**options):
        return [tags.groups for one in extract(str(plan), **options).objectives for tags in one.activities]

    with_ours, with_own = rows(), rows(lexicon=folder)
    assert len(with_ours) == len(with_own) > 20
    assert {one for ours, one in zip(with_ours, with_own, strict=True) if ours != one} == {("elderly",)}
    assert rows() == with_ours


DOUBTFUL = [
    ("- rule: group.youth\n  terms: [delikanlı]\n", "groups.yaml:1: say in `note`"),
    ("- rule: group.youth\n  note: x\n  terms: [hizmet]\n", "groups.yaml:1: 'hizmet' stands on every page"),
    ("- rule: group.youth\n  note: x\n  terms: [hizmet birimi]\n", "groups.yaml:1: 'hizmet birimi' is inflected"),
    ("- rule: group.youth\n  note: x\n  terms: [delikanlılar]\n", "groups.yaml:1: 'delikanlılar' is inflected"),
    ("- rule: group.youth\n  note: x\n  terms: [ay]\n", "groups.yaml:1: 'ay' is too short"),
    ("\n- rule: group.women\n  note: x\n  terms: [kadın]\n", "groups.yaml:2: 'kadın' stands already at groups.yaml:"),
    ("- rule: group.women\n  note: x\n  remove: [kadınlık]\n", "groups.yaml:1: 'kadınlık' cannot be removed"),
    ("- rule: group.youth\n  note: x\n  terms: [yeniyetme, yeniyetme genç]\n- rule: group.youth\n  note: x\n"
     "  terms: [yeniyetme]\n", "groups.yaml:4: 'yeniyetme' stands already at"),
    ("- rule: group.youth\n  note: x\n  groups: [elders]\n  terms: [dede]\n", "groups.yaml:1: 'elders' is no groups"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "message"), DOUBTFUL)
def test_a_doubtful_entry_of_one_s_own_is_refused_with_file_and_line(tmp_path: Path, written, message):
    (tmp_path / "groups.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(lexicon.LexiconError) as told:
        lexicon.use(tmp_path)
    assert str(told.value).startswith(str(tmp_path / message.partition(":")[0]))
    assert message.partition(":")[2] in str(told.value)
    assert lexicon.overlay_in_use() is None


def test_a_folder_without_lexicon_files_is_refused(tmp_path: Path):
    with pytest.raises(lexicon.LexiconError, match="holds no lexicon file"):
        lexicon.use(tmp_path)
    (tmp_path / "grups.yaml").write_text("[]", encoding="utf-8")
    with pytest.raises(lexicon.LexiconError, match=r"grups\.yaml:1: no file of a lexicon"):
        lexicon.use(tmp_path)


# --- the commands -------------------------------------------------------------------------------


def test_the_lexicon_of_the_package_is_checked_on_the_command_line():
    done = plan_miner("lexicon", "check")
    assert (done.returncode, done.stdout.strip()[-11:]) == (0, "no mistakes")


def test_a_term_is_shown_with_its_place_and_origin():
    done = plan_miner("lexicon", "show", "sığınmaevlerinde")
    assert done.returncode == 0
    assert "services.yaml:" in done.stdout
    assert "sığınmaev" in done.stdout
    assert "Tablo 2" in done.stdout
    assert plan_miner("lexicon", "show", "asfalt").returncode == 2


def test_a_sentence_is_tried_and_what_is_found_is_told_with_the_reason():
    done = plan_miner("lexicon", "try", "Kadın ve Aile Müdürlüğü ile iş birliğinde 2 kreş açıldı.")
    assert done.returncode == 0
    for said in ("in passing: passing.partner", "service.childcare.direct", "available", "2 units"):
        assert said in done.stdout


def test_a_doubtful_entry_ends_a_run_before_anything_is_fetched(tmp_path: Path):
    (tmp_path / "groups.yaml").write_text("- rule: group.youth\n  note: x\n  terms: [hizmet]\n", encoding="utf-8")
    done = plan_miner("run", "--sample", "--data", tmp_path / "data", "--lexicon", tmp_path)
    assert done.returncode == 2
    assert "groups.yaml:1" in done.stderr
    assert not (tmp_path / "data" / "processed").exists()
