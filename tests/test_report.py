"""report.html as bytes: made from the tables alone, the same each time, asking nothing of the network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources

import pytest
from report_worlds import World, content_of, world
from ruamel.yaml import YAML

from plan_miner.provinces import PROVINCES, plate
from plan_miner.publish.report import report_bytes
from plan_miner.publish.report.shell import SCRIPTS, tiles

FILES = resources.files("plan_miner.publish.report")
SCRIPT = "\n".join((FILES / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


def test_the_same_tables_give_the_same_bytes():
    assert report_bytes(world(5)) == report_bytes(world(5))


def test_each_table_is_gone_through_once_so_that_rows_may_come_from_anywhere():
    tables = world(5)
    assert report_bytes({name: iter(rows) for name, rows in tables.items()}) == report_bytes(tables)


def test_the_page_of_no_tables_is_a_page():
    assert content_of(report_bytes(world(0)))["objectives"] == []


def test_rejected_rows_are_not_in_the_file():
    made = World(12)
    words = {
        name: [row for row in made.tables[name] if row["review"] == "rejected"] for name in ("annex", "service_table")
    }
    assert all(words.values())
    made.tables["doubts"].clear()  # what people said of a doubt is another matter
    written = json.dumps(content_of(report_bytes(made.tables)), ensure_ascii=False)
    assert not [row for row in words["annex"] if row["activity"] in written or row["objective"] in written]
    assert not [row for row in words["service_table"] if row["summary"] in written]


def test_a_quote_that_the_row_says_itself_is_not_said_twice_and_an_objective_proves_itself_once():
    (objective, *_) = content_of(report_bytes(world(3)))["objectives"]
    assert [quote for _, quote in objective["proof"]] == [""]
    assert all([quote for _, quote in one["proof"]] == [""] for one in objective["activities"])


def test_a_page_links_to_the_web_and_to_the_copy_beside_it_but_to_no_other_kind_of_address():
    tables = world(2)
    tables["documents"][0]["url"] = "javascript:alert(1)"
    first, second, *_ = content_of(report_bytes(tables, "../raw"))["documents"]
    assert "web" not in first
    assert second["web"].startswith("https://ornek.example/")
    assert second["copy"] == f"../raw/{second['id']}/{'0' * 12}.pdf"


def test_a_change_of_an_objective_outside_the_annex_is_counted_and_not_shown():
    made = World(1)
    made.tables["changes"].clear()
    document = made.tables["documents"][1]["document_id"]
    outside = {"document_id": document, "objective_code": "9.9", "objective": "Asfalt", "themes_final": ()}
    made.add("objectives", outside)
    change = {"municipality_id": "ornek-0", "table": "objectives", "change": "reworded", "before": "Eski yol"}
    made.add("changes", {**change, "key": f"{document}:9.9", "after": "Yeni yol"})
    made.add("changes", {**change, "key": "ornek-0-sp-2015-2019:1.1", "after": "Yeni yol"})
    content = content_of(report_bytes(made.tables))
    assert content["other_changes"] == 1
    assert [one["pieces"] for one in content["changes"]] == [
        [[["Eski", True], ["yol", False]], [["Yeni", True], ["yol", False]]]
    ]


# --- the map --------------------------------------------------------------------------------------


def test_every_province_has_one_tile():
    plates = [one for line in tiles() for one in line if one]
    assert sorted(plates) == list(range(1, 82))
    assert len({len(line) for line in tiles()}) == 1


@pytest.mark.parametrize(
    ("west", "east"),
    [("Edirne", "İstanbul"), ("İzmir", "Manisa"), ("Konya", "Kayseri"), ("Ankara", "Sivas"), ("Muş", "Ağrı")],
)
def test_provinces_lie_from_west_to_east(west, east):
    assert place(west)[0] < place(east)[0]


@pytest.mark.parametrize(
    ("north", "south"),
    [("Sinop", "Çorum"), ("Ankara", "Konya"), ("Samsun", "Hatay"), ("Bursa", "Muğla"), ("Rize", "Mardin")],
)
def test_provinces_lie_from_north_to_south(north, south):
    assert place(north)[1] < place(south)[1]


def place(name: str) -> tuple[int, int]:
    number = plate(name)
    return next((x, y) for y, line in enumerate(tiles()) for x, one in enumerate(line) if one == number)


def test_the_longest_names_may_be_broken_where_the_page_breaks_them():
    long = [name for name in PROVINCES if len(name) > 11]
    assert long == ["Afyonkarahisar", "Kahramanmaraş"]


# --- words and policy -------------------------------------------------------------------------------


def test_everything_that_the_scripts_say_is_there_in_both_languages():
    said = YAML(typ="safe", pure=True).load((FILES / "words.yaml").read_text(encoding="utf-8"))
    asked = set(re.findall(r'\bsay\("(\w+)"', SCRIPT)) | set(re.findall(r'"((?:n|note)_\w+)"', SCRIPT))
    assert asked <= set(said)
    assert not [key for key, words in said.items() if set(words) != {"tr", "en"}]
    braces = {key: [set(re.findall(r"\{(\w+)\}", text)) for text in words.values()] for key, words in said.items()}
    assert not [key for key, (tr, en) in braces.items() if tr != en]


def test_only_the_script_and_the_style_of_the_page_may_run_and_nothing_may_be_loaded():
    page = report_bytes(world(2)).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for name, tag in (("script", r'<script type="module">(.*?)</script>'), ("style", r"<style>(.*?)</style>")):
        (inside,) = re.findall(tag, page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.findall(r'<(?:img|iframe|object|embed)\b|\bsrc=|\bstyle="|\bon\w+="|@import|url\(', page)


def test_the_scripts_never_write_html():
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|setTimeout\(\"", SCRIPT
    )
