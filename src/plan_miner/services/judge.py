"""All that one document says of one service, brought to one status, one count and one word on YADES."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_miner.model import ServiceVerdict
from plan_miner.services.claims import Claim, claims, denies_ours, instead
from plan_miner.services.confidence import confidence
from plan_miner.services.cues import says
from plan_miner.services.owners import OTHERS
from plan_miner.services.terms import Sentence, read_sentences
from plan_miner.services.yades import uses_yades
from plan_miner.turkish import fold

PLANS = frozenset({"strategic_plan", "performance_program"})
_MARKS = {"": "not_mentioned"} | dict.fromkeys(("x", "-", "yok", "hayır"), "not_available")
_MARKS |= dict.fromkeys(("var", "mevcut", "evet", "✓", "+"), "available")
# "Merkez …", "Bu birimin …", "2021 yılında bina …": a sentence about what the one before it named
_FACILITY = (
    r"(?:merkez|birim|tesis|bina|sığınma|konuk|kreş|bakımev|yuva|kapı|proje|kurum|inşaat|yapım"
    r"|hizmet(?:in|imiz|ler|\b)"
)  # fmt: skip
_FOLLOWS = re.compile(
    r"^\W*(?:(?:bu|söz konusu|anılan|ilgili|adı geçen|ancak|fakat|ayrıca|halen|halihazırda"
    r"|(?:19|20)\d\d \w+) )*" + _FACILITY + ")"
)  # fmt: skip
_THIS = re.compile(r"\b(?:bu|söz konusu|anılan) (?:hizmet|birim|merkez|tesis|kreş|konukev|sığınma|bakımev)")
_SPEAKS_OF = re.compile(rf"^\W*(?:[\w']+,? ){{0,4}}?{_FACILITY}|ev\b|evin|faaliyet|kuruluş|işletme)")
_SINGLE = frozenset({"women_counselling_centre", "women_shelter"})
_FEW = 7  # words of a sentence that leaves its subject out
_A_UNIT = re.compile(r"müdürlüğü|daire(?:si)? başkanlığı")


def judge_service(text: str, service: str, kind: str = "activity_report") -> ServiceVerdict:
    """What `text`, all that one document of `kind` says of `service`, amounts to.

    The service need not be named: a text handed over as being about it is read so. An empty text is `not_mentioned`;
    a cell that holds only a mark (x, -, yok) is `not_available`.
    """
    mark = fold(text).strip(" .\n\t")
    if mark in _MARKS:
        return ServiceVerdict(_MARKS[mark], rule="service.mark", confidence=confidence("service.mark"))
    read = read_sentences(text)
    terms = [term for sentence in read for term in sentence.terms if term.service in {service, ""}]
    found: list[Claim] = []
    if any(term.form != "trap" for term in terms):
        for sentence in read:
            found += _told(sentence, service, spoken_of(found))
    elif not terms:
        found = _unnamed(read, service)
    else:
        found = [Claim("direct", "not_available", 1) for sentence in read if denies_ours(sentence.text)]
    verdict = combine(found, service, kind)
    yades = service == "home_care" and (verdict.yades or any(uses_yades(sentence.text) for sentence in read))
    return ServiceVerdict(verdict.status, verdict.unit_count, yades, verdict.owner, verdict.rule, verdict.confidence)


def _told(sentence: Sentence, service: str, before: Claim | None) -> list[Claim]:
    if sentence.of(service):
        return claims(sentence, service)
    if before is None or sentence.terms:
        return []
    return follow_up(sentence, service, before.form) or instead(sentence.text, service, before)


def follow_up(sentence: Sentence, service: str, form: str) -> list[Claim]:
    """What a sentence claims of the service that its text is about ("Yıl içinde merkez geçici olarak kapanmıştır.")."""
    if sentence.terms or not form or not (_SPEAKS_OF.match(sentence.text) or _THIS.search(sentence.text)):
        return []
    return [claim for claim in claims(sentence, service, form=form) if claim.weight]


def continues(sentence: Sentence) -> bool:
    """Whether a sentence without a service's name goes on about the one before it (merkez, birim, hizmet, bina …)."""
    return bool(_FOLLOWS.match(sentence.text) or _THIS.search(sentence.text))


def spoken_of(found: Sequence[Claim]) -> Claim | None:
    """What a next sentence goes on about: the last that there is ("… var; ayrı bir merkez yoktur. Merkeze …")."""
    there = [claim for claim in found if claim.status != "not_available"] or found
    return there[-1] if there else None


def _unnamed(read: Sequence[Sentence], service: str) -> list[Claim]:
    """A text that never names the service it is about: "Şu anda faal değildir.", "Kadınlara danışmanlık verilmektedir."

    Care at home is the service itself, advice elsewhere only stands in; other activities of the unit say nothing of it.
    """
    found: list[Claim] = []
    stands_in = service != "home_care" and any(says(f"instead_of_{service}", sentence.text) for sentence in read)
    for sentence in read:
        form = _implied_form(sentence.text, service, stands_in)
        if says("sent_on", sentence.text) and not stands_in:
            found.append(Claim("direct", "not_available", 1))
        elif form:
            found += [replace(claim, form=form) for claim in claims(sentence, service, form="implied")]
    return found


