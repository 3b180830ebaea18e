"""What is compared, as plain data: a document as a person coded it, and rows of the published tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plan_miner.saying import Mistake

Coded = Mapping[str, Any]
Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]


class CodedError(Mistake, ValueError):
    """Nothing to compare, in one line: which folder or file, and what should be there."""
