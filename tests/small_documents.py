"""Small whole documents with a cover: plans and reports of any municipality and year, for tests of whole runs."""

from __future__ import annotations

from pathlib import Path

from small_plans import NEW_PAGE, bullets, gap, heading, pdf, words

REGISTRY = """municipalities:
  - id: kars
    name: Kars Belediyesi
    province: Kars
    kind: provincial
    documents:
"""
DOCUMENT = "      - kind: {kind}\n        period: {period}\n        url: {url}\n        accessed: 2021-01-25\n"
GOALS = ("Kadınların ve kız çocuklarının güçlenmesini sağlamak", "Kentin altyapısını güçlendirmek")


def plan(target: Path, place: str, period: str, goals: tuple[str, ...] = GOALS, pages: int = 4) -> bytes:
    """A strategic plan of a municipality (its name in capitals, without the last word) and of a period."""
    first, last = period.split("-")
    blocks = [gap(120), heading("T.C.", 16), heading(f"{place} BELEDİYESİ", 24)]
    blocks.append(heading(f"{period} STRATEJİK PLANI", 26))
    blocks += [NEW_PAGE, heading("SUNUŞ"), *_own_words(place, f"{period} dönemi stratejik planı", pages)]
    for number, goal in enumerate(goals, start=1):
        blocks += [NEW_PAGE, heading(f"AMAÇ {number}: {goal}")]
        blocks.append(heading(f"Hedef {number}.1: {goal} için {last} yılına kadar hizmet vermek", 11))
        blocks.append(bullets("Kadın danışma merkezinin açılması", f"{first} yılında yolların yapılması"))
    return pdf(target, *blocks).read_bytes()


def report(target: Path, place: str, year: int, pages: int = 3) -> bytes:
    """A year's activity report."""
    blocks = [gap(120), heading(f"{place} BELEDİYESİ", 24), heading(f"{year} YILI FAALİYET RAPORU", 26), NEW_PAGE]
    blocks += [heading("SUNUŞ"), *_own_words(place, f"{year} yılı faaliyetleri", pages)]
    said = words(f"{year} yılında kadın danışma merkezimiz 120 kadına hizmet vermiştir.")
    return pdf(target, *blocks, said).read_bytes()


def _own_words(place: str, what: str, pages: int) -> list:
    name = " ".join(word[0] + word[1:].replace("I", "ı").replace("İ", "i").lower() for word in place.split())
    said = f"{name} Belediyesi olarak {what} kapsamında çalışıyoruz."
    text = words(said, f"{name} Belediyesi meclisi bunu kabul etti.")
    return [block for _ in range(pages - 2) for block in (*text, NEW_PAGE)]
