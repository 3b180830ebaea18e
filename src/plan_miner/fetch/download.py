"""One document from the web: redirects, statuses, attempts; the same bytes are not asked for twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions
from requests.utils import urldefragauth

from plan_miner.fetch.content import CHUNK, copy_pdf, too_large
from plan_miner.fetch.guard import TURNS, session
from plan_miner.fetch.trouble import BY_HAND, LATER, NEW_ADDRESS, Limits, Trouble
from plan_miner.model import Edition, Source
from plan_miner.settings import Settings
from plan_miner.store import Asked, Store

PASSING = frozenset({429, 500, 502, 503, 504})  # worth asking again
BLOCKED = frozenset({401, 403, 407, 429, 451})
GONE = frozenset({404, 410})


def download(source: Source, store: Store, settings: Settings, limits: Limits) -> Edition:
    """The edition that the address of `source` serves now; raises Trouble.

    Attempts are counted here and not by urllib3's Retry, which sees neither a body that ends too early nor the
    turns at a host.
    """
    deadline = time.monotonic() + limits.whole_seconds
    pause = limits.pause_seconds
    for attempt in range(1, limits.attempts + 1):
        try:
            return _attempt(source, store, settings, limits, deadline)
        except Trouble as trouble:
            wait = min(max(pause, trouble.wait), limits.longest_pause)
            if not trouble.passing or attempt == limits.attempts or time.monotonic() + wait > deadline:
                raise
        time.sleep(wait)
        pause *= 2
    raise ValueError("limits.attempts must be 1 or more")


def _attempt(source: Source, store: Store, settings: Settings, limits: Limits, deadline: float) -> Edition:
    before, asked = store.latest(source.id), store.asked(source.id)
    conditions = _conditions(asked) if before and asked.url == source.url else {}
    with (
        _told_plainly(),
        session(settings) as asking,
        _follow(asking, source.url, conditions, settings, limits) as answer,
    ):
        if before and conditions and answer.status_code == HTTPStatus.NOT_MODIFIED:
            return before
        _check(answer, limits)
        asked = Asked(source.url, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
        with store.incoming() as part:
            copy_pdf(_chunks(answer, deadline), part, limits)
            return store.keep(source.id, part, fetched_url=urldefragauth(answer.url), via="origin", asked=asked)


def _conditions(asked: Asked) -> dict[str, str]:
    conditions = {"If-None-Match": asked.etag, "If-Modified-Since": asked.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _follow(
    asking: requests.Session, url: str, headers: dict[str, str], settings: Settings, limits: Limits
) -> requests.Response:
    """The answer at the end of the redirects; each hop waits for its turn and is guarded like the first."""
    timeout = (limits.connect_seconds, limits.silent_seconds)
    for _ in range(limits.redirects + 1):
        TURNS.wait(_host(url), settings.rate)
        answer = asking.get(url, headers=headers, timeout=timeout, stream=True, allow_redirects=False)
        target = asking.get_redirect_target(answer)
        if target is None:
            return answer
        answer.close()
        url = urljoin(answer.url, target)
    raise Trouble("unreachable", f"redirects more than {limits.redirects} times, in the end to {url}: {NEW_ADDRESS}")


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            return parts.hostname
    except ValueError:
        pass
    raise Trouble("unreachable", f"leads to {url!r}, which is no web address: {NEW_ADDRESS}")


def _check(answer: requests.Response, limits: Limits) -> None:
    """Raises Trouble unless the answer is a success of a size that we take."""
    code = answer.status_code
    says = f"answers {code} {answer.reason or ''}".rstrip()
    passing, wait = code in PASSING, _seconds(answer.headers.get("Retry-After", ""))
    if code in GONE:
        raise Trouble("not_found", f"{says}: {NEW_ADDRESS}")
    if code in BLOCKED:
        raise Trouble("blocked", f"{says}: {LATER}, or {BY_HAND}", passing=passing, wait=wait)
    if code != HTTPStatus.OK:
        raise Trouble("unreachable", f"{says}: {LATER}, or {NEW_ADDRESS}", passing=passing, wait=wait)
    if _seconds(answer.headers.get("Content-Length", "")) > limits.most_bytes:
        raise too_large(limits)


def _seconds(header: str) -> float:
    return float(header) if header.isascii() and header.isdigit() else 0


def _chunks(answer: requests.Response, deadline: float) -> Iterator[bytes]:
    """The body as it arrives: read1 hands on what there is, so that no trickle holds us beyond the deadline."""
    while chunk := answer.raw.read1(CHUNK, decode_content=True):
        yield chunk
        if time.monotonic() > deadline:
            raise Trouble("timeout", f"had not come whole when its time was up: {LATER}, or {BY_HAND}")


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what requests and urllib3 raise into Trouble."""
    try:
        yield
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise _trouble(error) from error


def _trouble(error: Exception) -> Trouble:
    inner = error.args[0] if error.args else error
    reason = getattr(inner, "reason", inner)  # what urllib3 gave up for
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        return Trouble("timeout", f"does not answer in time: {LATER}, or {BY_HAND}", passing=True)
    if isinstance(reason, urllib3.exceptions.NameResolutionError):
        return Trouble("unreachable", "is on a host that nobody knows: check its spelling and your connection")
    if isinstance(error, requests.exceptions.SSLError | urllib3.exceptions.SSLError):
        return Trouble("unreachable", f"has a certificate that cannot be trusted ({reason}): {BY_HAND}")
    if isinstance(error, urllib3.exceptions.ProtocolError | urllib3.exceptions.DecodeError):
        return Trouble("unreachable", f"breaks off before its end: {LATER}, or {BY_HAND}", passing=True)
    passing = isinstance(error, requests.ConnectionError)
    return Trouble("unreachable", f"cannot be reached ({_short(reason)}): {LATER}, or {BY_HAND}", passing=passing)


def _short(reason: object) -> str:
    """Of an urllib3 message, what comes after the connection's own representation."""
    return str(reason).rpartition(">: ")[2] or type(reason).__name__
