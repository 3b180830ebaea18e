"""What the first bytes of a file say that it is."""

from __future__ import annotations

import re

SNIFFED = 1024  # other bytes may come first, but %PDF- within the first kilobyte (PDF 1.7, appendix H, note 13)
MARK = b"%PDF-"

SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive or an Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
}
HTML = re.compile(rb"<(!doctype html|html|head|body|script|meta|title|div|p|h1)\b", re.IGNORECASE)


def is_pdf(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a PDF."""
    return MARK in head[:SNIFFED]


def what_came(head: bytes) -> str:
    """What the first bytes of a file are, in words with an article."""
    if not head:
        return "nothing"
    for signature, words in SIGNATURES.items():
        if head.startswith(signature):
            return words
    if HTML.search(head):
        return "an HTML page"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<"):
        return "an XML file"
    if text.startswith((b"{", b"[")):
        return "a JSON answer"
    return "other bytes" if b"\x00" in head else "plain text"
