"""Migrations, run at start under a lock: a transaction that holds the write lock, so two starts never both migrate.

The first digit of a migration is its generation. Within one, migrations only add what an older program need not know:
it goes on beside newer ones, and starts again. A step that it would not survive opens the next generation (1000).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from db.engine import DatabaseError, writing

if TYPE_CHECKING:
    from alembic.config import Config

#: The newest migration; written here because importing Alembic to ask costs 80 ms at every start.
HEAD = "0010"

_POSTGRESQL_LOCK = 7091922  # any fixed number: the advisory lock of Policywatch's migrations
#: Who alters a table waits for those who read it, and everybody else waits behind: rather give up and start again.
PATIENCE = "15s"


def fits(version: str | None) -> bool:
    """Whether this program works on a database at that migration: at HEAD, or newer and of the same generation."""
    return version is not None and version >= HEAD and version[0] == HEAD[0]


def migrate(engine: Engine) -> None:
    """Brings the tables to HEAD in one transaction; a kill midway leaves the old state. Refuses a newer generation."""
    if fits(current(engine)):
        return
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _POSTGRESQL_LOCK})
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
        version = version_of(connection)
        if fits(version):
            return
        if version is not None and version > HEAD:
            raise DatabaseError(
                f"the database is at migration {version}, this program knows {HEAD}: install a newer one"
            )
        upgrade(connection)


def current(engine: Engine) -> str | None:
    """The migration the database is at; None when it is empty."""
    with engine.connect() as connection:
        return version_of(connection)


def version_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: Connection, version: str = "head") -> None:
    """Brings the tables to a migration within the transaction of the caller, who holds the lock."""
    from alembic import command

    command.upgrade(configuration(connection), version)


def configuration(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
