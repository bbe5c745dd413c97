"""Three workers on one PostgreSQL, killed one after the other: nothing is lost, no host is asked too often."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from tests.chaos.kill_world import KillWorld
from tests.chaos.test_kill import told

_KILLS = int(os.environ.get("CHAOS_KILLS", "20"))
_DELAY = 0.3  # seconds between two requests to a host


async def workers_killed(world: KillWorld, kills: int, seed: int) -> list[float]:
    """Seconds from a kill until all that was published before has been told, measured at each fourth kill."""
    dice, recoveries = random.Random(seed), list[float]()
    async with world.serve(), world.forks("worker") as forks:
        workers = [await forks.start()]
        await world.baseline()
        workers += [await forks.start() for _ in range(2)]
        for number in range(kills):
            world.publish(dice)
            await asyncio.sleep(dice.uniform(0.5, 5))
            victim, began = dice.randrange(3), monotonic()
            await world.stop(workers[victim], signal.SIGKILL)
            workers[victim] = await forks.start()
            if number % 4 == 3:
                world.publish(dice)
                assert await world.wait_for(world.published, 90), lost(world)
                recoveries.append(monotonic() - began)
        assert await world.wait_for(world.published, 90), lost(world)
        await world.up(3 + kills)  # a program that is stopped while it still starts ends by the signal itself
        codes = [await world.stop(worker, signal.SIGTERM) for worker in workers]
    assert codes == [0, 0, 0], world.said()
    world.check(kills)
    _check_hosts(world)
    return recoveries


def lost(world: KillWorld) -> str:
    """Where the alerts are that did not come."""
    waiting = (
        "revision WHERE matched_at IS NULL",
        "match WHERE dispatched_at IS NULL",
        "delivery WHERE state != 'sent'",
    )
    there = ", ".join(f"{one}: {world.count(one)}" for one in ("document", *waiting))
    return f"{world.post.received.total()} mails for {world.published} notices; {there}\n{world.said()}"


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
    world = KillWorld(tmp_path, postgresql_database, publishers=6, delay=_DELAY)
    told(await workers_killed(world, _KILLS, seed=2), world, _KILLS)


@pytest.mark.chaos
async def test_a_worker_that_was_asleep_works_on(tmp_path: Path, postgresql_database: str) -> None:
    """Suspended for longer than the others wait for it: it lost its number, its polls and perhaps the lease."""
    world, dice = KillWorld(tmp_path, postgresql_database, publishers=3, delay=_DELAY), random.Random(3)
    async with world.serve(), world.forks("worker") as forks:
        workers = [await forks.start() for _ in range(2)]
        await world.baseline()
        for sleeper in workers:
            world.publish(dice)
            await asyncio.sleep(1)
            sleeper.send_signal(signal.SIGSTOP)
            world.publish(dice)
            assert await world.wait_for(world.published, 90), lost(world)
            await asyncio.sleep(10)
            sleeper.send_signal(signal.SIGCONT)
            await asyncio.sleep(8)
        world.publish(dice)
        assert await world.stop(workers[0], signal.SIGTERM) == 0  # the other one alone does all
        assert await world.wait_for(world.published, 60), lost(world)
        assert await world.stop(workers[1], signal.SIGTERM) == 0
    world.check(kills=2)
    _check_hosts(world)
