"""Our tables against a table that others coded (a report's annex, a survey), cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plan_miner.evaluate.agreement import Agreement, Codes, agreement
from plan_miner.evaluate.coded import CodedError, Row, Tables
from plan_miner.evaluate.matching import canonical
from plan_miner.evaluate.spreadsheets import rows
from plan_miner.lexicon import labels
from plan_miner.saying import NOTHING, Said, said
from plan_miner.turkish import fold

AGREES, DIFFERS, UNKNOWABLE = said("agrees"), said("differs"), said("not knowable")
IN, OUT = said("in the annex"), said("not in the annex")
NOBODY = said("the municipality is not in the registry")
HEADINGS = {
    "municipality": ("municipality", "municipality_id", "belediye", "belediye adı"),
    "service": ("service", "hizmet"),
    "status": ("status", "durum"),
    "goal": ("goal", "goal_code", "amaç", "amaç kodu"),
    "objective": ("objective", "objective_code", "hedef", "hedef kodu"),
}
YES_NO = {"var": "available", "yok": "not_available", "x": "available", "evet": "available", "hayır": "not_available"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell of theirs beside ours, and why it cannot be told where it cannot."""

    municipality: str
    what: str  # a service, or an objective's code
    theirs: str
    ours: str
    verdict: Said  # agrees | differs | not knowable
    why: Said = NOTHING

    def as_data(self) -> dict[str, str]:
        return {name: str(getattr(self, name)) for name in self.__slots__}


def compare(path: Path, tables: Tables) -> list[Compared]:
    """Every row of a table (.csv or .xlsx) with municipality, service and status, or municipality, goal and objective.

    Headings may be Turkish or English, a municipality may be named by its id or its name, values by their code or their
    Turkish name. An objective that is listed is one that belongs in the annex. Raises CodedError where the table cannot
    be read or has neither set of columns.
    """
    theirs = rows(path, HEADINGS)
    ids = _municipalities(tables)
    if theirs and {"municipality", "service", "status"} <= theirs[0].keys():
        return [_service(row, ids, tables) for row in theirs]
    if theirs and {"municipality", "objective"} <= theirs[0].keys():
        return [_objective(row, ids, tables) for row in theirs]
    raise CodedError(
        said("{path}: needs the columns municipality, service, status; or municipality, goal, objective", path=path)
    )


def counts(compared: Sequence[Compared]) -> dict[Said, int]:
    """How many cells have each verdict."""
    found = Counter(one.verdict for one in compared)
    return {verdict: found[verdict] for verdict in (AGREES, DIFFERS, UNKNOWABLE)}


def kappa(compared: Sequence[Compared]) -> Agreement:
    """The agreement beyond chance over the cells that can be known."""
    known = [one for one in compared if one.verdict != UNKNOWABLE]
    theirs: Codes = {(str(at),): one.theirs for at, one in enumerate(known)}
    ours: Codes = {(str(at),): one.ours for at, one in enumerate(known)}
    return agreement("cells", theirs, ours)


# --- cell by cell --------------------------------------------------------------------------------


def _municipalities(tables: Tables) -> dict[str, str]:
    """The ids by themselves and by every way of writing the name."""
    found: dict[str, str] = {}
    for row in tables["municipalities"]:
        for name in (row["municipality_id"], row["municipality"], row["municipality"].removesuffix(" Belediyesi")):
            found[fold(name)] = row["municipality_id"]
    return found


def _service(theirs: Mapping[str, str], ids: Mapping[str, str], tables: Tables) -> Compared:
    name = theirs["municipality"]
    service = _code("services", theirs["service"])
    status = YES_NO.get(fold(theirs["status"]).strip()) or _code("status", theirs["status"])
    key = ids.get(fold(name).strip())
    if key is None:
        return Compared(name, service, status, "", UNKNOWABLE, NOBODY)
    row = next((r for r in tables["service_table"] if (r["municipality_id"], r["service"]) == (key, service)), None)
    if row is None:
        return Compared(name, service, status, "", UNKNOWABLE, said("no such service"))
    ours = row["status"]
    if ours == "not_mentioned" and status != ours:
        searched = row.get("searched", "")
        why = said("not in {documents}", documents=searched)
        why = why if searched else said("none of its documents could be read")
        return Compared(name, service, status, ours, UNKNOWABLE, why)
    return Compared(name, service, status, ours, AGREES if ours == status else DIFFERS)


def _objective(theirs: Mapping[str, str], ids: Mapping[str, str], tables: Tables) -> Compared:
    name, code = theirs["municipality"], canonical(theirs["objective"])
    goal = canonical(theirs.get("goal", ""))
    full = f"{goal}.{code}" if goal and "." not in code else code
    key = ids.get(fold(name).strip())
    if key is None:
        return Compared(name, full, IN, "", UNKNOWABLE, NOBODY)
    mine = [row for row in tables["objectives"] if _of(row, key)]
    if not mine:
        return Compared(name, full, IN, "", UNKNOWABLE, said("no plan of it could be read"))
    row = next((row for row in mine if row["objective_code"] == full), None)
    if row is None:
        return Compared(name, full, IN, said("no such objective"), DIFFERS)
    ours = IN if row["in_annex_final"] == "true" else OUT
    return Compared(name, full, IN, ours, AGREES if ours == IN else DIFFERS)


def _of(row: Row, municipality: str) -> bool:
    return row["municipality_id"] == municipality


def _code(family: str, written: str) -> str:
    """The code value that a name stands for; what is none names itself."""
    wanted = fold(written).strip()
    return next((code for code, label in labels()[family].items() if wanted in (fold(label.tr), code)), written)
