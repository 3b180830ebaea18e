"""report.html: the tables as one page that people look at, filter, print and pass on; it needs no network.

Plain HTML, CSS and a small script of our own, put together once by Jinja2: what is drawn here are tables whose cells
are coloured, bars and a map of 81 tiles, which a plotting library would draw as pictures that nobody can open.
"""

from __future__ import annotations

from pathlib import Path

from plan_miner.publish.report.content import content
from plan_miner.publish.report.shell import page_bytes
from plan_miner.publish.schema import AllTables

__all__ = ["report_bytes", "write_report"]


def report_bytes(tables: AllTables, originals: str = "") -> bytes:
    """The page of the published (masked) `tables`, in UTF-8; each table is gone through once.

    `originals`: where the folder of the originals is, as seen from the page; empty where they do not lead there.
    The same tables give the same bytes.
    """
    return page_bytes(content(tables, originals))


def write_report(tables: AllTables, path: Path, originals: str = "") -> None:
    """Writes the page; see report_bytes."""
    path.write_bytes(report_bytes(tables, originals))
