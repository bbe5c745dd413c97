"""robots.txt (RFC 9309), read once a day for each host.

No answer or 5xx or 429: what the file said last counts on; without that nothing is fetched, and the file is asked for
again after ten minutes. Any other 4xx: there are no rules.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

from protego import Protego
from yarl import URL

from crawlers.errors import CrawlError, Refused
from crawlers.transport import Answer

Get = Callable[[URL], Awaitable[Answer]]

_DAY = 86_400.0
_AGAIN = 600.0
_READ = 512_000  # bytes; RFC 9309 asks for 500 KiB
_FORGET_ABOVE = 4096  # hosts


@dataclass(frozen=True, slots=True)
class _Rules:
    text: Protego | None  # None: no rules
    until: float
    error: CrawlError | None = None  # why there are none, when nobody may know


class Robots:
    def __init__(self, agent: str, clock: Callable[[], float] = monotonic) -> None:
        self._agent, self._clock = agent, clock
        self._rules: dict[str, _Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def check(self, url: URL, get: Get) -> float:
        """Seconds that the host wants between two requests. Raises Refused where its robots.txt says no."""
        rules = await self._of(url.origin(), get)
        if rules.error is not None:
            raise type(rules.error)(*rules.error.args, retry_after=_AGAIN)
        if rules.text is None:
            return 0.0
        if not rules.text.can_fetch(str(url), self._agent):
            raise Refused(f"robots.txt of {url.raw_host} does not allow {url.raw_path}")
        return float(rules.text.crawl_delay(self._agent) or 0.0)

    async def _of(self, origin: URL, get: Get) -> _Rules:
        key = str(origin)
        if (rules := self._rules.get(key)) and rules.until > self._clock():
            return rules
        async with self._asking.setdefault(key, asyncio.Lock()):
            if (rules := self._rules.get(key)) is None or rules.until <= self._clock():
                self._forget(self._clock())
                rules = self._rules[key] = await self._read(origin, get, rules, self._clock())
            self._asking.pop(key, None)
        return rules

    async def _read(self, origin: URL, get: Get, last: _Rules | None, now: float) -> _Rules:
        error: CrawlError
        try:
            answer = await get(origin.with_path("/robots.txt"))
        except CrawlError as unread:
            error = unread
        else:
            if answer.status < 500 and answer.status != 429:
                return _Rules(_parsed(answer), now + _DAY)
            error = Refused(f"robots.txt of {origin.raw_host} answered {answer.status}, so nothing may be fetched yet")
        if last is not None and last.error is None:
            return _Rules(last.text, now + _AGAIN)
        return _Rules(None, now + _AGAIN, error)

    def _forget(self, now: float) -> None:
        if len(self._rules) >= _FORGET_ABOVE:
            self._rules = {key: rules for key, rules in self._rules.items() if rules.until > now}


def _parsed(answer: Answer) -> Protego | None:
    if answer.status != 200 or not answer.body:
        return None
    return Protego.parse(answer.body[:_READ].decode("utf-8", "replace"))
