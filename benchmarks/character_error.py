"""How many characters are read otherwise than printed: ``python benchmarks/character_error.py [--ocr] [--show]``.

The same invented text is printed by every producer that is here, in one, two and three columns, and (with --ocr)
scanned at 200 dots an inch and laid slightly askew. Each figure is the Levenshtein distance between what is read
(passages, hyphens at line ends closed) and what was printed, as a share of the latter, whitespace aside.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from known_text import PRINTERS, TEXT, as_read, characters_wrong, printed, scanned

COLUMNS = (1, 2, 3)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--ocr", action="store_true", help="scans too (some seconds of CPU a page)")
    arguments.add_argument("--show", action="store_true", help="say what is read otherwise")
    given = arguments.parse_args()
    out = sys.stdout.write
    layouts = [f"{n} column{'s' * (n > 1)}" for n in COLUMNS] + (["scan"] if given.ocr else [])
    out(f"{'':12}" + "".join(f"{name:>12}" for name in layouts) + "\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, printer in PRINTERS.items():
            files = [printer(Path(folder) / f"{name}-{n}.pdf", TEXT, n) for n in COLUMNS]
            files += [scanned(files[0], 0.4)] if given.ocr else []
            texts = [as_read(file) for file in files]
            out(f"{name:12}" + "".join(f"{100 * characters_wrong(t, printed()):10.2f} %" for t in texts) + "\n")
            if given.show:
                for layout, text in zip(layouts, texts, strict=True):
                    out("".join(f"  {layout}: {said}\n" for said in otherwise(text)))


def otherwise(text: str) -> list[str]:
    """What was printed and what was read in its place."""
    a, b = printed().split(), text.split()
    steps = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [f"{' '.join(a[i:j])!r} -> {' '.join(b[k:m])!r}" for tag, i, j, k, m in steps if tag != "equal"]


if __name__ == "__main__":
    main()
