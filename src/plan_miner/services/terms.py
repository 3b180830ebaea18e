"""Where a sentence names one of the four services, directly or by something that stands in for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from plan_miner.lexicon import overlay_in_use
from plan_miner.lexicon.cues import cues
from plan_miner.model import Match
from plan_miner.services.cues import says, says_next
from plan_miner.tag import find, telling, unbroken
from plan_miner.turkish import Folded, fold, fold_with_offsets, sentences

SERVICES = ("women_counselling_centre", "home_care", "women_shelter", "childcare")

COUNSELS = "danışma merkezi"  # the name of a place that is only called so

_CAPITALS = re.compile(r"\b[A-ZÇĞİÖŞÜ]{2,5}\b")
_SPACE = re.compile(r"[^\S ]")  # any white space but a space
_SHORT = 5
_MANY = 4  # so many short names in one sentence are a key or a table's header
_BLOCKING = ("trap.cash_benefit", "trap.private_childcare", "trap.shelter")  # other things of like name
_RULES = ("service.", *_BLOCKING)
_JOINT_CENTRE = re.compile(r"(?<!\w)aile(?:, ?\w+)* ve $")  # "aile, çocuk ve kadın danışma merkezi" is for families
_UNDER = re.compile(r"^\W*(?:\w+ ){0,2}?(?:bünyesinde|çatısı|altında|içinde|içerisinde|kapsamında)")


@dataclass(frozen=True, slots=True)
class Term:
    """A service's name at folded[start:end]; `form` is direct, other_form or trap."""

    service: str
    form: str
    name: str
    start: int
    end: int
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, folded, with the names of one service in it (their places are in `text`).

    `printed` is the clause as printed, letter for letter; empty where folding gave it another length.
    """

    text: str
    printed: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, folded, with the names of services in it; `start` and `end` are in the passage's text."""

    text: str
    terms: tuple[Term, ...]
    start: int
    end: int
    printed: str = ""

    def of(self, service: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.service == service)

    def clause(self, start: int, end: int, service: str) -> Clause:
        """text[start:end] with the names of `service` in it, traps among them."""
        terms = [term for term in self.of(service) if start <= term.start < end]
        moved = tuple(replace(term, start=term.start - start, end=term.end - start) for term in terms)
        return Clause(self.text[start:end], self.printed[start:end], moved)


def names_services(text: str) -> bool:
    """Whether a service can be named in a text, or care at home be told of without its name; False is certain."""
    folded = fold(text)
    look = _look(overlay_in_use())
    if "\n" not in folded and not look.search(folded):  # a word may be broken at a line's end
        return False
    return _names_one(folded) or _told_of_care(folded) or says("counsels_women", folded)


def _names_one(folded: str) -> bool:
    if "\n" in folded and _names_one(unbroken(folded).replace("\n", " ")):
        return True
    return any(met["term"] is not None for met in _look(overlay_in_use()).finditer(folded))


@cache
def _look(_overlay: Path | None) -> re.Pattern[str]:
    """What tells a service by its name or without it, in one pass over a folded text; kept for each lexicon."""
    told = (cues().lists[name].pattern for name in ("at_home", "counsels_women"))
    return re.compile(rf"(?<![^\W_])(?:(?P<term>{telling(_RULES)})|{'|'.join(told)})")


def read_sentences(text: str) -> list[Sentence]:
    """The sentences of a text; what follows in brackets ("(YADES)", "(2 adet)") belongs to the one before."""
    spans: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if spans and text[start] == "(" and text[start:end].rstrip(".").endswith(")"):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [_read(text[start:end], start, end) for start, end in spans]


