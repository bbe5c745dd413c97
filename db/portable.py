"""The rows of our tables as text that either database reads again: one JSON array a line, columns as in the `Shape`.

Times are ISO 8601 in UTC, bytes base64. The same row is the same line on both databases, so that a sum over lines
compares them, whatever the order they come in.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    Float,
    Integer,
    LargeBinary,
    String,
    Text,
    column,
    inspect,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import db.tables  # noqa: F401  fills the metadata
from db.columns import UtcDateTime

#: What a daemon makes anew: who leads, and the index of the search, which each kind of database has in its own form.
_LEFT_OUT = ("lease", "search")
_AT_ONCE = 50  # rows in memory; a row may be megabytes

_TYPES: dict[str, TypeEngine[Any]] = {
    "bool": Boolean(),
    "bytes": LargeBinary(),
    "day": Date(),
    "float": Float(),
    "int": BigInteger(),
    "json": JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"),
    "text": Text(),
    "time": UtcDateTime(),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its name and the name and kind of each column."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...] = field(default=(), compare=False)  # the order it is written in

    def clause(self) -> Any:
        return table(self.name, *(column(name, _TYPES[kind]) for name, kind in self.columns))


@dataclass(slots=True)
class Sum:
    """Of lines in any order."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest(), "big")

    def __str__(self) -> str:
        return f"{self.total % 2**128:032x}"


def our_tables(connection: Connection) -> list[str]:
    """Those of the program that are in the database, the ones that others refer to first."""
    there = set(inspect(connection).get_table_names())
    return [one.name for one in SQLModel.metadata.sorted_tables if one.name in there]


def shapes(connection: Connection) -> list[Shape]:
    """Of all that is to be carried over; an older database has fewer columns."""
    inspector = inspect(connection)
    found = []
    for name in our_tables(connection):
        if name.startswith(_LEFT_OUT):
            continue
        there = {one["name"] for one in inspector.get_columns(name)}
        known = SQLModel.metadata.tables[name]
        columns = tuple((one.name, _kind(one)) for one in known.columns if one.name in there)
        found.append(Shape(name, columns, tuple(one.name for one in known.primary_key.columns)))
    return found


def _kind(one: Column[Any]) -> str:
    """Raises TypeError for a column of a kind that nobody has said how to carry over."""
    kinds: tuple[tuple[Any, str], ...] = (
        (UtcDateTime, "time"), (Boolean, "bool"), (Integer, "int"), (Float, "float"), (JSON, "json"),
        (Date, "day"),
        (LargeBinary, "bytes"), (String, "text"), (AutoString, "text"),
    )  # fmt: skip
    for kind, name in kinds:
        if isinstance(one.type, kind):
            return name
    raise TypeError(f"{one.table.name}.{one.name} has a type that cannot be carried over: {one.type!r}")


@contextmanager
def frozen(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the whole database, however long it reads and whoever writes."""
    isolation = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**isolation) as connection, connection.begin():
        yield connection


def lines(connection: Connection, shape: Shape) -> Iterator[bytes]:
    """In the order of the key; few rows at a time in memory."""
    clause = shape.clause()
    query = select(clause).order_by(*(clause.c[name] for name in shape.key))
    written = [_WRITTEN.get(kind) for _, kind in shape.columns]
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        values = [
            value if value is None or how is None else how(value) for value, how in zip(row, written, strict=True)
        ]
        yield line_of(values)


def line_of(values: list[Any]) -> bytes:
    try:
        return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which no file holds as it is
        return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()


def values_of(line: bytes, shape: Shape) -> dict[str, Any]:
    """Raises ValueError for a line that is no row of this shape."""
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(shape.columns):
        raise ValueError(f"a row of {shape.name} has other columns than its table")
    return {
        name: value if value is None or kind not in _READ else _READ[kind](value)
        for (name, kind), value in zip(shape.columns, values, strict=True)
    }


def _whole(value: Any) -> Any:
    """PostgreSQL keeps the number 2.0 of a JSON value in other forms than Python writes."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _whole(one) for name, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list) else value


_WRITTEN: dict[str, Callable[[Any], Any]] = {
    "time": lambda value: value.astimezone(UTC).isoformat(),
    "day": date.isoformat,
    "bytes": lambda value: base64.b64encode(value).decode(),
    "json": _whole,
}
_READ: dict[str, Callable[[Any], Any]] = {
    "time": datetime.fromisoformat,
    "day": date.fromisoformat,
    "bytes": base64.b64decode,
}
