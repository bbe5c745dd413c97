"""Queries on reminders of dates that bind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from db.tables import Alert, AlertMatch, BindingDate, Document, Match, Reminder, Revision
from db.write import Row, chunks, insert_returning_id, table

_reminder, _date, _document = table(Reminder), table(BindingDate), table(Document)
_alert, _told, _match, _revision = table(Alert), table(AlertMatch), table(Match), table(Revision)


def given(connection: Connection, subscription: str, dates: Sequence[int]) -> set[tuple[int, date, int]]:
    """(date, day, lead) that the subscription was reminded of, or will be by its next digest."""
    found: set[tuple[int, date, int]] = set()
    for part in chunks(dates):
        mine = (_reminder.c.subscription == subscription) & _reminder.c.binding_date_id.in_(part)
        for row in connection.execute(select(_reminder).where(mine)):
            found.add((row.binding_date_id, row.due, row.lead))
    return found


def last_told(connection: Connection, subscription: str, document_id: int) -> tuple[datetime, datetime] | None:
    """When the subscription last heard of a document, and when the newest revision it heard of was seen."""
    query = (
        select(func.max(_alert.c.created_at).label("told"), func.max(_revision.c.seen_at).label("seen"))
        .join(_told, _told.c.alert_id == _alert.c.id)
        .join(_match, _match.c.id == _told.c.match_id)
        .join(_revision, _revision.c.id == _match.c.revision_id)
        .where(_alert.c.subscription == subscription, _match.c.document_id == document_id)
    )
    row = connection.execute(query).one()
    return (row.told, row.seen) if row.told else None


def add(connection: Connection, row: Row) -> int | None:
    """None when the subscription has been reminded of it."""
    return insert_returning_id(connection, Reminder, row)


def tell(connection: Connection, ids: Collection[int], alert_id: int) -> None:
    connection.execute(update(_reminder).where(_reminder.c.id.in_(list(ids))).values(alert_id=alert_id))


def waiting(connection: Connection, subscription: str) -> list[int]:
    """What waits for the next digest."""
    mine = (_reminder.c.subscription == subscription) & _reminder.c.alert_id.is_(None)
    return list(connection.execute(select(_reminder.c.id).where(mine)).scalars())


def of_alert(connection: Connection, alert_id: int) -> list[dict[str, Any]]:
    """The dates an alert reminds of, with their documents, the soonest first."""
    columns = (
        _date, _reminder.c.lead, _document.c.title, _document.c.url, _document.c.publisher, _document.c.source_id,
    )  # fmt: skip
    query = select(*columns).join(_date, _date.c.id == _reminder.c.binding_date_id)
    query = query.join(_document, _document.c.id == _date.c.document_id).where(_reminder.c.alert_id == alert_id)
    rows = connection.execute(query.order_by(_date.c.due, _date.c.id)).mappings()
    return [dict(row) for row in rows]
