"""ATTENTION: who takes care of an alert; what was put aside comes back, what nobody took up is told once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

import db.alerts
import db.attention
import db.incidents
import db.matches
import db.silences
from db.engine import reading, writing
from monitor.message_id import message_id
from monitor.silence import silenced
from monitor.subscription import SEVERITIES, Subscription, as_of, told
from monitor.windows import told_at

OPERATORS = "operators"
Row = Mapping[Any, Any]


def open_alerts(connection: Connection, now: datetime, days: int) -> list[dict[str, Any]]:
    """What waits for somebody: the gravest first, then the oldest. `age`: seconds."""
    rows = db.attention.open_alerts(connection, now - timedelta(days=days))
    found = [
        {
            "alert": row["id"],
            "severity": row["severity"],
            "age": round((now - row["created_at"]).total_seconds()),
            "created_at": row["created_at"],
            "kind": row["kind"],
            "subscription": row["subscription"],
            "document_id": row["document_id"],
            "title": row["title"] or row["incident"] or _first_title(connection, row["id"]),
            "assigned_to": row["assigned_to"] or "",
            "snoozed_until": row["snoozed_until"],
            "escalated_at": row["escalated_at"],
        }
        for row in rows
    ]
    return sorted(found, key=lambda one: (-_rank(one["severity"]), -one["age"], one["alert"]))


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)  # an incident goes before all


def _first_title(connection: Connection, alert_id: int) -> str:
    rows = db.matches.with_ids(connection, db.alerts.matches_of(connection, alert_id))
    titles = list(dict.fromkeys(str(row["title"]) for row in rows))
    return f"{titles[0]} (+{len(titles) - 1})" if len(titles) > 1 else "".join(titles)


def is_silenced(
    connection: Connection, silences: Iterable[Row], alert_id: int, subscription: str, now: datetime
) -> bool:
    """Whether a silence keeps all of it quiet by now."""
    rows = db.matches.with_ids(connection, db.alerts.matches_of(connection, alert_id))
    kept = list(silences)
    return bool(rows) and all(silenced(kept, subscription, told(row), now) for row in rows)


def wake_due(engine: Engine, subscriptions: Iterable[Subscription], operators: Sequence[str], now: datetime) -> int:
    """What was put aside comes back, each in its thread; the number of new alerts."""
    with reading(engine) as connection:
        if not db.attention.snoozes_over(connection, now):
            return 0
    known = {one.id: one for one in as_of(subscriptions, now)}
    with writing(engine) as connection:
        silences = db.silences.listed(connection, now)
        return sum(
            _wake(connection, row, known.get(row["subscription"]), operators, now)
            for row in db.attention.snoozes_over(connection, now)
            if not is_silenced(connection, silences, row["alert_id"], row["subscription"], now)
        )


def _wake(
    connection: Connection, row: Row, subscription: Subscription | None, operators: Sequence[str], now: datetime
) -> bool:
    if subscription is not None and subscription.paused:
        return False  # it waits
    channels = subscription.channels if subscription else operators if row["subscription"] == OPERATORS else []
    over = not row["is_open"] or not channels or _is_closed(connection, row["incident_id"])
    alert_id = None
    if not over:
        due = told_at(subscription, now) if subscription else now
        alert_id = db.alerts.add_alert(connection, again(row, "back", row["id"], now), [], channels, due)
    db.attention.end_snooze(connection, row["id"], now, alert_id)
    return alert_id is not None


def _is_closed(connection: Connection, incident_id: int | None) -> bool:
    incident = db.incidents.incident(connection, incident_id) if incident_id else None
    return incident is not None and incident["closed_at"] is not None


def again(row: Row, kind: str, number: int, now: datetime) -> dict[str, Any]:
    """The row of an alert that tells another again, in its thread. `number` makes it the only one of its kind."""
    period = f"{kind} {number}"
    return {
        "subscription": row["subscription"],
        "kind": kind,
        "created_at": now,
        "document_id": row["document_id"],
        "severity": row["severity"],
        "message_id": message_id(row["subscription"], period, row["message_id"]),
        "in_reply_to": row["message_id"],
        "period": period,
    }
