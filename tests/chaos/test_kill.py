"""kill -9 at any moment: every published item is alerted, and only what was in flight may come twice."""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
from pathlib import Path

import pytest

from tests.chaos.kill_world import KillWorld


async def _killed_often(world: KillWorld, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    async with world.serve():
        process = await world.start()
        await _baseline(world)
        for _ in range(kills):
            world.published += dice.randint(1, 3)
            await asyncio.sleep(dice.uniform(0.5, 4))
            await world.stop(process, signal.SIGKILL)
            process = await world.start()
        complete = await world.wait_for(world.published, 40)
        code = await world.stop(process, signal.SIGTERM)
    said = (world.home / "terminal.txt").read_text(encoding="utf-8")[-2000:]
    assert complete, f"{len(world.received)} of {world.published} alerts arrived\n{said}"
    assert code == 0, said
    _check(world, kills)


async def _baseline(world: KillWorld) -> None:
    for _ in range(300):
        await asyncio.sleep(0.1)
        path = world.home / "data" / "policywatch.db"
        if path.exists():
            store = sqlite3.connect(path)
            try:
                if store.execute("SELECT count(*) FROM document").fetchone()[0]:
                    return
            except sqlite3.OperationalError:
                continue
            finally:
                store.close()
    pytest.fail((world.home / "terminal.txt").read_text(encoding="utf-8"))


def _check(world: KillWorld, kills: int) -> None:
    again = {title: number for title, number in world.received.items() if number > 1}
    assert sum(again.values()) - len(again) <= kills, f"more came twice than there were kills: {again}"
    assert all(len(ids) == 1 for ids in world.ids.values()), "a repeated alert must keep its Message-ID"
    store = sqlite3.connect(world.home / "data" / "policywatch.db")
    try:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("SELECT count(*) FROM delivery WHERE state != 'sent'").fetchone() == (0,)
        assert store.execute("SELECT count(*) FROM document").fetchone() == (world.published + 1,)
    finally:
        store.close()


async def test_five_kills_lose_nothing(tmp_path: Path) -> None:
    await _killed_often(KillWorld(tmp_path), kills=5, seed=1)


@pytest.mark.chaos
@pytest.mark.parametrize("seed", range(2, 5))
async def test_thirty_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    await _killed_often(KillWorld(tmp_path), kills=30, seed=seed)