def _implied_form(text: str, service: str, stands_in: bool) -> str:
    if service == "home_care":
        told = says("at_home", text) or says("home_help", text) or _is_elliptic(text)
        return "direct" if told and not says("care_homes", text) else ""
    if says(f"instead_of_{service}", text):
        return "other_form"
    if stands_in:
        return "direct" if _speaks_of_a_facility(text) else "other_form"
    return "direct" if _is_elliptic(text) else ""


def _is_elliptic(text: str) -> bool:
    """Whether a sentence leaves out what it is about, or only says that it is a centre, a unit or a building."""
    return len(text.split()) <= _FEW or _speaks_of_a_facility(text)


def _speaks_of_a_facility(text: str) -> bool:
    return bool(_SPEAKS_OF.match(text)) and not _A_UNIT.search(text)


def combine(found: Sequence[Claim], service: str, kind: str) -> ServiceVerdict:
    """One verdict from all claims, in the order of what outweighs what."""
    own = [c for c in found if not c.passing and (c.owner not in OTHERS or c.status == "transferred")]
    said = [replace(c, status="planned", counts=()) if kind in PLANS and _is_aim(c) else c for c in own]
    status, rule = _status(said, [c for c in found if not c.passing], service)
    count = _count(said, status, service)
    owner = next((claim.owner for claim in said if claim.owner), "")
    yades = any(claim.yades for claim in said)
    return ServiceVerdict(status, count, yades, owner, rule, confidence(rule))


def _is_aim(claim: Claim) -> bool:
    """Whether a plan's clause only means to do something: it says nothing of what is, or ends in a verbal noun."""
    silent = not claim.weight and not (claim.own and not claim.intended)
    return silent or (claim.intended and claim.status == "available")


def _status(own: Sequence[Claim], found: Sequence[Claim], service: str) -> tuple[str, str]:
    direct = [c for c in own if c.form == "direct" or (service == "home_care" and c.status == "available")]
    other = [c for c in own if c.form == "other_form" and c not in direct]
    whole = {c.status for c in direct if not c.partial}
    weight = {c.status: max(d.weight for d in direct if d.status == c.status) for c in direct}
    if "transferred" in whole:
        return "transferred", "service.transferred"
    if "suspended" in whole:
        return "suspended", "service.suspended"
    if any(c.status == "support_only" for c in found) and weight.get("available", 0) < 2:
        return "support_only", "service.support_only"
    at_home = service == "home_care" and any(c.form == "other_form" and c.weight for c in direct)
    if at_home or weight.get("available", 0) > (1 if "not_available" in weight else 0):
        return "available", "service.available.said"
    if "planned" in weight:
        return "planned", "service.planned"
    if any(c.status in {"available", "suspended"} for c in other):
        return "other_form", "service.other_form"
    if "not_available" in weight:
        return "not_available", "service.not_available"
    if "available" in weight:
        return "available", "service.available.named"
    if any(c.status == "planned" for c in other):
        return "planned", "service.planned"
    for status in ("suspended", "transferred"):
        if status in weight:
            return "available", "service.available.partly"
    if any(c.owner in OTHERS for c in found):
        return "not_available", "service.ministry"
    if any(c.status == "not_available" for c in other):
        return "not_available", "service.not_available"
    return "not_mentioned", "service.not_mentioned"


def _count(own: Sequence[Claim], status: str, service: str) -> int | None:
    """Units of the deciding claims: a stated total, else the sum over names, each taken once.

    A look-alike, or what was handed over, is spoken of as one thing with a name of its own: one, unless counted.
    """
    if status not in {"available", "suspended", "transferred", "other_form"}:
        return None
    aside = service in _SINGLE and status != "other_form"  # lokals beside a centre are no centres
    counts: dict[str, int] = {}
    for claim in own:
        if claim.status in {"planned", "not_available"} or (aside and claim.form == "other_form"):
            continue
        for name, number in claim.counts:
            counts[name] = max(number, counts.get(name, 0))
    if counts:
        return counts.get("") or sum(_by_kind(counts, service).values())
    if planned := max((claim.nth for claim in own if claim.status == "planned"), default=0):
        return planned - 1 or None
    told = [c for c in own if c.named and c.weight and c.status in {"available", "suspended", "transferred"}]
    if service in _SINGLE and status in {"other_form", "transferred"} and told:
        return 1
    return None


def _by_kind(counts: dict[str, int], service: str) -> dict[str, int]:
    """Numbers by kind: a kadın konukevi is a konukevi, and sığınmaevi is another word for it."""
    kinds: dict[str, int] = {}
    for name in sorted(counts, key=len):
        if service == "women_shelter" and re.search(r"sığın|konuk|misafir", name):
            kind = "konukev"
        else:
            kind = next((shorter for shorter in kinds if shorter in name), name)
        kinds[kind] = max(counts[name], kinds.get(kind, 0))
    return kinds
