"""The workers of a cluster and what waits for them, as Procrastinate's tables and the locks of their sessions say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

#: Each worker holds the advisory lock (LIVES, its number) as long as its session lasts: PostgreSQL lets go of it when
#: the process dies. The session is called NAMED and the name under which the worker also takes the lease.
LIVES = 7091924
NAMED = "policywatch "
_LONGEST = 63 - len(NAMED)  # PostgreSQL cuts the name of a session

#: Seconds of silence after which a worker is dead: without its lock, and (cut off, or stopped) with it.
GONE_AFTER, DEAD_AFTER = 3.0, 20.0

_THERE = text("SELECT to_regclass('procrastinate_workers') IS NOT NULL")
_LOCKS = """
    SELECT worker.id, worker.last_heartbeat, held.pid,
           clock_timestamp() - worker.last_heartbeat AS silent
    FROM procrastinate_workers AS worker
    LEFT JOIN pg_locks AS held
        ON held.locktype = 'advisory' AND held.classid = :lives AND held.objid = worker.id AND held.objsubid = 2
        AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_WORKERS = text(f"""
    WITH worker AS ({_LOCKS})
    SELECT worker.id, coalesce(substr(session.application_name, :after), '') AS name,
           session.backend_start AS since, worker.last_heartbeat, extract(epoch FROM worker.silent) AS silent,
           worker.pid IS NOT NULL AS alive,
           array(SELECT queueing_lock FROM procrastinate_jobs
                 WHERE status = 'doing' AND worker_id = worker.id ORDER BY id) AS polls
    FROM worker LEFT JOIN pg_stat_activity AS session ON session.pid = worker.pid
    ORDER BY worker.id
""")  # noqa: S608  fixed text
_DEAD = f"""
    SELECT id FROM ({_LOCKS}) AS worker
    WHERE silent > make_interval(secs => :dead) OR pid IS NULL AND silent > make_interval(secs => :gone)
"""  # noqa: S608
_RELEASE = text(f"""
    DELETE FROM procrastinate_jobs WHERE status = 'doing' AND (worker_id IS NULL OR worker_id IN ({_DEAD}))
""")  # noqa: S608
_FORGET = text(f"DELETE FROM procrastinate_workers WHERE id IN ({_DEAD})")  # noqa: S608
_FORGET_FAILED = text("""
    DELETE FROM procrastinate_jobs AS job WHERE status = 'failed' AND NOT EXISTS (
        SELECT FROM procrastinate_events WHERE job_id = job.id AND at > now() - interval '1 hour')
""")
_QUEUES = text("""
    SELECT queue_name AS queue, count(*) FILTER (WHERE status = 'todo') AS waiting,
           count(*) FILTER (WHERE status = 'doing') AS doing, count(*) FILTER (WHERE status = 'failed') AS failed
    FROM procrastinate_jobs GROUP BY queue_name ORDER BY queue_name
""")
_TIMES: Mapping[str, Any] = {"lives": LIVES, "gone": GONE_AFTER, "dead": DEAD_AFTER}


def short(holder: str) -> str:
    """The name of a worker as far as its session can bear it."""
    return holder[-_LONGEST:]


def are_there(connection: Connection) -> bool:
    """Whether workers ever ran on this database."""
    return connection.dialect.name == "postgresql" and bool(connection.execute(_THERE).scalar())


def workers(connection: Connection) -> list[dict[str, Any]]:
    """id, name, since, last_heartbeat, silent (seconds), alive, polls (source ids) of each."""
    rows = connection.execute(_WORKERS, {"lives": LIVES, "after": len(NAMED) + 1}).mappings()
    return [dict(row) | {"silent": float(row["silent"])} for row in rows]


def queues(connection: Connection) -> list[dict[str, Any]]:
    """queue, waiting, doing, failed (of the last hour) of each queue that is not empty."""
    return [dict(row) for row in connection.execute(_QUEUES).mappings()]


def release(connection: Connection) -> int:
    """Ends the polls of workers that died, so that the next tick asks for them again; returns how many."""
    released = connection.execute(_RELEASE, _TIMES).rowcount
    connection.execute(_FORGET, _TIMES)
    return released


def forget_failed(connection: Connection) -> None:
    connection.execute(_FORGET_FAILED)
