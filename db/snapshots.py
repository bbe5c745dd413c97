"""Queries on snapshots: all of them for an archive, and those that have been kept long enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, select

from db.tables import Document, Revision, Snapshot
from db.write import chunks, table

_document, _revision, _snapshot = table(Document), table(Revision), table(Snapshot)

_BATCH = 100


def of_source(connection: Connection, source_id: str) -> Iterator[RowMapping]:
    """Every snapshot of a source, of old revisions too, by address of its content; few at a time in memory."""
    after = ""
    whose = select(_revision.c.snapshot).join(_document, _document.c.id == _revision.c.document_id)
    kept = _snapshot.c.sha256.in_(whose.where(_document.c.source_id == source_id, _revision.c.snapshot != ""))
    while True:
        query = select(_snapshot).where(kept, _snapshot.c.sha256 > after).order_by(_snapshot.c.sha256).limit(_BATCH)
        rows = list(connection.execute(query).mappings())
        if not rows:
            return
        yield from rows
        after = rows[-1]["sha256"]


def prune(connection: Connection, source_id: str, before: datetime) -> int:
    """Deletes a source's snapshots from before `before`; what any document is read from today stays."""
    past = (
        select(_snapshot.c.sha256)
        .join(_revision, _revision.c.snapshot == _snapshot.c.sha256)
        .join(_document, _document.c.id == _revision.c.document_id)
        .where(_document.c.source_id == source_id, _revision.c.number < _document.c.revision)
        .where(_snapshot.c.retrieved_at < before)
        .distinct()
    )
    old = list(connection.execute(past).scalars())
    pruned = 0
    for part in chunks(old):
        others = _document.c.source_id != source_id
        needed = select(_revision.c.snapshot).join(_document, _document.c.id == _revision.c.document_id)
        needed = needed.where(_revision.c.snapshot.in_(part))
        needed = needed.where((_revision.c.number == _document.c.revision) | others)
        free = set(part) - set(connection.execute(needed).scalars())
        pruned += connection.execute(delete(_snapshot).where(_snapshot.c.sha256.in_(free))).rowcount
    return pruned
