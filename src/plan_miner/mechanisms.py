"""The instruments of equality that a document speaks of: units, plans, charters, commissions, assemblies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plan_miner.model import Match, MechanismMention, Passage
from plan_miner.services.clauses import clauses
from plan_miner.services.cues import hits, says
from plan_miner.services.judge import PLANS
from plan_miner.services.owners import owner_of
from plan_miner.tag import find, may_name
from plan_miner.turkish import fold, sentences

_RULES = ("mechanism.",)
_SET_ASIDE = frozenset({"law", "policy", "survey", "contents"})
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)\d\d)?\b")
_UNIT = re.compile(
    r"(?:[A-ZÇĞİÖŞÜ][\wçğıöşü]+,? (?:ve |ile )?){1,6}(?:Müdürlüğü|Dairesi? Başkanlığı|Başkanlığı|Koordinatörlüğü)"
)
_LEAD = re.compile(r"(?:(?:[A-ZÇĞİÖŞÜ][\wçğıöşü]*|ve|ile) ){1,5}$")
_INITIAL = re.compile(r"^(?:(?:ve|ile) )+")

# What a find needs around it (folded sentence), or what it must not have, to be the instrument itself.
_NEEDS = {
    "women_friendly_city": re.compile(
        r"program|proje|ağ(?:ı|ına|ının|a)\b|üye|d[aâ]hil|seçil|unvan|ünvan|sertifika|protokol|imza|birleşmiş|kentler|çalışmalar"
    ),
    "equality_charter": re.compile(r"şart|imzala|taraf"),
    "local_equality_plan": re.compile(r"plan|yeep|yepp|yeer|rapor"),
}
_NOT = {
    "women_assembly": re.compile(r"kad[ıi]n(?: belediye)? meclis üye|meclis üyeli"),
    "council_equality_commission": re.compile(r"tbmm|türkiye büyük millet|bakanlığın"),
    "equality_unit": re.compile(r"tbmm|avrupa komisyonu"),
}


def find_mechanisms(passages: Sequence[Passage], kind: str) -> tuple[MechanismMention, ...]:
    """Every sentence that tells of one of the municipality's instruments of equality, in print order.

    Left out: what stands among laws, upper plans, surveys or the contents; what is denied, refused or given up; what
    another municipality, a ministry or parliament has. A report's mere intention is left out too; a plan consists of
    intentions, which its mentions tell as `planlanan` in `detail`.
    """
    told = (passage for passage in passages if passage.section not in _SET_ASIDE)
    return tuple(mention for passage in told if may_name(passage.text, _RULES) for mention in _of(passage, kind))


def _of(passage: Passage, kind: str) -> Iterator[MechanismMention]:
    for start, end in sentences(passage.text):
        printed = passage.text[start:end]
        for match in _longest(find(printed) if may_name(printed, _RULES) else ()):
            mechanism = match.rule.removeprefix("mechanism.")
            state = _state(printed, match, mechanism, kind)
            if state is not None:
                detail = "; ".join([*_details(printed, match), *([state] if state else [])])
                yield MechanismMention(mechanism, _name(printed, match), detail, passage, start, end, match.rule)


def _longest(found: Sequence[Match]) -> list[Match]:
    """One match for each instrument of a sentence, the longest name, in print order."""
    best: dict[str, Match] = {}
    for match in found:
        kept = best.get(match.rule)
        if match.rule.startswith("mechanism.") and (kept is None or match.end - match.start > kept.end - kept.start):
            best[match.rule] = match
    return sorted(best.values(), key=lambda match: match.start)


def _state(printed: str, match: Match, mechanism: str, kind: str) -> str | None:
    """None where the sentence does not tell of the municipality's own; else "planlanan", "hazırlanan" or nothing."""
    text = fold(re.sub(r"\s", " ", printed))
    needs, without = _NEEDS.get(mechanism), _NOT.get(mechanism)
    if (needs and not needs.search(text)) or (without and without.search(text)) or says("never", text):
        return None
    place = len(fold(printed[: match.start]))
    clause, offset = _clause(text, place)
    if says("undone", text) or owner_of(clause, [(place - offset, place - offset + 1)]) in {
        "ministry",
        "other_municipality",
        "private",
    }:
        return None
    last = next(reversed(hits(clause)), None)
    if last is None:
        return "planlanan" if kind in PLANS else ""
    if last.status in {"none", "transferred"}:
        return None
    if last.status == "planned":
        return (
            "planlanan"
            if kind in PLANS
            else "hazırlanan"
            if re.search(r"hazırl|çalışma", clause) and not _FUTURE.search(clause)
            else None
        )
    return ""


_FUTURE = re.compile(r"(?:acak|ecek|acağ|eceğ)|planla|öngör|hedefle")


def _clause(text: str, place: int) -> tuple[str, int]:
    """The clause around `place`, with those that follow it up to the sentence's end if it says nothing itself."""
    for start, end in clauses(text):
        if end > place:
            return (text[start:end], start) if hits(text[start:end]) else (text[start:], start)
    return text, 0


def _name(printed: str, match: Match) -> str:
    """The name as printed, with the capitalised words that lead up to it and without what follows an apostrophe."""
    lead = _LEAD.search(re.sub(r"\s", " ", printed[: match.start]))
    before = _INITIAL.sub("", lead.group()) if lead and printed[match.start].isupper() else ""
    return re.split(r"['’]", before + " ".join(printed[match.start : match.end].split()))[0]


def _details(printed: str, match: Match) -> list[str]:
    """Years and directorate that the sentence names."""
    unit = _UNIT.search(printed)
    found = [" ".join(year.group().split()) for year in _YEARS.finditer(printed)]
    return list(dict.fromkeys(found)) + ([unit.group()] if unit and unit.start() != match.start else [])
