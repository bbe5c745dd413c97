"""Queries on silences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from db.tables import Silence
from db.write import Row, insert_returning_id, table

_silence = table(Silence)


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
