"""One document's way through the web: a request with its redirects, each hop guarded, in turn and where it may."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions

from plan_miner.fetch.guard import adapter, exception_for, in_words
from plan_miner.fetch.manners import RESTS, TURNS, delay, may_ask, origin_of, robots, user_agent
from plan_miner.fetch.trouble import BY_HAND, LATER, NEW_ADDRESS, Limits, Trouble
from plan_miner.model import Certificate
from plan_miner.saying import said
from plan_miner.settings import Settings

UNKNOWN_HOST = said("is on a host that nobody knows: check its spelling and your connection")
T = TypeVar("T")
PASSING = frozenset({408, 429, 500, 502, 503, 504})  # worth asking again
BLOCKED = frozenset({401, 403, 407, 429, 451})
GONE = frozenset({404, 410})
CHUNK = 1 << 17
PAGE = 4_000_000  # bytes of a page or a list that we read at most
ROBOTS = 500_000  # bytes of a robots.txt that count (RFC 9309, 2.5)


class Asking:
    """What is asked for one document: its cookies, its time, and what it met on the way.

    `excepted` says in words under which certificate exception a host was believed, empty where there was none.
    """

    def __init__(self, settings: Settings, limits: Limits, certificates: tuple[Certificate, ...] = ()) -> None:
        self.settings, self.limits, self.certificates = settings, limits, certificates
        self.until = time.monotonic() + limits.whole_seconds
        self.excepted = ""
        self._session = _session(settings, certificates)

    @contextmanager
    def get(
        self, url: str, headers: Mapping[str, str] | None = None, *, rate: float | None = None
    ) -> Iterator[requests.Response]:
        """The answer at the end of the redirects, to be read inside the block. What goes wrong is raised as Trouble.

        `rate`: seconds between two requests to a host that keeps rules of its own for programs; robots.txt is not
        asked then.
        """
        answer = self._followed(url, headers or {}, rate)
        with answer, told_plainly(_origin(answer.url)):
            yield answer

    def page(self, url: str) -> tuple[str, str]:
        """The address in the end and the text (at most its first 4 MB) of a page; empty text where it is no HTML."""
        with self.get(url, {"Accept": "text/html, */*;q=0.5"}) as answer:
            check(answer)
            html = "html" in answer.headers.get("Content-Type", "html")
            return answer.url, self._body(answer, PAGE) if html else ""

    def chunks(self, answer: requests.Response) -> Iterator[bytes]:
        """The body as it arrives: read1 hands on what there is, so that no trickle holds us beyond the deadline."""
        limits, begun, came = self.limits, time.monotonic(), 0
        while chunk := answer.raw.read1(CHUNK, decode_content=True):
            yield chunk
            came += len(chunk)
            now = time.monotonic()
            if now > self.until:
                raise Trouble(
                    "timeout",
                    said(
                        "had not come whole when its time was up: {later}, or {by_hand}", later=LATER, by_hand=BY_HAND
                    ),
                )
            if now - begun > limits.slow_seconds:
                if came < limits.slowest * limits.slow_seconds:
                    raise Trouble(
                        "timeout",
                        said(
                            "comes in drops, {came} bytes in {seconds:.0f} s: {later}, or {by_hand}",
                            came=came,
                            seconds=now - begun,
                            later=LATER,
                            by_hand=BY_HAND,
                        ),
                    )
                begun, came = now, 0

    def attempts(self, once: Callable[[], T]) -> T:
        """What `once` gives, tried again with growing pauses while its trouble is a passing one.

        Attempts are counted here and not by urllib3's Retry, which sees neither a body that ends too early nor the
        turns at a host.
        """
        pause, limits = self.limits.pause_seconds, self.limits
        for attempt in range(1, limits.attempts + 1):
            try:
                return once()
            except Trouble as trouble:
                wait = max(pause * random.uniform(0.7, 1.3), trouble.wait)  # noqa: S311 - no secret, only not in step
                ours = trouble.passing and attempt < limits.attempts and wait <= limits.longest_pause
                if not ours or time.monotonic() + wait > self.until:
                    if trouble.down:
                        RESTS.begin(trouble.down, limits.rest_seconds)
                    raise
            time.sleep(wait)
            pause *= 2
        raise ValueError("limits.attempts must be 1 or more")

    def _followed(self, url: str, headers: Mapping[str, str], rate: float | None) -> requests.Response:
        for _ in range(self.limits.redirects + 1):
            answer = self._one(url, headers, self._pace(url) if rate is None else rate)
            target = self._session.get_redirect_target(answer)
            if target is None:
                return answer
            answer.close()
            url = _joined(answer.url, target)
        message = said(
            "redirects more than {times} times, in the end to {url}: {new_address}",
            times=self.limits.redirects,
            url=url,
            new_address=NEW_ADDRESS,
        )
        raise Trouble("unreachable", message)

    def _one(self, url: str, headers: Mapping[str, str], rate: float) -> requests.Response:
        origin = _origin(url)
        if RESTS.has(origin):
            raise Trouble(
                "unreachable",
                said(
                    "is on a host that did not answer a moment ago: {later}, or {by_hand}", later=LATER, by_hand=BY_HAND
                ),
            )
        host = str(urlsplit(url).hostname)
        TURNS.wait(host, rate)
        if exception := exception_for(host, self.certificates):
            self.excepted = in_words(exception)
        timeout = (self.limits.connect_seconds, self.limits.silent_seconds)
        with told_plainly(origin):
            answer = self._session.get(url, headers=dict(headers), timeout=timeout, stream=True, allow_redirects=False)
        if wait := seconds_to_wait(answer):
            TURNS.hold(host, min(wait, self.limits.longest_pause))
        return answer

    def _pace(self, url: str) -> float:
        """The seconds between two requests to the host of `url`; raises Trouble where its robots.txt shuts us out."""
        rules = robots(self.settings.data, _origin(url), self._robots_txt)
        if not may_ask(rules, url):
            message = said("is closed to programs by its host's robots.txt: {by_hand}", by_hand=BY_HAND)
            raise Trouble("blocked", message, closed=True, answered=True)
        return max(self.settings.rate, delay(rules))

    def _robots_txt(self, url: str) -> str:
        """A robots.txt; empty where there is none. A host that fails over it fails over the document soon enough."""
        answer = self._followed(url, {"Accept": "text/plain, */*;q=0.5"}, self.settings.rate)
        with answer, told_plainly(_origin(url)):
            return self._body(answer, ROBOTS) if answer.status_code == HTTPStatus.OK else ""

    def _body(self, answer: requests.Response, most: int) -> str:
        found = bytearray()
        for chunk in self.chunks(answer):
            found += chunk
            if len(found) >= most:
                break
        return decoded(bytes(found[:most]), answer.headers.get("Content-Type", ""))


def _session(settings: Settings, certificates: tuple[Certificate, ...]) -> requests.Session:
    """A session of its own cookies over the connections of all; no password of this computer goes out with it."""
    session = requests.Session()
    session.headers["User-Agent"] = user_agent(settings.contact)
    session.headers["Accept"] = "application/pdf, */*;q=0.8"
    session.headers["Accept-Encoding"] = "identity"
    session.auth = lambda request: request  # else requests would look into ~/.netrc
    door = adapter(settings.allow_private_hosts, certificates)
    session.mount("http://", door)
    session.mount("https://", door)
    return session


def decoded(data: bytes, content_type: str) -> str:
    """Text of a page: by the charset that is declared, UTF-8 where none is, else the Turkish code page of Windows."""
    declared = re.search(r"charset\s*=\s*[\"']?([\w-]+)", content_type) or re.search(
        rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE
    )
    name = declared[1] if declared else b""
    for charset in (name.decode("ascii", "replace") if isinstance(name, bytes) else name, "utf-8"):
        try:
            return data.decode(charset or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("windows-1254", "replace")


def check(answer: requests.Response, *more: int) -> None:
    """Raises Trouble unless the answer is a success (200, or one of `more`)."""
    code = answer.status_code
    if code in (HTTPStatus.OK, *more):
        return
    says = (
        said("answers {code} {reason}", code=code, reason=answer.reason)
        if answer.reason
        else said("answers {code}", code=code)
    )
    passing, wait = code in PASSING, seconds_to_wait(answer)
    if code in GONE:
        raise Trouble("not_found", said("{says}: {new_address}", says=says, new_address=NEW_ADDRESS), answered=True)
    if code in BLOCKED:
        raise Trouble(
            "blocked",
            said("{says}: {later}, or {by_hand}", says=says, later=LATER, by_hand=BY_HAND),
            passing=passing,
            wait=wait,
            closed=code == 429,
            answered=True,
        )
    raise Trouble(
        "unreachable",
        said("{says}: {later}, or {new_address}", says=says, later=LATER, new_address=NEW_ADDRESS),
        passing=passing,
        wait=wait,
        answered=True,
    )


def seconds_to_wait(answer: requests.Response) -> float:
    """What a Retry-After asks for, in seconds or as a date; 0 where there is none."""
    header = answer.headers.get("Retry-After", "").strip()
    if header.isascii() and header.isdigit():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target  # no address either, and told as such


def _origin(url: str) -> str:
    try:
        return origin_of(url)
    except ValueError:
        raise Trouble(
            "unreachable",
            said("leads to {url!r}, which is no web address: {new_address}", url=url, new_address=NEW_ADDRESS),
        ) from None


@contextmanager
def told_plainly(origin: str) -> Iterator[None]:
    """Turn what requests and urllib3 raise into Trouble."""
    try:
        yield
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise _trouble(error, origin) from error


def _trouble(error: Exception, origin: str) -> Trouble:
    inner = error.args[0] if error.args else error
    reason = getattr(inner, "reason", inner)  # what urllib3 gave up for
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        mute = origin if isinstance(error, requests.ConnectTimeout) else ""  # one slow file makes no dead host
        return Trouble(
            "timeout",
            said("does not answer in time: {later}, or {by_hand}", later=LATER, by_hand=BY_HAND),
            passing=True,
            down=mute,
        )
    if isinstance(reason, urllib3.exceptions.NameResolutionError):
        return Trouble("unreachable", UNKNOWN_HOST, down=origin)
    if isinstance(error, requests.exceptions.SSLError | urllib3.exceptions.SSLError):
        words = said(
            "has a certificate that cannot be trusted ({reason}): {by_hand}, or name the host under certificates:",
            reason=reason,
            by_hand=BY_HAND,
        )
        return Trouble("unreachable", words)
    if isinstance(error, requests.exceptions.ProxyError):
        inmost = getattr(reason, "original_error", reason)
        words = said(
            "is not let through by the proxy ({reason}): check HTTPS_PROXY and HTTP_PROXY", reason=_short(inmost)
        )
        return Trouble("unreachable", words, passing=True, down=origin)
    if isinstance(error, urllib3.exceptions.ProtocolError | urllib3.exceptions.DecodeError):
        return Trouble(
            "unreachable",
            said("breaks off before its end: {later}, or {by_hand}", later=LATER, by_hand=BY_HAND),
            passing=True,
        )
    lost = isinstance(error, requests.ConnectionError)
    words = said(
        "cannot be reached ({reason}): {later}, or {by_hand}", reason=_short(reason), later=LATER, by_hand=BY_HAND
    )
    return Trouble("unreachable", words, passing=lost, down=origin if lost else "")


def _short(reason: object) -> str:
    """Of an urllib3 message, what comes after the connection's own representation."""
    return str(reason).rpartition(">: ")[2] or type(reason).__name__
