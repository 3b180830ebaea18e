"""Makes docs/annex-docx.png and docs/annex-xlsx.png: pages of what a run publishes, as LibreOffice prints them.

plan-miner run --sample
python docs/make_pages.py [TABLES]        TABLES is data/sample/processed by default; needs soffice
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

PAGES = {  # each page by words that only it begins with: of the workbook the read me, EK 2 and the indicators
    "annex.docx": ("Nasıl okunur", "Tablo 2. Belediyelerin"),
    "annex.xlsx": ("Bu dosya", "Alıntı İnceleme", "Gösterge no Gösterge Birim"),
}
SCALE = 1.15  # pixels a point
GAP = 14
PAPER, DESK = "#ffffff", "#d9dde2"


def printed(file: Path, folder: Path) -> pypdfium2.PdfDocument:
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return pypdfium2.PdfDocument(folder / f"{file.stem}.pdf")


def first_with(document: pypdfium2.PdfDocument, words: str) -> Image.Image:
    """The first page on which the words stand, as a picture."""
    texts = (" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    number = next(number for number, text in enumerate(texts) if words in text)
    return document[number].render(scale=SCALE).to_pil().convert("RGB")


def trimmed(page: Image.Image) -> Image.Image:
    """The page without the blank below its last line."""
    box = ImageChops.difference(page, Image.new("RGB", page.size, PAPER)).getbbox()
    return page.crop((0, 0, page.width, min(page.height, (box[3] if box else page.height) + 12)))


def under_each_other(pages: list[Image.Image]) -> Image.Image:
    width = max(page.width for page in pages)
    picture = Image.new("RGB", (width, sum(page.height + GAP for page in pages) - GAP), DESK)
    top = 0
    for page in pages:
        picture.paste(page, (0, top))
        top += page.height + GAP
    return picture


def main() -> None:
    tables = Path(sys.argv[1] if len(sys.argv) > 1 else "data/sample/processed")
    with tempfile.TemporaryDirectory() as folder:
        for name, beginnings in PAGES.items():
            document = printed(tables / name, Path(folder))
            pages = [first_with(document, words) for words in beginnings]
            picture = under_each_other([trimmed(page) for page in pages])
            target = Path(__file__).with_name(f"{name.replace('.', '-')}.png")
            picture.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
