"""Queries on incidents and the lease."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, or_, select, update

from db.tables import Incident, Lease
from db.write import insert_new, table

_incident, _lease = table(Incident), table(Lease)


def open_incident(connection: Connection, subject: str, kind: str, detail: str, now: datetime) -> None:
    """Opens it unless it is open already."""
    insert_new(connection, Incident, [{"subject": subject, "kind": kind, "detail": detail, "opened_at": now}])


def forget_notices(connection: Connection, kinds: Iterable[str], told_before: datetime, now: datetime) -> None:
    """Closes what was only said, without a word about recovery: nothing was broken."""
    old = _incident.c.kind.in_(list(kinds)) & (_incident.c.opening_announced_at < told_before)
    values = {"closed_at": now, "closing_announced_at": now}
    connection.execute(update(_incident).where(old, _incident.c.closed_at.is_(None)).values(values))


def close_incidents(connection: Connection, subject: str, kinds: Iterable[str], now: datetime) -> None:
    matching = (_incident.c.subject == subject) & _incident.c.kind.in_(list(kinds)) & _incident.c.closed_at.is_(None)
    connection.execute(update(_incident).where(matching).values(closed_at=now))


def close_all(connection: Connection, subject: str, now: datetime) -> None:
    matching = (_incident.c.subject == subject) & _incident.c.closed_at.is_(None)
    connection.execute(update(_incident).where(matching).values(closed_at=now))


def opened_at(connection: Connection, subject: str, kind: str) -> datetime | None:
    matching = (_incident.c.subject == subject) & (_incident.c.kind == kind) & _incident.c.closed_at.is_(None)
    found: datetime | None = connection.execute(select(_incident.c.opened_at).where(matching)).scalar()
    return found


def any_open(connection: Connection, subjects: Iterable[str]) -> bool:
    query = select(_incident.c.id).where(_incident.c.subject.in_(list(subjects)), _incident.c.closed_at.is_(None))
    return connection.execute(query.limit(1)).first() is not None


def open_among(connection: Connection, subjects: Iterable[str]) -> set[str]:
    """Which of these subjects have an open incident."""
    query = select(_incident.c.subject).where(_incident.c.subject.in_(list(subjects)), _incident.c.closed_at.is_(None))
    return set(connection.execute(query).scalars())


_opening = and_(_incident.c.opening_announced_at.is_(None), _incident.c.closed_at.is_(None))
_closing = and_(
    _incident.c.opening_announced_at.is_not(None),
    _incident.c.closed_at.is_not(None),
    _incident.c.closing_announced_at.is_(None),
)
#: Made once: it is asked for at every look, and composing it costs more than asking.
_unannounced = select(_incident).where(or_(_opening, _closing)).order_by(_incident.c.id)


def unannounced(connection: Connection) -> list[RowMapping]:
    """Incidents whose opening or recovery nobody has been told of. One that closed before it was told stays untold."""
    return list(connection.execute(_unannounced).mappings())


def mark_announced(connection: Connection, incident_id: int, column: str, now: datetime) -> None:
    connection.execute(update(_incident).where(_incident.c.id == incident_id).values({column: now}))


def incident(connection: Connection, incident_id: int) -> dict[str, Any] | None:
    row = connection.execute(select(_incident).where(_incident.c.id == incident_id)).mappings().first()
    return dict(row) if row else None


def open_incidents(connection: Connection) -> list[dict[str, Any]]:
    query = select(_incident).where(_incident.c.closed_at.is_(None)).order_by(_incident.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def lease(connection: Connection, name: str) -> RowMapping | None:
    return connection.execute(select(_lease).where(_lease.c.name == name)).mappings().first()


def take_lease(connection: Connection, name: str, holder: str, until: datetime) -> None:
    """Writes the lease; the caller has decided that it may."""
    insert_new(connection, Lease, [{"name": name, "holder": holder, "until": until}])
    connection.execute(update(_lease).where(_lease.c.name == name).values(holder=holder, until=until))


def renew_lease(connection: Connection, name: str, holder: str, until: datetime) -> bool:
    """False when somebody else holds it now."""
    mine = (_lease.c.name == name) & (_lease.c.holder == holder)
    return connection.execute(update(_lease).where(mine).values(until=until)).rowcount == 1


def drop_lease(connection: Connection, name: str, holder: str) -> None:
    connection.execute(_lease.delete().where(_lease.c.name == name, _lease.c.holder == holder))
