"""What a document may cost the process that reads it, and from when on it is too large to be read at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MEGABYTE = 1 << 20
Tell = Callable[[int, int], None]  # hears (pages done, of all) while a document is worked on: a sign of life

PAGE_SECONDS = 0.2  # of processor time that each page adds: a page of text takes 0.006, a map some tenths
LAYOUT_SECONDS = 1.0  # that a page adds whose words are asked of pdfplumber: five times what it takes
SIGHT_SECONDS = 10.0  # that a page adds which is read from its picture: four times what it takes
MOST_PAGES = 5000  # the longest of municipal reports have about a thousand


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take of a child process; beyond it the child is ended, and the document with it.

    Memory in bytes, the rest in seconds. Where the system has limits for a process on itself (Linux all of them,
    macOS processor time alone), they strike at once; the parent watches memory and silence on every system.
    """

    memory: int = 2048 * MEGABYTE  # address space, and memory in use; the libraries alone map 600 MB
    grown: int = 500 * MEGABYTE  # a child that has more in use after a document is replaced by a fresh one
    work: float = 30.0  # processor time for a document besides its pages: libraries and lexicon take three
    # without a sign of life (each page is one): a busy machine may give a page a tenth of its time
    silence: float = 240.0
    longest: float = 4 * 3600.0  # for one document in all: a thousand scanned pages on a slow machine
    of_system: bool = True  # whether the system's own limits are set, where it has them
