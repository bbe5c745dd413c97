"""The queue of polls: Procrastinate's tables beside ours, in the same PostgreSQL.

A job names a source. `queueing_lock` is the source, so that it waits at most once; `lock` is its host, so that one host
is read by one worker at a time. Back-off stays in our own `next_due`: no job is retried or scheduled for later.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, Status
from sqlalchemy.engine import make_url

_QUEUE, _POLL = "polls", "poll"
_HEARTBEAT = 5.0  # seconds
#: A worker silent for so long is dead: its polls are asked for again.
DEAD_AFTER = 20.0
_LOCK = 7091923  # any fixed number: the advisory lock of who applies Procrastinate's tables

Poll = Callable[[str], Awaitable[None]]


def address_of(database: str) -> str:
    """The address as psycopg reads it."""
    return make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)


@asynccontextmanager
async def open_queue(database: str, poll: Poll, *, pool: int = 4) -> AsyncIterator[Queue]:
    """`poll(source)` is what a worker does with a job. Applies Procrastinate's tables when they are missing or old."""
    await _apply_tables(address_of(database))
    app = App(connector=PsycopgConnector(conninfo=address_of(database), min_size=1, max_size=pool))

    @app.task(name=_POLL, queue=_QUEUE)
    async def _(source_id: str) -> None:
        await poll(source_id)

    async with app.open_async():
        yield Queue(app)


@dataclass(frozen=True, slots=True)
class Queue:
    app: App

    async def work(self, at_once: int) -> None:
        """Takes polls until cancelled; then lets those under way end."""
        await self.app.run_worker_async(
            queues=[_QUEUE], concurrency=at_once, fetch_job_polling_interval=1.0, delete_jobs="always",
            install_signal_handlers=False, shutdown_graceful_timeout=20.0, update_heartbeat_interval=_HEARTBEAT,
            stalled_worker_timeout=DEAD_AFTER,
        )  # fmt: skip

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

    async def release_dead(self) -> int:
        """Ends the polls of workers that died, so that the next tick asks for them again; returns how many."""
        manager = self.app.job_manager
        stalled = list(await manager.get_stalled_jobs(queue=_QUEUE, seconds_since_heartbeat=DEAD_AFTER))
        for job in stalled:
            assert job.id is not None  # noqa: S101  it comes from the table
            await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
        await manager.prune_stalled_workers(DEAD_AFTER)
        return len(stalled)


async def _apply_tables(address: str) -> None:
    """The version applied stands as a comment on the table of jobs; newer migrations follow in their order."""
    async with await psycopg.AsyncConnection.connect(address) as connection:
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        answer = await connection.execute("SELECT obj_description(to_regclass('procrastinate_jobs'))")
        said = ((await answer.fetchone()) or (None,))[0]
        there = await (await connection.execute("SELECT to_regclass('procrastinate_jobs')")).fetchone()
        for statement in _whole() if there is None or there[0] is None else _newer_than(str(said or "")):
            await connection.execute(statement)
        comment = f"COMMENT ON TABLE procrastinate_jobs IS 'procrastinate {version('procrastinate')}'"
        await connection.execute(comment)


def _whole() -> list[Any]:
    return [(files("procrastinate.sql") / "schema.sql").read_bytes()]


def _newer_than(said: str) -> list[Any]:
    """The migrations (named by version) after the version that was applied, such as `procrastinate 3.4.0`."""
    applied = tuple(int(part) for part in said.rpartition(" ")[2].split(".")[:3] if part.isdigit()) or (0,)
    found = sorted((one for one in (files("procrastinate.sql") / "migrations").iterdir() if one.name.endswith(".sql")),
                   key=lambda one: one.name)  # fmt: skip
    return [one.read_bytes() for one in found if tuple(map(int, one.name.split("_")[0].split("."))) > applied]
