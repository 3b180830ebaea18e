"""Which links are plans and reports, of what kind and of which years, by the words on them and the file's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from plan_miner.model import period_of
from plan_miner.provinces import ascii_letters
from plan_miner.saying import said
from plan_miner.turkish import fold
from plan_miner.watch.pages import Link

KINDS: Final = (
    ("performance_program", re.compile(r"performans\W*program")),
    ("activity_report", re.compile(r"faaliyet\W*rapor")),
    ("strategic_plan", re.compile(r"stratej[ik]+\W*plan")),
)
# About a plan or a report, and not it; or of one unit, or of something else that bears the words.
OTHERS: Final = re.compile(
    r"degerlendirme|izleme|hazirlik|genelge|sunum|sunus konusma|birim faaliyet|mudurlug|taslak|anket|calistay|duyuru"
    r"|mali durum|beklentiler|ic kontrol|eylem plani|ilce emniyet|il ozel idare|iski|aski|asat|eshot|kalkinma plani"
    r"|konsept|toplanti|komisyon|karar|ozet|brosur|kitapcik kapagi|dis paydas|stajyer"
)
PERIOD: Final = re.compile(r"(?<!\d)(20\d\d)\W{1,3}(20\d\d)(?!\d)")
YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
PROMISING: Final = re.compile(
    r"stratej|faaliyet|performans|rapor|plan|kurumsal|mali\b|yayin|dokuman|belge|butce|hesap ver|seffaf|e-?kitap"
)
FILE: Final = re.compile(r"\.pdf$|/(?:download|indir|dosya|getfile|dokuman|file)s?\b", re.IGNORECASE)
NO_PAGE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|jpe?g|png|gif|mp4|mp3|ics|xml)$", re.IGNORECASE)
LONGEST = 6  # years from the first to the last of a plan

# How often a rule was right on links that people coded (tests/test_watch.py): (right + 1) / (judged + 2), so that few
# examples make no certainty.
CONFIDENCE: Final = {"words_and_years": 0.92, "file_name": 0.89, "words_before": 0.83}
REASONS: Final = {
    "words_and_years": said("the words of the link name kind and years"),
    "file_name": said("the file's name tells kind or years"),
    "words_before": said("the words before the link tell kind or years"),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """What a link leads to: a kind of document, its years, and the rule that says so."""

    kind: str
    period_start: int
    period_end: int
    rule: str

    @property
    def period(self) -> str:
        return period_of(self.period_start, self.period_end)


def judged(link: Link) -> Guess | None:
    """The plan or report that a link leads to, or None. Text before it counts where its own words say too little."""
    if not FILE.search(urlsplit(link.url).path):
        return None
    own, name, before = plain(link.text), plain(file_name(link.url)), plain(link.before)
    if OTHERS.search(own) or (not kind_of(own) and OTHERS.search(name)):
        return None
    for rule, text in (
        ("words_and_years", own),
        ("file_name", f"{own} {name}"),
        ("words_before", f"{before} {own} {name}"),
    ):
        kind = kind_of(text)
        years = years_of(text, kind) if kind else None
        if kind and years and not (rule == "words_before" and OTHERS.search(before)):
            return Guess(kind, *years, rule)
    return None


def promising(link: Link) -> bool:
    """Whether the page behind a link may hold plans and reports, or lead to them."""
    if NO_PAGE.search(urlsplit(link.url).path):
        return False
    return bool(PROMISING.search(f"{plain(link.text)} {plain(unquote(urlsplit(link.url).path))}"))


def plain(text: str) -> str:
    """Words without case, dots, tails and the signs that join words in file names."""
    return re.sub(r"[\s_+\-–—.]+", " ", ascii_letters(fold(text))).strip()


def file_name(url: str) -> str:
    """The last part of an address's path, unescaped."""
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])


def kind_of(text: str) -> str:
    """The kind of document that a folded text without dots and tails names, or empty."""
    return next((kind for kind, words in KINDS if words.search(text)), "")


def years_of(text: str, kind: str) -> tuple[int, int] | None:
    """First and last year that a text names for a kind of document; a plan has a period, the others one year."""
    if kind == "strategic_plan":
        periods = [(int(first), int(last)) for first, last in PERIOD.findall(text)]
        return next((p for p in periods if 0 < p[1] - p[0] < LONGEST), None)
    years = {int(year) for year in YEAR.findall(text)}
    return (min(years), min(years)) if len(years) == 1 else None
