"""Queries on silences and acknowledgements."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from db.tables import Alert, Silence
from db.write import Row, insert_returning_id, table

_silence, _alert = table(Silence), table(Alert)


def add(connection: Connection, row: Row) -> int:
    added = insert_returning_id(connection, Silence, row)
    assert added is not None  # noqa: S101  the table has no constraint that could refuse
    return added


def listed(connection: Connection, now: datetime, *, past: bool = False) -> list[dict[str, Any]]:
    query = select(_silence).order_by(_silence.c.id)
    if not past:
        query = query.where(_silence.c.until > now)
    return [dict(row) for row in connection.execute(query).mappings()]


def end(connection: Connection, silence_id: int, now: datetime) -> bool:
    """Ends it now; the row stays and says who and why."""
    running = (_silence.c.id == silence_id) & (_silence.c.until > now)
    return connection.execute(update(_silence).where(running).values(until=now)).rowcount == 1


def acknowledge(connection: Connection, alert_id: int, author: str, now: datetime) -> bool:
    """False when there is no such alert, or somebody did already."""
    mine = (_alert.c.id == alert_id) & _alert.c.acknowledged_at.is_(None)
    values = {"acknowledged_at": now, "acknowledged_by": author}
    return connection.execute(update(_alert).where(mine).values(values)).rowcount == 1
