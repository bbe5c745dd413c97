"""The daemon's part in search: what was stored is soon found."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from sqlalchemy import Engine

from monitor.search.index import index_pending

_LOOKS = 5.0  # seconds between two looks at the queue
_TOGETHER = 1_000  # documents, so that a stop waits for no more


@dataclass
class IndexWatch:
    engine: Engine

    async def forever(self) -> None:
        while True:
            begun = time.monotonic()
            more = await asyncio.shield(asyncio.to_thread(index_pending, self.engine, most=_TOGETHER))
            # after a batch polling and telling get as much time as it took
            await asyncio.sleep(min(time.monotonic() - begun, _LOOKS) if more >= _TOGETHER else _LOOKS)
