"""The Turkish names of code values, for what people read."""

from __future__ import annotations

from plan_miner.lexicon import labels
from plan_miner.publish.schema import Row, Value


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


def capital(text: str) -> str:
    """The text with a capital at its head, as Turkish writes it."""
    return text[:1].replace("i", "İ").upper() + text[1:]


_MONTHS = "Ocak/Şubat/Mart/Nisan/Mayıs/Haziran/Temmuz/Ağustos/Eylül/Ekim/Kasım/Aralık"
# Rows that nobody has looked at are told from the others by a sign as well as by the word.
REVIEW_SIGNS = {"pending": "○", "accepted": "●", "corrected": "◆", "added": "+", "undecided": "?", "rejected": "×"}
# The statuses of a service differ by a sign as well, so that no one needs to see colours.
STATUS_SIGNS = {
    "available": "✓",
    "other_form": "≈",
    "planned": "△",
    "suspended": "‖",
    "transferred": "→",
    "support_only": "◇",
    "not_available": "×",
    "not_mentioned": "–",
}


def dated(moment: object) -> str:
    """The day of an ISO 8601 date or moment as people write it (22 Kasım 2026); what is no date stays as it is."""
    year, _, rest = str(moment or "")[:10].partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdecimal() and month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
        return str(moment or "")
    return f"{int(day)} {_MONTHS.split('/')[int(month) - 1]} {year}"


def period(row: Row) -> str:
    """The years that a document covers: 2020–2024, or 2020."""
    start, end = row["period_start"], row["period_end"]
    return str(start) if start == end else f"{start}–{end}"


def reviewed(review: Value) -> str:
    """The sign and the word of how far the review of a row has come: ○ bekliyor."""
    return f"{REVIEW_SIGNS.get(str(review), '')} {named('review', review)}".strip()
