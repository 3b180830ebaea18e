"""The lexicon: what to look for, as YAML that an analyst can read and edit, loaded and checked here alone.

`themes.yaml` tells how an entry is written. `labels.yaml` has the Turkish and English name of every code value,
`cues.yaml` (read by `lexicon.cues`) the words that tell a service's state. A folder of one's own (`overlay`) may add to
the terms, replace and remove some.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from pathlib import Path

from plan_miner.lexicon.overlay import laid_over
from plan_miner.lexicon.reading import (
    LABEL_FILE,
    TERM_FILES,
    Context,
    Entry,
    Label,
    Lexicon,
    LexiconError,
    Pattern,
    labels,
    parsed,
    read,
)

__all__ = [
    "CUE_FILE",
    "LABEL_FILE",
    "TERM_FILES",
    "Context",
    "Entry",
    "Label",
    "Lexicon",
    "LexiconError",
    "Pattern",
    "digest",
    "labels",
    "laid_over",
    "load",
    "overlay_in_use",
    "parsed",
    "read",
    "use",
]

CUE_FILE = "cues.yaml"
_in_use: Path | None = None


def use(overlay: Path | None) -> None:
    """From now on this process looks for the package's terms with those of the folder `overlay` laid over them.

    None: the package's alone. Raises LexiconError naming file and line of a mistake or of a doubtful entry.
    """
    global _in_use  # noqa: PLW0603 - what a whole process works with, set where a document is begun
    _loaded(overlay)
    _in_use = overlay


def overlay_in_use() -> Path | None:
    """The folder that is laid over the package's lexicon."""
    return _in_use


def load() -> Lexicon:
    """The lexicon in use; raises LexiconError where a file has a mistake."""
    return _loaded(_in_use)


@cache
def _loaded(overlay: Path | None) -> Lexicon:
    ours = read(resources.files(__package__))
    return laid_over(ours, overlay) if overlay else ours


def digest(overlay: Path | None = None) -> str:
    """A hash of all lexicon files and of those laid over them; what was tagged under another one is tagged anew."""
    folder = resources.files(__package__)
    sha256 = hashlib.sha256()
    for name in (*TERM_FILES, CUE_FILE, LABEL_FILE):
        sha256.update(name.encode() + b"\0" + folder.joinpath(name).read_bytes())
    for path in sorted(overlay.glob("*.yaml")) if overlay else ():
        sha256.update(path.name.encode() + b"\0" + path.read_bytes())
    return sha256.hexdigest()
