"""plan_miner: Turkish municipal plans and reports as tables in which every cell leads back to its page.

from plan_miner import extract, judge_service, judge_objective

To read the code, follow a document: sources -> fetch, store -> text -> structure -> tag -> annex, services, mechanisms
-> review -> publish. `mine` has these stages in order, `stages` each of them for one document, `model` what they hand
on; the other modules stand around this line, and docs/architecture.md says where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan_miner.extracting import Extract, extract
    from plan_miner.services import judge_service
    from plan_miner.tag import judge_objective

__all__ = ["Extract", "extract", "judge_objective", "judge_service"]

_HOMES = {"extract": "extracting", "Extract": "extracting", "judge_service": "services", "judge_objective": "tag"}


def __getattr__(name: str) -> object:
    """Bring the public functions when they are asked for: the command line starts without spaCy."""
    if name == "__version__":
        return _version()
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("plan-miner")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"
