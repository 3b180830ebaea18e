"""How long an item of the review takes to open on the sample, beside the time of rendering its page alone.

    python benchmarks/review_opening.py [DATA]   # the data folder of a run on the sample; data/sample by default

The page alone is drawn in this process; the review draws in a child, and the next pages of the queue ahead.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient

from plan_miner.review.desk import Desk
from plan_miner.review.guard import Guard
from plan_miner.review.items import Item
from plan_miner.review.page import page
from plan_miner.review.pictures import SCALES, Drawing, Pictures, draw
from plan_miner.review.queue import Filters, queue

PORT = 8765


def main() -> None:
    """Prints medians in milliseconds: wall time and processor time of this process."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "data/sample")
    shutil.rmtree(data / "work" / "review", ignore_errors=True)
    desk, pictures = Desk(data), Pictures(data)
    client = TestClient(Guard(page(desk, pictures, "bench"), "t", PORT), base_url=f"http://127.0.0.1:{PORT}")
    client.get("/enter?token=t")
    found = [one.item for one in queue(desk.review(), Filters(state="all"), "bench") if one.item.page]
    said = {
        "the page drawn, nothing else": lambda item: draw(_drawing(desk, item), lambda *_: None),
        "the item opened, its page not drawn yet": lambda item: opened(client, item),
        "the item opened again": lambda item: opened(client, item),
    }
    for what, work in said.items():
        wall, cpu = measured(work, found)
        sys.stdout.write(f"{what}: {wall:.0f} ms ({cpu:.0f} ms of this process), median of {len(found)}\n")
    pictures.close()


def opened(client: TestClient, item: Item) -> None:
    """The item's form and its page's picture, as a browser asks for them."""
    answer = client.get(f"/item?id={quote(item.id)}").raise_for_status()
    picture = re.search(r'<image href="([^"]+)"', answer.text)
    client.get(picture[1] if picture else "/").raise_for_status()


def measured(work: Callable[..., object], found: list[Item]) -> tuple[float, float]:
    walls, cpus = [], []
    for item in found:
        wall, cpu = time.perf_counter(), time.process_time()
        work(item)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return statistics.median(walls) * 1000, statistics.median(cpus) * 1000


def _drawing(desk: Desk, item: Item) -> Drawing:
    edition = desk.edition(item.document_id)
    assert edition  # noqa: S101
    return Drawing(edition.path, item.page, SCALES["1"])


if __name__ == "__main__":
    main()
