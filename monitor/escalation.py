"""ESCALATE: an alert that nobody acknowledged in time is told again on other channels. Once: the table says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

import db.alerts
import db.escalation
import db.silences
from db.engine import reading, writing
from monitor.attention import again, is_silenced
from monitor.message_id import message_id
from monitor.subscription import SEVERITIES, Escalate, Subscription, as_of
from monitor.windows import told_at

#: More at the same time become one message.
_APART = 5

#: Not older when `escalate` is first seen: the first look may come a little after the first alerts.
_RECENT = timedelta(hours=1)

Row = Mapping[Any, Any]


def escalate_due(engine: Engine, subscriptions: Iterable[Subscription], now: datetime) -> int:
    """The number of new alerts."""
    alerts = 0
    for one in as_of(subscriptions, now):
        with reading(engine) as connection:
            known = db.escalation.beginning(connection, one.id)
        after = known["escalates_after"] if known else None
        if one.escalate is None or one.digest:
            if after is not None:
                with writing(engine) as connection:
                    db.escalation.begin(connection, one.id, {"escalates_after": None})
        elif not one.paused:
            alerts += _escalate(engine, one, one.escalate, after, now)
    return alerts


def _escalate(engine: Engine, subscription: Subscription, escalate: Escalate, after: int | None, now: datetime) -> int:
    if after is None:  # what had waited too long before anybody asked for it is past
        with writing(engine) as connection:
            after = db.escalation.last_alert_before(connection, now - max(escalate.after, _RECENT))
            db.escalation.begin(connection, subscription.id, {"escalates_after": after})
    severities = SEVERITIES[SEVERITIES.index(escalate.severity) :]
    with reading(engine) as connection:
        if not _due(connection, subscription, escalate.after, severities, after, now):
            return 0
    with writing(engine) as connection:
        due = _due(connection, subscription, escalate.after, severities, after, now)
        return _tell(connection, subscription, escalate, due, now)


def _due(
    connection: Connection,
    subscription: Subscription,
    wait: timedelta,
    severities: Sequence[str],
    after: int,
    now: datetime,
) -> list[dict[str, Any]]:
    rows = db.escalation.unescalated(connection, subscription.id, severities, after)
    return [row for row in rows if is_late(subscription, row, wait, now)]


def is_late(subscription: Subscription, row: Row, wait: timedelta, now: datetime) -> bool:
    """Counted from when it went out: after quiet hours, and from the end of a snooze. Pure."""
    if row["created_at"] > now + wait:
        return True  # the clock was ahead when it was written: nobody knows how long it has waited
    start = told_at(subscription, row["created_at"])
    return now >= max(start, row["woken_at"] or start) + wait


def _tell(
    connection: Connection, subscription: Subscription, escalate: Escalate, due: Sequence[Row], now: datetime
) -> int:
    silences = db.silences.listed(connection, now)
    quiet = [row for row in due if is_silenced(connection, silences, row["id"], subscription.id, now)]
    db.escalation.decide(connection, [row["id"] for row in quiet], now, reason="silenced")
    loud = [row for row in due if row not in quiet]
    groups = [loud] if len(loud) > _APART else [[row] for row in loud]
    at = told_at(subscription, now)
    for group in groups:
        alert_id = db.alerts.add_alert(connection, _row(group, now), [], escalate.to, at)
        db.escalation.decide(connection, [row["id"] for row in group], now, told_in=alert_id)
    return len(groups) if loud else 0


def _row(group: Sequence[Row], now: datetime) -> dict[str, Any]:
    first = group[0]
    row = again(first, "escalation", first["id"], now)
    if len(group) > 1:
        several = message_id(first["subscription"], row["period"], *(one["id"] for one in group))
        row |= {"document_id": None, "message_id": several, "in_reply_to": ""}
        row["severity"] = max((one["severity"] for one in group), key=SEVERITIES.index)
    return row
