"""Pages whose text is known: the same prose printed by several producers, in one or two columns, or as a scan.

`PRINTERS` are the producers that are here (reportlab and fpdf2 always, Chromium and LibreOffice where installed).
`characters_wrong` says how much of the text is read otherwise than printed.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from fpdf import FPDF
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
from small_plans import FONTS, MARGIN, WIDTH

from plan_miner.structure import structured
from plan_miner.text import read

Block = tuple[str, str]  # heading | paragraph | bullet, and its text; "~" is where a word may be broken
GUTTER = 22.0  # points between two columns
SHARED_SPACE = re.compile(r"\s+")

TEXT: tuple[Block, ...] = (
    ("heading", "1. Ilıcaözü İlçesinde Kent Yaşamı ve Eşit Hizmet"),
    (
        "paragraph",
        "Ilıcaözü Belediyesi, “kimseyi geride bırakmayan kent” anlayışıyla 2020-2024 döneminde on iki mahallede "
        "hizmetlerini yeniden düzen~lemiştir. Kadın-erkek eşitliğini gözeten bütçe çalışması, Mali Hizmetler "
        "Müdürlüğü’nün eş~güdümünde yürütülmüş; 3.450.000,75 TL tutarındaki ödeneğin %42,5’i kadınların ve kız "
        "çocuklarının yararlandığı hizmetlere ayrılmıştır.",
    ),
    (
        "paragraph",
        "Kâğıt üzerinde kalmayan, ölçülebilir hedefler konulmuş; her hedefin altında sorumlu birimler, maliyet ve "
        "göster~geler belirtilmiştir. Ağrılı süreçlerin, uğraşıların ve öğrenilenlerin yazıldığı izleme raporları "
        "altı ayda bir Belediye Meclisi’nin bilgisine sunulmaktadır.",
    ),
    ("bullet", "Gündüz bakımevi kontenjanının 120’den 260 çocuğa çıkarılması"),
    ("bullet", "Şiddete uğrayan kadınlara 7/24 ulaşılabilir danışma hattının sürdürülmesi"),
    ("bullet", "Evde bakım hizmetinin yaşlı ve engelli yurttaşlara ücretsiz verilmesi"),
    ("heading", "2. Sosyal Yardım, Danışma ve Bakım Hizmetleri"),
    (
        "paragraph",
        "Kadın Danışma Merkezi’ne 2019 yılında 1.284 başvuru yapılmış; başvuruların 317’si psikolojik, 204’ü hukuki "
        "destek için ilgili uzman~lara yönlendirilmiştir. “Görüşme odaları yetersizdir” diyen çalışanların önerisi "
        "üzerine Ihlamur Sokak’taki bina onarılmış, bekleme salonuna çocuk köşesi eklenmiştir.",
    ),
    (
        "paragraph",
        "Ofis, kafe ve fabrika gibi iş yerlerinde farklı vardiyalarla çalışan kadınlar için akşam kreşi açılması; "
        "profesyonel refakat, fiziksel güçlendirme ve ilk yardım eğitimlerinin yaygınlaştırılması planlanmaktadır. "
        "İğneci, Üçgöz ve Çağlayık mahallelerinde sığınmaevi sonrası izleme çalış~maları sürdürülecektir.",
    ),
    (
        "paragraph",
        "Önümüzdeki dönemde yürürlüğe girecek eylem planı; istihdam, güvenli ulaşım, katılım, sağlık ve kültür "
        "başlıklarından oluşmaktadır. Ölçütlerin karşılanıp karşılanmadığı, mahalle meclislerinde açık~lanan "
        "verilerle (bkz. Ek-3) herkesin erişimine sunulacaktır.",
    ),
    ("heading", "3. Gençlik, Spor ve Çevre"),
    (
        "paragraph",
        "Gençlik merkezlerinde 14 ile 29 yaş arasındaki kullanıcılar için atölyeler kurulmuş, yüzme havuzunda haftanın "
        "üç günü yalnızca kadınlara ayrılmıştır. Işıklandırılan 8,6 km yürüyüş yolunun bakımı Park ve Bahçeler "
        "Müdürlüğü’nce yapılmakta; şikâyetler 48 saat içinde yanıtlan~maktadır.",
    ),
)


def printed(blocks: Sequence[Block] = TEXT) -> str:
    """What stands on the paper, hyphens at line ends closed."""
    return " ".join(text.replace("~", "") for _, text in blocks)


def as_read(path: Path) -> str:
    """What is read of a document, as running text."""
    return " ".join(passage.text for passage in structured(read(path), "activity_report").passages)


def characters_wrong(text: str, truth: str) -> float:
    """The Levenshtein distance between two texts as a share of the truth's length, however their spaces run."""
    a, b = SHARED_SPACE.sub(" ", text).strip(), SHARED_SPACE.sub(" ", truth).strip()
    return distance(a, b) / len(b)


