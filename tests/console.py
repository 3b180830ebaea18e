"""The command line as people run it, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def plan_miner(*arguments: object, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """`plan-miner` with these arguments, in `folder`; no setting of the person who runs the tests gets through."""
    return python("-m", "plan_miner.cli", *arguments, folder=folder, **environment)


def python(*arguments: object, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=folder,
        env=clean_environment(**environment),
        capture_output=True,
        encoding="utf-8",
        timeout=900,  # for a machine that does much beside
        check=False,
    )


def clean_environment(**more: str) -> dict[str, str]:
    ours = ("PLAN_MINER_", "PREFECT_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | more


def with_the_same_editions(data: Path, folder: Path) -> Path:
    """A new data folder that has the originals of another, with the day they were had, and nothing else."""
    shutil.copytree(data / "raw", folder / "raw")
    return folder


def tables(data: Path) -> dict[str, bytes]:
    """Every file under processed/ with its bytes."""
    return files(data / "processed")


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its path in there, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def differing(one: Path, other: Path) -> list[str]:
    """The names of the published files that two data folders do not have in the same bytes."""
    ones, others = tables(one), tables(other)
    return sorted(name for name in ones.keys() | others.keys() if ones.get(name) != others.get(name))
