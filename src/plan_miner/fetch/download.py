"""One document from the address that the registry names: the same bytes are not asked for twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus

import requests
from requests.utils import urldefragauth

from plan_miner.fetch.asking import Asking, check, told_plainly
from plan_miner.fetch.content import ends_like_pdf, only_pdf, too_large
from plan_miner.fetch.manners import origin_of
from plan_miner.fetch.partial import Note, Partial
from plan_miner.fetch.trouble import LATER, Trouble
from plan_miner.model import Edition, Source
from plan_miner.saying import said
from plan_miner.store import Asked, Store

RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass
class Download:
    """One document on its way into the store; `arrived` is the size of what came without a PDF's end mark."""

    source: Source
    store: Store
    asking: Asking
    arrived: int = -1

    def run(self) -> Edition:
        """The edition that the address serves now; raises Trouble."""
        return self.asking.attempts(self._attempt)

    def _attempt(self) -> Edition:
        url = self.source.url
        before, asked = self.store.last(self.source.id)
        partial = Partial(self.store.arriving(self.source.id))
        had = partial.had(url)
        headers = _going_on(had) if had.length else _conditions(asked) if asked.url == url else {}
        with self.asking.get(url, headers) as answer:
            if before and "Range" not in headers and headers and answer.status_code == HTTPStatus.NOT_MODIFIED:
                return before
            had = self._rest(answer, had, partial)
            self._take(answer, had, partial)
            return self._keep(answer, partial)

    def _rest(self, answer: requests.Response, had: Note, partial: Partial) -> Note:
        """What of the earlier part the answer goes on with: all of it (206) or nothing (200)."""
        if not had.length or answer.status_code == HTTPStatus.OK:
            check(answer)
            return Note()
        sent = RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        if answer.status_code == HTTPStatus.PARTIAL_CONTENT and sent and int(sent[1]) == had.length:
            return had
        if answer.status_code in (HTTPStatus.PARTIAL_CONTENT, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE):
            partial.drop()
            raise Trouble(
                "unreachable", said("cannot be gone on with where it broke off: {later}", later=LATER), passing=True
            )
        check(answer)
        return had

    def _take(self, answer: requests.Response, had: Note, partial: Partial) -> None:
        limits, length = self.asking.limits, answer.headers.get("Content-Length", "")
        if length.isdigit() and had.length + int(length) > limits.most_bytes:
            raise too_large(limits)
        onto = had if had.length else None
        with partial.begin(self.source.url, _mark(answer), onto), told_plainly(origin_of(answer.url)):
            for chunk in only_pdf(self.asking.chunks(answer), limits, had.length):
                partial.write(chunk)

    def _keep(self, answer: requests.Response, partial: Partial) -> Edition:
        """Take it in. What lacks its end is asked for once more; if it comes so again, that is how it is served."""
        size = partial.path.stat().st_size
        if not ends_like_pdf(partial.path) and size != self.arrived:
            self.arrived = size
            partial.drop()
            raise Trouble("unreachable", said("breaks off before its end: {later}", later=LATER), passing=True)
        asked = Asked(self.source.url, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
        edition = self.store.keep(
            self.source.id,
            partial.path,
            fetched_url=urldefragauth(answer.url),
            via="origin",
            asked=asked,
            certificate=self.asking.excepted,
        )
        partial.drop()
        return edition


def _conditions(asked: Asked) -> dict[str, str]:
    conditions = {"If-None-Match": asked.etag, "If-Modified-Since": asked.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _going_on(had: Note) -> dict[str, str]:
    return {"Range": f"bytes={had.length}-", "If-Range": had.mark}


def _mark(answer: requests.Response) -> str:
    """What proves that a later answer is of the same bytes (RFC 9110, 13.1.5); a weak tag does not."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        return ""  # the bytes of a range would be those of the coding
    tag = answer.headers.get("ETag", "")
    return tag if tag.startswith('"') else "" if tag else answer.headers.get("Last-Modified", "")
