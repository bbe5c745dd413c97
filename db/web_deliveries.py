"""Alerts and deliveries as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.tables import Alert, ChannelState, Delivery, Document, Incident
from db.write import Row, table

_alert, _delivery, _document = table(Alert), table(Delivery), table(Document)
_incident, _channel = table(Incident), table(ChannelState)


def deliveries(
    connection: Connection,
    *,
    state: str = "",
    channel: str = "",
    subscription: str = "",
    before: int = 0,
    most: int,
) -> list[Row]:
    """Newest first, with what each tells of."""
    told = (_alert.c.subscription, _alert.c.kind, _alert.c.severity, _alert.c.document_id, _alert.c.period)
    about = (_document.c.title, _incident.c.subject, _incident.c.kind.label("incident"))
    query = select(_delivery, *told, *about).join(_alert, _alert.c.id == _delivery.c.alert_id)
    query = query.outerjoin(_document, _document.c.id == _alert.c.document_id)
    query = query.outerjoin(_incident, _incident.c.id == _alert.c.incident_id)
    asked = ((_delivery.c.state, state), (_delivery.c.channel, channel), (_alert.c.subscription, subscription))
    for column, value in asked:
        query = query.where(column == value) if value else query
    if before:
        query = query.where(_delivery.c.id < before)
    return [dict(row) for row in connection.execute(query.order_by(_delivery.c.id.desc()).limit(most)).mappings()]


def channels(connection: Connection) -> dict[str, Row]:
    """What is remembered of channels in trouble."""
    return {row["name"]: dict(row) for row in connection.execute(select(_channel)).mappings()}


def alerts_by_subscription(connection: Connection, since: datetime) -> dict[str, int]:
    query = select(_alert.c.subscription, func.count().label("alerts")).where(_alert.c.created_at >= since)
    return {row.subscription: row.alerts for row in connection.execute(query.group_by(_alert.c.subscription))}


def alerts(connection: Connection, subscription: str = "", *, before: int = 0, most: int) -> list[Row]:
    """Newest first, with the title of the document they tell of, if it is one."""
    query = select(_alert, _document.c.title).outerjoin(_document, _document.c.id == _alert.c.document_id)
    if subscription:
        query = query.where(_alert.c.subscription == subscription)
    if before:
        query = query.where(_alert.c.id < before)
    return [dict(row) for row in connection.execute(query.order_by(_alert.c.id.desc()).limit(most)).mappings()]


def documents_told(
    connection: Connection, subscription: str, *, before: int = 0, most: int
) -> Sequence[tuple[int, int]]:
    """(newest match, document) of what a subscription was told, newest first: for its feed."""
    from db.tables import AlertMatch, Match

    told, match = table(AlertMatch), table(Match)
    newest = func.max(match.c.id).label("newest")
    query = select(newest, match.c.document_id).join(told, told.c.match_id == match.c.id)
    query = query.where(told.c.subscription == subscription).group_by(match.c.document_id)
    if before:
        query = query.having(newest < before)
    rows = connection.execute(query.order_by(newest.desc()).limit(most))
    return [(row[0], row[1]) for row in rows]


def matches_since(connection: Connection, since: datetime, *, with_text: bool) -> list[Row]:
    """What a subscription decides by, of documents published since then; texts only where they are asked for."""
    from db.tables import Match, Revision
    from db.web_trends import in_window

    match, revision = table(Match), table(Revision)
    decides = (
        match.c.document_id, match.c.severity, match.c.rule_id, match.c.labels, match.c.concepts, match.c.minerals,
        match.c.countries, _document.c.publisher, _document.c.source_id, _document.c.title, _document.c.published,
        _document.c.date_precision, _document.c.first_seen_at, _document.c.url, _document.c.country,
    )  # fmt: skip
    query = select(*decides).join(_document, _document.c.id == match.c.document_id)
    if with_text:
        query = query.add_columns(revision.c.text).join(revision, revision.c.id == match.c.revision_id)
    query = query.where(in_window(since), match.c.origin != "technical")
    return [{"text": ""} | dict(row) for row in connection.execute(query).mappings()]
