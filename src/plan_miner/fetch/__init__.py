"""Getting a document: a guarded, polite, conditional download into the store, the web archive's copy, or a local file.

What goes wrong with one document is told as data (`Fetched.status`, `Fetched.error`) and never raised.
`asking` is the way through the web, `guard` says whom it may ask and `manners` how; `download` has the address of the
registry, `archive` what once stood there, `content` looks at what comes, `partial` keeps what broke off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plan_miner.fetch.content import copy_pdf, file_chunks
from plan_miner.fetch.trouble import Limits, Trouble, one_line
from plan_miner.model import Certificate, Edition, Source
from plan_miner.saying import NOTHING, Said, refusal, said, sentence_of
from plan_miner.settings import Settings
from plan_miner.sniff import SNIFFED, no_pdf
from plan_miner.store import Asked, Store

if TYPE_CHECKING:
    from plan_miner.fetch.asking import Asking

__all__ = ["Fetched", "Limits", "fetch", "from_archive", "kept"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one source today.

    `status` and `error` are those of the documents table: with an edition at hand the status is ``ok``, also
    where today's attempt failed; what went wrong then stands in `error`, and its status word in `failure`.
    """

    document_id: str
    did: str  # new | unchanged | failed | skipped (not asked for: a web page, or nobody wanted it fetched)
    status: str
    error: Said = NOTHING
    edition: Edition | None = None
    failure: str = ""


def fetch(
    source: Source, settings: Settings, limits: Limits | None = None, certificates: tuple[Certificate, ...] = ()
) -> Fetched:
    """Bring the document of `source` into the store under `settings.data`; never raises for the document's sake.

    What is gone from its address is taken from the web archive, if nothing is at hand. Offline takes the latest edition
    at hand; local files are read all the same. A document that fails keeps its latest edition. May be called from many
    threads at once, for different sources; threads share the turns at a host, processes do not. Raises OSError where
    the data folder cannot be written.
    """
    if source.kind == "web_page" or (settings.offline and source.path is None):
        return kept(source, settings)
    store, limits = Store(settings.data), limits or Limits.of(settings)
    before, asked = store.last(source.id)
    try:
        if source.path is None:
            edition = _downloaded(source, store, settings, limits, certificates)
        elif asked == (now := _asked(source.path)) and before:
            edition = before
        else:
            edition = _copied(source, source.path, now, store, limits)
    except Trouble as trouble:
        return _failed(source, trouble, before)
    did = "unchanged" if before and before.sha256 == edition.sha256 else "new"
    return Fetched(source.id, did, "ok", edition=edition)


def from_archive(
    source: Source, settings: Settings, unlike: Sequence[Edition], certificates: tuple[Certificate, ...] = ()
) -> Fetched:
    """The document as the web archive has it, where what came from its address (`unlike`) is not the document.

    Nobody is asked offline, nor for local files.
    """
    if settings.offline or source.path is not None or source.kind == "web_page":
        return Fetched(source.id, "skipped", "not_found")
    from plan_miner.fetch.archive import Archive
    from plan_miner.fetch.asking import Asking

    try:
        edition = Archive(source, Store(settings.data), Asking(settings, Limits.of(settings), certificates)).run(unlike)
    except Trouble as trouble:
        return Fetched(source.id, "failed", trouble.status, one_line(sentence_of(trouble)), None, trouble.status)
    return Fetched(source.id, "new", "ok", edition=edition)


def kept(source: Source, settings: Settings) -> Fetched:
    """What is at hand of a source, with nothing asked of anybody."""
    if source.kind == "web_page":
        return Fetched(source.id, "skipped", "not_fetched")
    edition = Store(settings.data).latest(source.id)
    if edition:
        return Fetched(source.id, "skipped", "ok", edition=edition)
    remedy = said("run once without --offline") if settings.offline else said("run without --only, or with its id")
    return Fetched(
        source.id,
        "skipped",
        "not_fetched",
        one_line(said("{url} was never fetched: {remedy}", url=source.url, remedy=remedy)),
    )


def _failed(source: Source, trouble: Trouble, before: Edition | None) -> Fetched:
    error = one_line(said("{url} {trouble}", url=source.url, trouble=trouble))
    if before:
        error = said("{error} (until then its edition of {day} is used)", error=error, day=before.fetched_at[:10])
    return Fetched(source.id, "failed", "ok" if before else trouble.status, error, before, trouble.status)


def _downloaded(
    source: Source, store: Store, settings: Settings, limits: Limits, certificates: tuple[Certificate, ...]
) -> Edition:
    from plan_miner.fetch.asking import Asking  # requests takes its time to import, and offline needs none of it
    from plan_miner.fetch.download import Download

    asking = Asking(settings, limits, certificates)
    try:
        return Download(source, store, asking).run()
    except Trouble as gone:
        if gone.closed or gone.wait:  # we are not wanted, or only later
            raise
        return _past(source, store, asking, gone)


def _past(source: Source, store: Store, asking: Asking, gone: Trouble) -> Edition:
    """What once stood at an address where it is to be had no longer; raises Trouble with both reasons.

    An edition at hand that the address itself served is kept with what went wrong; one from the archive is what the
    address stands for by now.
    """
    before, asked = store.last(source.id)
    if before and before.via == "archive" and asked.url == source.url:
        return before
    if before:
        raise gone
    from plan_miner.fetch.archive import Archive

    try:
        return Archive(source, store, asking).run()
    except Trouble as none:
        raise Trouble(gone.status, said("{gone}; {none}", gone=gone, none=none)) from gone


def _asked(path: Path) -> Asked:
    """Where a local file is, its size and times: one for which they are those of last time is not read again."""
    try:
        if not path.is_file():
            fault = (
                said("is a folder: give the path of the PDF in it")
                if path.is_dir()
                else said("does not exist: correct its path")
            )
            raise Trouble("not_found", fault)
        stat = path.stat()
    except OSError as error:
        raise _shut(error) from error
    return Asked(str(path.resolve()), f"{stat.st_size}-{stat.st_mtime_ns}-{stat.st_ctime_ns}-{stat.st_ino}")


def _shut(error: OSError) -> Trouble:
    return Trouble("unreachable", said("cannot be read ({reason}): check who may read the file", reason=refusal(error)))


def _copied(source: Source, path: Path, asked: Asked, store: Store, limits: Limits) -> Edition:
    """The edition that a local file holds."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise _shut(error) from error
    with file:
        if reason := no_pdf(file.read(SNIFFED)):
            raise Trouble("not_pdf", reason)
        file.seek(0)
        with store.incoming() as part:
            copy_pdf(file_chunks(file), part, limits)
            return store.keep(source.id, part, fetched_url=source.url, via="local", asked=asked)
