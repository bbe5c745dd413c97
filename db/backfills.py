"""Queries on backfills: what was asked for, and which of its parts are done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from db.tables import Backfill, BackfillPart, Issue, Run
from db.write import chunks, insert_new, insert_returning_id, table

_backfill, _part, _run, _issue = table(Backfill), table(BackfillPart), table(Run), table(Issue)

#: The issue that keeps how many rows a source says it has.
STATED = "rows-stated"


@dataclass(frozen=True, slots=True)
class PartRead:
    """A part that is done: rows that the source showed, and how many it says there are."""

    run_id: int
    rows: int
    stated: int | None


def begin(connection: Connection, request: str, now: datetime) -> int:
    """The backfill of this request: a new one, or the one that was begun before."""
    found = insert_returning_id(connection, Backfill, {"request": request, "started_at": now})
    if found is not None:
        return found
    return int(connection.execute(select(_backfill.c.id).where(_backfill.c.request == request)).scalar_one())


def forget_parts(connection: Connection, backfill_id: int) -> None:
    """All of it is to be read again."""
    connection.execute(delete(_part).where(_part.c.backfill_id == backfill_id))
    connection.execute(update(_backfill).where(_backfill.c.id == backfill_id).values(finished_at=None))


def done_parts(connection: Connection, backfill_id: int) -> set[str]:
    this = (_part.c.backfill_id == backfill_id) & _part.c.done_at.is_not(None)
    return set(connection.execute(select(_part.c.part).where(this)).scalars())


def finish_parts(connection: Connection, backfill_id: int, parts: Iterable[str], run_id: int, now: datetime) -> None:
    """In the transaction that stores what they held."""
    done = {"backfill_id": backfill_id, "done_at": now, "run_id": run_id}
    insert_new(connection, BackfillPart, [{"part": part} | done for part in parts])


def finish(connection: Connection, backfill_id: int, now: datetime) -> None:
    connection.execute(update(_backfill).where(_backfill.c.id == backfill_id).values(finished_at=now))


def parts_read(connection: Connection, backfill_id: int) -> dict[str, PartRead]:
    """By part: what its last run read."""
    query = (
        select(_part.c.part, _run.c.id, _run.c.rows, _issue.c.detail)
        .join(_run, _run.c.id == _part.c.run_id)
        .outerjoin(_issue, (_issue.c.run_id == _run.c.id) & (_issue.c.code == STATED))
        .where(_part.c.backfill_id == backfill_id)
    )
    return {
        part: PartRead(run_id, rows, int(stated) if stated else None)
        for part, run_id, rows, stated in connection.execute(query)
    }


def stored(connection: Connection, backfill_ids: Iterable[int]) -> tuple[int, int]:
    """New documents and new revisions, those of runs that were interrupted included."""
    documents = revisions = 0
    for part in chunks(list(backfill_ids)):
        query = select(func.sum(_run.c.new_documents), func.sum(_run.c.new_revisions))
        row = connection.execute(query.where(_run.c.backfill_id.in_(part))).one()
        documents, revisions = documents + int(row[0] or 0), revisions + int(row[1] or 0)
    return documents, revisions
