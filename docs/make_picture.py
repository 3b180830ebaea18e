"""Makes docs/annex-row.png: a row of the annex beside its page, the words that prove it outlined.

plan-miner run --sample
python docs/make_picture.py [DATA]        DATA is data/sample by default
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pypdfium2
import reportlab
from PIL import Image, ImageDraw, ImageFont

PICTURE = Path(__file__).with_name("annex-row.png")
KEY = "serinirmak-bb-sp-2020-2024:4.1:3"
KEY_COLUMNS = ("document_id", "objective_code", "activity_no")
SHOWN = (
    "municipality",
    "goal",
    "objective_code",
    "objective",
    "activity_no",
    "activity",
    "basis",
    "themes",
    "groups",
    "page",
)
PROOF = ("document_id", "sha256", "page", "x0", "top", "x1", "bottom", "quote")
SCALE = 1.8  # pixels a point
WIDTH = 760  # pixels of the left half
MARGIN = 32
INK, FAINT, RED, PAPER = "#1c2733", "#66727f", "#c0392b", "#ffffff"


def rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chosen(data: Path) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The row of the annex that the README explains, and its evidence."""
    proofs = [proof for proof in rows(data, "evidence") if (proof["table"], proof["key"]) == ("annex", KEY)]
    row = next(row for row in rows(data, "annex") if ":".join(row[name] for name in KEY_COLUMNS) == KEY)
    return row, proofs


def page_with_boxes(data: Path, proofs: list[dict[str, str]]) -> Image.Image:
    """The page of the first proof, with a frame around the words of every proof on it."""
    first = proofs[0]
    path = data / "raw" / first["document_id"] / f"{first['sha256'][:12]}.pdf"
    picture = pypdfium2.PdfDocument(path)[int(first["page"]) - 1].render(scale=SCALE).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    for proof in proofs:
        if proof["page"] == first["page"]:
            x0, top, x1, bottom = (float(proof[side]) * SCALE for side in ("x0", "top", "x1", "bottom"))
            draw.rounded_rectangle((x0 - 6, top - 5, x1 + 6, bottom + 5), 6, outline=RED, width=4)
    return picture


class Column:
    """The left half: titles, names of columns and what stands in them, from the top down."""

    def __init__(self, picture: Image.Image) -> None:
        self._draw = ImageDraw.Draw(picture)
        self._y = float(MARGIN)

    def title(self, text: str) -> None:
        self._y += 18
        self._draw.text((MARGIN, self._y), text, RED, font(25))
        self._y += 46

    def field(self, name: str, value: str) -> None:
        self._draw.text((MARGIN, self._y), name, FAINT, font(17))
        for line in folded(value, WIDTH - 230 - MARGIN):
            self._draw.text((MARGIN + 198, self._y), line, INK, font(17))
            self._y += 26
        self._y += 8


def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), size)


def folded(text: str, width: float) -> list[str]:
    """The text in lines of at most `width` pixels."""
    lines = [""]
    for word in text.replace("|", " | ").split():
        longer = f"{lines[-1]} {word}".strip()
        if font(17).getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "data/sample")
    row, proofs = chosen(data)
    page = page_with_boxes(data, proofs)
    picture = Image.new("RGB", (WIDTH + page.width + MARGIN, page.height + 2 * MARGIN), "#eef1f4")
    picture.paste(page, (WIDTH, MARGIN))
    column = Column(picture)
    column.title("annex.csv: one row")
    for name in SHOWN:
        column.field(name, row[name])
    column.title("evidence.csv: what proves it")
    for name in PROOF:
        column.field(name, proofs[0][name][:32] + "…" if name == "sha256" else proofs[0][name])
    picture.quantize(96).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
