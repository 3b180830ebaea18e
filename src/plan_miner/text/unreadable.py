"""Why a document cannot be read, in words that a person can act on."""

from __future__ import annotations

from pathlib import Path

from plan_miner.saying import Said, refusal, said
from plan_miner.sniff import SNIFFED, no_pdf


class Unreadable(Exception):
    """A document that cannot be read.

    `status` is the contract's word for why; `reason` says what is wrong and what to do, and reads on from a name.
    """

    def __init__(self, status: str, name: str, reason: Said) -> None:
        super().__init__(status, name, reason)
        self.status = status
        self.reason = reason
        self.message = said("{name} {reason}", name=name, reason=reason)

    def __str__(self) -> str:
        return self.message


def check_head(path: Path) -> None:
    """Raises Unreadable where the file at `path` is not there, or does not begin as a PDF."""
    try:
        with path.open("rb") as file:
            head = file.read(SNIFFED)
    except OSError as error:
        raise Unreadable(
            "not_found", str(path), said("cannot be read ({reason}): check the path", reason=refusal(error))
        ) from None
    if reason := no_pdf(head):
        raise Unreadable("not_pdf", str(path), reason)
