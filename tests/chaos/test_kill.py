"""kill -9 at any moment: every published item is alerted, and only what was in flight may come twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from pathlib import Path
from statistics import quantiles
from time import monotonic

import pytest

from tests.chaos.kill_world import KillWorld

#: How many kills `make chaos` does on each database; CHAOS_KILLS overrides it.
_KILLS = int(os.environ.get("CHAOS_KILLS", "30"))


async def killed_often(world: KillWorld, kills: int, seed: int) -> list[float]:
    """Seconds from a start to the last alert of what was published before, measured at each tenth kill."""
    dice, recoveries = random.Random(seed), list[float]()
    async with world.serve():
        process = await world.start()
        await world.baseline()
        for number in range(kills):
            world.publish(dice)
            await asyncio.sleep(dice.uniform(0.3, 4))
            await world.stop(process, signal.SIGKILL)
            process, began = await world.start(), monotonic()
            if number % 10 == 9:
                assert await world.wait_for(world.published, 60), world.said()
                recoveries.append(monotonic() - began)
        complete = await world.wait_for(world.published, 60)
        code = await world.stop(process, signal.SIGTERM)
    assert complete, f"{len(world.received)} of {world.published} alerts arrived\n{world.said()}"
    assert code == 0, world.said()
    world.check(kills)
    return recoveries


def told(recoveries: list[float], world: KillWorld, kills: int) -> None:
    again = sum(world.received.values()) - len(world.received)
    p95 = quantiles(recoveries, n=20)[-1] if len(recoveries) > 1 else recoveries[0]
    print(f"\n{kills} kills, {world.published} alerts, 0 lost, {again} twice, recovery p95 {p95:.1f} s")
    assert p95 < 10


async def test_three_kills_lose_nothing(tmp_path: Path) -> None:
    await killed_often(KillWorld(tmp_path), kills=3, seed=1)


@pytest.mark.chaos
@pytest.mark.parametrize("seed", range(2, 5))
async def test_many_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    world = KillWorld(tmp_path)
    told(await killed_often(world, _KILLS, seed), world, _KILLS)


@pytest.mark.chaos
async def test_many_kills_lose_nothing_on_postgresql(tmp_path: Path, postgresql_database: str) -> None:
    world = KillWorld(tmp_path, postgresql_database)
    told(await killed_often(world, _KILLS, 5), world, _KILLS)
