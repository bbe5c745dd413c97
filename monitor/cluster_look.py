"""Who leads, who works and what waits: what status, the page and the metrics say of one machine or many."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

import db.incidents
import db.workers

Row = dict[str, Any]


def cluster(connection: Connection, now: datetime) -> Row:
    """`leader` is empty when nobody leads; `workers` and `queues` are empty where there is one daemon."""
    lease = db.incidents.lease(connection, "daemon")
    leader = str(lease["holder"]) if lease and lease["until"] > now else ""
    if not db.workers.are_there(connection):
        return {"leader": leader, "workers": [], "queues": []}
    workers = [_worker(row, leader) for row in db.workers.workers(connection)]
    return {"leader": leader, "workers": workers, "queues": db.workers.queues(connection)}


def _worker(row: Row, leader: str) -> Row:
    """A worker whose session has ended has no name any more; the leader asks for its polls again."""
    return {
        "number": row["id"],
        "name": row["name"],
        "leads": row["alive"] and row["name"] == db.workers.short(leader),
        "alive": row["alive"],
        "since": row["since"],
        "last_heartbeat": row["last_heartbeat"],
        "polls": row["polls"],
    }


def doing(worker: Row) -> str:
    """What a worker does, in words."""
    if not worker["alive"]:
        return "gone: its polls are asked for again"
    shown = ", ".join(worker["polls"][:3]) + (", …" if len(worker["polls"]) > 3 else "")
    polls = f"polls {len(worker['polls'])} ({shown})" if shown else "polls nothing now"
    return f"leads, {polls}" if worker["leads"] else polls


def said(queue: Row) -> str:
    failed = f", {queue['failed']} failed in the last hour" if queue["failed"] else ""
    return f"Queue {queue['queue']}: {queue['waiting']} wait, {queue['doing']} under way{failed}."
