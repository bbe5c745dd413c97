"""One daemon a database: who holds the lease leads, everybody else waits."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

from sqlalchemy import Engine

import db.incidents
from db.engine import writing

LENGTH = timedelta(seconds=30)
_NAME = "daemon"


def holder() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def take(engine: Engine, me: str, now: datetime) -> str:
    """Takes the lease if it is free; returns who holds it now. A dead process of this machine holds nothing."""
    with writing(engine) as connection:
        row = db.incidents.lease(connection, _NAME)
        if row is not None and row["holder"] != me and row["until"] > now and not _is_dead(row["holder"]):
            return str(row["holder"])
        db.incidents.take_lease(connection, _NAME, me, now + LENGTH)
        return me


def renew(engine: Engine, me: str, now: datetime) -> bool:
    with writing(engine) as connection:
        return db.incidents.renew_lease(connection, _NAME, me, now + LENGTH)


def drop(engine: Engine, me: str) -> None:
    with writing(engine) as connection:
        db.incidents.drop_lease(connection, _NAME, me)


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
