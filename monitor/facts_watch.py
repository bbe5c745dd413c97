"""The daemon's own loop for facts: notes what was matched, reminds, looks for gaps. No alert waits for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Engine

from monitor.noting import Noting
from monitor.number_gaps import tell_gaps
from monitor.reminders import remind_due
from monitor.subscription import Subscription

_LOOKS = 5.0  # seconds between two looks at what is new
_AT_ONCE = 100  # documents between two pauses; a pause is as long as the work was
_REMIND, _GAPS = 60, 720  # looks: every five minutes, every hour


@dataclass
class FactsWatch:
    engine: Engine
    subscriptions: Sequence[Subscription]
    _noting: Noting = field(init=False)

    def __post_init__(self) -> None:
        self._noting = Noting(self.engine)

    async def forever(self) -> None:
        looks = 0
        while True:
            while await self._note():
                pass
            if looks % _REMIND == 0:
                await asyncio.shield(asyncio.to_thread(remind_due, self.engine, self.subscriptions, _now()))
            if looks % _GAPS == 0:
                await asyncio.shield(asyncio.to_thread(tell_gaps, self.engine, _now()))
            looks += 1
            await asyncio.sleep(_LOOKS)

    async def _note(self) -> int:
        """Some documents; 0 when none is left. Polling and telling get as much time as this does."""
        begun = time.monotonic()
        read = await asyncio.shield(asyncio.to_thread(self._read_some))
        if read:
            await asyncio.sleep(min(time.monotonic() - begun, _LOOKS))
        return read

    def _read_some(self) -> int:
        return self._noting.pending(_now(), most=_AT_ONCE) or self._noting.archive(_now(), most=_AT_ONCE)


def _now() -> datetime:
    return datetime.now(UTC)
