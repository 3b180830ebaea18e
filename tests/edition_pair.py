"""Two editions of a plan and of a report of a municipality that does not exist, and ways to save a PDF anew.

Between the first and the second edition there is one change of each kind: read both to see which.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from small_plans import NEW_PAGE, gap, heading, pdf, ruled, words

REGISTRY = """municipalities:
  - id: serinirmak-ilicaozu
    name: Ilıcaözü Belediyesi
    province: Serinırmak
    kind: district
    documents:
      - {kind: strategic_plan, period: 2020-2024, url: plan.pdf}
      - {kind: activity_report, period: 2020, url: rapor.pdf}
"""
YEARS = ("2020", "2021", "2022", "2023", "2024")
CARD = (4, 1.3, 1.6, 1, 1, 1, 1, 1)
HEAD = ("Performans Göstergeleri", "Hedefe Etkisi (%)", "Başlangıç Değeri (2019)", *YEARS)
TOWN, WOMEN = "A1 Kent içi ulaşımı güvenli kılmak", "A2 Kadınların ve dezavantajlı grupların güçlenmesini sağlamak"
ROADS = ("Yol ağını yenilemek", ("Yenilenen yol (km)", "12,5", "14", "16", "18", "20", "22"))
WALKING = ("Yaya güvenliğini artırmak", ("Yeni yaya geçidi (adet)", "3", "5", "6", "7", "8", "9"))
WORK = "Kadınların istihdama katılımını güçlendirmek"
ADVICE = ("Başvuran kadın sayısı (kişi)", "80", "90", "100", "110", "120", "130")
ACCESS = (
    "Engelli bireylerin kent yaşamına erişimini kolaylaştırmak",
    ("Rampa (adet)", "4", "8", "9", "10", "11", "12"),
)
SPORT = ("Gençler için semt sahaları açmak", ("Saha (adet)", "1", "2", "3", "4", "5", "6"))

PLANS = {
    "first": {
        TOWN: (ROADS, WALKING),
        WOMEN: (
            (WORK, ("Kadın kursiyer sayısı (kişi)", "10", "11", "12", "13", "14", "15")),
            ("Kadın danışma merkezini mahallelere yaygınlaştırmak", ADVICE),
            ACCESS,
        ),
    },
    "second": {
        TOWN: (ROADS, SPORT),
        WOMEN: (
            (WORK, ("Kadın kursiyer sayısı (kişi)", "10", "11", "20", "13", "14", "15")),
            ACCESS,
            ("Kadın danışma merkezini ve konukevini mahallelere yaygınlaştırmak", ADVICE),
        ),
    },
}
REPORTS = {
    "first": "Belediyemize ait kreşin yapımına başlanmış olup 2021 yılında hizmete açılması planlanmaktadır.",
    "second": "Belediyemize ait kreşte 2020 yılında 60 çocuğa bakım hizmeti verilmiştir.",
}


def draw(folder: Path, edition: str) -> None:
    """Print plan.pdf and rapor.pdf of the `first` or the `second` edition into a folder."""
    pages = [block for goal, cards in enumerate(PLANS[edition].items(), start=1) for block in _cards(goal, *cards)]
    pdf(folder / "plan.pdf", *_cover("2020-2024 STRATEJİK PLANI"), heading("6. HEDEF KARTLARI"), *pages)
    said = words("2020 yılında yürütülen çalışmalar aşağıda anlatılmıştır.", REPORTS[edition])
    pdf(folder / "rapor.pdf", *_cover("2020 YILI FAALİYET RAPORU"), heading("SOSYAL HİZMETLER"), said)


def _cover(title: str) -> list:
    name = [gap(120), heading("T.C.", 16), heading("ILICAÖZÜ BELEDİYESİ", 24), heading(title, 26), NEW_PAGE]
    return [*name, heading("SUNUŞ"), *words("Ilıcaözü Belediyesi olarak herkes için çalışıyoruz."), NEW_PAGE]


def _cards(goal: int, name: str, objectives: tuple) -> list:
    """The cards of a goal, each on a page of its own."""
    made = []
    for number, (objective, (indicator, *figures)) in enumerate(objectives, start=1):
        card = ruled(
            ("Amaç", name),
            ("Hedef", f"H{goal}.{number} {objective}"),
            HEAD,
            (f"PG{goal}.{number}.1 {indicator}", "100", *figures),
            ("Sorumlu Birim", "Strateji Geliştirme Müdürlüğü"),
            ("Faaliyet ve Projeler", [f"{objective.rsplit(' ', 1)[0]} için çalışma yapılması"]),
            widths=CARD,
        )
        made += [card, NEW_PAGE]
    return made


# --- the same pages, saved anew ---


def by_pdfium(source: Path, target: Path) -> None:
    with pdfium.PdfDocument(source) as document:
        document.save(target)


def page_by_page(source: Path, target: Path) -> None:
    with pdfium.PdfDocument(source) as document, pdfium.PdfDocument.new() as new:
        new.import_pages(document)
        new.save(target)


def by_qpdf(source: Path, target: Path) -> None:
    """Other objects, packed in streams, in another order, as a page server wants them."""
    with pikepdf.open(source) as document:
        document.docinfo["/Title"] = "Yeniden"
        document.save(target, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def by_cairo(source: Path, target: Path) -> None:
    """Every page drawn anew, with fonts of its own."""
    subprocess.run(["pdftocairo", "-pdf", source, target], check=True, capture_output=True, timeout=60)


SAVED: dict[str, Callable[[Path, Path], None]] = {
    "by pdfium": by_pdfium,
    "page by page": page_by_page,
    "by qpdf": by_qpdf,
}
if shutil.which("pdftocairo"):
    SAVED["by cairo"] = by_cairo
