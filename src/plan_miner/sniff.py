"""What the first bytes of a file say that it is."""

from __future__ import annotations

import re

from plan_miner.saying import NOTHING, Said, said

SNIFFED = 1024  # other bytes may come first, but %PDF- within the first kilobyte (PDF 1.7, appendix H, note 13)
MARK = b"%PDF-"

SIGNATURES = {
    b"PK\x03\x04": said("a ZIP archive or an Office file"),
    b"\xd0\xcf\x11\xe0": said("an old Office file"),
    b"Rar!": said("a RAR archive"),
    b"7z\xbc\xaf": said("a 7z archive"),
    b"\x1f\x8b": said("a gzip archive"),
    b"\xff\xd8\xff": said("a JPEG picture"),
    b"\x89PNG": said("a PNG picture"),
    b"II*\x00": said("a TIFF picture"),
    b"MM\x00*": said("a TIFF picture"),
}
EMPTY, PAGE = said("nothing"), said("an HTML page")
HTML = re.compile(rb"<(!doctype html|html|head|body|script|meta|title|div|p|h1)\b", re.IGNORECASE)


def is_pdf(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a PDF."""
    return MARK in head[:SNIFFED]


def no_pdf(head: bytes) -> Said:
    """Why the first bytes of a file at hand are not those of a PDF, and what to do; empty where they are."""
    if not head:
        return said("holds nothing (0 bytes): download it again")
    if is_pdf(head):
        return NOTHING
    return said("holds {came} and not a PDF: give the PDF itself", came=what_came(head))


def what_came(head: bytes) -> Said:
    """What the first bytes of a file are, in words with an article."""
    if not head:
        return EMPTY
    for signature, words in SIGNATURES.items():
        if head.startswith(signature):
            return words
    if HTML.search(head):
        return PAGE
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<"):
        return said("an XML file")
    if text.startswith((b"{", b"[")):
        return said("a JSON answer")
    return said("other bytes") if b"\x00" in head else said("plain text")
