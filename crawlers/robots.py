"""robots.txt (RFC 9309), read once a day for each host.

No answer or 5xx or 429: what the file said last counts on; without that nothing is fetched, and the file is asked for
again after ten minutes. Any other 4xx: there are no rules.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic

from protego import Protego
from yarl import URL

from crawlers.errors import CrawlError, Refused
from crawlers.transport import Answer

Get = Callable[[URL], Awaitable[Answer]]

_DAY = 86_400.0
_AGAIN = 600.0
_READ = 512_000  # bytes; RFC 9309 asks for 500 KiB
_HELD = 32 * 2**20  # bytes of rules kept, packed
_VERDICTS = 64  # paths of a host whose verdict is kept


@dataclass(slots=True)
class _Rules:
    """Packed, with the verdicts on what is asked again and again: parsed rules take 13 kB for a small file."""

    text: bytes  # zlib; empty: no rules
    until: float
    error: CrawlError | None = None  # why there are none, when nobody may know
    delay: float = 0.0
    verdicts: dict[str, bool] = field(default_factory=dict)


class Robots:
    def __init__(self, agent: str, clock: Callable[[], float] = monotonic) -> None:
        self._agent, self._clock = agent, clock
        self._rules: dict[URL, _Rules] = {}
        self._held = 0
        self._asking: dict[URL, asyncio.Lock] = {}

    async def check(self, url: URL, get: Get) -> float:
        """Seconds that the host wants between two requests. Raises Refused where its robots.txt says no."""
        rules = await self._of(url.origin(), get)
        if rules.error is not None:
            raise type(rules.error)(*rules.error.args, retry_after=_AGAIN)
        if rules.text and not self._allows(rules, url):
            raise Refused(f"robots.txt of {url.raw_host} does not allow {url.raw_path}")
        return rules.delay

    def _allows(self, rules: _Rules, url: URL) -> bool:
        path = url.raw_path_qs
        if (verdict := rules.verdicts.get(path)) is None:
            if len(rules.verdicts) >= _VERDICTS:
                rules.verdicts.clear()
            verdict = rules.verdicts[path] = bool(_parsed(rules.text).can_fetch(str(url), self._agent))
        return verdict

    async def _of(self, origin: URL, get: Get) -> _Rules:
        if (rules := self._rules.get(origin)) and rules.until > self._clock():
            return rules
        async with self._asking.setdefault(origin, asyncio.Lock()):
            if (rules := self._rules.get(origin)) is None or rules.until <= self._clock():
                rules = await self._read(origin, get, rules)
                self._keep(origin, rules)
            self._asking.pop(origin, None)
        return rules

    async def _read(self, origin: URL, get: Get, last: _Rules | None) -> _Rules:
        error: CrawlError
        try:
            answer = await get(origin.with_path("/robots.txt"))
        except CrawlError as unread:
            error = unread
        else:
            if answer.status < 500 and answer.status != 429:
                return await self._told(answer)
            error = Refused(f"robots.txt of {origin.raw_host} answered {answer.status}, so nothing may be fetched yet")
        until = self._clock() + _AGAIN
        if last is not None and last.error is None:
            return _Rules(last.text, until, delay=last.delay)
        return _Rules(b"", until, error)

    async def _told(self, answer: Answer) -> _Rules:
        until = self._clock() + _DAY
        if answer.status != 200 or not answer.body.strip():
            return _Rules(b"", until)
        text = zlib.compress(answer.body[:_READ])
        rules = await asyncio.to_thread(_parsed, text) if len(answer.body) > 20_000 else _parsed(text)
        return _Rules(text, until, delay=float(rules.crawl_delay(self._agent) or 0.0))

    def _keep(self, origin: URL, rules: _Rules) -> None:
        self._held += _size(rules) - _size(self._rules.pop(origin, None))
        self._rules[origin] = rules
        while self._held > _HELD:
            self._held -= _size(self._rules.pop(next(iter(self._rules))))


def _size(rules: _Rules | None) -> int:
    return 0 if rules is None else len(rules.text) + 1000


@lru_cache(maxsize=32)
def _parsed(text: bytes) -> Protego:
    return Protego.parse(zlib.decompress(text).decode("utf-8", "replace"))
