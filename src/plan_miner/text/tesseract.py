"""Tesseract with its Turkish model: whether it is there, how to get it, and what it reads in a picture."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from plan_miner.saying import Said, said
from plan_miner.store import write_atomically

if TYPE_CHECKING:  # numpy takes a tenth of a second to load: not only to learn that there is no tesseract
    import numpy as np
    import numpy.typing as npt

    Gray = npt.NDArray[np.uint8]  # rows of pixels, 0 is black and 255 white

TURKISH, ENGLISH, ORIENTATION = "tur", "eng", "osd"
ROTATE = re.compile(r"Rotate: (\d+)")
UNSURE_SIGN = 25.0  # of 100: signs of which tesseract is less sure are dirt
WORD_LEVEL = "5"  # of tesseract's TSV


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that tesseract saw: its box in pixels (as tight as its ink), and how sure it is (0-100).

    `line` is the same for words that tesseract strings together: picture, block, paragraph, line.
    """

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float
    line: tuple[int, int, int, int]


def dirt(one: Seen) -> bool:
    """Whether a word is what is left of rules and specks: strokes alone, or signs of which tesseract is unsure."""
    unsure = one.confidence < UNSURE_SIGN and not any(c.isalnum() for c in one.text)
    return unsure or not one.text.strip("|_~`´'‘’\"\\¦")


def remedy() -> Said:
    """What to do on this system to have pictures of pages read."""
    return said("to read it install Tesseract with Turkish: {command}", command=command())


def command() -> str:
    """The one line that installs Tesseract with its Turkish model on this system, and with the English one."""
    if sys.platform == "darwin":
        return "brew install tesseract tesseract-lang"
    if sys.platform == "win32":  # and tick Turkish
        return "winget install --interactive UB-Mannheim.TesseractOCR"
    return "sudo apt install tesseract-ocr tesseract-ocr-tur"


def version() -> str:
    """The engine's own name and version; empty where it, or its Turkish model, is not installed."""
    return name() if knows(TURKISH) else ""


def name() -> str:
    """The engine's own name and version, whatever languages it knows; empty where it does not answer."""
    return _asked(program())[0]


def knows(language: str) -> bool:
    """Whether the model of a language is installed."""
    return language in _asked(program())[1]


def program() -> str:
    """Tesseract's path, empty where it is not installed; on Windows its installer leaves it out of PATH."""
    found = shutil.which("tesseract")
    usual = Path(os.environ.get("PROGRAMFILES", "")) / "Tesseract-OCR" / "tesseract.exe"
    return found or (str(usual) if sys.platform == "win32" and usual.is_file() else "")


class Failed(Exception):
    """Tesseract did not answer, or not in time."""


@lru_cache(maxsize=4)
def _asked(program: str) -> tuple[str, frozenset[str]]:
    """The name and version, and the languages, of tesseract at that path; empty where it does not answer."""
    if not program:
        return "", frozenset()
    try:
        languages = _run([program, "--list-langs"], 20).decode(errors="replace").split()
        first = _run([program, "--version"], 20).decode(errors="replace").splitlines()[:1]
    except (OSError, subprocess.SubprocessError):
        return "", frozenset()
    return "".join(first).strip(), frozenset(languages)


def _run(command: list[str], seconds: float) -> bytes:
    """What the command prints. One thread: documents are read side by side already."""
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, capture_output=True, timeout=seconds, check=True, env=alone).stdout  # noqa: S603


@dataclass(frozen=True, slots=True)
class Engine:
    """Tesseract for one page: `until` when it may take its time (in seconds of the monotonic clock).

    Its answers are kept in the folder `cache`, where there is one, under the hash of pictures and question.
    """

    until: float
    cache: Path | None = None

    def seen(self, pictures: Sequence[Gray], dpi: int, *, layout: int, language: str = TURKISH) -> list[list[Seen]]:
        """The words in each of the pictures, in tesseract's reading order.

        `layout` is tesseract's page segmentation mode (3: a page, 6: one block, 7: one line). Raises Failed.
        """
        if not pictures:
            return []
        question = ["-l", language, "--psm", str(layout), "--dpi", str(dpi)]
        files = [_file(picture) for picture in pictures]
        kept = self.cache / f"{_name(question, files)}.tsv" if self.cache else None
        answer = _kept(kept)
        if answer is None:
            answer = _answer(files, question, self.until - time.monotonic())
            if kept:
                write_atomically(kept, answer)
        return _words(answer.decode(errors="replace"), len(files))

    def sideways(self, picture: Gray, dpi: int) -> int:
        """How a page must be turned to stand upright: degrees (0, 90, 180, 270) with the clock; 0 where unknown."""
        if not knows(ORIENTATION):
            return 0
        file = _file(picture)
        question = ["--psm", "0", "--dpi", str(dpi)]
        kept = self.cache / f"{_name(question, [file])}.txt" if self.cache else None
        answer = _kept(kept)
        if answer is None:
            try:
                answer = _answer([file], question, self.until - time.monotonic(), "txt")
            except Failed:  # there is too little on it
                return 0
            if kept:
                write_atomically(kept, answer)
        turn = ROTATE.search(answer.decode(errors="replace"))
        return int(turn[1]) if turn else 0


def _file(picture: Gray) -> bytes:
    return b"P5 %d %d 255\n" % (picture.shape[1], picture.shape[0]) + picture.tobytes()


def _name(question: Sequence[str], files: Sequence[bytes]) -> str:
    digest = hashlib.sha256(" ".join([version(), *question]).encode())
    for file in files:
        digest.update(hashlib.sha256(file).digest())
    return digest.hexdigest()[:32]


def _answer(files: Sequence[bytes], question: list[str], seconds: float, form: str = "tsv") -> bytes:
    """What tesseract says of the pictures, all in one go: starting it takes longer than reading a cell."""
    with TemporaryDirectory(prefix="plan-miner-") as folder:
        paths = [Path(folder) / f"{number}.pgm" for number in range(len(files))]
        for path, file in zip(paths, files, strict=True):
            path.write_bytes(file)
        listed = Path(folder) / "list.txt"
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        try:
            return _run([program(), str(listed), "-", *question, form], seconds)
        except (OSError, subprocess.SubprocessError) as why:
            raise Failed(str(why)) from why


def _kept(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError:
        return None


def _words(table: str, pictures: int) -> list[list[Seen]]:
    out: list[list[Seen]] = [[] for _ in range(pictures)]
    for row in table.splitlines():
        level, picture, block, paragraph, line, _, *box, confidence, text = row.split("\t", 11)
        if level == WORD_LEVEL and text.strip():
            x0, top, width, height = map(int, box)
            place = (int(picture) - 1, int(block), int(paragraph), int(line))
            seen = Seen(text.strip(), x0, top, x0 + width, top + height, float(confidence), place)
            out[int(picture) - 1].append(seen)
    return out
