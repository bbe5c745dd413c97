"""The queue of polls and the shared turns, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, text

import db.workers
from db.engine import open_database, reading, writing
from db.migrate import migrate
from monitor.cluster.queue import Queue, address_of, missing, open_queue
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

    engine = _migrated(postgresql_database)
    async with open_queue(postgresql_database, poll, name="here:1") as queue:
        await queue.ask_for({"a1": "a", "a2": "a"})
        async with working(queue, 1):
            await asyncio.wait_for(began.wait(), 10)
            await until(lambda: shown(engine)[0][0]["alive"])
            with writing(engine) as connection:
                assert db.workers.release(connection) == 0
            (seen,), (waiting,) = shown(engine)
            assert (seen["name"], seen["alive"], seen["polls"]) == ("here:1", True, ["a1"])
            assert (waiting["queue"], waiting["waiting"], waiting["doing"]) == ("polls", 1, 1)
            with writing(engine) as connection:
                connection.execute(
                    text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 seconds'")
                )
                assert db.workers.release(connection) == 0  # silent, but its session lives: it is only slow
            with writing(engine) as connection:
                connection.execute(
                    text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
                )
                assert db.workers.release(connection) == 1
            assert await queue.ask_for({"a1": "a"}) == 1
            end.set()
    engine.dispose()


async def test_a_worker_takes_nothing_before_others_see_that_it_lives(postgresql_database: str) -> None:
    polled: list[str] = []

    async def poll(source_id: str) -> None:
        polled.append(source_id)

    async with open_queue(postgresql_database, poll) as queue:
        await queue.ask_for({"a1": "a"})
        async with await psycopg.AsyncConnection.connect(address_of(postgresql_database), autocommit=True) as other:
            for number in range(1, 9):  # whatever its number will be
                await other.execute("SELECT pg_advisory_lock(%s, %s)", [db.workers.LIVES, number])
            async with working(queue):
                await asyncio.sleep(0.7)
                assert polled == []
                await other.execute("SELECT pg_advisory_unlock_all()")
                await until(lambda: polled)


async def test_a_killed_worker_is_dead_after_three_seconds(postgresql_database: str) -> None:
    """Its session ends with it: nobody waits for the silence of a slow one."""

    async def poll(source_id: str) -> None: ...

    engine = _migrated(postgresql_database)
    async with open_queue(postgresql_database, poll):
        with writing(engine) as connection:
            connection.execute(text(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '4 seconds'), (now())"
            ))  # fmt: skip
            connection.execute(text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
                " SELECT 'polls', 'poll', 'doing', id FROM procrastinate_workers"
            ))  # fmt: skip
            assert db.workers.release(connection) == 1
            assert len(db.workers.workers(connection)) == 1
    engine.dispose()


async def test_a_worker_whose_session_is_cut_works_on_under_another_number(postgresql_database: str) -> None:
    polled: list[str] = []

    async def poll(source_id: str) -> None:
        polled.append(source_id)

    engine = _migrated(postgresql_database)
    async with open_queue(postgresql_database, poll, name="here:1") as queue:
        task = asyncio.create_task(queue.work(1))
        await until(lambda: shown(engine)[0] and shown(engine)[0][0]["alive"])
        with engine.begin() as connection:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE classid = :lives AND locktype = 'advisory'"
            connection.execute(text(cut), {"lives": db.workers.LIVES})
        done, _ = await asyncio.wait([task], timeout=10)
        assert done
        with pytest.raises(psycopg.OperationalError):
            task.result()  # the daemon begins it anew
        async with working(queue):
            await queue.ask_for({"a1": "a"})
            await until(lambda: polled)
    engine.dispose()


def shown(engine: Engine) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    with reading(engine) as connection:
        return db.workers.workers(connection), db.workers.queues(connection)


async def test_taking_beats_whether_there_is_something_to_take_or_not(postgresql_database: str) -> None:
    beats: list[float] = []

    async def poll(source_id: str) -> None: ...

    beat = lambda: beats.append(time.monotonic())  # noqa: E731
    async with open_queue(postgresql_database, poll, beat=beat) as queue, working(queue):
        await until(lambda: len(beats) > 2)


def test_what_older_workers_use_is_not_taken_away_while_they_work() -> None:
    there = ["03.03.00_01_pre_a.sql", "03.04.00_01_pre_b.sql", "03.04.00_50_post_b.sql", "03.05.00_01_pre_c.sql"]
    assert missing(there, there[0], alone=True) == there[1:]
    assert missing(there, there[0], alone=False) == there[1:2]
    assert missing(there, "04.00.00_01_pre_z.sql", alone=True) == []  # a newer program was here
    assert missing(there, "", alone=True) == there


async def test_the_tables_are_applied_once_and_followed_by_newer_migrations(postgresql_database: str) -> None:
    async def poll(source_id: str) -> None: ...

    async def opened() -> None:
        async with open_queue(postgresql_database, poll):
            pass

    await asyncio.gather(opened(), opened())  # two workers that start together
    async with await psycopg.AsyncConnection.connect(address_of(postgresql_database)) as connection:
        answer = await connection.execute("SELECT obj_description('procrastinate_jobs'::regclass)")
        assert str((await answer.fetchone())[0]).startswith("procrastinate 0")  # type: ignore[index]
        await connection.execute("COMMENT ON TABLE procrastinate_jobs IS 'procrastinate 99.00.00_01_pre_newer.sql'")
    await opened()  # an older worker
    async with await psycopg.AsyncConnection.connect(address_of(postgresql_database)) as connection:
        answer = await connection.execute("SELECT obj_description('procrastinate_jobs'::regclass)")
        assert str((await answer.fetchone())[0]).startswith("procrastinate 99")  # type: ignore[index]


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
