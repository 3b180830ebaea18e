"""The review page on this computer: a free port on loopback, a fresh token, and the address that a person opens."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from contextlib import closing, suppress

import uvicorn

from plan_miner.review.desk import Desk
from plan_miner.review.guard import ENTRANCE, Guard
from plan_miner.review.page import page
from plan_miner.review.pictures import Pictures
from plan_miner.review.words import Words
from plan_miner.saying import refusal, said, verbatim
from plan_miner.terminal import USAGE, err, say, stop


def serve(desk: Desk, reader: str, port: int, words: Words, *, open_browser: bool) -> None:
    """Serve until interrupted; prints the address first, on a line of its own, and at the end what comes next."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        door.bind(("127.0.0.1", port))
        door.listen()  # whoever comes before the server is up waits at the door
    except OSError as error:
        stop(
            said("--port {port}: {reason}; give another, or 0 for any that is free", port=port, reason=refusal(error)),
            USAGE,
        )
    port = door.getsockname()[1]
    token = secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{port}{ENTRANCE}?token={token}"
    with suppress(KeyboardInterrupt), closing(Pictures(desk.data)) as pictures:
        say(verbatim(words("open_this")), on=err)
        say(verbatim(address), on=err)
        app = Guard(page(desk, pictures, reader), token, port)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        if open_browser:
            webbrowser.open(address)
        server.run(sockets=[door])
    if desk.review().decisions:
        say(verbatim(words("publish_hint", run=desk.next_run)), on=err)
