"""What each clause of a sentence claims of a service: its state, who runs it, how many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_miner.services.clauses import clauses
from plan_miner.services.counts import nth, units_of
from plan_miner.services.cues import hits, says
from plan_miner.services.owners import OTHERS, is_own, owner_of
from plan_miner.services.states import is_aim, last_cue, state
from plan_miner.services.terms import Clause, Sentence, Term
from plan_miner.services.yades import is_yades, only_asks_for_yades

_BESIDE = ("ek olarak", "yanı sıra", "ilave")  # what something else comes on top of is there
_OF_SERVICE = re.compile(
    r"hizmet|faaliyet|kurul|faal|çalış|merkez|birim|başvuru|kabul|kapat|kapan|son ver|sonlandır|iptal"
)
_CLOSING = re.compile(r"kapa(?:t|n)|ara ver|tahliye")
_COUNTED = frozenset({"available", "suspended", "transferred", "other_form", "not_available"})
_CERTAIN = frozenset({"not_available", "suspended", "transferred"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause says. `weight`: 0 the service is only named, 1 a cue says so, 2 of the municipality's own."""

    form: str  # direct | other_form | implied
    status: str
    weight: int
    owner: str = ""
    counts: tuple[tuple[str, int], ...] = ()  # units by name; a total under the empty name
    yades: bool = False
    partial: bool = False  # of only some of the units
    passing: bool = False
    named: bool = False  # by a name of the service
    own: bool = False  # the name is "our" centre, "our" nursery
    intended: bool = False  # the predicate is a verbal noun, as a plan's aims are put
    nth: int = 0  # which of its kind is planned: a second one tells of a first


def claims(sentence: Sentence, service: str, *, form: str = "") -> list[Claim]:
    """What a sentence claims of a service, clause by clause.

    Without a name of the service nothing is claimed, unless `form` says how the whole sentence speaks of it
    ("direct" for a sentence that continues another, "implied" for a text known to be about the service).
    A clause without a name continues the one before it, in its form and of its owner.
    """
    found: list[Claim] = []
    owner, denied, aside = "", False, ""
    for start, end in clauses(sentence.text):
        part = sentence.clause(start, end, service)
        terms, clause = part.terms, part.text
        real = tuple(term for term in terms if term.form != "trap")
        if terms and (not real or only_asks_for_yades(real, sentence.text[start:])):
            form = ""  # a trap: what follows speaks of that
            continue
        form = _form(real, clause) or form
        if not form:
            aside = clause  # what is said before the service is named may stand in for it
            continue
        claim = _claim(replace(part, terms=real), form, service, owner)
        if not terms and found and not _goes_on(claim, clause, found[-1]):
            found += instead(clause, service, found[-1])
            continue
        if not claim.weight and sentence.text[end:].startswith(_BESIDE):
            claim = replace(claim, weight=1)
        if not terms and owner == "municipality" and says("run_by_ministry", clause):
            claim = replace(claim, status="transferred", owner="")
        if denied and not claim.owner and says("elsewhere", clause):
            claim = replace(claim, owner="ministry")  # "belediyede yok, şehirde var": somebody else's
        if claim.status == "suspended" and not terms and (denied or (found and _only_meant(sentence.text[:start]))):
            claim = replace(claim, status="not_available")
        if not terms and found:
            found[-1] = _revised(found[-1], claim, sentence.text[:start], clause)
        denied = claim.status == "not_available"
        owner = "" if denied else claim.owner
        found += [claim, *(instead(aside, service, claim) if aside else [])]
    if service == "childcare" and says("own_users", sentence.text):
        return [replace(claim, form="other_form") if claim.status == "available" else claim for claim in found]
    return found


def named_by(sentence: Sentence, service: str) -> tuple[str, str, int, str] | None:
    """Form, state, weight and owner of a service that a sentence names and says nothing of, or None."""
    for start, end in clauses(sentence.text):
        part = sentence.clause(start, end, service)
        real = tuple(term for term in part.terms if term.form != "trap")
        if real and not only_asks_for_yades(real, sentence.text[start:]):
            form = (
                "other_form" if service == "childcare" and says("own_users", sentence.text) else _form(real, part.text)
            )
            return form, "available", 0, owner_of(part.text, [(term.start, term.end) for term in part.terms])
    return None


def _only_meant(before: str) -> bool:
    """Whether what was said before is a wish or a demand: what then could not be done does not exist."""
    return says("asked", before) and says("intent", before)


def _revised(before: Claim, claim: Claim, text: str, clause: str) -> Claim:
    """What a clause said, in the light of the next: founded but still to be fitted out; closed but for some of it."""
    to_open = says("to_open", clause) and not says("another", clause)
    if before.status == "available" and claim.status == "planned" and (to_open or says("founded", text)):
        return replace(before, status="planned", counts=())
    if before.status == "not_available" and claim.status == "planned" and to_open and _CLOSING.search(text):
        return replace(before, status="suspended")  # closed, and to open again
    if before.status == "suspended" and claim.status == "available":
        return replace(before, partial=True)
    return before


def instead(clause: str, service: str, before: Claim) -> list[Claim]:
    """After "there is none": what a clause or sentence offers in its place."""
    if before.status != "not_available" or service == "home_care":
        return []
    last = next(reversed(hits(clause)), None)
    offered = last is not None and last.status == "available" and says(f"instead_of_{service}", clause)
    return [Claim("other_form", "available", 1)] if offered else []


def _goes_on(claim: Claim, clause: str, before: Claim) -> bool:
    """Whether a clause without a name may change the one before: for its desks a planned centre is not yet open."""
    if before.status in {"available", "other_form"}:
        return claim.status != "not_available" or (bool(_OF_SERVICE.search(clause)) and not claim.partial)
    return claim.weight > 0 and (claim.status != "available" or says("opened", clause))


def _form(terms: Sequence[Term], clause: str) -> str:
    forms = {term.form for term in terms}
    if says("converted", clause) and len(forms) > 1:
        return terms[-1].form
    return "direct" if "direct" in forms else "other_form" if forms else ""


def _claim(part: Clause, form: str, service: str, before: str) -> Claim:
    clause, terms = part.text, part.terms
    last = last_cue(part)
    owner = owner_of(clause, [(term.start, term.end) for term in terms]) or before
    if not terms and before in OTHERS and last and last.status == "support_only":
        owner = before  # whoever is named here is the giver
    status = state(part, last, owner, service)
    unsaid = last is None and status == "available"
    weight = 0 if unsaid else 2 if owner == "municipality" or status in _CERTAIN else 1
    counted = status in _COUNTED and service != "home_care"
    return Claim(
        form=form,
        status=status,
        weight=weight,
        owner=owner,
        counts=tuple(units_of(service, part).items()) if counted else (),
        yades=service == "home_care" and is_yades(clause),
        partial=says("partly", clause),
        passing=_passing(clause, owner, weight),
        named=bool(terms),
        own=is_own(part),
        intended=is_aim(part),
        nth=nth(part) if status == "planned" else 0,
    )


def _passing(clause: str, owner: str, weight: int) -> bool:
    return (
        owner in {"private", "other_municipality"}
        or (weight < 2 and owner not in OTHERS and says("passing", clause))
        or says("never", clause)
    )
