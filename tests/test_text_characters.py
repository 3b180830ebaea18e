"""What is read from a page is what is printed on it, whichever program printed it and in however many columns."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from known_text import ALWAYS, PRINTERS, TEXT, WHERE_INSTALLED, as_read, characters_wrong, distance, printed

from plan_miner.model import Page, Table
from plan_miner.text import read

AT_MOST = {1: 0.001, 2: 0.01, 3: 0.01}  # characters wrong, by the number of columns
SHARED = Path(os.environ.get("PLAN_MINER_SHARED") or Path(__file__).resolve().parents[2] / "shared")
REAL = sorted((SHARED / "real").glob("*.pdf"))
ALIKE = 0.97  # of the words of pdftotext and ours


@pytest.mark.parametrize("columns", AT_MOST)
@pytest.mark.parametrize("name", [*ALWAYS, *WHERE_INSTALLED])
def test_hardly_a_character_is_read_otherwise_than_printed(tmp_path: Path, name: str, columns: int) -> None:
    if name not in PRINTERS:
        pytest.skip(f"{name} is not installed")
    if name == "fpdf2" and columns == 3:
        pytest.skip("it stretches two words over a whole line of so narrow a column")
    text = as_read(PRINTERS[name](tmp_path / "report.pdf", TEXT, columns))
    assert characters_wrong(text, printed()) <= AT_MOST[columns], text


def test_how_far_two_texts_are_apart_is_counted_in_signs() -> None:
    assert [distance(a, b) for a, b in (("kedi", "kedi"), ("kedi", "kadı"), ("", "üç"), ("evde", "ev"))] == [0, 2, 2, 2]


@pytest.mark.skipif(not REAL, reason="no real documents beside this checkout")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_the_words_of_a_real_document_are_those_that_pdftotext_finds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode().split("\f")
    monkeypatch.setenv("PATH", "")  # pages that are pictures stay unread here
    ours, other = Counter[str](), Counter[str]()
    for page in read(path).pages:
        if page.quality in ("ok", "repaired"):
            ours.update(words_of(everything(page)))
            other.update(words_of(theirs[page.number - 1]))
    common = sum((ours & other).values())
    assert 2 * common >= ALIKE * (sum(ours.values()) + sum(other.values())), (ours - other, other - ours)


def everything(page: Page) -> str:
    """All that was read of a page, what was set aside too, a line each."""
    blocks = [*page.blocks, *page.aside]
    return "\n".join("\n".join(c.text for c in b.cells) if isinstance(b, Table) else b.text for b in blocks)


def words_of(text: str) -> list[str]:
    """The words of a text, whole where a line ends within one (pdftotext has them so), without unseen signs."""
    whole = re.sub(r"(?<=[^\W\d])[-‐]\n(?=[a-zçğıöşü])", "", text)
    return re.sub("[\u00ad\u200b-\u200f\ufeff\ue000-\uf8ff]", "", whole).split()
