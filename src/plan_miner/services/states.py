"""What a clause says of a service's state: the last cue decides, for the Turkish predicate stands at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plan_miner.services.counts import is_present
from plan_miner.services.cues import Hit, find, hits, says
from plan_miner.services.owners import OTHERS, is_own
from plan_miner.services.terms import Clause

_CLOSED = re.compile(r"kapa|son|iptal|lağv|vazgeç")
_PRESUPPOSED = re.compile(r"(?:(?:m[ıiuü]z|n|s[ıi]n)?[dt][ae](?:ki\w*)?|m[ıiuü]z[ıiuü]n|m[ıiuü]zd[ae]n)$")
_REPORTED = re.compile(
    r" olduğu(?:nu)? (?:belirt|ifade|bildir|görül|anlaşıl|öğren|beyan|söylen)\w*(?: \w+)?\W*$"
)  # "aşamasında olduğu belirtilmiştir" says no more than "aşamasında"
_IDLE = re.compile(
    r"(?:hizmet\w* (?:ver|sun|veril|sunul)|faaliyet\w* göster|faal ol|çalış|kabul et|kabul edil|alın)m[ae]m"
    r"|hizmet vermiyor"
)
_GIVING = re.compile(r"ver|göster|kapa|kabul|alın|çalış|sun|yürüt|yap|işlet|sağla|gerçekleştir")
_TO_BUILD = re.compile(r"(?:kreş|ev|merkez|birim|yuva|anaokul)\w{0,7} yapılmas\w+|yapılmas\w+ (?:için|yönelik|ilişkin)")
_TO = re.compile(r"(?<![dt])[ae]$")  # "kreşe", not "kreşte"
_FOR = re.compile(r"^(?: bina\w*| hizmet\w*| yapım\w*| proje\w*)? için\b")
_AIM = re.compile(r"(?<!bulun)(?<!\bol)(?<!m[ae])m[ae](?:s[ıi]|k)\W*$")


def last_cue(part: Clause) -> Hit | None:
    """The cue that decides, or None: what is missing within a service is not the service."""
    last = next(reversed(hits(_REPORTED.sub("", part.text))), None)
    places = [(term.start, term.end) for term in part.terms]
    if last and last.status == "none" and _within(part.text, places, last) and not _CLOSED.match(part.text, last.start):
        return None
    return last


def state(part: Clause, last: Hit | None, owner: str, service: str) -> str:
    """The status that a clause gives a service; `last` is the cue that decides.

    A closing or silence with a passing cause only suspends, work in hand is no service yet, help for the
    municipality's own is no mere support.
    """
    if is_present(part):
        return "available"
    clause = part.text
    if _is_lent(part, last, owner):
        return "support_only"
    if _is_closed(part, last):
        return "suspended"
    if last is None:
        return "planned" if _is_purpose(part) or _in_hand(clause, clause, service) else "available"
    if last.status in {"none", "suspended"} and says("asked", clause):
        return "not_available"
    if last.status == "none":
        return "suspended" if _for_a_time(clause, last) else "not_available"
    if owner == "ministry" and says("run_by_ministry", clause) and says("given", clause):
        return "transferred"
    status = "available" if last.status == "support_only" and _helps_own(clause, owner) else last.status
    in_hand = _is_purpose(part) or _in_hand(clause[: last.start], clause, service)
    return "planned" if status == "available" and in_hand else status


def _is_lent(part: Clause, last: Hit | None, owner: str) -> bool:
    """Whether the municipality gives a car, a driver or a room to a service that another runs."""
    named = any(term.form == "direct" for term in part.terms)
    if not named or owner not in OTHERS or (last is not None and last.status != "available"):
        return False
    to_it = any(_TO.search(part.text[term.start : term.end]) for term in part.terms)
    return says("lent", part.text) or (to_it and says("lent_to", part.text))


def _is_closed(part: Clause, last: Hit | None) -> bool:
    """Whether the service is called closed in front of its name, and nothing after it says that it opened."""
    closed = find("closed", part.text)
    if closed is None or says("opened", part.text) or not any(term.start >= closed.end() for term in part.terms):
        return False
    return last is None or last.status != "available" or last.start < closed.end()


def is_aim(part: Clause) -> bool:
    """Whether the predicate is a verbal noun, as aims are put ("kreş açılması"); "bulunması" tells of what is."""
    return bool(_AIM.search(part.text))


def _for_a_time(clause: str, last: Hit) -> bool:
    idle = _IDLE.search(clause) and says("at_present", clause)
    return bool(idle) or (says("pause", clause) and _GIVING.search(clause[last.start : last.end]) is not None)


def _helps_own(clause: str, owner: str) -> bool:
    """Whether help goes to those who use the municipality's own, or to the municipality itself."""
    return (owner not in OTHERS and not says("elsewhere", clause)) or says("helped", clause)


def _within(clause: str, places: Sequence[tuple[int, int]], denial: Hit) -> bool:
    """Whether something is missing in the service, not the service ("kreşlerimizde boş yer bulunmamaktadır")."""
    if places and denial.start - places[-1][1] <= 1:
        return False  # "merkezimizin olmayışı"
    words = [clause[start:end] + clause[end:].partition(" ")[0] for start, end in places]
    return bool(words) and all(_PRESUPPOSED.search(word) for word in words) and "hizmet" not in clause[places[-1][1] :]


def _is_purpose(part: Clause) -> bool:
    """Whether something is done for a service that is not said to be there ("kreş için protokol imzalandı")."""
    if says("opened", part.text) or says("used", part.text):
        return False
    return not is_own(part) and any(_FOR.match(part.text[term.end :]) for term in part.terms)


def _in_hand(before: str, clause: str, service: str) -> bool:
    """Whether what goes on is the building or founding, not the service."""
    if says("opened", clause):
        return False
    if service == "home_care":
        return says("inception", before)
    return says("inception", before) or says("intent", before) or bool(_TO_BUILD.search(before))
