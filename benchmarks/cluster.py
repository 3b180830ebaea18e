"""What a second worker of a Dask cluster gains: ``python benchmarks/cluster.py [--documents N] [--pages N]``.

Documents of equal size are read by a cluster of one worker and by one of two, by turns; all have read once before the
clock runs. Shown are for each round the seconds on the clock, the gain (one worker's over two's), what two bare
processes gain right after it (on a machine that others use that is the most there is), and the size of the largest
answer that came back. Needs the extra dask.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME / "tests"), str(HOME / "flows")]

from cluster import Cluster, on_cluster  # noqa: E402 - that of flows/: this file is not imported
from dask_cluster import DaskCluster  # noqa: E402
from workers import asked, documents, without_a_pool  # noqa: E402

from plan_miner import stages  # noqa: E402
from plan_miner.settings import Settings  # noqa: E402
from plan_miner.sources import load  # noqa: E402
from plan_miner.stages import Job  # noqa: E402
from plan_miner.store import Store  # noqa: E402


@contextmanager
def of_workers(count: int, folder: Path, data: Path) -> Iterator[Cluster]:
    """A cluster of so many workers for one document at a time."""
    with DaskCluster(folder / str(count)) as dask:
        for _ in range(count):
            dask.worker("--no-nanny")
        with on_cluster(dask.address, Settings(data=data)) as cluster:
            yield cluster


def jobs(folder: Path, data: Path, count: int, pages: int) -> list[Job]:
    source = load(Settings.of_run(sample=True, sources=None, data=data).sources).sources[0]
    store, made = Store(data), []
    for number, path in enumerate(documents(folder, count, pages)):
        with path.open("ab") as file:
            file.write(f"\n% {number}\n".encode())  # so that each is an edition of its own
        made.append(Job(source, store.keep(f"plan-{number}", path, fetched_url="", via="local"), data))
    return made


def read_all(cluster: Cluster, wanted: list[Job]) -> tuple[float, int]:
    """Seconds on the clock for all documents, and the size of the largest answer in bytes."""
    before = time.perf_counter()
    answers = [work() for work in cluster("read", stages.read, wanted)]
    seconds = time.perf_counter() - before
    if any(answer.status != "ok" for answer in answers):
        raise AssertionError(answers)
    return seconds, max(len(pickle.dumps(answer)) for answer in answers)


def main() -> None:
    given = asked(__doc__)
    out = sys.stdout.write
    with tempfile.TemporaryDirectory() as place:
        folder, data = Path(place), Path(place) / "data"
        wanted = jobs(folder, data, given.documents, given.pages)
        with of_workers(1, folder, data) as single, of_workers(2, folder, data) as double:
            for cluster in (single, double):
                read_all(cluster, wanted[:4])
            out(f"{given.documents} documents of {given.pages} pages\n")
            out(f"{'one worker s':>14}{'two workers s':>15}{'gain':>8}{'bare':>8}{'answer':>13}\n")
            gains = []
            for _ in range(given.rounds):
                (one, _), (two, largest) = read_all(single, wanted), read_all(double, wanted)
                most = without_a_pool(1.0, 1) / without_a_pool(1.0, 2)
                gains.append((one / two, most))
                out(f"{one:14.2f}{two:15.2f}{one / two:6.2f} x{most:6.2f} x{largest:7} bytes\n")
    out(f"{'median':>29}{median(g for g, _ in gains):6.2f} x{median(m for _, m in gains):6.2f} x\n")


if __name__ == "__main__":
    main()
