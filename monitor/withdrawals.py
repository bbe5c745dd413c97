"""A document that its publisher took away, or put back: told to those who heard of it, in its thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

import db.alerts
import db.withdrawals
from db.engine import reading, writing
from db.write import take_turns
from monitor.message_id import message_id
from monitor.subscription import Subscription
from monitor.windows import told_at


def announce_withdrawals(engine: Engine, subscriptions: Sequence[Subscription], now: datetime) -> int:
    """The number of new alerts."""
    with reading(engine) as connection:
        if not db.withdrawals.untold(connection):
            return 0
    alerts = 0
    with writing(engine) as connection:
        take_turns(connection, "telling")
        for row in db.withdrawals.untold(connection):
            alerts += _announce(connection, row, subscriptions, now)
    return alerts


def _announce(
    connection: Connection, row: Mapping[Any, Any], subscriptions: Sequence[Subscription], now: datetime
) -> int:
    kind = "withdrawn" if row["returned_at"] is None else "returned"
    columns = [name for name in ("told_at", "return_told_at") if name == "told_at" or kind == "returned"]
    db.withdrawals.mark_told(connection, row["id"], columns, now)
    if kind == "returned" and row["told_at"] is None:
        return 0  # back before anybody was told that it was gone
    heard = db.withdrawals.who_heard(connection, row["document_id"])
    hears = [one for one in subscriptions if one.id in heard and not one.paused]
    return sum(_alert(connection, row, kind, one, heard[one.id], now) for one in hears)


def _alert(
    connection: Connection,
    row: Mapping[Any, Any],
    kind: str,
    subscription: Subscription,
    first: Mapping[Any, Any],
    now: datetime,
) -> bool:
    """No match is told twice, so that the alert has its document and a name of its own instead."""
    ordinal = db.withdrawals.ordinal(connection, row["document_id"], row["id"])
    period = f"{kind} {row['source_id']}:{row['key']} {ordinal}"
    alert = {
        "subscription": subscription.id,
        "kind": kind,
        "created_at": now,
        "document_id": row["document_id"],
        "severity": first["severity"],
        "message_id": message_id(subscription.id, row["source_id"], row["key"], period),
        "in_reply_to": first["message_id"],
        "period": period,
    }
    due = told_at(subscription, now)
    return db.alerts.add_alert(connection, alert, [], subscription.channels, due) is not None
