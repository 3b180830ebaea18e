"""The review page: its addresses, each a short way from what is asked to what is shown or written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib import resources
from typing import Any
from urllib.parse import parse_qs, urlencode

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool

from plan_miner.children import Died
from plan_miner.model import Edition
from plan_miner.review.desk import Desk, NoTables
from plan_miner.review.forms import new_objective, one, values_of
from plan_miner.review.items import DOUBT, OBJECTIVE, SERVICE
from plan_miner.review.judging import Refused, judged
from plan_miner.review.marking import Marking, added_decision, marking
from plan_miner.review.pictures import SCALES, Pictures
from plan_miner.review.queue import Filters, neighbours, progress, queue
from plan_miner.review.showing import Shown, choices, environment, item_view, pane_view, titles
from plan_miner.review.standing import Standing
from plan_miner.review.words import LANGUAGES, words

SHOWN_ROWS = 200  # of the queue on one page
LATEST = 30  # decisions that the summary shows
KEPT = "private, max-age=31536000, immutable"  # a picture's address names the edition's bytes
AHEAD = 2  # items whose pages are drawn before anybody asks


class Room:
    """What every address of one page has at hand."""

    def __init__(self, desk: Desk, pictures: Pictures, reader: str) -> None:
        self.desk, self.pictures, self.reader = desk, pictures, reader
        self._templates = environment()

    def answer(self, request: Request, template: str, status: int = 200, **more: Any) -> HTMLResponse:
        """A template filled in, in the language that the person chose."""
        w = words(request.cookies.get("lang", LANGUAGES[0]))
        here = str(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
        tables = self.desk.tables()
        names = {row["municipality_id"]: row["municipality"] for row in tables["municipalities"]}
        common = {
            "w": w, "run": self.desk.next_run, "reader": self.reader, "names": names, "here": here,
            "keys": request.cookies.get("keys") != "off",
            "choices": choices(w), "titles": titles(tables["documents"], w),
        }  # fmt: skip
        return HTMLResponse(self._templates.get_template(template).render(**common, **more), status)

    def queue(self, filters: Filters) -> list[Standing]:
        return queue(self.desk.review(), filters, self.reader)

    def progress(self) -> Any:
        return progress(self.desk.review(), self.reader, datetime.now().astimezone().date())

    def about(self, standing: Standing) -> Standing | None:
        """The item that a doubt is about, where it is about one."""
        of_row = standing.item.words[1] if standing.item.kind == DOUBT else ""
        found = (self.desk.review().standings.get(f"{kind}:{of_row}") for kind in (OBJECTIVE, SERVICE))
        return next(filter(None, found), None)

    def ahead(self, standings: Sequence[Standing]) -> None:
        """Draw the pages of what is likely to be opened next."""
        for standing in standings[:AHEAD]:
            edition = self.desk.edition(standing.item.document_id)
            if edition and standing.item.page:
                self.pictures.ahead(edition, standing.item.page)

    def pane(
        self, edition: Edition | None, page: int, boxes: Sequence[Mapping[str, Any]], telling: Sequence[str] = ()
    ) -> Any:
        """The page beside an item, with outlines around `boxes`; None where there is no such page to be shown."""
        if edition is None or page < 1:
            return None
        last = self.desk.last_page(edition.document_id)
        return pane_view(edition, page, last, self.pictures.picture(edition, page), boxes, telling)


def page(desk: Desk, pictures: Pictures, reader: str) -> FastAPI:
    """The application for one data folder and one reviewer; to be put behind guard.Guard."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    room = Room(desk, pictures, reader)
    app.mount("/static", StaticFiles(directory=str(resources.files("plan_miner.review") / "static")), "static")
    _reading(app, room)
    _files(app, room)
    _writing(app, room)

    @app.exception_handler(NoTables)
    def no_tables(_: Request, why: Exception) -> Response:
        return Response(str(why), 503, media_type="text/plain")

    return app


# --- what is shown ------------------------------------------------------------------------------


