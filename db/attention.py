"""Queries on what waits, on who takes care, and on what comes back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select, update

from db.tables import (
    Alert,
    AlertMatch,
    Document,
    Match,
    StoryMember,
)
from db.write import chunks, table

_alert, _told, _match, _document = table(Alert), table(AlertMatch), table(Match), table(Document)
_member = table(StoryMember)


def waiting(connection: Connection, subscription: str) -> list[RowMapping]:
    """Matches that wait to be told, with what they are grouped by."""
    query = (
        select(
            _told.c.match_id, _match.c.document_id, _match.c.matched_at, _document.c.source_id, _member.c.story_id,
        )
        .join(_match, _match.c.id == _told.c.match_id)
        .join(_document, _document.c.id == _match.c.document_id)
        .outerjoin(_member, _member.c.document_id == _match.c.document_id)
        .where(_told.c.subscription == subscription, _told.c.alert_id.is_(None))
    )  # fmt: skip
    return list(connection.execute(query.order_by(_told.c.match_id)).mappings())


def tell(connection: Connection, subscription: str, matches: Sequence[int], alert_id: int) -> None:
    for part in chunks(matches):
        mine = (_told.c.subscription == subscription) & _told.c.match_id.in_(part) & _told.c.alert_id.is_(None)
        connection.execute(update(_told).where(mine).values(alert_id=alert_id))
