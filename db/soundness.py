"""Is an SQLite file what it should be? A damaged one is never opened for work, and never made anew over."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from db.engine import DatabaseError

#: Larger files are not read whole at every start; a backup reads them.
_READ_AT_START = 200 * 2**20
_SAID_BY_SQLITE = ("malformed", "not a database", "disk image")


def unfinished(path: Path) -> Path:
    """Where a restore writes before it takes the place of `path`."""
    return path.with_name(path.name + ".restoring")


def is_damage(error: object) -> bool:
    """Whether an error of the driver says that the file itself is broken."""
    return isinstance(error, sqlite3.DatabaseError) and any(said in str(error) for said in _SAID_BY_SQLITE)


def refuse_missing(address: str) -> None:
    """A file that is gone while its log is there was lost, not never made: a new one would forget who was told."""
    url = make_url(address)
    path = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or path.exists():
        return
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise DatabaseError(f"{path} is gone, but its log {log.name} is there: {_ADVICE}, or move the log away")
    if unfinished(path).exists():
        raise DatabaseError(f"{path} is gone: a restore was interrupted; repeat it, or move {unfinished(path)} back")


def refuse_damaged(engine: Engine) -> None:
    """At start. Raises DatabaseError for a damaged SQLite file; the file stays as it is."""
    if engine.dialect.name != "sqlite":
        return
    path = Path(engine.url.database or "")
    if path.stat().st_size <= _READ_AT_START and (found := damage(path)):
        raise DatabaseError(told(found, path))


def told(found: object, path: Path | str = "") -> str:
    return f"the database {path} is damaged ({found}) and is left as it is. ".replace("  ", " ") + _ADVICE


_ADVICE = "Put a backup in its place: `policywatch restore BACKUP --replace` keeps what is there aside"


def damage(path: Path) -> str:
    """What is wrong with the file; empty when it is sound. Reads all of it."""
    try:
        connection = sqlite3.connect(path, timeout=30)
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return str(error)
    return "" if found == ("ok",) else str(found[0]).partition("\n")[0]
