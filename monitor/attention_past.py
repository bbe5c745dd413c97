"""The past of a subscription that asks for it by `since`: one summary, once, however much it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

import db.alerts
import db.escalation
import db.matches
import db.silences
from db.engine import reading, writing
from monitor.alert_row import gravest
from monitor.message_id import message_id
from monitor.silence import silenced
from monitor.subscription import Subscription, as_of, midnight, refusal, told
from monitor.windows import told_at

_BATCH = 500  # matches in memory
_PATIENCE = timedelta(hours=1)  # until all watched sources have been read once


def tell_past(engine: Engine, subscriptions: Iterable[Subscription], now: datetime) -> int:
    """The number of new alerts."""
    current = as_of(subscriptions, now)
    known = {one.id for one in current}
    return sum(
        _tell(engine, one, one.since, known, now) for one in current if isinstance(one.since, date) and not one.paused
    )


def _tell(engine: Engine, subscription: Subscription, day: date, known: Collection[str], now: datetime) -> bool:
    since = midnight(day, subscription.zone)
    with reading(engine) as connection:
        began = db.alerts.since(connection).get(subscription.id)
        before = db.escalation.beginning(connection, subscription.id)
        if began is None or (before and before["told_from"] and before["told_from"] <= since):
            return False  # the daemon has not seen it yet, or it heard already
        if now - began < _PATIENCE and db.escalation.unread_sources(connection):
            return False
        ids, severity = _passing(connection, subscription, since, began, known, now)
    with writing(engine) as connection:
        db.escalation.begin(connection, subscription.id, {"told_from": since})
        if not ids:
            return False
        row = _row(subscription, day, severity, now)
        due = told_at(subscription, now)
        return db.alerts.add_alert(connection, row, ids, subscription.channels, due) is not None


def _passing(
    connection: Connection,
    subscription: Subscription,
    since: datetime,
    began: datetime,
    known: Collection[str],
    now: datetime,
) -> tuple[list[int], str]:
    """What it hears of, and the gravest severity. What its channels heard by a subscription now gone is left out."""
    silences, ids, severities, after = db.silences.listed(connection, now), list[int](), set[str](), 0
    while found := db.escalation.past_matches(connection, since, began, after, _BATCH):
        after = found[-1]
        heard = db.escalation.heard_on_channels(connection, found, known)
        fresh = [one for one in found if not set(subscription.channels) <= heard.get(one, set())]
        rows = [
            row
            for row in db.matches.with_ids(connection, fresh)
            if not refusal(subscription, match := told(row)) and not silenced(silences, subscription.id, match, now)
        ]
        ids += [row["id"] for row in rows]
        severities |= {gravest(subscription, rows)} - {""}
    ranked = [one for one in ("high", "medium", "low") if one in severities]
    return ids, ranked[0] if ranked else ""


def _row(subscription: Subscription, day: date, severity: str, now: datetime) -> dict[str, Any]:
    period = f"past {day}"
    return {
        "subscription": subscription.id,
        "kind": "past",
        "created_at": now,
        "severity": severity,
        "message_id": message_id(subscription.id, period),
        "period": period,
    }
