"""Who may speak to the page: a browser on this computer that was given its address, and nobody's script.

The page listens on loopback alone. A name that somebody else's domain was pointed at (DNS rebinding) is told by its
Host, a form on another site by its Origin, another program by the token that it does not have.
"""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTRANCE = "/enter"
LONGEST = 2_000_000  # bytes of a form
SAFE = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """Lets through what comes from our own page in a browser that holds the token, and hardens every answer."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"plan_miner_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._refusal(scope) or self._entered(scope)
        await (answer or self._app)(scope, receive, _hardened(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return PlainTextResponse("This page answers on this computer only.", 421)
        if scope["path"] == ENTRANCE:
            return None
        if not self._same(cookie_parser(headers.get("cookie", "")).get(self._cookie, "")):
            words = "Bu sayfa terminalde yazan adresle açılır.\nOpen this page by the address that the terminal shows."
            return PlainTextResponse(words, 403)
        if scope["method"] not in ("GET", "HEAD"):
            if headers.get("origin") != f"http://{headers['host']}":
                return PlainTextResponse("Only this page itself may write.", 403)
            if not headers.get("content-length", "").isdecimal() or int(headers["content-length"]) > LONGEST:
                return PlainTextResponse("Too much at once.", 413)
        return None

    def _entered(self, scope: Scope) -> Response | None:
        """The token of the address becomes a cookie that no script and no other site gets."""
        if scope["path"] != ENTRANCE:
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not self._same(given):
            return PlainTextResponse("This address is of another time: take the one that the terminal shows.", 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
        return answer

    def _same(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())


def _hardened(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SAFE.items():
                headers[name] = value
            if "cache-control" not in headers:
                headers["cache-control"] = "no-store"
        await send(message)

    return wrapped
