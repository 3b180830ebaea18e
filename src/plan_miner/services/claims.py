"""What each clause of a sentence claims of a service: its state, who runs it, how many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_miner.services.counts import is_subordinate, units
from plan_miner.services.cues import Hit, cues, hits, says
from plan_miner.services.terms import Sentence, Term

_JOINT = re.compile(
    r";"
    r"|(?:,| |^)(?:ancak|fakat|ama|lakin|oysa|ne var ki|buna (?:karşın|karşılık|rağmen)|bunun yerine|öte yandan) "
    r"|(?<=[mM][ae]kl[ae])\s*birlikte,?"
    r"|(?<=m[ae]kl[ae]) (?:birlikte|beraber),?"
    r"|(?<=m[ae]kt[ae]) (?:olup|ve|iken),?|(?<=m[ıiuü]ş) (?:olup|ve|ise de),?|(?<=olmayıp),?|(?<=olup),?"
    r"|(?<=m[ae]kt[ae]),|(?<=m[ıiuü]ş),|(?<=m[ae]ktad[ıi]r),|(?<=[dt][ıiuü]r),|(?<=yor),|(?<= yok),|(?<= var),|(?<= değil),"
    r"|(?<=dığından),?|(?<=diğinden),?"
)
_PARTIAL = re.compile(
    r"(?<!\w)(?:biri|birisi|birinin|ikincisi|üçüncüsü|diğeri|bir kısmı|bazıları|bazı|[a-zçğıöşü]+(?:den|dan|ten|tan) biri)\b"
)
_OWN_TERM = re.compile(r"^(?:\w*(?:m[ıiuü]z|b[ıiuü]z)|'\w*m[ıiuü]z)")
_YADES = re.compile(r"(?<!\w)(?:yades|yaşlı destek programı|yaşlı destek projesi)")
_YADES_OWN = re.compile(r"yaşlı(?:lara)? evde (?:destek|bakım)|yaşlı evde")
_YADES_NOT = re.compile(
    r"(?:uygun|kabul|onay)\w* (?:bulunmam|görülmem|edilmem|alınmam|almam)|reddedil|olumsuz|yapılmam|başvurulmam|yararlanılmam"
    r"|yararlanılamam|bulunmamakta|yoktur|edilmemiş|başvurulacak|başvuru(?:da)? (?:yapılacak|bulunulacak|planlan|hazırl)"
    r"|başvuru(?:su|muz|lar)?\w* (?:hazırla|planla|sonuçlanma|değerlendir|yapılması)|dâhil (?:değil|olunmam)|dahil (?:değil|olunmam|edilmem)"
    r"|yararlanılması (?:planla|hedefle|öngör)|yararlanılacak|incelen|ziyaret"
)
_OWN_NAME = re.compile(r"m[ıiuü]z\w*$")
_TO_BUILD = re.compile(
    r"(?:kreş|ev|evi|merkezi|birimi|yuva|anaokulu|bakımevi)\w{0,6} yapılmas\w+|yapılmas\w+ (?:için|yönelik|ilişkin)"
)
_GIVING = re.compile(r"ver|göster|kapa|sun|yürüt|yap|işlet|sağla|gerçekleştir")
_IDLE = re.compile(r"hizmet vermem|hizmet vermiyor|faaliyet göstermem")
_SHARED = re.compile(r"olmak üzere|toplam")
_REPORTED = re.compile(r" olduğu(?:nu)? (?:belirt|ifade|bildir|görül|anlaşıl|öğren|beyan|söylen)\w*(?: \w+)?\W*$")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause says. `weight`: 0 the service is only named, 1 a cue says so, 2 of the municipality's own."""

    form: str  # direct | other_form | implied
    status: str
    weight: int
    owner: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    yades: bool = False
    partial: bool = False
    passing: bool = False


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
    named = sentence.of(service)
    found: list[Claim] = []
    owner, denied = "", False
    for start, end in clauses(sentence.text):
        terms = [term for term in named if start <= term.start < end]
        real = [term for term in terms if term.form != "trap"]
        if terms and (not real or _unused_yades(real, sentence.text[start:])):
            form = ""
            continue
        form = _form(real) or form
        if form:
            clause = sentence.text[start:end]
            claim = _claim(clause, start, real, form, service, owner)
            if not terms and found and not _goes_on(claim, clause, found[-1]):
                found += instead(clause, service, found[-1])
                continue
            if denied and not claim.owner and _NOT_OWN.search(clause):
                claim = replace(claim, owner="ministry")  # "belediyede yok, şehirde var": somebody else's
            denied = claim.status == "not_available"
            owner = "" if denied else claim.owner
            found.append(claim)
    if service == "childcare" and says("own_users", sentence.text):
        return [replace(c, form="other_form") if c.status == "available" else c for c in found]
    return found


def _goes_on(claim: Claim, clause: str, before: Claim) -> bool:
    """Whether a clause without a name may change what the one before said: what is planned is not open for its desks."""
    if before.status in {"available", "other_form"}:
        return True
    return claim.weight > 0 and (claim.status != "available" or says("opened", clause))


