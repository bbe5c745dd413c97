"""Queries on alerts that nobody took up in time, and on where the past of a subscription begins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, exists, func, or_, select, update

from db.attention import TO_CARE_FOR, is_open, is_snoozed
from db.tables import Alert, AlertMatch, Beginning, Delivery, Document, Escalation, Match, Revision, Snooze, SourceState
from db.write import Row, chunks, insert_new, table

_alert, _told, _match, _document = table(Alert), table(AlertMatch), table(Match), table(Document)
_snooze, _escalation, _beginning = table(Snooze), table(Escalation), table(Beginning)
_delivery, _revision, _source = table(Delivery), table(Revision), table(SourceState)


def beginning(connection: Connection, subscription: str) -> RowMapping | None:
    return connection.execute(select(_beginning).where(_beginning.c.subscription == subscription)).mappings().first()


def begin(connection: Connection, subscription: str, values: Row) -> None:
    blank = {"subscription": subscription, "told_from": None, "escalates_after": None}
    insert_new(connection, Beginning, [blank])
    connection.execute(update(_beginning).where(_beginning.c.subscription == subscription).values(values))


def last_alert_before(connection: Connection, moment: datetime) -> int:
    return int(connection.execute(select(func.max(_alert.c.id)).where(_alert.c.created_at < moment)).scalar() or 0)


def unescalated(
    connection: Connection, subscription: str, severities: Collection[str], after: int
) -> list[dict[str, Any]]:
    """Open alerts that nobody decided about, but those put aside; `woken_at`: when the last snooze of each ended."""
    woken = select(func.max(_snooze.c.ended_at)).where(_snooze.c.alert_id == _alert.c.id).scalar_subquery()
    query = select(_alert, woken.label("woken_at")).where(
        _alert.c.subscription == subscription, _alert.c.id > after, _alert.c.severity.in_(list(severities)),
        _alert.c.kind.in_(TO_CARE_FOR), is_open(), ~is_snoozed(),
        ~exists().where(_escalation.c.alert_id == _alert.c.id),
    )  # fmt: skip
    return [dict(row) for row in connection.execute(query.order_by(_alert.c.id)).mappings()]


def decide(
    connection: Connection, alerts: Sequence[int], now: datetime, told_in: int | None = None, reason: str = ""
) -> None:
    rows = [{"alert_id": one, "decided_at": now, "told_in": told_in, "reason": reason} for one in alerts]
    insert_new(connection, Escalation, rows)


def unread_sources(connection: Connection) -> bool:
    """Is a watched source not read yet?"""
    unread = _source.c.enabled & _source.c.baseline_at.is_(None)
    return connection.execute(select(_source.c.id).where(unread).limit(1)).first() is not None


def past_matches(connection: Connection, since: datetime, began: datetime, after: int, most: int) -> list[int]:
    """Of what was published since then and is no news to a subscription that began so; by id."""
    when = func.coalesce(_document.c.published, _document.c.first_seen_at)
    past = or_(_revision.c.seen_at < began, _match.c.origin != "news") & (_match.c.origin != "technical")
    query = (
        select(_match.c.id)
        .join(_revision, _revision.c.id == _match.c.revision_id)
        .join(_document, _document.c.id == _match.c.document_id)
        .where(when >= since, past, _match.c.id > after)
    )
    return list(connection.execute(query.order_by(_match.c.id).limit(most)).scalars())


def heard_on_channels(connection: Connection, matches: Sequence[int], known: Collection[str]) -> dict[int, set[str]]:
    """match → channels that heard of it by a subscription that is no longer among the known."""
    query = (
        select(_told.c.match_id, _delivery.c.channel)
        .join(_delivery, _delivery.c.alert_id == _told.c.alert_id)
        .where(_told.c.subscription.not_in(list(known)))
    )
    heard: dict[int, set[str]] = {}
    for part in chunks(matches):
        for match_id, channel in connection.execute(query.where(_told.c.match_id.in_(part))):
            heard.setdefault(match_id, set()).add(channel)
    return heard
