"""GROUP: matches of one subscription that come within its `group_wait` become one message.

What waits lies in the table, so that no kill loses it and none tells it twice. Quiet hours and floods come first: what
waits then is told at their end, together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

import db.alerts
import db.attention
import db.digests
import db.matches
import db.stories
import db.withdrawals
from db.engine import reading, writing
from db.write import take_turns
from monitor.alert_row import alert_row, gravest
from monitor.message_id import message_id
from monitor.stories_heard import Verdict, verdict
from monitor.subscription import Subscription
from monitor.windows import told_at

Row = Mapping[Any, Any]
_HOUR = timedelta(hours=1)


def groups_waiting(subscription: Subscription) -> bool:
    """Whether its matches wait for others; a digest waits longer anyway."""
    return subscription.group_wait is not None and not subscription.digest


def floods(connection: Connection, subscription: Subscription, now: datetime) -> bool:
    most = subscription.max_per_hour
    return bool(most) and db.digests.alerts_since(connection, subscription.id, now - _HOUR) >= most


def waited(oldest: datetime, wait: timedelta, now: datetime) -> bool:
    """A clock that jumped ahead and came back leaves `oldest` in the future: then nobody knows, and it is enough."""
    return oldest > now or now - oldest >= wait


def group_of(subscription: Subscription, row: Row) -> str:
    if subscription.group == "source":
        return f"source {row['source_id']}"
    if subscription.group == "story":
        story = row["story_id"]
        return f"story {story}" if story is not None else f"document {row['document_id']}"
    return "all"


def due_groups(subscription: Subscription, rows: Sequence[Row], now: datetime) -> list[list[Row]]:
    """Of the rows that wait those that are to be told, each list as one message. Pure."""
    if subscription.group_wait is None or told_at(subscription, now) > now:
        return []
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(group_of(subscription, row), []).append(row)
    wait = subscription.group_wait
    return [rows for rows in groups.values() if waited(min(row["matched_at"] for row in rows), wait, now)]


def release_groups(engine: Engine, subscriptions: Sequence[Subscription], now: datetime) -> int:
    """Tells the groups that waited long enough; returns the number of new alerts."""
    grouping = {one.id: one for one in subscriptions if groups_waiting(one) and not one.paused}
    if not grouping:
        return 0
    with reading(engine) as connection:
        waiting = [one for name, one in grouping.items() if name in db.digests.who_waits(connection)]
    return sum(_release(engine, one, now) for one in waiting)


def _release(engine: Engine, subscription: Subscription, now: datetime) -> int:
    """Each group in a transaction of its own."""
    alerts = 0
    while True:
        with writing(engine) as connection:
            take_turns(connection, "telling")
            due = due_groups(subscription, db.attention.waiting(connection, subscription.id), now)
            if not due or floods(connection, subscription, now):
                return alerts
            alerts += _tell(connection, subscription, due[0], now)


def _tell(connection: Connection, subscription: Subscription, group: Sequence[Row], now: datetime) -> bool:
    ids = [row["match_id"] for row in group]
    rows = db.matches.with_ids(connection, ids)
    if len({row["revision_id"] for row in rows}) == 1:
        alert = alert_row(subscription, rows, _verdict(connection, subscription, rows), now)
    else:
        alert = _group_row(connection, subscription, rows, ids, now)
    alert_id = db.alerts.add_alert(connection, alert, [], subscription.channels, told_at(subscription, now))
    if alert_id is None:  # told already, by a row that a kill left without its matches: none such is ever written
        raise RuntimeError(f"matches {ids} of {subscription.id} wait although their alert is there")
    db.attention.tell(connection, subscription.id, ids, alert_id)
    db.withdrawals.tell_late(connection, ids)
    return True


def _verdict(connection: Connection, subscription: Subscription, rows: Sequence[Row]) -> Verdict:
    """That it is told was decided when it was collected; how it begins or answers a thread is decided now."""
    document_id = rows[0]["document_id"]
    member = db.stories.members(connection, [document_id]).get(document_id)
    story = member["story_id"] if member else None
    heard = [one for one in db.stories.heard(connection, subscription.id, document_id, story) if one["alert"]]
    said = verdict(rows, member, heard, lambda: "")
    return said if said.kind else Verdict("upgraded", in_reply_to=str(heard[0]["message_id"]))


def _group_row(
    connection: Connection, subscription: Subscription, rows: Sequence[Row], ids: Sequence[int], now: datetime
) -> dict[str, Any]:
    period = f"group-{min(ids)} {now:%Y-%m-%d %H:%M}"
    documents = {row["document_id"] for row in rows}
    first = db.alerts.first_alert(connection, subscription.id, documents.pop()) if len(documents) == 1 else None
    return {
        "subscription": subscription.id,
        "kind": "group",
        "created_at": now,
        "severity": gravest(subscription, rows),
        "message_id": message_id(subscription.id, period),
        "in_reply_to": first["message_id"] if first else "",
        "period": period,
    }
