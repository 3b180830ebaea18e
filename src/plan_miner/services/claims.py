"""What each clause of a sentence claims of a service: its state, who runs it, how many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_miner.lexicon.cues import cues
from plan_miner.services.counts import nth, units_of
from plan_miner.services.cues import Hit, hits, says
from plan_miner.services.terms import Clause, Sentence, Term

# Where a predicate ends and the next begins: ";", "ancak", "-makta olup", "-makla birlikte", "-mıştır," …
_JOINT = re.compile(
    r";"
    r"|(?:,| |^)(?:ancak|fakat|ama|lakin|oysa|ne var ki|buna (?:karşın|karşılık|rağmen)|bunun yerine|öte yandan) "
    r"|(?<=n[ae]) (?:rağmen|karşın),?|(?<!\w)(?:ek olarak|yanı sıra|ilave olarak|ilaveten),?"
    r"|(?<=m[ae]kl[ae]) (?:birlikte|beraber),?"
    r"|(?<=m[ae]kt[ae]) (?:olup|ve|iken),?|(?<=m[ıiuü]ş) (?:olup|ve|ise de),?|(?<=olmayıp),?|(?<=olup),?"
    r"|(?<=m[ae]kt[ae]),|(?<=m[ıiuü]ş),|(?<=m[ae]ktad[ıi]r),|(?<=[dt][ıiuü]r)(?:,| ve )|(?<=yor),"
    r"|(?<=bulunmayan) (?=belediye)|(?<= yok),|(?<= var),|(?<= değil),|(?<=dığından),?|(?<=diğinden),?"
)
_BESIDE = ("ek olarak", "yanı sıra", "ilave")  # what something else comes on top of is there
_OWN_SUFFIX = re.compile(r"^(?:\w*[mb][ıiuü]z|'\w*m[ıiuü]z)")
_CLOSED = re.compile(r"kapa|son|iptal|lağv|vazgeç")
_OF_SERVICE = re.compile(r"hizmet|faaliyet|kapat|kapan|son ver|sonlandır|iptal")
_PRESUPPOSED = re.compile(r"(?:(?:m[ıiuü]z|n|s[ıi]n)?[dt][ae](?:ki\w*)?|m[ıiuü]z[ıiuü]n|m[ıiuü]zd[ae]n)$")
_OWN_NAME = re.compile(r"m[ıiuü]z\w*$")
_SHARED = re.compile(r"olmak üzere|toplam")
_REPORTED = re.compile(
    r" olduğu(?:nu)? (?:belirt|ifade|bildir|görül|anlaşıl|öğren|beyan|söylen)\w*(?: \w+)?\W*$"
)  # "aşamasında olduğu belirtilmiştir" says no more than "aşamasında"
_IDLE = re.compile(r"hizmet vermem|hizmet vermiyor|faaliyet göstermem")
_GIVING = re.compile(r"ver|göster|kapa|sun|yürüt|yap|işlet|sağla|gerçekleştir")
_TO_BUILD = re.compile(r"(?:kreş|ev|merkez|birim|yuva|anaokul)\w{0,7} yapılmas\w+|yapılmas\w+ (?:için|yönelik|ilişkin)")
_COUNTED = frozenset({"available", "suspended", "transferred", "other_form"})
_CERTAIN = frozenset({"not_available", "suspended", "transferred"})
OTHERS = frozenset({"ministry", "association"})  # who runs a service that is not the municipality's


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
    nth: int = 0  # which of its kind is planned: a second one tells of a first


def clauses(text: str) -> list[tuple[int, int]]:
    """The spans of the clauses of a folded sentence: cut where a predicate ends and another begins."""
    spans, start = [], 0
    for joint in _JOINT.finditer(text):
        if text[start : joint.start()].strip():
            spans.append((start, joint.start()))
        start = joint.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans or [(0, len(text))]


def claims(sentence: Sentence, service: str, *, form: str = "") -> list[Claim]:
    """What a sentence claims of a service, clause by clause.

    Without a name of the service nothing is claimed, unless `form` says how the whole sentence speaks of it
    ("direct" for a sentence that continues another, "implied" for a text known to be about the service).
    A clause without a name continues the one before it, in its form and of its owner.
    """
    found: list[Claim] = []
    owner, denied = "", False
    for start, end in clauses(sentence.text):
        part = sentence.clause(start, end, service)
        terms, clause = part.terms, part.text
        real = tuple(term for term in terms if term.form != "trap")
        if terms and (not real or _unused_yades(real, sentence.text[start:])):
            form = ""  # a trap: what follows speaks of that
            continue
        form = _form(real, clause) or form
        if not form:
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
        if not terms and found:
            found[-1] = _revised(found[-1], claim, sentence.text[:start], clause)
        denied = claim.status == "not_available"
        owner = "" if denied else claim.owner
        found.append(claim)
    if service == "childcare" and says("own_users", sentence.text):
        return [replace(claim, form="other_form") if claim.status == "available" else claim for claim in found]
    return found


def _revised(before: Claim, claim: Claim, text: str, clause: str) -> Claim:
    """What a clause said, in the light of the next: founded but still to be fitted out; closed but for some of it."""
    to_open = says("to_open", clause) and not says("another", clause)
    if before.status == "available" and claim.status == "planned" and (to_open or says("founded", text)):
        return replace(before, status="planned", counts=())
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
        return claim.status != "not_available" or bool(_OF_SERVICE.search(clause))
    return claim.weight > 0 and (claim.status != "available" or says("opened", clause))


def _form(terms: Sequence[Term], clause: str) -> str:
    forms = {term.form for term in terms}
    if says("converted", clause) and len(forms) > 1:
        return terms[-1].form
    return "direct" if "direct" in forms else "other_form" if forms else ""


def _claim(part: Clause, form: str, service: str, before: str) -> Claim:
    clause, terms = part.text, part.terms
    last = next(reversed(hits(_REPORTED.sub("", clause))), None)
    places = [(term.start, term.end) for term in terms]
    if last and last.status == "none" and _within(clause, places) and not _CLOSED.match(clause, last.start):
        last = None
    owner = owner_of(clause, places) or before
    if not terms and before in OTHERS and last and last.status == "support_only":
        owner = before  # whoever is named here is the giver
    status = _status(clause, last, owner, service)
    weight = 0 if last is None else 2 if owner == "municipality" or status in _CERTAIN else 1
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
        nth=nth(part) if status == "planned" else 0,
    )


def _within(clause: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether something is missing in the service, not the service ("kreşlerimizde boş yer bulunmamaktadır")."""
    words = [clause[start:end] + clause[end:].partition(" ")[0] for start, end in places]
    return bool(words) and all(_PRESUPPOSED.search(word) for word in words) and "hizmet" not in clause[places[-1][1] :]


