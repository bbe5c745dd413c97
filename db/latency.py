"""Queries on the times of alerts: published, seen, matched, told, attempted, accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from db.names import CANARY
from db.tables import Alert, AlertMatch, Delivery, Document, Match, Revision
from db.write import table

_alert, _delivery, _document = table(Alert), table(Delivery), table(Document)
_match, _revision, _told = table(Match), table(Revision), table(AlertMatch)

#: Kinds of alerts that go out as soon as there is something to tell.
_AT_ONCE = ("new", "changed", "upgraded", "group")


def accepted(connection: Connection, since: datetime, *, most: int) -> list[dict[str, Any]]:
    """The times of what was accepted since then, newest first: a row for each delivery and revision, without digests.

    `published` only where the source gives an hour, and only of a new document: a change has no hour of its own.
    """
    query = _times().where(
        _delivery.c.sent_at > since, _document.c.source_id != CANARY, _alert.c.kind.in_(_AT_ONCE)
    )  # fmt: skip
    rows = connection.execute(query.order_by(_delivery.c.sent_at.desc()).limit(most)).mappings()
    return [_exact(dict(row)) for row in rows]


def of_alert(connection: Connection, alert_id: int) -> list[dict[str, Any]]:
    """The times of each delivery and revision of an alert, accepted or not."""
    query = _times().where(_alert.c.id == alert_id).order_by(_delivery.c.id, _revision.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def _times() -> Select[Any]:
    return (
        select(
            _alert.c.id.label("alert_id"), _document.c.source_id, _delivery.c.channel, _document.c.published,
            _document.c.date_precision, _revision.c.number, _revision.c.seen_at,
            func.min(_match.c.matched_at).label("matched_at"), _alert.c.created_at.label("told_at"),
            _delivery.c.first_attempt_at.label("attempted_at"), _delivery.c.sent_at.label("accepted_at"),
        )
        .join(_alert, _alert.c.id == _delivery.c.alert_id)
        .join(_told, _told.c.alert_id == _alert.c.id)
        .join(_match, _match.c.id == _told.c.match_id)
        .join(_revision, _revision.c.id == _match.c.revision_id)
        .join(_document, _document.c.id == _revision.c.document_id)
        .group_by(_delivery.c.id, _alert.c.id, _revision.c.id, _document.c.id)
    )  # fmt: skip


def _exact(row: dict[str, Any]) -> dict[str, Any]:
    if row["date_precision"] != "time" or row["number"] != 1:
        row["published"] = None
    return row
