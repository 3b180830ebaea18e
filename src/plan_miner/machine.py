"""Whether this computer has what the work needs: what there is (asked of the computer), and what that means (pure).

`look` asks for everything and judges it. A judgement says in words what there is, and what to do where it is not well.
"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

import psutil
from packaging.requirements import Requirement

from plan_miner.fetch.asking import UNKNOWN_HOST
from plan_miner.fetch.probing import Probe
from plan_miner.model import Certificate, Municipality, Registry, Source, is_web
from plan_miner.saying import NOTHING, Said, called, counted, refusal, said, verbatim
from plan_miner.settings import Settings
from plan_miner.sources import SourcesError, load
from plan_miner.text import tesseract

OK, WARNING, FAULT = "ok", "warning", "fault"
GIGABYTE = 1e9
OLDEST = (3, 11)  # of Python
ROOM = (5 * GIGABYTE, 0.5 * GIGABYTE)  # on the disk: below the first it may become tight, below the second it is
MEMORY = 1.5 * GIGABYTE  # available: two documents at once, each in a process of its own, beside the run itself
OF_FLOWS = frozenset({"prefect", "fastapi", "sqlalchemy"})  # packages that flows alone need
NEW_INSTALL = "pip install -e . -c constraints.txt"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What there is of one thing, how well that is (ok, warning, fault), and what to do about it."""

    about: str
    state: str
    words: Said
    remedy: Said = NOTHING


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads pictures: the path of the program, its name and version, and whether it knows Turkish."""

    program: str
    name: str
    turkish: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where data will lie: the folder, its free bytes, and why nothing can be written there (empty: it can)."""

    folder: Path
    free: int
    trouble: Said = NOTHING


def look(settings: Settings, url: str = "") -> list[Judgement]:
    """Every judgement, in the order in which a run meets the things; offline nobody is asked.

    `url` is the address that is asked for; empty: the first of the registry.
    """
    registry, of_sources = registered(settings.sources)
    asked = url or next((one.url for one in registry.sources if is_web(one.url)), "")
    judged = [
        of_python(sys.version_info[:2], platform.python_version()),
        *of_packages(unmet(requires("plan-miner") or ())),
        of_tokenizer(tokenizer_trouble()),
        of_reader(reader()),
        of_place(place(settings.data)),
        of_memory(psutil.virtual_memory().available),
        of_sources,
        of_proxies(getproxies()),
    ]
    if asked and not settings.offline:
        judged.append(of_web(asked, answer(asked, settings, registry.certificates), given=bool(url)))
    return judged


# --- what it means; pure ------------------------------------------------------------------------


def of_python(numbers: Sequence[int], name: str) -> Judgement:
    """`numbers`: major and minor version, `name`: the whole."""
    if tuple(numbers) >= OLDEST:
        return Judgement("Python", OK, verbatim(name))
    return Judgement(
        "Python", FAULT, verbatim(name), said("install Python 3.11 or newer: {command}", command=_python())
    )


def of_packages(unfit: Mapping[str, str]) -> list[Judgement]:
    """`unfit`: packages with what is there instead of what is wanted; those of flows are told apart."""
    flows = [words for name, words in unfit.items() if name in OF_FLOWS]
    others = [words for name, words in unfit.items() if name not in OF_FLOWS]
    again = said("install the program again: {command}", command=NEW_INSTALL)
    fine = said("all there, in the versions asked for")
    unlike = said("not as asked for: {names}", names=", ".join(others))
    prefect = said("not as asked for: {names}; `run` works, flows may not", names=", ".join(flows))
    return [
        Judgement("packages", FAULT, unlike, again) if others else Judgement("packages", OK, fine),
        Judgement("prefect", WARNING, prefect, again) if flows else Judgement("prefect", OK, fine),
    ]


def of_tokenizer(trouble: str) -> Judgement:
    """`trouble`: why spaCy does not work, empty where it does."""
    if not trouble:
        return Judgement("spacy", OK, said("loads, and takes Turkish sentences apart"))
    words = said("does not load: {trouble}", trouble=trouble)
    return Judgement("spacy", FAULT, words, said("install the program again: {command}", command=NEW_INSTALL))


def of_reader(has: Reader) -> Judgement:
    """Without it a run goes on: pages that are pictures are listed as unread."""
    if has.turkish:
        return Judgement("tesseract", OK, said("{name}, with Turkish", name=has.name))
    if has.program and has.name:
        words = said("{name}, but without Turkish: pages that are pictures stay unread", name=has.name)
        return Judgement("tesseract", WARNING, words, said("install its Turkish: {command}", command=_turkish_model()))
    words = said("not there: pages that are pictures stay unread")
    return Judgement(
        "tesseract", WARNING, words, said("install it with Turkish: {command}", command=tesseract.command())
    )


def of_place(has: Place) -> Judgement:
    """The data folder: that it can be written, and has room (see ROOM)."""
    if has.trouble:
        words = said("nothing can be written in {folder} ({trouble})", folder=has.folder, trouble=has.trouble)
        return Judgement("data", FAULT, words, said("name another folder with --data, or have it made yours"))
    free = said("{folder}: writable, {free:.1f} GB free", folder=has.folder, free=has.free / GIGABYTE)
    room = said(
        "make room: originals of a hundred documents take about 2 GB; `{program} store gc --dry-run` tells what may go",
        program=called(),
    )
    if has.free < ROOM[1]:
        return Judgement("data", FAULT, free, room)
    return Judgement("data", WARNING, free, room) if has.free < ROOM[0] else Judgement("data", OK, free)


