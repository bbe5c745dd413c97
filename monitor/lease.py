"""One daemon a database: who holds the lease leads, everybody else waits."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, inspect

import db.incidents
from db.engine import DatabaseError, reading, writing

LENGTH = timedelta(seconds=30)
_NAME = "daemon"

#: Which file an engine has opened: a restore puts another one under the same name.
_opened: WeakKeyDictionary[Engine, int] = WeakKeyDictionary()


class Replaced(DatabaseError):  # noqa: N818  it is what happened
    """What this process has open is no longer the database."""


def holder() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def take(engine: Engine, me: str, now: datetime, name: str = _NAME) -> str:
    """Takes the lease if it is free; returns who holds it now. A dead process of this machine holds nothing."""
    _refuse_replaced(engine)
    with writing(engine) as connection:
        row = db.incidents.lease(connection, name)
        if row is not None and row["holder"] != me and row["until"] > now and not _is_dead(row["holder"]):
            return str(row["holder"])
        if row is not None and row["holder"] != me and name == _NAME:
            detail = f"{me} leads now: {row['holder']} did not stop in order, or was cut off for too long"
            db.incidents.open_incident(connection, "lease", "took-over", detail, now)
        db.incidents.take_lease(connection, name, me, now + LENGTH)
        return me


def renew(engine: Engine, me: str, now: datetime) -> bool:
    _refuse_replaced(engine)
    with writing(engine) as connection:
        return db.incidents.renew_lease(connection, _NAME, me, now + LENGTH)


def drop(engine: Engine, me: str, name: str = _NAME) -> None:
    with writing(engine) as connection:
        db.incidents.drop_lease(connection, name, me)


def leader(engine: Engine, now: datetime) -> str:
    """Who leads now; empty when nobody does."""
    if not inspect(engine).has_table("lease"):
        return ""
    with reading(engine) as connection:
        row = db.incidents.lease(connection, _NAME)
    return str(row["holder"]) if row and row["until"] > now and not _is_dead(row["holder"]) else ""


def _refuse_replaced(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    path = Path(engine.url.database or "")
    now = path.stat().st_ino if path.exists() else 0
    if _opened.setdefault(engine, now) != now:
        raise Replaced(f"{path} was replaced while it was open: start again")


def _is_dead(other: str) -> bool:
    host, _, pid = other.rpartition(":")
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
