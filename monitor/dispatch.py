"""DISPATCH: matches nobody has been told of × subscriptions → alerts with one pending delivery a channel."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping

import db.alerts
import db.digests
import db.incidents
import db.matches
import db.silences
from db.engine import reading, writing
from monitor.digest import collects, release_pending
from monitor.message_id import message_id
from monitor.remarkable import unremarkable
from monitor.silence import silenced
from monitor.subscription import SEVERITIES, Subscription, refusal, told
from monitor.windows import told_at

#: The subscription in whose name operators hear of incidents.
OPERATORS = "operators"

_log = logging.getLogger(__name__)
_BATCH = 100  # revisions a transaction


def dispatch_pending(
    engine: Engine, subscriptions: Sequence[Subscription], operators: Sequence[str], now: datetime
) -> int:
    """Alerts everything that waits; returns the number of new alerts."""
    alerts = _dispatch(engine, subscriptions, operators, now) if _waiting(engine) else 0
    return alerts + release_pending(engine, subscriptions, now)


def _dispatch(engine: Engine, subscriptions: Sequence[Subscription], operators: Sequence[str], now: datetime) -> int:
    alerts = 0
    while True:
        with writing(engine) as connection:
            since = db.alerts.register_subscriptions(connection, {one.id: now for one in subscriptions})
            rows = sorted(
                db.matches.undispatched(connection, most=_BATCH), key=lambda row: (row["revision_id"], row["id"])
            )
            for _, matches in groupby(rows, key=lambda row: int(row["revision_id"])):
                alerts += _alert(connection, subscriptions, since, list(matches), now)
            db.matches.mark_dispatched(connection, [row["id"] for row in rows], now)
            if not rows:
                return alerts + _announce_incidents(connection, operators, now)


def _waiting(engine: Engine) -> bool:
    with reading(engine) as connection:
        return bool(db.matches.undispatched(connection, most=1) or db.incidents.unannounced(connection))


def _alert(
    connection: Connection,
    subscriptions: Iterable[Subscription],
    since: Mapping[str, datetime],
    rows: Sequence[RowMapping],
    now: datetime,
) -> int:
    """Alerts about the matches of one revision; returns how many subscriptions hear of it."""
    alerts = 0
    silences = db.silences.listed(connection, now)
    for subscription in subscriptions:
        hears = [
            row
            for row in rows
            if not refusal(subscription, told(row))
            and row["seen_at"] >= since[subscription.id]
            and not silenced(silences, subscription.id, told(row), now)
        ]
        if not hears:
            continue
        ids = [one["id"] for one in hears]
        if _heard_already(connection, subscription, hears):
            continue
        if collects(connection, subscription, now):
            db.digests.collect(connection, subscription.id, ids)
            continue
        row = alert_row(connection, subscription.id, hears, now)
        due = told_at(subscription, now)
        alerts += db.alerts.add_alert(connection, row, ids, subscription.channels, due) is not None
    return alerts


def _heard_already(connection: Connection, subscription: Subscription, rows: Sequence[RowMapping]) -> bool:
    """Told of the document before, and what changed since is no news."""
    row = rows[0]
    if row["number"] == 1 or db.alerts.first_alert(connection, subscription.id, row["document_id"]) is None:
        return False
    reason = unremarkable(connection, rows)  # type: ignore[arg-type]
    if reason:
        _log.info("not told subscription=%s document=%s: %s", subscription.id, row["document_id"], reason)
    return bool(reason)


def alert_row(connection: Connection, subscription: str, rows: Sequence[RowMapping], now: datetime) -> dict[str, Any]:
    row = rows[0]
    first = db.alerts.first_alert(connection, subscription, row["document_id"])
    return {
        "subscription": subscription,
        "kind": "new" if row["number"] == 1 else "changed",
        "created_at": now,
        "document_id": row["document_id"],
        "revision_id": row["revision_id"],
        "severity": max((one["severity"] for one in rows), key=SEVERITIES.index),
        "message_id": message_id(subscription, row["source_id"], row["key"], row["number"]),
        "in_reply_to": first["message_id"] if first else "",
    }


def _announce_incidents(connection: Connection, operators: Sequence[str], now: datetime) -> int:
    alerts = 0
    for incident in db.incidents.unannounced(connection):
        closing = incident["closed_at"] is not None
        row = {
            "subscription": OPERATORS,
            "kind": "closed" if closing else "opened",
            "created_at": now,
            "incident_id": incident["id"],
            "severity": "",
            "message_id": message_id(OPERATORS, incident["id"], incident["opened_at"], closing),
            "in_reply_to": message_id(OPERATORS, incident["id"], incident["opened_at"], False) if closing else "",
        }
        if operators:
            alerts += db.alerts.add_alert(connection, row, [], operators) is not None
        column = "closing_announced_at" if closing else "opening_announced_at"
        db.incidents.mark_announced(connection, incident["id"], column, now)
    return alerts
