"""How much is stored, each figure by an index, by counting, or from the sizes that rows carry."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select

from db.tables import Document, Match, Revision, SentMessage, Snapshot
from db.write import table

_document, _snapshot, _message = table(Document), table(Snapshot), table(SentMessage)


def rows(connection: Connection) -> dict[str, int]:
    return {
        name: int(connection.execute(select(func.count()).select_from(table(of))).scalar_one())
        for name, of in (("documents", Document), ("revisions", Revision), ("matches", Match))
    }


def raw(connection: Connection) -> dict[str, tuple[int, int]]:
    """(rows, bytes) of what is kept as bytes."""
    found = {}
    for name, of in (("snapshots", _snapshot), ("messages", _message)):
        size = func.coalesce(func.sum(func.length(of.c.body)), 0)
        row = connection.execute(select(func.count(), size).select_from(of)).one()
        found[name] = (int(row[0]), int(row[1]))
    return found


def index_bytes(connection: Connection) -> int:
    """Of the search: what its tables hold."""
    total = 0
    for name in inspect(connection).get_table_names():
        if name.startswith("search_"):
            columns = [one["name"] for one in inspect(connection).get_columns(name) if _is_bytes(one["type"])]
            if columns:
                size = " + ".join(f'coalesce(length("{one}"), 0)' for one in columns)
                query = f'SELECT coalesce(sum({size}), 0) FROM "{name}"'  # noqa: S608  names from our own schema
                total += int(connection.exec_driver_sql(query).scalar_one())
    return total


def _is_bytes(kind: object) -> bool:
    return str(kind) in ("BLOB", "BYTEA")


def documents_since(connection: Connection, moment: datetime) -> int:
    query = select(func.count()).select_from(_document).where(_document.c.first_seen_at >= moment)
    return int(connection.execute(query).scalar_one())


def database_bytes(connection: Connection) -> tuple[int, int]:
    """What the database takes on its disk, and how much of that is free for new rows (as far as it is known)."""
    if connection.dialect.name == "postgresql":
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()), 0
    page = int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    free = int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())
    path = Path(connection.engine.url.database or "")
    parts = (path.with_name(path.name + end) for end in ("", "-wal", "-shm"))
    return sum(part.stat().st_size for part in parts if part.exists()), free * page
