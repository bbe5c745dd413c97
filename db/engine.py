"""Opening the database: SQLite with one writer, or PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

_BUSY_SECONDS = 30


class DatabaseError(Exception):
    """The database cannot be opened; the message says what to do."""


def open_database(address: str) -> Engine:
    """Engine for `sqlite:///path` or `postgresql://…`. Creates the folder of an SQLite file, never the tables."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url.database or "")
    if url.get_backend_name() == "postgresql":
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    raise DatabaseError(f"{url.get_backend_name()} is not supported; use sqlite:///… or postgresql://…")


def _open_sqlite(database: str) -> Engine:
    if not database or database == ":memory:":
        raise DatabaseError("the database needs a file; write sqlite:////path/to/policywatch.db")
    Path(database).parent.mkdir(parents=True, exist_ok=True)
    # last in, first out: the connection that wrote last knows its pages still, and the others need no memory for them
    engine = create_engine(
        f"sqlite:///{database}",
        connect_args={"timeout": _BUSY_SECONDS},
        pool_use_lifo=True,
        json_serializer=_json,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: Any) -> None:
        # pysqlite's own BEGIN is deferred: a read-then-write then fails at once, busy_timeout ignored.
        connection.isolation_level = None
        if not connection.execute("PRAGMA page_count").fetchone()[0]:  # in a file that is there it would be a write
            connection.execute("PRAGMA auto_vacuum=INCREMENTAL")  # pruning gives its pages back
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # NORMAL may lose the last commits at a power cut
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-8192")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _json(value: Any) -> str:
    """Most lists of a document are empty."""
    return "[]" if value == [] else json.dumps(value)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that will write: takes the write lock at once and commits at the end."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads one consistent state."""
    with engine.connect() as connection, connection.begin():
        yield connection
