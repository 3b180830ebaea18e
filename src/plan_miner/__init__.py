"""plan_miner: Turkish municipal plans and reports as tables in which every cell leads back to its page.

from plan_miner import extract, judge_service, judge_objective
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan_miner.extract import Extract, extract
    from plan_miner.services import judge_service
    from plan_miner.tag import judge_objective

__all__ = ["Extract", "extract", "judge_objective", "judge_service"]

try:
    __version__ = version("plan-miner")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"

_HOMES = {"extract": "extract", "Extract": "extract", "judge_service": "services", "judge_objective": "tag"}


def __getattr__(name: str) -> object:
    """Bring the public functions when they are asked for: the command line starts without spaCy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value  # the submodule of the same name must not take its place
    return value
