"""Which addresses may be asked: http and https, and never the inside of our own network.

`ipaddress.is_global` is not enough: it passes 192.0.0.192 (a metadata address), NAT64, 6to4, fec0::/10 and multicast on
Python before 3.11.10, so the table is ours (IANA special-purpose registries, 2026). IPv6 is closed except for what is
assigned to the public.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from w3lib.url import safe_url_string
from yarl import URL

from crawlers.errors import Refused

Network = IPv4Network | IPv6Network

_CLOSED_V4 = [IPv4Network(network) for network in (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
)]  # fmt: skip
_PUBLIC_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = [IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]

_NAME = re.compile(r"(?!.*\.\.)[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?\.?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


_LONGEST = 8000  # characters of an address
_REMEMBERED = 300


def web_address(url: str) -> URL:
    """The address as it will be asked, in ASCII. Raises Refused for anything but a plain http(s) address."""
    return _known_address(url) if len(url) <= _REMEMBERED else _address(url)


def _address(url: str) -> URL:
    if len(url) > _LONGEST:
        raise Refused(f"{url[:200]!r} … is longer than {_LONGEST} characters")
    try:
        address = URL(safe_url_string(url), encoded=True).with_fragment(None)
        host, port = (address.raw_host or "").lower(), address.port
    except (ValueError, UnicodeError) as error:
        raise Refused(f"{url[:200]!r} is no web address: {error}") from None
    if address.scheme not in ("http", "https") or not port:
        raise Refused(f"{url[:200]!r} is no http or https address")
    if ":" not in host and not _NAME.fullmatch(host):
        raise Refused(f"{url[:200]!r} has no valid host name")
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]) and literal(host) is None:
        raise Refused(f"{url[:200]!r} hides an IP address; write it as four decimal numbers")
    return address


_known_address = lru_cache(maxsize=16384)(_address)


@lru_cache(maxsize=1024)
def literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except (AddressValueError, ValueError):
        return None


class AddressGuard:
    """Open to the public internet and to `allow` only."""

    def __init__(self, allow: Iterable[Network] = ()) -> None:
        self._allow = tuple(allow)

    def check_url(self, url: URL) -> None:
        """Raises Refused when the host is a literal of a closed address; names are checked when resolved."""
        host = url.raw_host or ""
        if (address := literal(host)) is not None and not self.opens(address):
            raise Refused(_reason(host, [str(address)]))

    def opens(self, address: IPv4Address | IPv6Address) -> bool:
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        if any(address in network for network in self._allow if network.version == address.version):
            return True
        if isinstance(address, IPv4Address):
            return not any(address in network for network in _CLOSED_V4)
        return address in _PUBLIC_V6 and not any(address in network for network in _CLOSED_V6)

    def socket(self, info: tuple[int, int, int, str, tuple[str | int, ...]]) -> socket.socket:
        """The socket for a connection: the last wall, asked with the very address that is connected to."""
        family, kind, protocol, _, peer = info
        address = literal(str(peer[0]))
        if address is None or not self.opens(address):
            raise Refused(_reason(str(peer[0]), [str(peer[0])]))
        return socket.socket(family=family, type=kind, proto=protocol)


class GuardedResolver(AbstractResolver):
    """Drops closed addresses from what a name resolves to."""

    def __init__(self, guard: AddressGuard, inner: AbstractResolver) -> None:
        self._guard, self._inner = guard, inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        opened = [one for one in found if (address := literal(one["host"])) and self._guard.opens(address)]
        if found and not opened:
            raise Refused(_reason(host, [one["host"] for one in found]))
        return opened

    async def close(self) -> None:
        await self._inner.close()


def _reason(host: str, addresses: list[str]) -> str:
    named = "" if addresses == [host] else f" ({', '.join(sorted(set(addresses))[:4])})"
    return (
        f"{host}{named} is an internal address; sources may only be public. "
        "If you mean it, add its network to networks.allow or POLICYWATCH_ALLOW_NETWORKS"
    )
