"""The queue of polls: Procrastinate's tables beside ours, in the same PostgreSQL.

A job names a source. `queueing_lock` is the source, so that it waits at most once; `lock` is its host, so that one host
is read by one worker at a time. Back-off stays in our own `next_due`: no job is retried or scheduled for later.

A worker that works holds an advisory lock, by which others see at once that it died (db.workers).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.resources import files
from itertools import takewhile
from typing import Any

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.worker import Worker as Taker
from sqlalchemy.engine import make_url

from db.workers import DEAD_AFTER, LIVES, NAMED, short

_QUEUE, _POLL = "polls", "poll"
_HEARTBEAT = 1.0  # seconds
_LOCK = 7091923  # any fixed number: the advisory lock of who applies Procrastinate's tables

Poll = Callable[[str], Awaitable[None]]


def address_of(database: str) -> str:
    """The address as psycopg reads it."""
    return make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)


@asynccontextmanager
async def open_queue(
    database: str, poll: Poll, *, name: str = "", beat: Callable[[], object] = lambda: None, pool: int = 4
) -> AsyncIterator[Queue]:
    """`poll(source)` is what a worker does with a job, `beat` hears of each look for one; `name` is what others see.

    Applies Procrastinate's tables when they are missing or old.
    """
    address = address_of(database)
    await _apply_tables(address)
    connector = _Connector(beat, conninfo=address, min_size=1, max_size=pool)
    app = App(connector=connector)

    @app.task(name=_POLL, queue=_QUEUE)
    async def _(source_id: str) -> None:
        await poll(source_id)

    async with app.open_async():
        yield Queue(app, connector, address, name)


class _Connector(PsycopgConnector):
    """Says when a job is looked for (taking goes on, whether there is one or not), and lets nobody look too early."""

    def __init__(self, beat: Callable[[], object], **options: Any) -> None:
        super().__init__(**options)
        self._beat = beat
        self.may_take = asyncio.Event()

    async def execute_query_one_async(self, query: Any, **arguments: Any) -> dict[str, Any]:
        takes = "procrastinate_fetch_job" in str(query)
        if takes:
            await self.may_take.wait()
        answer: dict[str, Any] = await super().execute_query_one_async(query, **arguments)
        if takes:
            self._beat()
        return answer


@dataclass(frozen=True, slots=True)
class Queue:
    app: App
    connector: _Connector
    address: str
    name: str

    async def work(self, at_once: int) -> None:
        """Takes polls until cancelled; then lets those under way end."""
        taker = Taker(
            self.app, queues=[_QUEUE], concurrency=at_once, fetch_job_polling_interval=1.0, delete_jobs="successful",
            install_signal_handlers=False, shutdown_graceful_timeout=20.0, update_heartbeat_interval=_HEARTBEAT,
            stalled_worker_timeout=DEAD_AFTER,
        )  # fmt: skip
        self.connector.may_take.clear()  # until it holds its lock: others would take its polls for lost
        taking, living = asyncio.create_task(_run(taker)), asyncio.create_task(self._hold_lock(taker))
        try:
            await asyncio.wait([taking, living], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.connector.may_take.set()
            taking.cancel()
            await asyncio.gather(taking, return_exceptions=True)  # with the polls under way: until then it lives
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)
        for ended in (taking, living):
            if not ended.cancelled():
                ended.result()

    async def _hold_lock(self, taker: Taker) -> None:
        """Raises psycopg.Error when the session is lost: the work begins anew, under another number."""
        while taker.worker_id is None:  # noqa: ASYNC110  it has no event for this
            await asyncio.sleep(0.02)
        session = await psycopg.AsyncConnection.connect(
            self.address, autocommit=True, application_name=NAMED + short(self.name)
        )
        async with session:
            await session.execute("SELECT pg_advisory_lock(%s, %s)", [LIVES, taker.worker_id])
            self.connector.may_take.set()
            while True:
                await asyncio.sleep(_HEARTBEAT)
                await session.execute("SELECT")

    async def waiting(self) -> set[str]:
        """The sources that wait or are being polled."""
        rows = await self.app.connector.execute_query_all_async(
            "SELECT queueing_lock FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND queue_name = %(queue)s",
            queue=_QUEUE,
        )
        return {row["queueing_lock"] for row in rows}

    async def ask_for(self, hosts: Mapping[str, str]) -> int:
        """source → its host. Who waits already is passed over; returns how many were added."""
        jobs = [
            Job(queue=_QUEUE, lock=host, queueing_lock=source, task_name=_POLL, task_kwargs={"source_id": source})
            for source, host in hosts.items()
        ]
        if not jobs:
            return 0
        try:
            return len(await self.app.job_manager.batch_defer_jobs_async(jobs))
        except AlreadyEnqueued:  # somebody asked in the meantime (another leader): one by one
            return sum([await self._ask(job) for job in jobs])

    async def _ask(self, job: Job) -> int:
        try:
            await self.app.job_manager.defer_job_async(job)
        except AlreadyEnqueued:
            return 0
        return 1


async def _run(taker: Taker) -> None:
    await taker.run()  # type: ignore[no-untyped-call]


async def _apply_tables(address: str) -> None:
    """What was applied last stands as a comment on the table of jobs. An older worker leaves newer tables alone."""
    async with await psycopg.AsyncConnection.connect(address) as connection:
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        there, said, alone = await _applied(connection)
        folder = files("procrastinate.sql")
        migrations = sorted(one.name for one in (folder / "migrations").iterdir() if one.name.endswith(".sql"))
        if not there:
            await connection.execute((folder / "schema.sql").read_bytes())
        steps = missing(migrations, said, alone=alone) if there else migrations
        for name in steps if there else ():
            await connection.execute((folder / "migrations" / name).read_bytes())
        if steps:
            await connection.execute(f"COMMENT ON TABLE procrastinate_jobs IS 'procrastinate {steps[-1]}'".encode())


async def _applied(connection: psycopg.AsyncConnection[Any]) -> tuple[bool, str, bool]:
    """Are the tables there, the migration applied last, and does no worker work on them?"""
    asked = """
        SELECT to_regclass('procrastinate_jobs') IS NOT NULL,
               coalesce(obj_description(to_regclass('procrastinate_jobs')), ''),
               NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND database =
                           (SELECT oid FROM pg_database WHERE datname = current_database()))
    """
    there, said, alone = await (await connection.execute(asked, [LIVES])).fetchone() or (False, "", True)
    return there, said.rpartition(" ")[2], alone


def missing(migrations: Sequence[str], applied: str, *, alone: bool) -> list[str]:
    """The migrations after the one applied last. What older workers use is taken away by a `post` one: it waits."""
    later = [name for name in migrations if name > applied]
    return later if alone else list(takewhile(lambda name: "_post_" not in name, later))
