"""Fills an empty database with portable rows, and proves that it holds what it was given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BigInteger, Connection, text
from sqlmodel import SQLModel

from db.portable import Shape, Sum, line_of, lines, our_tables, values_of

_MOST_ROWS, _MOST_BYTES = 500, 4 * 2**20  # of one statement


class LoadError(Exception):
    """The rows do not fit, or are not what they are said to be; the message says which."""


def load(connection: Connection, shape: Shape, given: Iterable[bytes]) -> tuple[Sum, Sum]:
    """Inserts all rows. Sums of what was given and of what is stored; they differ where text had to be cleaned."""
    told, stored = Sum(), Sum()
    clean = connection.dialect.name == "postgresql"
    check = _limits(connection, shape)
    batch: list[dict[str, Any]] = []
    size = 0
    for line in given:
        told.add(line)
        kept = _cleaned(line) if clean else line
        stored.add(kept)
        row = values_of(kept, shape)
        check(row)
        batch.append(row)
        size += len(kept)
        if len(batch) >= _MOST_ROWS or size >= _MOST_BYTES:
            connection.execute(shape.clause().insert(), batch)
            batch, size = [], 0
    if batch:
        connection.execute(shape.clause().insert(), batch)
    return told, stored


def _cleaned(line: bytes) -> bytes:
    """PostgreSQL stores neither NUL nor half of a surrogate pair; a line with one has it escaped."""
    if rb"\u0000" not in line and rb"\ud" not in line:
        return line
    return line_of([_storable(value) for value in json.loads(line)])


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(letter for letter in value if letter != "\0" and not "\ud800" <= letter <= "\udfff")
    if isinstance(value, dict):
        return {_storable(name): _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value


def _limits(connection: Connection, shape: Shape) -> Callable[[dict[str, Any]], None]:
    """SQLite keeps 64 bits in every whole number, PostgreSQL 32 in those that we declare as such."""
    if connection.dialect.name != "postgresql":
        return lambda row: None
    known = SQLModel.metadata.tables[shape.name].columns
    types = {name: known[name].type.dialect_impl(connection.dialect) for name, kind in shape.columns if kind == "int"}
    small = [name for name, kind in types.items() if not isinstance(kind, BigInteger)]

    def check(row: dict[str, Any]) -> None:
        for name in small:
            if row[name] is not None and not -(2**31) <= row[name] < 2**31:
                raise LoadError(
                    f"{shape.name}.{name} is {row[name]} in one row ({_called(row)}), more than PostgreSQL keeps there"
                )

    return check


def _called(row: dict[str, Any]) -> str:
    name, value = next(iter(row.items()))
    return f"{name} {value!r}"


@contextmanager
def references_later(connection: Connection) -> Iterator[None]:
    """Rows may come before those they refer to; at the end all references are checked."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # until the end of the transaction
        yield
        if wrong := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise LoadError(f"a row of {wrong[0]} refers to one of {wrong[2]} that is not there")
        return
    ours = set(our_tables(connection))
    found = [one for one in connection.execute(_REFERENCES).all() if one[0] in ours]
    for table, name, _ in found:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    yield
    for table, name, definition in found:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')


_REFERENCES = text(
    "SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k"
    " JOIN pg_class c ON c.oid = k.conrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'f' AND n.nspname = current_schema()"
    " ORDER BY c.relname, k.conname"
)


def count_on(connection: Connection, shapes: Sequence[Shape]) -> None:
    """New rows get numbers after those that were loaded; SQLite sees to that by itself."""
    if connection.dialect.name != "postgresql":
        return
    for shape in shapes:
        names = dict(shape.columns)
        if names.get("id") == "int":
            newest = f'SELECT max(id) FROM "{shape.name}"'  # noqa: S608  names of our own tables
            sequence = f"pg_get_serial_sequence('\"{shape.name}\"', 'id')"
            connection.exec_driver_sql(f"SELECT setval({sequence}, ({newest})) WHERE ({newest}) IS NOT NULL")


def prove(connection: Connection, shape: Shape, stored: Sum) -> None:
    """Reads the table back. Raises LoadError when it does not hold what was written."""
    found = Sum()
    for line in lines(connection, shape):
        found.add(line)
    if (found.rows, found.total) != (stored.rows, stored.total):
        raise LoadError(f"{shape.name} holds {found.rows} rows of sum {found}, not the {stored.rows} that were written")
