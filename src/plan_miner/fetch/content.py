"""Looking at what comes: only a PDF of a bearable size is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from plan_miner.fetch.trouble import LATER, MEGABYTE, NEW_ADDRESS, Limits, Trouble
from plan_miner.saying import said
from plan_miner.sniff import EMPTY, PAGE, SIGNATURES, SNIFFED, is_pdf, what_came

CHUNK = 1 << 17
END, TAIL = b"%%EOF", 8192  # some programs write other bytes behind it
UNPACK = said("unpack it or save it as PDF, and give the path of the PDF as its url")
REMEDIES = {
    **dict.fromkeys(SIGNATURES.values(), UNPACK),
    PAGE: said("give the address of the PDF itself, not of a page about it"),
    EMPTY: said("{later}, or {new_address}", later=LATER, new_address=NEW_ADDRESS),
}


def copy_pdf(chunks: Iterator[bytes], part: Path, limits: Limits) -> None:
    """Write the chunks to `part`; raises Trouble as soon as they turn out to be no PDF, or too much."""
    with part.open("wb") as file:
        for chunk in only_pdf(chunks, limits):
            file.write(chunk)


def only_pdf(chunks: Iterator[bytes], limits: Limits, had: int = 0) -> Iterator[bytes]:
    """The chunks as they come; raises Trouble as soon as they turn out to be no PDF, or too much.

    `had`: bytes that came earlier, and were looked at then.
    """
    head, size, seen = b"", had, had >= SNIFFED
    for chunk in chunks:
        size += len(chunk)
        if size > limits.most_bytes:
            raise too_large(limits)
        if not seen:
            head += chunk
            seen = _is_pdf(head, whole=False)
        yield chunk
    if not seen:
        _is_pdf(head, whole=True)


def ends_like_pdf(path: Path) -> bool:
    """Whether the end mark of a PDF is where it must be: a file without it was cut, or is broken otherwise."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        return END in file.read()


def _is_pdf(head: bytes, *, whole: bool) -> bool:
    """Whether the mark of a PDF is in `head`; raises Trouble once it can no longer come."""
    if is_pdf(head):
        return True
    if whole or len(head) >= SNIFFED:
        came = what_came(head)
        remedy = REMEDIES.get(came, NEW_ADDRESS)
        raise Trouble("not_pdf", said("gives {came} and not a PDF: {remedy}", came=came, remedy=remedy))
    return False


def too_large(limits: Limits) -> Trouble:
    """The trouble with a document of more bytes than we take."""
    size = limits.most_bytes / MEGABYTE
    words = said("is larger than {size:g} MB: save it with coarser pictures and give its path as url", size=size)
    return Trouble("too_large", words, closed=True)


def file_chunks(file: IO[bytes]) -> Iterator[bytes]:
    """What is in an open file, bit by bit."""
    while chunk := file.read(CHUNK):
        yield chunk
