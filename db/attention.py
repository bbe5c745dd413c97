"""Queries on what waits to be told together, on who takes care of an alert, and on what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, exists, func, or_, select, update

import db.web_people
from db.tables import (
    Alert,
    AlertMatch,
    Care,
    Document,
    Escalation,
    Incident,
    Match,
    Revision,
    Snooze,
    StoryMember,
)
from db.write import chunks, insert_returning_id, table

_alert, _told, _match, _document = table(Alert), table(AlertMatch), table(Match), table(Document)
_member, _care, _snooze, _escalation = table(StoryMember), table(Care), table(Snooze), table(Escalation)
_incident, _revision = table(Incident), table(Revision)

#: Alerts that somebody is to look at; digests, reminders and what tells an alert again are none of their own.
TO_CARE_FOR = ("new", "changed", "upgraded", "withdrawn", "returned", "group", "opened")


def waiting(connection: Connection, subscription: str) -> list[RowMapping]:
    """Matches that wait to be told, with what they are grouped by."""
    columns = (_told.c.match_id, _match.c.document_id, _match.c.matched_at, _document.c.source_id, _member.c.story_id)
    query = (
        select(*columns)
        .join(_match, _match.c.id == _told.c.match_id)
        .join(_document, _document.c.id == _match.c.document_id)
        .outerjoin(_member, _member.c.document_id == _match.c.document_id)
        .where(_told.c.subscription == subscription, _told.c.alert_id.is_(None))
    )
    return list(connection.execute(query.order_by(_told.c.match_id)).mappings())


def tell(connection: Connection, subscription: str, matches: Sequence[int], alert_id: int) -> None:
    for part in chunks(matches):
        mine = (_told.c.subscription == subscription) & _told.c.match_id.in_(part) & _told.c.alert_id.is_(None)
        connection.execute(update(_told).where(mine).values(alert_id=alert_id))


def unmatched_since(connection: Connection, moment: datetime) -> bool:
    """Is a revision still unmatched that was there then?"""
    waits = _revision.c.matched_at.is_(None) & (_revision.c.seen_at <= moment)
    return connection.execute(select(_revision.c.id).where(waits).limit(1)).first() is not None


# --- who takes care ---


def documents_of(connection: Connection, alert_id: int) -> list[int]:
    """The documents an alert tells of; an alert about an incident has none."""
    told = select(_match.c.document_id).join(_told, _told.c.match_id == _match.c.id).where(_told.c.alert_id == alert_id)
    own = select(_alert.c.document_id).where(_alert.c.id == alert_id, _alert.c.document_id.is_not(None))
    return sorted(set(connection.execute(told.union(own)).scalars()))


def acknowledge(connection: Connection, alert_id: int, author: str, now: datetime) -> bool:
    """With all it tells of, as the page does; False when there is no such alert, or somebody did already."""
    mine = (_alert.c.id == alert_id) & _alert.c.acknowledged_at.is_(None)
    values = {"acknowledged_at": now, "acknowledged_by": author}
    done = connection.execute(update(_alert).where(mine).values(values)).rowcount == 1
    if done:
        for document_id in documents_of(connection, alert_id):
            db.web_people.acknowledge(connection, document_id, author, now)
    return done


def assign(connection: Connection, alert_id: int, to: str, author: str, now: datetime) -> int:
    """How many documents were given to somebody."""
    documents = documents_of(connection, alert_id)
    for one in documents:
        db.web_people.assign(connection, one, to, author, now)
    return len(documents)


def snooze(connection: Connection, alert_id: int, until: datetime, author: str, now: datetime) -> int:
    """Instead of one that runs already."""
    running = (_snooze.c.alert_id == alert_id) & _snooze.c.ended_at.is_(None)
    connection.execute(update(_snooze).where(running).values(ended_at=now))
    row = {"alert_id": alert_id, "author": author, "created_at": now, "until": until}
    added = insert_returning_id(connection, Snooze, row)
    assert added is not None  # noqa: S101  the table has no constraint that could refuse
    return added


def is_open() -> ColumnElement[bool]:
    """Nobody acknowledged the alert, nor all of its documents one by one."""
    uncared = (
        select(1)
        .select_from(_told)
        .join(_match, _match.c.id == _told.c.match_id)
        .outerjoin(_care, _care.c.document_id == _match.c.document_id)
        .where(_told.c.alert_id == _alert.c.id, _care.c.acknowledged_at.is_(None))
    )
    whole = ~exists().where(_told.c.alert_id == _alert.c.id)
    return and_(_alert.c.acknowledged_at.is_(None), or_(_alert.c.document_id.is_not(None), whole, exists(uncared)))


def is_snoozed() -> ColumnElement[bool]:
    return exists().where(_snooze.c.alert_id == _alert.c.id, _snooze.c.ended_at.is_(None))


def open_alerts(connection: Connection, since: datetime) -> list[dict[str, Any]]:
    """Alerts since then that nobody acknowledged, with who has them and until when they are put aside."""
    until = select(func.max(_snooze.c.until)).where(_snooze.c.alert_id == _alert.c.id, _snooze.c.ended_at.is_(None))
    query = (
        select(
            _alert.c.id, _alert.c.subscription, _alert.c.kind, _alert.c.severity, _alert.c.created_at,
            _alert.c.document_id, _document.c.title, _care.c.assigned_to, _incident.c.detail.label("incident"),
            until.scalar_subquery().label("snoozed_until"), _escalation.c.decided_at.label("escalated_at"),
        )
        .outerjoin(_document, _document.c.id == _alert.c.document_id)
        .outerjoin(_care, _care.c.document_id == _alert.c.document_id)
        .outerjoin(_incident, _incident.c.id == _alert.c.incident_id)
        .outerjoin(_escalation, and_(_escalation.c.alert_id == _alert.c.id, _escalation.c.told_in.is_not(None)))
        .where(_alert.c.created_at >= since, _alert.c.kind.in_(TO_CARE_FOR), is_open(), _incident.c.closed_at.is_(None))
    )  # fmt: skip
    return [dict(row) for row in connection.execute(query.order_by(_alert.c.id)).mappings()]


def open_matches(connection: Connection, subscription: str, since: datetime, but: int) -> list[RowMapping]:
    """(match, severity, alert) told since then whose document nobody acknowledged or put aside; not of alert `but`."""
    query = (
        select(_match.c.id, _match.c.severity, _match.c.document_id, _told.c.alert_id, _alert.c.created_at)
        .join(_told, _told.c.match_id == _match.c.id)
        .join(_alert, _alert.c.id == _told.c.alert_id)
        .outerjoin(_care, _care.c.document_id == _match.c.document_id)
        .where(
            _told.c.subscription == subscription, _alert.c.created_at >= since, _alert.c.id != but,
            _alert.c.acknowledged_at.is_(None), _care.c.acknowledged_at.is_(None), ~is_snoozed(),
        )
        .order_by(_match.c.id)
    )  # fmt: skip
    return list(connection.execute(query).mappings())


def in_use(connection: Connection) -> bool:
    """Has anybody ever acknowledged, assigned or put aside anything here?"""
    asked = (
        select(1).where(exists().where(_alert.c.acknowledged_at.is_not(None))),
        select(1).where(exists(select(_care.c.id))),
        select(1).where(exists(select(_snooze.c.id))),
    )
    return any(connection.execute(one).first() is not None for one in asked)


# --- what comes back ---


def snoozes_over(connection: Connection, now: datetime) -> list[RowMapping]:
    """Those whose time has come, with their alert and whether it is still open."""
    columns = (
        _alert.c.subscription,
        _alert.c.document_id,
        _alert.c.incident_id,
        _alert.c.severity,
        _alert.c.message_id,
    )
    query = select(_snooze, *columns, is_open().label("is_open")).join(_alert, _alert.c.id == _snooze.c.alert_id)
    over = query.where(_snooze.c.ended_at.is_(None), _snooze.c.until <= now).order_by(_snooze.c.id)
    return list(connection.execute(over).mappings())


def end_snooze(connection: Connection, snooze_id: int, now: datetime, told_in: int | None) -> None:
    values = {"ended_at": now, "told_in": told_in}
    connection.execute(update(_snooze).where(_snooze.c.id == snooze_id).values(values))


def told_again(connection: Connection, alert_id: int) -> list[int]:
    """The alerts that this one tells again."""
    asked = (select(one.c.alert_id).where(one.c.told_in == alert_id) for one in (_snooze, _escalation))
    return sorted({id_ for query in asked for id_ in connection.execute(query).scalars()})


def snoozer(connection: Connection, alert_id: int) -> str:
    """Who put aside what this alert tells again."""
    return str(connection.execute(select(_snooze.c.author).where(_snooze.c.told_in == alert_id)).scalar() or "")
