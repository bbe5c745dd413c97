"""One request, one answer: the connections, with every limit a hostile server needs."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from crawlers.addresses import AddressGuard, GuardedResolver
from crawlers.errors import CrawlError, Refused, TimedOut, TooLarge, Unreachable
from crawlers.tls import Tls, tls_context
from crawlers.unpack import unpack

#: Bodies that unpack to more than this do so in a thread: bombs of 10 MB stopped the loop for 200 ms together.
_UNPACKED_IN_LOOP = 500_000


@dataclass(frozen=True, slots=True)
class Hop:
    """One request. `label` is its address as it may be shown: without secrets."""

    url: URL
    label: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    timeout: float = 30.0
    max_bytes: int = 10 * 2**20
    tls: Tls = "strict"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, with any status. `headers` have lower-case names; `body` is unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: str = ""  # how we know that the body was cut


class Transport:
    """Guarded connections, kept alive and shared by everything that asks. Follows no redirect and keeps no cookie."""

    def __init__(self, guard: AddressGuard, resolver: AbstractResolver, authorities: str = "") -> None:
        self._authorities = authorities
        self._resolver = GuardedResolver(guard, resolver)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=self._resolver, socket_factory=guard.socket, limit=0, ttl_dns_cache=300
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,  # a proxy from the environment would be asked instead of the checked address
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        )

    async def answer(self, hop: Hop) -> Answer:
        """Raises Unreachable, TimedOut, TooLarge, Refused, or PageError for a body that cannot be unpacked."""
        if self._session.closed:
            raise Unreachable(f"{hop.label} was not asked: the crawler is closed")
        try:
            try:
                return await self._answer(hop)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
                if hop.method == "GET" or isinstance(error, aiohttp.ClientConnectorError):
                    raise
                # a kept connection had ended; aiohttp asks again by itself only for GET, and our forms only read
                return await self._answer(hop)
        except TimeoutError:
            raise TimedOut(f"{hop.label} was not answered whole within {hop.timeout:.0f} s") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _told(error, hop) from error

    async def _answer(self, hop: Hop) -> Answer:
        async with self._session.request(
            hop.method,
            hop.url,
            data=hop.body or None,
            headers=hop.headers,
            timeout=_whole(hop.timeout),
            ssl=tls_context(hop.tls, self._authorities),
            allow_redirects=False,
        ) as response:
            body, truncated = await _body(response, hop)
            headers = _headers(response)
        if packing := headers.get("content-encoding"):
            body, cut = await _unpacked(body, packing, hop)
            truncated = truncated or ("its packed body ends early" if cut else "")
        return Answer(response.status, headers, body, truncated)

    async def close(self) -> None:
        await self._session.close()
        await self._resolver.close()


@lru_cache(maxsize=64)
def _whole(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds)


async def _unpacked(body: bytes, packing: str, hop: Hop) -> tuple[bytes, bool]:
    if len(body) < _UNPACKED_IN_LOOP < hop.max_bytes:
        with suppress(TooLarge):
            return unpack(body, packing, _UNPACKED_IN_LOOP, hop.label)
    return await asyncio.to_thread(unpack, body, packing, hop.max_bytes, hop.label)


async def _body(response: aiohttp.ClientResponse, hop: Hop) -> tuple[bytes, str]:
    if (response.content_length or 0) > hop.max_bytes:
        response.close()
        raise TooLarge(f"{hop.label} says it has {response.content_length} bytes, more than {hop.max_bytes}")
    pieces, size = [], 0
    try:
        async for piece in response.content.iter_any():
            pieces.append(piece)
            if (size := size + len(piece)) > hop.max_bytes:
                response.close()
                raise TooLarge(f"{hop.label} has more than {hop.max_bytes} bytes")
    except aiohttp.ClientPayloadError as error:
        return b"".join(pieces), f"the connection ended after {size} bytes: {_first_line(error)}"
    return b"".join(pieces), ""


def _headers(response: aiohttp.ClientResponse) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in response.headers.items():
        headers.setdefault(name.lower(), _text(value))
    return headers


def _text(value: str) -> str:
    """Headers are ASCII by right; file names in them are UTF-8 or, in Korea, CP949."""
    if value.isascii():
        return value
    raw = value.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _told(error: Exception, hop: Hop) -> CrawlError:
    host = f"{hop.url.raw_host}:{hop.url.port}"
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return Unreachable(f"the certificate of {host} is not trusted: {_certificate_fault(error.certificate_error)}")
    if isinstance(error, aiohttp.ClientConnectorSSLError | ssl.SSLError):
        return Unreachable(
            f"{host} offers no TLS that we accept ({_first_line(error)}); old servers may need tls: legacy"
        )
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Unreachable(f"the name {hop.url.raw_host} does not resolve: {_first_line(error.os_error)}")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Unreachable(f"{host} takes no connection: {_fault(error.os_error)}")
    if isinstance(error, aiohttp.InvalidURL):
        return Refused(f"{hop.label} is no web address: {_first_line(error)}")
    if isinstance(error, aiohttp.ClientResponseError):
        return Unreachable(f"{hop.label} answers no proper HTTP: {error.message.partition(chr(10))[0][:200]}")
    return Unreachable(f"{host} ended the connection without an answer ({_first_line(error) or type(error).__name__})")


def _certificate_fault(error: Exception) -> str:
    return str(getattr(error, "verify_message", "")) or _first_line(error)


def _fault(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else _first_line(error)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:200]