def _read(printed: str, start: int, end: int) -> Sentence:
    """A sentence with its services; line ends become spaces."""
    found = find(printed) if _names_one(fold(printed)) else ()
    flat = _SPACE.sub(" ", printed)
    folded = fold_with_offsets(flat)
    traps = [(match.start, match.end) for match in found if match.rule.startswith("trap.")]
    terms = [Term("", "trap", "", 0, 0) for match in found if match.rule in _BLOCKING]
    if not any(match.rule.startswith("service.home_care") for match in found):
        terms += _at_home(folded.text)
    for match in found:
        if match.rule.startswith("service."):
            trapped = any(a < match.end and b > match.start for a, b in traps)
            terms += _term(match, printed, folded, trapped)
    terms += _counsels(folded.text, terms)
    even = flat if len(flat) == len(folded.text) else ""
    return Sentence(folded.text, _nested(tuple(terms), folded.text), start, end, even)


def _term(match: Match, printed: str, folded: Folded, trapped: bool) -> list[Term]:
    """A find as the name of a service, in the form that the words around it leave it."""
    service, _, form = match.rule.removeprefix("service.").partition(".")
    if service not in SERVICES:
        return []
    start, end = folded.place(match.start), folded.place(match.end)
    name, words = fold(match.term), printed[match.start : match.end]
    form = "trap" if trapped else form
    if service == "women_counselling_centre":
        form = _centre(printed, words, form)
        if form == "direct" and _JOINT_CENTRE.search(folded.text[:start]):
            form = "other_form"
    elif service == "women_shelter" and form == "other_form":
        form = _lodging(name, folded.text)
    if _is_elsewhere(service, name, folded.text, end):
        form = "trap"
    return [Term(service, form, name, start, end, words)]


def _is_elsewhere(service: str, name: str, text: str, end: int) -> bool:
    """A course in care, or care of the old in a home for them; the name ends at text[end]."""
    if service == "home_care" and name.startswith(("yaşlı", "hasta")):
        in_a_home = says("care_homes", text[:end]) and not says("at_home", text)
        if in_a_home or says_next("homes", text[end:]):
            return True
    return service in {"home_care", "childcare"} and says_next("courses", text[end:])


def _centre(sentence: str, name: str, form: str) -> str:
    """KDM among other capitals is a unit's short name; a district house is a look-alike only where it advises."""
    if (
        len(name) <= _SHORT
        and name.isupper()
        and (len(_CAPITALS.findall(sentence)) >= _MANY or re.search(rf"{name}: ?(?!Kad)", sentence))
    ):
        return "trap"
    folded = fold(sentence)
    of_pupils = fold(name).startswith("psikolojik") and says("guests", folded) and not says("women", folded)
    return "trap" if form == "other_form" and (of_pupils or not says("advises", folded)) else form


def _lodging(name: str, text: str) -> str:
    """A guest house is a shelter where women or violence are spoken of; another's where patients or students are."""
    if says("guests", text) or not says("women", text):
        return "trap"
    return "direct" if name.startswith(("konuk", "sığınak")) else "other_form"


def _at_home(text: str) -> list[Term]:
    """Home care told without its name: cleaning, washing or shaving old or ill people where they live."""
    if not _told_of_care(text):
        return []
    found = cues().lists["home_help"].search(text)
    return [Term("home_care", "direct", "evde bakım", *found.span(), found.group())] if found else []


def _counsels(text: str, named: list[Term]) -> list[Term]:
    """A place of whatever name that is called the centre which counsels women."""
    found = cues().lists["counsels_women"].search(text)
    if found is None or any(t.form == "direct" and t.service == "women_counselling_centre" for t in named):
        return []
    words = found.group().split()[-2:]
    start = found.end() - len(" ".join(words))
    return [Term("women_counselling_centre", "direct", COUNSELS, start, found.end(), " ".join(words))]


def _told_of_care(text: str) -> bool:
    """Whether a folded text has a home, help and those cared for."""
    return says("at_home", text) and says("home_help", text) and says("cared_for", text)


def _nested(terms: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """A desk inside a look-alike ("aile danışma merkezi bünyesinde kadın danışma masası") is advice in another form."""
    housed = {
        term.service: term.end
        for term in reversed(terms)
        if term.form == "other_form" and _UNDER.match(text[term.end :])
    }
    return tuple(
        replace(t, form="other_form")
        if t.form == "direct" and t.service == "women_counselling_centre" and housed.get(t.service, len(text)) < t.start
        else t
        for t in terms
    )
