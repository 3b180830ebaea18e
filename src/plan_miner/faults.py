"""What is wrong with a value that somebody wrote into the registry, and what to write; empty where nothing is."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Final
from urllib.parse import urlsplit

from plan_miner import provinces
from plan_miner.entries import listed, nearest
from plan_miner.model import is_web
from plan_miner.saying import NOTHING, Said, said, verbatim

YEARS: Final = range(1990, 2101)  # that a period or a date may name
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PERIOD: Final = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # two letters at least: C:\plan.pdf is a path
_BARE_HOST: Final = re.compile(r"(//|www\.|https?/|([\w-]+\.)+(tr|com|org|net|istanbul)(/|$))", re.IGNORECASE)
# Words of the field that an analyst may write for the code values.
_TURKISH: Final = {
    "stratejik-plan": "strategic_plan",
    "performans-programi": "performance_program",
    "faaliyet-raporu": "activity_report",
    "hizmet-raporu": "service_report",
    "web-sitesi": "web_page",
    "yonetmelik": "regulation",
    "buyuksehir": "metropolitan",
    "il": "provincial",
    "ilce": "district",
}


def one_of(kinds: Sequence[str]) -> Callable[[str], Said]:
    """The fault of a kind that must be one of these."""

    def fault(kind: str) -> Said:
        if kind in kinds:
            return NOTHING
        translated = _TURKISH.get(_as_id(kind), "")
        guess = translated if translated in kinds else nearest(kind, kinds)
        hint = said(" (did you mean {guess}?)", guess=guess) if guess else NOTHING
        return said("unknown kind '{kind}': write one of {kinds}{hint}", kind=kind, kinds=listed(kinds), hint=hint)

    return fault


def id_fault(name: str) -> Said:
    """The fault of a municipality's id."""
    wanted = _as_id(name) or "istanbul-kadikoy"
    return (
        NOTHING
        if _ID.fullmatch(name)
        else said("id '{name}' may hold a-z, 0-9 and single hyphens only: write '{wanted}'", name=name, wanted=wanted)
    )


def _as_id(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", provinces.ascii_letters(text)).strip("-")


def nearest_ids(name: str, ids: Iterable[str]) -> Said:
    """What to write for an id that is none of `ids`: those most like it."""
    near = [verbatim(one) for one in difflib.get_close_matches(_as_id(name), list(ids), n=3)]
    if not near:
        return said("write the id of a document or of a municipality")
    listing = reduce(lambda some, one: said("{some} or {one}", some=some, one=one), near)
    return said("did you mean {ids}?", ids=listing)


def province_fault(name: str) -> Said:
    """The fault of a province's name that was meant for another; an invented one has none."""
    meant = provinces.meant(name)
    return said("unknown province '{name}': write '{meant}'", name=name, meant=meant) if meant else NOTHING


def years_of(period: str) -> tuple[int, int]:
    """First and last year of a well-formed period, (0, 0) of any other."""
    match = _PERIOD.fullmatch(period)
    return (int(match[1]), int(match[2] or match[1])) if match else (0, 0)


def period_fault(period: str) -> Said:
    """The fault of a period that must be a year, or two with a hyphen."""
    start, end = years_of(period)
    if not start:
        years = re.findall(r"(?<!\d)[0-9]{4}(?!\d)", period)
        wanted = "-".join(years) if len(years) in (1, 2) else said("2020-2024 or 2020")
        return said(
            "period '{period}' is neither a year nor two with a hyphen: write {wanted}", period=period, wanted=wanted
        )
    if start not in YEARS or end not in YEARS:
        return said(
            "period '{period}' is out of bounds: write years from {first} to {last}",
            period=period,
            first=YEARS[0],
            last=YEARS[-1],
        )
    return (
        NOTHING
        if start <= end
        else said("period '{period}' ends before it begins: write {end}-{start}", period=period, end=end, start=start)
    )


def date_fault(text: str) -> Said:
    """The fault of a day that must be written as 2021-01-25."""
    day_first = _DAY_FIRST.fullmatch(text)
    if day_first:
        day, month, year = day_first.groups()
        return said(
            "date '{text}' is not in the form of this file: write {year}-{month:0>2}-{day:0>2}",
            text=text,
            year=year,
            month=month,
            day=day,
        )
    wrong = said("'{text}' is no date: write year-month-day, such as 2021-01-25", text=text)
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        return wrong
    return NOTHING if date.isoformat() == text and date.year in YEARS else wrong


def web_fault(url: str) -> Said:
    """The fault of an address that must be http(s)."""
    if not is_web(url):
        return said("'{url}' is no web address: write it from https:// on", url=url)
    if " " in url or not url.isprintable():
        return said(
            "'{url}' has a space or an invisible character in it: write %20 for a space, remove the other", url=url
        )
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and parts.port != 0  # .port raises where the port is no number
    except ValueError:
        whole = False
    return (
        NOTHING
        if whole
        else said("'{url}' names no host: write the whole address, such as https://www.kadikoy.bel.tr/", url=url)
    )


def url_fault(url: str) -> Said:
    """The fault of an address that may also be a path."""
    if is_web(url):
        return web_fault(url)
    if not url.isprintable():
        return said("{url!r} has an invisible character in it: type it anew", url=url)
    if _SCHEME.match(url):
        return said(
            "'{url}' is neither an http(s) address nor a path: write it from https:// on, or the path alone", url=url
        )
    return (
        said("'{url}' looks like a web address: write it from https:// on", url=url)
        if _BARE_HOST.match(url)
        else NOTHING
    )


def host_fault(host: str) -> Said:
    """The fault of a host's name alone, without scheme, port and path."""
    fine = re.fullmatch(r"[A-Za-z0-9._-]+", host) and not is_web(host)
    return NOTHING if fine else said("'{host}' is no host: write its name alone, such as www.kadikoy.bel.tr", host=host)


def count_fault(text: str) -> Said:
    """The fault of a number that must be of digits alone."""
    return NOTHING if re.fullmatch(r"[0-9]+", text) else said("'{text}' is no number: write digits only", text=text)
