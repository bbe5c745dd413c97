"""Queries on matches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, select, update

from db.names import CANARY
from db.tables import Document, Match, Revision, Run
from db.write import Row, chunks, insert_new, table

_match, _revision, _document, _run = table(Match), table(Revision), table(Document), table(Run)

_MATCHES_OF_ONE = 5  # of a revision, most have fewer


def _with_document() -> Select[Any]:
    """Matches with what a subscription decides by and a message shows."""
    return (
        select(
            _match,
            _revision.c.number,
            _revision.c.seen_at,
            _revision.c.title,
            _revision.c.text,
            _document.c.source_id,
            _document.c.key,
            _document.c.url,
            _document.c.publisher,
            _document.c.country,
            _document.c.language,
            _document.c.published,
            _document.c.date_precision,
            _document.c.first_seen_at,
            _document.c.dates.label("stated_dates"),
            _document.c.numbers.label("stated_numbers"),
        )
        .join(_revision, _revision.c.id == _match.c.revision_id)
        .join(_document, _document.c.id == _match.c.document_id)
    )


def add_matches(connection: Connection, rows: Sequence[Row]) -> None:
    insert_new(connection, Match, rows)


def rules_of_revisions(connection: Connection, ids: Sequence[int]) -> set[tuple[int, str]]:
    """Which rules hit which of these revisions."""
    query = select(_match.c.revision_id, _match.c.rule_id)
    return {
        (row.revision_id, row.rule_id)
        for part in chunks(ids)
        for row in connection.execute(query.where(_match.c.revision_id.in_(part)))
    }


#: Made once: it is asked for at every look, and composing it costs more than asking.
#: By their own ids, which the index of what waits is in the order of: by revision SQLite reads all the archive.
_undispatched = (
    select(_match.c.id, _match.c.revision_id)
    .where(_match.c.dispatched_at.is_(None))
    .order_by(_match.c.id)
    .limit(bindparam("most"))
)


def undispatched(connection: Connection, *, most: int) -> list[RowMapping]:
    """Matches that wait for the dispatch stage, oldest first; all matches of one revision come together."""
    found = connection.execute(_undispatched, {"most": most * _MATCHES_OF_ONE}).all()
    revisions = list(dict.fromkeys(row.revision_id for row in found))[:most]
    if not revisions:
        return []
    mine = select(_match.c.id).where(_match.c.revision_id.in_(revisions), _match.c.dispatched_at.is_(None))
    ids = list(connection.execute(mine).scalars())
    return [
        row
        for part in chunks(sorted(ids))
        for row in connection.execute(_with_document().where(_match.c.id.in_(part)).order_by(_match.c.id)).mappings()
    ]


def mark_dispatched(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    for part in chunks(ids):
        connection.execute(update(_match).where(_match.c.id.in_(part)).values(dispatched_at=now))


def newest(connection: Connection, *, most: int, after: int = 0, source_id: str = "") -> list[dict[str, Any]]:
    query = _with_document().where(_match.c.id > after, _document.c.source_id != CANARY)
    query = query.order_by(_match.c.id.desc()).limit(most)
    if source_id:
        query = query.where(_document.c.source_id == source_id)
    return [dict(row) for row in connection.execute(query).mappings()]


def of_document(connection: Connection, document_id: int) -> list[dict[str, Any]]:
    query = _with_document().where(_match.c.document_id == document_id).order_by(_match.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def of_documents(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in chunks(ids):
        query = _with_document().where(_match.c.document_id.in_(part)).order_by(_match.c.id)
        found += [dict(row) for row in connection.execute(query).mappings()]
    return found


def published_since(connection: Connection, since: datetime) -> list[dict[str, Any]]:
    """Of documents published since then; without a date, first seen since then."""
    when = func.coalesce(_document.c.published, _document.c.first_seen_at)
    return [dict(row) for row in connection.execute(_with_document().where(when >= since)).mappings()]


def of_backfills(connection: Connection, ids: Sequence[int], *, after: int, most: int) -> list[RowMapping]:
    """Matches of the revisions that the runs of these backfills stored, by id."""
    query = _with_document().join(_run, _run.c.id == _revision.c.run_id).where(_run.c.backfill_id.in_(ids))
    return list(connection.execute(query.where(_match.c.id > after).order_by(_match.c.id).limit(most)).mappings())


def of_revisions(connection: Connection, ids: Sequence[int]) -> list[RowMapping]:
    """All matches of each of them together, by revision."""
    found: list[RowMapping] = []
    for part in chunks(ids):
        query = _with_document().where(_match.c.revision_id.in_(part)).order_by(_match.c.revision_id, _match.c.id)
        found += connection.execute(query).mappings()
    return found


def with_ids(connection: Connection, ids: Sequence[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in chunks(ids):
        query = _with_document().where(_match.c.id.in_(part)).order_by(_match.c.id)
        found += [dict(row) for row in connection.execute(query).mappings()]
    return found
