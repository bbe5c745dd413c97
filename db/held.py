"""Queries on documents that were stored without being told, because their source had changed its keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from db.tables import Document, Match, Revision
from db.write import chunks, table

_document, _revision, _match = table(Document), table(Revision), table(Match)


def held(connection: Connection, source_id: str, since: datetime) -> list[RowMapping]:
    """First revisions that are no news; a later one that is technical comes from our own parser."""
    query = (
        select(_revision.c.id, _revision.c.document_id, _revision.c.title, _revision.c.seen_at)
        .join(_document, _document.c.id == _revision.c.document_id)
        .where(_document.c.source_id == source_id, _revision.c.origin == "technical", _revision.c.number == 1)
        .where(_revision.c.seen_at >= since)
        .order_by(_revision.c.id)
    )
    return list(connection.execute(query).mappings())


def release(connection: Connection, revision_ids: Sequence[int]) -> int:
    """They are news; returns how many of their matches wait for dispatch now."""
    waiting = 0
    for part in chunks(revision_ids):
        connection.execute(update(_revision).where(_revision.c.id.in_(part)).values(origin="news"))
        matches = update(_match).where(_match.c.revision_id.in_(part))
        waiting += connection.execute(matches.values(origin="news", dispatched_at=None)).rowcount
    return waiting
