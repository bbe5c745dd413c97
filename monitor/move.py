"""The whole database into another one, of either kind; the old one stays as it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from db.engine import open_database
from db.portable import frozen
from monitor.backup import Live
from monitor.refill import Filled, Given, Refused, fill_file, fill_server, refuse_led


def put(address: str, given: Given, now: datetime, *, replace: bool = False) -> Filled:
    """Fills the database at an address: all of it, or nothing. Raises Refused or LoadError."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return fill_file(Path(url.database or ""), given, now, replace=replace)
    engine = open_database(address)
    try:
        return fill_server(engine, given, now, replace=replace)
    finally:
        engine.dispose()


def move(source: Engine, address: str, now: datetime) -> Filled:
    """Raises Refused or LoadError; the target then is as it was."""
    try:
        target = make_url(address)
    except ArgumentError as error:
        raise Refused("that is no address of a database; write postgresql://… or sqlite:////…") from error
    same = target.get_backend_name() == source.dialect.name and target.database == source.url.database
    if same and target.host == source.url.host:
        raise Refused("that is the database in use: name another one")
    refuse_led(source, now)
    with frozen(source) as connection:
        return put(address, Live(connection), now)
