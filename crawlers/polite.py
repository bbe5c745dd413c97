"""How often one host may be asked, over all sources that live on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from crawlers.errors import Refused

_WORTH_WAITING = 10.0  # seconds a host's "not now" is sat out instead of told
_FORGET_ABOVE = 4096  # hosts
_LATE = 0.1  # of the delay (at least of 0.5 s): who comes later than that has missed its turn
_TRIES = 3


class SharedTurns(Protocol):
    """The turns of hosts that several processes ask."""

    async def reserve(self, host: str, delay: float) -> tuple[float, float]:
        """Takes the next turn of the host. Seconds until it, and seconds the host asked us to stay away."""

    async def stay_away(self, host: str, seconds: float) -> None: ...


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore
    next_at: float = 0.0  # loop time of the next request
    away_until: float = 0.0  # loop time until which the host asked us to stay away
    waiting: int = field(default=0)


class Hosts:
    """Gives each request its turn: at most `concurrency` at once and `delay` seconds between two, host by host."""

    def __init__(self, concurrency: int, delay: float, total: int, shared: SharedTurns | None = None) -> None:
        self._concurrency, self._delay, self._shared = concurrency, delay, shared
        self._total = asyncio.Semaphore(total)
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str, delay: float | None = None) -> AsyncIterator[None]:
        """Raises Refused when the host has asked us to stay away for longer than is worth waiting."""
        host = self._host(name)
        host.waiting += 1
        try:
            async with host.places:
                await self._wait(name, host, self._delay if delay is None else delay)
                if self._shared:
                    await _wait_for_all(self._shared, name, self._delay if delay is None else delay)
                async with self._total:
                    yield
        finally:
            host.waiting -= 1

    async def _wait(self, name: str, host: _Host, delay: float) -> None:
        clock = asyncio.get_running_loop().time
        while (wait := max(host.next_at, host.away_until) - clock()) > 0:
            if (away := host.away_until - clock()) > _WORTH_WAITING:
                raise Refused(f"{name} asked us to stay away for another {away:.0f} s", retry_after=away)
            await asyncio.sleep(wait)
        host.next_at = clock() + delay

    def stay_away(self, name: str, seconds: float) -> None:
        host = self._host(name)
        host.away_until = max(host.away_until, asyncio.get_running_loop().time() + seconds)

    async def all_stay_away(self, name: str, seconds: float) -> None:
        """As `stay_away`, and for every process that shares the turns."""
        self.stay_away(name, seconds)
        if self._shared:
            await self._shared.stay_away(name, seconds)

    def _host(self, name: str) -> _Host:
        if name not in self._hosts:
            if len(self._hosts) >= _FORGET_ABOVE:
                self._forget()
            self._hosts[name] = _Host(asyncio.Semaphore(self._concurrency))
        return self._hosts[name]

    def _forget(self) -> None:
        now = asyncio.get_running_loop().time()
        for name, host in list(self._hosts.items()):
            if not host.waiting and max(host.next_at, host.away_until) < now:
                del self._hosts[name]


async def _wait_for_all(shared: SharedTurns, name: str, delay: float) -> None:
    """A busy machine that comes late would come close before the next one, who is punctual: it takes another turn."""
    clock = asyncio.get_running_loop().time
    for _ in range(_TRIES):
        asked = clock()
        wait, away = await shared.reserve(name, delay)
        if away > _WORTH_WAITING:
            raise Refused(f"{name} asked us to stay away for another {away:.0f} s", retry_after=away)
        await asyncio.sleep(pause := max(wait, away, 0.0))
        if clock() - asked - pause < max(delay, 0.5) * _LATE:
            return
