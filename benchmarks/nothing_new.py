"""How long a run takes that has nothing new: every document asked once on condition, none opened, no table made.

    python benchmarks/nothing_new.py                    # 500 documents on 50 hosts
    python benchmarks/nothing_new.py --documents 100

The documents are served by a web of our own on loopback addresses, in a process of its own, with no pause between two
requests to a host: what is measured is our own time, beside the waiting for hosts. Both runs are whole processes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

HOSTS, CITIES = 50, ["KARS", "ARDAHAN", "VAN", "BOLU", "RİZE", "SİNOP"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=500)
    options.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.serve:
        serve(chosen.serve, chosen.documents)
    else:
        measure(chosen.documents)


def measure(documents: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, __file__, "--documents", str(documents), "--serve", str(folder)]
        server = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603
        try:
            while not (folder / "sources.yaml").exists():
                time.sleep(0.1)
            first, second = run(folder), run(folder)
        finally:
            server.communicate()
        asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    print(f"| {documents} documents | wall s | CPU s |")  # noqa: T201
    print("| --- | --- | --- |")  # noqa: T201
    print(f"| first run | {first[0]:.1f} | {first[1]:.1f} |")  # noqa: T201
    print(f"| nothing new | {second[0]:.2f} | {second[1]:.2f} |")  # noqa: T201
    print(f"| share | {second[0] / first[0]:.3f} | {second[1] / first[1]:.3f} |")  # noqa: T201
    print(f"requests for documents: {asked['documents']}, of them on condition: {asked['conditional']}")  # noqa: T201


def run(folder: Path) -> tuple[float, float]:
    """Wall and CPU seconds of a run in a process of its own, with its children."""
    environment = {
        "PLAN_MINER_ALLOW_PRIVATE_HOSTS": "1",
        "PLAN_MINER_RATE": "0",
        "PLAN_MINER_ARCHIVE_URL": "http://archive.invalid",
        "NO_PROXY": "*",
    }
    command = [sys.executable, "-m", "plan_miner.cli", "run", "--sources", "sources.yaml", "--data", "data"]
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, check=False)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr.decode() + done.stdout.decode())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu


def serve(folder: Path, documents: int) -> None:
    """The web of the benchmark, until its input ends; then what was asked of it is told."""
    import local_web as web
    from small_documents import plan

    with web.Web() as here:
        hosts = [here.host() for _ in range(HOSTS)]
        drawn = {place: plan(folder / "drawn.pdf", place, "2020-2024") for place in CITIES}
        lines = ["municipalities:"]
        for number, place in enumerate(CITIES):
            city = place.capitalize()
            lines += [f"  - id: city-{number}", f"    name: {city} Belediyesi", f"    province: {city}"]
            lines += ["    kind: provincial", "    documents:"]
            for one in range(number, documents, len(CITIES)):
                host = hosts[one % HOSTS]
                host.pages[f"/{one}.pdf"] = web.file(drawn[place] + b"\n%% %d" % one)
                lines += [
                    "      - kind: strategic_plan",
                    "        period: 2020-2024",
                    f"        url: {host.url(f'/{one}.pdf')}",
                ]
        text = "\n".join(lines).replace("Ri̇ze", "Rize").replace("Si̇nop", "Sinop") + "\n"
        (folder / "whole.yaml").write_text(text, encoding="utf-8")
        (folder / "whole.yaml").rename(folder / "sources.yaml")
        sys.stdin.read()
        asked = [headers for host in hosts for path, headers in host.asked if path != "/robots.txt"]
    tally = Counter("If-None-Match" in headers for headers in asked)
    told = {"documents": len(asked), "conditional": tally[True]}
    (folder / "asked.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