def _reading(app: FastAPI, room: Room) -> None:
    @app.get("/")
    def the_queue(request: Request) -> Response:
        return _queue(room, request)

    @app.get("/item")
    def item(request: Request) -> Response:
        return _item(room, request, request.query_params.get("id", ""))

    @app.get("/pane")
    def pane(request: Request, id: str = "", document: str = "", page: int = 1) -> Response:  # noqa: A002
        standing = room.desk.review().standings.get(id)
        boxes = room.desk.evidence(standing.item) if standing else ()
        telling = standing.item.values.matched if standing else ()
        view = room.pane(room.desk.edition(document), page, boxes, telling)
        return room.answer(request, "pane.html", pane=view, item_id=id, query="")

    @app.get("/mark")
    def mark(request: Request, document: str = "", page: int = 1) -> Response:
        return _mark(room, request, document, page)

    @app.get("/summary")
    def summary(request: Request) -> Response:
        return _summary(room, request)


def _files(app: FastAPI, room: Room) -> None:
    @app.get("/picture/{document}/{sha}/{page}-{sharp}.png")
    def picture(document: str, sha: str, page: int, sharp: str) -> Response:
        edition = room.desk.edition(document)
        if edition is None or edition.sha256[:12] != sha or sharp not in SCALES:
            return Response(status_code=404)
        drawn = room.pictures.picture(edition, page, sharp)
        if isinstance(drawn, Died):
            return Response(drawn.error, 404, media_type="text/plain")
        return FileResponse(drawn.path, media_type="image/png", headers={"cache-control": KEPT})

    @app.get("/original/{document}.pdf")
    def original(document: str) -> Response:
        edition = room.desk.edition(document)
        if edition is None or not edition.path.exists():
            return Response(status_code=404)
        return FileResponse(edition.path, media_type="application/pdf", filename=f"{document}.pdf")


def _queue(room: Room, request: Request) -> Response:
    """What is to be looked at, a page of rows at a time."""
    filters = Filters.of(request.query_params)
    found = room.queue(filters)
    room.ahead(found)
    start = _start(request, len(found))
    return room.answer(
        request, "queue.html", count=len(found), filters=filters, progress=room.progress(),
        rows=[Shown(one, room.reader) for one in found[start : start + SHOWN_ROWS]], start=start, step=SHOWN_ROWS,
        query=urlencode(filters.as_query()),
        to_open=[row["document_id"] for row in room.desk.tables()["documents"] if row["sha256"]],
    )  # fmt: skip


def _summary(room: Room, request: Request) -> Response:
    """How far the review has come, and what was decided last; a second reader is not told of the first."""
    review = room.desk.review()
    hidden = {key for key, one in review.standings.items() if one.wants_second(room.reader)}
    told = (one for one in review.decisions if one.item not in hidden)
    latest = sorted(told, key=lambda one: one.at, reverse=True)[:LATEST]
    standing = ((one.item, review.standings.get(one.item)) for one in latest)
    return room.answer(
        request, "summary.html", progress=room.progress(), orphaned=review.orphaned, latest=latest,
        shown={item: Shown(one, room.reader) for item, one in standing if one},
        disputed=[Shown(one, room.reader) for one in review.standings.values() if one.disputed],
        unreadable=room.desk.unreadable(),
    )  # fmt: skip


def _start(request: Request, count: int) -> int:
    """The first row of the queue that is asked for, from 0; of a place that is none, the beginning."""
    asked = request.query_params.get("start", "")
    start = int(asked) if asked.isascii() and asked.isdecimal() else 0
    return start - start % SHOWN_ROWS if start < count else 0


def _item(room: Room, request: Request, item_id: str, **problem: Any) -> Response:
    """An item beside its page; `problem` is what was wrong with a form, and what stood in it."""
    standing = room.desk.review().standings.get(item_id)
    if standing is None:
        return room.answer(request, "gone.html", 404)
    filters = Filters.of(request.query_params)
    found = room.queue(filters)
    before, after = neighbours(found, item_id)
    edition = room.desk.edition(request.query_params.get("document", standing.item.document_id))
    boxes = room.desk.evidence(standing.item)
    wanted = request.query_params.get("page", "")
    number = int(wanted) if wanted.isdecimal() else standing.item.page
    about = room.about(standing)
    view = item_view(
        standing, boxes, room.reader, about.item.id if about else "", room.desk.searched(standing.item), **problem
    )
    response = room.answer(
        request, "item.html", 422 if problem else 200, view=view, about=about and Shown(about, room.reader),
        pane=room.pane(edition, number, boxes, standing.item.values.matched), item_id=item_id, before=before,
        after=after, query=urlencode(filters.as_query()), done=request.query_params.get("done", ""), left=len(found),
    )  # fmt: skip
    room.ahead([room.desk.review().standings[one] for one in (after,) if one])
    return response


