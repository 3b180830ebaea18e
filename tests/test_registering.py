"""An entry that the program writes into sources.yaml moves no comment, no blank line and no quote of anybody's."""

from __future__ import annotations

import pytest

from plan_miner.registering import add_document
from plan_miner.sources import SourcesError, load

PLACE = "  - id: kars\n    name: Kars Belediyesi\n    province: Kars\n    kind: provincial\n"
OTHER = """
  # the neighbour
  - id: van-bb
    name: Van Büyükşehir Belediyesi
    province: Van
    kind: metropolitan
"""
DOCUMENT = "      - kind: strategic_plan\n        period: 2020-2024\n        url: https://kars.bel.tr/sp.pdf\n"
NEW = {"kind": "activity_report", "period": "2023", "url": "https://kars.bel.tr/fr.pdf?x=1#s", "note": ""}
ENTRY = "- kind: activity_report\n{0}  period: 2023\n{0}  url: https://kars.bel.tr/fr.pdf?x=1#s\n"

# What stands before the new entry, how far this is indented, and what stands behind it.
FILES = {
    "behind the last document": (f"municipalities:\n{PLACE}    documents:\n{DOCUMENT}", 6, OTHER),
    "behind a comment on the last line": (
        f"municipalities:\n{PLACE}    documents:\n{DOCUMENT[:-1]}   # the plan\n", 6,
        "\n    # what follows is of others\n" + OTHER,
    ),
    "behind a folded note": (
        f"municipalities:\n{PLACE}    documents:\n{DOCUMENT}        note: >-\n          Of two,\n          or so.\n",
        6, OTHER,
    ),
    "behind a literal note at the end of the file": (
        f"municipalities:\n{PLACE}    documents:\n{DOCUMENT}        note: |\n          As it was.\n", 6, "",
    ),
    "behind expectations in braces": (
        f"municipalities:\n{PLACE}    documents:\n{DOCUMENT}        expect: {{pages_min: 100}}\n", 6, "",
    ),
    "where documents were indented less": (
        f"municipalities:\n{PLACE}    documents:\n"
        + DOCUMENT.replace("      - ", "    - ").replace("        ", "      "), 4, OTHER,
    ),
    "where there was a key and no document": (f"municipalities:\n{PLACE}    documents:\n", 6, OTHER),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_an_entry_is_put_behind_the_others_and_nothing_else_changes(tmp_path, name, ending):
    before, indent, after = FILES[name]
    path = tmp_path / "sources.yaml"
    path.write_text((before + after).replace("\n", ending), encoding="utf-8", newline="")
    source = add_document(path, "kars", NEW)
    assert source.id == "kars-fr-2023"
    entry = " " * indent + ENTRY.format(" " * indent)
    with path.open(encoding="utf-8", newline="") as file:
        assert file.read() == (before + entry + after).replace("\n", ending)


def test_a_municipality_without_documents_gets_its_first(tmp_path):
    path = tmp_path / "sources.yaml"
    for documents in ("", "    documents: []\n", "    documents: []   # none yet\n"):
        path.write_text(f"municipalities:\n{PLACE}{documents}{OTHER}", encoding="utf-8")
        assert add_document(path, "kars", NEW).line
        assert OTHER in path.read_text(encoding="utf-8")
        assert [source.id for source in load(path).sources] == ["kars-fr-2023"]


def test_texts_that_yaml_would_read_otherwise_are_put_in_quotes(tmp_path):
    path = tmp_path / "sources.yaml"
    path.write_text(f"municipalities:\n{PLACE}", encoding="utf-8")
    for number, note in enumerate(["a: b", "x # y", "[1]", "*a", "'", '"', "- x", "yes", "ş: ğ", "#1", "son:", "@x"]):
        values = NEW | {"url": f"https://kars.bel.tr/{number}.pdf", "note": note}
        assert add_document(path, "kars", values).note == note


@pytest.mark.parametrize(
    ("text", "place", "values", "words"),
    [
        (f"municipalities:\n{PLACE}", "van", NEW, "no municipality 'van'"),
        (f"municipalities:\n{PLACE}", "kars", NEW | {"period": "soon"}, "period"),
        (f"municipalities:\n{PLACE}    documents: [{{kind: regulation, period: 2020, url: a.pdf}}]\n", "kars", NEW,
         "brackets"),
        (f"municipalities:\n{PLACE}    documents:\n{DOCUMENT}", "kars",
         {"kind": "strategic_plan", "period": "2020-2024", "url": "https://kars.bel.tr/sp.pdf"}, "same document"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_leaves_the_file_as_it_was_and_is_told(tmp_path, text, place, values, words):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourcesError, match=words) as error:
        add_document(path, place, values)
    assert ".part-" not in str(error.value)
    assert path.read_text(encoding="utf-8") == text
    assert [file.name for file in tmp_path.iterdir()] == ["sources.yaml"]
