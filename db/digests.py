"""Queries on what waits to be told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from db.tables import Alert, AlertMatch, Match, SubscriptionState
from db.write import insert_new, table

_alert, _told, _match = table(Alert), table(AlertMatch), table(Match)
_subscription = table(SubscriptionState)


def collect(connection: Connection, subscription: str, matches: Iterable[int]) -> None:
    """They wait for the next digest or summary."""
    insert_new(
        connection,
        AlertMatch,
        [{"alert_id": None, "subscription": subscription, "match_id": one} for one in matches],
    )


def waiting(connection: Connection, subscription: str) -> tuple[list[int], datetime | None]:
    """The matches that wait, and since when the oldest does."""
    query = select(_told.c.match_id, _match.c.matched_at).join(_match, _match.c.id == _told.c.match_id)
    rows = connection.execute(query.where(_told.c.subscription == subscription, _told.c.alert_id.is_(None))).all()
    return [row.match_id for row in rows], min((row.matched_at for row in rows), default=None)


#: Made once: it is asked for at every look, and composing it costs more than asking.
_who_waits = select(_told.c.subscription).where(_told.c.alert_id.is_(None)).distinct()


def who_waits(connection: Connection) -> set[str]:
    return set(connection.execute(_who_waits).scalars())


def tell_waiting(connection: Connection, subscription: str, alert_id: int) -> None:
    mine = (_told.c.subscription == subscription) & _told.c.alert_id.is_(None)
    connection.execute(update(_told).where(mine).values(alert_id=alert_id))


def ends(connection: Connection, subscriptions: Sequence[str]) -> dict[str, datetime]:
    """When the last window of each ended; at first, when it was first seen."""
    if not subscriptions:
        return {}
    query = select(_subscription).where(_subscription.c.id.in_(list(subscriptions)))
    return {row.id: row.digest_until or row.since for row in connection.execute(query)}


def end_window(connection: Connection, subscription: str, until: datetime) -> None:
    mine = _subscription.c.id == subscription
    connection.execute(update(_subscription).where(mine).values(digest_until=until))


def alerts_since(connection: Connection, subscription: str, since: datetime) -> int:
    """Alerts about single documents or groups of them, to see a flood."""
    # by their time alone: with the subscription SQLite would read all alerts that it ever had
    query = select(_alert.c.subscription, _alert.c.kind, _alert.c.document_id).where(_alert.c.created_at > since)
    mine = [row for row in connection.execute(query) if row.subscription == subscription]
    single = [row for row in mine if row.document_id is not None and row.kind not in ("back", "escalation")]
    return len(single) + sum(1 for row in mine if row.kind == "group" and row.document_id is None)
