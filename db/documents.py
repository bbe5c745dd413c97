"""Queries on documents, revisions and snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, select, update

from db.tables import Document, Revision, Snapshot
from db.write import Row, chunks, insert_new, insert_new_returning, table

_document, _revision = table(Document), table(Revision)


#: Made once: composing a statement costs more than a small one takes to run.
_at = select(_document).where(
    _document.c.source_id.in_(bindparam("sources", expanding=True)),
    _document.c.key.in_(bindparam("keys", expanding=True)),
)
_ids_at = _at.with_only_columns(_document.c.id, _document.c.source_id, _document.c.key)
_seen = select(_document.c.key, _document.c.row_hash, _document.c.checked_at, _document.c.first_seen_at).where(
    _document.c.source_id == bindparam("source"), _document.c.key.in_(bindparam("keys", expanding=True))
)
_MOST_PROBES = 1_000  # of the index by one statement: each of its sources with each of its keys


def known_at(connection: Connection, asked: Mapping[str, Sequence[str]]) -> dict[str, dict[str, RowMapping]]:
    """source → key → document row, for those of the keys of each source that are stored.

    Pairs in one IN would be plainer; SQLite reads the whole table for them.
    """
    found: dict[str, dict[str, RowMapping]] = {}
    for sources, keys in _together(asked):
        for row in connection.execute(_at, {"sources": sources, "keys": keys}).mappings():
            found.setdefault(row["source_id"], {})[row["key"]] = row
    return found


def _together(asked: Mapping[str, Sequence[str]]) -> Iterator[tuple[list[str], list[str]]]:
    sources, keys = list[str](), list[str]()
    for source_id, mine in asked.items():
        for part in chunks(mine):
            if sources and (len(sources) + 1) * (len(keys) + len(part)) > _MOST_PROBES:
                yield sources, keys
                sources, keys = [], []
            sources, keys = [*sources, source_id], [*keys, *part]
    if sources:
        yield sources, keys


def seen(connection: Connection, source_id: str, keys: Iterable[str]) -> list[RowMapping]:
    """key, row_hash, checked_at and first_seen_at of those of the keys that are stored."""
    return [
        row
        for part in chunks(list(keys))
        for row in connection.execute(_seen, {"source": source_id, "keys": part}).mappings()
    ]


def known(connection: Connection, source_id: str, keys: Iterable[str]) -> dict[str, RowMapping]:
    """key → document row, for those of the keys that are stored."""
    found: dict[str, RowMapping] = {}
    for part in chunks(list(keys)):
        query = select(_document).where(_document.c.source_id == source_id, _document.c.key.in_(part))
        for row in connection.execute(query).mappings():
            found[row["key"]] = row
    return found


def known_titles(connection: Connection, source_id: str, titles: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(list(titles)):
        query = select(_document.c.title).where(_document.c.source_id == source_id, _document.c.title.in_(part))
        found.update(connection.execute(query).scalars())
    return found


def alike(
    connection: Connection, source_id: str, *, titles: Iterable[str], urls: Iterable[str], keys: Iterable[str]
) -> list[RowMapping]:
    """Documents of a source that share a title, an address or a key with what is asked for."""
    asked = ((_document.c.title, titles), (_document.c.url, urls), (_document.c.key, keys))
    return [
        row
        for column, values in asked
        for part in chunks(sorted(values))
        for row in connection.execute(
            select(_document).where(_document.c.source_id == source_id, column.in_(part))
        ).mappings()
    ]


def add_documents(connection: Connection, rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """Stores new documents; (source, key) → id of all of them, also of those that somebody stored before."""
    if connection.dialect.name == "postgresql":  # psycopg reads the one long statement of RETURNING letter by letter
        insert_new(connection, Document, rows)
        return _ids(connection, rows)
    place = (_document.c.source_id, _document.c.key)
    ids = {
        (row.source_id, row.key): int(row.id)
        for row in insert_new_returning(connection, Document, rows, (*place, _document.c.id))
    }
    return ids | _ids(connection, [row for row in rows if (row["source_id"], row["key"]) not in ids])


def _ids(connection: Connection, rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    asked: dict[str, list[str]] = {}
    for row in rows:
        asked.setdefault(row["source_id"], []).append(row["key"])
    return {
        (row.source_id, row.key): int(row.id)
        for sources, keys in _together(asked)
        for row in connection.execute(_ids_at, {"sources": sources, "keys": keys})
    }


def add_revisions(connection: Connection, rows: Sequence[Row]) -> None:
    insert_new(connection, Revision, rows)


def add_snapshots(connection: Connection, rows: Sequence[Row]) -> None:
    insert_new(connection, Snapshot, rows)


def update_document(connection: Connection, document_id: int, values: Row) -> None:
    connection.execute(update(_document).where(_document.c.id == document_id).values(values))


def mark_checked(connection: Connection, source_id: str, keys: Iterable[str], now: datetime) -> None:
    for part in chunks(list(keys)):
        matching = (_document.c.source_id == source_id) & _document.c.key.in_(part)
        connection.execute(update(_document).where(matching).values(checked_at=now))


def days_of_publication(connection: Connection, source_id: str, *, most: int) -> list[datetime]:
    """The newest different days on which a source published, newest first."""
    query = select(_document.c.published).where(_document.c.source_id == source_id, _document.c.published.is_not(None))
    moments = connection.execute(query.order_by(_document.c.published.desc()).limit(most * 20)).scalars()
    days = dict.fromkeys(moment.replace(hour=0, minute=0, second=0, microsecond=0) for moment in moments)
    return list(days)[:most]


def snapshots(connection: Connection, source_id: str, *, after: int, most: int) -> list[RowMapping]:
    """Documents whose newest revision has kept its raw bytes, with them, by id."""
    snapshot = table(Snapshot)
    kept = ("body", "media_type", "answered_by", "http_status", "headers")
    columns: list[Any] = [_document, _revision.c.text, *(snapshot.c[name] for name in kept)]
    query = select(*columns).join(
        _revision, (_revision.c.document_id == _document.c.id) & (_revision.c.number == _document.c.revision)
    )
    query = query.join(snapshot, snapshot.c.sha256 == _revision.c.snapshot)
    query = query.where(_document.c.source_id == source_id, _document.c.id > after).order_by(_document.c.id)
    return list(connection.execute(query.limit(most)).mappings())


def origin_of(connection: Connection, document_id: int, number: int) -> str:
    query = select(_revision.c.origin).where(_revision.c.document_id == document_id, _revision.c.number == number)
    return str(connection.execute(query).scalar_one())


def newest_revision(connection: Connection, document_id: int) -> RowMapping | None:
    query = select(_revision).where(_revision.c.document_id == document_id).order_by(_revision.c.number.desc())
    return connection.execute(query.limit(1)).mappings().first()


def rehash(connection: Connection, revision_id: int, digest: str, version: int) -> None:
    """The same content by another algorithm."""
    values = {"content_hash": digest, "hash_version": version}
    connection.execute(update(_revision).where(_revision.c.id == revision_id).values(values))


#: A revision with what a rule may look at.
_readable = select(
    _revision.c.id, _revision.c.document_id, _revision.c.number, _revision.c.origin, _revision.c.title,
    _revision.c.text, _document.c.source_id, _document.c.publisher, _document.c.country, _document.c.language,
    _document.c.section, _document.c.attachments,
).join(_document, _document.c.id == _revision.c.document_id)  # fmt: skip


#: Made once: it is asked for at every look, and composing it costs more than asking.
_unmatched = (
    _readable.where(_revision.c.matched_at.is_(None), _revision.c.id > bindparam("after"))
    .order_by(_revision.c.id)
    .limit(bindparam("most"))
)


def unmatched(connection: Connection, *, after: int, most: int) -> list[RowMapping]:
    """Revisions that wait for the match stage, oldest first."""
    return list(connection.execute(_unmatched, {"after": after, "most": most}).mappings())


def still_unmatched(connection: Connection, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for part in chunks(ids):
        query = select(_revision.c.id).where(_revision.c.id.in_(part), _revision.c.matched_at.is_(None))
        found.update(connection.execute(query).scalars())
    return found


def newest_revisions(connection: Connection, *, after: int, most: int) -> list[RowMapping]:
    """The newest revision of every document, by id."""
    query = _readable.where(_revision.c.number == _document.c.revision, _revision.c.id > after)
    return list(connection.execute(query.order_by(_revision.c.id).limit(most)).mappings())


def matched_by_other_rules(connection: Connection, rules_version: str, *, after: int, most: int) -> list[RowMapping]:
    """Newest revisions that an older or other rule set has read, by id; what no rule is to read has no version."""
    newest = _revision.c.number == _document.c.revision
    query = _readable.where(newest, _revision.c.rules_version.not_in(("", rules_version)))
    return list(connection.execute(query.where(_revision.c.id > after).order_by(_revision.c.id).limit(most)).mappings())


def mark_matched(connection: Connection, ids: Sequence[int], now: datetime, rules_version: str) -> None:
    for part in chunks(ids):
        statement = update(_revision).where(_revision.c.id.in_(part))
        connection.execute(statement.values(matched_at=now, rules_version=rules_version))


def document(connection: Connection, document_id: int) -> dict[str, Any] | None:
    row = connection.execute(select(_document).where(_document.c.id == document_id)).mappings().first()
    return dict(row) if row else None


def document_by_key(connection: Connection, source_id: str, key: str) -> dict[str, Any] | None:
    found = known(connection, source_id, [key])
    return dict(found[key]) if key in found else None


def revisions(connection: Connection, document_id: int) -> list[dict[str, Any]]:
    query = select(_revision).where(_revision.c.document_id == document_id).order_by(_revision.c.number)
    return [dict(row) for row in connection.execute(query).mappings()]


def articles(connection: Connection, document_id: int) -> list[dict[str, Any]]:
    query = select(_document).where(_document.c.parent_id == document_id).order_by(_document.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(_document)).scalar_one())
