"""Queries on the index of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, RowMapping, bindparam, delete, func, insert, select

from db.names import CANARY
from db.tables import (
    Alert,
    AlertMatch,
    Document,
    Match,
    Revision,
    SearchColumn,
    SearchPage,
    SearchQueued,
    SearchSegment,
)
from db.write import Row, chunks, table

_queue, _segment, _page, _column = (
    table(SearchQueued),
    table(SearchSegment),
    table(SearchPage),
    table(SearchColumn),
)
_document, _revision, _match, _alert, _told = (
    table(Document),
    table(Revision),
    table(Match),
    table(Alert),
    table(AlertMatch),
)

# --- what waits ---


def queued(connection: Connection, *, most: int) -> list[tuple[int, int]]:
    """(number in the queue, document), oldest first."""
    rows = connection.execute(select(_queue.c.id, _queue.c.document_id).order_by(_queue.c.id).limit(most))
    return [(row.id, row.document_id) for row in rows]


def waiting(connection: Connection) -> int:
    """How many documents are to be indexed."""
    return int(connection.execute(select(func.count(_queue.c.document_id.distinct()))).scalar_one())


def unqueue(connection: Connection, numbers: Sequence[int]) -> None:
    for part in chunks(numbers):
        connection.execute(delete(_queue).where(_queue.c.id.in_(part)))


def queue_all(connection: Connection) -> None:
    """Every document, for an index made anew."""
    connection.execute(delete(_queue))
    connection.execute(insert(_queue).from_select(["document_id"], select(_document.c.id).order_by(_document.c.id)))


# --- what is indexed ---

_shown = (
    _document.c.id, _document.c.source_id, _document.c.key, _document.c.publisher, _document.c.country,
    _document.c.language, _document.c.section, _document.c.url, _document.c.published, _document.c.date_precision,
    _document.c.first_seen_at, _document.c.parent_id, _document.c.attachments, _document.c.revision,
    _revision.c.title, _revision.c.text,
)  # fmt: skip

_newest = (_revision.c.document_id == _document.c.id) & (_revision.c.number == _document.c.revision)
_ids: BindParameter[Any] = bindparam("ids", expanding=True)
#: Made once: composing a statement costs more than a small one takes to run.
_documents = select(*_shown).join(_revision, _newest).where(_document.c.source_id != CANARY, _document.c.id.in_(_ids))
_said = tuple(
    _match.c[name]
    for name in (
        "id", "document_id", "revision_id", "rule_id", "severity", "labels", "minerals", "concepts", "countries",
        "matched_at",
    )
)  # fmt: skip
_matches = select(*_said).where(_match.c.document_id.in_(_ids)).order_by(_match.c.id)
_matches_with_spans = _matches.add_columns(_match.c.spans)
_parents = select(_document.c.parent_id).where(_document.c.parent_id.in_(_ids)).distinct()


def documents(connection: Connection, ids: Sequence[int]) -> dict[int, Row]:
    """Documents with the text of their newest revision, by id."""
    return {
        row["id"]: dict(row) for part in chunks(ids) for row in connection.execute(_documents, {"ids": part}).mappings()
    }


def matches_of(connection: Connection, ids: Sequence[int], *, spans: bool = False) -> dict[int, list[Row]]:
    """By document: what its matches say, of any of its revisions."""
    query = _matches_with_spans if spans else _matches
    found: dict[int, list[Row]] = {}
    for part in chunks(ids):
        for row in connection.execute(query, {"ids": part}).mappings():
            found.setdefault(row["document_id"], []).append(dict(row))
    return found


def bulletins(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Those of the documents that have articles."""
    return {parent for part in chunks(ids) for parent in connection.execute(_parents, {"ids": part}).scalars()}


def told(connection: Connection, *, acknowledged: bool) -> Sequence[int]:
    """Documents that an alert tells of; `acknowledged`: that somebody takes care of."""
    query = select(_match.c.document_id).join(_told, _told.c.match_id == _match.c.id)
    query = query.join(_alert, _alert.c.id == _told.c.alert_id)
    if acknowledged:
        query = query.where(_alert.c.acknowledged_at.is_not(None))
    return connection.execute(query.distinct()).scalars().all()


# --- segments ---


def listed(connection: Connection) -> list[RowMapping]:
    """id, ready, version, documents and letters of every segment, oldest first."""
    names = ("id", "ready", "version", "documents", "letters")
    return list(connection.execute(select(*(_segment.c[name] for name in names)).order_by(_segment.c.id)).mappings())


def segment(connection: Connection, segment_id: int) -> RowMapping | None:
    return connection.execute(select(_segment).where(_segment.c.id == segment_id)).mappings().first()


def add_segment(connection: Connection, row: Row, columns: Iterable[Row]) -> int:
    """Its id. No search reads it before it is ready."""
    found = int(connection.execute(insert(_segment).values(ready=False, **row).returning(_segment.c.id)).scalar_one())
    connection.execute(insert(_column), [{"segment_id": found, **one} for one in columns])
    return found


def add_pages(connection: Connection, segment_id: int, pages: Iterable[tuple[int, bytes]]) -> None:
    rows = [{"segment_id": segment_id, "first": first, "body": body} for first, body in pages]
    if rows:
        connection.execute(insert(_page), rows)


def set_ready(connection: Connection, segment_id: int) -> None:
    connection.execute(_segment.update().where(_segment.c.id == segment_id).values(ready=True))


def drop_segments(connection: Connection, ids: Sequence[int]) -> None:
    for child in (_page, _column):
        connection.execute(delete(child).where(child.c.segment_id.in_(ids)))
    connection.execute(delete(_segment).where(_segment.c.id.in_(ids)))


def directory(connection: Connection, segment_id: int) -> list[tuple[int, int]]:
    """(first gram, id) of the pages of a segment."""
    query = select(_page.c.first, _page.c.id).where(_page.c.segment_id == segment_id).order_by(_page.c.first)
    return [(row.first, row.id) for row in connection.execute(query)]


def pages(connection: Connection, ids: Sequence[int]) -> dict[int, bytes]:
    """By id; those that are no longer there are left out."""
    query = select(_page.c.id, _page.c.body)
    return {row.id: row.body for part in chunks(ids) for row in connection.execute(query.where(_page.c.id.in_(part)))}


def columns(connection: Connection, segment_id: int, names: Sequence[str]) -> dict[str, RowMapping]:
    query = select(_column).where(_column.c.segment_id == segment_id, _column.c.name.in_(names))
    return {row["name"]: row for row in connection.execute(query).mappings()}
