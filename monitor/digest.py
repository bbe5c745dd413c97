"""DIGEST: what waits is told together, once a window. The window's name is unique: no kill and no clock tells it twice.

What waits lies in the table, so a restart loses nothing. A subscription that would hear of more than `max_per_hour`
documents collects too: a flood is told as a summary every ten minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

import db.alerts
import db.digests
import db.matches
import db.reminders
import db.withdrawals
from db.engine import reading, writing
from db.write import take_turns
from monitor.alert_row import gravest
from monitor.grouping import floods, groups_waiting, waited
from monitor.message_id import message_id
from monitor.subscription import Subscription
from monitor.windows import period, told_at, window_end

_SUMMARY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Window:
    subscription: Subscription
    kind: str  # digest | summary
    name: str
    end: datetime


def collects(connection: Connection, subscription: Subscription, now: datetime) -> bool:
    """Whether a match waits for a digest, a group or a summary instead of going out by itself."""
    return bool(subscription.digest) or groups_waiting(subscription) or floods(connection, subscription, now)


def release_pending(engine: Engine, subscriptions: Sequence[Subscription], now: datetime) -> int:
    """Tells what is due; returns the number of new alerts."""
    with reading(engine) as connection:
        windows = due_windows(connection, subscriptions, now)
    alerts = 0
    for window in windows:
        with writing(engine) as connection:
            take_turns(connection, "telling")
            alerts += _close(connection, window, now)
    return alerts


def due_windows(connection: Connection, subscriptions: Sequence[Subscription], now: datetime) -> list[Window]:
    ends = db.digests.ends(connection, [one.id for one in subscriptions if one.digest])
    waits = db.digests.who_waits(connection)
    due = []
    for one in subscriptions:
        if one.paused:
            continue
        if one.digest and one.id in ends:
            if (end := window_end(one, ends[one.id], now)) is not None:
                due.append(Window(one, "digest", period(one, end), end))
        elif one.id in waits and (not groups_waiting(one) or floods(connection, one, now)):
            _, oldest = db.digests.waiting(connection, one.id)
            if oldest is not None and waited(oldest, max(_SUMMARY, one.group_wait or _SUMMARY), now):
                due.append(Window(one, "summary", f"summary {now:%Y-%m-%d %H:%M:%S}", now))
    return due


def _close(connection: Connection, window: Window, now: datetime) -> bool:
    subscription = window.subscription
    ids, _ = db.digests.waiting(connection, subscription.id)
    if window.kind == "digest":
        db.digests.end_window(connection, subscription.id, window.end)
    reminders = db.reminders.waiting(connection, subscription.id) if window.kind == "digest" else []
    if not ids and not reminders and not (subscription.heartbeat and window.kind == "digest"):
        return False
    row = {
        "subscription": subscription.id,
        "kind": window.kind,
        "created_at": now,
        "severity": gravest(subscription, db.matches.with_ids(connection, ids)),
        "message_id": message_id(subscription.id, window.name),
        "period": window.name,
    }
    due = told_at(subscription, now)
    alert_id = db.alerts.add_alert(connection, row, [], subscription.channels, due)
    if alert_id is None:
        return False  # told already: what waits is told in the next window
    db.digests.tell_waiting(connection, subscription.id, alert_id)
    db.withdrawals.tell_late(connection, ids)
    db.reminders.tell(connection, reminders, alert_id)
    return True
