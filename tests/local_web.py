"""A web of our own that misbehaves: several hosts on loopback addresses, whose pages each behave as they are told.

Real sockets and nothing of the package: what stands at a path is a function that answers a request.
"""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import json
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

Answer = Callable[["Request"], None]
HTML = (
    b"<!DOCTYPE html><html lang=tr><title>Sayfa bulunamad\xc4\xb1</title><p>Arad\xc4\xb1\xc4\x9f\xc4\xb1n\xc4\xb1z yok"
)


class Request(BaseHTTPRequestHandler):
    """One request at a host, and the ways to answer it."""

    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self) -> None:
        host = self.server
        with host.guard:
            host.asked.append((self.path, dict(self.headers)))
            host.times[self.path] += 1
        answer = host.pages.get(self.path) or host.pages.get(urlsplit(self.path).path) or host.otherwise
        with suppress(ConnectionError, ssl.SSLError):
            answer(self)

    @property
    def time(self) -> int:
        """How many times this path has been asked for, from 1."""
        return self.server.times[self.path]

    def send(self, body: bytes, code: int = 200, *, length: int | None = None, **headers: str) -> None:
        """An answer whole, or (with another `length`) not as long as it says."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        if length is not None and length != len(body):
            self.hang_up()

    def send_without_length(self, **headers: str) -> None:
        """Only the head: what follows goes on until the connection is closed."""
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def hang_up(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(2)

    def log_message(self, *_: object) -> None:
        pass


class Host(ThreadingHTTPServer):
    """A host of the web: `pages` by path, and what was asked of it."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: str, certificate: Path | None = None) -> None:
        super().__init__((address, 0), Request)
        self.pages: dict[str, Answer] = {}
        self.otherwise: Answer = status(404)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: Counter[str] = Counter()
        self.guard = threading.Lock()
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
            self.scheme = "https"
        threading.Thread(target=partial(self.serve_forever, 0.05), daemon=True).start()

    def url(self, path: str = "") -> str:
        host, port = self.server_address[:2]
        return f"{self.scheme}://{host}:{port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, but for the rules for programs."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def handle_error(self, *_: object) -> None:
        pass  # who hangs up in the middle has his reasons

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class Web:
    """Hosts on 127.0.0.2 and on, closed together."""

    def __init__(self) -> None:
        self.hosts: list[Host] = []

    def host(self, certificate: Path | None = None) -> Host:
        host = Host(f"127.0.0.{2 + len(self.hosts)}", certificate)
        self.hosts.append(host)
        return host

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        for host in self.hosts:
            host.close()


# --- how a page behaves -------------------------------------------------------------------------


def file(data: bytes, *, marked: bool = True, kind: str = "application/pdf") -> Answer:
    """A file as a good server gives it: with its mark, not twice (304), and the rest of it where asked (206)."""
    tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes"} if marked else {}

    def answer(request: Request) -> None:
        start = request.headers.get("Range", "").removeprefix("bytes=").rstrip("-")
        if marked and request.headers.get("If-None-Match") == tag:
            request.send_response(304)
            request.end_headers()
        elif marked and start.isdigit() and request.headers.get("If-Range") == tag:
            rest = data[int(start) :]
            span = f"bytes {start}-{len(data) - 1}/{len(data)}"
            request.send(rest, 206, Content_Range=span, Content_Type=kind, **headers)
        else:
            request.send(data, Content_Type=kind, **headers)

    return answer


def status(code: int, **headers: str) -> Answer:
    return lambda request: request.send(b"", code, **headers)


def leads_to(url: str, code: int = 302) -> Answer:
    return status(code, Location=url)


def page(html: bytes = HTML) -> Answer:
    return lambda request: request.send(html, Content_Type="text/html; charset=utf-8")


def in_turn(*answers: Answer) -> Answer:
    """The first answer to the first request for the path, and so on; the last one for ever."""
    return lambda request: answers[min(request.time, len(answers)) - 1](request)


def cut(data: bytes, at: int, *, marked: bool = True) -> Answer:
    """The connection breaks when `at` bytes have gone out."""
    headers = {"ETag": f'"{hashlib.sha256(data).hexdigest()[:16]}"'} if marked else {}
    return lambda request: request.send(data[:at], length=len(data), **headers)


def too_short(data: bytes, said: int) -> Answer:
    """The server says fewer bytes than there are, and no more come."""
    return lambda request: request.send(data[:said], Content_Type="application/pdf")


def drip(data: bytes, pause: float) -> Answer:
    def answer(request: Request) -> None:
        request.send_without_length(Content_Type="application/pdf")
        for place in range(0, len(data), 100):
            request.wfile.write(data[place : place + 100])
            request.wfile.flush()
            time.sleep(pause)

    return answer


def endless(data: bytes) -> Answer:
    def answer(request: Request) -> None:
        request.send_without_length(Content_Type="application/pdf")
        while True:
            request.wfile.write(data)

    return answer


def gzip_bomb(data: bytes, size: int) -> Answer:
    body = gzip.compress(data + b"\0" * size)
    return lambda request: request.send(body, Content_Encoding="gzip", Content_Type="application/pdf")


def archive(host: Host, captures: dict[str, list[tuple[str, bytes, str]]], *, spoilt: bytes = b"") -> None:
    """Make a web archive of a host: captures (timestamp, bytes, mimetype) by the address that was captured.

    The list of captures tells the hash of `spoilt` as what it would be if the bytes had not been spoilt.
    """

    def digest(data: bytes) -> str:
        return base64.b32encode(hashlib.sha1(data if data != spoilt else b"before").digest()).decode()  # noqa: S324

    rows = {url: [[ts, url, kind, "200", digest(data)] for ts, data, kind in had] for url, had in captures.items()}

    def answer(request: Request) -> None:
        parts = urlsplit(request.path)
        if parts.path == "/cdx/search/cdx":
            found = rows.get(parse_qs(parts.query)["url"][0], [])
            head = [["timestamp", "original", "mimetype", "statuscode", "digest"]] if found else []
            request.send(json.dumps(head + found).encode(), Content_Type="application/json")
            return
        stamp, _, url = request.path.removeprefix("/web/").partition("id_/")
        data = next((data for ts, data, _ in captures.get(unquote(url), []) if ts == stamp), None)
        if data is None:
            request.send(b"", 404)
        else:
            request.send(data)

    host.otherwise = answer


# --- certificates -------------------------------------------------------------------------------


def certificate(path: Path, host: str, days: int) -> Path:
    """A certificate that nobody vouches for, with its key, good from yesterday for so many days (or no longer)."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=30))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + built.public_bytes(serialization.Encoding.PEM))
    return path