def _mark(room: Room, request: Request, document: str, page: int, **problem: Any) -> Response:
    edition = room.desk.edition(document)
    if edition is None:
        return room.answer(request, "gone.html", 404)
    lines = marking(room.desk.data, edition, page)
    boxes = [{"page": page, "quote": line.text, **line.corners} for line in lines.lines]
    pane = room.pane(edition, page, boxes)
    return room.answer(
        request, "mark.html", 422 if problem else 200, pane=pane, lines=lines, document=document, page=page, **problem
    )


# --- what is written down -----------------------------------------------------------------------


async def _form(request: Request) -> dict[str, list[str]]:
    return parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20_000)


def _writing(app: FastAPI, room: Room) -> None:
    @app.post("/decide")
    async def decide(request: Request) -> Response:
        return await run_in_threadpool(_decide, room, request, await _form(request))

    @app.post("/undo")
    async def undo(request: Request) -> Response:
        form = await _form(request)
        standing = room.desk.review().standings.get(one(form, "id"))
        if standing is None:
            return room.answer(request, "gone.html", 404)
        if not await run_in_threadpool(room.desk.undo, standing, room.reader):
            return _item(room, request, standing.item.id, refused=Refused("not_yours"))
        if standing.item.id not in room.desk.review().standings:
            return RedirectResponse("/", 303)
        return _see("/item", request, id=standing.item.id)

    @app.post("/add")
    async def add(request: Request) -> Response:
        return await run_in_threadpool(_add, room, request, await _form(request))

    @app.post("/setting")
    async def setting(request: Request) -> Response:
        form = await _form(request)
        back = one(form, "back")
        answer = RedirectResponse(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/", 303)
        for name, allowed in (("lang", LANGUAGES), ("keys", ("on", "off"))):
            if one(form, name) in allowed:
                answer.set_cookie(name, one(form, name), max_age=31_536_000, httponly=True, samesite="strict")
        return answer


def _decide(room: Room, request: Request, form: Mapping[str, Sequence[str]]) -> Response:
    """Write the decision down and go on to the next item; what cannot be taken is said beside the form."""
    item_id = one(form, "id")
    standing = room.desk.review().standings.get(item_id)
    if standing is None:
        return room.answer(request, "gone.html", 404)
    values = None
    try:
        if one(form, "evidence") != standing.item.evidence:
            raise Refused("words_changed", item=item_id)
        values = values_of(form, standing.item)
        note, seen = one(form, "note"), form.get("seen", ())
        made = judged(standing, room.reader, one(form, "verdict"), values, note, seen)
    except Refused as why:
        return _item(room, request, item_id, refused=why, values=values, note=one(form, "note"))
    _, after = neighbours(room.queue(Filters.of(request.query_params)), item_id)
    room.desk.decide(made)
    return _see("/item" if after else "/", request, id=after, done=item_id)


def _add(room: Room, request: Request, form: Mapping[str, Sequence[str]]) -> Response:
    document, number = one(form, "document"), one(form, "page")
    edition = room.desk.edition(document)
    if edition is None or not number.isdecimal():
        return room.answer(request, "gone.html", 404)
    lines: Marking = marking(room.desk.data, edition, int(number))
    try:
        marked = [lines.lines[int(n)] for n in form.get("line", ()) if n.isdecimal() and int(n) < len(lines.lines)]
        values = new_objective(form)
        made = added_decision(room.desk.review(), room.reader, edition, marked, values, one(form, "note"))
    except Refused as why:
        return _mark(room, request, document, int(number), refused=why, form=form)
    room.desk.decide(made)
    return _see("/item", request, id=made.item, done=made.item)


def _see(path: str, request: Request, **more: str) -> Response:
    """Go on to an address with the filters that were set."""
    query = {**Filters.of(request.query_params).as_query(), **{name: value for name, value in more.items() if value}}
    return RedirectResponse(f"{path}?{urlencode(query)}", 303)
