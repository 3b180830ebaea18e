"""The Turkish names of code values, for what people read."""

from __future__ import annotations

from plan_miner.lexicon import labels
from plan_miner.publish.schema import Value


def named(family: str, value: Value) -> str:
    """The Turkish name of a code value (family "status", value "planned").

    Nothing has no name; a value that labels.yaml does not list names itself, so that nothing is hidden.
    """
    if value is None or value == "":
        return ""
    label = labels().get(family, {}).get(str(value))
    return label.tr if label else str(value)


def all_named(family: str, values: Value) -> str:
    """The Turkish names of a list of code values, joined by commas."""
    return ", ".join(named(family, value) for value in values) if isinstance(values, tuple) else ""
