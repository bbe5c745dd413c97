"""kill -9 at any moment and at chosen points, mail servers at fault: every notice is told, and only what was in flight twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

import pytest

from tests.chaos.aimed import some_aim
from tests.chaos.kill_world import SUBSCRIBERS, KillWorld, Process
from tests.chaos.nursery import Child
from tests.chaos.post import Post

#: How many kills `make chaos` does on each database; CHAOS_KILLS overrides it.
_KILLS = int(os.environ.get("CHAOS_KILLS", "30"))


async def killed_often(world: KillWorld, kills: int, seed: int) -> list[float]:
    """Seconds from a start until all that was published before has been sent, measured at each tenth kill."""
    dice, recoveries, faults = random.Random(seed), list[float](), world.post.faults
    async with world.serve(), world.forks() as forks:
        victim: Process | Child = await world.start()
        await world.baseline()
        for number in range(kills):
            world.publish(dice)
            await killed(world, victim, dice)
            if number % 10 == 9:
                victim, seconds = await recovered(world, dice)
                recoveries.append(seconds)
                world.post.faults = faults
            else:
                victim = await forks.start(some_aim(dice) if number % 2 else "")
        await killed(world, victim, dice)
        process, _ = await recovered(world, dice)
        code = await world.stop(process, signal.SIGTERM)
    assert code == 0, world.said()
    world.check(kills + 1)
    return recoveries


async def killed(world: KillWorld, victim: Process | Child, dice: random.Random) -> None:
    """While it starts, or after it has asked a publisher, unless it was aimed and has killed itself."""
    moment = asyncio.sleep(dice.uniform(0, 1)) if dice.random() < 0.25 else _works(world, dice.uniform(0, 1.5))
    dead = asyncio.ensure_future(victim.wait())
    await asyncio.wait([asyncio.ensure_future(moment), dead], return_when=asyncio.FIRST_COMPLETED)
    if not dead.done():
        victim.send_signal(signal.SIGKILL)
    assert await dead == -signal.SIGKILL, world.said()


async def _works(world: KillWorld, seconds: float) -> None:
    world.asks.clear()
    await world.asks.wait()
    await asyncio.sleep(seconds)


async def recovered(world: KillWorld, dice: random.Random) -> tuple[Process, float]:
    """A daemon that has told everything, and the seconds it took; what failed before may be tried again at once."""
    world.post.faults = 0
    world.time_passes()
    world.publish(dice)
    process, began = await world.start(), monotonic()
    assert await world.wait_for(world.published, 120), f"not all of {world.published} alerts arrived\n{world.said()}"
    return process, monotonic() - began


def told(recoveries: list[float], world: KillWorld, kills: int) -> None:
    p95 = quantiles(recoveries, n=20, method="inclusive")[-1] if len(recoveries) > 1 else recoveries[0]
    print(
        f"\n{kills} kills; {world.published} notices to {len(SUBSCRIBERS)} subscribers, {world.post.refused} refused for"
        f" now, {world.post.hung_up.total()} taken without an answer: 0 lost, {world.twice()} came twice;"
        f" recovery p50 {median(recoveries):.1f} s, p95 {p95:.1f} s"
    )
    assert p95 < 10


async def test_three_kills_lose_nothing(tmp_path: Path, home_database: str) -> None:
    await killed_often(KillWorld(tmp_path, home_database), kills=3, seed=1)


@pytest.mark.chaos
@pytest.mark.sqlite_only("PostgreSQL has its own below")
@pytest.mark.parametrize("seed", range(2, 5))
async def test_many_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    world = KillWorld(tmp_path, publishers=3, post=Post(0.1))
    told(await killed_often(world, _KILLS, seed), world, _KILLS)


@pytest.mark.chaos
async def test_many_kills_lose_nothing_on_postgresql(tmp_path: Path, postgresql_database: str) -> None:
    world = KillWorld(tmp_path, postgresql_database, publishers=3, post=Post(0.1))
    told(await killed_often(world, _KILLS, 5), world, _KILLS)
