"""Whom a download may ask, and whom it believes: public addresses only, certificates verified.

What is checked is what is connected to: a name is looked up once, each of its addresses is judged, and the
connection goes to those very addresses.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import certifi
import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from plan_miner.fetch.trouble import Trouble
from plan_miner.model import Certificate
from plan_miner.saying import said

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
# Forms of IPv6 that hide an IPv4 address and that no host of the open internet answers at.
NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "::/96",  # RFC 4291, IPv4-compatible
        "::ffff:0:0:0/96",  # RFC 2765, IPv4-translated
        "64:ff9b:1::/48",  # RFC 8215, translation inside a network
        "2001::/32",  # RFC 4380, Teredo
        "fec0::/10",  # RFC 3879, site-local
        "5f00::/16",  # RFC 9602, segment routing
    )
)
urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)  # an exception is told in the documents table
POOLS, PER_HOST = 64, 16  # connections that are kept for the next document


# --- addresses ----------------------------------------------------------------------------------


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; an IPv4 address inside an IPv6 one is judged itself."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
        if any(ip in network for network in NEVER):
            return False
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
            message = said(
                "leads to {where}, which is not on the open internet: set PLAN_MINER_ALLOW_PRIVATE_HOSTS=1 if meant",
                where=where,
            )
            raise Trouble("blocked", message, closed=True)
    return addresses


# --- certificates -------------------------------------------------------------------------------


def exception_for(host: str, certificates: tuple[Certificate, ...]) -> Certificate | None:
    """The exception that holds for a host today, if there is one; its last day is `until`."""
    today = datetime.now(UTC).date().isoformat()
    return next((c for c in certificates if c.host == host.lower().rstrip(".") and today <= c.until), None)


def in_words(exception: Certificate) -> str:
    """An exception as the documents table tells it."""
    how = f"verified with {exception.file.name}" if exception.file else "not verified"
    return f"certificate {how} until {exception.until}: {exception.reason}"


@cache
def _trusting() -> ssl.SSLContext:
    """Believes whom this computer believes, and the usual authorities where it names none."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certifi.where())
    named = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or ""
    if os.path.isfile(named):  # noqa: PTH113
        context.load_verify_locations(named)
    return context


@cache
def _excepting(exception: Certificate) -> ssl.SSLContext:
    """Believes the certificate file of the exception too; without one it believes whatever comes."""
    context = ssl.create_default_context(cafile=certifi.where())
    if exception.file:
        try:
            context.load_verify_locations(exception.file)
        except (OSError, ssl.SSLError) as error:
            message = said(
                "has a certificate exception whose file cannot be used ({file}: {error}): correct it",
                file=exception.file,
                error=error,
            )
            raise Trouble("unreachable", message) from error
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    else:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


# --- connections --------------------------------------------------------------------------------


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
    """Connections for all documents of a run, kept open between them.

    Direct ones are guarded where they are made; of a proxy's, the name is judged as far as we can look it up.
    """

    def __init__(self, *, private: bool = False, certificates: tuple[Certificate, ...] = ()) -> None:
        self._private, self._certificates = private, certificates
        super().__init__(pool_connections=POOLS, pool_maxsize=PER_HOST)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Connections look at each address that a name leads to, unless private hosts are allowed."""
        super().init_poolmanager(*args, **kwargs)
        if not self._private:
            self.poolmanager.pool_classes_by_scheme = {"http": _GuardedPool, "https": _GuardedTLSPool}

    def build_connection_pool_key_attributes(
        self,
        request: requests.PreparedRequest,
        verify: bool | str,  # noqa: ARG002
        cert: Any = None,
    ) -> tuple[Any, Any]:
        """Whom to believe of a host's certificate: `verify` has no say, exceptions are those of the registry alone."""
        host, pool = super().build_connection_pool_key_attributes(request, True, cert)
        if host["scheme"] != "https":
            return host, pool
        exception = exception_for(str(host["host"]), self._certificates)
        context = _excepting(exception) if exception else _trusting()
        return host, {**pool, "ssl_context": context, "cert_reqs": context.verify_mode}

    def cert_verify(self, conn: Any, url: str, verify: bool | str, cert: Any) -> None:
        """Nothing more: whom to believe is in the context already."""

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """The same as of requests; behind a proxy, which asks in our stead, the name is looked at here."""
        url = request.url or ""
        if not self._private and select_proxy(url, proxies):
            public_addresses(urlsplit(url).hostname or "", 0)
        return super().send(request, stream, timeout, verify, cert, proxies)


@cache
def adapter(private: bool, certificates: tuple[Certificate, ...]) -> GuardedAdapter:
    """The connections of this process under these settings: one set for all documents and threads."""
    return GuardedAdapter(private=private, certificates=certificates)
