"""Kill a run over a misbehaving web at random moments, and see what one more run makes of it.

    python benchmarks/kills.py                 # a hundred kills
    python benchmarks/kills.py --kills 20 --seed 3

Each time: SIGKILL at a random moment of a fresh run, then one whole run. Told is every time that a table is not what
a run that nobody disturbed has made (to the byte), that half a file would have been believed, that something was left
over, or that a process outlived its run.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    import local_web as web
    from killed_runs import Killing

    spoilt = 0
    with tempfile.TemporaryDirectory() as name, web.Web() as hosts:
        folder = Path(name)
        killing = Killing(folder, hosts)
        print(f"a run that nobody disturbs takes {killing.seconds:.1f} s")  # noqa: T201
        for number, moment in enumerate(killing.moments(chosen.kills, chosen.seed), start=1):
            wrong = killing.once(f"data-{number}", moment)
            spoilt += bool(wrong)
            print(f"{number}/{chosen.kills} killed after {moment:.2f} s: {'; '.join(wrong) or 'all well'}", flush=True)  # noqa: T201
            shutil.rmtree(folder / f"data-{number}")
    print(f"{chosen.kills} kills, {spoilt} of them with something wrong afterwards")  # noqa: T201
    sys.exit(bool(spoilt))


if __name__ == "__main__":
    main()
