"""Moments as files and tables write them: ISO 8601 in UTC, ending in Z. One form, so that they sort as texts."""

from __future__ import annotations

from datetime import UTC, datetime


def written(moment: datetime, timespec: str = "seconds") -> str:
    """A moment that knows its zone, as text; `timespec` as in `datetime.isoformat`."""
    return moment.astimezone(UTC).isoformat(timespec=timespec).replace("+00:00", "Z")


def now() -> str:
    """This moment, to the second."""
    return written(datetime.now(UTC))