def distance(a: str, b: str) -> int:
    """Levenshtein's distance: how many signs must be put in, taken out or changed."""
    codes = np.array([ord(sign) for sign in b])
    steps = np.arange(len(b) + 1)
    row = steps.copy()
    for number, sign in enumerate(a, 1):
        changed = np.minimum(row[:-1] + (codes != ord(sign)), row[1:] + 1)
        new = np.concatenate([[number], changed])
        row = np.minimum.accumulate(new - steps) + steps
    return int(row[-1])


# --- the producers ---


def by_reportlab(target: Path, blocks: Sequence[Block], columns: int) -> Path:
    """Justified paragraphs in as many frames a page as there are columns."""
    wide = (WIDTH - GUTTER * (columns - 1)) / columns
    frames = [
        Frame(MARGIN + i * (wide + GUTTER), MARGIN, wide, A4[1] - 2 * MARGIN, leftPadding=0, rightPadding=0)
        for i in range(columns)
    ]
    document = BaseDocTemplate(str(target), pagesize=A4, invariant=1)
    document.addPageTemplates([PageTemplate("page", frames)])
    document.build([_paragraph(*block) for block in blocks])
    return target


def _paragraph(kind: str, text: str) -> Paragraph:
    size = 13 if kind == "heading" else 10
    font = "Vera-Bold" if kind == "heading" else "Vera"
    indent = 14 if kind == "bullet" else 0
    style = ParagraphStyle(
        kind, fontName=font, fontSize=size, leading=size * 1.3, spaceAfter=7, leftIndent=indent, bulletIndent=2
    )
    style.alignment = 4 if kind == "paragraph" else 0
    return Paragraph(html.escape(text.replace("~", "\u00ad")), style, bulletText="•" if kind == "bullet" else None)


def by_fpdf2(target: Path, blocks: Sequence[Block], columns: int) -> Path:
    """Justified paragraphs; each line is written as one string with stretched spaces."""
    document = FPDF(unit="pt", format="A4")
    document.set_margins(MARGIN, MARGIN)
    document.add_font("Vera", "", FONTS / "Vera.ttf")
    document.add_font("Vera", "B", FONTS / "VeraBd.ttf")
    document.add_page()
    document.set_font("Vera", size=10)
    with document.text_columns(ncols=columns, gutter=GUTTER, text_align="J", line_height=1.3) as flow:
        for kind, text in blocks:
            document.set_font("Vera", "B" if kind == "heading" else "", 13 if kind == "heading" else 10)
            with flow.paragraph(bottom_margin=7, text_align="J" if kind == "paragraph" else "L") as paragraph:
                paragraph.write(("• " if kind == "bullet" else "") + text.replace("~", "\u00ad"))
    document.output(str(target))
    return target


TAGS = {"heading": "h2", "paragraph": "p", "bullet": "li"}
PAGE = """<!doctype html><html lang="tr"><meta charset="utf-8"><title>Rapor</title><style>
@page {{ size: A4; margin: 2cm }} body {{ font: 10pt/1.35 "DejaVu Serif", "Noto Serif", serif; margin: 0 }}
h2 {{ font-size: 13pt; margin: .6em 0; break-after: avoid }} p {{ text-align: justify; margin: 0 0 .7em }}
li {{ margin-left: 1em }}
.flow {{ column-count: {columns}; column-gap: {gutter}pt }}</style><body><div class="flow">{body}</div></body></html>"""


