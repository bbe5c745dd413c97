"""REMIND: dates that bind come nearer × subscriptions → reminders, in the thread of their document.

Once for each date, day and lead: the table says so, whatever the clock, a kill or a restart does. What was missed is
caught up by the nearest lead alone. A digest tells them with what else it has to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

import db.alerts
import db.facts
import db.reminders
import db.stories
from db.engine import reading, writing
from monitor.coming_dates import Hearing, once, story_of
from monitor.message_id import message_id
from monitor.subscription import SEVERITIES, Subscription, as_of
from monitor.windows import told_at

#: Documents with a date so near at the same time become one message: a first start must not storm.
_APART = 5

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Due:
    date_row: Row
    lead: int
    severity: str


def remind_due(engine: Engine, subscriptions: Iterable[Subscription], now: datetime) -> int:
    """Reminds of all that is due; returns the number of new alerts."""
    wanting = [one for one in as_of(subscriptions, now) if one.remind and not one.paused]
    with reading(engine) as connection:
        hearing = Hearing(connection, now)
        found = [(one, due_reminders(hearing, one)) for one in wanting]
    alerts = 0
    for one, due in found:
        if due:
            with writing(engine) as connection:
                alerts += _tell(connection, one, due, now)
    return alerts


def due_reminders(hearing: Hearing, subscription: Subscription) -> list[Due]:
    connection, now = hearing.connection, hearing.now
    today = now.astimezone(ZoneInfo(subscription.zone)).date()
    rows = db.facts.coming(connection, today, today + timedelta(days=max(subscription.remind)))
    near = [(row, lead) for row in rows if (lead := nearest_lead(row["due"], subscription, now)) is not None]
    fresh = _not_given(connection, subscription, near)
    heard = {row["document_id"]: hearing.severity(subscription, row["document_id"]) for row, _ in fresh}
    chosen = {row["id"] for row in once(connection, [row for row, _ in fresh if heard[row["document_id"]]])}
    return [
        Due(row, lead, heard[row["document_id"]])
        for row, lead in fresh
        if row["id"] in chosen and not _told_since(connection, subscription, row, lead)
    ]


def _not_given(
    connection: Connection, subscription: Subscription, near: Sequence[tuple[Row, int]]
) -> list[tuple[Row, int]]:
    """Without what the subscription was reminded of, by this document or another that tells the same story."""
    given = db.reminders.given(connection, subscription.id, [row["id"] for row, _ in near])
    members = db.stories.members(connection, sorted({row["document_id"] for row, _ in near}))
    said = {
        (story_of(members, row["document_id"]), row["kind"], due, lead)
        for row, _ in near
        for date_id, due, lead in given
        if date_id == row["id"]
    }
    return [
        (row, lead)
        for row, lead in near
        if (story_of(members, row["document_id"]), row["kind"], row["due"], lead) not in said
    ]


def nearest_lead(due: date, subscription: Subscription, now: datetime) -> int | None:
    """The smallest lead whose time has come; None before the first, and when the day is past."""
    if now.astimezone(ZoneInfo(subscription.zone)).date() > due:
        return None
    return min((lead for lead in subscription.remind if lead_time(due, lead, subscription) <= now), default=None)


def lead_time(due: date, lead: int, subscription: Subscription) -> datetime:
    """When a reminder is to go out. One that a digest tells must be there when the digest is made."""
    hour = time() if subscription.digest else time.fromisoformat(subscription.at)
    return datetime.combine(due - timedelta(days=lead), hour, ZoneInfo(subscription.zone))


def _told_since(connection: Connection, subscription: Subscription, row: Row, lead: int) -> bool:
    """The alert that showed this date came after the time of the reminder: it was the reminder."""
    last = db.reminders.last_told(connection, subscription.id, row["document_id"])
    return last is not None and last[0] >= lead_time(row["due"], lead, subscription) and last[1] >= row["changed_at"]


def _tell(connection: Connection, subscription: Subscription, found: Sequence[Due], now: datetime) -> int:
    ids = {(due.date_row["id"], due.lead): _remember(connection, subscription, due, now) for due in found}
    new = [due for due in found if ids[due.date_row["id"], due.lead] is not None]
    if subscription.digest or not new:
        return 0
    by_document = sorted(new, key=lambda due: due.date_row["document_id"])
    groups = [list(group) for _, group in groupby(by_document, key=lambda due: int(due.date_row["document_id"]))]
    if len(groups) > _APART:
        groups = [new]
    for group in groups:
        alert = _alert_row(connection, subscription, group, now)
        alert_id = db.alerts.add_alert(connection, alert, [], subscription.channels, told_at(subscription, now))
        if alert_id is not None:
            numbers = [ids[due.date_row["id"], due.lead] for due in group]
            db.reminders.tell(connection, [one for one in numbers if one is not None], alert_id)
    return len(groups)


def _remember(connection: Connection, subscription: Subscription, due: Due, now: datetime) -> int | None:
    row = {
        "subscription": subscription.id,
        "binding_date_id": due.date_row["id"],
        "due": due.date_row["due"],
        "lead": due.lead,
        "created_at": now,
        "alert_id": None,
    }
    return db.reminders.add(connection, row)


def _alert_row(connection: Connection, subscription: Subscription, group: Sequence[Due], now: datetime) -> Row:
    documents = {due.date_row["document_id"] for due in group}
    document_id = documents.pop() if len(documents) == 1 else None
    first = db.alerts.first_alert(connection, subscription.id, document_id) if document_id else None
    named: Sequence[Mapping[str, Any]] = [due.date_row for due in group]
    return {
        "subscription": subscription.id,
        "kind": "reminder",
        "created_at": now,
        "document_id": document_id,
        "severity": max((due.severity for due in group), key=SEVERITIES.index),
        "message_id": message_id(
            subscription.id, "reminder", *(f"{row['uid']} {row['due']}" for row in named), group[0].lead
        ),
        "in_reply_to": first["message_id"] if first else "",
    }
