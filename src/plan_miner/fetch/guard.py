"""Whom a download may ask and how often: public addresses only, one request at a time and host, under our name."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from plan_miner.fetch.trouble import Trouble
from plan_miner.settings import Settings

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address


class Turns:
    """The turns at hosts, shared by all threads: requests to one host start at least `rate` seconds apart."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, host: str, rate: float, now: float) -> float:
        """Take the next free turn at `host`, and say when it is: `now` or later, on the same clock."""
        with self._lock:
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + rate
        return turn

    def wait(self, host: str, rate: float) -> None:
        """Sleep until it is our turn at `host`."""
        now = time.monotonic()
        time.sleep(self.take(host, rate, now) - now)


TURNS = Turns()


@cache
def user_agent(contact: str) -> str:
    """How we introduce ourselves: ``plan-miner/<version> (+<contact>)``."""
    try:
        name = f"plan-miner/{version('plan-miner')}"
    except PackageNotFoundError:
        name = "plan-miner"
    return f"{name} (+{contact})" if contact else name


def session(settings: Settings) -> requests.Session:
    """A session that introduces itself and, unless the settings allow it, refuses what is not a public address."""
    asking = requests.Session()
    asking.headers["User-Agent"] = user_agent(settings.contact)
    asking.headers["Accept"] = "application/pdf, */*;q=0.8"
    asking.headers["Accept-Encoding"] = "identity"
    if not settings.allow_private_hosts:
        asking.mount("http://", GuardedAdapter())
        asking.mount("https://", GuardedAdapter())
    return asking


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; an IPv4 address inside an IPv6 one is judged itself."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host; none where nobody knows it. Raises Trouble if one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address):
            where = host if host == address else f"{host} ({address})"
            message = (
                f"leads to {where}, which is not on the open internet: set PLAN_MINER_ALLOW_PRIVATE_HOSTS=1 if meant"
            )
            raise Trouble("blocked", message)
    return addresses


class _Guarded(HTTPConnection):
    """Connects to the very addresses that were checked: a name asked twice could lead elsewhere the second time."""

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        failure: ConnectTimeoutError | NewConnectionError | None = None
        try:
            for address in public_addresses(name, self.port) or [name]:
                self._dns_host = address
                try:
                    return super()._new_conn()
                except (ConnectTimeoutError, NewConnectionError) as error:
                    failure = error
        finally:
            self._dns_host = name
        raise failure or AssertionError("no address was tried")


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class _GuardedPool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _GuardedTLSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class GuardedAdapter(HTTPAdapter):
    """Guards direct connections where they are made; of a proxy's, the name is judged as far as we can look it up."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _GuardedPool, "https": _GuardedTLSPool}

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        url = request.url or ""
        if select_proxy(url, proxies):
            public_addresses(urlsplit(url).hostname or "", 0)
        return super().send(request, stream, timeout, verify, cert, proxies)
