"""Does the daemon still live? Each of its loops beats; one that is silent for too long hangs, whatever else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

#: Loop → seconds after which its silence means that it hangs. A stage may be busy with one long batch.
LIMITS: Mapping[str, float] = {"tick": 60.0, "lease": 60.0, "match": 900.0, "deliver": 900.0, "take": 900.0}
_LED = LIMITS.keys() - {"take"}  # the loops of who leads

_LAG_STEP = 0.25  # seconds between two measurements of the loop's lag


@dataclass
class Pulse:
    clock: Callable[[], float] = monotonic
    lagged: Callable[[float], object] = lambda seconds: None
    leading: bool = False  # false: it waits for another daemon's lease
    works: bool = False  # a worker: it polls, whether it leads or not
    _beats: dict[str, float] = field(default_factory=dict)

    def beat(self, loop: str) -> None:
        self._beats[loop] = self.clock()

    def rest(self) -> None:
        """The loops of leading have ended on purpose (another leads now): their silence means nothing."""
        self._beats = {loop: beat for loop, beat in self._beats.items() if loop not in _LED}

    def ages(self) -> dict[str, float]:
        """Loop → seconds since its last beat; a loop that never began is not there."""
        now = self.clock()
        return {loop: now - beat for loop, beat in self._beats.items()}

    def stuck(self) -> list[str]:
        """What hangs, in words; empty while all is well."""
        return [
            f"the loop {loop!r} has been silent for {age:.0f} s (limit {LIMITS[loop]:.0f} s)"
            for loop, age in sorted(self.ages().items())
            if age > LIMITS[loop]
        ]

    async def measure_lag(self) -> None:
        """How late the loop wakes: what a blocking call costs everybody else."""
        while True:
            before = self.clock()
            await asyncio.sleep(_LAG_STEP)
            self.lagged(max(0.0, self.clock() - before - _LAG_STEP))
