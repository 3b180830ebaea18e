"""How much a document may take, and how it is told that it could not be had."""

from __future__ import annotations

from dataclasses import dataclass

from plan_miner.saying import Mistake, Said, said, verbatim
from plan_miner.settings import Settings

MEGABYTE = 1_000_000
LATER = said("run again later")
BY_HAND = said("save it with a browser and give the path of the file as its url")
NEW_ADDRESS = said("look for its new address on the municipality's site and correct its url")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of everything a document may take; seconds are of wall clock."""

    most_bytes: int = 300 * MEGABYTE
    connect_seconds: float = 15
    silent_seconds: float = 45  # with not a byte arriving
    whole_seconds: float = 1200  # the document, with every attempt
    redirects: int = 5
    attempts: int = 3
    pause_seconds: float = 2  # before the second attempt; doubles with each further one
    longest_pause: float = 60  # a server that asks for more in Retry-After is left for the next run
    rest_seconds: float = 60  # for which a host that did not answer is asked nothing more
    slowest: float = 1000  # bytes a second over `slow_seconds`; a trickle below that is left
    slow_seconds: float = 30
    captures: int = 5  # of one address that are taken from the web archive until one is the document
    archive_days: float = 7  # after which the archive is asked again for what it did not have

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings name, the others as they are."""
        return cls(most_bytes=int(settings.max_megabytes * MEGABYTE), whole_seconds=settings.max_seconds)


class Trouble(Mistake):
    """Why a document could not be had: a status word of the documents table, and what follows its address in a line.

    A `passing` trouble is worth another attempt, after `wait` seconds if the server named a time. `down` is the
    origin (scheme, host and port) that did not answer at all. `closed`: somebody decided that we shall not have it
    (the guard, robots.txt, the size), so that no other way is tried. `answered`: the host did, if not with a document.
    """

    def __init__(
        self,
        status: str,
        message: Said,
        *,
        passing: bool = False,
        wait: float = 0,
        down: str = "",
        closed: bool = False,
        answered: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.passing = passing
        self.wait = wait
        self.down = down
        self.closed = closed
        self.answered = answered


def one_line(text: str, most: int = 400) -> Said:
    """`text` fit for a table cell or a terminal: no line ends, no control characters, not endless."""
    if isinstance(text, Said) and not text.values:
        return text
    if isinstance(text, Said) and text != text.values.get("text"):
        values = {name: one_line(one, most) if isinstance(one, str) else one for name, one in text.values.items()}
        if len(line := Said(text.pattern, values)) <= most:
            return line
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    plain = " ".join(printable.split())
    return verbatim(plain if len(plain) <= most else plain[: most - 1] + "…")
