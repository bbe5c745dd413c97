"""Inserts that may be repeated: what is already there stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import SQLModel

Row = dict[str, Any]


def table(model: type[SQLModel]) -> Table:
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found


def take_turns(connection: Connection, part: str) -> None:
    """Until its transaction ends, nobody else is in this part of the work; SQLite has one writer anyway.

    Two workers that lead at once (one was asleep and does not know yet) would each tell what neither sees of the other.
    """
    if connection.dialect.name == "postgresql":
        name = {"name": f"policywatch {part}"}
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), name)


def insert_new(connection: Connection, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Inserts the rows that break no unique constraint and leaves out the others."""
    if rows:
        connection.execute(_insert(connection, model).on_conflict_do_nothing(), list(rows))


def insert_new_returning(
    connection: Connection, model: type[SQLModel], rows: Sequence[Row], columns: Sequence[Any]
) -> list[Any]:
    """These columns of the rows that were inserted, in any order."""
    if not rows:
        return []
    return list(connection.execute(_insert(connection, model).on_conflict_do_nothing().returning(*columns), list(rows)))


def insert_returning_id(connection: Connection, model: type[SQLModel], row: Row) -> int | None:
    """The id of the new row, or None when a unique constraint knew it already."""
    statement = _insert(connection, model).values(row).on_conflict_do_nothing().returning(table(model).c.id)
    found: int | None = connection.execute(statement).scalar()
    return found


def _insert(connection: Connection, model: type[SQLModel]) -> Any:
    dialect = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
    return dialect(table(model))


def chunks(values: Sequence[Any], size: int = 500) -> Iterator[list[Any]]:
    """Databases limit how many values one statement takes."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
