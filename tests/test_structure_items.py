"""Which printed lines belong together: a paragraph, a bullet, a heading, a hyphen at a line end."""

from __future__ import annotations

import pytest

from plan_miner.model import Box, Line
from plan_miner.structure.items import item_of, items

EDGE = 300.0
CHARACTER = 5.0  # points: all letters are as wide as this here


def printed(*texts: str, size: float = 10.0, bold: bool = False, leading: float = 12.0) -> list[Line]:
    """Lines under each other from x = 50, each as wide as its letters."""
    return [
        Line(text, Box(1, 50.0, 100 + i * leading, 50 + CHARACTER * len(text), 110 + i * leading), size, bold)
        for i, text in enumerate(texts)
    ]


FULL = "Kentin bütün mahallelerinde yürünebilir sokakların"  # 50 letters end at the edge

TOGETHER = [
    ([FULL, "Belediye eliyle yapılması"], [f"{FULL} Belediye eliyle yapılması"]),  # broken where the line was full
    (["Asfalt yapılması", "Kaldırım yapılması"], ["Asfalt yapılması", "Kaldırım yapılması"]),  # not full: a new item
    (["Asfalt", "yapılması"], ["Asfalt yapılması"]),  # a small letter runs on
    (["• Asfalt yapılması", "• Kaldırım yapılması"], ["Asfalt yapılması", "Kaldırım yapılması"]),
    ([f"• {FULL}", "yenilenmesi", "• Kaldırım"], [f"{FULL} yenilenmesi", "Kaldırım"]),
    (["a) Asfalt", "b) Kaldırım"], ["Asfalt", "Kaldırım"]),
    (["1) Asfalt", "2) Kaldırım"], ["Asfalt", "Kaldırım"]),
    ([f"1. {FULL}", "2. 64 kilometrelik yolu işaretlemek"], [f"1. {FULL}", "2. 64 kilometrelik yolu işaretlemek"]),
    (["- Asfalt", "– Kaldırım", "➢ Köprü", "✓ Geçit"], ["Asfalt", "Kaldırım", "Köprü", "Geçit"]),
    ([FULL[:-1] + "-", "daki ağaçlar"], [FULL[:-1] + "daki ağaçlar"]),  # a hyphen at the line end closes
    ([FULL, "Hedef 1.2: Yaya güvenliği"], [FULL, "Hedef 1.2: Yaya güvenliği"]),  # a code begins something
    ([FULL, "Sorumlu Birim: Fen İşleri"], [FULL, "Sorumlu Birim: Fen İşleri"]),  # so does a label
    (["Faaliyetler", "yol yapılması"], ["Faaliyetler", "yol yapılması"]),  # a label stands alone
]


@pytest.mark.parametrize(("lines", "texts"), TOGETHER)
def test_lines_run_on_where_a_typesetter_had_to_break_them(lines: list[str], texts: list[str]) -> None:
    assert [item.text for item in items(printed(*lines), EDGE)] == texts


def test_bold_and_plain_letters_and_other_sizes_belong_to_different_items() -> None:
    first, second = printed(FULL, "Belediye eliyle yapılması")
    bold = Line(first.text, first.box, first.size, bold=True)
    large = Line(first.text, first.box, 14.0)
    assert len(items([bold, second], EDGE)) == 2
    assert len(items([large, second], EDGE)) == 2


def test_a_blank_line_between_parts_paragraphs() -> None:
    assert len(items(printed(FULL, "yapılması", leading=24.0), EDGE)) == 2


def test_each_letter_of_joined_lines_leads_back_to_its_own_line() -> None:
    lines = printed("Kadınların kentin sokakların-", "daki güvenliği")
    passage = item_of(lines).passage()
    assert passage.text == "Kadınların kentin sokaklarındaki güvenliği"
    where = passage.text.index("güvenliği")
    assert passage.box(where, where + 9) == lines[1].box
    assert passage.box(0, 10) == lines[0].box
    assert passage.box() == lines[0].box.joined(lines[1].box)


@pytest.mark.parametrize("figure", ["-5", "- 5", "-12,5", "-"])
def test_a_figure_below_zero_or_a_lone_dash_is_no_bullet(figure: str) -> None:
    item = items(printed(figure), EDGE)[0]
    assert not item.bullet
    assert item.text == figure