def _status(clause: str, last: Hit | None, owner: str, service: str) -> str:
    """The last cue decides, but a closing with a passing cause only suspends and work in hand is no service yet."""
    if last is None:
        return "available"
    hit = clause[last.start : last.end]
    if last.status == "none":
        idle = _IDLE.search(hit) and says("at_present", clause)
        return "suspended" if idle or (says("pause", clause) and _GIVING.search(hit)) else "not_available"
    status = last.status
    if owner == "ministry" and says("run_by_ministry", clause) and says("given", clause):
        return "transferred"
    if status == "support_only" and ((owner not in OTHERS and not says("elsewhere", clause)) or says("helped", clause)):
        status = "available"  # help for those who use the municipality's own, or for itself
    return "planned" if status == "available" and _in_hand(clause[: last.start], clause, service) else status


def _in_hand(before: str, clause: str, service: str) -> bool:
    """Whether what goes on is the building or founding, not the service."""
    if says("opened", clause):
        return False
    if service == "home_care":
        return says("inception", before)
    return says("inception", before) or says("intent", before) or bool(_TO_BUILD.search(before))


def owner_of(clause: str, places: Sequence[tuple[int, int]]) -> str:
    """Whose it is that stands at `places`: by the suffix of the name itself, the owner named before it, or after it."""
    if any(_OWN_SUFFIX.match(clause[end:]) or _OWN_NAME.search(clause[start:end]) for start, end in places):
        return "municipality"
    found = _owners(clause)
    names = [name for _, name in found]
    if "private" in names:
        return "private"
    if says("run_by_ministry", clause):
        return "ministry"
    first = min((start for start, _ in places), default=len(clause))
    before = [name for start, name in found if start < first]
    if {"municipality", "ministry"} <= set(before) and _SHARED.search(clause):
        return "municipality"  # "belediyede bir, Bakanlıkta iki olmak üzere üç"
    return before[-1] if before else next(iter(names), "")


def _owners(clause: str) -> list[tuple[int, str]]:
    """Where a clause names owners, in print order; "il müdürlüğüne bağlı" is the ministry's, not a unit's own."""
    places = {name: [m.span() for m in pattern.finditer(clause)] for name, pattern in cues().owner.items()}
    others = [*places["ministry"], *places["association"], *places["other_municipality"]]
    own = [(a, b) for a, b in places["municipality"] if not any(a < d and b > c for c, d in others)]
    return sorted((start, name) for name, spans in {**places, "municipality": own}.items() for start, _ in spans)


def _passing(clause: str, owner: str, weight: int) -> bool:
    return (
        owner in {"private", "other_municipality"} or (weight < 2 and says("passing", clause)) or says("never", clause)
    )


def _unused_yades(terms: Sequence[Term], text: str) -> bool:
    """Whether a clause speaks of nothing but the ministry's programme, and the programme is not in use."""
    if not terms or is_yades(text) or says("yades_namesake", text):
        return False
    return all(says("yades", term.name) for term in terms)


def is_yades(text: str) -> bool:
    """Whether a folded text says that the ministry's programme YADES is used (not asked for, refused or namesake)."""
    return says("yades", text) and not says("yades_unused", text) and not says("yades_namesake", text)
