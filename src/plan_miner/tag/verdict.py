"""Which objectives belong in the equality annex, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources

from ruamel.yaml import YAML

from plan_miner import lexicon
from plan_miner.model import BASES, Match, ObjectiveVerdict
from plan_miner.tag.rows import Row, read_row

_ROW_NAMES = {"objective": "Hedef", "activity": "faaliyet", "indicator": "gösterge"}


def judge_objective(
    objective: str, activities: Sequence[str] = (), indicators: Sequence[str] = ()
) -> ObjectiveVerdict:  # fmt: skip
    """Whether an objective belongs in the annex: it, an activity or an indicator has a basis, not in passing.

    `basis` is what the objective's own words say; themes and groups are of the objective and its activities (of its
    indicators where neither names any). `reason` is Turkish and names the words and their row; `doubt` tells why a
    person should look. General youth work and poor relief bring nothing into the annex but a doubt.
    """
    rows = [
        ("objective", 0, read_row(objective)),
        *(("activity", n, read_row(text)) for n, text in enumerate(activities, start=1)),
        *(("indicator", n, read_row(text)) for n, text in enumerate(indicators, start=1)),
    ]
    return judge_rows(rows, (objective, *activities, *indicators))


def judge_rows(rows: Sequence[tuple[str, int, Row]], texts: Sequence[str]) -> ObjectiveVerdict:
    """The verdict on an objective whose rows (kind, number, row) were read already; `texts` are theirs, in order."""
    named = [row for kind, _, row in rows if kind != "indicator"]
    groups = _union(row.tags.groups for row in named if not row.unsure) or _union(row.tags.groups for row in named)
    groups = groups or _union(row.tags.groups for _, _, row in rows)
    themes = _union(row.tags.themes for row in named) or _union(row.tags.themes for _, _, row in rows)
    rule, at, match = _deciding(rows)
    reason, doubt = _words(rule, None if match is None else (rows[at], texts[at][match.start : match.end]))
    return ObjectiveVerdict(
        in_annex=rule.split(".")[0] in _ROW_NAMES,
        basis=rows[0][2].basis,
        themes=_in_order(themes, "themes"),
        groups=_in_order(groups, "groups"),
        confidence=confidence(rule),
        reason=reason,
        doubt=doubt,
    )


def _deciding(rows: Sequence[tuple[str, int, Row]]) -> tuple[str, int, Match | None]:
    """The rule that decides, where it stands among the rows, and the find it rests on."""
    for kind in _ROW_NAMES:
        for basis in BASES:
            for at, (its_kind, _, row) in enumerate(rows):
                if its_kind == kind and row.deciding is not None and row.basis == basis:
                    return f"{kind}.{basis}", at, row.deciding
    return (
        _first(rows, "weak", lambda row: row.weak)
        or _first(rows, "passing", lambda row: row.passing)
        or ("none", 0, None)
    )


def _first(
    rows: Sequence[tuple[str, int, Row]], rule: str, find: Callable[[Row], Match | None]
) -> tuple[str, int, Match] | None:
    return next(((rule, at, match) for at, (_, _, row) in enumerate(rows) if (match := find(row)) is not None), None)


def _words(rule: str, place: tuple[tuple[str, int, Row], str] | None) -> tuple[str, str]:
    """Reason and doubt, in Turkish."""
    if place is None:
        return "Eşitlik, kadınlar ya da dezavantajlı bir grup anılmıyor.", ""
    (kind, number, row), printed = place
    where = "Hedef" if kind == "objective" else f"{number}. {_ROW_NAMES[kind]}"
    if rule == "weak":
        said = f"{where} yalnızca «{printed}» diyor: "
        said += "genel gençlik hizmeti, sosyal yardım ya da erişim düzenlemesi tek başına yetmez."
        return said, said
    if rule == "passing":
        said = f"{where} «{printed}» sözünü hizmet verilenler olarak değil, geçerken anıyor."
        return said, said
    name = lexicon.labels()["basis"][row.basis].tr
    doubt = f"Yalnızca {where} «{printed}» diyor." if kind == "indicator" else ""
    return f"{where} «{printed}» diyor ({name}).", doubt


def _union(values: Iterable[tuple[str, ...]]) -> set[str]:
    return {value for some in values for value in some}


def _in_order(values: set[str], family: str) -> tuple[str, ...]:
    return tuple(value for value in lexicon.labels()[family] if value in values)


def confidence(rule: str) -> float:
    """The share right, on coded truth, of the objectives that `rule` decided; of all where it decided none there."""
    measured = _measured()
    right, decided = measured.get(rule, (0, 0))
    if not decided:
        right, decided = (sum(column) for column in zip(*measured.values(), strict=True))
    return round(right / decided, 3)


@cache
def _measured() -> dict[str, tuple[int, int]]:
    file = resources.files(__package__) / "confidence.yaml"
    table = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    return {rule: (row["right"], row["decided"]) for rule, row in table.items()}
