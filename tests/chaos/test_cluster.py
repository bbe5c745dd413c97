"""Three workers on one PostgreSQL, killed one after the other: nothing is lost, no host is asked too often."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from itertools import pairwise
from pathlib import Path

import pytest

from tests.chaos.kill_world import KillWorld

_KILLS = int(os.environ.get("CHAOS_KILLS", "20"))
_DELAY = 0.3  # seconds between two requests to a host


async def workers_killed(world: KillWorld, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    async with world.serve():
        workers = [await world.start("worker")]
        await world.baseline()
        workers += [await world.start("worker") for _ in range(2)]
        for _ in range(kills):
            world.publish(dice)
            await asyncio.sleep(dice.uniform(0.5, 5))
            victim = dice.randrange(3)
            await world.stop(workers[victim], signal.SIGKILL)
            workers[victim] = await world.start("worker")
        complete = await world.wait_for(world.published, 90)  # polls of the dead are released after 20 s
        await world.up(3 + kills)  # a program that is stopped while it still starts ends by the signal itself
        codes = [await world.stop(worker, signal.SIGTERM) for worker in workers]
    assert complete, f"{len(world.received)} of {world.published} alerts arrived\n{world.said()}"
    assert codes == [0, 0, 0], world.said()
    world.check(kills)
    _check_hosts(world)


def _check_hosts(world: KillWorld) -> None:
    """20 ms: what a request needs from its turn to the server."""
    for times in world.asked.values():
        closest = min(later - earlier for earlier, later in pairwise(times))
        assert closest > _DELAY - 0.02, f"a host was asked again after {closest:.3f} s"


@pytest.mark.chaos
async def test_three_workers_and_a_kill(tmp_path: Path, postgresql_database: str) -> None:
    await workers_killed(KillWorld(tmp_path, postgresql_database, publishers=3, delay=_DELAY), kills=1, seed=1)


@pytest.mark.chaos
async def test_three_workers_and_many_kills(tmp_path: Path, postgresql_database: str) -> None:
    await workers_killed(KillWorld(tmp_path, postgresql_database, publishers=6, delay=_DELAY), kills=_KILLS, seed=2)
