"""What the registry promises: every document of the report, and every mistake told with its line and the remedy."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from plan_miner import provinces
from plan_miner.model import KIND_CODES, Registry, id_of_document, told_by_id
from plan_miner.sources import SourcesError, choose, load

REGISTRY = Path(__file__).parent.parent / "sources.yaml"

KARS = """\
municipalities:
  - id: kars
    name: Kars Belediyesi
    province: Kars
    kind: provincial
    website: https://www.kars.bel.tr/
    watch: []
    documents:
      - kind: strategic_plan
        period: 2020-2024
        url: https://www.kars.bel.tr/plan.pdf
        accessed: 2021-01-25
        note: as printed
"""
LAST = 13  # line of KARS


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "sources.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def with_line(number: int, line: str) -> str:
    """KARS with another line of that number; an empty one takes it out."""
    lines = KARS.splitlines()
    lines[number - 1 : number] = [line] if line else []
    return "\n".join(lines) + "\n"


def problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(SourcesError) as error:
        load(path)
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


# --- the registry of the report -----------------------------------------------------------------


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(REGISTRY)


def test_the_registry_has_every_document_that_the_report_cites(registry):
    kinds = Counter(source.kind for source in registry.sources)
    assert kinds == {"strategic_plan": 20, "activity_report": 15, "service_report": 1, "web_page": 14}
    assert len(registry.references) == 5


def test_every_document_of_the_registry_says_when_it_was_seen(registry):
    assert {source.accessed for source in registry.sources} == {"2021-01-25", "2021-02-06", "2021-05-20"}
    assert all(reference.accessed for reference in registry.references)


def test_ids_of_the_registry_are_unique_and_plain(registry):
    ids = [m.id for m in registry.municipalities] + [source.id for source in registry.sources]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)


def test_addresses_of_the_registry_are_percent_encoded(registry):
    urls = [source.url for source in registry.sources] + [reference.url for reference in registry.references]
    assert all(re.fullmatch(r"https?://[!-~]+", url) for url in urls)
    assert len(urls) == len(set(urls))


def test_every_municipality_of_the_registry_has_its_plate_kind_and_website(registry):
    for municipality in registry.municipalities:
        place = provinces.ascii_letters(municipality.province)
        ending = {"metropolitan": "-bb", "provincial": ""}.get(municipality.kind)
        assert municipality.id == place + ending if ending is not None else municipality.id.startswith(f"{place}-")
        assert municipality.plate == provinces.plate(municipality.province) is not None
        assert municipality.name.endswith(" Belediyesi")
        assert ("Büyükşehir" in municipality.name) == (municipality.kind == "metropolitan")
        assert re.fullmatch(r"https?://[^/]+/", municipality.website)


def test_a_municipality_stands_once_in_the_registry_with_all_its_documents(registry):
    assert len({m.name for m in registry.municipalities}) == len(registry.municipalities) == 46
    kinds = {
        m: [s.kind for s in registry.sources if s.municipality.id == m] for m in ("izmir-bb", "gaziantep-bb", "kars")
    }
    assert kinds == {
        "izmir-bb": ["strategic_plan", "web_page"],
        "gaziantep-bb": ["strategic_plan", "activity_report"],
        "kars": ["strategic_plan"],
    }


@pytest.mark.parametrize(
    ("document", "period", "address", "noted"),
    [
        ("van-bb-fr-2019", (2019, 2019), "faaliyet_raporu_2018.pdf", "2018"),
        ("kahramanmaras-bb-fr-2020", (2020, 2020), "2019_faaliyet_raporuu_1.pdf", "2019"),
        ("ankara-cankaya-sp-2020-2024", (2020, 2024), "CANKAYA_BELEDIYE_STRATEJIK_PLAN.pdf", "2019-2020"),
        ("kars-sp-2020-2024", (2020, 2024), "fSfHE+Kars_Belediyesi_2020-2024", "plus sign"),
        ("gaziantep-bb-sp-2020-2024", (2020, 2024), "LXhOy+Gaziantep_Buyuksehir", "plus sign"),
        ("hatay-bb-fr-2020", (2020, 2020), "Y%C4%B1l%C4%B1", "mended"),
        ("balikesir-bb-fr-2020", (2020, 2020), "Raporu%202020-a3a2eab7-", "mended"),
        ("izmir-menemen-sp-2020-2024", (2020, 2024), "BELED%C4%B0YES%C4%B0%20STRATEJ%C4%B0K", "mended"),
        ("izmir-buca-sp-2020-2024", (2020, 2024), "Plan%C4%B1.pdf", "%C4%B1"),
        ("samsun-bb-fr-2019", (2019, 2019), "5a5ee.pdf", "35 digits"),
        ("ankara-bb-srv-2020", (2020, 2020), "KDM_ve_KSE_2020", "shelter"),
    ],
)
def test_what_is_odd_about_a_document_is_noted_and_its_period_is_the_one_cited(
    registry, document, period, address, noted
):
    source = next(source for source in registry.sources if source.id == document)
    assert (source.period_start, source.period_end) == period
    assert address in source.url
    assert noted in source.note


# --- a good file --------------------------------------------------------------------------------


def test_a_document_knows_its_municipality_period_and_line(written):
    (source,) = load(written(KARS)).sources
    assert (source.id, source.kind, source.line) == ("kars-sp-2020-2024", "strategic_plan", 9)
    assert (source.period_start, source.period_end, source.accessed) == (2020, 2024, "2021-01-25")
    assert (source.municipality.name, source.municipality.plate) == ("Kars Belediyesi", 36)
    assert source.path is None
    assert source.note == "as printed"


@pytest.mark.parametrize("period", ["2020", "'2020'", '"2020"', "2020-2020"])
@pytest.mark.parametrize("accessed", ["2021-01-25", "'2021-01-25'"])
def test_years_and_dates_may_be_quoted_or_not(written, period, accessed):
    text = KARS.replace("2020-2024", period).replace("2021-01-25", accessed)
    (source,) = load(written(text)).sources
    assert (source.id, source.period_start, source.period_end) == ("kars-sp-2020", 2020, 2020)
    assert source.accessed == "2021-01-25"


@pytest.mark.parametrize("url", ["plan.pdf", "kept/plan 2020.pdf", "../plan.pdf", "./plan.pdf", "Planı.pdf"])
def test_a_path_is_seen_from_the_folder_of_the_file(written, monkeypatch, tmp_path, url):
    path = written(KARS.replace("https://www.kars.bel.tr/plan.pdf", url))
    monkeypatch.chdir(Path(tmp_path.anchor))
    (source,) = load(path).sources
    assert source.url == url
    assert source.path == (tmp_path / url).resolve()


def test_an_absolute_path_stays_as_it_is(written, tmp_path):
    plan = tmp_path / "elsewhere" / "plan.pdf"
    (source,) = load(written(KARS.replace("https://www.kars.bel.tr/plan.pdf", f"'{plan}'"))).sources
    assert source.path == plan.resolve()


def test_a_second_document_of_a_kind_and_period_gets_a_number(written):
    again = "      - {kind: strategic_plan, period: 2020-2024, url: revised.pdf}\n"
    report = "      - {kind: activity_report, period: 2020, url: report.pdf}\n"
    ids = [source.id for source in load(written(KARS + again + report)).sources]
    assert ids == ["kars-sp-2020-2024", "kars-sp-2020-2024-2", "kars-fr-2020"]


@pytest.mark.parametrize(("kind", "code"), KIND_CODES.items())
def test_each_kind_of_document_has_its_code_in_the_id(written, kind, code):
    (source,) = load(written(KARS.replace("strategic_plan", kind))).sources
    assert source.id == f"kars-{code}-2020-2024"


def test_what_may_be_left_out_may_also_be_left_empty(written):
    text = "municipalities:\n- id: kars\n  name: Kars Belediyesi\n  province: Kars\n  kind: provincial\n"
    for more in ("", "  website:\n  watch:\n  documents:\n", "  watch: []\n  documents: []\nreferences:\n"):
        (municipality,) = load(written(text + more)).municipalities
        assert (municipality.website, municipality.watch) == ("", ())


def test_expected_counts_and_references_are_accepted(written):
    text = KARS + "        expect: {pages_min: 80, goals_min: 3}\nreferences:\n  - title: '5393: Belediye Kanunu'\n"
    assert load(written(text)).references[0].title == "5393: Belediye Kanunu"


def test_an_invented_province_has_no_plate_and_is_no_mistake(written):
    for province in ("Örnek", "Yeşilvadi", "Mersinli", "Akşehir"):
        text = KARS.replace("province: Kars", f"province: {province}").replace("id: kars", "id: ornek-kars")
        assert load(written(text)).municipalities[0].plate is None


@pytest.mark.parametrize("text", [b"\xef\xbb\xbf" + KARS.encode(), KARS.replace("\n", "\r\n").encode()])
def test_a_file_saved_by_an_editor_of_another_system_is_read_alike(written, text):
    assert load(written(text)) == load(written(KARS))


def test_letters_in_two_parts_are_put_together(written):
    text = KARS.replace("Kars Belediyesi", "S\u0327is\u0327li Belediyesi").replace(": Kars\n", ": I\u0307stanbul\n")
    (municipality,) = load(written(text.replace("id: kars", "id: istanbul-sisli"))).municipalities
    assert (municipality.name, municipality.province, municipality.plate) == ("Şişli Belediyesi", "İstanbul", 34)


# --- mistakes -----------------------------------------------------------------------------------

VALUES = [
    (2, "  - id: Kars", "write 'kars'"),
    (2, "  - id: kars-Kağızman İlçe", "write 'kars-kagizman-ilce'"),
    (2, "  - id: kars--merkez", "write 'kars-merkez'"),
    (2, "  - id: van-bb", "says Van, province Kars"),
    (2, "  - id: [kars]", "write one text after 'id:'"),
    (4, "    province: KARS", "write 'Kars'"),
    (4, "    province: Istanbul", "unknown province 'Istanbul': write 'İstanbul'"),
    (4, "    province: Eskisehir", "write 'Eskişehir'"),
    (4, "    province: Urfa", "write 'Şanlıurfa'"),
    (5, "    kind: büyükşehir", "did you mean metropolitan?"),
    (5, "    kind: il", "did you mean provincial?"),
    (5, "    kind: distrikt", "write one of metropolitan, provincial, district (did you mean district?)"),
    (6, "    website: www.kars.bel.tr", "from https:// on"),
    (7, "    watch: https://www.kars.bel.tr/duyurular", "begin each entry under it with '- '"),
    (7, "    watch: [duyurular]", "from https:// on"),
    (
        9,
        "      - kind: stratejik_plan",
        "unknown kind 'stratejik_plan': write one of strategic_plan, ",
    ),
    (9, "      - kind: Faaliyet Raporu", "did you mean activity_report?"),
    (9, "      - kind: activity report", "did you mean activity_report?"),
    (9, "      - kind: brochure", "unknown kind 'brochure'"),
    (10, "        period: 2020–2024", "write 2020-2024"),
    (10, "        period: 2020 / 2024", "write 2020-2024"),
    (10, "        period: 2020-24", "write 2020"),
    (10, "        period: soon", "write 2020-2024 or 2020"),
    (10, "        period: 2024-2020", "ends before it begins: write 2020-2024"),
    (10, "        period: 1920-1924", "from 1990 to 2100"),
    (10, "        period: 2020-20240", "write 2020"),
    (11, "        url: www.kars.bel.tr/plan.pdf", "from https:// on"),
    (11, "        url: kars.bel.tr/plan.pdf", "from https:// on"),
    (11, "        url: https//www.kars.bel.tr/plan.pdf", "from https:// on"),
    (11, "        url: htps://www.kars.bel.tr/plan.pdf", "neither an http(s) address nor a path"),
    (11, "        url: ftp://kars.bel.tr/plan.pdf", "neither an http(s) address nor a path"),
    (11, "        url: file:///plan.pdf", "the path alone"),
    (11, "        url: https:///plan.pdf", "names no host"),
    (11, "        url: 'https://[kars/plan.pdf'", "names no host"),
    (11, "        url: https://kars.bel.tr:port/plan.pdf", "names no host"),
    (11, "        url: https://kars.bel.tr/plan 2020.pdf", "write %20"),
    (11, "        url: https://kars.bel.tr/plan\u200b.pdf", "invisible character"),
    (11, '        url: "plan\\0.pdf"', "invisible character"),
    (12, "        accessed: 25.01.2021", "write 2021-01-25"),
    (12, "        accessed: 5/1/2021", "write 2021-01-05"),
    (12, "        accessed: 2021-02-30", "such as 2021-01-25"),
    (12, "        accessed: 20210125", "such as 2021-01-25"),
    (12, "        accessed: January", "such as 2021-01-25"),
    (13, "        expect: {pages_min: many}", "write digits only"),
    (13, "        expect: {pages: 3}", "did you mean 'pages_min'?"),
    (13, "        expect: 3", "write pages_min, goals_min"),
    (13, "        notes: x", "unknown key 'notes': did you mean 'note'?"),
    (13, "        colour: red", "write one of kind, period, url, accessed, note, expect"),
    (13, "        period: 2020", "'period' stands twice, first on line 10"),
    (13, "      - strategic_plan", "write kind, period, url"),
]


@pytest.mark.parametrize(("line", "text", "words"), VALUES, ids=[text.strip() for _, text, _ in VALUES])
def test_a_wrong_value_is_told_with_its_line_and_the_remedy(written, line, text, words):
    path = written(with_line(line, text))
    (problem,) = problems(path)
    assert problem.startswith(f"{path}:{line}: ")
    assert words in problem


SYNTAX = [
    (with_line(13, "        note: Kars: the plan"), LAST, "put the text in quotes"),
    (with_line(13, "\tnote: x"), LAST, "a tab in the indent: use spaces"),
    (with_line(13, "        note: 'x"), LAST, "a quotation mark is opened here and never closed"),
    (with_line(13, "        note: @x"), LAST, "put the text in quotes"),
    (with_line(13, "        note: *x"), LAST, "begins with *"),
    (with_line(13, "        note: \x07"), LAST, "invisible control character"),
    (with_line(13, "       note: x"), LAST, "indent like its neighbours"),
    (with_line(3, "    name Kars Belediyesi"), 3, "a line without a colon"),
    (with_line(11, "        url:plan.pdf"), 11, "a line without a colon"),
    (with_line(6, "   website: x"), 6, "indent like its neighbours"),
    (KARS + "---\n" + KARS, LAST + 1, "remove it"),
    ("[" * 2000, 1, "not YAML"),
    (KARS.encode("utf-16"), 1, "encoding UTF-8"),
    (with_line(13, "        note: Yılı").encode("iso-8859-9"), LAST, "encoding UTF-8"),
    ("", 0, "the file is empty: begin it with 'municipalities:'"),
    ("# nothing yet\n", 0, "the file is empty"),
    ("kars\n", 1, "write municipalities"),
    ("- id: kars\n", 1, "write municipalities"),
    ("municipalities:\n", 1, "has no 'municipalities'"),
    ("municipalities: []\n", 1, "no municipality is listed"),
    ("municipalities: {id: kars}\n", 1, "begin each entry under it with '- '"),
    (KARS + "reference:\n", LAST + 1, "did you mean 'references'?"),
    (KARS + "references:\n  - url: https://x.org/\n", LAST + 2, "a reference has no 'title'"),
]


@pytest.mark.parametrize(("text", "line", "words"), SYNTAX)
def test_a_file_that_is_not_in_the_form_is_told_in_plain_words(written, text, line, words):
    path = written(text)
    (problem,) = problems(path)
    assert problem.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert words in problem


@pytest.mark.parametrize(
    ("line", "key", "told"),
    [(3, "name", 2), (4, "province", 2), (5, "kind", 2), (10, "period", 9), (11, "url", 9)],
)
def test_a_missing_key_is_told_at_its_entry_and_an_empty_one_at_its_line(written, line, key, told):
    path = written(with_line(line, ""))
    (problem,) = problems(path)
    assert problem.startswith(f"{path}:{told}: ")
    assert f"has no '{key}': write '{key}: …'" in problem
    indent = "    " if line < 9 else "        "
    for empty in ("", " ''", " ~"):
        (problem,) = problems(written(with_line(line, f"{indent}{key}:{empty}")))
        assert problem.startswith(f"{path}:{line}: ")
        assert f"has no '{key}'" in problem


def test_a_misspelt_key_is_one_mistake_not_two(written):
    (problem,) = problems(written(with_line(10, "        perod: 2020-2024")))
    assert problem.endswith(":10: unknown key 'perod': did you mean 'period'?")


def test_a_municipality_listed_twice_is_told_with_the_line_of_the_first(written):
    path = written(KARS + "".join(KARS.splitlines(keepends=True)[1:]))
    (problem,) = problems(path)
    assert problem == f"{path}:14: id 'kars' is taken on line 2: put its documents there"


def test_the_same_document_listed_twice_is_told_with_the_line_of_the_first(written):
    path = written(KARS + "".join(KARS.splitlines(keepends=True)[8:]))
    (problem,) = problems(path)
    assert problem == f"{path}:14: the same document as on line 9: remove one"


def test_entries_on_one_line_are_compared_too(written):
    document = "{kind: web_page, period: 2020, url: https://x.bel.tr/}"
    town = f"{{id: kars, name: K, province: Kars, kind: provincial, documents: [{document}, {document}]}}"
    told = problems(written(f"municipalities: [{town}, {town}]\n"))
    assert [("same document" in problem, "is taken" in problem) for problem in told] == [(False, True)] + [
        (True, False)
    ] * 2


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(written):
    text = KARS
    for right, wrong in (("id: kars", "id: KARS"), ("provincial", "city"), ("2020-2024", "2024-2020"), ("url", "ulr")):
        text = text.replace(right, wrong)
    told = problems(written(text + "\n  - name: Van Belediyesi\n"))
    lines = [int(problem.split("sources.yaml:")[1].split(":")[0]) for problem in told]
    assert lines == [2, 5, 10, 11, 15, 15, 15]
    assert all(a <= b for a, b in pairwise(lines))


def test_every_line_with_a_tab_is_told(written):
    told = problems(written(KARS.replace("        ", "\t")))
    assert [problem.split(":")[-3] for problem in told] == ["10", "11", "12", "13"]


def test_a_missing_file_is_told_with_the_option_that_names_one(tmp_path):
    (problem,) = problems(tmp_path / "sources.yaml")
    assert "no such file" in problem
    assert "--sources" in problem


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    (problem,) = problems(tmp_path)
    assert "cannot be read" in problem


# --- choosing -----------------------------------------------------------------------------------


def test_no_choice_is_every_document(registry):
    assert choose(registry, []) == {source.id for source in registry.sources}


@pytest.mark.parametrize(
    ("only", "chosen"),
    [
        (["kars"], {"kars-sp-2020-2024"}),
        (["izmir-bb"], {"izmir-bb-sp-2020-2024", "izmir-bb-web-2021"}),
        (["van-bb-fr-2019", "kars"], {"van-bb-fr-2019", "kars-sp-2020-2024"}),
        (["trabzon-bb-web-2021", "trabzon-bb-web-2021"], {"trabzon-bb-web-2021"}),
    ],
)
def test_a_choice_names_documents_or_municipalities(registry, only, chosen):
    assert choose(registry, only) == chosen


def test_a_chosen_municipality_without_documents_chooses_none(written):
    registry = load(written("\n".join(KARS.splitlines()[:7])))
    assert choose(registry, ["kars"]) == choose(registry, []) == frozenset()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("kars-sp-2020-2025", "kars-sp-2020-2024"),
        ("İzmir-BB", "izmir-bb"),
        ("istanbul-kadıköy", "istanbul-kadikoy"),
        ("zzz", "write the id of a document or of a municipality"),
    ],
)
def test_an_unknown_id_is_told_with_the_nearest(registry, name, nearest):
    with pytest.raises(SourcesError, match=f"unknown id '{name}'") as error:
        choose(registry, [name, "kars"])
    assert nearest in error.value.problems[0]


def test_every_unknown_id_is_told(registry):
    with pytest.raises(SourcesError) as error:
        choose(registry, ["a", "b", "kars"])
    assert len(error.value.problems) == 2


# --- provinces ----------------------------------------------------------------------------------


def test_there_are_81_provinces_each_known_by_its_plate():
    assert len(set(provinces.PROVINCES)) == 81
    known = {"Adana": 1, "Ankara": 6, "Hakkâri": 30, "Hakkari": 30, "Mersin": 33, "İstanbul": 34, "Kars": 36}
    later = {"Zonguldak": 67, "Aksaray": 68, "Kırıkkale": 71, "Şırnak": 73, "Iğdır": 76, "Karabük": 78, "Düzce": 81}
    assert {name: provinces.plate(name) for name in known | later} == known | later


def test_each_province_is_recognised_without_its_turkish_letters():
    for name in provinces.PROVINCES:
        bare = provinces.ascii_letters(name)
        assert bare.isascii()
        assert provinces.by_letters(bare) == name
        for spelling in {bare, bare.upper(), bare.title()} - {name}:
            assert provinces.meant(spelling) == name


@pytest.mark.parametrize(
    ("name", "meant"),
    [("İstanbul", ""), ("Hakkâri", ""), ("Istambul", "İstanbul"), ("Diyarbakr", "Diyarbakır"), ("İçel", "Mersin")],
)
def test_a_province_is_corrected_only_where_it_is_misspelt(name, meant):
    assert provinces.meant(name) == meant


IDS = [
    ("istanbul-kadikoy-sp-2020-2024", ("istanbul-kadikoy", "strategic_plan", "2020-2024")),
    ("istanbul-kadikoy-sp-2020-2024-2", ("istanbul-kadikoy", "strategic_plan", "2020-2024")),
    ("kars-fr-2020", ("kars", "activity_report", "2020")),
    ("kars-fr-2020-2", ("kars", "activity_report", "2020")),
    ("plan-sp", ("plan", "strategic_plan", "")),  # of a file that was read by itself
    ("kars", ("kars", "", "")),
]


@pytest.mark.parametrize(("document", "told"), IDS)
def test_an_id_tells_municipality_kind_and_period(document, told):
    assert told_by_id(document) == told
    assert document.startswith(id_of_document(*told))
