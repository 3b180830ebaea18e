"""Whether a document could be had from its address now: its first kilobyte is asked for, and no more taken."""

from __future__ import annotations

from dataclasses import dataclass

from plan_miner.fetch.asking import Asking, check
from plan_miner.fetch.trouble import Limits, Trouble, one_line
from plan_miner.model import Certificate, Source
from plan_miner.saying import NOTHING, Said, refusal, said, sentence_of
from plan_miner.settings import Settings
from plan_miner.sniff import SNIFFED, is_pdf, what_came

LIMITS = Limits(attempts=2, whole_seconds=120, silent_seconds=20)


@dataclass(frozen=True, slots=True)
class Probe:
    """What an address answers: ``ok``, ``moved`` (a PDF, but elsewhere), or a status word of the documents table."""

    state: str
    words: Said = NOTHING
    answered: bool = True  # whether anybody did


def probe(source: Source, settings: Settings, certificates: tuple[Certificate, ...] = ()) -> Probe:
    """The state of a source's address, or of its local file; nothing is kept, and nothing is raised for its sake."""
    if source.kind == "web_page":
        return Probe("not_fetched", said("a link for people"))
    if source.path is not None:
        return _probed_file(source)
    asking = Asking(settings, LIMITS, certificates)
    try:
        return asking.attempts(lambda: _asked(source, asking))
    except Trouble as trouble:
        return Probe(trouble.status, one_line(sentence_of(trouble)), trouble.answered)


def _asked(source: Source, asking: Asking) -> Probe:
    with asking.get(source.url, {"Range": f"bytes=0-{SNIFFED - 1}"}) as answer:
        check(answer, 206)
        head = b""
        for chunk in asking.chunks(answer):
            head += chunk
            if len(head) >= SNIFFED:
                break
        if not is_pdf(head):
            return Probe("not_pdf", said("gives {came} and not a PDF", came=what_came(head)))
        asked = source.url.partition("#")[0].rstrip("/")
        return (
            Probe("ok") if answer.url.rstrip("/") == asked else Probe("moved", said("leads to {url}", url=answer.url))
        )


def _probed_file(source: Source) -> Probe:
    try:
        with source.path.open("rb") as file:  # type: ignore[union-attr]
            head = file.read(SNIFFED)
    except OSError as error:
        return Probe("not_found", said("cannot be read ({reason})", reason=refusal(error)))
    return Probe("ok") if is_pdf(head) else Probe("not_pdf", said("holds {came} and not a PDF", came=what_came(head)))
