"""Every sentence of a document that names one of the four services, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from plan_miner.model import Mention, Passage
from plan_miner.services.claims import Claim, claims
from plan_miner.services.judge import PLANS, combine, continues, spoken_of
from plan_miner.services.owners import OTHERS
from plan_miner.services.rows import TableSoFar, is_total
from plan_miner.services.terms import SERVICES, Sentence, names_services, read_sentences
from plan_miner.turkish import fold

SET_ASIDE = frozenset({"law", "policy", "survey", "contents", "staff", "foreword"})
AIM = re.compile(r"\W*(?:stratejik )?(?:amaç|hedef|performans hedefi)\W{0,3}\d")
_LENT = frozenset({"support_only", "transferred"})  # the ministry's, with the municipality's help
_PAST = frozenset({"previous", "analysis"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence in its passage with what it claims of one service."""

    service: str
    passage: Passage
    sentence: Sentence
    claims: tuple[Claim, ...]
    via: str = ""  # heading | follow | row: how a sentence without the name came to speak of the service
    bare: bool = False  # a heading with nothing under it


def mentions(passages: Sequence[Passage], kind: str) -> tuple[Mention, ...]:
    """The mentions of the four services in print order.

    `kind` is the document's: in a plan a service is `planned` unless the text says that it exists, in a report it is
    `available` unless the text says otherwise. What stands among laws, upper plans, survey results, staff tables or
    the contents is `set_aside`; licences of private nurseries and visits elsewhere are `passing`; of the rest, what
    agrees with the document's verdict is `deciding`.
    """
    said = [_listed(one) if kind in PLANS else one for one in _said(passages)]
    found = [_mention(one, kind) for one in said]
    if kind not in PLANS:
        found = _meant_behind(said, found)
    verdicts = {service: _verdict(said, found, service, kind) for service in SERVICES}
    return tuple(_with_role(mention, verdicts[mention.service]) for mention in found)


def _meant_behind(said: Sequence[_Said], found: Sequence[Mention]) -> list[Mention]:
    """A report's own words decide; a plan's aims that it repeats, and targets that were not reached, only behind them.

    That a service is named somewhere is no such word.
    """
    meant = [bool(AIM.match(fold(m.sentence))) or _is_unmet(one) for one, m in zip(said, found, strict=True)]
    told = {
        m.service
        for m, only_meant in zip(found, meant, strict=True)
        if not (m.role or only_meant or m.rule.startswith("service.available.named"))
    }
    return [
        replace(m, role="supporting") if only_meant and not m.role and m.service in told else m
        for m, only_meant in zip(found, meant, strict=True)
    ]


def _is_unmet(said: _Said) -> bool:
    return bool(said.claims) and all(claim.unmet for claim in said.claims)


def _listed(said: _Said) -> _Said:
    """A plan's chapter on what the municipality does tells of what is there."""
    if said.passage.section != "services":
        return said
    return replace(said, claims=tuple(replace(claim, weight=max(claim.weight, 1)) for claim in said.claims))


def _verdict(said: Sequence[_Said], found: Sequence[Mention], service: str, kind: str) -> str:
    told = [c for s, m in zip(said, found, strict=True) if s.service == service and not m.role for c in s.claims]
    return combine(told, service, kind).status


def _with_role(mention: Mention, status: str) -> Mention:
    if mention.role:
        return mention
    return replace(mention, role="deciding" if mention.status == status else "supporting")


def _said(passages: Sequence[Passage]) -> Iterator[_Said]:
    state = _State()
    for passage, after in zip_longest(passages, passages[1:]):
        found: list[_Said] = []
        if state.enter(passage) or names_services(passage.text):
            bare = passage.kind == "heading" and (after is None or after.kind == "heading")
            for sentence in read_sentences(passage.text):
                found = list(_of_sentence(sentence, passage, state))
                yield from (replace(one, bare=True) for one in found) if bare else found
                if found or not continues(sentence):
                    state.before = {one.service: last.form for one in found if (last := spoken_of(one.claims))}
        state.leave(passage, found)


