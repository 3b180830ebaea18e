"""What each clause of a sentence claims of a service: its state, who runs it, how many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plan_miner.services.clauses import clauses
from plan_miner.services.counts import nth, units_of
from plan_miner.services.cues import hits, says
from plan_miner.services.lists import own_name
from plan_miner.services.owners import OTHERS, is_own, is_predicate, owner_of
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
    unmet: bool = False  # a target that a table gives as not reached at all
    nth: int = 0  # which of its kind is planned: a second one tells of a first


@dataclass(slots=True)
class _SoFar:
    """What a sentence has claimed of a service by now, and what its next clause may go on about."""

    form: str  # of the service spoken of; empty where none is
    found: list[Claim] = field(default_factory=list)
    owner: str = ""  # who runs what the clause before spoke of
    denied: bool = False  # the clause before said that there is none
    aside: str = ""  # the clause before the service is named

    def add(self, claim: Claim) -> None:
        self.found.append(claim)
        self.denied = claim.status == "not_available"
        self.owner = "" if self.denied else claim.owner


def claims(sentence: Sentence, service: str, *, form: str = "") -> list[Claim]:
    """What a sentence claims of a service, clause by clause.

    Without a name of the service nothing is claimed, unless `form` says how the whole sentence speaks of it
    ("direct" for a sentence that continues another, "implied" for a text known to be about the service).
    A clause without a name continues the one before it, in its form and of its owner.
    """
    so_far = _SoFar(form)
    for start, end in clauses(sentence.text):
        part = sentence.clause(start, end, service)
        if _names_another(part, sentence.text[start:]):
            so_far.form = ""  # and what follows speaks of that
            continue
        part = replace(part, terms=_real(part))
        so_far.form = _form(part.terms, part.text) or so_far.form
        if so_far.form:
            _read(part, service, so_far, sentence.text[:start], sentence.text[end:])
        else:
            so_far.aside = part.text  # what is said before the service is named may stand in for it
    so_far.found = _run_by_another(so_far.found, sentence.text)
    if service == "childcare" and says("own_users", sentence.text):
        return [replace(c, form="other_form") if c.status == "available" else c for c in so_far.found]
    return so_far.found


def _run_by_another(found: list[Claim], text: str) -> list[Claim]:
    """What the municipality gives to what the same sentence calls the ministry's: help, or the thing itself."""
    if not (says("run_by_ministry", text) and any(c.owner == "ministry" and c.status == "available" for c in found)):
        return found
    helped = any(hit.status == "support_only" for hit in hits(text))
    status = "support_only" if helped else "transferred" if says("given", text) else "available"
    return [
        replace(c, status=status, owner="ministry" if helped else "", counts=())
        if (c.owner, c.status) == ("municipality", "available") and status != "available"
        else c
        for c in found
    ]


def _real(part: Clause) -> tuple[Term, ...]:
    return tuple(term for term in part.terms if term.form != "trap")


def _names_another(part: Clause, rest: str) -> bool:
    """Whether a clause names only what is called alike, or a programme that is not in use; `rest` begins with it."""
    real = _real(part)
    return bool(part.terms) and (not real or only_asks_for_yades(real, rest))


def _read(part: Clause, service: str, so_far: _SoFar, before: str, after: str) -> None:
    """Add what a clause of a sentence says to what was said so far; `before` and `after` are the rest of the text."""
    claim = _claim(part, so_far.form, service, so_far.owner)
    goes_on = bool(so_far.found) and not part.terms
    if claim.owner not in {"", "municipality"} and denies_ours(part.text):
        claim = replace(claim, status="not_available", weight=2, owner="municipality", passing=False, counts=())
    if goes_on and not _goes_on(claim, part.text, so_far.found[-1]):
        so_far.found += instead(part.text, service, so_far.found[-1])
        return
    claim = _in_context(claim, part.text, so_far, before, after)
    if goes_on:
        so_far.found[-1] = _revised(so_far.found[-1], claim, before, part.text)
        if claim.status == "not_available" and _came_to_nothing(part.text):
            so_far.found = [_undone(earlier) for earlier in so_far.found]
    so_far.add(claim)
    if so_far.aside:
        so_far.found += instead(so_far.aside, service, claim)


def _in_context(claim: Claim, clause: str, so_far: _SoFar, before: str, after: str) -> Claim:
    """A claim in the light of the clauses around it: on top of it, handed over, somebody else's, never begun."""
    if not claim.weight and after.startswith(_BESIDE):
        claim = replace(claim, weight=1)
    if so_far.denied and not claim.owner and says("elsewhere", clause):
        claim = replace(claim, owner="ministry")  # "belediyede yok, şehirde var": somebody else's
    if claim.named:
        return claim
    if so_far.owner == "municipality" and says("run_by_ministry", clause):
        return replace(claim, status="transferred", owner="")
    if claim.status == "suspended" and (so_far.denied or (so_far.found and _only_meant(before))):
        return replace(claim, status="not_available")
    return claim


def named_by(sentence: Sentence, service: str) -> Claim | None:
    """What it comes to that a sentence names a service, whatever else it says; None where it names none."""
    for start, end in clauses(sentence.text):
        part = sentence.clause(start, end, service)
        if part.terms and not _names_another(part, sentence.text[start:]):
            for_own = service == "childcare" and says("own_users", sentence.text)
            form = "other_form" if for_own else _form(_real(part), part.text)
            owner = owner_of(part.text, [(term.start, term.end) for term in part.terms])
            return Claim(form, "available", 0, owner)
    return None


def denies_ours(clause: str) -> bool:
    """Whether a clause says of what was just spoken of that the municipality has none ("böyle bir birimi yoktur")."""
    last = next(reversed(hits(clause)), None)
    return last is not None and last.status == "none" and says("of_ours", clause) and says("such", clause)


def _came_to_nothing(clause: str) -> bool:
    """Whether what was meant could not be done or was given up; what is not done yet may still come."""
    return says("came_to_nothing", clause) and not says("not_yet", clause)


def _undone(claim: Claim) -> Claim:
    return replace(claim, status="not_available") if claim.status == "planned" else claim


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
    unsaid = last is None and status == "available" and not is_predicate(part)
    weight = 0 if unsaid else 2 if owner == "municipality" or status in _CERTAIN else 1
    counted = status in _COUNTED and service != "home_care"
    counts = units_of(service, part) if counted else {}
    if status == "transferred" and not counts and (name := own_name(part.printed, terms)):
        counts = {name: 1}
    further = nth(part) if status in {"planned", "not_available"} else 0
    if status == "not_available" and further:  # that there is no fourth one tells of three
        status, weight, counts, further = "available", 0, {"": further - 1}, 0
    return Claim(
        form=form,
        status=status,
        weight=weight,
        owner=owner,
        counts=tuple(counts.items()),
        yades=service == "home_care" and is_yades(clause),
        partial=says("partly", clause),
        passing=_passing(clause, owner, weight) or (service == "childcare" and _among_places(clause)),
        named=bool(terms),
        own=is_own(part),
        intended=is_aim(part),
        nth=further,
    )


def _among_places(clause: str) -> bool:
    return says("public_places", clause) and not says("belonging", clause)


def _passing(clause: str, owner: str, weight: int) -> bool:
    return (
        owner in {"private", "other_municipality"}
        or (weight < 2 and owner not in OTHERS and says("passing", clause))
        or (says("never", clause) and not says("asked_of_the_state", clause))
    )
