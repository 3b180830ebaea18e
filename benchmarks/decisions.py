"""Random histories of decisions, editions and re-extractions, by way of the spreadsheet too.

After each nothing is lost, and nothing applied to other words.

python benchmarks/decisions.py            # 10,000 histories
python benchmarks/decisions.py 500 --each # fewer, looked at after every step
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from review_worlds import broken_promises, history, sheet_round_trip

SHEETS = 20  # one history in so many also goes through a spreadsheet, which takes longer than all the rest


def main() -> int:
    """Prints each history that broke a promise, and how many were tried; ends with 1 where there was any."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("histories", type=int, nargs="?", default=10_000)
    options.add_argument("--each", action="store_true", help="look after every step")
    options.add_argument("--from", dest="first", type=int, default=1_000_000, help="the first seed")
    wanted = options.parse_args()
    broken = 0
    for seed in range(wanted.first, wanted.first + wanted.histories):
        worlds = history(seed) if wanted.each else [*history(seed)][-1:]
        for world in worlds:
            for line in broken_promises(world):
                broken += 1
                sys.stdout.write(f"{seed}: {line}\n")
        if seed % SHEETS == 0:
            with tempfile.TemporaryDirectory() as folder:
                for line in sheet_round_trip(seed, Path(folder) / "kararlar.xlsx"):
                    broken += 1
                    sys.stdout.write(f"{seed}: {line}\n")
    sys.stdout.write(f"{wanted.histories} histories, {broken} broken promises, {time.process_time():.0f} s of CPU\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