def instead(clause: str, service: str, before: Claim) -> list[Claim]:
    """After "there is none": what the same sentence offers in its place."""
    if before.status != "not_available" or service == "home_care" or not hits(clause):
        return []
    return [Claim("other_form", "available", 1)] if says(f"instead_of_{service}", clause) else []


def _form(terms: Sequence[Term]) -> str:
    forms = {term.form for term in terms}
    return "direct" if "direct" in forms else "other_form" if forms else ""


def _claim(clause: str, offset: int, terms: Sequence[Term], form: str, service: str, before: str) -> Claim:
    found = hits(_REPORTED.sub("", clause))
    last = found[-1] if found else None
    owner = owner_of(clause, [(t.start - offset, t.end - offset) for t in terms]) or before
    status = _status(clause, last, owner)
    if status == "available" and last and _in_hand(clause[: last.start], clause, service):
        status = "planned"
    explicit = last is not None
    own = owner == "municipality"
    weight = (2 if own or status in {"not_available", "suspended", "transferred"} else 1) if explicit else 0
    counted = tuple(_units(clause, terms, offset, service).items()) if status in _COUNTED else ()
    return Claim(
        form=form,
        status=status,
        weight=weight,
        owner=owner,
        counts=counted,
        yades=service == "home_care" and is_yades(clause),
        partial=bool(_PARTIAL.search(clause)),
        passing=_passing(clause, owner, weight),
    )


_COUNTED = frozenset({"available", "suspended", "transferred", "other_form"})


def _in_hand(before: str, clause: str, service: str) -> bool:
    """Whether what goes on is the building or founding, not the service."""
    if service == "home_care" or says("opened", clause):
        return False
    return says("intent", before) or (service != "home_care" and bool(_TO_BUILD.search(before)))


def _status(clause: str, last: Hit | None, owner: str) -> str:
    """The last cue decides, but a closing with a passing cause only suspends."""
    status = last.status if last else "available"
    if status == "none":
        hit = clause[last.start : last.end] if last else ""
        idle = _IDLE.search(hit) and says("at_present", clause)
        paused = idle or (says("pause", clause) and _GIVING.search(hit))
        return "suspended" if paused else "not_available"
    if status == "support_only" and owner != "ministry" and not _NOT_OWN.search(clause):
        return "available"
    return status


_NOT_OWN = re.compile(
    r"(?:şehirde|ilde|ilimizde|kentte|ilçede|kentimizde|şehrimizde|ilçemizde|bakanlı\w*|ashb|il müdürlüğü)"
)


def owner_of(clause: str, places: Sequence[tuple[int, int]]) -> str:
    """Whose service it is: by the suffix of the name itself, else the owner named nearest before it, else after it."""
    if any(_OWN_TERM.match(clause[end:]) or _OWN_NAME.search(clause[start:end]) for start, end in places):
        return "municipality"
    found = _owners(clause)
    names = [name for _, name in found]
    if "private" in names:
        return "private"
    first = min((start for start, _ in places), default=len(clause))
    before = [name for start, name in found if start < first]
    if {"municipality", "ministry"} <= set(before) and _SHARED.search(clause):
        return "municipality"
    return before[-1] if before else next(iter(names), "")


def _owners(clause: str) -> list[tuple[int, str]]:
    """Where a clause names owners, in print order; "il müdürlüğüne bağlı" is the ministry's, not a unit's own."""
    places = {name: [m.span() for m in pattern.finditer(clause)] for name, pattern in cues().owner.items()}
    own = [(a, b) for a, b in places["municipality"] if not any(a < d and b > c for c, d in places["ministry"])]
    places["municipality"] = own
    return sorted((start, name) for name, spans in places.items() for start, _ in spans)


def _passing(clause: str, owner: str, weight: int) -> bool:
    return (
        owner in {"private", "other_municipality"} or (says("passing", clause) and weight < 2) or says("never", clause)
    )


def _unused_yades(terms: Sequence[Term], text: str) -> bool:
    """Whether a clause speaks of nothing but the ministry's programme, and the programme is not in use."""
    return all(_YADES.match(term.name) for term in terms) and not is_yades(text) and not _YADES_OWN.search(text)


def is_yades(text: str) -> bool:
    """Whether a folded text says that the ministry's programme YADES is used (not asked for, refused or namesake)."""
    return bool(_YADES.search(text)) and not _YADES_NOT.search(text) and not _YADES_OWN.search(text)


def names_yades(text: str) -> bool:
    return bool(_YADES.search(text))


def _units(clause: str, terms: Sequence[Term], offset: int, service: str) -> dict[str, int]:
    """Units by name; a centre with units under it counts as the centre."""
    if service == "home_care":
        return {}
    if service == "women_counselling_centre":
        under = [term for term in terms if is_subordinate(clause, term.start - offset)]
        if under and len(under) < len(terms) or re.search(r"(?:ona|buna|merkeze|merkezimize) bağlı", clause):
            rest = [term for term in terms if term not in under]
            return units(clause[: re.search(r"bağlı", clause).start()], rest[:1], offset) or {"": 1}  # type: ignore[union-attr]
    return units(clause, terms, offset)