def page(blocks: Sequence[Block], columns: int) -> str:
    """The blocks as a page of the web."""
    tagged = "".join(f"<{TAGS[kind]}>{html.escape(text).replace('~', '&shy;')}</{TAGS[kind]}>" for kind, text in blocks)
    return PAGE.format(columns=columns, gutter=GUTTER, body=tagged)


def by_chromium(target: Path, blocks: Sequence[Block], columns: int) -> Path:
    """A page of the web, printed by a browser without a window."""
    source = target.with_suffix(".html")
    source.write_text(page(blocks, columns), encoding="utf-8")
    profile = target.with_suffix(".profile")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={profile}"]
    command = [_chromium(), *options, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((found for name in names if (found := shutil.which(name))), "")


OFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:margin-bottom="7pt"/><style:text-properties fo:font-size="10pt" fo:font-family="Liberation Serif"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="7pt"/>
<style:text-properties fo:font-size="13pt" fo:font-weight="bold" fo:font-family="Liberation Serif"/></style:style>
<style:style style:name="S" style:family="section"><style:section-properties><style:columns fo:column-count="{columns}"
 fo:column-gap="{gutter}pt"/></style:section-properties></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>
<office:body><office:text><text:section text:style-name="S" text:name="flow">{body}</text:section></office:text>
</office:body></office:document>"""


def by_libreoffice(target: Path, blocks: Sequence[Block], columns: int) -> Path:
    """A text document with a section in columns, exported by LibreOffice."""
    body = "".join(
        f'<text:p text:style-name="{"H" if kind == "heading" else "P"}">{"• " if kind == "bullet" else ""}'
        f"{html.escape(text, quote=False).replace('~', chr(0xAD))}</text:p>"
        for kind, text in blocks
    )
    source = target.with_suffix(".fodt")
    source.write_text(OFFICE.format(columns=columns, gutter=GUTTER, body=body), encoding="utf-8")
    profile = f"-env:UserInstallation={target.with_suffix('.office').as_uri()}"
    command = [_office(), profile, "--headless", "--convert-to", "pdf", "--outdir", str(target.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return target


def _office() -> str:
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


Printer = Callable[[Path, Sequence[Block], int], Path]
ALWAYS: dict[str, Printer] = {"reportlab": by_reportlab, "fpdf2": by_fpdf2}
WHERE_INSTALLED: dict[str, tuple[Printer, Callable[[], str]]] = {
    "Chromium": (by_chromium, _chromium),
    "LibreOffice": (by_libreoffice, _office),
}
PRINTERS: dict[str, Printer] = ALWAYS | {name: p for name, (p, program) in WHERE_INSTALLED.items() if program()}


# --- scans ---


def scanned(
    source: Path, degrees: float = 0.0, dpi: int = 200, grain: float = 5.0, *, turn: int = 0, target: Path | None = None
) -> Path:
    """The same pages as pictures without text, each laid askew by so many degrees, as a feeder does.

    `turn` (90, 180, 270) is how the sheets lay on the glass, with the clock.
    """
    document, out = pdfium.PdfDocument(source), pdfium.PdfDocument.new()
    for number in range(len(document)):
        sheet = document[number].render(scale=dpi / 72, grayscale=True).to_pil()
        askew = sheet.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255).rotate(-turn, expand=True)
        picture_page(out, as_scanner(askew, grain, number), [side * 72 / dpi for side in askew.size])
    path = target or source.with_name(f"scan-{source.name}")
    out.save(path)
    return path


def as_scanner(sheet: Image.Image, grain: float = 5.0, number: int = 0) -> bytes:
    """A picture as JPEG on greyish paper with grain."""
    light = np.asarray(sheet.convert("L"), dtype=float)
    noise = np.random.default_rng(number).normal(0, grain, light.shape)
    file = io.BytesIO()
    Image.fromarray((20 + light * 0.87 + noise).clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=70)
    return file.getvalue()


def picture_page(document: pdfium.PdfDocument, jpeg: bytes, size: Sequence[float]) -> None:
    """A new last page of that size (points) that the picture fills."""
    image = pdfium.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(jpeg), inline=True)
    image.set_matrix(pdfium.PdfMatrix().scale(*size))
    page_ = document.new_page(*size)
    page_.insert_obj(image)
    page_.gen_content()