@dataclass(slots=True)
class _State:
    """What a passage may go on about: the heading above, the sentence before, the table it is a row of."""

    heading: tuple[str, ...] = ()  # services that the heading just above names
    before: dict[str, str] = field(default_factory=dict)  # services of the sentence before, with the form it used
    table: TableSoFar = field(default_factory=TableSoFar)

    def enter(self, passage: Passage) -> bool:
        """Whether a passage may speak of a service though it names none."""
        if passage.kind != "paragraph":
            self.before = {}
        if passage.kind == "cell":
            self.table.add(passage.text)
            return is_total(passage.text)
        return bool(self.heading or self.before)

    def leave(self, passage: Passage, found: Sequence[_Said]) -> None:
        """Keep what the next passage may go on about; `found` is what the last sentence said."""
        if passage.kind == "heading":
            self.heading = tuple(dict.fromkeys(one.service for one in found))
        elif passage.kind != "bullet":
            self.heading = ()
        if passage.kind == "cell":
            return
        if found and all(c.status == "available" and not c.passing for one in found for c in one.claims):
            self.table = TableSoFar(tuple(dict.fromkeys(one.service for one in found)))
        elif self.table.used:
            self.table = TableSoFar()


def _of_sentence(sentence: Sentence, passage: Passage, state: _State) -> Iterator[_Said]:
    names = {term.service for term in sentence.terms if term.form != "trap"}
    named = [service for service in SERVICES if service in names]
    row = passage.kind == "cell"
    for service in named:
        told = state.table.claims(sentence, service) if row else claims(sentence, service)
        yield _Said(service, passage, sentence, tuple(told), "row" if row else "")
    if not named and row and (total := state.table.total(sentence)):
        yield _Said(total[0], passage, sentence, (total[1],), "row")
    if named or sentence.terms or passage.kind in {"cell", "heading"}:
        return
    for service in state.heading:
        told = [claim for claim in claims(sentence, service, form="direct") if claim.weight]
        if told:
            yield _Said(service, passage, sentence, tuple(told), "heading")
    for service, form in state.before.items():
        if service not in state.heading and form and continues(sentence):
            told = [claim for claim in claims(sentence, service, form=form) if claim.weight]
            if told:
                yield _Said(service, passage, sentence, tuple(told), "follow")


def _mention(said: _Said, kind: str) -> Mention:
    verdict = combine(said.claims, said.service, kind)
    start, end, matched = _matched(said)
    status = verdict.status if verdict.status != "not_mentioned" else _nearest_status(said)
    rule = ".".join(filter(None, (verdict.rule, said.via)))
    return Mention(
        service=said.service, passage=said.passage, start=start, end=end, matched=matched, status=status,
        unit_count=verdict.unit_count, yades=verdict.yades, owner=_owner(said), role=_role(said, kind), rule=rule,
    )  # fmt: skip


def _owner(said: _Said) -> str:
    return next((claim.owner for claim in said.claims if claim.owner), "")


def _nearest_status(said: _Said) -> str:
    return said.claims[-1].status if said.claims else "not_mentioned"


def _matched(said: _Said) -> tuple[int, int, str]:
    sentence = said.sentence
    name = next((term for term in sentence.of(said.service) if term.form != "trap"), None)
    printed = said.passage.text[sentence.start : sentence.end]
    return sentence.start, sentence.end, name.printed if name else printed.split()[0]


def _role(said: _Said, kind: str) -> str:
    """`set_aside` by place, `passing` by what is said; empty where the document's verdict has to tell."""
    section = said.passage.section
    weight = max((claim.weight for claim in said.claims), default=0)
    if section in SET_ASIDE or (section in _PAST and kind in PLANS and not weight):
        return "set_aside"
    if all(c.passing or (c.owner in OTHERS and c.status not in _LENT) for c in said.claims):
        return "passing"
    if said.bare or _of_the_state(said) or (section in _PAST and not weight):
        return "passing"
    return ""


def _of_the_state(said: _Said) -> bool:
    """A kindergarten (anaokulu) belongs to the ministry's schools unless it is called the municipality's."""
    names = [term.name for term in said.sentence.of("childcare")] if said.service == "childcare" else []
    school = bool(names) and all(name.startswith(("anaok", "ana ok", "anasın", "ana sın")) for name in names)
    return school and _owner(said) != "municipality"
