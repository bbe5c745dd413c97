"""Alerts and deliveries as the page shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Dialect, func, or_, select

from db.tables import Alert, AlertMatch, ChannelState, Delivery, Document, Incident, Match, Revision
from db.web_inbox import has
from db.web_trends import in_window
from db.write import Row, table

_alert, _delivery, _document = table(Alert), table(Delivery), table(Document)
_incident, _channel, _match, _revision = table(Incident), table(ChannelState), table(Match), table(Revision)


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
    told, match = table(AlertMatch), _match
    newest = func.max(match.c.id).label("newest")
    query = select(newest, match.c.document_id).join(told, told.c.match_id == match.c.id)
    query = query.where(told.c.subscription == subscription).group_by(match.c.document_id)
    if before:
        query = query.having(newest < before)
    rows = connection.execute(query.order_by(newest.desc()).limit(most))
    return [(row[0], row[1]) for row in rows]


def matches_since(
    connection: Connection,
    since: datetime,
    *,
    severities: Collection[str],
    any_of: Mapping[str, Collection[str]],
    fields: Collection[str],
) -> list[Row]:
    """Document, severity and moment of matches of documents published since then, with the fields asked for.

    `any_of`: column → values of which it has one. `fields`: source_id, title, text; each costs time where there are
    thousands.
    """
    asked = [column for name, column in _FIELDS.items() if name in fields]
    query = select(_match.c.document_id, _match.c.severity, _document.c.published, _document.c.first_seen_at, *asked)
    query = query.join(_document, _document.c.id == _match.c.document_id)
    if "text" in fields:
        query = query.join(_revision, _revision.c.id == _match.c.revision_id)
    query = query.where(in_window(since), _match.c.origin != "technical", _match.c.severity.in_(list(severities)))
    for name, values in any_of.items():
        query = query.where(_has_any(connection.dialect, name, values))
    return [dict(row) for row in connection.execute(query).mappings()]


_FIELDS = {"source_id": _document.c.source_id, "title": _document.c.title, "text": _revision.c.text}
_PLAIN = {"rule_id": _match.c.rule_id, "publisher": _document.c.publisher}


def _has_any(dialect: Dialect, name: str, values: Collection[str]) -> ColumnElement[bool]:
    if name in _PLAIN:
        return _PLAIN[name].in_(list(values))
    return or_(*(has(dialect, _match.c[name], value) for value in values))


def documents(connection: Connection, ids: Collection[int]) -> dict[int, Row]:
    rows = connection.execute(select(_document).where(_document.c.id.in_(list(ids)))).mappings()
    return {row["id"]: dict(row) for row in rows}
