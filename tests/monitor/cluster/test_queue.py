"""The queue of polls and the shared turns, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
from sqlalchemy import Engine

from db.engine import open_database
from db.migrate import migrate
from monitor.cluster.queue import Queue, address_of, open_queue
from monitor.cluster.turns import DatabaseTurns


@asynccontextmanager
async def working(queue: Queue, at_once: int = 10) -> AsyncIterator[None]:
    task = asyncio.create_task(queue.work(at_once))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(condition: object, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.02)


async def test_a_source_waits_at_most_once_and_a_host_is_read_by_one(postgresql_database: str) -> None:
    polled: list[str] = []
    busy: set[str] = set()

    async def poll(source_id: str) -> None:
        host = source_id[0]
        assert host not in busy, "two polls of one host at once"
        busy.add(host)
        await asyncio.sleep(0.05)
        busy.discard(host)
        polled.append(source_id)

    async with open_queue(postgresql_database, poll) as queue:
        assert await queue.ask_for({"a1": "a", "a2": "a", "b1": "b"}) == 3
        assert await queue.ask_for({"a1": "a", "b2": "b"}) == 1
        assert await queue.waiting() == {"a1", "a2", "b1", "b2"}
        async with working(queue):
            await until(lambda: len(polled) == 4)
        assert sorted(polled) == ["a1", "a2", "b1", "b2"]
        assert await queue.waiting() == set()


async def test_a_poll_that_fails_is_not_tried_again_by_the_queue(postgresql_database: str) -> None:
    tried: list[str] = []

    async def poll(source_id: str) -> None:
        tried.append(source_id)
        raise RuntimeError("no")

    async with open_queue(postgresql_database, poll) as queue:
        await queue.ask_for({"a1": "a"})
        async with working(queue):
            await until(lambda: tried)
            await asyncio.sleep(0.3)
        assert tried == ["a1"]
        assert await queue.waiting() == set()


async def test_polls_of_a_dead_worker_are_released(postgresql_database: str) -> None:
    began, end = asyncio.Event(), asyncio.Event()

    async def poll(source_id: str) -> None:
        began.set()
        await end.wait()

    async with open_queue(postgresql_database, poll) as queue:
        await queue.ask_for({"a1": "a"})
        task = asyncio.create_task(queue.work(1))
        await asyncio.wait_for(began.wait(), 10)
        assert await queue.release_dead() == 0
        async with await psycopg.AsyncConnection.connect(address_of(postgresql_database)) as connection:
            await connection.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
        assert await queue.release_dead() == 1
        assert await queue.ask_for({"a1": "a"}) == 1
        end.set()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_tables_are_applied_once_and_followed_by_newer_migrations(postgresql_database: str) -> None:
    async def poll(source_id: str) -> None: ...

    async def opened() -> None:
        async with open_queue(postgresql_database, poll):
            pass

    await asyncio.gather(opened(), opened())  # two workers that start together
    async with await psycopg.AsyncConnection.connect(address_of(postgresql_database)) as connection:
        answer = await connection.execute("SELECT obj_description('procrastinate_jobs'::regclass)")
        assert str((await answer.fetchone())[0]).startswith("procrastinate 3.")  # type: ignore[index]
    await opened()


def _migrated(address: str) -> Engine:
    engine = open_database(address)
    migrate(engine)
    return engine


async def test_turns_of_a_host_are_shared_by_all_workers(postgresql_database: str) -> None:
    one, other = (_migrated(postgresql_database) for _ in range(2))
    workers = [DatabaseTurns(one), DatabaseTurns(other)]
    waits = [(await workers[number % 2].reserve("h", 0.5))[0] for number in range(4)]
    for number, wait in enumerate(waits):
        assert 0.5 * number - 0.4 < wait <= 0.5 * number + 0.01
    assert (await workers[0].reserve("elsewhere", 0.5))[0] <= 0.01
    await workers[0].stay_away("h", 60)
    assert 58 < (await workers[1].reserve("h", 0.5))[1] <= 60
    one.dispose()
    other.dispose()
