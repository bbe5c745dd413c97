"""The daemon's part in stories: what is to be told is compared before it is told, the rest when there is time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from crawlers.source import Source
from monitor.rulebook import Rulebook
from monitor.stories import compare_silent, forget_old_stories, official_by, stories_pending
from monitor.stories_names import Finder, names_of

_log = logging.getLogger(__name__)

_LOOKS = 5.0  # seconds between two looks at what nobody waits for
_FORGETTING = 24 * 720  # looks: once a day


@dataclass
class StoriesWatch:
    engine: Engine
    sources: Mapping[str, Source]
    rulebook: Rulebook

    def names(self) -> Finder:
        return names_of(self.rulebook.current)

    def compare(self, now: datetime) -> None:
        """Before dispatch. A failure keeps nothing from being told: it is told by itself then."""
        try:
            stories_pending(self.engine, official_by(self.sources), now, self.names)
        except Exception:  # noqa: BLE001  whatever it is, an alert too many is better than none
            _log.exception("stories not compared, everything is told by itself")

    async def forever(self) -> None:
        looks = 0
        while True:
            while await self._compare_silent():
                pass
            if looks % _FORGETTING == 0:
                await asyncio.shield(asyncio.to_thread(forget_old_stories, self.engine, _now()))
            looks += 1
            await asyncio.sleep(_LOOKS)

    async def _compare_silent(self) -> int:
        """Some documents; 0 when none is left. Polling and telling get as much time as this does."""
        begun, is_official = time.monotonic(), official_by(self.sources)
        compared = await asyncio.shield(asyncio.to_thread(compare_silent, self.engine, is_official, _now(), self.names))
        if compared:
            await asyncio.sleep(min(time.monotonic() - begun, _LOOKS))
        return compared


def _now() -> datetime:
    return datetime.now(UTC)
