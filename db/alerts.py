"""Queries on subscriptions, alerts and deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from db.tables import Alert, AlertMatch, Delivery, Match, Revision, SubscriptionState
from db.write import Row, insert_new, insert_returning_id, table

_alert, _told, _delivery, _subscription = (
    table(Alert),
    table(AlertMatch),
    table(Delivery),
    table(SubscriptionState),
)
_match, _revision = table(Match), table(Revision)


def register_subscriptions(connection: Connection, since: dict[str, datetime]) -> dict[str, datetime]:
    """Remembers when each subscription was first seen; returns what it may hear of: everything seen since then."""
    insert_new(connection, SubscriptionState, [{"id": key, "since": moment} for key, moment in since.items()])
    rows = connection.execute(select(_subscription).where(_subscription.c.id.in_(list(since))))
    return {row.id: row.since for row in rows}


def since(connection: Connection) -> dict[str, datetime]:
    """subscription → it hears of what was seen from then on."""
    return {row.id: row.since for row in connection.execute(select(_subscription))}


def add_alert(
    connection: Connection, row: Row, matches: Iterable[int], channels: Iterable[str], due: datetime | None = None
) -> int | None:
    """An alert, what it tells of and one delivery a channel, or None when it was there already.

    `due`: when it may go out; default: at once.
    """
    alert_id = insert_returning_id(connection, Alert, row)
    if alert_id is None:
        return None
    told = [{"alert_id": alert_id, "subscription": row["subscription"], "match_id": match} for match in matches]
    insert_new(connection, AlertMatch, told)
    blank = {"alert_id": alert_id, "state": "pending", "due_at": due or row["created_at"], "attempts": 0, "error": ""}
    insert_new(connection, Delivery, [blank | {"channel": channel} for channel in channels])
    return alert_id


def first_alert(connection: Connection, subscription: str, document_id: int) -> RowMapping | None:
    """The alert that opened the thread of a document for a subscription."""
    query = select(_alert).where(_alert.c.subscription == subscription, _alert.c.document_id == document_id)
    return connection.execute(query.order_by(_alert.c.id).limit(1)).mappings().first()


def release_orphans(connection: Connection, now: datetime) -> int:
    """At start, under the lease, nobody else is sending: what says so is an orphan of a killed daemon."""
    orphans = _delivery.c.state == "sending"
    return connection.execute(update(_delivery).where(orphans).values(claimed_until=now)).rowcount


def alert(connection: Connection, alert_id: int) -> dict[str, Any] | None:
    row = connection.execute(select(_alert).where(_alert.c.id == alert_id)).mappings().first()
    return dict(row) if row else None


def matches_of(connection: Connection, alert_id: int) -> Sequence[int]:
    query = select(_told.c.match_id).where(_told.c.alert_id == alert_id).order_by(_told.c.match_id)
    return list(connection.execute(query).scalars())


def heard_minerals(connection: Connection, subscription: str, since: datetime, until: datetime) -> list[RowMapping]:
    """(document_id, minerals, seen_at) of what was seen in this time and told, or waits to be told."""
    query = (
        select(_match.c.document_id, _match.c.minerals, _revision.c.seen_at)
        .join(_told, _told.c.match_id == _match.c.id)
        .join(_revision, _revision.c.id == _match.c.revision_id)
        .where(_told.c.subscription == subscription, _revision.c.seen_at.between(since, until))
    )
    return list(connection.execute(query).mappings())


def deliveries_of(connection: Connection, alert_id: int) -> list[dict[str, Any]]:
    rows = connection.execute(select(_delivery).where(_delivery.c.alert_id == alert_id).order_by(_delivery.c.id))
    return [dict(row) for row in rows.mappings()]


def alerts_of_document(connection: Connection, document_id: int) -> list[dict[str, Any]]:
    rows = connection.execute(select(_alert).where(_alert.c.document_id == document_id).order_by(_alert.c.id))
    return [dict(row) for row in rows.mappings()]


def newest(connection: Connection, *, most: int) -> list[dict[str, Any]]:
    rows = connection.execute(select(_alert).order_by(_alert.c.id.desc()).limit(most))
    return [dict(row) for row in rows.mappings()]


def deliveries_by_state(connection: Connection) -> dict[str, int]:
    from sqlalchemy import func

    rows = connection.execute(select(_delivery.c.state, func.count().label("number")).group_by(_delivery.c.state))
    return {row.state: row.number for row in rows}
