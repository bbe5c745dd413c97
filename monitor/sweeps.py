"""What the daemon looks at every minute, hour or day, beside its stages. Add a sweep to `Sweeps.turns`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Engine

from crawlers.source import Source
from monitor.memory import give_back
from monitor.oversight import oversee, oversee_rhythm
from monitor.prune import DailyPrune
from monitor.retention import Keep
from monitor.standing_in import StandIns

_log = logging.getLogger(__name__)

_SWEEP = 60.0  # seconds between two rounds
_HOURLY = 60  # rounds


@dataclass
class Sweeps:
    engine: Engine
    sources: Mapping[str, Source]
    stand_ins: StandIns
    keep: Keep = field(default_factory=Keep)
    attention: Sequence[Callable[[datetime], object]] = ()

    def __post_init__(self) -> None:
        self._prune = DailyPrune(self.engine, self.keep, self.sources)

    def turns(self) -> list[tuple[int, Callable[[datetime], object]]]:
        """Every so many rounds, what is done with the time it is."""
        return [
            (1, lambda now: oversee(self.engine, self.sources, now)),
            (1, lambda now: self.stand_ins.look_again(self.engine, now)),
            (_HOURLY, lambda now: oversee_rhythm(self.engine, self.sources, now)),
            (_HOURLY, self._prune),
            (1, lambda _: give_back(self.engine)),
            *((1, look) for look in self.attention),
        ]

    async def forever(self) -> None:
        rounds = 0
        while True:
            await asyncio.sleep(_SWEEP)
            for every, look in self.turns():
                if rounds % every == 0:
                    await asyncio.to_thread(_looked, look)
            rounds += 1


def _looked(look: Callable[[datetime], object]) -> None:
    try:
        look(datetime.now(UTC))
    except Exception:  # noqa: BLE001  logged, and tried again at its next turn
        # one sweep that fails (a locked database) must not keep the others from their turn
        _log.exception("sweep failed, comes again at its next turn")
