"""Queries on backfills: what was asked for, in parts that are done or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from db.tables import Backfill, BackfillPart
from db.write import insert_new, insert_returning_id, table

_backfill, _part = table(Backfill), table(BackfillPart)


def begin(connection: Connection, request: str, now: datetime) -> int:
    """The backfill of this request: a new one, or the one that was begun before."""
    found = insert_returning_id(connection, Backfill, {"request": request, "started_at": now})
    if found is not None:
        return found
    return int(connection.execute(select(_backfill.c.id).where(_backfill.c.request == request)).scalar_one())


def add_parts(connection: Connection, backfill_id: int, parts: Sequence[str]) -> None:
    insert_new(connection, BackfillPart, [{"backfill_id": backfill_id, "part": part} for part in parts])


def done_parts(connection: Connection, backfill_id: int) -> dict[str, int]:
    """part → the run that stored it."""
    query = select(_part.c.part, _part.c.run_id).where(_part.c.backfill_id == backfill_id, _part.c.done_at.is_not(None))
    return {row.part: row.run_id for row in connection.execute(query)}


def finish_part(connection: Connection, backfill_id: int, part: str, run_id: int, now: datetime) -> None:
    this = (_part.c.backfill_id == backfill_id) & (_part.c.part == part)
    connection.execute(update(_part).where(this).values(done_at=now, run_id=run_id))


def finish(connection: Connection, backfill_id: int, now: datetime) -> None:
    connection.execute(update(_backfill).where(_backfill.c.id == backfill_id).values(finished_at=now))
