"""What the templates are given: plain views of items, pages and choices. Nothing is written here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from plan_miner.children import Died
from plan_miner.lexicon import labels
from plan_miner.model import BASES, Edition
from plan_miner.publish.labels import period
from plan_miner.publish.relations import SERVICE_STATUSES
from plan_miner.review.decisions import Decision, Values
from plan_miner.review.items import ADDED, DOUBT, OBJECTIVE, SERVICE, Item
from plan_miner.review.judging import Refused
from plan_miner.review.pictures import Picture
from plan_miner.review.queue import STATES, state_of
from plan_miner.review.standing import Standing
from plan_miner.review.words import Words
from plan_miner.services.terms import SERVICES

MARGIN = 2.5  # points that an outline keeps from the words


def environment() -> Environment:
    """Templates that escape whatever they are given, and fail on a name that nobody gave."""
    made = Environment(
        loader=PackageLoader("plan_miner.review"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals["parts"] = parts
    return made


def titles(documents: Sequence[Mapping[str, Any]], w: Words) -> dict[str, str]:
    """What people call each document, by its id: municipality, kind and years; two of one name keep their ids."""
    named = {
        row["document_id"]: f"{row['municipality']}, {w.name('kinds', row['kind'])} {period(dict(row))}"
        for row in documents
    }
    often = Counter(named.values())
    return {one: name if often[name] == 1 else f"{name} ({one})" for one, name in named.items()}


def parts(text: str, telling: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the words that decided."""
    words = sorted(filter(None, telling), key=len, reverse=True)
    if not words:
        return [(text, False)]
    pieces = re.split(f"({'|'.join(map(re.escape, words))})", text)
    return [(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the queue."""

    standing: Standing
    reader: str

    @property
    def item(self) -> Item:
        return self.standing.item

    @property
    def state(self) -> str:
        return state_of(self.standing, self.reader)

    @property
    def doubted(self) -> bool:
        """Whether the program itself was not sure if the objective belongs: its reason is then worth a line."""
        return self.item.kind == OBJECTIVE and self.item.asked and not self.item.values.in_annex

    def title(self, w: Words) -> str:
        """The line's words in the reader's language: a service with its status, a doubt, or code and objective."""
        item = self.item
        if item.kind == SERVICE:
            return f"{w.name('services', item.service)}: {w.name('status', item.values.status)}"
        if item.kind == DOUBT:
            return f"{w.name('doubts', item.words[0])}: {item.reason}"
        return f"{item.values.objective_code} {item.values.objective}"


@dataclass(frozen=True, slots=True)
class Outline:
    """A box of evidence on the page that is shown, in points, a little larger than the words."""

    x: float
    y: float
    width: float
    height: float
    quote: str
    telling: bool  # holds the words for which the row is here


@dataclass(frozen=True, slots=True)
class Pane:
    """A page as it is shown: its picture, what is outlined on it, and where the evidence stands besides.

    `last` is the last page of the document, or 0 where nobody knows.
    """

    document_id: str
    sha: str
    page: int
    last: int
    width: float
    height: float
    outlines: tuple[Outline, ...]
    elsewhere: tuple[int, ...]
    problem: str = ""


def pane_view(
    edition: Edition,
    page: int,
    last: int,
    picture: Picture | Died,
    boxes: Sequence[Mapping[str, Any]],
    telling: Sequence[str] = (),
) -> Pane:
    """The page `page` (from 1) of an edition; `boxes` are rows of evidence, `telling` the words that decided."""
    pages = sorted({int(one["page"]) for one in boxes} - {page})
    outlines = tuple(_outline(one, telling) for one in boxes if one["page"] == page)
    at = (edition.document_id, edition.sha256[:12], page, last)
    if isinstance(picture, Died):
        return Pane(*at, 1, 1, outlines, tuple(pages), picture.error)
    return Pane(*at, picture.width, picture.height, outlines, tuple(pages))


def _outline(row: Mapping[str, Any], telling: Sequence[str]) -> Outline:
    quote = str(row["quote"])
    tells = not telling or any(word in quote for word in telling)
    width, height = row["x1"] - row["x0"] + 2 * MARGIN, row["bottom"] - row["top"] + 2 * MARGIN
    return Outline(row["x0"] - MARGIN, row["top"] - MARGIN, width, height, quote, tells)


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item for its form: what stands in it, what was decided, and what went wrong.

    `history` is empty for a second reader, who is not to know what the first said.
    """

    item: Item
    state: str
    values: Values
    note: str
    history: tuple[Decision, ...]
    earlier: tuple[Decision, ...]
    disputed: tuple[Decision, ...]
    mine: bool
    refused: Refused | None
    quotes: tuple[str, ...]
    about: str  # the id of the item that a doubt is about; empty where there is none
    searched: tuple[str, ...]  # the documents in which a service was looked for, where none of them speaks of it

    @property
    def form(self) -> str:
        return {OBJECTIVE: "objective", ADDED: "objective", SERVICE: "service"}.get(self.item.kind, "")


def item_view(
    standing: Standing,
    boxes: Sequence[Mapping[str, Any]],
    reader: str,
    about: str = "",
    searched: Sequence[str] = (),
    refused: Refused | None = None,
    values: Values | None = None,
    note: str = "",
) -> ItemView:
    """What the form of an item shows `reader`; `refused`, `values` and `note`: a form that could not be taken."""
    state, blind = state_of(standing, reader), standing.wants_second(reader)
    shown = standing.item.values if blind else standing.values
    printed = standing.item.words if standing.item.kind in (OBJECTIVE, ADDED) else ()  # others begin with their codes
    quotes = tuple(dict.fromkeys(str(one["quote"]) for one in boxes)) or tuple(filter(None, printed))
    return ItemView(
        item=standing.item,
        state=state,
        values=values or shown,
        note=note,
        history=() if blind else standing.decisions,
        earlier=standing.earlier,
        disputed=standing.says if standing.disputed else (),
        mine=reader in standing.readers,
        refused=refused,
        quotes=quotes,
        about=about,
        searched=() if boxes else tuple(searched),
    )


def choices(w: Words) -> dict[str, list[tuple[str, str]]]:
    """Codes with their names, for the lists of a form."""
    codes: dict[str, tuple[str, Sequence[str]]] = {
        "basis": ("basis", BASES),
        "themes": ("themes", list(labels()["themes"])),
        "groups": ("groups", list(labels()["groups"])),
        "status": ("status", SERVICE_STATUSES),
        "service": ("services", SERVICES),
    }
    named = {name: [(code, w.name(family, code)) for code in of_one] for name, (family, of_one) in codes.items()}
    kinds = (OBJECTIVE, SERVICE, DOUBT, ADDED)
    return {
        **named,
        "kind": [(kind, w(f"kind_{kind}")) for kind in kinds],
        "state": [*((state, w(f"state_{state}")) for state in STATES), ("all", w("state_all"))],
    }
