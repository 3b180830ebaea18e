"""The web archive: the capture of an address nearest to the day on which it was cited, with its original bytes.

Two requests: the list of captures (CDX), then the capture itself, asked for with ``id_`` so that nothing is rewritten
in it (https://github.com/internetarchive/wayback, wayback-cdx-server). The archive keeps rules of its own for programs:
its own rate, four times slower than a municipality's host, and Retry-After.
"""

from __future__ import annotations

import base64
import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, urldefrag, urlencode, urlsplit

import msgspec
from requests.utils import urldefragauth

from plan_miner import moments
from plan_miner.fetch.asking import Asking, check
from plan_miner.fetch.content import copy_pdf
from plan_miner.fetch.guard import is_public
from plan_miner.fetch.trouble import Trouble
from plan_miner.model import Edition, Source
from plan_miner.saying import Said, laid_down, said, sentence_of, taken_up
from plan_miner.store import Asked, Store, write_atomically

SLOWER = 4  # times the rate of other hosts
FIELDS = ("timestamp", "original", "mimetype", "statuscode", "digest")
LISTED = 60  # captures that we ask the list for
STAMP = re.compile(r"/web/(\d{14})")
NO_PDF = re.compile(r"text/|image/|application/(?:json|xml|xhtml)")
SHA1 = re.compile(r"[A-Z2-7]{32}")
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture of the archive's list; `timestamp` is 14 digits (UTC), `digest` the SHA-1 of its bytes in base 32."""

    timestamp: str
    original: str
    mimetype: str
    statuscode: str
    digest: str

    @property
    def captured_at(self) -> str:
        return moments.written(_moment(self.timestamp))


@dataclass(frozen=True, slots=True)
class Nothing:
    """What the archive did not have when it was asked (`at`: seconds since 1970), and what was said of it."""

    archive: str
    url: str
    accessed: str
    at: float
    why: Said


