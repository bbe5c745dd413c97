"""A world of names and sources for the tests of the network part; nothing here leaves loopback."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from ipaddress import ip_network
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from crawlers.crawler import Crawler, CrawlerSettings
from crawlers.source import Source

LOOPBACK = (ip_network("127.0.0.0/8"),)


class Names(AbstractResolver):
    """A name server in a dict. A name with several answers in lists gives them one after the other (rebinding)."""

    def __init__(self, names: Mapping[str, list[str] | list[list[str]]]) -> None:
        self._names = dict(names)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        known = self._names.get(host)
        if known is None:
            raise OSError(f"no such name: {host}")
        if known and isinstance(known[0], list):
            known = known.pop(0) if len(known) > 1 else known[0]
        return [
            ResolveResult(
                hostname=host,
                host=str(address),
                port=port,
                family=socket.AF_INET6 if ":" in str(address) else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in known
        ]

    async def close(self) -> None:
        pass


def source(url: str, **fields: Any) -> Source:
    given: dict[str, Any] = {
        "id": "test/one",
        "name": "One",
        "publisher": "Ministry of Examples",
        "country": "KR",
        "languages": ["ko"],
        "kind": "page",  # by Scrapy; a feed goes straight to the connections
        "url": url,
        "timezone": "Asia/Seoul",
        "every": "15m",
        "verified": True,
        "timeout": "5s",
    }
    return Source.model_validate(given | fields)


@asynccontextmanager
async def open_crawler(names: AbstractResolver | None = None, **settings: Any) -> AsyncIterator[Crawler]:
    given: dict[str, Any] = {"allow_networks": LOOPBACK, "delay": 0.0, "per_host": 50, "obey_robots": False}
    async with Crawler(CrawlerSettings(**given | settings), names or Names({})) as crawler:
        yield crawler
