"""How we ask: under our name, one request at a time and host, where robots.txt lets us, and nobody who is unwell."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from protego import Protego

from plan_miner.store import write_atomically

NAME = "plan-miner"
DAY = 86_400  # seconds for which a robots.txt holds (RFC 9309, 2.4)
LONGEST_DELAY = 30.0  # seconds of a robots.txt's Crawl-delay that we keep


@cache
def user_agent(contact: str) -> str:
    """How we introduce ourselves: ``plan-miner/<version> (+<contact>)``."""
    try:
        name = f"{NAME}/{version(NAME)}"
    except PackageNotFoundError:
        name = NAME
    return f"{name} (+{contact})" if contact else name


def origin_of(url: str) -> str:
    """Scheme, host and port of a web address; raises ValueError where it has none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is no web address")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


class Turns:
    """The turns at hosts, shared by all threads: requests to one host start at least `rate` seconds apart."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, host: str, rate: float, now: float) -> float:
        """Take the next free turn at `host`, and say when it is: `now` or later, on the same clock."""
        with self._lock:
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + rate
        return turn

    def wait(self, host: str, rate: float) -> None:
        """Sleep until it is our turn at `host`."""
        now = time.monotonic()
        time.sleep(self.take(host, rate, now) - now)

    def hold(self, host: str, seconds: float) -> None:
        """Give no turn at `host` for so long: it asked for it."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)


class Rests:
    """Hosts that did not answer a moment ago: they are asked nothing until they have rested."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def begin(self, origin: str, seconds: float) -> None:
        """Ask nothing of an origin for so long."""
        self._until[origin] = time.monotonic() + seconds

    def has(self, origin: str) -> bool:
        """Whether an origin is resting now."""
        return time.monotonic() < self._until.get(origin, 0.0)


TURNS, RESTS = Turns(), Rests()


# --- robots.txt ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """A robots.txt as kept: of which origin, when it came (seconds since 1970), and what it says."""

    origin: str
    at: float
    text: str


_rules: dict[tuple[Path, str], tuple[float, Protego]] = {}
_locks: defaultdict[tuple[Path, str], threading.Lock] = defaultdict(threading.Lock)


def robots(data: Path, origin: str, ask: Callable[[str], str]) -> Protego:
    """The rules of an origin: those of the last day where they are kept under `data`, else those that `ask` gets.

    `ask` gives the text of an address, empty where there is none; what it raises is raised.
    """
    key = (data, origin)
    with _locks[key]:
        at, rules = _rules.get(key) or (0.0, None)
        if rules is None or not 0 <= time.time() - at < DAY:
            kept = _kept(data, origin) or _asked(data, origin, ask)
            at, rules = kept.at, Protego.parse(kept.text)
            _rules[key] = at, rules
        return rules


def may_ask(rules: Protego, url: str) -> bool:
    """Whether the rules let a program of our name have the address."""
    return bool(rules.can_fetch(url, NAME))


def delay(rules: Protego) -> float:
    """The seconds between two requests that the rules ask for; 0 where they ask for none."""
    return min(float(rules.crawl_delay(NAME) or 0), LONGEST_DELAY)


def _asked(data: Path, origin: str, ask: Callable[[str], str]) -> Kept:
    kept = Kept(origin, time.time(), ask(f"{origin}/robots.txt"))
    write_atomically(_place(data, origin), msgspec.json.encode(kept))
    return kept


def _kept(data: Path, origin: str) -> Kept | None:
    try:
        kept = msgspec.json.decode(_place(data, origin).read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError):
        return None
    return kept if kept.origin == origin and 0 <= time.time() - kept.at < DAY else None


def _place(data: Path, origin: str) -> Path:
    return data / "work" / "robots" / f"{hashlib.sha256(origin.encode()).hexdigest()[:16]}.json"
