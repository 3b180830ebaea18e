"""What people write into the column Düzeltme: ``Durum: planlanıyor; Birim: 2``, ``Gruplar: kadınlar``. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from plan_miner.lexicon import labels
from plan_miner.publish.relations import SERVICE_STATUSES
from plan_miner.review.decisions import Values
from plan_miner.review.items import SERVICE, Item
from plan_miner.review.judging import Refused
from plan_miner.turkish import fold
from plan_miner.turkish.folding import fold_with_offsets

YES = frozenset({"evet", "var", "yes", "true", "doğru", "1", "x"})
NO = frozenset({"hayır", "yok", "no", "false", "yanlış", "0"})
NOTHING = frozenset({"", "-", "—", "yok", "none"})


def corrected(item: Item, written: str) -> Values:
    """The item's values with what a person wrote; a part that is not named is kept as it is.

    Fields of an objective: EK 2, Amaç, Hedef, Dayanak, Temalar, Gruplar; of a service: Durum, Birim, YADES (a bare
    status will do). Raises Refused with what cannot be understood.
    """
    fields = SERVICE_FIELDS if item.kind == SERVICE else OBJECTIVE_FIELDS
    changes: dict[str, Any] = {}
    for name, value in _parts(written, fields):
        field, read = fields[name]
        changes[field] = read(value)
    return msgspec.structs.replace(item.values, **changes)


def _parts(written: str, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The named parts; a ";" only parts them where a name follows, for sentences may have their own."""
    names = "|".join(sorted(map(re.escape, fields), key=len, reverse=True))
    begins = re.compile(rf"(?:^|[;\n])\s*(?P<name>{names})\s*[:=]")
    folded = fold_with_offsets(written)
    found = [(one["name"], *folded.span(one.start(), one.end())) for one in begins.finditer(folded.text)]
    if not found and fields is SERVICE_FIELDS and written.strip() and not set(":=") & set(written):
        return [("durum", written)]
    if not found or written[: found[0][1]].strip():
        raise Refused("no_field", given=written.strip()[:80], fields=", ".join(SHOWN[fields is SERVICE_FIELDS]))
    ends = [*(start for _, start, _ in found[1:]), len(written)]
    return [(name, written[begin:end].strip(" ;\n")) for (name, _, begin), end in zip(found, ends, strict=True)]


def code(family: str, written: str, allowed: tuple[str, ...] = ()) -> str:
    """The code value that people mean by its Turkish or English name or by itself; raises Refused for none."""
    wanted = " ".join(fold(written).split())
    for value, label in labels()[family].items():
        if wanted in (fold(label.tr), fold(label.en), value) and (not allowed or value in allowed):
            return value
    names = ", ".join(label.tr for value, label in labels()[family].items() if not allowed or value in allowed)
    raise Refused("no_value", given=written.strip()[:80], values=names)


def _codes(family: str) -> Callable[[str], tuple[str, ...]]:
    def read(written: str) -> tuple[str, ...]:
        if fold(written).strip() in NOTHING:
            return ()
        return tuple(dict.fromkeys(code(family, one) for one in re.split(r"[,|]", written) if one.strip()))

    return read


def _basis(written: str) -> str:
    return "" if fold(written).strip() in NOTHING else code("basis", written)


def _status(written: str) -> str:
    return code("status", written, SERVICE_STATUSES)


def _yes(written: str) -> bool:
    said = fold(written).strip()
    if said in YES or said in NO:
        return said in YES
    raise Refused("no_value", given=written.strip()[:80], values="evet, hayır")


def _count(written: str) -> int | None:
    said = fold(written).strip()
    if said in NOTHING:
        return None
    if said.isascii() and said.isdigit() and int(said) < 1000:
        return int(said)
    raise Refused("no_value", given=written.strip()[:80], values="0–999, -")


def _text(written: str) -> str:
    if not written.strip():
        raise Refused("no_text")
    return written.strip()


Fields = dict[str, tuple[str, Callable[[str], Any]]]
OBJECTIVE_FIELDS: Fields = {
    "ek 2": ("in_annex", _yes),
    "ek2": ("in_annex", _yes),
    "annex": ("in_annex", _yes),
    "amaç": ("goal", _text),
    "goal": ("goal", _text),
    "hedef": ("objective", _text),
    "objective": ("objective", _text),
    "dayanak": ("basis", _basis),
    "basis": ("basis", _basis),
    "temalar": ("themes", _codes("themes")),
    "tema": ("themes", _codes("themes")),
    "themes": ("themes", _codes("themes")),
    "gruplar": ("groups", _codes("groups")),
    "grup": ("groups", _codes("groups")),
    "groups": ("groups", _codes("groups")),
}
SERVICE_FIELDS: Fields = {
    "durum": ("status", _status),
    "status": ("status", _status),
    "birim": ("unit_count", _count),
    "birim sayısı": ("unit_count", _count),
    "count": ("unit_count", _count),
    "yades": ("yades", _yes),
}
SHOWN = {True: ("Durum", "Birim", "YADES"), False: ("EK 2", "Amaç", "Hedef", "Dayanak", "Temalar", "Gruplar")}
