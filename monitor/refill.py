"""A whole database filled with the rows of a backup or of another database, proven before anybody uses it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.exc import OperationalError

import db.migrate
from db.engine import open_database, writing
from db.loading import LoadError, count_on, load, prove, references_later
from db.portable import Shape, Sum, our_tables
from monitor import lease


class Refused(Exception):  # noqa: N818  it is what happened, no fault of the code
    """The database must not be filled; the message says why and what to do."""


class Given(Protocol):
    """Where the rows come from."""

    migration: str
    shapes: list[Shape]

    def lines(self, shape: Shape) -> Iterable[bytes]: ...

    def check(self, shape: Shape, told: Sum) -> None:
        """Raises LoadError when these were not all rows, as they were written."""


@dataclass
class Filled:
    """`kept_aside`: where what was there before is now; empty when there was nothing."""

    rows: dict[str, int] = field(default_factory=dict)
    cleaned: list[str] = field(default_factory=list)  # tables with text that PostgreSQL does not store as it was
    kept_aside: str = ""


def fill(connection: Connection, given: Given) -> Filled:
    """Into a database without tables. Raises LoadError; the caller's transaction must then be dropped."""
    if given.migration > db.migrate.HEAD:
        raise LoadError(
            f"it was made at migration {given.migration}, this program knows {db.migrate.HEAD}: install a newer one"
        )
    db.migrate.upgrade(connection, given.migration)
    filled, stored = Filled(), dict[str, Sum]()
    with references_later(connection):
        for shape in given.shapes:
            told, stored[shape.name] = load(connection, shape, given.lines(shape))
            given.check(shape, told)
            filled.rows[shape.name] = told.rows
            if told.total != stored[shape.name].total:
                filled.cleaned.append(shape.name)
    count_on(connection, given.shapes)
    for shape in given.shapes:
        prove(connection, shape, stored[shape.name])
    if given.migration != db.migrate.HEAD:
        db.migrate.upgrade(connection)
    return filled


# --- SQLite: a new file beside the old one, then renamed ---


def fill_file(path: Path, given: Given, now: datetime, *, replace: bool) -> Filled:
    """Raises Refused, LoadError or OSError; the old file then stays as it is."""
    from db.soundness import unfinished

    path.parent.mkdir(parents=True, exist_ok=True)
    old = _old_file(path, now, replace=replace)
    new = unfinished(path)
    _drop_file(new)
    try:
        filled = _filled_file(new, given)
        _synced(new)
        if old:
            filled.kept_aside = str(_set_aside(path, now))
        new.replace(path)
        _synced(path.parent)
    except BaseException:
        _drop_file(new)
        raise
    return filled


def _filled_file(path: Path, given: Given) -> Filled:
    engine = open_database(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _unguarded(connection: object, _: object) -> None:
        # nobody else knows the file, and a kill leaves the old one in place
        connection.execute("PRAGMA journal_mode=OFF")  # type: ignore[attr-defined]
        connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]

    try:
        with writing(engine) as connection:
            filled = fill(connection, given)
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise LoadError(f"the new file is not sound: {found}")
    finally:
        engine.dispose()
    return filled


def _old_file(path: Path, now: datetime, *, replace: bool) -> bool:
    from db.soundness import damage

    if not path.exists() or not path.stat().st_size:
        return False
    if damage(path):
        if replace:
            return True
        raise Refused(f"{path} is there, and damaged: --replace keeps it aside and puts the backup in its place")
    engine = open_database(f"sqlite:///{path}")
    try:
        return _refuse(engine, str(path), now, replace=replace)
    finally:
        engine.dispose()


def _refuse(engine: Engine, shown: str, now: datetime, *, replace: bool) -> bool:
    """Whether something is there that is to be kept. Raises Refused."""
    refuse_led(engine, now)
    with engine.connect() as connection:
        empty = is_empty(connection)
    if not empty and not replace:
        raise Refused(f"{shown} is not empty: --replace keeps what is in it aside and puts the other in its place")
    return not empty


def refuse_led(engine: Engine, now: datetime) -> None:
    if leader := lease.leader(engine, now):
        raise Refused(f"a daemon ({leader}) leads this database: stop it first, so that nothing it stores is lost")


def is_empty(connection: Connection) -> bool:
    mine = (name for name in our_tables(connection) if name != "lease")
    return not any(connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first() for name in mine)  # noqa: S608


def _set_aside(path: Path, now: datetime) -> Path:
    """With its log, should that still hold something."""
    aside = path.with_name(f"{path.name}.before-{now:%Y%m%dT%H%M%SZ}")
    for end in ("-wal", "-shm", ""):
        part = path.with_name(path.name + end)
        if part.exists():
            part.replace(aside.with_name(aside.name + end))
    return aside


def _drop_file(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _synced(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


# --- PostgreSQL: one transaction; what was there moves to a schema of its own ---


def fill_server(engine: Engine, given: Given, now: datetime, *, replace: bool) -> Filled:
    """Raises Refused or LoadError; the database then is as it was."""
    old = _refuse(engine, "the database", now, replace=replace)
    aside = f"before_{now:%Y%m%dt%H%M%Sz}"
    with writing(engine) as connection:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7091922)")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{db.migrate.PATIENCE}'")
        try:
            _move_aside(connection, aside)
        except OperationalError as error:
            raise Refused(f"somebody works on the database, stop it first: {error.orig}") from error
        if not old:
            connection.exec_driver_sql(f'DROP SCHEMA "{aside}" CASCADE')
        filled = fill(connection, given)
    filled.kept_aside = aside if old else ""
    return filled


def _move_aside(connection: Connection, schema: str) -> None:
    """All that is ours. Of a newer program there may be more than this one knows: then all but the engine's."""
    connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
    ours = {*our_tables(connection), "alembic_version"}
    newer = (db.migrate.version_of(connection) or "") > db.migrate.HEAD
    for name in inspect(connection).get_table_names():
        if name in ours or name.startswith("search_") or (newer and not name.startswith("procrastinate_")):
            connection.execute(text(f'ALTER TABLE "{name}" SET SCHEMA "{schema}"'))
    for name in connection.execute(_FUNCTIONS).scalars().all():
        connection.execute(text(f'ALTER FUNCTION "{name}" SET SCHEMA "{schema}"'))


_FUNCTIONS = text(  # of the triggers that queue what the search has to index
    "SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
    " WHERE nspname = current_schema() AND starts_with(proname, 'search_')"
)