@dataclass(frozen=True, slots=True)
class Archive:
    """The web archive as asked for one document."""

    source: Source
    store: Store
    asking: Asking

    def run(self, unlike: Sequence[Edition] = ()) -> Edition:
        """The nearest capture that is a PDF and none of `unlike`; raises Trouble where there is none."""
        if not self._sensible():
            raise Trouble("not_found", said("and the web archive does not know hosts of your own network"))
        if last := self._asked_in_vain():
            raise Trouble("not_found", last.why)
        tried = {_sha1(edition.path) for edition in unlike}
        why = Trouble("not_found", said("and the web archive has no copy of it"))
        for capture in self._captures(tried):
            try:
                return self.asking.attempts(lambda one=capture: self._taken(one))  # type: ignore[misc]
            except Trouble as trouble:
                if trouble.passing or trouble.down:
                    raise Trouble(
                        trouble.status, said("and its copy in the web archive {trouble}", trouble=trouble)
                    ) from trouble
                why = Trouble(trouble.status, said("and its copy in the web archive {trouble}", trouble=trouble))
        self._remember(sentence_of(why))
        raise why

    def _captures(self, tried: set[str]) -> Iterator[Capture]:
        """What may be the document, the nearest first; the same bytes once."""
        left = self.asking.limits.captures
        for capture in nearest(self._listed(), self._wanted()):
            if left and capture.digest not in tried:
                left -= 1
                tried.add(capture.digest)
                yield capture

    def _listed(self) -> list[Capture]:
        """The archive's list for the address; raises Trouble where it cannot be had."""
        query = {
            "url": urldefrag(self.source.url)[0],
            "output": "json",
            "fl": ",".join(FIELDS),
            "filter": "statuscode:200",
            "sort": "closest",
            "closest": f"{self._wanted():%Y%m%d%H%M%S}",
            "limit": LISTED,
        }
        address = f"{self.asking.settings.archive_url}/cdx/search/cdx?{urlencode(query)}"
        try:
            return self.asking.attempts(lambda: captures(self._checked_text(address)))
        except Trouble as trouble:
            raise Trouble(
                trouble.status, said("and the web archive {trouble}", trouble=trouble), down=trouble.down
            ) from trouble

    def _checked_text(self, address: str) -> str:
        with self.asking.get(address, {"Accept": "application/json"}, rate=self._rate) as answer:
            check(answer)
            return b"".join(self.asking.chunks(answer)).decode("utf-8", "replace")

    def _taken(self, capture: Capture) -> Edition:
        address = f"{self.asking.settings.archive_url}/web/{capture.timestamp}id_/{_asked_for(capture.original)}"
        limits = self.asking.limits
        with self.asking.get(address, rate=self._rate) as answer, self.store.incoming() as part:
            check(answer)
            copy_pdf(self.asking.chunks(answer), part, limits)
            stamp = STAMP.search(answer.url)  # the archive may lead on to a capture nearby
            came = replace(capture, timestamp=stamp[1]) if stamp else capture
            if came == capture and SHA1.fullmatch(capture.digest) and _sha1(part) != capture.digest:
                raise Trouble("damaged", said("is not what the archive's own list says that it is"))
            return self.store.keep(
                self.source.id,
                part,
                fetched_url=urldefragauth(answer.url),
                via="archive",
                asked=Asked(self.source.url),
                captured_at=came.captured_at,
                certificate=self.asking.excepted,
            )

    @property
    def _rate(self) -> float:
        return self.asking.settings.rate * SLOWER

    def _wanted(self) -> datetime:
        """The moment to which a capture should be near: the day of citing, else the spring after the first year."""
        day = self.source.accessed or f"{self.source.period_start + 1}-04-01"
        return datetime.fromisoformat(f"{day}T12:00:00+00:00")

    def _sensible(self) -> bool:
        """Whether an archive can know the host: the address of a private one is nothing to tell the world."""
        private = _is_private(self.source.url)
        return not private or _is_private(self.asking.settings.archive_url)

    # --- what it did not have -------------------------------------------------------------------

    @property
    def _note(self) -> Path:
        return self.store.data / "work" / "archive" / f"{self.source.id}.json"

    def _remember(self, why: Said) -> None:
        source = self.source
        nothing = Nothing(self.asking.settings.archive_url, source.url, source.accessed, time.time(), why)
        write_atomically(self._note, msgspec.json.encode(nothing, enc_hook=laid_down))

    def _asked_in_vain(self) -> Nothing | None:
        """What the archive said some days ago, where it had nothing then; the same words, so that nothing is news."""
        try:
            last = msgspec.json.decode(self._note.read_bytes(), type=Nothing, dec_hook=taken_up)
        except (OSError, msgspec.DecodeError):
            return None
        same = (self.asking.settings.archive_url, self.source.url, self.source.accessed)
        fresh = 0 <= time.time() - last.at < self.asking.limits.archive_days * DAY
        return last if fresh and (last.archive, last.url, last.accessed) == same else None


def captures(text: str) -> list[Capture]:
    """The captures in an answer of the CDX server: rows in JSON, the first names the columns. Raises Trouble."""
    try:
        rows = msgspec.json.decode(text or "[]", type=list[list[str]])
    except msgspec.DecodeError:
        raise Trouble("unreachable", said("gives no list of captures"), passing=True) from None
    if not rows:
        return []
    names = rows[0] if "timestamp" in rows[0] else list(FIELDS)
    found = [dict(zip(names, row, strict=False)) for row in rows if row != names]
    whole = [Capture(*(row.get(name, "") for name in FIELDS)) for row in found]
    return [capture for capture in whole if re.fullmatch(r"\d{14}", capture.timestamp)]


def nearest(found: Sequence[Capture], wanted: datetime) -> list[Capture]:
    """Those that may be a PDF that was served whole, by their distance from the moment that is wanted."""
    fit = [c for c in found if c.statuscode in ("200", "") and not NO_PDF.match(c.mimetype)]
    return sorted(fit, key=lambda capture: (abs(_moment(capture.timestamp) - wanted), capture.timestamp))


def _moment(timestamp: str) -> datetime:
    try:
        return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return datetime(1996, 1, 1, tzinfo=UTC)  # before the archive's first capture


def _asked_for(original: str) -> str:
    """An address as a part of an address: what a browser would escape is escaped, what is escaped stays."""
    return quote(original, safe="%/:?&=+@!$'()*,;[]~#") if not original.isascii() or " " in original else original


def _sha1(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.sha1(usedforsecurity=False))
    return base64.b32encode(digest.digest()).decode()


def _is_private(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    try:
        return not is_public(str(ip_address(host)))
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan"))
