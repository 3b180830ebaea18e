"""Tesseract with its Turkish model: whether it is there, how to get it, and what it reads in a picture."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from plan_miner.store import write_atomically

Gray = npt.NDArray[np.uint8]  # rows of pixels, 0 is black and 255 white

LANGUAGE = "tur"
PATIENCE = 40.0  # seconds for one picture: a page takes two or three, and a child that is silent for 90 is ended
WORD_LEVEL = "5"  # of tesseract's TSV


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that tesseract saw: its box in pixels (as tight as its ink), and how sure it is (0-100).

    `line` is the same for words that tesseract strings together.
    """

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]


def remedy() -> str:
    """What to do on this system to have pictures of pages read."""
    if sys.platform == "darwin":
        return "to read it install Tesseract with Turkish: brew install tesseract tesseract-lang"
    if sys.platform == "win32":
        return "to read it install Tesseract and tick Turkish: winget install --interactive UB-Mannheim.TesseractOCR"
    return "to read it install Tesseract with Turkish: sudo apt install tesseract-ocr tesseract-ocr-tur"


def version() -> str:
    """The engine's own name and version; empty where it, or its Turkish model, is not installed."""
    return _asked(_program())


def _program() -> str:
    """Tesseract's path; on Windows its installer leaves it out of PATH."""
    found = shutil.which("tesseract")
    usual = Path(os.environ.get("PROGRAMFILES", "")) / "Tesseract-OCR" / "tesseract.exe"
    return found or (str(usual) if sys.platform == "win32" and usual.is_file() else "")


@lru_cache(maxsize=4)
def _asked(program: str) -> str:
    if not program:
        return ""
    try:
        languages = _run([program, "--list-langs"], b"", 20).decode(errors="replace").split()
        first = _run([program, "--version"], b"", 20).decode(errors="replace").splitlines()[:1]
    except (OSError, subprocess.SubprocessError):
        return ""
    return "".join(first).strip() if LANGUAGE in languages else ""


def _run(command: list[str], given: bytes, seconds: float) -> bytes:
    """What the command prints. One thread: documents are read side by side already."""
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=True, env=alone).stdout  # noqa: S603


def seen(
    picture: Gray, dpi: int, *, layout: int = 3, letters: str = "", cache: Path | None = None
) -> list[Seen] | None:
    """The words in a picture, in tesseract's reading order; None where it failed or took too long.

    `layout` is tesseract's page segmentation mode (3: a page, 6: one block, 7: one line); `letters` are the only
    ones allowed, all where empty. The answer is kept in the folder `cache` under the hash of picture and question.
    """
    question = ["-l", LANGUAGE, "--psm", str(layout), "--dpi", str(dpi)]
    question += ["-c", f"tessedit_char_whitelist={letters}"] if letters else []
    given = b"P5 %d %d 255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes()
    key = hashlib.sha256(" ".join([version(), *question]).encode() + given).hexdigest()
    kept = cache / f"{key[:32]}.tsv" if cache else None
    answer = _kept(kept)
    if answer is None:
        try:
            answer = _run([_program(), "-", "-", *question, "tsv"], given, PATIENCE)
        except (OSError, subprocess.SubprocessError):
            return None
        if kept:
            write_atomically(kept, answer)
    return list(_words(answer.decode(errors="replace")))


def _kept(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError:
        return None


def _words(table: str) -> Iterator[Seen]:
    for row in table.splitlines():
        level, _, block, paragraph, line, _, *box, confidence, text = row.split("\t", 11)
        if level == WORD_LEVEL and text.strip():
            x0, top, width, height = map(int, box)
            place = (int(block), int(paragraph), int(line))
            yield Seen(text.strip(), x0, top, x0 + width, top + height, float(confidence), place)
