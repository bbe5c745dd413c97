"""Queries on the canary: its flights, and its traces in the other tables, which go when it has arrived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, select, update
from sqlmodel import SQLModel

from db.names import CANARY
from db.tables import Alert, Canary, Delivery, Document, Match, Revision, Run, SentMessage
from db.write import chunks, insert_returning_id, table

_canary, _document, _revision, _match = table(Canary), table(Document), table(Revision), table(Match)
_alert, _delivery, _run, _message = table(Alert), table(Delivery), table(Run), table(SentMessage)


def newest(connection: Connection) -> RowMapping | None:
    return connection.execute(select(_canary).order_by(_canary.c.id.desc()).limit(1)).mappings().first()


def start(connection: Connection, run_id: int, now: datetime) -> None:
    """What the run stored is no news to anybody, but for the canary's own channel."""
    stored = select(_revision.c.document_id).where(_revision.c.run_id == run_id)
    document_id = connection.execute(stored).scalar_one()
    connection.execute(update(_revision).where(_revision.c.document_id == document_id).values(origin="technical"))
    insert_returning_id(connection, Canary, {"started_at": now, "document_id": document_id, "accepted_at": None})


def deliveries(connection: Connection, document_id: int) -> list[dict[str, Any]]:
    query = select(_delivery).join(_alert, _alert.c.id == _delivery.c.alert_id)
    return [dict(row) for row in connection.execute(query.where(_alert.c.document_id == document_id)).mappings()]


def is_matched(connection: Connection, document_id: int) -> bool:
    return connection.execute(select(_match.c.id).where(_match.c.document_id == document_id)).first() is not None


def end(connection: Connection, flight: int, accepted_at: datetime | None) -> None:
    """The row stays; all others of all canaries go."""
    connection.execute(update(_canary).where(_canary.c.id == flight).values(accepted_at=accepted_at))
    connection.execute(update(_canary).values(document_id=None))
    documents = list(connection.execute(select(_document.c.id).where(_document.c.source_id == CANARY)).scalars())
    told = select(_delivery.c.message).join(_alert, _alert.c.id == _delivery.c.alert_id)
    messages = list(connection.execute(told.where(_alert.c.document_id.in_(documents))).scalars())
    _remove(connection, _document, documents)
    connection.execute(delete(_message).where(_message.c.sha256.in_(messages)))
    runs = list(connection.execute(select(_run.c.id).where(_run.c.source_id == CANARY)).scalars())
    _remove(connection, _run, runs)


def forget(connection: Connection, before: datetime) -> None:
    connection.execute(delete(_canary).where(_canary.c.started_at < before))


def _remove(connection: Connection, of: Table, ids: Sequence[int]) -> None:
    """With all rows that refer to them, and that refer to those."""
    for part in chunks(ids):
        for other in SQLModel.metadata.tables.values():
            for key in other.foreign_keys:
                if key.column.table is not of:
                    continue
                if "id" in other.c:
                    children = connection.execute(select(other.c.id).where(key.parent.in_(part))).scalars()
                    _remove(connection, other, list(children))
                else:  # nothing can refer to its rows
                    connection.execute(delete(other).where(key.parent.in_(part)))
        connection.execute(delete(of).where(of.c.id.in_(part)))