def of_memory(available: int) -> Judgement:
    """`available`: bytes that programs may still take."""
    words = said("{free:.1f} GB available", free=available / GIGABYTE)
    if available >= MEMORY:
        return Judgement("memory", OK, words)
    return Judgement("memory", WARNING, words, said("close other programs, or run with --workers 1"))


def of_proxies(proxies: Mapping[str, str]) -> Judgement:
    """What names and passwords stand in a proxy's address is not told."""
    hosts = {kind: _host(address) for kind, address in proxies.items() if kind in ("http", "https", "all", "no")}
    if not hosts:
        return Judgement("proxy", OK, said("none: the web is asked directly"))
    return Judgement("proxy", OK, verbatim(", ".join(f"{kind}: {host}" for kind, host in sorted(hosts.items()))))


def of_web(url: str, answer: Probe, *, given: bool = False) -> Judgement:
    """A host that answers at all shows that the way there is open; what it answers is no fault of this computer.

    `given`: somebody asked for this very address. Of another, which the registry happened to have first, no more is
    said than that nothing can be fetched now, which much of the work can do without.
    """
    if answer.state in ("ok", "moved", "not_pdf"):
        return Judgement("web", OK, said("{url} answers", url=url))
    words = said("{url} {words}", url=url, words=answer.words)
    if answer.answered:
        return Judgement("web", WARNING, words)
    remedy = said(
        "if your browser opens it: check the proxy above, and the clock and the certificates of this computer"
    )
    if given:
        return Judgement("web", FAULT, words, remedy)
    why = said("is not found from here") if answer.words == UNKNOWN_HOST else answer.words
    return Judgement(
        "web",
        WARNING,
        said("nothing can be fetched now: {host} {why}", host=_host(url), why=why),
        said("`extract`, `run --sample` and `run --offline` work without it; {remedy}", remedy=remedy),
    )


# --- what there is ------------------------------------------------------------------------------


def unmet(wanted: Sequence[str]) -> dict[str, str]:
    """Of these requirements, as a package states them, those that are not met: name and version that is there."""
    found: dict[str, str] = {}
    for one in map(Requirement, wanted):
        if one.marker and not one.marker.evaluate({"extra": ""}):
            continue
        try:
            there = version(one.name)
        except PackageNotFoundError:
            found[one.name] = one.name
        else:
            if not one.specifier.contains(there, prereleases=True):
                found[one.name] = f"{one.name} {there} ({one.specifier})"
    return found


def tokenizer_trouble() -> str:
    """Why spaCy does not take Turkish apart, or nothing."""
    try:
        import spacy

        words = [token.text for token in spacy.blank("tr")("Kadın Danışma Merkezi'nde 12 kişi.")]
    except Exception as fault:  # noqa: BLE001 - whatever it met, it does not work
        return f"{type(fault).__name__}: {fault}"
    return "" if words[:2] == ["Kadın", "Danışma"] else f"it reads {words}"


def reader() -> Reader:
    """The Tesseract of this computer, as far as there is one."""
    program = tesseract.program()
    return Reader(program, tesseract.name(), bool(tesseract.version()))


def place(folder: Path) -> Place:
    """The data folder as it will be: where it is not made yet, the nearest folder above it that is."""
    above = folder.absolute()
    while not above.exists() and above != above.parent:
        above = above.parent
    try:
        with tempfile.TemporaryFile(dir=above) as file:
            file.write(b"plan_miner")
        return Place(folder, shutil.disk_usage(above).free)
    except OSError as error:
        return Place(folder, 0, refusal(error))


def registered(path: Path) -> tuple[Registry, Judgement]:
    """The registry (an empty one where there is none that can be read), and how it stands with it."""
    try:
        registry = load(path)
    except SourcesError as mistake:
        return Registry((), ()), _unusable(path, mistake)
    words = said("{path}: {count} documents", path=path, count=len(registry.sources))
    return registry, Judgement("sources", OK, words)


def _unusable(path: Path, mistake: SourcesError) -> Judgement:
    if not path.exists():
        remedy = said("name yours with --sources, or try the sample with `{program} run --sample`", program=called())
        return Judgement("sources", WARNING, said("{path} is not there", path=path), remedy)
    words = counted(len(mistake.problems), "{path}: a mistake", "{path}: {number} mistakes", path=path)
    return Judgement("sources", FAULT, words, mistake.problems[0])


def answer(url: str, settings: Settings, certificates: tuple[Certificate, ...] = ()) -> Probe:
    """What an address answers to the session that documents are fetched with."""
    from plan_miner.fetch.probing import probe

    nobody = Municipality("nobody", "", "", None, "district")
    return probe(Source("nobody", nobody, "strategic_plan", 2000, 2000, url), settings, certificates)


def _host(address: str) -> str:
    parts = urlsplit(address if "://" in address else f"//{address}")
    return f"{parts.hostname}:{parts.port}" if parts.hostname and parts.port else parts.hostname or address


def _turkish_model() -> str:
    by_system = {"darwin": "brew install tesseract-lang", "win32": tesseract.command()}
    return by_system.get(sys.platform, "sudo apt install tesseract-ocr-tur")


def _python() -> str:
    by_system = {"darwin": "brew install python@3.12", "win32": "winget install Python.Python.3.12"}
    return by_system.get(sys.platform, "sudo apt install python3.12 python3.12-venv")
