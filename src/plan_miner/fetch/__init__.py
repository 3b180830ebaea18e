"""Getting a document: a guarded, polite, conditional download into the store, or a copy of a local file.

What goes wrong with one document is told as data (`Fetched.status`, `Fetched.error`) and never raised.
`download` asks the web, `guard` says whom and how often it may ask, `content` looks at what comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plan_miner.fetch.content import copy_pdf, file_chunks
from plan_miner.fetch.trouble import Limits, Trouble, one_line
from plan_miner.model import Edition, Source
from plan_miner.settings import Settings
from plan_miner.store import Asked, Store

__all__ = ["Fetched", "Limits", "fetch", "kept"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one source today.

    `status` and `error` are those of the documents table: with an edition at hand the status is ``ok``, also
    where today's attempt failed; what went wrong then stands in `error`, and its status word in `failure`.
    """

    document_id: str
    did: str  # new | unchanged | failed | skipped (not asked for: a web page, or nobody wanted it fetched)
    status: str
    error: str = ""
    edition: Edition | None = None
    failure: str = ""


def fetch(source: Source, settings: Settings, limits: Limits | None = None) -> Fetched:
    """Bring the document of `source` into the store under `settings.data`; never raises for the document's sake.

    Offline takes the latest edition at hand; local files are read all the same. A document that fails keeps
    its latest edition. May be called from many threads at once, for different sources; threads share the turns
    at a host, processes do not. Raises OSError where the data folder cannot be written.
    """
    if source.kind == "web_page" or (settings.offline and source.path is None):
        return kept(source, settings)
    store, limits = Store(settings.data), limits or Limits()
    before = store.latest(source.id)
    try:
        edition = _had(source, store, settings, limits)
    except Trouble as trouble:
        return _failed(source, trouble, before)
    did = "unchanged" if before and before.sha256 == edition.sha256 else "new"
    return Fetched(source.id, did, "ok", edition=edition)


def kept(source: Source, settings: Settings) -> Fetched:
    """What is at hand of a source, with nothing asked of anybody."""
    if source.kind == "web_page":
        return Fetched(source.id, "skipped", "not_fetched")
    edition = Store(settings.data).latest(source.id)
    if edition:
        return Fetched(source.id, "skipped", "ok", edition=edition)
    remedy = "run once without --offline" if settings.offline else "run without --only, or with its id"
    return Fetched(source.id, "skipped", "not_fetched", one_line(f"{source.url} was never fetched: {remedy}"))


def _failed(source: Source, trouble: Trouble, before: Edition | None) -> Fetched:
    error = one_line(f"{source.url} {trouble}")
    if before:
        error += f" (until then its edition of {before.fetched_at[:10]} is used)"
    return Fetched(source.id, "failed", "ok" if before else trouble.status, error, before, trouble.status)


def _had(source: Source, store: Store, settings: Settings, limits: Limits) -> Edition:
    if source.path is not None:
        return _copied(source, source.path, store, limits)
    from plan_miner.fetch.download import download  # requests takes its time to import, and offline needs none of it

    return download(source, store, settings, limits)


def _copied(source: Source, path: Path, store: Store, limits: Limits) -> Edition:
    """The edition that a local file holds; one whose size and times are those of last time is not read again."""
    try:
        if not path.is_file():
            fault = (
                "is a folder: give the path of the PDF in it" if path.is_dir() else "does not exist: correct its path"
            )
            raise Trouble("not_found", fault)
        stat = path.stat()
        file = path.open("rb")
    except OSError as error:
        raise Trouble("unreachable", f"cannot be read ({error.strerror}): check who may read the file") from error
    asked = Asked(str(path.resolve()), f"{stat.st_size}-{stat.st_mtime_ns}-{stat.st_ctime_ns}-{stat.st_ino}")
    with file:
        before = store.latest(source.id)
        if before and store.asked(source.id) == asked:
            return before
        with store.incoming() as part:
            copy_pdf(file_chunks(file), part, limits)
            return store.keep(source.id, part, fetched_url=source.url, via="local", asked=asked)
