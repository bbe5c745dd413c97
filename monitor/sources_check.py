"""Live probes of sources: what they answer today, what could be read of it, and what to try when it could not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from crawlers.crawler import Crawler
from crawlers.errors import HEALTHY
from crawlers.item import Item, Poll, Validators
from crawlers.page import Fetch, Page
from crawlers.poll import poll
from crawlers.source import Source
from monitor.config import Config

_TRY = {
    "unreachable": "check the name and the network; an old certificate or small key needs `tls: legacy`",
    "timeout": "the site is slow or drops us: raise `timeout`, or try again later",
    "refused": "robots.txt or the guard says no: ask the publisher, use its feed; intranets belong in networks.allow",
    "http-error": "the address has moved or died: find the new one, then `policywatch sources add`",
    "blocked": "the site shows a wall to robots: use its feed or API, or a `fallback` source; never evade it",
    "too-large": "raise `expect.max_bytes`, or ask for less",
    "wrong-page": "look at the page in a browser: when the layout changed, `policywatch sources repair {id}`",
    "empty": "the page has no rows where they stood: `policywatch sources repair {id}`",
    "crashed": "this is a fault of the program: please report it with the line above",
}


@dataclass(frozen=True, slots=True)
class Probe:
    id: str
    outcome: str
    status: int | None
    type: str
    bytes: int
    rows: int
    newest: str
    fields: dict[str, int]  # field → rows that have it
    robots: str
    seconds: float
    error: str
    problems: tuple[str, ...]
    advice: str

    @property
    def failed(self) -> bool:
        return bool(self.error or self.advice)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "failed": self.failed}


class _Noted:
    """A Fetch that remembers its first answer."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self.first: Page | None = None

    async def __call__(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        validators: Validators | None = None,
    ) -> Page:
        page = await self._fetch(url, method=method, headers=headers, body=body, validators=validators)
        self.first = self.first or page
        return page


async def probe_all(sources: Iterable[Source], conf: Config, now: datetime) -> list[Probe]:
    async with Crawler(conf.crawler_settings()) as crawler:
        return list(await asyncio.gather(*(probe(source, crawler.fetch_for(source), now) for source in sources)))


async def probe(source: Source, fetch: Fetch, now: datetime) -> Probe:
    """One poll of the first page, without the pages behind the rows."""
    noted, started = _Noted(fetch), monotonic()
    paging = source.paging.model_copy(update={"pages": 1})
    alone = source.model_copy(update={"detail": None, "paging": paging})
    told = await poll(alone, noted, validators=Validators(), known=lambda _: {}, now=now)
    return _probe(source, told, noted.first, monotonic() - started, now)


def _probe(source: Source, told: Poll, page: Page | None, seconds: float, now: datetime) -> Probe:
    newest = max((item.published for item in told.items if item.published), default=None)
    problems = tuple(f"{issue.code}: {issue.detail}" for issue in told.issues[:5])
    advice = "" if told.outcome in HEALTHY else _TRY.get(told.outcome, "").format(id=source.id)
    if not advice and newest and source.expect.max_age and now - newest > source.expect.max_age:
        days = (now - newest).days
        advice = f"stale: nothing new for {days} days; look whether the publisher moved, or raise `expect.max_age`"
    missing = [name for name, count in _fields(told.items).items() if name in source.expect.fields and not count]
    if not advice and told.items and missing:
        advice = f"no row has a {', '.join(missing)}: `policywatch sources repair {source.id}`"
    return Probe(
        id=source.id,
        outcome=told.outcome,
        status=told.http_status,
        type=page.media_type if page else "",
        bytes=told.bytes_read,
        rows=told.rows,
        newest=newest.isoformat() if newest else "",
        fields=_fields(told.items),
        robots=_robots(source, told),
        seconds=round(seconds, 2),
        error=told.error,
        problems=problems,
        advice=advice,
    )


def _fields(items: Iterable[Item]) -> dict[str, int]:
    listed = list(items)
    return {
        "title": sum(bool(item.title) for item in listed),
        "link": sum(bool(item.url) for item in listed),
        "date": sum(item.published is not None for item in listed),
    }


def _robots(source: Source, told: Poll) -> str:
    if "robots.txt" in told.error:
        return "no"
    obeys = source.kind != "api" if source.robots is None else source.robots
    return "allowed" if obeys and told.outcome in HEALTHY else "not asked" if not obeys else "unknown"
