"""A run over a misbehaving web, killed at random moments: what must come of it after one more run each time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import local_web as web
from console import clean_environment, differing
from small_documents import DOCUMENT, REGISTRY, plan, report

from plan_miner.store import Store

DAY = "1767225600"  # every edition is had on the same day, so that two runs can be compared to the byte


class Killing:
    """A web, a registry over it, and the tables of a run that nobody disturbed."""

    def __init__(self, folder: Path, hosts: web.Web) -> None:
        self.folder, self.hosts = folder, hosts
        host, other, past = hosts.host(), hosts.host(), hosts.host()
        draw = folder / "drawn.pdf"
        right, after = plan(draw, "KARS", "2020-2024"), plan(draw, "KARS", "2025-2029")
        reported, gone = report(draw, "KARS", 2020), plan(draw, "KARS", "2015-2019")
        # what misbehaves does so by chance of the moment, and comes out the same in the end
        host.pages = {
            "/plan.pdf": lambda r: (web.file(right) if r.time % 3 else web.status(500))(r),
            "/cut.pdf": lambda r: (web.file(reported) if "Range" in r.headers else web.cut(reported, 9_000))(r),
            "/moved.pdf": web.leads_to(other.url("/here.pdf"), 301),
            "/next.pdf": web.file(after),
            "/page.pdf": web.page(),
        }
        other.pages = {"/here.pdf": web.file(report(draw, "KARS", 2019))}
        captured = [("20210301000000", gone, "application/pdf")]
        web.archive(past, {host.url("/gone.pdf"): captured})
        entries = [
            ("strategic_plan", "2020-2024", "/plan.pdf"), ("activity_report", "2020", "/cut.pdf"),
            ("activity_report", "2019", "/moved.pdf"), ("strategic_plan", "2010-2014", "/next.pdf"),
            ("activity_report", "2018", "/page.pdf"), ("strategic_plan", "2015-2019", "/gone.pdf"),
        ]  # fmt: skip
        rows = [DOCUMENT.format(kind=kind, period=period, url=host.url(path)) for kind, period, path in entries]
        (folder / "sources.yaml").write_text(REGISTRY + "".join(rows), encoding="utf-8")
        self.archive = past.url()
        start = time.monotonic()
        self.run("undisturbed")
        self.seconds = time.monotonic() - start

    def start(self, name: str) -> subprocess.Popen[bytes]:
        environment = clean_environment(
            PLAN_MINER_ALLOW_PRIVATE_HOSTS="1", PLAN_MINER_RATE="0", PLAN_MINER_ARCHIVE_URL=self.archive, NO_PROXY="*",
            SOURCE_DATE_EPOCH=DAY, KILLED_RUN=name,
        )  # fmt: skip
        command = [sys.executable, "-m", "plan_miner.cli", "run", "--sources", "sources.yaml", "--data", name]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=quiet, stderr=quiet)

    def run(self, name: str) -> None:
        """A run to its end: 1, because the registry has documents that nobody can have."""
        code = self.start(name).wait(300)
        if code != 1:
            raise AssertionError(f"a run ended with {code}")

    def once(self, name: str, *moments: float) -> list[str]:
        """Kill a run after each of `moments` (seconds) and make one more: everything that is wrong then, in words."""
        wrong: list[str] = []
        for moment in moments:
            killed = self.start(name)
            try:
                killed.wait(moment)
            except subprocess.TimeoutExpired:
                killed.send_signal(signal.SIGKILL)
                killed.wait()
            wrong += self._half_files(name)
        self.run(name)
        data = self.folder / name
        wrong += [f"{table} differs" for table in differing(self.folder / "undisturbed", data)]
        wrong += [f"left over: {path}" for path in data.rglob(".part-*")]
        return wrong + self._orphans(name)

    def moments(self, count: int, seed: int) -> list[float]:
        chance = random.Random(seed)
        return [chance.uniform(0.05, 1.0) * self.seconds for _ in range(count)]

    def _half_files(self, name: str) -> list[str]:
        """Editions that the store would hand out although their bytes are not whole."""
        raw = self.folder / name / "raw"
        store, names = Store(self.folder / name), [path.name for path in raw.glob("kars-*")]
        editions = [edition for one in names for edition in store.editions(one)]
        halves = [e.path for e in editions if not e.path.read_bytes().rstrip().endswith(b"%%EOF")]
        return [f"half an edition: {path}" for path in halves]

    def _orphans(self, name: str) -> list[str]:
        """Processes of a run that outlived it, a moment after its end."""
        mark = f"KILLED_RUN={name}\n".encode()
        until = time.monotonic() + 10
        while True:
            left = [path.parent.name for path in Path("/proc").glob("[0-9]*/environ") if mark in _content(path)]
            if not left or time.monotonic() > until:
                return [f"orphan process {pid}" for pid in left if int(pid) != os.getpid()]
            time.sleep(0.1)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes().replace(b"\0", b"\n") + b"\n"
    except OSError:
        return b""
